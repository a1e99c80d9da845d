"""The desk's list: claims by position, so that a page costs the same at the end of a million as at the start.

All claims in reading order are found by the counts of listed claims that the case keeps, and by their numbers. Of a
filtered or sorted view, the numbers are kept in their order (8 bytes each): a claim that is marked stays where it was
until the view is made anew.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Final, NamedTuple

from secondsource.casefile.filters import GIVEN, Filter, given
from secondsource.casefile.numbering import SHELF, article_of, first_of
from secondsource.casefile.ordering import Order, find
from secondsource.model import Kind, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from secondsource.casefile.file import Case

_PAST_ALL: Final = (1 << 63) - 1
_FEW: Final = 2_000  # open claims that are looked up at once
_AHEAD, _FARTHEST = 64, 16_384  # claims of which it is asked at once which are open, at first and at most
TEXT_LIMIT = 300  # code points of a claim that a row holds: more than the widest terminal shows


class Row(NamedTuple):
    """One claim as the list shows it.

    ``number`` orders it over the whole case, ``conflict`` tells of verdicts that contradict each other, ``marks`` which
    checks found something (see ``casefile.checks_of``).
    """

    number: int
    uid: str
    article: int
    kind: Kind
    verdict: Verdict | None
    source: str | None
    text: str
    conflict: bool = False
    marks: int = 0


_ROW: Final = (
    "select claim.id, claim.uid, claim.article, claim.kind, standing.verdict, "
    f"coalesce(source.name, claim.source_text), substr(claim.text, 1, {TEXT_LIMIT}), standing.conflict is not null, "
    "coalesce((select marks from examined where examined.claim = claim.id), 0) "
    "from standing cross join claim on claim.id = standing.claim left join source on source.id = standing.source"
)


class View:
    """The claims asked for, by position from 0.

    ``numbers`` are those claims' in their order, where ``find`` gave them before, maybe in another thread.
    """

    def __init__(
        self,
        case: Case,
        wanted: Filter | None = None,
        order: Order = Order.READING,
        *,
        numbers: array[int] | None = None,
    ) -> None:
        self._connection = case.connection
        self.filter = wanted or Filter()
        self.order = order
        self._shelves = _Shelves(case.connection)
        self._numbers = numbers
        if numbers is None and (self.filter or order is not Order.READING):
            self._numbers = find(case, wanted, order)
        self.count = self._shelves.total if self._numbers is None else len(self._numbers)
        """How many claims were asked for."""

    def rows(self, position: int, count: int) -> list[Row]:
        """Return up to ``count`` rows from ``position`` on."""
        if self._numbers is None:
            if position >= min(self.count, self._shelves.total):
                return []
            condition = "standing.claim >= ? and standing.listed order by standing.claim limit ?"
            return self._read(condition, self._shelves.number_at(position), min(count, self.count - position))
        numbers = self.numbers(position, position + count)
        by_number = {row.number: row for row in self._read(f"standing.claim in {GIVEN}", given(numbers))}
        return [by_number[number] for number in numbers]

    def _read(self, condition: str, *values: int | str) -> list[Row]:
        return [
            Row(
                number,
                uid,
                article,
                Kind(kind),
                Verdict(verdict) if verdict else None,
                source,
                text,
                bool(conflict),
                marks,
            )
            for number, uid, article, kind, verdict, source, text, conflict, marks in self._connection.execute(
                f"{_ROW} where {condition}", values
            )
        ]

    def numbers(self, first: int, end: int) -> array[int]:
        """Return the numbers of the claims from position ``first`` up to, not including, ``end``."""
        if self._numbers is None:
            if first >= min(end, self.count, self._shelves.total):
                return array("q")
            rows = self._connection.execute(
                "select claim from standing where claim >= ? and listed order by claim limit ?",
                (self._shelves.number_at(first), min(end, self.count) - first),
            )
            return array("q", chain.from_iterable(rows))
        return self._numbers[first:end]

    def number_at(self, position: int) -> int:
        """Return the number of the claim at a position that exists."""
        if self._numbers is None:
            return self._shelves.number_at(position)
        (number,) = self.numbers(position, position + 1)
        return number

    def position_of(self, number: int) -> int | None:
        """Return the position of the claim with this number, None where the view does not hold it."""
        if self._numbers is None:
            position = min(self._shelves.before(number), self.count)
            return position if position < self.count and self.number_at(position) == number else None
        if self.order is not Order.READING:
            try:
                return self._numbers.index(number)
            except ValueError:
                return None
        position = bisect_left(self._numbers, number)
        return position if position < len(self._numbers) and self._numbers[position] == number else None

    def next_open(self, position: int, step: int = 1) -> int | None:
        """Return the next position after (``step`` 1) or before (-1) this one whose claim is open, else None."""
        if self._numbers is None:
            return self._next_listed_open(position, step)
        is_open = self._open_claims()
        at, ahead = position + step, _AHEAD
        at = min(at, len(self._numbers) - 1) if step < 0 else max(at, 0)
        while at >= 0:
            some = self.numbers(at, at + ahead) if step > 0 else self._numbers[max(at + 1 - ahead, 0) : at + 1]
            if not some:
                return None
            opened = is_open(some)
            for number in some if step > 0 else reversed(some):
                if number in opened:
                    return at
                at += step
            ahead = min(4 * ahead, _FARTHEST)
        return None

    def _open_claims(self) -> Callable[[Sequence[int]], frozenset[int]]:
        """Return what tells which of some claims are open."""
        (left,) = self._connection.execute("select claims from tally where verdict = 'open'").fetchone()
        if left > _FEW:
            return lambda some: self._numbers_of(f"claim in {GIVEN} and +verdict is null and listed", given(some))
        opened = self._numbers_of("verdict is null and listed") if left else frozenset()
        return lambda some: opened

    def _numbers_of(self, condition: str, *values: str) -> frozenset[int]:
        rows = self._connection.execute(f"select claim from standing where {condition}", values)
        return frozenset(chain.from_iterable(rows))

    def _next_listed_open(self, position: int, step: int) -> int | None:
        sign, order = (">", "asc") if step > 0 else ("<", "desc")
        if position < 0 or position >= self.count:
            here = 0 if position < 0 else _PAST_ALL
        else:
            here = self._shelves.number_at(position)
        row = self._connection.execute(
            f"select claim from standing where verdict is null and listed and claim {sign} ? "
            f"order by claim {order} limit 1",
            (here,),
        ).fetchone()
        found = self.count if row is None else self._shelves.before(row[0])
        return found if found < self.count else None

    def next_article(self, position: int, step: int = 1) -> int | None:
        """Return the next position whose claim is of another article (``step`` 1), else None.

        With ``step`` -1, the first of the nearest run of claims of one other article before.
        """
        article = article_of(self.number_at(position))
        if self._numbers is None:
            if step > 0:
                following = self._shelves.before(first_of(article + 1))
                return following if following < self.count else None
            before = self._shelves.before(first_of(article)) - 1
            return None if before < 0 else self._shelves.before(first_of(article_of(self.number_at(before))))
        if step > 0:
            return self._leave(article, position, step)
        last = self._leave(article, position, step)
        if last is None:
            return None
        outside = self._leave(article_of(self._numbers[last]), last, step)
        return 0 if outside is None else outside + 1

    def _leave(self, article: int, position: int, step: int) -> int | None:
        """Return the first position on the way from this one whose claim is not of this article."""
        position += step
        while position >= 0 and (some := self.numbers(position, position + 1)):
            if article_of(some[0]) != article:
                return position
            position += step
        return None


class _Shelves:
    """Where claims stand among all that are listed, by the counts that the case keeps for each run of articles."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._seen: tuple[int, int] | None = None
        self._held: tuple[int, tuple[int, int, int]] | None = None
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
        if seen == self._seen:
            return
        # Our own marks, which come at every key, move none: the sums tell sooner than all shelves would.
        sums = self._connection.execute("select count(*), sum(claims), sum(id * claims) from shelf").fetchone()
        if (version, sums) != self._held:
            shelves = self._connection.execute("select id, claims from shelf where claims > 0 order by id").fetchall()
            self._ids = [shelf for shelf, _ in shelves]
            self._before = list(accumulate((claims for _, claims in shelves), initial=0))
        self._seen, self._held = seen, (version, sums)
