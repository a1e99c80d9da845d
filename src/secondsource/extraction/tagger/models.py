"""The model files: found, checked against their hashes, and run by ONNX Runtime on one thread.

``manifest.json`` has the SHA-256 of every file. All models read the same vocabulary, the same table of word pieces,
which stands outside the networks so that it is stored once, and the same linker.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from secondsource.extraction.tagger.features import FIRST_ROWS
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

FOLDER = Path(__file__).parent / "files"
MANIFEST = "manifest.json"
SHARED = ("vocabulary.txt", "pieces.npz", "linker.json")
_ADVICE = "install secondsource again, or use --engine rules, which needs no model"


class Choices(NamedTuple):
    """What is chosen on the development articles.

    ``tags`` says what each tag's probability counts when one is chosen: a cue that is missed costs more than a word too
    many. ``evidence`` holds the weights that make a confidence, ``least`` the confidence below which none stands.
    ``window`` is how many pieces the model reads at once, ``context`` how many of them the next window reads again.
    """

    tags: list[float]
    evidence: list[float]
    least: float
    window: int
    context: int


class Model:
    """A network with all that it needs.

    ``linker`` holds the weights of the linker by name, ``choices`` what was chosen on the development articles.
    """

    def __init__(self, name: str, folder: Path) -> None:
        """Raises ``UnusableInput`` where a file is missing or is not what the manifest says, or can't be run."""
        files = _read_files(name, folder)
        try:
            self._open(name, files)
        except ImportError as fault:
            missing = fault.name or fault
            raise UnusableInput(f"the extraction model needs {missing}, which is missing: {_ADVICE}") from fault
        except Exception as fault:  # ONNX Runtime and NumPy have a dozen kinds
            raise UnusableInput(f"the extraction model {name} can't be run here: {_ADVICE}") from fault

    def _open(self, name: str, files: dict[str, bytes]) -> None:
        # From 1.29 on it reports its use over the network and keeps an identifier in the user's cache, unless told not
        # to before it starts (https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md).
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        import numpy as np
        import onnxruntime as ort

        from secondsource.extraction.tagger.pieces import Vocabulary

        pieces, tables = np.load(BytesIO(files["pieces.npz"])), np.load(BytesIO(files[f"{name}.npz"]))
        self.vocabulary = Vocabulary(files["vocabulary.txt"].decode().splitlines())
        self.linker: dict[str, float] = json.loads(files["linker.json"])
        self._pieces: NDArray[np.int8] = pieces["pieces"]
        self._scale: Floats = pieces["scale"]
        self._positions: Floats = tables["positions"]
        self._features = _all_sums(tables["features"])
        self._head_features = _all_sums(tables["head_features"])
        self._transitions: Floats = tables["transitions"]
        self._starts: Floats = tables["starts"]
        self.choices = Choices(*json.loads(files[f"{name}.json"]).values())
        options = ort.SessionOptions()
        # One thread, and no more fusing than this: the "extended" level's fused norms take eight times as long.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.log_severity_level = 4
        self._network = ort.InferenceSession(files[f"{name}.onnx"], options, providers=["CPUExecutionProvider"])

    def scores(self, pieces: list[tuple[int, ...]], sums: list[int], breaks: Iterable[int]) -> Floats:
        """The scores [words, tags] of one window.

        It is given each word's pieces and the place of its features in the sums; ``breaks`` begin a line.
        """
        import numpy as np

        begin_line = set(breaks)
        ids, first, added = [self.vocabulary.start], [], [-1]
        for i, word in enumerate(pieces):
            if i in begin_line and i:
                ids.append(self.vocabulary.line_break)
                added.append(-1)
            first.append(len(ids))
            ids += word
            added += [sums[i]] * len(word)
        embedded = self._pieces[ids] * self._scale[ids, None]
        embedded += self._positions[: len(ids)]
        embedded += self._features[added]
        head = self._head_features[sums]
        fed = {"embedded": embedded[None], "first": np.array(first, np.int64), "head": head}
        found: Floats = self._network.run(None, fed)[0]
        return found

    def marginals(self, scores: list[Floats]) -> list[Floats]:
        """The probability of each tag at each word, for the scores of several windows."""
        from secondsource.extraction.tagger.crf import marginals

        return marginals(scores, self._transitions, self._starts)


def _all_sums(table: Floats) -> Floats:
    """For every set of features the sum of their rows, at the place that ``sum_of`` gives, and zeros at the end."""
    import numpy as np

    sums = np.zeros((1, table.shape[1]), np.float32)
    for first, last in zip(FIRST_ROWS, (*FIRST_ROWS[1:], len(table)), strict=True):
        sums = (sums[:, None] + table[None, first:last]).reshape(-1, table.shape[1])
    return np.concatenate([sums, np.zeros_like(sums[:1])])


@cache
def load(name: str) -> Model:
    """The model of an engine, loaded once. Raises ``UnusableInput`` where its files are not in order."""
    return Model(name, FOLDER)


def version_of(name: str, folder: Path | None = None) -> str:
    """The first 12 hexadecimal digits of the SHA-256 over the hashes of a model's files."""
    hashes = _hashes(name, folder or FOLDER)
    return hashlib.sha256("".join(hashes[file] for file in _files_of(name)).encode()).hexdigest()[:12]


def _files_of(name: str) -> tuple[str, ...]:
    return (*SHARED, f"{name}.json", f"{name}.npz", f"{name}.onnx")


def _hashes(name: str, folder: Path) -> dict[str, str]:
    try:
        hashes = json.loads((folder / MANIFEST).read_bytes())
        return {file: str(hashes[file]) for file in _files_of(name)}
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise UnusableInput(f"the list of model files {folder / MANIFEST} is missing or damaged: {_ADVICE}") from fault


def _read_files(name: str, folder: Path) -> dict[str, bytes]:
    hashes = _hashes(name, folder)
    files: dict[str, bytes] = {}
    for file in _files_of(name):
        try:
            data = (folder / file).read_bytes()
        except OSError as fault:
            raise UnusableInput(f"the model file {folder / file} is missing: {_ADVICE}") from fault
        if hashlib.sha256(data).hexdigest() != hashes[file]:
            raise UnusableInput(f"the model file {folder / file} is damaged: {_ADVICE}")
        files[file] = data
    return files
