"""Transcripts: SubRip, WebVTT, and plain text whose lines give a time and a name. Each speaker's turn is a turn."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from secondsource.model import Article, Original, UnusableInput
from secondsource.reading.encoding import decode_kindly
from secondsource.reading.given import Reading
from secondsource.reading.transcript import (
    Line,
    Transcript,
    Writer,
    is_transcript,
    is_webvtt,
    seconds,
    transcript_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.reading.given import Given

MOST_MARKS: Final = 2_000
_TIME = r"(?:([0-9]{1,4}):)?([0-9]{1,2}):([0-9]{2})(?:[.,][0-9]{1,3})?"
_NAME = r"([^\W_][^:;?!\"“”<>()\[\]]{0,59}?)"
# "[00:12:03] NAME: words", "NAME (00:12:03): words", and a further time for the same speaker, "[00:12:33] words".
_TIMED_NAME = re.compile(rf"(?:\[{_TIME}\]|\({_TIME}\)|{_TIME})[ \t]{{1,9}}{_NAME}:(?:[ \t]+(\S.*))?")
_NAME_TIMED = re.compile(rf"{_NAME}[ \t]{{0,9}}(?:\[{_TIME}\]|\({_TIME}\)):?(?:[ \t]+(\S.*))?")
_TIMED = re.compile(rf"(?:\[{_TIME}\]|\({_TIME}\))(?:[ \t]+(\S.*))?")
_TITLE = re.compile(r"title[ \t]{0,9}:(.{1,300})", re.IGNORECASE)
_ANY_TIME = re.compile(rb":[0-9]{2}")
_WEBVTT = re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT")
_MOST_WORDS = 6  # of a name
_LINES_BEFORE = 10  # lines that may stand above the first speaker
_LEAST_SHARE = 0.1  # of the lines name a speaker
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


def looks_like(head: bytes, given: Given) -> bool:
    """Say whether these bytes begin a transcript: by its time lines, or by lines that give a time and a name."""
    if b"\0" not in head and not (_ANY_TIME.search(head) or _WEBVTT.match(head)):
        return False
    text, _ = _decoded(head)
    return is_transcript(text) or _is_timed(text)


def read(given: Given) -> Iterator[Reading]:
    """Yield the one article. Raises UnusableInput for a transcript without words."""
    content = given.content()
    text, encoding = _decoded(content)
    if is_transcript(text):
        kind, found = "WebVTT" if is_webvtt(text) else "SubRip", transcript_of(text)
        parts = f"{len(found.marks):,} cues"
    else:
        kind, found = "timed", _read_timed(text)
        parts = f"{len(found.turns):,} turns"
    if not found.text.strip():
        raise UnusableInput(f"{given.what} is a transcript without words; give one that has them")
    article = Article(
        text=found.text,
        sha256=hashlib.sha256(content).hexdigest(),
        name=given.stem,
        title=found.title,
        url=given.url,
        turns=found.turns,
    )
    marks = found.marks[:: len(found.marks) // MOST_MARKS + 1]
    read_by = f"{kind} transcript ({parts})" + ("" if encoding.lower() == "utf-8" else f", {encoding}")
    original = Original(content, given.name, read_by, given.content_type, marks, None, given.fetched)
    yield Reading(article, original, f"{kind} transcript")


def _decoded(content: bytes) -> tuple[str, str]:
    """Return the text and its encoding."""
    text, encoding = decode_kindly(content)
    return _NO_TEXT.sub("\ufffd", text), encoding


def _is_timed(text: str) -> bool:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not any(map(_speaker, lines[:_LINES_BEFORE])):
        return False
    named = sum(_speaker(line) is not None for line in lines)
    return named > 1 and named >= _LEAST_SHARE * len(lines)


def _speaker(line: str) -> tuple[str, int, str] | None:
    """Return the name, the second and the words of a line that gives a time and a name."""
    if found := _TIMED_NAME.fullmatch(line):
        *times, name, words = found.groups()
    elif found := _NAME_TIMED.fullmatch(line):
        name, *times, words = found.groups()
    else:
        return None
    if len(name.split()) > _MOST_WORDS or not name[0].isalpha():
        return None
    return name.strip(), _second(times), words or ""


def _second(times: list[str | None]) -> int:
    """Return the second of whichever of the alternative time codes was found."""
    hours, minutes, rest = next(three for at in range(0, len(times), 3) if (three := times[at : at + 3])[1])
    return seconds(hours, minutes or "", rest or "")


def _read_timed(text: str) -> Transcript:
    writer = Writer()
    title = None
    apart = begun = False
    for line in map(str.strip, text.splitlines()):
        if not line:
            apart = True
        elif spoken := _speaker(line):
            name, at, words = spoken
            begun = True
            writer.begin(at, apart=False)
            said = " ".join((f"{name}:", *words.split()))
            writer.add(Line(said, name, 0, len(name) + 2, changes=True))
            apart = False
        else:
            timed = _TIMED.fullmatch(line)
            writer.begin(_second([*timed.groups()][:-1]) if timed else None, apart=apart or not begun)
            words = (timed[timed.lastindex or 0] if timed and timed.groups()[-1] else "") if timed else line
            writer.add(Line(" ".join(words.split())))
            stated = None if begun else _TITLE.fullmatch(line)
            title = title or (" ".join(stated[1].split()) if stated else None)
            apart = False
    return writer.transcript(title)
