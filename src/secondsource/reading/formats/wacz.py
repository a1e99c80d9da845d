"""Web archives in WACZ files: a ZIP archive of WARC files with a list of pages, of which each is an article.

Nothing is unpacked to disk. The hashes that the archive states are checked before anything is read.
"""

from __future__ import annotations

import hashlib
import os
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast
from urllib.parse import urldefrag, urljoin

from secondsource.model import UnusableInput
from secondsource.reading.formats import json_values, read_parts, warc
from secondsource.reading.formats.fields import clean, line_of, shown
from secondsource.reading.given import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.reading.given import Given, Part, Reading

MOST_FILES: Final = 10_000
MOST_DIRECTORY: Final = 4 * 1024**2  # bytes of the archive's own list of files
MOST_BYTES: Final = 64 * 1024**3  # of all files, unpacked
MOST_PAGES: Final = 100_000
MOST_RATIO: Final = 250
_MOST_TABLE: Final = 64 * 1024**2  # bytes of a list of pages or files
_FREELY: Final = 1024**2
_PIECE: Final = 1024**2
_TAIL: Final = 65_557  # bytes, in which a ZIP archive's end stands
_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    ValueError,
    OverflowError,
    struct.error,
)
_MOST_STEPS: Final = 10


@dataclass(slots=True)
class _Page:
    """A page that is listed; ``found`` is where its best capture stands: the WARC file's name and the record."""

    url: str
    title: str | None
    at: str
    found: tuple[str, int] | None = None
    captured: str = ""


def looks_like(head: bytes, given: Given) -> bool:
    """Say whether the file is a ZIP archive with WARC files in its folder "archive"."""
    if not head.startswith(b"PK\x03\x04"):
        return False
    try:
        with _opened(given) as archive:
            return any(_is_warc(entry.filename) for entry in archive.infolist())
    except UnusableInput:
        return b"archive/" in head and b".warc" in head
    finally:
        given.file.seek(0)


def read(given: Given) -> Iterator[Reading | Unread]:
    """Yield the article of each page that is listed. See ``parts``."""
    yield from read_parts(parts(given))


def parts(given: Given) -> Iterator[Part | Reading | Unread]:
    """Yield each page that is listed with the title it has there, or each document where no pages are.

    Raises UnusableInput for a ZIP archive that is broken or made to do harm, where a hash that it states does not hold,
    and where a WARC file in it is broken.
    """
    with _opened(given) as archive:
        _refuse_harm(archive, given.what)
        try:
            _check_hashes(archive, given.what)
            pages = _pages(archive, given.what)
            files = [entry.filename for entry in archive.infolist() if _is_warc(entry.filename)]
            documents = _survey(archive, files, pages, given)
        except (*_FAULTS, OSError):
            raise _broken(given.what) from None
        if not documents:
            raise UnusableInput(
                f"{given.what} holds no page, text or PDF that was answered with 200; nothing can be added"
            )
        yield from _documents(archive, files, pages, given)


def _documents(
    archive: zipfile.ZipFile, files: list[str], pages: dict[str, _Page], given: Given
) -> Iterator[Part | Reading | Unread]:
    known = warc.Known()
    best = {page.found: page for page in pages.values() if page.found}
    for name in files:
        with archive.open(name) as file:
            for capture in warc.captures(cast("BinaryIO", file), given.what):
                page = best.get((name, capture.record.number))
                if capture.location is None and (page or not pages):
                    listed = pages.get(_address(capture.record.uri)) or page
                    title = listed.title if listed else None
                    yield from warc.documents_of(capture, given, f"{given.name}, {name}", known, title)
    for page in pages.values():
        if page.found is None:
            yield Unread(
                f"{given.name} ({shown(page.url)})", "the archive lists this page and holds no answer of 200 for it"
            )


def _survey(archive: zipfile.ZipFile, files: list[str], pages: dict[str, _Page], given: Given) -> int:
    """Pass over every record, find each page's best capture, and return how many documents there are."""
    documents = 0
    moved: dict[str, str] = {}
    at_address: dict[str, list[tuple[str, int, str]]] = {}
    for name in files:
        with archive.open(name) as file:
            for capture in warc.captures(cast("BinaryIO", file), f"{given.what}, {name}"):
                address = _address(capture.record.uri)
                if capture.location is not None:
                    if pages:
                        moved.setdefault(address, _joined(address, capture.location))
                    continue
                documents += 1
                if pages:
                    at_address.setdefault(address, []).append((name, capture.record.number, capture.at))
    for page in pages.values():
        address = page.url
        for _ in range(_MOST_STEPS):
            if address in at_address or address not in moved:
                break
            address = moved[address]
        captured = at_address.get(address, [])
        if captured:
            name, number, page.captured = min(captured, key=lambda each: _apart(each[2], page.at))
            page.found = (name, number)
    return documents


def _address(value: object) -> str:
    """Return an address without the part behind "#"; archives that are made here list those of files too."""
    try:
        return urldefrag(clean(value.strip()))[0] if isinstance(value, str) else ""
    except ValueError:
        return ""


def _joined(address: str, location: str) -> str:
    try:
        return urldefrag(urljoin(address, location))[0]
    except ValueError:
        return ""


