"""Another reviewer's file into this one: the union of both, the same in whatever order files are merged.

Articles, extractions, copies and events are added where they are missing; what they amount to follows from the log.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from secondsource.casefile.file import open_case
from secondsource.casefile.log.events import COLUMNS, append
from secondsource.casefile.log.reviewer import reviewer_name
from secondsource.casefile.state import listing, sources
from secondsource.casefile.state.standing import stand_by
from secondsource.casefile.storing import Storing, copy_extraction, storing
from secondsource.casefile.verify import verify
from secondsource.model import Damaged, Refused, UnusableInput

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from secondsource.casefile.file import Case

_ARTICLE = "sha256, name, outlet, title, author, published, url, text, added_at, event"
_INSERT_EVENT = f"insert into event ({COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Told:
    """A claim that a merge has something to tell of, with what."""

    uid: str
    article: str
    text: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge brought: how many ``events`` and ``articles`` were new.

    ``conflicts`` are the claims of the case on which verdicts contradict each other, ``lined_up`` counts the claims of
    another extraction that count at one of this case's, and ``rest`` are those that are the same as none.
    """

    events: int
    articles: int
    lined_up: int
    rest: tuple[Told, ...]
    conflicts: tuple[Told, ...]


def merge(
    case: Case,
    other: Path,
    *,
    reviewer: str,
    unrelated: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
) -> Merged:
    """Add all that the case at ``other`` holds to this one, in one transaction, and return what came.

    ``other`` is only read, and checked first. Raises UnusableInput where it is no case that can be merged, Damaged
    where it does not hold, Refused where it shares no article with this one and ``unrelated`` does not allow that.
    """
    actor = reviewer_name(reviewer)
    case.check_writable()
    if other.exists() and other.samefile(case.path):
        raise UnusableInput(f"{other} is the case itself; name another reviewer's file")
    with open_case(other, reading=True) as its:
        for fault in verify(its, progress=progress):
            raise Damaged(f"{other} is not merged, for it does not hold: {fault} (see: secondsource verify)")
        its.connection.execute("begin")  # one moment of it, whoever writes to it meanwhile
        with case.write():
            return _Merge(case.connection, its.connection, progress).run(actor, other, unrelated=unrelated)


