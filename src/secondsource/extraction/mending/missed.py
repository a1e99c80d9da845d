"""Sentences "… X said on Monday" that the tagger passes over where no comma shows the speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.layout.text import Range
from secondsource.extraction.layout.words import (
    COORDINATORS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIMES,
    word_set,
)
from secondsource.extraction.mending.speaker_starts import OPENERS
from secondsource.extraction.rules.cues import lexicon
from secondsource.extraction.rules.noun_phrases import object_after
from secondsource.extraction.rules.proposal import at_verb
from secondsource.extraction.rules.verbs import is_finite, verb_group
from secondsource.extraction.sources.names import names_in
from secondsource.extraction.sources.roles import head_of

if TYPE_CHECKING:
    from secondsource.extraction.mending.speaker_starts import Scene
    from secondsource.extraction.rules.cues import Cue
    from secondsource.extraction.rules.proposal import Proposal

BEHIND = word_set("say tell add report announce claim stress state confirm note explain")  # verbs after their content
_ADJUNCTS = word_set(
    "in on at by during to via through before after citing blaming quoting speaking adding without late early as"
)
_OPENS_CLAUSE = word_set("who which that where due because after before while when")
_LONGEST = 60  # tokens after the verb
_SHORTEST = 6  # tokens of a sentence with content, speaker and verb


def with_missed(scene: Scene, found: list[Proposal]) -> list[Proposal]:
    """``found`` with each "… X said on Monday" of which no word is taken, or only by what its content quotes."""
    inside: dict[int, list[Proposal]] = {}
    for proposal in found:
        inside.setdefault(scene.unit_of[proposal.cue.first], []).append(proposal)
    kept: list[Proposal] = []
    added: list[Proposal] = []
    for number, unit in enumerate(scene.layout.units):
        inner = inside.get(number, [])
        missed = _missed(scene, unit, inner) if unit.last - unit.first >= _SHORTEST else None
        if missed is None:
            kept += inner
        else:
            added.append(missed)
    return kept + added


def _missed(scene: Scene, unit: Range, inner: list[Proposal]) -> Proposal | None:
    layout, low = scene.layout, unit.first + 2
    if not all(_is_own(scene, p) for p in inner):
        return None
    for head in range(unit.last - 1, unit.first + 3, -1):
        cue = lexicon().get(layout.tokens[head].low)
        if cue is None or cue.lemma not in BEHIND or cue.form not in ("past", "s") or layout.quoted(head):
            continue
        group = verb_group(layout, head, unit.first)
        if scene.touches(Range(group, head + 1)):
            continue
        if not inner and (inverted := _inverted(scene, unit, head, cue)) is not None:
            return inverted
        if not _only_adjuncts(scene, cue.lemma, head + 1, unit.last):
            continue
        start = scene.speaker(low, scene.phrase_start(low, group), group)
        if start is None or (not inner and scene.touches(Range(unit.first, group))):
            continue
        start = _past_quotation(scene, unit.first, start)
        if _ends_clause(scene, unit.first, start, spoken=bool(inner)):
            return at_verb(Range(start, group), group, head, (Range(unit.first, start),), "before-bare", cue)
    return None


def _inverted(scene: Scene, unit: Range, head: int, cue: Cue) -> Proposal | None:
    """As in "Boats sank said | Mayor Ada Example in a statement"."""
    first, tokens = head + 1, scene.tokens
    if tokens[head].low != "said" or first >= unit.last:
        return None
    subject = scene.phrase_start(unit.first + 2, head)
    if subject < head and not scene.governs(subject - 1, subject):
        return None
    if tokens[first].low in SUBJECT_PRONOUNS | PREPOSITIONS | RELATIVES | TIMES or scene.touches(unit):
        return None
    last = object_after(scene.layout, first, unit.last, stop_at_comma=True)
    named = names_in(tokens, first, last) or head_of(tokens, first, last) is not None
    clause = any(is_finite(scene.layout, i) for i in range(first, last)) or not scene.clause(unit.first, head - 1)
    if not named or clause or not _only_adjuncts(scene, "say", last, unit.last):
        return None
    return at_verb(Range(first, last), head, head, (Range(unit.first, head),), "inverted-bare", cue)


def _is_own(scene: Scene, proposal: Proposal) -> bool:
    """Whether an attribution is part of somebody's words: "I call on …"."""
    source = proposal.source
    return source is not None and source.last - source.first == 1 and scene.tokens[source.first].low in ("i", "we")


def _past_quotation(scene: Scene, first: int, start: int) -> int:
    """As in "“Boats sank” | Omar Said a harbour pilot told": the speaker begins where the marks end."""
    end = start
    while end > max(first, start - 6) and not scene.layout.quoted(end - 1):
        end -= 1
    marks = end > first and scene.layout.quoted(end - 1)
    return end if marks and scene.tokens[end].text[0].isupper() else start


def _ends_clause(scene: Scene, first: int, start: int, *, spoken: bool) -> bool:
    """Whether what ends at ``start`` was said: a clause, which the speaker's sentence does not go on with.

    ``spoken`` says that an attribution stands in it, so that it is a clause.
    """
    tokens = scene.tokens
    if tokens[start].text[0].isupper() and tokens[start].low in OPENERS:
        return False  # "… in Velm The board said": a headline before its sentence
    if tokens[start - 1].low in SUBORDINATORS | RELATIVES | COORDINATORS | PREPOSITIONS:
        return False
    return spoken or scene.layout.quoted(start - 1) or scene.clause(first, start)


def _only_adjuncts(scene: Scene, lemma: str, first: int, last: int) -> bool:
    """Whether nothing that was said follows a verb: its addressee, when and how, or the sentence's end."""
    tokens = scene.tokens
    if lemma == "tell":
        addressed = object_after(scene.layout, first, last, stop_at_comma=True)
        if addressed == first:
            return False
        first = addressed
    if first >= last or tokens[first].text in ".!?":
        return True
    if last - first > _LONGEST:
        return False
    if tokens[first].low not in _ADJUNCTS | TIMES and not tokens[first].low.endswith("ing"):
        return False
    if tokens[first].low in ("before", "after") and any(tokens[i].low == "that" for i in range(first, last)):
        return False
    own = next((i for i in range(first, last) if tokens[i].low in _OPENS_CLAUSE), last)
    return not scene.touches(Range(first, last)) and not any(is_finite(scene.layout, i) for i in range(first, own))
