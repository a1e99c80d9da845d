"""What a transcript's speakers say: each sentence of a turn is an attribution, to the speaker, of its very words.

What a speaker tells of others ("the minister told us that …") is an attribution of its own within that sentence; what
speakers say of themselves ("I think that …") is not. Questions stay, for they can hold a claim; words that only keep
the talk going are silent.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from secondsource.extraction.claims.narrator import Stretch, why_silent
from secondsource.extraction.layout.text import Range
from secondsource.extraction.layout.words import word_set
from secondsource.extraction.rules.proposal import Proposal
from secondsource.extraction.rules.reasons import TURN

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout
    from secondsource.extraction.layout.turns import Spoken

# Over the words of a sentence in small letters. What follows thanks and greetings is short and has no figure.
_PHATIC = re.compile(
    r"(?:(?:ok|okay|yes|no|well|and|so|right|great|please|all right|alright|um|uh|er) ){0,3}"
    r"(?:(?:thanks|thank you|many thanks|good (?:morning|afternoon|evening|night|day)|hello|hi|welcome|goodbye|bye)"
    r"(?: [^\W\d]\S*){0,6}"
    r"|(?:the )?(?:next|last|final|one more|another) question(?: please)?|any (?:more |other |further )?questions"
    r"|(?:please )?go ahead(?: please)?|over to you|you'?re welcome|excuse me|pardon me|(?:i'?m )?sorry"
    r"|can you hear (?:me|us)|see you(?: [^\W\d]\S*){0,3})"
)
_ANSWERS = word_set("yes no never yeah nope")
_SPEAKERS_OWN = word_set("i we me us our my you your")


def in_turns(layout: Layout, others: list[Proposal]) -> tuple[list[Proposal], list[Stretch]]:
    """The sentences of all turns as proposals, and what of the turns holds no claim; both empty without turns.

    ``others`` are the attributions within the turns: a sentence with one of them is never silent.
    """
    claims: list[Proposal] = []
    silent: list[Stretch] = []
    starts = [unit.first for unit in layout.units]
    told = {bisect_right(starts, p.cue.first) - 1 for p in others}
    asked = False
    for turn in layout.turns:
        before = len(claims)
        for number in range(bisect_left(starts, turn.words.first), bisect_left(starts, turn.words.last)):
            unit = layout.units[number]
            why = None if number in told else _why_silent(layout, unit, asked=asked)
            if why is None:
                claims.append(Proposal(turn.label, _colon(layout, turn), (unit,), TURN))
            else:
                silent.append(Stretch((unit,), why))
            asked = layout.tokens[unit.last - 1].text == "?"
        if turn.label and len(claims) == before:
            silent.append(Stretch((turn.label,), "label"))
    return claims, silent


def beside_turns(layout: Layout, proposals: list[Proposal]) -> list[Proposal]:
    """``proposals`` that lie outside all turns, or within one and tell of somebody who is named there."""
    if not layout.turns:
        return proposals
    firsts = [turn.first for turn in layout.turns]
    return [p for p in proposals if _is_beside(layout, p, firsts)]


def _is_beside(layout: Layout, proposal: Proposal, firsts: list[int]) -> bool:
    places = [r for r in proposal.ranges if r.first < r.last]
    low, high = min(r.first for r in places), max(r.last for r in places)
    number = bisect_right(firsts, low) - 1
    turn = layout.turns[number] if number >= 0 else None
    if turn is None or turn.words.last <= low:
        return number + 1 == len(firsts) or high <= firsts[number + 1]
    source = proposal.source
    if source is None or not (turn.words.first <= low and high <= turn.words.last):
        return False
    # The last word decides: "No. I think" begins with what looks like an abbreviation.
    return layout.tokens[source.last - 1].low not in _SPEAKERS_OWN


def _colon(layout: Layout, turn: Spoken) -> Range:
    """The colon between the name and the words; empty where there is none."""
    at = turn.label.last if turn.label else turn.words.first
    return Range(at, at + (at < turn.words.first and layout.tokens[at].text == ":"))


def _why_silent(layout: Layout, unit: Range, *, asked: bool) -> str | None:
    """Why a sentence of a turn holds no claim, or None if it does; ``asked`` tells that a question stands before it."""
    words = [token.low for token in layout.tokens[unit.first : unit.last] if token.text[0].isalnum()]
    if not words:
        return "fragment"
    if _PHATIC.fullmatch(" ".join(words)):
        return "phatic"
    why = why_silent(layout, unit)
    answers = why == "fragment" and asked and words[0] in _ANSWERS
    return None if why == "question" or answers else why
