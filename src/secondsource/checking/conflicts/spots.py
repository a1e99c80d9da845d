"""The kinds of place that a text names by a common noun: "in the car park", "outside a hospital"."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from secondsource.checking.conflicts.placenames import MOVED_TO, MOVING
from secondsource.checking.conflicts.spelling import MOST, Word, is_capital, word_set, words_of

_OPEN, _ROOM, _BUILDING, _GROUNDS = range(4)
_SPOTS = {
    noun: level
    for level, nouns in {
        _OPEN: "river lake canal pool woods wood forest field ditch well tunnel beach sea road motorway hill street "
        "square park alley bridge car van truck boat bus train tram taxi lorry tent "
        "cave hut skip bin desert swamp",
        _ROOM: "cellar basement attic kitchen bedroom bathroom garage garden yard roof lobby corridor shed room office "
        "balcony staircase stairs lift hallway canteen classroom courtyard loft cage platform cabin stable",
        _BUILDING: "church restaurant shop store supermarket warehouse house hall barn library gym theatre "
        "theater museum chapel cinema bar pub cafe café bank mosque temple flat apartment villa cottage mill depot "
        "tower school home hospital hotel station clinic",
        _GROUNDS: "university prison palace airport farm zoo camp harbour harbor factory stadium port",
    }.items()
    for noun in nouns.split()
}
_HOLDING = word_set("home school hospital hotel station")  # buildings that may hold another
_BEFORE = word_set("in at on inside outside under behind into")
_BARE = word_set("home hospital school prison church")  # "at home"
_WITHIN = word_set("in inside into")
_ARTICLES = word_set("the a an his her its their")
_NO_PART = word_set("of in at on by for from with and or to is was were are had has that which")


class Spot(NamedTuple):
    """A place named by what it is: the word before it, its own words, and where it all stands in code points."""

    before: str
    words: tuple[str, ...]
    start: int
    end: int


@lru_cache(maxsize=1024)
def spots_in(text: str) -> tuple[Spot, ...]:
    """The places of a text that stand after a preposition and an article, without a name of their own."""
    words = words_of(text)
    found = []
    for i in range(len(words) - 1):
        moved = words[i].low in MOVED_TO and any(word.low in MOVING for word in words[max(0, i - 4) : i])
        if words[i].low in ("in", "at") and words[i + 1].low in _BARE:
            found.append(Spot(words[i].low, (words[i + 1].low,), words[i].start, words[i + 1].end))
        elif (words[i].low in _BEFORE or moved) and words[i + 1].low in _ARTICLES and i + 2 < len(words):
            last = _end(words, i + 2)
            if words[last - 1].low in _SPOTS:
                own = words[i + 2 : last]
                found.append(Spot(words[i].low, tuple(w.low for w in own), words[i + 1].start, own[-1].end))
    return tuple(found[:MOST])


def _end(words: tuple[Word, ...], first: int) -> int:
    """Where the noun ends that begins at the word ``first``: with the last word of a kind of place among the next."""
    last = first
    for i in range(first, min(len(words), first + 4)):
        if is_capital(words[i]) or not words[i].low[0].isalpha() or words[i].low in _NO_PART:
            break
        if words[i].low in _SPOTS:
            last = i + 1
    return last


def apart(one: Spot, text: str, other: Spot, other_text: str) -> tuple[str, str]:
    """The rule by which two kinds of place can't be one, with the reason; two empty texts where they may.

    A room may be in a building, and neither text may speak of the other's place.
    """
    noun, second = one.words[-1], other.words[-1]
    if noun == second:
        befores = {one.before, other.before}
        if "outside" in befores and befores & _WITHIN and not set(one.words) ^ set(other.words):
            return "place.inside", "inside in one, outside in the other"
        if noun in ("room", "hall", "house") and _of_two_kinds(one, other):
            return "place.different", "two kinds of place"
        return "", ""
    if _has(text, second) or _has(other_text, noun):
        return "", ""
    levels = {_SPOTS[noun], _SPOTS[second]}
    if levels in ({_ROOM, _BUILDING}, {_ROOM, _GROUNDS}, {_BUILDING, _GROUNDS}, {_OPEN, _GROUNDS}):
        return "", ""
    if levels == {_BUILDING} and len({noun, second} & _HOLDING) == 1:
        return "", ""
    return "place.different", "two kinds of place"


def _of_two_kinds(one: Spot, other: Spot) -> bool:
    return len(one.words) > 1 < len(other.words) and not set(one.words[:-1]) & set(other.words[:-1])


def _has(text: str, noun: str) -> bool:
    return any(word.low == noun for word in words_of(text))
