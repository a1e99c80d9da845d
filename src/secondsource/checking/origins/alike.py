"""Which sources nothing tells apart: "a military source" and "a Kurdish military source" may be one person."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from secondsource.checking.origins.bodies import BODY_WORDS, LANDS, WATCHES, also, initials_of, is_wire, word_set

# Whoever is called so and no more is one crowd.
_CROWDS = word_set("activist witness resident medic doctor rebel rescuer local militant fighter")


def could_be(
    ends: Mapping[str, AbstractSet[str]], articles: Mapping[str, AbstractSet[int]]
) -> dict[str, tuple[str, str]]:
    """For each end of a graph that cannot be told from another: which one it is counted with, and by which voice of it.

    ``ends`` are the keys of the voices that an end stands for, ``articles`` the numbers of the articles it is in: where
    several fit, one of the same article goes first.
    """
    firm = {end: _firm(keys) for end, keys in ends.items()}
    counted: list[str] = []
    found: dict[str, tuple[str, str]] = {}
    for end in sorted(ends, key=lambda e: (-_told(firm[e]), e)):
        fitting = [
            (not articles[end] & articles[other], other, key)
            for other in counted
            for key in firm[other]
            if any(_fits(own, key) for own in firm[end])
        ]
        if fitting:
            found[end] = min(fitting)[1:]
        else:
            counted.append(end)
    return found


def _firm(keys: AbstractSet[str]) -> list[str]:
    """The keys that name somebody, or all where none does."""
    return sorted(key for key in keys if key.startswith(("body:", "person:"))) or sorted(keys)


def _told(keys: list[str]) -> int:
    """How much is known of an end: the more, the sooner it counts by itself."""
    return max(map(_length, keys), default=1)


def _length(key: str) -> int:
    sort, _, words = key.partition(":")
    if sort in ("anybody", "wires", "joint"):
        return -1
    names = also(tuple(words.split())) if sort == "body" else (tuple(words.split()),)
    return max(map(len, names))


def _fits(vague: str, other: str) -> bool:
    """Whether what is known of one, all of it, is true of the other."""
    sort, _, told = vague.partition(":")
    kind, _, words = other.partition(":")
    a, b = told.split(), words.split()
    match sort:
        case "anybody":
            return True
        case "unnamed":
            if kind == "body":  # "a hospital": the one that is named elsewhere
                return a[0] in BODY_WORDS and {word.lower() for word in a} <= set(b)
            return kind == "unnamed" and (set(a) <= set(b) or _one_crowd(a, b))
        case "watcher":
            return kind == "body" and bool(WATCHES.intersection(b))
        case "joint":
            return other in told.split("|") or any(_fits(part, other) for part in told.split("|"))
        case "wires":
            if told:
                return other in told.split("|")
            return (kind == "body" and is_wire(words)) or kind == "wires"
        case "body":
            if len(a) == 1 and a[0] in initials_of(tuple(b)):
                return kind == "body"
            short = len(a) > 1 or (len(a) == 1 and (a[0] in BODY_WORDS or a[0] in LANDS))
            return kind == "body" and a != b and short and any(_part(a, list(words)) for words in also(tuple(b)))
        case _:
            return kind == "person" and len(a) == 1 < len(b) and a == b[-1:]


def _part(short: list[str], words: list[str]) -> bool:
    """Whether a name begins or ends as a longer one does: "the ministry", "the interior ministry"."""
    return len(short) < len(words) and short in (words[: len(short)], words[-len(short) :])


def _one_crowd(a: list[str], b: list[str]) -> bool:
    """As "local activists" and "opposition activists", but not "Sylvanian activists" and "Freedonian activists"."""
    here, there = ({word for word in words if word[0].isupper()} for words in (a, b))
    return a[0] == b[0] and a[0] in _CROWDS and (not here or not there or bool(here & there))
