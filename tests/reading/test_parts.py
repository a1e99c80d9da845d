"""Reading in two steps, of which the second may be another process's: cutting into parts, and reading each of them."""

import hashlib
import io
import json
import os
import pickle
import re
import signal
import time
import zipfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.conftest import PAGE
from reading.formats.test_docx import WALL, odt, p, r, word
from reading.formats.test_feed import ATOM, RSS
from reading.test_pdf import document, lines
from secondsource.exporting.warc import Kept, write_warc
from secondsource.model import UnusableInput
from secondsource.reading import Part, Reading, Unread, apart, formats, parts, read, read_part
from secondsource.reading.formats import feed

TEXT = "Harbour wall cracks\n\n14 March 2023\n\nThe wall at Lindmere cracked, Edda Kroll said.\n"
MAIL = b"From: mara@courier.example\r\nTo: b@c.example\r\nSubject: Wall\r\nMIME-Version: 1.0\r\n\r\nIt cracked.\r\n"
CUES = (
    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Edda Kroll>The wall cracked.\n\n00:03.000 --> 00:04.000\n<v Ida Holm>When?\n"
)


def kept(content, **known):
    digest = hashlib.sha256(content).hexdigest()
    return Kept(**{"sha256": digest, "content": content, "at": "2023-03-14T06:31:00Z", "who": "Orla Finch", **known})


def archive(*copies):
    file = io.BytesIO()
    list(write_warc(copies, file, compressed=True))
    return file.getvalue()


def paged(words, title=""):
    return f"<html><head>{title}</head><body><article><p>{words}</p></article></body></html>".encode()


def on_web(content, url, kind="text/html"):
    answer = {"status": 200, "reason": "OK", "headers": [["Content-Type", kind]], "request_headers": []}
    fetched = {"asked": url, "address": url, "at": "2023-03-14T06:30:00Z", "http_version": "HTTP/1.1", **answer}
    fetched |= {"redirects": [], "network_address": None, "proxy": False, "robots": []}
    return kept(content, name="x", url=url, content_type=kind, fetched=fetched)


WARC = archive(
    on_web(PAGE.encode(), "https://courier.example/wall"),
    on_web(b"<html><body></body></html>", "https://courier.example/empty"),
    on_web(paged("It fell."), "https://courier.example/more/wall"),
    kept(document(lines("The wall cracked.")), name="wall.pdf", content_type="application/pdf"),
    kept(MAIL, name="letter.eml", content_type="message/rfc822"),
    kept(b'[{"text": "The ferry was late."}, {"text": "The ferry came."}]', name="f.json"),
    kept(TEXT.encode(), name="notes.txt"),
    kept(word(p(r(WALL))), name="wall.docx"),
)


def wacz():
    pages = [{"format": "json-pages-1.0", "id": "p", "title": "All"}]
    pages += [{"id": "1", "url": "https://courier.example/more/wall", "title": "As listed"}]
    pages += [{"id": "2", "url": "https://courier.example/gone", "title": "Gone"}]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as into:
        into.writestr("archive/a.warc.gz", WARC)
        into.writestr("pages/pages.jsonl", "".join(json.dumps(page) + "\n" for page in pages))
    return file.getvalue()


# What each format looks like, how many parts are cut out of it, and how many articles it has in all.
FILES = {
    "warc": ("a.warc.gz", WARC, 7, 8),
    "wacz": ("a.wacz", wacz(), 1, 1),
    "docx": ("wall.docx", word(p(r(WALL))), 1, 1),
    "odt": ("wall.odt", odt(f"<text:p>{WALL}</text:p>"), 1, 1),
    "pdf": ("wall.pdf", document(lines("The wall cracked.")), 1, 1),
    "feed": ("bay.rss", RSS.encode(), 1, 3),
    "atom": ("bay.atom", ATOM.encode(), 1, 3),
    "mail": ("letter.eml", MAIL, 1, 1),
    "page": ("wall.html", PAGE.encode(), 1, 1),
    "json": ("wall.jsonl", b'{"text": "The wall cracked."}\n{"text": "It fell."}\n', 0, 2),
    "transcript": ("talk.vtt", CUES.encode(), 1, 1),
    "brat": ("story.txt", b"The wall cracked, Edda Kroll said.\n", 0, 1),
    "table": ("wall.csv", b"Title,Text\nWall,The wall cracked.\nFerry,It was late.\n", 0, 2),
    "plain": ("wall.2.txt", TEXT.encode(), 1, 1),
}


@pytest.fixture
def folder(tmp_path):
    for name, data, _, _ in FILES.values():
        (tmp_path / name).write_bytes(data)
    marks = "T1\tSource 18 28\tEdda Kroll\nT2\tCue 29 33\tsaid\nT3\tContent 0 16\tThe wall cracked\n"
    (tmp_path / "story.ann").write_text(f"{marks}E1\tAttribution:T2 Source:T1 Content:T3\n")
    return tmp_path


def sent(part):
    """Return what a part is in another process."""
    return pickle.loads(pickle.dumps(part))  # noqa: S301 - it is ours


def in_two_steps(place):
    found = []
    for one in parts(place):
        found += read_part(sent(one)) if isinstance(one, Part) else [one]
    return found


@pytest.mark.parametrize("form", FILES)
def test_a_part_is_read_as_its_file_is(folder, form):
    name, _, cut, articles = FILES[form]
    place = str(folder / name)
    found = list(read(place))
    assert sum(isinstance(one, Reading) for one in found) == articles
    assert in_two_steps(place) == found
    assert sum(isinstance(one, Part) for one in parts(place)) == cut


def test_every_format_is_tried():
    assert set(formats.IN_ORDER) <= set(FILES)


