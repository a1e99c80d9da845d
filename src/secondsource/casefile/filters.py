"""Which claims are asked for, and the SQL that finds them."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from secondsource.casefile.marks import BIT, DIFFERENCES, UNFAITHFUL, bits
from secondsource.casefile.numbering import sql_article_of, sql_of_article
from secondsource.model import Check, Kind, Nature, SourceType, Stopped, UnusableInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

_WITH: Final = "standing.claim in (select claim from examined where marks <> 0 and marks & {})"
_OFTEN: Final = (Check.VERBATIM, Check.PARAPHRASE, Check.UNCLEAR, Check.ORIGIN, Check.SAME, Check.RELATED)

FINDINGS: Final = {
    "conflict": "standing.conflict is not null",
    "orphan": "standing.orphan",
    "differs": _WITH.format(bits(DIFFERENCES)),
    "unfaithful": _WITH.format(bits(UNFAITHFUL)),
    **{check.value.replace(" ", "-"): _WITH.format(BIT[check]) for check in Check},
    "overridden": "standing.despite is not null",
    "any": "(standing.conflict is not null or standing.orphan or "
    f"{_WITH.format(bits(check for check in Check if check not in _OFTEN))})",
}
"""What a filter can ask of the findings on a claim, and how SQL asks it.

"conflict" is of verdicts, "differs" of what two claims say, "unfaithful" of a claim and its primary source; "any" is
one of these or "orphan".
"""

_KEYS: Final = {"claim_fts": "claim_fts.rowid", "standing": "standing.claim", "claim": "claim.id"}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims are asked for: all conditions hold together; None asks nothing.

    ``words`` are searched in the claim's text and its source's name, each as the beginning of a word.
    ``verdict`` "open" asks for claims without one, "conflict" for those of them that have
    verdicts which contradict each other. ``source``, ``outlet``, ``channel`` and ``reviewer`` (who decided or signed
    off, or whose verdict is part of a conflict) are parts of the name, in capitals or not; ``article`` is the
    whole name. ``finding`` is a name of ``FINDINGS``; ``since`` and ``until`` are the first and the last date of the
    article, and ask for articles with a date.
    """

    words: str | None = None
    verdict: str | None = None
    kind: Kind | None = None
    source: str | None = None
    article: str | None = None
    outlet: str | None = None
    channel: str | None = None
    reviewer: str | None = None
    finding: str | None = None
    nature: Nature | None = None
    source_type: SourceType | None = None
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is asked."""
        return self != Filter()


@dataclass
class Asked:
    """A query for the numbers of claims; it joins the tables that are asked about and no others, in their order.

    With all of them joined, a filter over a million claims takes seven to sixteen times as long.
    """

    tables: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)

    def ask(self, table: str, condition: str | None = None, *values: str) -> None:
        """Ask something of a table, or no more than that it be joined."""
        if table not in self.tables:
            self.tables.append(table)
        if condition:
            self.conditions.append(condition)
        self.values.extend(values)

    @property
    def key(self) -> str:
        """What SQL calls the claim's number."""
        return _KEYS[next(table for table in self.tables if table != "article")]

    def sql(self, order: str | None = None, beside: str = "") -> str:
        """Return the query, for claims in reading order where no other ``order`` is given.

        ``beside`` joins what that order needs more.
        """
        key = self.key
        joined = [self.tables[0]]
        for table in self.tables[1:]:
            on = sql_of_article(key) if joined == ["article"] else f"{_KEYS[table]} = {key}"
            joined.append(f"{table} on {on}")
        reading = f"article.id, {key}" if joined[0] == "article" else key
        return (
            f"select {key} from {' cross join '.join(joined)} {beside} where {' and '.join(self.conditions)} "
            f"order by {order or reading}"
        )


