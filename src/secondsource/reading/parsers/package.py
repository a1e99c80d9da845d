"""Office documents: a ZIP archive of XML files. Nothing is unpacked to disk, and nothing that hostile ones are made of.

Refused are what unpacks to very much, names that lead out of the archive, and XML with a DTD, which no such document
needs and which alone can define entities that grow or that are fetched.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.parsers import expat

from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOST_FILES: Final = 10_000
MOST_BYTES: Final = 512 * 1024**2  # of all files, unpacked
MOST_BYTES_OF_XML: Final = 128 * 1024**2
MOST_RATIO: Final = 250  # of XML: that of real documents stays below 100, deflate's own bound is about 1,000
_SMALL: Final = 1024**2
_DEEPEST: Final = 2_000
_ADVICE: Final = "save it as plain text and add that file"


class Package:
    """The files of a document. Raises UnusableInput for an archive that can't be one; the message has no subject."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError):
            raise UnusableInput(f"is a broken ZIP archive; save it again, or {_ADVICE}") from None
        entries = self._archive.infolist()
        if len(entries) > MOST_FILES:
            raise UnusableInput(f"holds more than {MOST_FILES:,} files, which no document does; {_ADVICE}")
        if sum(entry.file_size for entry in entries) > MOST_BYTES:
            raise UnusableInput(f"unpacks to more than {MOST_BYTES // 1024**2} MiB; {_ADVICE}")
        self.names = {entry.filename: entry for entry in entries}
        for name in self.names:
            if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or name[1:2] == ":":
                raise UnusableInput(f"holds a file whose name leads out of it, which no document does; {_ADVICE}")

    def read(self, name: str) -> bytes | None:
        """Return an XML file of the archive, None where there is none. Raises UnusableInput where it can't be had."""
        entry = self.names.get(name)
        if entry is None:
            return None
        if entry.flag_bits & 1:
            raise UnusableInput("is locked with a password; save it unlocked and add that file")
        packed_thickly = entry.file_size > _SMALL and entry.file_size > MOST_RATIO * max(1, entry.compress_size)
        if entry.file_size > MOST_BYTES_OF_XML or packed_thickly:
            raise UnusableInput(f"unpacks to far more than it holds, as a ZIP bomb does; {_ADVICE}")
        try:
            # It gives no more than the size that was judged.
            return self._archive.read(entry)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
            raise UnusableInput(f"is a broken ZIP archive; save it again, or {_ADVICE}") from None


def walk(
    xml: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    words: Callable[[str], None],
) -> None:
    """Tell of each element of an XML file, "namespace name", and of the words between.

    Raises UnusableInput for a DTD, for what is no XML and for elements nested without end.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise UnusableInput(f"holds XML that is nested without end; {_ADVICE}")
        start(name, attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    def refused(*_: object) -> None:
        raise UnusableInput(f"holds a DTD, as no document does and hostile ones do; {_ADVICE}")

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = refused
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise UnusableInput(f"holds broken XML; save it again, or {_ADVICE}") from None


def fields(xml: bytes | None, wanted: Iterable[str]) -> dict[str, str]:
    """Return the words of the first element of each wanted name, its namespace left aside."""
    found: dict[str, str] = {}
    names = set(wanted)
    open_: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        open_.append(local if local in names and local not in found else "")
        if open_[-1]:
            found[local] = ""

    def words(data: str) -> None:
        if open_ and open_[-1]:
            found[open_[-1]] += data

    if xml:
        walk(xml, start, lambda _: void(open_.pop()), words)
    return found


def void(_: object) -> None:
    """Do nothing with what is given."""


class Paragraph(NamedTuple):
    """The words of a paragraph, and where in the document it stands."""

    words: str
    place: str


def joined(paragraphs: Iterable[Paragraph]) -> tuple[str, list[tuple[int, str]]]:
    """Return paragraphs as one text, a blank line between two, and the offset of each with its place."""
    parts: list[str] = []
    marks: list[tuple[int, str]] = []
    length = 0
    for paragraph in paragraphs:
        words = paragraph.words.strip()
        if words:
            marks.append((length, paragraph.place))
            parts.append(words)
            length += len(words) + 2
    return "\n\n".join(parts), marks
