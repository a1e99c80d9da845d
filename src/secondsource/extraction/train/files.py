"""Writes and lists the model files, as ``tagger.models`` reads them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from secondsource.extraction.tagger.features import ROWS
from secondsource.extraction.tagger.models import MANIFEST, Choices
from secondsource.extraction.tagger.tagging import EVIDENCE
from secondsource.extraction.tagger.tags import TAGS
from secondsource.extraction.tagger.windows import CONTEXT, SIZE
from secondsource.extraction.train.export import network_bytes, quantised

if TYPE_CHECKING:
    import torch
    from torch import Tensor

UNCHOSEN = Choices([1.0] * len(TAGS), [0.0] * EVIDENCE, 0.0, SIZE, CONTEXT)


def write_pieces(folder: Path, vocabulary: list[str], table: Tensor) -> None:
    """Write the vocabulary and the table of its pieces as integers of eight bits."""
    integers, scale = quantised(table.float().numpy(), 1, largest=127)
    (folder / "vocabulary.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    np.savez(folder / "pieces.npz", pieces=integers, scale=scale)


def read_pieces(folder: Path) -> torch.Tensor:
    """The table of word pieces as numbers again."""
    import torch

    with np.load(folder / "pieces.npz") as stored:
        return torch.tensor(stored["pieces"] * stored["scale"][:, None])


def write_linker(folder: Path, weights: dict[str, float]) -> None:
    """Write the linker's weights, a feature a line."""
    (folder / "linker.json").write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def write_network(folder: Path, name: str, state: dict[str, Tensor], choices: Choices = UNCHOSEN) -> None:
    """Write a network, its small tables, and what was chosen for it."""
    state = {key: value.cpu() for key, value in state.items()}
    (folder / f"{name}.onnx").write_bytes(network_bytes(state, heads=12))
    small = {
        "positions": state["positions"][: SIZE + 1],
        "features": state["features.weight"][:ROWS],
        "head_features": state["head_features.weight"][:ROWS],
        "transitions": state["transitions"],
        "starts": state["starts"],
    }
    np.savez(folder / f"{name}.npz", **{key: value.float().numpy() for key, value in small.items()})
    (folder / f"{name}.json").write_text(json.dumps(choices._asdict(), indent=1) + "\n", encoding="utf-8")


def write_manifest(folder: Path) -> None:
    """List the files with their hashes."""
    files = sorted(path for path in folder.iterdir() if path.name != MANIFEST)
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    (folder / MANIFEST).write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")
