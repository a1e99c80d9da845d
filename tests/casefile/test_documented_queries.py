"""The tables and queries of db/README.md, read by other programs as they are while a writer has the case open."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from helpers import article, case_of, extraction, numbers
from secondsource import casefile
from secondsource.casefile import Described, Examined, Kept
from secondsource.model import Check, Finding, Kind, Span, Stance, Verdict

DB = Path(__file__).resolve().parents[2] / "db"
PAGE = (DB / "README.md").read_text(encoding="utf-8")
METADATA = DB / "datasette.yml"
QUERIES = dict(re.findall(r"^### (.*?)\n.*?```sql\n(.*?);\n```", PAGE, re.DOTALL | re.MULTILINE))
TEXTS = [
    "Ada Quill said: drones fly.\nThe bells rang.\nAda Quill said: the pier moved.",
    "Ada Quill said: rain is due.\nAn official said: the ferry ran twice.",
]
WRITER = """
import sys
from pathlib import Path
from secondsource import casefile
from secondsource.model import Verdict

with casefile.open_case(Path(sys.argv[1])) as case, case.write():
    case.connection.execute("update standing set verdict = 'unverified'")
    print("writing", flush=True)
    sys.stdin.read()
    case.connection.execute("rollback")
    case.connection.execute("begin")
