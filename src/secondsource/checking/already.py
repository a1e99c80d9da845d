"""Has somebody checked this before? Published checks, ranked by how like a claim the claims are that they are of.

A likeness decides nothing: two claims that differ in one number or one "not" have almost the same words. So the
numbers that differ are marked, and the reader is shown what was checked.
"""

from __future__ import annotations

import heapq
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

from secondsource.model import Check, Finding, Span, Spans

if TYPE_CHECKING:
    from collections.abc import Iterable

# Chosen on twelve claims and the same ones as checkers put them, the least like of which reach 0.55; of 36,000 pairs of
# unrelated news sentences six come as near as this.
LEAST: Final = 0.52
_MOST_TEXT: Final = 600  # code points of either text that are compared


class Checked(Protocol):
    """A published check: it says which claim was checked, and two that are equal are the same check."""

    @property
    def claimed(self) -> str:
        """The words of the claim that was checked."""


C = TypeVar("C", bound=Checked)


@dataclass(frozen=True, slots=True)
class Near(Generic[C]):
    """A check of a claim like this one; ``likeness`` lies between 0 and 1.

    ``numbers`` marks the numbers of the claim that are not in what was checked, and the other way round.
    """

    check: C
    likeness: float
    numbers: Finding | None


@dataclass(frozen=True, slots=True)
class Ranking(Generic[C]):
    """The nearest checks, nearest first; ``more`` count as near too, ``far`` are too far off."""

    near: tuple[Near[C], ...]
    more: int
    far: int


def rank(claim: str, checks: Iterable[C], *, most: int = 10, least: float = LEAST) -> Ranking[C]:
    """Return the ``most`` checks whose claims are most like this one, each check once, none below ``least``.

    Those that are equally like keep their order. The checks may come from a generator: no more than ``most`` are held.
    """
    words = _words(claim)
    best: list[tuple[float, int, C]] = []
    near = far = 0
    for number, check in enumerate(checks):
        likeness = _likeness(words, _words(check.claimed))
        if likeness < least:
            far += 1
            continue
        if any(likeness == other and check == known for other, _, known in best):
            continue
        near += 1
        heapq.heappush(best, (likeness, -number, check))
        if len(best) > most:
            heapq.heappop(best)
    best.sort(key=lambda each: each[:2], reverse=True)
    return Ranking(
        tuple(Near(check, likeness, differing_numbers(claim, check.claimed)) for likeness, _, check in best),
        more=near - len(best),
        far=far,
    )


# Words that sentences share whatever they are about.
_COMMON: Final = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "had", "has", "have", "he", "i", "in",
    "is", "it", "its", "no", "not", "of", "on", "or", "said", "say", "says", "she", "that", "the", "they", "this",
    "to", "was", "we", "were", "will", "with", "would",
})  # fmt: skip


def _words(text: str) -> str:
    from rapidfuzz.utils import default_process

    words = default_process(text[:_MOST_TEXT]).split()
    return " ".join([word for word in words if word not in _COMMON] or words)


def _likeness(own: str, other: str) -> float:
    """Return the mean of the likeness of all words and that of the best shared part.

    One is low where a sentence of the news holds a claim among other things, the other high where three words agree.
    """
    from rapidfuzz import fuzz

    return float(fuzz.token_sort_ratio(own, other) + fuzz.token_set_ratio(own, other)) / 200


def differing_numbers(own: str, other: str) -> Finding | None:
    """Return which numbers of two texts can't be the same; None where there is none, or a text has no number.

    "At least 70" and 80 can be the same.
    """
    ours, theirs = _numbers(own), _numbers(other)
    mine = _without_match(ours, theirs)
    its = _without_match(theirs, ours)
    if not (ours and theirs and (mine or its)):
        return None
    here = ", ".join(own[start:end] for start, end in mine) or "nothing else"
    there = ", ".join(other[start:end] for start, end in its) or "nothing else"
    words = f"numbers differ: {here} here, {there} in what was checked"
    return Finding(Check.NUMBER, "already.numbers", words, mine, its)


_YEAR: Final = re.compile(r"(?<![\w.,])(?:1[0-9]|20)[0-9]{2}(?![\w]|[.,][0-9])")


def _numbers(text: str) -> list[tuple[float, float, Span]]:
    """Return the numbers of a text, years too: from what to what each can mean, and where it stands."""
    from secondsource.checking.conflicts.figures import figures

    found = [(figure.low, figure.high, figure.span) for figure in figures(text)]
    for year in _YEAR.finditer(text):
        if not any(start < year.end() and year.start() < end for _, _, (start, end) in found):
            found.append((float(year[0]), float(year[0]), Span(*year.span())))
    return sorted(found, key=lambda number: number[2])


def _without_match(some: list[tuple[float, float, Span]], others: list[tuple[float, float, Span]]) -> Spans:
    return tuple(
        span
        for low, high, span in some
        if not any(low <= other_high and other_low <= high for other_low, other_high, _ in others)
    )
