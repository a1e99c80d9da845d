"""What the article says in its own voice: every sentence, or rest of one, that states something and is nobody's.

Headlines, datelines, captions and other fragments hold no statement; nor does a question, nor a quotation whose
speaker the rules did not find, since those are not the article's words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.cues import lexicon
from secondsource.extraction.text import Range
from secondsource.extraction.verbs import is_finite
from secondsource.extraction.words import COMMON_VERBS, COORDINATORS, word_set

if TYPE_CHECKING:
    from secondsource.extraction.layout import Layout
    from secondsource.extraction.proposal import Proposal

# A sentence of this many words that ends with a stop states something even if no rule sees its verb.
_SURELY = 8
# The rest of a sentence beside an attribution needs one of these to open it, or it is an adjunct.
_OPENERS = COORDINATORS | word_set(
    """
    while although though whereas which who as after because where since when
    """
)


def statements(layout: Layout, proposals: list[Proposal]) -> list[Range]:
    """The token ranges of the narrator's statements, in order."""
    taken = bytearray(len(layout.tokens))
    for proposal in proposals:
        for first, last in (*proposal.content, proposal.cue, *([proposal.source] if proposal.source else [])):
            taken[first:last] = b"\x01" * (last - first)
    found: list[Range] = []
    for number, unit in enumerate(layout.units):
        if layout.heading[number]:
            continue
        if not any(taken[unit.first : unit.last]):
            if _states(layout, unit):
                found.append(unit)
        else:
            found.extend(r for r in _rests(unit, taken) if _rest_states(layout, r, unit))
    return found


def _rests(unit: Range, taken: bytearray) -> list[Range]:
    found: list[Range] = []
    first = unit.first
    for i in range(unit.first, unit.last + 1):
        if i == unit.last or taken[i]:
            if i > first:
                found.append(Range(first, i))
            first = i + 1
    return found


def _states(layout: Layout, unit: Range) -> bool:
    tokens = layout.tokens
    last = unit.last - 1
    while last > unit.first and tokens[last].text in "”\"'’)»":
        last -= 1
    if tokens[last].text == "?":
        return False
    own = [i for i in range(unit.first, unit.last) if not layout.quoted(i)]
    words = sum(1 for i in own if tokens[i].text[0].isalnum())
    if words < 3 or not any(tokens[i].text[0].isalpha() for i in own):
        return False
    return (words >= _SURELY and tokens[last].text in ".!…。") or any(_verb(layout, i) for i in own)


def _rest_states(layout: Layout, rest: Range, unit: Range) -> bool:
    """Whether what is left of a sentence beside an attribution is a clause of its own."""
    tokens = layout.tokens
    first = rest.first
    while first < rest.last and not tokens[first].text[0].isalnum():
        first += 1
    if layout.words(first, rest.last) < 4:
        return False
    if first > unit.first + 1 and tokens[first].low not in _OPENERS:
        return False
    starts = [i for i in range(first + 1, rest.last) if _verb(layout, i)]
    if not starts:
        return False
    # "Speaking to reporters after he won" is beside the clause.
    return not (tokens[first].low.endswith("ing") and first <= unit.first + 1)


def _verb(layout: Layout, i: int) -> bool:
    low = layout.tokens[i].low
    if low in COMMON_VERBS or is_finite(layout, i):
        return True
    cue = lexicon().get(low)
    return (cue is not None and cue.form in ("past", "s")) or (low.endswith("ed") and len(low) > 4)
