"""Extraction on this processor beside one without AVX-512 and VNNI, which QEMU emulates: how much differs.

    python tests/bench/bench_processors.py [FOLDER_OF_TEXTS] [--articles N] [--cpu MODEL]

NumPy and ONNX Runtime choose their kernels by the processor. These add in different orders, so the last bits of a sum
differ, and where a model rounds to eight bits a last bit may become a step. QEMU's user mode (Debian: qemu-user) runs
the same Python about thirty times slower; its processors have AVX2 at most. Each text is cut to its first part. All
should be the same but for confidences, by a hundredth or two.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from measured import Table, articles, news

ENGINES = ("rules", "fast", "standard")
PART = 2000  # code points of each text
PLACES = ("source", "cue", "content")


def extract_all() -> None:
    """Read texts on standard input and print, for each engine, what it finds, or the fault that stops it."""
    from secondsource.exporting import extraction_json
    from secondsource.extraction import extract
    from secondsource.model import Article, UnusableInput

    articles = [Article(text, "", str(number)) for number, text in enumerate(json.load(sys.stdin))]
    for engine in ENGINES:
        try:
            print(json.dumps([json.loads(extraction_json(a, extract(a, engine))) for a in articles]))
        except UnusableInput as fault:
            print(json.dumps(str(fault)))


def found(texts: list[str], *emulator: str) -> list[Any]:
    """What each engine finds, by the machine itself or by an emulator of another."""
    command = [*emulator, sys.executable, __file__, "--extract"]
    done = subprocess.run(command, input=json.dumps(texts), stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def compare(here: list[dict[str, Any]], there: list[dict[str, Any]]) -> tuple[int | float, ...]:
    """Count what is found here, there, in both, and there with another confidence; return the largest step, too."""
    ours, theirs = (
        {json.dumps([a["doc"], *(one[key] for key in PLACES)]): one for a in articles for one in a["attributions"]}
        for articles in (here, there)
    )
    both = ours.keys() & theirs.keys()
    steps = [abs(ours[key]["confidence"] - theirs[key]["confidence"]) for key in both]
    return len(ours), len(theirs), len(both), sum(step > 0 for step in steps), max(steps, default=0.0)


def main(folder: Path, most: int, cpu: str) -> None:
    """Take some texts apart on both processors and print what differs."""
    emulator = shutil.which("qemu-x86_64")
    if emulator is None:
        print("qemu-x86_64 is not here: there is no other processor to compare with.")
        return
    texts = [text[:PART] for text in articles(folder, most)]
    print(f"{len(texts)} texts of at most {PART:,} code points, here and on QEMU's processor `{cpu}`.")
    told = Table("", "attributions here", "there", "the same", "of another confidence", "largest step")
    for engine, here, there in zip(ENGINES, found(texts), found(texts, emulator, "-cpu", cpu), strict=True):
        if isinstance(here, str) or isinstance(there, str):
            print(f"\n{engine} is left out: {here if isinstance(here, str) else there}")
        else:
            told.row(engine, *compare(here, there))
    told.print()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=news())
    parser.add_argument("--articles", type=int, metavar="N", default=2)
    parser.add_argument("--cpu", metavar="MODEL", default="max", help="one that qemu-x86_64 -cpu help lists")
    parser.add_argument("--extract", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.extract:
        extract_all()
    else:
        main(options.folder, options.articles, options.cpu)
