"""The same copies as WACZ 1.1.1: a WARC file with an index and a list of its pages, which ReplayWeb.page opens.

https://specs.webrecorder.net/wacz/1.1.1/, its index by https://specs.webrecorder.net/cdxj/0.1.0/
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import tempfile
import zipfile
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from secondsource import __version__
from secondsource.exporting.warc import copies, write_warc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from secondsource.exporting.release import Release
    from secondsource.exporting.warc import Kept

_VERSION: Final = "1.1.1"
_WARC: Final = "data.warc.gz"
_REPLAYED: Final = ("response", "resource")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first date a ZIP can hold: the same case gives the same bytes
_TITLE: Final = "Evidence of a secondsource case"
_DESCRIPTION: Final = (
    "Kept copies of the articles under review and of the evidence on their claims. A metadata record beside each copy "
    "tells what it is for."
)
_AT_ONCE: Final = 1024**2  # bytes


def write(release: Release, file: BinaryIO, packed: bool = True) -> Iterator[int]:
    """Write the originals of a release's articles and the evidence on its claims; yield 1 after each copy.

    The format packs what may be packed, whatever ``packed`` says. Raises UnusableInput as ``warc.write_warc`` does.
    """
    return write_wacz(copies(release), file)


def write_wacz(kept: Iterable[Kept], file: BinaryIO) -> Iterator[int]:
    """Write copies to a file opened for bytes and yield 1 after each. The same copies give the same bytes.

    Raises UnusableInput as ``warc.write_warc`` does.
    """
    pages = _Pages()
    with tempfile.TemporaryFile() as warc:
        yield from write_warc(pages.of(kept), warc)
        with zipfile.ZipFile(file, "w") as archive:
            resources = _Resources(archive)
            resources.add_stored(f"archive/{_WARC}", warc)
            warc.seek(0)
            resources.add("indexes/index.cdxj", "".join(sorted(_index(warc), key=str.encode)).encode())
            resources.add("pages/pages.jsonl", pages.content().encode())
            resources.finish(pages.latest)


class _Pages:
    """What a reader is offered to open: each copy once, under its address and its time."""

    def __init__(self) -> None:
        self._pages: dict[tuple[str, str], str] = {}
        self.latest = ""

    def of(self, kept: Iterable[Kept]) -> Iterator[Kept]:
        """Yield the copies as they are and remember where they are found."""
        for copy in kept:
            self._pages.setdefault((copy.place, copy.date), copy.original_of or copy.name)
            self.latest = max(self.latest, copy.at)
            yield copy

    def content(self) -> str:
        """Return the list, as JSON Lines behind a line about the list."""
        lines = [{"format": "json-pages-1.0", "id": "pages", "title": "All copies"}]
        for (place, date), title in self._pages.items():
            name = hashlib.sha256(f"{date} {place}".encode()).hexdigest()[:16]
            lines.append({"id": name, "url": place, "ts": date, "title": title})
        return "".join(f"{_json(line)}\n" for line in lines)


class _Resources:
    """The files of an archive, and ``datapackage.json``, which lists them with their digests."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._listed: list[dict[str, Any]] = []

    def add(self, path: str, content: bytes) -> None:
        """Add a file, packed."""
        self._archive.writestr(zipfile.ZipInfo(path, _EPOCH), content, zipfile.ZIP_DEFLATED)
        self._list(path, hashlib.sha256(content).hexdigest(), len(content))

    def add_stored(self, path: str, content: BinaryIO) -> None:
        """Add what is packed already as it is, so that a reader finds each record at its place."""
        about = zipfile.ZipInfo(path, _EPOCH)
        about.file_size = content.seek(0, io.SEEK_END)
        content.seek(0)
        digest = hashlib.sha256()
        with self._archive.open(about, "w") as entry:
            for some in iter(partial(content.read, _AT_ONCE), b""):
                digest.update(some)
                entry.write(some)
        self._list(path, digest.hexdigest(), content.tell())

    def finish(self, created: str) -> None:
        """Write the list, and the digest of the list."""
        told: dict[str, Any] = {"profile": "data-package", "wacz_version": _VERSION}
        told |= {"title": _TITLE, "description": _DESCRIPTION, "software": f"secondsource {__version__}"}
        if created:
            told["created"] = created
        package = _json(told | {"resources": self._listed}, indent=1).encode()
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
        for path, content in (("datapackage.json", package), ("datapackage-digest.json", _json(digest).encode())):
            self._archive.writestr(zipfile.ZipInfo(path, _EPOCH), content, zipfile.ZIP_DEFLATED)

    def _list(self, path: str, sha256: str, size: int) -> None:
        name = path.rpartition("/")[2]
        self._listed.append({"name": name, "path": path, "hash": f"sha256:{sha256}", "bytes": size})


def _index(warc: Any) -> Iterator[str]:  # noqa: ANN401 - warcio has no types
    """Yield a line of CDXJ for each record of a WARC file that can be replayed."""
    from warcio.archiveiterator import ArchiveIterator

    records = ArchiveIterator(warc)
    for record in records:
        if record.rec_type not in _REPLAYED:
            continue
        address = record.rec_headers.get_header("WARC-Target-URI")
        http = record.http_headers
        kind = http.get_header("Content-Type") if http else record.rec_headers.get_header("Content-Type")
        found = {
            "url": address,
            "mime": (kind or "").partition(";")[0].strip().lower() or "application/octet-stream",
            "status": int(http.get_statuscode()) if http and http.get_statuscode().isdecimal() else 200,
            "digest": record.rec_headers.get_header("WARC-Payload-Digest"),
        }
        date = re.sub(r"\D", "", record.rec_headers.get_header("WARC-Date"))[:14]
        # The record's length is known only when it was read to its end.
        offset, length = records.get_record_offset(), records.get_record_length()
        found |= {"offset": offset, "length": length, "filename": _WARC}
        yield f"{_searchable(address)} {date.ljust(14, '0')} {_json(found)}\n"


def _searchable(address: str) -> str:
    """Return an address as the index is sorted by it: "org,example,www)/page" for "https://www.example.org/page"."""
    lower = address.lower().replace(" ", "%20")
    scheme, _, rest = lower.partition("://")
    if scheme not in ("http", "https"):
        return lower
    host, *path = re.split(r"(?=[/?#])", rest, maxsplit=1)
    name, colon, port = host.rpartition("@")[2].partition(":")
    return f"{','.join(reversed(name.split('.')))}{colon}{port}){path[0] if path else '/'}"


def _json(value: Any, indent: int | None = None) -> str:  # noqa: ANN401
    return json.dumps(value, ensure_ascii=False, indent=indent)
