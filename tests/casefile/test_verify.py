"""Every change from outside is found: each column of each table, each event, the file itself."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from helpers import case_of, numbered
from secondsource import casefile
from secondsource.casefile import Described
from secondsource.model import Kind, SourceType, Span, Stance, UnusableInput, Verdict

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

        casefile.mark(case, rest[0], Verdict.CORROBORATED, reviewer="Ann")
        casefile.mark(case, rest[2], Verdict.CORROBORATED, reviewer="Ann")
        added = casefile.add_article(
            case,
            article(changed, "article-2", outlet="The Courier", title="Ferries", url="https://example.org/2"),
            extraction(changed),
        )
        assert added.replaced
        assert added.replaced.orphans
        assert list(casefile.verify(case)) == []
    return path


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
            key = "rowid" if table not in {"span", "claim_fts_idx", "claim_fts_config"} else f'"{column}"'
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
