"""Many claims decided at once: an event on each, one undo for all, stopped anywhere and gone on with."""

from __future__ import annotations

import dataclasses
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from helpers import case_of, decided, numbered, numbers
from secondsource import casefile
from secondsource.casefile.acts import batches, undoing
from secondsource.casefile.log.events import append
from secondsource.model import Refused, Stopped, UnusableInput, Verdict

CLAIMS = 5
AT_ONCE = 2  # so that a batch of five claims takes three transactions


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (batches, undoing):
        monkeypatch.setattr(module, "AT_ONCE", AT_ONCE)


@pytest.fixture
def case(tmp_path: Path):
    with case_of(tmp_path / "case.db", numbered(CLAIMS)) as case:
        yield case


def stopping(after: int) -> Callable[[int], None]:
    """Return a progress that raises when so many are through, or more."""

    def progress(done: int) -> None:
        if done >= after:
            raise Stopped

    return progress


def verdicts(case: casefile.Case) -> list[str | None]:
    return [claim.verdict for claim in casefile.claims(case)]


def reopened(case: casefile.Case) -> casefile.Case:
    case.close()
    return casefile.open_case(case.path)


@dataclasses.dataclass
class Decision:
    """What the model knows of one decision; ``batch`` names the act that it was a part of."""

    order: int
    batch: int
    claim: int
    verdict: Verdict | None
    why: str | None
    undone: bool = False


