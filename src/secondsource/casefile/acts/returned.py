"""Decisions that come back from elsewhere: what each was made over, and all of them in one transaction or none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from secondsource.casefile.acts.decisions import Despite, decide_over, usable, verdict_payload
from secondsource.casefile.log.events import Appender, tip
from secondsource.casefile.log.reviewer import reviewer_name
from secondsource.casefile.state.standing import Standing, decisions_on, replay, undone
from secondsource.model import UnusableInput, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from secondsource.casefile.file import Case

_NOTHING: Final = Standing()


class Known(NamedTuple):
    """What the case says of a claim now: ``uid`` and ``number``, if it is ``listed``, its words, where it stands."""

    uid: str
    number: int
    listed: bool
    text: str
    verdict: Verdict | None
    rationale: str | None
    reviewer: str | None
    decided_at: str | None


class State(NamedTuple):
    """Where a claim stood for a time, and ``by`` whose decision; the first one is from before all decisions."""

    standing: Standing
    by: str | None = None


class Past(NamedTuple):
    """All ``states`` of a claim, the present one last, and the words of the ``notes`` that stand on it."""

    states: tuple[State, ...]
    notes: tuple[str, ...]


class Decision(NamedTuple):
    """What one reviewer decided on a claim, made by ``decision``: verdict, rationale, note, or several of them."""

    claim: str
    reviewer: str
    verdict: Verdict | None = None
    rationale: str | None = None
    note: str | None = None
    despite: Despite | None = None


def decision(
    claim: str, reviewer: str, verdict: Verdict | None = None, rationale: str | None = None, note: str | None = None
) -> Decision:
    """Return a decision that can be recorded. Raises UnusableInput where a name or a text can't stand in the log."""
    if rationale is not None:
        rationale = usable(rationale, "rationale")
    return Decision(claim, reviewer_name(reviewer), verdict, rationale, None if note is None else usable(note, "note"))


def known(case: Case, claims: Iterable[str]) -> dict[str, Known]:
    """Return what the case says of the claims with these uids, by these; nothing of those that it does not have.

    Of a claim of an earlier version of an article, what it says of the one at which decisions on it count.
    """
    rows = case.connection.execute(
        "select wanted.value, its.uid, its.id, there.listed, its.text, "
        "there.verdict, there.rationale, there.reviewer, there.decided_at "
        "from json_each(?) as wanted cross join claim on claim.uid = wanted.value "
        "join standing as here on here.claim = claim.id "
        "join standing as there on there.claim = coalesce(here.counts_at, claim.id) "
        "join claim as its on its.id = there.claim order by there.listed, here.listed",
        (json.dumps(list(claims)),),
    )
    return {
        wanted: Known(uid, number, bool(listed), text, Verdict(verdict) if verdict else None, *rest)
        for wanted, uid, number, listed, text, verdict, *rest in rows
    }


def past(case: Case, claim: Known) -> Past:
    """Return how a claim stood from the first decision on it to the last."""
    events = decisions_on(case.connection, claim.number, claim.uid)
    states = [State(_NOTHING)]
    for count, event in enumerate(events, start=1):
        states.append(State(replay(events[:count]), event.actor))
    taken = undone(events)
    notes = tuple(event.values["text"] for event in events if event.kind == "note" and event.uid not in taken)
    return Past(tuple(states), notes)


def record(case: Case, decisions: Sequence[Decision], *, after: str | None = None) -> bool:
    """Record all of these decisions in one transaction: all of them are on disk at the end, or none.

    Where the log's last event is not the one with the hash ``after`` (see ``tip``) any more, nothing is recorded and
    the answer is false. Verdicts and rationales are one batch: one ``undo`` takes back what is a reviewer's of it.
    Notes come before them. Raises UnusableInput where a claim is unknown or replaced, or the case can't be written.
    """
    with case.write():
        if after is not None and tip(case) != after:
            return False
        log = Appender(case.connection)
        places = {uid: one for uid, one in known(case, {one.claim for one in decisions}).items() if one.listed}
        batch: dict[str, str] = {}
        for kind, one, payload in _events(decisions):
            if one.claim not in places:
                raise UnusableInput(f"there is no claim {one.claim} in this case, or another took its place")
            place = places[one.claim]
            uid = log.new_uid()
            if kind != "note":
                batch.setdefault("batch", uid)
                payload |= batch
            before = decisions_on(case.connection, place.number, place.uid)
            decide_over(log, place.number, before, kind, place.uid, one.reviewer, payload, uid=uid)
    return True


def _events(decisions: Sequence[Decision]) -> list[tuple[str, Decision, dict[str, Any]]]:
    """Return kind, decision and payload of each event to be, in their order."""
    notes = [("note", one, {"text": one.note}) for one in decisions if one.note]
    verdicts: list[tuple[str, Decision, dict[str, Any]]] = []
    for one in decisions:
        if one.verdict is not None:
            verdicts.append(("verdict", one, verdict_payload(one.verdict, one.rationale, one.despite)))
        elif one.rationale is not None:
            verdicts.append(("rationale", one, {"rationale": one.rationale}))
    return [*notes, *verdicts]
