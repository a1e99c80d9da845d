"""An article's bytes from a web address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from secondsource.reading.kinds import split_content_type

if TYPE_CHECKING:
    from secondsource.reading.evidence import Copy
    from secondsource.reading.guard import Guard

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_PAGES = ("text/html", "application/xhtml+xml")
# What pages, documents, feeds and archives are called by servers; what they are, their content tells.
_CONTENT_TYPES = (
    *_PAGES,
    *("text/plain", "text/markdown", "text/csv", "text/tab-separated-values", "text/vtt", "application/x-subrip"),
    *("application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    *("application/vnd.oasis.opendocument.text", "message/rfc822", "multipart/related", "application/x-mimearchive"),
    *("application/rss+xml", "application/atom+xml", "application/xml", "text/xml"),
    *("application/json", "application/ld+json", "application/feed+json", "application/x-ndjson", "application/jsonl"),
    *("application/warc", "application/wacz", "application/gzip", "application/octet-stream"),
)


def is_address(text: str) -> bool:
    """Say whether ``text`` is written as an address (it begins with a scheme and ://) and not as a path."""
    return _SCHEME.match(text) is not None


def fetch(url: str, *, guard: Guard | None = None) -> Copy:
    """Fetch what is behind ``url``, if it is of a kind that articles come in, and tell how it came.

    Only public addresses on ports 80 and 443 are asked; ``guard`` sets other limits. Raises UnusableInput, in one
    line, for whatever keeps it away.
    """
    # httpx takes longer to import than most commands run.
    from secondsource.reading.evidence import copy_of
    from secondsource.reading.guard import download

    return copy_of(url, download(url, _CONTENT_TYPES, guard))


def file_name(copy: Copy) -> str:
    """Return the name of a file for what came from an address: less its suffix it is a readable name for an article."""
    name = name_of(copy.url or copy.name)
    if split_content_type(copy.content_type)[0] in _PAGES:
        return f"{name}.html"
    return f"{name}.txt" if name == urlsplit(copy.url or "").hostname else copy.name


def name_of(url: str) -> str:
    """Return a readable name for what an address leads to: its last path segment less the suffix, or the host."""
    parts = urlsplit(url)
    segment = unquote(parts.path).rstrip("/").rpartition("/")[2]
    stem = re.sub(r"\.(?:x?html?|txt|php|aspx?)\Z", "", segment, flags=re.IGNORECASE)
    return stem or parts.hostname or url