class Reviewers(RuleBasedStateMachine):
    """Two reviewers decide one by one and many at once, undo and redo, and are stopped on the way."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.case = case_of(Path(self.folder.name) / "case.db", numbered(CLAIMS))
        self.case.connection.execute("pragma synchronous = off")
        self.numbers = numbers(self.case)
        self.uids = [claim.claim for claim in casefile.claims(self.case)]
        self.done: dict[str, list[Decision]] = {"Ann": [], "Bo": []}
        self.undone: dict[str, list[Decision]] = {"Ann": [], "Bo": []}
        self.order = self.batch = 0

    def teardown(self) -> None:
        self.case.close()
        self.folder.cleanup()

    who = st.sampled_from(["Ann", "Bo"])
    some = st.lists(st.integers(0, CLAIMS - 1), min_size=1, max_size=CLAIMS, unique=True)
    verdict = st.sampled_from(Verdict)
    why = st.none() | st.sampled_from(["seen", "heard"])
    stop = st.none() | st.integers(1, CLAIMS)

    def _decided(self, who: str, claims: list[int], verdict: Verdict | None, why: str | None) -> None:
        self.batch += 1
        for claim in claims:
            self.order += 1
            self.done[who].append(Decision(self.order, self.batch, claim, verdict, why))
        self.undone[who] = []

    def _far(self, stop: int | None, total: int) -> int:
        """How many are through when the progress raises, as it does after a transaction."""
        return min(-(-(stop or total) // AT_ONCE) * AT_ONCE, total)

    def _run(self, act: Callable[..., object], stop: int | None, total: int) -> object:
        if stop is not None and stop <= total:
            with pytest.raises(Stopped):
                act(progress=stopping(stop))
            return None
        return act()

    @rule(who=who, claim=st.integers(0, CLAIMS - 1), verdict=verdict, why=why)
    def mark(self, who: str, claim: int, verdict: Verdict, why: str | None) -> None:
        casefile.mark(self.case, self.uids[claim], verdict, reviewer=who, rationale=why)
        self._decided(who, [claim], verdict, why)

    @rule(who=who, some=some, verdict=verdict, why=why, stop=stop)
    def mark_all(self, who: str, some: list[int], verdict: Verdict, why: str | None, stop: int | None) -> None:
        claims = [self.numbers[claim] for claim in some]

        def act(**more: object) -> object:
            return casefile.mark_all(self.case, claims, verdict, reviewer=who, rationale=why, **more)  # type: ignore[arg-type]

        assert self._run(act, stop, len(some)) in {None, len(some)}
        self._decided(who, some[: self._far(stop, len(some))], verdict, why)

    @rule(who=who, some=some, why=st.sampled_from(["", "asked"]))
    def explain_all(self, who: str, some: list[int], why: str) -> None:
        claims = (self.numbers[claim] for claim in some)
        assert casefile.explain_all(self.case, claims, why, reviewer=who) == len(some)
        self._decided(who, some, None, why)

    def _take(self, what: str, who: str, meant: list[Decision], stop: int | None) -> None:
        act = getattr(casefile, what)
        if not meant:
            with pytest.raises(Refused, match=f"nothing to {what}"):
                act(self.case, reviewer=who)
            return
        taken = self._run(lambda **more: act(self.case, reviewer=who, **more), stop, len(meant))
        far = self._far(stop, len(meant))
        if taken is not None:
            assert isinstance(taken, casefile.Taken)
            assert taken.count == len(meant) == far
            first = min(meant, key=lambda one: one.order)
            assert taken.meant.subject == self.uids[first.claim]
            assert taken.subject == (self.uids[first.claim] if len(meant) == 1 else "")
            assert taken.kind == ("verdict" if first.verdict else "rationale")
            assert (taken.event.kind, taken.event.meant) == (what, taken.meant.uid)
        for one in meant[:far]:
            one.undone = what == "undo"
            if one.undone:
                self.undone[who].append(one)
            elif one in self.undone[who]:
                self.undone[who].remove(one)

    @rule(who=who, stop=stop)
    def undo(self, who: str, stop: int | None) -> None:
        standing = [one for one in self.done[who] if not one.undone]
        self._take("undo", who, [one for one in standing[::-1] if one.batch == standing[-1].batch], stop)

    @rule(who=who, stop=stop)
    def redo(self, who: str, stop: int | None) -> None:
        last = self.undone[who][-1].batch if self.undone[who] else None
        self._take("redo", who, [one for one in self.done[who] if one.undone and one.batch == last], stop)

    @rule()
    def reopen(self) -> None:
        self.case = reopened(self.case)
        self.case.connection.execute("pragma synchronous = off")

    @invariant()
    def stands_as_the_model_says(self) -> None:
        for claim, found in enumerate(casefile.claims(self.case)):
            verdict = rationale = reviewer = None
            entries = [(one.order, one, who) for who in self.done for one in self.done[who] if one.claim == claim]
            for _, one, who in sorted(entries, key=lambda entry: entry[0]):
                if one.undone:
                    continue
                if one.verdict:
                    verdict, reviewer, rationale = one.verdict, who, one.why or rationale
                else:
                    rationale = one.why or None
            assert (found.verdict, found.rationale, found.reviewer) == (verdict, rationale, reviewer)
        assert list(map(str, casefile.verify(self.case))) == []


Reviewers.TestCase.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)


def test_reviewers_at_random() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(Reviewers, settings=Reviewers.TestCase.settings)


def test_a_batch_is_recorded_in_the_order_given_and_taken_back_as_one(case: casefile.Case) -> None:
    order = [3, 0, 4]
    told: list[int] = []
    asked = [numbers(case)[claim] for claim in order]
    uids = [claim.claim for claim in casefile.claims(case)]
    casefile.mark(case, uids[1], Verdict.UNVERIFIED, reviewer="Ann")
    assert casefile.mark_all(case, iter(asked), Verdict.DISPUTED, reviewer="Ann", progress=told.append) == 3
    assert told == [2, 3]
    events = decided(case)[1:]
    assert [event.subject for event in events] == [uids[claim] for claim in order]
    assert {event.values["batch"] for event in events} == {events[0].uid}
    assert casefile.would_take(case, "undo", reviewer="Ann") == 3
    taken = casefile.undo(case, reviewer="Ann", progress=told.append)
    assert (taken.kind, taken.count, taken.subject, taken.meant) == ("verdict", 3, "", events[0])
    assert told == [2, 3, 2, 3]
    assert [event.meant for event in decided(case)[-3:]] == [event.uid for event in events[::-1]]
    assert verdicts(case) == [None, "unverified", None, None, None]
    assert casefile.redo(case, reviewer="Ann").count == 3
    assert verdicts(case) == ["disputed", "unverified", None, "disputed", "disputed"]


def test_a_batch_goes_over_what_was_decided_and_settles_it(case: casefile.Case) -> None:
    uid = next(casefile.claims(case)).claim
    first = casefile.mark(case, uid, Verdict.DISPUTED, reviewer="Bo", rationale="the log")
    casefile.mark_all(case, numbers(case), Verdict.CORROBORATED, reviewer="Ann")
    claim = next(casefile.claims(case))
    assert (claim.verdict, claim.reviewer, claim.rationale) == ("corroborated", "Ann", "the log")
    assert [event.values["over"] for event in casefile.history(case, uid)] == [[], [first.uid]]
    casefile.explain_all(case, numbers(case), " all by the ledger ", reviewer="Ann")
    assert {claim.rationale for claim in casefile.claims(case)} == {"all by the ledger"}


def test_claims_that_are_not_listed_or_given_twice_are_passed_over(case: casefile.Case) -> None:
    before = numbers(case)
    uid = next(casefile.claims(case)).claim
    (sha256,) = case.connection.execute("select sha256 from article").fetchone()
    casefile.revise(case, "remove", sha256, [uid], [], reviewer="Bo")
    told: list[int] = []
    asked = [*before, 7, before[1]]
    assert casefile.mark_all(case, asked, Verdict.DISPUTED, reviewer="Ann", progress=told.append) == 5
    assert told[-1] == len(asked)
    assert verdicts(case) == ["disputed"] * 4
    assert casefile.mark_all(case, before[:1], Verdict.DISPUTED, reviewer="Ann") == 0
    assert casefile.mark_all(case, [], Verdict.DISPUTED, reviewer="Ann") == 0
    assert casefile.undo(case, reviewer="Ann").count == 5


def test_what_can_not_be_recorded_on_one_is_recorded_on_none(case: casefile.Case) -> None:
    for rationale in ("x" * 20_001, "\ud800"):
        with pytest.raises(UnusableInput):
            casefile.mark_all(case, numbers(case), Verdict.DISPUTED, reviewer="Ann", rationale=rationale)
        with pytest.raises(UnusableInput):
            casefile.explain_all(case, numbers(case), rationale, reviewer="Ann")
    assert decided(case) == []


def test_another_reviewers_undo_leaves_a_batch_alone(case: casefile.Case) -> None:
    casefile.mark_all(case, numbers(case), Verdict.DISPUTED, reviewer="Ann")
    with pytest.raises(Refused):
        casefile.undo(case, reviewer="Bo")
    assert verdicts(case) == ["disputed"] * CLAIMS


def test_the_same_reviewer_in_two_windows_takes_nothing_back_twice(case: casefile.Case) -> None:
    casefile.mark_all(case, numbers(case), Verdict.DISPUTED, reviewer="Ann")
    with casefile.open_case(case.path) as other:
        there: list[int] = []

        def meanwhile(_done: int) -> None:
            if not there:
                there.append(casefile.undo(other, reviewer="Ann").count)

        assert casefile.undo(case, reviewer="Ann", progress=meanwhile).count == AT_ONCE
        assert there == [CLAIMS - AT_ONCE]
    undone = [event.meant for event in decided(case) if event.kind == "undo"]
    assert len(undone) == len(set(undone)) == CLAIMS
    assert casefile.redo(case, reviewer="Ann").count == CLAIMS
    assert list(casefile.verify(case)) == []


@pytest.mark.parametrize("batch", [7, "", "zzz", None, ["x"], "01a205c2-f97d-711d-a67e-d5cc58dc4061"])
def test_a_batch_that_another_program_named_strangely_is_undone_all_the_same(
    batch: object, case: casefile.Case
) -> None:
    uids = [claim.claim for claim in casefile.claims(case)][:3]
    with case.write():
        for uid in uids:
            payload = {"verdict": "disputed", "rationale": None, "over": [], "batch": batch}
            append(case.connection, "verdict", uid, payload, "Ann")
    count = 0
    while casefile.would_take(case, "undo", reviewer="Ann"):
        count += casefile.undo(case, reviewer="Ann").count
    assert count == 3
    assert decided(case)[-1].kind == "undo"


KILLED = """
import os, pathlib, sys
from secondsource import casefile
from secondsource.casefile.acts import batches, undoing
from secondsource.model import Verdict
batches.AT_ONCE = undoing.AT_ONCE = 20
act = sys.argv[2]
with casefile.open_case(pathlib.Path(sys.argv[1])) as case:
    numbers = [row.number for row in casefile.View(case).rows(0, 1000)]
    print("ready", flush=True)
    say = lambda done: print(done, flush=True)
    if act == "mark_all":
        casefile.mark_all(case, numbers, Verdict.DISPUTED, reviewer="Ann", progress=say)
    else:
        getattr(casefile, act)(case, reviewer="Ann", progress=say)
