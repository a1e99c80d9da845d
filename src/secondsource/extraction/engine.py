"""The engines: they run the room's steps in their order and turn token ranges into spans."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from secondsource.extraction.claims.checkable import nature_of
from secondsource.extraction.claims.narrator import SILENT, stretches
from secondsource.extraction.claims.speech import cueing_of
from secondsource.extraction.claims.turns import beside_turns, in_turns
from secondsource.extraction.layout.language import is_english
from secondsource.extraction.layout.layout import Layout
from secondsource.extraction.layout.lead import lead_of, without_lead
from secondsource.extraction.mending.flattened import is_flattened, mended
from secondsource.extraction.mending.joining import joined
from secondsource.extraction.mending.within_sentences import within_sentences
from secondsource.extraction.rules.attributions import find
from secondsource.extraction.rules.reasons import TAGGER, TURN, rule_of
from secondsource.extraction.sources.channels import channels_of
from secondsource.extraction.sources.institutions import table_of
from secondsource.extraction.sources.sources import speakers_of
from secondsource.extraction.sources.turns import speakers_of_turns, with_written_names
from secondsource.model import Attribution, Coverage, Extraction, Kind, Nature, Silence, Span, Statement

if TYPE_CHECKING:
    from secondsource.extraction.claims.narrator import Stretch
    from secondsource.extraction.layout.text import Range
    from secondsource.extraction.rules.proposal import Proposal
    from secondsource.model import Article, Source, Spans

RULES = "rules"
VERSION = "3"


def run(article: Article, engine: str, institutions: str = "") -> Extraction:
    """What an engine finds in an article; any engine but ``RULES`` is the name of a model.

    ``institutions`` is the user's own table. Raises ``UnusableInput`` where it or the model is unusable.
    """
    table = table_of(institutions)
    layout = Layout(with_written_names(article, table))
    proposals = find(layout)
    lead = 0 if layout.turns else lead_of(layout, article.title)
    if engine != RULES:
        from secondsource.extraction import tagger

        tagged, rules = within_sentences(layout, tagger.propose(layout, proposals, engine)), proposals
        proposals = joined(tagged, rules)
        if is_flattened(layout) and not layout.turns:
            proposals = mended(layout, proposals, rules)
    proposals = beside_turns(layout, without_lead(proposals, lead))
    version = version_of(engine) + (f", institutions {table.digest}" if table.digest else "")
    proposals = [_with_speech(layout, p) for p in proposals if _spans(layout, p.content)]
    turns, decided = in_turns(layout, proposals)
    speakers = speakers_of(layout, [*proposals, *turns], table)
    channels = channels_of(layout, proposals, speakers[: len(proposals)], table)
    if turns:
        speakers = speakers_of_turns(layout, speakers, proposals, turns, table)
        proposals, channels = [*proposals, *turns], [*channels, *(None for _ in turns)]
    found = [_attribution(layout, p, s, c) for p, s, c in zip(proposals, speakers, channels, strict=True)]
    attributions = tuple(sorted(found, key=lambda one: one.content) if turns else found)
    rest = stretches(layout, proposals, lead, decided)
    own = tuple(_statement(layout, s, spans) for s in rest if not s.silent and (spans := _spans(layout, s.parts)))
    silent = tuple(Silence(spans, SILENT[s.silent]) for s in rest if s.silent and (spans := _spans(layout, s.parts)))
    return Extraction(
        attributions, own, silent, _coverage(layout, proposals, rest), engine, version, is_english(layout)
    )


def version_of(engine: str) -> str:
    """The version of an engine, its model's hash with it. Raises ``UnusableInput`` where its files are not listed."""
    if engine == RULES:
        return VERSION
    from secondsource.extraction import tagger

    return f"{VERSION}, model {tagger.version_of(engine)}"


def _coverage(layout: Layout, proposals: list[Proposal], rest: list[Stretch]) -> Coverage:
    """How many words went where; a subject that a statement shares with an attribution counts once, there."""
    counts: Counter[str | None] = Counter()
    seen: set[int] = set()
    for stretch in rest:
        words = {i for r in stretch.parts for i in range(*r) if layout.tokens[i].text[0].isalnum()} - seen
        counts[stretch.silent] += len(words)
        seen |= words
    claimed = {i for p in proposals for r in p.ranges for i in range(*r) if layout.tokens[i].text[0].isalnum()}
    silent = {SILENT[why]: count for why, count in sorted(counts.items(), key=str) if why and count}
    return Coverage(len(claimed - seen), counts[None], silent)


def _with_speech(layout: Layout, proposal: Proposal) -> Proposal:
    """The tagger's proposal with the verb of its cue, and whether it tells words or a thought."""
    if proposal.lemma or proposal.rule != TAGGER:
        return proposal
    cueing = cueing_of(layout, proposal.cue, proposal.content)
    return replace(proposal, lemma=cueing.lemma, belief=not cueing.speech)


def _attribution(layout: Layout, proposal: Proposal, speaker: Source | None, channel: str | None) -> Attribution:
    rule = rule_of(proposal.rule)
    label, why = nature_of(layout, proposal.content, proposal.lemma)
    return Attribution(
        source=_spans(layout, (proposal.source,) if proposal.source else ()),
        cue=_spans(layout, (proposal.cue,)) or _marks(layout, proposal.cue),
        content=_spans(layout, proposal.content),
        kind=Kind.DIRECT if proposal.rule == TURN else kind_of(layout, proposal.content),
        speaker=speaker,
        channel=channel,
        speech=not proposal.belief,
        nature=Nature(label),
        nature_reason=why,
        confidence=rule.precision if proposal.confidence is None else proposal.confidence,
        reason=proposal.reason or rule.reason,
    )


def _statement(layout: Layout, stretch: Stretch, spans: Spans) -> Statement:
    label, why = nature_of(layout, stretch.parts)
    return Statement(spans, Nature(label), why)


def _spans(layout: Layout, ranges: tuple[Range, ...]) -> Spans:
    spans: list[Span] = []
    for first, last in sorted(ranges):
        for span in layout.spans(first, last):
            if not spans or span.start >= spans[-1].end:
                spans.append(span)
    return tuple(spans)


def _marks(layout: Layout, cue: Range) -> Spans:
    """The place of a cue that is a mark and no word: the colon of a headline; () where there is none."""
    if cue.first == cue.last:
        return ()
    return (Span(layout.tokens[cue.first].start, layout.tokens[cue.last - 1].end),)


def kind_of(layout: Layout, content: tuple[Range, ...]) -> Kind:
    """``direct`` if every word stands in quotation marks, ``indirect`` if none does, else ``mixed``."""
    quoted = [layout.marked[i] for r in content for i in range(*r) if layout.tokens[i].text[0].isalnum()]
    if quoted and all(quoted):
        return Kind.DIRECT
    return Kind.MIXED if any(quoted) else Kind.INDIRECT
