"""Transcripts with time codes, SubRip and WebVTT: the words as a text, and when each cue was said."""

from __future__ import annotations

import re

# https://www.w3.org/TR/webvtt1/ and what is called SubRip, which has no standard: a number, a time line, the words.
_TIME = r"(?:([0-9]{1,4}):)?([0-9]{1,2}):([0-9]{2})(?:[.,]([0-9]{1,3}))?"
_TIMES = re.compile(rf"[ \t]{{0,20}}{_TIME}[ \t]{{1,20}}-->[ \t]{{1,20}}{_TIME}(?:[ \t].*)?")
_NUMBER = re.compile(r"[0-9]{1,9}[ \t]{0,20}")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,100})?[ \t]([^<>]{1,200})>")
_TAG = re.compile(r"</?[a-zA-Z0-9:.][^<>]{0,200}>|\{\\[^{}]{0,200}\}")
_WORD_TIME = re.compile(r"<[0-9]{2}:[0-9]{2}")
_NEW_SPEAKER = ("-", "–", "—", ">>", "•")
_SENTENCE_END = (".", "!", "?", "…", ".”", "?”", "!”", '."', '?"', '!"', ")", "]", "♪")
_PAUSE = 2  # seconds
_LINES_BEFORE = 3


def is_transcript(text: str) -> bool:
    """Say whether a text is SubRip or WebVTT: it begins with WEBVTT, or with a time line after at most a number."""
    if is_webvtt(text):
        return True
    lines = [line for line in text[:2000].splitlines() if line.strip()][: _LINES_BEFORE - 1]
    return any(
        _TIMES.fullmatch(line) and all(_NUMBER.fullmatch(one) for one in lines[:place])
        for place, line in enumerate(lines)
    )


def is_webvtt(text: str) -> bool:
    """Say whether a text has WebVTT's first line."""
    return re.match(r"WEBVTT(?:[ \t\r\n]|\Z)", text) is not None


def read_transcript(text: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Return the words of all cues as one text, and for each cue its offset in it and its time, such as "01:02:03".

    Cues are joined by a space, so that a sentence stays whole; a line ends where a sentence does, where somebody else
    speaks and where there is a pause. Speakers that WebVTT names stand before their words.
    """
    import html

    words: list[str] = []
    marks: list[tuple[int, str]] = []
    length, ended, voice, last = 0, 0, "", ""
    # Captions made live show each line twice, the second time above the next one; they time single words.
    rolling = _WORD_TIME.search(text) is not None
    for start, end, lines in _cues(text):
        said: list[str] = []
        new = start - ended >= _PAUSE
        for line in lines:
            named = _VOICE.search(line)
            plain = " ".join(html.unescape(_TAG.sub("", line)).split())
            if not plain or (rolling and plain == last):
                continue
            last = plain
            new = new or (not said and plain.startswith(_NEW_SPEAKER))
            if named and named[1].strip() != voice:
                voice = named[1].strip()
                said.append(f"\n{voice}: {plain}" if said else f"{voice}: {plain}")
                new = True
            else:
                said.append(f"\n{plain}" if said and plain.startswith(_NEW_SPEAKER) else plain)
        ended = end
        if not said:
            continue
        cue = " ".join(said).replace(" \n", "\n")
        if words:
            between = "\n" if new or words[-1].endswith(_SENTENCE_END) else " "
            words.append(between)
            length += len(between)
        marks.append((length, f"{start // 3600:02}:{start // 60 % 60:02}:{start % 60:02}"))
        words.append(cue)
        length += len(cue)
    return "".join(words), tuple(marks)


def _cues(text: str) -> list[tuple[int, int, list[str]]]:
    """Return each cue's first and last second, and its lines."""
    cues: list[tuple[int, int, list[str]]] = []
    within = False
    for line in text.splitlines():
        times = _TIMES.fullmatch(line) if "-->" in line else None
        if times:
            # Where the blank line between two cues is missing, the number of this one looks like words of the last.
            if within and cues and cues[-1][2] and _NUMBER.fullmatch(cues[-1][2][-1]):
                cues[-1][2].pop()
            cues.append((_seconds(times[1], times[2], times[3]), _seconds(times[5], times[6], times[7]), []))
            within = True
        elif not line.strip():
            within = False
        elif within:
            cues[-1][2].append(line)
    return cues


def _seconds(hours: str | None, minutes: str, seconds: str) -> int:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
