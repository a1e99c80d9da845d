"""Text from outside in every place of the screen: shown, never obeyed."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from desk.seat import REVIEWER, Open, Seat
from helpers import article, extracted, statement
from secondsource import casefile
from secondsource.casefile import Case
from secondsource.model import (
    Attribution,
    Kind,
    Nature,
    Source,
    SourceType,
    Span,
    Verdict,
)

HOSTILE = [
    "\x1b]0;owned\x07title", "\x1b[2J\x1b[H cleared", "\x9b31mred", "\x9d0;owned\x9c", "nul\x00del\x7f",
    "\u202emirrored\u202c", "zero\u200bwidth\ufeff", "tag\U000e0041s", "[/markup]", "[bold]not bold[/]",
    "[@click=app.quit]x[/]", "[#zzz]x[/]", "[link='http://a.example']x[/link]", "$primary", "back\\[slash",
    "one\ntwo\r\nthree\rfour", "tab\tbed", "👩‍👩‍👧‍👦 emoji 🏳️‍🌈", "قال المتحدث", "港の橋が閉まった",
    "e" + "\u0301" * 300, "x" * 3000, "\u2028line\u2029paragraph", "", " ",
]  # fmt: skip


def hostile_case(path: Path, texts: list[str]) -> Case:
    """One article a text, with the text in every field that reaches the screen."""
    case = casefile.create_case(path)
    for number, text in enumerate(texts):
        body = f"{text}Who{text} said {text} that{text} it is so.\nAnd {text} more."
        cut = len(text) + 3 + len(text)
        content = Span(cut + 6, body.rindex("\nAnd"))
        source = Source(f"Who{text}", SourceType.NAMED, role=f"role{text}", affiliation=f"of{text}")
        found = Attribution(
            (Span(len(text), cut),), (Span(cut + 1, cut + 5),), (content,), Kind.MIXED, source, f"via{text}", True,
            Nature.FACT, f"nature{text}", 0.5, f"reason{text}",
        )  # fmt: skip
        known = {"outlet": f"outlet{text}", "title": f"title{text}", "url": None}
        one = article(body + f" {number}", f"name{number}{text}", **known)
        narrator = statement(Span(body.rindex("\nAnd") + 1, len(body)), reason=body)
        casefile.add_article(case, one, extracted((found,), (narrator,)))
    return case


def unsafe(text: str) -> list[str]:
    """Characters that a terminal would obey or hide."""
    return [
        c
        for c in text
        if c != "\n" and (unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} or c in "\u202e\u200b\ufeff\U000e0041")
    ]


async def walk(one: Seat) -> str:
    """Look at every claim, and return all that was shown."""
    shown = [one.shown]
    for _ in range(one.desk.review.view.count - 1):
        one.desk.action_move(1)
        await one.pilot.pause()  # type: ignore[attr-defined]
        shown.append(one.shown)
    return "\n".join(shown)


@pytest.mark.parametrize("size", [(60, 15), (130, 40)])
async def test_every_claim_of_a_hostile_case_is_shown_harmless(
    seat: Open, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with seat(case=hostile_case(tmp_path / "case.db", HOSTILE), size=size) as one:
        shown = await walk(one)
        assert not unsafe(shown)
        assert one.desk.failure is None
        for text in ("[/markup]", "[bold]not bold[/]", "[@click=app.quit]x[/]", "␛]0;owned␇", "\ufffd"):
            assert text in shown


async def test_no_line_is_wider_than_the_terminal(seat: Open, tmp_path: Path) -> None:
    async with seat(case=hostile_case(tmp_path / "case.db", HOSTILE), size=(80, 24)) as one:
        for _ in range(one.desk.review.view.count):
            one.desk.action_move(1)
            await one.pilot.pause()  # type: ignore[attr-defined]
            widths = {strip.cell_length for strip in one.desk.screen._compositor.render_strips()}
            assert widths == {80}


async def test_hostile_text_in_the_windows_the_search_and_the_file_name(seat: Open, tmp_path: Path) -> None:
    path = tmp_path / "case\x1b]0;owned\x07[bold].db"
    with hostile_case(path, HOSTILE[:12]) as case:
        first = next(casefile.claims(case)).claim
        casefile.mark(case, first, Verdict.DISPUTED, reviewer="[/]" + REVIEWER, rationale="\x1b[2J[/b]\u202e")
    async with seat(case=casefile.open_case(path), size=(130, 40)) as one:
        shown = [await one.press("g", "g")]
        shown += [await one.press("a"), await one.press("escape")]
        shown += [await one.press("x"), await one.press("enter")]
        for words in ("[/markup]", "[@click=app.quit]", "zz[/nope]"):
            await one.press("slash")
            shown.append(await one.press(*words, "enter"))
            await one.press("escape", "escape")
        assert not unsafe("\n".join(shown))
        assert "␛[2J[/b]" in shown[0]
        assert "[/]Ana Reyes" in shown[0]
        assert path.with_name(f"{path.stem}-verdicts.csv".replace("\x1b", "␛").replace("\x07", "␇")).exists()


async def test_a_link_in_an_article_can_not_be_clicked(seat: Open, tmp_path: Path) -> None:
    async with seat(case=hostile_case(tmp_path / "case.db", ["[@click=app.quit]x[/]"] * 3), size=(100, 30)) as one:
        for y, line in enumerate(one.shown.splitlines()):
            x = line.find("@click")
            if x >= 0 and 0 < y < 28:
                await one.pilot.click(offset=(x, y))  # type: ignore[attr-defined]
        await one.settled()
        assert not one.desk._exit
