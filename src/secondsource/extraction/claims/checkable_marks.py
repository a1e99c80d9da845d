"""The words in a clause that tell whether it is a fact, an opinion, a prediction, a question or a demand.

Each function looks at the words of one clause, given as places in ``layout.tokens``, and returns what decides or None.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from secondsource.extraction.claims import checkable_words as lists
from secondsource.extraction.layout.words import (
    ARTICLES,
    AUXILIARIES,
    BE,
    DETERMINERS,
    HAVE,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIMES,
    is_adverb,
    word_set,
)
from secondsource.extraction.rules.cues import lexicon
from secondsource.extraction.rules.verbs import is_finite, looks_finite

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout

_DIGIT = re.compile(r"\d")
WH = word_set("whether if why who whom whose what which how when where")
QUESTION_MARKS = frozenset("?؟？")
_OPENERS_WITHIN = RELATIVES | {"to", "whatever"}
_SUBORDINATE = SUBORDINATORS | RELATIVES
_OPEN = word_set("unclear unknown uncertain clear known certain wonder wonders wondered wondering")
_NOT_FINITE = word_set("be been being having")
_NO_VERB_AFTER = word_set("to be being")
_CONTRACTED = word_set("it's that's he's she's there's here's what's who's")
_BE_OR_HAVE = BE | HAVE
_POLITE = word_set("and but so then now please just")
_PAST_AUXILIARIES = word_set("was were had did wasn't weren't hadn't didn't")
_NO_EVENT = lists.FEELINGS | lists.JUDGEMENTS | lists.NO_DEEDS
_NOUN_AFTER = DETERMINERS | PREPOSITIONS
_NAMED_TIMES = TIMES - word_set(
    "recently earlier later last this next early late afterwards afterward may march morning evening afternoon night"
    " week month year weekend tomorrow"
)
_NOW = word_set("is are am be being it's i'm we're they're he's she's isn't aren't")
_POLL_ANSWERS = word_set("say says said think thought believe believed agree agreed expect expected")
_WHO_NEEDS = word_set("we you")
_PERIODS = word_set("week month year spring summer autumn fall winter season decade weekend")
_STANCE_AFTER = word_set("i we don't")
_FEELING_AFTER = BE | word_set("i'm we're very so not")
_SAID = BE | word_set("not very so too quite simply just only more it's that's he's she's they're we're")
_TOO_AFTER = BE | word_set("far much it's that's he's she's they're we're")
# A clause with none of these, nor "'ll", looks at nothing ahead, and one with none of ``_JUDGING`` judges nothing: most
# clauses need no closer look.
_AHEAD = (
    lists.WILL
    | lists.WOULD
    | lists.POSSIBLY
    | lists.AHEAD_VERBS
    | lists.AHEAD_TO
    | word_set("will scheduled event next if unless tomorrow")
)
_JUDGING = (
    lists.STANCES
    | lists.FEELINGS
    | lists.JUDGEMENTS
    | lists.SUPERLATIVES
    | lists.SAID_OF
    | word_set("my our most least too")
)
_NOUN_WILL = ARTICLES | POSSESSIVES | word_set("free political popular own last")


def asks(layout: Layout, clause: list[int], words: list[int]) -> str | None:
    """Why a clause asks: its question mark, or "unclear whether"."""
    tokens = layout.tokens
    ends = [tokens[i].text for i in (*clause[-3:], clause[-1] + 1) if i < len(tokens)]
    if not QUESTION_MARKS.isdisjoint(ends):
        return "it ends with a question mark"
    for before, i in pairwise(words):
        if tokens[before].low in _OPEN and tokens[i].low in WH:
            return f"“{tokens[before].text} {tokens[i].text}” leaves it open"
    return None


def calls(layout: Layout, words: list[int]) -> int | None:
    """The verb of an imperative: it opens the clause, and no other verb or noun of its own follows at once."""
    tokens = layout.tokens
    at = 0
    while at < len(words) - 1 and tokens[words[at]].low in _POLITE:
        at += 1
    if at and tokens[words[at - 1]].low == "please":
        return words[at]
    low = tokens[words[at]].low
    following = tokens[words[at + 1]].low if at + 1 < len(words) else ""
    if low not in lists.IMPERATIVES or following == "of" or (low == "do" and following != "not"):
        return None
    finite = at + 1 < len(words) and has_clause(layout, words[at + 1 :]) and low not in ("let", "remember")
    capital = tokens[words[at]].text[0].isupper() or at > 0 or layout.marked[words[at]]
    return words[at] if capital and not finite else None


def ahead(layout: Layout, words: list[int], figured: int | None) -> str | None:
    """The words that speak of the future or of a case that is only thought of; ``figured`` is the clause's figure.

    In "cancelled a visit that would begin" the deed decides, and in "68% say that taxes will rise" the poll does.
    """
    lows = [layout.tokens[i].low for i in words]
    if _AHEAD.isdisjoint(lows) and not any("'ll" in low for low in lows):
        return None
    told = _main_event(layout, words)
    dated = figured is not None or any(is_past(layout, i) for i in words)
    polled = False
    for k, low in enumerate(lows):
        if low in ("and", "but", "or"):
            told, polled = None, False
        elif low in _POLL_ANSWERS and figured is not None and figured < words[k]:
            polled = True
        if polled or (told is not None and words[k] > told):
            continue
        found = _ahead_at(layout, words, lows, k) or (None if dated else _perhaps_ahead_at(lows, k))
        if found:
            return " ".join(layout.tokens[i].text for i in words[k : k + found])
    return None


def _ahead_at(layout: Layout, words: list[int], lows: list[str], k: int) -> int:
    """How many words from the one at ``k`` speak of the future, whatever else the clause says."""
    low = lows[k]
    before = lows[k - 1] if k else ""
    after = lows[k + 1] if k + 1 < len(lows) else ""
    small = layout.tokens[words[k]].text[0].islower()  # "Will Sample", "in May"
    if low == "will":
        return int(small and before not in _NOUN_WILL)
    if low in lists.WILL or low.endswith("'ll") or low in lists.WOULD:
        return 1
    if low in lists.POSSIBLY:
        return int(small and (after not in ("have", "be", "not", "") or _is_made(lows[k + 1 : k + 3])))
    if low in lists.AHEAD_VERBS and (before in SUBJECT_PRONOUNS or low.endswith("s")):
        return 1
    if low == "in" and lows[k + 1 : k + 4] == ["the", "event", "of"]:
        return 4
    if low == "scheduled" and after == "for":
        return 2
    noun = before in DETERMINERS or before.endswith("'s") or (low == "due" and before not in BE)
    return 2 if low in lists.AHEAD_TO and after == "to" and not noun and _bare(layout, words, k + 2) else 0


def _perhaps_ahead_at(lows: list[str], k: int) -> int:
    """The same where nothing in the clause is past or counted: "next year", "if it rains"."""
    if lows[k] == "next" and k + 1 < len(lows) and lows[k + 1] in _PERIODS:
        return 2
    condition = lows[k] in ("if", "unless") and not (k and lows[k - 1] in ("as", "even", "see", "know"))
    return int(condition or lows[k] == "tomorrow")


def _is_made(lows: list[str]) -> bool:
    """As in "could *be closed*": with a participle what could be has not been."""
    return len(lows) > 1 and lows[0] == "be" and lows[1].endswith(("ed", "en")) and lows[1] not in _NO_EVENT


def _main_event(layout: Layout, words: list[int]) -> int | None:
    """The clause's own verb if it tells of a deed, and not of words: "announced that it will" looks ahead."""
    for k, i in enumerate(words):
        if k and layout.tokens[i].low in _SUBORDINATE:
            return None
        if is_finite_verb(layout, i, words[0]) and layout.tokens[i].low not in _BE_OR_HAVE:
            return i if layout.tokens[i].low not in lexicon() and is_event(layout, i, words[0]) else None
    return None


