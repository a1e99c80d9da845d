"""Contents of the tagger held to their sentences: words outside quotation marks end where their sentence does."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from secondsource.extraction.layout.text import Range
from secondsource.extraction.layout.words import word_set

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout
    from secondsource.extraction.rules.proposal import Proposal

_FIRST_PERSON = word_set("i we my our us me ours mine")
_SPOKEN = word_set("said says told added")  # a sentence with its own speaker
_STRAY = 4  # words; fewer, in a sentence that goes on around them, are no content of another sentence's verb


def within_sentences(layout: Layout, proposals: list[Proposal]) -> list[Proposal]:
    """``proposals`` whose contents run into no further sentence.

    A content may go on where marks go on, or where the next sentence is in the first person and so still the speaker's.
    What is cut off is free for an attribution or a statement of its own.
    """
    starts = [unit.first for unit in layout.units]
    found: list[Proposal] = []
    for proposal in proposals:
        here = bisect_right(starts, proposal.cue.first) - 1
        if here < 0:
            found.append(proposal)  # in a dateline before the first sentence
            continue
        parts = [_cut(layout, starts, part, here) for part in proposal.content]
        own = any(layout.units[here].first <= part.first < layout.units[here].last for part in parts)
        kept = [part for part in parts if not _stray(layout, starts, part, here)]
        if own:
            # "It rained. It will snow, the board said": nothing ties the first sentence to the board.
            kept = [part for part in kept if part.last > layout.units[here].first or layout.quoted(part.first)]
        if kept:
            found.append(proposal.with_content(tuple(kept)))
    return found


def _cut(layout: Layout, starts: list[int], part: Range, here: int) -> Range:
    first, last = part
    number = bisect_right(starts, first) - 1
    if number < here:
        # Content before its cue: from the start of the cue's sentence, unless marks run over that.
        begin = layout.units[here].first
        return Range(begin, last) if first < begin < last and not _goes_on(layout, *layout.units[here]) else part
    while 0 <= number < len(starts) - 1 and starts[number + 1] < last:
        number += 1
        if not _goes_on(layout, *layout.units[number]):
            return Range(first, starts[number])
    return part


def _goes_on(layout: Layout, first: int, last: int) -> bool:
    """Whether the sentence that begins at ``first`` is still of the words before it."""
    if layout.quoted(first):
        return True
    words = {layout.tokens[i].low for i in range(first, last)}
    return bool(words & _FIRST_PERSON) and not words & _SPOKEN and layout.words(first, last) > _STRAY


def _stray(layout: Layout, starts: list[int], part: Range, here: int) -> bool:
    number = bisect_right(starts, part.first) - 1
    if number < 0 or number == here or layout.quoted(part.first) or layout.words(*part) > _STRAY:
        return False
    unit = layout.units[number]
    return layout.words(*part) * 2 < layout.words(*unit)
