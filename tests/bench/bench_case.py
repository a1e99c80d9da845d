"""A large case beside raw sqlite3: a mark, what the desk asks for at every key, adding, and the log's check.

    python tests/bench/bench_case.py [CASE] [--claims N]

Beside each call stands the plain statement that gives the same rows, or writes the same rows as durably, in a copy of
the same file; both in turn. What a mark costs beyond that is the log: a hash that seals it to the one before, and the
standing that is worked out from all events. CASE is one that big_case.py made; without it, one is made first.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from big_case import build, story
from measured import Spread, Table, figures, in_short, in_turn

from secondsource import casefile
from secondsource.casefile import Case, Filter, View, add_articles, prepare
from secondsource.casefile.verify import of_log
from secondsource.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RUNS = 101
MARKS = 1000
PAGE = 50
EVENT = "select * from event where uid = ?"
STANDING = "select verdict, rationale, reviewer, decided_at, signed_by, conflict, evidence, claim from standing"
SET = "(verdict, rationale, reviewer, decided_at, signed_by, conflict, evidence) = (?, ?, ?, ?, ?, ?, ?)"
ROW = (
    "select claim.id, claim.uid, claim.article, claim.kind, standing.verdict, source.name, claim.text from standing "
    "cross join claim on claim.id = standing.claim left join source on source.id = standing.source "
)
SHORT = {"next page": "A page of the list from a large case", "open, first page": "A large case opened, its first page"}
ADDED = ("article", "extraction", "claim", "span", "event", "standing")  # tables, in the order in which rows go in


class Beside:
    """What was measured beside raw sqlite3: a table of all, and one of what matters most."""

    def __init__(self) -> None:
        self.short = in_short()
        self.all = Table("", "ours, ms", "raw sqlite3, ms", "ratio", "spread")

    def tell(self, name: str, ours: Sequence[float], raw: Sequence[float] = (), *, short: str = "") -> None:
        """Add the seconds that something took, and those that sqlite3 took beside it; ``short`` names it in short."""
        ratio = Spread.of_ratios(ours, raw) if raw else None
        middle, beside = (statistics.median(taken) * 1000 if taken else None for taken in (ours, raw))
        self.all.row(name, middle, beside, ratio, ratio and ratio.range)
        if short and ratio:
            self.short.row(short, f"{figures(middle)} ms", f"raw sqlite3: {figures(beside)} ms", ratio, ratio.range)


def connect(path: Path) -> sqlite3.Connection:
    """Open a copy of a case by sqlite3 alone, as durable and as large a cache as the case's own."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("foreign_keys = on", "synchronous = full", "cache_size = -16000", "wal_autocheckpoint = 4000"):
        connection.execute(f"pragma {pragma}")
    return connection


def marks(beside: Beside, name: str, case: Case, raw: sqlite3.Connection, claims: list[tuple[int, str]]) -> None:
    """Mark claims, and commit the rows that each mark wrote to the raw copy."""
    ours, theirs = [], []
    for number, uid in claims:
        began = time.perf_counter()
        event = casefile.mark(case, uid, Verdict.DISPUTED, reviewer="bench")
        ours.append(time.perf_counter() - began)
        written = case.connection.execute(EVENT, (event.uid,)).fetchone()
        stands = case.connection.execute(f"{STANDING} where claim = ?", (number,)).fetchone()
        began = time.perf_counter()
        raw.execute("begin immediate")
        raw.execute("insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?)", written)
        raw.execute(f"update standing set {SET} where claim = ?", stands)
        raw.execute("commit")
        theirs.append(time.perf_counter() - began)
    beside.tell(f"a mark, {name}", ours, theirs, short=f"A mark ({name}), safe on the disk")


def reads(beside: Beside, path: Path, case: Case, raw: sqlite3.Connection) -> None:
    """Measure what the desk asks for at every key, beside the statement that gives the same rows."""
    view = View(case)
    end, middle = view.count - PAGE, view.count // 2
    low, high = view.number_at(middle), view.number_at(end)
    page = f"{ROW} where standing.claim >= ? and standing.listed order by standing.claim limit {PAGE}"
    number = view.number_at(middle)
    opened = "select claim from standing where claim > ? and verdict is null and listed order by claim limit 1"

    def ask(sql: str, *values: Any) -> Callable[[], object]:
        return lambda: raw.execute(sql, values).fetchall()

    def open_raw() -> None:
        with_page = connect(path)
        with_page.execute(page, (0,)).fetchall()
        with_page.close()

    def open_case() -> None:
        with casefile.open_case(path) as opened:
            View(opened).rows(0, PAGE)

    for name, call, plain in (
        ("first page", lambda: view.rows(0, PAGE), ask(page, 0)),
        ("next page", lambda: view.rows(middle, PAGE), ask(page, low)),
        ("jump to the end", lambda: view.rows(end, PAGE), ask(page, high)),
        ("next open claim", lambda: view.next_open(middle), ask(opened, low)),
        ("next article", lambda: view.next_article(middle), None),
        ("one claim, all of it", lambda: casefile.detail(case, number), None),
        ("counts by verdict", lambda: casefile.progress(case), ask("select * from tally")),
        ("open, first page", open_case, open_raw),
    ):
        beside.tell(name, *in_turn([call, plain] if plain else [call], RUNS), short=SHORT.get(name, ""))


