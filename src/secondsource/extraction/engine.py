"""The engines: they run the room's steps in their order and turn token ranges into spans."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from secondsource.extraction.attributions import find
from secondsource.extraction.channels import channels_of
from secondsource.extraction.checkable import nature_of
from secondsource.extraction.layout import Layout
from secondsource.extraction.narrator import SILENT, stretches
from secondsource.extraction.reasons import rule_of
from secondsource.extraction.sources import speakers_of
from secondsource.extraction.speech import cueing_of
from secondsource.model import Attribution, Coverage, Extraction, Kind, Nature, Silence, Span, Statement

if TYPE_CHECKING:
    from secondsource.extraction.institutions import Table
    from secondsource.extraction.narrator import Stretch
    from secondsource.extraction.proposal import Proposal
    from secondsource.extraction.text import Range
    from secondsource.model import Article, Source, Spans

RULES = "rules"
VERSION = "2"
# A rule that is right this often stands beside the tagger where the tagger marks none of its words.
_SURE_RULE = 0.85


def run(article: Article, engine: str, table: Table | None = None) -> Extraction:
    """What an engine finds in an article; any engine but ``RULES`` is the name of a model.

    ``table`` holds institutions that the user added. Raises ``UnusableInput`` where the model can't be loaded.
    """
    layout = Layout(article)
    proposals, version = find(layout), VERSION
    if engine != RULES:
        from secondsource.extraction import tagger

        proposals = joined(tagger.propose(layout, proposals, engine), proposals)
        version = f"{VERSION}, model {tagger.version_of(engine)}"
    if table is not None:
        version = f"{version}, institutions {table.digest}"
    proposals = [_with_speech(layout, p) for p in proposals if _spans(layout, p.content)]
    speakers = speakers_of(layout, proposals)
    channels = channels_of(layout, proposals, speakers)
    attributions = tuple(_attribution(layout, p, s, c) for p, s, c in zip(proposals, speakers, channels, strict=True))
    rest = stretches(layout, proposals)
    own = tuple(_statement(layout, s, spans) for s in rest if not s.silent and (spans := _spans(layout, s.parts)))
    silent = tuple(Silence(spans, SILENT[s.silent]) for s in rest if s.silent and (spans := _spans(layout, s.parts)))
    return Extraction(attributions, own, silent, _coverage(layout, rest), engine, version)


def _coverage(layout: Layout, rest: list[Stretch]) -> Coverage:
    """How many words went where; a subject that a statement shares with an attribution counts once, there."""
    counts: Counter[str | None] = Counter()
    seen: set[int] = set()
    for stretch in rest:
        words = {i for r in stretch.parts for i in range(*r) if layout.tokens[i].text[0].isalnum()} - seen
        counts[stretch.silent] += len(words)
        seen |= words
    total = layout.words(0, len(layout.tokens))
    silent = {SILENT[why]: count for why, count in sorted(counts.items(), key=str) if why and count}
    return Coverage(total - sum(counts.values()), counts[None], silent)


def joined(tagged: list[Proposal], rules: list[Proposal]) -> list[Proposal]:
    """The attributions of tagger and rules in the order of their cues.

    The tagger, which was told what the rules see, has the last word on every word it marks. Of what it does not mark,
    two things stand: the further parts of a content whose cue both see, for the rules follow a quotation over
    paragraphs and past a misplaced mark; and what a rule sees that is seldom wrong.
    """
    marked = {i for p in tagged for r in _ranges(p) for i in range(*r)}
    found: list[Proposal] = []
    by_cue = {i: rule for rule in rules for i in range(*rule.cue)}
    for one in tagged:
        rule = next((by_cue[i] for i in range(*one.cue) if i in by_cue), None)
        parts = rule.content if rule is not None else ()
        further = tuple(r for r in parts if not any(i in marked for i in range(*r)))
        alike = len(further) < len(parts)
        found.append(one.with_content(tuple(sorted(one.content + further))) if further and alike else one)
    for rule in rules:
        if rule_of(rule.rule).precision >= _SURE_RULE and not any(
            i in marked for r in (*rule.content, rule.cue) for i in range(*r)
        ):
            found.append(rule)
    return sorted(found, key=lambda p: p.cue.first)


def _ranges(proposal: Proposal) -> tuple[Range, ...]:
    return (*proposal.content, proposal.cue, *((proposal.source,) if proposal.source else ()))


def _with_speech(layout: Layout, proposal: Proposal) -> Proposal:
    """The tagger's proposal with the verb of its cue, and whether it tells words or a thought."""
    if proposal.lemma or proposal.rule != "tagger":
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
        kind=kind_of(layout, proposal.content),
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
    """The place of a cue that is a mark and no word: the colon of a headline."""
    return (Span(layout.tokens[cue.first].start, layout.tokens[cue.last - 1].end),)


def kind_of(layout: Layout, content: tuple[Range, ...]) -> Kind:
    """``direct`` if every word stands in quotation marks, ``indirect`` if none does, else ``mixed``."""
    quoted = [layout.marked[i] for r in content for i in range(*r) if layout.tokens[i].text[0].isalnum()]
    if quoted and all(quoted):
        return Kind.DIRECT
    return Kind.MIXED if any(quoted) else Kind.INDIRECT
