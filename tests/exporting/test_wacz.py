import hashlib
import io
import json
import sys
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporting.handed_on import LETTER, case, protect
from exporting.handed_on import PAGE as FERRY
from secondsource import casefile
from secondsource.exporting import Release
from secondsource.exporting.wacz import write, write_wacz
from secondsource.exporting.warc import Kept
from secondsource.model import Terms, UnusableInput
from secondsource.reading.formats import wacz as reader
from secondsource.reading.given import Given, Reading

pytest.importorskip("warcio", reason="the extra 'warc' is not installed")
from warcio.archiveiterator import ArchiveIterator

NAMES = [
    "archive/data.warc.gz", "indexes/index.cdxj", "pages/pages.jsonl", "datapackage.json", "datapackage-digest.json"
]  # fmt: skip
ADDRESS = "https://www.gazette.example:8443/ferry?b=2&a=1"


@pytest.fixture
def made(tmp_path):
    with case(tmp_path / "case.db") as one:
        yield one


def packed(release):
    file = io.BytesIO()
    count = sum(write(release, file, False))
    return count, file.getvalue()


def opened(data):
    return zipfile.ZipFile(io.BytesIO(data))


def index(archive):
    """The lines of the index: key, time, and the rest."""
    lines = archive.read("indexes/index.cdxj").decode().splitlines()
    return [(key, time, json.loads(rest)) for key, time, rest in (line.split(" ", 2) for line in lines)]


def sound(data):
    """Hold an archive against the specification: layout, packing, required properties, digests, index, pages."""
    with opened(data) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == NAMES
        assert archive.getinfo("archive/data.warc.gz").compress_type == zipfile.ZIP_STORED

        package = json.loads(archive.read("datapackage.json"))
        assert (package["profile"], package["wacz_version"]) == ("data-package", "1.1.1")
        assert [one["path"] for one in package["resources"]] == NAMES[:3]
        for one in package["resources"]:
            content = archive.read(one["path"])
            assert one["name"] == one["path"].split("/")[1]
            assert one["bytes"] == len(content)
            assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        digest = json.loads(archive.read("datapackage-digest.json"))
        manifest = hashlib.sha256(archive.read("datapackage.json")).hexdigest()
        assert digest == {"path": "datapackage.json", "hash": f"sha256:{manifest}"}

        lines = archive.read("indexes/index.cdxj").splitlines()
        assert lines == sorted(lines)
        warc = archive.read("archive/data.warc.gz")
        for key, time, about in index(archive):
            assert " " not in key
            assert (len(time), time.isdecimal()) == (14, True)
            assert about.keys() == {"url", "mime", "status", "digest", "offset", "length", "filename"}
            assert about["filename"] == "data.warc.gz"
            member = warc[about["offset"] : about["offset"] + about["length"]]
            record = next(iter(ArchiveIterator(io.BytesIO(member), check_digests=True)))
            record.raw_stream.read()
            assert record.digest_checker.passed is not False
            assert record.rec_headers.get_header("WARC-Target-URI") == about["url"]
            assert record.rec_headers.get_header("WARC-Payload-Digest") == about["digest"]

        first, *pages = [json.loads(line) for line in archive.read("pages/pages.jsonl").splitlines()]
        assert first["format"] == "json-pages-1.0"
        assert {page["url"] for page in pages} <= {about["url"] for *_, about in index(archive)}
        assert all(page["ts"] and page["id"] for page in pages)
        assert len({page["id"] for page in pages}) == len(pages)
    return pages


