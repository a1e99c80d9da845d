"""What was ever decided on a claim: under its own id, and under those of the claims it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.casefile.log.events import Event, events_on, log

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from secondsource.casefile.file import Case


def history(case: Case, claim: str | None = None) -> Iterator[Event]:
    """Yield the events on the claim with this uid, or of the whole case, oldest first.

    To a claim belong the decisions on it, those on the same claim in another extraction or an earlier version of the
    article, the revisions that made it or put others in its place, and the decisions on what it was made from.
    """
    if claim is None:
        yield from log(case)
        return
    connection = case.connection
    uids, events = {claim}, set[Event]()
    ahead = [claim]
    while ahead:
        uid = ahead.pop()
        events.update(events_on(connection, uid))
        made, before = _revisions(connection, uid)
        events.update(made)
        for other in (*before, *_counting_at(connection, uid)):
            if other not in uids:
                uids.add(other)
                ahead.append(other)
    yield from sorted(events, key=lambda event: event.uid)


def _revisions(connection: sqlite3.Connection, uid: str) -> tuple[list[Event], list[str]]:
    """Return what was done to the list around a claim, and the claims in whose place it came."""
    row = connection.execute(
        "select sha256 from article where id = (select article from claim where uid = ? limit 1)", (uid,)
    ).fetchone()
    if row is None:
        return [], []
    made: list[Event] = []
    before: list[str] = []
    named: set[str] = set()
    for event in events_on(connection, row[0]):
        values = event.values
        if event.kind == "revision" and uid in (*values["out"], *values["in"]):
            made.append(event)
            named.add(event.uid)
            if uid in values["in"]:
                before += values["out"]
        elif event.meant in named:
            made.append(event)
    return made, before


def _counting_at(connection: sqlite3.Connection, uid: str) -> list[str]:
    rows = connection.execute(
        "select distinct claim.uid from standing join claim on claim.id = standing.claim "
        "where standing.counts_at in (select id from claim where uid = ?)",
        (uid,),
    )
    return [other for (other,) in rows]
