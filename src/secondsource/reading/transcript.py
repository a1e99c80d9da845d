"""Transcripts with time codes, SubRip and WebVTT: the words as a text, when each cue was said, and by whom."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from secondsource.model import Span, Turn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# https://www.w3.org/TR/webvtt1/ and what is called SubRip, which has no standard: a number, a time line, the words.
_TIME = r"(?:([0-9]{1,4}):)?([0-9]{1,2}):([0-9]{2})(?:[.,]([0-9]{1,3}))?"
_TIMES = re.compile(rf"[ \t]{{0,20}}{_TIME}[ \t]{{1,20}}-->[ \t]{{1,20}}{_TIME}(?:[ \t].*)?")
_NUMBER = re.compile(r"[0-9]{1,9}[ \t]{0,20}")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,100})?[ \t]([^<>]{1,200})>|</v>")
_TAG = re.compile(r"</?[a-zA-Z0-9:.][^<>]{0,200}>|\{\\[^{}]{0,200}\}")
_WORD_TIME = re.compile(r"<[0-9]{2}:[0-9]{2}")
_NEW_SPEAKER = ("-", "–", "—", ">>", "•")
_SENTENCE_END = (".", "!", "?", "…", ".”", "?”", "!”", '."', '?"', '!"', ")", "]", "♪")
_PAUSE = 2  # seconds
_LINES_BEFORE = 3
_TITLE = re.compile(r"(?:NOTE[ \t]{1,9})?title[ \t]{0,9}:(.{1,300})", re.IGNORECASE)

# As in "KROLL: …", in ">> Edda Kroll: …" and in "MAYOR KROLL (by telephone): …".
_LABEL = re.compile(r"((?:>{2,3}|[-–—•])?[ ]?)([^\W_][^:?!\"“”<>()\[\]]{0,59}?)(?:[ ]\([^()]{1,40}\))?:(?=[ ]|\Z)")
_SMALL = frozenset("of the for and at in on to de da di del la van von der den al el bin ibn".split())
_NO_SPEAKER = frozenset(
    "note update warning translation translator's-note subtitles captions music source sources date time location re ps"
    " remember reminder example question answer fact breaking headline title transcript caution tip hint"
    " step part chapter day number point option phase round section scene act episode lesson rule stage".split()
)
_NAMELESS = frozenset(["q", "a"])  # "Q: … A: …": somebody else speaks, and who is not said
_MOST_WORDS = 6
_IN_CAPITALS = 0.7  # of the letters; then capitals set no name apart


class Transcript(NamedTuple):
    """The words of all cues as one text.

    ``marks`` hold for each cue its offset in the text and its time, such as "01:02:03"; ``turns`` who says what, as
    far as the transcript names the speakers; ``title`` is what its head calls it.
    """

    text: str
    marks: tuple[tuple[int, str], ...]
    turns: tuple[Turn, ...]
    title: str | None = None


class Line(NamedTuple):
    """Words of one line, and who says them if that changes here.

    ``name`` stands at ``at`` in ``words``, and what is said begins at ``said``. ``changes`` tells that somebody else
    speaks than before, who has no name where ``name`` is None.
    """

    words: str
    name: str | None = None
    at: int = 0
    said: int = 0
    changes: bool = False


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
    """Return the words of all cues as one text, and for each cue its offset in it and its time (see ``Transcript``)."""
    found = transcript_of(text)
    return found.text, found.marks


def transcript_of(text: str) -> Transcript:
    """Return what SubRip or WebVTT holds. No text breaks it.

    Cues are joined by a space, so that a sentence stays whole; a line ends where a sentence does, where somebody else
    speaks and where there is a pause. Speakers that WebVTT names stand before their words. One who goes on speaking is
    named once.
    """
    cues = _cues(text)
    voiced = any(_VOICE.search(line) for _, _, lines in cues for line in lines)
    # Captions made live show each line twice, the second time above the next one; they time single words.
    spoken = _without_repeats(cues) if _WORD_TIME.search(text) else cues
    plain = [(start, end, list(_plain(lines))) for start, end, lines in spoken]
    names = Names(words for _, _, lines in plain for _, words in lines)
    writer = Writer()
    ended = 0
    for start, end, lines in plain:
        writer.begin(start, apart=start - ended >= _PAUSE)
        ended = end
        for voice, words in lines:
            if voice:
                writer.add(Line(f"{voice}: {words}", voice, 0, len(voice) + 2, changes=True))
            else:
                line = names.line(words)
                writer.add(line._replace(changes=line.changes or (voiced and line.name is None)))
    return writer.transcript(_title(text) if is_webvtt(text) else None)


@dataclass(slots=True)
class _Open:
    """A turn that is not over."""

    speaker: str
    label: Span
    start: int | None = None
    end: int = 0


class Writer:
    """Puts the lines of cues together to one text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[tuple[int, str]] = []
        self._turns: list[Turn] = []
        self._open: _Open | None = None
        self._time: str | None = None
        self._joint = ""

    def begin(self, seconds: int | None = None, *, apart: bool) -> None:
        """Begin a cue, said from this second on if that is known; ``apart`` from what was said before."""
        if seconds is not None:
            self._time = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        self._joint = "\n" if apart or (self._parts and self._parts[-1].endswith(_SENTENCE_END)) else " "

    def add(self, line: Line) -> None:
        """Add a line of the cue."""
        words, said = line.words, line.said
        if line.name is not None and self._open is not None and self._open.speaker == line.name:
            words, said = words[said:], 0
        elif line.changes:
            self._close()
            self._joint = "\n"
        if not words:
            return
        if self._parts:
            self._parts.append(self._joint)
            self._length += len(self._joint)
        if self._time is not None:
            self._marks.append((self._length, self._time))
        if line.name is not None and self._open is None:
            at = self._length + line.at
            self._open = _Open(line.name, Span(at, at + len(line.name)))
        if self._open is not None and said < len(words):
            if self._open.start is None:
                self._open.start = self._length + said
            self._open.end = self._length + len(words)
        self._parts.append(words)
        self._length += len(words)
        self._time, self._joint = None, " "

    def _close(self) -> None:
        turn, self._open = self._open, None
        if turn is not None and turn.start is not None:
            self._turns.append(Turn(turn.speaker, Span(turn.start, turn.end), turn.label))

    def transcript(self, title: str | None = None) -> Transcript:
        """Return all that was added."""
        self._close()
        return Transcript("".join(self._parts), tuple(self._marks), tuple(self._turns), title)


