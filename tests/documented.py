"""A case in which every query of db/README.md finds something, and these queries."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from helpers import article, case_of, extraction, numbers
from secondsource import casefile
from secondsource.casefile import Described, Examined, Kept
from secondsource.model import Check, Finding, Kind, Original, Span, Stance, Terms, Verdict

DB = Path(__file__).resolve().parents[1] / "db"
PAGE = (DB / "README.md").read_text(encoding="utf-8")
QUERIES = dict(re.findall(r"^### (.*?)\n.*?```sql\n(.*?);\n```", PAGE, re.DOTALL | re.MULTILINE))
TABLES = (
    "select name from sqlite_master where type in ('table', 'view') "
    "and name not like 'sqlite_%' and name not like '\\_sqlite%' escape '\\' and name not like 'claim_fts_%'"
)
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


@contextlib.contextmanager
def documented(path: Path) -> Iterator[Sample]:
    """Make the case at ``path``; while it is given, a writer has it open with a change that never comes to be."""
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
        original = Original(newer.encode(), "article 2.txt", "UTF-8 text")
        casefile.add_article(case, article(newer, "article-2"), extraction(newer), original)
        official, *_ = casefile.source_list(case, "An official")
        casefile.rename_source(
            case, official.key, reviewer="Cy", name="An official", type=official.source.type, role=None,
            affiliation=None, terms=Terms.BACKGROUND,
        )  # fmt: skip
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
