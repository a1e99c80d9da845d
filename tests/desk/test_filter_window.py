"""The filter's window, in an app that opens it as the desk does."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.events import Key, Paste
from textual.pilot import Pilot
from textual.widgets import Input, Static

from desk.test_hostile import HOSTILE, unsafe
from secondsource import desk
from secondsource.casefile import Filter
from secondsource.desk.filtering import parse, write
from secondsource.desk.screens import offers
from secondsource.desk.screens.dialog import Dialog
from secondsource.desk.screens.filter import FilterWindow
from secondsource.desk.theme import DARK, SIXTEEN
from secondsource.model import Kind, Stopped, UnusableInput

SIZES = [(60, 15), (120, 36)]
SOURCES = [("Ada Quill", 1204), ("a deckhand", 37), ('the "Gull"', 3), ("Marl", 1)]
NAMES = {" ": "space", "\t": "tab", '"': "quotation_mark"}


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, Tab waits for the values."""
    monkeypatch.setattr(offers, "_PATIENCE", 60.0)


def facets(what: str, prefix: str) -> list[tuple[str, int]]:
    if what == "source":
        return [one for one in SOURCES if prefix.lower() in one[0].lower()]
    return [("open", 5), ("corroborated", 2)] if what == "verdict" else []


class Tables(App[None]):
    """Opens the window at f and counts the j that reach it."""

    CSS_PATH = Path(desk.__file__).parent / "desk.tcss"
    BINDINGS: ClassVar = [
        Binding("f", "filter", priority=True),
        Binding("j,down,enter,tab,ctrl+d,ctrl+s,escape", "desk", priority=True),
    ]

    def __init__(self, make: Callable[[], Dialog], theme: str) -> None:
        super().__init__()
        for look in (DARK, SIXTEEN):
            self.register_theme(look)
        self.theme = theme
        self.make = make
        self.at_the_desk = 0
        self.results: list[object] = []

    def compose(self) -> ComposeResult:
        yield Static("the desk")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return len(self.screen_stack) == 1 if action in {"filter", "desk"} else True

    async def action_filter(self) -> None:
        window = self.make()
        await self.push_screen(window, self.results.append)
        if window.focused is None and window.focus_chain:
            window.set_focus(window.focus_chain[0])

    def action_desk(self) -> None:
        self.at_the_desk += 1


class Person:
    """Someone at the window, and what the window asked for."""

    def __init__(self, **given: object) -> None:
        self.applied: list[Filter] = []
        self.refusal = ""
        self.saved: dict[str, str] = {"open ones": "is:open", "the mayor": 'source:"Ada Quill" kind:direct'}
        wanted = given.pop("wanted", Filter())
        theme = str(given.pop("theme", DARK.name))
        asked = {"facets": facets, "count": lambda wanted: 1204 if wanted else 5000} | given
        keep = {"saved": self.saved, "save": self.saved.__setitem__, "forget": self.saved.__delitem__}

        def apply(wanted: Filter) -> str:
            self.applied.append(wanted)
            return self.refusal

        self.app = Tables(lambda: FilterWindow(wanted, apply, **(keep | asked)), theme)  # type: ignore[arg-type]
        self.pilot: Pilot[None]

    async def press(self, *keys: str) -> str:
        await self.pilot.press(*(NAMES.get(key, key) for key in keys))
        return await self.settled()

    async def typed_at_once(self, *keys: str) -> str:
        """All keys reach the app before it handles the first one."""
        for key in keys:
            character = key if len(key) == 1 else {"enter": "\r", "tab": "\t"}.get(key)
            self.app.post_message(Key(NAMES.get(key, key), character))
        await self.pilot.pause()
        return await self.settled()

    async def settled(self) -> str:
        for _ in range(3):  # an answer may ask the next question
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()
        return self.shown

    async def click(self, text: str) -> str:
        """Click where this text is shown."""
        for y, line in enumerate(self.shown.splitlines()):
            if text in line:
                await self.pilot.click(offset=(line.index(text) + 1, y))
                return await self.settled()
        raise AssertionError(f"{text} is not shown")

    @property
    def shown(self) -> str:
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    @property
    def line(self) -> str:
        return self.app.screen.query(Input).first().value

    @property
    def window(self) -> FilterWindow:
        assert isinstance(self.app.screen, FilterWindow)
        return self.app.screen

    @property
    def is_open(self) -> bool:
        return len(self.app.screen_stack) > 1


