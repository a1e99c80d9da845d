"""Evidence and the originals of articles as WARC 1.1 (ISO 28500:2017), which web archives read and replay."""

from __future__ import annotations

import hashlib
import io
import json
import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Final
from urllib.parse import quote, urlsplit

from secondsource import __version__
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from secondsource.casefile import Contents, Evidence
    from secondsource.exporting.release import Release

_SPECIFICATION: Final = "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
# A record's id is made from what is in it, so that the same copies give the same bytes.
_IDS: Final = uuid.uuid5(uuid.NAMESPACE_URL, _SPECIFICATION)
# Headers that describe the body as it was sent. The body is kept with the transfer's encodings undone, so where they
# would be wrong they stay under the name that archives use for that.
_OF_THE_TRANSFER: Final = ("content-encoding", "transfer-encoding", "content-length")
_MOVED: Final = "X-Archive-Orig-"


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept copy, and what it is for.

    ``sha256`` is that of ``content``; ``name``, ``url``, ``content_type`` and ``fetched`` are those of
    ``secondsource.reading.Copy``; ``at`` and ``who`` tell when it was attached or added (ISO 8601 in UTC) and by whom,
    ``stance`` what it does for the ``claims`` with these ids. ``original_of`` names the article that was read from it
    and ``within`` its place in a larger file; such a copy has no stance.
    """

    sha256: str
    content: bytes
    name: str
    at: str
    who: str
    stance: str | None = None
    claims: tuple[str, ...] = ()
    url: str | None = None
    content_type: str | None = None
    fetched: Mapping[str, Any] | None = None
    original_of: str | None = None
    within: str | None = None

    @property
    def is_page(self) -> bool:
        """Whether it came over HTTP, and can be replayed as it did."""
        return bool(self.fetched and self.url and self.url.startswith(("http://", "https://")))

    @property
    def place(self) -> str:
        """The address under which the archive has it: where it was fetched, else one that names the file alone."""
        if self.is_page and self.url:
            return _address(self.url)
        return f"file:///{self.sha256[:12]}/{quote(self.name, safe='')}"

    @property
    def date(self) -> str:
        """When it was as it is here: the answer's time, else when it was attached or added."""
        return str((self.fetched or {}).get("at") or self.at)


def write(release: Release, file: BinaryIO, packed: bool) -> Iterator[int]:
    """Write the originals of a release's articles and the evidence on its claims; yield 1 after each copy.

    ``packed`` gives what a .warc.gz holds. Raises UnusableInput as ``write_warc`` does.
    """
    return write_warc(copies(release), file, compressed=packed)


def copies(release: Release) -> Iterator[Kept]:
    """Yield what may leave a case of what it keeps: of each article the original, then the evidence on its claims.

    A copy that names a protected source stays behind: it is handed on as it came or not at all.
    """
    for article, claims in release.articles():
        content = release.original(article)
        if content is not None:
            yield _original(article, content)
        for claim in claims:
            for piece in release.evidence(claim):
                content = release.copy(piece)
                if content is not None:
                    yield _evidence(piece, content)


def _evidence(piece: Evidence, content: bytes) -> Kept:
    return Kept(
        sha256=piece.sha256,
        content=content,
        name=piece.name,
        at=piece.at,
        who=piece.reviewer,
        stance=piece.stance,
        claims=(piece.claim,),
        url=piece.url,
        content_type=piece.content_type,
        fetched=piece.fetched,
    )


def _original(article: Contents, content: bytes) -> Kept:
    told = article.original
    fetched = told.get("fetched")
    return Kept(
        sha256=article.sha256,
        content=content,
        name=str(told.get("name") or article.name),
        at=article.added_at,
        who=article.added_by,
        url=fetched.get("address") or article.url if fetched else None,
        content_type=told.get("content_type"),
        fetched=fetched,
        original_of=article.name,
        within=told.get("within"),
    )


def write_warc(copies: Iterable[Kept], file: BinaryIO, *, compressed: bool = True) -> Iterator[int]:
    """Write copies to a file opened for bytes and yield 1 after each; ``compressed`` gives what a .warc.gz holds.

    A copy from the web becomes a request and a response record for each redirect and for the page, a file a resource
    record without its folder; a metadata record in JSON tells what the copy is for. A copy that is given again gets
    only one more of these. Every digest is SHA-256, and the same copies give the same bytes.

    Raises UnusableInput where warcio is not installed (the extra "warc") or a copy does not have its digest.
    """
    try:
        from warcio.warcwriter import WARCWriter
    except ImportError:
        raise UnusableInput(
            "WARC files are written by warcio; install it with: pip install 'secondsource[warc]'"
        ) from None
    archive = _Archive(WARCWriter(file, gzip=compressed, warc_version="1.1"))
    for copy in copies:
        if hashlib.sha256(copy.content).hexdigest() != copy.sha256:
            raise UnusableInput(f"the copy {copy.name} is not the one with its SHA-256; run: secondsource verify")
        archive.add(copy)
        yield 1


