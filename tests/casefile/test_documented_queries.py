"""The queries of db/README.md run on a case as they stand there."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from helpers import case_of
from secondsource import casefile
from secondsource.model import Verdict

PAGE = Path(__file__).resolve().parents[2] / "db" / "README.md"
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("queries") / "case.db"
    with case_of(path, "Ada Quill said: drones fly.\nThe bells rang.", "Ada Quill said: rain is due.") as case:
        claim = next(casefile.claims(case)).claim
        for verdict in (Verdict.DISPUTED, Verdict.CORROBORATED):
            casefile.mark(case, claim, verdict, reviewer="Ann")
    return path


@pytest.mark.parametrize("query", QUERIES)
def test_it_runs_and_finds_something(query: str, path: Path) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute(query).fetchall()
    connection.close()


def test_every_table_is_described(path: Path) -> None:
    connection = sqlite3.connect(path)
    names = connection.execute(
        "select name from sqlite_master where type in ('table', 'view') "
        "and name not like '%sqlite_%' and name not like 'claim_fts_%'"
    ).fetchall()
    connection.close()
    assert [name for (name,) in names if f"| `{name}` |" not in PAGE.read_text(encoding="utf-8")] == []
