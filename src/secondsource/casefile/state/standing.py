"""Where a claim stands: what the events on it amount to, whatever files they were gathered from.

A verdict names the ones it was given over ("over"), so it is known which decisions their maker had seen. Those that
nobody decided over are in force; where they differ, that is a conflict, and the claim stays open until a verdict
over all of them settles it. (This is a multi-value register: Shapiro et al., INRIA RR-7506, 2011.)
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from secondsource.casefile.log.events import COLUMNS, Event
from secondsource.model import Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

DECIDES = "kind in ('verdict', 'rationale', 'note', 'evidence', 'signoff')"
"""What SQL asks of the events that decide something on a claim."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a claim stands: the verdict in force with who and when, and the rationale in force.

    ``signed_by`` names who signed the verdict off or came to it independently; ``conflict`` says who decided what
    where verdicts in force differ, and then there is no verdict; ``evidence`` is a JSON list of lines. ``despite`` says
    of what the reviewer was warned before the verdict, and why it was given all the same.
    """

    verdict: Verdict | None = None
    rationale: str | None = None
    reviewer: str | None = None
    decided_at: str | None = None
    signed_by: str | None = None
    conflict: str | None = None
    evidence: str | None = None
    despite: str | None = None


_NOTHING = Standing()
_NAMES = tuple(field.name for field in fields(Standing))
_COLUMNS = ", ".join(_NAMES)
_COUNTING = (
    f"select {COLUMNS} from event where subject in (select ? union all select claim.uid from standing "
    "cross join claim on claim.id = standing.claim where standing.counts_at = ?) order by uid"
)
_UPDATE = f"update standing set ({_COLUMNS}) = (?, ?, ?, ?, ?, ?, ?, ?) where claim = ?"
_values_of = attrgetter(*_NAMES)


def gives_verdict(event: Event) -> bool:
    """Tell whether an event gives a verdict, undone or not."""
    return event.kind == "verdict"


def gives_rationale(event: Event) -> bool:
    """Tell whether an event says why, undone or not; an empty rationale takes the one before away."""
    return event.kind in {"verdict", "rationale"} and event.values.get("rationale") is not None


def gives_evidence(event: Event) -> bool:
    """Tell whether an event attaches evidence, or corrects what was attached."""
    return event.kind == "evidence"


def undone(events: Iterable[Event]) -> set[str]:
    """Return the uids of the events that are undone and not redone; the events come oldest first."""
    return taken_back((event.kind, event.meant) for event in events)


def taken_back(said: Iterable[tuple[str, str | None]]) -> set[str]:
    """Do as ``undone`` does for kinds of events, each with the uid of the event that it undoes or redoes."""
    taken: set[str] = set()
    for kind, meant in said:
        if meant and kind == "undo":
            taken.add(meant)
        elif meant:
            taken.discard(meant)
    return taken


def latest(events: Iterable[Event], gives: Callable[[Event], bool]) -> list[str]:
    """Return the uids of the events that ``gives`` picks and none of the others was made over."""
    given = [event for event in events if gives(event)]
    if len(given) < 2:
        return [event.uid for event in given]
    over = {uid for event in given for uid in event.values.get("over", ())}
    return [event.uid for event in given if event.uid not in over]


def in_force(events: Iterable[Event], gives: Callable[[Event], bool], taken: set[str]) -> list[Event]:
    """Return the events that ``gives`` picks, that stand, and that none which stands was made over, oldest first."""
    given = {event.uid: event for event in events if gives(event)}
    passed: set[str] = set()
    standing = [event for event in given.values() if event.uid not in taken]
    for event in standing:
        ahead = list(event.values.get("over", ()))
        while ahead:
            uid = ahead.pop()
            if uid in given and uid not in passed:
                passed.add(uid)
                ahead += given[uid].values.get("over", ())
    return [event for event in standing if event.uid not in passed]


def evidence_in_force(events: Iterable[Event], taken: set[str]) -> list[Event]:
    """Return the events that stand for the pieces of evidence on one claim; those withdrawn are none."""
    return [event for event in in_force(events, gives_evidence, taken) if event.values["stance"]]


def replay(events: Iterable[Event]) -> Standing:
    """Return what the events on one claim, oldest first, amount to."""
    events = list(events)
    if not events:
        return _NOTHING
    if len(events) == 1 and gives_verdict(events[0]):  # most claims are decided on once
        (only,) = events
        values = only.values
        return Standing(
            Verdict(values["verdict"]), values["rationale"] or None, only.actor, only.at, despite=_despite(values)
        )
    taken = undone(events)
    verdicts = in_force(events, gives_verdict, taken)
    reasons = [
        (event.actor, event.values["rationale"])
        for event in in_force(events, gives_rationale, taken)
        if event.values["rationale"]
    ]
    texts = {text for _, text in reasons}
    rationale = (
        "\n\n".join(f"{actor}: {text}" for actor, text in reasons) if len(texts) > 1 else next(iter(texts), None)
    )
    kept = [_evidence(event.values) for event in evidence_in_force(events, taken)]
    evidence = json.dumps(kept, ensure_ascii=False) if kept else None
    given = {event.values["verdict"] for event in verdicts}
    if not verdicts:
        return Standing(rationale=rationale, evidence=evidence)
    if len(given) > 1:
        conflict = ", ".join(f"{event.values['verdict']} by {event.actor}" for event in verdicts)
        return Standing(rationale=rationale, conflict=conflict, evidence=evidence)
    last = verdicts[-1]
    signed = {event.actor for event in verdicts}
    for event in events:
        if event.kind == "signoff" and event.uid not in taken and last.uid in event.values["over"]:
            signed.add(event.actor)
    others = ", ".join(sorted(signed - {last.actor})) or None
    return Standing(Verdict(given.pop()), rationale, last.actor, last.at, others, None, evidence, _despite(last.values))


def _evidence(values: dict[str, Any]) -> str:
    primary = " (primary source)" if values.get("primary") else ""
    return f"{values['stance']}{primary}: {values.get('url') or values.get('name') or values['sha256']}"


def _despite(values: dict[str, Any]) -> str | None:
    warned = values.get("despite")
    if not warned:
        return None
    return ", ".join(warned["warnings"]) + (f": {warned['reason']}" if warned["reason"] else "")


def decisions_on(connection: sqlite3.Connection, claim: int, uid: str | None = None) -> list[Event]:
    """Return the events that count at the claim with this number (and uid, looked up if not given), oldest first."""
    if uid is None:
        (uid,) = connection.execute("select uid from claim where id = ?", (claim,)).fetchone()
    return [Event(*row) for row in connection.execute(_COUNTING, (uid, claim))]


def stand(connection: sqlite3.Connection, claim: int, events: list[Event] | None = None) -> Standing:
    """Make a claim stand where the events that count at it (read, where None are given) put it."""
    standing = replay(decisions_on(connection, claim) if events is None else events)
    connection.execute(_UPDATE, (*_values_of(standing), claim))
    return standing


def standing_for(connection: sqlite3.Connection, uid: str) -> list[tuple[int, str]]:
    """Return the claims at which decisions on this uid count: the number and the uid of each."""
    return connection.execute(
        "select distinct there.id, there.uid from claim cross join standing on standing.claim = claim.id "
        "cross join claim as there on there.id = coalesce(standing.counts_at, claim.id) where claim.uid = ?",
        (uid,),
    ).fetchall()


def stand_by(connection: sqlite3.Connection, uid: str) -> None:
    """Make every claim at which decisions on this uid count stand where they put it."""
    for number, its in standing_for(connection, uid):
        stand(connection, number, decisions_on(connection, number, its))
