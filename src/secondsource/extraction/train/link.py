"""Fits the linker to the annotated attributions: two multinomial logistic models, by L-BFGS."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from secondsource.extraction.tagger.linker import Scene, content_features, no_source_features, source_features
from secondsource.extraction.tagger.tags import segments_of

if TYPE_CHECKING:
    from secondsource.extraction.train.polnear import Example

_PENALTY = 1e-4  # on the squares of the weights, an option


def fit_linker(examples: list[Example]) -> dict[str, float]:
    """The weights of the features by name, rounded."""
    choices = [choice for example in examples for choice in _choices(example)]
    index: dict[str, int] = {}
    for options, _ in choices:
        for names in options:
            for name in names:
                index.setdefault(name, len(index))
    rows, columns, groups, right = [], [], [], []
    option = 0
    for group, (options, answer) in enumerate(choices):
        right.append(option + answer)
        for names in options:
            rows += [option] * len(names)
            columns += [index[name] for name in names]
            groups.append(group)
            option += 1
    active = torch.sparse_coo_tensor(
        torch.tensor([rows, columns]), torch.ones(len(rows), dtype=torch.float64), (option, len(index))
    ).coalesce()
    weights = torch.zeros(len(index), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")
    group_of, right_of = torch.tensor(groups), torch.tensor(right)

    def closure() -> float:
        optimizer.zero_grad()
        scores = torch.mv(active, weights)
        highest = torch.full((len(choices),), -1e30, dtype=torch.float64)
        highest = highest.scatter_reduce(0, group_of, scores.detach(), "amax")
        sums = torch.zeros(len(choices), dtype=torch.float64).index_add(
            0, group_of, torch.exp(scores - highest[group_of])
        )
        loss = (torch.log(sums) + highest - scores[right_of]).mean() + _PENALTY * weights.pow(2).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return float(loss.detach())

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    return {name: round(float(weights[i].detach()), 3) for name, i in sorted(index.items())}


def _choices(example: Example) -> list[tuple[list[list[str]], int]]:
    """The options that the annotators had, and which one they took."""
    scene = Scene(example.layout, segments_of(example.tags))
    cue_of = {part.first: a.cue.first for a in example.attributions for part in a.content}
    source_of = {a.cue.first: a.source.first if a.source else -1 for a in example.attributions}
    found: list[tuple[list[list[str]], int]] = []
    for content in scene.contents:
        near = scene.around(1, content)
        firsts = [scene.cues[i].first for i in near]
        if cue_of.get(content.first) in firsts:
            options = [content_features(scene, scene.cues[i], content) for i in near]
            found.append((options, firsts.index(cue_of[content.first])))
    for cue in scene.cues:
        if cue.first in source_of:
            near = scene.around(0, cue)
            firsts = [-1, *(scene.sources[i].first for i in near)]
            if source_of[cue.first] in firsts:
                options = [no_source_features(scene, cue)]
                options += [source_features(scene, cue, scene.sources[i]) for i in near]
                found.append((options, firsts.index(source_of[cue.first])))
    return found
