"""Web pages: the main text, found by trafilatura where the extra "web" is installed and by plain rules elsewhere.

Title, outlet, author, date and address are only what the page states.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from secondsource.model import UnusableInput
from secondsource.reading.encoding import decode_page
from secondsource.reading.formats import documents
from secondsource.reading.kinds import is_page, split_content_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.reading.given import Given, Reading

_TYPES = ("text/html", "application/xhtml+xml")


def looks_like(head: bytes, given: Given) -> bool:
    """Say whether this is a page: its server says so, or no server says anything of it and it begins like one."""
    kind = split_content_type(given.content_type)[0]
    return kind in _TYPES or (kind != "text/plain" and is_page(head))


def read(given: Given) -> Iterator[Reading]:
    """Yield the article. Raises UnusableInput for a page without text, or in an encoding that it does not declare."""
    content = given.content()
    page = decode_page(content, given.what, split_content_type(given.content_type)[1])
    found, stated = documents.ask(given, parsers(), page.encode("utf-8", "replace"), "a web page", article=True)
    if not found.text:
        raise UnusableInput(f"{given.what} is a page without text; save the article as plain text and add that file")
    yield documents.reading(given, content, found, stated, "web page", headed=False)


def parsers() -> tuple[str, ...]:
    """Return the kinds of parser that pages are given to, one after another."""
    return ("html", "markup") if find_spec("trafilatura") else ("markup",)
