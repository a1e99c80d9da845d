"""What a WARC record's block holds: the answer's head, and the document with the transfer's encodings undone."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from secondsource.reading.formats.fields import shown

MOST_BYTES: Final = 64 * 1024**2
_PIECE: Final = 1024**2
_STATUS = re.compile(rb"(HTTP/\d(?:\.\d)?) (\d{3})(?: ([^\r\n]*))?\r?\n")
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")
_ALGORITHMS: Final = {
    "sha1": "sha1",
    "sha-1": "sha1",
    "sha256": "sha256",
    "sha-256": "sha256",
    "sha512": "sha512",
    "md5": "md5",
}


class NoPayload(Exception):  # noqa: N818
    """A document can't be had from a record; the message says why."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an HTTP answer; ``size`` is how many bytes it takes."""

    version: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    size: int

    def get(self, name: str) -> str:
        """Return the value of the header with this name in lower case, "" without one."""
        return next((value for key, value in self.headers if key.lower() == name), "")


def head_of(block: bytes) -> Head | None:
    """Return the head that a block begins with, None where it is no HTTP answer or its head comes to no end."""
    status = _STATUS.match(block)
    if not status:
        return None
    ends = [(at, len(mark)) for mark in (b"\r\n\r\n", b"\n\n") if (at := block.find(mark, status.end() - 2)) >= 0]
    if not ends:
        return None
    end, gap = min(ends)
    headers: list[tuple[str, str]] = []
    for line in block[status.end() : end].split(b"\n"):
        text = _text(line.rstrip(b"\r"))
        if text[:1] in (" ", "\t") and headers:
            headers[-1] = (headers[-1][0], f"{headers[-1][1]} {text.strip()}")
        elif ":" in text:
            name, _, value = text.partition(":")
            headers.append((name.strip(), value.strip()))
    version, number, reason = status.groups(b"")
    return Head(version.decode("ascii"), int(number), _text(reason), tuple(headers), end + gap)


def document_in(body: bytes, head: Head, digest: str) -> bytes:
    """Return the document in an answer's body. Raises NoPayload.

    ``digest`` is what the record states of it ("sha1:…"); archives disagree whether that is over the body as it was
    sent, without its chunks, or with all encodings undone, so any of the three will do.
    """
    steps = [body]
    if "chunked" in head.get("transfer-encoding").lower():
        steps.append(_dechunked(body))
    for name in reversed([each.strip().lower() for each in head.get("content-encoding").split(",")]):
        if name not in ("", "identity"):
            steps.append(_decoded(steps[-1], name))
    check_digest(digest, *steps)
    return steps[-1]


def check_digest(stated: str, *candidates: bytes) -> None:
    """Raise NoPayload where none of the candidates has the digest stated; one of unknown kind is not looked at."""
    algorithm, _, value = stated.partition(":")
    name = _ALGORITHMS.get(algorithm.strip().lower())
    value = value.strip()
    if name is None or not value:
        return
    for candidate in candidates:
        digest = hashlib.new(name, candidate, usedforsecurity=False).digest()
        if value.lower() == digest.hex() or value.upper().rstrip("=") == base64.b32encode(digest).decode().rstrip("="):
            return
    raise NoPayload(f"its bytes do not have the digest that the archive states ({algorithm.strip().lower()})")


def _text(line: bytes) -> str:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        text = line.decode("iso-8859-1")
    return text.replace("\0", "\ufffd")


def _dechunked(body: bytes) -> bytes:
    """Undo chunks. A body without any is taken as it is: many archives store it so and keep the header."""
    pieces: list[bytes] = []
    at = 0
    while at < len(body):
        size = _CHUNK.match(body, at)
        if not size:
            if not pieces:
                return body
            raise NoPayload("it breaks off within its chunks")
        length = int(size[1], 16)
        if length == 0:
            break
        if size.end() + length > len(body):
            raise NoPayload("it breaks off within its chunks")
        pieces.append(body[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if body.startswith(b"\r\n", at) else 1 if body.startswith(b"\n", at) else 0
    return b"".join(pieces)


def _decoded(body: bytes, name: str) -> bytes:
    """Undo one content encoding. What plainly is not encoded is taken as it is, for many archives store it so."""
    if name in ("gzip", "x-gzip"):
        return _inflated(body, 31) if body.startswith(b"\x1f\x8b") else body
    if name == "deflate":
        try:
            return _inflated(body, 15)
        except zlib.error:
            return _inflated(body, -15, body)
    if name == "br":
        return _unbrotlied(body)
    raise NoPayload(f"it is packed in a way that is not read here: {shown(name)}")


def _inflated(body: bytes, wbits: int, otherwise: bytes | None = None) -> bytes:
    unpack = zlib.decompressobj(wbits=wbits)
    try:
        found = unpack.decompress(body, MOST_BYTES + 1)
    except zlib.error:
        if otherwise is not None:
            return otherwise
        if wbits == 15:
            raise
        raise NoPayload("it is damaged where it is packed") from None
    if len(found) > MOST_BYTES:
        raise NoPayload(f"it unpacks to more than {MOST_BYTES // 1024**2} MiB")
    if not unpack.eof and wbits > 0:
        raise NoPayload("it breaks off where it is packed")
    return found


def _unbrotlied(body: bytes) -> bytes:
    from secondsource.reading.kinds import is_page

    if is_page(body):
        return body
    try:
        brotli: Any = import_module("brotli")  # the extra "warc"
    except ImportError:
        raise NoPayload("it is packed with Brotli; to unpack it: pip install 'secondsource[warc]'") from None
    unpack = brotli.Decompressor()
    found = bytearray()
    try:
        found += unpack.process(body, output_buffer_limit=_PIECE)
        while not unpack.is_finished():
            piece = unpack.process(b"", output_buffer_limit=_PIECE)
            found += piece
            if not piece:
                raise NoPayload("it breaks off where it is packed")
            if len(found) > MOST_BYTES:
                raise NoPayload(f"it unpacks to more than {MOST_BYTES // 1024**2} MiB")
    except (brotli.error, TypeError):  # before 1.2 it had no limit
        raise NoPayload("it is damaged where it is packed, or Brotli is older than 1.2") from None
    return bytes(found)
