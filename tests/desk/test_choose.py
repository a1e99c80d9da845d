"""The window to choose one of several."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from desk.test_filter_window import SIZES, Person
from desk.test_hostile import HOSTILE, unsafe
from secondsource.desk.screens.choose import LETTERS, Choose

ORDERS = [
    ("r", "reading order", "as the articles have them"),
    ("w", "check-worthiness", "what is worth checking first"),
    ("", "a rare one", "without a letter"),
]


@asynccontextmanager
async def choosing(
    *options: tuple[str, str, str], size: tuple[int, int] = (80, 24), now: int = 0
) -> AsyncIterator[Person]:
    one = Person()
    one.app.make = lambda: Choose("Sort by", options or ORDERS, now)
    async with one.app.run_test(size=size) as one.pilot:
        await one.pilot.pause()
        yield one


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("keys", "result"),
    [
        (["enter"], 1), (["j", "enter"], 2), (["k", "enter"], 0), (["down", "down", "enter"], 0),
        (["up", "enter"], 0), (["w"], 1), (["r"], 0), (["x", "escape"], None),
    ],
)  # fmt: skip
async def test_keys(size: tuple[int, int], keys: list[str], result: int | None) -> None:
    async with choosing(size=size, now=1) as one:
        shown = await one.press("f")
        assert "Sort by" in shown
        assert "▪ w check-worthiness" in shown
        assert "what is worth checking first" in shown
        await one.press(*keys)
        assert one.app.results == [result]
        assert one.app.at_the_desk == 0


async def test_keys_typed_in_one_go_are_handled_in_their_order() -> None:
    async with choosing() as one:
        await one.typed_at_once("f", "w", "j", "f", "j", "j", "enter", "j")
        assert one.app.results == [1, 2]
        assert one.app.at_the_desk == 2


async def test_a_click_chooses() -> None:
    async with choosing() as one:
        await one.press("f")
        await one.click("a rare one")
        assert one.app.results == [2]


async def test_more_than_fit_scroll() -> None:
    many = [(letter, f"the order called {letter}", "x" * 200) for letter in LETTERS]
    async with choosing(*many, size=(60, 15)) as one:
        assert "called 0" in await one.press("f")
        shown = await one.press("k")
        assert f"called {LETTERS[-1]}" in shown
        assert {strip.cell_length for strip in one.app.screen._compositor.render_strips()} == {60}
        await one.press("enter")
        assert one.app.results == [len(many) - 1]


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_options_are_shown_harmless(size: tuple[int, int]) -> None:
    async with choosing(*(("", text, text) for text in HOSTILE), size=size) as one:
        shown = [await one.press("f")]
        for _ in HOSTILE:
            shown.append(await one.press("j"))
        assert not unsafe("".join(shown))
        assert "[bold]not bold[/]" in "".join(shown)
