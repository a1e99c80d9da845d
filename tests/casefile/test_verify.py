"""Every change from outside is found: each column of each table, each event, the file itself."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from helpers import case_of, numbered, numbers
from secondsource import casefile
from secondsource.casefile import Described, Examined, Kept
from secondsource.model import Check, Finding, Kind, SourceType, Span, Stance, UnusableInput, Verdict

VIRTUAL = {"claim_fts"}  # what it holds is in the tables beside it


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case in which every table has rows and every column means something."""
    path = tmp_path_factory.mktemp("verify") / "case.db"
    texts = ["Ada Quill said: rain is due.\nAn official said: wind is due.\nThe bells rang.", numbered(4)]
    with case_of(path, *texts) as case:
        first, second, third, *rest = [claim.claim for claim in casefile.claims(case)]
        casefile.mark(case, first, Verdict.DISPUTED, reviewer="Ann", rationale="the log of the harbour")
        casefile.sign_off(case, first, reviewer="Bo")
        casefile.attach(
            case,
            first,
            b"the log",
            reviewer="Ann",
            stance=Stance.REFUTES,
            name="harbour log",
            url="https://example.org/log",
        )
        piece = casefile.attach(
            case,
            second,
            b"the speech",
            reviewer="Ann",
            stance=Stance.CONTEXT,
            name="speech",
            text="Wind is due, said nobody.",
        )
        casefile.correct_evidence(
            case,
            piece.uid,
            reviewer="Bo",
            stance=Stance.SUPPORTS,
            primary=True,
            passage="Wind is due",
            span=Span(0, 11),
        )
        casefile.explain(case, second, "asked twice", reviewer="Ann")
        casefile.note(case, third, "call the parish", reviewer="Bo")
        casefile.mark(case, third, Verdict.UNVERIFIED, reviewer="Bo")
        casefile.undo(case, reviewer="Bo")
        casefile.redo(case, reviewer="Bo")
        (sha256,) = case.connection.execute("select sha256 from article where id = 1").fetchone()
        made = Described((Span(0, 9),), kind=Kind.NARRATOR)
        casefile.revise(case, "add", sha256, [], [made], reviewer="Ann")
        keys = [key for (key,) in case.connection.execute("select key from source order by id")]
        casefile.rename_source(
            case, keys[0], reviewer="Ann", name="Mayor Quill", type=SourceType.NAMED, role="mayor", affiliation="Marl"
        )
        casefile.join_sources(case, keys, keys[0], reviewer="Ann")
        changed = texts[1].replace("ran 2 times", "ran twice")
        from helpers import article, extraction

        despite = casefile.Despite(("single-origin",), "asked two of them")
        casefile.mark(case, rest[0], Verdict.CORROBORATED, reviewer="Ann", despite=despite)
        casefile.mark(case, rest[2], Verdict.CORROBORATED, reviewer="Ann")
        added = casefile.add_article(
            case,
            article(changed, "article-2", outlet="The Courier", title="Ferries", url="https://example.org/2"),
            extraction(changed),
        )
        assert added.replaced
        assert added.replaced.orphans
        keep_findings(case, piece.uid)
        assert list(casefile.verify(case)) == []
    return path


def keep_findings(case: casefile.Case, evidence: str) -> None:
    """Keep what checks could have found: about two claims, at both, and about a claim and a piece of evidence."""
    one, other = numbers(case)[:2]
    number = Finding(Check.NUMBER, "number.at-least", "two here, three there", (Span(0, 2),), (Span(1, 3),))
    altered = Finding(Check.ALTERED, "fidelity.altered", "“may” is left out", (Span(2, 4),), (Span(0, 9), Span(12, 15)))
    ones = casefile.in_order([Kept(number, other=other, likeness=81.5), Kept(altered, evidence=evidence, likeness=0.7)])
    others = (Kept(number, other=one, likeness=81.5),)
    with case.write():
        casefile.keep(case, Examined(other, "1", "0" * 64, 2, ()), lambda _: (), lambda _: 1)
        casefile.keep(case, Examined(one, "1", "1" * 64, 1, ones), lambda _: others, lambda _: 1)
    assert casefile.findings_on(case, other) == Examined(other, "1", "0" * 64, 2, others)


