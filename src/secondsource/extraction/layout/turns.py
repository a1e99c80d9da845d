"""The turns of a transcript: where, among the tokens, somebody is named and where that one speaks."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from secondsource.extraction.layout.text import Range

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secondsource.extraction.layout.text import Token
    from secondsource.model import Turn


class Spoken(NamedTuple):
    """A turn as token ranges: ``label`` is None where the text does not name the speaker."""

    speaker: str
    label: Range | None
    words: Range

    @property
    def first(self) -> int:
        """The first token of the label, or of the words where there is none."""
        return self.label.first if self.label else self.words.first


def spoken_in(tokens: list[Token], turns: Iterable[Turn]) -> list[Spoken]:
    """The turns that have words, in order; of turns that overlap, what is left of the later ones."""
    starts = [token.start for token in tokens]
    found: list[Spoken] = []
    low = 0
    for turn in sorted(turns, key=lambda turn: turn.words):
        first, last = (bisect_left(starts, offset) for offset in turn.words)
        if max(first, low) >= last:
            continue
        label = None
        if turn.label is not None:
            begin, end = (bisect_left(starts, offset) for offset in turn.label)
            label = Range(begin, end) if low <= begin < end <= max(first, low) else None
        found.append(Spoken(turn.speaker, label, Range(max(first, low), last)))
        low = last
    return found


def parted_at(paragraphs: list[Range], turns: list[Spoken]) -> list[Range]:
    """``paragraphs`` cut where a label, the words after it, and what follows them begin."""
    cuts = sorted({i for turn in turns for i in (turn.first, *turn.words)})
    found: list[Range] = []
    at = 0
    for first, last in paragraphs:
        while at < len(cuts) and cuts[at] < last:
            if cuts[at] > first:
                found.append(Range(first, cuts[at]))
                first = cuts[at]
            at += 1
        found.append(Range(first, last))
    return found
