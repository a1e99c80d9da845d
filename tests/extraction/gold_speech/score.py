"""How well speech is told from belief, marked by hand: ``python tests/extraction/gold_speech/score.py``.

Prints accuracy with counts beside that of always giving the more frequent answer, and precision and recall of both
answers, for each part of ``gold.jsonl``, which holds places and no words. ``--errors PART`` lists what goes wrong;
``--coverage`` counts the cues of all training attributions whose head the word lists know.

The parts, all drawn by chance from PolNeAR's training attributions and marked from their meaning:
- ``tune`` (288) and ``held`` (192): ``random.Random(20261122).sample`` of 480, split by article. The errors of ``tune``
  were looked at while the word lists grew, those of ``held`` never.
- ``fresh`` (160): ``random.Random(20261123).sample`` of the rest, marked when the lists were all but finished.
- ``unknown`` (60): cues that no list knew and that quote nothing; they chose what such cues are taken for.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

from secondsource.extraction.claims.speech import Cueing, cueing_of
from secondsource.extraction.layout.layout import Layout
from secondsource.extraction.layout.text import Range
from secondsource.model import Article

HERE = Path(__file__).parent
CORPUS = Path(__file__).parents[4] / "shared" / "polnear" / "data" / "train" / "text"
PARTS = ("tune", "held", "fresh", "unknown")


class Marked(NamedTuple):
    """One attribution marked by hand, and what the rules say of its cue."""

    part: str
    speech: bool
    cueing: Cueing
    cue: str
    content: str


def marked() -> list[Marked]:
    """The marked attributions of PolNeAR's training articles. Raises ``FileNotFoundError`` where these are not."""
    found: list[Marked] = []
    for line in (HERE / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        layout = _layout(row["article"], row["sha256"])
        content = tuple(_range(layout, *place) for place in row["content"])
        cueing = cueing_of(layout, _range(layout, *row["cue"]), content)
        words = " / ".join(layout.text[a:b] for a, b in row["content"])
        cue = layout.text[slice(*row["cue"])]
        found.append(Marked(row["part"], row["speech"], cueing, cue, words))
    return found


def accuracy(items: list[Marked]) -> float:
    """The share that the rules answer as the hand did."""
    return sum(m.speech == m.cueing.speech for m in items) / len(items)


def majority(items: list[Marked]) -> float:
    """The accuracy of giving every attribution the answer that is right most often."""
    speech = sum(m.speech for m in items)
    return max(speech, len(items) - speech) / len(items)


def report(items: list[Marked]) -> str:
    """Accuracy, the baseline, and precision and recall of both answers, with the counts they come from."""
    right = sum(m.speech == m.cueing.speech for m in items)
    speech = sum(m.speech for m in items)
    lines = [f"accuracy {_share(right, len(items))}, always the more frequent answer {100 * majority(items):.1f}"]
    for name, answer, gold in (("speech", True, speech), ("belief", False, len(items) - speech)):
        both = sum(m.speech == m.cueing.speech == answer for m in items)
        given = sum(m.cueing.speech == answer for m in items)
        lines.append(f"  {name} P {_share(both, given)}   R {_share(both, gold)}")
    return "\n".join(lines)


def coverage(every: int = 1) -> tuple[int, int, Counter[str]]:
    """Known cues, all cues, and the unknown ones, over each ``every``-th article of the training part."""
    total, unknown = 0, Counter[str]()
    for path in sorted(CORPUS.glob("*.txt"))[::every]:
        layout = Layout(Article(path.read_bytes().decode("utf-8"), "", ""))
        for place in _cues(min((CORPUS.parent / "attributions").glob(f"{path.stem}_*.ann"))):
            total += 1
            if "says neither" in cueing_of(layout, _range(layout, *place), ()).reason:
                unknown[layout.text[slice(*place)].lower()] += 1
    return total - unknown.total(), total, unknown


def _cues(annotation: Path) -> list[tuple[int, int]]:
    """The places of the cues of a brat file, for attributions that have a content."""
    places: dict[str, tuple[int, int]] = {}
    cues: list[str] = []
    for line in annotation.read_text(encoding="utf-8").split("\n"):
        name, _, rest = line.partition("\t")
        if name[:1] == "T" and name[1:].isdigit():
            ends = rest.partition("\t")[0].partition(" ")[2].split(";")[0].split()
            places[name] = (int(ends[0]), int(ends[1]))
        elif name.startswith("E") and " Content" in rest:
            cues += [part.partition(":")[2] for part in rest.split() if part.startswith("Cue:")]
    return [places[cue] for cue in cues]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f} ({part}/{whole})" if whole else "    – (0/0)"


@cache
def _layout(name: str, sha256: str) -> Layout:
    text = (CORPUS / f"{name}.txt").read_bytes().decode("utf-8")
    assert hashlib.sha256(text.encode()).hexdigest() == sha256, f"{name} is not the text that was marked"
    return Layout(Article(text, "", ""))


def _range(layout: Layout, start: int, end: int) -> Range:
    within = [i for i, t in enumerate(layout.tokens) if t.start < end and t.end > start]
    return Range(within[0], within[-1] + 1)


def main() -> None:
    """Print the figures, or what the option asks for."""
    if sys.argv[1:] == ["--coverage"]:
        known, total, unknown = coverage()
        print(f"known heads {_share(known, total)}; unknown: {dict(unknown.most_common(40))}")
        return
    items = marked()
    if sys.argv[1:2] == ["--errors"]:
        for m in items:
            if m.part == sys.argv[2] and m.speech != m.cueing.speech:
                print(f"{'speech' if m.speech else 'belief'} [{m.cue}] {m.cueing.reason}\n       {m.content[:160]}")
        return
    for part in PARTS:
        print(f"{part}: {report([m for m in items if m.part == part])}")


if __name__ == "__main__":
    main()
