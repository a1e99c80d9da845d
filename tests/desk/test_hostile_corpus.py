"""Every string of the hostile corpus in every place of the screen that shows text from outside."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from textual.events import Key, Paste
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, OptionList

from desk.corpus import CORPUS, EVERYTHING, LONG, TOGETHER, bundles, case_of_corpus
from desk.seat import REVIEWER
from desk.strips import drawn, faults
from helpers import case_of
from secondsource import casefile, cli, display
from secondsource.casefile import Described, Evidence, Filter, Known
from secondsource.checking import Origin, Origins
from secondsource.desk.app import Desk
from secondsource.desk.filtering import describe
from secondsource.desk.report import sentence
from secondsource.desk.screens.choose import Choose
from secondsource.desk.screens.claim_editor import ClaimEditor
from secondsource.desk.screens.comparison import ComparisonWindow
from secondsource.desk.screens.confirm import Confirm
from secondsource.desk.screens.dialog import Dialog
from secondsource.desk.screens.evidence import EvidenceWindow, Wanted
from secondsource.desk.screens.export import Export
from secondsource.desk.screens.filter import FilterWindow
from secondsource.desk.screens.join_sources import JoinSources
from secondsource.desk.screens.overriding import Overriding
from secondsource.desk.screens.rationale import Writing
from secondsource.desk.screens.source_editor import SourceEditor
from secondsource.desk.widgets import layout
from secondsource.desk.widgets.comparing import Comparing
from secondsource.desk.widgets.empty import EmptyCase
from secondsource.desk.widgets.search_bar import SafeInput, SearchBar
from secondsource.examine import Beside, Examination, Held
from secondsource.model import (
    Change,
    Check,
    Claim,
    Comparison,
    Finding,
    Kind,
    Piece,
    Said,
    Source,
    SourceType,
    Span,
    Stance,
    UnusableInput,
)

NARROW, WIDE = (80, 24), (130, 40)
SIZES = [NARROW, WIDE]
BUNDLES = bundles()
# For windows, which take their time to open: of the long strings, one of each kind.
_LONG = [text for text in BUNDLES if len(text) >= 5000]
_WINDOWED = bundles(tuple(text for text in EVERYTHING if len(text) < LONG), size=30) + _LONG[::7]
# A paste ends at a line break: what has one comes alone.
_BROKEN = [text for text in EVERYTHING if len(text.splitlines()) > 1]
EACH = {
    NARROW: (*bundles(tuple(text for text in EVERYTHING if text not in _BROKEN), size=4), *_BROKEN),
    WIDE: tuple(BUNDLES),
}
WALKED = tuple(bundles(CORPUS, size=5))  # a claim each
LISTED = bundles(size=3)  # a line each
SOME = {NARROW: _WINDOWED[::2], WIDE: _WINDOWED[1::8]}
TYPED = sorted({character for text in EVERYTHING for character in text if character.isprintable()})


@pytest.fixture(autouse=True)
def _drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw a screen when it is looked at, and not for the headless terminal too."""

    def forget(screen: Screen[object]) -> None:
        screen._compositor._dirty_regions.clear()
        screen._dirty_widgets.clear()

    monkeypatch.setattr(Screen, "_compositor_refresh", forget)


@pytest.fixture(scope="module")
def corpus_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "case.db"
    case_of_corpus(path, WALKED)
    return path


@asynccontextmanager
async def at_desk(path: Path, size: tuple[int, int]) -> AsyncIterator[tuple[Desk, Pilot[None]]]:
    with casefile.open_case(path) as case:
        desk = Desk(case, REVIEWER, examine=False)
        async with desk.run_test(size=size) as pilot:
            await drawn(pilot)
            yield desk, pilot
    assert desk.failure is None


@asynccontextmanager
async def at_small_desk(tmp_path: Path, size: tuple[int, int]) -> AsyncIterator[tuple[Desk, Pilot[None]]]:
    case_of(tmp_path / "small.db", "Ada Quill said: the ferry ran late.").close()
    async with at_desk(tmp_path / "small.db", size) as both:
        yield both


def test_the_corpus_is_what_it_claims_to_be() -> None:
    assert len(set(CORPUS)) == len(CORPUS) > 750
    held = "".join(EVERYTHING)
    assert {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))} <= set(held)
    assert max(map(len, CORPUS)) == 100_000
    assert all(len(text) < LONG or text in BUNDLES for text in EVERYTHING)
    assert sum(map(len, BUNDLES)) >= sum(map(len, EVERYTHING))


