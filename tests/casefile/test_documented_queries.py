"""The tables and queries of db/README.md, read by other programs as they are while a writer has the case open."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest

from documented import PAGE, QUERIES, TABLES, TEXTS, Sample, documented, rows
from secondsource import casefile

DESCRIBED = r"^\| `(\w+)` \| [^|]* \| (.*) \|$"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    with documented(tmp_path_factory.mktemp("queries") / "case.db") as made:
        yield made


@pytest.mark.parametrize("title", QUERIES)
def test_the_sqlite3_module_finds_something(title: str, sample: Sample) -> None:
    assert rows(sample, QUERIES[title])


def test_the_queries_find_what_their_titles_say(sample: Sample) -> None:
    def found(title: str) -> list[tuple[object, ...]]:
        return [tuple(row.values()) for row in rows(sample, QUERIES[title])]

    drones = sample.given["claim"]
    conflict = "disputed by Ann, corroborated by Bo"
    assert found("Verdicts that contradict each other") == [(drones, "drones fly.", conflict)]
    assert found("What is still open, by source") == [("Ada Quill", 2), ("An official", 1), ("the article itself", 1)]
    given = "Ann: disputed, Ann: corroborated (undone), Bo: corroborated"
    assert (drones, "drones fly.", 3, given) in found("Claims that were decided more than once")
    assert found("How far two reviewers agree") == [("Ann", "Bo", 2, 1)]
    (evidence,) = found("The evidence on each claim")
    assert evidence[0] == drones
    assert evidence[2:] == ("Bo", "refutes", "primary", "photograph", None, "the wing", len(b"a photograph"))
    with casefile.open_case(sample.path, reading=True) as case:
        (stands,) = casefile.all_evidence(case)
    assert (stands.claim, stands.reviewer, stands.passage, stands.primary) == (drones, "Bo", "the wing", True)
    ((one, _, *differ, other, there), (two, *_, back, _)) = found("Claims that differ from others")
    assert (one, two) in {(other, back), (back, other)}
    assert (differ, there) == (["number", "one here, two there"], there)
    assert drones in {one, two}
    (faithful,) = found("How claims stand to their primary sources")
    assert faithful == (drones, "drones fly.", "cut", "“not” is left out", "photograph", 0.81)
    ((_, *overridden),) = found("Corroborated in spite of a warning")
    assert overridden == ["the ferry ran twice.", "Ann", "single-origin, no-rationale: everybody saw it"]
    history = [row[1:] for row in found("The history of a claim, with what was taken back")]
    taken_back = [row[:3] for row in history if row[-1]]
    assert taken_back == [("Ann", "verdict", "corroborated"), ("Ann", "evidence", ""), ("Cy", "evidence", "")]
    assert [row[1] for row in history].count("undo") == 3
    assert found("Claims by their words") == [(drones, "Ada Quill", "drones fly.")]
    assert [row[0] for row in found("Sources that speak in more than one article")] == ["Ada Quill"]
    assert {row[1:3] for row in found("How much of each article is in its claims")} == {(1, 1)}
    assert [row[2:] for row in found("What reviewers made of the claims that were found")] == [
        ("edit", "The bells rang.", "bells")
    ]
    assert [row[1:] for row in found("Corroborated by a single origin")] == [
        ("the pier moved.", "Ada Quill", None, "Bo")
    ]
    assert [row[1] for row in found("Verdicts that rest on no evidence")] == ["the pier moved.", "the ferry ran twice."]
    with casefile.open_case(sample.path, reading=True) as case:
        by_people = [event for event in casefile.log(case) if event.kind not in {"case", "article", "merge"}]
    days = found("Decisions by reviewer and day")
    assert [row[1] for row in days if row[0] == sample.given["day"]] == sorted({row[1] for row in days})
    assert sum(sum(row[2:]) for row in days) == len(by_people)
    assert found("Sources that must not be known outside") == [("An official", "on background", 1, 1)]
    ((name, _, _, original, within, read_by, _, size, _),) = found("What the articles were read from")
    assert (name, original, within, read_by) == ("article-2", "article 2.txt", None, "UTF-8 text")
    assert size == len(TEXTS[1]) - 1
    (orphan,) = found("Decisions on words that a newer version no longer has")
    assert orphan[1:] == ("article-2", "the ferry ran twice.", "corroborated", "Ann")
    with casefile.open_case(sample.path, reading=True) as case:
        by_ann = [event for event in casefile.log(case) if event.actor == "Ann"]
    assert {event.kind for event in by_ann} == {"verdict", "undo", "evidence", "merge"}
    day = sample.given["day"]
    expected = [(event.at, event.kind) for event in by_ann if event.at.startswith(day)]
    assert [row[:2] for row in found("What a reviewer did in a day")] == expected


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the sqlite3 shell is not installed")
def test_the_sqlite3_shell_finds_the_same(sample: Sample) -> None:
    given = "".join(f".parameter set :{name} \"'{value}'\"\n" for name, value in sample.given.items())
    for title, query in QUERIES.items():
        run = subprocess.run(
            ["sqlite3", "-batch", "-readonly", "-json", sample.path],
            input=f"{given}{query};\n",
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert run.stderr == "", title
        assert json.loads(run.stdout) == rows(sample, query), title


def test_sqlite_utils_finds_the_same(sample: Sample) -> None:
    for title, query in QUERIES.items():
        given = [word for pair in sample.fill_in(query).items() for word in ("-p", *pair)]
        run = subprocess.run(
            [sys.executable, "-m", "sqlite_utils", "query", sample.path, query, *given],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert run.stderr == "", title
        assert json.loads(run.stdout) == rows(sample, query), title


def test_every_table_and_every_column_is_described(sample: Sample) -> None:
    described = {
        name: set(re.findall(r"`(\w+)`", columns)) for name, columns in re.findall(DESCRIBED, PAGE, re.MULTILINE)
    }
    with closing(sqlite3.connect(sample.path)) as connection:
        assert {name for (name,) in connection.execute(TABLES)} == described.keys()
        for name, columns in described.items():
            there = {column for _, column, *_ in connection.execute(f"pragma table_info({name})")}
            assert there <= columns, name
