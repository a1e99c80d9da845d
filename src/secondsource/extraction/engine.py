"""The rule engine: it runs the room's steps in their order and turns token ranges into spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.attributions import find
from secondsource.extraction.channels import channels_of
from secondsource.extraction.layout import Layout
from secondsource.extraction.narrator import stretches
from secondsource.extraction.reasons import rule_of
from secondsource.extraction.sources import speakers_of
from secondsource.model import Attribution, Extraction, Kind, Span

if TYPE_CHECKING:
    from secondsource.extraction.proposal import Proposal
    from secondsource.extraction.text import Range
    from secondsource.model import Article, Source, Spans

VERSION = "1"


def extract_by_rules(article: Article) -> Extraction:
    """What the rules find in an article."""
    layout = Layout(article)
    proposals = [p for p in find(layout) if _spans(layout, p.content)]
    speakers = speakers_of(layout, proposals)
    channels = channels_of(layout, proposals, speakers)
    attributions = tuple(_attribution(layout, p, s, c) for p, s, c in zip(proposals, speakers, channels, strict=True))
    stated = (s.parts for s in stretches(layout, proposals) if s.silent is None)
    own = tuple(spans for parts in stated if (spans := _spans(layout, parts)))
    return Extraction(attributions, own, "rules", VERSION)


def _attribution(layout: Layout, proposal: Proposal, speaker: Source | None, channel: str | None) -> Attribution:
    rule = rule_of(proposal.rule)
    return Attribution(
        source=_spans(layout, (proposal.source,) if proposal.source else ()),
        cue=_spans(layout, (proposal.cue,)) or _marks(layout, proposal.cue),
        content=_spans(layout, proposal.content),
        kind=kind_of(layout, proposal.content),
        speaker=speaker,
        channel=channel,
        speech=not proposal.belief,
        confidence=rule.precision,
        reason=rule.reason,
    )


def _spans(layout: Layout, ranges: tuple[Range, ...]) -> Spans:
    spans: list[Span] = []
    for first, last in sorted(ranges):
        for span in layout.spans(first, last):
            if not spans or span.start >= spans[-1].end:
                spans.append(span)
    return tuple(spans)


def _marks(layout: Layout, cue: Range) -> Spans:
    """The place of a cue that is a mark and no word: the colon of a headline."""
    return (Span(layout.tokens[cue.first].start, layout.tokens[cue.last - 1].end),)


def kind_of(layout: Layout, content: tuple[Range, ...]) -> Kind:
    """``direct`` if every word stands in quotation marks, ``indirect`` if none does, else ``mixed``."""
    quoted = [layout.marked[i] for r in content for i in range(*r) if layout.tokens[i].text[0].isalnum()]
    if quoted and all(quoted):
        return Kind.DIRECT
    return Kind.MIXED if any(quoted) else Kind.INDIRECT
