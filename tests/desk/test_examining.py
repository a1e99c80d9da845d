"""The thread that examines beside the desk: it shows nothing stale, ends when asked to, and is in nobody's way."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.events import Key

from desk.seat import FERRY, REVIEWER, Open, Seat
from desk.test_checking import GAZETTE, POST, SPEECH, until
from helpers import article, case_of, extraction, numbered
from secondsource import casefile, examine, intake
from secondsource.desk import examining
from secondsource.desk.app import Desk
from secondsource.desk.examining import Examining, Order
from secondsource.desk.screens.comparison import ComparisonWindow
from secondsource.desk.screens.evidence import EvidenceWindow
from secondsource.desk.screens.overriding import Overriding
from secondsource.desk.widgets.comparing import Comparing
from secondsource.examine import Examination, Examiner
from secondsource.model import Stance, Verdict

PATIENCE = 20.0  # seconds until what is waited for counts as never coming


@pytest.fixture
def two(tmp_path: Path) -> casefile.Case:
    """Two outlets that differ in a number."""
    case = casefile.create_case(tmp_path / "case.db")
    for text, name in ((GAZETTE, "Marl Gazette"), (POST, "Northcoast Post")):
        casefile.add_article(case, article(text, name, outlet=name), extraction(text))
    return case


class Watched:
    """A thread that examines, and what it told."""

    def __init__(self, path: Path) -> None:
        self.found: list[tuple[Order, Examination]] = []
        self.kept = 0
        self.failures: list[Exception] = []
        self.examining = Examining(
            path, False, lambda order, found: self.found.append((order, found)), self._keeps, self.failures.append
        )

    def _keeps(self) -> None:
        self.kept += 1

    def wait(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, "it never came to this"
            time.sleep(0.01)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread that does not wait for keys to stop."""
    for name in ("_STILL", "_IDLE", "_FIRST"):
        monkeypatch.setattr(examining, name, 0.0)
    monkeypatch.setattr(examining, "_LOOK", 0.05)


def numbers_of(case: casefile.Case) -> list[int]:
    view = casefile.View(case)
    return list(view.numbers(0, view.count))


