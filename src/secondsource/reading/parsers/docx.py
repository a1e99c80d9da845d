"""Word documents (ECMA-376, Office Open XML) as their reader sees them.

Tracked insertions are in, tracked deletions, hidden words and comments are not. Notes come at the end, in the order in
which the text refers to them, without a number in the text, where it would stand between its words.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import Any

from secondsource import __version__
from secondsource.model import UnusableInput
from secondsource.reading.parsers.package import Package, Paragraph, fields, joined, void, walk

_NAMESPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}
# Tracked deletions and the old places of what was moved, what only old programs show, and what is read above the line.
_LEFT_OUT = frozenset({"w:del", "w:moveFrom", "mc:Fallback", "w:rt"})
_PROPERTIES = frozenset({"w:rPr", "w:trPr", "w:pPr", "w:tcPr"})
_INSTEAD = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011"}
_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_OFF = ("0", "false", "off")
_OTHERS = {
    "spreadsheetml": "is a spreadsheet (XLSX); save it as CSV, a row an article, and add that file",
    "presentationml": "is a set of slides (PPTX); save it as PDF and add that file",
}


def read(data: bytes, options: dict[str, Any]) -> dict[str, Any]:
    """Return a document's text, a mark where each paragraph begins, and the title, author and date it states."""
    package = Package(data)
    kinds = package.read("[Content_Types].xml") or b""
    part = _target(package, "", "/officeDocument") or "word/document.xml"
    xml = package.read(part)
    if xml is None or b"wordprocessingml" not in kinds:
        said = next((words for kind, words in _OTHERS.items() if kind.encode() in kinds), None)
        raise UnusableInput(said or "is a ZIP archive and no Word document; unpack it and add what is in it")
    document = _Body()
    document.read(xml)
    notes = _Notes()
    for kind in ("footnote", "endnote"):
        wanted = [name for of, name in document.notes if of == kind]
        place = _target(package, part, f"/{kind}s")
        if wanted and place and (written := package.read(place)):
            notes.read(written, kind, wanted)
    text, marks = joined([*document.paragraphs, *notes.paragraphs])
    core = fields(
        package.read(_target(package, "", "/core-properties") or "docProps/core.xml"), ("title", "creator", "created")
    )
    how = f"DOCX by secondsource {__version__}"
    left = [
        f"{count:,} {word}{'' if count == 1 else 's'}"
        for word, count in (
            ("tracked deletion", document.deleted),
            ("comment", document.comments),
            ("hidden stretch", document.hidden),
        )
        if count
    ]
    how += f", without {' and '.join(left)}" if left else ""
    return {
        "text": text or None,
        "how": how if text else f"{how}: no text",
        "marks": marks,
        "title": core.get("title") or document.title,
        "author": core.get("creator"),
        "created": core.get("created"),
    }


def _target(package: Package, part: str, kind: str) -> str | None:
    """Return the name of the file that ``part`` is related to in this way (ECMA-376, part 2, 6.5)."""
    folder, name = posixpath.split(part)
    xml = package.read(posixpath.join(folder, "_rels", f"{name}.rels"))
    found: list[str] = []

    def start(_: str, attributes: dict[str, str]) -> None:
        if attributes.get("Type", "").endswith(kind) and attributes.get("TargetMode") != "External":
            found.append(attributes.get("Target", ""))

    if xml:
        walk(xml, start, void, void)
    return posixpath.normpath(posixpath.join("/", folder, found[0])).lstrip("/") if found else None


@dataclass(slots=True)
class _Writing:
    """A paragraph while it is read. Those of a text box stand within another, and come after it."""

    words: list[str] = field(default_factory=list)
    goes_on: bool = False
    place: str = ""
    boxes: list[Paragraph] = field(default_factory=list)


