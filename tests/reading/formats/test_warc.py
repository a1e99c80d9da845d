"""Web archives as articles: written by warcio, which read and write them independently, by us, and by hand."""

import gzip
import hashlib
import io
import zlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reading.formats.reading_in import articles, looks_like, mutated, read, refusal, survives
from secondsource.exporting.warc import Kept, write_warc
from secondsource.reading.formats import warc, warc_payload, warc_records

pytest.importorskip("warcio", reason="the extra 'warc' is not installed")
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

CUTS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), st.binary(max_size=6)), max_size=4)
ADDRESS = "https://courier.example/wall-cracked"


def page(words="The wall cracked, Edda Kroll said."):
    return f"<html><head><title>Wall</title></head><body><article><p>{words}</p></article></body></html>".encode()


def response(body, kind="text/html; charset=utf-8", url=ADDRESS, status="200 OK", headers=(), **known):
    return {"kind": "response", "url": url, "body": body, "http": (status, [("Content-Type", kind), *headers]), **known}


def resource(body, content_type, url="file:///ab12/notes%20one.txt", kind="resource"):
    return {"kind": kind, "url": url, "body": body, "type": content_type}


def archive(*captures, packed=True, version="1.1"):
    """Return a WARC file with these records, as warcio writes it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version=version)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "a test"}))
    for capture in captures:
        http = capture.get("http")
        headers = {"WARC-Date": "2023-03-14T06:30:00Z", **capture.get("headers", {})}
        record = writer.create_warc_record(
            capture["url"],
            capture["kind"],
            payload=io.BytesIO(capture["body"]),
            http_headers=StatusAndHeaders(*http, protocol="HTTP/1.1") if http else None,
            warc_headers_dict=headers,
            **({"warc_content_type": capture["type"]} if "type" in capture else {}),
        )
        writer.write_record(record)
        record.raw_stream.close()
    return out.getvalue()


def by_hand(block, *fields, kind="resource", length=None):
    lines = [f"WARC-Type: {kind}", "WARC-Target-URI: file:///a/b.txt", "Content-Type: text/plain", *fields]
    lines.append(f"Content-Length: {len(block) if length is None else length}")
    return b"WARC/1.0\r\n" + "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("packed", [True, False])
def test_a_page_is_an_article(packed, version):
    body = page()
    data = archive(response(body, headers=[("X-Made-By", "a press")]), packed=packed, version=version)
    assert looks_like(warc, data)
    [found] = read(warc, data, "crawl.warc.gz")
    assert found.article.text == "The wall cracked, Edda Kroll said."
    assert (found.article.title, found.article.url, found.article.name) == ("Wall", ADDRESS, "wall-cracked")
    assert (found.original.content, found.original.within) == (body, "crawl.warc.gz, record 2")
    assert (found.original.content_type, found.form) == ("text/html; charset=utf-8", "web page")
    fetched = found.original.fetched
    assert (fetched["asked"], fetched["address"], fetched["status"]) == (ADDRESS, ADDRESS, 200)
    assert fetched["at"].startswith("2023-03-14T06:30:00")
    assert ["X-Made-By", "a press"] in fetched["headers"]


def test_only_what_was_answered_with_an_article():
    data = archive(
        response(b"\x89PNG\r\n\x1a\n", "image/png"),
        response(b"body { color: red }", "text/css"),
        response(page(), status="404 Not Found"),
        response(b"", status="301 Moved", headers=[("Location", "/x")]),
        response(b"User-agent: *", "text/plain", url="https://courier.example/robots.txt"),
        response(b"", "text/html"),
        resource(page(), "text/html", url="urn:pageinfo:https://courier.example/"),
        resource(b"wget", "text/plain", url="metadata://gnu.org/software/wget/warc/wget.log"),
        resource(b"\x89PNG\r\n\x1a\n", "application/octet-stream"),
        response(
            "Plain: größer.".encode("latin-1"), "text/plain; charset=iso-8859-1", url="https://b.example/plain.txt"
        ),
        resource(b"What the archive made of it.", "text/plain", kind="conversion", url="https://b.example/wet"),
    )
    data += gzip.compress(by_hand(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", kind="revisit"))
    first, second = articles(warc, data)
    assert (first.text, first.name, first.url) == ("Plain: größer.", "plain", "https://b.example/plain.txt")
    assert second.text == "What the archive made of it."


def test_pages_that_are_none_are_told():
    data = archive(
        response(b"<html><body></body></html>", url="https://courier.example/empty"),
        response(page(), headers=[("Content-Encoding", "zstd")], url="https://courier.example/packed"),
        response(page("cut"), headers=(), url="https://courier.example/cut")
        | {"headers": {"WARC-Truncated": "length"}},
        response(page("good")),
    )
    empty, packed, cut, good = read(warc, data, "c.warc")
    assert empty.name == "c.warc, record 2 (https://courier.example/empty)"
    assert empty.fault.startswith("is a page without text")
    assert packed.fault == "it is packed in a way that is not read here: zstd"
    assert cut.fault == "the archive kept only a part of it (length)"
    assert good.article.text == "good"


def test_the_same_bytes_are_one_article():
    body = page()
    found = articles(warc, archive(response(body), response(body), response(body, url="https://b.example/")))
    assert [one.url for one in found] == [ADDRESS]
    two = articles(warc, archive(response(page("It cracked.")), response(page("It fell."))))
    assert [one.name for one in two] == ["wall-cracked", "wall-cracked-2"]


def chunked(body, size=7):
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;x=1\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(page()), [("Transfer-Encoding", "chunked")]),
        (page(), [("Transfer-Encoding", "chunked")]),
        (gzip.compress(page()), [("Content-Encoding", "gzip")]),
        (page(), [("Content-Encoding", "gzip")]),
        (zlib.compress(page()), [("Content-Encoding", "deflate")]),
        (zlib.compress(page())[2:-4], [("Content-Encoding", "deflate")]),
        (gzip.compress(gzip.compress(page())), [("Content-Encoding", "gzip, x-gzip")]),
        (chunked(gzip.compress(page())), [("transfer-encoding", "chunked"), ("content-encoding", "gzip")]),
    ],
)
def test_encodings_are_undone(body, headers):
    [found] = read(warc, archive(response(body, headers=headers)))
    assert found.original.content == page()


def test_brotli():
    brotli = pytest.importorskip("brotli", reason="brotli is not installed")
    found = read(warc, archive(response(brotli.compress(page()), headers=[("Content-Encoding", "br")])))
    assert found[0].original.content == page()


def test_bodies_that_unpack_to_too_much(monkeypatch):
    monkeypatch.setattr(warc_payload, "MOST_BYTES", 10_000)
    bomb = gzip.compress(page("a" * 20_000))
    [told] = read(warc, archive(response(bomb, headers=[("Content-Encoding", "gzip")])))
    assert told.fault.startswith("it unpacks to more than")
    [told] = read(warc, archive(response(page("a" * 20_000))))
    assert told.fault.startswith("it is larger than")


@pytest.mark.parametrize("of", ["sha1", "sha256", "md5"])
def test_digests_are_held_to(of):
    body = b"The wall cracked."
    value = hashlib.new(of, body).hexdigest()
    [found] = articles(warc, by_hand(body, f"WARC-Payload-Digest: {of}:{value}"))
    assert found.text == "The wall cracked."
    [told] = read(warc, by_hand(b"The wall fell!!!!", f"WARC-Block-Digest: {of}:{value}"))
    assert told.fault == f"its bytes do not have the digest that the archive states ({of})"
    assert read(warc, by_hand(body, "WARC-Payload-Digest: blake9:abc"))


def test_digests_of_what_was_sent_and_of_what_it_holds():
    body = gzip.compress(page())
    sent = chunked(body)
    encodings = "Content-Encoding: gzip\r\nTransfer-Encoding: chunked"
    for over in (sent, body, page()):
        told = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{encodings}\r\n\r\n"
        digest = hashlib.sha1(over, usedforsecurity=False).hexdigest()
        fields = ("WARC-Target-URI: https://a.example/wall", f"WARC-Payload-Digest: sha1:{digest}")
        record = by_hand(told.encode() + sent, *fields, kind="response")
        [found] = read(warc, record)
        assert found.original.content == page()


@pytest.mark.parametrize("cut", [1, 40, 200, 500])
@pytest.mark.parametrize("packed", [True, False])
def test_a_file_that_breaks_off(cut, packed):
    whole = archive(response(page()), packed=packed)
    data = whole + archive(response(page("x" * 1000)), packed=packed)[:-cut]
    if cut == 1 and not packed:
        data = data[:-10]
    said = refusal(warc, data, "c.warc")
    assert said.startswith("c.warc: record ")
    offset = int(said.rpartition("head -c ")[2].split()[0])
    assert len(whole) <= offset < len(data)
    assert [one.text for one in articles(warc, data[:offset])] == ["The wall cracked, Edda Kroll said."]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (by_hand(b"abc", length=99_999_999_999), "record 1 states 99,999,999,999 bytes, of which the file holds 7"),
        (by_hand(b"abc", length=10**18), "record 1 states no length that a record can have"),
        (by_hand(b"abc", length=-5), "record 1 states no length that a record can have"),
        (by_hand(b"abc", length="x"), "record 1 states no length that a record can have"),
        (by_hand(b"abcdef", length=3), "record 1 has another length than it states"),
        (by_hand(b"abc") + b"HELLO\r\n", "record 2 does not begin as a record of WARC 0.17 to 1.1 does"),
        (b"WARC/9.9\r\n\r\n", "record 1 does not begin as a record of WARC"),
        (b"WARC/1.0\r\n" + b"A: b\r\n" * 100_000, "record 1 has more headers than any"),
        (b"WARC/1.0\r\nA: " + b"b" * 1_000_000, "record 1 has a header line that is longer than any"),
        (gzip.compress(b"WARC/1.0\r\nA: " + b"b" * 50_000_000), "record 1 has a header line that is longer than any"),
        (gzip.compress(by_hand(b"\0" * 200_000_000)), "record 1 unpacks to far more than it holds, as a bomb does"),
        (gzip.compress(by_hand(b"abc"))[:-9] + b"\0" * 9, "record 1 is damaged where it is packed"),
    ],
)
def test_what_is_broken_or_made_to_do_harm(data, why):
    assert looks_like(warc, data)
    assert refusal(warc, data, "c.warc").startswith(f"c.warc: {why}")


def test_an_archive_without_articles():
    assert refusal(warc, archive(response(b"GIF8", "image/gif"))).startswith("file holds no page, text or PDF")


def test_one_gzip_member_around_all():
    data = gzip.compress(archive(response(page()), response(page("more")), packed=False))
    assert len(articles(warc, data)) == 2


def test_old_spellings():
    data = by_hand(b"The wall cracked.", "x-folded: a\r\n b").replace(b"WARC/1.0", b"WARC/0.18")
    [found] = articles(warc, data.replace(b"file:///a/b.txt", b"<https://a.example/wall>"))
    assert found.url == "https://a.example/wall"


def kept(content, **known):
    digest = hashlib.sha256(content).hexdigest()
    return Kept(**{"sha256": digest, "content": content, "at": "2023-03-14T06:31:00Z", "who": "Orla Finch", **known})


@pytest.mark.parametrize("packed", [True, False])
def test_what_we_export_comes_back(packed):
    fetched = {
        "asked": "http://courier.example/old",
        "address": ADDRESS,
        "network_address": "198.51.100.7",
        "at": "2023-03-14T06:30:00.125Z",
        "http_version": "HTTP/1.1",
        "status": 200,
        "reason": "OK",
        "headers": [["Content-Type", "text/html"], ["content-encoding", "gzip"], ["Content-Length", "99"]],
        "request_headers": [["Host", "courier.example"]],
        "redirects": [
            {
                "address": "http://courier.example/old",
                "location": ADDRESS,
                "at": "2023-03-14T06:29:59Z",
                "status": 301,
                "reason": "Moved",
                "headers": [["Location", ADDRESS]],
                "request_headers": [],
            }
        ],
        "proxy": False,
        "robots": [],
    }
    letter = (
        b"From: mara@courier.example\r\nTo: b@c.example\r\nSubject: Wall\r\nMIME-Version: 1.0\r\n\r\nIt cracked.\r\n"
    )
    file = io.BytesIO()
    copies = [
        kept(page(), name="wall-cracked", stance="supports", url=ADDRESS, content_type="text/html", fetched=fetched),
        kept("The mole, größer.".encode(), name="mole report – one.txt"),
        kept(b'{"title": "Ferry", "text": "The ferry was late."}', name="ferry.json", content_type="application/json"),
        kept(letter, name="letter.eml", content_type="message/rfc822"),
    ]
    list(write_warc(copies, file, compressed=packed))
    found = read(warc, file.getvalue(), "evidence.warc.gz")
    assert [one.original.content for one in found] == [copy.content for copy in copies]
    assert [one.original.name for one in found] == [copy.name for copy in copies]
    wall = found[0].original.fetched
    assert {name: wall[name] for name in ("address", "at", "status", "network_address")} == {
        name: fetched[name] for name in ("address", "at", "status", "network_address")
    }
    assert [one.article.url for one in found] == [ADDRESS, None, None, None]
    again = io.BytesIO()
    second = [kept(one.original.content, name="x", url=one.article.url, fetched=one.original.fetched) for one in found]
    list(write_warc(second, again))
    assert len(read(warc, again.getvalue())) == 4


TEXTS = archive(
    resource(b"The wall cracked, Edda Kroll said.", "text/plain"),
    response(chunked(b"It fell."), "text/plain", headers=[("Transfer-Encoding", "chunked")]),
    response(gzip.compress(b"It rose."), "text/plain", headers=[("Content-Encoding", "gzip")]),
    packed=False,
)


@given(CUTS, st.booleans())
def test_broken_archives(cuts, packed):
    data = mutated(gzip.compress(TEXTS, 1), cuts) if packed else mutated(TEXTS, cuts)
    survives(warc, data)


@given(st.binary(max_size=300), st.sampled_from([b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08\0\0\0\0\0\0\x03"]))
@example(b"\r\n\r\n", b"WARC/1.0\r\nContent-Length: 0")
def test_anything(data, magic):
    survives(warc, magic + data)
    survives(warc, gzip.compress(magic + data))


@given(
    st.binary(max_size=200), st.sampled_from(["chunked", ""]), st.sampled_from(["gzip", "deflate", "br", "x, gzip", ""])
)
def test_any_body(body, transfer, encoding):
    head = f"HTTP/1.1 200 OK\r\nTransfer-Encoding: {transfer}\r\nContent-Encoding: {encoding}\r\n\r\n"
    told = warc_payload.head_of(head.encode())
    for block in (body, gzip.compress(body)[:-4], b"5\r\n" + body):
        try:
            assert isinstance(warc_payload.document_in(block, told, ""), bytes)
        except warc_payload.NoPayload as fault:
            assert str(fault)


@given(st.binary(max_size=2000), st.integers(1, 50))
def test_chunks_come_back(body, size):
    told = warc_payload.head_of(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    digest = f"sha256:{hashlib.sha256(body).hexdigest()}"
    assert warc_payload.document_in(chunked(body, size), told, digest) == body


def test_every_record_is_told_where_it_begins():
    data = archive(*(response(page(f"It cracked {number} times.")) for number in range(3)))
    for record in warc_records.records(io.BytesIO(data)):
        alone = next(warc_records.records(io.BytesIO(data[record.offset :])))
        assert alone.headers == record.headers