@pytest.mark.usefixtures("hurried")
def test_what_was_asked_for_again_meanwhile_is_not_told_of(two: casefile.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()
    look = Examiner.look

    def slow(self: Examiner, number: int) -> Examination | None:
        found = look(self, number)
        begun.set()
        go_on.wait(PATIENCE)
        return found

    monkeypatch.setattr(Examiner, "look", slow)
    monkeypatch.setattr(Examiner, "examine", slow)
    watched = Watched(two.path)
    first = numbers_of(two)[0]
    watched.examining.want(first)
    assert begun.wait(PATIENCE)
    watched.examining.want(first)  # as the desk does once something has changed
    asked = watched.examining.order
    go_on.set()
    watched.wait(lambda: any(order == asked for order, _ in watched.found))
    watched.examining.stop()
    assert [order for order, _ in watched.found if order == watched.examining.order] == [asked]
    assert not watched.failures


@pytest.mark.usefixtures("hurried")
def test_all_that_wait_are_examined_and_never_counted(two: casefile.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []
    waiting = examine.waiting

    def listed(case: casefile.Case, most: int = 1000, after: int = -1) -> list[int]:
        looks.append(most)
        return waiting(case, most, after)

    def counted(case: casefile.Case) -> int:
        raise AssertionError("a million rows are not counted each time")

    monkeypatch.setattr(examine, "waiting", listed)
    monkeypatch.setattr(examine, "waiting_count", counted)
    watched = Watched(two.path)
    watched.examining.want(None)
    watched.wait(lambda: not waiting(two))
    watched.examining.stop()
    assert watched.kept == 4
    assert len(looks) <= 2, "what was found waits in a row"
    assert not watched.failures


@pytest.mark.usefixtures("hurried")
def test_too_many_are_left_to_the_command(two: casefile.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "_MOST_WAITING", 2)
    watched = Watched(two.path)
    first, *rest = numbers_of(two)
    watched.examining.want(first)
    watched.wait(lambda: bool(watched.found))
    watched.examining.stop()
    assert set(examine.waiting(two)) >= set(rest)


@pytest.mark.usefixtures("hurried")
def test_a_locked_case_is_examined_for_the_eye_and_kept_later(two: casefile.Case) -> None:
    watched = Watched(two.path)
    first = numbers_of(two)[0]
    with casefile.open_case(two.path) as other, other.write():
        watched.examining.want(first)
        watched.wait(lambda: bool(watched.found))
        assert watched.found[0][1].conflicting
        assert watched.kept == 0
    watched.wait(lambda: not examine.waiting(two))
    watched.examining.stop()
    assert not watched.failures


@pytest.mark.usefixtures("hurried")
def test_it_ends_while_another_program_holds_the_case(two: casefile.Case) -> None:
    watched = Watched(two.path)
    with casefile.open_case(two.path) as other, other.write():
        watched.examining.want(numbers_of(two)[0])
        watched.wait(lambda: bool(watched.examining.writes))
        watched.examining.stop()
        assert not watched.examining._thread.is_alive()
    assert not watched.failures


@pytest.mark.usefixtures("hurried")
def test_a_desk_that_is_stopped_holds_no_lock(two: casefile.Case) -> None:
    watched = Watched(two.path)
    with watched.examining.at_rest():
        watched.examining.want(numbers_of(two)[0])
        for number in range(50):  # other programs write without waiting
            two.wait_at_most(0)
            casefile.note(two, next(casefile.claims(two)).claim, f"note {number}", reviewer=REVIEWER)
        assert watched.examining.writes == 0
    watched.wait(lambda: watched.kept > 0)
    watched.examining.stop()


@pytest.mark.usefixtures("hurried")
def test_an_error_of_a_check_is_told_once(two: casefile.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(self: Examiner, number: int) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Examiner, "look", fails)
    monkeypatch.setattr(Examiner, "examine", fails)
    watched = Watched(two.path)
    for number in numbers_of(two):
        watched.examining.want(number)
        watched.wait(lambda: watched.examining._done == watched.examining.order)
    watched.examining.stop()
    assert len(watched.failures) == 1


def test_another_program_that_writes_beside_ours_is_noticed(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", FERRY) as case:
        writes = 0
        desk = Desk(case, REVIEWER, examine=False)
        review = desk.review
        first, second, *_ = [claim.claim for claim in casefile.claims(case)]
        with review.mine(), casefile.open_case(case.path) as other:
            casefile.mark(other, first, Verdict.DISPUTED, reviewer="Bo")
            casefile.mark(case, second, Verdict.DISPUTED, reviewer=REVIEWER)
        assert review.changed_by_others()
        with review.mine():
            casefile.mark(case, second, Verdict.CORROBORATED, reviewer=REVIEWER)
        assert not review.changed_by_others()
        review._others._writes = lambda: writes
        with review.mine(), casefile.open_case(case.path) as other:
            writes = 2
            examine.examine(other, examine.all_waiting(other))
        assert not review.changed_by_others(), "the checks of this desk"


async def typed(at: Seat, *keys: str) -> str:
    """Type keys at once, faster than any of them is handled."""
    for key in keys:
        at.desk.post_message(Key(key, key if len(key) == 1 else None))
    return await at.settled()


async def test_the_claim_that_is_compared_is_the_one_under_the_cursor(seat: Open, two: casefile.Case) -> None:
    async with seat(case=two, size=(120, 40), examine=True) as at:
        await until(at, lambda: at.desk.workspace.examined is not None)
        shown = await typed(at, "j", "equals_sign")
        assert isinstance(at.desk.screen, ComparisonWindow)
        assert "The bells rang." in shown.split("Does it hold?")[1]
        assert "none of the case is like it" in shown
        await typed(at, "escape", "k", "equals_sign", "j", "enter", "d")
        await at.settled()
        assert at.verdicts == [None, None, "disputed", None], "the key was for the claim that the one before led to"


async def test_what_was_found_before_something_changed_is_not_compared(
    seat: Open, two: casefile.Case, tmp_path: Path
) -> None:
    (tmp_path / "speech.txt").write_text(SPEECH)
    async with seat(case=two, size=(120, 40), examine=True) as at:
        await until(at, lambda: at.desk.workspace.examined is not None)
        await at.press("e", *str(tmp_path / "speech.txt"), "tab", "tab", "right")
        await typed(at, "enter", "equals_sign")
        await until(at, lambda: isinstance(at.desk.screen, ComparisonWindow))
        assert "speech.txt" in at.shown


async def test_from_the_comparison_to_the_evidence_and_by_the_mouse_to_a_claim(seat: Open, two: casefile.Case) -> None:
    async with seat(case=two, size=(120, 40)) as at:
        await at.press("equals_sign", "e")
        assert isinstance(at.desk.screen, EvidenceWindow)
        assert "four centimetres" in at.shown.split("Evidence")[1]
        await at.press("escape", "equals_sign")
        compared = at.desk.screen.query_one(Comparing)
        (line, *_) = [number for number, line in enumerate(compared._lines) if line.claim]
        await at.pilot.click(Comparing, offset=(6, line))  # type: ignore[attr-defined]
        await at.settled()
        assert not isinstance(at.desk.screen, ComparisonWindow)
        assert at.position == 2


async def test_many_other_claims_are_gone_through(seat: Open, tmp_path: Path) -> None:
    with casefile.create_case(tmp_path / "many.db") as case:
        for number in range(45):
            text = f"Ada Quill said: the eastern pier of Marl moved four centimetres on night {number} of the storm."
            casefile.add_article(case, article(text, f"Gazette {number}"), extraction(text))
    async with seat(case=casefile.open_case(tmp_path / "many.db"), size=(60, 15)) as at:
        await at.press("equals_sign")
        compared = at.desk.screen.query_one(Comparing)
        count = len(compared._claims)
        assert count >= 20
        seen = set()
        for _ in range(4 * count):
            await at.press("j")
            seen.add(compared.chosen)
            top = compared.scroll_offset.y
            if compared.chosen:
                first, last = compared._place(compared._claims.index(compared.chosen))
                assert top <= first <= last < top + compared.rows
        assert seen == {*compared._claims, None} or seen == set(compared._claims)
        await at.press("enter")
        assert at.row(at.position).uid == compared._claims[-1]


async def test_the_cursor_in_the_source_stays_on_its_claim(seat: Open) -> None:
    async with seat(size=(140, 40)) as at:
        await at.press("tab", "j")
        pane = at.desk.workspace.source
        before = pane.chosen
        assert before is not None
        row = at.desk.workspace.row
        assert row is not None
        found = Examiner(at.case).look(row.number)
        assert found is not None
        at.desk.workspace.show_examination(found)
        await at.settled()
        assert pane.chosen == before


async def test_evidence_that_is_stopped_keeps_what_was_typed_and_drops_later_keys(
    seat: Open, two: casefile.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = threading.Event()

    def endless(place: str, *, progress: Callable[[int, int | None], None]) -> None:
        while True:
            asked.set()
            progress(1, None)
            time.sleep(0.01)

    monkeypatch.setattr(intake, "read_evidence", endless)
    async with seat(case=two, size=(100, 30)) as at:
        await at.pilot.press("e", *"https://slow.example/", "enter")  # type: ignore[attr-defined]
        await at.pilot.pause(0.05)  # type: ignore[attr-defined]
        assert asked.wait(PATIENCE)
        await typed(at, "d", "d", "escape")
        await until(at, lambda: isinstance(at.desk.screen, EvidenceWindow))
        shown = await at.settled()
        assert "stopped: nothing was kept" in shown
        assert "https://slow.example/ " in shown
        assert at.verdicts == [None] * 4


@pytest.fixture
def warned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text('warn = ["open-conflict", "no-rationale"]')
    monkeypatch.setenv("SECONDSOURCE_DESK", str(tmp_path / "desk.toml"))


@pytest.mark.usefixtures("warned")
async def test_a_verdict_that_is_faster_than_the_checks_is_warned_of_all_the_same(
    seat: Open, two: casefile.Case
) -> None:
    async with seat(case=two) as at:
        shown = await at.press("c")
        assert isinstance(at.desk.screen, Overriding)
        assert casefile.WEAKNESSES["open-conflict"] in shown


@pytest.mark.usefixtures("warned")
async def test_somebody_else_who_decides_while_the_reason_is_typed(seat: Open, two: casefile.Case) -> None:
    async with seat(case=two, size=(120, 30)) as at:
        await at.press("c", *"seen it")
        with casefile.open_case(two.path) as other:
            casefile.mark(other, at.row(0).uid, Verdict.DISPUTED, reviewer="Bo")
        await at.press("enter")
        at.desk.look_for_changes()  # as it does by itself, whenever its time comes
        assert "somebody else decided" in at.status
        assert at.verdicts[0] == "disputed"
        await at.press("C")
        assert at.verdicts[0] == "corroborated", "the reason was not lost"


@pytest.mark.usefixtures("warned")
async def test_a_selection_is_what_it_was_when_the_warning_came(seat: Open, two: casefile.Case) -> None:
    async with seat(case=two, size=(120, 30)) as at:
        await at.press("space", "space", "c", *"seen them")
        text = numbered(3)
        with casefile.open_case(two.path) as other:
            casefile.add_article(other, article(text, "late"), extraction(text))
        at.desk.look_for_changes()  # which drops the selection
        await at.press("enter")
        await at.settled()
        assert at.verdicts[:3] == ["corroborated", "corroborated", None]


async def test_evidence_is_attached_to_the_claim_that_was_asked_for(
    seat: Open, two: casefile.Case, tmp_path: Path
) -> None:
    (tmp_path / "speech.txt").write_text(SPEECH)
    async with seat(case=two, size=(100, 30)) as at:
        first = at.row(0)
        await at.press("e", *str(tmp_path / "speech.txt"))
        at.desk.workspace.claims.go(2)
        await at.press("enter")
        await at.settled()
        (piece,) = casefile.evidence_on(two, first.number)
        assert piece.stance is Stance.SUPPORTS
