"""Feeds: RSS and Atom, an article an entry. A JSON Feed is JSON, and read there."""

from __future__ import annotations

import hashlib
import os
import re
from typing import TYPE_CHECKING, Any, Final

from secondsource.model import Original, UnusableInput
from secondsource.reading.apart import Broken, ask_apart
from secondsource.reading.encoding import decode_kindly
from secondsource.reading.formats import whole
from secondsource.reading.formats.fields import article_of
from secondsource.reading.formats.lines import GZIP, codec_by_head, unpacked, unpacked_head
from secondsource.reading.formats.slugs import Slugs
from secondsource.reading.given import MOST_BYTES, Reading, Unread
from secondsource.reading.kinds import split_content_type
from secondsource.reading.text import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.reading.given import Given, Part

MOST_ENTRIES: Final = 20_000
MOST_AT_ONCE: Final = 1024**2  # bytes of a feed that is one part
_BEFORE_ROOT = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>|\s)*", re.DOTALL)
_ROOT = re.compile(r"<(?:!DOCTYPE\s+)?(?:[\w.-]{1,20}:)?(rss|rdf|feed)\b([^>]*)", re.IGNORECASE)
_PIECE: Final = 1024**2


def looks_like(head: bytes, given: Given) -> bool:
    """Say whether the root of an XML file is that of a feed."""
    head = unpacked_head(head)
    codec, bom = codec_by_head(head)
    text = head[bom:].decode(codec, "replace")
    before = _BEFORE_ROOT.match(text)
    root = _ROOT.match(text, before.end() if before else 0)
    if root is None:
        return False
    name, attributes = root[1].lower(), root[2].lower()
    if name == "feed":
        return "atom" in attributes or root[0].startswith("<!")
    return name == "rss" or "rss" in text.lower() or "my.netscape.com/rdf" in attributes


def parts(given: Given) -> Iterator[Part | Reading | Unread]:
    """Yield the feed as one part, or the articles of one that is large: what comes of a part is held in memory."""
    size = given.file.seek(0, os.SEEK_END)
    if size > MOST_AT_ONCE or given.head().startswith(GZIP):
        yield from read(given)
    else:
        yield whole(given, "feed")


def read(given: Given) -> Iterator[Reading | Unread]:
    """Yield the article of each entry: its content in full, or where a feed gives no more, its summary.

    ``original.content`` are the entry's own bytes, in UTF-8. Raises UnusableInput for broken XML, for a feed that
    declares entities, and for one of more than ``MOST_ENTRIES``.
    """
    text, _ = decode_kindly(_content(given), split_content_type(given.content_type)[1])
    content = text.lstrip().encode("utf-8", "replace")
    try:
        found = ask_apart("feed", content, Limits(characters=2 * MOST_BYTES), most=MOST_ENTRIES)
        title, kind, entries = found["title"], f"{found['kind']} feed", list(found["entries"])
    except UnusableInput as fault:
        raise UnusableInput(f"{given.what} {fault}") from None
    except (Broken, KeyError, TypeError) as fault:
        raise UnusableInput(f"{given.what} can't be read: {fault}; save its articles and add those") from None
    if not entries:
        raise UnusableInput(f"{given.what} is a feed without entries; there is nothing to add")
    slugs = Slugs()
    for number, entry in enumerate(entries, 1):
        own = content[entry["start"] : entry["end"]]
        yield _article(entry, own, number, given, slugs, outlet=title, form=kind)


def _article(
    entry: dict[str, Any], own: bytes, number: int, given: Given, slugs: Slugs, *, outlet: str | None, form: str
) -> Reading | Unread:
    within = f"{given.name}, entry {number}"
    name = slugs.of(entry["link"], f"{given.stem}-{number}")
    values = {"title": entry["title"], "author": entry["author"], "published": entry["published"], "url": entry["link"]}
    sha256 = hashlib.sha256(own).hexdigest()
    found = article_of({**values, "text": entry["text"]}, sha256=sha256, name=name, outlet=outlet)
    if found is None:
        return Unread(within, "it has neither content nor summary")
    how = (", HTML by plain rules" if entry["html"] else "") + ("" if entry["full"] else " (summary only)")
    original = Original(
        content=own,
        name=f"{name}.xml",
        read_by=f"{form}{how}",
        content_type="application/atom+xml" if form.startswith("Atom") else "application/rss+xml",
        within=within,
        fetched=given.fetched,
    )
    return Reading(found[0], original, form)


def _content(given: Given) -> bytes:
    content = bytearray()
    with unpacked(given) as file:
        while piece := file.read(_PIECE):
            content += piece
            if len(content) > MOST_BYTES:
                most = MOST_BYTES // 1024**2
                raise UnusableInput(f"{given.what} is a feed of more than {most} MiB; split it into a file a year")
    return bytes(content)
