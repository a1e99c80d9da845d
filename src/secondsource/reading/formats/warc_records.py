"""The records of a WARC file (ISO 28500), versions 0.17 to 1.1, one after another, as they stand in it.

Read by ourselves, for a length, a header line or a packed record of a hostile file may be as long as it likes.
"""

from __future__ import annotations

import os
import re
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_HEADERS: Final = 256 * 1024  # bytes
_LONGEST_LINE: Final = 64 * 1024  # bytes
_MOST_RECORD: Final = 10**15  # bytes, which no disk holds
_MOST_RATIO: Final = 250  # of what is packed; deflate's own bound is about 1,000
_FREELY: Final = 64 * 1024**2  # bytes that may be unpacked before the ratio is looked at
_PIECE: Final = 128 * 1024
_VERSION: Final = re.compile(rb"WARC/(?:0\.1[78]|1\.[01])\r?\n")
_GZIP: Final = b"\x1f\x8b"


class BrokenRecord(Exception):  # noqa: N818
    """A record that can't be read, nor what follows it. The message says why; ``number`` counts records from 1.

    ``offset`` is where in the file the record begins, in bytes; what lies before it is sound.
    """

    def __init__(self, message: str, number: int, offset: int) -> None:
        super().__init__(message)
        self.number, self.offset = number, offset


@dataclass(slots=True)
class Record:
    """A record: its ``number`` from 1, the byte ``offset`` it begins at, its headers by name in lower case.

    Its block of ``length`` bytes is read before the next record is asked for, or is passed over.
    """

    number: int
    offset: int
    headers: Mapping[str, str]
    length: int
    _source: _Unpacked
    _left: int = field(init=False)

    def __post_init__(self) -> None:
        self._left = self.length

    @property
    def kind(self) -> str:
        """The type, such as "response"."""
        return self.headers.get("warc-type", "").lower()

    @property
    def uri(self) -> str:
        """What it is a record of; WARC 1.0 allowed angle brackets around it."""
        return self.headers.get("warc-target-uri", "").removeprefix("<").removesuffix(">")

    def read(self, most: int) -> bytes:
        """Return up to ``most`` further bytes of the block. Raises BrokenRecord where the file ends before."""
        wanted = min(most, self._left)
        pieces = []
        try:
            while wanted:
                piece = self._source.read(wanted)
                if not piece:
                    raise self._broken("breaks off")
                pieces.append(piece)
                wanted -= len(piece)
                self._left -= len(piece)
        except _Damaged as fault:
            raise self._broken(str(fault)) from None
        return b"".join(pieces)

    def pass_over(self) -> None:
        """Read what is left of the block, and what has to follow it."""
        while self._left:
            self.read(_PIECE)
        if self._source.line() not in (b"\r\n", b"\n", b""):
            raise self._broken("has another length than it states")
        self._source.pass_blank_lines()

    def _broken(self, why: str) -> BrokenRecord:
        return BrokenRecord(why, self.number, self.offset)


def is_warc(head: bytes) -> bool:
    """Say whether bytes, packed with gzip or not, begin as a WARC file does."""
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, 64)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def records(file: BinaryIO) -> Iterator[Record]:
    """Yield the records of a file that is at its beginning. Raises BrokenRecord."""
    source = _Unpacked(file)
    number = 0
    while True:
        number += 1
        offset = source.offset
        try:
            record = _next(source, number, offset)
            if record is None:
                return
            yield record
            record.pass_over()
        except _Damaged as fault:
            raise BrokenRecord(str(fault), number, offset) from None


