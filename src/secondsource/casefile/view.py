"""The desk's list: claims by position, so that a page costs the same at the end of a million as at the start.

Unfiltered, a position is found by the counts of listed claims that the case keeps, and a claim's number orders it.
Filtered, the positions are kept in a temporary table that is filled as far as somebody looks, so that the first page
of a broad search does not wait for the last: a claim that is marked stays where it was until the view is made anew.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from secondsource.casefile.numbering import SHELF, article_of, first_of
from secondsource.casefile.queries import Filter, numbers
from secondsource.model import Kind, Verdict

if TYPE_CHECKING:
    import sqlite3

    from secondsource.casefile.file import Case

_PAST_ALL: Final = (1 << 63) - 1
_FIRST: Final = 256  # claims that are looked for when a filter is set
_MORE: Final = 20_000  # and each time that these are not enough: some 50 ms
TEXT_LIMIT = 300  # code points of a claim that a row holds: more than the widest terminal shows


@dataclass(frozen=True, slots=True)
class Row:
    """One claim as the list shows it.

    ``number`` orders it over the whole case, ``conflict`` tells of verdicts that contradict each other.
    """

    number: int
    uid: str
    article: int
    kind: Kind
    verdict: Verdict | None
    source: str | None
    text: str
    conflict: bool = False


class View:
    """The claims asked for, by position from 0. One view a case at a time: a new one takes the old one's place."""

    def __init__(self, case: Case, wanted: Filter | None = None, *, _first: list[tuple[int]] | None = None) -> None:
        self._connection = case.connection
        self.filter = wanted or Filter()
        self._shelves = _Shelves(case.connection)
        self.found = self._shelves.total
        """How many of the claims asked for are found so far; all of them once ``complete``."""
        self.complete = not self.filter
        if self.complete:
            return
        first = _find(case.connection, self.filter) if _first is None else _first
        self._connection.execute("drop table if exists temp.listed")
        self._connection.execute("create temp table listed (position integer primary key, claim integer not null)")
        self._connection.executemany("insert into listed (claim) values (?)", first)
        self.found = len(first)
        self.complete = self.found < _FIRST

    @classmethod
    def of_any(cls, case: Case, wanted: Filter) -> View | None:
        """Return the claims asked for; where there are none, None, and the view in force stays as it was."""
        first = _find(case.connection, wanted)
        return cls(case, wanted, _first=first) if first else None

    @property
    def count(self) -> int:
        """How many claims were asked for. The first time, this looks for all of them: 1 to 3 µs each."""
        while not self.complete:
            self.find_more()
        return self.found

    def find_more(self) -> None:
        """Find some more of the claims asked for; ``found`` and ``complete`` tell how many and whether there are more.

        Takes some 50 ms, for a list that grows while nothing else is to be done.
        """
        if self.complete:
            return
        asked, values = numbers(self.filter, after=self.number_at(self.found - 1))
        added = self._connection.execute(f"insert into listed (claim) {asked} limit {_MORE}", values).rowcount
        self.found += added
        self.complete = added < _MORE

    def rows(self, position: int, count: int) -> list[Row]:
        """Return up to ``count`` rows from ``position`` on."""
        while position + count > self.found and not self.complete:
            self.find_more()
        if self.filter:
            table, key, first = (
                "listed cross join standing on standing.claim = listed.claim",
                "listed.position",
                position + 1,
            )
        elif position < min(self.found, self._shelves.total):
            table, key, first = "standing", "standing.claim", self._shelves.number_at(position)
        else:
            return []
        found = self._connection.execute(
            "select claim.id, claim.uid, claim.article, claim.kind, standing.verdict, "
            f"coalesce(source.name, claim.source_text), substr(claim.text, 1, {TEXT_LIMIT}), "
            f"standing.conflict is not null from {table} cross join claim on claim.id = standing.claim "
            f"left join source on source.id = standing.source where {key} >= ? and (standing.listed or ?) "
            f"order by {key} limit ?",
            (first, bool(self.filter), count),
        )
        return [
            Row(number, uid, article, Kind(kind), Verdict(verdict) if verdict else None, source, text, bool(conflict))
            for number, uid, article, kind, verdict, source, text, conflict in found
        ]

    def number_at(self, position: int) -> int:
        """Return the number of the claim at a position that exists."""
        if not self.filter:
            return self._shelves.number_at(position)
        while position >= self.found and not self.complete:
            self.find_more()
        return self._one("select claim from listed where position = ?", position + 1) or 0

    def position_of(self, number: int) -> int | None:
        """Return the position of the claim with this number, None where the view does not hold it."""
        position = self._first_from(number)
        return position if position < self.found and self.number_at(position) == number else None

    def next_open(self, position: int, step: int = 1) -> int | None:
        """Return the next position after (``step`` 1) or before (-1) this one whose claim is open, else None."""
        sign, order = (">", "asc") if step > 0 else ("<", "desc")
        while self.found < position and not self.complete:
            self.find_more()
        if self.filter:
            found = self._one(
                # The plus keeps SQLite from starting at the index of all open claims instead of at the position.
                "select listed.position from listed join standing on standing.claim = listed.claim "
                f"where listed.position {sign} ? and +standing.verdict is null "
                f"order by listed.position {order} limit 1",
                position + 1,
            )
            if found is None and step > 0 and not self.complete:
                self.find_more()
                return self.next_open(position, step)
            return None if found is None else found - 1
        if position < 0 or position >= self.found:
            here = 0 if position < 0 else _PAST_ALL
        else:
            here = self._shelves.number_at(position)
        number = self._one(
            f"select claim from standing where verdict is null and listed and claim {sign} ? "
            f"order by claim {order} limit 1",
            here,
        )
        found = None if number is None else self._first_from(number)
        return found if found is not None and found < self.found else None

    def next_article(self, position: int, step: int = 1) -> int | None:
        """Return the first position of the next article (``step`` 1), or of the one before (-1), else None."""
        article = article_of(self.number_at(position))
        if step > 0:
            following = self._first_from(first_of(article + 1))
            return following if following < self.found else None
        before = self._first_from(first_of(article)) - 1
        if before < 0:
            return None
        return self._first_from(first_of(article_of(self.number_at(before))))

    def number_of(self, uid: str) -> int | None:
        """Return the number of the claim with this id in the case, shown by this view or not."""
        return self._one(
            "select claim.id from claim join standing on standing.claim = claim.id where uid = ? "
            "order by listed desc limit 1",
            uid,
        )

    def _first_from(self, number: int) -> int:
        """Return the first position whose claim has this number or a higher one; ``count`` where there is none."""
        if not self.filter:
            return min(self._shelves.before(number), self.found)
        while not self.complete and self.number_at(self.found - 1) < number:
            self.find_more()
        return bisect_left(range(self.found), number, key=self.number_at)

    def _one(self, sql: str, *values: int | str) -> int | None:
        row = self._connection.execute(sql, values).fetchone()
        return None if row is None or row[0] is None else int(row[0])


