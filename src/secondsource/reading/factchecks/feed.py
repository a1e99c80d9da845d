"""ClaimReview records from a file or an address, one at a time, so that a feed of any size takes little memory.

A feed is JSON (one record, a list, an @graph, schema.org's DataFeed, an answer of the Fact Check Tools API), JSON
Lines, or a web page with JSON-LD in it. It may be broken anywhere and hold anything.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from secondsource.model import UnusableInput
from secondsource.reading.address import is_address
from secondsource.reading.encoding import decode_page
from secondsource.reading.factchecks.review import decoder, reviews_in
from secondsource.reading.kinds import is_page, split_content_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from secondsource.reading.factchecks.review import Review
    from secondsource.reading.guard import Guard

MOST_FILE: Final = 1024**3  # bytes
MOST_FETCHED: Final = 128 * 1024**2  # bytes, unpacked; half of it on the wire
MOST_SECONDS: Final = 120.0
MOST_PAGE: Final = 32 * 1024**2  # bytes
MOST_RECORD: Final = 16 * 1024**2  # code points
_PIECE: Final = 1024**2  # bytes

# Lists of these names, in an object that is a whole file, are read one element at a time.
_LISTS: Final = frozenset({"dataFeedElement", "@graph", "itemListElement", "claims"})
_ADVICE: Final = re.compile("[;,] (?:so |or )?save ")  # the guarded door's, which is about articles
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_SCRIPT: Final = re.compile("<script", re.IGNORECASE)
_SCRIPT_END: Final = re.compile("</script", re.IGNORECASE)


class Feed:
    """The reviews of one file or address; iterate over it once.

    ``place`` is what to call it. Once it has been read, ``sha256`` is that of its bytes, ``unusable`` the number of
    records that say too little to be shown. Iterating raises UnusableInput, in one line, where it is broken, too
    large, or holds no record at all.
    """

    def __init__(self, place: str, pieces: Iterable[bytes], charset: str | None = None) -> None:
        self.place = place
        self.reviews = 0
        self.unusable = 0
        self._pieces = pieces
        self._charset = charset
        self._digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """The digest of all bytes read so far, in lower-case hexadecimal."""
        return self._digest.hexdigest()

    def __iter__(self) -> Iterator[Review]:
        for value in self._values():
            if isinstance(value, _BrokenLine):
                self.unusable += 1
                continue
            for review in reviews_in(value, self.place):
                if review:
                    self.reviews += 1
                    yield review
                else:
                    self.unusable += 1
        if not self.reviews:
            found = "no ClaimReview that says what was checked" if self.unusable else "no ClaimReview record"
            raise UnusableInput(f"{self.place} holds {found}; give ClaimReview as JSON, or a page that carries it")

    def _values(self) -> Iterator[object]:
        pieces = self._counted()
        head = next(pieces, b"")
        while head and not head.removeprefix(codecs.BOM_UTF8).strip():
            head = next(pieces, b"")
        whole = chain((head,), pieces)
        if is_page(head) or head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<"):
            return self._in_page(whole)
        return _Json(self.place, self._decoded(whole)).values()

    def _counted(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._digest.update(piece)
            yield piece

    def _decoded(self, pieces: Iterable[bytes]) -> Iterator[str]:
        decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        try:
            for piece in pieces:
                yield decode(piece)
            yield decode(b"", True)
        except UnicodeDecodeError:
            raise UnusableInput(f"{self.place} is not JSON in UTF-8; convert or unpack it first") from None

    def _in_page(self, pieces: Iterable[bytes]) -> Iterator[object]:
        """Yield the JSON-LD of a web page, block by block; a block that is broken is left out and counted."""
        page = bytearray()
        for piece in pieces:
            page += piece
            if len(page) > MOST_PAGE:
                raise UnusableInput(f"{self.place} is a page of more than {MOST_PAGE // 1024**2} MiB; give a feed")
        text = decode_page(bytes(page), self.place, self._charset)
        at = 0
        while begin := _SCRIPT.search(text, at):
            opened = text.find(">", begin.end())
            closed = _SCRIPT_END.search(text, opened) if opened >= 0 else None
            if not closed:
                return
            if "ld+json" in text[begin.end() : opened].lower():
                try:
                    yield decoder().decode(text[opened + 1 : closed.start()].strip())
                except (ValueError, RecursionError):
                    yield _BrokenLine()
            at = closed.end()


def open_feed(place: str, *, guard: Guard | None = None) -> Feed:
    """Return the feed at a path or an address; an address is fetched whole at once, through the guarded door.

    Raises UnusableInput where it can't be had: a file has at most 1 GiB, an address gives at most 128 MiB in two
    minutes.
    """
    if not is_address(place):
        return Feed(place, _of_file(Path(place)))
    # httpx takes longer to import than most commands run.
    from secondsource.reading.guard import Guard, download

    guard = guard or Guard(wire_bytes=MOST_FETCHED // 2, body_bytes=MOST_FETCHED, seconds=MOST_SECONDS)
    try:
        got = download(place, None, guard)
    except UnusableInput as fault:
        what = _ADVICE.split(str(fault))[0]
        raise UnusableInput(f"{what}; a feed that was saved as a file can be given too") from None
    _, charset = split_content_type(got.content_type)
    return Feed(got.url, (got.body,), charset)


def _of_file(path: Path) -> Iterator[bytes]:
    count = 0
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                count += len(piece)
                if count > MOST_FILE:
                    raise UnusableInput(f"{path} is larger than {MOST_FILE // 1024**3} GiB; split it")
                yield piece
    except FileNotFoundError:
        raise UnusableInput(f"{path} does not exist; check the path") from None
    except IsADirectoryError:
        raise UnusableInput(f"{path} is a folder; give one file") from None
    except (OSError, ValueError) as error:
        raise UnusableInput(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None


class _BrokenLine:
    """Stands for a line, or a block of a page, that is no JSON."""


class _Broken(Exception):  # noqa: N818
    """No JSON value begins here, or none that ends."""


class _Json:
    """JSON values from text that comes in pieces, without ever holding more than one record and a piece."""

    def __init__(self, place: str, pieces: Iterator[str]) -> None:
        self._place = place
        self._pieces = pieces
        self._text = ""
        self._at = 0
        self._passed = 0
        self._decoder = decoder()

    def values(self) -> Iterator[object]:
        """Yield every value of the file; a large list, by its elements."""
        first = self._next()
        if not first:
            raise UnusableInput(f"{self._place} is empty; give a file of ClaimReview records")
        if first not in "[{":
            raise UnusableInput(f"{self._place} begins with no JSON object or list; give ClaimReview records as JSON")
        try:
            yield from self._elements() if first == "[" else self._members()
        except _Broken:
            raise UnusableInput(f"{self._place} is no JSON, or breaks off; get it again or check it") from None
        for line in self._lines():
            try:
                yield self._decoder.decode(line)
            except (ValueError, RecursionError):
                yield _BrokenLine()

    def _elements(self) -> Iterator[object]:
        self._take("[")
        if self._next() == "]":
            self._take("]")
            return
        while True:
            yield self._value()
            if self._next() == "]":
                self._take("]")
                return
            self._take(",")

    def _members(self) -> Iterator[object]:
        """Yield the elements of an object's large lists, and at last the object with what else it holds."""
        self._take("{")
        held: dict[str, object] = {}
        size = 0
        first = True
        while self._next() != "}":
            if not first:
                self._take(",")
            first = False
            name = self._value()
            if not isinstance(name, str):
                raise _Broken
            self._take(":")
            if name in _LISTS and self._next() == "[":
                yield from self._elements()
                continue
            begun = self._passed + self._at
            held[name] = self._value()
            size += self._passed + self._at - begun
            self._hold(size)
        self._take("}")
        yield held

    def _value(self) -> object:
        while True:
            self._next()
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except RecursionError:
                raise UnusableInput(f"{self._place} holds JSON that is nested too deep; check it") from None
            except ValueError:
                # Cut off by the end of the piece, or broken: that can't be told before there is more.
                if len(self._text) - self._at > MOST_RECORD or not self._more():
                    raise _Broken from None
                continue
            if end == len(self._text) and self._more():
                continue  # a number may go on
            self._at = end
            return value

    def _take(self, mark: str) -> None:
        if self._next() != mark:
            raise _Broken
        self._at += 1

    def _next(self) -> str:
        """Pass over white space and return the character that follows, "" at the end."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _lines(self) -> Iterator[str]:
        """Yield the lines that are left: JSON Lines. Each is decoded by itself, for an error costs what lies before."""
        while self._next():
            while (end := self._text.find("\n", self._at)) < 0 and self._more():
                self._hold(len(self._text))
            end = end if end >= 0 else len(self._text)
            yield self._text[self._at : end].strip()
            self._at = end

    def _hold(self, size: int) -> None:
        """Raise UnusableInput where a record is larger than what is held of one."""
        if size > MOST_RECORD:
            raise UnusableInput(f"{self._place} has a record of more than {MOST_RECORD // 1024**2} MiB; check it")

    def _more(self) -> bool:
        """Read on, at least as much again as waits, so that a long value is not gone over for every piece."""
        waiting = len(self._text) - self._at
        got: list[str] = []
        size = 0
        for piece in self._pieces:
            got.append(piece)
            size += len(piece)
            if size >= max(waiting, 1):
                break
        if not size:
            return False
        self._passed += self._at
        self._text, self._at = self._text[self._at :] + "".join(got), 0
        return True
