"""Events: reading them, and appending one to the log with its hash."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from secondsource.casefile.log.seal import canonical, new_uid, seal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from secondsource.casefile.file import Case

COLUMNS = "uid, replica, kind, subject, payload, actor, at, previous, hash"
_INSERT = f"insert into event ({COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_REPLICA = "select value from meta where key = 'replica'"
_TIP = f"select uid, hash, ({_REPLICA}) from event order by uid desc limit 1"


@dataclass(frozen=True)
class Event:
    """One entry of the log.

    ``subject`` is the uid of a claim, the SHA-256 of an article, the key of a source, or empty; ``payload`` the JSON
    text as it was sealed; ``at`` what the maker's clock said, ISO 8601 in UTC; ``previous`` the hash of the event that
    this one follows, empty for a case's first.
    """

    uid: str
    replica: str
    kind: str
    subject: str
    payload: str
    actor: str
    at: str
    previous: str
    hash: str

    @property
    def values(self) -> dict[str, Any]:
        """What the payload says; not to be changed."""
        values: dict[str, Any] | None = self.__dict__.get("_values")  # functools.cached_property takes a lock
        if values is None:
            values = self.__dict__["_values"] = json.loads(self.payload)
        return values

    @property
    def meant(self) -> str | None:
        """The uid of the event that this one undoes or redoes, None where it is a decision itself."""
        meant: str | None = self.values.get("event") if self.kind in {"undo", "redo"} else None
        return meant

    def sealed(self) -> str:
        """Return the hash that the event's fields call for, in hexadecimal."""
        return seal(self.uid, self.replica, self.kind, self.subject, self.payload, self.actor, self.at, self.previous)


class Appender:
    """Appends events one after another, inside the caller's transaction, which nobody else may write in."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        row = connection.execute(_TIP).fetchone() or ("", "", *connection.execute(_REPLICA).fetchone())
        self._tip, self._previous, self._replica = row

    def new_uid(self) -> str:
        """Return a uid for the next event."""
        return new_uid(self._tip)

    def append(
        self,
        kind: str,
        subject: str,
        payload: dict[str, Any] | str,
        actor: str,
        *,
        at: str | None = None,
        uid: str | None = None,
    ) -> Event:
        """Append an event and return it; ``at`` is now, ``uid`` a new one, where none is given.

        ``payload`` is what it says, or that as JSON, as ``canonical`` writes it.
        """
        uid = uid or self.new_uid()
        told = payload if isinstance(payload, str) else canonical(payload)
        fields = (uid, self._replica, kind, subject, told, actor, at or now(), self._previous)
        event = Event(*fields, seal(*fields))
        if not isinstance(payload, str):
            event.__dict__["_values"] = payload  # known already
        self.connection.execute(_INSERT, (*fields, event.hash))
        self._tip, self._previous = uid, event.hash
        return event


def append(
    connection: sqlite3.Connection, kind: str, subject: str, payload: dict[str, Any], actor: str, at: str | None = None
) -> Event:
    """Append one event, inside the caller's transaction, and return it; ``at`` is now where none is given."""
    return Appender(connection).append(kind, subject, payload, actor, at=at)


def events_on(connection: sqlite3.Connection, *subjects: str) -> list[Event]:
    """Return the events on these subjects, oldest first."""
    marks = ", ".join("?" * len(subjects))
    rows = connection.execute(f"select {COLUMNS} from event where subject in ({marks}) order by uid", subjects)
    return [Event(*row) for row in rows]


def find_event(connection: sqlite3.Connection, uid: str) -> Event | None:
    """Return the event with this uid."""
    row = connection.execute(f"select {COLUMNS} from event where uid = ?", (uid,)).fetchone()
    return None if row is None else Event(*row)


def log(case: Case) -> Iterator[Event]:
    """Yield the whole log, oldest first, one event at a time whatever their number."""
    for row in case.connection.execute(f"select {COLUMNS} from event order by uid"):
        yield Event(*row)


def head(case: Case) -> str:
    """Return what stands for the whole log: how many events it has, a colon, and the hash of the last one.

    The hash covers every event before it. Kept elsewhere, it shows later whether anything was cut off.
    """
    (count,) = case.connection.execute("select count(*) from event").fetchone()
    row = case.connection.execute("select hash from event order by uid desc limit 1").fetchone()
    return f"{count}:{row[0] if row else ''}"


def tip(case: Case) -> str:
    """Return the hash of the last event: it changes whenever somebody decides something; empty in an empty log."""
    row = case.connection.execute("select hash from event order by uid desc limit 1").fetchone()
    return row[0] if row else ""


def now() -> str:
    """Return the time as the log writes it: ISO 8601 in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"