@contextmanager
def tampered(path: Path) -> Iterator[sqlite3.Connection]:
    """The file in the hands of somebody who takes the guards away and puts them back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        guards = connection.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"drop trigger {name}")
        connection.execute("pragma ignore_check_constraints = on")
        yield connection
        for _, sql in guards:
            connection.execute(sql)


def faults(path: Path, **more: str) -> list[str]:
    with casefile.open_case(path) as case:
        return [str(fault) for fault in casefile.verify(case, **more)]


def test_a_case_that_nobody_touched_holds(full: Path) -> None:
    assert faults(full) == []


def columns() -> list[tuple[str, str]]:
    """Every column of every table of a fresh case, shadows of the full-text index included."""
    schema = (Path(__file__).resolve().parents[2] / "db" / "schema.sql").read_text()
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema)
        tables = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
        return [
            (table, column)
            for table in tables
            if table not in VIRTUAL and not table.startswith("sqlite_")
            for _, column, *_ in connection.execute(f"pragma table_info({table})")
        ]


@pytest.mark.parametrize(("table", "column"), columns(), ids=lambda part: str(part))
def test_a_change_of_any_column_of_any_table_is_found(full: Path, table: str, column: str, tmp_path: Path) -> None:
    tried = 0
    for which in ("min", "max"):
        path = tmp_path / f"{which}.db"
        shutil.copy(full, path)
        with tampered(path) as connection:
            without = {"span", "finding", "claim_fts_idx", "claim_fts_config"}
            key = "rowid" if table not in without else f'"{column}"'
            (chosen,) = connection.execute(
                f'select {which}({key}) from {table} where "{column}" is not null'
            ).fetchone()
            if chosen is None:
                (chosen,) = connection.execute(f"select {which}({key}) from {table}").fetchone()
            assert chosen is not None, f"{table} has no row to change"
            before = connection.execute(f'select "{column}" from {table} where {key} = ?', (chosen,)).fetchone()[0]
            after = other_than(before, column)
            connection.execute(f'update or replace {table} set "{column}" = ? where {key} = ?', (after, chosen))
            tried += connection.execute("select changes()").fetchone()[0]
        try:
            found = faults(path)
        except UnusableInput as fault:
            found = [str(fault)]
        assert found, f"{table}.{column} changed from {before!r} to {after!r} and nobody noticed"
    assert tried


def other_than(value: object, column: str) -> object:
    if isinstance(value, bytes):
        return value[:-1] + bytes([value[-1] ^ 1]) if value else b"x"
    if column in {"listed", "orphan", "chosen", "edited", "speech"}:
        return 1 - int(value)  # type: ignore[call-overload]
    if isinstance(value, int | float):
        return value + 1
    if value is None:
        return 1 if column in {"newer", "joined", "counts_at", "source"} else "x"
    choices = {"verdict": ["corroborated", "disputed"], "nature": ["fact", "opinion"], "role": ["source", "cue"]}
    for choice in choices.get(column, []):
        if choice != value:
            return choice
    text = str(value)
    return text[:-1] + ("1" if text.endswith("0") else "0")


def test_an_event_taken_out_is_missed(full: Path, tmp_path: Path) -> None:
    with casefile.open_case(full) as case:
        uids = [event.uid for event in casefile.log(case)]
        head = casefile.head(case)
    for position, uid in enumerate(uids):
        path = tmp_path / f"{position}.db"
        shutil.copy(full, path)
        with tampered(path) as connection:
            connection.execute("delete from event where uid = ?", (uid,))
        if position < len(uids) - 1:
            after = uids[position + 1]
            assert any(after in fault and "taken out" in fault for fault in faults(path))
        assert any("of the head you gave" in fault or "taken out" in fault for fault in faults(path, head=head))


def test_a_tail_cut_off_with_everything_made_to_fit_is_found_by_the_head_alone(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with case_of(path, numbered(3)) as case:
        uid = next(casefile.claims(case)).claim
        casefile.mark(case, uid, Verdict.DISPUTED, reviewer="Ann")
        earlier = casefile.head(case)
        casefile.mark(case, uid, Verdict.CORROBORATED, reviewer="Bo")
        head = casefile.head(case)
    with tampered(path) as connection:
        last = connection.execute("select max(uid) from event").fetchone()
        connection.execute("delete from event where uid = ?", last)
    with casefile.open_case(path) as case:
        from secondsource.casefile.state.standing import stand, standing_for

        with case.write():
            ((number, _),) = standing_for(case.connection, uid)
            stand(case.connection, number)
    assert faults(path) == []
    assert faults(path, head=earlier) == []
    (fault,) = faults(path, head=head)
    assert "of the head you gave: the end was cut off, or changed" in fault
    assert faults(path, head=earlier.partition(":")[2]) == []
    with pytest.raises(UnusableInput, match="a head is a number, a colon and 64"):
        faults(path, head="5")


def test_events_reordered_or_put_in_are_found(full: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    shutil.copy(full, path)
    with tampered(path) as connection:
        first, second = (uid for (uid,) in connection.execute("select uid from event order by uid limit 2 offset 4"))
        for old, new in ((first, "x" * 36), (second, first), ("x" * 36, second)):
            connection.execute("update event set uid = ? where uid = ?", (new, old))
    assert any(first in fault and "was changed" in fault for fault in faults(path))

    from secondsource.casefile.log.seal import seal

    path = tmp_path / "other.db"
    shutil.copy(full, path)
    with tampered(path) as connection:
        # A forger who knows the format: well sealed, but in the middle.
        uid, replica, claim, previous = connection.execute(
            "select uid, replica, subject, previous from event where kind = 'verdict' limit 1"
        ).fetchone()
        fields = (
            uid[:-1] + ("1" if uid.endswith("0") else "0"),
            replica,
            "verdict",
            claim,
            '{"over":[],"rationale":null,"verdict":"disputed"}',
            "Eve",
            "",
            previous,
        )
        connection.execute("insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*fields, seal(*fields)))
    assert any(fields[0] in fault and "is followed by none" in fault for fault in faults(path))


def test_a_page_of_noise_is_named_as_damage(full: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole.db"
    with closing(sqlite3.connect(full)) as connection:
        connection.execute("vacuum into ?", (str(whole),))  # without pages that hold nothing
    pages = whole.stat().st_size // 4096
    for page in range(1, pages):
        path = tmp_path / f"{page}.db"
        data = bytearray(whole.read_bytes())
        data[page * 4096 : page * 4096 + 4096] = bytes(range(256)) * 16
        path.write_bytes(data)
        try:
            found = faults(path)
        except UnusableInput as fault:
            found = [str(fault)]
        assert found, f"page {page} of {pages}"
        assert all("\n" not in fault for fault in found)


def test_a_guard_taken_away_is_told(full: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    shutil.copy(full, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("drop trigger event_changed")
        connection.execute("create table extra (x)")
    assert faults(path) == [
        "the table extra: does not belong to a case",
        "the trigger event_changed: was taken out of the case",
    ]


def test_it_checks_one_moment_while_others_write(full: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    shutil.copy(full, path)
    with casefile.open_case(path) as case, casefile.open_case(path) as other:
        uid = next(casefile.claims(case)).claim
        found = casefile.verify(
            case, progress=lambda *_: casefile.mark(other, uid, Verdict.DISPUTED, reviewer="Bo") and None
        )
        assert list(found) == []
        assert list(casefile.verify(case)) == []