def asked(connection: sqlite3.Connection, wanted: Filter) -> Asked:
    """Return the query that a filter means, the most selective table first. Raises UnusableInput where it has none."""
    query = Asked()
    few = wanted.words or "conflict" in (wanted.verdict, wanted.finding)
    if wanted.words:
        query.ask("claim_fts", "claim_fts match ?", _match(wanted.words))
    elif few:
        query.ask("standing")
    of_article = _article(connection, wanted)
    if of_article.conditions and few:
        one = f"select 1 from article where id = {sql_article_of(query.key)} and {' and '.join(of_article.conditions)}"
        query.ask(query.tables[0], f"exists ({one})", *of_article.values)
    elif of_article.conditions:
        query.ask("article", " and ".join(of_article.conditions), *of_article.values)
    _ask_standing(connection, wanted, query)
    if wanted.kind:
        query.ask("claim", "claim.kind = ?", wanted.kind)
    if wanted.nature:
        query.ask("claim", "claim.nature = ?", wanted.nature)
    if wanted.channel:
        query.ask("claim", *holds(connection, "claim.channel", wanted.channel))
    query.ask("standing", "standing.listed")
    return query


def _article(connection: sqlite3.Connection, wanted: Filter) -> Asked:
    query = Asked()
    if wanted.article:
        query.ask("article", "article.name = ?", wanted.article)
    if wanted.outlet:
        query.ask("article", *holds(connection, "article.outlet", wanted.outlet))
    if wanted.since:
        query.ask("article", "article.published >= ?", wanted.since.isoformat())
    if wanted.until:
        query.ask("article", "article.published <= ?", wanted.until.isoformat())
    return query


def _ask_standing(connection: sqlite3.Connection, wanted: Filter, query: Asked) -> None:
    if wanted.verdict == "open":
        query.ask("standing", "standing.verdict is null")
    elif wanted.verdict == "conflict":
        query.ask("standing", FINDINGS["conflict"])
    elif wanted.verdict:
        query.ask("standing", "standing.verdict = ?", wanted.verdict)
    if wanted.finding:
        if wanted.finding not in FINDINGS:
            raise UnusableInput(f"there is no finding {wanted.finding!r}; there are: {', '.join(FINDINGS)}")
        query.ask("standing", FINDINGS[wanted.finding])
    # Claim by claim: a list of the sources meant would be made anew each time that some more claims are looked for.
    if wanted.source_type:
        query.ask("standing", _OF_SOURCE.format("type = ?"), wanted.source_type)
    if wanted.source:
        known, value = holds(connection, "name", wanted.source)
        beside, _ = holds(connection, "(select source_text from claim where id = standing.claim)", wanted.source)
        known = _OF_SOURCE.format(known)
        query.ask("standing", f"iif(standing.source is null, {beside}, {known})", value, value)
    if wanted.reviewer:
        parts = [holds(connection, column, wanted.reviewer) for column in ("reviewer", "signed_by", DISAGREE)]
        query.ask("standing", f"({' or '.join(part for part, _ in parts)})", *(value for _, value in parts))


_OF_SOURCE: Final = "exists (select 1 from source where id = standing.source and {})"
DISAGREE: Final = (
    "replace(replace(replace(standing.conflict, 'corroborated by ', ''), 'disputed by ', ''), 'unverified by ', '')"
)
"""SQL for the names of those whose verdicts contradict each other."""


def holds(connection: sqlite3.Connection, column: str, part: str) -> tuple[str, str]:
    """Return what SQL asks of a column that holds this text, in capitals or not, and the one value it needs."""
    if part.isascii():
        return f"instr(lower({column}), ?)", part.lower()
    # SQLite's own lower() knows the letters of ASCII alone.
    with contextlib.suppress(sqlite3.OperationalError):  # it is there, and in use
        connection.create_function("casefold", 1, _casefold, deterministic=True)
    return f"instr(casefold({column}), ?)", part.casefold()


def _casefold(text: str | None) -> str | None:
    return None if text is None else text.casefold()


def _match(words: str) -> str:
    """Return an FTS5 query for all the words, each as a prefix; FTS5's own syntax in them means nothing."""
    terms = [word.replace("\0", "").replace('"', '""') for word in words.split()]
    terms = [term for term in terms if any(character.isalnum() for character in term)]
    if not terms:
        raise UnusableInput("search for words: letters or digits are needed")
    return " ".join(f'"{term}"*' for term in terms)


GIVEN: Final = "(select value from json_each(?))"
"""SQL for numbers that ``given`` hands over: one value, so that the statement stays the same and is kept once."""


def given(numbers: Iterable[int]) -> str:
    """Return the value for ``GIVEN``."""
    return f"[{','.join(map(str, numbers))}]"


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Raise Stopped where another thread interrupts the connection (``sqlite3.Connection.interrupt``)."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_INTERRUPT":
            raise
        raise Stopped("stopped") from error