"""


@pytest.mark.parametrize("act", ["mark_all", "undo", "redo"])
def test_a_batch_killed_on_its_way_is_whole_as_far_as_it_came_and_is_gone_on_with(act: str, tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    total = 600
    case_of(path, numbered(total)).close()
    chance = random.Random(act)
    for _ in range(4):
        with casefile.open_case(path) as case:
            if act != "mark_all":
                casefile.mark_all(case, numbers(case), Verdict.DISPUTED, reviewer="Ann")
            if act == "redo":
                casefile.undo(case, reviewer="Ann")
        killed = subprocess.Popen(
            [sys.executable, "-c", KILLED, path, act], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert killed.stdout
        lines = [killed.stdout.readline() for _ in range(chance.randrange(2, 20))]
        os.kill(killed.pid, signal.SIGKILL)
        rest, errors = killed.communicate()
        assert errors == ""
        acknowledged = int([*lines, *rest.splitlines()][-1])
        with casefile.open_case(path) as case:
            assert list(map(str, casefile.verify(case))) == []
            there = verdicts(case).count("disputed")
            done = total - there if act == "undo" else there
            assert done >= acknowledged
            assert done % 20 == 0, "a transaction is there wholly or not at all"
            if done < total and act != "mark_all":
                assert getattr(casefile, act)(case, reviewer="Ann").count == total - done
            if act != "undo":
                assert casefile.undo(case, reviewer="Ann").count == (done if act == "mark_all" else total)
            assert verdicts(case) == [None] * total