@asynccontextmanager
async def person(*, size: tuple[int, int] = (80, 24), **given: object) -> AsyncIterator[Person]:
    one = Person(**given)
    async with one.app.run_test(size=size) as one.pilot:
        await one.pilot.pause()
        yield one


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_line_offers_the_fields_and_the_saved_filters(size: tuple[int, int]) -> None:
    async with person(size=size) as one:
        shown = await one.press("f")
        for text in ("Saved filters", "open ones  is:open", "source:", "who said it", "source:quill", "5,000 claims"):
            assert text in shown
        for text in ("Enter shows", "Tab completes", "Ctrl-s saves", "Esc leaves"):
            assert text in shown


@pytest.mark.parametrize("size", SIZES)
async def test_a_filter_is_written_completed_and_applied(size: tuple[int, int]) -> None:
    async with person(size=size) as one:
        shown = await one.press("f", *"source:a")
        assert "1,204  Ada Quill" in shown
        assert "37  a deckhand" in shown
        await one.press("tab")
        assert one.line == 'source:"Ada Quill" '
        shown = await one.press(*"kind:dir")
        assert "1,204 claims · only direct · source “Ada Quill”" in shown
        await one.press("enter")
        assert one.applied == [Filter(source="Ada Quill", kind=Kind.DIRECT)]
        assert not one.is_open
        assert one.app.at_the_desk == 0


async def test_all_keys_typed_in_one_go_are_handled_in_their_order() -> None:
    async with person() as one:
        await one.typed_at_once("f", *"source:gu", "tab", *"is:op", "enter", "j", "j")
        assert one.applied == [Filter(source='the "Gull"', verdict="open")]
        assert not one.is_open
        assert one.app.at_the_desk == 2


async def test_tab_typed_ahead_waits_for_the_values() -> None:
    gate = threading.Event()

    def slow(what: str, prefix: str) -> list[tuple[str, int]]:
        gate.wait(30)
        return facets(what, prefix)

    async with person(facets=slow) as one:
        threading.Timer(0.1, gate.set).start()
        await one.typed_at_once("f", *"source:deck", "tab", "enter")
        assert one.applied == [Filter(source="a deckhand")]


async def test_typing_goes_on_while_values_are_looked_up_and_the_latest_question_wins() -> None:
    gate = threading.Event()
    asked: list[str] = []

    def slow(what: str, prefix: str) -> list[tuple[str, int]]:
        asked.append(prefix)
        assert gate.wait(30)
        return [(f"found for {prefix}", 7)]

    async with person(facets=slow) as one:
        await one.pilot.press("f", *"source:abcd")
        await one.pilot.pause()
        assert one.line == "source:abcd"
        assert "looking" in one.shown
        gate.set()
        shown = await one.settled()
        assert asked == ["", "abcd"]  # one at a time: those between were never asked
        assert "7  found for abcd" in shown
        assert '"found for "' not in shown


async def test_what_was_looked_up_once_is_not_asked_again() -> None:
    asked: list[str] = []

    def noted(what: str, prefix: str) -> list[tuple[str, int]]:
        asked.append(prefix)
        return facets(what, prefix)

    async with person(facets=noted) as one:
        for key in ("f", *"source:a", "backspace", "a"):
            await one.press(key)
        assert asked == ["", "a"]


