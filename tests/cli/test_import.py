"""``secondsource import``: what it says, what it records, and with which code it ends."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from helpers import case_of, decided, state
from secondsource import casefile, exporting
from secondsource.cli import main
from secondsource.exporting import Release
from secondsource.model import Verdict

Rows = list[dict[str, str]]
STORY = "Ada Quill said: the ferry ran late.\nThe pier was closed.\na clerk said: nobody was hurt.\nThe bells rang."
BOTH = {"verdict": "disputed", "rationale": "the ship's log"}


@pytest.fixture(autouse=True)
def rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rows:
    """A case with a verdict in the current folder, and the rows of its export."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SECONDSOURCE_REVIEWER", "Ed")
    with case_of(Path("case.db"), STORY) as case:
        uid = next(casefile.claims(case)).claim
        casefile.mark(case, uid, Verdict.UNVERIFIED, reviewer="Ann", rationale="no record of it")
        exporting.write_file(Release(case), "csv", Path("out.csv"))
    with Path("out.csv").open(encoding="utf-8", newline="") as file:
        return [{**row, "note": ""} for row in csv.DictReader(file, strict=True)]


def save(rows: Rows, path: str = "edited.csv") -> str:
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[list[str], list[str]]:
    """Run the import and return the lines that it printed on standard output and on standard error."""
    assert main(["import", "case.db", *arguments]) == code
    out, err = capsys.readouterr()
    return out.splitlines(), err.splitlines()


def events() -> list[casefile.Event]:
    """What was decided after the export."""
    with casefile.open_case(Path("case.db")) as case:
        return decided(case)[1:]


def test_what_was_changed_is_recorded_and_counted(rows: Rows, capsys: pytest.CaptureFixture[str]) -> None:
    rows[0]["rationale"] = "asked the mate"
    rows[1] |= {**BOTH, "note": "ask the sexton"}
    rows[2] |= BOTH
    assert run(capsys, save(rows)) == (["2 verdicts, 1 rationale, 1 note recorded; 1 row unchanged"], [])
    assert [(event.kind, event.actor) for event in events()] == [
        ("note", "Ed"),
        ("rationale", "Ed"),
        ("verdict", "Ed"),
        ("verdict", "Ed"),
    ]
    assert run(capsys, "edited.csv") == (["nothing recorded; 4 rows unchanged"], [])
    assert run(capsys, "out.csv") == (["nothing recorded; 4 rows unchanged"], [])
    assert len(events()) == 4
    assert main(["verify", "case.db"]) == 0


def test_the_reviewer_is_who_the_row_or_the_option_says(rows: Rows, capsys: pytest.CaptureFixture[str]) -> None:
    rows[1] |= BOTH
    rows[2] |= {**BOTH, "reviewer": "Bo Ferrier"}
    run(capsys, save(rows), "--reviewer", "Cy")
    assert [event.actor for event in events()] == ["Cy", "Bo Ferrier"]


def test_a_dry_run_shows_all_of_it_and_records_nothing(rows: Rows, capsys: pytest.CaptureFixture[str]) -> None:
    rows[0]["verdict"] = ""
    rows[1] |= {**BOTH, "verdict": "corroborated", "note": "ask\x1b[2J the sexton"}
    with casefile.open_case(Path("case.db")) as case:
        before = state(case)
        out, err = run(capsys, save(rows), "--dry-run")
        assert state(case) == before
    assert out == [
        f"{rows[1]['claim']}  corroborated, because: the ship's log, note: ask␛[2J the sexton (by Ed)",
        f"row 2, {rows[0]['claim']}: its verdict was emptied; one is taken back with undo, in the desk",
        "1 verdict, 1 note would be recorded; 3 rows unchanged",
    ]
    assert err == []


def test_conflicts_are_listed_with_both_sides_and_the_rest_is_recorded(
    rows: Rows, capsys: pytest.CaptureFixture[str]
) -> None:
    with casefile.open_case(Path("case.db")) as case:
        casefile.mark(case, rows[0]["claim"], Verdict.CORROBORATED, reviewer="Ann", rationale="found it")
    rows[0] |= BOTH
    rows[3] |= BOTH
    out, err = run(capsys, save(rows), code=1)
    assert out == [
        f"{rows[0]['claim']}  conflict: the case was decided anew since the export",
        "    claim: the ferry ran late.",
        "    row 2: disputed by Ed: the ship's log",
        "    case: corroborated by Ann: found it",
        "1 verdict recorded; 1 conflict; 2 rows unchanged",
    ]
    assert err == []
    assert [event.subject for event in events()] == [rows[0]["claim"], rows[3]["claim"]]


