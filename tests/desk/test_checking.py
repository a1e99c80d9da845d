"""Does it hold? What the checks say at the desk, the evidence, and the warning before a weak corroboration."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from desk.seat import REVIEWER, Open, Seat
from helpers import article, case_of, decided, extraction
from secondsource import casefile, examine
from secondsource.casefile import Despite
from secondsource.desk.app import Desk
from secondsource.desk.screens.comparison import ComparisonWindow
from secondsource.desk.screens.evidence import EvidenceWindow
from secondsource.desk.screens.overriding import Overriding
from secondsource.model import Stance, Verdict

GAZETTE = "Ada Quill said: the pier at Marl moved four centimetres on Monday night.\nThe bells rang."
POST = "Bo Lund said: the pier at Marl moved fourteen centimetres on Monday night.\nThe ferry ran."
SPEECH = "QUILL: Thank you. As things stand the pier at Marl moved four centimetres on Monday night, I am told."


@pytest.fixture
def two(tmp_path: Path) -> casefile.Case:
    """Two outlets that differ in a number; the mayor's own words lie in a file beside the case."""
    case = casefile.create_case(tmp_path / "case.db")
    for text, name in ((GAZETTE, "Marl Gazette"), (POST, "Northcoast Post")):
        casefile.add_article(case, article(text, name, outlet=name), extraction(text))
    (tmp_path / "speech.txt").write_text(SPEECH)
    return case


async def until(seat: Seat, holds: Callable[[], bool]) -> None:
    """Wait for what a thread does; a test that waits in vain fails by what it looks for next."""
    end = time.monotonic() + 20
    while not holds() and time.monotonic() < end:
        await seat.pilot.pause(0.02)
    await seat.settled()


async def test_the_claim_under_the_cursor_is_examined_and_what_waits_after_it(seat: Open, two: casefile.Case) -> None:
    async with seat(case=two, size=(140, 40), examine=True) as at:
        await until(at, lambda: at.desk.workspace.examined is not None and not examine.waiting_count(two))
        assert "1 conflicting" in at.shown
        assert "four centimetres" in at.shown
        assert "corroborated · " in at.shown.splitlines()[-1]
        assert "origin" in at.shown.splitlines()[-1]
        rows = at.shown.splitlines()
        assert [("≠" in row) for row in rows[2:6]] == [True, False, True, False], "the conflict, from both its ends"
        assert at.status == "", "what the checks keep is nobody's decision"
        await at.press("j")
        await until(at, lambda: at.desk.workspace.examined is not None)
        assert "1 conflicting" not in at.shown


async def test_what_others_decide_is_told_apart_from_what_the_checks_keep(seat: Open, two: casefile.Case) -> None:
    async with seat(case=two) as at:
        uid = at.row(1).uid
        with casefile.open_case(two.path) as other:
            examine.examine(other, examine.all_waiting(other))
            assert not at.desk.review.changed_by_others()
            await at.press("d")
            assert not at.desk.review.changed_by_others(), "that was this reviewer"
            casefile.mark(other, uid, Verdict.DISPUTED, reviewer="Bo")
        with at.desk.review.mine():
            casefile.note(two, uid, "call the port", reviewer=REVIEWER)
        assert at.desk.review.changed_by_others(), "somebody else's verdict, though a note of ours came after it"
        assert not at.desk.review.changed_by_others()


async def test_the_window_shows_both_texts_and_leads_to_the_other_claim(seat: Open, two: casefile.Case) -> None:
    async with seat(case=two, size=(120, 40)) as at:
        shown = await at.press("equals_sign")
        assert isinstance(at.desk.screen, ComparisonWindow)
        assert "no primary source is attached" in shown
        assert "≠ Conflicting (1)" in shown
        assert "number: " in shown
        assert any("moved four " in line and "moved fourteen" in line for line in shown.splitlines()), "side by side"
        await at.press("j", "enter")
        assert not isinstance(at.desk.screen, ComparisonWindow)
        assert at.position == 2