async def test_the_count_is_of_the_line_as_it_stands_and_the_latest_wins() -> None:
    gate = threading.Event()
    asked: list[Filter] = []

    def slow(wanted: Filter) -> int:
        asked.append(wanted)
        assert gate.wait(30)
        return len(wanted.words or "")

    async with person(count=slow) as one:
        await one.pilot.press("f", *"ferry")
        await one.pilot.pause()
        gate.set()
        assert "5 claims · “ferry”" in await one.settled()
        assert asked == [Filter(), Filter(words="ferry")]
        assert "1 claim ·" in await one.press(*["backspace"] * 4)
        assert "0 claims" not in await one.press("backspace")


async def test_values_of_a_fixed_list_are_there_at_once_with_their_numbers_later() -> None:
    async with person(facets=None) as one:
        shown = await one.press("f", *"is:")
        assert all(word in shown for word in ("open", "conflict", "corroborated", "disputed", "unverified"))
        await one.press("d", "tab", "enter")
        assert one.applied == [Filter(verdict="disputed")]
    async with person() as one:
        shown = await one.press("f", *"verdict:")
        assert "5  open" in shown
        assert "0  disputed" in shown


async def test_dates_are_explained() -> None:
    async with person() as one:
        assert "that month" in await one.press("f", *"date:")
        await one.press("down", "tab", *"2021-06", "enter")
        assert one.applied[0].until is not None


async def test_down_chooses_and_enter_takes_what_was_chosen() -> None:
    async with person() as one:
        await one.press("f", *"source:", "down", "down", "enter")
        assert one.applied == [Filter(source="a deckhand")]
    async with person() as one:
        await one.press("f", *"so", "down", "enter")
        assert one.line == "source:"  # a field needs a value first
        assert one.is_open
        await one.press("up", "enter")
        assert one.applied == [Filter(source="Marl")]


async def test_what_was_chosen_stays_chosen_when_the_values_come_anew() -> None:
    async with person() as one:
        await one.press("f", *"is:", "down", "down")
        one.window._list.renew()
        await one.press("enter")
        assert one.applied == [Filter(verdict="conflict")]


async def test_a_saved_filter_takes_the_place_of_the_line() -> None:
    async with person(wanted=Filter(words="ferry")) as one:
        await one.press("f", *"mayor", "tab")
        assert one.line == 'source:"Ada Quill" kind:direct '
        await one.press("enter")
        assert one.applied == [Filter(source="Ada Quill", kind=Kind.DIRECT)]


async def test_a_word_that_begins_no_field_is_kept_when_a_field_is_taken() -> None:
    async with person() as one:
        await one.press("f", *"ferry")
        await one.click("outlet:")
        assert one.line == "ferry outlet:"


async def test_a_fault_keeps_the_window_open_with_the_line() -> None:
    async with person() as one:
        shown = await one.press("f", *"kind:drect", "enter")
        assert "! kind: is one of direct" in shown
        assert (one.is_open, one.line, one.applied) == (True, "kind:drect", [])
        one.refusal = "nothing found"
        shown = await one.press(*["backspace"] * 4, *"irect", "enter")
        assert "! nothing found" in shown
        assert (one.is_open, one.line) == (True, "kind:direct")
        one.refusal = ""
        await one.press("enter")
        assert not one.is_open


async def test_a_fault_of_the_case_is_told() -> None:
    def broken(*asked: object) -> list[tuple[str, int]]:
        raise UnusableInput("the case is gone: open it anew")

    async with person(facets=broken, count=broken) as one:
        assert "! the case is gone: open it anew" in await one.press("f", *"source:a")
        await one.press("enter")
        assert one.applied == [Filter(source="a")]


async def test_an_answer_that_was_stopped_is_none() -> None:
    def stopped(*asked: object) -> list[tuple[str, int]]:
        raise Stopped("stopped")

    async with person(facets=stopped, count=stopped) as one:
        assert "source “a”" in await one.press("f", *"source:a", "tab", "down")
        await one.press("enter")
        assert one.applied == [Filter(source="a")]


