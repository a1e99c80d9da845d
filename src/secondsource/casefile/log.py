"""The log of decisions: one chain of events, each sealed by a hash that covers the one before.

``hash`` is SHA-256 over the fields uid, replica, kind, claim, payload, actor, at and previous in this order, each as
UTF-8 preceded by its length in bytes (eight bytes, big-endian). ``previous`` is the hash of the event before, and
empty for the first.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from secondsource.model import Refused, UnusableInput, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from secondsource.casefile.file import Case

REVIEWER_LIMIT = 200  # code points
RATIONALE_LIMIT = 20_000  # code points


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the log; ``payload`` is the JSON text as it was sealed."""

    seq: int
    uid: str
    replica: str
    kind: str
    claim: str
    payload: str
    actor: str
    at: str
    previous: str
    hash: str

    @property
    def meant(self) -> str | None:
        """The uid of the event that this one undoes or redoes, None where it is a decision itself."""
        meant: str | None = json.loads(self.payload).get("event")
        return meant

    def sealed(self) -> str:
        """Return the hash that the event's fields call for, in hexadecimal."""
        return seal(self.uid, self.replica, self.kind, self.claim, self.payload, self.actor, self.at, self.previous)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a claim stands: the verdict in force with who and when, and the rationale in force."""

    verdict: Verdict | None = None
    rationale: str | None = None
    reviewer: str | None = None
    decided_at: str | None = None


def seal(*fields: str) -> str:
    """Return the SHA-256 of the fields, each preceded by its length, in hexadecimal."""
    digest = hashlib.sha256()
    for field in fields:
        data = field.encode()
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def replay(events: Iterable[Event]) -> Standing:
    """Return what the events of one claim, oldest first, amount to."""
    events = list(events)
    undone: set[str] = set()
    for event in events:
        if event.meant and event.kind == "undo":
            undone.add(event.meant)
        elif event.meant:
            undone.discard(event.meant)
    standing = Standing()
    for event in events:
        if event.uid in undone:
            continue
        payload = json.loads(event.payload)
        if event.kind == "verdict":
            rationale = payload["rationale"] or standing.rationale
            standing = Standing(Verdict(payload["verdict"]), rationale, event.actor, event.at)
        elif event.kind == "rationale":
            rationale = payload["rationale"] or None
            standing = Standing(standing.verdict, rationale, standing.reviewer, standing.decided_at)
    return standing


def mark(case: Case, claim: str, verdict: Verdict, *, reviewer: str, rationale: str | None = None) -> Event:
    """Record a verdict on the claim with this uid and return the event; when it returns, it is on disk.

    A rationale given before stays in force unless a new one comes with the verdict. Raises UnusableInput where the
    claim is unknown, a text is unusable, or the case can't be written.
    """
    return _append(case, "verdict", claim, reviewer, {"verdict": verdict, "rationale": _rationale(rationale)})


def explain(case: Case, claim: str, rationale: str, *, reviewer: str) -> Event:
    """Record why a claim stands as it does (its rationale; empty takes it away) and return the event."""
    return _append(case, "rationale", claim, reviewer, {"rationale": _rationale(rationale)})


def undo(case: Case, *, reviewer: str) -> Event:
    """Take back this reviewer's last decision by a new event that names it. Raises Refused where none is left."""
    return _take(case, "undo", reviewer)


def redo(case: Case, *, reviewer: str) -> Event:
    """Put the decision last undone in force again. Raises Refused where there is none, or one was made since."""
    return _take(case, "redo", reviewer)


def history(case: Case, claim: str | None = None) -> Iterator[Event]:
    """Yield the events of one claim, or of the whole case, oldest first."""
    where, values = ("where claim = ?", (claim,)) if claim else ("", ())
    for row in case.connection.execute(f"{_SELECT} {where} order by seq", values):
        yield Event(*row)


_SELECT = "select seq, uid, replica, kind, claim, payload, actor, at, previous, hash from event"


