"""The case beside raw sqlite3 in one run: a mark, and what the desk asks for at every key.

python tests/bench/bench_case.py [CLAIMS]
"""

from __future__ import annotations

import itertools
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from big_case import build

from secondsource import casefile
from secondsource.casefile import Filter, View
from secondsource.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 101


def median_ms(*calls: Callable[[], object]) -> list[float]:
    """Return each call's median in milliseconds, the calls taken in turn so that all meet the same machine."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(RUNS):
        for call, kept in zip(calls, times, strict=True):
            began = time.perf_counter()
            call()
            kept.append((time.perf_counter() - began) * 1000)
    return [statistics.median(kept) for kept in times]


def raw_mark(path: Path) -> Callable[[], object]:
    """Return a commit of the same rows as a mark writes, by sqlite3 alone, with the same durability."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    connection.execute("create table event (seq integer primary key, a, b, c, d, e, f, g, h, i)")
    connection.execute("create table standing (claim integer primary key, a, b, c, d)")
    connection.execute("insert into standing values (1, 1, 1, 1, 1)")

    def commit() -> None:
        connection.execute("begin immediate")
        connection.execute("insert into event values (null, ?, ?, ?, ?, ?, ?, ?, ?, ?)", ["x" * 36] * 9)
        connection.execute("update standing set a = 'x', b = 'x', c = 'x', d = 'x' where claim = 1")
        connection.execute("commit")

    return commit


def main(claims: int) -> None:
    """Build a case of so many claims and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.db"
        rate = build(path, claims // 100, 100)
        print(f"{claims:,} claims, stored at {rate:,.0f} a second")
        with casefile.open_case(path) as case:
            view = View(case)
            uids = itertools.cycle([row.uid for row in view.rows(0, 500)])
            end, middle = view.count - 50, view.count // 2
            mark, raw = median_ms(
                lambda: casefile.mark(case, next(uids), Verdict.DISPUTED, reviewer="bench"),
                raw_mark(Path(folder) / "raw.db"),
            )
            print(f"a mark {mark:.3f} ms, a raw commit of such rows {raw:.3f} ms, ratio {mark / raw:.2f}")
            names = ["first page", "last page", "next open", "one claim", "counts", "next article", "open the file"]
            figures = median_ms(
                lambda: view.rows(0, 50),
                lambda: view.rows(end, 50),
                lambda: view.next_open(middle),
                lambda: casefile.detail(case, middle + 1),
                lambda: casefile.progress(case),
                lambda: view.next_article(middle),
                lambda: casefile.open_case(path).close(),
            )
            for name, figure in zip(names, figures, strict=True):
                print(f"{name:<16}{figure:8.3f} ms")
            for words in ("ferry", "day 4242"):
                began = time.perf_counter()
                count = View(case, Filter(words=words)).count
                print(f"search “{words}”: {count:,} claims in {(time.perf_counter() - began) * 1000:.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
