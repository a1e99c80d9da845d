"""The log: every event's hash, and the thread that runs through all of them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from secondsource.casefile.log.events import COLUMNS
from secondsource.casefile.log.reviewer import REVIEWER_LIMIT
from secondsource.casefile.log.seal import seal
from secondsource.casefile.verify.fault import STEP, Fault, Tell
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z")
_HEAD = re.compile(r"(?:(\d+):)?([0-9a-f]{64})")


def wanted(head: str | None) -> tuple[int | None, str] | None:
    """Return the count and the hash that a head names. Raises UnusableInput where it can't be one."""
    if head is None:
        return None
    parts = _HEAD.fullmatch(head.strip().lower())
    if parts is None:
        raise UnusableInput("a head is a number, a colon and 64 hexadecimal digits, as verify and log print it")
    return (int(parts[1]) if parts[1] else None), parts[2]


def check(connection: sqlite3.Connection, expected: tuple[int | None, str] | None, tell: Tell) -> Iterator[Fault]:
    """Yield every event that was changed, and every place where one is missing or was put in.

    Each event follows one (``previous``) or, where two logs were merged, two; what is followed stands before it. Only
    the last one is followed by none.
    """
    (total,) = connection.execute("select count(*) from event").fetchone()
    ends: dict[str, str] = {}
    replicas: set[str] = set()
    announced: dict[str, list[object]] = {}
    number = 0
    tip = ""
    for number, row in enumerate(connection.execute(f"select {COLUMNS} from event order by uid"), start=1):
        uid, replica, kind, _, payload, actor, at, previous, tip = row
        if seal(*row[:8]) != tip:
            yield Fault(f"event {uid}", "was changed: its fields do not have its hash")
        if not _UID.fullmatch(uid):
            yield Fault(f"event {uid}", "has an id that is no UUID of version 7")
        if not _AT.fullmatch(at) or not actor.isprintable() or not 0 < len(actor) <= REVIEWER_LIMIT:
            yield Fault(f"event {uid}", "has a time or a maker that secondsource writes in no event")
        if previous in ends:
            del ends[previous]
        elif previous:
            yield from _followed(connection, uid, previous)
        elif replica in replicas:
            yield Fault(f"event {uid}", "follows none, though it is not the first of its file: it was put in")
        replicas.add(replica)
        if kind == "merge":
            other = json.loads(payload).get("head", "")
            if ends.pop(other, None) is None:
                yield from _followed(connection, uid, other)
        elif kind == "case":
            values = json.loads(payload)
            announced[values.get("replica", "")] = values.get("migrations", [])
        ends[tip] = uid
        if number % STEP == 0:
            tell("events", number, total)
    tell("events", number, total)
    ends.pop(tip, None)
    for uid in ends.values():
        yield Fault(f"event {uid}", "is followed by none: what came after it was taken out")
    yield from _origin(connection, replicas, announced)
    if expected:
        yield from _reached(connection, *expected, total)


def _followed(connection: sqlite3.Connection, uid: str, hash_of_earlier: str) -> Iterator[Fault]:
    row = connection.execute("select uid from event where hash = ?", (hash_of_earlier,)).fetchone()
    if row is None:
        yield Fault(f"event {uid}", "follows one that is not there: it was taken out or changed")
    elif row[0] >= uid:
        yield Fault(f"event {uid}", f"stands before event {row[0]}, which it follows: they were reordered")


def _origin(connection: sqlite3.Connection, replicas: set[str], announced: dict[str, list[object]]) -> Iterator[Fault]:
    for replica in sorted(replicas - announced.keys()):
        yield Fault("the log", f"no event says where file {replica} began")
    (mine,) = connection.execute("select value from meta where key = 'replica'").fetchone() or ("",)
    others = connection.execute("select count(*) from meta where key <> 'replica'").fetchone()[0]
    if mine not in announced or others:
        yield Fault("table meta", "does not name this file as the log does")
    else:
        done = connection.execute("select id, migration_set, name, applied_at from _sqlite_migrations order by id")
        if [list(row) for row in done] != announced[mine]:
            yield Fault("table _sqlite_migrations", "is not what the log says")


def _reached(connection: sqlite3.Connection, count: int | None, tip: str, total: int) -> Iterator[Fault]:
    if connection.execute("select 1 from event where hash = ?", (tip,)).fetchone() is None:
        yield Fault(
            "the log", f"does not hold the event {tip[:12]}… of the head you gave: the end was cut off, or changed"
        )
    elif count is not None and count > total:
        yield Fault("the log", f"holds {total:,} events, and the head you gave had {count:,}")
