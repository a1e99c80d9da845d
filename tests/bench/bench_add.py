"""`add` by the thousand: what an article costs as the case grows, and what a second process brings.

    python tests/bench/bench_add.py [--full] [--engine rules] [--sizes N…] [--rounds N] [--writer N] | --rates

Articles of about 150 words, written by a generator, go from a folder into a new case by the command itself, with one
process and with one for each core, in turn. Time is that of the whole command, its start included; CPU time and memory
are those of all its processes (memory: their proportional shares, looked at four times a second). *Storing* is the
share of the time in which the one writer was busy: far from 100 % there is room for more processes. A folder of 100,000
takes too long here: up to there the writer is measured alone, on claims that need no extraction; ``--full`` does it for
real. ``--rates`` prints, as JSON and for articles of a real length, what docs/scale.md computes from.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from big_case import story
from measured import Spread, Table, articles, figures, fresh, in_short, news

from secondsource import casefile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secondsource.casefile import Case, Prepared
    from secondsource.model import Article, Extraction

SENTENCES = 12  # in an article, each a claim
BATCH = 100  # articles in one transaction
ENGINES = ("rules", "fast", "standard")
TABLES_OF_TEXT = ("article", "copy")


@dataclass(frozen=True)
class Run:
    """One run of the command: seconds by the clock and of all processors, bytes at most, and what it says of itself."""

    seconds: float
    cpu: float
    memory: float | None
    storing: float | None
    case: int


def write(folder: Path, count: int) -> None:
    """Write so many articles, a file each."""
    chance = random.Random(count)
    folder.mkdir()
    for number in range(count):
        article, _ = story(chance, number, SENTENCES)
        (folder / f"{number:06}.txt").write_text(article.text, encoding="utf-8")


def add(folder: Path, case: Path, engine: str, jobs: int) -> Run:
    """Add a folder to a new case by the command line, which is deleted again. Raises RuntimeError where that fails."""
    case.unlink(missing_ok=True)
    command = [sys.executable, "-m", "secondsource", "add", case, folder, "--engine", engine, "--jobs", str(jobs)]
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
        most = 0.0
        while True:
            ended, status, used = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            most = max(most, memory_of(process.pid))
            time.sleep(0.25)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        told = said.read()
    if process.returncode:
        raise RuntimeError(f"add ended with {process.returncode}: {told.strip().splitlines()[-1]}")
    share = re.search(r"storing[^\n]*?([\d.]+) ?%", told)
    size = case.stat().st_size
    case.unlink()
    return Run(seconds, used.ru_utime + used.ru_stime, most or None, float(share[1]) if share else None, size)


def memory_of(process: int) -> float:
    """Return the bytes that a process and those below it hold, each its share of what several use; 0 if unknown."""
    try:
        import psutil
    except ImportError:
        return 0.0
    total = 0.0
    try:
        first = psutil.Process(process)
        for one in (first, *first.children(recursive=True)):
            held = one.memory_full_info()
            total += getattr(held, "pss", held.rss)
    except psutil.Error:  # one has just ended
        return 0.0
    return total


def by_command(engine: str, sizes: Iterable[int], rounds: int, home: Path) -> None:
    """Print what the command takes for folders of these sizes, with one process and with one for each core."""
    cores = os.cpu_count() or 1
    many = max(cores, 2)
    told = Table(
        f"articles ({engine})", "processes", "articles a second", "CPU-ms an article", "storing", "memory, MB",
        "case, kB an article", "time to one process", "spread",
    )  # fmt: skip
    short = in_short()
    first: tuple[int, float] | None = None
    for size in sizes:
        folder = home / str(size)
        write(folder, size)
        runs: dict[int, list[Run]] = {1: [], many: []}
        for number in range(rounds if size <= 1_000 else 1):
            for jobs in list(runs) if number % 2 == 0 else list(runs)[::-1]:
                runs[jobs].append(add(folder, home / "case.db", engine, jobs))
        for jobs, of_one in runs.items():
            seconds = statistics.median(run.seconds for run in of_one)
            cpu = statistics.median(run.cpu for run in of_one) / size * 1000
            memory = max((run.memory for run in of_one if run.memory), default=None)
            shares = [run.storing for run in of_one if run.storing is not None]
            ratio = Spread.of_ratios([run.seconds for run in of_one], [run.seconds for run in runs[1]])
            told.row(
                f"{size:,}", jobs, size / seconds, cpu, f"{statistics.median(shares):.0f} %" if shares else None,
                memory and memory / 1e6, of_one[0].case / size / 1e3, ratio if jobs > 1 else None,
                ratio.range if jobs > 1 else None,
            )  # fmt: skip
            if jobs > 1:
                one = size / statistics.median(run.seconds for run in runs[1])
                beside = (f"{figures(size / seconds)} articles/s", f"1 process: {figures(one)}")
                short.row(f"`add` of {size:,} articles in {jobs} processes", *beside, ratio, ratio.range)
            elif first is None:
                first = size, cpu
            else:
                less, cost = first
                beside = (f"{figures(cpu)} CPU-ms", f"of {less:,}: {figures(cost)} CPU-ms")
                short.row(f"An article's cost in a folder of {size:,}", *beside, cpu / cost, None)
    short.print()
    told.print()


def made(numbers: range, chance: random.Random) -> list[Prepared]:
    """Return articles ready for the writer."""
    return [casefile.prepare(*story(chance, number, SENTENCES)) for number in numbers]


def by_writer(most: int, home: Path) -> None:
    """Print what the writer takes for an article, until the case has so many."""
    chance = random.Random(1)
    path = home / "written.db"
    clock: list[float] = []
    cpu: list[tuple[float, float]] = []
    told = Table(
        f"articles in the case, {SENTENCES} claims each", "storing, ms", "spread", "articles a second",
        "storing, CPU-ms", "preparing, CPU-ms",
    )  # fmt: skip
    short = in_short()
    costs = []
    with casefile.create_case(path) as case:
        for first in range(0, most, BATCH):
            worked = time.process_time()
            ready = made(range(first, first + BATCH), chance)
            began, prepared = time.perf_counter(), time.process_time()
            casefile.add_articles(case, ready)
            clock.append((time.perf_counter() - began) / BATCH * 1000)
            cpu.append(((time.process_time() - prepared) / BATCH * 1000, (prepared - worked) / BATCH * 1000))
            count = first + BATCH
            if count == most or (count >= 1_000 and count == 10 ** (len(str(count)) - 1)):
                last = Spread.of(clock[-10:])
                storing, preparing = (statistics.median(times) for times in zip(*cpu[-10:], strict=True))
                told.row(f"{count:,}", last, last.range, 1000 / last.middle, storing, preparing)
                costs.append((count, storing))
    path.unlink()
    (few, less), (many, more) = costs[0], costs[-1]
    question = f"Storing an article in a case of {many:,}"
    short.row(question, f"{figures(more)} CPU-ms", f"in one of {few:,}: {figures(less)} CPU-ms", more / less, None)
    print("\nThe writer alone; the last 1,000 articles before each size, and what preparing them takes the workers:")
    short.print()
    told.print()


def rates(folder: Path, most: int) -> dict[str, object]:
    """Return what an article of real length costs, for each engine: seconds of a processor, bytes of a case."""
    from secondsource import extraction, intake
    from secondsource.model import Article

    texts = articles(folder, most)
    with tempfile.TemporaryDirectory() as home:
        paths = sorted(folder.glob("*.txt"))[: len(texts)]
        list(intake.read(str(paths[0]), annotations=False))  # loads what it needs
        began = time.process_time()
        for path in paths:
            list(intake.read(str(path), annotations=False))
        told: dict[str, object] = {
            "articles": len(texts),
            "words_an_article": sum(len(text.split()) for text in texts) / len(texts),
            "text_bytes_an_article": sum(len(text.encode()) for text in texts) / len(texts),
            "reading_cpu_seconds": (time.process_time() - began) / len(paths),
            "writer_cpu_seconds": writer(paths, Path(home) / "by_two.db"),
        }
        lone = Path(home) / "lone.txt"
        lone.write_text(story(random.Random(0), 0, SENTENCES)[0].text, encoding="utf-8")
        for engine in ENGINES:
            taken = fresh(str(Path(__file__).with_name("bench_extraction.py")), "--measure", engine, given=texts)
            ones = []
            for text in texts:
                sha256 = hashlib.sha256(text.encode()).hexdigest()
                article = Article(text, sha256, sha256[:12], outlet="The Velm Courier")
                ones.append((article, extraction.extract(article, engine)))
            starts = [add(lone, Path(home) / "case.db", engine, 1) for _ in range(3)]
            told[engine] = {
                "extraction_cpu_seconds": taken["seconds"] / len(texts),
                "loading_cpu_seconds": taken["load"],
                "process_bytes": taken["memory"],
                "command_with_one_article_seconds": statistics.median(start.seconds for start in starts),
                "command_with_one_article_cpu_seconds": statistics.median(start.cpu for start in starts),
                **writing(ones, Path(home) / f"{engine}.db"),
            }
    return told


def writer(paths: list[Path], case: Path) -> float:
    """Return the seconds of a processor that an article takes the process that reads, hands on and stores."""
    from secondsource import intake

    few, all_of_them = paths[:40], [str(path) for path in paths]
    list(intake.Adding(case.with_suffix(".warm"), map(str, few), engine="rules", jobs=2))  # loads what it needs
    began = time.process_time()
    list(intake.Adding(case, all_of_them, engine="rules", jobs=2))
    return (time.process_time() - began) / len(paths)


def writing(ones: list[tuple[Article, Extraction]], path: Path) -> dict[str, float]:
    """Return what preparing and storing such an article costs in a case that has a thousand others, and its bytes."""
    with casefile.create_case(path) as case:
        for first in range(0, 1_000, BATCH):
            casefile.add_articles(case, made(range(first, first + BATCH), random.Random(first)))
        before = sizes(case)
        began = time.process_time()
        ready = [casefile.prepare(*one) for one in ones]
        prepared = time.process_time()
        added = casefile.add_articles(case, ready)
        stored = time.process_time()
        grown = {name: size - before.get(name, 0) for name, size in sizes(case).items()}
    count = len(ones)
    text = sum(size for name, size in grown.items() if name in TABLES_OF_TEXT)
    return {
        "claims_an_article": sum(one.claims for one in added) / count,
        "preparing_cpu_seconds": (prepared - began) / count,
        "storing_cpu_seconds": (stored - prepared) / count,
        "case_bytes_of_text": text / count,
        "case_bytes_of_claims": (sum(grown.values()) - text) / count,
    }


def sizes(case: Case) -> dict[str, int]:
    """Return the bytes of each table and index of a case; of them all as one where SQLite can't tell."""
    try:
        return dict(case.connection.execute("select name, sum(pgsize) from dbstat group by name"))
    except sqlite3.OperationalError:
        (pages,), (size,) = (case.connection.execute(f"pragma page_{what}").fetchone() for what in ("count", "size"))
        return {"all": pages * size}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--engine", choices=ENGINES, default="rules")
    parser.add_argument("--sizes", type=int, nargs="+", metavar="N", help="articles of each folder (1000 10000)")
    parser.add_argument("--rounds", type=int, metavar="N", default=3, help="for folders up to 1,000 (%(default)s)")
    parser.add_argument("--writer", type=int, metavar="N", default=100_000, help="articles for the writer alone")
    parser.add_argument("--full", action="store_true", help="100,000 articles by the command, too")
    parser.add_argument("--rates", action="store_true", help="print what docs/scale.md computes from, as JSON")
    parser.add_argument("--texts", type=Path, metavar="FOLDER", default=news(), help="of --rates")
    parser.add_argument("--articles", type=int, metavar="N", default=60, help="of --rates")
    options = parser.parse_args()
    if options.rates:
        print(json.dumps(rates(options.texts, options.articles), indent=2))
        return
    with tempfile.TemporaryDirectory() as home:
        sizes = options.sizes or [1_000, 10_000, *([100_000] if options.full else [])]
        by_command(options.engine, sizes, options.rounds, Path(home))
        if not options.full:
            by_writer(options.writer, Path(home))


if __name__ == "__main__":
    main()
