"""The words of a text that deny something, and what they bear on."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from secondsource.checking.conflicts.frames import Text, read
from secondsource.checking.conflicts.predicates import (
    Clause,
    borne,
    clauses,
    concepts_of,
    says_no,
)
from secondsource.checking.conflicts.spelling import MOST, word_set

if TYPE_CHECKING:
    pass

_NOT = word_set("not never cannot nor neither")
_NONE = word_set("no none nobody nothing without")
_NOBODY = word_set("nothing nobody none")
DENY = word_set("denied denies deny denying refuted refutes rejected rejects disputed disputes dismissed dismisses")
_FAIL = word_set("failed fails fail refused refuses declined unable")
_SAY = word_set("comment say answer confirm give")
_FALSE = word_set("false untrue baseless unfounded fabricated fabrication fabrications lie lies hoax")
# What follows a negator that denies nothing: "not only", "no fewer than", "not clear whether".
_NO_DENIAL = word_set(
    """
    only just merely simply least fewer less more later longer doubt matter necessarily to sooner clear known certain
    sure immediately confirm confirmed verify verified independently yet or always all every mention exactly far comment
    immediate word sign wonder
    """
)
PLAN = word_set("plan plans intention intentions")
_BEFORE_NOT = word_set("whether if why or but should must shall would may might")
_AFTER_DENY = word_set(
    """
    that the any all it its he she they we his her their having being reports report allegations allegation claims claim
    accusations accusation charges responsibility involvement
    """
)
CLAIMED = word_set("claims claim reports report allegations allegation accusations charges")


class Denial(NamedTuple):
    """An operator of a text and what it bears on: concepts in order, each with its token.

    ``first`` and ``last`` bound the operator's tokens; they are equal where it stands before the claim's words.
    """

    rule: str
    first: int
    last: int
    clause: int
    concepts: tuple[tuple[str, int], ...]


@lru_cache(maxsize=1024)
def denials(text: str) -> tuple[Denial, ...]:
    """Every operator of a text that denies something, in order."""
    parsed = read(text)
    tokens = parsed.tokens
    found: list[Denial] = []
    for number, clause in enumerate(clauses(text)):
        for i in range(clause.first, clause.last):
            rule, end = _operator(parsed, i, clause) if len(found) < MOST else ("", i)
            if not rule and len(found) < MOST and says_no(tokens, i) and i in clause.concepts.values():
                found.append(Denial("negation.contrary", i, i + 1, number, borne(tokens, i, i + 1)))
            if not rule:
                continue
            forward = rule != "negation.false" or (end < clause.last and tokens[end].low == "that")
            first, last = (end, clause.last) if forward else (clause.first, i)
            concepts = borne(tokens, first, last)
            if tokens[i].low in _NOBODY and i > clause.first and (names := concepts_of(tokens[i - 1])):
                concepts = ((names[0], i - 1), *concepts)  # "knew nothing of it"
            if concepts:
                found.append(Denial(rule, i, end, number, concepts))
    return tuple(found)


def _operator(text: Text, i: int, clause: Clause) -> tuple[str, int]:
    """The rule of the operator that begins at token ``i`` and where it ends; "" where there is none."""
    low = text.tokens[i].low
    before = text.tokens[i - 1].low if i > clause.first else ""
    after = text.tokens[i + 1].low if i + 1 < clause.last else ""
    if low in _NOT or low.endswith(("n't", "n’t")) or low in _RUN_TOGETHER:
        to_blame = after == "to" and text.tokens[i + 2 : i + 3] and text.tokens[i + 2].low == "blame"
        if (after in _NO_DENIAL and not to_blame) or (before in _BEFORE_NOT and low != "never"):
            return "", i
        return "negation.not", i + 1
    if low in _NONE:
        if after in PLAN and [t.low for t in text.tokens[i + 2 : i + 3]] == ["to"]:
            return "negation.not", i + 3
        return ("", i) if after in _NO_DENIAL or before in ("or", "with") or not after else ("negation.none", i + 1)
    if low in DENY and before != "to" and _is_denied(text, i, clause):
        return "negation.denied", i + 1
    if low == "ruled" and after == "out":
        return "negation.denied", i + 2
    if low == "lack" and after == "of":
        return "negation.none", i + 2
    if low in _FAIL and after == "to" and text.tokens[min(i + 2, clause.last - 1)].low not in _SAY:
        return "negation.failed", i + 2
    if low in _FALSE and any(
        t.low in ("is", "are", "was", "were", "as") for t in text.tokens[max(clause.first, i - 3) : i]
    ):
        return "negation.false", i + 1
    return "", i


def _is_denied(text: Text, i: int, clause: Clause) -> bool:
    """Whether what follows a word like "denied" is told, not done: "rejected the claim", not "rejected the bill"."""
    after = [token.low for token in text.tokens[i + 1 : min(clause.last, i + 5)]]
    if not after or after[0] == "that" or after[0].endswith("ing") or after[0] in CLAIMED:
        return bool(after)
    return after[0] in _AFTER_DENY and (text.tokens[i].low.startswith("den") or bool(CLAIMED & set(after)))


_RUN_TOGETHER = word_set("didnt doesnt dont isnt wasnt werent arent havent hasnt hadnt wont cant")
