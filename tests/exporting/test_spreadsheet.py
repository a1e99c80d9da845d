"""CSV that a spreadsheet opens without harm and that gives every value back."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import SHARED, case_of, numbered, numbers
from secondsource import casefile, exporting
from secondsource.casefile import Examined, Kept
from secondsource.exporting import Release, guard, unguard
from secondsource.exporting.spreadsheet import write
from secondsource.model import Check, Finding, Stance, UnusableInput, Verdict

ANY = st.text(st.characters(codec="utf-8"))
STARTS = st.sampled_from(
    ["=", "+", "-", "@", "'", "\t=", " =", "\ufeff=", "\u200b@", "＝", "＋", "－", "＠", "''", "\r", "\n"]
)


@given(ANY | st.builds(str.__add__, STARTS, ANY) | st.text("0123456789.,:;/-+()'’ eTZ$€%#½３مамMmayrTrue"))
def test_guarded_values_come_back_and_start_no_formula(value: str) -> None:
    guarded = guard(value)
    assert unguard(guarded) == value
    visible = guarded.lstrip(" \ufeff\u200b\u00a0")
    assert not visible.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


@given(ANY)
def test_what_needs_no_guard_is_left_as_it_is(value: str) -> None:
    assert guard("words " + value) == "words " + value
    assert unguard("words " + value) == "words " + value


PLAIN = (
    "",
    "R1",
    "user1",
    "France 24",
    "20 people",
    "article-12",
    "the ferry ran 3 times",
    "May",
    "a true story",
    "https://a.example/1",
)
CONVERTED = (
    "007", "1e5", "1,234", "1.0", " 12 ", "12345678901234567890", "½ 3", "１２３", "٣", "50%", "$5", "R$ 5", "(5)",
    "1/2", "12:30", "7:44 pm", "2021-06-29", "29.06.2021", "June 29, 2021", "5 de marzo de 2021", "10. März", "SEPT2",
    "Mar1", "2021年6月29日", "2021-06-29T18:00:00Z", "TRUE", "false", "Wahr", "#N/A", "#REF!",
)  # fmt: skip


@pytest.mark.parametrize("value", PLAIN)
def test_names_and_sentences_are_not_guarded(value: str) -> None:
    assert guard(value) == value


@pytest.mark.parametrize("value", CONVERTED)
def test_what_a_spreadsheet_makes_numbers_and_dates_of_is_guarded(value: str) -> None:
    assert guard(value) == f"'{value}"
    assert unguard(f"'{value}") == value


def test_what_programs_read_keeps_its_form_unless_it_starts_a_formula(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(1)) as case:
        (claim,) = casefile.claims(case)
    claim = replace(claim, article="2021-06-29", published="2021-06-29", url="=1", rationale="12", channel="12:30")
    out = io.StringIO(newline="")
    list(exporting.write_csv([replace(claim, decided_at="2021-06-29T18:00:00.000Z")], out))
    out.seek(0)
    (row,) = csv.DictReader(out, strict=True)
    assert (row["article"], row["published"], row["url"]) == ("2021-06-29", "2021-06-29", "'=1")
    assert (row["decided_at"], row["start"]) == ("2021-06-29T18:00:00.000Z", str(claim.start))
    assert (row["rationale"], row["channel"]) == ("'12", "'12:30")
    assert {name: unguard(value) for name, value in row.items()}["channel"] == "12:30"


def test_a_byte_order_mark_is_written_on_request_alone(tmp_path: Path) -> None:
    marked, plain = io.StringIO(newline=""), io.StringIO(newline="")
    with case_of(tmp_path / "case.db", numbered(2)) as case:
        assert sum(write(Release(case), marked, bom=True)) == sum(write(Release(case), plain)) == 2
    assert marked.getvalue() == "\ufeff" + plain.getvalue()


def _marked(path: Path) -> casefile.Case:
    text = 'Ada Quill said: =HYPERLINK("http://example.com")\n\'Ada Quill said: "quoted, and cut" \nThe bells rang.'
    case = case_of(path, text)
    first = next(casefile.claims(case))
    casefile.mark(case, first.claim, Verdict.DISPUTED, reviewer="Ann", rationale='two\nlines, "quoted" and é')
    return case


def test_the_columns_are_those_of_the_contract(tmp_path: Path) -> None:
    with _marked(tmp_path / "case.db") as case:
        exporting.write_file(Release(case), "csv", tmp_path / "out.csv")
    data = (tmp_path / "out.csv").read_bytes()
    header = data.split(b"\r\n")[0].decode()
    assert header == (
        '"claim","article","outlet","published","url","source","source_text","affiliation","channel","kind","text",'
        '"start","end","verdict","rationale","reviewer","decided_at","findings","evidence"'
    )
    assert not data.startswith(b"\xef\xbb\xbf")


def test_reading_the_csv_gives_the_claims_back(tmp_path: Path) -> None:
    with _marked(tmp_path / "case.db") as case:
        assert exporting.write_file(Release(case), "csv", tmp_path / "out.csv") == 3
        with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
        for row, claim in zip(rows, casefile.claims(case), strict=True):
            for name, value in row.items():
                stored = getattr(claim, name)
                expected = "" if stored is None or stored == () else str(stored)
                assert unguard(value) == expected, name


def test_json_lines_hold_the_same_with_types(tmp_path: Path) -> None:
    out = io.StringIO()
    with _marked(tmp_path / "case.db") as case:
        claims = list(casefile.claims(case))
        assert sum(exporting.write_jsonl(claims, out)) == 3
    for line, claim in zip(out.getvalue().splitlines(), claims, strict=True):
        row = json.loads(line)
        assert tuple(row) == exporting.columns()
        assert row["start"] == claim.start
        assert row["verdict"] == claim.verdict
        assert row["findings"] == []


def test_the_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    with _marked(tmp_path / "case.db") as case:
        for name in ("one", "two"):
            exporting.write_file(Release(case), "csv", tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.touch()
    out.chmod(0o640)
    with _marked(tmp_path / "case.db") as case:
        exporting.write_file(Release(case), "csv", out)
    assert out.stat().st_mode & 0o777 == 0o640


def test_an_export_that_is_stopped_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("the last export")

    class StoppedError(Exception):
        pass

    def stop(count: int) -> None:
        assert count == 1000
        raise StoppedError

    with case_of(tmp_path / "case.db", numbered(1500)) as case, pytest.raises(StoppedError):
        exporting.write_file(Release(case), "csv", out, progress=stop)
    assert out.read_text() == "the last export"
    assert {file.name for file in tmp_path.iterdir()} == {"case.db", "out.csv"}


def test_places_where_nothing_can_be_written_are_told(tmp_path: Path) -> None:
    with _marked(tmp_path / "case.db") as case:
        for path, message in {
            tmp_path: "is a folder",
            tmp_path / "missing" / "out.csv": "there is no folder",
            tmp_path / "case.db": "is the case itself",
            Path("/dev/null/out.csv"): "there is no folder",
            tmp_path / ("x" * 5000): "can't be written",
        }.items():
            with pytest.raises(UnusableInput, match=message):
                exporting.write_file(Release(case), "csv", path)
        assert casefile.progress(case).total == 3


def test_naughty_strings_survive_the_round_trip() -> None:
    strings = SHARED / "hostile" / "blns.json"
    if not strings.exists():
        pytest.skip("the Big List of Naughty Strings does not lie beside this checkout")
    values = json.loads(strings.read_text(encoding="utf-8"))
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows([guard(value)] for value in values)
    out.seek(0)
    assert [unguard(row[0]) for row in csv.reader(out, strict=True)] == values


HOSTILE = ("=1+1", "@x", "\t=cmd|' /C calc'!A0", "'quoted", "two\r\nlines; and more", "\u202e\u200b=x", "\x1b[2J")


@pytest.mark.parametrize("words", HOSTILE)
def test_findings_reasons_and_evidence_from_outside_start_no_formula(tmp_path: Path, words: str) -> None:
    with case_of(tmp_path / "case.db", numbered(2)) as case:
        one, other = numbers(case)
        uid = next(casefile.claims(case)).claim
        despite = casefile.Despite(("single-origin",), words)
        casefile.mark(case, uid, Verdict.CORROBORATED, reviewer="Ann", rationale=words, despite=despite)
        casefile.attach(case, uid, b"x", reviewer="Ann", stance=Stance.SUPPORTS, name=words, url=words)
        found = Kept(Finding(Check.NUMBER, "rule", words), other=other)
        with case.write():
            casefile.keep(case, Examined(one, "1", "0" * 64, 2, (found,)), lambda _: (), lambda _: 1)
        (claim, _) = casefile.claims(case)
        exporting.write_file(Release(case), "csv", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        row, _ = csv.DictReader(file, strict=True)
    for value in row.values():
        visible = value.lstrip(" \ufeff\u200b\u202e\x1b")
        assert not visible.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert unguard(row["findings"]) == "; ".join(claim.findings)
    assert unguard(row["evidence"]) == "; ".join(claim.evidence) == f"supports: {words}"
    reason, origins, differs = claim.findings
    assert reason.startswith("corroborated despite single-origin: ")
    assert words.strip() in reason
    assert origins == "origins: 2"
    assert differs.startswith(f"number: {words} (")
