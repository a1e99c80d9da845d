"""The uids of events: version 7, and each after the one before whatever the clock says."""

from __future__ import annotations

import re
import time
import uuid
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import case_of, numbered
from secondsource import casefile
from secondsource.casefile.log import seal
from secondsource.model import UnusableInput, Verdict

FORM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def uid_of(milliseconds: int, a: int, b: int) -> str:
    return str(uuid.UUID(int=milliseconds << 80 | 7 << 76 | a << 64 | 2 << 62 | b))


TIMES = st.integers(0, (1 << 48) - 2)
TIPS = st.builds(
    uid_of,
    TIMES,
    st.sampled_from([0, 1, 0xFFE, 0xFFF]) | st.integers(0, 0xFFF),
    st.sampled_from([0, (1 << 62) - 1, (1 << 62) - 2]) | st.integers(0, (1 << 62) - 1),
)


@given(TIPS, TIMES)
def test_the_next_uid_sorts_after_the_tip_whatever_the_clock_says(tip: str, clock: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seal.time, "time_ns", lambda: clock * 1_000_000)
        uid = seal.new_uid(tip)
    assert uid > tip
    assert FORM.fullmatch(uid)
    assert uuid.UUID(uid).version == 7


@given(st.lists(TIMES, min_size=1, max_size=30))
def test_a_log_stays_in_order_on_a_clock_that_jumps(clocks: list[int]) -> None:
    uids = [""]
    with pytest.MonkeyPatch.context() as patch:
        for clock in clocks:
            patch.setattr(seal.time, "time_ns", lambda clock=clock: clock * 1_000_000)
            uids.append(seal.new_uid(uids[-1]))
    assert uids == sorted(set(uids))


def test_the_clock_is_in_it_where_it_goes_on() -> None:
    before = time.time_ns() // 1_000_000
    uid = seal.new_uid(uid_of(1, 0, 0))
    assert before <= uuid.UUID(uid).int >> 80 <= time.time_ns() // 1_000_000


def test_a_clock_that_stands_still_gives_a_thousand_uids(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal.time, "time_ns", lambda: 10**18)
    uids = [seal.new_uid()]
    for _ in range(1000):
        uids.append(seal.new_uid(uids[-1]))
    assert uids == sorted(set(uids))
    assert all(FORM.fullmatch(uid) for uid in uids)


def test_at_the_end_of_time_it_says_so() -> None:
    for tip in ("ffffffff-ffff-7fff-bfff-ffffffffffff", "ffffffff-ffff-ffff-ffff-ffffffffffff"):
        with pytest.raises(UnusableInput, match="end of time"):
            seal.new_uid(tip)


def test_a_tip_that_is_no_uid_is_told() -> None:
    with pytest.raises(UnusableInput, match="whose uid is none"):
        seal.new_uid("zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz")


def test_undo_and_redo_hold_on_a_clock_that_goes_backwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(2 * 10**18, 10**18, -(10**15)))
    monkeypatch.setattr(seal.time, "time_ns", lambda: next(clock))
    with case_of(tmp_path / "case.db", numbered(1)) as case:
        (claim,) = casefile.claims(case)
        for verdict in (Verdict.DISPUTED, Verdict.CORROBORATED):
            casefile.mark(case, claim.claim, verdict, reviewer="Ann")
        assert next(casefile.claims(case)).verdict == "corroborated"
        casefile.undo(case, reviewer="Ann")
        assert next(casefile.claims(case)).verdict == "disputed"
        casefile.redo(case, reviewer="Ann")
        assert next(casefile.claims(case)).verdict == "corroborated"
        previous = ""
        for event in casefile.history(case):
            assert event.previous == previous
            previous = event.hash
