"""The desk's list: claims by position, so that a page costs the same at the end of a million as at the start.

Unfiltered, a claim's position is its number less one. Filtered, the positions are frozen in a temporary table when
the filter is set: a claim that is marked stays where it was until the view is made anew.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from secondsource.casefile.queries import Filter, numbers
from secondsource.model import Kind, Verdict

if TYPE_CHECKING:
    from secondsource.casefile.file import Case

TEXT_LIMIT = 300  # code points of a claim that a row holds: more than the widest terminal shows


@dataclass(frozen=True, slots=True)
class Row:
    """One claim as the list shows it; ``number`` is its place in reading order over the whole case, from 1."""

    number: int
    uid: str
    article: int
    kind: Kind
    verdict: Verdict | None
    source: str | None
    text: str


class View:
    """The claims asked for, by position from 0. One view a case at a time: a new one takes the old one's place."""

    def __init__(self, case: Case, wanted: Filter | None = None) -> None:
        self._connection = case.connection
        self.filter = wanted or Filter()
        if not self.filter:
            self.count = self._one("select max(id) from claim") or 0
            return
        asked, values = numbers(self.filter)
        self._connection.execute("drop table if exists temp.listed")
        self._connection.execute("create temp table listed (position integer primary key, claim integer not null)")
        self._connection.execute(f"insert into listed (claim) {asked}", values)
        self.count = self._one("select max(position) from listed") or 0

    @classmethod
    def of_any(cls, case: Case, wanted: Filter) -> View | None:
        """Return the claims asked for; where there are none, None, and the view in force stays as it was."""
        asked, values = numbers(wanted)
        return cls(case, wanted) if case.connection.execute(f"{asked} limit 1", values).fetchone() else None

    def rows(self, position: int, count: int) -> list[Row]:
        """Return up to ``count`` rows from ``position`` on."""
        table, key = ("listed join claim on claim.id = listed.claim", "listed.position")
        if not self.filter:
            table, key = "claim", "claim.id"
        first = position + 1
        found = self._connection.execute(
            "select claim.id, claim.uid, claim.article, claim.kind, standing.verdict, "
            f"coalesce(source.name, claim.source_text), substr(claim.text, 1, {TEXT_LIMIT}) "
            f"from {table} join standing on standing.claim = claim.id left join source on source.id = claim.source "
            f"where {key} >= ? and {key} < ? order by {key}",
            (first, first + count),
        )
        return [
            Row(number, uid, article, Kind(kind), Verdict(verdict) if verdict else None, source, text)
            for number, uid, article, kind, verdict, source, text in found
        ]

    def number_at(self, position: int) -> int:
        """Return the number of the claim at a position that exists."""
        if not self.filter:
            return position + 1
        return self._one("select claim from listed where position = ?", position + 1) or 0

    def position_of(self, number: int) -> int | None:
        """Return the position of the claim with this number, None where the view does not hold it."""
        position = self._first_from(number)
        return position if position < self.count and self.number_at(position) == number else None

    def next_open(self, position: int, step: int = 1) -> int | None:
        """Return the next position after (``step`` 1) or before (-1) this one whose claim is open, else None."""
        sign, order = (">", "asc") if step > 0 else ("<", "desc")
        if self.filter:
            found = self._one(
                # The plus keeps SQLite from starting at the index of all open claims instead of at the position.
                "select listed.position from listed join standing on standing.claim = listed.claim "
                f"where listed.position {sign} ? and +standing.verdict is null "
                f"order by listed.position {order} limit 1",
                position + 1,
            )
        else:
            found = self._one(
                f"select claim from standing where verdict is null and claim {sign} ? and claim <= ? "
                f"order by claim {order} limit 1",
                position + 1,
                self.count,
            )
        return None if found is None else found - 1

    def next_article(self, position: int, step: int = 1) -> int | None:
        """Return the first position of the next article (``step`` 1), or of the one before (-1), else None."""
        first, last = self._article_around(self.number_at(position))
        if step > 0:
            following = self._first_from(last + 1)
            return following if following < self.count else None
        before = self._first_from(first) - 1
        return None if before < 0 else self._first_from(self._article_around(self.number_at(before))[0])

    def number_of(self, uid: str) -> int | None:
        """Return the number of the claim with this id in the case, listed or not."""
        return self._one("select id from claim where uid = ?", uid)

    def _article_around(self, number: int) -> tuple[int, int]:
        """Return the numbers of the first and the last claim of this claim's article: they stand together."""
        row = self._connection.execute(
            "select min(id), max(id) from claim where article = (select article from claim where id = ?)", (number,)
        ).fetchone()
        return int(row[0]), int(row[1])

    def _first_from(self, number: int) -> int:
        """Return the first position whose claim has this number or a higher one; ``count`` where there is none."""
        if not self.filter:
            return min(max(number - 1, 0), self.count)
        return bisect_left(range(self.count), number, key=self.number_at)

    def _one(self, sql: str, *values: int | str) -> int | None:
        row = self._connection.execute(sql, values).fetchone()
        return None if row is None or row[0] is None else int(row[0])
