"""The text of a copy of evidence, whatever kind of file it is, and how it was read."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from importlib.util import find_spec

from secondsource.model import UnusableInput
from secondsource.reading.encoding import decode_kindly, known_kind
from secondsource.reading.kinds import ZIP_TAIL, is_mail, is_page, is_pdf, office_kind, split_content_type

_PAGE_WITHIN = 2048
_HEAD = 8192
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
# C0 but for tab, line ends, form feed, backspace and escape, which old texts and terminal logs have.
_CONTROLS = re.compile(r"[\0-\x07\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.05  # of the characters; random bytes have 0.1
_MOST_CONTROLS_IN_A_GUESS = 0.005
_LONGEST_POST = 1024**2  # bytes
_POST_FIELDS = (
    ("full_text",),
    ("data", "text"),
    ("note_tweet", "text"),
    ("record", "text"),
    ("value", "text"),
    ("text",),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one copy may cost.

    ``seconds`` are those of the clock, ``memory`` is in bytes beyond what a parser takes to start, ``pages`` are a
    PDF's, ``characters`` the code points of the text.
    """

    seconds: float = 60.0
    memory: int = 1024**3
    pages: int = 1000
    characters: int = 16 * 1024**2


@dataclass(frozen=True, slots=True)
class Text:
    """What was read from a copy: ``text`` is None where it has none; ``how`` says in one line what read it, or why not.

    ``marks`` lead from an offset in the text, in code points, to where that stands in the copy: a time code such as
    "01:02:03", or "page 3".
    """

    text: str | None
    how: str
    marks: tuple[tuple[int, str], ...] = ()

    def mark_at(self, offset: int) -> str | None:
        """Return the mark that the character at ``offset`` stands under, None before the first."""
        place = bisect_right(self.marks, offset, key=lambda mark: mark[0])
        return self.marks[place - 1][1] if place else None


def text_of(
    content: bytes,
    *,
    content_type: str | None = None,
    limits: Limits | None = None,
) -> Text:
    """Return the text of a copy of evidence.

    What kind of file it is shows in its content: ``content_type`` gives at most the encoding. Pages, mails, PDFs and
    office documents are parsed in a process of their own within ``limits``. Whatever goes wrong is told by ``how``:
    nothing is raised. No text holds a NUL or half a surrogate pair.
    """
    limits = limits or Limits()
    if not content:
        return Text(None, "0 bytes: no text")
    try:
        found = _read(content, split_content_type(content_type)[1], limits)
    except MemoryError:
        return Text(None, "too large for this machine's memory: no text")
    return within(found, limits)


def _read(content: bytes, charset: str | None, limits: Limits) -> Text:
    from secondsource.reading.transcript import is_transcript, is_webvtt, read_transcript

    if is_pdf(content):
        return _pdf(content, limits)
    if office := office_kind(content[:_HEAD], content[-ZIP_TAIL:]):
        return _apart("an office document", (office,), content, limits)
    kind = known_kind(content)
    if kind:
        return Text(None, f"{kind}: no text")
    if is_mail(content[:_HEAD]):
        return _apart("a mail or saved page", ("mail",), content, limits)
    text, encoding = decode_kindly(content, charset)
    if is_page(text[:_PAGE_WITHIN].encode("utf-8", "replace")):
        return _page(text, encoding, limits)
    most = _MOST_CONTROLS_IN_A_GUESS if "guess" in encoding else _MOST_CONTROLS
    if sum(1 for _ in _CONTROLS.finditer(text)) > most * len(text):
        return Text(None, "binary data: no text")
    text = _NO_TEXT.sub("\ufffd", text)
    if not text.strip():
        return Text(None, "blank: no text")
    if is_transcript(text):
        words, marks = read_transcript(text)
        kind = "WebVTT" if is_webvtt(text) else "SubRip"
        return Text(words or None, f"{kind} transcript ({len(marks):,} cues)" + ("" if words else ": no text"), marks)
    return _post(text, content) or Text(text, f"{encoding} text" if "," not in encoding else f"text ({encoding})")


def _post(text: str, content: bytes) -> Text | None:
    """Return the words of a post that was saved as JSON, as the programming interfaces of several services give it."""
    if len(content) > _LONGEST_POST or not text.lstrip().startswith("{"):
        return None
    try:
        post = json.loads(text)
    except (ValueError, RecursionError):
        return None
    for path in _POST_FIELDS:
        value = post
        for field in path:
            value = value.get(field) if isinstance(value, dict) else None
        if isinstance(value, str) and value.strip():
            return Text(_NO_TEXT.sub("\ufffd", value), f"JSON of a post (its {'.'.join(path)})")
    return None


def _pdf(content: bytes, limits: Limits) -> Text:
    if find_spec("pypdf") is None:
        return Text(None, "a PDF: to read its text, pip install 'secondsource[pdf]' and attach it again")
    return _apart("a PDF", ("pdf",), content, limits)


def _page(text: str, encoding: str, limits: Limits) -> Text:
    from secondsource.reading.formats.page import parsers

    found = _apart("a web page", parsers(), _NO_TEXT.sub("\ufffd", text).encode(), limits)
    return replace(found, how=f"{found.how} ({encoding})") if "," in encoding else found


def _apart(kind: str, parsers: tuple[str, ...], content: bytes, limits: Limits) -> Text:
    """Return what the first of the parsers that comes to an end reads."""
    from secondsource.reading.apart import Broken, as_text, ask_first

    try:
        return as_text(ask_first(parsers, content, limits))
    except Broken as fault:
        return Text(None, f"{kind} that can't be read ({fault}): no text")
    except UnusableInput as fault:
        return Text(None, f"{kind}: no text; it {fault}")


def within(found: Text, limits: Limits) -> Text:
    """Cut a text that is too long; whatever made it, it can be written as UTF-8 afterwards."""
    if found.text is None or len(found.text) <= limits.characters:
        return found
    marks = tuple(mark for mark in found.marks if mark[0] < limits.characters)
    return Text(found.text[: limits.characters], f"{found.how}, the first {limits.characters:,} characters", marks)
