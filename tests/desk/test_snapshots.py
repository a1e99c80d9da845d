"""Pictures of the desk and its windows, cell by cell. ``pytest tests/desk/test_snapshots.py --snapshot-update`` renews
them after a change that is meant; look at what changed before it is committed.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from desk.seat import REVIEWER
from helpers import article, extraction
from secondsource import casefile, examine
from secondsource.casefile.log import events
from secondsource.desk.app import Desk
from secondsource.examine import Examiner
from secondsource.model import Span, Stance, Verdict

Compare = Callable[..., bool]

NOON = "2021-06-29T12:00:00.000Z"
NARROW, WIDE = (80, 24), (130, 40)
FERRY = (
    "Ada Quill said: the ferry from Marl to Osk ran late on forty days of the last year.\n"
    "The pier was closed in May, and the boats lay in the old harbour.\n"
    "Ada Quill said: the pier will open again before the summer.\n"
    "a deckhand said: nobody has looked at the ropes since the storm.\n"
    "The Harbour Board said: every rope was looked at twice, and two were replaced."
)
PIER = {
    "The Marl Gazette": "Ada Quill said: the old pier of Marl moved four centimetres on Monday night.",
    "Northcoast Post": "Ada Quill said: the old pier of Marl moved fourteen centimetres on Monday night.",
    "Osk Times": "a clerk said: on Monday night the old pier of Marl moved by four centimetres.",
}
SPEECH = "Good morning. As I said, the old pier of Marl hardly moved: fourteen millimetres on Monday night, or less."
BRIDGE = "a clerk said: the bridge was never inspected.\nThe lights of the bridge failed twice that week."


def without_fonts(desk: Desk, **asked: object) -> str:
    """The picture of the screen, which loads nothing from elsewhere."""
    return re.sub(r"@font-face \{.*?\}\s*", "", App.export_screenshot(desk, **asked), flags=re.DOTALL)  # type: ignore[arg-type]


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> casefile.Case:
    """Two articles, with verdicts, a rationale, evidence and a contradiction, all at the same time of day."""
    monkeypatch.setattr(events, "now", lambda: NOON)
    monkeypatch.chdir(tmp_path)  # no path of this machine in a picture
    for name, value in (("TERM", "xterm-256color"), ("COLORTERM", "truecolor")):
        monkeypatch.setenv(name, value)
    for name in ("NO_COLOR", "TEXTUAL_COLOR_SYSTEM", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Desk, "export_screenshot", without_fonts)
    case = casefile.create_case(Path("ferry.db"))
    for name, title, text in (("ferry", "The ferry that came late", FERRY), ("bridge", "Dark over the bridge", BRIDGE)):
        one = article(text, name, outlet="The Marl Gazette", title=title, published=datetime.date(2021, 6, 28))
        casefile.add_article(case, one, extraction(text))
    claims = [claim.claim for claim in casefile.claims(case)]
    casefile.backup_blind(case, Path("blind.db"))
    casefile.mark(case, claims[0], Verdict.CORROBORATED, reviewer="Ben Osei", rationale="the log of the pier says so")
    casefile.attach(case, claims[0], b"a log", reviewer="Ben Osei", stance=Stance.SUPPORTS, name="pier log, page 12")
    casefile.sign_off(case, claims[0], reviewer="Cleo Marsh")
    casefile.mark(case, claims[2], Verdict.UNVERIFIED, reviewer="Ben Osei")
    casefile.mark(case, claims[3], Verdict.DISPUTED, reviewer="Ben Osei")
    with casefile.open_case(Path("blind.db")) as blind:
        casefile.mark(blind, claims[3], Verdict.CORROBORATED, reviewer="Cleo Marsh")
    casefile.merge(case, Path("blind.db"), reviewer="Ben Osei")
    return case


@pytest.fixture
def same(case: casefile.Case, snap_compare: Compare) -> Callable[..., None]:
    """Return a function that presses keys at the desk and compares what is seen with what was."""

    def compare(
        *keys: str,
        size: tuple[int, int] = NARROW,
        look: str = "dark",
        of: casefile.Case = case,
        examined: bool = False,
    ) -> None:
        desk = Desk(of, REVIEWER, examine=False)
        desk.theme = look

        async def press(pilot: Pilot[None]) -> None:
            await pilot.press("g", "g", *keys)
            row = desk.workspace.row
            if examined and row is not None:  # as the thread beside the desk does, at a time of its own
                await pilot.pause()
                found = Examiner(of).look(row.number)
                assert found is not None
                desk.workspace.show_examination(found)
            await desk.workers.wait_for_complete()
            for field in desk.screen.query("Input, TextArea").results(Input | TextArea):
                field.cursor_blink = False
            await pilot.pause()

        with of:
            assert snap_compare(desk, terminal_size=size, run_before=press)

    return compare


@pytest.fixture
def pier(case: casefile.Case) -> casefile.Case:
    """A claim with its source's own words beside it, one that conflicts with it, and one that says the same."""
    pier = casefile.create_case(Path("pier.db"))
    for number, (outlet, text) in enumerate(PIER.items()):
        day = datetime.date(2021, 6, 28 + number)
        casefile.add_article(pier, article(text, outlet, outlet=outlet, published=day), extraction(text))
    first = next(casefile.claims(pier)).claim
    kept = {"name": "press-conference.txt", "text": SPEECH, "read_by": "UTF-8 text", "primary": True}
    span = Span(SPEECH.index("the"), SPEECH.index(", or"))
    casefile.attach(
        pier, first, SPEECH.encode(), reviewer="Ben Osei", stance=Stance.REFUTES,
        passage=SPEECH[span.start : span.end], span=span, **kept,
    )  # fmt: skip
    examine.examine(pier, examine.all_waiting(pier))
    return pier