def _apart(captured: str, listed: str) -> tuple[bool, float]:
    """Return how far two times are apart, for comparison; what is no time is farthest."""
    from datetime import datetime

    try:
        one, other = (datetime.fromisoformat(each.replace("Z", "+00:00")) for each in (captured, listed))
        return False, abs((one - other).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return True, 0.0


def _is_warc(name: str) -> bool:
    return name.startswith("archive/") and name.lower().endswith((".warc", ".warc.gz"))


def _broken(what: str) -> UnusableInput:
    return UnusableInput(f"{what} is a broken WACZ file; get it again")


def _opened(given: Given) -> zipfile.ZipFile:
    """Open the ZIP archive, once its list of files is known to be one that memory holds."""
    try:
        if _directory_size(given.file) > MOST_DIRECTORY:
            raise UnusableInput(
                f"{given.what} lists more files than a WACZ file has; unpack its WARC files and add those"
            )
        return zipfile.ZipFile(given.file)
    except (*_FAULTS, OSError):
        raise _broken(given.what) from None


def _directory_size(file: BinaryIO) -> int:
    """Return how many bytes a ZIP archive's list of files takes, as its end states it."""
    size = file.seek(0, os.SEEK_END)
    begin = file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    at = tail.rfind(b"PK\5\6")
    if at < 0 or at + 22 > len(tail):
        raise zipfile.BadZipFile
    stated: int = struct.unpack_from("<L", tail, at + 12)[0]
    if stated == 0xFFFFFFFF and begin + at >= 20:
        file.seek(begin + at - 20)
        locator = file.read(20)
        if locator.startswith(b"PK\6\7"):
            file.seek(struct.unpack_from("<Q", locator, 8)[0])
            stated = struct.unpack_from("<Q", file.read(56), 40)[0]
    return stated


def _refuse_harm(archive: zipfile.ZipFile, what: str) -> None:
    """Raise UnusableInput for names that lead out of the archive, and for what unpacks to far more than it holds."""
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if len(entries) > MOST_FILES:
        raise UnusableInput(f"{what} holds more than {MOST_FILES:,} files; unpack its WARC files and add those")
    if len(names) < len(entries):
        raise UnusableInput(f"{what} holds two files of one name, of which only one can be meant; get it again")
    held = sum(max(0, entry.compress_size) for entry in entries)
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
            raise UnusableInput(f"{what} holds a file whose name leads out of it ({shown(name)}); do not trust it")
        if entry.flag_bits & 1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnusableInput(f"{what} is locked or packed in a way that WACZ does not know; get it without that")
        if entry.file_size > _FREELY and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
            raise UnusableInput(f"{what} unpacks to far more than it holds, as a ZIP bomb does; do not trust it")
    size = archive.fp.seek(0, os.SEEK_END) if archive.fp else 0
    if held > size or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise UnusableInput(f"{what} states more content than it can hold, as a ZIP bomb does; do not trust it")


def _check_hashes(archive: zipfile.ZipFile, what: str) -> None:
    """Raise UnusableInput where a file does not have the hash that datapackage.json or its digest states."""
    stated: dict[str, str] = {}
    digest = _table(archive, "datapackage-digest.json", what)
    if isinstance(digest, dict) and isinstance(digest.get("hash"), str):
        stated["datapackage.json"] = digest["hash"]
    package = _table(archive, "datapackage.json", what)
    resources = package.get("resources") if isinstance(package, dict) else None
    for resource in resources if isinstance(resources, list) else []:
        if (
            isinstance(resource, dict)
            and isinstance(resource.get("path"), str)
            and isinstance(resource.get("hash"), str)
        ):
            stated[resource["path"]] = resource["hash"]
    names = set(archive.namelist())
    for path, value in stated.items():
        algorithm, _, expected = value.rpartition(":")
        if (algorithm or "sha256") not in ("sha256", "md5"):
            continue
        if path not in names:
            raise UnusableInput(f"{what} lacks {shown(path)}, which its datapackage.json lists; get it again")
        found = hashlib.new(algorithm or "sha256", usedforsecurity=False)
        with archive.open(path) as file:
            while piece := file.read(_PIECE):
                found.update(piece)
        if found.hexdigest() != expected.strip().lower():
            raise UnusableInput(
                f"{shown(path)} in {what} is not what its datapackage.json was written for; get it again"
            )


def _pages(archive: zipfile.ZipFile, what: str) -> dict[str, _Page]:
    """Return the pages that the archive lists, by their addresses without the part behind "#"."""
    pages: dict[str, _Page] = {}
    for number, line in enumerate(_text(archive, "pages/pages.jsonl", what).split("\n"), 1):
        if not line.strip():
            continue
        try:
            page: Any = json_values.parsed(line)
        except json_values.BrokenJSON as fault:
            raise UnusableInput(
                f"line {number} of pages/pages.jsonl in {what} is no JSON: {fault}; get it again"
            ) from None
        url = _address(page.get("url")) if isinstance(page, dict) else ""
        if url:
            pages.setdefault(url, _Page(url, line_of(page.get("title")), str(page.get("ts") or "")))
        if len(pages) > MOST_PAGES:
            raise UnusableInput(f"{what} lists more than {MOST_PAGES:,} pages; unpack its WARC files and add those")
    return pages


def _table(archive: zipfile.ZipFile, name: str, what: str) -> Any:  # noqa: ANN401 - it is any value
    text = _text(archive, name, what)
    try:
        return json_values.parsed(text) if text.strip() else None
    except json_values.BrokenJSON as fault:
        raise UnusableInput(f"{name} in {what} is no JSON: {fault}; get it again") from None


def _text(archive: zipfile.ZipFile, name: str, what: str) -> str:
    """Return the text of a small file of the archive, "" where it is missing."""
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return ""
    if entry.file_size > _MOST_TABLE:
        raise UnusableInput(f"{name} in {what} is larger than {_MOST_TABLE // 1024**2} MiB; unpack the WARC files")
    return archive.read(entry).decode("utf-8-sig", "replace")
