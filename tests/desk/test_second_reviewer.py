"""Two reviewers at one case: sign-offs, contradictions and who settles them, what a new version left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.seat import FERRY, REVIEWER, Open
from helpers import article, case_of, extraction
from secondsource import casefile
from secondsource.casefile import Case
from secondsource.model import Stance, Verdict

BIG = (120, 40)


def uids(case: Case) -> list[str]:
    return [claim.claim for claim in casefile.claims(case)]


@pytest.fixture
def marked(tmp_path: Path) -> Case:
    """Ann disputes the first of three claims."""
    case = case_of(tmp_path / "case.db", FERRY)
    casefile.mark(case, uids(case)[0], Verdict.DISPUTED, reviewer="Ann")
    return case


@pytest.fixture
def torn(tmp_path: Path) -> Case:
    """Ann disputes the first of three claims, Bo, who knows nothing of it, corroborates it."""
    case = case_of(tmp_path / "case.db", FERRY)
    casefile.backup_blind(case, tmp_path / "blind.db")
    casefile.mark(case, uids(case)[0], Verdict.DISPUTED, reviewer="Ann")
    with casefile.open_case(tmp_path / "blind.db") as blind:
        casefile.mark(blind, uids(blind)[0], Verdict.CORROBORATED, reviewer="Bo")
    casefile.merge(case, tmp_path / "blind.db", reviewer="Ann")
    return case


async def test_a_sign_off_is_on_disk_and_shown(seat: Open, marked: Case) -> None:
    async with seat(case=marked, size=BIG) as one:
        shown = await one.press("g", "g", "S")
        assert one.status == "✗ disputed by Ann · signed off · recorded"
        assert f"signed  by {REVIEWER}" in shown
        with casefile.open_case(one.case.path) as other:
            last = list(casefile.log(other))[-1]
        assert (last.kind, last.actor) == ("signoff", REVIEWER)
        shown = await one.press("z")
        assert one.status == "sign-off undone"
        assert "signed  by" not in shown
        assert f"signed  by {REVIEWER}" in await one.press("ctrl+r")
        assert one.status == "sign-off redone"


async def test_a_sign_off_that_can_not_be_is_refused_in_words(seat: Open, marked: Case) -> None:
    async with seat(case=marked) as one:
        await one.press("G", "S")
        assert one.status == "there is no verdict to sign off yet"
        await one.press("C", "S")
        assert one.status == "a second reviewer signs off; this verdict is your own"
        assert [event.kind for event in casefile.log(one.case)].count("signoff") == 0


async def test_a_contradiction_has_a_mark_of_its_own_and_says_who_decided_what(seat: Open, torn: Case) -> None:
    async with seat(case=torn, size=BIG) as one:
        assert one.position == 0  # it is open: the desk begins there
        lines = one.shown.splitlines()
        assert any("▌‡ " in line and "the ferry ran late" in line for line in lines)
        assert sum("‡ " in line and "contradiction:" not in line for line in lines) == 2  # the list and the counts
        assert "‡ 1" in one.shown
        left = one.desk.workspace.source.content_region.x
        pane = "".join(line[left:] for line in lines)
        assert "contradiction: disputed by Ann, corroborated by Bo · your verdict settles it" in " ".join(pane.split())
        await one.press("S")
        assert "contradict each other" in one.status


async def test_a_verdict_settles_a_contradiction(seat: Open, torn: Case) -> None:
    async with seat(case=torn, size=BIG) as one:
        shown = await one.press("C")
        assert one.status == "✓ corroborated · recorded · contradiction settled"
        assert "‡" not in shown
        assert one.verdicts[0] == "corroborated"
        shown = await one.press("z")
        assert "‡ 1" in shown


async def test_contradictions_can_be_listed_alone_from_the_palette(seat: Open, torn: Case) -> None:
    async with seat(case=torn, size=BIG) as one:
        await one.press("colon")
        await one.press(*"only claims in conflict", "down", "enter")
        assert "Claims  1 of 1" in one.shown
        assert "only conflicts" in one.shown


async def test_where_nothing_contradicts_the_counts_do_not_mention_it(seat: Open, marked: Case) -> None:
    async with seat(case=marked, size=BIG) as one:
        assert "‡" not in one.shown


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_the_counts_stay_within_the_line(seat: Open, torn: Case, size: tuple[int, int]) -> None:
    async with seat(case=torn, size=size) as one:
        status = one.shown.split("\n")[-2]
        assert len(status.rstrip()) <= size[0]
        assert "0/3" in status
        assert "‡ 1" in status


async def test_evidence_and_what_a_new_version_left_behind_are_shown(seat: Open, marked: Case) -> None:
    first = uids(marked)[0]
    casefile.attach(
        marked, first, b"a photograph", reviewer="Ann", stance=Stance.REFUTES, name="pier.jpg", url=None,
    )  # fmt: skip
    casefile.attach(marked, first, b"a log", reviewer="Ann", stance=Stance.SUPPORTS, name="harbour [/] log")
    changed = FERRY.replace("ran late", "ran on time")
    casefile.add_article(marked, article(changed, "article-1"), extraction(changed))
    async with seat(case=marked, size=BIG) as one:
        shown = await one.press("g", "g")
        assert "ran late" in shown
        assert "orphan  not in the newer version" in shown
        assert "shown   refutes: pier.jpg" in shown
        assert "supports: harbour [/] log" in shown


async def test_undoing_what_was_done_to_the_list_shows_the_list_anew(seat: Open, tmp_path: Path) -> None:
    case = case_of(tmp_path / "case.db", FERRY)
    casefile.revise(case, "remove", article(FERRY).sha256, uids(case)[1:2], [], reviewer=REVIEWER)
    async with seat(case=case) as one:
        assert "1 of 2" in one.shown
        shown = await one.press("z")
        assert one.status == "revision undone"
        assert "of 3" in shown
