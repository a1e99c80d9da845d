"""The formats that articles come in, a module each. A format is told by its content, not by the file's name.

Each module has ``looks_like(head, given)``, which tells from the first bytes (``given.HEAD``) whether this is its
format, and ``read(given)``, which yields a ``Reading`` an article, or an ``Unread`` for a part that is none. ``read``
raises UnusableInput before it yields anything where the file as a whole can't be used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.reading.given import Given, Reading, Unread

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


def read(given: Given) -> Iterator[Reading | Unread]:
    """Yield the articles in what is given, whatever its format. Raises UnusableInput where it can't be used at all."""
    head = given.head()
    for name in IN_ORDER:
        module = import_module(f"{__name__}.{name}")
        if module.looks_like(head, given):
            yield from module.read(given)
            return
