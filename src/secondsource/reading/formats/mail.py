"""E-mails (.eml), and pages that a browser saved as one file (.mhtml).

The subject is the title, the sender the author; the outlet is the organisation or the mailing list that a header names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.reading.formats import documents
from secondsource.reading.kinds import is_mail, split_content_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.reading.given import Given, Reading

_TYPES = ("message/rfc822", "multipart/related", "application/x-mimearchive")


def looks_like(head: bytes, given: Given) -> bool:
    """Say whether this begins with the headers of a mail, as programs write them."""
    return is_mail(head) or split_content_type(given.content_type)[0] in _TYPES


def read(given: Given) -> Iterator[Reading]:
    """Yield the article. Raises UnusableInput for a mail without text."""
    content = given.content()
    found, stated = documents.ask(given, ("mail",), content, "a mail or saved page", article=True)
    form = "saved page" if stated.get("saved") else "e-mail"
    yield documents.reading(given, content, found, stated, form, headed=False)
