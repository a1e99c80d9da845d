import gzip
import hashlib
import io
import json
import sys
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporting.handed_on import ABOUT, LETTER, MENTION, PLAIN, case, protect
from exporting.handed_on import PAGE as FERRY
from secondsource.casefile import Filter
from secondsource.exporting import Release
from secondsource.exporting.warc import Kept, copies, write, write_warc
from secondsource.model import Terms, UnusableInput

pytest.importorskip("warcio", reason="the extra 'warc' is not installed")
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

PAGE = "<p>The wall at Lindmere had cracked, Jürgen Kröll said.</p>".encode()


def kept(content=PAGE, **given_):
    values = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "content": content,
        "name": "wall report.pdf",
        "at": "2023-03-14T06:31:00.250Z",
        "who": "Orla Finch",
        "stance": "supports",
        "claims": ("a1b2c3",),
    }
    return Kept(**values | given_)


def fetched(headers, **given_):
    values = {
        "asked": "http://courier.example/old",
        "address": "https://courier.example/wall?x=1",
        "network_address": "198.51.100.7",
        "at": "2023-03-14T06:30:00.125Z",
        "http_version": "HTTP/1.1",
        "status": 200,
        "reason": "OK",
        "headers": headers,
        "request_headers": [["Host", "courier.example"], ["user-agent", "secondsource/0"]],
        "redirects": [
            {
                "address": "http://courier.example/old",
                "location": "https://courier.example/wall?x=1",
                "network_address": "198.51.100.7",
                "at": "2023-03-14T06:29:59.000Z",
                "http_version": "HTTP/1.1",
                "status": 301,
                "reason": "Moved Permanently",
                "headers": [["Location", "https://courier.example/wall?x=1"], ["Content-Length", "178"]],
                "request_headers": [["Host", "courier.example"]],
            }
        ],
        "robots": [{"address": "https://courier.example/robots.txt", "answer": "allows"}],
        "proxy": False,
    }
    return values | given_


def written(*copies, **options):
    file = io.BytesIO()
    assert list(write_warc(copies, file, **options)) == [1] * len(copies)
    return file.getvalue()


def records(data):
    found = []
    for record in ArchiveIterator(io.BytesIO(data), check_digests=True):
        body = record.raw_stream.read()
        assert record.digest_checker.passed is not False, record.digest_checker.problems
        found.append((record.rec_type, record.rec_headers, record.http_headers, body))
    return found


def checked(tmp_path, data):
    path = tmp_path / "evidence.warc.gz"
    path.write_bytes(data)
    return Checker(SimpleNamespace(inputs=[str(path)], verbose=False)).process_all()


def test_a_page_with_its_redirect(tmp_path):
    headers = [
        *(["Content-Type", "text/html"], ["Set-Cookie", "a=1"], ["Set-Cookie", "b=2"], ["X-Mixed-CASE", "Gr\xfc\xdfe"]),
        *(["Content-Encoding", "gzip"], ["Transfer-Encoding", "chunked"]),
    ]
    data = written(kept(url="https://courier.example/wall?x=1", content_type="text/html", fetched=fetched(headers)))
    assert checked(tmp_path, data) == 0
    found = records(data)
    assert [kind for kind, *_ in found] == ["warcinfo", "response", "request", "response", "request", "metadata"]
    assert all(one.get_header("WARC-Record-ID").startswith("<urn:uuid:") for _, one, _, _ in found)

    _, fields, http, body = found[1]
    assert fields.get_header("WARC-Target-URI") == "http://courier.example/old"
    assert fields.get_header("WARC-Truncated") == "unspecified"
    assert http.statusline == "301 Moved Permanently"
    assert http.get_header("X-Archive-Orig-Content-Length") == "178"
    assert http.get_header("Content-Length") == "0"
    assert body == b""

    _, fields, http, body = found[3]
    assert body == PAGE
    assert fields.protocol == "WARC/1.1"
    assert fields.get_header("WARC-Date") == "2023-03-14T06:30:00.125Z"
    assert fields.get_header("WARC-IP-Address") == "198.51.100.7"
    assert fields.get_header("WARC-Truncated") is None
    assert fields.get_header("WARC-Payload-Digest") == f"sha256:{hashlib.sha256(PAGE).hexdigest()}"
    assert (http.protocol, http.statusline) == ("HTTP/1.1", "200 OK")
    assert http.headers == [
        *[tuple(pair) for pair in headers[:4]],
        *(("X-Archive-Orig-Content-Encoding", "gzip"), ("X-Archive-Orig-Transfer-Encoding", "chunked")),
        ("Content-Length", str(len(PAGE))),
    ]

    _, fields, http, _ = found[4]
    assert fields.get_header("WARC-Concurrent-To") == found[3][1].get_header("WARC-Record-ID")
    assert (http.protocol, http.statusline) == ("GET", "/wall?x=1 HTTP/1.1")
    assert http.get_header("Host") == "courier.example"

    _, fields, _, body = found[5]
    assert fields.get_header("WARC-Refers-To") == found[3][1].get_header("WARC-Record-ID")
    about = json.loads(body)
    assert (about["attached_by"], about["stance"], about["claims"]) == ("Orla Finch", "supports", ["a1b2c3"])
    assert about["robots"] == [{"address": "https://courier.example/robots.txt", "answer": "allows"}]


def test_headers_that_describe_the_body_as_it_is_stay():
    headers = [["content-length", str(len(PAGE))], ["Content-Type", "text/html"]]
    found = records(written(kept(url="https://courier.example/wall?x=1", fetched=fetched(headers, redirects=[]))))
    assert found[1][2].headers == [tuple(pair) for pair in headers]