async def test_a_primary_source_is_attached_and_the_claim_held_against_it(
    seat: Open, two: casefile.Case, tmp_path: Path
) -> None:
    async with seat(case=two, size=(120, 40)) as at:
        await at.press("e")
        assert isinstance(at.desk.screen, EvidenceWindow)
        shown = await at.press(*str(tmp_path / "speech.txt"), "tab", "c", "tab", "right", "enter")
        assert "evidence kept: context" in shown
        (piece,) = casefile.evidence_on(two, at.row(0).number)
        assert (piece.stance, piece.primary, piece.reviewer) == (Stance.CONTEXT, True, REVIEWER)
        assert casefile.copy_of(two, piece.sha256).decode() == SPEECH
        assert piece.span is not None
        assert SPEECH[piece.span.start : piece.span.end] == piece.passage
        assert "pier at Marl moved four centimetres" in piece.passage
        shown = await at.press("equals_sign")
        assert "speech.txt" in shown
        assert "the pier at Marl moved four centimetres" in shown


async def test_what_cannot_be_had_is_said_and_what_was_typed_stays(seat: Open, two: casefile.Case) -> None:
    async with seat(case=two, size=(100, 30)) as at:
        await at.press("e", *"/nowhere/at/all.txt", "tab", "r", "enter")
        await until(at, lambda: isinstance(at.desk.screen, EvidenceWindow))
        shown = await at.settled()
        assert "does not exist" in shown
        assert "/nowhere/at/all.txt" in shown
        assert "● refutes" in shown
        assert decided(two) == []
        await at.press("escape")
        assert isinstance(at.desk.screen, EvidenceWindow), "asks once"
        await at.press("escape")
        assert not isinstance(at.desk.screen, EvidenceWindow)


async def test_a_piece_is_corrected_and_withdrawn(seat: Open, two: casefile.Case) -> None:
    number = casefile.View(two).number_at(0)
    uid = next(casefile.claims(two)).claim
    told = {"stance": Stance.SUPPORTS, "name": "speech", "text": SPEECH, "read_by": "UTF-8 text"}
    casefile.attach(two, uid, SPEECH.encode(), reviewer="Bo", **told)  # type: ignore[arg-type]
    async with seat(case=two, size=(120, 30)) as at:
        await at.press("e", "shift+tab", "enter")
        shown = await at.press(*"thank  you", "enter")
        assert "evidence corrected" in shown
        (piece,) = casefile.evidence_on(two, number)
        assert (piece.passage, piece.span, piece.reviewer) == ("Thank you", (7, 16), REVIEWER)
        shown = await at.press("e", *"http://a", "shift+tab", "enter")
        assert "once more discards what was typed" in shown
        assert "http://a" in shown
        shown = await at.press("enter", "ctrl+w")
        assert "evidence withdrawn" in shown
        assert casefile.evidence_on(two, number) == ()
        await at.press("z")
        (piece,) = casefile.evidence_on(two, number)
        assert piece.passage == "Thank you"


