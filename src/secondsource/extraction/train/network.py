"""The network: a BERT-like encoder over word pieces, and a linear-chain conditional random field over words.

``scores`` of a word are its emission scores for the seven tags. The encoder is MiniLM (Wang et al. 2020), or MPNet
(Song et al. 2020) for a teacher; the random field is that of Lafferty et al. (2001).
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn

from secondsource.extraction.tagger.features import ROWS
from secondsource.extraction.tagger.tags import TAGS

_HEAD_FEATURES = 32
_POSITIONS = 512
_BUCKETS = 32  # of distances between pieces
_FARTHEST = 128  # pieces; all beyond is one bucket


class Shape(NamedTuple):
    """The size of an encoder. ``relative`` says that attention has a bias for the distance, as MPNet's does."""

    vocabulary: int
    layers: int = 6
    width: int = 384
    inner: int = 1536
    heads: int = 12
    relative: bool = False
    epsilon: float = 1e-12


class Batch(NamedTuple):
    """Windows side by side, padded to the longest.

    ``pieces`` [windows, pieces] are ids; ``mask`` is true where there is one; ``rows`` [windows, pieces, features] are
    rows of the table of features, ``ROWS`` for none; ``first`` [windows, words] is each word's first piece; ``words``
    is true where there is a word; ``tags`` [windows, words]; ``soft`` [windows, words, tags] a teacher's marginals.
    """

    pieces: Tensor
    mask: Tensor
    rows: Tensor
    first: Tensor
    words: Tensor
    tags: Tensor
    soft: Tensor | None

    def to(self, device: torch.device) -> Batch:
        """The same on another device."""
        return Batch(*(None if part is None else part.to(device) for part in self))


