"""One case as it grows, and the same articles in a case a month: where one file stops being right.

    python tests/bench/bench_scale.py [--articles N] [--files CASE…]

Cases of articles with 20 claims each, nothing decided. *One file* shows what grows with it: figures of one process, the
file in memory. ``--files`` measures copies of larger ones too. *A case a month* holds the same articles in twelve files
and asks both the same: by ``search``, by SQLite with eleven files attached to the first, and by DuckDB over a Parquet
file each, where it is there. The ratio is that of twelve files to one.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from itertools import islice
from pathlib import Path

from big_case import story
from measured import Spread, Table, figures, in_short, in_turn

from secondsource import casefile
from secondsource.casefile import Case, Filter, add_articles, prepare

CLAIMS = 20  # an article
BATCH = 200
MONTHS = 12
COMMON, RARE = "ferry", "day 4711"
ATTACHED = 10  # SQLite's own limit
COUNT = "select source, count(*) from {} where source is not null group by 1 order by 2 desc limit 10"


def fill(path: Path, numbers: range) -> None:
    """Add the stories with these numbers to a case."""
    with casefile.create_case(path) as case:
        for first in range(numbers.start, numbers.stop, BATCH):
            some = range(first, min(first + BATCH, numbers.stop))
            add_articles(case, [prepare(*story(random.Random(number), number, CLAIMS)) for number in some])


def seconds(call: Callable[[], object], times: int = 1) -> float:
    """Return how long a call takes, the median of so many."""
    (taken,) = in_turn([call], times)
    return statistics.median(taken)


def first(case: Case, words: str, most: int = 50) -> list[object]:
    """Return the first claims with these words."""
    return list(islice(casefile.claims(case, Filter(words=words)), most))


def one_file(path: Path, home: Path) -> list[object]:
    """Return what a case costs: a row of the table."""
    copy = home / "copy.db"
    with casefile.open_case(path) as case:
        case.connection.execute("pragma wal_checkpoint(truncate)")
        shutil.copy(path, copy)
    chance = random.Random(7)
    opening = seconds(lambda: casefile.open_case(copy).close(), 5)
    with casefile.open_case(copy) as case:
        claims = casefile.progress(case).total
        new = iter(range(10_000_000, 20_000_000, 16))

        def add() -> None:
            number = next(new)
            add_articles(case, [prepare(*story(chance, n, CLAIMS)) for n in range(number, number + 16)])

        adding = seconds(add, 15)
        numbers = [number for (number,) in case.connection.execute("select id from claim limit 20 offset 1000")]
        related = seconds(lambda: casefile.candidates(case, numbers[chance.randrange(len(numbers))], 200), 15)
        rare = seconds(lambda: first(case, RARE), 5)
        common = seconds(lambda: first(case, COMMON), 5)
        size = copy.stat().st_size
        backing = seconds(lambda: casefile.backup(case, home / f"backup-{time.monotonic_ns()}.db"))
        checking = seconds(lambda: list(casefile.verify(case)))
    for path in home.glob("backup-*"):
        path.unlink()
    copy.unlink()
    times = (1000 * one for one in (opening, adding, rare, common, related))
    return [f"{claims:,}", size / 1e6, *times, backing, checking]


def every(paths: list[Path], words: str) -> int:
    """Return how many claims of these cases have these words, as the command ``search`` finds them."""
    count = 0
    for path in paths:
        with casefile.open_case(path, reading=True) as case:
            count += sum(1 for _ in casefile.claims(case, Filter(words=words)))
    return count


def by_source(paths: list[Path]) -> list[tuple[object, ...]]:
    """Return the sources with the most claims in all cases, as SQLite counts them where it attaches them."""
    with closing(sqlite3.connect(paths[0])) as connection:
        views = ["select * from main.v_claims"]
        for number, path in enumerate(paths[1:]):
            connection.execute(f"attach database ? as other{number}", (str(path),))
            views.append(f"select * from other{number}.v_claims")
        connection.execute(f"create temp view all_claims as {' union all '.join(views)}")
        return connection.execute(COUNT.format("all_claims")).fetchall()


def by_duckdb(pattern: str) -> object:
    """Return the same by DuckDB from Parquet files."""
    import duckdb

    with duckdb.connect() as connection:
        return connection.execute(COUNT.format(f"read_parquet('{pattern}')")).fetchall()


def months(articles: int, home: Path) -> None:
    """Print what the same articles cost in one case and in a case a month."""
    each = articles // MONTHS
    one, many = home / "all.db", [home / f"month-{n:02}.db" for n in range(MONTHS)]
    filling = [
        seconds(lambda: fill(one, range(each * MONTHS))),
        seconds(lambda: [fill(path, range(n * each, (n + 1) * each)) for n, path in enumerate(many)]),
    ]
    # SQLite attaches ten to one: a twelfth month is left out of both.
    some, part = many[: ATTACHED + 1], home / "eleven.db"
    fill(part, range(each * len(some)))
    table = Table("A case a month", "one case, ms", "twelve, ms", "ratio")
    table.row("adding all, one writer", 1000 * filling[0], 1000 * filling[1], filling[1] / filling[0])
    asked = {
        "search, a rare word": lambda paths: every(paths, RARE),
        "search, a common word, all": lambda paths: every(paths, COMMON),
    }
    short = in_short()
    for name, call in asked.items():
        alone, apart = in_turn([lambda call=call: call([one]), lambda call=call: call(many)], 5)
        ratios = Spread.of_ratios(apart, alone)
        table.row(name, *compared(alone, apart))
        short.row(f"{name}, in 12 cases", f"{figures(1000 * statistics.median(apart))} ms",
                  f"in one: {figures(1000 * statistics.median(alone))} ms", ratios.middle, ratios.range)  # fmt: skip
    assert by_source([part]) == by_source(some)
    attached = in_turn([lambda: by_source([part]), lambda: by_source(some)], 5)
    table.row("claims by source, eleven attached", *compared(*attached))
    try:
        import duckdb
        import pyarrow
    except ImportError as missing:
        print(f"\n{missing.name} is not here: nothing is asked by DuckDB.")
    else:
        del duckdb, pyarrow
        by_parquet(one, many, home, table)
    table.print()
    short.print()


def by_parquet(one: Path, many: list[Path], home: Path, table: Table) -> None:
    """Add what DuckDB takes over Parquet, and writing it."""
    from secondsource import exporting

    def export(paths: list[Path], folder: Path) -> None:
        folder.mkdir()
        for path in paths:
            with casefile.open_case(path, reading=True) as case:
                release = exporting.Release(case, Filter())
                exporting.write_file(release, "parquet", folder / f"{path.stem}.parquet")

    writing = [seconds(lambda: export([one], home / "one")), seconds(lambda: export(many, home / "many"))]
    table.row("export as Parquet", 1000 * writing[0], 1000 * writing[1], writing[1] / writing[0])
    calls = [lambda: by_duckdb(f"{home}/one/*.parquet"), lambda: by_duckdb(f"{home}/many/*.parquet")]
    table.row("claims by source, DuckDB", *compared(*in_turn(calls, 5)))


def compared(alone: list[float], apart: list[float]) -> tuple[float, float, float]:
    """Return the medians of both in ms, and their ratio."""
    one, many = (1000 * statistics.median(times) for times in (alone, apart))
    return one, many, many / one


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, metavar="N", default=6_000, help="of the largest case made here")
    parser.add_argument("--files", type=Path, metavar="CASE", nargs="+", default=[], help="larger cases to measure too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        heads = ("file, MB", "open, ms", "add 16 articles, ms", "rare word, ms", "common word, first 50, ms")
        table = Table("One file: claims", *heads, "related to a claim, ms", "back up, s", "verify, s")
        for count in (options.articles // 10, options.articles):
            fill(home / f"{count}.db", range(count))
            table.row(*one_file(home / f"{count}.db", home))
        for path in options.files:
            table.row(*one_file(path, home))
        table.print()
        months(options.articles, home)


if __name__ == "__main__":
    main()
