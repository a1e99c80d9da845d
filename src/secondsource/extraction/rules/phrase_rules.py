"""Attributions without a verb of saying, or with more than one: "according to", "in a tweet, that", headlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.layout.text import Range
from secondsource.extraction.layout.words import BE, DETERMINERS, PREPOSITIONS, SUBJECT_PRONOUNS, word_set
from secondsource.extraction.rules.clauses import clause_start, subject_before
from secondsource.extraction.rules.content import content_end
from secondsource.extraction.rules.cues import DOCUMENT_NOUNS, WAY_NOUNS, lexicon
from secondsource.extraction.rules.noun_phrases import object_after
from secondsource.extraction.rules.proposal import Proposal
from secondsource.extraction.rules.verbs import verb_group
from secondsource.extraction.sources.institutions import INSTITUTION_WORDS, OUTLET_WORDS
from secondsource.extraction.sources.roles import ROLE_NOUNS

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout

_SPEAKING = INSTITUTION_WORDS | OUTLET_WORDS | DOCUMENT_NOUNS | ROLE_NOUNS
# The words that the phrases of ``propose`` begin with.
_OPENING = word_set("according that expected asked reportedly allegedly")
# What stands before a headline's colon and is no source.
_KICKERS = word_set(
    """
    the watch video videos exclusive breaking analysis opinion wow revealed look poll update updated report
    notice email live photos in just fact editorial review roundup happened leaked
    """
)


def propose(layout: Layout, unit: Range, *, heading: bool) -> list[Proposal]:
    """All attributions that phrases of ``unit`` may make."""
    found: list[Proposal] = []
    tokens = layout.tokens
    for i in range(unit.first, unit.last):
        low = tokens[i].low
        if low not in _OPENING or layout.quoted(i):
            continue
        following = tokens[i + 1].low if i + 1 < unit.last else ""
        proposal = None
        if low == "according" and following == "to":
            proposal = _according_to(layout, unit, i)
        elif low == "that" and i > unit.first and tokens[i - 1].text == ",":
            proposal = _verbless(layout, unit, i)
        elif low == "expected" and following == "to" and i > unit.first:
            proposal = _expected(layout, unit, i)
        elif low == "asked" and i <= unit.first + 1 and following in ("if", "whether", "about", "why", "how", "what"):
            proposal = _asked(layout, unit, i)
        elif low in ("reportedly", "allegedly") and i > unit.first:
            proposal = _reportedly(layout, unit, i)
        if proposal is not None:
            found.append(proposal)
    if heading:
        proposal = _headline(layout, unit)
        if proposal is not None:
            found.append(proposal)
    return found


def _according_to(layout: Layout, unit: Range, i: int) -> Proposal | None:
    """As in "…, according to X." and "According to X, …"."""
    source_end = object_after(layout, i + 2, unit.last)
    if source_end <= i + 2:
        return None
    source, cue = Range(i + 2, source_end), Range(i, i + 2)
    tokens = layout.tokens
    before = layout.words(unit.first, i)
    if before <= 1 and source_end < unit.last:
        source_end = _first_source_end(layout, i + 2, source_end)
        source = Range(i + 2, source_end)
        start = source_end
        while start < unit.last and tokens[start].text == ",":
            start += 1
        stop = content_end(layout, start, unit.last)
        if start < stop:
            return Proposal(source, cue, (Range(start, stop),), "according-to-first", "according")
        return None
    if before <= 1:
        return None
    end = i - 1 if tokens[i - 1].text == "," else i
    content = [Range(unit.first, end)]
    if source_end < unit.last and tokens[source_end].text == "," and source_end + 1 < unit.last:
        following = tokens[source_end + 1]
        if following.low not in ("which", "who", "but", "and", "while", "with") and not following.low.endswith("ing"):
            stop = content_end(layout, source_end + 1, unit.last)
            if layout.words(source_end + 1, stop) > 2:
                content.append(Range(source_end + 1, stop))
    return Proposal(source, cue, tuple(content), "according-to", "according")


def _first_source_end(layout: Layout, first: int, last: int) -> int:
    """At the head of its sentence a source ends at its first comma, unless an apposition follows."""
    commas = [i for i in range(first, last) if layout.tokens[i].text == ","]
    for number, i in enumerate(commas):
        following = layout.tokens[i + 1].low
        apposition = following in ("a", "an", "who", "whose") or following in ROLE_NOUNS or following in PREPOSITIONS
        if not apposition or (number + 1 == len(commas) and last >= len(layout.tokens)):
            return i
    for i in range(first + 2, last):
        # Without a comma: a second noun phrase opens the content.
        low = layout.tokens[i].low
        governed = layout.tokens[i - 1].low in PREPOSITIONS or layout.tokens[i - 1].low in ("and", ",")
        if governed:
            continue
        if low in SUBJECT_PRONOUNS or low in DETERMINERS or low == "at" or low.isdigit():
            return i
        if layout.without_commas and layout.tokens[i - 1].low in _SPEAKING and low not in _SPEAKING | PREPOSITIONS:
            return i  # "According to Example news agency nine ships sank."
    return last


def _verbless(layout: Layout, unit: Range, that: int) -> Proposal | None:
    """As in "X, in a tweet on “Y”, that …": the verb is missing, the channel stands for it."""
    tokens = layout.tokens
    for i in range(that - 2, max(unit.first, that - 25), -1):
        if tokens[i].text == ",":
            if tokens[i + 1].low not in ("in", "on", "through", "via", "during", "by", "at"):
                continue
            if not any(tokens[j].low in WAY_NOUNS for j in range(i + 2, that - 1)):
                continue
            subject = subject_before(layout, unit.first, i)
            if subject is None or any(tokens[j].low in lexicon() for j in range(subject[1] - 1, i)):
                return None  # "X said, in a tweet, that …" has its verb
            stop = content_end(layout, that, unit.last)
            return Proposal(Range(*subject), Range(i + 1, that - 1), (Range(that, stop),), "verbless", "")
    return None


def _expected(layout: Layout, unit: Range, i: int) -> Proposal | None:
    """As in "X is expected to …": somebody expects it, and the text does not say who."""
    tokens = layout.tokens
    group = i
    while group > unit.first and (tokens[group - 1].low in BE or tokens[group - 1].low.endswith("ly")):
        group -= 1
    if not any(tokens[j].low in BE for j in range(group, i)):
        return None
    subject = subject_before(layout, unit.first, group)
    if subject is None:
        return None
    stop = content_end(layout, i + 1, unit.last)
    return Proposal(None, Range(group, i + 1), (Range(*subject), Range(i + 1, stop)), "expected", "expect", belief=True)


def _asked(layout: Layout, unit: Range, i: int) -> Proposal | None:
    """As in "Asked whether …, X said": the question is reported, whoever asked it."""
    end = next((j for j in range(i + 2, unit.last) if layout.tokens[j].text == "," and not layout.quoted(j)), None)
    if end is None:
        return None
    about = layout.tokens[i + 1].low == "about"
    return Proposal(None, Range(i, i + 1 + about), (Range(i + 1 + about, end),), "asked", "ask")


def _reportedly(layout: Layout, unit: Range, i: int) -> Proposal | None:
    """As in "X reportedly …": somebody says so, and the text does not say who."""
    low = clause_start(layout, unit.first, i)
    subject = subject_before(layout, low, verb_group(layout, i, low))
    if subject is None:
        return None
    stop = content_end(layout, i + 1, unit.last)
    return Proposal(None, Range(i, i + 1), (Range(subject[0], i), Range(i + 1, stop)), "reportedly", "report")


def _headline(layout: Layout, unit: Range) -> Proposal | None:
    """As in "Mayor: no new taxes": a headline that names its source before a colon."""
    tokens = layout.tokens
    for i in range(unit.first + 1, min(unit.last - 2, unit.first + 6)):
        if tokens[i].text == ":":
            words = tokens[unit.first : i]
            if layout.quoted(i) or not all(w.text[0].isupper() or w.low in PREPOSITIONS for w in words):
                return None
            if words[-1].text.isdigit() or words[0].low in _KICKERS or words[-1].low in _KICKERS:
                return None
            verb = next((j for j in range(unit.first + 1, i) if tokens[j].low in lexicon()), i)
            if verb < i:
                return Proposal(Range(unit.first, verb), Range(verb, i + 1), (Range(i + 1, unit.last),), "headline", "")
            return Proposal(Range(unit.first, i), Range(i, i + 1), (Range(i + 1, unit.last),), "headline", "")
        if layout.quoted(i):
            return None
    return None