def _append(case: Case, kind: str, claim: str, actor: str, payload: dict[str, Any]) -> Event:
    actor = reviewer_name(actor)
    with case.write():
        return _append_locked(case.connection, kind, claim, actor, payload)


def _append_locked(connection: sqlite3.Connection, kind: str, claim: str, actor: str, payload: dict[str, Any]) -> Event:
    row = connection.execute("select id from claim where uid = ?", (claim,)).fetchone()
    if row is None:
        raise UnusableInput(f"there is no claim {claim} in this case; see: secondsource claims")
    seq, previous = connection.execute(
        "select coalesce(max(seq), 0) + 1, coalesce((select hash from event order by seq desc limit 1), '') from event"
    ).fetchone()
    (replica,) = connection.execute("select value from meta where key = 'replica'").fetchone()
    uid = new_uid()
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    sealed = json.dumps(payload, ensure_ascii=False, sort_keys=True)
    event = Event(
        seq, uid, replica, kind, claim, sealed, actor, at, previous,
        seal(uid, replica, kind, claim, sealed, actor, at, previous),
    )  # fmt: skip
    connection.execute(
        "insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (seq, uid, replica, kind, claim, sealed, actor, at, previous, event.hash),
    )
    events = connection.execute(f"{_SELECT} where claim = ? order by seq", (claim,))
    standing = replay(Event(*values) for values in events)
    connection.execute(
        "update standing set verdict = ?, rationale = ?, reviewer = ?, decided_at = ? where claim = ?",
        (standing.verdict, standing.rationale, standing.reviewer, standing.decided_at, row[0]),
    )
    return event


def _take(case: Case, kind: str, actor: str) -> Event:
    actor = reviewer_name(actor)
    with case.write():
        target = (_undoable if kind == "undo" else _redoable)(case.connection, actor)
        if target is None:
            raise Refused(f"nothing to {kind}")
        uid, claim = target
        return _append_locked(case.connection, kind, claim, actor, {"event": uid})


def _backwards(connection: sqlite3.Connection, actor: str) -> Iterator[tuple[str, str, str, str | None]]:
    """Yield kind, uid, claim and named event of one actor's events, newest first."""
    yield from connection.execute(
        "select kind, uid, claim, json_extract(payload, '$.event') from event where actor = ? order by seq desc",
        (actor,),
    )


def _undoable(connection: sqlite3.Connection, actor: str) -> tuple[str, str] | None:
    last_word: dict[str, str] = {}
    for kind, uid, claim, named in _backwards(connection, actor):
        if named is not None:
            last_word.setdefault(named, kind)
        elif last_word.get(uid) != "undo":
            return uid, claim
    return None


def _redoable(connection: sqlite3.Connection, actor: str) -> tuple[str, str] | None:
    last_word: dict[str, str] = {}
    for kind, uid, claim, named in _backwards(connection, actor):
        if named is not None:
            if kind == "undo" and named not in last_word:
                return named, claim
            last_word.setdefault(named, kind)
        elif last_word.get(uid) != "undo":
            return None
    return None


def new_uid() -> str:
    """Return a UUID of version 7 (RFC 9562): 48 bits of Unix time in milliseconds, then 74 random bits."""
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    digits = f"{value:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def reviewer_name(name: str) -> str:
    """Return a reviewer's name as it goes into the log. Raises UnusableInput where it can't stand there."""
    name = name.strip()
    if not name or len(name) > REVIEWER_LIMIT or not name.isprintable():
        raise UnusableInput(
            f"a reviewer's name is one line of 1 to {REVIEWER_LIMIT} printable characters; give one with --reviewer"
        )
    return name


def _rationale(text: str | None) -> str | None:
    if text is None:
        return None
    if len(text) > RATIONALE_LIMIT:
        raise UnusableInput(f"a rationale has at most {RATIONALE_LIMIT:,} characters; this one has {len(text):,}")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UnusableInput("the rationale holds half a character (a lone surrogate); type it again") from None
    return text.strip()
