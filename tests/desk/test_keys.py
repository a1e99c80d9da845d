"""Every key of the registry does what its help says."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.binding import Binding

from desk.seat import REVIEWER, Open, Seat
from helpers import article, extracted
from secondsource import casefile
from secondsource.desk import actions
from secondsource.desk.app import Desk
from secondsource.model import Attribution, Kind, Nature, Span, Verdict


async def test_the_desk_opens_with_a_claim_its_source_and_its_place_in_the_article(seat: Open) -> None:
    async with seat(size=(130, 30)) as one:
        for text in ("Claims  1 of 5", "the ferry ran late", "Ada Quill", "mayor · Town of Marl", "named source"):
            assert text in one.shown
        assert "Ada Quill said: the ferry ran late." in one.shown  # the article
        assert "0/5" in one.shown


async def test_it_opens_at_the_first_open_claim(seat: Open) -> None:
    async with seat() as one:
        await one.press("c")
        case = casefile.open_case(one.case.path)
    async with seat(case=case) as two:
        assert two.position == 1


@pytest.mark.parametrize(("key", "verdict"), [("c", "corroborated"), ("d", "disputed"), ("u", "unverified")])
async def test_a_verdict_is_on_disk_and_the_next_open_claim_follows(seat: Open, key: str, verdict: str) -> None:
    async with seat() as one:
        shown = await one.press(key)
        with casefile.open_case(one.case.path) as other:
            assert [claim.verdict for claim in casefile.claims(other)] == [verdict, None, None, None, None]
        assert one.position == 1
        assert f"{verdict} · recorded" in shown
        assert "1/5" in shown


@pytest.mark.parametrize(("key", "verdict"), [("C", "corroborated"), ("D", "disputed"), ("U", "unverified")])
async def test_a_capital_letter_marks_and_stays(seat: Open, key: str, verdict: str) -> None:
    async with seat(size=(130, 40)) as one:
        shown = await one.press(key)
        assert one.position == 0
        assert one.verdicts[0] == verdict
        assert f"{verdict}" in shown.split("verdict ", 1)[1]
        assert "by      Ana Reyes" in shown


async def test_marking_skips_what_is_decided_and_goes_round(seat: Open) -> None:
    async with seat() as one:
        await one.press("j", "c", "k", "c")
        assert one.position == 2
        await one.press("G", "d")
        assert one.position == 0


async def test_after_the_last_verdict_the_cursor_stays_and_the_desk_says_so(seat: Open) -> None:
    async with seat() as one:
        await one.press("c", "c", "d", "u", "c")
        assert one.position == 4
        assert "All 5 claims have a verdict." in one.shown
        await one.press("k", "d")
        assert one.position == 3
        assert one.verdicts[3] == "disputed"
        await one.press("n")
        assert one.status == "All 5 claims have a verdict."


async def test_undo_goes_where_the_decision_was_made_and_redo_puts_it_back(seat: Open) -> None:
    async with seat() as one:
        await one.press("d", "j", "j", "z")
        assert one.position == 0
        assert one.status == "verdict undone · now open"
        assert one.verdicts[0] is None
        await one.press("G", "ctrl+r")
        assert one.position == 0
        assert one.verdicts[0] == "disputed"
        await one.press("z", "z")
        assert one.status == "nothing to undo"
        await one.press("c", "ctrl+r")
        assert one.status == "nothing to redo"


async def test_a_full_stop_repeats_the_last_verdict(seat: Open) -> None:
    async with seat() as one:
        await one.press("full_stop")
        assert one.status == "no verdict yet to repeat"
        await one.press("d", "full_stop", "full_stop")
        assert one.verdicts == ["disputed", "disputed", "disputed", None, None]


@pytest.mark.parametrize(
    ("keys", "position"),
    [
        (("j", "j", "k"), 1), (("down", "down", "up"), 1), (("k",), 0), (("G",), 59), (("G", "j"), 59), (("end",), 59),
        (("G", "g", "g"), 0), (("G", "home"), 0), (("G", "g", "j", "g"), 59), (("right_square_bracket",), 0),
    ],
)  # fmt: skip
async def test_moving_in_the_list(seat: Open, many: str, keys: tuple[str, ...], position: int) -> None:
    async with seat(many) as one:
        await one.press(*keys)
        assert one.position == position
        assert f"Claims  {position + 1} of 60" in one.shown
        assert f"{position} times" in one.shown  # the cursor is in sight


async def test_pages_and_half_pages(seat: Open, many: str) -> None:
    async with seat(many) as one:
        rows = one.desk.workspace.claims.rows
        await one.press("pagedown")
        assert one.position == rows
        await one.press("ctrl+d")
        assert one.position == rows + rows // 2
        await one.press("ctrl+u", "pageup")
        assert one.position == 0


async def test_next_and_previous_open_claim_and_article(seat: Open) -> None:
    async with seat() as one:
        await one.press("j", "C", "k", "n")
        assert one.position == 2
        await one.press("N")
        assert one.position == 0
        await one.press("right_square_bracket")
        assert one.position == 3
        assert "article-2" in one.shown
        await one.press("right_square_bracket")
        assert one.status == "this is the last article"
        await one.press("left_square_bracket", "left_square_bracket")
        assert one.position == 0
        assert one.status == "this is the first article"


async def test_search_finds_the_beginnings_of_words(seat: Open) -> None:
    async with seat() as one:
        shown = await one.press("slash", *"brid", "enter")
        assert "Claims  1 of 2" in shown
        assert "“brid”" in shown
        await one.press("escape")
        assert "Claims  4 of 5" in one.shown  # the same claim, among all


async def test_a_search_that_finds_nothing_keeps_the_list_and_goes_on_asking(seat: Open) -> None:
    async with seat() as one:
        await one.press("1", "c", "slash", *"zebra", "enter")
        assert one.status == "nothing found for “zebra”; the list stays as it is"
        assert "Claims  2 of 5" in one.shown
        assert "✓" in one.shown.splitlines()[2]  # the claim marked under the filter stayed where it was
        await one.press("escape", "slash", "question_mark", "enter")
        assert "letters or digits are needed" in one.status
        await one.press("escape", "j")
        assert one.position == 2


async def test_neither_tab_nor_the_mouse_leaves_a_search_behind_that_takes_the_keys(seat: Open) -> None:
    async with seat() as one:
        await one.press("slash", "x", "tab", "shift+tab", "tab", "escape")
        await one.press("j")
        assert one.position == 1
        await one.press("slash", "x")
        await one.pilot.click("#article")  # type: ignore[attr-defined]
        await one.settled()
        assert not one.desk.query("#search")
        await one.press("c")
        assert one.verdicts[1] == "corroborated"


async def test_search_and_verdict_filter_combine_and_escape_ends_both(seat: Open) -> None:
    async with seat() as one:
        await one.press("c", "slash", *"pier", "enter", "1")
        assert "Claims  1 of 2" in one.shown
        assert "only open · “pier”" in one.shown
        await one.press("slash")
        await one.press("escape")  # the words go, the verdict stays
        assert "Claims  1 of 4" in one.shown
        await one.press("escape")
        assert "of 5" in one.shown


@pytest.mark.parametrize(("key", "count"), [("1", 2), ("2", 1), ("3", 1), ("4", 1)])
async def test_digits_show_one_verdict_and_again_all(seat: Open, key: str, count: int) -> None:
    async with seat() as one:
        await one.press("c", "d", "u", key)
        assert f"of {count}" in one.shown
        await one.press(key)
        assert "of 5" in one.shown
        await one.press(key, "0")
        assert "of 5" in one.shown


async def test_a_verdict_nobody_gave_keeps_the_list(seat: Open) -> None:
    async with seat() as one:
        await one.press("2")
        assert one.status == "no claim is corroborated here; the list stays as it is"
        assert "Claims  1 of 5" in one.shown


async def test_a_claim_marked_under_a_filter_stays_until_the_list_is_read_anew(seat: Open) -> None:
    async with seat() as one:
        await one.press("1", "c", "c")
        assert "Claims  3 of 5" in one.shown
        await one.press("R")
        assert "Claims  1 of 3" in one.shown
        await one.press("c", "c", "c")
        assert one.status.endswith("All 5 claims have a verdict.")
        await one.press("R")  # no open claim is left: all are shown
        assert "of 5" in one.shown


async def test_undo_of_a_claim_that_is_not_listed_says_so(seat: Open) -> None:
    async with seat() as one:
        await one.press("c", "j", "3")
        await one.press("slash", *"brid", "enter", "z")
        assert one.status == "verdict undone · now open · that claim is not among those shown: 0 shows all"
        await one.press("d", "d", "n")
        assert one.status == "No open claim among those shown. 0 shows all."


async def test_panes_take_the_focus_in_turn_and_escape_goes_back(seat: Open) -> None:
    async with seat() as one:
        await one.press("tab")
        assert one.desk.focused is one.desk.workspace.source
        assert "Enter go to" in one.shown
        await one.press("tab")
        assert one.desk.focused is one.desk.workspace.article
        await one.press("shift+tab", "escape")
        assert one.desk.focused is one.desk.workspace.claims
        await one.press("enter")
        assert one.desk.focused is one.desk.workspace.article
        await one.press("enter", "c")
        assert one.verdicts[0] == "corroborated"  # marking works from every pane


async def test_the_article_scrolls_by_the_same_keys(seat: Open, many: str) -> None:
    async with seat(many) as one:
        article = one.desk.workspace.article
        await one.press("enter", "j", "j")
        assert article.scroll_offset.y == 2
        await one.press("k", "ctrl+d", "G")
        assert article.scroll_offset.y == article.max_scroll_y
        await one.press("g", "g")
        assert article.scroll_offset.y == 0
        assert one.position == 0


async def test_the_claim_is_brought_into_sight_in_its_article(seat: Open, many: str) -> None:
    async with seat(many) as one:
        lines = (await one.press("G")).splitlines()
        marked = [line for line in lines if line.startswith("▎")]
        assert marked
        assert all("ran 59 times" in line for line in marked)


async def test_the_other_claims_of_a_source_are_a_way_to_them(seat: Open) -> None:
    async with seat(size=(130, 30)) as one:
        assert "1 other claim" in one.shown
        await one.press("tab", "enter")  # nothing chosen yet
        assert one.position == 0
        await one.press("j", "j", "enter")
        assert one.position == 2
        await one.press("k", "k", "ctrl+d", "escape")
        assert one.desk.focused is one.desk.workspace.claims


async def test_another_process_marks_while_the_desk_is_open(seat: Open) -> None:
    async with seat(size=(130, 40)) as one:
        with casefile.open_case(one.case.path) as other:
            uid = next(iter(casefile.claims(other))).claim
            casefile.mark(other, uid, Verdict.DISPUTED, reviewer="Ben Osei")
        await one.press("R")
        assert "by      Ben Osei" in one.shown
        with casefile.open_case(one.case.path) as other:
            casefile.mark(other, uid, Verdict.UNVERIFIED, reviewer="Ben Osei")
        one.desk.on_app_focus()
        assert "? unverified" in await one.settled()


async def test_quit_and_what_control_c_says(seat: Open) -> None:
    async with seat() as one:
        await one.press("ctrl+c")
        assert one.status.startswith("Ctrl-q leaves the desk")
        await one.press("ctrl+q")
        assert one.desk._exit
    assert one.desk.failure is None


def test_every_action_is_bound_once_and_has_help() -> None:
    keys = [key for action in actions.ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys))
    assert len({action.id for action in actions.ACTIONS}) == len(actions.ACTIONS)
    assert all(action.help and action.group for action in actions.ACTIONS)
    bound = {binding.id for binding in actions.bindings() if isinstance(binding, Binding)}
    assert {action.id for action in actions.ACTIONS if action.keys} <= bound
    promised = ["j", "k", "c", "d", "u", "C", "D", "U", "z", "ctrl+r", "full_stop", "n", "N", "G", "ctrl+d", "ctrl+u"]
    assert not set(promised) - set(keys)


async def test_the_source_pane_shows_the_cue_where_the_article_has_it(tmp_path: Path) -> None:
    text = "According to Ada Quill, rain is due.\nAda Quill denied that the pier is shut."
    rules = [(Span(13, 22), Span(0, 12), Span(24, 35)), (Span(37, 46), Span(47, 53), Span(54, 75))]
    found = tuple(
        Attribution((who,), (cue,), (what,), Kind.INDIRECT, None, None, True, Nature.FACT, "so", 0.9, "a rule")
        for who, cue, what in rules
    )
    with casefile.create_case(tmp_path / "case.db") as case:
        casefile.add_article(case, article(text), extracted(found))
        desk = Desk(case, REVIEWER, examine=False)
        async with desk.run_test(size=(120, 30)) as pilot:
            one = Seat(desk, pilot, case)
            assert "reads   According to “Ada Quill”" in await one.settled()
            assert "reads   “Ada Quill” denied" in await one.press("j")
