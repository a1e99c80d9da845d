"""Whether two clauses of two claims may state the same of the same, or tell of one event."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from secondsource.checking.conflicts.frames import read
from secondsource.checking.conflicts.predicates import Clause, clause_over, concepts_of
from secondsource.checking.conflicts.spelling import word_set
from secondsource.model import Said

_NEWS = 10  # days within which reports without a date of their own may be of one event
_MONTHS = word_set("january february march april june july august september october november december")
_WEEK = word_set("monday tuesday wednesday thursday friday saturday sunday")
# Words that tell one event or person from another of its kind.
_APART = word_set(
    """
    another second third separate separately similar previous previously earlier elsewhere old former
    brother sister father mother son daughter wife husband cousin uncle nephew niece
    """
)


def one_matter(one: Said, clause: Clause, other: Said, there: Clause) -> bool:
    """Whether two clauses may state the same of the same: enough words come again and none sets them apart."""
    if not one_event(one, clause, other, there):
        return False
    shared = clause.concepts.keys() & there.concepts.keys()
    fewest = min(len(clause.concepts), len(there.concepts))
    if len(shared) >= 2:
        return len(shared) >= 0.5 * fewest
    if not shared or fewest > 1:
        return False
    most = max(len(clause.concepts), len(there.concepts))
    return most <= 2 or len(_content(one.context or one.text) & _content(other.context or other.text)) >= 3


def one_event(one: Said, clause: Clause, other: Said, there: Clause, *, anywhere: bool = False) -> bool:
    """Whether the sentences of two clauses may tell of one event: no day, means or mark of another keeps them apart.

    Nor does the place, unless ``anywhere``.
    """
    if _far_apart(one, other):
        return False
    own, theirs = read(one.text), read(other.text)
    a, b = own.sentences[own.within[clause.first]], theirs.sentences[theirs.within[there.first]]
    if (not anywhere and _clash(a.places, b.places)) or _clash(a.means, b.means):
        return False
    marks, others = _marks(one.text)[own.within[clause.first]], _marks(other.text)[theirs.within[there.first]]
    return marks.apart == others.apart and not any(_clash(*pair) for pair in zip(marks[1:], others[1:], strict=True))


class _Marks(NamedTuple):
    """The words of a sentence that tell its event from another: "another", days, months and years."""

    apart: frozenset[str]
    days: frozenset[str]
    months: frozenset[str]
    years: frozenset[str]


@lru_cache(maxsize=1024)
def _marks(text: str) -> tuple[_Marks, ...]:
    parsed = read(text)
    found = []
    for sentence in parsed.sentences:
        words = frozenset(token.low for token in parsed.tokens[sentence.first : sentence.last])
        days = frozenset(word.removesuffix("s") for word in words) & _WEEK
        years = frozenset(word for word in words if len(word) == 4 and word.isdecimal() and "1900" <= word < "2100")
        found.append(_Marks(words & _APART, days, words & _MONTHS, years))
    return tuple(found)


def same_event(one: Said, at: int, other: Said, there: int) -> bool:
    """Whether the sentences at two code points may tell of one event, wherever it took place."""
    a, b = clause_over(one.text, at), clause_over(other.text, there)
    return a is not None and b is not None and one_event(one, a, other, b, anywhere=True)


def _far_apart(one: Said, other: Said) -> bool:
    """Whether two claims appeared so far from each other that they tell of two events, unless they share a date."""
    if one.published is None or other.published is None or abs((one.published - other.published).days) <= _NEWS:
        return False
    dates = [{t.low for t in read(said.text).tokens if t.low in _MONTHS or t.low.isdecimal()} for said in (one, other)]
    return not any(word in _MONTHS or len(word) == 4 for word in dates[0] & dates[1])


def one_count(one: str, other: str) -> bool:
    """Whether two texts share a number in figures, or one of them has none."""
    return not _clash(_figures(one), _figures(other))


@lru_cache(maxsize=1024)
def _figures(text: str) -> frozenset[str]:
    return frozenset(token.low for token in read(text).tokens if token.low[0].isdecimal())


def _clash(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other


@lru_cache(maxsize=1024)
def _content(text: str) -> frozenset[str]:
    return frozenset(name for token in read(text).tokens for name in concepts_of(token))