@pytest.mark.parametrize("size", [(60, 15), NARROW, WIDE])
def test_the_desk(same: Callable[..., None], size: tuple[int, int]) -> None:
    same(size=size)


@pytest.mark.parametrize("look", ["light", "sixteen"])
def test_the_looks(same: Callable[..., None], look: str) -> None:
    same(size=WIDE, look=look)


def test_a_contradiction_in_high_contrast(same: Callable[..., None]) -> None:
    same("j", "j", "j", size=WIDE, look="high-contrast")


def test_a_selection(same: Callable[..., None]) -> None:
    same("space", "space", "j", "v", "j")


def test_the_filter(same: Callable[..., None]) -> None:
    same("f", *"is:open source:")


def test_the_help(same: Callable[..., None]) -> None:
    same("question_mark", size=WIDE)


def test_the_jump(same: Callable[..., None]) -> None:
    same("apostrophe", size=WIDE)


def test_the_claim_editor(same: Callable[..., None]) -> None:
    same("i", "space", size=WIDE)


def test_the_source_editor(same: Callable[..., None]) -> None:
    same("o")


def test_a_rationale(same: Callable[..., None]) -> None:
    same("a", *" and so does the mate")


def test_the_tour(same: Callable[..., None]) -> None:
    same("T", "j")


def test_an_empty_case(same: Callable[..., None]) -> None:
    same(of=casefile.create_case(Path("empty.db")))


@pytest.mark.parametrize(("size", "look"), [(WIDE, "dark"), (NARROW, "light"), ((60, 15), "dark"), (WIDE, "sixteen")])
def test_the_comparison(same: Callable[..., None], pier: casefile.Case, size: tuple[int, int], look: str) -> None:
    same("equals_sign", "j", size=size, look=look, of=pier)


def test_the_evidence(same: Callable[..., None], pier: casefile.Case) -> None:
    same("e", *"~/speech.txt", size=WIDE, of=pier)


def test_a_warning(
    same: Callable[..., None], pier: casefile.Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "as-it-comes.toml").write_text("")
    monkeypatch.setenv("SECONDSOURCE_DESK", str(tmp_path / "as-it-comes.toml"))
    same("c", *"seen the film", size=WIDE, of=pier)


def test_the_source_with_what_the_checks_found(same: Callable[..., None], pier: casefile.Case) -> None:
    same(size=WIDE, of=pier, examined=True)
