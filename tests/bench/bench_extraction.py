"""Extraction: articles and code points a CPU-second, beside spaCy's full small English pipeline where it is installed.

    python tests/bench/bench_extraction.py [FOLDER_OF_TEXTS]

Without a folder it takes the texts that lie beside the checkout, else those of the sample case.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource import intake

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "polnear" / "data" / "dev" / "text"
SAMPLE = ROOT / "src" / "secondsource" / "sample"
ROUNDS = 5


def spacy_parse() -> Callable[[str], object] | None:
    """Return spaCy's full small English pipeline, None where it is missing."""
    try:
        import spacy

        return spacy.load("en_core_web_sm")
    except (ImportError, OSError):
        return None


def main(folder: Path) -> None:
    """Take every text apart in rounds, the engines in turn, and print medians."""
    articles = [intake.read(str(path)) for path in sorted(folder.glob("*.txt"))]
    points = sum(len(article.text) for article in articles)
    engines: dict[str, Callable[[], object]] = {"rules": lambda: [intake.extract(article) for article in articles]}
    parse = spacy_parse()
    if parse:
        engines["spaCy, full small pipeline"] = lambda: [parse(article.text) for article in articles]
    seconds: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(ROUNDS):
        for name, engine in engines.items():
            began = time.process_time()
            engine()
            seconds[name].append(time.process_time() - began)
    medians = {name: statistics.median(kept) for name, kept in seconds.items()}
    print(f"{len(articles)} articles, {points:,} code points")
    for name, median in medians.items():
        print(f"{name:<28}{len(articles) / median:8.0f} articles, {points / median:12,.0f} code points a CPU-second")
    if parse:
        print(f"ratio of CPU, rules to spaCy: {medians['rules'] / medians['spaCy, full small pipeline']:.3f}")
    else:
        print("spaCy with en_core_web_sm is not installed: nothing to compare with")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED if SHARED.is_dir() else SAMPLE)
