"""Files of any size, line by line: unpacked if need be, and decoded so that each line's own bytes can be had again."""

from __future__ import annotations

import codecs
import contextlib
import gzip
import io
import re
import zlib
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from typing_extensions import Buffer

    from secondsource.reading.given import Given

MOST_LINE: Final = 16 * 1024**2  # code points of one line, which is all that is held of a file
GZIP: Final = b"\x1f\x8b\x08"
_PIECE: Final = 64 * 1024
FREELY: Final = 64 * 1024**2  # bytes that may be unpacked before the ratio is looked at
MOST_RATIO: Final = 250  # deflate's own bound is about 1,000
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNDECODED = re.compile("[\udc80-\udcff]")


def unpacked_head(head: bytes) -> bytes:
    """Return the first bytes of a file, unpacked where they are packed with gzip; b"" where that can't be done."""
    if not head.startswith(GZIP):
        return head
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 8192)
    except zlib.error:
        return b""


@contextlib.contextmanager
def unpacked(given: Given) -> Iterator[BinaryIO]:
    """Open the file from its beginning, unpacked. Raises UnusableInput where it breaks off."""
    given.file.seek(0)
    packed = given.file.read(3) == GZIP
    given.file.seek(0)
    try:
        if packed:
            with gzip.GzipFile(fileobj=given.file, mode="rb") as file:
                yield cast("BinaryIO", io.BufferedReader(_Judged(file, given), _PIECE))
        else:
            yield given.file
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise UnusableInput(f"{given.what} is packed with gzip and damaged, or breaks off; get it again") from None
    finally:
        given.file.seek(0)


class _Judged(io.RawIOBase):
    """What a packed file unpacks to, for as long as that is in proportion."""

    def __init__(self, file: gzip.GzipFile, given: Given) -> None:
        self._file, self._given = file, given
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        data = self._file.read1(len(view))
        view[: len(data)] = data
        self._count += len(data)
        if self._count > FREELY and self._count > MOST_RATIO * self._given.file.tell():
            what = self._given.what
            raise UnusableInput(f"{what} unpacks to far more than it holds, as a bomb does; do not trust it")
        return len(data)


def codec_by_head(head: bytes) -> tuple[str, int]:
    """Return the encoding that the first bytes show and how many of them are a BOM; UTF-8 where they show none."""
    for bom, codec in _BOMS:
        if head.startswith(bom):
            return codec, len(bom)
    if 0 not in head:
        return "utf-8", 0
    even, odd = head[:4096:2].count(0), head[1:4096:2].count(0)
    most = len(head[:4096]) * 0.3
    if max(even, odd) > most:
        return ("utf-16-le" if odd > even else "utf-16-be"), 0
    return "utf-8", 0


def is_utf8(given: Given) -> bool:
    """Say whether the whole file is UTF-8."""
    decode = codecs.getincrementaldecoder("utf-8")().decode
    with unpacked(given) as file:
        try:
            while piece := file.read(_PIECE):
                decode(piece)
            decode(b"", True)
        except UnicodeDecodeError:
            return False
    return True


def lines_of(given: Given, codec: str, bom: int, *, newline: str = "\n") -> Generator[str, None, None]:
    """Yield the file's lines with their ends. Bytes that are not of the encoding become half surrogate pairs.

    ``newline`` is that of ``open``: "" for lines that a carriage return alone may end. Raises UnusableInput for a line
    of more than ``MOST_LINE`` code points.
    """
    number = 0
    with unpacked(given) as file:
        file.read(bom)
        text = io.TextIOWrapper(file, encoding=codec, errors=_errors(codec), newline=newline)
        try:
            while line := text.readline(MOST_LINE + 1):
                number += 1
                if len(line) > MOST_LINE:
                    most = MOST_LINE // 1024**2
                    raise UnusableInput(
                        f"{given.what} has a line ({number}) of more than {most} Mi characters; check it"
                    )
                yield line
        finally:
            with contextlib.suppress(ValueError, OSError, EOFError, zlib.error):
                text.detach()


def bytes_of(text: str, codec: str) -> bytes:
    """Return the bytes that a piece of the file was decoded from."""
    return text.encode(codec, _errors(codec))


def _errors(codec: str) -> str:
    """Return how what can't be decoded is kept: where it can be, each byte as a stand-in that gives it back."""
    return "replace" if codec.startswith(("utf-16", "utf-32")) else "surrogateescape"


def is_broken(line: str) -> bool:
    """Say whether a line held bytes that are not UTF-8."""
    return not line.isascii() and _UNDECODED.search(line) is not None