def test_what_speaks_against_a_verdict_is_recorded_with_it_and_told(
    rows: Rows, capsys: pytest.CaptureFixture[str]
) -> None:
    rows[1] |= {"verdict": "corroborated"}
    rows[2] |= {"verdict": "corroborated", "rationale": "two clerks"}
    out, err = run(capsys, save(rows))
    assert out == ["2 verdicts recorded; 2 rows unchanged"]
    weak = "a single origin, no primary source attached"
    assert err == [
        f"secondsource: {rows[1]['claim']} is recorded as corroborated, but it has {weak}, no rationale",
        f"secondsource: {rows[2]['claim']} is recorded as corroborated, but it has {weak}",
    ]
    assert [event.values["despite"]["warnings"] for event in events()] == [
        ["single-origin", "no-primary-source", "no-rationale"],
        ["single-origin", "no-primary-source"],
    ]


def test_rows_of_another_case_are_an_error_unless_they_are_passed_over(
    rows: Rows, capsys: pytest.CaptureFixture[str]
) -> None:
    rows[1] |= BOTH
    rows[3]["claim"] = "abcdefabcdef"
    out, (told,) = run(capsys, save(rows), code=2)
    assert out == []
    assert "row 5 (abcdefabcdef)" in told
    assert "--skip-unknown" in told
    assert events() == []
    assert run(capsys, "edited.csv", "--skip-unknown") == (
        [
            "row 5, abcdefabcdef: is no claim of this case",
            "1 verdict recorded; 1 row passed over; 2 rows unchanged",
        ],
        [],
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04", "save it as CSV (UTF-8)"),
        (b"", "is empty"),
        (b"a,b\n1,2\n", "has no column 'claim'"),
        (b"claim,verdict\nID,disputed\nID,maybe\x1b[2J\n", "row 3: 'maybe"),
    ],
)
def test_a_file_that_can_not_be_used_is_told_in_one_line(
    rows: Rows, capsys: pytest.CaptureFixture[str], content: bytes, message: str
) -> None:
    Path("bad.csv").write_bytes(content.replace(b"ID", rows[1]["claim"].encode()))
    out, (told,) = run(capsys, "bad.csv", code=2)
    assert out == []
    assert message in told
    assert "\x1b" not in told
    assert events() == []


def test_long_lists_end_with_how_many_more(rows: Rows, capsys: pytest.CaptureFixture[str]) -> None:
    text = "\n".join(f"The bells rang {n} times." for n in range(25))
    with case_of(Path("long.db"), text) as case:
        for claim in list(casefile.claims(case)):
            casefile.mark(case, claim.claim, Verdict.DISPUTED, reviewer="Ann", rationale="no")
        exporting.write_file(Release(case), "csv", Path("long.csv"))
    changed = Path("long.csv").read_text(encoding="utf-8").replace('"disputed"', '""')
    Path("long.csv").write_text(changed, encoding="utf-8")
    assert main(["import", "long.db", "long.csv"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert len(out) == 22
    assert out[-2:] == ["and 5 rows more", "nothing recorded; 25 rows unchanged"]


def test_a_whole_case_comes_back_from_json_lines(capsys: pytest.CaptureFixture[str]) -> None:
    whole, again = Path("whole.jsonl"), Path("again.db")
    assert main(["export", "case.db", "-o", str(whole)]) == 0
    assert main(["import", str(again), str(whole), "--dry-run"]) == 2
    assert not again.exists()
    assert main(["import", str(again), str(whole)]) == 0
    assert "the whole case, 1 article" in capsys.readouterr().out
    with casefile.open_case(again) as one, casefile.open_case(Path("case.db")) as other:
        assert casefile.head(one) == casefile.head(other)
        assert list(casefile.claims(one)) == list(casefile.claims(other))
    assert main(["import", str(again), str(whole)]) == 2
    assert "there already" in capsys.readouterr().err
    whole.write_bytes(whole.read_bytes()[:-10])
    assert main(["import", "third.db", str(whole)]) == 2
    assert "cut off" in capsys.readouterr().err
    assert not Path("third.db").exists()
