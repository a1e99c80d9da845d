"""Web pages by trafilatura, which is the extra "web"."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import trafilatura
from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped, unused-ignore]

from secondsource.reading.markup import paragraphs, take_apart
from secondsource.reading.parsers import markup

if TYPE_CHECKING:
    from collections.abc import Iterator

# Its time grows with the square of a page's tags: 40,000 take seconds, 250,000 take minutes.
_MOST_TAGS = 40_000
_MOST_MARKS = 2_000
_HOLDING_WORDS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "td", "th", "dd", "dt", "pre")


def read(data: bytes, options: dict[str, Any]) -> dict[str, Any]:
    """Return a page's text; with the option ``article`` its main text alone, and what the page states of itself."""
    page, article = data.decode(), bool(options.get("article"))
    if page.count("<") > _MOST_TAGS:
        return markup.read(data, options)
    # Of evidence, words that are missing from the text look to the checks like words that were never said.
    text = None
    with contextlib.suppress(RecursionError):
        text = trafilatura.extract(
            page,
            output_format="txt",
            include_comments=False,
            include_tables=not article,
            favor_precision=article,
            favor_recall=not article,
        )
    text = paragraphs(text or "")
    if not text:
        return markup.read(data, options)
    found: dict[str, Any] = {"text": text, "how": f"HTML by trafilatura {trafilatura.__version__}", "marks": []}
    if not article:
        return found
    return {**take_apart(page).stated(), **found, "marks": list(_paths(page, text))}


def _paths(page: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield where each paragraph that stands in the page as it does in the text begins, and its XPath there."""
    places: dict[str, str] = {}
    try:
        # As bytes: lxml takes no text that declares an encoding.
        tree = document_fromstring(page.encode(), parser=HTMLParser(encoding="utf-8")).getroottree()
    except Exception:
        return
    for element in tree.iter(*_HOLDING_WORDS):
        words = " ".join(element.text_content().split())
        if words and words not in places:
            places[words] = tree.getpath(element)
    offset, yielded = 0, 0
    for line in text.split("\n\n"):
        place = places.get(" ".join(line.lstrip("- ").split()))
        if place and yielded < _MOST_MARKS:
            yielded += 1
            yield offset, place
        offset += len(line) + 2
