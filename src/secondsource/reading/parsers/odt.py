"""OpenDocument texts (OASIS ODF 1.3) as their reader sees them: tracked deletions and comments are left out.

Notes come at the end, in the order in which they stand, without a number in the text.
"""

from __future__ import annotations

import re
from typing import Any

from secondsource import __version__
from secondsource.model import UnusableInput
from secondsource.reading.parsers.package import Package, Paragraph, fields, joined, walk

_NAMESPACES = {
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
}
_LEFT_OUT = frozenset({"text:tracked-changes", "office:annotation", "text:note-citation", "text:ruby-text"})
_BLOCKS = ("text:p", "text:h")
_INSTEAD = {"text:tab": "\t", "text:line-break": "\n"}
_MOST_SPACES = 1_000
_SPACES = re.compile("[ \\t\\r\\n]+")


def read(data: bytes, options: dict[str, Any]) -> dict[str, Any]:
    """Return a document's text, a mark where each paragraph begins, and the title, author and date it states."""
    package = Package(data)
    if b"encryption-data" in (package.read("META-INF/manifest.xml") or b""):
        raise UnusableInput("is locked with a password; save it unlocked and add that file")
    xml = package.read("content.xml")
    if xml is None:
        raise UnusableInput("is no whole OpenDocument text; save it again")
    document = _Body()
    walk(xml, document.start, document.end, document.say)
    text, marks = joined([*document.paragraphs, *document.notes])
    meta = fields(package.read("meta.xml"), ("title", "initial-creator", "creator", "creation-date"))
    how = f"ODT by secondsource {__version__}"
    if document.comments:
        how += f", without {document.comments:,} comment{'' if document.comments == 1 else 's'}"
    return {
        "text": text or None,
        "how": how if text else f"{how}: no text",
        "marks": marks,
        "title": meta.get("title"),
        "author": meta.get("initial-creator") or meta.get("creator"),
        "created": meta.get("creation-date"),
    }


class _Body:
    """The paragraphs of a document's content."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.notes: list[Paragraph] = []
        self.comments = 0
        self._open: list[str] = []
        self._left_out = 0
        self._writing: list[list[str]] = []
        self._number = 0
        self._noted = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of an element that begins."""
        name = _short(name)
        self._open.append(name)
        if self._left_out or name in _LEFT_OUT:
            self.comments += name == "office:annotation" and not self._left_out
            self._left_out += 1
        elif name in _BLOCKS:
            self._writing.append([])
        elif name == "text:note":
            self._noted += 1
        elif self._writing and name == "text:s":
            count = next((value for key, value in attributes.items() if key.endswith(" c")), "1")
            self._writing[-1].append(" " * (min(int(count), _MOST_SPACES) if count.isdecimal() else 1))
        elif self._writing and name in _INSTEAD:
            self._writing[-1].append(_INSTEAD[name])

    def end(self, _: str) -> None:
        """Take note of an element that ends."""
        name = self._open.pop()
        if self._left_out:
            self._left_out -= 1
        elif name in _BLOCKS:
            words = "".join(self._writing.pop())
            if "text:note-body" in self._open:
                self.notes.append(Paragraph(words, f"note {self._noted}"))
            elif words.strip():
                self._number += 1
                self.paragraphs.append(Paragraph(words, f"paragraph {self._number}"))

    def say(self, words: str) -> None:
        """Take the words of a paragraph; spaces that only lay out the XML are one (ODF 1.3, 6.1.2)."""
        if self._writing and not self._left_out:
            before = self._writing[-1]
            one = _SPACES.sub(" ", words)
            follows_space = not before or before[-1][-1:] in (" ", "\t", "\n", "")
            before.append(one[1:] if follows_space and one.startswith(" ") else one)


def _short(name: str) -> str:
    """Return an element's name with the prefix that is usual for its namespace."""
    namespace, _, local = name.rpartition(" ")
    return f"{_NAMESPACES.get(namespace, '?')}:{local}"