class _Archive:
    def __init__(self, writer: Any) -> None:  # noqa: ANN401 - warcio has no types
        self._writer = writer
        self._written: set[str] = set()

    def add(self, copy: Kept) -> None:
        """Write all records of a copy that are not there yet."""
        if not self._written:
            told = (("software", f"secondsource/{__version__}"), ("format", "WARC File Format 1.1"))
            fields = "".join(f"{name}: {value}\r\n" for name, value in (*told, ("conformsTo", _SPECIFICATION)))
            self._write("warcinfo", "", copy.date, fields.encode(), "application/warc-fields")
        place = copy.place
        if copy.is_page and copy.fetched:
            about = self._fetched(copy, copy.fetched)
        else:
            kind = _plain(copy.content_type or "") or "application/octet-stream"
            about = self._write("resource", place, copy.at, copy.content, kind, payload=copy.content)
        told_of: dict[str, Any] = {"name": copy.name, "sha256": copy.sha256}
        if copy.original_of is None:
            told_of |= {"attached_at": copy.at, "attached_by": copy.who}
            told_of |= {"stance": copy.stance, "claims": list(copy.claims)}
        else:
            told_of |= {"added_at": copy.at, "added_by": copy.who}
            told_of |= {"original_of": copy.original_of, "within": copy.within}
        if copy.fetched:
            told_of |= {name: copy.fetched.get(name) for name in ("asked", "robots", "proxy")}
        block = json.dumps(told_of, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        self._write(
            "metadata", place, copy.at, block, "application/json", payload=block, refers=("WARC-Refers-To", about)
        )

    def _fetched(self, copy: Kept, fetched: Mapping[str, Any]) -> str:
        """Write what was asked and what was answered, step by step, and return the id of the page's response."""
        about = ""
        for step in (*fetched.get("redirects", ()), fetched):
            last = step is fetched
            address, at = str(step.get("address") or copy.url), str(step.get("at") or copy.at)
            headers = [(str(name), str(value)) for name, value in step.get("headers", ())]
            body = copy.content if last else b""
            head, whole = _response_head(step, headers, body)
            about = self._write(
                "response",
                address,
                at,
                head + body,
                "application/http; msgtype=response",
                payload=body,
                network_address=step.get("network_address"),
                cut=not last and not whole,
            )
            sent = [(str(name), str(value)) for name, value in step.get("request_headers", ())]
            parts = urlsplit(address)
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            self._write(
                "request",
                address,
                at,
                _head(f"GET {target} {step.get('http_version') or 'HTTP/1.1'}", sent),
                "application/http; msgtype=request",
                payload=b"",
                refers=("WARC-Concurrent-To", about),
            )
        return about

    def _write(
        self,
        kind: str,
        place: str,
        at: str,
        block: bytes,
        content_type: str,
        *,
        payload: bytes | None = None,
        network_address: str | None = None,
        refers: tuple[str, str] | None = None,
        cut: bool = False,
    ) -> str:
        """Write one record, unless it is there, and return its id."""
        from warcio.recordloader import ArcWarcRecord
        from warcio.statusandheaders import StatusAndHeaders

        digest = hashlib.sha256(block).hexdigest()
        known = "\n".join((kind, place, at, digest, refers[1] if refers else ""))
        name = f"<urn:uuid:{uuid.uuid5(_IDS, known)}>"
        if name in self._written:
            return name
        self._written.add(name)
        fields = [("WARC-Type", kind), ("WARC-Record-ID", name), ("WARC-Date", _plain(at))]
        if place:
            fields.append(("WARC-Target-URI", _address(place)))
        if network_address:
            fields.append(("WARC-IP-Address", _plain(str(network_address))))
        if refers:
            fields.append(refers)
        if cut:
            fields.append(("WARC-Truncated", "unspecified"))
        if payload is not None:
            fields.append(("WARC-Payload-Digest", f"sha256:{hashlib.sha256(payload).hexdigest()}"))
        fields += [("WARC-Block-Digest", f"sha256:{digest}"), ("Content-Type", content_type)]
        headers = StatusAndHeaders("", fields, protocol="WARC/1.1")
        self._writer.write_record(
            ArcWarcRecord("warc", kind, headers, io.BytesIO(block), None, content_type, len(block))
        )
        return name


def _response_head(step: Mapping[str, Any], headers: list[tuple[str, str]], body: bytes) -> tuple[bytes, bool]:
    """Return an answer's status line and headers as they were, and whether they promised just the body we have.

    Where they did not, because an encoding was undone or a redirect's body was not read, those headers are moved.
    """
    transfer = {name.lower(): value for name, value in headers if name.lower() in _OF_THE_TRANSFER}
    whole = transfer == {"content-length": str(len(body))} or (not transfer and not body)
    if not whole:
        headers = [(f"{_MOVED}{name}" if name.lower() in transfer else name, value) for name, value in headers]
        headers.append(("Content-Length", str(len(body))))
    status = f"{step.get('http_version') or 'HTTP/1.1'} {step.get('status', 200)} {step.get('reason') or ''}"
    return _head(status, headers), whole


def _head(first: str, headers: Iterable[tuple[str, str]]) -> bytes:
    lines = (first, *(f"{name}: {value}" for name, value in headers))
    return "".join(f"{_plain(line)}\r\n" for line in lines).encode("iso-8859-1", "replace") + b"\r\n"


def _address(place: str) -> str:
    """Return an address as a header may have it."""
    return re.sub(r"\s", "%20", _plain(place))


def _plain(line: str) -> str:
    """Return a line that stays one, whatever a case that came from elsewhere puts into it."""
    return re.sub(r"[\0-\x08\x0a-\x1f\x7f]", " ", line)
