"""A document that a parser read in its own process, as an article."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from secondsource.model import Article, Original, UnusableInput
from secondsource.reading.dateline import find_dateline, parse_date
from secondsource.reading.given import Reading
from secondsource.reading.header import Header, read_header

if TYPE_CHECKING:
    from secondsource.reading.given import Given
    from secondsource.reading.text import Text

MOST_MARKS: Final = 2_000
_ADVICE = "save its text and add that file"
_YEARS = range(1980, 2100)  # a clock that was never set tells another
_LONGEST_LINE = 500
# What programs write into a document that nobody named.
_NO_TITLE = re.compile(
    r"untitled.*|document ?\d*|"
    r"(?:microsoft|powerpoint) .*|.*\.(?:docx?|odt|pdf|rtf|txt|html?|indd|qx[dp]|pages|tmp)|\W*",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:microsoft office |windows |microsoft |default )?user|admin(?:istrator)?|owner|unknown|anonymous|author"
    r"|python-docx|\W*",
    re.IGNORECASE,
)


def ask(
    given: Given, kinds: tuple[str, ...], content: bytes, kind: str, **options: object
) -> tuple[Text, dict[str, Any]]:
    """Return what the first of the parsers that comes to an end reads, and what it says the document states.

    ``kind`` is what to call the document in messages ("a PDF"). Raises UnusableInput where none can.
    """
    from secondsource.reading.apart import Broken, as_text, ask_first
    from secondsource.reading.text import Limits, within

    limits = Limits()
    try:
        found = ask_first(kinds, content, limits, **options)
        return within(as_text(found), limits), found
    except Broken as fault:
        raise UnusableInput(f"{given.what} is {kind} that can't be read ({fault}); {_ADVICE}") from None
    except UnusableInput as fault:
        raise UnusableInput(f"{given.what} {fault}") from None


def reading(given: Given, content: bytes, text: Text, stated: dict[str, Any], form: str, *, headed: bool) -> Reading:
    """Return the article of a text that was read, with what the document and, if ``headed``, its first lines state.

    Raises UnusableInput where there is no text.
    """
    words = text.text
    if not words or not words.strip():
        raise UnusableInput(f"{given.what} is {stated.get('why') or f'without text ({text.how}); {_ADVICE}'}")
    if headed:
        header = read_header(words)
    else:
        dateline = find_dateline(words)
        header = Header(published=dateline[0], span=dateline[1]) if dateline else Header()
    article = Article(
        text=words,
        sha256=hashlib.sha256(content).hexdigest(),
        name=given.stem,
        outlet=header.outlet or line(stated.get("outlet")),
        title=_unless(_NO_TITLE, line(stated.get("title"))) or header.title,
        published=_day(stated.get("published")) or header.published or _day(stated.get("created")),
        url=given.url or header.url or line(stated.get("url")),
        dateline=header.span,
        author=header.author or _unless(_NO_AUTHOR, line(stated.get("author"))),
    )
    return Reading(article, original(given, content, text), form)


def original(given: Given, content: bytes, text: Text) -> Original:
    """Return the bytes of a whole file as they were given, with the way back to them."""
    return Original(
        content=content,
        name=given.name,
        read_by=text.how,
        content_type=given.content_type,
        marks=thinned(text.marks),
        fetched=given.fetched,
    )


def thinned(marks: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
    """Return at most ``MOST_MARKS`` of the marks, evenly."""
    return marks[:: -(-len(marks) // MOST_MARKS) or 1]


def line(value: object) -> str | None:
    """Return what a document states on one line, None for what is no text."""
    return " ".join(value.split())[:_LONGEST_LINE].strip() or None if isinstance(value, str) else None


def _unless(pattern: re.Pattern[str], value: str | None) -> str | None:
    return None if value is None or pattern.fullmatch(value) else value


def _day(value: object) -> date | None:
    found = parse_date(value.strip()) if isinstance(value, str) else None
    return found if found and found.year in _YEARS else None
