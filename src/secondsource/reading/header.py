"""What the top of a plain text says about it: header lines, the date line, the headline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from secondsource.model import Span
from secondsource.reading.dateline import DatePhrase, date_phrase, phrase_at

_FIELD = re.compile(
    r"(?:(?P<title>title|headline)|(?P<outlet>outlet|publisher|publication|site)|(?P<url>url|link)"
    r"|(?P<author>author|byline))[ \t]*:[ \t]*(?P<value>\S(?:[^\r\n]{0,299}\S)?)(?=[^\S\r\n]{0,300}(?:[\r\n]|\Z))",
    re.IGNORECASE,
)
_BY = re.compile(r"by[ \t]+(?=\S)", re.IGNORECASE)
_FENCE = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_BLANK = re.compile(r"[\ufeff\s]*")
_LINE = re.compile(r"[^\r\n]+")
_LONGEST_TITLE = 150
_CLOSING_MARKS = "\"'”’»)]*_ \t"


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above the article's own words; ``span`` covers the header lines and the date, or the date alone."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    published: date | None = None
    span: Span | None = None


def read_header(text: str) -> Header:
    """Return what the top of ``text`` says about it.

    Header lines ("Title: …", "Outlet: …", "URL: …", "Published: …", also between "---" fences) count only at the
    very top. Without a title line, the title is a short first line that does not end like a sentence.
    """
    start = _visible(text, 0)
    fence = _FENCE.match(text, start)
    at = _visible(text, fence.end()) if fence else start
    fields: dict[str, str] = {}
    dates: list[DatePhrase] = []
    end = None
    while True:
        field = _FIELD.match(text, at)
        phrase = None if field else phrase_at(text, at)
        if field:
            for name in ("title", "outlet", "url", "author"):
                if field[name]:
                    fields.setdefault(name, field["value"].strip("\"'"))
            end = field.end()
        elif phrase and (phrase.alone or phrase.label or end is None):
            dates.append(phrase)
            end = phrase.span.end
        else:
            break
        at = _visible(text, end)
    if fence and end is not None and (closing := _FENCE.match(text, at)):
        end = at + 3
        at = _visible(text, closing.end())
    span = Span(start, end) if end is not None else None
    if not dates and (later := date_phrase(text, at)):
        dates.append(later)
        span = span or later.span
    url = fields.get("url")
    return Header(
        title=fields.get("title") or _headline(text, at),
        outlet=fields.get("outlet"),
        url=url if url and re.match(r"https?://\S+\Z", url, re.IGNORECASE) else None,
        author=_BY.sub("", fields["author"], count=1) if "author" in fields else None,
        published=next(
            (d.date for d in dates if d.date and not d.later), next((d.date for d in dates if d.date), None)
        ),
        span=span,
    )


def _headline(text: str, start: int) -> str | None:
    """Return the line at ``start`` if it stands above the text as a headline does."""
    line = _LINE.match(text, start, start + _LONGEST_TITLE + 50)
    if not line:
        return None
    title = line.group().strip().lstrip("#").strip(" \t*_")
    bare = title.rstrip(_CLOSING_MARKS)
    if not bare or len(title) > _LONGEST_TITLE or bare[-1] in ".!…,;:。।؟۔":
        return None
    after = re.compile(r"(\r\n|\r|\n)([ \t]*(?:\r\n|\r|\n))?").match(text, line.end())
    following = _LINE.match(text, _visible(text, line.end()))
    if not after or not following:
        return None
    if after[2] or phrase_at(text, following.start()):
        return title
    # Without a blank line it may be the first line of a wrapped paragraph: then the next goes on in the middle.
    body = following.group().strip()
    return title if not body[0].islower() and body.rstrip(_CLOSING_MARKS)[-1:] in (".", "!", "?") else None


def _visible(text: str, start: int) -> int:
    found = _BLANK.match(text, start)
    return found.end() if found else start
