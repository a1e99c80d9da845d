"""``secondsource examine`` as a user calls it, and what ``add`` examines by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers import case_of
from secondsource import casefile, examine
from secondsource.cli import add, main
from secondsource.cli import examine as examine_command
from secondsource.examine import many
from secondsource.workers import Lost
from secondsource.workers.here import ThisProcess

BLAST = "Ada Quill said: 70 people were hurt in the blast at Marl."
OTHER = "An official said: 200 people were hurt in the blast at Marl."


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SECONDSOURCE_REVIEWER", "Ann")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    assert err == "", "no progress without a terminal"
    return out.splitlines()


def test_all_that_waits_is_examined_once(capsys) -> None:
    case_of(Path("case.db"), BLAST, OTHER, "The bells rang.").close()
    first, *counts = run(capsys, "examine", "case.db")
    assert first == "claims examined: 3"
    assert "      2  differs" in counts
    assert "      3  single-origin" in counts
    assert run(capsys, "examine", "case.db") == ["claims examined: 0, none was left", *counts]
    with casefile.open_case(Path("case.db")) as case:
        before = case.connection.execute("select * from finding").fetchall()
    assert run(capsys, "examine", "case.db", "--again") == [first, *counts]
    with casefile.open_case(Path("case.db")) as case:
        assert case.connection.execute("select * from finding").fetchall() == before


def test_how_long_it_took_and_the_storing_is_told_where_it_is_long(capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    case_of(Path("case.db"), BLAST, OTHER).close()
    monkeypatch.setattr(examine_command, "LONG", 0.0)
    _, told, *_ = run(capsys, "examine", "case.db", "--jobs", "1")
    assert re.fullmatch(r"in [\d.]+ s: [\d,]+ claims a second in one process; storing took \d+% of the time", told)


def test_ctrl_c_says_how_far_it_came_and_the_same_command_goes_on(capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    case_of(Path("case.db"), BLAST, OTHER, "The bells rang.").close()
    monkeypatch.setattr(many, "_PIECE", 2)

    def stop(self: object, done: int, part: float | None = None) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(examine_command.Pace, "tell", stop)
        assert main(["examine", "case.db"]) == 130
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "secondsource: stopped; claims examined: 2. The same command goes on from there\n"
    assert run(capsys, "examine", "case.db")[0] == "claims examined: 1"


def test_a_claim_that_nobody_survives_is_named(capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    with case_of(Path("case.db"), BLAST) as case:
        (uid,) = (claim.claim for claim in casefile.claims(case))
    monkeypatch.setattr(ThisProcess, "in_order", lambda self, work, given: ((one, Lost()) for one in given))
    monkeypatch.setattr(ThisProcess, "alone", lambda self, work, one: Lost())
    assert main(["examine", "case.db", "--jobs", "1"]) == 2
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "claims examined: 0"
    assert err == f"secondsource: claim {uid} is not examined: whatever process looked at it died\n"


def test_jobs_are_at_least_one(capsys) -> None:
    case_of(Path("case.db"), BLAST).close()
    assert main(["examine", "case.db", "--jobs", "0"]) == 2
    assert "write 1 or more" in capsys.readouterr().err


def test_one_claim_is_shown_with_all_that_the_checks_say_and_nothing_is_written(capsys) -> None:
    with case_of(Path("case.db"), BLAST, OTHER) as case:
        uid = next(casefile.claims(case)).claim
    out = run(capsys, "examine", "case.db", uid[:6])
    assert out[0] == "“70 people were hurt in the blast at Marl.”"
    conflicting, difference, *_ = out[1:]
    assert conflicting.startswith("conflicting (")
    assert "200 people" in conflicting
    assert conflicting.endswith("An official")
    assert difference.startswith("    number: ")
    assert "distinct origins: 1" in out
    with casefile.open_case(Path("case.db")) as case:
        assert examine.waiting_count(case) == 2
    assert main(["examine", "case.db", "zzzz"]) == 2
    assert capsys.readouterr().err.startswith("secondsource: there is no claim zzzz")


def test_what_is_added_is_examined_and_what_was_there_learns_of_it(capsys) -> None:
    Path("first.txt").write_text("The mayor, Ada Quill, said that 70 people were hurt in the blast at Marl.\n")
    Path("second.txt").write_text("A police spokesman said that 200 people were hurt in the blast at Marl.\n")
    for name in ("first.txt", "second.txt"):
        out = run(capsys, "add", "case.db", name)
        assert out[0].startswith("articles: 1 added")
        assert out[-1] == "Review them with: secondsource review case.db"
    with casefile.open_case(Path("case.db")) as case:
        assert examine.waiting_count(case) == 0
        assert dict(casefile.facets(case, "finding", limit=99))["differs"] == 2
        assert list(casefile.verify(case)) == []


def test_many_claims_wait_for_a_word(capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(add, "_EXAMINED", 1)
    Path("two.txt").write_text("The bells rang at noon in Marl.\n\nThe ferry was closed for two days.\n")
    out = run(capsys, "add", "case.db", "two.txt")
    assert out[1] == "Hold them against each other with: secondsource examine case.db"
    with casefile.open_case(Path("case.db")) as case:
        assert examine.waiting_count(case) == casefile.progress(case).total == 2


def test_only_what_was_brought_is_examined(capsys) -> None:
    with case_of(Path("case.db"), BLAST, OTHER) as case:
        waited = examine.waiting(case)
    Path("more.txt").write_text("The bells rang at noon in Marl.\n")
    run(capsys, "add", "case.db", "more.txt")
    with casefile.open_case(Path("case.db")) as case:
        assert examine.waiting(case) == waited
