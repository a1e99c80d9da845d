"""The words of a text that hold a statement back, and what they bear on."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from secondsource.checking.conflicts.frames import Text, read
from secondsource.checking.conflicts.predicates import (
    Clause,
    borne,
    clauses,
    concepts_of,
)
from secondsource.checking.conflicts.spelling import MOST, word_set

if TYPE_CHECKING:
    pass

_MAY = word_set("may might")
_ADVERBS = word_set(
    "reportedly allegedly apparently possibly perhaps probably presumably purportedly supposedly seemingly ostensibly"
)
_THOUGHT = word_set(
    "believed thought feared suspected presumed understood assumed appears appeared appear seems seemed seem likely "
    "rumoured rumored"
)
_PLANNED = word_set(
    "expected planned plans planning planned intends intended set scheduled aims hopes preparing prepared prepares"
)
_CONSIDERED = dict.fromkeys("considering weighing contemplating mulling pondering".split(), "modality.considered")
_FEAR = word_set("fear fears feared")  # to believe a thing is to say it
_BEFORE_NOUN = word_set("the a an his her their its any no some amid over of")
_AFTER_FEAR = word_set("that the a an he she it they his her their there")
_MULLED = word_set("considered mooted discussed weighed")
_LINKS = word_set("to that have has had be been")
_BE = word_set("was were is are been be has have had also widely now still")
_BEFORE_LIKELY = _BE | {"most", "very"}
_FEARED = word_set("lost dead drowned killed trapped missing")
_BEFORE_CLEAR = word_set("not immediately yet")
_UNCLEAR = word_set("unclear unknown unconfirmed")
_NUMBERS = word_set("one two three four five six seven eight nine ten some several many")


class Hedge(NamedTuple):
    """Words of a text that hold a statement back, tokens ``[first, last)``, and what they bear on."""

    rule: str
    first: int
    last: int
    clause: int
    concepts: tuple[tuple[str, int], ...]


@lru_cache(maxsize=1024)
def hedges(text: str) -> tuple[Hedge, ...]:
    """Every hedge and every plan of a text, in order."""
    parsed = read(text)
    tokens = parsed.tokens
    found: list[Hedge] = []
    for number, clause in enumerate(clauses(text)):
        for i in range(clause.first, clause.last):
            if tokens[i].low in ("whether", "if"):
                break
            rule, end = _operator(parsed, i, clause) if len(found) < MOST else ("", i)
            back = rule == "modality.considered" and tokens[i].low in _MULLED  # "is being considered"
            about = (clause.first, i) if back else (end, clause.last)
            if rule and (concepts := borne(tokens, *about)):
                first = _start_of(parsed, i, clause) if rule == "modality.unclear" else i
                found.append(Hedge(rule, first, end, number, concepts))
    return tuple(found)


def _operator(text: Text, i: int, clause: Clause) -> tuple[str, int]:
    """The rule of the operator that begins at token ``i`` and where it ends; "" where there is none."""
    tokens, token = text.tokens, text.tokens[i]
    before = tokens[i - 1].low if i > clause.first else ""
    after = tokens[i + 1].low if i + 1 < clause.last else ""
    if rule := _CONSIDERED.get(token.low):
        return (rule, i + 1) if before in _BE else ("", i)
    if (token.low == "thinking" and after in ("of", "about")) or (token.low in _MULLED and before == "being"):
        return "modality.considered", i + 1
    if token.low == "talks" and before == "in" and after in ("to", "over", "on", "about"):
        return "modality.considered", i + 2
    if token.low in _MAY and token.text.islower() and after.isalpha() and after != "not":
        return "modality.may", i + 1
    if token.low == "could" and (after in ("have", "be", "become") or not _has_object(text, i + 2, clause)):
        return "modality.may", i + 1
    if token.low in ("is", "are") and after == "to" and i + 2 < clause.last and tokens[i + 2].low != "blame":
        return "modality.planned", i + 2
    if token.low in ("feared", "presumed") and after in _FEARED:
        return "modality.hedged", i + 1
    if token.low in _THOUGHT and before in _BE and after.endswith(("ed", "en")):  # "is presumed stolen"
        return "modality.hedged", i + 1
    if token.low in _ADVERBS:
        return "modality.hedged", i + 1
    if token.low == "likely" and before in _BEFORE_LIKELY and after not in _LINKS:
        return "modality.hedged", i + 1
    if token.low in _THOUGHT and after in _LINKS and (before in _BE or token.low.startswith(("appear", "seem"))):
        return "modality.hedged", i + 2
    that = after in _AFTER_FEAR or text.tokens[min(i + 1, clause.last - 1)].text.istitle()
    if token.low in _FEAR and that and before and before not in _BE | _BEFORE_NOUN:
        return "modality.feared", i + 1
    if token.low == "suspected" and after == "of" and before in _BE:
        return "modality.hedged", i + 2
    if token.low in _UNCLEAR or (token.low in ("clear", "known") and before in _BEFORE_CLEAR):
        return ("modality.unclear", i + 2) if after in ("if", "whether") else ("", i)
    if token.low in ("will", "would") and _is_future(text, i, clause):
        return "modality.planned", i + 1
    if token.low in _PLANNED and after == "to":
        return "modality.planned", i + 2
    return "", i


def _start_of(text: Text, i: int, clause: Clause) -> int:
    """Where "not immediately clear" begins that ends at the token ``i``."""
    while i > clause.first and text.tokens[i - 1].low in _BEFORE_CLEAR:
        i -= 1
    return i


def _is_future(text: Text, i: int, clause: Clause) -> bool:
    """Whether "will" or "would" tells of what is to come: no last will, no "would if"."""
    before, after = text.tokens[max(clause.first, i - 1)].low, text.tokens[min(i + 1, clause.last - 1)]
    if (
        not after.low.isalpha()
        or after.low in ("not", "have", "never")
        or before in ("the", "a", "his", "her", "their")
    ):
        return False
    low = {token.low for token in text.tokens[clause.first : clause.last]} if text.tokens[i].low == "would" else set()
    return text.tokens[i].text.islower() and not low & {"if", "when"}


def _has_object(text: Text, at: int, clause: Clause) -> bool:
    """Whether a noun follows at once: what a ship "could carry" is what it is able to, not what may have been."""
    while at < clause.last and text.tokens[at].low in _NUMBERS:
        at += 1
    return at < clause.last and (text.tokens[at].low.isdecimal() or bool(concepts_of(text.tokens[at])))