def test_a_case_becomes_an_archive_with_its_index_and_its_pages(made):
    count, data = packed(Release(made))
    assert count == 7
    pages = sound(data)
    # The page that is an article's original and evidence too is one page.
    assert [page["title"] for page in pages] == ["forecast.txt", "minutes.pdf", "ferry", "pier", "letter.txt", "about"]
    (ferry,) = (page for page in pages if page["title"] == "ferry")
    assert (ferry["url"], ferry["ts"]) == (ADDRESS, "2024-03-12T08:00:00.125Z")
    with opened(data) as archive:
        web = [(key, time, about["status"], about["mime"]) for key, time, about in index(archive) if ")" in key]
        assert web == [
            ("example,gazette)/old", "20240312080000", 301, "application/octet-stream"),
            ("example,gazette,www:8443)/ferry?b=2&a=1", "20240312080000", 200, "text/html"),
        ]
        created = json.loads(archive.read("datapackage.json"))["created"]
        assert created >= ferry["ts"]


def test_the_pages_can_be_read_back(made):
    _, data = packed(Release(made))
    with opened(data) as archive:
        found = {about["url"]: about for *_, about in index(archive)}
        about = found[ADDRESS]
        warc = archive.read("archive/data.warc.gz")
    record = next(iter(ArchiveIterator(io.BytesIO(warc[about["offset"] : about["offset"] + about["length"]]))))
    assert record.content_stream().read() == FERRY


def test_an_article_can_be_added_again_from_it_with_the_same_bytes(made):
    _, data = packed(Release(made))
    handed = Given(io.BytesIO(data), "case.wacz", "case.wacz")
    assert reader.looks_like(handed.head(), handed)
    (ferry,) = (one for one in reader.read(handed) if isinstance(one, Reading) and one.article.url)
    assert ferry.original.content == FERRY
    assert casefile.is_known(made, ferry.article.sha256)
    assert ferry.article.url == ADDRESS


def test_the_same_case_gives_the_same_bytes(made):
    assert packed(Release(made)) == packed(Release(made))


@pytest.mark.parametrize("terms", [Terms.BACKGROUND, Terms.OFF_RECORD])
def test_nothing_of_a_protected_source_is_packed(made, terms):
    protect(made, "Hild Orm", terms)
    _, data = packed(Release(made))
    sound(data)
    with opened(data) as archive:
        everything = b"".join(map(archive.read, archive.namelist()))
        everything += b"".join(
            record.raw_stream.read() for record in ArchiveIterator(io.BytesIO(archive.read(NAMES[0])))
        )
    assert b"Orm" not in everything
    assert LETTER not in everything
    assert b"a forecast" in everything


def test_an_archive_of_nothing_is_sound():
    file = io.BytesIO()
    assert list(write_wacz([], file)) == []
    assert sound(file.getvalue()) == []


def test_frictionless_finds_no_fault_in_the_manifest(made):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    _, data = packed(Release(made))
    with opened(data) as archive:
        manifest = json.loads(archive.read("datapackage.json"))
    assert list(frictionless.Package.metadata_validate(manifest)) == []
    broken = manifest | {"resources": [{"path": "pages/pages.jsonl", "hash": 5}]}
    assert list(frictionless.Package.metadata_validate(broken))


def test_without_warcio(made, monkeypatch):
    monkeypatch.setitem(sys.modules, "warcio.warcwriter", None)
    with pytest.raises(UnusableInput, match=r"install it with: pip install 'secondsource\[warc\]'"):
        packed(Release(made))


ADDRESSES = st.one_of(
    st.sampled_from(["https://example.org", "http://[::1]/x", "https://User:pw@Example.ORG:81?q= #x", "file:///x"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map("https://www.courier.example/{}".format),
)


@given(st.lists(st.tuples(ADDRESSES, st.binary(max_size=20), st.text(max_size=20)), max_size=5))
def test_whatever_an_address_is_the_archive_is_sound(places):
    copies = [
        Kept(
            hashlib.sha256(content).hexdigest(),
            content,
            name.encode(errors="replace").decode(),
            "2023-03-14T06:31:00.250Z",
            "Ann",
            "context",
            ("a1b2",),
            url=address,
            fetched={"address": address, "status": 200, "headers": [], "at": "2023-03-14T06:30:00Z"},
        )
        for address, content, name in places
    ]
    file = io.BytesIO()
    assert list(write_wacz(copies, file)) == [1] * len(copies)
    sound(file.getvalue())