"""


@dataclass(frozen=True)
class Sample:
    """A case in which every query finds something, and what to fill in for the words with a colon."""

    path: Path
    given: dict[str, str]

    def fill_in(self, query: str) -> dict[str, str]:
        return {name: self.given[name] for name in re.findall(r":(\w+)", query)}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    path = tmp_path_factory.mktemp("queries") / "case.db"
    blind = path.with_name("blind.db")
    with case_of(path, *TEXTS) as case:
        casefile.backup_blind(case, blind)
        drones, bells, pier, _, ferry = [claim.claim for claim in casefile.claims(case)]
        casefile.mark(case, drones, Verdict.DISPUTED, reviewer="Ann")
        casefile.mark(case, drones, Verdict.CORROBORATED, reviewer="Ann", rationale="seen from the pier")
        casefile.undo(case, reviewer="Ann")
        casefile.mark(case, pier, Verdict.CORROBORATED, reviewer="Ann")
        despite = casefile.Despite(("single-origin", "no-rationale"), "everybody saw it")
        casefile.mark(case, ferry, Verdict.CORROBORATED, reviewer="Ann", despite=despite)
        photograph = casefile.attach(
            case, drones, b"a photograph", reviewer="Ann", stance=Stance.REFUTES, name="photograph"
        )
        casefile.attach(case, drones, b"the wrong one", reviewer="Ann", stance=Stance.REFUTES, name="wrong")
        casefile.undo(case, reviewer="Ann")
        first = casefile.correct_evidence(
            case, photograph.uid, reviewer="Cy", stance=Stance.CONTEXT, primary=False, passage=None
        )
        second = casefile.correct_evidence(
            case, first.uid, reviewer="Bo", stance=Stance.REFUTES, primary=True, passage="the wing"
        )
        casefile.undo(case, reviewer="Cy")  # what the second correction was made over is passed over all the same
        letter = casefile.attach(case, pier, b"a letter", reviewer="Bo", stance=Stance.SUPPORTS, name="letter")
        casefile.correct_evidence(case, letter.uid, reviewer="Bo", stance=None, primary=False, passage=None)
        (sha256,) = case.connection.execute("select sha256 from article where id = 1").fetchone()
        into = Described((Span(32, 37),), kind=Kind.NARRATOR)
        casefile.revise(case, "edit", sha256, [bells], [into], reviewer="Bo")
        newer = TEXTS[1].replace("ran twice", "ran once")
        casefile.add_article(case, article(newer, "article-2"), extraction(newer))
        with casefile.open_case(blind) as other:
            casefile.mark(other, drones, Verdict.CORROBORATED, reviewer="Bo")
            casefile.mark(other, pier, Verdict.CORROBORATED, reviewer="Bo")
        casefile.merge(case, blind, reviewer="Ann")
        one, _, other, *_ = numbers(case)
        differ = Finding(Check.NUMBER, "number.differs", "one here, two there", (Span(0, 6),), (Span(4, 8),))
        cut = Finding(Check.CUT, "fidelity.cut", "“not” is left out", (), (Span(0, 3),))
        ones = (Kept(cut, evidence=second.uid, likeness=0.812), Kept(differ, other=other, likeness=77.0))
        with case.write():
            casefile.keep(case, Examined(other, "1", "0" * 64, 1, ()), lambda _: (), lambda _: 2)
            casefile.keep(
                case, Examined(one, "1", "0" * 64, 2, ones), lambda _: (Kept(differ, other=one),), lambda _: 2
            )
        assert list(casefile.verify(case)) == []
        marked = next(casefile.history(case, pier))
        given = {"claim": drones, "reviewer": "Ann", "day": marked.at[:10], "words": "drone*"}
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == "writing\n"
        yield Sample(path, given)
        writer.communicate("")
    assert writer.returncode == 0


def rows(sample: Sample, query: str) -> list[dict[str, object]]:
    """What a plain client gets, which says nothing to SQLite but the query."""
    with closing(sqlite3.connect(sample.path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query, sample.fill_in(query))]


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


@pytest.fixture(scope="module")
def datasette(sample: Sample) -> Iterator[httpx.Client]:
    program = shutil.which("datasette") or shutil.which("datasette", path=Path(sys.executable).parent)
    if program is None:
        pytest.skip("Datasette is not installed (pip install datasette)")
    with subprocess.Popen(
        [program, sample.path, "--metadata", METADATA, "--port", "0"], stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr
        said = ""
        for line in server.stderr:
            said += line
            if address := re.search(r"running on (http://127\.0\.0\.1:\d+)", line):
                break
        else:
            pytest.fail(f"Datasette did not start: {said}")
        with httpx.Client(base_url=address[1], trust_env=False) as client:
            yield client
        server.terminate()
        server.communicate()


def test_datasette_has_the_queries_as_pages(datasette: httpx.Client, sample: Sample) -> None:
    for title, query in QUERIES.items():
        page = datasette.get(f"/case/{name_of(title)}.json", params={"_shape": "array", **sample.fill_in(query)})
        assert page.json() == rows(sample, query), title
        assert title in datasette.get(f"/case/{name_of(title)}").text


def test_datasette_shows_views_and_tables_and_searches_the_claims(datasette: httpx.Client, sample: Sample) -> None:
    with closing(sqlite3.connect(sample.path)) as connection:
        names = [name for (name,) in connection.execute(TABLES) if name != "claim_fts"]
    for name in names:
        assert datasette.get(f"/case/{name}").status_code == 200, name
        assert datasette.get(f"/case/{name}.json", params={"_shape": "array"}).json(), name
    found = datasette.get("/case/claim.json", params={"_shape": "array", "_search": "drones"}).json()
    assert {claim["uid"] for claim in found} == {sample.given["claim"]}


def name_of(title: str) -> str:
    return re.sub(r"\W+", "_", title.lower())


def test_the_metadata_has_the_queries_of_the_page() -> None:
    told = METADATA.read_text(encoding="utf-8").split("    queries:\n", 1)[1]
    queries = re.findall(r"^ {6}(\w+):\n {8}title: (.*)\n {8}sql: \|-\n((?: {10}.*\n)+)", told, re.MULTILINE)
    assert {title: textwrap.dedent(sql).removesuffix("\n") for _, title, sql in queries} == QUERIES
    assert [name for name, _, _ in queries] == [name_of(title) for title in QUERIES]


TABLES = (
    "select name from sqlite_master where type in ('table', 'view') "
    "and name not like 'sqlite_%' and name not like '\\_sqlite%' escape '\\' and name not like 'claim_fts_%'"
)


def test_every_table_and_every_column_is_described(sample: Sample) -> None:
    described = {
        name: set(re.findall(r"`(\w+)`", columns)) for name, columns in re.findall(DESCRIBED, PAGE, re.MULTILINE)
    }
    with closing(sqlite3.connect(sample.path)) as connection:
        assert {name for (name,) in connection.execute(TABLES)} == described.keys()
        for name, columns in described.items():
            there = {column for _, column, *_ in connection.execute(f"pragma table_info({name})")}
            assert there <= columns, name


DESCRIBED = r"^\| `(\w+)` \| [^|]* \| (.*) \|$"
