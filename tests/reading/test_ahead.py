"""Many places read in their order, remote ones copied ahead."""

import asyncio
import io
import sys
import threading

import pytest

from reading.file_server import file_server
from reading.test_parts import WARC
from secondsource.model import UnusableInput
from secondsource.reading import Part, Unread, ahead, find_places, parts, read_ahead

TEXT = "The wall at Lindmere cracked, Edda Kroll said.\n"


@pytest.fixture
def server(tmp_path):
    folder = tmp_path / "served"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.txt").write_text(f"{TEXT}{number}")
    with file_server(folder) as server:
        yield server


def contents(found):
    return [(place, one.content.decode() if isinstance(one, Part) else type(one).__name__) for place, one in found]


def copying():
    return [thread for thread in threading.enumerate() if thread.name == "reading ahead"]


def test_all_come_in_the_order_of_their_places(server, tmp_path):
    (tmp_path / "here.txt").write_text("here")
    remote = list(find_places(server.url))
    places = [*remote[:20], str(tmp_path / "here.txt"), f"{server.url}/none.txt", str(tmp_path / "none.txt")]
    places += [*remote[20:], remote[0]]
    expected = []
    for place in places:
        try:
            expected += [(place, one.content.decode()) for one in parts(place)]
        except UnusableInput:
            expected.append((place, "UnusableInput"))
    for threads in (1, 3, 16):
        assert contents(read_ahead(places, threads=threads)) == expected
    assert not copying()


def test_places_on_disk_need_no_thread(tmp_path, monkeypatch):
    monkeypatch.setattr(threading, "Thread", None)
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(str(number))
    assert [text for _, text in contents(read_ahead(find_places(str(tmp_path))))] == ["0", "1", "2"]


def test_no_place_is_asked_for_before_it_is_needed(tmp_path):
    (tmp_path / "a.txt").write_text("a")
    asked = []

    def named():
        for number in range(5):
            asked.append(number)
            yield str(tmp_path / "a.txt")

    found = read_ahead(named())
    for _ in range(3):
        next(found)
    assert asked == [0, 1, 2]
    found.close()


def test_what_the_listing_raises_comes_in_its_turn(server):
    def named():
        yield from list(find_places(server.url))[:5]
        raise UnusableInput("no more")

    found = read_ahead(named())
    assert len([next(found) for _ in range(5)]) == 5
    with pytest.raises(UnusableInput, match="no more"):
        next(found)
    assert not copying()


def test_it_stops_when_it_is_closed(server):
    server.wait = 0.05
    found = read_ahead(find_places(server.url))
    next(found)
    found.close()
    assert not copying()
    assert len(server.retrieved()) < 60


@pytest.mark.parametrize("limit", ["MOST_AHEAD", "MOST_HELD"])
def test_what_is_too_large_to_wait_is_copied_in_its_turn(server, monkeypatch, limit):
    monkeypatch.setattr(ahead, limit, 100)
    for number in range(0, 60, 3):
        (server.folder / f"{number:02}.txt").write_text(TEXT * 1000)
    found = contents(read_ahead(find_places(server.url)))
    assert [len(text) > 1000 for _, text in found] == [number % 3 == 0 for number in range(60)]


def test_an_archive_comes_a_part_at_a_time(server):
    for number in range(3):
        (server.folder / f"{number:02}.warc.gz").write_bytes(WARC)
    found = read_ahead(f"{server.url}/{number:02}.warc.gz" for number in range(3))
    kinds = [type(one) for _, one in found]
    assert kinds.count(Part) == 3 * 7
    assert kinds.count(Unread) == 0


def test_a_server_that_takes_few_connections(server):
    server.handler.max_login_attempts = 1
    server.server.max_cons_per_ip = 3
    found = contents(read_ahead(find_places(server.url)))
    assert [text for _, text in found] == [f"{TEXT}{number}" for number in range(60)]


def test_connections_that_are_lost_again_and_again(server):
    server.cut = 5
    found = contents(read_ahead(find_places(server.url), threads=2))
    assert len(found) == 60
    assert sum(text == "UnusableInput" for _, text in found) <= 5


def test_a_cloud_is_asked_by_all_threads_through_one_client(monkeypatch):
    from fsspec.asyn import AsyncFileSystem, sync

    made = []

    class Cloud(AsyncFileSystem):
        protocol = "cloud"
        root_marker = ""

        def __init__(self, **known):
            super().__init__(**known)
            made.append(self)

        @classmethod
        def _strip_protocol(cls, path):
            return path.removeprefix("cloud://").rstrip("/")

        async def _info(self, path, **_):
            await asyncio.sleep(0)
            if path.endswith("none.txt"):
                raise FileNotFoundError(path)
            return {"name": path, "type": "file" if path.endswith(".txt") else "directory"}

        async def _ls(self, path, detail=True, **_):
            return [{"name": f"{path}/{number:02}.txt", "type": "file"} for number in range(50)]

        def _open(self, path, mode="rb", **_):
            if sync(self.loop, self._info, path)["type"] == "file":
                return io.BytesIO(path.encode())
            return io.BytesIO()

    monkeypatch.setitem(sys.modules["fsspec.registry"]._registry, "cloud", Cloud)
    places = [*find_places("cloud://desk"), "cloud://desk/none.txt", "cloud://desk/folder"]
    made.clear()
    found = list(read_ahead(places))
    assert [text for _, text in contents(found[:50])] == [place.removeprefix("cloud://") for place in places[:50]]
    assert [str(fault).partition(" ")[2].partition(";")[0] for _, fault in found[50:]] == [
        "does not exist",
        "is a folder",
    ]
    assert len(made) == 1
