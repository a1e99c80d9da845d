"""``secondsource lint`` as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers import case_of
from secondsource import casefile
from secondsource.cli import main
from secondsource.model import SourceType, Terms, Verdict

DESK = ["--publisher", "Marl Check", "--reviews-at", "https://marl-check.example/reviews/"]


@pytest.fixture
def decided(tmp_path: Path) -> tuple[str, str]:
    """The path of a case with a disputed claim and an open one, and the id of the first."""
    with case_of(tmp_path / "case.db", "Ada Quill said: the ferry ran.\nBo said: it sank.") as case:
        uid = next(casefile.claims(case)).claim
        casefile.mark(case, uid, Verdict.DISPUTED, reviewer="Ann", rationale="The log says no.")
    return str(tmp_path / "case.db"), uid


def test_without_an_address_it_exits_1_and_says_how_to_give_one(
    decided: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    path, uid = decided
    assert main(["lint", path]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "all url: missing, and required; say where the reviews will stand: --reviews-at ADDRESS" in lines
    assert f"{uid} citation: no evidence; attach what a reader can check: secondsource evidence" in lines
    assert lines[-4:] == [
        "required: url 1",
        "recommended: itemReviewed.datePublished 1, itemReviewed.author.sameAs 1",
        "worth a look: citation 1, itemReviewed.appearance.url 1, reviewer 1, author 1",
        "reviews: 1; claims that are not decided, of which none is written: 1",
    ]


def test_with_all_that_is_required_it_exits_0(decided: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    path, _ = decided
    assert main(["lint", path, *DESK]) == 0
    assert "required: nothing" in capsys.readouterr().out.splitlines()
    assert main(["lint", path, "--verdict", "open"]) == 0
    assert "reviews: 0; " in capsys.readouterr().out


def test_a_line_a_remark_for_programs(decided: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    path, uid = decided
    assert main(["lint", path, "--format", "jsonl"]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"claim", "field", "level", "words", "reviews"} == set(found[0])
    assert {(one["claim"], one["field"], one["level"]) for one in found} >= {
        (None, "url", "required"),
        (uid, "itemReviewed.datePublished", "recommended"),
        (uid, "reviewer", "worth a look"),
    }


def test_an_address_that_is_none_is_refused(decided: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    path, _ = decided
    assert main(["lint", path, "--reviews-at", "marl-check.example"]) == 2
    assert "marl-check.example is no address of the web; begin it with https://" in capsys.readouterr().err


def test_what_is_held_back_is_told(decided: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    path, uid = decided
    with casefile.open_case(Path(path)) as case:
        (row,) = casefile.source_list(case, "Quill")
        casefile.rename_source(
            *(case, row.key),
            **{"reviewer": "Ann", "name": "Ada Quill", "type": SourceType.NAMED, "role": None, "affiliation": None},
            terms=Terms.OFF_RECORD,
        )
    assert main(["lint", path, *DESK]) == 0
    said = capsys.readouterr()
    assert uid not in said.out
    assert "Ada Quill (off the record)" in said.err
    assert main(["lint", path, *DESK, "--include", "Ada Quill"]) == 0
    assert uid in capsys.readouterr().out
