"""What a reviewer does with one claim: a verdict, a rationale, a note, a sign-off (evidence: see ``evidence``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secondsource.casefile.log.events import Appender, Event
from secondsource.casefile.log.reviewer import reviewer_name
from secondsource.casefile.state.standing import (
    decisions_on,
    gives_rationale,
    gives_verdict,
    in_force,
    latest,
    stand,
    undone,
)
from secondsource.model import Refused, UnusableInput, Verdict

if TYPE_CHECKING:
    import sqlite3

    from secondsource.casefile.file import Case

TEXT_LIMIT = 20_000  # code points of a rationale or a note


@dataclass(frozen=True, slots=True)
class Despite:
    """Of what a reviewer was warned before a verdict, and why it was given all the same (empty where not said)."""

    warnings: tuple[str, ...]
    reason: str = ""


def mark(
    case: Case,
    claim: str,
    verdict: Verdict,
    *,
    reviewer: str,
    rationale: str | None = None,
    despite: Despite | None = None,
) -> Event:
    """Record a verdict on the claim with this uid and return the event; when it returns, it is on disk.

    A rationale given before stays in force unless a new one comes with the verdict. Raises UnusableInput where the
    claim is unknown, a text is unusable, or the case can't be written.
    """
    return _decide(case, "verdict", claim, reviewer, verdict_payload(verdict, rationale, despite))


def verdict_payload(verdict: Verdict, rationale: str | None, despite: Despite | None) -> dict[str, Any]:
    """Return what a verdict's event says, but for what it is given over. Raises UnusableInput for unusable texts."""
    payload: dict[str, Any] = {
        "verdict": verdict,
        "rationale": None if rationale is None else usable(rationale, "rationale") or None,
    }
    if despite and despite.warnings:
        payload["despite"] = {"warnings": list(despite.warnings), "reason": usable(despite.reason, "reason")}
    return payload


def explain(case: Case, claim: str, rationale: str, *, reviewer: str) -> Event:
    """Record why a claim stands as it does (its rationale; empty takes it away) and return the event."""
    return _decide(case, "rationale", claim, reviewer, {"rationale": usable(rationale, "rationale")})


def note(case: Case, claim: str, text: str, *, reviewer: str) -> Event:
    """Record a note on a claim, for the desk and not for readers, and return the event."""
    text = usable(text, "note")
    if not text:
        raise UnusableInput("an empty note says nothing; write one")
    return _decide(case, "note", claim, reviewer, {"text": text})


def sign_off(case: Case, claim: str, *, reviewer: str) -> Event:
    """Record that a second reviewer stands by the verdict in force, and return the event.

    Raises Refused where there is no verdict, or it is this reviewer's own.
    """
    return _decide(case, "signoff", claim, reviewer, {})


def _decide(case: Case, kind: str, claim: str, reviewer: str, payload: dict[str, Any]) -> Event:
    actor = reviewer_name(reviewer)
    with case.write():
        return decide_on(case.connection, kind, claim, actor, payload)


def decide_on(connection: sqlite3.Connection, kind: str, claim: str, actor: str, payload: dict[str, Any]) -> Event:
    """Append a decision on the listed claim with this uid, inside the caller's transaction; return it."""
    number, untouched = _find_listed(connection, claim)
    before = [] if untouched else decisions_on(connection, number, claim)
    return decide_over(Appender(connection), number, before, kind, claim, actor, payload)


def decide(
    connection: sqlite3.Connection,
    number: int,
    kind: str,
    claim: str,
    actor: str,
    payload: dict[str, Any],
    at: str | None = None,
) -> Event:
    """Append a decision on the claim with this number and uid, and make the claim stand by it."""
    before = decisions_on(connection, number, claim)
    return decide_over(Appender(connection), number, before, kind, claim, actor, payload, at=at)


def decide_over(
    log: Appender,
    number: int,
    before: list[Event],
    kind: str,
    claim: str,
    actor: str,
    payload: dict[str, Any],
    *,
    at: str | None = None,
    uid: str | None = None,
) -> Event:
    """Do as ``decide`` does, where the events that count at the claim so far are known, in their order."""
    if kind == "signoff":
        payload = {"over": _to_sign(before, actor)}
    elif kind in {"verdict", "rationale"}:
        over = latest(before, gives_verdict) if kind == "verdict" else []
        if payload["rationale"] is not None:
            over += [uid for uid in latest(before, gives_rationale) if uid not in over]
        payload = {**payload, "over": over}
    event = log.append(kind, claim, payload, actor, at=at, uid=uid)
    stand(log.connection, number, [*before, event])
    return event


def _to_sign(events: list[Event], actor: str) -> list[str]:
    verdicts = in_force(events, gives_verdict, undone(events))
    if not verdicts:
        raise Refused("there is no verdict to sign off yet")
    if len({event.values["verdict"] for event in verdicts}) > 1:
        raise Refused("the verdicts on this claim contradict each other; settle that with a verdict of your own")
    if any(event.actor == actor for event in verdicts):
        raise Refused("a second reviewer signs off; this verdict is your own")
    return [event.uid for event in verdicts]


def listed_claim(connection: sqlite3.Connection, uid: str) -> int:
    """Return the number of the listed claim with this uid. Raises UnusableInput where there is none."""
    return _find_listed(connection, uid)[0]


# Most claims that are decided on were not before: this tells without a second look.
_LISTED = (
    "select standing.listed, claim.id, not exists (select 1 from event where subject = ?1) "
    "and not exists (select 1 from standing as other where other.counts_at = claim.id) "
    "from claim cross join standing on standing.claim = claim.id where claim.uid = ?1"
)


def _find_listed(connection: sqlite3.Connection, uid: str) -> tuple[int, bool]:
    """Return the number of the listed claim with this uid, and whether nobody ever decided on it."""
    found = connection.execute(_LISTED, (uid,)).fetchall()
    if not found:
        raise UnusableInput(f"there is no claim {uid} in this case; see: secondsource claims")
    listed, number, untouched = max(found)
    if not listed:
        raise UnusableInput(f"the claim {uid} was replaced; its history names what took its place: secondsource log")
    return int(number), bool(untouched)


def usable(text: str, what: str) -> str:
    """Return a text as it goes into the log. Raises UnusableInput where it can't stand there."""
    if len(text) > TEXT_LIMIT:
        raise UnusableInput(f"a {what} has at most {TEXT_LIMIT:,} characters; this one has {len(text):,}")
    encodable(text, what)
    return text.strip()


def encodable(text: str, what: str) -> None:
    """Raise UnusableInput where a text can't be written as UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UnusableInput(f"the {what} holds half a character (a lone surrogate); type it again") from None