class Names:
    """Tells the names of speakers at the beginning of lines from other words before a colon."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Take all ``lines`` of a transcript: a name in small letters that stands alone is only known by its return."""
        self._times: Counter[str] = Counter()
        small = capital = 0
        for words in lines:
            found = _LABEL.match(words)
            if found:
                self._times[found[2]] += 1
                words = words[found.end() :]
            small += sum(map(str.islower, words))
            capital += sum(map(str.isupper, words))
        self._capitals = capital > _IN_CAPITALS * (small + capital)

    def line(self, words: str) -> Line:
        """Return a line with the name of the speaker it begins with, if it does."""
        found = _LABEL.match(words)
        name = found[2].strip() if found else ""
        if found and name.lower() in _NAMELESS:
            return Line(words, changes=True)
        if not found or not self._is_speaker(name, found[2], sure=found[1].startswith(">>")):
            return Line(words, changes=words.startswith(_NEW_SPEAKER))
        said = min(found.end() + 1, len(words))
        return Line(words, name, found.start(2), said, changes=True)

    def _is_speaker(self, name: str, counted: str, *, sure: bool) -> bool:
        words = name.split()
        if not words or len(words) > _MOST_WORDS or words[0].lower() in _NO_SPEAKER:
            return False
        if any(word.endswith(".") and len(word) > 5 for word in words) or not name[0].isupper():
            return False
        if not all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in words):
            return False
        again = self._times[counted] > 1
        if name.isupper():
            return sure or again or not self._capitals
        return sure or again or len(words) > 1


def _plain(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the words of each line with the voice that WebVTT gives them, "" for none."""
    import html

    voice = ""
    for line in lines:
        parts = _VOICE.split(line)
        for number, part in enumerate(parts):
            if number % 2:
                voice = " ".join(html.unescape(part).split()) if part else ""
                continue
            words = " ".join(html.unescape(_TAG.sub("", part)).split())
            if words:
                yield voice, words


def _without_repeats(cues: list[tuple[int, int, list[str]]]) -> list[tuple[int, int, list[str]]]:
    last = ""
    found = []
    for start, end, lines in cues:
        kept = []
        for line in lines:
            words = " ".join(_TAG.sub("", line).split())
            if words and words != last:
                kept.append(line)
                last = words
        found.append((start, end, kept))
    return found


def _title(text: str) -> str | None:
    """Return what WebVTT's first line or a field above the first cue calls the film."""
    head = text[:2000].partition("-->")[0]
    first, *rest = head.splitlines() or [""]
    stated = next((found[1] for line in rest if (found := _TITLE.fullmatch(line.strip()))), "")
    return " ".join((stated or first.removeprefix("WEBVTT").strip(" \t-–—:")).split()) or None


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
            cues.append((seconds(times[1], times[2], times[3]), seconds(times[5], times[6], times[7]), []))
            within = True
        elif not line.strip():
            within = False
        elif within:
            cues[-1][2].append(line)
    return cues


def seconds(hours: str | None, minutes: str, seconds: str) -> int:
    """Return a time code in seconds."""
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