@pytest.mark.parametrize("size", SIZES)
async def test_list_panes_header_and_counts(corpus_case: Path, size: tuple[int, int]) -> None:
    async with at_desk(corpus_case, size) as (desk, pilot):
        claims, wrong = desk.workspace.claims, {}
        attributed, narrators = (range(start, desk.review.view.count, 2) for start in (0, 1))
        desk.workspace.peek()  # narrow: the source has its turn
        for position in attributed:
            claims.go(position)
            await drawn(pilot)
            wrong[position] = faults(desk)
        desk.workspace.peek()
        for position in narrators[::TOGETHER]:
            claims.go(position)
            await drawn(pilot)
            wrong[position] = faults(desk)
        assert len(wrong) > len(WALKED)
        assert not [(WALKED[at // 2][:50], what) for at, what in wrong.items() if what]


async def test_the_walk_would_see_what_is_not_made_safe(corpus_case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "safe", lambda text: text)
    monkeypatch.setattr(layout, "safe", lambda text: text)
    async with at_desk(corpus_case, WIDE) as (desk, pilot):
        desk.workspace.claims.go(2 * next(at for at, text in enumerate(WALKED) if text.startswith("\x1b[")))
        await drawn(pilot)
        found = "\n".join(faults(desk))
        for place in ("outlet", "title", "Who", "role", "via", "why", "by Bo", "And ", "nature", "reason"):
            assert f"{place}\\x1b[" in found


@pytest.mark.parametrize("size", SIZES)
async def test_messages_case_names_and_filters_in_words(tmp_path: Path, size: tuple[int, int]) -> None:
    async with at_small_desk(tmp_path, size) as (desk, pilot):
        wrong = []
        for number, text in enumerate(EACH[size]):
            desk.workspace.say(text, error=bool(number % 2))
            words = describe(Filter(source=text, words=text, reviewer=text))
            desk.workspace._header.show(case=text, article=text, filtered=words, read_only=False)
            await drawn(pilot)
            wrong += faults(desk)
        assert not wrong


@pytest.mark.parametrize("size", SIZES)
async def test_the_place_of_an_empty_case(tmp_path: Path, size: tuple[int, int]) -> None:
    casefile.create_case(tmp_path / "empty.db").close()
    async with at_desk(tmp_path / "empty.db", size) as (desk, pilot):
        wrong = faults(desk)
        for text in BUNDLES:
            empty = EmptyCase(Path(text), 0)
            await desk.query_one(EmptyCase).remove()
            await desk.workspace.mount(empty, before="#panes")
            await drawn(pilot)
            assert "secondsource add" in str(empty.render())
            wrong += faults(desk)
        assert not wrong


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_pasted_and_typed_into_the_search(tmp_path: Path, size: tuple[int, int]) -> None:
    async with at_small_desk(tmp_path, size) as (desk, pilot):
        await pilot.press("slash")
        field, wrong = desk.query_one(SearchBar).field, []
        for text in EACH[size]:
            field.value = ""
            desk.post_message(Paste(text))
            await drawn(pilot)
            await drawn(pilot)
            wrong += faults(desk)
            assert not set(field.value) & set("\n\r\x1b")
        for at in range(0, len(TYPED), 40):
            field.value = ""
            for character in TYPED[at : at + 40]:
                desk.post_message(Key(character, character))
            await drawn(pilot)
            await drawn(pilot)
            wrong += faults(desk)
            assert field.value == "".join(TYPED[at : at + 40])
        assert not wrong


@pytest.mark.parametrize("text", ["late\x1b]0;owned\x07", "[/markup]", "\u202e\u200b", "\x9b2J", "é" * 3000])
async def test_a_search_for_it_is_a_search(tmp_path: Path, text: str) -> None:
    async with at_small_desk(tmp_path, NARROW) as (desk, pilot):
        await pilot.press("slash")
        desk.post_message(Paste(text))
        await pilot.press("enter")
        await drawn(pilot)
        assert not faults(desk)


class Windows:
    """Opens windows over a small desk, one after the other."""

    def __init__(self, desk: Desk, pilot: Pilot[None]) -> None:
        self.desk = desk
        self.pilot = pilot
        self.wrong: list[str] = []

    async def look(self) -> None:
        await drawn(self.pilot)
        self.wrong += faults(self.desk)

    async def show(self, window: Dialog[object]) -> None:
        await self.desk.open(window)  # type: ignore[arg-type]
        await self.look()

    async def turn_pages(self, rows: int, page: int) -> None:
        """Go through a list by its own keys."""
        shown = self.desk.screen.query_one(OptionList)
        for at in range(0, rows, page):
            shown.highlighted = at
            await self.look()

    async def close(self) -> None:
        if len(self.desk.screen_stack) > 1:  # else it has closed by itself
            self.desk.pop_screen()
        await drawn(self.pilot)


@asynccontextmanager
async def windows(tmp_path: Path, size: tuple[int, int]) -> AsyncIterator[Windows]:
    async with at_small_desk(tmp_path, size) as (desk, pilot):
        one = Windows(desk, pilot)
        yield one
        assert not one.wrong


def refused(text: str) -> str:
    raise UnusableInput(text)


@pytest.mark.parametrize("size", SIZES)
async def test_questions_and_refusals(tmp_path: Path, size: tuple[int, int]) -> None:
    async with windows(tmp_path, size) as one:
        for text in SOME[size]:
            await one.show(Confirm(text, text, lambda text=text: refused(text)))  # type: ignore[misc]
            one.desk.screen.action_agree()  # type: ignore[attr-defined]
            await one.look()
            await one.close()


@pytest.mark.parametrize("size", SIZES)
async def test_choosing_one_of_them(tmp_path: Path, size: tuple[int, int]) -> None:
    async with windows(tmp_path, size) as one:
        await one.show(Choose(BUNDLES[0], [(text[:1], text, text) for text in LISTED]))
        await one.turn_pages(len(LISTED), size[1] // 2)


@pytest.mark.parametrize("size", SIZES)
async def test_why_and_notes(tmp_path: Path, size: tuple[int, int]) -> None:
    async with windows(tmp_path, size) as one:
        claim = next(casefile.claims(one.desk.review.case))
        for text in SOME[size]:
            about = Claim(**{**{name: getattr(claim, name) for name in claim.__slots__}, "text": text})
            await one.show(Writing(text, about, text, refused))
            one.desk.post_message(Paste(text))
            await drawn(one.pilot)
            await one.desk.screen.action_record()  # type: ignore[attr-defined]
            await one.look()
            await one.close()


@pytest.mark.parametrize("size", SIZES)
async def test_where_to_export(tmp_path: Path, size: tuple[int, int]) -> None:
    async with windows(tmp_path, size) as one:
        for text in SOME[size]:
            await one.show(Export(Path(text), 3))
            await one.close()
        window = Export(Path("case.db"), 3)
        await one.show(window)
        for text in SOME[size]:
            window.query_one(SafeInput).value = text
            window.on_export_ended(Export.Ended(text, problem=True))
            await one.look()


@pytest.mark.parametrize("size", SIZES)
async def test_the_claim_editor(tmp_path: Path, size: tuple[int, int]) -> None:
    async with windows(tmp_path, size) as one:
        for text in SOME[size]:
            if not text:
                continue
            claim = Described(content=(Span(0, len(text)),), source=(Span(0, 1),), kind=Kind.MIXED)
            await one.show(ClaimEditor(text, text, claim, lambda _, text=text: refused(text)))  # type: ignore[misc]
            for key in ("space", "t", "x", "s", "G", "v", "k", "enter"):
                await one.desk.screen.run_action(KEYS[key])
            await one.look()
            await one.close()


KEYS = {
    "space": "grow", "t": "set('content')", "x": "take_away", "s": "set('source')", "G": "last", "v": "select",
    "k": "lines(-1)", "enter": "record",
}  # fmt: skip


_MENTIONS = [text for text in EVERYTHING if len(text) < LONG]
MENTIONS = {NARROW: _MENTIONS[::2], WIDE: _MENTIONS[1::2]}


@pytest.mark.parametrize("size", SIZES)
async def test_the_source_editor(tmp_path: Path, size: tuple[int, int]) -> None:
    texts = SOME[size]
    async with windows(tmp_path, size) as one:
        for at in range(0, len(texts), 3):
            name, role, affiliation = (texts + texts)[at : at + 3]
            source = Source(name, SourceType.NAMED, role, affiliation)
            window = SourceEditor(
                Known("key", source, None, 2, False), texts[at : at + 3], lambda *_, name=name: refused(name)
            )
            await one.show(window)
            window._texts["role"].value += "x"
            await window.action_record()
            await one.look()
            await one.close()
        mentions = SourceEditor(
            Known("key", Source("A", SourceType.NAMED), None, 2, False), MENTIONS[size], lambda *_: ""
        )
        await one.show(mentions)
        rolling = mentions.query_one("#mentions")
        while rolling.scroll_offset.y < rolling.max_scroll_y:
            rolling.scroll_relative(y=max(rolling.size.height, 1), animate=False)
            await one.look()


@pytest.mark.parametrize("size", SIZES)
async def test_joining_sources(tmp_path: Path, size: tuple[int, int]) -> None:
    known = [
        Known(str(n), Source(text, SourceType.NAMED, affiliation=text), None, 1, False) for n, text in enumerate(LISTED)
    ]
    async with windows(tmp_path, size) as one:
        window = JoinSources(known[0], lambda _: known, lambda *_: refused(BUNDLES[1]))
        await one.show(window)
        await window._settled()
        await one.turn_pages(len(known) - 1, 10)
        window._united = known[:40]
        await window.action_record()
        await one.look()
        await one.close()
        for text in SOME[size]:
            window = JoinSources(Known("0", Source(text, SourceType.NAMED), None, 1, False), lambda _: [], refused)
            await one.show(window)
            one.desk.post_message(Paste(text))
            await drawn(one.pilot)
            await window._settled()
            await one.look()
            await one.close()


@pytest.mark.parametrize("size", SIZES)
async def test_the_filter_its_values_and_saved_ones(tmp_path: Path, size: tuple[int, int]) -> None:
    values = [(text, 1) for text in LISTED]
    saved = {f"{number}{text}": text for number, text in enumerate(LISTED)}
    async with windows(tmp_path, size) as one:
        await one.show(FilterWindow(Filter(), refused, saved=saved))
        await one.turn_pages(len(saved), 12)
        await one.close()
        window = FilterWindow(Filter(), refused, facets=lambda *_: values, count=lambda _: 1)
        await one.show(window)
        window._line.value = "source:"
        window._line.cursor_position = len("source:")
        await window._written()
        await window._list.settled()
        await one.turn_pages(len(values), 12)
        for text in SOME[size][::2]:
            for line in (f"source:{text}", text):
                window._line.value = ""
                one.desk.post_message(Paste(line))
                await drawn(one.pilot)
                await window._written()
                await one.look()
            await window.action_enter()
            await one.look()
        await one.close()
        for text in SOME[size][1::2]:
            window = FilterWindow(
                Filter(source=text, words=text, outlet=text), refused, save=lambda *_, text=text: refused(text)
            )
            await one.show(window)
            await window.action_save()
            one.desk.post_message(Paste(text))
            await drawn(one.pilot)
            await window.action_enter()
            await one.look()
            await one.close()


def examination(texts: list[str], at: int) -> Examination:
    """All that the checks can say, each part of it another text."""
    turn = itertools.cycle(texts[at:] + texts[:at])
    says = partial(next, turn)

    def span(text: str) -> Span:
        return Span(len(text) // 3, max(2 * len(text) // 3, len(text) // 3 + 1))

    def said(number: int) -> Said:
        source = Source(says(), SourceType.NAMED, says(), says())
        return Said(says() or "x", None, says(), source, says(), says(), Kind.MIXED, says(), says(), number, number)

    def held(check: Check) -> Held:
        text = says() + " and so on"
        kept = Evidence(
            "uid", "claim", 1, "0" * 64, 3, Stance.SUPPORTS, says(), says() if at % 2 else None, says(), None, True,
            says(), says(), None, "0" * 64, says(), ((0, says()),), None,
        )  # fmt: skip
        pieces = tuple(Piece(change, span(own.text), span(text), bool(at % 2), says()) for change in Change)
        return Held(kept, text, Comparison(check, (span(text), Span(0, 1)), pieces, says(), 0.5))

    def beside(relation: Check, *differences: Finding) -> Beside:
        return Beside("uid", said(2), relation, 50.0, differences)

    own = said(1)
    differs = Finding(Check.NUMBER, "rule", says(), (span(own.text),), (Span(0, 2),))
    return Examination(
        own,
        (held(Check.CUT), held(Check.VERBATIM)),
        (Finding(Check.UNCLEAR, "rule", says()),),
        (beside(Check.SAME, differs), beside(Check.SAME), beside(Check.RELATED)),
        Origins((Origin(says(), says(), (0,)), Origin(says(), says(), (1,))), (), (says(),)),
    )


@pytest.mark.parametrize("size", SIZES)
async def test_what_the_checks_say(tmp_path: Path, size: tuple[int, int]) -> None:
    async with windows(tmp_path, size) as one:
        if size == NARROW:
            one.desk.workspace.peek()
        pane = one.desk.workspace.source
        for at in range(0, len(SOME[size]), 2):
            found = examination(SOME[size], at)
            pane.show(pane.detail, "", found)
            while True:
                await one.look()
                if pane.scroll_offset.y >= pane.max_scroll_y:
                    break
                pane.turn(1)
            await one.show(ComparisonWindow(found))
            compared = one.desk.screen.query_one(Comparing)
            while True:
                await one.look()
                if compared.scroll_offset.y >= compared.max_scroll_y:
                    break
                compared.turn(1)
            await one.close()


@pytest.mark.parametrize("size", SIZES)
async def test_evidence_and_warnings(tmp_path: Path, size: tuple[int, int]) -> None:
    texts = SOME[size]
    async with windows(tmp_path, size) as one:
        claim = next(casefile.claims(one.desk.review.case))
        for at, text in enumerate(texts):
            (piece, other) = (held.evidence for held in examination(texts, at).held)
            about = Claim(**{**{name: getattr(claim, name) for name in claim.__slots__}, "text": text})
            wanted = Wanted(text, Stance.REFUTES, True, text)
            window = EvidenceWindow(about, (piece, other), wanted, text)
            await one.show(window)
            window._correct(piece)
            await one.look()
            await one.close()
            await one.show(Overriding(text, [text, text]))
            one.desk.post_message(Paste(text))
            await drawn(one.pilot)
            await one.look()
            await one.close()


@pytest.mark.parametrize("size", SIZES)
async def test_jumping_over_all_of_it(corpus_case: Path, size: tuple[int, int]) -> None:
    async with at_desk(corpus_case, size) as (desk, pilot):
        for position in range(0, desk.review.view.count, 97):
            desk.workspace.claims.go(position)
            await drawn(pilot)
            await desk.action_jump()
            await drawn(pilot)
            assert not faults(desk)
            desk.pop_screen()
            await drawn(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_pasted_into_the_palette(tmp_path: Path, size: tuple[int, int]) -> None:
    async with at_small_desk(tmp_path, size) as (desk, pilot):
        await desk.action_command_palette()
        await drawn(pilot)
        field, wrong = desk.screen.query_one(Input), []
        for text in SOME[size]:
            field.value = ""
            desk.post_message(Paste(text))
            await drawn(pilot)
            await drawn(pilot)
            wrong += faults(desk)
        assert not wrong


def names() -> list[str]:
    """What can stand in the name of a file."""
    texts = [text.replace("/", "").replace("\0", "") for text in bundles(CORPUS, size=3)]
    return [text for text in texts if text.strip(". ") and len(text.encode()) < 200]


async def test_a_case_and_its_export_under_such_a_name(tmp_path: Path) -> None:
    case_of(tmp_path / "small.db", "Ada Quill said: the ferry ran late.").close()
    chosen = ["\x1b]0;owned\x07", "half\udce9\udcff", "[bold]\u202e", *names()[::90]]
    for number, name in enumerate(chosen):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / f"{name}.db"
        shutil.copyfile(tmp_path / "small.db", path)
        async with at_desk(path, NARROW) as (desk, pilot):
            assert not faults(desk)
            await pilot.press("x", "enter")
            await desk.workers.wait_for_complete()
            await drawn(pilot)
            assert not faults(desk)
            assert "exported to" in desk.workspace._status.message
            assert len(list(folder.glob("*.csv"))) == 1


def test_what_is_said_of_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text in EVERYTHING:
        told = sentence(ValueError(text), Path(text), Path(text))
        assert display.safe(told) == told
    for name in names():
        assert cli.main(["review", str(tmp_path / name)]) == 2
        told = capsys.readouterr().err
        assert told.endswith("\n")
        assert display.safe(told[:-1]) == told[:-1]


async def test_every_path_can_be_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # names alone are files here
    async with windows(tmp_path, NARROW) as one:
        for text in (
            "~nobody-at-all/x.csv",
            "~",
            "x" * 5000,
            "/dev/null/x",
            "a\x00b",
            "\udcff",
            ".",
            "/",
            "no/such/x.csv",
        ):
            window = Export(one.desk.review.case.path, 1)
            await one.show(window)
            window.query_one(SafeInput).value = text
            await one.pilot.press("enter", "enter")
            await one.desk.workers.wait_for_complete()
            await one.look()
            if one.desk.screen is window:
                await one.close()
