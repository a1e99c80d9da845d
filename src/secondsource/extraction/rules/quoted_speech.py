"""How far somebody's words go beyond the sentence that names the speaker.

"“One,” she said. “Two.”" is one attribution of two spans; a quotation over several paragraphs is one; and a
translator's misplaced closing mark does not end what the speaker says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.layout.text import Range
from secondsource.extraction.layout.words import word_set
from secondsource.extraction.rules.clauses import subject_before
from secondsource.extraction.rules.cues import lexicon
from secondsource.extraction.rules.proposal import at_verb
from secondsource.extraction.rules.verbs import verb_group

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout
    from secondsource.extraction.rules.proposal import Proposal

_FIRST_PERSON = word_set("i we my our us me ours mine")
# More sentences than this after a closing mark are no tail of a quotation.
_LONGEST_TAIL = 8
_QUOTING = word_set(
    """
    before-quoted around-quoted inverted-quoted quote-after colon told-someone told-loose shared-quote-after
    shared-colon before around inverted participle-quote-after participle-colon that clause
    """
)


def continued(layout: Layout, by_unit: list[list[Proposal]]) -> list[Proposal]:
    """All proposals in order, each with the units that belong to it by its quotation marks."""
    found: list[Proposal] = []
    taken = [bool(proposals) for proposals in by_unit]
    for u, proposals in enumerate(by_unit):
        # "“One,” she said, adding that two. “Three.”": the marks go on for the quotation, not for what was added.
        announced = _announced(layout, by_unit, taken, u)
        if announced is not None:
            found.append(announced)
            continue
        quoting = [i for i, p in enumerate(proposals) if p.rule.endswith("-quoted")]
        chosen = quoting[-1] if quoting else len(proposals) - 1
        for i, proposal in enumerate(proposals):
            found.append(_followed(layout, proposal, by_unit, taken, u) if i == chosen else proposal)
    return found


def _announced(layout: Layout, by_unit: list[list[Proposal]], taken: list[bool], u: int) -> Proposal | None:
    """As in "He said:" at a paragraph's end, where the next paragraph is the quotation."""
    unit = layout.units[u]
    if by_unit[u] or taken[u] or layout.tokens[unit.last - 1].text != ":" or u + 1 >= len(layout.units):
        return None
    if taken[u + 1] or not _whole_quotation(layout, layout.units[u + 1]):
        return None
    for head in range(unit.last - 2, unit.first, -1):
        cue = lexicon().get(layout.tokens[head].low)
        if cue is None or cue.form not in ("past", "s") or not cue.frames & {"clause", "quote"}:
            continue
        group = verb_group(layout, head, unit.first)
        subject = subject_before(layout, unit.first, group)
        if subject is None:
            return None
        taken[u] = taken[u + 1] = True
        found = at_verb(Range(*subject), group, head, (layout.units[u + 1],), "colon", cue)
        return _followed(layout, found, by_unit, taken, u + 1)
    return None


def _whole_quotation(layout: Layout, unit: Range) -> bool:
    """Whether a unit is a quotation from its first token to its last, a stop not counted."""
    last = unit.last
    while last > unit.first and not layout.quoted(last - 1) and layout.tokens[last - 1].text in ".,;!?":
        last -= 1
    if last <= unit.first or not layout.quoted(unit.first):
        return False
    return all(layout.quoted(i) for i in range(unit.first, last))


def _opens_quoted(layout: Layout, unit: Range) -> bool:
    """Whether a unit begins with a quotation of at least four words: the speaker's words, mixed with reporting."""
    if not layout.quoted(unit.first):
        return False
    quotation = layout.quotations[layout.inside[unit.first]]
    return quotation.first == unit.first and layout.words(quotation.first, quotation.last) > 3


def _followed(layout: Layout, proposal: Proposal, by_unit: list[list[Proposal]], taken: list[bool], u: int) -> Proposal:
    """The proposal with the quotations that go on after its unit."""
    if proposal.rule not in _QUOTING or not proposal.content:
        return proposal
    last = proposal.content[-1]
    content = list(proposal.content)
    after = u + 1
    while after < len(layout.units) and not taken[after]:
        following = layout.units[after]
        same = layout.paragraph_of[after] == layout.paragraph_of[u]
        if _introduced(layout, taken, after):
            break
        if not _whole_quotation(layout, following) and not (same and _opens_quoted(layout, following)):
            break
        linked = layout.quotations[layout.inside[following.first]].continues
        if not same and not linked:
            break
        content.append(following)
        taken[after] = True
        after += 1
    tail = _misplaced_close(layout, proposal, by_unit, after, u)
    if tail is not None:
        content.append(tail)
    return proposal.with_content(tuple(content)) if len(content) > 1 or content[-1] != last else proposal


def _introduced(layout: Layout, taken: list[bool], u: int) -> bool:
    """Whether the next unit only names who spoke the words of unit ``u``."""
    if u + 1 >= len(layout.units) or layout.paragraph_of[u + 1] != layout.paragraph_of[u]:
        return False
    unit = layout.units[u + 1]
    if unit.last - unit.first > 8 or taken[u + 1]:
        return False
    return any(layout.tokens[i].low in ("said", "says", "asked", "added") for i in range(unit.first, unit.last))


def _misplaced_close(
    layout: Layout, proposal: Proposal, by_unit: list[list[Proposal]], after: int, u: int
) -> Range | None:
    """What follows a closing mark up to the paragraph's end, if it is still the speaker's.

    A quotation after a colon runs to the end of its paragraph in the press; where sentences in the first person
    follow its closing mark with no speaker of their own, the mark stands too early.
    """
    if not proposal.rule.endswith(("colon", "quote-after")) or after >= len(layout.units):
        return None
    if layout.paragraph_of[after] != layout.paragraph_of[u]:
        return None
    last = after
    first_person = False
    while last < len(layout.units) and layout.paragraph_of[last] == layout.paragraph_of[u]:
        if last - after > _LONGEST_TAIL:
            return None
        unit = layout.units[last]
        if not all(_in_first_person(layout, p) for p in by_unit[last]):
            return None
        first_person = first_person or any(
            layout.tokens[i].low in _FIRST_PERSON and not layout.quoted(i) for i in range(unit.first, unit.last)
        )
        last += 1
    if not first_person:
        return None
    for number in range(after, last):
        by_unit[number] = []
    return Range(layout.units[after].first, layout.units[last - 1].last)


def _in_first_person(layout: Layout, proposal: Proposal) -> bool:
    """Whether "I" or "we" is the source: inside somebody's words, that is the speaker and no new source."""
    return proposal.source is not None and layout.tokens[proposal.source.first].low in _FIRST_PERSON
