"""How many of whom: two claims that count the same people, or the same things, and can't both be right.

A figure is compared only with one of the same slot: what happened to whom ("killed", "civilians"). "At least 70" and
"at least 60" differ and are no conflict: both are true of 80. Nor is a part beside its whole (6 children among 16
civilians), unless the part is the larger.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from secondsource.checking.conflicts.counts import Count, counts
from secondsource.checking.conflicts.figures import Figure
from secondsource.checking.conflicts.frames import concept
from secondsource.checking.conflicts.scenes import Scene, alike, contrary, likeness, one_event, ordered, others, scene
from secondsource.checking.conflicts.vocabulary import EVENTS, SMALL
from secondsource.checking.conflicts.when import days_apart
from secondsource.model import Check, Finding, Said

_Pair = tuple[Count, Count]
# So much two sentences share, besides what is counted, where no known event says what is counted; more than that where
# things are counted: there, one of two findings at just half was wrong on pairs of ours.
_ALIKE = 0.5
_PARTS_ALIKE = 0.25  # where a part is held against its whole


def find(one: Said, other: Said) -> Iterator[Finding]:
    """Find the counts of two claims that can't both be true, at most one finding a slot."""
    first, second, turned = ordered(one, other)
    for own, its in _clashing(first, second):
        yield _finding(its, own) if turned else _finding(own, its)


@lru_cache(maxsize=1024)  # what is found of two claims is kept at both
def _clashing(first: Said, second: Said) -> tuple[_Pair, ...]:
    together = _Together(first, second)
    slots: dict[tuple[str, str, str], list[_Pair]] = {}
    settled: set[tuple[str, str]] = set()  # where a figure of one claim agrees with one of the other
    there = counts(second.text)
    for own in counts(first.text):
        for its in there:
            relation = _relation(own, its)
            if not relation or not together.comparable(own, its):
                continue
            if relation == "same" and not _clash(own.figure, its.figure, relation):
                settled.update(((own.event, own.whom), (its.event, its.whom)))
            elif _clash(own.figure, its.figure, relation) and not together.local(own, its):
                slots.setdefault((own.event, own.whom, its.whom), []).append((own, its))
    return tuple(
        min(pairs, key=_nearest)
        for pairs in slots.values()
        if not any((count.event, count.whom) in settled for count in pairs[0])
    )


def _relation(one: Count, other: Count) -> str:
    """How two counts' slots stand to each other: "same", "part" (one is part of other), "whole", or "" for neither."""
    if one.people != other.people:
        return ""
    things = not one.people and "" in (one.event, other.event)
    if one.whom == other.whom and (things or one.event == other.event):
        return "same"
    if not one.people:
        return ""
    if _within(one, other):
        return "part"
    return "whole" if _within(other, one) else ""


def _within(part: Count, whole: Count) -> bool:
    """Tell whether who ``part`` counts are among those of ``whole``, as children killed are among people hurt."""
    people = whole.whom in ("people", part.whom) or (whole.whom == "civilians" and part.whom in ("children", "women"))
    return people and part.event in whole.event.split(" or ") and bool(part.event)


def _of_a_kind(one: Count, other: Count, here: Scene, there: Scene) -> bool:
    """Tell whether one count may be of a kind of what the other counts: postal votes among votes."""
    for part, whole, told, around in ((one, other, here, there), (other, one, there, here)):
        fewer = 0 < part.figure.high < whole.figure.low and _partitive(part) and not _partitive(whole)
        if fewer and not told.words - {part.whom} <= around.words:
            return True
    own, its = _kinds(one) - there.words, _kinds(other) - here.words
    if own and its:
        return True
    return (bool(own) and other.figure.low > one.figure.high) or (bool(its) and one.figure.low > other.figure.high)


def _partitive(count: Count) -> bool:
    """Tell whether a count is of some of a set of unknown size: "four of the stations"."""
    rest = count.words.lower()[len(count.figure.words) :].split()
    known = len(rest) > 2 and (rest[2].isdecimal() or rest[2] in SMALL)
    return rest[:1] == ["of"] and rest[1:2] in (["the"], ["its"], ["their"]) and not known


