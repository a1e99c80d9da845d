"""How often the natures of claims agree with a hand that marked them first.

    python tests/extraction/gold_nature/score.py [tune|held] [--errors]

Prints accuracy, and precision and recall of each label with counts, for the part the rules were tuned on and for the
part held back; with ``--errors`` the contents that are labelled otherwise. README.md beside it says how it was marked.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from secondsource.extraction.claims.checkable import LABELS, Labelled, cue_lemma, nature_of
from secondsource.extraction.layout.layout import Layout
from secondsource.extraction.layout.text import Range
from secondsource.model import Article

HERE = Path(__file__).parent
SHARED = Path(__file__).parents[4] / "shared"


class Marked(NamedTuple):
    """One content marked by hand, and what the rules say of it; ``set`` is "own", "chance" or "cue"."""

    set: str
    part: str
    label: str
    nature: Labelled
    text: str
    lemma: str


def own() -> Iterator[Marked]:
    """The statements written for this."""
    for row in _rows("own.jsonl"):
        layout = Layout(Article(row["lead"] + row["text"], "", ""))
        content = (_range(layout, len(row["lead"]), len(layout.text)),)
        nature = nature_of(layout, content, row["lemma"])
        yield Marked("own", row["part"], row["label"], nature, row["text"], row["lemma"])


def present() -> bool:
    """Whether the real articles are there."""
    return (SHARED / "polnear" / "data" / "train" / "text").is_dir() and (SHARED / "fakes" / "articles.csv").exists()


def shared() -> Iterator[Marked]:
    """The contents of real articles. ``present`` says whether these are there."""
    for row in _rows("shared.jsonl"):
        text = _text(row["corpus"], row["article"])
        assert hashlib.sha256(text.encode()).hexdigest() == row["sha256"], row["article"]
        layout = _layout(text)
        content = tuple(_range(layout, *place) for place in row["content"])
        lemma = cue_lemma(layout, _range(layout, *row["cue"])) if row["cue"] else ""
        nature = nature_of(layout, content, lemma)
        words = " / ".join(text[a:b] for a, b in row["content"])
        yield Marked(row["drawn"], row["part"], row["label"], nature, words, lemma)


def report(marked: list[Marked]) -> str:
    """Accuracy, and precision and recall of each label, with the counts they come from."""
    right = Counter(m.label for m in marked if m.label == m.nature.label)
    gold = Counter(m.label for m in marked)
    said = Counter(m.nature.label for m in marked)
    lines = [f"accuracy {_share(sum(right.values()), len(marked))}"]
    lines += [f"  {x:<11} P {_share(right[x], said[x])}   R {_share(right[x], gold[x])}" for x in LABELS]
    return "\n".join(lines)


def accuracy(marked: list[Marked]) -> float:
    """The share whose label is that of the hand."""
    return sum(m.label == m.nature.label for m in marked) / len(marked)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f} ({part}/{whole})" if whole else "    – (0/0)"


def _rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


@cache
def _text(corpus: str, name: str) -> str:
    if corpus == "polnear":
        return (SHARED / "polnear" / "data" / "train" / "text" / f"{name}.txt").read_bytes().decode("utf-8")
    return _fakes()[name]


@cache
def _fakes() -> dict[str, str]:
    with (SHARED / "fakes" / "articles.csv").open(encoding="utf-8", newline="") as lines:
        return {row["unit_id"]: row["text"] for row in csv.DictReader(lines)}


@cache
def _layout(text: str) -> Layout:
    return Layout(Article(text, "", ""))


def _range(layout: Layout, start: int, end: int) -> Range:
    within = [i for i, t in enumerate(layout.tokens) if t.start < end and t.end > start]
    return Range(within[0], within[-1] + 1)


def main() -> None:
    """Print the figures of the parts asked for, by default of both."""
    parts = [a for a in sys.argv[1:] if a in ("tune", "held")] or ["tune", "held"]
    everything = [*own()]
    if present():
        everything += shared()
    else:
        print(f"without the real articles, which are not at {SHARED}")
    for part in parts:
        mine = [m for m in everything if m.part == part]
        print(f"{part}: {report(mine)}")
        for name, words in (("own", "our statements"), ("chance", "drawn by chance"), ("cue", "drawn by cue")):
            of = [m for m in mine if m.set == name]
            if of:
                print(f"  {words}: {report(of).splitlines()[0]}")
        if "--errors" in sys.argv:
            for m in mine:
                if m.label != m.nature.label:
                    print(f"{m.label} → {m.nature.label} [{m.lemma}] {m.nature.reason}: {m.text[:300]}")


if __name__ == "__main__":
    main()
