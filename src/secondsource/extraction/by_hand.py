"""Attributions and statements that people marked by hand, as an extraction: what the marks leave open is filled in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from secondsource.extraction.claims.checkable import cue_lemma, nature_of
from secondsource.extraction.claims.speech import cueing_of
from secondsource.extraction.engine import kind_of
from secondsource.extraction.layout.language import is_english
from secondsource.extraction.layout.layout import Layout
from secondsource.extraction.layout.text import Range
from secondsource.extraction.rules.proposal import Proposal
from secondsource.extraction.sources.channels import channels_of
from secondsource.extraction.sources.institutions import table_of
from secondsource.extraction.sources.sources import speakers_of
from secondsource.model import Attribution, Coverage, Extraction, Nature, Silence, Statement, UnusableInput

if TYPE_CHECKING:
    from secondsource.extraction.sources.institutions import Table
    from secondsource.model import Article, Source, Spans

UNMARKED = "no annotation marks it"


def taken_as_given(
    article: Article,
    annotations: tuple[Attribution | Statement, ...],
    engine: str,
    version: str,
    institutions: str,
) -> Extraction:
    """The extraction that the annotations make; see ``extraction.given``."""
    for one in annotations:
        for span in (*one.content, *((*one.source, *one.cue) if isinstance(one, Attribution) else ())):
            if not 0 <= span.start < span.end <= len(article.text):
                raise UnusableInput(
                    f"an annotation of {article.name} stands at {span.start} to {span.end}, and the text has "
                    f"{len(article.text)} characters; take the text that was annotated"
                )
    layout = Layout(article)
    table = table_of(institutions)
    marked = [one for one in annotations if isinstance(one, Attribution) and one.content]
    proposals = [_proposal(layout, one) for one in marked]
    speakers = speakers_of(layout, proposals, table)
    channels = _channels(layout, proposals, speakers, table)
    attributions = []
    for one, proposal, speaker, channel in zip(marked, proposals, speakers, channels, strict=True):
        if one.nature_reason:
            attributions.append(one)
            continue
        nature, why = nature_of(layout, proposal.content, proposal.lemma)
        one = replace(one, speaker=one.speaker or speaker, channel=one.channel or channel)
        one = replace(one, kind=kind_of(layout, proposal.content), speech=not proposal.belief)
        attributions.append(replace(one, nature=Nature(nature), nature_reason=why))
    statements = [one for one in annotations if isinstance(one, Statement) and one.content]
    own = [_ranges(layout, one.content) for one in statements]
    narrator = tuple(
        one if one.nature_reason else Statement(one.content, Nature(label), why)
        for one, ranges in zip(statements, own, strict=True)
        for label, why in (nature_of(layout, ranges),)
    )
    attributed = [_ranges(layout, one.content + one.cue + one.source) for one in marked]
    silent, coverage = _rest(layout, attributed, own)
    return Extraction(tuple(attributions), narrator, silent, coverage, engine, version, is_english(layout))


def _proposal(layout: Layout, one: Attribution) -> Proposal:
    """What was marked in tokens: of a source or a cue in several parts, the longest."""
    content = _ranges(layout, one.content)
    source, cue = (_longest(_ranges(layout, spans)) for spans in (one.source, one.cue))
    if cue is None:
        at = content[0].first if content else 0
        return Proposal(source, Range(at, at), content, "")
    cueing = cueing_of(layout, cue, content)
    return Proposal(source, cue, content, "", cueing.lemma or cue_lemma(layout, cue), not cueing.speech)


def _channels(
    layout: Layout, proposals: list[Proposal], speakers: list[Source | None], table: Table
) -> list[str | None]:
    """The channels of those that have a cue, which are read in the order of their cues."""
    found: list[str | None] = [None] * len(proposals)
    order = sorted((i for i, p in enumerate(proposals) if p.cue.first < p.cue.last), key=lambda i: proposals[i].cue)
    if layout.units:
        channels = channels_of(layout, [proposals[i] for i in order], [speakers[i] for i in order], table)
        for i, channel in zip(order, channels, strict=True):
            found[i] = channel
    return found


def _longest(ranges: tuple[Range, ...]) -> Range | None:
    return max(ranges, key=lambda r: r.last - r.first, default=None)


def _ranges(layout: Layout, spans: Spans) -> tuple[Range, ...]:
    """The tokens that spans touch, though it be in part."""
    tokens = layout.tokens
    found = []
    for start, end in spans:
        first = bisect_right(tokens, start, key=lambda token: token.end)
        last = bisect_left(tokens, end, key=lambda token: token.start)
        if first < last:
            found.append(Range(first, last))
    return tuple(found)


def _rest(
    layout: Layout, attributed: list[tuple[Range, ...]], own: list[tuple[Range, ...]]
) -> tuple[tuple[Silence, ...], Coverage]:
    """What no annotation touches, a silence a sentence or less; and how many words went where."""
    narrator, claimed = ({i for ranges in marked for r in ranges for i in range(*r)} for marked in (own, attributed))
    taken = narrator | claimed
    silences: list[Silence] = []
    silent = 0
    for first, last in sorted([*layout.units, *layout.furniture]):
        at = first
        for i in range(first, last + 1):
            if i < last and i not in taken:
                continue
            words = layout.words(at, i)
            if words:
                silent += words
                silences.append(Silence(tuple(layout.spans(at, i)), UNMARKED))
            at = i + 1
    counts = [sum(layout.words(i, i + 1) for i in places) for places in (claimed - narrator, narrator)]
    return tuple(silences), Coverage(counts[0], counts[1], {UNMARKED: silent} if silent else {})