def _kinds(count: Count) -> frozenset[str]:
    """The words of a count between its figure and its noun, as concepts."""
    last = len(count.figure.words.split())
    told = [word for word in count.words.lower().split()[last:-1] if word.isalpha() and word not in SMALL]
    return frozenset(map(concept, told))


def _clash(own: Figure, its: Figure, relation: str) -> bool:
    if relation == "part":
        return own.low > its.high
    if relation == "whole":
        return its.low > own.high
    return not own.agrees(its)


class _Together:
    """Two claims' sentences held together, each pair of sentences once."""

    def __init__(self, first: Said, second: Said) -> None:
        self.first, self.second = first, second
        self.known: dict[tuple[int, int, bool], bool] = {}

    def comparable(self, one: Count, other: Count) -> bool:
        """Tell whether two counts of one slot seem to be of one event."""
        if one.more != other.more or one.total != other.total:
            return False
        if self._apart(one.sentence, other.sentence, bool(one.event and one.people)):
            return False
        if one.event and one.people and one.event == other.event and one.whom == other.whom:
            return True
        here, there = scene(self.first, one.sentence), scene(self.second, other.sentence)
        if one.event and one.people:
            return likeness(here, there) >= _PARTS_ALIKE
        if contrary(self.first, one.span, self.second, other.span) or _of_a_kind(one, other, here, there):
            return False
        besides = frozenset((one.whom, concept(one.whom)))
        alike = likeness(here, there, besides)
        return bool(one.whom) and not others(here, there) and (alike >= _ALIKE if one.people else alike > _ALIKE)

    def _apart(self, one: int, other: int, suffered: bool) -> bool:
        """Tell whether two sentences tell of different events."""
        if (one, other, suffered) not in self.known:
            apart = not one_event(scene(self.first, one), scene(self.second, other))
            apart = apart or days_apart(self.first, one, self.second, other, around=suffered)
            self.known[one, other, suffered] = apart
        return self.known[one, other, suffered]

    def local(self, one: Count, other: Count) -> bool:
        """Tell whether the smaller figure may be that of one place among those of the larger."""
        here, there = scene(self.first, one.sentence), scene(self.second, other.sentence)
        less, more = (there, here) if other.figure.high < one.figure.low else (here, there)
        rest = more.names if more.places else more.known
        return not all(any(alike(place, name) for name in rest) for place in less.places - less.wider)


def tolls_differ(first: Said, one: int, second: Said, other: int) -> bool:
    """Tell whether two sentences count the same and come to other figures, none to the same."""
    here = [count for count in counts(first.text) if count.sentence == one]
    there = [count for count in counts(second.text) if count.sentence == other]
    pairs = [(own, its) for own in here for its in there if _relation(own, its) == "same" and (own.event or own.whom)]
    same = [own.figure.agrees(its.figure) and own.figure.value == its.figure.value for own, its in pairs]
    return bool(same) and not any(same)


def _nearest(pair: _Pair) -> tuple[float, tuple[int, int], tuple[int, int]]:
    own, its = pair
    gap = max(own.figure.low - its.figure.high, its.figure.low - own.figure.high)
    return gap, own.span, its.span


def _in_part(own: Count, its: Count) -> bool:
    return own.whom != its.whom or (own.people and own.event != its.event)


def _finding(own: Count, its: Count) -> Finding:
    if _in_part(own, its):
        rule = "number.part"
    elif own.figure.exact and its.figure.exact:
        rule = "number.differs"
    else:
        rule = "number.bound"
    return Finding(Check.NUMBER, rule, _words(own, its), (own.span,), (its.span,))


def _words(own: Count, its: Count) -> str:
    if _in_part(own, its):
        return f"{_shown(own)} here, {_shown(its)} there: a part can't be more than the whole"
    return f"{_shown(own)} here, {its.figure.words} there"


def _shown(count: Count) -> str:
    """The words of a count with what happened, unless they say so."""
    said = not count.event or any(EVENTS.get(word) for word in count.words.lower().split())
    return count.words if said else f"{count.words} {count.event}"
