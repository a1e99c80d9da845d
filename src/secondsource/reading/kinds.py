"""What kind of document bytes are, told by how they begin."""

from __future__ import annotations

import re
from typing import Final

ZIP_TAIL: Final = 256 * 1024  # bytes at the end of a ZIP archive, where it names its files
_PDF_WITHIN = 1024
_PAGE_WITHIN = 2048
_OPENS_PAGES = (b"html", b"head", b"body", b"title", b"meta", b"article", b"main", b"section", b"div", b"p", b"h1")
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*")
_MOST_HEADERS = 200
_MANY_HEADERS = 4096  # bytes, after which what was given may break off within them
# What only mail programs write, and what people may write at the top of a text too.
_SURE = frozenset({b"mime-version", b"message-id", b"received", b"return-path", b"delivered-to", b"x-mailer"})
_LIKELY = frozenset({b"from", b"to", b"date", b"subject", b"content-type", b"sender"})
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"


def is_page(data: bytes) -> bool:
    """Say whether bytes are a web page, or a piece of one: they begin with a tag of HTML (after comments)."""
    head = data[:_PAGE_WITHIN].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    while head.startswith((b"<!--", b"<?xml")):
        mark = b"-->" if head.startswith(b"<!--") else b"?>"
        head = head.partition(mark)[2].lstrip()
    return head.startswith(b"<!doctype html") or any(
        head.startswith(b"<" + tag) and head[len(tag) + 1 : len(tag) + 2] in (b">", b" ", b"\n", b"\r", b"\t")
        for tag in _OPENS_PAGES
    )


def is_pdf(data: bytes) -> bool:
    """Say whether bytes are a PDF, which may begin with something else."""
    return b"%PDF-" in data[:_PDF_WITHIN]


def is_mail(data: bytes) -> bool:
    """Say whether bytes begin with headers as mail programs, and browsers that save a page as one file, write them."""
    names: set[bytes] = set()
    at = 0
    while len(names) < _MOST_HEADERS and (found := _HEADER.match(data, at)):
        names.add(found[1].lower())
        at = found.end()
    ended = data[at : at + 1] in (b"", b"\r", b"\n") or at > _MANY_HEADERS
    return ended and len(names) > 1 and bool(names & _SURE) and bool(names & (_LIKELY | _SURE) - {b"mime-version"})


def office_kind(head: bytes, tail: bytes) -> str | None:
    """Return "docx" or "odt" for an office document, by its first bytes and by its last, where a ZIP names its files.

    Office Open XML of any kind counts as "docx": what reads that says what else it is.
    """
    if not head.startswith(b"PK\x03\x04"):
        return None
    if head[30 : 30 + len(_ODT)] == _ODT:
        return "odt"
    return "docx" if b"[Content_Types].xml" in head or b"[Content_Types].xml" in tail else None


def split_content_type(value: str | None) -> tuple[str, str | None]:
    """Return the MIME type in lower case and the charset, each "" or None where it is missing."""
    if not value:
        return "", None
    from email.message import Message

    message = Message()
    message["content-type"] = value.replace("\r", " ").replace("\n", " ")
    charset = message.get_param("charset")
    return value.partition(";")[0].strip().lower(), charset if isinstance(charset, str) else None
