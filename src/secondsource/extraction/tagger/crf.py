"""The linear-chain random field over windows: how probable each tag is at each word.

The forward-backward algorithm (Rabiner 1989), in probabilities that are scaled at every step, over all windows of a
batch at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


def marginals(scores: list[Floats], transitions: Floats, starts: Floats) -> list[Floats]:
    """The probability of each tag at each word of each window.

    ``scores`` holds a window's emission scores [words, tags]; ``transitions`` [from, to] and ``starts`` [tags] are
    scores too.
    """
    longest, count = max(map(len, scores)), len(scores)
    emissions = np.ones((longest, count, len(starts)), np.float32)
    for number, window in enumerate(scores):
        emissions[: len(window), number] = np.exp(window - window.max(1, keepdims=True))
    steps = np.exp(transitions)
    forward = np.empty_like(emissions)
    state = np.exp(starts) * emissions[0]
    for i in range(longest):
        if i:
            state = (state @ steps) * emissions[i]
        state = state / state.sum(1, keepdims=True)
        forward[i] = state
    ends = np.array([len(window) for window in scores])
    backward = np.ones_like(state)
    for i in range(longest - 1, -1, -1):
        if i < longest - 1:
            state = (backward * emissions[i + 1]) @ steps.T
            inside = (i + 1 < ends)[:, None]
            backward = np.where(inside, state / state.sum(1, keepdims=True), np.float32(1))
        forward[i] *= backward
    forward /= forward.sum(2, keepdims=True)
    return [forward[: len(window), number] for number, window in enumerate(scores)]