def _next(source: _Unpacked, number: int, offset: int) -> Record | None:
    line = source.line()
    if not line:
        return None
    if not _VERSION.fullmatch(line):
        raise BrokenRecord("does not begin as a record of WARC 0.17 to 1.1 does", number, offset)
    headers: dict[str, str] = {}
    held, last = 0, ""
    while (line := source.line()) not in (b"\r\n", b"\n"):
        held += len(line)
        if not line or held > MOST_HEADERS:
            raise BrokenRecord("has more headers than any" if line else "breaks off", number, offset)
        text = line.decode("utf-8", "replace").replace("\0", "\ufffd").rstrip("\r\n")
        if text[:1] in " \t":
            headers[last] = f"{headers.get(last, '')} {text.strip()}".strip()
            continue
        name, _, value = text.partition(":")
        last = name.strip().lower()
        headers.setdefault(last, value.strip())
    stated = headers.get("content-length", "")
    if not re.fullmatch(r"[0-9]{1,20}", stated) or int(stated) > _MOST_RECORD:
        raise BrokenRecord("states no length that a record can have", number, offset)
    length = int(stated)
    if source.left is not None and length > source.left:
        raise BrokenRecord(f"states {length:,} bytes, of which the file holds {source.left:,}", number, offset)
    return Record(number, offset, headers, length, source)


class _Damaged(Exception):  # noqa: N818
    """What is packed can't be unpacked."""


class _Unpacked:
    """A file's bytes, unpacked where they are packed with gzip, a member after another."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._buffer = b""
        self._at = 0
        self._packed = file.read(len(_GZIP)) == _GZIP
        self._size = 0 if self._packed else file.seek(0, os.SEEK_END)
        file.seek(0)
        self._taken = 0  # bytes of the file
        self._waiting = b""  # of them, not unpacked yet
        self._zip: zlib._Decompress | None = None
        self._member = 0  # where in the file it began
        self._given = 0  # bytes unpacked of it

    @property
    def offset(self) -> int:
        """Where in the file the next byte comes from; of what is packed, where its member begins."""
        if not self._packed:
            return self._taken - (len(self._buffer) - self._at)
        if self._zip is None and self._at == len(self._buffer):
            return self._taken - len(self._waiting)
        return self._member

    @property
    def left(self) -> int | None:
        """How many bytes are left, None where that can't be told."""
        return None if self._packed else self._size - self.offset

    def read(self, most: int) -> bytes:
        """Return some bytes, up to ``most``; none at the end."""
        if self._at == len(self._buffer):
            self._buffer, self._at = self._more(), 0
        piece = self._buffer[self._at : self._at + most]
        self._at += len(piece)
        return piece

    def line(self) -> bytes:
        """Return the bytes up to the end of a line or of the file. Raises _Damaged for a line that is too long."""
        while (end := self._buffer.find(b"\n", self._at)) < 0:
            if len(self._buffer) - self._at > _LONGEST_LINE:
                break
            more = self._more()
            if not more:
                end = len(self._buffer) - 1
                break
            self._buffer, self._at = self._buffer[self._at :] + more, 0
        if end < 0 or end - self._at > _LONGEST_LINE:
            if self._at == len(self._buffer):
                return b""
            raise _Damaged("has a header line that is longer than any")
        line = self._buffer[self._at : end + 1]
        self._at = end + 1
        return line

    def pass_blank_lines(self) -> None:
        """Read blank lines, but not into the next packed member: a record's offset is told before it is opened."""
        while self._at < len(self._buffer) or self._zip is not None or not self._packed:
            if self._at == len(self._buffer):
                self._buffer, self._at = self._more(), 0
            if self._buffer[self._at : self._at + 1] not in (b"\r", b"\n"):
                return
            self._at += 1

    def _more(self) -> bytes:
        if not self._packed:
            return self._from_file()
        while True:
            if not self._waiting:
                self._waiting = self._from_file()
                if not self._waiting:
                    if self._zip is not None:
                        raise _Damaged("breaks off")
                    return b""
            if self._zip is None:
                self._zip = zlib.decompressobj(wbits=31)
                self._member, self._given = self._taken - len(self._waiting), 0
            try:
                piece = self._zip.decompress(self._waiting, _PIECE)
            except zlib.error:
                raise _Damaged("is damaged where it is packed") from None
            ended = self._zip.eof
            self._waiting = self._zip.unused_data if ended else self._zip.unconsumed_tail
            self._given += len(piece)
            used = self._taken - len(self._waiting) - self._member
            if self._given > _FREELY and self._given > _MOST_RATIO * used:
                raise _Damaged("unpacks to far more than it holds, as a bomb does")
            if ended:
                self._zip = None
            if piece:
                return piece

    def _from_file(self) -> bytes:
        piece = self._file.read(_PIECE)
        self._taken += len(piece)
        return piece
