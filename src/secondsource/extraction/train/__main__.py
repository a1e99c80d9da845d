"""``python -m secondsource.extraction.train --corpus DIR --encoder DIR --teacher DIR``: the model files, made again.

1. The linker and the standard model, MiniLM, are fitted to the annotated attributions.
2. A teacher, MPNet, is fitted to them too; it is too large to ship. It reads every second annotated article, and
   articles that nobody has annotated (``--silver``).
3. The fast model, the standard one's first layers, is fitted to the annotations and to what the teacher thinks of each
   word. It keeps the standard one's word pieces.
4. The weights of tags and of confidence are chosen on the development articles.

What is done is kept in ``--work``; a run that was stopped goes on from there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

import torch

from secondsource.extraction.tagger.models import FOLDER, Model
from secondsource.extraction.tagger.pieces import Vocabulary
from secondsource.extraction.tagger.tags import TAGS
from secondsource.extraction.tagger.windows import CONTEXT, SIZE
from secondsource.extraction.train import files
from secondsource.extraction.train.choose import choose
from secondsource.extraction.train.fit import Recipe, fit
from secondsource.extraction.train.link import fit_linker
from secondsource.extraction.train.network import Network, Shape, load_encoder
from secondsource.extraction.train.polnear import Example, example_of, read_corpus
from secondsource.extraction.train.soft import marginals_of
from secondsource.extraction.train.windows import Word, words_of
from secondsource.model import Article, UnusableInput

State = dict[str, torch.Tensor]

STANDARD = Recipe(epochs=5)
TEACHER = Recipe(epochs=1.6, encoder_rate=6e-5, average=0.97, frozen_pieces=True)
FAST = Recipe(epochs=4, soft=0.7, encoder_rate=3e-4, frozen_pieces=True)
FAST_LAYERS = 2
FAST_WINDOW = (96, 8)  # pieces read, and read again: two layers need little context, and attention costs less


class Work:
    """The folder of what is done, and the machine it is done on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        folder.mkdir(parents=True, exist_ok=True)

    def kept(self, name: str, make: Callable[[], State]) -> State:
        """What ``make`` gives, from the folder if it is there."""
        path = self.folder / f"{name}.pt"
        if not path.exists():
            print(f"{name} …", file=sys.stderr, flush=True)
            made = make()
            torch.save(made, path.with_suffix(".part"))
            path.with_suffix(".part").replace(path)
        stored: State = torch.load(path, map_location=self.device)
        return stored


def main() -> None:
    """Make the model files."""
    parser = argparse.ArgumentParser(prog="python -m secondsource.extraction.train", description=__doc__.split("\n")[0])
    parser.add_argument(
        "--corpus", type=Path, required=True, help="PolNeAR: the folder that holds data/train and data/dev"
    )
    parser.add_argument("--encoder", type=Path, required=True, help="all-MiniLM-L6-v2: vocab.txt and model.safetensors")
    parser.add_argument(
        "--teacher", type=Path, required=True, help="all-mpnet-base-v2: vocab.txt and model.safetensors"
    )
    parser.add_argument("--silver", type=Path, help="a folder of .txt articles that nobody has annotated")
    parser.add_argument("--work", type=Path, default=Path("work"), help="where checkpoints go (default: work)")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where the model files go (default: the package)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    try:
        make(options)
    except UnusableInput as fault:
        sys.exit(f"secondsource: {fault}")


def make(options: argparse.Namespace) -> None:
    """All steps in their order. Raises ``UnusableInput`` where the corpus is not there."""
    work, seed = Work(options.work), options.seed
    train, dev = read_corpus(options.corpus, "train"), read_corpus(options.corpus, "dev")
    silver = _silver(options.silver)
    options.out.mkdir(parents=True, exist_ok=True)

    pieces = (options.encoder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    vocabulary = Vocabulary(pieces)

    def standard() -> State:
        network = _network(Shape(len(pieces)), options.encoder, seed, work)
        return fit(network, [words_of(e, vocabulary) for e in train], vocabulary, STANDARD._replace(seed=seed))

    teacher_pieces = (options.teacher / "vocab.txt").read_text(encoding="utf-8").splitlines()
    reader = Vocabulary(teacher_pieces, "<s>", "</s>")
    shape = Shape(len(teacher_pieces), 12, 768, 3072, relative=True, epsilon=1e-5)

    def teacher() -> State:
        network = _network(shape, options.teacher, seed, work)
        return fit(network, [words_of(e, reader) for e in train], reader, TEACHER._replace(seed=seed))

    def lesson() -> State:
        network = Network(shape).to(work.device)
        network.load_state_dict(work.kept("teacher", teacher))
        read = train[::2] + silver
        return {e.name: torch.tensor(marginals_of(network, words_of(e, reader), reader)) for e in read}

    start = work.kept("standard", standard)
    soft = work.kept("lesson", lesson)
    taught = [_taught(e, vocabulary, soft.get(e.name), silver=i >= len(train)) for i, e in enumerate(train + silver)]
    files.write_pieces(options.out, pieces, start["pieces.weight"].cpu())
    files.write_linker(options.out, fit_linker(train))
    stored = start | {"pieces.weight": files.read_pieces(options.out)}

    def fast() -> State:
        torch.manual_seed(seed)
        network = Network(Shape(len(pieces), FAST_LAYERS))
        network.load_state_dict(_fewer_layers(stored, FAST_LAYERS))
        return fit(network.to(work.device), taught, vocabulary, FAST._replace(seed=seed))

    for name, fitted, window in (
        ("standard", start, (SIZE, CONTEXT)),
        ("fast", work.kept("fast", fast), FAST_WINDOW),
    ):
        unchosen = files.UNCHOSEN._replace(window=window[0], context=window[1])
        files.write_network(options.out, name, fitted, unchosen)
        files.write_manifest(options.out)
        choices, score = choose(Model(name, options.out), dev)
        files.write_network(options.out, name, fitted, choices)
        files.write_manifest(options.out)
        print(json.dumps({"model": name, "seed": seed, "e2e F1 on dev": round(score.f1, 2)}), flush=True)


def _network(shape: Shape, encoder: Path, seed: int, work: Work) -> Network:
    torch.manual_seed(seed)
    network = Network(shape)
    load_encoder(network, encoder / "model.safetensors")
    return network.to(work.device)


def _fewer_layers(state: State, layers: int) -> State:
    """A network's numbers for one of its first layers only."""
    return {k: v for k, v in state.items() if not k.startswith("layers.") or int(k.split(".")[1]) < layers}


def _taught(example: Example, vocabulary: Vocabulary, soft: torch.Tensor | None, *, silver: bool) -> list[Word]:
    """An article's words with what the teacher thinks of them; where it has not read them, their tags are sure.

    Without annotation, the teacher's best tags count as such.
    """
    if soft is None:
        soft = torch.eye(len(TAGS))[torch.tensor(example.tags, dtype=torch.long)]
    words = words_of(example, vocabulary, soft.cpu().numpy())
    best = soft.argmax(1).tolist()
    return [word._replace(tag=best[i]) for i, word in enumerate(words)] if silver else words


def _silver(folder: Path | None) -> list[Example]:
    found = []
    for path in sorted(folder.glob("*.txt")) if folder else []:
        with path.open(encoding="utf-8", newline="") as file:
            found.append(example_of(Article(file.read(), "", f"silver/{path.stem}"), []))
    return found


if __name__ == "__main__":
    main()
