"""What a reviewer does with many claims at once: an event on each, and all of them say which batch they are of.

A batch may be of a million claims, so it is recorded some thousand at a time; one stopped on its way stays as far as it
came. The name of a batch is the uid of its first event: nothing of it stands before that in the log.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from secondsource.casefile.acts.decisions import Despite, decide_over, usable, verdict_payload
from secondsource.casefile.log.events import Appender
from secondsource.casefile.log.reviewer import reviewer_name
from secondsource.casefile.state.standing import decisions_on

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

    from secondsource.casefile.file import Case
    from secondsource.model import Verdict

AT_ONCE: Final = 5_000  # events in one transaction: half a second in which no other program can write


def mark_all(
    case: Case,
    claims: Iterable[int],
    verdict: Verdict,
    *,
    reviewer: str,
    rationale: str | None = None,
    despite: Despite | None = None,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Record a verdict on each of the claims with these numbers, in their order; return on how many.

    Claims that are not listed (any more) are passed over. One ``undo`` takes all of it back. ``progress`` is called
    after each transaction with how many claims are through; what it raises stops the rest, and what is recorded by
    then stays. Otherwise as ``mark``.
    """
    return _decide_all(case, "verdict", claims, reviewer, verdict_payload(verdict, rationale, despite), progress)


def explain_all(
    case: Case,
    claims: Iterable[int],
    rationale: str,
    *,
    reviewer: str,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Record why each of these claims stands as it does, as ``mark_all`` does a verdict; return of how many."""
    return _decide_all(case, "rationale", claims, reviewer, {"rationale": usable(rationale, "rationale")}, progress)


def _decide_all(
    case: Case,
    kind: str,
    claims: Iterable[int],
    reviewer: str,
    payload: dict[str, Any],
    progress: Callable[[int], None] | None,
) -> int:
    actor = reviewer_name(reviewer)
    ahead = iter(claims)
    done = recorded = 0
    while some := list(islice(ahead, AT_ONCE)):
        with case.write():
            log = Appender(case.connection)
            for number, claim, untouched in _listed(case.connection, some):
                before = [] if untouched else decisions_on(case.connection, number, claim)
                uid = log.new_uid()
                payload.setdefault("batch", uid)
                decide_over(log, number, before, kind, claim, actor, payload, uid=uid)
                recorded += 1
        done += len(some)
        if progress:
            progress(done)
    return recorded


def _listed(connection: sqlite3.Connection, numbers: list[int]) -> list[tuple[int, str, bool]]:
    """Return those of these claims that are listed, each once: number, uid, and whether nobody ever decided on it."""
    return connection.execute(
        "select claim.id, claim.uid, not exists (select 1 from event where subject = claim.uid) "
        "and not exists (select 1 from standing as other where other.counts_at = claim.id) "
        "from json_each(?) as wanted cross join standing on standing.claim = wanted.value and standing.listed "
        "cross join claim on claim.id = standing.claim order by wanted.key",
        (json.dumps(list(dict.fromkeys(numbers))),),
    ).fetchall()
