"""Taking back what a reviewer did last, and putting it back: a new event for each one, which names it.

A batch is taken back as one. Where that is stopped on its way, the next undo (or redo) goes on with what is left of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from secondsource.casefile.acts.batches import AT_ONCE
from secondsource.casefile.log.events import Appender, Event, find_event
from secondsource.casefile.log.reviewer import reviewer_name
from secondsource.casefile.state import listing, sources
from secondsource.casefile.state.standing import decisions_on, stand, standing_for, undone
from secondsource.model import Refused

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from secondsource.casefile.file import Case

_UNDOABLE = "('verdict', 'rationale', 'note', 'evidence', 'signoff', 'revision', 'source', 'undo', 'redo')"


@dataclass(frozen=True, slots=True)
class Taken:
    """What an undo took back, or a redo put back.

    ``meant`` is the event that was meant, of several the first one; ``event`` the undo or redo that names it; ``count``
    how many were meant: more than one for a batch.
    """

    meant: Event
    event: Event
    count: int

    @property
    def kind(self) -> str:
        """The kind of what was meant: "verdict", "revision", …."""
        return self.meant.kind

    @property
    def subject(self) -> str:
        """What it was about: of a decision the claim's uid; empty for several."""
        return self.meant.subject if self.count == 1 else ""


def undo(case: Case, *, reviewer: str, progress: Callable[[int], None] | None = None) -> Taken:
    """Take back this reviewer's last decision, or the whole of his or her last batch; return what it was.

    ``progress`` is called after each transaction with how many events are taken back, and stops the rest by raising.
    Raises Refused where nothing is left.
    """
    return _take(case, "undo", reviewer, progress)


def redo(case: Case, *, reviewer: str, progress: Callable[[int], None] | None = None) -> Taken:
    """Put in force again what was undone last, as ``undo`` took it back.

    Raises Refused where there is nothing, or the reviewer decided something since.
    """
    return _take(case, "redo", reviewer, progress)


def would_take(case: Case, kind: str, *, reviewer: str) -> int:
    """Return how many decisions an "undo" or a "redo" by this reviewer would mean now; 0 where there is nothing."""
    return len(_meant(case.connection, kind, reviewer_name(reviewer)))


def _take(case: Case, kind: str, reviewer: str, progress: Callable[[int], None] | None) -> Taken:
    actor = reviewer_name(reviewer)
    ahead: list[str] = []
    taken: Taken | None = None
    while taken is None or ahead:
        with case.write():
            if taken is None:
                ahead = _meant(case.connection, kind, actor)
            log = Appender(case.connection)
            for uid in ahead[:AT_ONCE]:
                taken = _take_one(log, kind, actor, uid, taken)
        del ahead[:AT_ONCE]
        if taken is None:
            raise Refused(f"nothing to {kind}")
        if progress:
            progress(taken.count)
    return taken


def _take_one(log: Appender, kind: str, actor: str, uid: str, taken: Taken | None) -> Taken | None:
    """Take back (or put back) the event with this uid; return what is taken with it and with all before it."""
    meant = _event(log.connection, uid)
    if meant.kind in {"revision", "source"}:
        event = log.append(kind, meant.subject, {"event": uid}, actor)
        if meant.kind == "revision":
            listing.relist(log.connection, meant.subject)
        else:
            sources.settle(log.connection, *meant.values["keys"])
    else:
        counting = {
            number: decisions_on(log.connection, number, claim)
            for number, claim in standing_for(log.connection, meant.subject)
        }
        if taken and any((uid in undone(events)) != (kind == "redo") for events in counting.values()):
            return taken  # the same reviewer was faster in another window
        event = log.append(kind, meant.subject, {"event": uid}, actor)
        for number, events in counting.items():
            stand(log.connection, number, [*events, event])
    if taken is None:
        return Taken(meant, event, 1)
    if meant.uid > taken.meant.uid:
        meant, event = taken.meant, taken.event
    return Taken(meant, event, taken.count + 1)


def _meant(connection: sqlite3.Connection, kind: str, actor: str) -> list[str]:
    """Return the uids of what an undo or redo would mean, in the order in which to go; none where there is nothing."""
    uid = (_undoable if kind == "undo" else _redoable)(connection, actor)
    if uid is None:
        return []
    event = _event(connection, uid)
    batch = event.values.get("batch")
    if not isinstance(batch, str) or batch > event.uid:
        return [event.uid]
    if kind == "undo":
        return list(_of_batch(connection, actor, batch, is_undone=False))
    return list(_of_batch(connection, actor, batch, is_undone=True))[::-1]


def _event(connection: sqlite3.Connection, uid: str) -> Event:
    event = find_event(connection, uid)
    if event is None:
        raise Refused("the log is not whole; check it with: secondsource verify")
    return event


def _backwards(
    connection: sqlite3.Connection, actor: str, since: str = ""
) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Yield kind, uid, named event and batch of what one actor did, newest first, back to the event ``since``."""
    yield from connection.execute(
        "select kind, uid, case when kind = 'undo' or kind = 'redo' then json_extract(payload, '$.event') end, "
        "case when kind = 'verdict' or kind = 'rationale' then json_extract(payload, '$.batch') end from event "
        f"where actor = ? and uid >= ? and kind in {_UNDOABLE} order by uid desc",
        (actor, since),
    )


def _undoable(connection: sqlite3.Connection, actor: str) -> str | None:
    last_word: dict[str, str] = {}
    for kind, uid, named, _ in _backwards(connection, actor):
        if named is not None:
            last_word.setdefault(named, kind)
        elif last_word.get(uid) != "undo":
            return uid
    return None


def _redoable(connection: sqlite3.Connection, actor: str) -> str | None:
    last_word: dict[str, str] = {}
    for kind, uid, named, _ in _backwards(connection, actor):
        if named is not None:
            if kind == "undo" and named not in last_word:
                return named
            last_word.setdefault(named, kind)
        elif last_word.get(uid) != "undo":
            return None
    return None


def _of_batch(connection: sqlite3.Connection, actor: str, batch: str, *, is_undone: bool) -> Iterator[str]:
    """Yield what stands of one actor's batch, newest first, or what is undone of it."""
    last_word: dict[str, str] = {}
    for kind, uid, named, its in _backwards(connection, actor, batch):
        if named is not None:
            last_word.setdefault(named, kind)
        elif its == batch and (last_word.get(uid) == "undo") == is_undone:
            yield uid
