"""Which sources nothing tells apart: "a military source" and "a Kurdish military source" may be one person."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from secondsource.checking.origins.bodies import BODY_WORDS, LANDS, WATCHES, is_wire, word_set

# Whoever is called so and no more is one crowd.
_CROWDS = word_set("activist witness resident medic doctor rebel rescuer local militant fighter")


def could_be(ends: Mapping[str, AbstractSet[str]], articles: Mapping[str, AbstractSet[int]]) -> dict[str, str]:
    """For each end of a graph that cannot be told from another, which one it is counted with.

    ``ends`` are the keys of the voices that an end stands for, ``articles`` the numbers of the articles it is in: where
    several fit, one of the same article goes first.
    """
    firm = {end: _firm(keys) for end, keys in ends.items()}
    counted: list[str] = []
    found: dict[str, str] = {}
    for end in sorted(ends, key=lambda e: (-_told(firm[e]), e)):
        fitting = [other for other in counted if any(_fits(a, b) for a in firm[end] for b in firm[other])]
        if fitting:
            found[end] = min(fitting, key=lambda other: (not articles[end] & articles[other], other))
        else:
            counted.append(end)
    return found


def _firm(keys: AbstractSet[str]) -> list[str]:
    """The keys that name somebody, or all where none does."""
    return sorted(key for key in keys if key.startswith(("body:", "person:"))) or sorted(keys)


def _told(keys: list[str]) -> int:
    """How much is known of an end: the more, the sooner it counts by itself."""
    return max(
        (-1 if key.startswith(("anybody", "wires", "joint")) else len(key.partition(":")[2].split()) for key in keys), default=1
    )


def _fits(vague: str, other: str) -> bool:
    """Whether what is known of one, all of it, is true of the other."""
    sort, _, told = vague.partition(":")
    kind, _, words = other.partition(":")
    a, b = told.split(), words.split()
    match sort:
        case "anybody":
            return True
        case "unnamed":
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
            short = len(a) > 1 or (len(a) == 1 and (a[0] in BODY_WORDS or a[0] in LANDS))
            return kind == "body" and short and len(a) < len(b) and (b[: len(a)] == a or b[-len(a) :] == a)
        case _:
            return kind == "person" and len(a) == 1 < len(b) and a == b[-1:]


def _one_crowd(a: list[str], b: list[str]) -> bool:
    """As "local activists" and "opposition activists", but not "Sylvanian activists" and "Freedonian activists"."""
    here, there = ({word for word in words if word[0].isupper()} for words in (a, b))
    return a[0] == b[0] and a[0] in _CROWDS and (not here or not there or bool(here & there))
