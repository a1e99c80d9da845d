"""Web archives in WARC files: an article for each page, text and PDF that was answered with 200.

Images, styles, errors, redirects and revisits are passed over. Nothing has to be installed for them to be read.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, Final
from urllib.parse import unquote, urlsplit

from secondsource.model import UnusableInput
from secondsource.reading.encoding import known_kind
from secondsource.reading.formats import read_part, read_parts, warc_payload
from secondsource.reading.formats.fields import shown
from secondsource.reading.formats.slugs import Slugs
from secondsource.reading.formats.warc_payload import Head, NoPayload, check_digest, document_in, head_of
from secondsource.reading.formats.warc_records import MOST_HEADERS, BrokenRecord, Record, is_warc, records
from secondsource.reading.given import Given, Part, Reading, Unread
from secondsource.reading.kinds import is_pdf, split_content_type

if TYPE_CHECKING:
    from collections.abc import Iterator

_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BY_TYPE: Final = {
    "text/html": "page",
    "application/xhtml+xml": "page",
    "application/pdf": "pdf",
    "text/plain": "",
    "": "",
    _DOCX: "docx",
    "application/vnd.oasis.opendocument.text": "docx",
}
"""The formats of the types that are read; "" where the content tells."""
_UNTOLD: Final = ("application/octet-stream", "message/rfc822", "text/markdown", "text/vtt", "application/x-subrip")
_BY_CONTENT: Final = ("docx", "pdf", "mail", "page", "transcript")
_JSON: Final = "json"
_FILE: Final = "file"  # what was no page, in archives that are written here: its type may be any
_REDIRECTS: Final = (301, 302, 303, 307, 308)
# Of what an archive says about itself: logs, texts and pictures made of the pages.
_NO_SCHEMES: Final = ("urn", "metadata", "dns", "whois", "about", "data", "screenshot")


@dataclass(frozen=True, slots=True)
class Capture:
    """A record that may be an article's: ``begun`` is what was read of its block, ``head`` its answer's head.

    ``location`` is where a redirect leads, which is no article; else ``kind`` is the document's type.
    """

    record: Record
    begun: bytes
    head: Head | None
    kind: str
    location: str | None = None

    @property
    def at(self) -> str:
        """When it was captured, ISO 8601 in UTC."""
        return self.record.headers.get("warc-date", "")


def looks_like(head: bytes, given: Given) -> bool:
    """Say whether the file begins with a WARC record, packed with gzip or not."""
    return is_warc(head)


def read(given: Given) -> Iterator[Reading | Unread]:
    """Yield the article of each page, text or PDF; the same bytes only once. See ``parts``."""
    yield from read_parts(parts(given))


def parts(given: Given) -> Iterator[Part | Reading | Unread]:
    """Yield each page, text or PDF, the same bytes only once; what is JSON is read here.

    ``content`` is the document as the server gave it, with the transfer's encodings undone, and ``fetched`` what the
    archive tells of its capture. All records are passed over once before the first is yielded. Raises UnusableInput
    where one of them is broken or none holds a document.
    """
    documents = sum(capture.location is None for capture in captures(given.file, given.what))
    if not documents:
        raise UnusableInput(f"{given.what} holds no page, text or PDF that was answered with 200; nothing can be added")
    known = Known()
    for capture in captures(given.file, given.what):
        if capture.location is None:
            yield from documents_of(capture, given, given.name, known)


def captures(file: BinaryIO, what: str) -> Iterator[Capture]:
    """Yield the records that may be articles, and redirects. Raises UnusableInput where one is broken."""
    file.seek(0)
    try:
        for record in records(file):
            found = _capture(record)
            if found:
                yield found
    except BrokenRecord as fault:
        advice = "get it again"
        if fault.offset:
            advice += f", or add what is sound of it: head -c {fault.offset} FILE > SOUND.warc"
        raise UnusableInput(f"{what}: record {fault.number} {fault}; {advice}") from None
    finally:
        file.seek(0)


class Known:
    """What is known of the articles of one archive: their names, and the digests of those that were yielded."""

    def __init__(self) -> None:
        self.slugs = Slugs()
        self.seen: set[bytes] = set()


def documents_of(
    capture: Capture, given: Given, place: str, known: Known, title: str | None = None
) -> Iterator[Part | Reading | Unread]:
    """Yield the document of a capture, unless it is none or known; ``place`` is what to call the WARC file.

    ``title`` is the one it gets where it states none.
    """
    within = f"{place}, record {capture.record.number}"
    try:
        payload = _payload(capture)
    except NoPayload as fault:
        yield Unread(f"{within} ({shown(capture.record.uri)})", str(fault))
        return
    digest = hashlib.sha256(payload).digest()
    if payload and digest not in known.seen:
        known.seen.add(digest)
        yield from _cut(capture, payload, within, given, known, title)


def _capture(record: Record) -> Capture | None:
    scheme = record.uri.partition(":")[0].lower()
    if record.kind not in ("response", "resource", "conversion") or scheme in _NO_SCHEMES:
        return None
    if record.kind != "response":
        kind = split_content_type(record.headers.get("content-type"))[0]
        known = kind in _BY_TYPE or kind in _UNTOLD or scheme == _FILE
        return Capture(record, b"", None, kind) if known else None
    begun = record.read(min(record.length, MOST_HEADERS))
    head = head_of(begun)
    if head is None:
        return None
    if head.status in _REDIRECTS:
        return Capture(record, begun, head, "", head.get("location"))
    kind = split_content_type(head.get("content-type"))[0]
    path = _path_of(record.uri)
    if head.status != 200 or kind not in _BY_TYPE or path == "/robots.txt":
        return None
    return Capture(record, begun, head, kind)


def _path_of(uri: str) -> str | None:
    """Return the path of an address, None where it has none."""
    try:
        return urlsplit(uri).path
    except ValueError:
        return None


def _payload(capture: Capture) -> bytes:
    """Return the document in a record. Raises NoPayload."""
    record = capture.record
    if record.headers.get("warc-truncated"):
        raise NoPayload(f"the archive kept only a part of it ({shown(record.headers['warc-truncated'])})")
    if record.headers.get("warc-segment-number"):
        raise NoPayload("the archive keeps it in several segments, which are not read")
    if record.length > warc_payload.MOST_BYTES:
        raise NoPayload(f"it is larger than {warc_payload.MOST_BYTES // 1024**2} MiB")
    block = capture.begun + record.read(record.length - len(capture.begun))
    check_digest(record.headers.get("warc-block-digest", ""), block)
    digest = record.headers.get("warc-payload-digest", "")
    if capture.head is None:
        check_digest(digest, block)
        return block
    return document_in(block[capture.head.size :], capture.head, digest)


def _cut(
    capture: Capture, payload: bytes, within: str, given: Given, known: Known, title: str | None
) -> Iterator[Part | Reading | Unread]:
    uri = capture.record.uri
    stated = capture.head.get("content-type") if capture.head else capture.record.headers.get("content-type")
    if capture.kind == "application/octet-stream":
        stated = None
    on_web = uri.lower().startswith(("http://", "https://"))
    part = Part(
        payload,
        format="",
        name=_name(uri),
        what=f"{given.what}, record {capture.record.number}",
        url=uri if on_web else None,
        content_type=stated or None,
        fetched=_fetched(capture) if on_web else None,
        within=within,
        uri=shown(uri),
        title=title,
    )
    name = _format(capture.kind, payload, part.given())
    if name is None:
        return
    otherwise = f"{given.stem}-{capture.record.number}"
    if name != _JSON:
        yield replace(part, format=name, article=known.slugs.of(uri, otherwise))
        return
    for found in read_part(replace(part, format=name)):  # there may be many
        if isinstance(found, Reading):
            found = replace(found, article=replace(found.article, name=known.slugs.of(uri, otherwise)))
        yield found


def _format(kind: str, payload: bytes, inner: Given) -> str | None:
    """Return the format of a document, None for what is no article."""
    if is_pdf(payload):
        return "pdf"
    if _BY_TYPE.get(kind):
        return _BY_TYPE[kind]
    head = inner.head()
    for name in _BY_CONTENT:
        if import_module(f"{__package__}.{name}").looks_like(head, inner):
            return name
    if import_module(f"{__package__}.{_JSON}").looks_like(head, inner):
        return None if inner.url else _JSON
    return None if known_kind(head) or b"\0" in head or not payload.strip() else "plain"


def _fetched(capture: Capture) -> dict[str, Any]:
    """Return what the archive tells of a capture, in the form of ``reading.Copy.fetched``."""
    headers = capture.record.headers
    told: dict[str, Any] = {"asked": capture.record.uri, "address": capture.record.uri, "at": capture.at}
    if capture.head:
        told |= {
            "http_version": capture.head.version,
            "status": capture.head.status,
            "reason": capture.head.reason,
            "headers": [list(pair) for pair in capture.head.headers],
            "request_headers": [],
        }
    return {**told, "network_address": headers.get("warc-ip-address"), "redirects": [], "robots": []}


def _name(uri: str) -> str:
    """Return the name of a document: the last part of its address, or its host."""
    path = unquote(_path_of(uri) or "").rstrip("/")
    name = path.rpartition("/")[2] or uri.partition("://")[2].partition("/")[0] or "document"
    return " ".join(name.encode("utf-8", "replace").decode().replace("\0", " ").split())[-150:] or "document"
