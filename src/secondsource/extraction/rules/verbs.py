"""Verbs: which word is one, and where its group of auxiliaries and adverbs begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.layout.words import (
    AUXILIARIES,
    COMMON_VERBS,
    COORDINATORS,
    DETERMINERS,
    NEGATIONS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    is_adverb,
    word_set,
)
from secondsource.extraction.rules.cues import lexicon

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout

_BEFORE_TO = word_set("on went declined refused ought")

# A bare participle of these after a noun describes it ("a poll released Monday") and is no verb of the sentence.
_PARTICIPLES = word_set(
    """
    released published killed held led made based known called named posted issued signed obtained conducted
    appointed elected backed described seen aired given taken written wounded found used set put read paid
    told
    """
)
_ALWAYS_FINITE = (COMMON_VERBS | AUXILIARIES) - _PARTICIPLES


def verb_group(layout: Layout, head: int, low: int) -> int:
    """The first token of the verb group that ends in ``head``: auxiliaries and adverbs before it belong to it."""
    i = head
    tokens = layout.tokens
    while i > low and head - i < 8:
        word = tokens[i - 1]
        adverb = is_adverb(word.low) and (word.text[0].islower() or i - 1 == low)
        most = word.low == "most" and i < head and is_adverb(tokens[i].low)
        infinitive = word.low == "to" and i - 1 > low and tokens[i - 2].low in _BEFORE_TO
        if not (word.low in AUXILIARIES or word.low in NEGATIONS or adverb or most or infinitive):
            break
        i -= 1
    return i


def is_finite(layout: Layout, i: int) -> bool:
    """Whether token ``i`` is a verb with a subject: an auxiliary or a common past form that is no participle."""
    low = layout.tokens[i].low
    if low in _ALWAYS_FINITE:
        return True
    cue = lexicon().get(low)
    if cue is None or cue.form not in ("past", "s") or i == 0 or low in _PARTICIPLES:
        return False
    before = layout.tokens[i - 1].low
    return before in SUBJECT_PRONOUNS or before in RELATIVES or cue.lemma in ("say", "tell", "think", "believe")


def looks_finite(layout: Layout, i: int, first: int) -> bool:
    """A past form ("visited", "denied") that stands after a noun and before no noun of its own phrase."""
    tokens = layout.tokens
    low = tokens[i].low
    if i == first:
        return False
    if not low.endswith("ed"):
        cue = lexicon().get(low)
        if cue is None or cue.form not in ("past", "s"):
            return False
    before = tokens[i - 1].low
    return before not in DETERMINERS and before not in PREPOSITIONS and before not in COORDINATORS
