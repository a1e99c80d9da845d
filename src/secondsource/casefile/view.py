"""The desk's list: claims by position, so that a page costs the same at the end of a million as at the start.

Unfiltered, a claim's position is its number less one. Filtered, the positions are frozen in a temporary table when
the filter is set: a claim that is marked stays where it was until the view is made anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from secondsource.casefile.queries import Filter, where
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
            (self.count,) = self._connection.execute("select coalesce(max(id), 0) from claim").fetchone()
            return
        condition, values = where(self.filter)
        self._connection.execute("drop table if exists temp.listed")
        self._connection.execute("create temp table listed (position integer primary key, claim integer unique)")
        self._connection.execute("begin")
        try:
            self._connection.execute(
                "insert into listed select row_number() over (order by claim.id) - 1, claim.id from claim "
                "join article on article.id = claim.article "
                f"join standing on standing.claim = claim.id left join source on source.id = claim.source {condition}",
                values,
            )
        finally:
            self._connection.execute("commit")
        (self.count,) = self._connection.execute("select count(*) from listed").fetchone()

    @classmethod
    def of_any(cls, case: Case, wanted: Filter) -> View | None:
        """Return the claims asked for; where there are none, None, and the view in force stays as it was."""
        condition, values = where(wanted)
        any_claim = case.connection.execute(
            "select 1 from claim join article on article.id = claim.article join standing on standing.claim = claim.id "
            f"left join source on source.id = claim.source {condition} limit 1",
            values,
        ).fetchone()
        return cls(case, wanted) if any_claim else None

    def rows(self, position: int, count: int) -> list[Row]:
        """Return up to ``count`` rows from ``position`` on."""
        if self.filter:
            table, key, first = "listed join claim on claim.id = listed.claim", "listed.position", position
        else:
            table, key, first = "claim", "claim.id", position + 1
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
        return int(self._one("select claim from listed where position = ?", position) or 0)

    def position_of(self, number: int) -> int | None:
        """Return the position of the claim with this number, None where the view does not hold it."""
        if not self.filter:
            return number - 1 if 1 <= number <= self.count else None
        return self._one("select position from listed where claim = ?", number)

    def next_open(self, position: int, step: int = 1) -> int | None:
        """Return the next position after (``step`` 1) or before (-1) this one whose claim is open, else None."""
        sign, order = (">", "asc") if step > 0 else ("<", "desc")
        if self.filter:
            return self._one(
                # The plus keeps SQLite from starting at the index of all open claims instead of at the position.
                "select listed.position from listed join standing on standing.claim = listed.claim "
                f"where listed.position {sign} ? and +standing.verdict is null "
                f"order by listed.position {order} limit 1",
                position,
            )
        number = self._one(
            f"select claim from standing where verdict is null and claim {sign} ? and claim <= ? "
            f"order by claim {order} limit 1",
            position + 1,
            self.count,
        )
        return None if number is None else number - 1

    def next_article(self, position: int, step: int = 1) -> int | None:
        """Return the first position of the next article (``step`` 1), or of the one before (-1), else None."""
        here = self._connection.execute("select article from claim where id = ?", (self.number_at(position),))
        (article,) = here.fetchone()
        table, key = (
            ("listed join claim on claim.id = listed.claim", "listed.position")
            if self.filter
            else ("claim", "claim.id - 1")
        )
        sign, order = (">", "asc") if step > 0 else ("<", "desc")
        # An article's claims stand together, so the neighbour is the nearest claim with another article.
        found = self._connection.execute(
            f"select claim.article from {table} where claim.article {sign} ? order by claim.article {order} limit 1",
            (article,),
        ).fetchone()
        if found is None:
            return None
        return self._one(f"select min({key}) from {table} where claim.article = ?", found[0])

    def number_of(self, uid: str) -> int | None:
        """Return the number of the claim with this id in the case, listed or not."""
        return self._one("select id from claim where uid = ?", uid)

    def _one(self, sql: str, *values: int | str) -> int | None:
        row = self._connection.execute(sql, values).fetchone()
        return None if row is None or row[0] is None else int(row[0])