class _Merge:
    """One merge, inside the transaction of the case that takes the other in."""

    def __init__(
        self,
        here: sqlite3.Connection,
        there: sqlite3.Connection,
        progress: Callable[[str, int, int], None] | None,
    ) -> None:
        self.here, self.there = here, there
        self.progress = progress or (lambda _what, _done, _total: None)
        self.came: set[int] = set()  # numbers of extractions that were new to an article known here

    def run(self, actor: str, other: Path, *, unrelated: bool) -> Merged:
        """Do it."""
        mine, theirs = (_tip(connection) for connection in (self.here, self.there))
        if self._has(self.here, theirs):
            return Merged(0, 0, 0, (), tuple(self._conflicts()))
        if not unrelated and not self._related():
            raise Refused(f"{other} shares no article with this case; --unrelated unites them all the same")
        ahead = self._has(self.there, mine)
        self._take_copies()
        articles = self._take_articles()
        events = self._take_events()
        if not ahead:
            other_end = mine if _tip(self.here) == theirs else theirs
            append(self.here, "merge", "", {"head": other_end, "events": events}, actor)
        self._settle()
        return Merged(events, articles, self._lined_up(), tuple(self._rest()), tuple(self._conflicts()))

    def _has(self, connection: sqlite3.Connection, tip: str) -> bool:
        return connection.execute("select 1 from event where hash = ?", (tip,)).fetchone() is not None

    def _related(self) -> bool:
        known = self._number_here
        (total,) = self.here.execute("select count(*) from article").fetchone()
        hashes = self.there.execute("select sha256 from article")
        return not total or any(known(sha256) is not None for (sha256,) in hashes)

    def _number_here(self, sha256: str) -> int | None:
        row = self.here.execute("select id from article where sha256 = ?", (sha256,)).fetchone()
        return None if row is None else int(row[0])

    def _take_copies(self) -> None:
        for sha256, content in self.there.execute("select sha256, bytes from copy"):
            self.here.execute("insert into copy values (?, ?) on conflict do nothing", (sha256, content))

    def _take_articles(self) -> int:
        (total,) = self.there.execute("select count(*) from article").fetchone()
        new = 0
        rows = self.there.execute(f"select id, {_ARTICLE} from article order by id")
        with storing(self.here) as store:
            for done, (number, *values) in enumerate(rows, start=1):
                here = self._number_here(values[0])
                if here is None:
                    new += 1
                    here = self.here.execute(
                        f"insert into article ({_ARTICLE}) values ({', '.join('?' * len(values))})", values
                    ).lastrowid
                    self._take_extractions(store, number, here or 0, known=False)
                else:
                    self._take_extractions(store, number, here, known=True)
                self.progress("articles", done, total)
        return new

    def _take_extractions(self, store: Storing, number: int, here: int, *, known: bool) -> None:
        for (digest,) in self.there.execute(
            "select digest from extraction where article = ? order by id", (number,)
        ).fetchall():
            if self.here.execute("select 1 from extraction where digest = ?", (digest,)).fetchone() is None:
                mine = copy_extraction(self.there, store, digest, here)
                if known:
                    self.came.add(mine)

    def _take_events(self) -> int:
        self.here.execute("drop table if exists temp.touched")
        self.here.execute("create temp table touched (subject text primary key)")
        (total,) = self.there.execute("select count(*) from event").fetchone()
        new = 0
        for done, row in enumerate(self.there.execute(f"select {COLUMNS} from event order by uid"), start=1):
            known = self.here.execute("select hash from event where uid = ?", (row[0],)).fetchone()
            if known is None:
                self.here.execute(_INSERT_EVENT, row)
                self.here.execute("insert into temp.touched values (?) on conflict do nothing", (row[3],))
                new += 1
            elif known[0] != row[-1]:
                raise Damaged(f"event {row[0]} is not the same in both files: run verify on each")
            self.progress("events", done, total)
        return new

    def _settle(self) -> None:
        articles = [
            sha256
            for (sha256,) in self.here.execute("select subject from temp.touched join article on sha256 = subject")
        ]
        decided = self.here.execute(
            "select distinct article.sha256 from temp.touched join claim on claim.uid = touched.subject "
            "join article on article.id = claim.article where newer is not null "
            "or (select count(*) from extraction where extraction.article = article.id) > 1"
        ).fetchall()
        listing.relist(self.here, *{*articles, *(sha256 for (sha256,) in decided)})
        for (subject,) in self.here.execute(
            "select distinct subject from temp.touched join claim on claim.uid = subject"
        ).fetchall():
            stand_by(self.here, subject)
        if articles or self.here.execute("select 1 from temp.touched where subject = ?", (sources.SOURCES,)).fetchone():
            sources.rebuild(self.here)
        self.here.execute("drop table temp.touched")

    def _lined_up(self) -> int:
        numbers = json.dumps(sorted(self.came))
        (count,) = self.here.execute(
            "select count(*) from claim join standing on standing.claim = claim.id "
            "where counts_at is not null and extraction in (select value from json_each(?))",
            (numbers,),
        ).fetchone()
        return int(count)

    def _rest(self) -> Iterator[Told]:
        for uid, name, text, listed in self.here.execute(
            "select claim.uid, article.name, claim.text, listed from claim "
            "join standing on standing.claim = claim.id join article on article.id = claim.article "
            "join extraction on extraction.id = claim.extraction where counts_at is null and not chosen "
            "and engine <> ? and extraction.id in (select value from json_each(?)) order by claim.id",
            (listing.BY_HAND, json.dumps(sorted(self.came))),
        ):
            yield Told(uid, name, text, "listed, for it was decided on" if listed else "not listed")

    def _conflicts(self) -> Iterator[Told]:
        for uid, name, text, conflict in self.here.execute(
            "select claim.uid, article.name, claim.text, conflict from standing "
            "join claim on claim.id = standing.claim join article on article.id = claim.article "
            "where conflict is not null and listed order by claim.id"
        ):
            yield Told(uid, name, text, conflict)


def _tip(connection: sqlite3.Connection) -> str:
    (tip,) = connection.execute("select hash from event order by uid desc limit 1").fetchone()
    return str(tip)