async def test_the_window_opens_with_the_filter_in_force_and_goes_on_behind_it() -> None:
    async with person(wanted=Filter(verdict="open", source="Ada Quill")) as one:
        await one.press("f")
        assert one.line == 'is:open source:"Ada Quill" '
        shown = one.shown
        assert "kind:" in shown
        assert "is:open  " not in shown.split("Saved filters")[0]
        await one.press(*"pier", "enter")
        assert one.applied == [Filter(words="pier", verdict="open", source="Ada Quill")]


async def test_an_empty_line_asks_for_all_claims() -> None:
    async with person(wanted=Filter(verdict="open")) as one:
        await one.press("f", "ctrl+u", "enter")
        assert one.applied == [Filter()]


async def test_escape_leaves_and_asks_first_where_something_would_be_lost() -> None:
    async with person(wanted=Filter(verdict="open")) as one:
        await one.press("f", "escape")
        assert not one.is_open
        assert "Not in force yet" in await one.press("f", "x", "escape")
        assert "Not in force yet" in await one.press("y", "escape")  # more was written: it asks again
        await one.press("escape")
        assert not one.is_open
        assert one.applied == []
        assert one.app.at_the_desk == 0


async def test_a_filter_is_saved_under_a_name_replaced_and_forgotten() -> None:
    async with person() as one:
        shown = await one.press("f", *"ferry", "ctrl+s")
        assert "a name to save it under" in shown
        assert "give it a name" in await one.press("enter")
        shown = await one.press(*"boats", "enter")
        assert "saved as “boats”" in shown
        assert one.saved["boats"] == "ferry"
        assert one.line == "ferry"
        shown = await one.press(*" kind:direct", "ctrl+s", *"boats", "enter")
        assert "once more replaces it" in shown
        assert one.saved["boats"] == "ferry"
        await one.press("enter")
        assert one.saved["boats"] == "kind:direct ferry"
        await one.press("ctrl+u", "down", "down", "down")
        assert "Delete once more forgets “boats”" in await one.press("delete")
        assert "boats" in one.saved
        shown = await one.press("ctrl+d")
        assert "“boats” is forgotten" in shown
        assert "boats" not in one.saved
        assert "boats  " not in shown
        assert one.app.at_the_desk == 0


async def test_a_question_counts_only_for_the_key_right_after_it() -> None:
    async with person() as one:
        await one.press("f", "down", "delete", "down", "up", "delete")
        assert set(one.saved) == {"open ones", "the mayor"}


async def test_delete_deletes_in_the_line_where_no_saved_filter_is_chosen() -> None:
    async with person() as one:
        await one.press("f", *"abc", "home", "delete", "ctrl+d")
        assert one.line == "c"
        await one.press("ctrl+s", *"xy", "home", "delete", "enter")
        assert one.saved["y"] == "c"


async def test_only_a_filter_without_fault_is_saved_and_escape_goes_back_to_the_line() -> None:
    async with person() as one:
        assert "write a filter first" in await one.press("f", "ctrl+s")
        assert "date: is a day" in await one.press(*"date:x", "ctrl+s")
        await one.press("ctrl+u", *"ferry", "ctrl+s", *"na", "escape", *"man")
        assert one.line == "ferryman"
        await one.press("ctrl+s", "m", "e", "enter")
        assert one.saved["name" if "name" in one.saved else "me"] == "ferryman"
        assert "name" in one.saved  # what was typed of the name was kept


async def test_what_can_not_be_saved_or_forgotten_is_told_and_nothing_is_lost() -> None:
    def refuse(*given: str) -> None:
        raise UnusableInput("the folder can't be written: make room")

    async with person(save=refuse, forget=refuse) as one:
        assert "! the folder can't be written" in await one.press("f", *"ferry", "ctrl+s", "x", "enter")
        await one.press("escape")
        assert one.line == "ferry"
        await one.press("ctrl+u", "down", "delete")
        assert "! the folder can't be written" in await one.press("delete")
        assert "open ones" in one.shown


VALUES = [text for text in HOSTILE if text.strip()]


