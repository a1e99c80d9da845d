"""Word documents (.docx) and OpenDocument texts (.odt); marks tell the paragraph."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from secondsource.reading.formats import documents
from secondsource.reading.kinds import ZIP_TAIL, office_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.reading.given import Given, Reading

_FORMS: Final = {"docx": ("DOCX", "a Word document"), "odt": ("ODT", "an OpenDocument text")}


def looks_like(head: bytes, given: Given) -> bool:
    """Say whether this is an office document, also one of another kind than text: that is refused by its name."""
    return _kind(head, given) is not None


def read(given: Given) -> Iterator[Reading]:
    """Yield the article. Raises UnusableInput for what is locked, broken, without text or made to do harm."""
    kind = _kind(given.head(), given) or "docx"
    form, called = _FORMS[kind]
    content = given.content()
    found, stated = documents.ask(given, (kind,), content, called)
    yield documents.reading(given, content, found, stated, form, headed=True)


def _kind(head: bytes, given: Given) -> str | None:
    tail = b""
    if head.startswith(b"PK"):
        given.file.seek(0, os.SEEK_END)
        given.file.seek(max(0, given.file.tell() - ZIP_TAIL))
        tail = given.file.read()
        given.file.seek(0)
    return office_kind(head, tail)
