"""db/many-cases.sql: several cases as one, in the sqlite3 shell and in any other program that attaches files."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from documented import DB, PAGE
from helpers import case_of
from secondsource import casefile
from secondsource.model import Verdict

SCRIPT = (DB / "many-cases.sql").read_text(encoding="utf-8")
TEXTS = {
    "one": ["Ada Quill said: the ferry ran late.\nThe pier was closed."],
    "two": ["Ada Quill said: the ferry ran late.\nThe pier was closed.", "a clerk said: nobody was hurt."],
    "three": ["Ada Quill said: nothing burned.\nThe bells rang.\nThe bells rang twice."],
}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    for name, texts in TEXTS.items():
        with case_of(tmp_path / f"{name}.db", *texts) as case:
            first, second, *_ = casefile.claims(case)
            if name != "three":
                verdict = Verdict.DISPUTED if name == "one" else Verdict.CORROBORATED
                casefile.mark(case, first.claim, verdict, reviewer=f"Rev {name}")
                casefile.mark(case, second.claim, Verdict.UNVERIFIED, reviewer="Ann")
    with casefile.open_case(tmp_path / "three.db"):  # the desk may have one open meanwhile
        yield tmp_path


def test_the_script_answers_over_three_cases(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    statements = [one.strip() for one in re.sub("^--.*$", "", SCRIPT, flags=re.MULTILINE).split(";") if one.strip()]
    with closing(sqlite3.connect("file:one.db?mode=ro", uri=True)) as connection:
        given = [rows for one in statements if (rows := connection.execute(one).fetchall())]
        with casefile.open_case(folder / "one.db") as case:
            ferry = next(casefile.claims(case)).claim
        assert given == [
            [("one", 2, 2, 1), ("three", 3, 0, 0), ("two", 3, 2, 0)],
            [("Ada Quill", "named", 3, 3)],
            [(ferry, "one: disputed (Rev one), two: corroborated (Rev two)")],
        ]
        columns = [name for _, name, *_ in connection.execute("pragma table_info(all_claims)")]
        assert columns == ["case", *(name for _, name, *_ in connection.execute("pragma table_info(v_claims)"))]


def test_the_sqlite3_shell_runs_it_as_the_page_says(folder: Path) -> None:
    if shutil.which("sqlite3") is None:
        pytest.skip("the sqlite3 shell is not installed here")
    (command,) = re.findall(r"sqlite3 (-readonly one\.db -init many-cases\.sql)\n```", PAGE)
    assert f"sqlite3 {command}\n" in SCRIPT
    shutil.copy(DB / "many-cases.sql", folder)
    before = {path: path.read_bytes() for path in folder.glob("*.db")}
    done = subprocess.run(
        ["sqlite3", *command.split()],
        cwd=folder,
        input="select count(*) from all_claims;\ndelete from two.tally;",
        capture_output=True,
        text=True,
        check=False,
    )
    assert "three|3|0|0\n" in done.stdout
    assert done.stdout.endswith("\n8\n")
    assert done.stderr.lower().count("error") == done.stderr.count("readonly database") == 1
    assert {path: path.read_bytes() for path in folder.glob("*.db")} == before


def test_words_are_found_in_every_attached_case(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (query,) = re.findall(r"### Claims by their words.*?```sql\n(.*?);\n```", PAGE, re.DOTALL)
    with closing(sqlite3.connect("file:one.db?mode=ro", uri=True)) as connection:
        connection.execute("attach 'three.db' as three")
        there = re.sub(r"(from|join) (\w+)", r"\1 three.\2 as \2", query).replace(" as claim as ", " as ")
        assert len(connection.execute(query, {"words": "ferry"}).fetchall()) == 1
        assert len(connection.execute(there, {"words": "bell*"}).fetchall()) == 2
