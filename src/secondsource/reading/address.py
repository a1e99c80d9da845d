"""An article from a web address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from secondsource.reading.file import read_bytes

if TYPE_CHECKING:
    from secondsource.model import Article
    from secondsource.reading.guard import Guard

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_CONTENT_TYPES = ("text/html", "application/xhtml+xml", "text/plain")


def is_address(text: str) -> bool:
    """Say whether ``text`` is written as an address (it begins with a scheme and ://) and not as a path."""
    return _SCHEME.match(text) is not None


def fetch(url: str, *, guard: Guard | None = None) -> Article:
    """Fetch ``url`` and return its article; the article's ``url`` is the address after redirects.

    ``sha256`` is over the body's bytes once the transfer's gzip is undone and before they are decoded to text.
    Only public addresses on ports 80 and 443 are asked; ``guard`` sets other limits. Raises UnusableInput, in one
    line, for whatever keeps the page from being an article.
    """
    # httpx takes longer to import than most commands run.
    from secondsource.reading.guard import download

    page = download(url, _CONTENT_TYPES, guard)
    return read_bytes(page.body, name_of(page.url), content_type=page.content_type, url=page.url)


def name_of(url: str) -> str:
    """Return a readable name for what an address leads to: its last path segment less the suffix, or the host."""
    parts = urlsplit(url)
    segment = unquote(parts.path).rstrip("/").rpartition("/")[2]
    stem = re.sub(r"\.(?:x?html?|txt|php|aspx?)\Z", "", segment, flags=re.IGNORECASE)
    return stem or parts.hostname or url
