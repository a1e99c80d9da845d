"""From a text to attributions by a model: windows, marginals, tags, segments, links."""

from __future__ import annotations

import math
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from secondsource.extraction.layout.text import Range
from secondsource.extraction.rules.proposal import Proposal
from secondsource.extraction.rules.reasons import TAGGER, rule_of
from secondsource.extraction.tagger.features import features_of, sum_of
from secondsource.extraction.tagger.linker import Linked, Linker
from secondsource.extraction.tagger.tags import segments_of
from secondsource.extraction.tagger.windows import windows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from secondsource.extraction.layout.layout import Layout
    from secondsource.extraction.tagger.models import Model

    Probabilities = NDArray[np.float32]

EVIDENCE = 8  # figures that a confidence is made of
_BATCH = 32  # windows whose marginals are worked out together


class Tagged(NamedTuple):
    """One attribution that the model sees.

    ``words`` is the mean probability of the tags of its words, by role (source, cue, content; 1 for no source),
    ``link`` the linker's probability of its least sure link, ``rule`` the precision of the best rule that sees the same
    cue, 0 for none. ``confidence`` is the share that is right among such attributions of the development articles.
    """

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    words: tuple[float, float, float]
    link: float
    rule: float
    confidence: float = 0.0

    @property
    def evidence(self) -> tuple[float, ...]:
        """What the confidence is made of: log-odds, cut at 1 in 1000, two yes or no, and a constant."""
        odds = [_log_odds(p) for p in (*self.words, self.link)]
        return (*odds, _log_odds(self.rule) if self.rule else 0.0, float(bool(self.rule)), float(not self.source), 1.0)

    def as_proposal(self) -> Proposal:
        """The same for the steps that follow."""
        source, cue, content = (f"{value:.2f}" for value in self.words)
        who = f"source {source}, " if self.source else ""
        reason = f"tagger: {who}cue {cue}, content {content}, link {self.link:.2f}"
        reason += f", a rule agrees ({self.rule:.2f})" if self.rule else ""
        return Proposal(self.source, self.cue, self.content, TAGGER, confidence=self.confidence, reason=reason)


def tag(layout: Layout, proposals: list[Proposal], model: Model) -> list[Tagged]:
    """The attributions of an article that are sure enough, in the order of their cues.

    ``proposals`` are what the rules see in it.
    """
    found: list[Tagged] = []
    tags = probabilities_of(layout, proposals, model)
    for tagged in linked(layout, proposals, tags, model.choices.tags, Linker(model.linker)):
        score = sum(w * e for w, e in zip(model.choices.evidence, tagged.evidence, strict=True))
        confidence = round(1 / (1 + math.exp(-score)), 2)
        if confidence >= model.choices.least:
            found.append(tagged._replace(confidence=confidence))
    return found


def linked(
    layout: Layout,
    proposals: list[Proposal],
    probabilities: Sequence[Probabilities],
    weights: list[float],
    linker: Linker,
) -> list[Tagged]:
    """All attributions that the probabilities of tags spell, each tag's multiplied by its weight."""
    import numpy as np

    tags: list[int] = []
    sure: list[float] = []
    for part in probabilities:
        best = (part * np.array(weights, np.float32)).argmax(1)
        tags += best.tolist()
        sure += part[np.arange(len(best)), best].tolist()
    rules = sorted((p.cue.first, p.cue.last, rule_of(p.rule).precision) for p in proposals)
    starts = [first for first, _, _ in rules]
    found: list[Tagged] = []
    for link in linker.link(layout, segments_of(tags)):
        source, cue, content, certainty = _without_contraction(layout, link)
        words = (_mean(sure, (source,) if source else ()), _mean(sure, (cue,)), _mean(sure, content))
        near = rules[max(bisect_left(starts, cue.first) - 1, 0) : bisect_left(starts, cue.last)]
        rule = max((precision for _, last, precision in near if last > cue.first), default=0.0)
        found.append(Tagged(source, cue, content, words, certainty, rule))
    return found


def probabilities_of(layout: Layout, proposals: list[Proposal], model: Model) -> list[Probabilities]:
    """The probability of each tag at each word, a part of the text at a time, in order."""
    pieces = [model.vocabulary.pieces(token.text) for token in layout.tokens]
    sums = [sum_of(rows) for rows in features_of(layout, proposals)]
    breaks = {paragraph.first for paragraph in layout.paragraphs}
    lengths = [len(word) + (i in breaks) for i, word in enumerate(pieces)]
    windows = iter(windows_of(lengths, model.choices.window, model.choices.context))
    found: list[Probabilities] = []
    while batch := list(islice(windows, _BATCH)):
        scores = [
            model.scores(
                pieces[w.first : w.last],
                sums[w.first : w.last],
                (i - w.first for i in range(w.first, w.last) if i in breaks),
            )
            for w in batch
        ]
        for window, part in zip(batch, model.marginals(scores), strict=True):
            found.append(part[window.begin - window.first : window.end - window.first])
    return found


def _without_contraction(layout: Layout, link: Linked) -> Linked:
    """“He’s claiming”: the first word of the cue is the source too."""
    first, last = link.cue
    if link.source is None and last - first > 1 and "'" in layout.tokens[first].low[1:]:
        return link._replace(source=Range(first, first + 1), cue=Range(first + 1, last))
    return link


def _mean(sure: list[float], ranges: tuple[Range, ...]) -> float:
    values = [sure[i] for r in ranges for i in range(*r)]
    return sum(values) / len(values) if values else 1.0


def _log_odds(probability: float) -> float:
    p = min(max(probability, 0.001), 0.999)
    return math.log(p / (1 - p))
