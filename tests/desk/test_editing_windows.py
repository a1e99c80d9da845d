"""The window in which claims are corrected, in an app that shows nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot

import secondsource.desk
from desk.test_editing import STORY, at, usable
from desk.test_hostile import HOSTILE, unsafe
from secondsource.casefile import Described
from secondsource.desk.editing import Edited
from secondsource.desk.screens.claim_editor import ClaimEditor
from secondsource.desk.screens.dialog import Dialog
from secondsource.desk.theme import DARK, SIXTEEN
from secondsource.desk.widgets.key_hints import KeyHints
from secondsource.desk.widgets.text_picker import TextPicker
from secondsource.model import Kind, Source, SourceType

CLAIM = Described(
    content=(at("“The ferry ran late,”"),),
    source=(at("Ada Quill"),),
    cue=(at("said"),),
    kind=Kind.DIRECT,
    speaker=Source("Ada Quill", SourceType.NAMED),
)
HOSTILES = ["".join(HOSTILE[:9]), "".join(HOSTILE[9:19]), "".join(HOSTILE[19:])]
SIZES = [(60, 15), (80, 24), (200, 60)]


class Table(App[None]):
    """An app with the desk's looks and nothing on it."""

    CSS_PATH = Path(secondsource.desk.__file__).with_name("desk.tcss")

    def __init__(self, theme: str = DARK.name) -> None:
        super().__init__()
        self.animation_level = "none"
        self.register_theme(DARK)
        self.register_theme(SIXTEEN)
        self.theme = theme
        self.left: list[str | None] = []