def searches(beside: Beside, case: Case, raw: sqlite3.Connection) -> None:
    """Measure how long a word search takes to its first page, and to the last of its claims."""
    for words in ("ferry", "ferry velm", "day 4242"):
        match = " ".join(f'"{word}"*' for word in words.split())

        def ours(words: str = words) -> None:
            View(case, Filter(words=words)).rows(0, PAGE)

        def plain(match: str = match) -> None:
            found = f"select rowid from claim_fts where claim_fts match ? order by rowid limit {PAGE}"
            raw.execute(f"{ROW} where standing.claim in ({found}) order by standing.claim", (match,)).fetchall()

        count = View(case, Filter(words=words)).count
        beside.tell(f"search “{words}”, {count:,} found, first page", *in_turn([ours, plain], 11))


def adding(beside: Beside, case: Case, raw: sqlite3.Connection, claims: int) -> None:
    """Add articles of so many claims, a hundred in a transaction, and put the rows that came into the raw copy."""
    chance = random.Random(1)
    ours, theirs = [], []
    for group in range(500 // claims):
        stories = [story(chance, claims * 10**7 + group * 100 + number, claims) for number in range(100)]
        (before,) = case.connection.execute("select max(id) from article").fetchone()
        began = time.perf_counter()
        added = add_articles(case, [prepare(*one) for one in stories])
        ours.append((time.perf_counter() - began) / sum(one.claims for one in added))
        rows = _added(case.connection, before)
        indexed = [(row[0], row[8], row[16]) for row in rows["claim"]]
        began = time.perf_counter()
        raw.execute("begin immediate")
        for table, of_one in rows.items():
            raw.executemany(f"insert into {table} values ({', '.join('?' * len(of_one[0]))})", of_one)
        raw.executemany("insert into claim_fts (rowid, text, source) values (?, ?, ?)", indexed)
        raw.execute("commit")
        theirs.append((time.perf_counter() - began) / len(indexed))
    beside.tell(f"adding, for each claim (articles of {claims})", ours, theirs)


def _added(connection: sqlite3.Connection, before: int) -> dict[str, list[tuple[Any, ...]]]:
    conditions = dict.fromkeys(("claim", "span", "standing"), f"> {((before + 1) << 32) - 1}")
    found = {}
    for table in ADDED:
        key = "claim" if table in {"span", "standing"} else "article" if table == "extraction" else "id"
        condition = f"{key} {conditions.get(table, f'> {before}')}"
        if table == "event":
            condition = f"uid in (select event from article where id > {before})"
        found[table] = connection.execute(f"select * from {table} where {condition}").fetchall()
    return found


def log_check(case: Case) -> None:
    """Print how many events a second the check of the whole log takes in."""
    (events,) = case.connection.execute("select count(*) from event").fetchone()
    began = time.perf_counter()
    faults = list(of_log.check(case.connection, None, lambda _what, _done, _total: None))
    rate = events / (time.perf_counter() - began)
    print(
        f"\nThe check of the whole log takes in {rate:,.0f} events a second: {events:,} events, {len(faults)} faults."
    )


def flush(folder: Path) -> float:
    """Return how long the disk takes to keep 4 KiB for good, the median in milliseconds: no commit is faster."""
    with (folder / "flush").open("wb", buffering=0) as file:

        def keep() -> None:
            file.write(bytes(4096))
            os.fsync(file)

        return statistics.median(in_turn([keep], RUNS)[0]) * 1000


def main(path: Path | None, claims: int) -> None:
    """Print all figures for this case, or for one of so many claims that is made first."""
    with tempfile.TemporaryDirectory(dir=path and path.parent) as folder:
        copy, other = Path(folder) / "case.db", Path(folder) / "raw.db"
        if path is None:
            build(copy, claims // 10, 10)
        else:
            shutil.copyfile(path, copy)
        with casefile.open_case(copy) as case:
            case.connection.execute("pragma wal_checkpoint(truncate)")
        shutil.copyfile(copy, other)
        raw = connect(other)
        beside = Beside()
        with casefile.open_case(copy) as case:
            counts = casefile.progress(case)
            size = copy.stat().st_size / counts.total
            print(
                f"{counts.total:,} claims in {casefile.articles(case):,} articles, {size:,.0f} bytes a claim with its "
                f"text, search and log. The disk keeps 4 KiB for good in {flush(Path(folder)):.2f} ms; medians."
            )
            chance = random.Random(7)
            places = [View(case).number_at(chance.randrange(counts.total)) for _ in range(5)]
            some = "select claim, uid from standing join claim on claim.id = claim where claim > ? and listed"
            for name, only in (("open claim", "verdict is null"), ("decided before", "verdict is not null")):
                found = [
                    row
                    for place in places
                    for row in raw.execute(f"{some} and {only} order by claim limit {MARKS // 5}", (place,))
                ]
                marks(beside, name, case, raw, found)
            reads(beside, copy, case, raw)
            searches(beside, case, raw)
            for each in (10, 100):
                adding(beside, case, raw, each)
            beside.short.print()
            beside.all.print()
            log_check(case)
        raw.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("case", type=Path, nargs="?", help="a large case that big_case.py made")
    parser.add_argument("--claims", type=int, default=100_000, help="claims of the case that is made (%(default)s)")
    options = parser.parse_args()
    main(options.case, options.claims)
