"""How alike two claims are: which of many come nearest to one, and whether two make the same statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from secondsource.model import Check

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secondsource.model import Said

_SAME: Final = 72.0
_RELATED: Final = 50.0


class Likeness(NamedTuple):
    """How alike a claim, by its number, is to another one: ``score`` lies between 0 and 100."""

    number: int
    score: float


def rank(text: str, others: Iterable[tuple[int, str]]) -> list[Likeness]:
    """Return how alike each of the others (number and text) is to this text, the most alike first."""
    from rapidfuzz import fuzz, utils

    own = utils.default_process(text)
    scored = [
        Likeness(number, fuzz.token_sort_ratio(own, other, processor=utils.default_process)) for number, other in others
    ]
    return sorted(scored, key=lambda one: (-one.score, one.number))


def relation(one: Said, other: Said, score: float) -> Check | None:
    """Return whether two claims with this likeness make the same statement, are related, or neither (None).

    Claims that make the same statement may differ in its details (how many, when, where), which other checks show.
    """
    if score >= _SAME:
        return Check.SAME
    return Check.RELATED if score >= _RELATED else None
