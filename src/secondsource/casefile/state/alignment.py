"""Two lists of claims on one article, lined up by overlap; a passage of one version of a text, found in another.

A passage is found by its words and what stands around them, then by its place, as in the Web Annotation model's
TextQuoteSelector (https://www.w3.org/TR/annotation-model/#text-quote-selector).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from secondsource.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CONTEXT: Final = 32  # code points on each side that tell one place of the same words from another


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim as it is lined up: its number and uid, its words, and the spans of its content."""

    number: int
    uid: str
    words: tuple[str | None, ...]
    content: tuple[Span, ...]

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


def find_passage(old: str, span: Span, new: str) -> Span | None:
    """Return where the words at ``span`` of the old text stand in the new one, None where they do not.

    Of several places, the one with the most of the same text around it, then the one nearest by its share of the way.
    """
    words = old[span.start : span.end]
    before, after = old[max(span.start - CONTEXT, 0) : span.start], old[span.end : span.end + CONTEXT]
    expected = span.start / max(len(old), 1) * len(new)
    best: tuple[int, float] | None = None
    found = None
    at = new.find(words)
    while at >= 0:
        end = at + len(words)
        around = _same_end(before, new[max(at - CONTEXT, 0) : at]) + _same_start(after, new[end : end + CONTEXT])
        score = (around, -abs(at - expected))
        if best is None or score > best:
            best, found = score, Span(at, end)
        at = new.find(words, at + 1)
    return found


def _same_start(one: str, other: str) -> int:
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _same_end(one: str, other: str) -> int:
    return _same_start(one[::-1], other[::-1])
