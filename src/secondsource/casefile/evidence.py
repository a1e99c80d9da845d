"""Reading the evidence of a case: what stands on a claim, its text, its bytes."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from secondsource.casefile.filters import Filter, asked
from secondsource.casefile.numbering import article_of
from secondsource.casefile.state.standing import decisions_on, evidence_in_force, undone
from secondsource.model import Span, Stance, UnusableInput

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from secondsource.casefile.file import Case
    from secondsource.casefile.log.events import Event

MOST_PRIMARIES: Final = 20  # primary sources that a claim is held against: the newest ones


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence as it stands on a claim; the fields are those of ``attach``.

    ``uid`` is the event that stands for it, ``claim`` the claim's uid, ``article`` the number of the article that it is
    in, ``sha256`` of the bytes, ``text`` the SHA-256 under which what was read from them is kept; ``size`` is in bytes;
    ``at`` ISO 8601 in UTC.
    """

    uid: str
    claim: str
    article: int
    sha256: str
    size: int
    stance: Stance
    name: str
    url: str | None
    passage: str | None
    span: Span | None
    primary: bool
    reviewer: str
    at: str
    content_type: str | None
    text: str | None
    read_by: str | None
    marks: tuple[tuple[int, str], ...]
    fetched: dict[str, Any] | None

    def mark_at(self, offset: int) -> str | None:
        """Return the time code or the page at an offset of the text, in code points; None where none is known."""
        return mark_at(self.marks, offset)


def mark_at(marks: Sequence[Sequence[Any]], offset: int) -> str | None:
    """Return the mark that stands at or before an offset, of marks in the order of theirs; None before the first."""
    place = bisect_right(marks, offset, key=lambda mark: mark[0])
    return str(marks[place - 1][1]) if place else None


def evidence_on(case: Case, number: int) -> tuple[Evidence, ...]:
    """Return the evidence that stands on the claim with this number, in the order in which it came."""
    return tuple(_evidence(case.connection, number, event) for event in _standing(case.connection, number))


def all_evidence(case: Case, wanted: Filter | None = None) -> Iterator[Evidence]:
    """Yield the evidence that stands on the listed claims asked for, in reading order."""
    condition, values = "standing.listed", []
    if wanted:
        query = asked(case.connection, wanted)
        condition, values = f"standing.claim in ({query.sql()})", query.values
    numbers = case.connection.execute(
        f"select claim from standing where evidence is not null and {condition} order by claim", values
    )
    for (number,) in numbers.fetchall():
        yield from evidence_on(case, number)


def primaries(case: Case, number: int) -> tuple[Evidence, ...]:
    """Return the primary sources of the claim with this number: those attached to any claim of its source.

    Each copy once, as it was attached to the claim itself, else in its article, else last. Of more than
    ``MOST_PRIMARIES`` the nearest in this way. A claim without a source has its own alone.
    """
    connection = case.connection
    numbers = connection.execute(
        "select claim from standing where source = (select source from standing where claim = ?) "
        "and evidence is not null and listed union select ?",
        (number, number),
    )
    found: dict[str, tuple[tuple[bool, bool, str], int, Event]] = {}
    for (claim,) in numbers.fetchall():
        for event in _standing(connection, claim):
            if event.values.get("primary") and event.values.get("text"):
                near = (claim == number, article_of(claim) == article_of(number), event.uid)
                sha256 = event.values["text"]
                found[sha256] = max(found.get(sha256, (near, claim, event)), (near, claim, event), key=itemgetter(0))
    nearest = sorted(found.values(), key=itemgetter(0))[-MOST_PRIMARIES:]
    return tuple(_evidence(connection, claim, event) for _, claim, event in nearest)


def copy_of(case: Case, sha256: str) -> bytes:
    """Return the bytes that the case keeps under this digest. Raises UnusableInput where it keeps none."""
    row = case.connection.execute("select bytes from copy where sha256 = ?", (sha256,)).fetchone()
    if row is None:
        raise UnusableInput(f"the case keeps no copy {sha256[:12]}; check it with: secondsource verify {case.path}")
    return bytes(row[0])


def text_of(case: Case, evidence: Evidence) -> str | None:
    """Return what was read from a piece of evidence when it was attached; None where it has no text."""
    return None if evidence.text is None else copy_of(case, evidence.text).decode()


def _standing(connection: sqlite3.Connection, number: int) -> list[Event]:
    events = decisions_on(connection, number)
    return evidence_in_force(events, undone(events))


def _evidence(connection: sqlite3.Connection, number: int, event: Event) -> Evidence:
    values = event.values
    row = connection.execute("select length(bytes) from copy where sha256 = ?", (values["sha256"],)).fetchone()
    span = values.get("span")
    return Evidence(
        uid=event.uid,
        claim=event.subject,
        article=article_of(number),
        sha256=values["sha256"],
        size=row[0] if row else 0,
        stance=Stance(values["stance"]),
        name=values["name"],
        url=values.get("url"),
        passage=values.get("passage"),
        span=Span(*span) if span else None,
        primary=bool(values.get("primary")),
        reviewer=event.actor,
        at=event.at,
        content_type=values.get("content_type"),
        text=values.get("text"),
        read_by=values.get("read_by"),
        marks=tuple((offset, label) for offset, label in values.get("marks") or ()),
        fetched=values.get("fetched"),
    )