@pytest.fixture
def warned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Return a function that writes the setting."""

    def write(warn: str) -> None:
        (tmp_path / "desk.toml").write_text(warn)
        monkeypatch.setenv("SECONDSOURCE_DESK", str(tmp_path / "desk.toml"))

    return write


async def test_a_weak_corroboration_warns_once_and_asks_why(
    seat: Open, two: casefile.Case, warned: Callable[[str], None]
) -> None:
    warned("")
    examine.examine(two, examine.all_waiting(two))
    async with seat(case=two, size=(100, 30)) as at:
        shown = await at.press("c")
        assert isinstance(at.desk.screen, Overriding)
        weak = [one for one in casefile.WEAKNESSES if one != "single-origin"]
        assert [one for one, words in casefile.WEAKNESSES.items() if words in shown] == weak, "two people say it"
        await at.press("enter")
        assert isinstance(at.desk.screen, Overriding), "a reason is needed"
        await at.press("escape")
        assert at.verdicts == [None] * 4
        assert at.status == "not marked"
        await at.press("c", *"seen the film", "enter")
        await at.settled()
        assert at.verdicts[0] == "corroborated"
        assert at.position == 1, "on to the next open claim"
        (event,) = decided(two)
        assert event.values["despite"] == {"warnings": weak, "reason": "seen the film"}
        claim = next(casefile.claims(two))
        assert any("despite" in finding and "seen the film" in finding for finding in claim.findings)
        await at.press("z", "C")
        assert at.verdicts[0] == "corroborated", "warned once: the reason given before counts on"
        assert decided(two)[-1].values["despite"]["reason"] == "seen the film"
        await at.press("d", "u")
        assert not isinstance(at.desk.screen, Overriding), "other verdicts need none of this"


async def test_the_desk_warns_of_what_is_set_and_no_more(
    seat: Open, two: casefile.Case, warned: Callable[[str], None]
) -> None:
    examine.examine(two, examine.all_waiting(two))
    warned('warn = ["open-conflict"]')
    async with seat(case=two) as at:
        shown = await at.press("c")
        assert casefile.WEAKNESSES["open-conflict"] in shown
        assert casefile.WEAKNESSES["single-origin"] not in shown
        await at.press("escape", "j", "c")
        assert at.verdicts == [None, "corroborated", None, None], "nothing conflicts with the bells"
    warned("warn = []")
    async with seat(case=casefile.open_case(two.path)) as at:
        await at.press("g", "g", "c")
        assert at.verdicts[0] == "corroborated"


async def test_many_claims_take_one_reason(seat: Open, two: casefile.Case, warned: Callable[[str], None]) -> None:
    warned('warn = ["no-rationale", "open-conflict"]')
    examine.examine(two, examine.all_waiting(two))
    async with seat(case=two, size=(100, 30)) as at:
        shown = await at.press("V", "c")
        assert "no rationale: 4 of 4 claims" in shown
        assert f"{casefile.WEAKNESSES['open-conflict']}: 2 of 4 claims" in shown
        await at.press(*"all seen", "enter")
        await at.settled()
        assert at.verdicts == ["corroborated"] * 4
        assert {json.dumps(event.values["despite"], sort_keys=True) for event in decided(two)} == {
            json.dumps({"reason": "all seen", "warnings": ["open-conflict", "no-rationale"]})
        }
        await at.press("z")
        assert at.verdicts == [None] * 4


def test_a_verdict_without_weakness_says_nothing_of_one(two: casefile.Case) -> None:
    uid = next(casefile.claims(two)).claim
    event = casefile.mark(two, uid, Verdict.CORROBORATED, reviewer="Bo", despite=Despite(()))
    assert "despite" not in event.values


async def test_a_check_that_fails_is_told_and_the_desk_goes_on(
    seat: Open, two: casefile.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(self: object, number: int) -> None:
        raise ZeroDivisionError("a check")

    monkeypatch.setattr(examine.Examiner, "look", fails)
    async with seat(case=two, size=(140, 30), examine=True) as at:
        await until(at, lambda: "checks stopped" in at.status)
        assert "the checks stopped" in at.status
        await at.press("d")
        assert at.verdicts[0] == "disputed"
    assert at.desk.failure is None


async def test_a_case_that_can_only_be_read_is_examined_all_the_same(seat: Open, two: casefile.Case) -> None:
    two.close()
    with casefile.open_case(two.path, reading=True) as case:
        async with seat(case=case, size=(140, 40), examine=True) as at:
            await until(at, lambda: at.desk.workspace.examined is not None)
            assert "1 conflicting" in at.shown
    with casefile.open_case(two.path, reading=True) as case:
        assert examine.waiting_count(case) == 4, "and nothing is written"


async def test_leaving_ends_the_thread(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", GAZETTE) as case:
        desk = Desk(case, REVIEWER)
        async with desk.run_test() as pilot:
            await pilot.pause(0.2)
            assert desk.examining is not None
            thread = desk.examining._thread
        assert not thread.is_alive()
