"""Findings: whether they stand as the checks wrote them. They are no part of the record, and can be made anew."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from secondsource.casefile.findings import digest
from secondsource.casefile.verify.fault import STEP, Fault, Tell

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_ADVICE = "make them anew with: secondsource examine --again"
_FINDINGS = (
    'select claim, place, "check", rule, words, other, evidence, own, there, likeness from finding '
    "order by claim, place"
)


def check(connection: sqlite3.Connection, tell: Tell) -> Iterator[Fault]:
    """Yield every claim whose findings are not those that were kept."""
    (total,) = connection.execute("select count(*) from examined").fetchone()
    found = groupby(connection.execute(_FINDINGS), key=itemgetter(0))
    ahead = next(found, None)
    rows = connection.execute("select claim, rules, inputs, marks, origins, digest from examined order by claim")
    for done, (claim, rules, inputs, marks, origins, sealed) in enumerate(rows, start=1):
        while ahead is not None and ahead[0] < claim:
            yield Fault(_name(connection, ahead[0]), f"has findings that no check kept; {_ADVICE}")
            ahead = next(found, None)
        its = []
        if ahead is not None and ahead[0] == claim:
            its = list(ahead[1])
            ahead = next(found, None)
        places = [row[1] for row in its]
        expected = digest(claim, rules, inputs, marks, origins, (row[2:] for row in its))
        if places != list(range(len(its))) or expected != sealed:
            yield Fault(_name(connection, claim), f"its findings were changed; {_ADVICE}")
        if done % STEP == 0 or done == total:
            tell("findings", done, total)
    while ahead is not None:
        yield Fault(_name(connection, ahead[0]), f"has findings that no check kept; {_ADVICE}")
        ahead = next(found, None)


def _name(connection: sqlite3.Connection, number: int) -> str:
    row = connection.execute("select uid from claim where id = ?", (number,)).fetchone()
    return f"claim {row[0]}" if row else f"claim number {number}"
