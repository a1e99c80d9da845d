"""What memory a case takes, small and large: it should not grow with the case.

    python tests/bench/bench_memory.py [CASE...]

Without a case, one of 10,000 claims and one of 100,000 are made first. Each is copied and read in a fresh process.
For each step: the most that Python held at once during it, in kB, and the most memory that the process has had until
then in all, in MB, which counts SQLite's page cache too (at most 16 MB, once that is full).
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

from big_case import build
from measured import Table, in_short, most_memory

from secondsource import casefile
from secondsource.casefile import Filter, View
from secondsource.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable


def measure(path: Path) -> None:
    """Do with a case what a desk and an export do, and print the kB and MB of each step as JSON."""
    tracemalloc.start()
    case = casefile.open_case(path)
    view = View(case)
    uid = view.rows(view.count // 2, 1)[0].uid

    def search() -> None:
        View(case, Filter(words="ferry")).rows(0, 50)

    def every() -> None:
        for _ in casefile.claims(case):
            pass

    def whole_log() -> None:
        for _ in casefile.log(case):
            pass

    steps: dict[str, Callable[[], object]] = {
        "first page": lambda: view.rows(0, 50),
        "last page": lambda: view.rows(view.count - 50, 50),
        "a mark": lambda: casefile.mark(case, uid, Verdict.DISPUTED, reviewer="bench"),
        "a search": search,
        "all claims": every,
        "the whole log": whole_log,
    }
    found = {}
    for name, step in steps.items():
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        step()
        _, peak = tracemalloc.get_traced_memory()
        found[name] = [(peak - before) / 1e3, most_memory() / 1e6]
    print(json.dumps([view.count, found]))
    case.close()


def main(paths: list[Path]) -> None:
    """Measure copies of these cases, each in a process of its own."""
    if not paths:
        with tempfile.TemporaryDirectory() as folder:
            made = [Path(folder) / f"{articles}.db" for articles in (1_000, 10_000)]
            for path in made:
                build(path, int(path.stem), 10)
            main(made)
        return
    told: list[tuple[int, dict[str, list[float]]]] = []
    for path in paths:
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            copy = Path(folder) / "case.db"
            shutil.copyfile(path, copy)
            done = subprocess.run([sys.executable, __file__, "--measure", copy], check=True, stdout=subprocess.PIPE)
            told.append(json.loads(done.stdout))
    short, steps = in_short(), Table("", *(f"{count:,} claims, {unit}" for count, _ in told for unit in ("kB", "MB")))
    for name in told[0][1]:
        steps.row(name, *(figure for _, found in told for figure in found[name]))
    (fewer, small), (more, large) = told[0], told[-1]
    (_, least), (_, most) = list(small.values())[-1], list(large.values())[-1]
    if more > fewer:
        question = f"Memory for {more:,} claims, beside {fewer:,}"
        short.row(question, f"{most:.0f} MB", f"{least:.0f} MB", most / least, None)
    short.print()
    steps.print()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(Path(sys.argv[2]))
    else:
        main([Path(name) for name in sys.argv[1:]])
