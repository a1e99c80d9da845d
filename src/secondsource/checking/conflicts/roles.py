"""The parts that a text gives to the persons it names: "the skipper, Joan Tarrow", "Joan Tarrow, the mate"."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from secondsource.checking.conflicts.persons import Person, persons_in
from secondsource.checking.conflicts.spelling import MOST, Word, word_set, words_of

# Parts of which one person has one: those of a row exclude each other, but for those joined by a stroke.
_ROWS = [
    [frozenset(part.split("/")) for part in row.split()]
    for row in (
        "skipper/captain mate deckhand passenger stowaway",
        "driver passenger conductor cyclist pedestrian",
        "pilot/captain copilot/co-pilot passenger navigator",
        "striker/forward/midfielder/defender goalkeeper/keeper",
        "coach/trainer referee player",
        "treasurer secretary chairman/chairwoman/chair",
        "defendant/accused victim judge prosecutor juror",
        "owner/landlord/landlady tenant",
        "doctor/surgeon nurse patient",
        "teacher pupil/student caretaker",
        "winner runner-up",
        "plaintiff defendant",
        "widow/widower daughter/son sister/brother mother/father",
        "cook/chef waiter/waitress",
    )
]
ROLES = frozenset(part for row in _ROWS for parts in row for part in parts) | word_set(
    "master engineer inspector guard lawyer editor producer singer actor actress professor commander"
)
_LESSER = {
    "deputy": "deputy", "assistant": "deputy", "vice": "deputy", "acting": "acting", "interim": "acting",
    "then": "former", "now": "former", "former": "former", "ex": "former", "once": "former",
}  # fmt: skip
_ARTICLES = word_set("the a an its his her their")
_GOES_ON = word_set("of at from for in on with who whose and")


class Role(NamedTuple):
    """A person's name and part, with "deputy" or the like, and where both stand in code points."""

    names: tuple[str, ...]
    noun: str
    lesser: frozenset[str]
    start: int
    end: int


@lru_cache(maxsize=1024)
def roles_in(text: str) -> tuple[Role, ...]:
    """The persons of a text that stand beside a part of theirs."""
    words = words_of(text)
    found = []
    for person in persons_in(text):
        at = _part_of(words, person)
        names = tuple(name for name in person.names if name.lower() not in ROLES)
        if at < 0 or not names:
            continue
        lesser = frozenset(_LESSER[word] for word in _just_before(words, at) if word in _LESSER)
        start, end = min(person.start, words[at].start), max(person.end, words[at].end)
        found.append(Role(names, words[at].low, lesser, start, end))
    return tuple(found[:MOST])


def _part_of(words: tuple[Word, ...], person: Person) -> int:
    """The word that names a person's part, beside the name or set off from it by a comma; -1 without one."""
    first = next(i for i, word in enumerate(words) if word.start >= person.start)
    last = next(i for i in range(first, len(words)) if words[i].text == person.names[-1]) + 1
    for i in (first, first - 1):
        if i >= 0 and words[i].low in ROLES:
            return i
    if first > 1 and words[first - 1].text == "," and words[first - 2].low in ROLES:
        return first - 2 if any(word in _ARTICLES for word in _just_before(words, first - 2)) else -1
    if last < len(words) and words[last].text == ",":
        for i in range(last + 1, min(len(words), last + 7)):
            if words[i].text in ",.;":
                break
            if words[i].low in ROLES and words[i].text.isalpha() and _ends(words, i):
                return i
    return -1


def _just_before(words: tuple[Word, ...], at: int) -> list[str]:
    """Up to three words before the word ``at``, the nearest first, back to a mark."""
    found = []
    for word in reversed(words[max(0, at - 3) : at]):
        if not word.low[0].isalpha():
            break
        found.append(word.low)
    return found


def _ends(words: tuple[Word, ...], i: int) -> bool:
    """Whether a noun phrase ends with the word ``i``: not "the driver seat"."""
    return i + 1 == len(words) or words[i + 1].low in _GOES_ON or not words[i + 1].low[0].isalpha()


def are_apart(one: Role, other: Role) -> bool:
    """Whether one person can't have both parts: they exclude each other, or one is below the other or given up."""
    if one.noun == other.noun:
        return one.lesser != other.lesser
    if "former" in one.lesser | other.lesser:
        return False
    apart = False
    for row in _ROWS:
        a, b = (next((part for part in row if role.noun in part), None) for role in (one, other))
        if a is not None and a == b:
            return False
        apart = apart or (a is not None and b is not None)
    return apart
