"""What a case amounts to in figures: how far it is, who decided how much, how far reviewers agree."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from secondsource.casefile.agreement import Agreement, Overall, Pair
from secondsource.casefile.file import explained
from secondsource.casefile.queries import Progress, progress
from secondsource.casefile.state.standing import taken_back
from secondsource.model import Coverage

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from secondsource.casefile.file import Case


@dataclass(frozen=True, slots=True)
class Reviewer:
    """On how many listed claims a verdict of this reviewer stands, and how many he or she signed off."""

    name: str
    verdicts: int
    sign_offs: int


@dataclass(frozen=True, slots=True)
class Stats:
    """The figures of a case.

    ``signed`` counts the claims whose verdict a second reviewer stands by; ``articles`` the articles in their newest
    version, ``earlier`` the earlier versions kept; ``sources`` those of listed claims; ``coverage`` sums up the words
    of the articles whose extraction says where they went. ``reviewers`` come with the busiest first.
    """

    progress: Progress
    signed: int
    orphans: int
    articles: int
    earlier: int
    sources: int
    coverage: Coverage
    reviewers: tuple[Reviewer, ...]
    pairs: tuple[Pair, ...]
    overall: Overall


def stats(case: Case) -> Stats:
    """Return the figures of a case, all of one moment whoever writes meanwhile."""
    connection = case.connection
    with explained(case.path):
        connection.execute("begin")
        try:
            agreement = Agreement()
            verdicts: Counter[str] = Counter()
            sign_offs: Counter[str] = Counter()
            for given, signers in _by_claim(connection):
                agreement.add(given)
                verdicts.update(given.keys())
                sign_offs.update(signers)
            names = sorted(verdicts | sign_offs, key=lambda name: (-verdicts[name], -sign_offs[name], name))
            return Stats(
                progress=progress(case),
                signed=_count(connection, "standing where listed and signed_by is not null"),
                orphans=_count(connection, "standing where listed and orphan"),
                articles=_count(connection, "article where newer is null"),
                earlier=_count(connection, "article where newer is not null"),
                sources=_count(
                    connection,
                    "source where exists (select 1 from standing where source = source.id and listed = 1)",
                ),
                coverage=_coverage(connection),
                reviewers=tuple(Reviewer(name, verdicts[name], sign_offs[name]) for name in names),
                pairs=agreement.pairs(),
                overall=agreement.overall(),
            )
        finally:
            connection.execute("rollback")


def _count(connection: sqlite3.Connection, rows: str) -> int:
    return int(connection.execute(f"select count(*) from {rows}").fetchone()[0])


# A claim on which a verdict stands has one in force or a conflict, so the rest need no look at their events.
_DECISIONS = """
    select standing.claim, event.uid, event.kind, event.actor,
        json_extract(event.payload, '$.verdict'), json_extract(event.payload, '$.event')
    from standing
    cross join claim on claim.id in (
        select standing.claim union all select other.claim from standing as other where other.counts_at = standing.claim
    )
    cross join event on event.subject = claim.uid
    where standing.listed and (standing.verdict is not null or standing.conflict is not null)
        and event.kind in ('verdict', 'signoff', 'undo', 'redo')
    order by standing.claim
"""


def _by_claim(connection: sqlite3.Connection) -> Iterator[tuple[dict[str, str], set[str]]]:
    """Yield for each decided claim the latest standing verdict of each reviewer, and who signed it off."""
    for _, rows in groupby(connection.execute(_DECISIONS), key=lambda row: row[0]):
        events = sorted({row[1:] for row in rows})  # a claim of several extractions meets its events several times
        taken = taken_back((kind, meant) for _, kind, _, _, meant in events)
        standing = [row for row in events if row[0] not in taken]
        yield (
            {actor: verdict for _, kind, actor, verdict, _ in standing if kind == "verdict"},
            {actor for _, kind, actor, _, _ in standing if kind == "signoff"},
        )


def _coverage(connection: sqlite3.Connection) -> Coverage:
    attributed = narrator = 0
    silent: Counter[str] = Counter()
    for (text,) in connection.execute(
        "select coverage from extraction join article on article.id = extraction.article "
        "where chosen and newer is null and coverage is not null"
    ):
        one = json.loads(text)
        attributed += one["attributed"]
        narrator += one["narrator"]
        silent.update(one["silent"])
    return Coverage(attributed, narrator, dict(silent.most_common()))
