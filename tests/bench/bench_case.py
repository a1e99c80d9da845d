"""A large case beside raw sqlite3 in one run: a mark, what the desk asks for at every key, adding, and the log's check.

python tests/bench/bench_case.py [CASE]

CASE is one that big_case.py made; without it, one of 100,000 claims is made first. It works on copies. Every figure is
a median; what is compared is taken in turn, so that both meet the same machine. No figure here passes or fails.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from big_case import build, story

from secondsource import casefile
from secondsource.casefile import Case, Filter, View
from secondsource.casefile.ingest import add_articles
from secondsource.casefile.verify import of_log
from secondsource.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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
ADDED = ("article", "extraction", "claim", "span", "event", "standing")  # tables, in the order in which rows go in


def median_ms(calls: Iterable[Callable[[], object]], runs: int = RUNS) -> list[float]:
    """Return each call's median in milliseconds, the calls taken in turn."""
    calls = list(calls)
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(runs):
        for call, kept in zip(calls, times, strict=True):
            began = time.perf_counter()
            call()
            kept.append((time.perf_counter() - began) * 1000)
    return [statistics.median(kept) for kept in times]


def connect(path: Path) -> sqlite3.Connection:
    """Open a copy of a case by sqlite3 alone, as durable and as large a cache as the case's own."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("foreign_keys = on", "synchronous = full", "cache_size = -16000", "wal_autocheckpoint = 4000"):
        connection.execute(f"pragma {pragma}")
    return connection


def marks(case: Case, raw: sqlite3.Connection, claims: list[tuple[int, str]]) -> None:
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
    show("a mark", statistics.median(ours) * 1000, statistics.median(theirs) * 1000)


def reads(path: Path, case: Case, raw: sqlite3.Connection) -> None:
    """Print what the desk asks for at every key, beside the statement that gives the same rows."""
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

    for name, call, beside in (
        ("first page", lambda: view.rows(0, PAGE), ask(page, 0)),
        ("next page", lambda: view.rows(middle, PAGE), ask(page, low)),
        ("jump to the end", lambda: view.rows(end, PAGE), ask(page, high)),
        ("next open claim", lambda: view.next_open(middle), ask(opened, low)),
        ("next article", lambda: view.next_article(middle), None),
        ("one claim, all of it", lambda: casefile.detail(case, number), None),
        ("counts by verdict", lambda: casefile.progress(case), ask("select * from tally")),
        ("open, first page", open_case, open_raw),
    ):
        show(name, *median_ms([call, beside] if beside else [call]))


def searches(case: Case, raw: sqlite3.Connection) -> None:
    """Print how long a word search takes to its first page, and to the last of its claims."""
    for words in ("ferry", "ferry velm", "day 4242"):
        match = " ".join(f'"{word}"*' for word in words.split())

        def ours(words: str = words) -> None:
            View(case, Filter(words=words)).rows(0, PAGE)

        def beside(match: str = match) -> None:
            found = f"select rowid from claim_fts where claim_fts match ? order by rowid limit {PAGE}"
            raw.execute(f"{ROW} where standing.claim in ({found}) order by standing.claim", (match,)).fetchall()

        count = View(case, Filter(words=words)).count
        show(f"search “{words}”, all {count:,} and the first page", *median_ms([ours, beside], 11))


def adding(case: Case, raw: sqlite3.Connection, claims: int) -> None:
    """Add articles of so many claims, a hundred in a transaction, and put the rows that came into the raw copy."""
    chance = random.Random(1)
    ours, theirs = [], []
    for group in range(2000 // claims):
        stories = [story(chance, claims * 10**7 + group * 100 + number, claims) for number in range(100)]
        (before,) = case.connection.execute("select max(id) from article").fetchone()
        began = time.perf_counter()
        added = add_articles(case, stories)
        ours.append(sum(one.claims for one in added) / (time.perf_counter() - began))
        rows = _added(case.connection, before)
        indexed = [(row[0], row[8], row[16]) for row in rows["claim"]]
        began = time.perf_counter()
        raw.execute("begin immediate")
        for table, of_one in rows.items():
            raw.executemany(f"insert into {table} values ({', '.join('?' * len(of_one[0]))})", of_one)
        raw.executemany("insert into claim_fts (rowid, text, source) values (?, ?, ?)", indexed)
        raw.execute("commit")
        theirs.append(len(indexed) / (time.perf_counter() - began))
    rate, beside = statistics.median(ours), statistics.median(theirs)
    print(f"adding articles of {claims} claims: {rate:,.0f} claims a second, raw {beside:,.0f} ({beside / rate:.2f})")


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
    seconds = time.perf_counter() - began
    print(f"the log's check: {events / seconds:,.0f} events a second, {events:,} events, {len(faults)} faults")


def show(name: str, ours: float, raw: float | None = None) -> None:
    """Print one line of figures."""
    beside = "" if raw is None else f"   raw {raw:8.3f} ms   ratio {ours / raw:.2f}"
    print(f"{name:<34}{ours:8.3f} ms{beside}", flush=True)


def main(path: Path | None) -> None:
    """Print all figures for this case, or for a smaller one that is made first."""
    with tempfile.TemporaryDirectory(dir=path and path.parent) as folder:
        copy, beside = Path(folder) / "case.db", Path(folder) / "raw.db"
        if path is None:
            build(copy, 10_000, 10)
        else:
            shutil.copyfile(path, copy)
        with casefile.open_case(copy) as case:
            case.connection.execute("pragma wal_checkpoint(truncate)")
        shutil.copyfile(copy, beside)
        raw = connect(beside)
        with casefile.open_case(copy) as case:
            counts = casefile.progress(case)
            print(f"{counts.total:,} claims, {casefile.articles(case):,} articles; medians")
            chance = random.Random(7)
            places = [View(case).number_at(chance.randrange(counts.total)) for _ in range(5)]
            some = "select claim, uid from standing join claim on claim.id = claim where claim > ? and listed"
            for name, only in (("open", "verdict is null"), ("decided before", "verdict is not null")):
                asked = f"{some} and {only} order by claim limit {MARKS // len(places)}"
                claims = [row for place in places for row in case.connection.execute(asked, (place,)).fetchall()]
                print(f"of claims {name}: ", end="")
                marks(case, raw, claims)
            reads(copy, case, raw)
            searches(case, raw)
            log_check(case)
            for size in (10, 100):
                adding(case, raw, size)
        raw.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
