"""What is chosen on the development articles: how much each tag's probability counts, and what makes a confidence."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from secondsource.extraction.rules.attributions import find
from secondsource.extraction.tagger.linker import Linker
from secondsource.extraction.tagger.models import Choices
from secondsource.extraction.tagger.tagging import linked, probabilities_of

if TYPE_CHECKING:
    from secondsource.extraction.layout.text import Range
    from secondsource.extraction.tagger.models import Model
    from secondsource.extraction.tagger.tagging import Tagged
    from secondsource.extraction.train.polnear import Annotated, Example

_SOURCES = (1.5, 2.0, 3.0)
_CUES_AND_CONTENTS = ((1.0, 1.0), (1.5, 1.0), (2.0, 1.0), (2.0, 1.3), (3.0, 1.3))
_LEAST = (0.25, 0.3, 0.35, 0.4)


@dataclass(slots=True)
class Score:
    """Counts of attributions: right ones, those found, those annotated."""

    right: int = 0
    found: int = 0
    annotated: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in percent."""
        return 200 * self.right / max(self.found + self.annotated, 1)


def matched(example: Example, found: list[Tagged]) -> list[bool]:
    """Which attributions are right: content and source at least half the annotators' words, one to one."""
    pairs = []
    wanted = [(_words(example, a.content), _words(example, _one(a))) for a in example.attributions]
    for number, tagged in enumerate(found):
        content, source = _words(example, tagged.content), _words(example, _one(tagged))
        for other, (their_content, their_source) in enumerate(wanted):
            shared = _jaccard(content, their_content)
            if shared >= 0.5:
                pairs.append((-shared, -_jaccard(source, their_source), other, number))
    right = [False] * len(found)
    used_found: set[int] = set()
    used_wanted: set[int] = set()
    for _, their_share, other, number in sorted(pairs):
        if other not in used_wanted and number not in used_found:
            used_wanted.add(other)
            used_found.add(number)
            right[number] = -their_share >= 0.5
    return right


def _one(attribution: Annotated | Tagged) -> tuple[Range, ...]:
    return (attribution.source,) if attribution.source else ()


def _words(example: Example, ranges: tuple[Range, ...]) -> frozenset[int]:
    return frozenset(i for r in ranges for i in range(*r) if example.layout.tokens[i].text[0].isalnum())


def _jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a or b else 1.0


def choose(model: Model, examples: list[Example]) -> tuple[Choices, Score]:
    """The choices with the best score on ``examples``, and that score.

    Tried are all pairs of a weight for sources and one for cues and contents, and for each every least confidence.
    """
    proposals = [find(e.layout) for e in examples]
    probabilities = [probabilities_of(e.layout, p, model) for e, p in zip(examples, proposals, strict=True)]
    linker = Linker(model.linker)
    annotated = sum(len(e.attributions) for e in examples)
    best: tuple[float, Choices, Score] | None = None
    for source, (cue, content) in itertools.product(_SOURCES, _CUES_AND_CONTENTS):
        weights = [1.0, source, source, cue, cue, content, content]
        found = [
            linked(e.layout, p, q, weights, linker) for e, p, q in zip(examples, proposals, probabilities, strict=True)
        ]
        right = [r for e, f in zip(examples, found, strict=True) for r in matched(e, f)]
        evidence = torch.tensor([f.evidence for one in found for f in one], dtype=torch.float64)
        calibrated = _calibrated(evidence, right)
        confidence = torch.sigmoid(evidence @ torch.tensor(calibrated, dtype=torch.float64)).tolist()
        for least in _LEAST:
            stands = [r for r, c in zip(right, confidence, strict=True) if c >= least]
            score = Score(sum(stands), len(stands), annotated)
            if best is None or score.f1 > best[0]:
                best = (score.f1, Choices(weights, calibrated, least, *model.choices[3:]), score)
    assert best is not None  # noqa: S101
    return best[1], best[2]


def _calibrated(evidence: torch.Tensor, right: list[bool]) -> list[float]:
    """The weights of a logistic model of being right (Platt 1999)."""
    answers = torch.tensor([float(r) for r in right], dtype=torch.float64)
    weights = torch.zeros(evidence.shape[1], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=100, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(evidence @ weights, answers)
        loss = loss + 1e-3 * weights.pow(2).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimizer.step(closure)  # type: ignore[no-untyped-call,arg-type]
    return [round(float(w), 4) for w in weights.detach()]
