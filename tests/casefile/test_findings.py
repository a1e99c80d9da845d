"""Findings as the case keeps them: both sides of a pair, filters and facets, and how verify tells of a change."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from helpers import case_of, numbered, numbers
from secondsource import casefile
from secondsource.casefile import Case, Examined, Filter, Kept
from secondsource.casefile.findings import MOST_BESIDE
from secondsource.casefile.marks import BIT
from secondsource.model import Check, Finding, Span, Verdict


def keep(case: Case, number: int, *findings: Kept, origins: int = 1, theirs: tuple[Kept, ...] = ()) -> None:
    with case.write():
        examined = Examined(number, "1", "0" * 64, origins, casefile.in_order(findings))
        casefile.keep(case, examined, lambda _: theirs, lambda _: 2)


def alike(other: int, likeness: float = 80.0, check: Check = Check.SAME) -> Kept:
    return Kept(Finding(check, "likeness", f"{likeness:.0f} of 100"), other=other, likeness=likeness)


def test_every_check_has_a_bit_of_its_own_that_stays() -> None:
    assert [(check.value, bit) for check, bit in BIT.items()] == [
        ("verbatim", 1), ("altered", 2), ("cut", 4), ("spliced", 8), ("paraphrase", 16), ("not found", 32),
        ("number", 64), ("time", 128), ("place", 256), ("name", 512), ("negation", 1024), ("modality", 2048),
        ("sources", 4096), ("unclear", 8192), ("single origin", 16384), ("same statement", 32768), ("related", 65536),
    ]  # fmt: skip
    for check, bit in BIT.items():
        assert casefile.checks_of(bit) == (check,)
    assert casefile.checks_of(sum(BIT.values())) == tuple(Check)


@pytest.fixture
def marked(tmp_path: Path):
    """Forty claims with checks drawn at random, some overridden, in conflict or listed no more."""
    chance = Random(20240312)
    with case_of(tmp_path / "case.db", numbered(20), numbered(20, "once ")) as case:
        found: dict[int, set[Check]] = {}
        for number in numbers(case):
            checks = chance.sample([check for check in Check if check is not Check.ORIGIN], chance.randrange(4))
            origins = chance.randrange(1, 4)
            keep(case, number, *(Kept(Finding(check, "rule", "words")) for check in checks), origins=origins)
            found[number] = {*checks, *([Check.ORIGIN] if origins == 1 else [])}
        for number in numbers(case)[::7]:
            despite = casefile.Despite(("single-origin",), "seen")
            uid = casefile.detail(case, number).claim.claim
            casefile.mark(case, uid, Verdict.CORROBORATED, reviewer="Ann", despite=despite)
        for number in (removed := numbers(case)[1::9]):
            uid = casefile.detail(case, number).claim.claim
            casefile.revise(case, "remove", casefile.article_sha256(case, number >> 32), [uid], [], reviewer="Ann")
        for number in removed:
            del found[number]
        assert {check for checks in found.values() for check in checks} == set(Check), "or this says little"
        yield case, found


def test_filters_and_facets_find_what_looking_at_every_claim_does(marked) -> None:
    case, found = marked
    meant = {
        **{check.value.replace(" ", "-"): {check} for check in Check},
        "differs": set(casefile.DIFFERENCES),
        "unfaithful": set(casefile.UNFAITHFUL),
    }
    expected = {name: [n for n, has in found.items() if has & checks] for name, checks in meant.items()}
    rest = {"conflict", "orphan", "overridden", "any"}
    assert meant.keys() | rest == casefile.FINDINGS.keys()
    expected["overridden"] = [number for number in found if _overridden(case, number)]
    expected["conflict"] = expected["orphan"] = []
    often = {Check.VERBATIM, Check.PARAPHRASE, Check.UNCLEAR, Check.ORIGIN, Check.SAME, Check.RELATED}
    expected["any"] = [number for number, has in found.items() if has - often]
    for name, numbers_ in expected.items():
        assert [row.number for row in casefile.View(case, Filter(finding=name)).rows(0, 99)] == numbers_, name
        both = casefile.View(case, Filter(finding=name, words="once")).rows(0, 99)
        assert [row.number for row in both] == [number for number in numbers_ if number >> 32 == 2], name
    counts = Counter(dict(casefile.facets(case, "finding", limit=99)))
    assert counts == Counter({name: len(some) for name, some in expected.items() if name != "any"})


def _overridden(case: Case, number: int) -> bool:
    (despite,) = case.connection.execute("select despite from standing where claim = ?", (number,)).fetchone()
    return despite is not None


def test_what_is_kept_of_two_claims_is_kept_at_both_and_goes_from_both(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(3)) as case:
        one, other, third = numbers(case)
        keep(case, one, alike(other), theirs=(alike(one),))
        assert casefile.findings_on(case, other) is None, "it is yet to be examined itself"
        assert casefile.found_by(case, other) == {one: casefile.detail(case, one).claim.claim}
        keep(case, other, alike(one), theirs=(alike(other),))
        keep(case, third, alike(one, 90), theirs=(alike(third, 90),))
        assert [kept.other for kept in casefile.findings_on(case, one).findings] == [third, other], "the likest first"
        assert casefile.origins_of(case, one) == 2, "worked out anew when another joined the statement"
        keep(case, other)
        assert [kept.other for kept in casefile.findings_on(case, one).findings] == [third]
        assert list(casefile.verify(case)) == []


def test_of_very_many_alike_the_nearest_are_kept(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(MOST_BESIDE + 6)) as case:
        first, *rest = numbers(case)
        keep(case, first)
        for likeness, number in enumerate(rest):
            keep(case, number, alike(first, likeness / 2), theirs=(alike(number, likeness / 2),))
        kept = [found.other for found in casefile.findings_on(case, first).findings]
        assert kept == rest[: -MOST_BESIDE - 1 : -1]
        assert list(casefile.found_by(case, first)) == kept
        assert list(casefile.verify(case)) == []


def test_likeness_is_ordered_as_it_is_kept(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(3)) as case:
        one, other, third = numbers(case)
        keep(case, one, alike(third, 80.000012), alike(other, 80.000011))
        before = casefile.findings_on(case, one)
        assert [found.other for found in before.findings] == [other, third]
        assert before.findings == casefile.in_order(before.findings)


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("update finding set words = 'nothing'", "its findings were changed"),
        ("delete from finding", "its findings were changed"),
        ("update examined set marks = 0", "its findings were changed"),
        ("delete from examined", "has findings that no check kept"),
        ("update finding set claim = (select max(id) from claim)", "has findings that no check kept"),
    ],
)
def test_findings_that_were_tampered_with_are_told_by_the_claim(tmp_path: Path, sql: str, expected: str) -> None:
    path = tmp_path / "case.db"
    with case_of(path, numbered(3)) as case:
        one, other, third = numbers(case)
        keep(case, one, alike(other))
        uids = [casefile.detail(case, number).claim.claim for number in (one, third)]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        (guard,) = connection.execute("select sql from sqlite_master where name = 'examined_deleted'").fetchone()
        connection.execute("drop trigger examined_deleted")
        connection.execute(sql)
        connection.execute(guard)
    with casefile.open_case(path) as case:
        faults = [str(fault) for fault in casefile.verify(case)]
        assert any(expected in fault and any(uid in fault for uid in uids) for fault in faults), faults
        assert all("secondsource examine" in fault for fault in faults)
        casefile.forget_findings(case)
        assert list(casefile.verify(case)) == []


def test_no_trigger_looks_through_a_table() -> None:
    schema = (Path(__file__).resolve().parents[2] / "db" / "schema.sql").read_text(encoding="utf-8")
    triggers = re.findall(r"create trigger (\w+_examined) .*?begin(.*?)end;$", schema, re.DOTALL | re.MULTILINE | re.I)
    assert len(triggers) == 4
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema)
        for name, body in triggers:
            for statement in body.split(";")[:-1]:
                of_one = re.sub(r"\b(new|old)\.\w+", "5", statement)
                steps = [step for *_, step in connection.execute(f"explain query plan {of_one}")]
                assert steps
                assert not [step for step in steps if step.startswith("SCAN") and "CONSTANT ROW" not in step], name


HOSTILE = "=cmd|' /C calc'!A0\n\x1b[2J\u202e“;\r\n@x"


@pytest.mark.parametrize("check", [Check.NUMBER, Check.CUT])
def test_exports_tell_findings_in_words_with_where_the_other_stands(tmp_path: Path, check: Check) -> None:
    with case_of(tmp_path / "case.db", numbered(1), "An official said: two boats sank.") as case:
        one, other = numbers(case)
        related = alike(other, check=Check.RELATED)
        found = Kept(Finding(check, "rule", HOSTILE, (Span(0, 3),), (Span(0, 2),)), other=other)
        keep(case, one, found, related, origins=3)
        theirs = casefile.detail(case, other).claim.claim
        claim, _ = casefile.claims(case)
        assert claim.findings == ("origins: 3", f"{check}: {HOSTILE} (article-2, claim {theirs})")
        assert casefile.detail(case, one).claim == claim