@pytest.mark.parametrize(("size", "theme"), [((60, 15), DARK.name), ((120, 36), SIXTEEN.name)])
async def test_hostile_values_are_shown_harmless_and_mean_what_they_are(size: tuple[int, int], theme: str) -> None:
    async with person(facets=lambda what, prefix: [(value, 3) for value in VALUES], size=size, theme=theme) as one:
        shown = await one.press("f", *"source:")
        for place, value in enumerate(VALUES):
            one.window._list.highlighted = place
            shown += await one.settled()
            assert {strip.cell_length for strip in one.app.screen._compositor.render_strips()} == {size[0]}
            one.refusal = "nothing found"  # the window stays open
            shown += await one.press("enter")
            assert one.applied[-1] == Filter(source=value)
            one.window._line.value = "source:"
            shown += await one.settled()
        assert not unsafe(shown)
        assert "[bold]not bold[/]" in shown
        await one.press("down", "tab", "ctrl+s", "x", "enter")
        assert parse(one.saved["x"]) == Filter(source=VALUES[0])  # the true text is saved


async def test_hostile_filters_in_force_and_saved_keep_their_true_text() -> None:
    in_force = Filter(source=VALUES[0], outlet=f"an {VALUES[5]}", channel="a\nb")
    async with person(wanted=in_force, saved={value: f"x {write(Filter(channel=value))}" for value in VALUES}) as one:
        one.refusal = "nothing found"
        shown = await one.press("f", "enter")
        assert one.applied == [in_force]
        for place, value in enumerate(VALUES, start=1):
            one.window._line.value = ""
            await one.settled()
            one.window._list.highlighted = place
            shown += await one.press("enter")
            assert one.applied[-1] == Filter(words="x", channel=value)
        assert not unsafe(shown)


async def test_what_is_pasted_is_safe_and_one_line() -> None:
    async with person() as one:
        await one.press("f")
        one.app.screen.query(Input).first().post_message(Paste("fer\x1b]0;x\x07ry\nmore\u202e"))
        assert not unsafe(await one.settled())
        await one.press("enter")
        assert one.applied


@pytest.mark.parametrize("size", SIZES)
async def test_the_mouse_does_it_too(size: tuple[int, int]) -> None:
    async with person(size=size) as one:
        await one.press("f")
        await one.click("who said it")
        assert one.line == "source:"
        await one.click("a deckhand")
        assert one.line == 'source:"a deckhand" '
        await one.press(*"is:o")  # the line still has the keys
        await one.click("completes")
        assert one.line == 'source:"a deckhand" is:open '
        await one.click("saves")
        await one.press("x")
        await one.click("saves")
        assert one.saved["x"] == 'is:open source:"a deckhand"'
        await one.click("shows")
        assert one.applied == [Filter(source="a deckhand", verdict="open")]
        await one.press("f")
        await one.click("leaves")
        assert not one.is_open


async def test_the_cursor_says_what_is_completed() -> None:
    async with person() as one:
        await one.press("f", *"source:a ferry", "home", "right", "right")
        assert "1,204  Ada Quill" in one.shown
        await one.press("tab")
        assert one.line == 'source:"Ada Quill" ferry'
        await one.press(*"is:d", "tab")  # "is:dferry": nothing fits, so nothing is taken
        assert one.line == 'source:"Ada Quill" is:dferry'
        await one.press("space", "left", "tab")
        assert one.line == 'source:"Ada Quill" is:disputed ferry'


@pytest.mark.parametrize("theme", [DARK.name, SIXTEEN.name])
async def test_what_is_chosen_can_be_seen(theme: str) -> None:
    async with person(theme=theme) as one:
        await one.press("f", *"source:", "down")
        strips = one.app.screen._compositor.render_strips()
        chosen, other = (
            next(segment for strip in strips for segment in strip if name in segment.text)
            for name in ("Ada Quill", "a deckhand")
        )
        assert chosen.style is not None
        assert other.style is not None
        assert (chosen.style.bold, chosen.style.underline) != (other.style.bold, other.style.underline)