@pytest.mark.parametrize("form", [form for form in FILES if form not in ("feed", "atom")])
def test_a_parts_digest_is_its_articles(folder, form):
    for one in parts(str(folder / FILES[form][0])):
        if isinstance(one, Part):
            assert one.sha256 == hashlib.sha256(one.content).hexdigest()
            assert one.size == len(one.content)
            assert [found.article.sha256 for found in read_part(one) if isinstance(found, Reading)] in (
                [one.sha256],
                [],
            )


def test_nothing_is_parsed_where_it_is_cut(folder, monkeypatch):
    def parsed(*_, **__):
        raise AssertionError("a parser was asked")

    monkeypatch.setattr(apart, "ask_apart", parsed)
    monkeypatch.setattr(feed, "ask_apart", parsed)
    for name, _, cut, _ in FILES.values():
        assert sum(isinstance(one, Part) for one in parts(str(folder / name))) == cut


def test_another_process_reads_the_same(folder):
    places = [str(folder / FILES[form][0]) for form in ("warc", "page", "plain", "pdf", "feed")]
    cut = [one for place in places for one in parts(place) if isinstance(one, Part)]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        there = list(pool.map(_read, cut))
    assert there == [list(read_part(one)) for one in cut]


def _read(part):
    return list(read_part(part))


def test_what_is_no_article_is_told_where_it_is_read(tmp_path):
    path = tmp_path / "wall.txt"
    path.write_bytes(b"The wall\0 cracked")
    [part] = parts(str(path))
    assert part.place == str(path)
    with pytest.raises(UnusableInput, match="is binary"):
        list(read_part(sent(part)))
    path = tmp_path / "a.warc.gz"
    path.write_bytes(WARC)
    [empty] = [one for one in read(str(path)) if isinstance(one, Unread)]
    assert re.fullmatch(r"a\.warc\.gz, record \d+ \(https://courier\.example/empty\)", empty.name)
    assert empty.fault.startswith("is a page without text")


def test_a_part_that_is_too_large_is_not_cut_out(tmp_path, monkeypatch):
    monkeypatch.setattr("secondsource.reading.given.MOST_BYTES", 1000)
    path = tmp_path / "wall.txt"
    path.write_bytes(b"x" * 1001)
    with pytest.raises(UnusableInput, match="is larger than"):
        next(parts(str(path)))


def test_a_large_feed_is_read_where_it_is(folder, monkeypatch):
    whole = list(read(str(folder / "bay.rss")))
    monkeypatch.setattr(feed, "MOST_AT_ONCE", 10)
    assert list(parts(str(folder / "bay.rss"))) == whole


def test_a_page_in_an_archive_gets_its_listed_title_only_where_it_states_none(tmp_path):
    path = tmp_path / "a.wacz"
    path.write_bytes(wacz())
    [part, gone] = parts(str(path))
    assert (part.title, part.article) == ("As listed", "wall")
    assert part.within.startswith("a.wacz, archive/a.warc.gz, record ")
    assert isinstance(gone, Unread)
    [found] = read_part(part)
    assert found.article.title == "As listed"
    [found] = read_part(replace(part, content=paged("It fell.", "<title>It fell at Lindmere</title>")))
    assert found.article.title == "It fell at Lindmere"


_WORDS = st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1, max_size=30).map(
    lambda words: f"Wall {words}."
)
_COPIES = st.lists(st.tuples(st.sampled_from(["page", "text", "mail", "list"]), _WORDS, st.integers(0, 2)), min_size=1)


@settings(max_examples=15)
@given(_COPIES)
def test_any_archive_of_ours(tmp_path_factory, copies):
    written, contents = [], []
    for kind, words, number in copies:
        if kind == "page":
            written.append(on_web(paged(words), f"https://courier.example/{number}/wall"))
        elif kind == "mail":
            written.append(kept(MAIL.replace(b"It cracked.", words.encode()), name=f"{number}.eml"))
        elif kind == "list":
            written.append(kept(json.dumps([{"text": words}, {"text": f"{words}!"}]).encode(), name=f"{number}.json"))
        else:
            written.append(kept(words.encode(), name=f"{number}.txt"))
        # The same bytes are one article, and of a list each object has its own.
        if written[-1].content not in contents:
            contents.append(written[-1].content)
    path = tmp_path_factory.mktemp("ours") / "ours.warc.gz"
    path.write_bytes(archive(*written))
    found = list(read(str(path)))
    assert in_two_steps(str(path)) == found
    whole = [one.original.content for one in found if isinstance(one, Reading) and one.original.content in contents]
    assert whole == [content for content in contents if not content.startswith(b"[")]
    names = [one.article.name for one in found if isinstance(one, Reading)]
    assert len({name.casefold() for name in names}) == len(names)
    for one in parts(str(path)):
        if isinstance(one, Part):
            assert one.content in contents


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc")
def test_a_parser_ends_with_the_worker_that_is_killed():
    context = get_context("spawn")
    told, telling = context.Pipe(duplex=False)
    worker = context.Process(target=_parse_and_wait, args=(telling,))
    worker.start()
    telling.close()
    try:
        parser = told.recv()
        assert _runs(parser)
        os.kill(worker.pid, signal.SIGKILL)
        worker.join()
        while _runs(parser):  # else the test never ends
            time.sleep(0.01)
    finally:
        worker.kill()
        worker.join()
        told.close()


def _parse_and_wait(telling):
    part = Part(PAGE.encode(), "page", name="wall.html", what="wall.html")
    assert [one.form for one in read_part(part)] == ["web page"]
    telling.send(apart._idle[0]._process.pid)
    signal.pause()


def _runs(pid):
    """Say whether a process runs; one that ended may wait to be collected by whoever took it over."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
