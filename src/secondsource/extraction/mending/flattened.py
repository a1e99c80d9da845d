"""Texts whose commas and line breaks are lost: where attributions of the tagger are mended.

Agencies' wires and flattened corpora write "Ten boats sank in Velm military officials said on Monday". The tagger was
taught on edited news: there it leaves the speaker in the content, gives the content's last word to the speaker,
stops in the middle of a phrase, or sees nothing. What is mended says so in its reason.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from secondsource.extraction.layout.text import Range
from secondsource.extraction.layout.words import (
    BE,
    COORDINATORS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    TITLES,
)
from secondsource.extraction.mending.missed import BEHIND, with_missed
from secondsource.extraction.mending.speaker_starts import PEOPLES, Scene
from secondsource.extraction.rules.cues import lexicon
from secondsource.extraction.rules.noun_phrases import object_after
from secondsource.extraction.rules.verbs import is_finite, verb_group
from secondsource.extraction.sources.institutions import INSTITUTION_WORDS, OUTLET_WORDS

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout
    from secondsource.extraction.rules.proposal import Proposal

_CIRCUMSTANCES = PREPOSITIONS | COORDINATORS | SUBORDINATORS | RELATIVES | TIMES
_CITING = ("citing", "quoting", "adding", "referring", "speaking")
_NOTE = "the text has no commas: "
_LONGEST_SPEAKER = 14  # tokens, with "and" or "while"
_SHORT = 30  # tokens; a text of fewer may well do without a comma


def is_flattened(layout: Layout) -> bool:
    """Whether a text lacks the commas that its length would need."""
    tokens = layout.tokens
    return layout.without_commas or (len(tokens) > _SHORT and not any(t.text in ",،、，" for t in tokens))


def mended(layout: Layout, proposals: list[Proposal], rules: list[Proposal]) -> list[Proposal]:
    """``proposals`` with their speakers and contents apart, and those that were missed, in the order of their cues.

    ``rules`` are the proposals of the rules for the same text, which must be a flattened one.
    """
    proposals = [p for p in proposals if not _is_name(layout, p.cue)]
    scene = Scene(layout, proposals)
    bare = {rule.cue.last: rule.source.first for rule in rules if rule.rule == "before-bare" and rule.source}
    found = [_apart(scene, proposal, bare.get(proposal.cue.last)) for proposal in proposals]
    for step in (_whole_before, _whole_after, _swapped, _cited, _joined_left):
        scene.take(found)
        found = [step(scene, proposal) for proposal in found]
    found = [part for proposal in found for part in _parted(scene, proposal)]
    scene.take(found)
    found += [r for r in rules if r.rule == "inverted-bare" and not scene.touches(*r.content, r.cue)]
    scene.take(found)
    return sorted(with_missed(scene, found), key=lambda p: p.cue.first)


def _is_name(layout: Layout, cue: Range) -> bool:
    """Whether a cue is the name "Said" and no verb."""
    tokens = layout.tokens
    if cue.last - cue.first > 1 or tokens[cue.first].text != "Said" or not cue.first:
        return False
    before = tokens[cue.first - 1].text
    return before[0].isupper() and not before.isupper()


def _noted(proposal: Proposal, what: str) -> Proposal:
    return replace(proposal, reason=f"{proposal.reason}; {_NOTE}{what}" if proposal.reason else "")


# Speaker and content ---------------------------------------------------------------------------------------------


def _apart(scene: Scene, proposal: Proposal, rule: int | None) -> Proposal:
    """The speaker and the content before it told apart where one holds words of the other.

    ``rule`` is where a rule sees the speaker begin.
    """
    source, cue = proposal.source, proposal.cue
    if source is not None and (begin := scene.after_break(source)) != source.first:
        proposal = replace(proposal, source=Range(begin, source.last))
        return _noted(proposal, "what stands before the speaker is no part of the name")
    number = next((n for n, part in enumerate(proposal.content) if part.first < cue.first == part.last), None)
    if number is not None and _wants_subject(scene, proposal):
        low = max(proposal.content[number].first, scene.unit(cue.first).first) + 2
        return _split(scene, proposal, number, rule or scene.phrase_start(low, cue.first), cue.first)
    if source is None or source.last != cue.first:
        return proposal
    number = next((n for n, part in enumerate(proposal.content) if part.last == source.first), None)
    if number is None or scene.layout.quoted(source.first - 1):
        return proposal
    first, before = scene.tokens[source.first], scene.tokens[source.first - 1]
    if first.low in PREPOSITIONS:
        return _split(scene, proposal, number, source.first + 1, source.last)
    low = proposal.content[number].first
    if before.low == "and":
        return _split(scene, proposal, number, scene.and_before(low, source.first), source.last)
    body = first.text[0].islower() and scene.tokens[source.last - 1].low in INSTITUTION_WORDS | OUTLET_WORDS
    if body or before.low.endswith(PEOPLES) or (before.low in TITLES and before.text[0].isupper()):
        start = rule or scene.phrase_start(low, source.last)
        peoples = (i for i in range(start, source.first) if scene.tokens[i].low.endswith(PEOPLES))
        if start < source.first:
            return _split(scene, proposal, number, next(peoples, start), source.last)
    if scene.governs(source.first - 1, source.first):
        start = rule if rule is not None and rule > source.first else source.first
        return _split(scene, proposal, number, start, source.last)
    return proposal


def _wants_subject(scene: Scene, proposal: Proposal) -> bool:
    """Whether a verb has no speaker, or one that does not stand beside it or is the one it was told to."""
    cue = lexicon().get(scene.tokens[proposal.cue.last - 1].low)
    passive = any(scene.tokens[i].low in BE for i in range(*proposal.cue))
    if cue is None or cue.form not in ("past", "s") or passive or scene.layout.quoted(proposal.cue.first - 1):
        return False
    source = proposal.source
    if source is None or (source.first == proposal.cue.last and cue.lemma == "tell"):
        return True
    return source.last != proposal.cue.first and source.first != proposal.cue.last


def _split(scene: Scene, proposal: Proposal, number: int, start: int, end: int) -> Proposal:
    """The proposal whose speaker is what follows ``start``, past what the word before it governs."""
    part = proposal.content[number]
    begin = scene.speaker(part.first, start, end)
    if begin is None or begin <= part.first or (proposal.source is not None and begin == proposal.source.first):
        return proposal
    content = list(proposal.content)
    content[number] = Range(part.first, begin)
    proposal = replace(proposal, source=Range(begin, end), content=tuple(content))
    return _noted(proposal, "speaker and content told apart by their words")


def _joined_left(scene: Scene, proposal: Proposal) -> Proposal:
    """As in "the evacuation resumed state media and | activists said": the other speaker and the content."""
    source = proposal.source
    if source is None or source.first < 4 or scene.tokens[source.first - 1].low != "and":
        return proposal
    low = scene.unit(source.first).first
    begin = scene.and_before(low, source.first)
    if begin == source.first or scene.touches(Range(low, source.first)):
        return proposal
    content = proposal.content
    if begin > low and not scene.clause(low, begin):
        return proposal
    if begin > low:
        content = (Range(low, begin), *content)
    return _noted(replace(proposal, source=Range(begin, source.last), content=content), "two speakers")


def _cited(scene: Scene, proposal: Proposal) -> Proposal:
    """As in "Boats sank the harbour office | said citing | its pilots": what was said stands before."""
    source, cue = proposal.source, proposal.cue
    within = cue.last - cue.first > 1 and scene.tokens[cue.last - 1].low in _CITING
    behind = proposal.content[0].first == cue.last and scene.tokens[cue.last].low in _CITING
    if source is None or not (within or behind):
        return proposal
    low = scene.unit(cue.first).first
    if scene.touches(Range(low, source.first)) or not scene.clause(low, source.first):
        return proposal
    content = (Range(low, source.first), *proposal.content)
    proposal = replace(proposal, cue=Range(cue.first, cue.last - within), content=content)
    return _noted(proposal, "the content stands before its speaker")


def _swapped(scene: Scene, proposal: Proposal) -> Proposal:
    """As in "Boats sank said | the harbour office": what follows is the speaker, and what stands before is said."""
    (first, last), before = proposal.content[0], Range(scene.unit(proposal.cue.first).first, proposal.cue.first)
    cue = lexicon().get(scene.tokens[proposal.cue.last - 1].low)
    said = cue is not None and cue.lemma in ("say", "add", "report") and cue.form == "past"
    source = proposal.source
    mistaken = source is not None and source.last == before.last and scene.tokens[source.first].low in PREPOSITIONS
    if not (source is None or mistaken) or len(proposal.content) > 1 or first != proposal.cue.last or not said:
        return proposal
    free = source.first if source is not None else before.last
    if scene.touches(Range(before.first, free)) or not scene.clause(*before):
        return proposal
    described = next((i for i in range(first, last) if scene.tokens[i].low in RELATIVES), last)
    if any(is_finite(scene.layout, i) for i in range(first, described)):
        return proposal
    named = all(token.text[0].isupper() for token in scene.tokens[first : first + 2])
    stopped = last - first > 1 and scene.tokens[last - 1].text in ".!?…"
    if not named and object_after(scene.layout, first, last) < last - stopped:
        return proposal
    proposal = replace(proposal, source=Range(first, last - stopped), content=(before,))
    return _noted(proposal, "the speaker stands after the verb")


# How far a content goes ------------------------------------------------------------------------------------------


def _whole_before(scene: Scene, proposal: Proposal) -> Proposal:
    """Content before its speaker from its sentence's start where it starts within a phrase."""
    source, part = proposal.source, proposal.content[-1]
    if source is None or source.last != proposal.cue.first or not part.first < part.last <= source.first:
        return proposal
    low = scene.unit(source.first).first
    if part.first < low or any(p.first >= low for p in proposal.content[:-1]) or scene.layout.quoted(part.first):
        return proposal
    before, after = scene.tokens[part.first - 1].low, scene.tokens[part.last - 1].low
    begins = part.first > low and before[0].isalpha() and before not in COORDINATORS | SUBORDINATORS | RELATIVES
    ends = part.last < source.first and (after in PREPOSITIONS or begins)
    whole = Range(low if begins else part.first, source.first if ends else part.last)
    free = not scene.touches(Range(whole.first, part.first), Range(part.last, whole.last))
    if whole == part or not free:
        return proposal
    return _noted(proposal.with_content((*proposal.content[:-1], whole)), "the content is its whole sentence")


