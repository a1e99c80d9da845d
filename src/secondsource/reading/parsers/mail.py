"""Mails (RFC 5322, MIME), and pages that a browser saved as one file (MHTML, RFC 2557), with the standard library."""

from __future__ import annotations

import contextlib
import email.errors
import email.header
import email.utils
import re
from email import message_from_bytes
from typing import TYPE_CHECKING, Any

from secondsource.reading.encoding import decode_kindly
from secondsource.reading.parsers import markup

if TYPE_CHECKING:
    from email.message import Message

try:
    from secondsource.reading.parsers.html import read as read_page
except ImportError:
    read_page = markup.read

_MOST_PARTS = 200
_MOST_NAMED = 5
_LONGEST_HEADER = 2_000
_LONGEST_NAME = 100
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_LINE_END = re.compile("\r\n?")
_ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
_ORGANISED = re.compile(r'\s*"?([^"<>]{1,200}?)"?\s*<')
_QUOTED = re.compile(r">+")
_SEALED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_OF_A_MAIL = ("to", "received", "message-id", "delivered-to")


def read(data: bytes, options: dict[str, Any]) -> dict[str, Any]:
    """Return a mail's own words, or the page in a file that a browser saved whole, and what it states.

    ``saved`` tells which of the two it is. What is attached is left aside and named in ``how``.
    """
    message = message_from_bytes(data)
    headers = {name.lower(): value for name, value in reversed(list(message.raw_items()))}
    saved = message.get_content_type() == "multipart/related" and not any(name in headers for name in _OF_A_MAIL)
    plain, html, attached = _parts(message)
    name = "a page saved as one file" if saved else "a mail"
    if plain.strip() and not saved:
        found: dict[str, Any] = {"text": plain, "how": f"{name}, its plain text", "marks": []}
    elif html is not None:
        found = read_page(_NO_TEXT.sub("\ufffd", _text(html)).encode(), options)
        found["how"] = f"{name}, {found['how']}"
    else:
        name = "an encrypted mail" if message.get_content_type() in _SEALED else name
        found = {"text": None, "how": f"{name}: no text", "marks": []}
    if attached:
        found["how"] += f" (attached and left aside: {_named(attached)})"
    if not saved:
        return {**found, **_stated(headers), "saved": False}
    places = (headers.get("snapshot-content-location"), html.get("Content-Location") if html is not None else None)
    url = next((str(place).strip() for place in places if place and _ADDRESS.fullmatch(str(place).strip())), None)
    title = found.get("title") or _decoded(headers.get("subject"))
    return {**found, "title": title, "url": url or found.get("url"), "saved": True}


def _parts(message: Message) -> tuple[str, Message | None, list[str]]:
    """Return the plain text of a mail, the part that is its page, and the names of what is attached."""
    plain: list[str] = []
    html: Message | None = None
    attached: list[str] = []
    waiting, seen = [message], 0
    while waiting and seen < _MOST_PARTS:
        part = waiting.pop()
        seen += 1
        kind = part.get_content_type()
        name = _file_name(part)
        if part.get_content_disposition() == "attachment" or (name and kind not in ("text/plain", "text/html")):
            attached.append(name or kind)
        elif part.is_multipart():
            inside = part.get_payload()
            waiting += reversed(
                [each for each in inside if not isinstance(each, str)] if isinstance(inside, list) else []
            )
        elif kind == "text/plain":
            plain.append(_flowed(part, _text(part)))
        elif kind == "text/html" and html is None:
            html = part
    return "\n".join(plain), html, attached


def _text(part: Message) -> str:
    content = part.get_payload(decode=True)
    charset = None
    with contextlib.suppress(Exception):  # a broken parameter has many ways to fail
        charset = part.get_content_charset()
    text = decode_kindly(content, charset)[0] if isinstance(content, bytes) else ""
    return _NO_TEXT.sub("\ufffd", text)


def _flowed(part: Message, text: str) -> str:
    """Join the lines that a mail program broke (RFC 3676), if the part says that it did."""
    text = _LINE_END.sub("\n", text)
    if str(part.get_param("format") or "").lower() != "flowed":
        return text
    drop = str(part.get_param("delsp") or "").lower() == "yes"
    lines: list[str] = []
    open_depth = -1  # of quotation, of the line before where that goes on
    for line in text.split("\n"):
        marks = _QUOTED.match(line)
        depth = marks.end() if marks else 0
        words = line[depth:].removeprefix(" ")
        soft = words.endswith(" ") and words != "-- "
        if soft and drop:
            words = words[:-1]
        if depth == open_depth and words != "-- ":
            lines[-1] += words
        else:
            lines.append(">" * depth + " " * bool(depth) + words)
        open_depth = depth if soft else -1
    return "\n".join(lines)


def _stated(headers: dict[str, str]) -> dict[str, str | None]:
    """Return what the headers of a mail state: of the outlet only what names one."""
    organised = _ORGANISED.match(headers.get("list-id", "")[:_LONGEST_HEADER])
    published = None
    with contextlib.suppress(ValueError, TypeError, IndexError, OverflowError):
        published = email.utils.parsedate_to_datetime(headers["date"]).date().isoformat() if "date" in headers else None
    archived = _ADDRESS.search(headers.get("archived-at", ""), 0, _LONGEST_HEADER)
    return {
        "title": _decoded(headers.get("subject")),
        "author": _people(headers.get("from", "")),
        "outlet": _decoded(headers.get("organization")) or (_decoded(organised[1]) if organised else None),
        "published": published,
        "url": archived[0] if archived else None,
    }


def _people(value: str) -> str | None:
    """Return the names in a From line, an address where there is no name."""
    found = email.utils.getaddresses([value[:_LONGEST_HEADER]])
    names = [_decoded(name) or address for name, address in found]
    return ", ".join(dict.fromkeys(filter(None, names))) or None


def _decoded(value: str | None) -> str | None:
    """Return a header's words on one line, whatever encoded them."""
    if not value:
        return None
    value = value[:_LONGEST_HEADER]
    # Bytes that are not ASCII came through as half surrogate pairs.
    value = decode_kindly(value.encode("utf-8", "surrogateescape"))[0]
    words = value
    with contextlib.suppress(email.errors.HeaderParseError, ValueError, LookupError):
        words = "".join(
            decode_kindly(piece, charset)[0] if isinstance(piece, bytes) else piece
            for piece, charset in email.header.decode_header(value)
        )
    return _NO_TEXT.sub("\ufffd", " ".join(words.split())) or None


def _file_name(part: Message) -> str | None:
    with contextlib.suppress(Exception):  # a broken parameter has many ways to fail
        return _decoded(part.get_filename())
    return None


def _named(names: list[str]) -> str:
    """Return a few names for a reader."""
    told = ", ".join(re.sub(r"[\0-\x1f\x7f-\x9f]+", " ", name)[-_LONGEST_NAME:] for name in names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return told + (f" and {more:,} more" if more > 0 else "")
