"""Fits a network to words and tags: AdamW, a warm-up, a linear decay, and a moving average of the weights."""

from __future__ import annotations

import math
import random
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import Tensor

from secondsource.extraction.train.windows import epoch_of

if TYPE_CHECKING:
    from secondsource.extraction.tagger.pieces import Vocabulary
    from secondsource.extraction.train.network import Batch, Network
    from secondsource.extraction.train.windows import Word


class Recipe(NamedTuple):
    """How a model is fitted. Rates are peaks; ``soft`` is the weight of a teacher's marginals beside the tags."""

    seed: int = 1
    epochs: float = 5
    pieces: int = 3072
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    transition_rate: float = 1e-2
    warm_up: int = 60
    decay: float = 0.01
    clip: float = 1.0
    average: float = 0.99
    soft: float = 0.0
    frozen_pieces: bool = False


def fit(
    network: Network,
    articles: list[list[Word]],
    vocabulary: Vocabulary,
    recipe: Recipe,
    after_epoch: Callable[[dict[str, Tensor]], None] | None = None,
) -> dict[str, Tensor]:
    """Fit ``network`` and return the moving average of its weights, which is the model.

    ``after_epoch`` is called with the average so far. Progress goes to standard error.
    """
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)  # noqa: S311 - a shuffle, not a secret
    network.pieces.weight.requires_grad_(not recipe.frozen_pieces)
    optimizer = _optimizer(network, recipe)
    trained = [p for p in network.parameters() if p.requires_grad]
    average = [p.detach().clone() for p in trained]
    total = int(recipe.epochs * len(epoch_of(articles, vocabulary, recipe.pieces, random.Random(0))))  # noqa: S311
    step, started, seen = 0, time.monotonic(), 0.0
    for _ in range(math.ceil(recipe.epochs)):
        network.train()
        for batch in epoch_of(articles, vocabulary, recipe.pieces, chance):
            batch = batch.to(network.transitions.device)
            if step == total:
                break
            rate = min(1.0, (step + 1) / recipe.warm_up) * max(0.0, 1 - step / total)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * rate
            loss = _loss(network, batch, recipe)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(trained, recipe.clip)
            optimizer.step()
            step += 1
            torch._foreach_lerp_(average, [p.detach() for p in trained], 1 - min(recipe.average, step / (step + 10)))
            seen = 0.98 * seen + 0.02 * float(loss.detach()) if step > 1 else float(loss.detach())
            if step % 20 == 0:
                minutes = (time.monotonic() - started) / 60
                print(f"step {step} of {total}, loss {seen:.4f}, {minutes:.1f} min", file=sys.stderr, flush=True)
        if after_epoch:
            after_epoch(_state(network, average))
    return _state(network, average)


def _loss(network: Network, batch: Batch, recipe: Recipe) -> Tensor:
    with torch.autocast(batch.pieces.device.type, dtype=torch.bfloat16):
        scores = network(batch)
    count = batch.words.sum()
    loss = -network.likelihood(scores, batch) / count
    if batch.soft is not None and recipe.soft:
        log_marginals = network.log_marginals(scores, batch.words)
        known = batch.words[:, :, None]
        distance = -(batch.soft * torch.where(known, log_marginals, 0.0)).sum() / count
        loss = (1 - recipe.soft) * loss + recipe.soft * distance
    return loss


def _optimizer(network: Network, recipe: Recipe) -> torch.optim.AdamW:
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        first = name.split(".")[0]
        if first in ("transitions", "starts"):
            rate = recipe.transition_rate
        elif first in ("hidden", "tags", "head_features"):
            rate = recipe.head_rate
        else:
            rate = recipe.encoder_rate
        decay = recipe.decay if parameter.dim() > 1 and first != "transitions" else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return torch.optim.AdamW(
        [{"params": group, "peak": rate, "weight_decay": decay} for (rate, decay), group in groups.items()],
        betas=(0.9, 0.98),
        fused=True,
    )


def _state(network: Network, average: list[Tensor]) -> dict[str, Tensor]:
    state = {name: value.detach().clone() for name, value in network.state_dict().items()}
    names = [name for name, p in network.named_parameters() if p.requires_grad]
    return state | {name: value.clone() for name, value in zip(names, average, strict=True)}
