"""Articles and their claims into the case, many in one transaction: all of them or none."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from secondsource.casefile import versions, wal
from secondsource.casefile.log.events import Appender
from secondsource.casefile.log.reviewer import reviewer_name
from secondsource.casefile.log.seal import canonical
from secondsource.casefile.prepared import Prepared, prepare, told_of
from secondsource.casefile.state import listing
from secondsource.casefile.storing import Storing, storing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from secondsource.casefile.described import TakenApart
    from secondsource.casefile.file import Case
    from secondsource.model import Article, Extraction, Original

_INSERT_ARTICLE = (
    "insert into article (sha256, name, outlet, title, author, published, url, text, added_at, event) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Added:
    """What adding one article did: ``claims`` counts those stored, ``known`` tells that the article was there.

    ``english`` is false for a text that does not look like the language that extraction is tuned for. ``replaced``
    tells what became of the claims of an earlier version, None where there was none.
    """

    claims: int
    known: bool
    english: bool = True
    replaced: versions.Replaced | None = None


def is_known(case: Case, sha256: str) -> bool:
    """Tell whether an article made from bytes with this hash is in the case."""
    return _is_known(case.connection, sha256)


def add_article(
    case: Case,
    article: Article,
    extraction: Extraction,
    original: Original | None = None,
    *,
    actor: str = "secondsource",
) -> Added:
    """Store an article with its claims in reading order. One whose bytes are known is left as it stands.

    One that is a changed version of an article in the case takes its place in the list: see ``versions``. ``original``
    holds the bytes it was read from, which are kept as they are; ``actor`` is who adds it. Raises UnusableInput where
    the case can't be written.
    """
    (added,) = add_articles(case, [prepare(article, extraction, original)], actor=actor)
    return added


def add_articles(case: Case, prepared: Iterable[Prepared], *, actor: str = "secondsource") -> list[Added]:
    """Store several articles in one transaction, each as ``add_article`` does: all of them, or none.

    A hundred small articles at once are stored several times as fast as one by one.
    """
    actor = reviewer_name(actor)
    ready = list(prepared)  # before anybody has to wait for the lock
    with case.write(), storing(case.connection) as store:
        adding = _Adding(case.connection, store, actor)
        added = [adding.add(one) for one in ready]
    wal.shorten(case)
    return added


class _Adding:
    """One transaction that adds articles."""

    def __init__(self, connection: sqlite3.Connection, store: Storing, actor: str) -> None:
        self.connection, self.store, self.actor = connection, store, actor
        self.log = Appender(connection)

    def add(self, one: Prepared) -> Added:
        """Add one article."""
        if _is_known(self.connection, one.sha256):
            return Added(claims=0, known=True)
        earlier = versions.find_earlier(self.connection, one)
        if earlier is None:
            self._insert(one, one.payload, one.taken_apart)
            return Added(len(one.taken_apart.claims), False, one.english)
        self.store.flush()
        taken_apart = versions.carry_over(self.connection, earlier, one)
        payload = json.loads(one.payload) | told_of(taken_apart, replaces=earlier.sha256)
        self._insert(one, canonical(payload), taken_apart)
        self.store.flush()
        listing.relist(self.connection, one.sha256)
        replaced = versions.became_of(self.connection, earlier, one.text)
        return Added(len(taken_apart.claims), False, one.english, replaced)

    def _insert(self, one: Prepared, payload: str, taken_apart: TakenApart) -> None:
        if one.kept is not None:
            self.connection.execute(
                "insert into copy (sha256, bytes) values (?, ?) on conflict do nothing", (one.sha256, one.kept)
            )
        event = self.log.append("article", one.sha256, payload, self.actor)
        number = self.connection.execute(
            _INSERT_ARTICLE,
            (one.sha256, one.name, one.outlet, one.title, one.author, one.published, one.url, one.text,
             event.at, event.uid),
        ).lastrowid  # fmt: skip
        self.store.put(int(number or 0), taken_apart, chosen=True, listed=True, known=False)


def _is_known(connection: sqlite3.Connection, sha256: str) -> bool:
    return connection.execute("select 1 from article where sha256 = ?", (sha256,)).fetchone() is not None
