"""One event at two places that are neither one place in two spellings nor one within the other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from secondsource.checking.conflicts.differences import Difference, findings
from secondsource.checking.conflicts.frames import read, stem
from secondsource.checking.conflicts.matters import are_namesakes, equal_counts, one_event, same_doer, same_time
from secondsource.checking.conflicts.modality import told_alike
from secondsource.checking.conflicts.placenames import PLACE_NOUNS, SITE, TOWN, UNKNOWN, Place, level_of, places_in
from secondsource.checking.conflicts.predicates import LIGHT, SMALL, Clause, clause_over, concept, says_no
from secondsource.checking.conflicts.spelling import MOST, alike, is_capital, same_land, word_set, words_of
from secondsource.checking.conflicts.spots import apart as spots_apart
from secondsource.checking.conflicts.spots import spots_in
from secondsource.model import Check, Finding, Said, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

_LIKE, _VERY_LIKE = 0.4, 0.6  # shares of the words of the longer clause, of the shorter one
_WINDS = {
    wind: number
    for number, winds in enumerate(
        ("north northern", "northeast northeastern", "east eastern", "southeast southeastern", "south southern",
         "southwest southwestern", "west western", "northwest northwestern")
    )
    for wind in winds.split()
}  # fmt: skip
_RATES = frozenset(("rise", "not rise"))  # turnout may rise here and there
_WITHOUT_CONTENT = (
    (SMALL - {"people", "person"})
    | LIGHT
    | word_set("city town village province governorate district neighbourhood neighborhood countryside")
)


def find(one: Said, other: Said) -> Iterator[Finding]:
    """Where two claims put one event at two places; rules ``place.different`` and ``place.direction``.

    A place within the other, a spelling of it, or one that the texts don't keep apart is none. Spans count code
    points of the two texts.
    """
    return findings(Check.PLACE, _differ, one, other)


def _differ(one: Said, other: Said) -> Iterator[Difference]:
    if one.text == other.text:
        return
    yield from _directions(one, other)
    found = _named(one, other) or _spots(one, other)
    if found:
        yield found


def _named(one: Said, other: Said) -> Difference | None:
    """The first two places by name, neither in the other, at which two claims put one event."""
    if one.article == other.article and one.article:  # one article tells of many places
        return None
    known: _Known | None = None
    for p, q in _opposite(one.text, other.text):
        likeness = _likeness(one, p, other, q)
        if not likeness:
            continue
        known = known or _Known(one, other)
        if known.apart(p, q, likeness):
            why = "neither lies in the other as far as the texts tell"
            return Difference("place.different", Span(p.start, p.end), Span(q.start, q.end), why)
    return None


def _opposite(one: str, other: str) -> Iterator[tuple[Place, Place]]:
    """Each place of one text with each of the other; what they lie in only where no place is in both."""
    for chain in places_in(one):
        for second in places_in(other):
            if not any(_one_place(p.name, q.name) for p in chain for q in second):
                yield chain[0], second[0]
                if len(chain) > 1 < len(second):
                    yield chain[1], second[1]
            elif not _one_place(chain[0].name, second[0].name):
                yield chain[0], second[0]


def _likeness(one: Said, p: Place, other: Said, q: Place) -> float:
    """How much of what happens at two places is the same, by the words but the names; 0 where it is two events."""
    a, b = clause_over(one.text, p.start), clause_over(other.text, q.start)
    if a is None or b is None or not _may_be_one_event(one, a, other, b):
        return 0.0
    own, theirs = _happening(one.text, a), _happening(other.text, b)
    shared = own & theirs
    if shared & _RATES:
        return 0.0
    if own == theirs != frozenset():
        return 1.0
    if len(shared) < 2 or len(shared) < 0.6 * min(len(own), len(theirs)):
        return 0.0
    if len(shared) < _LIKE * max(len(own), len(theirs)):
        return 0.0
    return len(shared) / min(len(own), len(theirs))


def _may_be_one_event(one: Said, a: Clause, other: Said, b: Clause) -> bool:
    """Whether two clauses may tell the same of one event, but where it took place."""
    return (
        one_event(one, a, other, b, anywhere=True)
        and same_time(one, a, other, b)
        and equal_counts(read(one.text), a, read(other.text), b)
        and same_doer(read(one.text), a, read(other.text), b)
        and told_alike(one, a, other, b)
        and not are_namesakes(one.text, other.text)
    )


def _happening(text: str, clause: Clause) -> frozenset[str]:
    """What the words of a clause tell of, less its names."""
    tokens = read(text).tokens[clause.first : clause.last]
    return frozenset(
        "not " * says_no(tokens, i) + (concept(token.low) or stem(token.low))
        for i, token in enumerate(tokens)
        if token.low.isalpha() and token.low not in _WITHOUT_CONTENT and (i == 0 or not token.text[0].isupper())
    )


class _Known:
    """What the texts of two claims tell of places: which lies in which, and how much ground each covers."""

    def __init__(self, one: Said, other: Said) -> None:
        self._texts = (one, other)
        chains = [
            chain
            for said in self._texts
            for text in (said.text, said.context, said.margins)
            for chain in places_in(text)
        ]
        self._within = [(near.name, far.name) for chain in chains for near, far in pairwise(chain)]
        self._levels = [
            (place.name, level, place.noun) for chain in chains for place in chain if (level := level_of(place))
        ]

    def apart(self, p: Place, q: Place, likeness: float) -> bool:
        """Whether the place ``p`` of the first claim and ``q`` of the second are two, neither within the other.

        A name that may be a town or a province is held against a town only where the claims are very like each other,
        and neither speaks of the other's place around, or the place is all in which they differ.
        """
        if _one_place(p.name, q.name) or p.loose != q.loose:
            return False
        if self._lies_in(p.name, q.name) or self._lies_in(q.name, p.name):
            return False
        one, other = self._texts
        if _speaks_of(other.text, p.name) or _speaks_of(one.text, q.name):
            return False
        (a, noun), (b, noun_b) = self._ground(p), self._ground(q)
        if a == b == SITE:
            return noun == noun_b
        if a == b != UNKNOWN:
            return True
        if UNKNOWN in (a, b):
            if likeness < _VERY_LIKE or max(a, b) > TOWN or (level_of(p) == SITE) != (level_of(q) == SITE):
                return False
            return likeness == 1 or not (_speaks_of(other.context, p.name) or _speaks_of(one.context, q.name))
        fine, coarse = (p, q) if a < b else (q, p)
        return any(
            level == max(a, b) and not _one_place(far, coarse.name)
            for far in self._around(fine.name)
            for name, level, _ in self._levels
            if _one_place(name, far)
        )

    def _ground(self, place: Place) -> tuple[int, str]:
        level = level_of(place)
        if level:
            return level, place.noun
        return next(((level, noun) for name, level, noun in self._levels if alike(name, place.name)), (UNKNOWN, ""))

    def _around(self, name: str) -> list[str]:
        """The places that ``name`` lies in, by the texts, nearest first."""
        found: list[str] = []
        reached = [name]
        while reached and len(found) < 8:
            at = reached.pop()
            for near, far in self._within:
                if alike(near, at) and far not in found and not alike(far, name):
                    found.append(far)
                    reached.append(far)
        return found

    def _lies_in(self, name: str, other: str) -> bool:
        return any(_one_place(far, other) for far in self._around(name))


def _one_place(one: str, other: str) -> bool:
    """Whether two names may mean one place: alike, or one part of the other ("Eastern Ghouta", "Ghouta")."""
    if alike(one, other) or same_land(one.lower(), other.lower()):
        return True
    short, long = sorted((one.split(), other.split()), key=len)
    return len(short) < len(long) and all(any(alike(word, part) for part in long) for word in short)


def _speaks_of(text: str, name: str) -> bool:
    """Whether a text names a place, wherever it does."""
    parts = [part for part in name.split() if part.lower() not in PLACE_NOUNS] or name.split()
    longest = max(parts, key=len)
    return any(is_capital(word) and alike(word.text, longest) for word in words_of(text))


def _directions(one: Said, other: Said) -> Iterator[Difference]:
    """Where two claims have opposite directions: "9 km north of Sellin" here, "south of Sellin" there."""
    for wind, name, here in _bearings(one.text):
        for second, place, there in _bearings(other.text):
            turn = abs(_WINDS[wind] - _WINDS[second])
            if min(turn, 8 - turn) < 2 or not alike(name, place):
                continue
            a, b = clause_over(one.text, here.start), clause_over(other.text, there.start)
            if a is None or b is None or not _may_be_one_event(one, a, other, b):
                continue
            own, theirs = _happening(one.text, a) - _WINDS.keys(), _happening(other.text, b) - _WINDS.keys()
            if own & theirs and len(own & theirs) >= 0.5 * min(len(own), len(theirs)):
                yield Difference("place.direction", here, there, "two directions from one place")


def _spots(one: Said, other: Said) -> Difference | None:
    """Where one thing happened at two kinds of place: "locked in the cellar" here, "locked in the attic" there."""
    for spot in spots_in(one.text):
        for second in spots_in(other.text):
            rule, why = spots_apart(spot, one.text, second, other.text)
            if not rule:
                continue
            here, there = Span(spot.start, spot.end), Span(second.start, second.end)
            a, b = clause_over(one.text, here.start), clause_over(other.text, there.start)
            if a is None or b is None or not _may_be_one_event(one, a, other, b):
                continue
            own, theirs = ({concept(word) for word in (phrase.before, *phrase.words)} for phrase in (spot, second))
            if _same_told(a.concepts.keys() - own, b.concepts.keys() - theirs):
                return Difference(rule, here, there, why)
    return None


def _same_told(own: AbstractSet[str], theirs: AbstractSet[str]) -> bool:
    """Whether two clauses tell of one thing but for the place: one adds little or nothing to the other."""
    shared, most = own & theirs, max(len(own), len(theirs))
    if min(len(own), len(theirs)) == 1:
        return bool(shared) and most <= 2
    return len(shared) >= 2 and (own <= theirs or theirs <= own or len(shared) >= 0.7 * most)


def _bearings(text: str) -> list[tuple[str, str, Span]]:
    """Each "north of X" of a text: the wind, the name and the span of both."""
    words = words_of(text)
    return [
        (word.low, words[i + 2].text, Span(word.start, words[i + 2].end))
        for i, word in enumerate(words[:-2])
        if word.low in _WINDS and words[i + 1].low == "of" and is_capital(words[i + 2])
    ][:MOST]
