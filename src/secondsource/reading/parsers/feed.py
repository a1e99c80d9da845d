"""The entries of a feed: RSS 0.9x, 1.0 (RDF) and 2.0, Atom 0.3 and 1.0.

Nothing that a feed declares is expanded or fetched. Of a DTD only the entities of HTML are known, which RSS 0.91 had
and which feeds use without asking.
"""

from __future__ import annotations

import re
from html.entities import name2codepoint
from typing import Any, Final
from xml.parsers import expat

from secondsource.model import UnusableInput
from secondsource.reading.markup import take_apart

_ESCAPED: Final = {ord("<"), ord("&")}  # in the value of an entity they are escaped once more
_HTML: Final = "".join(
    f'<!ENTITY {name} "&#{"38;#" if code in _ESCAPED else ""}{code};">' for name, code in name2codepoint.items()
).encode()
# By their namespaces' addresses; what is not listed keeps the prefix it has.
_PREFIXES: Final = {
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
_ENTRIES: Final = ("item", "entry")
_HOLDERS: Final = ("channel", "feed")
_LINES: Final = ("title", "link", "guid", "id", "author", "dc:creator", "dcterms:creator")
_DATES: Final = (
    *("pubdate", "published", "issued", "dcterms:issued", "dc:date", "dcterms:created"),
    *("updated", "modified", "dcterms:modified", "created"),
)
_TEXTS: Final = ("content:encoded", "content", "xhtml:body", "description", "summary")
_FULL: Final = ("content:encoded", "content", "xhtml:body")
_WANTED: Final = frozenset((*_LINES, *_DATES, *_TEXTS))
_CONTROLS: Final = bytes.maketrans(bytes([*range(9), 11, 12, *range(14, 32)]), b" " * 29)
_TAG = re.compile(r"<[a-zA-Z/!][^<]{0,2000}>|&(?:#\w{1,8}|\w{2,31});")
_TEASER_END = re.compile(r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|(?:read|continue)\s+(?:more|reading)\W{0,3})\Z", re.IGNORECASE)
_LONG: Final = 1000  # characters, from which a description is no teaser
_DEEPEST: Final = 500
_MOST_TAGS: Final = 250_000


def read(data: bytes, options: dict[str, Any]) -> dict[str, Any]:
    """Return a feed's ``title`` and ``kind`` and its ``entries``, from ``data`` in UTF-8; at most ``options["most"]``.

    Each entry has ``start`` and ``end`` in bytes of ``data``, and, each None where it is missing: ``title``, ``link``,
    ``author``, ``published``, ``text``; ``full`` tells that this is no mere summary, ``html`` that it was HTML.
    """
    reader = _Reader(data, options["most"], options["characters"])
    try:
        reader.parser.Parse(data.translate(_CONTROLS), True)
    except expat.ExpatError as error:
        raise UnusableInput(f"is broken XML: {error}; get it again or mend it") from None
    return {"title": reader.title or None, "kind": reader.kind, "entries": reader.entries}


class _Reader:
    def __init__(self, data: bytes, most: int, characters: int) -> None:
        self.title, self.kind = "", ""
        self.entries: list[dict[str, Any]] = []
        self._data, self._most, self._left = data, most, characters
        self._prefixes: dict[str, str] = {}
        self._path: list[str] = []
        self._entry: dict[str, Any] | None = None
        self._entry_depth = 0
        self._begun = 0
        self._words: list[str] | None = None  # of the element that is being read
        self._depth = 0  # of that element
        self._type, self._opened, self._nested = "", 0, False
        self.parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.UseForeignDTD(True)
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
        parser.ExternalEntityRefHandler = self._dtd
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
        if has_subset:
            raise UnusableInput("declares entities or a DTD of its own, which no feed needs; save it without that")

    def _dtd(self, context: str | None, *_place: str | None) -> int:
        """Stand in for whatever DTD is named: nothing is fetched."""
        self.parser.ExternalEntityParserCreate(context).Parse(_HTML, True)
        return 1

    def _named(self, name: str) -> str:
        prefix, _, local = name.rpartition(":")
        prefix = self._prefixes.get(prefix, prefix)
        return f"{prefix}:{local}".lower() if prefix else local.lower()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._words is None:  # what stands in a field says nothing of the feed
            for key, value in attributes.items():
                if key.startswith("xmlns") and value in _PREFIXES:
                    self._prefixes[key[6:]] = _PREFIXES[value]
        name = self._named(name)
        self._path.append(name)
        depth = len(self._path)
        if depth > _DEEPEST:
            raise UnusableInput("is XML that is nested too deep; get it again or mend it")
        if depth == 1:
            self.kind = {"rss": "RSS", "rdf": "RSS", "feed": "Atom"}.get(name.rpartition(":")[2], name)
        elif self._words is not None:
            self._nested = True
        elif self._entry is None and name in _ENTRIES and depth <= 3:
            self._begin_entry(depth)
        elif self._entry is not None and depth == self._entry_depth + 1:
            self._begin_field(name, attributes, depth)
        elif self._is_name(name, depth):
            self._begin(depth)

    def _is_name(self, name: str, depth: int) -> bool:
        """Say whether an element names an entry's author or the feed."""
        if self._entry is not None:
            return name == "name" and self._path[-2] == "author"
        return name == "title" and depth <= 3 and self._path[-2] in _HOLDERS

    def _begin_entry(self, depth: int) -> None:
        if len(self.entries) >= self._most:
            raise UnusableInput(f"has more than {self._most:,} entries; split it, for instance into a file a year")
        self._entry, self._entry_depth = {}, depth
        self._begun = self.parser.CurrentByteIndex

    def _begin_field(self, name: str, attributes: dict[str, str], depth: int) -> None:
        if name == "link" and attributes.get("href"):
            if attributes.get("rel", "alternate") == "alternate" and "json" not in attributes.get("type", ""):
                self._keep("link", attributes["href"])
        elif name == "guid" and attributes.get("isPermaLink", "true").strip().lower() != "true":
            return
        elif name in _WANTED:
            # Atom's person holds a name; what RSS calls the author is a line.
            plain = "text" if self.kind == "Atom" else ""
            self._type = attributes.get("type", plain) if name in ("content", "summary") else "html"
            if not (name == "author" and self.kind == "Atom"):
                self._begin(depth)

    def _begin(self, depth: int) -> None:
        self._words, self._depth, self._nested = [], depth, False
        self._opened = self.parser.CurrentByteIndex

    def _characters(self, text: str) -> None:
        if self._words is not None:
            self._words.append(text)

    def _end(self, _name: str) -> None:
        name, depth = self._path[-1], len(self._path)
        if self._words is not None and depth == self._depth:
            self._end_field(name, "".join(self._words))
            self._words = None
        elif self._entry is not None and depth == self._entry_depth:
            self._end_entry()
        self._path.pop()

    def _end_field(self, name: str, words: str) -> None:
        if self._entry is None:
            self.title = self.title or " ".join(words.split())
        elif name in _TEXTS:
            kind = self._type
            if self._nested:
                words = self._inside()
                kind = "html"
            if words.strip() and name not in self._entry:
                # RSS leaves open whether it is HTML.
                self._entry[name] = _text_of(words, html="html" in kind or (not kind and bool(_TAG.search(words))))
        elif name == "name":
            self._keep("author", words)
        else:
            self._keep(name, words)

    def _inside(self) -> str:
        """Return what stands between the tags of the element that ends here, as it is written."""
        begun = self._data.find(b">", self._opened) + 1
        return self._data[begun : self.parser.CurrentByteIndex].decode("utf-8", "replace")

    def _keep(self, name: str, value: str) -> None:
        value = " ".join(value.split())
        if value and self._entry is not None:
            self._entry.setdefault(name, value)

    def _end_entry(self) -> None:
        entry = self._entry or {}
        self._entry = None
        end = self._data.find(b">", self.parser.CurrentByteIndex) + 1 or len(self._data)
        name = next((name for name in _TEXTS if name in entry and entry[name][0]), None)
        text, was_html = entry[name] if name else (None, False)
        self._left -= len(text or "")
        if self._left < 0:
            raise UnusableInput("holds more text than is read of one feed; split it, for instance into a file a year")
        links = (entry.get("link"), entry.get("guid"), entry.get("id"))
        self.entries.append(
            {
                "start": self._begun,
                "end": end,
                "title": entry.get("title"),
                "link": next((each for each in links if each and each.startswith(("http://", "https://"))), None),
                "author": _person(entry),
                "published": next((entry[name] for name in _DATES if name in entry), None),
                "text": text,
                "full": name in _FULL
                or (text is not None and len(text) >= _LONG and not _TEASER_END.search(text[-40:])),
                "html": was_html,
            }
        )


def _text_of(words: str, *, html: bool) -> tuple[str, bool]:
    """Return a field's text, and whether it was HTML."""
    if not html or not _TAG.search(words):
        return words.strip(), False
    if words.count("<") > _MOST_TAGS:
        raise UnusableInput("has an entry with more tags than any article; mend it")
    return take_apart(words).main_text().strip(), True


def _person(entry: dict[str, Any]) -> str | None:
    """Return who wrote an entry; RSS writes "desk@courier.example (Mara Quill)"."""
    named: str | None = entry.get("author") or entry.get("dc:creator") or entry.get("dcterms:creator")
    found = re.fullmatch(r"[^\s()]{1,200}@[^\s()]{1,200}\s*\((.{1,200})\)", named) if named else None
    return found[1].strip() if found else named
