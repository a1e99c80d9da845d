"""In which order claims are listed, and what makes one worth checking before another.

Check-worthiness is a sum of points, each for something that the case holds of the claim and that the desk can name.
That numbers and reported events tell claims worth checking from the rest is what ClaimBuster found in election
debates (Hassan, Arslan, Li and Tremayne, "Toward Automated Fact-Checking", KDD 2017). The points are our own rule, not
that model, and not fitted to its data: they say where to begin, never what is true.
"""

from __future__ import annotations

import contextlib
import sqlite3
import unicodedata
from array import array
from contextlib import closing
from enum import StrEnum
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from secondsource.casefile.filters import Filter, asked, stoppable
from secondsource.casefile.numbering import sql_article_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.casefile.file import Case


class Order(StrEnum):
    """How claims follow each other; those that are equal do so in reading order.

    CONFIDENCE begins with the least sure, and what has none comes last; SOURCE goes by name, then come those who have
    none, and last the article's own voice; DATE begins with the newest article, and undated ones come last.
    """

    READING = "reading order"
    WORTH = "check-worthiness"
    CONFIDENCE = "confidence"
    SOURCE = "source"
    DATE = "date"


NUMBER_WORDS: Final = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen "
    "half twice double triple percent"
)
"""Words that count as numbers, in all their forms; "one" and "second" mean too much else."""

TOKENIZER: Final = "porter unicode61 remove_diacritics 2"
"""How the case's search index takes texts apart."""

_NUMBER: Final = " OR ".join([*NUMBER_WORDS.split(), *(f"{digit}*" for digit in range(10))])
_HAS_NUMBER: Final = f"claim_fts match 'text : ({_NUMBER})'"
_IN_TEXT: Final = f"claim.id in (select rowid from claim_fts where {_HAS_NUMBER})"
_UNNAMED: Final = "select id from source where type = 'unnamed'"


class Factor(NamedTuple):
    """Something that makes a claim worth checking: how SQL asks it of ``claim`` and ``standing``, and in words."""

    points: int
    words: str
    sql: str


FACTORS: Final = (
    Factor(20, "verdicts in conflict", "standing.conflict is not null"),
    Factor(20, "not in the newer version of the article", "standing.orphan"),
    Factor(4, "a fact", "claim.nature = 'fact'"),
    Factor(2, "a prediction", "claim.nature = 'prediction'"),
    # The search index knows the words of all claims: asking it is five times as fast as reading their texts.
    Factor(3, "has a number", _IN_TEXT),
    Factor(2, "unnamed source", f"standing.source in ({_UNNAMED})"),
    Factor(1, "attributed speech", "(claim.kind <> 'narrator' and claim.speech)"),
)
"""The rule: the points of all that hold add up. Conflicts and orphans come before all else."""

_SCORE: Final = " + ".join(f"{factor.points} * ifnull({factor.sql}, 0)" for factor in FACTORS)


class _Sort(NamedTuple):
    """What SQL sorts by: the tables it needs, more that it joins, and the key; {number} is the claim's."""

    key: str
    tables: tuple[str, ...] = ()
    ranks: str = ""
    beside: str = ""


# By the rank of a name or a date, since numbers are sorted sooner, and there are fewer names and dates than claims.
_SORTS: Final = {
    Order.READING: _Sort("{number}"),
    Order.WORTH: _Sort(f"{_SCORE} desc, {{number}}", ("standing", "claim")),
    Order.CONFIDENCE: _Sort("claim.confidence nulls last, {number}", ("claim",)),
    Order.SOURCE: _Sort(
        "ranked.rank nulls last, case when standing.source is null then "
        "(select by_name(source_text) from claim where id = standing.claim) end nulls last, {number}",
        ("standing",),
        "select id, dense_rank() over (order by by_name(name)) as rank from source",
        "left join ranked on ranked.id = standing.source",
    ),
    Order.DATE: _Sort(
        "ranked.rank nulls last, {number}",
        (),
        "select id, dense_rank() over (order by published desc) as rank from article where published is not null",
        "left join ranked on ranked.id = {article}",
    ),
}
_CACHE: Final = 4000  # KiB that SQLite sorts in memory at a time; more makes it no faster


def find(
    case: Case, wanted: Filter | None = None, order: Order = Order.READING, *, limit: int | None = None
) -> array[int]:
    """Return the numbers of the claims asked for, in this order; no more than ``limit``.

    Takes 1 to 3 µs for each claim of the case. Another thread ends it by interrupting the case's connection
    (``sqlite3.Connection.interrupt``). Raises Stopped then, UnusableInput for a filter that means nothing.
    """
    connection = case.connection
    query = asked(connection, wanted or Filter())
    if order is Order.READING:
        sql = query.sql()
    else:
        sort = _SORTS[order]
        for table in sort.tables:
            query.ask(table)
        names = {"number": query.key, "article": sql_article_of(query.key)}
        sql = query.sql(sort.key.format(**names), sort.beside.format(**names))
        if sort.ranks:
            sql = f"with ranked as materialized ({sort.ranks}) {sql}"
        with contextlib.suppress(sqlite3.OperationalError):  # it is there, and in use
            connection.create_function("by_name", 1, _by_name, deterministic=True)
    with stoppable(), _small_cache(connection):
        return array("q", islice(chain.from_iterable(connection.execute(sql, query.values)), limit))


@contextlib.contextmanager
def _small_cache(connection: sqlite3.Connection) -> Iterator[None]:
    (before,) = connection.execute("pragma cache_size").fetchone()
    connection.execute(f"pragma cache_size = -{_CACHE}")
    try:
        yield
    finally:
        connection.execute(f"pragma cache_size = {before}")


def _by_name(name: str | None) -> str | None:
    """Return what a name is sorted by: without capitals and accents."""
    if name is None or name.isascii():
        return name and name.lower()
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(character for character in plain if not unicodedata.combining(character))


def worth(case: Case, number: int) -> tuple[int, tuple[str, ...]]:
    """Return how much the claim with this number is worth checking, in points, and what gives them, in words."""
    connection = case.connection
    (text,) = connection.execute("select text from claim where id = ?", (number,)).fetchone()
    asked_of_one = [one.sql.replace(_UNNAMED, f"{_UNNAMED} and id = standing.source") for one in FACTORS]
    conditions = ", ".join("?" if sql == _IN_TEXT else f"ifnull({sql}, 0)" for sql in asked_of_one)
    held = connection.execute(
        f"select {conditions} from standing join claim on claim.id = standing.claim where standing.claim = ?",
        (_has_number(text), number),
    ).fetchone()
    giving = [factor for factor, holds in zip(FACTORS, held, strict=True) if holds]
    return sum(factor.points for factor in giving), tuple(factor.words for factor in giving)


def _has_number(text: str) -> bool:
    # By the same search on an index of this text alone: in the case's own, the digits begin a million words.
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(f"create virtual table claim_fts using fts5 (text, tokenize = '{TOKENIZER}')")
        memory.execute("insert into claim_fts values (?)", (text,))
        return memory.execute(f"select 1 from claim_fts where {_HAS_NUMBER}").fetchone() is not None
