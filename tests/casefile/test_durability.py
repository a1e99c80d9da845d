"""The record under real conditions: processes killed at any moment, many writers, a reader beside a writer."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from helpers import case_of, numbered
from secondsource import casefile
from secondsource.model import Verdict

KILLS = 100
ACKNOWLEDGED = 2_000

# Imports once, then forks a worker at each line it reads; the worker says what it has done once it is on disk.
NURSERY = """
import os, pathlib, sys
from secondsource import casefile
from secondsource.casefile import schema, versions
from secondsource.model import Refused, Verdict
import helpers, sqlite_utils

def say(word):
    os.write(1, (word + "\\n").encode())

def mark(case, n):
    uids = [claim.claim for claim in casefile.claims(case)]
    while True:
        n += 1
        if n % 7 == 0:
            try:
                yield casefile.undo(case, reviewer="Ann").event.uid
            except Refused:
                pass
        elif n % 5 == 0:
            yield casefile.explain(case, uids[n % len(uids)], f"because {n}", reviewer="Ann").uid
        else:
            yield casefile.mark(case, uids[n % len(uids)], list(Verdict)[n % 3], reviewer="Ann").uid

def add(case, n):
    while True:
        n += 1
        text = helpers.numbered(30, f"round {n} ")
        casefile.add_article(case, helpers.article(text, f"round {n}"), helpers.extraction(text))
        yield helpers.article(text).sha256

path = pathlib.Path(sys.argv[1])
for line in sys.stdin:
    work, n = line.split()
    pid = os.fork()
    if pid == 0:
        with casefile.open_case(path) as case:
            for done in globals()[work](case, int(n)):
                say(done)
    say(f"pid {pid}")
    os.waitpid(pid, 0)
    say("gone")
"""


class Nursery:
    """Workers that are killed: ``run`` starts one and kills it after a while, and returns what it acknowledged."""

    def __init__(self, path: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
        self.process = subprocess.Popen(
            [sys.executable, "-c", NURSERY, path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )

    def run(self, work: str, number: int, seconds: float) -> list[str]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{work} {number}\n")
        self.process.stdin.flush()
        done: list[str] = []
        pid = 0
        killer: threading.Timer | None = None
        for line in self.process.stdout:
            word = line.strip()
            if word == "gone":
                return done
            if word.startswith("pid "):
                pid = int(word.removeprefix("pid "))
            else:
                done.append(word)
            if pid and done and killer is None:
                killer = threading.Timer(seconds, os.kill, (pid, signal.SIGKILL))
                killer.start()
        raise AssertionError("the nursery died")

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "case.db"
    case_of(path, numbered(10)).close()
    return path


@pytest.fixture
def nursery(path: Path) -> Iterator[Nursery]:
    made = Nursery(path)
    yield made
    made.close()


def whole(case: casefile.Case) -> None:
    assert [str(fault) for fault in casefile.verify(case)] == []


def test_nothing_acknowledged_is_lost_however_often_the_process_is_killed(path: Path, nursery: Nursery) -> None:
    chance = random.Random(20240312)
    acknowledged: set[str] = set()
    kills = 0
    while kills < KILLS or len(acknowledged) < ACKNOWLEDGED:
        acknowledged.update(nursery.run("mark", kills, chance.uniform(0.0, 0.06)))
        kills += 1
        with casefile.open_case(path) as case:
            kept = {event.uid for event in casefile.log(case)}
            assert kept >= acknowledged
            whole(case)
        assert kills < 20 * KILLS
    print(f"{kills} kills, {len(acknowledged)} acknowledged, none lost")


def test_an_article_is_there_wholly_or_not_at_all_when_the_process_is_killed(path: Path, nursery: Nursery) -> None:
    chance = random.Random(20240312)
    acknowledged: set[str] = set()
    for kill in range(15):
        acknowledged.update(nursery.run("add", kill * 1000, chance.uniform(0.0, 0.05)))
        with casefile.open_case(path) as case:
            kept = {sha256 for (sha256,) in case.connection.execute("select sha256 from article")}
            assert kept >= acknowledged
            assert casefile.progress(case).total == 10 + 30 * (len(kept) - 1)
            whole(case)
    assert acknowledged


WRITER = """
import pathlib, sys
from secondsource import casefile
from secondsource.model import Verdict
with casefile.open_case(pathlib.Path(sys.argv[1])) as case:
    uids = [claim.claim for claim in casefile.claims(case)]
    with case.write():
        print("writing", flush=True)
        sys.stdin.readline()
    print("written", flush=True)
    sys.stdin.readline()
"""


def test_a_reader_is_never_blocked_by_a_writer(path: Path) -> None:
    with (
        subprocess.Popen(
            [sys.executable, "-c", WRITER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as writer,
        casefile.open_case(path) as case,
    ):
        assert writer.stdin
        assert writer.stdout
        assert writer.stdout.readline() == "writing\n"  # it holds the write lock until it is told
        with (
            closing(sqlite3.connect(path, timeout=0)) as locked,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            locked.execute("begin immediate")
        case.connection.execute("pragma busy_timeout = 0")
        assert len(list(casefile.claims(case))) == 10
        assert casefile.View(case).rows(0, 5)
        whole(case)
        with casefile.open_case(path, reading=True) as reader:
            assert casefile.progress(reader).total == 10
        writer.stdin.write("\n")
        writer.stdin.flush()
        assert writer.stdout.readline() == "written\n"
        writer.stdin.write("\n")


def test_the_clock_may_go_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with casefile.open_case(path) as case:
        uids = [claim.claim for claim in casefile.claims(case)]
        casefile.mark(case, uids[0], Verdict.DISPUTED, reviewer="Ann")
        then = time.time_ns()
        monkeypatch.setattr(time, "time_ns", lambda: then - 10**18)
        casefile.mark(case, uids[0], Verdict.CORROBORATED, reviewer="Bo")
        casefile.undo(case, reviewer="Bo")
        casefile.redo(case, reviewer="Bo")
        claim = casefile.detail(case, casefile.View(case).number_at(0)).claim
        assert (claim.verdict, claim.reviewer) == (Verdict.CORROBORATED, "Bo")
        whole(case)
