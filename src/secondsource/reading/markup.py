"""A web page taken apart with the standard library: its paragraphs, and what its head says about it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from secondsource.reading.dateline import parse_date

if TYPE_CHECKING:
    from datetime import date

# fmt: off
_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "button", "select",
    "svg", "iframe", "figure", "dialog", "menu",
})
_BLOCKS = frozenset({
    "p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt",
    "dd", "table", "tr", "td", "th", "blockquote", "pre", "br", "hr", "body", "html",
})
# fmt: on
_DATE_NAMES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
)
_AUTHOR_NAMES = ("author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author")
_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_ARTICLE_TYPES = ("Article", "BlogPosting", "Report", "WebPage")
_LEAST_TEXT = 200
# How deep an end tag is looked for, and how many objects of linked data are looked at.
_DEEPEST = 100
_MOST_OBJECTS = 100
_MOST_NAMES = 20


@dataclass(slots=True)
class Markup:
    """A page's parts.

    ``blocks`` are its paragraphs without navigation, ``inside`` those of its article or main element, ``everything``
    also those of navigation; ``meta`` maps names in lower case to the first value given.
    """

    title: str = ""
    canonical: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    linked_data: list[dict[str, object]] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    everything: list[str] = field(default_factory=list)

    def main_text(self) -> str:
        """Return the paragraphs of the article as plain text, a blank line between two."""
        for blocks in (self.inside, self.blocks):
            if sum(map(len, blocks)) >= _LEAST_TEXT:
                return "\n\n".join(blocks)
        return "\n\n".join(self.inside or self.blocks or self.everything)

    def stated(self) -> dict[str, str | None]:
        """Return what the page states: ``title``, ``outlet``, ``author``, ``published`` (ISO 8601), ``url``."""
        published = self._published()
        addresses = (self.canonical, self.meta.get("og:url"), *self._linked("url"))
        return {
            "title": _first_line(self.meta.get("og:title"), *self._linked("headline"), self.title),
            "outlet": _first_line(
                self.meta.get("og:site_name"),
                *(_name(each) for each in self._linked("publisher")),
                self.meta.get("application-name"),
            ),
            "author": _first_line(
                *(value for value in map(self.meta.get, _AUTHOR_NAMES) if value and not _ADDRESS.fullmatch(value)),
                *(_names(each) for each in self._linked("author")),
            ),
            "published": published.isoformat() if published else None,
            "url": _first_line(*(each for each in addresses if isinstance(each, str) and _ADDRESS.fullmatch(each))),
        }

    def _linked(self, key: str) -> list[object]:
        return [item.get(key) for item in self.linked_data]

    def _published(self) -> date | None:
        stated = [*(self.meta.get(name) for name in _DATE_NAMES[:2]), *self._linked("datePublished")]
        stated += [self.meta.get(name) for name in _DATE_NAMES[2:]]
        dates = (parse_date(value.strip()) for value in stated if isinstance(value, str))
        return next((day for day in dates if day), None)


def paragraphs(text: str) -> str:
    """Put a blank line between a text's lines, and a visible stand-in where a NUL or half a surrogate pair was."""
    text = _NO_TEXT.sub("\ufffd", text)
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())


def _first_line(*values: object) -> str | None:
    """Return the first value that is text, on one line."""
    for value in values:
        if isinstance(value, str) and value.strip():
            return _NO_TEXT.sub("\ufffd", " ".join(value.split()))
    return None


def _name(value: object) -> object:
    return value.get("name") if isinstance(value, dict) else value


def _names(value: object) -> str | None:
    """Return the names of one author or of several, as linked data has them."""
    names = [_name(each) for each in (value[:_MOST_NAMES] if isinstance(value, list) else [value])]
    told = [" ".join(name.split()) for name in names if isinstance(name, str) and not _ADDRESS.fullmatch(name.strip())]
    return ", ".join(dict.fromkeys(filter(None, told))) or None


def take_apart(page: str) -> Markup:
    """Return the parts of an HTML page. Broken markup raises nothing; what is cut off at the end is left out."""
    walker = _Walker()
    # close() is not called: it looks for the end of an unfinished tag again and again, in quadratic time.
    walker.feed(page + "\n<!---->")
    walker.end_block()
    return walker.markup


class _Walker(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.markup = Markup()
        self._words: list[str] = []
        self._skipping: list[str] = []
        self._within = 0
        self._in_title = False
        self._json: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in reversed(attrs)}
        if tag == "meta":
            name = (given.get("property") or given.get("name") or given.get("itemprop") or "").strip().lower()
            if name and given.get("content", "").strip():
                self.markup.meta.setdefault(name, " ".join(given["content"].split()))
        elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self.markup.canonical = self.markup.canonical or given.get("href", "").strip()
        elif tag == "title":
            self._in_title = not self.markup.title
        elif tag == "script" and given.get("type", "").strip().lower() == "application/ld+json":
            self._json = []
        if tag in _BLOCKS or tag in _SKIPPED:
            self.end_block()
        if tag in _SKIPPED:
            self._skipping.append(tag)
        elif tag in ("article", "main"):
            self._within += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        elif tag == "script" and self._json is not None:
            self._read_json("".join(self._json))
            self._json = None
        if tag in _BLOCKS or tag in _SKIPPED:
            self.end_block()
        if tag in _SKIPPED:
            if tag in self._skipping[-_DEEPEST:]:
                while self._skipping.pop() != tag:
                    pass
        elif tag in ("article", "main"):
            self._within = max(0, self._within - 1)

    def handle_data(self, data: str) -> None:
        if self._json is not None:
            self._json.append(data)
        elif self._in_title:
            self.markup.title += data
        elif not (self._skipping and self._skipping[-1] in ("script", "style", "template")):
            self._words.append(data)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Pass over "<![…>" as browsers do; the standard library raises AssertionError on most of it."""
        return self.rawdata.find(">", i) + 1 or -1

    def end_block(self) -> None:
        """Close the paragraph that is open, if it has words."""
        block = " ".join("".join(self._words).split())
        self._words.clear()
        if not block:
            return
        self.markup.everything.append(block)
        if not self._skipping:
            self.markup.blocks.append(block)
            if self._within:
                self.markup.inside.append(block)

    def _read_json(self, text: str) -> None:
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return
        waiting = found if isinstance(found, list) else [found]
        for item in waiting[:_MOST_OBJECTS]:
            if not isinstance(item, dict):
                continue
            graph = item.get("@graph")
            objects = [item, *(graph[:_MOST_OBJECTS] if isinstance(graph, list) else [])]
            for each in objects:
                kind = each.get("@type") if isinstance(each, dict) else None
                kinds = kind if isinstance(kind, list) else [kind]
                if any(isinstance(name, str) and name.endswith(_ARTICLE_TYPES) for name in kinds):
                    self.markup.linked_data.append(each)
