"""The sources that must not be known outside: those that speak off the record, and those on background."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from secondsource.casefile.numbering import article_of
from secondsource.model import SourceType, Terms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from secondsource.casefile.file import Case


@dataclass(frozen=True, slots=True)
class Protected:
    """A source off the record or on background: ``keys`` are those of it and of all that were joined to it.

    ``name`` is what the case calls it, ``names`` all words that would tell who it is: a name that a reviewer typed, and
    those by which articles name it.
    """

    keys: frozenset[str]
    name: str
    terms: Terms
    names: frozenset[str]


def protected_sources(case: Case) -> tuple[Protected, ...]:
    """Return the sources off the record or on background, in the order of their keys.

    Of sources that were joined, what one of them asked for holds for all: the strictest terms.
    """
    connection = case.connection
    rows = connection.execute(
        "select target.id, target.name, iif(max(source.terms = ?1), ?1, ?2) from source "
        "join source as target on target.id = coalesce(source.joined, source.id) "
        "where source.terms in (?1, ?2) group by target.id order by target.key",
        (Terms.OFF_RECORD, Terms.BACKGROUND),
    ).fetchall()
    return tuple(_protected(connection, *row) for row in rows)


def _protected(connection: sqlite3.Connection, number: int, name: str, terms: str) -> Protected:
    family = connection.execute("select key, name, type from source where ?1 in (id, joined)", (number,)).fetchall()
    # What an article calls an unnamed source tells nobody who it is: its readers know no more.
    told = connection.execute(
        "select distinct source_name, source_type, source_text from standing join claim on claim.id = standing.claim "
        "where standing.source = ?",
        (number,),
    ).fetchall()
    called = {words for words, *_ in told}
    names = {words for _, words, kind in family if words not in called or kind == SourceType.NAMED}
    names |= {words for words, kind, _ in told if kind == SourceType.NAMED}
    names |= {words for _, kind, words in told if kind == SourceType.NAMED and words and words[:1].isupper()}
    return Protected(frozenset(key for key, *_ in family), name, Terms(terms), frozenset(names))


def articles_of_sources(case: Case, keys: Iterable[str]) -> frozenset[int]:
    """Return the numbers of the articles with claims, listed or not, of the sources with these keys."""
    rows = case.connection.execute(
        "select standing.claim from standing join source on source.id = standing.source "
        "where source.key in (select value from json_each(?))",
        (json.dumps(sorted(keys)),),
    )
    return frozenset(article_of(number) for (number,) in rows)
