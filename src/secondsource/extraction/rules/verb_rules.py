"""Attributions around a verb: is the word a verb here, who is its subject, and which of the rules applies.

``before_rules`` has the rules for content before the verb, ``after_rules`` those for content after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.layout.text import Range
from secondsource.extraction.layout.words import (
    AUXILIARIES,
    BE,
    COMMON_VERBS,
    COORDINATORS,
    DETERMINERS,
    HAVE,
    MODALS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    word_set,
)
from secondsource.extraction.rules.after_rules import forward, participle
from secondsource.extraction.rules.before_rules import BARE, closes_here, inverted, postposed, without_comma
from secondsource.extraction.rules.clauses import shared_subject, subject_before
from secondsource.extraction.rules.cues import Cue, lexicon
from secondsource.extraction.rules.proposal import Proposal
from secondsource.extraction.rules.verbs import is_finite, verb_group

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout

# Subjects that go with a base form ("they say").
_PLURAL_OR_SUBJECT = word_set("they we you i who some many others most both officials people voters")

# Verbs whose -s form is more often a plural noun.
_NOUN_LIKE = word_set(
    """
    state remark rule charge comment protest report claim call plan hope fear question estimate demand doubt
    guess answer reply offer signal attack worry support aim show promise pledge vow threat mock favor push
    cry shout advocate post tweet quip joke
    """
)


def propose(layout: Layout, unit: Range, *, heading: bool) -> list[Proposal]:
    """All attributions that verbs of ``unit`` may make, in the order of the verbs."""
    forms = lexicon()
    found: list[Proposal] = []
    for head in range(unit.first, unit.last):
        cue = forms.get(layout.tokens[head].low)
        if cue is None or layout.quoted(head) or (layout.tokens[head].text[0].isupper() and not heading):
            continue
        proposal = _at_verb(layout, unit, head, cue, found[-1] if found else None)
        if proposal is not None:
            found.append(proposal)
    return found


def _at_verb(layout: Layout, unit: Range, head: int, cue: Cue, before: Proposal | None) -> Proposal | None:
    tokens = layout.tokens
    group = verb_group(layout, head, unit.first)
    helpers = [tokens[i].low for i in range(group, head)]
    helped = any(h in BE for h in helpers)
    if cue.form == "past" and helped and not any(h in HAVE for h in helpers[-1:]):
        return None  # "was told", "is expected": see phrase_rules
    if cue.form == "ing" and not helped:
        return participle(layout, unit, head, cue, before)
    if cue.form == "base" and not any(h in MODALS or h in AUXILIARIES for h in helpers):
        if not helpers or helpers[-1] != "to":
            if not _plural_subject(layout, unit, group, head):
                return None
        elif len(helpers) < 2:
            return None
    if _is_noun(layout, unit, head, group, cue):
        return None
    turned = inverted(layout, unit, head, cue)
    if turned is not None:
        return turned
    subject = subject_before(layout, unit.first, group)
    if subject is None and cue.lemma in BARE:
        bare = without_comma(layout, unit, head, group, cue)
        if bare is not None:
            return bare
    shared = False
    if subject is None or (group > unit.first and tokens[group - 1].low in COORDINATORS):
        subject = _subject_of_coordinate(layout, unit, group, before)
        shared = True
    if subject is None:
        return None
    source = Range(*subject)
    if not shared:
        closed = closes_here(layout, source.first, unit.first) >= 0
        bare = None if closed else without_comma(layout, unit, head, group, cue)
        if bare is not None:
            return bare
        after = postposed(layout, unit, head, group, cue, source)
        if after is not None:
            return after
        if cue.form == "past" and group == head and cue.lemma not in BARE and _is_object(layout, unit, source):
            return None
    return forward(layout, unit, head, group, cue, source, shared=shared)


def _is_object(layout: Layout, unit: Range, source: Range) -> bool:
    """As in "It opened | a centre named …", "They are | rules agreed …": another verb's object, and a participle."""
    i = source.first - 1
    if i <= unit.first or not is_finite(layout, i) or any(t.text in ",-" for t in layout.tokens[i : source.last]):
        return False
    cue = lexicon().get(layout.tokens[i].low)
    return cue is None or not cue.frames & {"clause", "someone"}


def _subject_of_coordinate(layout: Layout, unit: Range, group: int, before: Proposal | None) -> tuple[int, int] | None:
    """As in "X did this and said that": the subject is that of the verb before."""
    if group <= unit.first or layout.tokens[group - 1].low not in ("and", "but", ","):
        return None
    if before is not None and before.source is not None and before.source.last <= group:
        return before.source.first, before.source.last
    return shared_subject(layout, unit.first, group - 1)


def _plural_subject(layout: Layout, unit: Range, group: int, head: int) -> bool:
    """Whether a base form ("say") has a subject it agrees with right before it."""
    if group <= unit.first:
        return False
    before = layout.tokens[group - 1].low
    if before in _PLURAL_OR_SUBJECT or before in RELATIVES:
        return True
    if before in DETERMINERS or before in PREPOSITIONS or before == "to" or before in AUXILIARIES:
        return False
    if layout.tokens[head].low == "say" or before in ("%", "percent"):
        return True
    return before.endswith("s") and not before.endswith(("ss", "'s", "us", "is"))


def _is_noun(layout: Layout, unit: Range, head: int, group: int, cue: Cue) -> bool:
    """Whether the form at ``head`` is a noun or an adjective here: "his claims", "the reported deal"."""
    if group < head and layout.tokens[head - 1].low in AUXILIARIES:
        return False
    if head == unit.first:
        return True
    before = layout.tokens[head - 1]
    if before.low in POSSESSIVES or before.low.endswith("'s") or before.low in PREPOSITIONS:
        return not (before.low == "her" or cue.lemma == "say") or before.low in PREPOSITIONS
    if before.low in DETERMINERS and before.low not in PRONOUNS:
        return True
    if before.low in ("this", "that", "these", "those", "some", "many", "all", "most", "another", "one", "both"):
        return cue.form == "s" and before.low in ("these", "those", "some", "many", "all", "most", "both")
    following = layout.tokens[head + 1].low if head + 1 < unit.last else "."
    if before.low in ("and", "but") and following in ("to", "that") and cue.form == "s":
        return "to" not in cue.frames and following == "to"
    if cue.form == "s" and cue.lemma in _NOUN_LIKE and before.low not in SUBJECT_PRONOUNS | RELATIVES:
        if following in ("that", ":", "he", "she", "they", "it") or (head + 1 < unit.last and layout.quoted(head + 1)):
            return False
        return cue.lemma in ("state", "remark", "rule", "charge", "comment", "protest") or (
            before.text[0].islower()
            or following in PREPOSITIONS
            or following in (",", ".", "to")
            or following in AUXILIARIES
            or following in COMMON_VERBS
        )
    return cue.form == "past" and following == "by"
