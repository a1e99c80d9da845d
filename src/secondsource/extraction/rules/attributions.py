"""From proposals to attributions: which ones stand, and how far a quotation really goes.

Within a unit a rule with marks beats one without, and what stands first beats what stands inside its content: "X said
that Y believes …" is one attribution, X's. Then the quotations are followed beyond the unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.layout.words import RELATIVES
from secondsource.extraction.rules import phrase_rules, verb_rules
from secondsource.extraction.rules.quoted_speech import continued
from secondsource.extraction.rules.reasons import rank

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout
    from secondsource.extraction.layout.text import Range
    from secondsource.extraction.rules.proposal import Proposal


def find(layout: Layout) -> list[Proposal]:
    """The attributions of an article in the order of the text, as token ranges that overlap within no role."""
    by_unit: list[list[Proposal]] = []
    for number, unit in enumerate(layout.units):
        proposals = verb_rules.propose(layout, unit, heading=layout.heading[number])
        proposals += phrase_rules.propose(layout, unit, heading=layout.heading[number])
        by_unit.append(_standing([p for p in proposals if not _describes_a_source(layout, p, proposals)]))
    return continued(layout, by_unit)


def _standing(proposals: list[Proposal]) -> list[Proposal]:
    kept: list[Proposal] = []
    for proposal in sorted(proposals, key=lambda p: (rank(p.rule), p.cue.first)):
        if not any(_conflict(proposal, other) for other in kept):
            kept.append(proposal)
    return sorted(kept, key=lambda p: p.cue.first)


def _conflict(new: Proposal, old: Proposal) -> bool:
    """Whether ``new`` cannot stand beside ``old``: shared content, or one's cue or source in the other's content."""
    for content in old.content:
        if _touch(new.cue, content) or any(_touch(c, content) for c in new.content):
            return True
    for content in new.content:
        if _touch(old.cue, content) or (old.source is not None and _touch(old.source, content)):
            return True
    return _touch(new.cue, old.cue)


def _describes_a_source(layout: Layout, proposal: Proposal, proposals: list[Proposal]) -> bool:
    """As in "Two workers, who asked for help, said": "who" stands inside the source of another attribution."""
    source = proposal.source
    if source is None or layout.tokens[source.first].low not in RELATIVES:
        return False
    return any(p.source is not None and p.source.first < source.first < p.source.last for p in proposals)


def _touch(a: Range, b: Range) -> bool:
    return a.first < b.last and b.first < a.last
