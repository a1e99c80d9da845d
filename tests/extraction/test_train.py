"""The training: its corpus is read right everywhere; the rest needs torch and is tried where torch is."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from extraction.texts import article
from secondsource.extraction.tagger.features import FIRST_ROWS, ROWS
from secondsource.extraction.tagger.tags import TAGS, segments_of
from secondsource.extraction.train.polnear import Example, example_of, read_corpus
from secondsource.model import UnusableInput

TEXT = "“The gate fell,” Ada Quill said, “at noon.”\nShe doubts that it was rust.\n"
ANNOTATION = (
    "T1\tSource 17 26\tAda Quill\nT2\tCue 27 31\tsaid\nT3\tContent 0 16;33 43\t“The gate fell,” “at noon.”\n"
    "T4\tAttribution 27 31\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    "T5\tSource 44 47\tShe\nT6\tCue 48 54\tdoubts\nT7\tContent 55 71\tthat it was rust\n"
    "E2\tAttribution:T6 Content:T7 Cue:T6 Source:T5\n"
    "T8\tDiscuss 0 3\ta note between annotators\n"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for part in ("text", "attributions"):
        (tmp_path / "data" / "train" / part).mkdir(parents=True)
    (tmp_path / "data" / "train" / "text" / "gate.txt").write_text(TEXT, encoding="utf-8", newline="")
    for who, lines in (("b", ANNOTATION.replace("E2", "E9")), ("a", ANNOTATION)):
        (tmp_path / "data" / "train" / "attributions" / f"gate_{who}.ann").write_text(lines, encoding="utf-8")
    return tmp_path


def words(example: Example, first: int, last: int) -> str:
    tokens = example.layout.tokens
    return example.layout.text[tokens[first].start : tokens[last - 1].end]


def test_a_corpus_is_read_as_words_and_tags(corpus: Path) -> None:
    (example,) = read_corpus(corpus, "train")
    assert example.name == "gate"
    said, doubts = example.attributions
    assert said.source is not None
    assert words(example, *said.source) == "Ada Quill"
    assert [words(example, *part) for part in said.content] == ["“The gate fell,”", "“at noon.”"]
    assert words(example, *doubts.cue) == "doubts"
    spelled = [(s.role, words(example, s.first, s.last)) for s in segments_of(example.tags)]
    assert spelled == [
        (2, "“The gate fell,”"), (0, "Ada Quill"), (1, "said"), (2, "“at noon.”"), (0, "She"), (1, "doubts"),
        (2, "that it was rust"),
    ]  # fmt: skip


def test_a_missing_corpus_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="holds no PolNeAR"):
        read_corpus(tmp_path, "train")


def test_features_name_rows_of_their_own(corpus: Path) -> None:
    (example,) = read_corpus(corpus, "train")
    assert len(example.features) == len(example.tags) == len(example.layout.tokens)
    bounds = (*FIRST_ROWS, ROWS)
    for rows in example.features:
        assert all(low <= row < high for row, low, high in zip(rows, bounds[:-1], bounds[1:], strict=True))


def test_the_linker_learns_the_side_and_the_distance() -> None:
    pytest.importorskip("torch", reason="needs the extra 'train'")
    from secondsource.extraction.tagger.linker import Linker
    from secondsource.extraction.train.link import fit_linker

    chance = random.Random(3)
    names = ["Ada Quill", "Ruben Low", "the harbour board", "a clerk"]
    examples = []
    for _ in range(30):
        text, roles = "", []
        for _ in range(4):
            who, what = chance.choice(names), f"the gate {chance.randint(2, 99)} fell"
            at = len(text)
            text += f"{who} said {what}. "
            cue = at + len(who) + 1
            roles.append({"source": [(at, cue - 1)], "cue": [(cue, cue + 4)], "content": [(cue + 5, len(text) - 2)]})
        examples.append(example_of(article(text), roles))
    linker = Linker(fit_linker(examples[:20]))
    for example in examples[20:]:
        found = linker.link(example.layout, segments_of(example.tags))
        assert [(f.source, f.cue, f.content) for f in found] == [
            (a.source, a.cue, a.content) for a in example.attributions
        ]
        assert all(f.certainty > 0.5 for f in found)


def test_the_graph_of_integers_says_what_the_network_says() -> None:
    torch = pytest.importorskip("torch", reason="needs the extra 'train'")
    pytest.importorskip("onnx", reason="needs the extra 'train'")
    import numpy as np
    import onnxruntime as ort

    from secondsource.extraction.train.export import network_bytes
    from secondsource.extraction.train.network import Network, Shape

    torch.manual_seed(5)
    network = Network(Shape(vocabulary=50, layers=2)).eval()
    session = ort.InferenceSession(network_bytes(network.state_dict(), heads=12), providers=["CPUExecutionProvider"])
    embedded, head = torch.randn(1, 40, 384), torch.randn(25, 32)
    first = torch.arange(25)
    fed = {
        "embedded": (embedded + network.positions[:40]).detach().numpy(),
        "first": first.numpy(),
        "head": head.numpy(),
    }
    (found,) = session.run(None, fed)
    with torch.no_grad():
        wanted = network.scored(network.encoded(embedded, None), first[None], head[None])[0].numpy()
    assert found.shape == wanted.shape == (25, len(TAGS))
    assert np.abs(found - wanted).max() < 0.25 * np.abs(wanted).max()
    assert np.corrcoef(found.ravel(), wanted.ravel())[0, 1] > 0.99


def test_marginals_of_the_network_are_those_of_the_tagger() -> None:
    torch = pytest.importorskip("torch", reason="needs the extra 'train'")
    import numpy as np

    from secondsource.extraction.tagger.crf import marginals
    from secondsource.extraction.train.network import Network, Shape

    torch.manual_seed(6)
    network = Network(Shape(vocabulary=10, layers=1))
    torch.nn.init.normal_(network.transitions)
    torch.nn.init.normal_(network.starts)
    scores = torch.randn(2, 9, len(TAGS))
    inside = torch.tensor([[True] * 9, [True] * 4 + [False] * 5])
    with torch.no_grad():
        wanted = network.log_marginals(scores, inside).exp().numpy()
    transitions, starts = network.transitions.detach().numpy(), network.starts.detach().numpy()
    found = marginals([scores[0].numpy(), scores[1, :4].numpy()], transitions, starts)
    assert np.allclose(found[0], wanted[0], atol=1e-5)
    assert np.allclose(found[1], wanted[1, :4], atol=1e-5)
