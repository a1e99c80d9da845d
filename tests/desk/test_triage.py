"""Going through many claims: counts, ranges, bulk marks and their undo, queues, macros, jumps, panes."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from desk.seat import FERRY, Open, Seat
from helpers import article, case_of, decided, extraction, numbered
from secondsource import casefile
from secondsource.casefile import Order
from secondsource.desk.screens.jump import labels
from secondsource.desk.work import Work
from secondsource.model import Stopped, Verdict


def given(seat: Seat, verdict: Verdict) -> list[int]:
    return [number for number, one in enumerate(seat.verdicts) if one == verdict]


async def test_a_count_marks_so_many_from_the_cursor_on_and_one_undo_takes_them_back(seat: Open, many: str) -> None:
    async with seat(many) as at:
        await at.press("j", "j")
        await at.press("number_sign", "1", "2", "d")
        assert given(at, Verdict.DISPUTED) == list(range(2, 14))
        assert at.position == 14
        assert "12 claims recorded" in at.status
        await at.press("z")
        assert given(at, Verdict.DISPUTED) == []
        assert "12 claims undone" in at.status
        await at.press("ctrl+r")
        assert given(at, Verdict.DISPUTED) == list(range(2, 14))


async def test_a_count_moves_and_is_forgotten_after_one_key(seat: Open, many: str) -> None:
    async with seat(many) as at:
        await at.press("number_sign", "2", "0", "j")
        assert at.position == 20
        await at.press("j")
        assert at.position == 21
        await at.press("number_sign", "5", "escape", "j")
        assert at.position == 22
        await at.press("number_sign", "5", "Q", "j")  # a key that nothing is bound to
        assert at.position == 23
        await at.press("number_sign", "7", "G")
        assert at.position == 6
        await at.press("number_sign", *"99999999", "j")
        assert at.position == 59
        assert at.desk.review.filter == casefile.Filter()  # the digits were no filters


async def test_space_selects_and_a_verdict_is_for_all_selected(seat: Open, many: str) -> None:
    async with seat(many) as at:
        shown = await at.press("space", "j", "space", "space")
        assert "3 selected" in shown
        assert sum("·  +" in line for line in shown.splitlines()) == 3
        await at.press("c")
        assert given(at, Verdict.CORROBORATED) == [0, 2, 3]
        assert not at.desk.review.selecting
        assert at.position == 4


async def test_a_range_ends_where_the_cursor_is(seat: Open, many: str) -> None:
    async with seat(many) as at:
        await at.press("number_sign", "5", "j", "v", "k", "k", "k", "u")
        assert given(at, Verdict.UNVERIFIED) == [2, 3, 4, 5]
        await at.press("z", "G", "v", "k", "v", "g", "g")
        assert at.desk.review.selected_count == 2
        await at.press("escape")
        assert not at.desk.review.selecting
        assert given(at, Verdict.UNVERIFIED) == []


async def test_above_twenty_the_number_is_said_and_asked_about(seat: Open, many: str) -> None:
    async with seat(many) as at:
        shown = await at.press("V", "c")
        assert "Mark 60 claims corroborated?" in shown
        assert given(at, Verdict.CORROBORATED) == []
        await at.press("escape")
        assert given(at, Verdict.CORROBORATED) == []
        assert at.desk.review.selected_count == 60
        await at.press("c", "enter")
        assert given(at, Verdict.CORROBORATED) == list(range(60))
        await at.press("z")
        assert given(at, Verdict.CORROBORATED) == []
        assert not list(casefile.verify(at.case))


async def test_all_shown_means_those_that_the_filter_lists(seat: Open, many: str) -> None:
    async with seat(many) as at:
        await at.press("slash", *"ran 1", "enter", "V", "d")  # 1, 10 to 19
        assert given(at, Verdict.DISPUTED) == [1, *range(10, 20)]


async def test_claims_stay_where_they_were_when_marked_in_a_filter(seat: Open, many: str) -> None:
    async with seat(many) as at:
        await at.press("1", "number_sign", "3", "c")
        assert at.desk.review.view.count == 60
        assert at.position == 3
        await at.press("R")
        assert at.desk.review.view.count == 57


async def test_a_rationale_for_all_selected_is_one_batch(seat: Open, many: str) -> None:
    async with seat(many) as at:
        await at.press("space", "space", "a", *"same log", "enter")
        assert [one.rationale for one in casefile.claims(at.case)][:3] == ["same log", "same log", None]
        await at.press("z")
        assert not any(one.rationale for one in casefile.claims(at.case))


async def test_a_note_is_kept_for_the_desk(seat: Open) -> None:
    async with seat() as at:
        await at.press("t", *"ask the pier master", "enter")
        assert "note recorded" in at.status
        assert [event.kind for event in decided(at.case)] == ["note"]


async def test_sorting_and_the_queue(seat: Open) -> None:
    text = "Ada Quill said: it went well.\nAda Quill said: 40 people were hurt.\na clerk said: nobody came."
    async with seat(text, size=(130, 30)) as at:
        await at.press("s", "w")
        assert at.desk.review.order is Order.WORTH
        assert "40 people" in at.row(0).text
        await at.press("s", "r")
        assert at.desk.review.order is Order.READING
        await at.press("c", "w")
        assert at.desk.review.filter.verdict == "open"
        assert at.desk.review.view.count == 2
        assert at.position == 0
        assert "40 people" in at.row(0).text
        assert "a fact · has a number" in at.shown
        await at.press("c", "c")
        assert "No open claim" in at.status or "All 3 claims" in at.status
        await at.press("w")
        assert at.desk.review.view.count == 3


async def test_this_source_and_this_article(seat: Open) -> None:
    async with seat() as at:
        await at.press("8")
        assert {at.row(n).source for n in range(at.desk.review.view.count)} == {"Ada Quill"}
        await at.press("8", "9")
        assert at.desk.review.view.count == 3
        await at.press("9")
        assert at.desk.review.view.count == 5


async def test_a_macro_types_its_keys_again(seat: Open, many: str) -> None:
    async with seat(many) as at:
        await at.press("m", "c", "j", "m")
        assert "2 keys recorded" in at.status
        await at.press("M")
        assert given(at, Verdict.CORROBORATED) == [0, 2]
        await at.press("number_sign", "3", "M")
        assert given(at, Verdict.CORROBORATED) == [0, 2, 4, 6, 8]


async def test_a_macro_types_into_windows_and_never_into_itself(seat: Open, many: str) -> None:
    async with seat(many) as at:
        await at.press("m", "a", *"ok: yes", "enter", "j", "M", "m", "M")
        rationales = [one.rationale for one in casefile.claims(at.case)]
        assert rationales[:3] == ["ok: yes", "ok: yes", None]


@pytest.mark.parametrize("count", [1, 26, 27, 60, 300, 676])
def test_jump_labels_are_short_and_none_begins_another(count: int) -> None:
    made = labels(count)
    assert len(made) == len(set(made)) == count
    assert not any(a != b and b.startswith(a) for a in made for b in made)
    assert max(map(len, made)) == (1 if count <= 26 else 2)


@pytest.mark.parametrize("size", [(80, 24), (130, 40)])
async def test_jumping_goes_to_the_claim_beside_the_letter(seat: Open, many: str, size: tuple[int, int]) -> None:
    async with seat(many, size=size) as at:
        await at.press("apostrophe")
        assert len(at.desk.screen_stack) == 2
        label = labels(len(at.desk.workspace.targets()))[5]
        await at.press(*label)
        assert at.position == 5
        await at.press("apostrophe", "escape")
        assert len(at.desk.screen_stack) == 1
        assert at.position == 5


async def test_jumping_reaches_what_the_key_before_brought_into_sight(seat: Open) -> None:
    async with seat(size=(80, 24)) as at:
        at.desk.workspace.peek()
        await at.pilot.press("p", "apostrophe")  # type: ignore[attr-defined]
        await at.settled()
        article = at.desk.workspace.article.region
        marks = list(at.desk.screen.query(".jump"))
        assert [mark.region.y for mark in marks[5:]] == [article.y, article.y + 1, article.y + 2, article.y + 3]
        await at.press(labels(len(marks))[-1])
        assert at.position == 2


@pytest.mark.parametrize("size", [(80, 24), (130, 40)])
async def test_panes_zoom_and_come_back(seat: Open, size: tuple[int, int]) -> None:
    async with seat(size=size) as at:
        desk = at.desk.workspace
        before = [pane.region for pane in desk.panes]
        for keys in (["Z"], ["tab"], ["tab"]):
            await at.press(*keys)
            assert [pane.display for pane in desk.panes].count(True) == 1
            assert desk.pane.region.width == size[0]
        await at.press("Z", "escape")
        await at.press("Z", "Z")
        assert [pane.region for pane in desk.panes] == before


async def test_narrow_panes_take_turns_without_losing_the_place(seat: Open, many: str) -> None:
    async with seat(many, size=(80, 24)) as at:
        desk = at.desk.workspace
        await at.press("number_sign", "9", "j")
        assert (desk.article.display, desk.source.display) == (True, False)
        assert "Ada Quill · mayor · Town of Marl · via" in at.shown
        await at.press("p")
        assert (desk.article.display, desk.source.display) == (False, True)
        await at.press("tab", "tab")
        assert desk.pane is desk.article
        assert at.position == 9
        await at.press("escape")
        assert desk.pane is desk.claims
        assert at.position == 9


@pytest.mark.parametrize("size", [(80, 24), (130, 40)])
async def test_borders_move_by_key_and_by_mouse(seat: Open, size: tuple[int, int]) -> None:
    async with seat(size=size) as at:
        desk = at.desk.workspace
        height, width = desk.claims.region.height, desk.claims.region.width
        await at.press("plus", "plus")
        assert desk.claims.region.height > height
        await at.press("minus", "minus")
        assert desk.claims.region.height == height
        if size[0] >= 120:
            await at.press("greater_than_sign")
            assert desk.claims.region.width > width
        article = desk.article.region
        await at.pilot.mouse_down(offset=(10, article.y))  # type: ignore[attr-defined]
        await at.pilot.hover(offset=(10, article.y + 3))  # type: ignore[attr-defined]
        await at.pilot.mouse_up(offset=(10, article.y + 3))  # type: ignore[attr-defined]
        await at.settled()
        assert desk.article.region.y == article.y + 3


async def test_what_is_dragged_and_recorded_is_remembered(seat: Open, many: str) -> None:
    async with seat(many, size=(130, 40)) as at:
        await at.press("plus", "m", "j", "m")
        height = at.desk.workspace.claims.region.height
        await at.press("ctrl+q")
    async with seat(many + "\n" + numbered(1), size=(130, 40)) as at:
        assert at.desk.workspace.claims.region.height == height
        await at.press("M")
        assert at.position == 1


async def test_a_click_in_the_article_goes_to_the_claim_there(seat: Open) -> None:
    async with seat(size=(130, 40)) as at:
        place = at.desk.workspace.article.content_region
        await at.pilot.click(offset=(place.x + 30, place.y + 2))  # type: ignore[attr-defined]
        await at.settled()
        assert at.position == 2


async def test_keys_wait_for_long_work_and_escape_stops_it(seat: Open, many: str) -> None:
    async with seat(many) as at:
        began = asyncio.Event()

        def long(_: casefile.Case, work: Work) -> int:
            at.desk.call_from_thread(began.set)
            while True:
                work.report(1)
                time.sleep(0.001)

        at.desk.work("counting", long, lambda _: None, total=1_000_000)
        await began.wait()
        await at.pilot.press("j", "j")  # type: ignore[attr-defined]
        assert at.position == 0
        await at.press("escape")
        assert at.status == "stopped after 1 of 1,000,000"
        assert at.position == 0  # what waited for it is not done on something else
        await at.press("j")
        assert at.position == 1


async def test_keys_that_waited_are_handled_in_their_order(seat: Open, many: str) -> None:
    async with seat(many) as at:
        gate = asyncio.Event()
        loop = asyncio.get_running_loop()

        def long(_: casefile.Case, work: Work) -> int:
            asyncio.run_coroutine_threadsafe(gate.wait(), loop).result(30)
            return 1

        at.desk.work("waiting", long, lambda _: None)
        await at.pilot.press("c", "d", "a", *"why", "enter", "j")  # type: ignore[attr-defined]
        assert at.verdicts[:2] == [None, None]
        gate.set()
        await at.settled()
        assert at.verdicts[:2] == ["corroborated", "disputed"]
        assert [one.rationale for one in casefile.claims(at.case)][2] == "why"
        assert at.position == 3


async def test_another_programs_lock_holds_nothing_up_but_the_mark(seat: Open, many: str) -> None:
    async with seat(many) as at:
        with casefile.open_case(at.case.path) as other:
            other.connection.execute("begin immediate")
            await at.pilot.press("c", "d")  # type: ignore[attr-defined]
            assert at.desk.working is not None
            await asyncio.sleep(0.3)
            assert "another program is writing" in at.status
            other.connection.execute("rollback")
        await at.settled()
        await at.settled()
        assert at.verdicts[:2] == ["corroborated", "disputed"]


@pytest.mark.parametrize("key", ["z", "S", "ctrl+r"])
async def test_whatever_is_recorded_waits_for_another_programs_lock(seat: Open, many: str, key: str) -> None:
    async with seat(many) as at:
        await at.press("C", "j", "C", "z")
        with casefile.open_case(at.case.path) as other:
            casefile.mark(other, at.row(1).uid, Verdict.DISPUTED, reviewer="Another")
            at.desk.look_for_changes()
            other.connection.execute("begin immediate")
            await at.pilot.press(key)  # type: ignore[attr-defined]
            assert at.desk.working is not None
            other.connection.execute("rollback")
        await at.settled()
        await at.settled()
        expected = {"z": "verdict undone", "S": "signed off", "ctrl+r": "verdict redone"}
        assert expected[key] in at.status


async def test_what_another_program_records_is_shown(seat: Open, many: str) -> None:
    async with seat(many) as at:
        with casefile.open_case(at.case.path) as other:
            uid = at.row(3).uid
            casefile.mark(other, uid, Verdict.DISPUTED, reviewer="Another")
        at.desk.look_for_changes()
        shown = await at.settled()
        assert "another program changed the case" in at.status
        assert "✗" in shown.splitlines()[5]


def without(path: Path, *positions: int) -> list[str]:
    """Remove claims in another program; return what is left."""
    with casefile.open_case(path) as other:
        rows = [casefile.View(other).rows(position, 1)[0] for position in positions]
        sha256 = casefile.article_sha256(other, rows[0].article)
        casefile.revise(other, "remove", sha256, [row.uid for row in rows], [], reviewer="Another")
        return [claim.text for claim in casefile.claims(other)]


async def test_a_verdict_is_for_the_claim_that_was_shown(seat: Open, many: str) -> None:
    async with seat(many) as at:
        await at.press("number_sign", "9", "j")
        without(at.case.path, 2)  # all that follow move up by one, and the desk has not looked yet
        await at.press("c")
        (marked,) = [claim.text for claim in casefile.claims(at.case) if claim.verdict]
        assert "ran 9 times" in marked


async def test_a_selection_that_others_changed_is_not_marked(seat: Open, many: str) -> None:
    async with seat(many) as at:
        await at.press("number_sign", "5", "space")
        left = without(at.case.path, 1)
        await at.press("d")
        assert at.verdicts == [None] * 59
        assert "another program changed the case" in at.status
        assert not at.desk.review.selecting
        await at.press("g", "g", "number_sign", "5", "space")
        mark = at.desk.review.mark_selected(Verdict.DISPUTED)
        without(at.case.path, 3)  # between the key and the work
        at.desk.work("marking", mark, lambda _: None)
        await at.settled()
        assert "look again, and select anew" in at.status
        assert at.verdicts == [None] * 58
        assert len(left) == 59


async def test_the_cursor_stays_on_its_claim_when_others_change_the_list(seat: Open, many: str) -> None:
    async with seat(many) as at:
        await at.press("number_sign", "9", "j")
        without(at.case.path, 2, 3)
        at.desk.look_for_changes()
        await at.settled()
        assert at.position == 7
        row = at.desk.workspace.row
        assert row is not None
        assert "ran 9 times" in row.text


async def test_the_tour_leads_through_the_desk(seat: Open, many: str) -> None:
    async with seat(many) as at:
        shown = await at.press("T")
        assert "Tour 1 of" in shown
        keys = ["j", "enter", "escape", "equals_sign", "escape", "c", "z", "a", "escape", "space", "escape"]
        for key in [*keys, "1", "0", "w", "question_mark"]:
            await at.press(key)
        shown = await at.press("escape")
        assert "Tour 14 of 14" in shown
        shown = await at.press("T")
        assert "Tour" not in shown


def test_stopped_work_says_so() -> None:
    work = Work("counting", 10)
    work.report(3)
    assert work.description == "counting · 3 of 10 · Esc stops"
    work.stop()
    with pytest.raises(Stopped):
        work.report(4)


async def test_a_hundred_claims_take_a_hundred_keys(seat: Open) -> None:
    async with seat(numbered(100)) as at:
        await at.press(*("cdu"[n % 3] for n in range(100)))
        assert at.verdicts == [("corroborated", "disputed", "unverified")[n % 3] for n in range(100)]


async def test_an_empty_case_takes_every_key(seat: Open, tmp_path: Path) -> None:
    async with seat(case=case_of(tmp_path / "empty.db")) as at:
        for key in ("space", "v", "V", "i", "A", "J", "X", "o", "O", "t", "8", "9", "w", "apostrophe", "p", "Z", "Z"):
            await at.press(key)
            await at.press("escape")


async def test_articles_that_another_program_adds_show_in_an_empty_case(seat: Open, tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    async with seat(case=case_of(path)) as at:
        assert "no article yet" in at.shown
        with casefile.open_case(path) as other:
            casefile.add_article(other, article(FERRY, "late"), extraction(FERRY))
        at.desk.look_for_changes()
        assert "the ferry ran late" in await at.settled()
        await at.press("c")
        assert at.verdicts == ["corroborated", None, None]


@pytest.mark.parametrize(("begin", "end"), [(2, 6), (6, 2)])
async def test_a_shift_click_selects_all_up_to_it_whichever_way(seat: Open, many: str, begin: int, end: int) -> None:
    async with seat(many) as at:
        place = at.desk.workspace.claims.content_region
        await at.pilot.click(offset=(10, place.y + begin))  # type: ignore[attr-defined]
        await at.pilot.click(offset=(20, place.y + end), shift=True)  # type: ignore[attr-defined]
        await at.settled()
        assert list(at.desk.review.selection.runs) == [(2, 7)]