class Opened:
    """One window, whoever sits before it, and what it was left with."""

    def __init__(self, app: Table, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self.recorded: list[object] = []
        self.refusal: Exception | None = None

    def record(self, *what: object) -> str:
        if self.refusal:
            raise self.refusal
        self.recorded += what
        return "recorded"

    async def open(self, window: Dialog) -> None:
        await self.app.push_screen(window, self.app.left.append)
        if window.focused is None and window.focus_chain:
            window.set_focus(window.focus_chain[0])
        await self.pilot.pause()

    async def press(self, *keys: str) -> str:
        await self.pilot.press(*keys)
        return await self.settled()

    async def settled(self) -> str:
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()
        return self.shown

    @property
    def shown(self) -> str:
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    @property
    def picker(self) -> TextPicker:
        return self.app.screen.query_one(TextPicker)

    async def type(self, text: str) -> None:
        """Type without waiting for the screen between keys."""
        for character in text:
            key = {" ": "space", "\n": "enter"}.get(character, character)
            self.app.post_message(events.Key(key, character if character != "\n" else None))


@asynccontextmanager
async def table(size: tuple[int, int] = (80, 24), theme: str = DARK.name) -> AsyncIterator[Opened]:
    app = Table(theme)
    async with app.run_test(size=size) as pilot:
        yield Opened(app, pilot)


def editor(one: Opened, text: str = STORY, claim: Described | None = CLAIM, **more: object) -> ClaimEditor:
    return ClaimEditor(text, "The Marl Gazette, The ferry", claim, one.record, **more)  # type: ignore[arg-type]


def recorded(one: Opened) -> Edited:
    (edited,) = one.recorded
    assert isinstance(edited, Edited)
    return edited


async def reach(one: Opened, words: str) -> None:
    """Put the caret on words, as a reviewer who jumps there."""
    one.picker.go(one.picker.text.index(words))
    await one.pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_the_editor_shows_the_claim_in_its_article_and_as_it_will_stand(size: tuple[int, int]) -> None:
    async with table(size) as one:
        await one.open(editor(one))
        for text in (
            "Correct the claim",
            "▸▎",
            "“Ada Quill”",
            "said",
            "content   “The ferry ran late,” ",
            "direct",
            "Enter",
        ):
            assert text in one.shown
        assert all(len(line) == size[0] for line in one.shown.splitlines())


async def test_the_content_is_corrected_by_keys() -> None:
    async with table() as one:
        await one.open(editor(one))
        await reach(one, "the crew")
        await one.press("v", "w", "w", "w", "t", "enter")
        edited = recorded(one)
        assert edited.act == "edit"
        assert edited.drafts[0].words("content") == "the crew went h"  # the caret's own character belongs to it
        assert one.app.left == ["recorded"]


async def test_a_selection_grows_and_becomes_source_cue_or_a_further_piece() -> None:
    async with table() as one:
        await one.open(editor(one))
        await reach(one, "mayor")
        assert "“mayor”" in await one.press("space")
        await one.press("space", "s")
        assert one.app.screen._work.draft.words("source") == "the mayor"  # type: ignore[attr-defined]
        await reach(one, "crew")
        await one.press("space", "space", "plus", "enter")
        assert recorded(one).drafts[0].words("content") == "“The ferry ran late,” … and the crew went home"
        (claim,) = recorded(one).into
        assert claim.speaker == Source("the mayor", SourceType.UNNAMED)


async def test_edges_pieces_and_steps_back() -> None:
    async with table() as one:
        await one.open(editor(one))
        await reach(one, "ferry")
        assert "content   “The ferry ran late " in await one.press("less_than_sign")
        await one.press("less_than_sign", "full_stop")
        work = one.app.screen._work  # type: ignore[attr-defined]
        assert work.draft.words("content") == "The ferry ran"
        await one.press("left_square_bracket")
        assert one.app.screen._work.draft.words("content") == "“The ferry ran"  # type: ignore[attr-defined]
        await one.press("x")
        assert "content   –" in one.shown
        assert "needs its content" in await one.press("enter")
        await one.press(*"uuuuu")
        assert "nothing to undo" in await one.press("u")
        await one.press("enter")
        assert one.app.left == [None]
        assert not one.recorded


async def test_a_claim_is_split_at_the_caret_and_its_parts_are_corrected() -> None:
    text = "Ada Quill said the ferry ran late, and the pier shut."
    whole = Described(content=(at(text[15:], text),), source=(at("Ada Quill", text),), kind=Kind.INDIRECT)
    async with table() as one:
        await one.open(editor(one, text, whole))
        assert "put the caret where" in await one.press("vertical_line")
        await reach(one, "and")
        assert "part 2 of 2" in await one.press("vertical_line")
        await reach(one, "and")
        await one.press("full_stop")
        assert "part 1 of 2" in await one.press("tab")
        await one.press("enter")
        edited = recorded(one)
        assert edited.act == "split"
        assert [draft.words("content") for draft in edited.drafts] == ["the ferry ran late", "the pier shut."]
        assert [claim.source for claim in edited.into] == [whole.source] * 2


async def test_a_missed_claim_is_added_where_the_reviewer_was() -> None:
    async with table() as one:
        await one.open(editor(one, claim=None, at=STORY.index("ferry")))
        assert "then press t" in one.shown
        await one.press("space", "space", "t")
        assert "kind      narrator" in one.shown
        await reach(one, "Ada")
        quill = Source("Ada Quill", SourceType.NAMED, role="mayor")
        one.app.screen._speakers = {"ada quill": quill}  # type: ignore[attr-defined]
        assert "kind      direct" in await one.press("v", "w", "l", "l", "l", "l", "s")
        await one.press("enter")
        assert recorded(one).act == "add"
        assert recorded(one).into[0].speaker == quill


async def test_a_selection_brought_along_is_the_content() -> None:
    async with table() as one:
        await one.open(editor(one, claim=None, selection=at("The pier shut early.")))
        await one.press("enter")
        assert recorded(one).drafts[0].words("content") == "The pier shut early."


async def test_the_mouse_picks_whole_words() -> None:
    async with table((100, 24)) as one:
        await one.open(editor(one))
        place = one.picker.content_region.offset

        def cell(words: str) -> tuple[int, int]:
            return place.x + 2 + STORY.index(words), place.y

        await one.pilot.mouse_down(offset=cell("rry ran"))
        await one.pilot.hover(offset=cell("an late"))
        await one.pilot.mouse_up(offset=cell("an late"))
        await one.pilot.pause()
        assert one.picker.selection == at("ferry ran")
        await one.press("t")
        await one.pilot.click(offset=cell("arly"), times=2)
        assert one.picker.selection == at("early")
        await one.pilot.click(offset=cell("arly"), times=3)
        assert one.picker.selection == at("The pier shut early.")
        await one.pilot.click(offset=cell("ier"))
        await one.pilot.pause()
        assert one.picker.selection is None
        assert one.picker.caret == STORY.index("ier")
        hints = one.app.screen.query_one(KeyHints).content_region
        await one.pilot.click(offset=(hints.x + 1, hints.y))
        await one.settled()
        assert recorded(one).drafts[0].words("content") == "ferry ran"


async def test_changes_are_not_lost_by_one_escape() -> None:
    async with table() as one:
        await one.open(editor(one))
        await reach(one, "ferry")
        await one.press("full_stop", "v", "escape")  # the first one drops the selection
        assert "Not recorded yet" in await one.press("escape")
        await one.press("full_stop", "escape")  # more was done: it asks again
        assert not one.app.left
        await one.press("escape")
        assert one.app.left == [None]


async def test_keys_typed_ahead_are_handled_in_order() -> None:
    async with table() as one:
        await one.open(editor(one))
        await one.type("GbbvwtGg")
        await one.type("gwx\n")
        await one.settled()
        assert recorded(one).drafts[0].words("content") == "went h"


async def test_the_caret_goes_everywhere_and_stays_in_sight() -> None:
    text = "\n\n".join(f"Paragraph {n} of many. It says 港の橋 e\u0301 👩‍👩‍👧‍👦 and قال {n}." for n in range(60))
    async with table((60, 15)) as one:
        await one.open(editor(one, text, None))
        picker = one.picker
        for key in ("G", "k", "b", "left_curly_bracket", "ctrl+u", "right_curly_bracket", "w", "end", "home", "down",
                    "shift+down", "shift+left", "h", "l", "j", "ctrl+d", "pagedown", "pageup", "0"):  # fmt: skip
            await one.press(key)
            line = picker.line_of(picker.caret)
            assert picker.scroll_offset.y <= line < picker.scroll_offset.y + picker.rows
        await one.press("g", "g")
        assert picker.caret == 0
        seen = set()
        for _ in range(80):
            picker.step(1)
            seen.add(text[picker.caret])
        assert "\u0301" not in seen
        assert "\u200d" not in seen
        await one.press("g", "g", "right_curly_bracket")
        assert text[picker.caret :].startswith("Paragraph 1 ")
        await one.press("right_curly_bracket", "w", "left_curly_bracket", "left_curly_bracket")
        assert text[picker.caret :].startswith("Paragraph 1 ")


async def test_a_column_is_kept_over_short_lines_and_lines_over_resizing() -> None:
    async with table() as one:
        await one.open(editor(one, "a long first line\nx\nanother long line", None, at=10))
        await one.press("j", "j")
        assert one.picker.caret == len("a long first line\nx\n") + 10
        await one.pilot.resize_terminal(60, 15)
        await one.settled()
        assert one.picker.caret == len("a long first line\nx\n") + 10
        await one.press("k", "k")
        assert one.picker.caret == 10


@pytest.mark.parametrize("text", ["", " ", *HOSTILES, f"Ada said “{''.join(HOSTILE)}” once."])
async def test_hostile_texts_are_shown_harmless_and_edited(text: str) -> None:
    async with table() as one:
        await one.open(editor(one, text, None))
        shown = await one.press("v", "G", "t", "h", "space", "s", "w", "full_stop", "vertical_line")
        assert not unsafe(shown)
        assert {strip.cell_length for strip in one.app.screen._compositor.render_strips()} == {80}
        for draft in one.app.screen._work.drafts:  # type: ignore[attr-defined]
            usable(draft)


async def test_roles_caret_and_selection_are_told_by_shape_in_sixteen_colours() -> None:
    async with table(theme=SIXTEEN.name) as one:
        await one.open(editor(one))
        await reach(one, "mayor")
        await one.press("space")

        def style(words: str) -> tuple[bool, bool, bool, bool]:
            for strip in one.app.screen._compositor.render_strips()[1:5]:
                for segment in strip:
                    if segment.text == words and segment.style:
                        kind = segment.style
                        return bool(kind.reverse), bool(kind.italic), bool(kind.bold), bool(kind.underline)
            raise AssertionError(words)

        assert one.app.native_ansi_color
        shapes = [style(words) for words in ("Ada Quill", "said", "“The ferry ran late,”", "mayo", "r")]
        assert shapes[:3] == [(True, False, False, False), (False, True, False, False), (False, False, True, True)]
        assert len(set(shapes)) == 5
        assert not any(color for strip in one.app.screen._compositor.render_strips() for color in [unsafe(strip.text)])