def duty(layout: Layout, words: list[int]) -> str | None:
    """The words that say what should be."""
    tokens = layout.tokens
    for k, i in enumerate(words):
        low = tokens[i].low
        after = tokens[words[k + 1]].low if k + 1 < len(words) else ""
        if low in lists.OBLIGES and not (low == "must" and after == "have"):
            return tokens[i].text
        if low == "need" and k and tokens[words[k - 1]].low in _WHO_NEEDS:
            return f"{tokens[words[k - 1]].text} {tokens[i].text}"
        if low in lists.OBLIGES_TO and (after == "to" or low == "gotta"):
            return f"{tokens[i].text} to" if after == "to" else tokens[i].text
        if low == "time" and after == "to" and k and tokens[words[k - 1]].low in _NOW:
            return f"{tokens[i].text} to"
    return None


def judgement(layout: Layout, words: list[int]) -> str | None:
    """The word that judges or feels."""
    tokens = layout.tokens
    lows = [tokens[i].low for i in words]
    if _JUDGING.isdisjoint(lows):
        return None
    for k, low in enumerate(lows):
        before = lows[k - 1] if k else ""
        after = lows[k + 1] if k + 1 < len(lows) else ""
        text = tokens[words[k]].text
        following = tokens[words[min(k + 1, len(words) - 1)]].text
        named = text[0].isupper() and (k > 0 or following[0].isupper())  # "the Good Hope", "Great Street"
        if before in _STANCE_AFTER and low in lists.STANCES:
            return f"{tokens[words[k - 1]].text} {text}"
        if low in lists.FEELINGS and before in _FEELING_AFTER:
            return text
        if low in ("my", "our") and after in ("view", "opinion", "mind"):
            return f"{text} {after}"
        if not named and (low in lists.JUDGEMENTS or low in lists.SUPERLATIVES):
            return text
        if not named and low in lists.SAID_OF and before in _SAID:
            return text
        if low in ("most", "least") and before not in ("at", "") and after.endswith(lists.ADJECTIVE_ENDINGS):
            return f"{text} {after}"
        if low == "too" and after and after not in PREPOSITIONS and k + 1 < len(lows) and before in _TOO_AFTER:
            return f"{text} {after}"
    return None


