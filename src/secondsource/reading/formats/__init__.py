"""The formats that articles come in, a module each. A format is told by its content, not by the file's name.

Each module has ``looks_like(head, given)``, which tells from the first bytes (``given.HEAD``) whether this is its
format, and ``read(given)``, which yields a ``Reading`` an article, or an ``Unread`` for a part that is none. ``read``
raises UnusableInput before it yields anything where the file as a whole can't be used.

A file of ``ONE_DOCUMENT`` is a ``Part`` as a whole. A module that has ``parts(given)`` cuts a file into such parts as
can be read in another process; all else is read where it is.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from secondsource.model import UnusableInput
from secondsource.reading.given import Part, Unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

    from secondsource.reading.given import Given, Reading

IN_ORDER: Final = (
    "warc",
    "wacz",
    "docx",
    "pdf",
    "feed",
    "mail",
    "page",
    "json",
    "transcript",
    "brat",
    "table",
    "plain",
)
"""The modules, the one that is surest first; ``plain`` takes what no other does."""

ONE_DOCUMENT: Final = frozenset({"docx", "pdf", "mail", "page", "transcript", "plain"})
"""The formats of which a file is one article, whose digest is that of the file."""


def format_of(given: Given) -> str:
    """Return the name of the module whose format this is."""
    head = given.head()
    return next(name for name in IN_ORDER if _module(name).looks_like(head, given))


def parts(given: Given) -> Iterator[Part | Reading | Unread]:
    """Yield what is given in parts, and what was cheaper to read than to cut out. See ``reading.parts``."""
    name = format_of(given)
    module = _module(name)
    if name in ONE_DOCUMENT:
        yield whole(given, name)
    elif hasattr(module, "parts"):
        yield from module.parts(given)
    else:
        yield from module.read(given)


def whole(given: Given, name: str) -> Part:
    """Return all that is given as one part in the format ``name``. Raises UnusableInput where it is too large."""
    return Part(
        given.content(),
        name,
        name=given.name,
        what=given.what,
        url=given.url,
        content_type=given.content_type,
        fetched=given.fetched,
        columns=dict(given.columns),
    )


def read_part(part: Part) -> Iterator[Reading | Unread]:
    """Yield the articles of one part. Raises UnusableInput for a file that can't be used; see ``reading.read_part``."""
    given = part.given()
    found = _module(part.format).read(given)
    if part.within is None:
        yield from found
        return
    try:
        for one in found:
            if isinstance(one, Unread):
                yield replace(one, name=part.place)
                continue
            article = replace(one.article, name=part.article or one.article.name, title=one.article.title or part.title)
            yield replace(one, article=article, original=replace(one.original, within=part.within))
    except UnusableInput as fault:
        yield Unread(part.place, str(fault).removeprefix(part.what).strip())


def read_parts(found: Iterable[Part | Reading | Unread]) -> Iterator[Reading | Unread]:
    """Yield the articles of all parts and what was read already, in their order."""
    for one in found:
        if isinstance(one, Part):
            yield from read_part(one)
        else:
            yield one


def read(given: Given) -> Iterator[Reading | Unread]:
    """Yield the articles in what is given, whatever its format. Raises UnusableInput where it can't be used at all."""
    yield from read_parts(parts(given))


@cache
def _module(name: str) -> ModuleType:
    return import_module(f"{__name__}.{name}")
