"""The log of decisions: only appended to, chained, and what it amounts to."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from helpers import case_of, decided, numbered, numbers
from secondsource import casefile
from secondsource.casefile.log.seal import new_uid
from secondsource.casefile.state.standing import replay
from secondsource.model import Refused, UnusableInput, Verdict


def seal_by_the_book(*fields: str) -> str:
    """The hash as the documentation describes it, written a second time."""
    return hashlib.sha256(b"".join(len(f.encode()).to_bytes(8, "big") + f.encode() for f in fields)).hexdigest()


def check_chain(case: casefile.Case) -> None:
    previous = uid = ""
    for event in casefile.history(case):
        assert event.previous == previous
        assert event.uid > uid, "the order of the uids is the order of the log"
        assert (
            event.hash
            == event.sealed()
            == seal_by_the_book(
                event.uid,
                event.replica,
                event.kind,
                event.subject,
                event.payload,
                event.actor,
                event.at,
                event.previous,
            )
        )
        previous, uid = event.hash, event.uid
    assert casefile.head(case) == f"{len(list(casefile.history(case)))}:{previous}"


class Reviewers(RuleBasedStateMachine):
    """Two reviewers mark, explain, undo and redo at random; a plain model of lists says what must come of it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.case = case_of(Path(self.folder.name) / "case.db", numbered(3))
        self.uids = [claim.claim for claim in casefile.claims(self.case)]
        self.done: dict[str, list[tuple[int, str, str | None, str | None]]] = {"Ann": [], "Bo": []}
        self.undone: dict[str, list[tuple[int, str, str | None, str | None]]] = {"Ann": [], "Bo": []}
        self.order = 0

    def teardown(self) -> None:
        self.case.close()
        self.folder.cleanup()

    who = st.sampled_from(["Ann", "Bo"])
    which = st.integers(0, 2)

    def _decide(self, who: str, which: int, verdict: str | None, why: str | None) -> None:
        self.order += 1
        self.done[who].append((self.order, self.uids[which], verdict, why))
        self.undone[who] = []

    @rule(who=who, which=which, verdict=st.sampled_from(Verdict), why=st.none() | st.sampled_from(["seen", "heard"]))
    def mark(self, who: str, which: int, verdict: Verdict, why: str | None) -> None:
        casefile.mark(self.case, self.uids[which], verdict, reviewer=who, rationale=why)
        self._decide(who, which, verdict, why)

    @rule(who=who, which=which, why=st.sampled_from(["", "read", "asked"]))
    def explain(self, who: str, which: int, why: str) -> None:
        casefile.explain(self.case, self.uids[which], why, reviewer=who)
        self._decide(who, which, None, why)

    @rule(who=who)
    def undo(self, who: str) -> None:
        if not self.done[who]:
            with pytest.raises(Refused, match="nothing to undo"):
                casefile.undo(self.case, reviewer=who)
            return
        taken = self.done[who].pop()
        assert casefile.undo(self.case, reviewer=who).subject == taken[1]
        self.undone[who].append(taken)

    @rule(who=who)
    def redo(self, who: str) -> None:
        if not self.undone[who]:
            with pytest.raises(Refused, match="nothing to redo"):
                casefile.redo(self.case, reviewer=who)
            return
        taken = self.undone[who].pop()
        assert casefile.redo(self.case, reviewer=who).subject == taken[1]
        self.done[who].append(taken)

    @precondition(lambda self: self.order)
    @rule()
    def reopen(self) -> None:
        self.case.close()
        self.case = casefile.open_case(Path(self.folder.name) / "case.db")

    @invariant()
    def stands_as_the_model_says(self) -> None:
        decided = 0
        for number, uid in zip(numbers(self.case), self.uids, strict=True):
            verdict = rationale = reviewer = None
            entries = sorted((entry, who) for who, done in self.done.items() for entry in done if entry[1] == uid)
            for (_, _, marked, why), who in entries:
                if marked:
                    verdict, reviewer, rationale = marked, who, why or rationale
                else:
                    rationale = why or None
            claim = casefile.detail(self.case, number).claim
            assert (claim.verdict, claim.rationale, claim.reviewer) == (verdict, rationale, reviewer)
            standing = replay(casefile.history(self.case, uid))
            assert (standing.verdict, standing.rationale) == (verdict, rationale)
            decided += verdict is not None
        assert casefile.progress(self.case).decided == decided
        check_chain(self.case)


Reviewers.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
test_reviewers = Reviewers.TestCase