# Words ---------------------------------------------------------------------------------------------------------------


def figure(layout: Layout, words: list[int]) -> int | None:
    """The first figure, in digits or in words."""
    for i in words:
        token = layout.tokens[i]
        if token.low in lists.NUMBERS or (not token.text.isalpha() and _DIGIT.search(token.text)):
            return i
    return None


def anchor(layout: Layout, words: list[int]) -> int | None:
    """A name or a day: the first word of a clause is a name only if its case tells."""
    for k, i in enumerate(words):
        token = layout.tokens[i]
        if token.low in _NAMED_TIMES:
            return i
        if k and token.text[0].isupper() and token.low.partition("'")[0] != "i":
            return i
    return None


def is_past(layout: Layout, i: int) -> bool:
    """Whether the word puts its clause into the past."""
    low = layout.tokens[i].low
    return low in _PAST_AUXILIARIES or is_event(layout, i, -1)


def is_event(layout: Layout, i: int, first: int) -> bool:
    """Whether the word is a verb in the past that tells of a deed or an event."""
    tokens = layout.tokens
    low = tokens[i].low
    regular = low.endswith("ed")
    if not (regular or low in lists.PAST_EVENTS) or low in _NO_EVENT:
        return False
    cue = lexicon().get(low)
    if cue is not None and cue.form != "past":
        return False
    at = i - 1
    while at > max(0, i - 3) and is_adverb(tokens[at].low):
        at -= 1
    if regular and at >= 0 and tokens[at].low in _NOUN_AFTER:
        return False  # "a properly calibrated price"
    if any(t.low in _NOW for t in tokens[max(0, i - 3) : i]):
        return False  # "is closed", "to be closed"
    return low in lists.PAST_EVENTS or looks_finite(layout, i, first)


def has_clause(layout: Layout, words: list[int]) -> bool:
    """Whether the content has a verb and a subject of its own: "who left" and "to leave" are no clause."""
    tokens = layout.tokens
    for k, i in enumerate(words):
        if k and tokens[i].low in _OPENERS_WITHIN:
            return False
        if is_finite_verb(layout, i, words[0]):
            return True
    return False


def is_finite_verb(layout: Layout, i: int, first: int) -> bool:
    """Whether the word is a verb with a subject, contracted forms ("it's", "we'll") among them."""
    low = layout.tokens[i].low
    if low in _NOT_FINITE or (i and layout.tokens[i - 1].low in _NO_VERB_AFTER):
        return False
    if layout.tokens[i].text[0].isupper() and low not in AUXILIARIES:
        return False  # "the United States"
    contracted = "'" in low and (low.endswith(("'m", "'re", "'ll", "'ve", "'d", "n't")) or low in _CONTRACTED)
    return contracted or is_finite(layout, i) or (low not in lists.NO_DEEDS and looks_finite(layout, i, first))


def _bare(layout: Layout, words: list[int], k: int) -> bool:
    """Whether the word is a verb after "to", as far as its looks tell: "going to the market" has none."""
    if k >= len(words):
        return True
    token = layout.tokens[words[k]]
    return token.low not in DETERMINERS and token.text[0].islower() and not token.low.endswith("ing")