def _find(connection: sqlite3.Connection, wanted: Filter) -> list[tuple[int]]:
    asked, values = numbers(wanted)
    return connection.execute(f"{asked} limit {_FIRST}", values).fetchall()


class _Shelves:
    """Where claims stand among all that are listed, by the counts that the case keeps for each run of articles."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._seen: tuple[int, int] | None = None
        self._ids: list[int] = []
        self._before: list[int] = [0]
        self._read()

    @property
    def total(self) -> int:
        """How many claims are listed."""
        return self._before[-1]

    def number_at(self, position: int) -> int:
        """Return the number of the claim at this position; of the last one, where there are not so many (any more)."""
        self._read()
        position = max(min(position, self.total - 1), 0)
        shelf = bisect_right(self._before, position) - 1
        row = self._connection.execute(
            "select claim from standing where claim >= ? and listed order by claim limit 1 offset ?",
            (self._ids[shelf] << SHELF, position - self._before[shelf]),
        ).fetchone()
        return int(row[0])

    def before(self, number: int) -> int:
        """Return how many listed claims have a lower number."""
        self._read()
        shelf = bisect_left(self._ids, number >> SHELF)
        (within,) = self._connection.execute(
            "select count(*) from standing where claim >= ? and claim < ? and listed",
            (number >> SHELF << SHELF, number),
        ).fetchone()
        return self._before[shelf] + int(within)

    def _read(self) -> None:
        # Any change, by this connection or another one, may have moved the claims.
        (version,) = self._connection.execute("pragma data_version").fetchone()
        seen = (version, self._connection.total_changes)
        if seen != self._seen:
            shelves = self._connection.execute("select id, claims from shelf where claims > 0 order by id").fetchall()
            self._ids = [shelf for shelf, _ in shelves]
            self._before = list(accumulate((claims for _, claims in shelves), initial=0))
            self._seen = seen
