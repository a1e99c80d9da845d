"""The article of a web page: its main text, and what the page says about itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from secondsource.model import Article, UnusableInput
from secondsource.reading.dateline import find_dateline, parse_date
from secondsource.reading.markup import Markup, take_apart

if TYPE_CHECKING:
    from datetime import date

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
# Its time grows with the square of a page's tags: "<p>x" 20,000 times took 1.4 seconds, 250,000 times five minutes.
_MOST_TAGS = 40_000
_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)


def page_article(page: str, *, sha256: str, name: str, what: str, url: str | None = None) -> Article:
    """Return the article of an HTML page.

    ``text`` is the page's main text, a blank line between paragraphs, found by trafilatura where it is installed
    (the extra "web") and by plain rules elsewhere. Title, outlet, date and address are only what the page states;
    ``url``, where the page came from, goes before the address it states. Raises UnusableInput without text.
    """
    markup = take_apart(page)
    text = _clean(_by_trafilatura(page) or markup.main_text())
    if not text:
        raise UnusableInput(f"{what} is a page without text; save the article as plain text and add that file")
    dateline = find_dateline(text)
    return Article(
        text=text,
        sha256=sha256,
        name=name,
        outlet=_outlet(markup),
        title=_title(markup),
        published=_published(markup) or (dateline[0] if dateline else None),
        url=url or _stated_address(markup),
        dateline=dateline[1] if dateline else None,
    )


def _by_trafilatura(page: str) -> str:
    """Return the main text that trafilatura finds; "" where it is not installed, finds none or would take minutes."""
    if page.count("<") > _MOST_TAGS:
        return ""
    try:
        import trafilatura
    except ImportError:
        return ""
    import logging

    # It logs what it cannot parse; nothing may write over the screen.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    try:
        found = trafilatura.extract(
            page, output_format="txt", include_comments=False, include_tables=False, favor_precision=True
        )
    except Exception:
        return ""
    return found or ""


def _clean(text: str) -> str:
    """Put a blank line between paragraphs, and a visible stand-in where a NUL or half a surrogate pair was."""
    text = re.sub("[\0\ud800-\udfff]", "\ufffd", text)
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())


def _first_line(*values: object) -> str | None:
    """Return the first value that is text, on one line and clean."""
    for value in values:
        if isinstance(value, str) and value.strip():
            return re.sub("[\0\ud800-\udfff]", "\ufffd", " ".join(value.split()))
    return None


def _linked(markup: Markup, key: str) -> list[object]:
    return [item.get(key) for item in markup.linked_data]


def _title(markup: Markup) -> str | None:
    return _first_line(markup.meta.get("og:title"), *_linked(markup, "headline"), markup.title)


def _outlet(markup: Markup) -> str | None:
    publishers = [item.get("name") if isinstance(item, dict) else item for item in _linked(markup, "publisher")]
    return _first_line(markup.meta.get("og:site_name"), *publishers, markup.meta.get("application-name"))


def _published(markup: Markup) -> date | None:
    stated = [*(markup.meta.get(name) for name in _DATE_NAMES[:2]), *_linked(markup, "datePublished")]
    stated += [markup.meta.get(name) for name in _DATE_NAMES[2:]]
    dates = (parse_date(value.strip()) for value in stated if isinstance(value, str))
    return next((day for day in dates if day), None)


def _stated_address(markup: Markup) -> str | None:
    stated = (markup.canonical, markup.meta.get("og:url"), *_linked(markup, "url"))
    return next((value for value in stated if isinstance(value, str) and _ADDRESS.fullmatch(value)), None)
