"""What fsspec reads, as articles: a real FTP server on loopback, ZIP archives, this disk, and memory."""

import io
import os
import re
import socket
import subprocess
import sys
import threading
import zipfile
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.file_server import file_server
from reading.test_parts import FILES
from secondsource.model import UnusableInput
from secondsource.reading import (
    Part,
    find_articles,
    find_places,
    is_remote,
    parts,
    read,
    remote,
    remote_copy,
    shown,
    size_of,
)

fsspec = pytest.importorskip("fsspec", reason="the extra 'cluster' is not installed")

TEXT = "The wall at Lindmere cracked, Edda Kroll said.\n"


@pytest.fixture
def memory():
    store = fsspec.filesystem("memory", skip_instance_cache=True)
    store.store.clear()
    store.pseudo_dirs[:] = [""]
    yield store
    store.store.clear()


@pytest.fixture
def server(tmp_path):
    folder = tmp_path / "served"
    folder.mkdir()
    with file_server(folder) as server:
        yield server


def put(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{TEXT}{name}")


def refusal(call, *args, **kwargs):
    with pytest.raises(UnusableInput) as caught:
        list(call(*args, **kwargs))
    message = str(caught.value)
    assert len(message.splitlines()) == 1
    return message


def texts(place):
    return [one.article.text for one in read(place)]


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_txt", ".txt"), data)
    return out.getvalue()


def test_what_is_remote():
    remotes = ["s3://b/k", "ftp://h/x", "memory://x", "zip://*.txt::/x.zip", "simplecache::s3://b/k", "nothing://x"]
    assert all(map(is_remote, remotes))
    others = ["x.txt", "/a/b", "a::b.txt", "-", "https://a.example/", "HTTP://[::1]/x", "file:///a/b.txt", "C:/x"]
    assert not any(map(is_remote, others))


NAMES = (
    "a/z.md",
    "a/b/c.HTML",
    "b.txt",
    "a.htm",
    "h.jpg",
    ".git/x.txt",
    ".hidden.txt",
    "a/.x/y.txt",
    "x #1?.txt",
    "c%20.txt",
)


def test_a_folder_on_a_server_is_listed_as_one_on_disk(server):
    put(server.folder, *NAMES)
    here = [path.relative_to(server.folder).as_posix() for path in find_articles(server.folder)]
    assert [place.removeprefix(f"{server.url}/") for place in find_places(server.url)] == here
    assert [place.removeprefix(f"{server.url}/") for place in find_places(f"{server.url}/a/")] == [
        "a/b/c.HTML",
        "a/z.md",
    ]
    for name in here:
        assert texts(f"{server.url}/{name}") == [f"{TEXT}{name}"]


_STEP = st.sampled_from(["a", "b", "a.txt", "c d", "é", ".h", "x_files"])
_TREE = st.lists(st.lists(_STEP, max_size=3).map(lambda steps: "/".join([*steps, "t.txt"])), min_size=1, max_size=8)


@settings(max_examples=40)
@given(_TREE)
def test_any_folder_is_listed_as_one_on_disk(tmp_path_factory, tree):
    folder = tmp_path_factory.mktemp("tree")
    store = fsspec.filesystem("memory", skip_instance_cache=True)
    store.store.clear()
    store.pseudo_dirs[:] = [""]
    put(folder, *tree)
    for name in tree:
        store.pipe(f"/top/{name}", b"x")
    try:
        here = [path.relative_to(folder).as_posix() for path in find_articles(folder)]
    except UnusableInput:
        assert "holds no article" in refusal(find_places, "memory://top")
    else:
        assert [place.removeprefix("memory://top/") for place in find_places("memory://top/")] == here


def test_places_are_named_as_they_were_asked_for(memory):
    memory.pipe("/desk/a #1?.txt", TEXT.encode())
    for folder, prefix in (("memory://desk", "memory://desk/"), ("memory:///", "memory:///desk/")):
        [place] = find_places(folder)
        assert place == f"{prefix}a #1?.txt"
        assert texts(place) == [TEXT]
    assert [*find_places("memory:///*/*.txt")] == [*find_places("memory:///de*")] == ["memory:///desk/a #1?.txt"]


def test_a_driver_whose_paths_begin_with_a_bucket(monkeypatch):
    """As those of S3, Google and Azure do; the drivers themselves need a cloud."""
    from fsspec.implementations.memory import MemoryFileSystem

    kept = {"desk/2024/a#1.txt": b"A.", "desk/2024/b.txt": b"B.", "desk/2023/c.txt": b"C."}
    made = []

    class Buckets(MemoryFileSystem):
        protocol = "buckets"
        root_marker = ""
        cachable = True

        def __init__(self, account=None, **known):
            super().__init__(**known)
            made.append((account, known))

        @classmethod
        def _strip_protocol(cls, path):
            return re.sub(r"^buckets://|@one", "", path).rstrip("/")

        @staticmethod
        def _get_kwargs_from_urls(path):
            return {"account": path.partition("@")[2].partition("/")[0]}

        def ls(self, path, detail=True, **_):
            found = {}
            for name, content in kept.items():
                if name.startswith(f"{path}/"):
                    step, deeper, _ = name.removeprefix(f"{path}/").partition("/")
                    kind = "directory" if deeper else "file"
                    found[step] = {"name": f"{path}/{step}", "type": kind, "size": len(content)}
            return list(found.values())

        def info(self, path, **_):
            if path in kept:
                return {"name": path, "type": "file", "size": 1}
            if not self.ls(path):
                raise FileNotFoundError(path)
            return {"name": path, "type": "directory", "size": 0}

        def _open(self, path, mode="rb", **_):
            return io.BytesIO(kept[path])

    import_module("fsspec.registry")
    monkeypatch.setitem(sys.modules["fsspec.registry"]._registry, "buckets", Buckets)
    top = "buckets://desk@one"
    assert list(find_places(f"{top}/2024")) == [f"{top}/2024/a#1.txt", f"{top}/2024/b.txt"]
    assert list(find_places(top)) == [f"{top}/2023/c.txt", f"{top}/2024/a#1.txt", f"{top}/2024/b.txt"]
    assert list(find_places(f"{top}/*/[ac]*.txt")) == [f"{top}/2023/c.txt", f"{top}/2024/a#1.txt"]
    assert texts(f"{top}/2024/a#1.txt") == ["A."]
    assert "names nothing; write buckets://BUCKET/NAME" in refusal(parts, "buckets:///a.txt")
    assert {account for account, _ in made} == {"one"}
    assert all(known["use_listings_cache"] is False for _, known in made)


def test_patterns(server):
    put(server.folder, "2023/a.txt", "2024/b.txt", "2024/c.log", "2024/more/d.txt", "2024/.e.txt", "25/f.txt")

    def found(pattern):
        return [place.removeprefix(f"{server.url}/") for place in find_places(f"{server.url}/{pattern}")]

    assert found("20*/?.txt") == ["2023/a.txt", "2024/b.txt"]
    assert found("2024/*") == ["2024/b.txt", "2024/c.log", "2024/more/d.txt"]
    assert found("**/[a-d].*") == ["2023/a.txt", "2024/b.txt", "2024/c.log", "2024/more/d.txt"]
    assert found("2024/**") == ["2024/b.txt", "2024/c.log", "2024/more/d.txt"]
    assert found("2024/b.txt") == ["2024/b.txt"]
    assert "fits no file" in refusal(find_places, f"{server.url}/2026*")


def test_a_folder_is_listed_when_it_is_reached(server):
    put(server.folder, *(f"{number}/a.txt" for number in range(9)))
    found = find_places(server.url)
    next(found)
    assert [arg for cmd, arg in server.asked if cmd == "MLSD"] == ["/", "/0"]
    put(server.folder, "8/b.txt")
    assert [place.rpartition("/")[2] for place in found].count("b.txt") == 1
    found.close()


def test_a_file_is_told_as_one_on_disk(server):
    put(server.folder, "wall.2.txt")
    place = f"{server.url}/wall.2.txt"
    [part] = parts(place)
    assert (part.name, part.what, part.url) == ("wall.2.txt", place, None)
    [found] = read(place)
    assert found.article.name == "wall.2"
    assert size_of(place) is None
    # One transfer, and no listing of what may be a folder of a million.
    assert "MLSD" not in {cmd for cmd, _ in server.asked}


@pytest.mark.parametrize("form", [form for form in FILES if form != "brat"])
def test_every_format_is_read_as_from_this_disk(server, form):
    name, data, _, _ = FILES[form]
    (server.folder / name).write_bytes(data)
    assert list(read(f"{server.url}/{name}")) == list(read(str(server.folder / name)))


def test_what_is_not_there(server):
    put(server.folder, "a/b.txt")
    assert "does not exist; check the address" in refusal(parts, f"{server.url}/none.txt")
    assert "does not exist; check the address" in refusal(find_places, f"{server.url}/none/")
    assert "is a folder; give one file" in refusal(parts, f"{server.url}/a")
    (server.folder / "empty").mkdir()
    assert "holds no article; put files named .txt" in refusal(find_places, f"{server.url}/empty")


def test_passwords_are_not_shown(server):
    put(server.folder, "a.txt")
    place = f"ftp://mara:pw@127.0.0.1:{server.port}/a.txt"
    [part] = parts(place)
    assert part.what == shown(place) == f"ftp://mara:…@127.0.0.1:{server.port}/a.txt"
    said = refusal(parts, place.replace(":pw@", ":wrong@"))
    assert "may not be read without another name and password" in said
    assert "wrong" not in said


def test_what_may_not_be_read(server):
    put(server.folder, "a.txt")
    server.handler.authorizer.user_table["anonymous"]["perm"] = "el"
    assert "may not be read (550" in refusal(parts, f"{server.url}/a.txt")


def test_nobody_listens():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        place = f"ftp://127.0.0.1:{held.getsockname()[1]}/a.txt"
        assert "takes no connection; check the address" in refusal(parts, place)
        assert "takes no connection" in refusal(find_places, place)


def test_a_connection_that_is_lost(server):
    put(server.folder, "a.txt")
    server.cut = 1
    assert texts(f"{server.url}/a.txt") == [f"{TEXT}a.txt"]
    server.cut = 5
    assert "the connection was lost; try again" in refusal(parts, f"{server.url}/a.txt")


def test_one_document_is_not_copied_beyond_what_it_may_be(server, monkeypatch):
    for module in (remote_copy, sys.modules["secondsource.reading.given"]):
        monkeypatch.setattr(module, "MOST_BYTES", 1000)
    (server.folder / "large.txt").write_bytes(b"x" * 10_000_000)
    taken = []
    with remote.Reader() as reader, reader.copy(f"{server.url}/large.txt", held=taken.append) as file:
        assert 1000 < len(file.read()) == sum(taken) < 1_000_000
        assert "is larger than" in refusal(parts, f"{server.url}/large.txt")
        line = b'{"text": "The wall cracked."}\n'
        (server.folder / "large.jsonl").write_bytes(line * 1000)
        assert len(texts(f"{server.url}/large.jsonl")) == 1000
        (server.folder / "large.csv").write_bytes(b"Body,Z\n" + b"The wall cracked.,1\n" * 1000)
        assert len(list(read(f"{server.url}/large.csv", columns={"text": "Body"}))) == 1000


def test_a_listed_size_is_not_believed(memory, monkeypatch):
    memory.pipe("/a.txt", TEXT.encode() * 10)
    real = type(memory).info
    monkeypatch.setattr(type(memory), "info", lambda self, path, **known: {**real(self, path, **known), "size": 3})
    assert texts("memory://a.txt") == [TEXT * 10]


def test_a_zip_archive_is_a_folder(tmp_path, server):
    data = zipped(b_txt="B.", more__a_txt="A.", pic="x")
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    (server.folder / "x.zip").write_bytes(data)
    for archive in (str(path), path.as_uri(), f"{server.url}/x.zip"):
        inside = archive.removeprefix("file://")
        assert list(find_places(f"zip://::{archive}")) == [f"zip://b.txt::{inside}", f"zip://more/a.txt::{inside}"]
        assert list(find_places(f"zip://*.txt::{archive}")) == [f"zip://b.txt::{inside}"]
        assert texts(f"zip://more/a.txt::{archive}") == ["A."]
        assert "zip://none.txt::" in refusal(parts, f"zip://none.txt::{archive}")
    [part] = parts(f"zip://more/a.txt::{path}")
    assert part.name == "a.txt"
    path.write_bytes(zipped(z_txt="new"))
    assert list(find_places(f"zip://::{path}")) == [f"zip://z.txt::{path}"]


def test_zip_archives_that_are_broken_or_made_to_do_harm(tmp_path, monkeypatch):
    path = tmp_path / "x.zip"
    path.write_bytes(zipped(a_txt=TEXT)[:-30])
    assert "is in an archive that is broken" in refusal(parts, f"zip://a.txt::{path}")
    data = bytearray(zipped(a_txt=os.urandom(3000)))
    data[200:2900] = b""
    path.write_bytes(data)
    assert "is in an archive that is broken" in refusal(parts, f"zip://a.txt::{path}")
    monkeypatch.setattr(remote_copy, "_FREELY", 1000)
    path.write_bytes(zipped(a_txt=b"\0" * 3_000_000))
    assert "as a ZIP bomb does; do not trust it" in refusal(parts, f"zip://a.txt::{path}")
    os.mkfifo(tmp_path / "pipe")
    assert "is a device or a pipe" in refusal(parts, f"zip://a.txt::{tmp_path / 'pipe'}")
    assert "does not exist" in refusal(parts, f"zip://a.txt::{tmp_path / 'none.zip'}")


@pytest.mark.parametrize(
    "place",
    [
        "zip://a.txt::http://127.0.0.1/x.zip",
        "zip://a.txt::HTTPS://127.0.0.1/x.zip",
        "zip://a.txt::simplecache::https://127.0.0.1/x.zip",
        "zip://a.txt::zip://b.zip::https://127.0.0.1/x.zip",
        "simplecache::https://127.0.0.1/x",
        "filecache://x::https://127.0.0.1/x",
        "reference://x::https://127.0.0.1/x",
        "reference::https://127.0.0.1/x",
        "generic://x",
        "webdav://127.0.0.1/x",
        "dir://x::https://127.0.0.1/",
        "zip::https://127.0.0.1/",
        "zip://a.txt",
        "zip://" + "::zip://".join("abcdefgh") + "::x",
    ],
)
def test_nothing_leads_to_the_web(place, monkeypatch):
    monkeypatch.setattr(socket, "socket", None)
    for call in (parts, find_places):
        refusal(call, place)


def test_a_filesystem_that_is_the_webs_by_another_name(monkeypatch):
    pytest.importorskip("aiohttp", reason="the extra 'serve' is not installed")
    from fsspec.implementations.http import HTTPFileSystem

    class Renamed(HTTPFileSystem):
        protocol = "renamed"

    monkeypatch.setitem(sys.modules["fsspec.registry"]._registry, "renamed", Renamed)
    assert "can't be read through renamed" in refusal(parts, "renamed://127.0.0.1/x")


def test_this_disk(tmp_path):
    put(tmp_path, "a.txt", "more/b.txt", "more/c.log")
    uri = tmp_path.as_uri()
    assert list(find_places(uri)) == [f"{tmp_path}/a.txt", f"{tmp_path}/more/b.txt"]
    assert list(find_places(f"{uri}/*.txt")) == [f"{tmp_path}/a.txt"]
    assert list(find_places(f"{uri}/**/c.*")) == [f"{tmp_path}/more/c.log"]
    assert texts(f"{uri}/a.txt") == [f"{TEXT}a.txt"]
    assert "does not exist" in refusal(parts, f"{uri}/none.txt")
    assert "write file:///PATH" in refusal(parts, "file://desk/a.txt")
    os.mkfifo(tmp_path / "pipe")
    assert "is a device or a pipe" in refusal(parts, f"{uri}/pipe")
    assert list(find_places("-")) == ["-"]
    assert list(find_places("https://courier.example/wall")) == ["https://courier.example/wall"]
    assert (size_of(f"{tmp_path}/a.txt"), size_of(str(tmp_path)), size_of("/no/such")) == (
        len(f"{TEXT}a.txt"),
        None,
        None,
    )


def test_what_is_missing_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "s3fs", None)
    for call in (parts, find_places):
        assert refusal(call, "s3://b/k.txt") == "s3://b/k.txt needs s3fs to be read; install it with: pip install s3fs"
    assert "in no place that fsspec knows (nothing://)" in refusal(parts, "nothing://x/y")
    monkeypatch.setitem(sys.modules, "fsspec.registry", None)
    assert refusal(parts, "ftp://h/x").endswith("install it with: pip install 'secondsource[cluster]'")


def test_fsspec_is_imported_only_where_it_is_named(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    code = (
        "import sys; from secondsource.reading import find_places, read, read_ahead;"
        f"print(len(list(read_ahead(find_places({str(tmp_path)!r})))));"
        "print([name for name in ('fsspec', 'ftplib', 'tempfile', 'queue') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["1", "['queue']"]


def test_any_thread_may_read(server):
    put(server.folder, *(f"{number}.txt" for number in range(40)))
    found = {}

    def read_some(numbers):
        for number in numbers:
            found[number] = [part.content.decode() for part in parts(f"{server.url}/{number}.txt")]

    threads = [threading.Thread(target=read_some, args=(range(start, 40, 8),)) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: [f"{TEXT}{number}.txt"] for number in range(40)}
    assert all(isinstance(part, Part) for part in parts(f"{server.url}/0.txt"))