def test_a_file_is_a_resource_without_its_folder(tmp_path):
    data = written(kept(name="wall report.pdf"))
    assert checked(tmp_path, data) == 0
    [_, (kind, fields, http, body), _] = records(data)
    digest = hashlib.sha256(PAGE).hexdigest()
    assert (kind, http, body) == ("resource", None, PAGE)
    assert fields.get_header("WARC-Target-URI") == f"file:///{digest[:12]}/wall%20report.pdf"
    assert fields.get_header("Content-Type") == "application/octet-stream"
    assert fields.get_header("WARC-Date") == "2023-03-14T06:31:00.250Z"


def test_a_copy_that_is_given_again_is_written_once():
    data = written(kept(), kept(stance="refutes", claims=("ffff",)), kept())
    found = records(data)
    assert [kind for kind, *_ in found] == ["warcinfo", "resource", "metadata", "metadata"]
    assert [json.loads(body)["stance"] for *_, body in found[2:]] == ["supports", "refutes"]


def test_the_same_copies_give_the_same_bytes_compressed_or_not():
    copies = (kept(), kept(b"x", url="https://courier.example/wall?x=1", fetched=fetched([])))
    assert written(*copies) == written(*copies)
    assert gzip.decompress(written(*copies)) == written(*copies, compressed=False)
    assert written() == b""


def test_a_copy_that_is_not_the_one_it_says_is_not_exported():
    with pytest.raises(UnusableInput, match="is not the one with its SHA-256; run: secondsource verify"):
        written(kept(sha256="0" * 64))


def test_without_warcio(monkeypatch):
    monkeypatch.setitem(sys.modules, "warcio.warcwriter", None)
    with pytest.raises(UnusableInput, match=r"install it with: pip install 'secondsource\[warc\]'"):
        written(kept())


_LINES = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
_HEADERS = st.lists(st.tuples(st.text("ab-:\r\n", min_size=1, max_size=9), _LINES), max_size=5)


@given(st.binary(max_size=200), _LINES, _LINES, _HEADERS, st.sampled_from(["", "gzip"]))
def test_whatever_a_copy_is_called_it_can_be_read_back(content, name, reason, headers, encoding):
    """Names and headers come from outside; none may begin a record or a header of its own."""
    headers = [*headers, ("Content-Encoding", encoding)]
    web = kept(content, name=name, url="https://courier.example/wall?x=1", fetched=fetched(headers, reason=reason))
    found = records(written(web, kept(content, name=name, who=reason)))
    kinds = ["warcinfo", "response", "request", "response", "request", "metadata", "resource", "metadata"]
    assert [kind for kind, *_ in found] == kinds
    assert found[3][3] == found[6][3] == content
    assert json.loads(found[7][3])["attached_by"] == reason


@pytest.fixture
def made(tmp_path):
    with case(tmp_path / "case.db") as one:
        yield one


def archived(release, packed=True):
    file = io.BytesIO()
    count = sum(write(release, file, packed))
    return count, file.getvalue()


def test_a_case_gives_its_originals_and_its_evidence(made, tmp_path):
    count, data = archived(Release(made))
    assert count == 7
    assert checked(tmp_path, data) == 0
    found = records(data)
    told = [json.loads(body) for kind, _, _, body in found if kind == "metadata"]
    assert [(one["name"], one.get("original_of"), one.get("stance")) for one in told] == [
        ("forecast.txt", None, "supports"),
        ("minutes.pdf", None, "supports"),
        ("ferry.html", "ferry", None),
        ("-ferry", None, "supports"),
        ("pier 1.txt", "pier", None),
        ("letter.txt", None, "supports"),
        ("about.txt", "about", None),
    ]
    # The page that is both an article's original and evidence is there once, as it was fetched.
    pages = [(fields.get_header("WARC-Target-URI"), body) for kind, fields, _, body in found if kind == "response"]
    assert pages == [
        ("http://gazette.example/old", b""), ("https://www.gazette.example:8443/ferry?b=2&a=1", FERRY)
    ]  # fmt: skip
    files = {fields.get_header("WARC-Target-URI").rpartition("/")[2]: body for kind, fields, _, body in found
             if kind == "resource"}  # fmt: skip
    assert files == {
        "forecast.txt": b"a forecast", "minutes.pdf": MENTION, "pier%201.txt": PLAIN.encode(), "letter.txt": LETTER,
        "about.txt": ABOUT.encode(),
    }  # fmt: skip


def test_the_same_case_gives_the_same_bytes(made):
    assert archived(Release(made)) == archived(Release(made))
    assert gzip.decompress(archived(Release(made))[1]) == archived(Release(made), packed=False)[1]


def test_only_what_was_asked_for_is_archived(made):
    assert [copy.name for copy in copies(Release(made, Filter(verdict="corroborated")))] == ["ferry.html", "-ferry"]


@pytest.mark.parametrize("terms", [Terms.BACKGROUND, Terms.OFF_RECORD])
def test_nothing_of_a_protected_source_is_archived(made, terms):
    protect(made, "Hild Orm", terms)
    _, data = archived(Release(made), packed=False)
    assert b"Orm" not in data
    assert LETTER not in data
    assert MENTION not in data  # the text that was read from it names the source
    assert b"a forecast" in data
    assert FERRY not in data  # evidence elsewhere, and the very bytes of an article that the source is in
    named = archived(Release(made, include=["Hild Orm"]), packed=False)[1]
    assert LETTER in named
    assert PLAIN.encode() in named
    assert MENTION in named
