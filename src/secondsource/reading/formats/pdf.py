"""PDFs, read by pypdf, the extra "pdf"; marks tell the page."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from secondsource.model import UnusableInput
from secondsource.reading.formats import documents
from secondsource.reading.kinds import is_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.reading.given import Given, Reading


def looks_like(head: bytes, given: Given) -> bool:
    """Say whether this is a PDF."""
    return is_pdf(head)


def read(given: Given) -> Iterator[Reading]:
    """Yield the article. Raises UnusableInput for a PDF that is locked, broken or only pictures."""
    if find_spec("pypdf") is None:
        raise UnusableInput(
            f"{given.what} is a PDF; to read its text, pip install 'secondsource[pdf]' and add it again"
        )
    content = given.content()
    found, stated = documents.ask(given, ("pdf",), content, "a PDF")
    yield documents.reading(given, content, found, stated, "PDF", headed=True)
