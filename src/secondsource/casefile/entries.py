"""The log as people read it: each event with the words it is about, and whether it still counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secondsource.casefile.history import history
from secondsource.casefile.log.events import COLUMNS, Event, find_event

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from secondsource.casefile.file import Case


@dataclass(frozen=True, slots=True)
class Entry:
    """One event; ``undone`` tells that it was taken back, ``meant`` is the event that it undoes or redoes itself.

    ``text`` holds the words of the claim, ``article`` the name of the article that it is on, each None where it is not.
    ``elsewhere`` says, in a claim's history, on which other claim it is: "an earlier wording", "an earlier version" (of
    the article) or "another extraction".
    """

    event: Event
    undone: bool
    text: str | None
    article: str | None
    meant: Event | None = None
    elsewhere: str | None = None


_NAMED = ", ".join(f"event.{name}" for name in COLUMNS.split(", "))
_ENTRY = f"""
    select {_NAMED},
        coalesce((
            select later.kind = 'undo' from event as later
            where later.subject = event.subject and later.kind in ('undo', 'redo')
                and json_extract(later.payload, '$.event') = event.uid
            order by later.uid desc limit 1
        ), 0),
        (select text from claim where uid = event.subject limit 1),
        (select name from article where sha256 = event.subject)
    from event
"""


def entries(case: Case, claim: str | None = None) -> Iterator[Entry]:
    """Yield what was done, oldest first: in the whole case, or in the history of the claim with this uid."""
    connection = case.connection
    if claim is None:
        for row in connection.execute(f"{_ENTRY} order by event.uid"):
            yield _entry(connection, row)
        return
    for event in history(case, claim):
        row = connection.execute(f"{_ENTRY} where event.uid = ?", (event.uid,)).fetchone()
        yield _entry(connection, row, _elsewhere(connection, event.subject, claim))


def _entry(connection: sqlite3.Connection, row: tuple[Any, ...], elsewhere: str | None = None) -> Entry:
    *columns, undone, text, article = row
    event = Event(*columns)
    meant = find_event(connection, event.meant) if event.meant else None
    return Entry(event, bool(undone), text, article, meant, elsewhere)


def _elsewhere(connection: sqlite3.Connection, subject: str, claim: str) -> str | None:
    if subject == claim:
        return None
    there, here = (
        connection.execute(
            "select claim.article, counts_at from claim join standing on standing.claim = claim.id where uid = ? "
            "order by listed desc limit 1",
            (uid,),
        ).fetchone()
        for uid in (subject, claim)
    )
    if there is None:
        return None
    if there[0] != here[0]:
        return "an earlier version"
    return "an earlier wording" if there[1] is None else "another extraction"