class SharedDropout(nn.Module):
    """Dropout whose mask is shared by all pieces of a window: it costs next to nothing on a processor."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """``x`` [windows, pieces, width] with whole columns of a window set to zero."""
        if not self.training or not self.share:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= self.share
        return x * (kept.to(x.dtype) / (1 - self.share))


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=shape.epsilon)
        self.up = nn.Linear(width, shape.inner)
        self.down = nn.Linear(shape.inner, width)
        self.norm2 = nn.LayerNorm(width, eps=shape.epsilon)
        self.drop = SharedDropout(dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """``x`` [windows, pieces, width]; ``bias`` is added to the scores of attention."""
        windows, pieces, width = x.shape
        q, k, v = self.qkv(x).view(windows, pieces, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        scores = (q * (width // self.heads) ** -0.5) @ k.transpose(-1, -2)
        if bias is not None:
            scores = scores + bias.to(scores.dtype)
        y = (torch.softmax(scores, -1) @ v).transpose(1, 2).reshape(windows, pieces, width)
        x = self.norm(x + self.drop(self.out(y)))
        y = self.down(nn.functional.gelu(self.up(x)))
        return self.norm2(x + self.drop(y))


class Network(nn.Module):
    """From word pieces and features to emission scores, and the transitions between tags."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.pieces = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Parameter(torch.zeros(_POSITIONS, shape.width))
        self.features = nn.Embedding(ROWS + 1, shape.width, padding_idx=ROWS)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.drop = SharedDropout(dropout)
        self.layers = nn.ModuleList([Layer(shape, dropout) for _ in range(shape.layers)])
        self.distances = nn.Embedding(_BUCKETS, shape.heads) if shape.relative else None
        self.head_features = nn.Embedding(ROWS + 1, _HEAD_FEATURES, padding_idx=ROWS)
        self.hidden = nn.Linear(shape.width + _HEAD_FEATURES, 256)
        self.tags = nn.Linear(256, len(TAGS))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.starts = nn.Parameter(torch.zeros(len(TAGS)))
        nn.init.zeros_(self.features.weight)
        nn.init.normal_(self.head_features.weight, std=0.1)

    def embedded(self, pieces: Tensor, rows: Tensor) -> Tensor:
        """What stands for each piece before its position is added and the sum is normed."""
        return self.pieces(pieces) + self.features(rows).sum(-2)

    def encoded(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """The encoder over ``embedded``; ``mask`` [windows, pieces] is None where no window is padded."""
        x = self.drop(self.norm(x + self.positions[: x.shape[1]]))
        bias = None if mask is None else torch.where(mask, 0.0, -1e4)[:, None, None, :]
        if self.distances is not None:
            near = self.distances(_buckets(x.shape[1]).to(x.device)).permute(2, 0, 1)[None]
            bias = near if bias is None else near + bias
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def scored(self, x: Tensor, first: Tensor, head_features: Tensor) -> Tensor:
        """Emission scores [windows, words, tags]; ``head_features`` [windows, words, 32] belong to the words."""
        at = first[:, :, None].expand(-1, -1, x.shape[2])
        x = torch.cat([torch.gather(x, 1, at), head_features.to(x.dtype)], -1)
        return self.tags(nn.functional.gelu(self.hidden(self.drop(x))))

    def forward(self, batch: Batch) -> Tensor:
        """Emission scores of a batch's words [windows, words, tags]."""
        x = self.encoded(self.embedded(batch.pieces, batch.rows), None if batch.mask.all() else batch.mask)
        rows = torch.gather(batch.rows, 1, batch.first[:, :, None].expand(-1, -1, batch.rows.shape[2]))
        return self.scored(x, batch.first, self.head_features(rows).sum(-2)).float()

    def likelihood(self, scores: Tensor, batch: Batch) -> Tensor:
        """The log-likelihood of ``batch.tags``, summed over its words."""
        tags, words = batch.tags, batch.words.to(scores.dtype)
        right = torch.gather(scores, 2, tags[:, :, None])[:, :, 0]
        steps = self.transitions[tags[:, :-1], tags[:, 1:]]
        total = (right * words).sum() + (steps * words[:, 1:]).sum() + self.starts[tags[:, 0]].sum()
        return total - self.forward_scores(scores, batch.words)[1].sum()

    def forward_scores(self, scores: Tensor, words: Tensor) -> tuple[Tensor, Tensor]:
        """The forward variables [windows, words, tags] and the log of each window's sum over all taggings."""
        alpha = self.starts + scores[:, 0]
        alphas = [alpha]
        for i in range(1, scores.shape[1]):
            new = torch.logsumexp(alpha[:, :, None] + self.transitions, 1) + scores[:, i]
            alpha = torch.where(words[:, i, None], new, alpha)
            alphas.append(alpha)
        return torch.stack(alphas, 1), torch.logsumexp(alpha, -1)

    def log_marginals(self, scores: Tensor, words: Tensor) -> Tensor:
        """The log-probability of each tag at each word, over all taggings of its window."""
        alphas, total = self.forward_scores(scores, words)
        beta = torch.zeros_like(scores[:, 0])
        betas = [beta]
        for i in range(scores.shape[1] - 1, 0, -1):
            new = torch.logsumexp((scores[:, i] + beta)[:, None, :] + self.transitions, 2)
            beta = torch.where(words[:, i, None], new, beta)
            betas.append(beta)
        return alphas + torch.stack(betas[::-1], 1) - total[:, None, None]


def _buckets(pieces: int) -> Tensor:
    """The bucket of each pair of pieces' distance: exact up to 7 each way, then by its logarithm."""
    places = torch.arange(pieces)
    back = places[:, None] - places[None, :]
    half, exact = _BUCKETS // 2, _BUCKETS // 4
    far = exact + (torch.log(back.abs().clamp(min=1) / exact) / math.log(_FARTHEST / exact) * (half - exact)).long()
    return (back < 0).long() * half + torch.where(back.abs() < exact, back.abs(), far.clamp(max=half - 1))


_LAYER_NAMES = {
    "MiniLM": {
        "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
        "out": "attention.output.dense", "norm": "attention.output.LayerNorm",
        "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
    },
    "MPNet": {
        "q": "attention.attn.q", "k": "attention.attn.k", "v": "attention.attn.v",
        "out": "attention.attn.o", "norm": "attention.LayerNorm",
        "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
    },
}  # fmt: skip


def load_encoder(network: Network, weights: Path) -> None:
    """Put a published encoder, ``model.safetensors``, into ``network``; fewer layers are taken evenly spread."""
    from safetensors.torch import load_file

    stored = {name: value.float() for name, value in load_file(weights).items()}
    state = network.state_dict()
    state["pieces.weight"] = stored["embeddings.word_embeddings.weight"]
    positions = stored["embeddings.position_embeddings.weight"]
    if network.shape.relative:
        names = _LAYER_NAMES["MPNet"]
        state["positions"] = positions[2 : 2 + _POSITIONS]  # the first two stand for padding
        state["distances.weight"] = stored["encoder.relative_attention_bias.weight"]
    else:
        names = _LAYER_NAMES["MiniLM"]
        state["positions"] = positions + stored["embeddings.token_type_embeddings.weight"][0]
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = stored[f"embeddings.LayerNorm.{part}"]
    there = 1 + max(int(name.split(".")[2]) for name in stored if name.startswith("encoder.layer."))
    count = network.shape.layers
    for number in range(count):
        old, new = f"encoder.layer.{round(number * (there - 1) / max(count - 1, 1))}.", f"layers.{number}."
        for part in ("weight", "bias"):
            state[f"{new}qkv.{part}"] = torch.cat([stored[f"{old}{names[name]}.{part}"] for name in "qkv"])
            for name in ("out", "norm", "up", "down", "norm2"):
                state[f"{new}{name}.{part}"] = stored[f"{old}{names[name]}.{part}"]
    network.load_state_dict(state)
