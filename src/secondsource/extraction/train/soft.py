"""What a fitted network thinks of each word: the marginals that a student learns from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from secondsource.extraction.tagger.windows import windows_of
from secondsource.extraction.train.windows import batch_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from secondsource.extraction.tagger.pieces import Vocabulary
    from secondsource.extraction.train.network import Network
    from secondsource.extraction.train.windows import Word


def marginals_of(network: Network, words: list[Word], vocabulary: Vocabulary) -> NDArray[np.float32]:
    """The probability of each tag at each word of an article [words, tags]."""
    windows = windows_of([len(word.pieces) + word.begins_line for word in words])
    found: list[NDArray[np.float32]] = []
    device = network.transitions.device
    network.eval()
    with torch.no_grad():
        for start in range(0, len(windows), 12):
            part = windows[start : start + 12]
            batch = batch_of([words[w.first : w.last] for w in part], vocabulary, None).to(device)
            with torch.autocast(device.type, dtype=torch.bfloat16):
                scores = network(batch)
            probabilities = network.log_marginals(scores, batch.words).exp().cpu().numpy()
            found += [probabilities[i, w.begin - w.first : w.end - w.first] for i, w in enumerate(part)]
    return np.concatenate(found) if found else np.zeros((0, len(network.starts)), np.float32)
