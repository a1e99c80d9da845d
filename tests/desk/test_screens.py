"""The windows above the desk, and the desk at its edges: empty, read only, too small, failing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input, TextArea

from desk.seat import Open
from helpers import case_of, decided
from secondsource import casefile, exporting
from secondsource.casefile import Case
from secondsource.desk import actions
from secondsource.model import Terms, UnusableInput, Verdict


def rationale(case: Case) -> str | None:
    return next(casefile.claims(case)).rationale


async def test_a_rationale_of_two_lines_is_recorded_and_shown(seat: Open) -> None:
    async with seat(size=(130, 40)) as one:
        await one.press("a", *"log says", "ctrl+j", *"four", "shift+enter", *"cm", "enter")
        assert rationale(one.case) == "log says\nfour\ncm"
        assert one.status == "rationale recorded"
        assert "why     log says" in one.shown
        await one.press("c")
        assert rationale(one.case) == "log says\nfour\ncm"  # a verdict keeps it
        await one.press("k", "a")
        assert "✓ the ferry ran late" in one.shown
        await one.press(*" too", "enter")
        assert rationale(one.case) == "log says\nfour\ncm too"
        await one.press("z")
        assert rationale(one.case) == "log says\nfour\ncm"
        assert one.status == "rationale undone"


async def test_a_rationale_is_taken_away_by_an_empty_one(seat: Open) -> None:
    async with seat() as one:
        await one.press("a", "x", "enter", "a", "backspace", "enter")
        assert one.status == "rationale taken away"
        assert not rationale(one.case)


async def test_a_changed_rationale_is_not_lost_by_one_escape(seat: Open) -> None:
    async with seat() as one:
        await one.press("a", "escape")
        assert len(one.desk.screen_stack) == 1  # nothing to lose
        await one.press("a", "x", "escape")
        assert "Not recorded yet" in one.shown
        await one.press("y", "escape")  # more was written: it asks again
        assert one.desk.screen.query_one(TextArea).text == "xy"
        await one.press("escape")
        assert len(one.desk.screen_stack) == 1
        assert rationale(one.case) is None


async def test_quitting_asks_before_a_rationale_is_lost(seat: Open) -> None:
    async with seat() as one:
        await one.press("a", "x", "ctrl+q")
        assert not one.desk._exit
        await one.press("ctrl+q")
        assert one.desk._exit


async def test_quitting_asks_under_the_notice_of_a_small_terminal_too(seat: Open) -> None:
    async with seat() as one:
        await one.press("a", "x")
        await one.pilot.resize_terminal(40, 10)  # type: ignore[attr-defined]
        await one.press("ctrl+q")
        assert not one.desk._exit


async def test_a_rationale_that_is_refused_stays_in_its_window(seat: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise UnusableInput("the disk is full: nothing was changed")

    async with seat() as one:
        with monkeypatch.context() as patched:
            patched.setattr(casefile, "explain", full)
            assert "the disk is full" in await one.press("a", *"precious", "enter")
        await one.press("enter")
        assert rationale(one.case) == "precious"


async def test_an_unchanged_rationale_makes_no_entry_in_the_log(seat: Open) -> None:
    async with seat() as one:
        await one.press("a", "enter")
        assert not decided(one.case)


async def test_what_is_pasted_is_harmless(seat: Open) -> None:
    async with seat() as one:
        await one.press("a")
        one.desk.post_message(events.Paste("one\x1b]0;owned\x07\r\ntwo"))
        await one.settled()
        await one.press("enter")
        assert rationale(one.case) == "one␛]0;owned␇ \ntwo"
        await one.press("slash")
        one.desk.post_message(events.Paste("pier\x1b[2J"))
        await one.settled()
        assert one.desk.screen.query_one(Input).value == "pier␛[2J"


async def test_export_writes_all_claims_and_says_how_many(seat: Open) -> None:
    async with seat() as one:
        await one.press("d", "x")
        assert "5 claims with their verdicts" in one.shown
        assert "case-verdicts.csv" in one.shown
        await one.press("enter")
        path = one.case.path.with_name("case-verdicts.csv")
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["verdict"] for row in rows] == ["disputed", "", "", "", ""]
        assert one.status.startswith("5 claims exported to")


async def test_export_asks_before_it_overwrites(seat: Open) -> None:
    async with seat() as one:
        path = one.case.path.with_name("case-verdicts.csv")
        path.write_text("mine")
        await one.press("x", "enter")
        assert "case-verdicts.csv exists" in one.shown
        assert path.read_text() == "mine"
        await one.press("end", "x", "backspace", "enter")  # named anew: asked anew
        assert path.read_text() == "mine"
        await one.press("escape")
        assert path.read_text() == "mine"
        await one.press("x", "enter", "enter")
        assert path.read_text().startswith('"claim"')


async def test_export_to_a_place_that_is_none_says_so_and_goes_on_asking(seat: Open) -> None:
    async with seat() as one:
        await one.press("x")
        asked = one.desk.screen.query_one(Input)
        asked.value = ""
        await one.press("enter")
        assert asked.is_mounted
        asked.value = str(one.case.path.parent / "nowhere" / "out.csv")
        await one.press("enter")
        assert "there is no folder" in one.shown
        asked.value = str(one.case.path.parent / ("long" * 100))
        await one.press("enter")
        assert "too long" in one.shown
        asked.value = str(one.case.path)
        await one.press("enter", "enter")
        assert "the case itself" in one.shown
        assert len(one.verdicts) == 5


@pytest.mark.parametrize(
    ("name", "begins", "said"),
    [
        ("out.html", "<!doctype html>", "5 claims exported"),
        ("out.md", "# ", "5 claims exported"),
        ("out.jsonl", '{"record":"case"', "lines exported"),
        ("out.txt", '"claim"', "5 claims exported"),
    ],
)
async def test_the_name_of_the_file_says_the_format(seat: Open, name: str, begins: str, said: str) -> None:
    async with seat() as one:
        await one.press("x")
        path = one.case.path.with_name(name)
        one.desk.screen.query_one(Input).value = str(path)
        await one.press("enter")
        assert said in one.status
        assert path.read_text().lower().startswith(begins.lower())


async def test_what_was_said_off_the_record_is_left_out_and_that_is_told(seat: Open) -> None:
    async with seat(size=(120, 30)) as one:
        (known,) = casefile.source_list(one.case, "Quill")
        source = known.source
        casefile.rename_source(
            one.case,
            known.key,
            reviewer="Ann",
            name=source.name,
            type=source.type,
            role=None,
            affiliation=None,
            terms=Terms.OFF_RECORD,
        )
        await one.press("x", "enter")
        assert "off the record left out" in one.status
        assert "Quill" not in one.case.path.with_name("case-verdicts.csv").read_text()


async def test_an_export_can_be_stopped(seat: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    async with seat() as one:

        def slow(case: Case, form: str, path: Path, wanted: object = None, progress: object = None) -> int:
            one.desk.call_from_thread(one.desk.screen.action_cancel)  # type: ignore[attr-defined]
            progress(1000)  # type: ignore[operator]
            raise AssertionError("the export went on")

        monkeypatch.setattr(exporting, "write_file", slow)
        await one.press("x", "enter")
        assert one.status == "export stopped; nothing was written"
        assert not one.case.path.with_name("case-verdicts.csv").exists()


async def test_an_export_shows_how_far_it_is(seat: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    async with seat() as one:
        shown = []

        def slow(case: Case, form: str, path: Path, wanted: object = None, progress: object = None) -> int:
            progress(3000)  # type: ignore[operator]
            one.desk.call_from_thread(lambda: shown.append(one.desk.screen.query_one("#note").render()))
            return 5

        monkeypatch.setattr(exporting, "write_file", slow)
        await one.press("x", "enter")
        assert "3,000 of 5 rows" in str(shown)


async def test_help_lists_every_action_and_mark(seat: Open) -> None:
    async with seat(size=(110, 130)) as one:
        shown = await one.press("question_mark")
        for action in actions.ACTIONS:
            assert action.help in shown
        for mark in ("✓", "✗", "¶", "narrator"):
            assert mark in shown
        await one.press("question_mark")
        assert len(one.desk.screen_stack) == 1


async def test_an_action_that_is_clicked_in_the_help_is_done(seat: Open) -> None:
    async with seat(size=(110, 60)) as one:
        shown = await one.press("question_mark")
        line = next(n for n, text in enumerate(shown.splitlines()) if "disputed, and on to" in text)
        await one.pilot.click(offset=(40, line))  # type: ignore[attr-defined]
        await one.settled()
        assert len(one.desk.screen_stack) == 1
        assert one.verdicts[0] == "disputed"


async def test_help_scrolls_where_it_is_too_long(seat: Open) -> None:
    async with seat() as one:
        assert "narrator: the" not in await one.press("question_mark")
        shown = await one.press(*["space"] * 9, "k")
        assert "narrator: the" in shown


async def test_the_palette_does_what_the_registry_holds(seat: Open) -> None:
    async with seat(size=(100, 60)) as one:
        shown = await one.press("colon")
        assert "corroborated, and stay" in shown
        await one.press(*"disputed, and stay", "down", "enter")
        assert one.verdicts[0] == "disputed"
        assert one.position == 0


async def test_an_empty_case_says_how_to_add_an_article(seat: Open, tmp_path: Path) -> None:
    async with seat(case=case_of(tmp_path / "empty.db"), size=(120, 30)) as one:
        assert "no article yet" in one.shown
        assert "secondsource add" in one.shown
        for key in ("c", "a", "n", "j", "G", "right_square_bracket", "z", "1", "pagedown"):
            await one.press(key)
        assert not decided(one.case)
        with casefile.open_case(one.case.path) as other:
            other.close()
        case_of(one.case.path, "Ada Quill said: hello again.").close()
        shown = await one.press("R")
        assert "hello again" in shown
        assert "no article yet" not in shown


async def test_articles_without_claims_are_counted(seat: Open, tmp_path: Path) -> None:
    async with seat(case=case_of(tmp_path / "empty.db", "\n"), size=(120, 30)) as one:
        assert "1 articles, and no claim was found in them" in one.shown


async def test_a_case_that_can_only_be_read_refuses_marks_in_one_line(seat: Open) -> None:
    async with seat() as one:
        one.case.read_only = True
        await one.press("c")
        assert "can only be read here" in one.status
        assert one.verdicts[0] is None
        assert one.position == 0
        one.desk.workspace.follow()
        assert "read only" in await one.settled()
        await one.press("a")
        assert len(one.desk.screen_stack) == 1  # nothing is written that would be lost
        await one.press("z")
        assert "can only be read here" in one.status


async def test_a_case_that_can_only_be_read_is_not_made_ready_for_writing(seat: Open, tmp_path: Path) -> None:
    case = case_of(tmp_path / "case.db", "Ada Quill said: hello.")
    case.read_only = True
    async with seat(case=case) as one:
        assert "read only" in one.shown


async def test_a_terminal_that_shrinks_is_covered_until_it_grows(seat: Open) -> None:
    async with seat() as one:
        await one.pilot.resize_terminal(59, 24)  # type: ignore[attr-defined]
        assert "This terminal is 59x24." in await one.settled()
        await one.press("c")
        assert one.verdicts[0] is None
        await one.pilot.resize_terminal(80, 14)  # type: ignore[attr-defined]
        assert "The desk needs 60x15" in await one.settled()
        await one.pilot.resize_terminal(80, 24)  # type: ignore[attr-defined]
        shown = await one.settled()
        assert "Claims  1 of 5" in shown
        assert "needs" not in shown
        await one.press("a")
        await one.pilot.resize_terminal(100, 30)  # type: ignore[attr-defined]
        assert "Rationale" in await one.settled()


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (119, 30), (120, 30), (200, 60)])
async def test_every_size_shows_claim_source_article_and_progress(seat: Open, size: tuple[int, int]) -> None:
    async with seat(size=size) as one:
        await one.settled()  # a slow machine may not have painted all of it yet
        for text in ("Claims  1 of 5", "Ada Quill", "Article", "▎ Ada Quill said: the ferry", "0/5"):
            assert text in one.shown
        assert all(len(line) == size[0] for line in one.shown.splitlines())


async def test_without_colour_and_with_sixteen_the_marks_are_shapes(
    seat: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    case = case_of(tmp_path / "plain.db", "Ada Quill said: the ferry ran late.\nAda Quill said: it did not.")
    async with seat(case=case) as one:
        await one.press("c", "j")
        segments = [segment for strip in one.desk.screen._compositor.render_strips() for segment in strip]
        assert one.desk.native_ansi_color
        styles = {segment.text: segment.style for segment in segments if segment.style}
        assert styles["Ada Quill"].reverse
        assert styles["said"].italic
        content = next(style for text, style in styles.items() if text == "it did not.")
        assert content.bold
        assert content.underline
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("COLORTERM", raising=False)
    async with seat(case=casefile.open_case(tmp_path / "plain.db")) as one:
        assert one.desk.native_ansi_color


async def test_the_mouse_selects_opens_and_presses_hints(seat: Open) -> None:
    async with seat() as one:
        await one.pilot.click("#claims", offset=(10, 3))  # type: ignore[attr-defined]
        assert one.position == 2
        await one.pilot.click("#claims", offset=(10, 8))  # type: ignore[attr-defined]
        assert one.position == 2  # no claim there
        await one.pilot.click("#claims", offset=(10, 2), times=2)  # type: ignore[attr-defined]
        await one.settled()
        assert one.position == 1
        assert one.desk.focused is one.desk.workspace.article
        await one.press("escape")
        await one.pilot.click("Hints", offset=(2, 0))  # type: ignore[attr-defined]
        await one.settled()
        assert one.verdicts[1] == "corroborated"


async def test_a_click_on_another_claim_of_the_source_goes_there(seat: Open) -> None:
    async with seat(size=(120, 40)) as one:
        line = next(n for n, line in enumerate(one.desk.workspace.source._lines) if line.claim)
        await one.pilot.click("#source", offset=(6, line + 1))  # type: ignore[attr-defined]
        await one.settled()
        assert one.position == 2
        await one.pilot.click("#source", offset=(6, 1))  # type: ignore[attr-defined]
        await one.settled()
        assert one.position == 2


async def test_what_the_case_refuses_is_said_in_the_status_line(seat: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise UnusableInput("the disk is full: nothing was changed")

    async with seat() as one:
        monkeypatch.setattr(casefile, "mark", full)
        shown = await one.press("c")
        assert "! the disk is full: nothing was changed" in shown
        assert one.position == 0
        assert one.desk.review.last is None


async def test_a_source_with_many_claims_says_how_many_more(seat: Open, many: str) -> None:
    async with seat(many, size=(120, 60)) as one:
        assert "59 other claims" in one.shown
        assert "and 39 more" in one.shown


async def test_narrators_and_unknown_sources_have_their_words(seat: Open) -> None:
    async with seat("The pier was closed.\n said: nobody knows.", size=(130, 24)) as one:
        assert "The article’s own voice" in one.shown
        assert "the article " in one.shown.splitlines()[2]
        await one.press("u")
        assert one.verdicts[0] == Verdict.UNVERIFIED
