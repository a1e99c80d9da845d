"""What the benchmarks share: taking turns, medians with their spread, and tables in Markdown, plain in a terminal too.

A benchmark prints its tables to standard output; ``docs/benchmarks.py`` makes the page of what they print. Rows of a
table that ``in_short`` made are shown once more at the head of the page.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

IN_SHORT = ("Question", "Ours", "Beside it", "Ratio", "Spread")
ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "src" / "secondsource" / "sample"
NEWS = ROOT.parent / "shared" / "polnear" / "data" / "dev" / "text"  # real news, on some machines
ONE_THREAD = dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"], "1")


class Spread(NamedTuple):
    """The median between the quartiles, of times or of ratios."""

    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Return the quartiles of some values; of a single one, that three times."""
        if len(values) == 1:
            return cls(values[0], values[0], values[0])
        return cls(*statistics.quantiles(values, n=4, method="inclusive"))

    @classmethod
    def of_ratios(cls, ours: Sequence[float], theirs: Sequence[float]) -> Spread:
        """Return the quartiles of the ratios, each of two values that were measured side by side."""
        return cls.of([a / b for a, b in zip(ours, theirs, strict=True)])

    @property
    def range(self) -> str:
        """The quartiles in words."""
        return "–".join(map(figures, (self.low, self.high)))

    def __str__(self) -> str:
        return figures(self.middle)


class Table:
    """A table in Markdown, its columns as wide as their widest cell."""

    def __init__(self, *heads: str) -> None:
        self._rows: list[tuple[str, ...]] = [heads]

    def row(self, *cells: object) -> None:
        """Add a row; figures are shown to three places, None as an empty cell."""
        self._rows.append(tuple(figures(cell) if isinstance(cell, float) else _plain(cell) for cell in cells))

    def print(self) -> None:
        """Print it after an empty line; nothing where it has no rows."""
        if self._rows[1:]:
            print(f"\n{self}", flush=True)

    def __str__(self) -> str:
        widths = [max(map(len, column)) for column in zip(*self._rows, strict=True)]
        lines = [
            "| " + " | ".join(f"{cell:{'<' if n == 0 else '>'}{widths[n]}}" for n, cell in enumerate(row)) + " |"
            for row in self._rows
        ]
        rule = "|" + "|".join("-" * (width + 2 - (n > 0)) + ":" * (n > 0) for n, width in enumerate(widths)) + "|"
        return "\n".join([lines[0], rule, *lines[1:]])


def _plain(cell: object) -> str:
    return "" if cell is None else str(cell).replace("|", "\\|")


def in_short() -> Table:
    """Return a table for what a benchmark says in a line; the ratio is ours over the other's."""
    return Table(*IN_SHORT)


def figures(value: float) -> str:
    """Return three figures of a value, more before the point where it has them, without an exponent."""
    size = abs(value)
    places = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3
    return f"{value:,.{places}f}"


def in_turn(calls: Sequence[Callable[[], object]], rounds: int) -> list[list[float]]:
    """Return for each call the seconds it took in each round; every other round goes backwards."""
    times: list[list[float]] = [[] for _ in calls]
    order = list(zip(calls, times, strict=True))
    for number in range(rounds):
        for call, kept in order if number % 2 == 0 else order[::-1]:
            began = time.perf_counter()
            call()
            kept.append(time.perf_counter() - began)
    return times


def hundredth(values: Sequence[float], place: int) -> float:
    """Return the value below which so many hundredths of the values are."""
    return statistics.quantiles(values, n=100, method="inclusive")[place - 1] if len(values) > 1 else values[0]


def most_memory() -> int:
    """Return the most memory that this process has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def version(name: str) -> str | None:
    """Return the version of a package that is installed, None where it is not."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def fresh(script: str, *arguments: str, given: object = None) -> Any:
    """Run a script on one thread in a fresh process, with JSON on its standard input, and return the JSON it prints.

    Raises RuntimeError with its last word where it fails.
    """
    command = [sys.executable, script, *arguments]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, env=os.environ | ONE_THREAD)
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"]
        raise RuntimeError(said[-1])
    return json.loads(done.stdout)


def articles(folder: Path, most: int | None = None) -> list[str]:
    """Return the texts of a folder, or so many that lie evenly over it. Ends the program where there are none."""
    texts = [path.read_bytes().decode() for path in sorted(folder.glob("*.txt"))]
    if not texts:
        sys.exit(f"there are no texts in {folder}")
    return texts[:: max(len(texts) // most, 1)][:most] if most else texts


def news() -> Path:
    """Return a folder with real news where it lies beside the checkout, else the texts of the sample case."""
    return NEWS if NEWS.is_dir() else SAMPLE
