"""A case of a million claims with a million verdicts, made without extraction: for benchmarks and the curious.

python tests/bench/big_case.py PATH [ARTICLES] [CLAIMS_PER_ARTICLE]

Articles go in by ``add_articles``, verdicts by ``decide``, many to a transaction: the log is whole, as if people had
worked for years. Three claims in ten stay open, two have several verdicts, one over the other.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource import casefile
from secondsource.casefile import add_articles, prepare
from secondsource.casefile.acts.decisions import decide
from secondsource.model import (
    Article,
    Attribution,
    Coverage,
    Extraction,
    Kind,
    Nature,
    Source,
    SourceType,
    Span,
    Statement,
    Verdict,
)

if TYPE_CHECKING:
    import sqlite3

PLACES = ["Velm", "Marl", "Tessaly", "Northcoast", "Ouse", "Hallow", "Brackwater", "Sill"]
THINGS = ["bridge", "ferry", "pier", "harbour", "convoy", "warehouse", "school", "crossing"]
DEEDS = ["was closed", "was struck", "was repaired", "reopened", "caught fire", "was inspected"]
BATCH = 100  # articles in one transaction
VERDICTS = list(Verdict)
REVIEWERS = ["Ines Vandermolen", "Odell Marsh", "Petra Lindqvist"]
TIMES = [0, 0, 0, 1, 1, 1, 1, 1, 2, 3]
NEXT = f"select id, uid from claim where id > ? order by id limit {BATCH * 100}"
NAMES = ["Ilse Brandvold", "Ruben Achterhoek", "Maren Oduya", "Ada Quill", "Tamsin Vole", "Ignace Perrault"]


def story(chance: random.Random, number: int, claims: int) -> tuple[Article, Extraction]:
    """Return an article of so many sentences, each attributed or the narrator's."""
    parts, attributions, narrator, at = [], [], [], 0
    for n in range(claims):
        deed = f"the {chance.choice(THINGS)} of {chance.choice(PLACES)} {chance.choice(DEEDS)}"
        deed += f" on day {number * claims + n}"
        if n % 5 == 4:
            line = deed + ". "
            narrator.append(Statement((Span(at, at + len(line) - 1),), Nature.FACT, "so"))
        else:
            who = chance.choice(NAMES)
            line = f"{who} said {deed}. "
            start = at + len(who) + 6
            source, cue, content = Span(at, at + len(who)), Span(start - 5, start - 1), Span(start, at + len(line) - 2)
            speaker = Source(who, SourceType.NAMED, "official")
            one = Attribution(
                (source,), (cue,), (content,), Kind.INDIRECT, speaker, None, True, Nature.FACT, "so", 0.9, "made"
            )
            attributions.append(one)
        parts.append(line)
        at += len(line)
    article = Article("".join(parts), f"{number:064x}", f"story-{number}", outlet="The Velm Courier")
    return article, Extraction(tuple(attributions), tuple(narrator), (), Coverage(1, 1, {}), "made", "1")


def build(path: Path, articles: int, claims: int) -> tuple[float, float]:
    """Make the case; return how many claims a second were stored, and how many verdicts a second."""
    chance = random.Random(20240312)
    stored = decided = 0.0
    with casefile.create_case(path) as case:
        for first in range(0, articles, BATCH):
            stories = [story(chance, number, claims) for number in range(first, min(first + BATCH, articles))]
            began = time.perf_counter()
            add_articles(case, [prepare(*one) for one in stories])
            stored += time.perf_counter() - began
        last = 0
        while some := case.connection.execute(NEXT, (last,)).fetchall():
            began = time.perf_counter()
            with case.write():
                for number, uid in some:
                    judge(case.connection, number, uid, chance)
            decided += time.perf_counter() - began
            last = some[-1][0]
    return articles * claims / stored, articles * claims / decided


def judge(connection: sqlite3.Connection, number: int, uid: str, chance: random.Random) -> None:
    """Give a claim no verdict, one, or several, each over the one before; on average one."""
    for _ in range(chance.choice(TIMES)):
        why = "seen in the ledger" if chance.random() < 0.2 else None
        payload = {"verdict": chance.choice(VERDICTS), "rationale": why}
        decide(connection, number, "verdict", uid, chance.choice(REVIEWERS), payload)


if __name__ == "__main__":
    place = Path(sys.argv[1])
    articles, claims = (int(word) for word in [*sys.argv[2:], "100000", "10"][:2])
    stored, decided = build(place, articles, claims)
    print(f"{place}: {articles * claims:,} claims at {stored:,.0f} a second, verdicts at {decided:,.0f} a second")