def _whole_after(scene: Scene, proposal: Proposal) -> Proposal:
    """Content after its verb to its sentence's end where it stops within a phrase."""
    part = proposal.content[-1]
    unit = scene.unit(proposal.cue.first)
    end = unit.last - (scene.tokens[unit.last - 1].text in ".!?…")
    if part.first < proposal.cue.first or not proposal.cue.last <= part.last < end:
        return proposal
    following = scene.tokens[part.last]
    cut = following.text in "-[" or (following.text[0].islower() and following.low not in _CIRCUMSTANCES)
    cut = cut or scene.governs(part.last - 1, part.last)
    rest = Range(part.last, end)
    if not cut or scene.layout.quoted(part.last) or scene.touches(rest) or _reports(scene, rest):
        return proposal
    content = (*proposal.content[:-1], Range(part.first, end))
    return _noted(proposal.with_content(content), "the content goes on to its sentence's end")


def _reports(scene: Scene, words: Range) -> bool:
    return any((cue := lexicon().get(scene.tokens[i].low)) and cue.lemma in BEHIND for i in range(*words))


def _parted(scene: Scene, proposal: Proposal) -> list[Proposal]:
    """As in "the board said it rained while | Mayor Ada Example said | it snowed": two attributions."""
    part, tokens = proposal.content[-1], scene.tokens
    if part.first < proposal.cue.last or not _reports(scene, part):
        return [proposal]
    for head in range(part.first + 4, part.last - 2):
        if tokens[head].low not in ("said", "reported") or scene.layout.quoted(head):
            continue
        group = verb_group(scene.layout, head, part.first)
        for i in range(group - 2, max(part.first, group - _LONGEST_SPEAKER), -1):
            if tokens[i].low not in ("and", "while", "but"):
                continue
            opens = tokens[i + 1].text[0].isupper() or tokens[i + 1].low in DETERMINERS
            if opens and not scene.clause(i, group) and scene.clause(part.first, i):
                first = proposal.with_content((*proposal.content[:-1], Range(part.first, i)))
                said = Range(head + 1, part.last)
                second = replace(proposal, source=Range(i + 1, group), cue=Range(group, head + 1), content=(said,))
                return [_noted(first, "two attributions"), _noted(second, "two attributions")]
            break
    return [proposal]
