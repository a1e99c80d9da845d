"""Where a claim stands: verdicts as a register that keeps what was decided apart, sign-offs, notes and evidence."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import case_of, decided, numbered, state
from secondsource import casefile
from secondsource.casefile.log.events import Event
from secondsource.casefile.log.seal import canonical
from secondsource.casefile.state.standing import replay
from secondsource.model import Claim, Refused, Stance, UnusableInput, Verdict

C, D, U = Verdict.CORROBORATED, Verdict.DISPUTED, Verdict.UNVERIFIED


def event(uid: str, kind: str, actor: str, **payload: object) -> Event:
    return Event(uid, "r", kind, "claim", canonical(payload), actor, f"at {uid}", "", "")


def verdict(uid: str, actor: str, what: Verdict, *over: str, why: str | None = None) -> Event:
    return event(uid, "verdict", actor, verdict=what, over=list(over), rationale=why)


def test_verdicts_that_did_not_know_of_each_other_and_differ_are_a_conflict() -> None:
    events = [verdict("1", "Ann", D, why="no log"), verdict("2", "Bo", C, why="saw it")]
    standing = replay(events)
    assert (standing.verdict, standing.reviewer, standing.decided_at) == (None, None, None)
    assert standing.conflict == "disputed by Ann, corroborated by Bo"
    assert standing.rationale == "Ann: no log\n\nBo: saw it"
    settled = replay([*events, verdict("3", "Cy", U, "1", "2")])
    assert (settled.verdict, settled.reviewer, settled.conflict) == (U, "Cy", None)
    half = replay([*events, verdict("3", "Cy", U, "1")])
    assert half.conflict == "corroborated by Bo, unverified by Cy"
    again = replay([*events, verdict("3", "Cy", U, "1", "2"), event("4", "undo", "Cy", event="3")])
    assert again == standing


def test_verdicts_that_agree_independently_sign_each_other() -> None:
    standing = replay([verdict("1", "Ann", D), verdict("2", "Bo", D), verdict("3", "Cy", D)])
    assert (standing.verdict, standing.reviewer, standing.signed_by) == (D, "Cy", "Ann, Bo")
    own = replay([verdict("1", "Ann", D), verdict("2", "Ann", D)])
    assert (own.reviewer, own.signed_by) == ("Ann", None)


def test_undo_of_the_middle_of_three_changes_nothing_in_force() -> None:
    three = [verdict("1", "Ann", D), verdict("2", "Bo", C, "1"), verdict("3", "Ann", U, "2")]
    assert replay([*three, event("4", "undo", "Bo", event="2")]) == replay(three)
    both = [*three, event("4", "undo", "Bo", event="2"), event("5", "undo", "Ann", event="3")]
    assert replay(both).verdict == D
    assert replay([*both, event("6", "redo", "Bo", event="2")]).verdict == C


def test_redo_after_anothers_verdict_does_not_take_it_away() -> None:
    events = [
        verdict("1", "Ann", D),
        event("2", "undo", "Ann", event="1"),
        verdict("3", "Bo", C, "1"),
        event("4", "redo", "Ann", event="1"),
    ]
    assert (replay(events).verdict, replay(events).conflict) == (C, None)
    assert replay([*events, event("5", "undo", "Bo", event="3")]).verdict == D


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(Verdict), st.booleans()), max_size=12))
def test_one_after_the_other_the_last_that_stands_counts(given_: list[tuple[str, Verdict, bool]]) -> None:
    """In one file every verdict is over all before it, so there is never a conflict, whatever is taken back."""
    events, taken = [], []
    for number, (actor, what, back) in enumerate(given_):
        uid = f"{number:03}"
        events.append(verdict(uid, actor, what, *[earlier.uid for earlier in events][-1:]))
        if back:
            taken.append(event(f"u{uid}", "undo", actor, event=uid))
    standing = replay([*events, *taken])
    left = [what for _, what, back in given_ if not back]
    assert (standing.verdict, standing.conflict) == (left[-1] if left else None, None)


@given(st.permutations(range(4)))
def test_conflicts_do_not_hang_on_the_order_of_what_was_apart(order: list[int]) -> None:
    whats = [D, C, D, U]
    events = [verdict(str(uid), f"reviewer {whats[n]}{n}", whats[n]) for uid, n in enumerate(order)]
    standing = replay(events)
    assert standing.verdict is None
    assert standing.conflict
    assert sorted(standing.conflict.split(", ")) == sorted(f"{whats[n]} by reviewer {whats[n]}{n}" for n in range(4))


@pytest.fixture
def case(tmp_path: Path):
    with case_of(tmp_path / "case.db", numbered(2)) as case:
        yield case


def first(case: casefile.Case) -> Claim:
    return next(casefile.claims(case))


def signed(case: casefile.Case) -> str | None:
    return casefile.detail(case, casefile.View(case).rows(0, 1)[0].number).signed_by


def test_the_rationale_in_force(case: casefile.Case) -> None:
    uid = first(case).claim
    casefile.explain(case, uid, "asked", reviewer="Ann")
    casefile.mark(case, uid, D, reviewer="Bo")
    assert first(case).rationale == "asked", "a verdict without one leaves it"
    casefile.mark(case, uid, C, reviewer="Bo", rationale="seen")
    assert first(case).rationale == "seen"
    casefile.explain(case, uid, "  ", reviewer="Ann")
    assert first(case).rationale is None
    casefile.undo(case, reviewer="Ann")
    assert first(case).rationale == "seen"
    casefile.undo(case, reviewer="Bo")
    assert (first(case).rationale, first(case).verdict) == ("asked", "disputed")


def test_a_sign_off_holds_for_the_verdict_it_was_given_on(case: casefile.Case) -> None:
    uid = first(case).claim
    with pytest.raises(Refused, match="no verdict to sign off"):
        casefile.sign_off(case, uid, reviewer="Bo")
    casefile.mark(case, uid, D, reviewer="Ann")
    with pytest.raises(Refused, match="your own"):
        casefile.sign_off(case, uid, reviewer="Ann")
    assert [entry.kind for entry in decided(case)] == ["verdict"], "a refusal leaves no entry"
    casefile.sign_off(case, uid, reviewer="Cy")
    casefile.sign_off(case, uid, reviewer="Bo")
    assert signed(case) == "Bo, Cy"
    casefile.undo(case, reviewer="Bo")
    assert signed(case) == "Cy"
    casefile.mark(case, uid, C, reviewer="Ann")
    assert signed(case) is None, "another verdict is signed off anew"
    casefile.undo(case, reviewer="Ann")
    assert signed(case) == "Cy"
    assert casefile.progress(case).disputed == 1


def test_evidence_is_kept_once_and_stands_until_it_is_taken_back(case: casefile.Case) -> None:
    one, other = casefile.claims(case)
    content = bytes(range(256)) * 100
    for claim, url in ((one, "https://marl.example/log"), (other, None)):
        entry = casefile.attach(
            case, claim.claim, content, reviewer="Ann", stance=Stance.REFUTES, name="log.pdf", url=url,
            passage="six “times”", primary=True, fetched={"status": 200},
        )  # fmt: skip
    copies = case.connection.execute("select sha256, bytes from copy").fetchall()
    assert copies == [(hashlib.sha256(content).hexdigest(), content)]
    assert json.loads(entry.payload) == {
        "sha256": copies[0][0], "stance": "refutes", "name": "log.pdf", "url": None, "passage": "six “times”",
        "primary": True, "fetched": {"status": 200}, "content_type": None, "text": None, "read_by": None, "marks": [],
        "span": None, "over": [],
    }  # fmt: skip
    assert [claim.evidence for claim in casefile.claims(case)] == [
        ("refutes (primary source): https://marl.example/log",),
        ("refutes (primary source): log.pdf",),
    ]
    casefile.undo(case, reviewer="Ann")
    assert [bool(claim.evidence) for claim in casefile.claims(case)] == [True, False]
    assert case.connection.execute("select count(*) from copy").fetchone() == (1,), "a copy is never deleted"
    casefile.redo(case, reviewer="Ann")
    assert all(claim.evidence for claim in casefile.claims(case))
    assert casefile.progress(case).open == 2, "evidence decides nothing"


def test_unusable_evidence_and_notes_change_nothing(case: casefile.Case) -> None:
    before = state(case)
    uid = first(case).claim
    with pytest.raises(UnusableInput, match="lone surrogate"):
        casefile.attach(case, uid, b"x", reviewer="Ann", stance=Stance.CONTEXT, name="\ud800")
    with pytest.raises(UnusableInput, match="there is no claim"):
        casefile.attach(case, "unknown", b"x", reviewer="Ann", stance=Stance.CONTEXT, name="x")
    for text, message in (
        ("", "empty note"),
        (" \n", "empty note"),
        ("x" * 20_001, "at most"),
        ("\udfff", "surrogate"),
    ):
        with pytest.raises(UnusableInput, match=message):
            casefile.note(case, uid, text, reviewer="Ann")
    assert state(case) == before


def test_a_note_is_for_the_desk_and_changes_nothing_that_readers_see(case: casefile.Case) -> None:
    before = list(casefile.claims(case))
    entry = casefile.note(case, before[0].claim, " ask the harbour master \n", reviewer="Ann")
    assert entry.values == {"text": "ask the harbour master"}
    assert list(casefile.claims(case)) == before
    assert list(casefile.history(case, before[0].claim)) == [entry]
    assert casefile.undo(case, reviewer="Ann").meant == entry
