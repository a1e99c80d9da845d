"""Takings-apart of articles into the tables."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Final

from secondsource.casefile.described import COLUMNS, SEALED, TakenApart, sources_of
from secondsource.casefile.numbering import place, within
from secondsource.casefile.state.sources import Numbers
from secondsource.model import Span, Spans

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_MOST: Final = 20_000  # claims that wait for the rest of their transaction
_INSERT_EXTRACTION = (
    "insert into extraction (article, engine, engine_version, coverage, digest, chosen) values (?, ?, ?, ?, ?, ?)"
)
_INSERT_CLAIM = (
    f"insert into claim (id, article, extraction, {', '.join(COLUMNS)}) values ({', '.join('?' * (len(COLUMNS) + 3))})"
)


class Storing:
    """Puts takings-apart into the tables, within one transaction, their claims together.

    ``flush`` makes what was put there for others to read, but for the index of words. That is written last, by
    ``finish``: FTS5 ends its segment at every other statement that can fail halfway, and many small ones cost more to
    write, to merge and to search.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers = Numbers(connection)
        self._claims: list[tuple[Any, ...]] = []
        self._spans: list[tuple[Any, ...]] = []
        self._standings: list[tuple[Any, ...]] = []
        self._words: list[tuple[Any, ...]] = []

    def put(self, article: int, taken_apart: TakenApart, *, chosen: bool, listed: bool, known: bool = True) -> int:
        """Put one that is not there yet to the article with this number; return the extraction's number.

        ``chosen`` and ``listed`` tell whether it is the article's own, and its claims are listed from the start;
        ``known`` whether the article may have claims already.
        """
        taken = set()
        if known:
            self.flush()
            taken = set(_numbers_within(self._connection, article))
        one = taken_apart
        row = (article, one.engine, one.version, one.coverage, one.digest, chosen)
        extraction = int(self._connection.execute(_INSERT_EXTRACTION, row).lastrowid or 0)
        numbers = []
        for values in one.claims:
            number = place(article, values[6])
            while number in taken:
                number += 1
            taken.add(number)
            numbers.append(number)
        sources = {source[1:]: self._numbers.of(*source) for source in one.sources}
        for number, values in zip(numbers, one.claims, strict=True):
            self._claims.append((number, article, extraction, *values))
            self._standings.append((number, listed, sources.get(values[-4:])))
            self._words.append((number, values[5], values[-4]))
        self._spans += [(numbers[claim], role, start, end) for claim, role, start, end in one.spans]
        if len(self._words) >= _MOST:
            self.finish()
        return extraction

    def flush(self) -> None:
        """Make what was put there for others to read."""
        execute = self._connection.executemany
        execute(_INSERT_CLAIM, self._claims)
        execute("insert into span values (?, ?, ?, ?)", self._spans)
        execute("insert into standing (claim, listed, orphan, source) values (?, ?, 0, ?)", self._standings)
        for waiting in (self._claims, self._spans, self._standings):
            waiting.clear()

    def finish(self) -> None:
        """Do so, and put the words into the index."""
        self.flush()
        self._connection.executemany("insert into claim_fts (rowid, text, source) values (?, ?, ?)", self._words)
        self._words.clear()


@contextlib.contextmanager
def storing(connection: sqlite3.Connection) -> Iterator[Storing]:
    """Put takings-apart into the tables; all that was put is there at the end of the block."""
    one = Storing(connection)
    yield one
    one.finish()


def store_by_hand(connection: sqlite3.Connection, article: int, taken_apart: TakenApart) -> list[int]:
    """Store what a reviewer made of an article and return its claims' numbers. What is there is left as it stands."""
    known = connection.execute("select id from extraction where digest = ?", (taken_apart.digest,)).fetchone()
    if known:
        (extraction,) = known
    else:
        with storing(connection) as store:
            extraction = store.put(article, taken_apart, chosen=False, listed=False)
    return _numbers_within(connection, article, extraction)


def copy_extraction(
    there: sqlite3.Connection, store: Storing, digest: str, article: int, *, chosen: bool = False
) -> int:
    """Put the extraction with this digest of another file to the article with this number here.

    Its claims are listed where it is the ``chosen`` one. Return its number here.
    """
    return store.put(article, _taken_apart(there, digest), chosen=chosen, listed=chosen)


def _taken_apart(connection: sqlite3.Connection, digest: str) -> TakenApart:
    number, article, sha256, engine, version, coverage = connection.execute(
        "select extraction.id, article.id, sha256, engine, engine_version, coverage from extraction "
        "join article on article.id = article where digest = ?",
        (digest,),
    ).fetchone()
    rows = connection.execute(
        f"select claim.id, {SEALED} from claim where id >= ? and id < ? and extraction = ? "
        'order by "start", "end", uid',
        (*within(article), number),
    ).fetchall()
    place_of = {claim: place for place, (claim, *_) in enumerate(rows)}
    spans = tuple(
        (place_of[claim], role, start, end)
        for claim, role, start, end in connection.execute(
            'select claim, role, "start", "end" from span where claim >= ? and claim < ?', within(article)
        )
        if claim in place_of
    )
    claims = tuple(row[1:] for row in rows)
    return TakenApart(sha256, engine, version, coverage, digest, claims, spans, sources_of(claims, sha256))


def spans_of(connection: sqlite3.Connection, claim: int) -> dict[str, Spans]:
    """Return the spans of the claim with this number by their role, in the order of the text."""
    spans: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    for role, start, end in connection.execute(
        'select role, "start", "end" from span where claim = ? order by "start"', (claim,)
    ):
        spans[role].append(Span(start, end))
    return {role: tuple(found) for role, found in spans.items()}


def _numbers_within(connection: sqlite3.Connection, article: int, extraction: int | None = None) -> list[int]:
    """Return the numbers of all claims of an article, or of those from one extraction."""
    rows = connection.execute(
        "select id from claim where id >= ?1 and id < ?2 and (?3 is null or extraction = ?3)",
        (*within(article), extraction),
    )
    return [number for (number,) in rows]
