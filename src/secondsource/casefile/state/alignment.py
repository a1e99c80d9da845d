"""Two lists of claims on one article, lined up by overlap; a passage of one version of a text, found in another.

A passage is found by its words and what stands around them, then by its place, as in the Web Annotation model's
TextQuoteSelector (https://www.w3.org/TR/annotation-model/#text-quote-selector).
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from secondsource.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

CONTEXT: Final = 500  # code points on each side that tell one place of the same words from another
_BREAK: Final = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|\n\s*")  # between sentences
_FEW_PAIRS: Final = 16  # from here on, claims with the same surroundings are paired first, which costs next to nothing
_MOST_PAIRS: Final = 10_000  # of claims that say the same, that are compared by what stands around them
_LONGEST: Final = 2_000  # code points of a sentence before and after a passage that are compared


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim as it is lined up: its number and uid, its words, and the spans of its content."""

    number: int
    uid: str
    words: tuple[str | None, ...]
    content: tuple[Span, ...]

    @property
    def hull(self) -> Span:
        """Its content with all between."""
        return Span(self.content[0].start, self.content[-1].end)

    @property
    def order(self) -> tuple[int, int, str]:
        """Where it stands among the claims of its article, the same in every file."""
        return self.content[0].start, self.content[-1].end, self.uid


def overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Return the share of the code points of both that both hold, from 0 to 1."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a, b in itertools.product(one, other))
    total = sum(span.end - span.start for span in (*one, *other)) - shared
    return shared / total if total else 0.0


def line_up(others: Iterable[Placed], onto: Iterable[Placed]) -> dict[int, int | None]:
    """Return for each of the others the number of the claim that it is, by content, more than half the same as.

    Where several are, the one with the most in common, then with the same words, then the first. None where none is.
    """
    ahead = sorted(onto, key=lambda claim: claim.order)
    longest = max((claim.order[1] - claim.order[0] for claim in ahead), default=0)
    found: dict[int, int | None] = {}
    first = 0
    for other in sorted(others, key=lambda claim: claim.order):
        start, end, _ = other.order
        while first < len(ahead) and ahead[first].order[0] + longest <= start:
            first += 1
        best: tuple[float, bool] = (0.5, False)
        found[other.number] = None
        for index in range(first, len(ahead)):
            claim = ahead[index]
            if claim.order[0] >= end:
                break
            score = (overlap(other.content, claim.content), other.words == claim.words)
            if score > best and score[0] > 0.5:
                best, found[other.number] = score, claim.number
    return found


def pair_up(claims: Iterable[Placed], old: str, targets: Iterable[Placed], new: str) -> dict[int, int]:
    """Return for the claims of an old text the numbers of the targets in the new one that have the same words.

    No target is given twice: of several claims with the same words, each goes with the target in the same sentences,
    then with what is most like its own surroundings, then with the nearest; one too many goes with none.
    """
    ahead: defaultdict[tuple[str | None, ...], list[Placed]] = defaultdict(list)
    for target in sorted(targets, key=lambda one: one.order):
        ahead[target.words].append(target)
    groups: defaultdict[tuple[str | None, ...], list[Placed]] = defaultdict(list)
    for claim in sorted(claims, key=lambda one: one.order):
        if claim.words in ahead:
            groups[claim.words].append(claim)
    found: dict[int, int] = {}
    for words, claims_left in groups.items():
        group, same = claims_left, ahead[words]
        if len(group) * len(same) > _FEW_PAIRS:
            group, same = _the_rest(group, old, same, new, found)
        if len(group) * len(same) > _MOST_PAIRS:
            continue
        taken: set[int] = set()
        here = [(claim.number, _surroundings(old, claim.hull)) for claim in group]
        ahead_of_it = [(target.number, _surroundings(new, target.hull)) for target in same]
        pairs = [
            (_likeness(around, around_there), number, there)
            for number, around in here
            for there, around_there in ahead_of_it
        ]
        for _, number, there in sorted(pairs, key=lambda pair: pair[0], reverse=True):
            if number not in found and there not in taken:
                found[number] = there
                taken.add(there)
    return found


def _the_rest(
    group: list[Placed], old: str, same: list[Placed], new: str, found: dict[int, int]
) -> tuple[list[Placed], list[Placed]]:
    """Put those whose surroundings are the same on both sides into ``found``, in their order, and return the others."""
    places: defaultdict[object, list[Placed]] = defaultdict(list)
    for target in reversed(same):
        places[_surroundings(new, target.hull)[:3]].append(target)
    rest = []
    for claim in group:
        if there := places[_surroundings(old, claim.hull)[:3]]:
            found[claim.number] = there.pop().number
        else:
            rest.append(claim)
    return rest, [target for left in places.values() for target in left]


def find_passage(old: str, span: Span, new: str, *, whole: bool = False) -> Span | None:
    """Return where the words at ``span`` of the old text stand in the new one, None where they do not.

    Of several places, one in the same sentences, then the one with the most of the same text around it, then the
    nearest by its share of the way.
    ``whole`` asks for places where all sentences that the words stand in are the same: "12 died." is no part of
    "112 died.".
    """
    words = old[span.start : span.end]
    here = _surroundings(old, span)
    places = ((_surroundings(new, place), place) for place in _occurrences(words, new))
    likely = ((_likeness(here, there), place) for there, place in places if not whole or there[0] == here[0])
    return max(likely, key=lambda pair: pair[0], default=(None, None))[1]


_Surroundings = tuple[tuple[str, str], str, str, float]
"""The rest of the sentences that a passage stands in, what is before and after it, and its share of the way."""


def _surroundings(text: str, span: Span) -> _Surroundings:
    before, after = text[max(span.start - CONTEXT, 0) : span.start], text[span.end : span.end + CONTEXT]
    return _sentences(text, span), before[::-1], after, span.start / max(len(text), 1)


def _likeness(one: _Surroundings, other: _Surroundings) -> tuple[bool, int, float]:
    """Return whether the sentences are the same, how much around them is, and how near they are to each other."""
    around = _same_start(one[1], other[1]) + _same_start(one[2], other[2])
    return one[0] == other[0], around, -abs(one[3] - other[3])


def _occurrences(words: str, text: str) -> Iterator[Span]:
    at = text.find(words)
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + 1)


def _sentences(text: str, span: Span) -> tuple[str, str]:
    """Return what stands before and after these words in the sentences that they begin and end in."""
    start = max(text.rfind("\n", 0, span.start), span.start - _LONGEST, 0)
    for gap in _BREAK.finditer(text, start, span.start):
        start = gap.end()
    gap_after = _BREAK.search(text, max(span.end - 1, 0), span.end + _LONGEST)
    end = max(gap_after.start(), span.end) if gap_after else span.end + _LONGEST
    return text[start : span.start], text[span.end : end]


def _same_start(one: str, other: str) -> int:
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
