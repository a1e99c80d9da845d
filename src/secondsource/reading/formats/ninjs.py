"""News items in ninjs (IPTC's News in JSON), versions 1 to 3. What is associated with an item is left aside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from secondsource.model import Span
from secondsource.reading.formats.fields import article_of, clean, line_of, shown, simple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from secondsource.model import Article

# One of these beside a "uri" (which Superdesk calls "guid") makes an object ninjs.
_TELLING: Final = frozenset(
    map(simple, "versioncreated bodies body_xhtml body_html body_text headlines pubstatus representationtype".split())
)
_WRITTEN: Final = ("text", "composite")
_WITHDRAWN: Final = ("canceled", "withheld")
_MARKUP = re.compile(r"html|xml", re.IGNORECASE)


class NoArticle(Exception):  # noqa: N818
    """An item that is no article; the message says why."""


def is_ninjs(value: object) -> bool:
    """Say whether a value of JSON is an item in ninjs."""
    if not isinstance(value, dict) or not any(isinstance(value.get(name), str) for name in ("uri", "guid")):
        return False
    return not _TELLING.isdisjoint(map(simple, value))


def article_in(value: Mapping[str, Any], *, sha256: str, name: str) -> tuple[Article, str]:
    """Return the article of an item, and what read it. Raises NoArticle for a picture, and what its agency withdrew."""
    item = {simple(key): each for key, each in value.items()}
    kind, status = item.get("type"), item.get("pubstatus")
    if isinstance(kind, str) and kind not in _WRITTEN:
        raise NoArticle(f"it is of the type {shown(kind)!r} and no text")
    if status in _WITHDRAWN:
        raise NoArticle(f"its agency says that it is {status}; take it as plain text if you still want it")
    values = {
        "text": _body(item),
        "title": _by_role(item.get("headlines")) or item.get("headline") or item.get("title"),
        "author": item.get("byline") or item.get("by") or item.get("bylines"),
        "outlet": next(
            filter(line_of, (item.get(key) for key in ("copyrightholder", "provider", "infosources", "source"))), None
        ),
        "published": item.get("versioncreated") or item.get("firstcreated") or item.get("contentcreated"),
        "url": item.get("uri"),
    }
    read_by = _version(item)
    found = article_of(values, sha256=sha256, name=name)
    if found is None:
        values["text"] = item.get("descriptiontext") or _by_role(item.get("descriptions"))
        found = article_of(values, sha256=sha256, name=name)
        read_by += " (summary only)"
    if found is None:
        raise NoArticle("it has no text")
    article, was_page = found
    return _with_dateline(article, item.get("located")), read_by + (", HTML by plain rules" if was_page else "")


def _version(item: Mapping[str, Any]) -> str:
    standard = item.get("standard")
    version = standard.get("version") if isinstance(standard, dict) else None
    return f"ninjs {clean(version[:10])}" if isinstance(version, str) else "ninjs"


def _body(item: Mapping[str, Any]) -> object:
    """Return the body: plain text that has lines, else markup, which has paragraphs, else plain text."""
    plain, markup = item.get("bodytext"), item.get("bodyxhtml") or item.get("bodyhtml")
    bodies = item.get("bodies")
    for body in bodies if isinstance(bodies, list) else []:
        words = body.get("value") if isinstance(body, dict) else None
        if not isinstance(words, str) or not words.strip():
            continue
        stated = body.get("contenttype") or body.get("contentType") or body.get("role")
        if isinstance(stated, str) and _MARKUP.search(stated[:100]):
            markup = markup or words
        else:
            plain = plain or words
    if isinstance(plain, str) and plain.strip() and ("\n" in plain.strip() or not markup):
        return plain
    return {"html": markup} if markup else plain


def _by_role(values: object) -> object:
    """Return the one of several headlines or descriptions that is the main one, else the first."""
    if not isinstance(values, list):
        return None
    objects = [each for each in values if isinstance(each, dict) and isinstance(each.get("value"), str)]
    return next(
        (each["value"] for each in objects if each.get("role") == "main"), objects[0]["value"] if objects else None
    )


def _with_dateline(article: Article, located: object) -> Article:
    """Take the place where the text was written for its date line where it opens the text: "PORT ANSEL (AP) - "."""
    from dataclasses import replace

    if article.dateline or not isinstance(located, str) or not 1 < len(located.strip()) <= 100:
        return article
    place = r"\s+".join(map(re.escape, located.split()))
    found = re.match(
        rf"\s{{0,20}}({place}(?:[^\S\r\n]*\([^()\r\n]{{1,40}}\))?)[^\S\r\n]{{0,5}}[–—-]{{1,2}}", article.text, re.I
    )
    return replace(article, dateline=Span(found.start(1), found.end())) if found else article