def test_the_database_itself_refuses_to_change_or_delete_an_event_or_a_claim(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(1)) as case:
        (claim,) = casefile.claims(case)
        casefile.mark(case, claim.claim, Verdict.DISPUTED, reviewer="Ann")
        columns = {"event": ["actor", "payload", "hash", "at"], "claim": ["text", "uid"]}
        for table, names in columns.items():
            for name in names:
                with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                    case.connection.execute(f"update {table} set {name} = 'x'")
            with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
                case.connection.execute(f"delete from {table}")


@pytest.mark.parametrize("name", ["", "  ", "a" * 201, "Ann\x1b[31m", "two\nlines", "\u202eAnn"])
def test_a_reviewer_has_a_printable_name(name: str, tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(1)) as case:
        (claim,) = casefile.claims(case)
        with pytest.raises(UnusableInput, match="reviewer's name"):
            casefile.mark(case, claim.claim, Verdict.DISPUTED, reviewer=name)
        assert not decided(case)


def test_a_rationale_is_kept_as_it_is_written_within_bounds(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(1)) as case:
        (claim,) = casefile.claims(case)
        hostile = "=1+1 \x1b[2J [/] ‮ 'ok' \n second line"
        casefile.mark(case, claim.claim, Verdict.DISPUTED, reviewer="Ann", rationale=hostile)
        assert next(casefile.claims(case)).rationale == hostile
        with pytest.raises(UnusableInput, match="at most 20,000 characters"):
            casefile.explain(case, claim.claim, "x" * 20_001, reviewer="Ann")
        with pytest.raises(UnusableInput, match="lone surrogate"):
            casefile.explain(case, claim.claim, "\ud800", reviewer="Ann")
        with pytest.raises(UnusableInput, match="there is no claim"):
            casefile.mark(case, "unknown", Verdict.DISPUTED, reviewer="Ann")
        assert len(decided(case)) == 1


def test_uids_are_version_7_and_in_the_order_of_time() -> None:
    uids = []
    for _ in range(5):
        uids.append(new_uid())
        time.sleep(0.002)
    assert uids == sorted(uids)
    for uid in uids:
        assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", uid)


MARKER = """
import pathlib, sys
from secondsource import casefile
from secondsource.model import Verdict
path, who, count = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with casefile.open_case(path) as case:
    uids = [claim.claim for claim in casefile.claims(case)]
    print("ready", flush=True)
    for n in range(count):
        event = casefile.mark(case, uids[n % len(uids)], list(Verdict)[n % 3], reviewer=who)
        print(event.uid, flush=True)
"""


def _marker(path: Path, who: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", MARKER, path, who, str(count)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_eight_processes_mark_at_once_without_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    case_of(path, numbered(10)).close()
    markers = [_marker(path, f"reviewer {n}", 40) for n in range(8)]
    acknowledged = set()
    for marker in markers:
        out, err = marker.communicate(timeout=120)
        assert marker.returncode == 0, err
        acknowledged |= set(out.split()[1:])
    with casefile.open_case(path) as case:
        assert {event.uid for event in decided(case)} == acknowledged
        assert len(acknowledged) == 320
        check_chain(case)


def test_what_was_acknowledged_survives_sigkill(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    case_of(path, numbered(10)).close()
    chance = random.Random(20240312)
    acknowledged: list[str] = []
    for _ in range(12):
        marker = _marker(path, "Ann", 100_000)
        assert marker.stdout
        marker.stdout.readline()
        wanted = chance.randrange(1, 60)
        acknowledged += [marker.stdout.readline().strip() for _ in range(wanted)]
        os.kill(marker.pid, signal.SIGKILL)
        rest, _ = marker.communicate()
        acknowledged += [line for line in rest.split("\n")[:-1] if len(line) == 36]
        with casefile.open_case(path) as case:
            kept = {event.uid for event in casefile.history(case)}
            assert kept.issuperset(acknowledged)
            check_chain(case)
            assert case.connection.execute("pragma integrity_check").fetchone() == ("ok",)
    assert len(acknowledged) > 100


def test_the_payload_is_plain_json(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(1)) as case:
        (claim,) = casefile.claims(case)
        event = casefile.mark(case, claim.claim, Verdict.CORROBORATED, reviewer="Ann", rationale="é")
        assert json.loads(event.payload) == {"verdict": "corroborated", "rationale": "é", "over": []}
        undone = casefile.undo(case, reviewer="Ann")
        assert json.loads(undone.event.payload) == {"event": event.uid}
