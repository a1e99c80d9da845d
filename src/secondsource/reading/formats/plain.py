"""Plain text and Markdown, taken as it is: offsets in the article are those of the file read as UTF-8.

It takes what no other format does, and refuses what is no text by its name.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from secondsource.model import Article, Original, UnusableInput
from secondsource.reading.encoding import decode_exactly, decode_page
from secondsource.reading.given import Reading
from secondsource.reading.header import read_header
from secondsource.reading.kinds import split_content_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.model import Attribution, Statement
    from secondsource.reading.given import Given


def looks_like(head: bytes, given: Given) -> bool:
    """Say yes: what is no text is refused when it is read."""
    return True


def read(given: Given) -> Iterator[Reading]:
    """Yield the article. Without a declared encoding it has to be UTF-8, and every code point stays, a BOM too.

    Raises UnusableInput for what is empty, binary, XML or of another encoding.
    """
    content = given.content()
    if content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<?xml"):
        raise UnusableInput(f"{given.what} is XML, and neither a page nor a feed; save its text and add that file")
    charset = split_content_type(given.content_type)[1]
    text = decode_page(content, given.what, charset) if charset else decode_exactly(content, given.what)
    how = f"text, its encoding declared as {charset}" if charset else "UTF-8 text"
    yield reading_of(text, content, given, how, "text")


def reading_of(
    text: str,
    content: bytes,
    given: Given,
    read_by: str,
    form: str,
    annotations: tuple[Attribution | Statement, ...] | None = None,
) -> Reading:
    """Return the article whose text is all of the file; what its top says of it is taken from there."""
    header = read_header(text)
    article = Article(
        text=text,
        sha256=hashlib.sha256(content).hexdigest(),
        name=given.stem,
        outlet=header.outlet,
        title=header.title,
        published=header.published,
        url=given.url or header.url,
        dateline=header.span,
        author=header.author,
    )
    original = Original(content, given.name, read_by, given.content_type, fetched=given.fetched)
    return Reading(article, original, form, annotations)
