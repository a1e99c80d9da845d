"""Content after its verb: X said (that) …; X told Y …; X promised to …; X criticised …; …, adding that …."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.layout.text import Range
from secondsource.extraction.layout.words import (
    DETERMINERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    is_adverb,
    word_set,
)
from secondsource.extraction.rules.clauses import shared_subject
from secondsource.extraction.rules.content import content_end, content_start
from secondsource.extraction.rules.cues import DOCUMENT_NOUNS, Cue
from secondsource.extraction.rules.proposal import Proposal, at_verb
from secondsource.extraction.rules.verbs import is_finite

if TYPE_CHECKING:
    from collections.abc import Callable

    from secondsource.extraction.layout.layout import Layout

_QUESTIONS = word_set("if whether why how what who where when")

# A verb behind one of these does not make what follows a clause ("wrote a book that sold").
_CLAUSE_STOPS = word_set("who which that to whose where")

# -ing forms that go on reporting what the sentence's speaker said.
GOING_ON = word_set(
    """
    adding saying telling noting calling arguing suggesting claiming stating writing asking announcing
    insisting explaining warning stressing declaring acknowledging vowing promising pledging accusing
    describing citing referring urging criticizing praising predicting tweeting recalling pointing
    emphasizing asserting reiterating blaming confirming denying blasting slamming complaining alleging
    indicating denouncing boasting concluding admitting remarking joking threatening mocking questioning
    dismissing rejecting hoping
    """
)


# What follows these without a preposition is a clause, whatever its words.
_ALWAYS_CLAUSE = frozenset(["think", "believe", "insist", "argue", "suggest"])
_ANONYMOUS = word_set("named identified quoted anonymous anonymity unnamed")
# With a subject taken from another verb these are wrong more often than right.
_NEVER_SHARED = frozenset(["call", "clause-belief", "object-belief"])


def participle(layout: Layout, unit: Range, head: int, cue: Cue, before: Proposal | None) -> Proposal | None:
    """As in "X left, saying …", "…, X said, adding that …": the speaker is the one before."""
    tokens = layout.tokens
    if tokens[head].low not in GOING_ON or head == unit.first:
        return None
    comma = tokens[head - 1].text == "," or layout.quoted(head - 1)
    group = head
    if is_adverb(tokens[head - 1].low) and head - 2 >= unit.first and tokens[head - 2].text in ",":
        comma, group = True, head - 1
    if tokens[head - 1].low in ("and", "while", "by") and head - 1 > unit.first:
        comma = True
    source: tuple[int, int] | None = None
    if before is not None and before.source is not None and before.cue.first < head:
        source = (before.source.first, before.source.last)
    elif comma:
        source = shared_subject(layout, unit.first, head - 1)
    if source is None or (not comma and tokens[head].low not in ("adding", "saying")):
        return None
    return forward(layout, unit, head, group, cue, Range(*source), shared=True, rule="participle-")


def forward(
    layout: Layout,
    unit: Range,
    head: int,
    group: int,
    cue: Cue,
    source: Range,
    *,
    shared: bool,
    rule: str = "",
) -> Proposal | None:
    """As in "X said (that) …" with each of the frames the verb allows."""
    tokens, frames = layout.tokens, cue.frames
    i = head + 1
    if i >= unit.last or _asks_for_anonymity(layout, i, unit.last):
        return None
    low = tokens[i].low

    def made(name: str, start: int, last_of_cue: int = head) -> Proposal | None:
        if shared and (name in _NEVER_SHARED or (rule and name == "to-infinitive")):
            return None
        phrase = name in ("object", "object-belief", "to-infinitive", "particle", "call")
        stop = content_end(layout, start, unit.last, phrase=phrase)
        if stop <= start or (layout.words(start, stop) < 2 and not layout.quoted(start)):
            return None
        prefix = rule or ("shared-" if shared else "")
        return at_verb(source, group, last_of_cue, (Range(start, stop),), prefix + name, cue)

    if "someone" in frames:
        stop = _addressee_end(layout, i, unit.last)
        start, how = content_start(layout, stop, unit.last)
        if how in ("that", "quote", "quote-after-comma", "colon") or (
            how == "clause" and stop > i and cue.lemma == "tell"
        ):
            return made("told-someone", start)
        if cue.lemma == "tell" and low not in ("of", "about") and how != "end":
            return made("told-loose", start)
        if cue.lemma != "warn":
            return None
    if "to" in frames and low == "to":
        return made("to-infinitive", i)
    if "particle" in frames and low in cue.particles:
        return made("particle", i + 1, i)
    if cue.lemma == "ask":
        return _asked(layout, unit, i, made)
    doubtful = low in ("if", "whether", "why") or cue.lemma not in ("know", "say")
    if "question" in frames and low in _QUESTIONS and doubtful:
        return made("question", i)
    start, how = content_start(layout, i, unit.last)
    document = "document" in frames and tokens[source.last - 1].low in DOCUMENT_NOUNS
    if how == "that" and frames & {"clause", "document", "quote", "someone"}:
        return made("that", start)
    if how in ("quote", "quote-after-comma") and frames & {"clause", "quote", "object", "call", "someone"}:
        return made("quote-after", start)
    if how == "colon" and frames & {"clause", "quote", "object", "particle", "document"}:
        return made("colon", start)
    if how == "clause":
        if source.first > unit.first and tokens[source.first - 1].low == "what" and is_finite(layout, start):
            return None  # "what activists say is an attack": a name for a thing, no statement
        if cue.lemma == "say":
            # "said clutching the lectern": how it was said, not what.
            clause = any(is_finite(layout, j) for j in range(start, unit.last))
            return made("clause", start) if clause or not tokens[start].low.endswith("ing") else None
        if "clause" in frames or "document" in frames:
            strong = tokens[start].low in SUBJECT_PRONOUNS - {"it", "you"} or _has_verb(layout, start, unit.last)
            strong = strong or cue.lemma in _ALWAYS_CLAUSE
            if strong and cue.lemma not in ("know", "see", "consider", "find", "charge", "respond"):
                return made("clause-belief" if cue.belief else "clause-other", start)
            if document:
                return made("document-clause", start)
        if "call" in frames and cue.lemma == "call" and low not in PREPOSITIONS:
            return made("call", i)
        if cue.lemma == "see" and not any(t.low == "as" for t in tokens[i : min(i + 12, unit.last)]):
            return None
        if frames & {"object", "call"} and low not in PREPOSITIONS and layout.tokens[i].text != ",":
            return made("object-belief" if cue.belief else "object", i)
        if "clause" in frames and cue.lemma in ("report", "announce"):
            return made("clause-other", start)
    return None


def _asks_for_anonymity(layout: Layout, first: int, high: int) -> bool:
    """As in "asked not to be named": why a source has no name, and nothing that it claims."""
    words = [t.low for t in layout.tokens[first : min(high, first + 8)]]
    if words[:2] not in (["not", "to"], ["to", "be"], ["to", "remain"], ["for", "anonymity"]):
        return words[:1] == ["anonymity"]
    return any(word in _ANONYMOUS for word in words)


def _asked(layout: Layout, unit: Range, first: int, made: Callable[[str, int], Proposal | None]) -> Proposal | None:
    """As in "X asked (Y) whether …", "X asked Y to …", "X asked: …"."""
    tokens = layout.tokens
    start, how = content_start(layout, first, unit.last)
    if how in ("quote", "quote-after-comma", "colon", "that"):
        return made("quote-after" if how != "colon" else "colon", start)
    for i in range(first, min(unit.last, first + 10)):
        low = tokens[i].low
        if low in _QUESTIONS and tokens[i - 1].text != ",":
            return made("question", i)
        if low == "to":
            return made("object", first)
        if tokens[i].text in ",." or layout.quoted(i):
            return made("quote-after", i) if layout.quoted(i) else None
    return None


def _addressee_end(layout: Layout, first: int, high: int) -> int:
    """The end of whom somebody told: a pronoun, a name, a phrase up to "that", a quotation or a clause."""
    tokens = layout.tokens
    if first >= high or layout.quoted(first) or tokens[first].text in ",:":
        return first
    if tokens[first].low in (
        "him",
        "me",
        "us",
        "them",
        "her",
        "you",
        "reporters",
        "voters",
        "supporters",
        "lawmakers",
        "journalists",
    ):
        return first + 1
    for i in range(first, min(high, first + 25)):
        low = tokens[i].low
        if low == "that" or tokens[i].text == ":" or layout.quoted(i):
            return i
        if tokens[i].text == "," and i + 1 < high and layout.quoted(i + 1):
            return i
        if i > first and (
            low in SUBJECT_PRONOUNS
            or (low in DETERMINERS and tokens[i - 1].low not in PREPOSITIONS and tokens[i - 1].text != ",")
        ):
            return i
    if tokens[first].text[0].isupper() or tokens[first].low in DETERMINERS:
        i = first + (tokens[first].low in DETERMINERS)
        while i < high and tokens[i].text[0].isupper():
            i += 1
        return max(i, first + 1)
    return first


def _has_verb(layout: Layout, first: int, high: int) -> bool:
    """Whether a finite verb comes within the next few words: what follows is a clause and no object."""
    tokens = layout.tokens
    for i in range(first, min(high, first + 12)):
        if is_finite(layout, i) and i > first:
            return True
        if tokens[i].text in ",;:.(" or tokens[i].low in _CLAUSE_STOPS:
            return False
    return False
