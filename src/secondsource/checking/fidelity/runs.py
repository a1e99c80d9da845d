"""Runs of words that are lined up alike, and the two texts they are of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secondsource.checking.fidelity.document import Coded, Prepared
    from secondsource.model import Change, Span


@dataclass(slots=True)
class Run:
    """A run of words lined up alike. ``strict`` tells that they are to be the source's own words."""

    change: Change
    own: list[Span]
    other: list[Span]
    own_words: list[int]
    other_words: list[int]
    passage: int
    strict: bool
    why: str = ""
    weighty: bool = False
    elided: bool = False  # left out where the claim has an ellipsis
    counts: bool = True  # false for what never makes a quotation less than verbatim


@dataclass(frozen=True, slots=True)
class Texts:
    """A claim and the document it is held against, and which words of the claim are in which quotation.

    ``quotation`` numbers each word's quotation; 0 is for words that may be reported in other words.
    """

    claim: Coded
    document: Prepared
    quotation: Sequence[int]

    def own(self, numbers: Sequence[int]) -> list[str]:
        """Return the claim's words as they compare."""
        return [self.claim.key(number) for number in numbers]

    def other(self, numbers: Sequence[int]) -> list[str]:
        """Return the document's words as they compare."""
        return [self.document.key(number) for number in numbers]
