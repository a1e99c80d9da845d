"""How alike two claims are: which of many come nearest to one, and whether two make the same statement."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from secondsource.model import Check

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from secondsource.model import Said

# Of news sentences of one event and several outlets that come so near, marked by hand, one in ten says something else;
# of statements of one story that were written for the measurement (tests/bench/paraphrases.py), one in a thousand does.
_SAME: Final = 45.0
_SHARED: Final = 3  # telling words: two short claims can be equal and be about two events
_RELATED: Final = 25.0
_STEM: Final = 5  # letters that forms of a word share: as good as a stemmer here
_MOST: Final = 2_000  # code points of a claim that are compared
_WORD: Final = re.compile(r"[^\W_]+")
_NUMBERS: Final = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
_SILENT: Final = frozenset(
    "a an the this that these those it its he his him she her they their them we our you your i my who which what "
    "and or but nor so if than as of in on at to by for from with into over about after before between under against "
    "is are was were be been being am has have had do does did will would can could shall should may might must "
    "not no there here also more most some any all both each other another only own same such very just then too "
    "said says say saying told tells according s t re ve ll d".split()
)


class Likeness(NamedTuple):
    """How alike a claim, by its number, is to another one: ``score`` lies between 0 and 100."""

    number: int
    score: float


def rank(text: str, others: Iterable[tuple[int, str]], hints: Mapping[int, float] | None = None) -> list[Likeness]:
    """Return how alike each of the others (number and text) is to this text, the most alike first.

    ``hints`` tell by the number, from 0 to 1, how likely a claim is for what its words alone don't show: how rare the
    ones are that it shares, and whether its article is about the same story.
    """
    own = _telling(text)
    hints = hints or {}
    scored = [Likeness(number, _score(_likeness(own, _telling(other)), hints.get(number))) for number, other in others]
    return sorted(scored, key=lambda one: (-one.score, one.number))


def relation(one: Said, other: Said, score: float) -> Check | None:
    """Return whether two claims with this likeness make the same statement, are related, or neither (None).

    Claims that make the same statement may differ in its details (how many, when, where), which other checks show.
    """
    own, its = _telling(one.text), _telling(other.text)
    if len(own & its) >= _SHARED and _likeness(own, its) >= _SAME:
        return Check.SAME
    return Check.RELATED if score >= _RELATED else None


def _score(likeness: float, hint: float | None) -> float:
    return likeness if hint is None else (likeness + 100 * hint) / 2


def _likeness(own: frozenset[str], other: frozenset[str]) -> float:
    """Return how many of the telling words two claims share (Dice's coefficient), from 0 to 100."""
    return 200 * len(own & other) / (len(own) + len(other)) if own and other else 0.0


@lru_cache(maxsize=8192)  # those of one story are held against each other again and again
def _telling(text: str) -> frozenset[str]:
    """Return the words that tell what a text is about, by their first letters; small numbers in digits."""
    words = _WORD.findall(text[:_MOST].casefold())
    return frozenset(
        [_NUMBERS.get(word, word)[:_STEM] if not word.isdigit() else word for word in words if word not in _SILENT]
    )
