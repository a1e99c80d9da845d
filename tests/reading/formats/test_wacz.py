"""Web archives in WACZ files, made here."""

import hashlib
import io
import json
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.formats.reading_in import looks_like, mutated, read, refusal, survives
from reading.formats.test_warc import archive, page, resource, response
from secondsource.reading.formats import docx, wacz
from secondsource.reading.given import Unread

PAGES = (
    {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"},
    {"id": "1", "url": "https://courier.example/wall#top", "title": "As listed", "ts": "2023-03-14T06:30:00Z"},
)
WALL, FERRY = "https://courier.example/wall", "https://courier.example/ferry"
TEXTS = archive(resource(b"The wall cracked.", "text/plain"))


def untitled(words):
    return page(words).replace(b"<title>Wall</title>", b"")


def as_lines(values):
    return "".join(json.dumps(value) + "\n" for value in values)


def packed(*warcs, pages=PAGES, others=(), stored=zipfile.ZIP_STORED, package=None, resources=None):
    """Return a WACZ file of these WARC files; ``resources`` replaces what the data package says of them."""
    out = io.BytesIO()
    files = {f"archive/{number}.warc.gz": data for number, data in enumerate(warcs)}
    if pages is not None:
        files["pages/pages.jsonl"] = as_lines(pages).encode()
    told = [
        {"name": name, "path": name, "hash": f"sha256:{hashlib.sha256(data).hexdigest()}", "bytes": len(data)}
        for name, data in files.items()
    ]
    files["datapackage.json"] = (
        package or json.dumps({"profile": "data-package", "resources": resources or told}).encode()
    )
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(files['datapackage.json']).hexdigest()}"}
    files["datapackage-digest.json"] = json.dumps(digest).encode()
    with zipfile.ZipFile(out, "w", stored) as archive_:
        for name, data in [*files.items(), *others]:
            archive_.writestr(zipfile.ZipInfo(name), data, stored)
    return out.getvalue()


@pytest.mark.parametrize("stored", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_only_the_pages_that_are_listed(stored):
    data = packed(
        archive(response(page("The ferry was late."), url=FERRY)),
        archive(response(b"h1 {}", "text/css"), response(untitled("The wall cracked."), url=WALL)),
        stored=stored,
    )
    assert looks_like(wacz, data)
    [found] = read(wacz, data, "crawl.wacz")
    assert (found.article.text, found.article.url) == ("The wall cracked.", WALL)
    assert (found.article.title, found.article.name) == ("As listed", "wall")
    assert found.original.within == "crawl.wacz, archive/1.warc.gz, record 3"
    assert found.original.fetched["at"].startswith("2023-03-14T06:30:00")


def test_a_title_that_the_page_states_goes_first():
    [found] = read(wacz, packed(archive(response(page(), url=WALL))))
    assert found.article.title == "Wall"


def test_all_pages_where_none_is_listed():
    data = archive(response(page("It cracked."), url=WALL), response(page("It was late."), url=FERRY))
    for pages in (None, PAGES[:1]):
        found = read(wacz, packed(data, pages=pages))
        assert [one.article.url for one in found] == [WALL, FERRY]


def test_a_page_that_was_moved_and_one_that_is_missing():
    listed = [*PAGES, {"url": "https://courier.example/gone", "title": "Gone"}]
    data = archive(
        response(b"", url=WALL, status="301 Moved", headers=[("Location", "/new/wall")]),
        response(page(), url="https://courier.example/new/wall"),
        response(page("no"), url="https://courier.example/gone", status="404 Not Found"),
    )
    found, gone = read(wacz, packed(data, pages=listed), "c.wacz")
    assert found.article.url == "https://courier.example/new/wall"
    assert gone == Unread(
        "c.wacz (https://courier.example/gone)", "the archive lists this page and holds no answer of 200 for it"
    )


def test_the_capture_nearest_to_the_time_that_is_listed():
    def at(time, words):
        return response(page(words), url=WALL) | {"headers": {"WARC-Date": time}}

    captures = [
        at("2020-01-01T00:00:00Z", "Early."),
        at("2023-03-14T06:29:59Z", "Then."),
        at("2024-01-01T00:00:00Z", "Late."),
    ]
    [found] = read(wacz, packed(archive(*captures)))
    assert found.article.text == "Then."


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (packed(TEXTS, others=[("../evil", "x")]), "c.wacz holds a file whose name leads out of it (../evil)"),
        (packed(TEXTS, others=[("/etc/x", "x")]), "c.wacz holds a file whose name leads out of it"),
        (packed(TEXTS, others=[("a\\..\\x", "x")]), "c.wacz holds a file whose name leads out of it"),
        (
            packed(TEXTS, others=[("x", b"\0" * 10**7)], stored=zipfile.ZIP_DEFLATED),
            "c.wacz unpacks to far more than it holds",
        ),
        (packed(TEXTS, stored=zipfile.ZIP_BZIP2), "c.wacz is locked or packed in a way that WACZ does not know"),
        (
            packed(TEXTS, resources=[{"path": "archive/0.warc.gz", "hash": "sha256:" + "0" * 64}]),
            "archive/0.warc.gz in c.wacz is not what its datapackage.json was written for",
        ),
        (
            packed(TEXTS, resources=[{"path": "archive/7.warc.gz", "hash": "sha256:" + "0" * 64}]),
            "c.wacz lacks archive/7.warc.gz, which its datapackage.json lists",
        ),
        (packed(TEXTS, package=b"{"), "datapackage.json in c.wacz is no JSON"),
        (
            packed(TEXTS, pages=None, others=[("pages/pages.jsonl", b"{}\n{")]),
            "line 2 of pages/pages.jsonl in c.wacz is no JSON",
        ),
        (packed(TEXTS[:-20]), "c.wacz, archive/0.warc.gz: record 2 "),
        (packed(archive(response(b"GIF8", "image/gif"))), "c.wacz holds no page, text or PDF"),
        (packed(TEXTS)[:-10], "c.wacz is a broken WACZ file; get it again"),
    ],
)
def test_what_is_broken_or_made_to_do_harm(data, why):
    assert looks_like(wacz, data)
    assert refusal(wacz, data, "c.wacz").startswith(why)