class _Body:
    """The paragraphs of a document's main file, and what was left out of it."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.notes: list[tuple[str, str]] = []
        self.title: str | None = None
        self.deleted = self.comments = self.hidden = 0
        self._open: list[str] = []
        self._left_out = 0
        self._writing: list[_Writing] = []
        self._carried: list[str] = []
        self._unseen = False
        self._numbers = [0, 0]  # paragraphs outside tables, tables
        self._tables: list[list[int]] = []  # of each open table: its number, row and column

    def read(self, xml: bytes) -> None:
        """Read the file."""
        walk(xml, self.start, self.end, self.say)
        if self._carried:
            self._begin()
            self._finish()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of an element that begins."""
        name = _short(name)
        around = self._open[-1] if self._open else ""
        self._open.append(name)
        if self._left_out or (name in _LEFT_OUT and around not in _PROPERTIES):
            self.deleted += name == "w:del" and not self._left_out
            self._left_out += 1
            return
        given = {_short(key): value for key, value in attributes.items()}
        if name == "w:p":
            self._begin()
        elif name == "w:tbl":
            self._numbers[1] += not self._tables
            self._tables.append([self._numbers[1], 0, 0])
        elif name == "w:tr" and self._tables:
            self._tables[-1][1:] = [self._tables[-1][1] + 1, 0]
        elif name == "w:tc" and self._tables:
            self._tables[-1][2] += 1
        elif name == "w:r":
            self._unseen = False
        elif name == "w:vanish" and self._open[-3:-1] == ["w:r", "w:rPr"] and given.get("w:val", "1") not in _OFF:
            self._unseen = True
            self.hidden += 1
        elif name == "w:del" and self._open[-3:-1] == ["w:pPr", "w:rPr"] and self._writing:
            self._writing[-1].goes_on = True
        elif name == "w:commentReference":
            self.comments += 1
        elif name in _NOTES and "w:id" in given:
            self.notes.append((_NOTES[name], given["w:id"]))
        elif name == "w:pStyle" and given.get("w:val") == "Title" and self._writing:
            self._writing[-1].place = "Title"
        elif name in _INSTEAD and around == "w:r" and self._writing and not self._unseen:
            self._writing[-1].words.append(_INSTEAD[name])

    def end(self, _: str) -> None:
        """Take note of an element that ends."""
        name = self._open.pop()
        if self._left_out:
            self._left_out -= 1
        elif name == "w:p" and self._writing:
            self._finish()
        elif name == "w:tbl" and self._tables:
            self._tables.pop()

    def say(self, words: str) -> None:
        """Take the words in a run; others are instructions."""
        if self._writing and not self._left_out and not self._unseen and self._open[-1] in ("w:t", "m:t"):
            self._writing[-1].words.append(words)

    def _begin(self) -> None:
        writing = _Writing()
        if not self._writing:
            writing.words, self._carried = self._carried, []
        self._writing.append(writing)

    def _finish(self) -> None:
        done = self._writing.pop()
        words = "".join(done.words)
        if done.goes_on and not self._writing:
            # Its end is deleted: what it says goes on in the next.
            self._carried = done.words
            self.paragraphs += done.boxes
            return
        if done.place and self.title is None:
            self.title = words.strip() or None
        if not words.strip():
            place = ""
        elif self._writing:
            place = "text box"
        elif self._tables:
            place = "table {}, row {}, column {}".format(*self._tables[0])
        else:
            self._numbers[0] += 1
            place = f"paragraph {self._numbers[0]}"
        found = [Paragraph(words, place), *done.boxes]
        if self._writing:
            self._writing[-1].boxes += found
        else:
            self.paragraphs += found


class _Notes:
    """The notes that a document refers to, in that order."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []

    def read(self, xml: bytes, kind: str, wanted: list[str]) -> None:
        """Add the notes of this kind."""
        found: dict[str, _Body] = {}
        inside: list[_Body] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            if _short(name) == f"w:{kind}":
                given = {_short(key): value for key, value in attributes.items()}
                inside.append(found.setdefault(given.get("w:id", ""), _Body()))
            elif inside:
                inside[-1].start(name, attributes)

        def end(name: str) -> None:
            if _short(name) == f"w:{kind}" and inside:
                inside.pop()
            elif inside:
                inside[-1].end(name)

        walk(xml, start, end, lambda words: inside[-1].say(words) if inside else None)
        for number, name in enumerate(dict.fromkeys(wanted), start=1):
            if name in found:
                self.paragraphs += [Paragraph(each.words, f"{kind} {number}") for each in found[name].paragraphs]


def _short(name: str) -> str:
    """Return an element's name with the prefix that is usual for its namespace."""
    namespace, _, local = name.rpartition(" ")
    return f"{_NAMESPACES.get(namespace, '?')}:{local}"
