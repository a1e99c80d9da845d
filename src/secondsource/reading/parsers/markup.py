"""Web pages by plain rules, with the standard library alone."""

from __future__ import annotations

from typing import Any

from secondsource.reading.markup import paragraphs, take_apart


def read(data: bytes, options: dict[str, Any]) -> dict[str, Any]:
    """Return a page's text; with the option ``article`` also what the page states of itself."""
    markup = take_apart(data.decode())
    text = paragraphs(markup.main_text())
    found: dict[str, Any] = {
        "text": text or None,
        "how": "HTML by plain rules" if text else "a web page: no text",
        "marks": [],
    }
    return {**markup.stated(), **found} if options.get("article") else found
