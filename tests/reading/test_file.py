import contextlib
import hashlib
import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import UnusableInput
from secondsource.reading import Given, find_articles, find_places, read, read_bytes
from secondsource.reading.formats import plain

TEXT = "Harbour wall cracks\n\n14 March 2023\n\nThe wall at Lindmere cracked, Edda Kroll said.\n"


def read_file(path):
    [found] = read(str(path))
    return found.article


def refusal(call, *args, **kwargs):
    with pytest.raises(UnusableInput) as caught:
        call(*args, **kwargs)
    return str(caught.value)


def test_a_text_file_with_all_it_says_of_itself(tmp_path):
    path = tmp_path / "wall.2.txt"
    path.write_bytes(TEXT.encode())
    article = read_file(path)
    assert article.text == TEXT
    assert article.name == "wall.2"
    assert article.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert article.title == "Harbour wall cracks"
    assert article.published == date(2023, 3, 14)
    assert TEXT[slice(*article.dateline)] == "14 March 2023"
    assert article.outlet is None
    assert article.url is None


_WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200)


@given(_WORDS)
def test_offsets_are_those_of_the_file_read_as_utf8(words):
    text = f"a{words}"  # neither empty nor a page, nor the mark of another kind of file
    assert read_bytes(text.encode(), "x", content_type="text/plain").article.text == text


@given(st.binary(max_size=60))
def test_bytes_are_read_exactly_or_refused(data):
    with contextlib.suppress(UnusableInput):
        assert read_bytes(data, content_type="text/plain").article.text.encode() == data


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_and_the_bom_stay(tmp_path, end):
    path = tmp_path / "wall.txt"
    text = f"\ufeffThe wall cracked.{end}Edda Kroll said so.{end}"
    path.write_bytes(text.encode())
    article = read_file(path)
    with path.open(encoding="utf-8", newline="") as stream:
        assert article.text == stream.read() == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        ("\ufeff\u00a0\n".encode(), "is empty"),
        (b"The wall\0 cracked", "is binary (a NUL at byte 8)"),
        (b"%PDF-1.7\n...", "is a PDF that can't be read (it is broken inside"),
        (b"PK\x03\x04\x14\0", "is a ZIP archive or an office document"),
        (b"\x89PNG\r\n\x1a\n", "is a PNG image"),
        (b"SQLite format 3\0\x10\0", "is an SQLite database"),
        (b"{\\rtf1 The wall}", "is a rich text (RTF) document"),
        (b"The wall \xe9tait", "is not valid UTF-8 (byte 9)"),
        ("The wall".encode("utf-16"), "is UTF-16; convert it with 'iconv -f UTF-16 -t UTF-8'"),
        ("The wall".encode("utf-32"), "is UTF-32; convert it with 'iconv -f UTF-32 -t UTF-8'"),
        (b"<html><body><nav>  </nav></body></html>", "is a page without text"),
    ],
)
def test_what_is_no_article_is_named_in_one_line(tmp_path, data, said):
    path = tmp_path / "wall.txt"
    path.write_bytes(data)
    message = refusal(read_file, path)
    assert message.startswith(f"{path} {said}")
    assert "; " in message  # and then what to do
    assert "\n" not in message


def test_a_missing_file_a_folder_and_a_file_too_large(tmp_path, monkeypatch):
    assert "does not exist" in refusal(read_file, tmp_path / "none.txt")
    assert "is a folder" in refusal(read_file, tmp_path)
    assert "cannot be read" in refusal(read_file, Path("with\0nul.txt"))
    assert "cannot be read" in refusal(read_file, tmp_path / ("x" * 300))
    monkeypatch.setattr("secondsource.reading.given.MOST_BYTES", 2 * 1024**2)
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * (2 * 1024**2 + 1))
    assert "is larger than 2 MiB" in refusal(read_file, path)
    assert "is larger than 2 MiB" in refusal(read_bytes, path.read_bytes())


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = tmp_path / "wall.txt"
    path.write_text(TEXT)

    def denied(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", denied)
    assert "may not be read; check its permissions" in refusal(read_file, path)


def test_a_page_is_told_by_its_content(tmp_path, page):
    for name in ("page.html", "page.txt"):
        path = tmp_path / name
        path.write_bytes(page.encode())
        article = read_file(path)
        assert "Edda Kroll" in article.text
        assert "<p>" not in article.text
        assert article.sha256 == hashlib.sha256(page.encode()).hexdigest()
    plain = tmp_path / "plain.html"
    plain.write_text(TEXT)
    assert read_file(plain).text == TEXT


def test_a_charset_counts_only_where_the_bytes_come_with_one():
    data = "Die Mauer in Lindmere ist gerissen, sagte Edda Kröll.".encode("latin-1")
    assert "Kröll" in read_bytes(data, content_type="text/plain; charset=ISO-8859-1").article.text
    assert "UTF-8" in refusal(read_bytes, data, content_type="text/plain; charset=utf-7")
    assert "UTF-8" in refusal(read_bytes, data, content_type="text/plain")
    assert read_bytes(b"The wall", url="https://courier.example/wall").article.url == "https://courier.example/wall"


def test_what_is_no_regular_file_is_never_opened(tmp_path, monkeypatch):
    pipe, path = tmp_path / "pipe", tmp_path / "wall.txt"
    os.mkfifo(pipe)
    path.write_text(TEXT)
    (tmp_path / "link").symlink_to(pipe)
    for place in (pipe, tmp_path / "link", Path("/dev/zero")):
        assert "is a device or a pipe and no file; save its content" in refusal(read_file, place)
    regular = path.stat()
    monkeypatch.setattr(Path, "stat", lambda self: regular)
    assert "is a device or a pipe" in refusal(read_file, pipe), "a pipe that took the file's place"


def test_a_file_that_changes_while_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "wall.jsonl"
    path.write_text('{"text": "The wall cracked."}\n{"text": "It fell."}\n')
    found = read(str(path))
    assert next(found).article.text == "The wall cracked."
    with path.open("a") as file:
        file.write('{"text": "More."}\n')
    assert "changed while it was read; give it again once it is finished" in refusal(next, found)
    real = Given.content

    def read_slowly(given):
        path.write_text("More.")
        return real(given)

    monkeypatch.setattr(Given, "content", read_slowly)
    path.write_text(TEXT)
    assert "changed while it was read" in refusal(next, read(str(path)))


def test_standard_input(monkeypatch, page):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    [found] = read("-")
    assert (found.article.text, found.article.name) == (TEXT, "stdin")
    assert found.original.content == TEXT.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page.encode())))
    [found] = read("-")
    assert found.form == "web page"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert refusal(list, read("-")).startswith("standard input is empty; ")


