"""Speech or belief: whether the cue of an attribution tells words that reached somebody, or a state of mind.

Speech is what leaves the head: words said, written, asked or shown in a document, and acts on record (a vote, a
signature, an order). It stays speech where it is denied or still to come ("did not say", "will announce"). Belief is
what stays there: thoughts, feelings, intentions, attitudes, and how something seems.

The head of the cue decides. It is the first word of the cue that ``speech_words`` knows, for what comes after it is how
or where ("said in a letter") or what was only intended ("wanted to tell", "refused to say"). A word that says little by
itself ("made the case", "began by saying", "seemed to blame") gives way to a known word after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from secondsource.extraction.claims.speech_words import (
    FELT,
    MIND,
    MIND_PREPOSITIONS,
    MINDS,
    MODIFIERS,
    PAIRS,
    PREPOSITIONS,
    RECORD,
    RELAYS,
    SIDES,
    WORDS,
    heads,
)
from secondsource.extraction.layout.text import Range
from secondsource.extraction.layout.words import BE

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout

_TELLS = {
    WORDS: "tells words that reached somebody",
    RECORD: "tells an act on record",
    MIND: "tells a thought, a feeling or an intention, not words",
}
_QUOTED = "the content stands in quotation marks"
_MARKS = frozenset(":-–—―")


class Cueing(NamedTuple):
    """What a cue tells.

    ``lemma`` is the dictionary form of the cue's head ("say", "claim", "according to"), "" if there is none;
    ``speech`` is true for words and acts on record and false for a state of mind; ``reason`` says why, for a reader.
    """

    lemma: str
    speech: bool
    reason: str


def cueing_of(layout: Layout, cue: Range, content: tuple[Range, ...]) -> Cueing:
    """What the tokens of ``cue`` tell of the tokens of ``content``.

    Ranges that reach beyond the text are cut at its ends; an empty cue is a cue without a known head. Time is in
    proportion to the tokens of the cue, and of the content where the cue leaves a doubt.
    """
    tokens = layout.tokens
    first = max(0, cue.first)
    cue = Range(first, max(first, min(cue.last, len(tokens))))
    lows = [t.low for t in tokens[cue.first : cue.last]]
    if "according" in lows:
        return Cueing("according to", True, _because(tokens[cue.first + lows.index("according")].text, WORDS))
    place = _head(lows)
    if place is None:
        return _headless(layout, cue, lows, content)
    if lows[-1] in RELAYS and heads()[lows[place]].tells != MIND:
        place = len(lows) - 1
    head = heads()[lows[place]]
    word = tokens[cue.first + place].text
    tells = head.tells
    for i in range(place + 1, min(place + 1 + _PAIR_WITHIN, len(lows))):
        if (head.lemma, lows[i]) in PAIRS:
            tells = PAIRS[head.lemma, lows[i]]
            word += f"{' … ' if i > place + 1 else ' '}{tokens[cue.first + i].text}"
            break
    if lows[place] in FELT and any(low in BE or (low in heads() and heads()[low].light) for low in lows[:place]):
        tells = MIND
    if tells == MIND and _quoted_share(layout, content) > _MOSTLY:
        return Cueing(head.lemma, True, f"“{word}” tells a state of mind, but {_QUOTED}")
    if not tells:
        return Cueing(head.lemma, *_unknown(layout, word, content))
    return Cueing(head.lemma, tells != MIND, _because(word, tells))


# How many words after a head one of ``PAIRS`` may be: "made it abundantly clear".
_PAIR_WITHIN = 4
# A state of mind whose content is quoted for more than this share was put into words.
_MOSTLY = 0.5


def _head(lows: list[str]) -> int | None:
    """The place of the word that decides, or None where no word is known."""
    known = heads()
    light: int | None = None
    for i, low in enumerate(lows):
        head = known.get(low)
        if head is None or (low in MODIFIERS and i + 1 < len(lows) and lows[i + 1] in known):
            continue
        if not head.light:
            if light is not None and (known[lows[light]].lemma, low) in PAIRS:
                return light
            return i
        if light is None:
            light = i
    return light


def _headless(layout: Layout, cue: Range, lows: list[str], content: tuple[Range, ...]) -> Cueing:
    """A cue without a known verb, noun or adjective: a colon, a preposition, or words that no list has."""
    text = " ".join(t.text for t in layout.tokens[cue.first : cue.last][:6])[:_SHOWN]
    if lows[:1] == ["["]:
        return Cueing("", True, f"“{text}” names where the words stand")
    if len(lows) > 1 and lows[-1] in SIDES:
        return Cueing("", False, f"“{text}” tells a side taken, not words")
    if lows and all(low in _MARKS for low in lows):
        return Cueing("", True, f"“{text}” leads to the words of a speaker")
    if len(lows) == 1 and lows[0] in MIND_PREPOSITIONS:
        return Cueing("", False, f"“{text}” tells how somebody sees it, not words")
    if len(lows) == 1 and lows[0] in PREPOSITIONS:
        after = layout.tokens[cue.last : cue.last + 4]
        mind = next((t.text for t in after if t.low in MINDS), "")
        if mind:
            return Cueing("", False, f"“{text} … {mind}” tells how somebody sees it, not words")
        return Cueing("", True, f"“{text}” names where the words stand")
    return Cueing("", *_unknown(layout, text, content))


# A reason shows no more characters of a cue than these.
_SHOWN = 60


def _unknown(layout: Layout, word: str, content: tuple[Range, ...]) -> tuple[bool, str]:
    """Whether it is speech, and why, where the cue says nothing."""
    if _quoted_share(layout, content) > 0:
        return True, f"“{word}” says neither words nor belief, but the content holds quoted words"
    return DEFAULT, f"“{word}” says neither words nor belief; it is taken for words, as most such cues are"


# What a cue with an unknown head and no quoted words is: of 60 such cues of PolNeAR's training part, drawn by
# chance and marked by hand, 35 told words. A reader loses more by words taken for a belief than the other way round.
DEFAULT = True


def _quoted_share(layout: Layout, content: tuple[Range, ...]) -> float:
    """The share of the content's tokens that stand in quotations."""
    size = len(layout.tokens)
    places = [i for first, last in content for i in range(max(0, first), min(last, size))]
    return sum(layout.quoted(i) for i in places) / len(places) if places else 0.0


def _because(word: str, tells: str) -> str:
    return f"“{word}” {_TELLS[tells]}"