def test_a_file_is_a_page_where_it_is_listed():
    place = "file:///ab12/notes%20one.txt"
    data = archive(resource(b"The wall cracked.", "text/plain", url=place), response(page(), url=WALL))
    [found] = read(wacz, packed(data, pages=[{"url": place, "title": "notes"}]))
    assert (found.article.text, found.original.name, found.article.url) == ("The wall cracked.", "notes one.txt", None)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name():
    assert "holds two files of one name" in refusal(wacz, packed(TEXTS, others=[("archive/0.warc.gz", "x")]))


def test_too_many_files(monkeypatch):
    monkeypatch.setattr(wacz, "MOST_FILES", 3)
    assert "holds more than 3 files" in refusal(wacz, packed(TEXTS))
    monkeypatch.setattr(wacz, "MOST_DIRECTORY", 100)
    assert "lists more files than a WACZ file has" in refusal(wacz, packed(TEXTS))
    monkeypatch.setattr(wacz, "MOST_PAGES", 0)
    monkeypatch.setattr(wacz, "MOST_FILES", 100)
    monkeypatch.setattr(wacz, "MOST_DIRECTORY", 10**6)
    assert "lists more than 0 pages" in refusal(wacz, packed(TEXTS))


def test_a_directory_that_states_more_than_there_is():
    data = bytearray(packed(TEXTS, pages=None))
    at = data.rfind(b"PK\5\6")
    struct.pack_into("<L", data, at + 12, 2**31)
    assert "lists more files" in refusal(wacz, bytes(data))
    at = data.find(b"PK\1\2")
    struct.pack_into("<L", data, data.rfind(b"PK\5\6") + 12, data.rfind(b"PK\5\6") - at)
    struct.pack_into("<LL", data, at + 20, 2**30, 2**30)
    assert refusal(wacz, bytes(data))


def test_other_archives_are_no_wacz():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive_:
        archive_.writestr("[Content_Types].xml", "<Types/>")
        archive_.writestr("archive/readme.txt", "no")
    assert not looks_like(wacz, out.getvalue())
    assert looks_like(docx, out.getvalue())
    assert not looks_like(wacz, b"PK\3\4" + b"x" * 100)
    assert not looks_like(wacz, b"")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), st.binary(max_size=6)), max_size=4), st.booleans())
def test_broken_archives(cuts, stored):
    data = packed(TEXTS, pages=None, stored=zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
    survives(wacz, mutated(data, cuts), "c.wacz")


@given(st.binary(max_size=200))
def test_anything(data):
    survives(wacz, b"PK\3\4" + data)
    survives(wacz, b"PK\3\4" + data + b"PK\5\6" + data)