def test_the_columns_reach_the_format(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(plain, "read", lambda given: asked.append(given) or iter(()))
    path = tmp_path / "wall.txt"
    path.write_text(TEXT)
    list(read(str(path), columns={"text": "Body"}))
    list(read(str(path)))
    assert [given.columns for given in asked] == [{"text": "Body"}, {}]
    assert [(given.what, given.name) for given in asked] == [(str(path), "wall.txt")] * 2


def test_a_name_that_is_no_text_becomes_one(tmp_path):
    path = tmp_path / os.fsdecode(b"w\xff.txt")
    try:
        path.write_text(TEXT)
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    read_file(path).name.encode()


def test_a_folder_in_one_order_without_what_is_hidden_or_outside(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(TEXT)
    folder = tmp_path / "desk"
    for name in (
        "b.txt",
        "a/z.md",
        "a/b/c.HTML",
        "c.text",
        "a.htm",
        ".hidden.txt",
        ".git/x.txt",
        "d.PDF",
        "e.warc.gz",
        "f.gz",
        "g.ann",
        "h.jpg",
        "a/.x/y.txt",
        "c_files/advertisement.html",
        "saved.html",
        "saved_files/advertisement.html",
        "saved_files/more/advertisement.html",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT)
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "within.txt").symlink_to(folder / "b.txt")
    (folder / "linked").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to(folder / "nothing")
    (folder / "folder.txt").mkdir()
    found = [path.relative_to(folder).as_posix() for path in find_articles(folder)]
    assert found == [
        *("a/b/c.HTML", "a/z.md", "a.htm", "b.txt", "c.text", "c_files/advertisement.html", "d.PDF", "e.warc.gz"),
        *("saved.html", "within.txt"),
    ]


def test_a_folder_without_articles(tmp_path, monkeypatch):
    message = refusal(find_articles, tmp_path)
    assert "holds no article" in message
    assert ".txt, .text, .md, .html, .htm" in message
    assert ".docx" in message
    assert "does not exist" in refusal(find_articles, tmp_path / "none")
    (tmp_path / "one.txt").write_text(TEXT)
    assert "is no folder" in refusal(find_articles, tmp_path / "one.txt")

    def denied(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", denied)
    assert "check its permissions" in refusal(find_articles, tmp_path)


def test_a_folder_is_listed_when_it_is_reached(tmp_path, monkeypatch):
    for name in ("a/x.txt", "b/y.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    listed = []
    real = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: listed.append(Path(path).name) or real(path))
    found = find_articles(tmp_path)
    assert next(found).name == "x.txt"
    assert listed == [tmp_path.name, "a"]
    assert [path.name for path in found] == ["y.txt", "c.txt"]


def test_a_folder_by_any_name(tmp_path, monkeypatch):
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "a.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    for folder in (".", "desk", "./desk/", str(tmp_path), tmp_path / "desk"):
        [path] = find_articles(Path(folder))
        assert path == next(Path(folder).rglob("a.txt"))
        assert list(find_places(str(folder))) == [str(path)]
    (tmp_path / "linked").symlink_to(tmp_path / "desk")
    assert list(find_places("linked")) == ["linked/a.txt"]


def test_reading_a_text_imports_nothing_heavy():
    code = (
        "import sys; from secondsource.reading import read_bytes, read; read_bytes(b'The wall');"
        "names = ('httpx', 'httpcore', 'trafilatura', 'pypdf', 'lxml', 'subprocess', 'ssl', 'tempfile');"
        "print([name for name in names if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_reference_article_carries_its_date():
    path = Path(__file__).parents[3] / "shared" / "articles" / "000_d0aaac28a0ad17e5.txt"
    if not path.exists():
        pytest.skip("the reference article is not here")
    article = read_file(path)
    assert article.published == date(2021, 6, 29)
    assert article.dateline == (1, 16)
