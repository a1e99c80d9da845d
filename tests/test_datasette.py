"""A real Datasette over a case that a writer has open, with db/metadata.yml: descriptions, facets, search, queries."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import textwrap
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

import datasette_page
from datasette_page import METADATA, PROGRAM
from documented import QUERIES, TABLES, Sample, documented, rows
from helpers import case_of
from secondsource import casefile
from secondsource.model import Verdict

# What is told of in the metadata, by table: whether it is hidden, its facets and its columns.
TOLD = re.compile(r"^ {6}(\w+):\n((?: {8}.*\n)+)", re.MULTILINE)
needs_datasette = pytest.mark.skipif(PROGRAM is None, reason="Datasette is not installed (pip install datasette)")


def parts(name: str) -> str:
    """A part of the metadata: what stands below ``tables:`` or ``queries:``."""
    return METADATA.read_text(encoding="utf-8").split(f"    {name}:\n", 1)[1].split("    queries:\n", 1)[0]


def name_of(title: str) -> str:
    return re.sub(r"\W+", "_", title.lower())


def columns_of(path: Path, table: str) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [name for _, name, *_ in connection.execute(f"pragma table_info({table})")]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    with documented(tmp_path_factory.mktemp("datasette") / "case.db") as made:
        yield made


@pytest.fixture(scope="module")
def datasette(sample: Sample) -> Iterator[httpx.Client]:
    with (
        datasette_page.datasette(sample.path) as address,
        httpx.Client(base_url=address, trust_env=False, timeout=60) as client,
    ):
        yield client


def test_the_metadata_has_the_queries_of_the_page() -> None:
    queries = re.findall(
        r"^ {6}(\w+):\n {8}title: (.*)\n {8}sql: \|-\n((?: {10}.*\n)+)", parts("queries"), re.MULTILINE
    )
    assert {title: textwrap.dedent(sql).removesuffix("\n") for _, title, sql in queries} == QUERIES
    assert [name for name, _, _ in queries] == [name_of(title) for title in QUERIES]


def test_the_metadata_tells_of_every_table_and_of_no_column_that_is_not_there(sample: Sample) -> None:
    told = dict(TOLD.findall(parts("tables")))
    with closing(sqlite3.connect(sample.path)) as connection:
        there = {name for (name,) in connection.execute(TABLES)} | {"_sqlite_migrations"}
    assert told.keys() == there
    for table, about in told.items():
        known = columns_of(sample.path, table)
        described = re.findall(r"^ {10}(\w+):", about, re.MULTILINE)
        (facets,) = re.findall(r"^ {8}facets: \[(.*)\]", about, re.MULTILINE) or [""]
        assert set(described) <= set(known), table
        assert described == [name for name in known if name in described], table  # in the table's order
        assert set(filter(None, facets.split(", "))) <= set(known), table
        assert about == "        hidden: true\n" or about.startswith("        description: "), table


@needs_datasette
def test_every_query_is_a_page_that_finds_what_the_shell_finds(datasette: httpx.Client, sample: Sample) -> None:
    for title, query in QUERIES.items():
        given = sample.fill_in(query)
        page = datasette.get(f"/case/{name_of(title)}.json", params=given)
        assert page.status_code == 200, title
        found = rows(sample, query)
        assert page.json()["columns"] == list(found[0]), title
        assert [dict(zip(page.json()["columns"], row, strict=True)) for row in page.json()["rows"]] == found, title
        shown = datasette.get(f"/case/{name_of(title)}", params=given)
        assert (shown.status_code, title in shown.text) == (200, True)
        for name in given:
            assert f'name="{name}"' in shown.text  # a field to fill in


@needs_datasette
def test_every_table_and_view_is_a_page_with_its_description_and_its_facets(
    datasette: httpx.Client, sample: Sample
) -> None:
    for table, about in TOLD.findall(parts("tables")):
        if table == "claim_fts":
            continue
        page = datasette.get(f"/case/{table}")
        assert page.status_code == 200, table
        assert datasette.get(f"/case/{table}.json", params={"_shape": "array"}).json(), table
        if "hidden: true" in about:
            continue
        for said in re.findall(r'^ +(?:description|\w+): "?([A-Z]\w+ [^"\n]*)', about, re.MULTILINE):
            assert said.replace("'", "&#39;") in page.text, (table, said)
        (facets,) = re.findall(r"^ {8}facets: \[(.*)\]", about, re.MULTILINE) or [""]
        found = datasette.get(f"/case/{table}.json").json()
        assert not found.get("facets_timed_out"), table
        assert set(found["facet_results"]) == set(filter(None, facets.split(", "))), table
    claims = datasette.get("/case/v_claims.json").json()["facet_results"]["verdict"]["results"]
    with closing(sqlite3.connect(sample.path)) as connection:
        counted = dict(connection.execute("select verdict, count(*) from v_claims group by 1").fetchall())
    # Datasette has no facet for what is empty; open claims are behind a filter.
    assert {one["value"]: one["count"] for one in claims} == {known: n for known, n in counted.items() if known}
    shown = datasette.get("/case/v_claims.json", params={"_shape": "array", "verdict__isnull": "1"}).json()
    assert len(shown) == counted[None]


@needs_datasette
def test_claims_are_searched_by_their_words(datasette: httpx.Client, sample: Sample) -> None:
    for words in ("drones", "Drone"):
        found = datasette.get("/case/claim.json", params={"_shape": "array", "_search": words}).json()
        assert {claim["uid"] for claim in found} == {sample.given["claim"]}
    assert 'type="search"' in datasette.get("/case/claim").text
    for hostile in ('"', "text:", "a AND", "*", "')--"):
        assert datasette.get("/case/claim", params={"_search": hostile}).status_code < 500, hostile


@needs_datasette
def test_nothing_is_written_through_it(datasette: httpx.Client, sample: Sample) -> None:
    for query in ("delete from event", "update standing set verdict = 'disputed'", "attach 'x' as y"):
        answer = datasette.get("/case.json", params={"sql": query})
        assert (answer.status_code, answer.json()["ok"]) == (400, False), query
    with casefile.open_case(sample.path, reading=True) as case:
        assert list(casefile.verify(case)) == []


@needs_datasette
def test_what_is_decided_meanwhile_is_there_at_once_unless_it_was_opened_as_immutable(tmp_path: Path) -> None:
    """Why the page says not to use -i: SQLite then reads the file alone, without what is written beside it."""
    path = tmp_path / "case.db"

    def counted(*options: str) -> int:
        run = subprocess.run(
            [PROGRAM, *options, "--get", "/case.json?sql=select+count(*)+as+n+from+v_verdicts&_shape=array"],
            capture_output=True,
            text=True,
            check=True,
        )
        return int(re.sub(r"\D", "", run.stdout))

    with case_of(path, "Ada Quill said: drones fly.") as case:
        case.connection.execute("pragma wal_checkpoint(truncate)")
        (claim,) = casefile.claims(case)
        casefile.mark(case, claim.claim, Verdict.DISPUTED, reviewer="Ann")
        assert counted(str(path)) == 1
        assert counted("-i", str(path)) == 0
    assert counted("-i", str(path)) == 1  # closed, the case is one file
