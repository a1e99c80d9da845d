"""The values there are to filter by, and how many claims have each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from secondsource.casefile.filters import FINDINGS, holds, stoppable
from secondsource.casefile.marks import BIT, DIFFERENCES, UNFAITHFUL, bits
from secondsource.casefile.numbering import sql_of_article
from secondsource.model import Kind, Nature, UnusableInput

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from enum import StrEnum

    from secondsource.casefile.file import Case

    Counts = dict[str, int]

# Mostly there are none, and then this is sooner than looking at every claim's standing.
_LISTED: Final = "claim.id not in (select claim from standing where not listed)"
_BY_SOURCE: Final = (
    "(select source, count(*) as claims from standing where source is not null and listed = 1 group by source)"
)
_IN_ARTICLE: Final = f"(select count(*) from standing where {sql_of_article('claim')} and listed)"


def facets(case: Case, what: str, prefix: str = "", limit: int = 50) -> list[tuple[str, int]]:
    """Return the values of a field of ``Filter`` and how many listed claims have each, the most frequent first.

    ``what`` is verdict, kind, nature, source, source_type, outlet, channel, article, reviewer or finding; ``prefix`` a
    part of the values, in capitals or not; ``limit`` the most there are to be. Up to 1 µs for each claim of the case;
    another thread ends it by interrupting the case's connection. Raises Stopped then, UnusableInput for another field.
    """
    if what not in _COUNTS:
        raise UnusableInput(f"there are no values of {what!r} to count; there are of: {', '.join(_COUNTS)}")
    with stoppable():
        counts = _COUNTS[what](case.connection, prefix)
    part = prefix.casefold()
    found = [(value, claims) for value, claims in counts.items() if claims and part in value.casefold()]
    return sorted(found, key=lambda one: (-one[1], one[0]))[:limit]


def _verdicts(connection: sqlite3.Connection, part: str) -> Counts:
    return dict(connection.execute("select verdict, claims from tally").fetchall())


def _of_few(column: str, values: type[StrEnum]) -> Callable[[sqlite3.Connection, str], Counts]:
    # One sum for each value: grouping would sort all claims.
    sums = ", ".join(f"total({column} = '{value}')" for value in values)

    def counts(connection: sqlite3.Connection, part: str) -> Counts:
        row = connection.execute(f"select {sums} from claim where {_LISTED}").fetchone()
        return {one.value: int(count) for one, count in zip(values, row, strict=True)}

    return counts


def _sources(connection: sqlite3.Connection, part: str) -> Counts:
    condition, value = holds(connection, "source.name", part)
    return _read(
        connection,
        f"select name, sum(claims) from {_BY_SOURCE} cross join source on source.id = source where {condition} "
        "group by name",
        value,
    )


def _source_types(connection: sqlite3.Connection, part: str) -> Counts:
    return _read(
        connection, f"select type, sum(claims) from {_BY_SOURCE} cross join source on source.id = source group by type"
    )


def _of_articles(column: str) -> Callable[[sqlite3.Connection, str], Counts]:
    def counts(connection: sqlite3.Connection, part: str) -> Counts:
        condition, value = holds(connection, column, part)
        return _read(
            connection, f"select {column}, sum({_IN_ARTICLE}) from article where {condition} group by 1", value
        )

    return counts


def _channels(connection: sqlite3.Connection, part: str) -> Counts:
    condition, value = holds(connection, "channel", part)
    return _read(connection, f"select channel, count(*) from claim where {condition} and {_LISTED} group by 1", value)


def _reviewers(connection: sqlite3.Connection, part: str) -> Counts:
    """Count the claims that each decided, signed off, or has a contradicted verdict on."""
    counts: Counter[str] = Counter()
    for reviewer, signed_by, conflict, claims in connection.execute(
        "select reviewer, signed_by, conflict, count(*) from standing where listed and coalesce(reviewer, conflict) "
        "is not null group by 1, 2, 3"
    ):
        names = [reviewer] if reviewer else []
        names += signed_by.split(", ") if signed_by else []
        names += [one.partition(" by ")[2] for one in conflict.split(", ")] if conflict else []
        for name in set(names):
            counts[name] += claims
    return counts


def _findings(connection: sqlite3.Connection, part: str) -> Counts:
    columns = ", ".join(f"total(marks & {bit} <> 0)" for bit in BIT.values())
    row = connection.execute(
        f"select total(marks & {bits(DIFFERENCES)} <> 0), total(marks & {bits(UNFAITHFUL)} <> 0), {columns} "
        "from examined cross join standing on standing.claim = examined.claim where marks <> 0 and listed"
    ).fetchone()
    names = ["differs", "unfaithful", *(check.value.replace(" ", "-") for check in BIT)]
    counts = {name: int(count) for name, count in zip(names, row, strict=True)}
    of_verdicts = ("conflict", "orphan", "overridden")
    sums = ", ".join(f"total({FINDINGS[name]})" for name in of_verdicts)
    row = connection.execute(f"select {sums} from standing where listed").fetchone()
    return counts | {name: int(count) for name, count in zip(of_verdicts, row, strict=True)}


def _read(connection: sqlite3.Connection, sql: str, *values: str) -> Counts:
    return dict(connection.execute(sql, values).fetchall())


_COUNTS: Final = {
    "verdict": _verdicts,
    "kind": _of_few("claim.kind", Kind),
    "nature": _of_few("claim.nature", Nature),
    "source": _sources,
    "source_type": _source_types,
    "outlet": _of_articles("outlet"),
    "channel": _channels,
    "article": _of_articles("name"),
    "reviewer": _reviewers,
    "finding": _findings,
}
