"""The windows in which sources are corrected and joined, and what all windows of correcting have in common."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from textual import events
from textual.widgets import Input

from desk.test_editing_windows import HOSTILES, SIZES, Opened, editor, table
from desk.test_hostile import HOSTILE, unsafe
from secondsource.casefile import Known
from secondsource.desk.screens.confirm import Confirm
from secondsource.desk.screens.dialog import Dialog
from secondsource.desk.screens.join_sources import JoinSources
from secondsource.desk.screens.source_editor import SourceEditor
from secondsource.desk.widgets.choice import Choice
from secondsource.model import Refused, Source, SourceType, Span, Terms, UnusableInput

QUILL = Source("Ada Quill", SourceType.NAMED, role="mayor")


def known(source: Source, claims: int = 1, key: str = "key", *, more: bool = False) -> Known:
    return Known(key, source, None, claims, more)


LIST = [
    known(Source("Ada Quill", SourceType.NAMED, affiliation="Town of Marl"), 12, "quill"),
    known(Source("the mayor", SourceType.UNNAMED), 3, "mayor"),
    known(Source("Mayor Quill", SourceType.NAMED), 1, "mayor-q"),
]


def found(words: str) -> list[Known]:
    return [one for one in LIST if any(part.startswith(words.lower()) for part in one.source.name.lower().split())]


@pytest.mark.parametrize("refusal", [UnusableInput("the disk is full"), Refused("nothing would change")])
async def test_what_is_refused_keeps_its_window(refusal: Exception) -> None:
    windows: list[tuple[Callable[[Opened], Dialog], list[str]]] = [
        (editor, ["full_stop", "enter"]),
        (lambda one: SourceEditor(known(QUILL), [], one.record), ["x", "enter"]),
        (lambda one: JoinSources(LIST[0], lambda _: LIST, one.record), ["enter", "enter"]),
        (lambda one: Confirm("Remove", "Remove it?", lambda: one.record(None)), ["y"]),
    ]
    for window, keys in windows:
        async with table() as one:
            one.refusal = refusal
            await one.open(window(one))
            assert str(refusal) in await one.press(*keys)
            assert not one.app.left
            one.refusal = None
            await one.press("enter")
            assert one.app.left == ["recorded"]


async def test_hostile_texts_in_the_windows_of_sources_are_shown_harmless() -> None:
    for text in HOSTILES:
        async with table() as one:
            entry = Source(text, SourceType.NAMED, text, text)
            await one.open(SourceEditor(known(entry), HOSTILE, one.record))
            assert not unsafe(one.shown)
            await one.press("down", "end", "x", "enter")
            made, _ = one.recorded
            assert isinstance(made, Source)
            assert made.name == entry.name  # what was not touched stays, shown safe or not
            other = known(entry, key="other")
            await one.open(JoinSources(known(entry), lambda _: [other], one.record))  # noqa: B023
            assert not unsafe(await one.press("enter"))
            await one.press("enter")
            await one.open(Confirm(text, text, lambda: ""))
            assert not unsafe(one.shown)


async def test_a_source_is_corrected_field_by_field() -> None:
    async with table() as one:
        await one.open(SourceEditor(known(QUILL, 12), ["Ada Quill", "the mayor", "the mayor"], one.record))
        assert "all 12 claims of this source" in one.shown
        assert one.shown.count("“the mayor”") == 1
        await one.type("end")
        await one.press("tab", *" of Marl", "tab", *"Town", "tab", "u", "right", "tab", "o", "o", "enter")
        assert one.recorded == [
            Source("Ada Quillend", SourceType.INSTITUTION, "mayor of Marl", "Town"),
            Terms.BACKGROUND,
        ]
        assert one.app.left == ["recorded"]


async def test_every_mention_can_be_seen_by_keys() -> None:
    async with table((60, 15)) as one:
        await one.open(SourceEditor(known(QUILL), [f"mention {n}" for n in range(9)], one.record))
        assert "mention 0" in one.shown
        assert "mention 8" not in one.shown
        assert "mention 8" in await one.press(*["pagedown"] * 9)
        assert "mention 0" in await one.press(*["pageup"] * 9)


async def test_keys_typed_ahead_reach_the_field_they_were_typed_for() -> None:
    async with table() as one:
        await one.open(SourceEditor(known(Source("Ada", SourceType.UNNAMED)), [], one.record))
        await one.type(" Quill")
        one.app.post_message(events.Key("tab", None))
        await one.type("mayor")
        one.app.post_message(events.Key("tab", None))
        one.app.post_message(events.Key("tab", None))
        await one.type("i\n")
        await one.settled()
        assert one.recorded == [Source("Ada Quill", SourceType.INSTITUTION, "mayor"), None]


async def test_a_source_keeps_a_name_and_its_window_what_was_typed() -> None:
    async with table((60, 15)) as one:
        await one.open(SourceEditor(known(Source("Q", SourceType.NAMED)), [], one.record))
        assert "a source needs a name" in await one.press("backspace", "enter")
        assert "Not recorded yet" in await one.press("escape")
        await one.press("y", "escape", "x", "escape", "escape")
        assert one.app.left == [None]
        await one.open(SourceEditor(known(QUILL), [], one.record))
        await one.press("shift+tab")
        assert isinstance(one.app.screen.focused, Choice)
        await one.press("shift+tab", "shift+tab", "shift+tab", "shift+tab")
        assert isinstance(one.app.screen.focused, Input)
        await one.press("enter")
        assert one.app.left == [None, None]
        assert not one.recorded


async def test_a_type_is_chosen_by_the_mouse() -> None:
    async with table() as one:
        await one.open(SourceEditor(known(QUILL), [], one.record))
        y, line = next((y, line) for y, line in enumerate(one.shown.splitlines()) if "document" in line)
        await one.pilot.click(offset=(line.index("document"), y))
        await one.press("enter")
        assert one.recorded == [Source("Ada Quill", SourceType.DOCUMENT, "mayor"), None]


async def test_sources_are_joined_under_the_name_that_stays() -> None:
    async with table((110, 24)) as one:
        await one.open(JoinSources(LIST[0], found, one.record))
        shown = await one.settled()
        assert "unnamed, 3 claims" in shown
        assert "Ada Quill (12 claims): which other" in shown
        await one.press(*"mayor", "tab", "down", "tab")
        assert "  + the mayor" in one.shown
        assert "▸+ Mayor Quill" in one.shown
        assert "Ada Quill stays as the name of “the mayor” (3), “Mayor Quill” (1) too: 16 claims" in one.shown
        assert "the mayor stays as" in await one.press("ctrl+n")
        await one.press("tab")  # the second one is put back
        assert "the mayor stays as the name of “Ada Quill” (12) too: 15 claims" in one.shown
        await one.press("enter")
        assert one.recorded == [["quill", "mayor"], "mayor"]


async def test_enter_takes_what_was_typed_ahead_and_shows_it_before_it_records() -> None:
    async with table() as one:
        await one.open(JoinSources(LIST[0], found, one.record))
        await one.type("mayor q")
        await one.type("\n")
        shown = await one.settled()
        assert not one.recorded
        assert "no other source is called “mayor q”" in shown
        for _ in "mayor q":
            await one.press("backspace")
        await one.type("the")
        await one.type("\n")
        await one.settled()
        assert "Enter once more records it" in one.shown
        assert "Not recorded yet" in await one.press("escape")
        await one.press("enter")
        assert one.recorded == [["quill", "mayor"], "quill"]


async def test_a_slow_search_loses_no_key_and_the_latest_wins() -> None:
    go = threading.Event()
    asked: list[str] = []

    def slow(words: str) -> list[Known]:
        asked.append(words)
        go.wait(10)
        return found(words)

    async with table() as one:
        await one.open(JoinSources(LIST[0], slow, one.record))
        await one.type("mayo")
        await one.pilot.pause()
        assert one.app.screen.query_one(Input).value == "mayo"
        go.set()
        shown = await one.settled()
        assert asked[-1] == "mayo"
        assert len(asked) < 5
        assert "the mayor" in shown
        assert "Mayor Quill" in shown


async def test_a_search_that_fails_says_so() -> None:
    def fails(_: str) -> list[Known]:
        raise UnusableInput("the case is busy")

    async with table() as one:
        await one.open(JoinSources(LIST[0], fails, one.record))
        assert "the case is busy" in await one.settled()
        await one.press("down", "tab", "enter", "escape")
        assert one.app.left == [None]


@pytest.mark.parametrize(("key", "left"), [("y", "recorded"), ("enter", "recorded"), ("n", None), ("escape", None)])
async def test_a_question_is_answered(key: str, left: str | None) -> None:
    async with table((60, 15)) as one:
        await one.open(Confirm("Remove a claim", "Remove “[b]the ferry”?", lambda: one.record(None), "removes it"))
        assert "Remove “[b]the ferry”?" in one.shown
        assert "Enter removes it" in one.shown
        await one.press(key)
        assert one.app.left == [left]


@pytest.mark.parametrize("size", SIZES)
async def test_every_window_fits_the_terminal(size: tuple[int, int]) -> None:
    async with table(size) as one:
        for window in (
            SourceEditor(known(QUILL, 12), [f"mention {n}" for n in range(20)], one.record),
            JoinSources(LIST[0], found, one.record),
            Confirm("Remove a claim", "Remove it? " * 30, lambda: ""),
            editor(one, claim=None, selection=Span(0, 8)),
        ):
            await one.open(window)
            shown = await one.settled()
            assert "Enter" in shown
            assert "Esc" in shown
            assert all(len(line) == size[0] for line in shown.splitlines())
            await one.press("escape")
