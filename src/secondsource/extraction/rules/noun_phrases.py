"""Noun phrases without a parser: how far a speaker named after the verb goes, and where one named before it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.layout.words import (
    ARTICLES,
    COORDINATORS,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIMES,
    WEEKDAYS,
    is_adverb,
    word_set,
)
from secondsource.extraction.rules.cues import DOCUMENT_NOUNS, WAY_NOUNS, lexicon
from secondsource.extraction.rules.verbs import is_finite
from secondsource.extraction.sources.institutions import INSTITUTION_WORDS, OUTLET_WORDS
from secondsource.extraction.sources.roles import ROLE_NOUNS

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout

# No subject or object is longer than this many tokens: a bound on the work and on nonsense.
LONGEST = 60

CLAUSE_ENDS = frozenset(";:—–―")

_AFTER_COMMA = COORDINATORS | {"which", "while", "though", "although", "because", "when", "where"}
_OPEN_RELATIVE = (RELATIVES - {"that"}) | {"whose"}
_END_PHRASE = (SUBORDINATORS - {"that", "as", "whose"}) | WEEKDAYS

_LINKS = word_set("of for from at")

# Words before a role or a body that belong to its phrase.
_DESCRIBING = (
    INSTITUTION_WORDS
    | OUTLET_WORDS
    | DOCUMENT_NOUNS
    | word_set(
        """
    local military security medical opposition state media monitoring senior top eastern western northern
    southern government police political rights human rebel army field foreign official judicial diplomatic
    activist network informed presidential civil press statement intelligence defense defence news former several
    other some many independent health interior finance education justice transport energy
    """
    )
)
_SPEAKING = ROLE_NOUNS | INSTITUTION_WORDS


def object_after(layout: Layout, first: int, high: int, *, stop_at_comma: bool = False) -> int:
    """Where the noun phrase that starts at ``first`` ends, its appositions included: a speaker after the verb."""
    tokens = layout.tokens
    i, depth, relative = first, 0, False
    while i < high and i - first < LONGEST:
        token = tokens[i]
        if layout.quoted(i) and layout.inside[i] != (layout.inside[first] if first < high else -1):
            break
        if token.text in "([":
            depth += 1
        elif token.text in ")]":
            depth -= 1
        elif depth <= 0:
            if token.text in CLAUSE_ENDS and token.text != ":":
                break
            if token.text in ":!?…" or (token.text == "." and i + 1 >= high):
                break
            relative = relative or (i > first and token.low in _OPEN_RELATIVE)
            if i > first and token.low in _END_PHRASE and not relative:
                break
            if i > first and is_finite(layout, i) and not relative:
                break
            if (
                i > first
                and not relative
                and token.low.endswith("ing")
                and token.low in lexicon()
                and token.text[0].islower()
            ):
                break
            adjunct = token.low in ("in", "at", "during", "on", "as", "after", "before", "via", "by") and i > first
            if adjunct and not relative and _opens_adjunct(layout, i, high):
                break
            if token.text == "," and (stop_at_comma or i + 1 >= high or _ends_at_comma(layout, i, high)):
                break
        i += 1
    while i > first and tokens[i - 1].text == ",":
        i -= 1
    return i


def _opens_adjunct(layout: Layout, i: int, high: int) -> bool:
    """As in "in a statement", "at a rally", "on Monday": where and when it was said, not who said it."""
    tokens = layout.tokens
    if tokens[i].low in ("after", "before", "during", "as", "via"):
        return True
    for j in range(i + 1, min(high, i + 7)):
        low = tokens[j].low
        if low in WEEKDAYS or low in WAY_NOUNS:
            return True
        if low in PREPOSITIONS or tokens[j].text in ",.":
            return False
    return False


def _ends_at_comma(layout: Layout, comma: int, high: int) -> bool:
    tokens = layout.tokens
    following = tokens[comma + 1]
    if layout.quoted(comma + 1) or following.low in _AFTER_COMMA:
        return following.low != "which"
    if following.low in lexicon() and following.low.endswith("ing"):
        return True
    if following.low in PREPOSITIONS or following.low in SUBJECT_PRONOUNS:
        return True
    if is_adverb(following.low):
        return following.low not in ("now", "then", "also")
    if following.low == "who" and comma + 2 < high:
        cue = lexicon().get(tokens[comma + 2].low)
        return cue is not None and cue.lemma in ("say", "add", "tell", "note")
    cue = lexicon().get(following.low)
    return cue is not None and cue.form in ("past", "s")


def noun_phrase_start(layout: Layout, low: int, end: int) -> int:
    """Where the noun phrase that ends at ``end`` starts if no comma shows it, or ``end`` where that is unclear.

    For agencies' and translators' sentences ("… were killed the local monitor said"): back to a determiner that no
    preposition governs, over names, role nouns and what describes them.
    """
    tokens = layout.tokens
    if end > low and tokens[end - 1].low in ("he", "she", "it", "they"):
        return end - 1
    i = end
    while i > low and end - i < 14:
        token = tokens[i - 1]
        if token.low in DETERMINERS:
            before = tokens[i - 2].low if i - 2 >= low else ""
            if before in _LINKS or (before == "in" and i - 3 >= low and tokens[i - 3].low in ROLE_NOUNS):
                i -= 2
                continue
            return _joined_before(layout, low, i - 1)
        if i < end and token.low in ROLE_NOUNS and token.low.endswith("s") and tokens[i].text[0].islower():
            break  # "… killing nine soldiers | opposition activists said"
        if i < end and token.low in WEEKDAYS:
            break
        linked = token.low in _LINKS and i < end and i - 1 > low
        linked = linked or (token.low == "in" and i - 1 > low and tokens[i - 2].low in ROLE_NOUNS)
        part = token.text[0].isupper() or token.low in ROLE_NOUNS or token.low in _DESCRIBING or token.text in "[]-"
        dotted = token.text == "." and i - 1 > low and "." in tokens[i - 2].text
        if not (part or linked or dotted):
            opening = _determiner_near(layout, i - 1, low)
            return opening if opening is not None else _named_phrase(layout, i, end)
        i -= 1
    return _named_phrase(layout, i, end)


def _joined_before(layout: Layout, low: int, first: int) -> int:
    """As in "a monitor and | a medical source", "the group | the Example Observatory": a phrase that goes with it."""
    tokens = layout.tokens
    last = first - 1 if first - 1 > low and tokens[first - 1].low == "and" else first
    if last - 1 <= low or tokens[last - 1].low not in (INSTITUTION_WORDS if last == first else _SPEAKING):
        return first
    begin = noun_phrase_start(layout, low, last)
    return begin if begin < last and tokens[begin].low in DETERMINERS else first


def _determiner_near(layout: Layout, i: int, low: int) -> int | None:
    """The determiner up to three words left of token ``i``, if only unknown small words stand between."""
    tokens = layout.tokens
    for j in range(i, max(low, i - 2) - 1, -1):
        word = tokens[j].low
        if word in ARTICLES or word in POSSESSIVES:
            governed = j > low and tokens[j - 1].low in PREPOSITIONS
            return None if governed else j
        if not word.isalpha() or word in PREPOSITIONS or word in SUBORDINATORS or word in COORDINATORS or word in TIMES:
            return None
        if is_finite(layout, j) or word.endswith(("ed", "ing")) or word in RELATIVES:
            return None
    return None


def _named_phrase(layout: Layout, i: int, end: int) -> int:
    """Token ``i`` past loose links, if a name, a role or a body stands between it and ``end``; else ``end``."""
    tokens = layout.tokens
    while i < end and (tokens[i].low in _LINKS or not tokens[i].text[0].isalnum()):
        i += 1
    if i >= end or tokens[i].low in TIMES:
        return end
    named = any(t.text[0].isupper() or t.low in ROLE_NOUNS or t.low in INSTITUTION_WORDS for t in tokens[i:end])
    return i if named else end
