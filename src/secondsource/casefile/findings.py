"""What the checks found, kept beside the log: worked out from the case, never a part of its record.

A finding on two claims is kept at both, each from its own side. A claim whose findings may have changed is examined
no more (the schema's triggers see to that) until it is examined afresh.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from secondsource.casefile.filters import GIVEN, given
from secondsource.casefile.marks import BIT
from secondsource.casefile.numbering import article_of
from secondsource.model import Check, Finding, Kind, Said, Source, SourceType, Span

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

    from secondsource.casefile.file import Case
    from secondsource.model import Spans

    FromThere = Callable[[int], tuple["Kept", ...]]
    CountOrigins = Callable[[list[int]], int]

_PLACE: Final = {check: place for place, check in enumerate(Check)}
_AROUND: Final = 320  # code points before and after a claim that are its context
_MARGIN: Final = 300  # code points of an article's beginning and end
MOST_BESIDE: Final = 40
"""The most other claims that findings are kept about at one claim: those that are the most alike."""


class Kept(NamedTuple):
    """A finding as it is kept: ``other`` is the number of the claim, ``evidence`` the uid of the evidence it is about.

    ``likeness`` lies between 0 and 100 for another claim, between 0 and 1 for a passage.
    """

    finding: Finding
    other: int | None = None
    evidence: str | None = None
    likeness: float | None = None


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of examining the claim with this number by ``rules``: its findings, and how many distinct origins.

    ``inputs`` is the SHA-256 of what it was worked out from: what the claim and its primary sources say; the claims
    beside it have their own.
    """

    number: int
    rules: str
    inputs: str
    origins: int
    findings: tuple[Kept, ...]

    @property
    def marks(self) -> int:
        """The bits of the checks that found something."""
        marks = BIT[Check.ORIGIN] if self.origins == 1 else 0
        for kept in self.findings:
            marks |= BIT[kept.finding.check]
        return marks


class Sealed(NamedTuple):
    """What came of examining one claim as it is kept: its rows in their order, and the digest of all of it.

    It takes no other process long to write, nor to hand over.
    """

    number: int
    rules: str
    inputs: str
    marks: int
    origins: int
    digest: str
    rows: tuple[tuple[Any, ...], ...]

    @property
    def others(self) -> frozenset[int]:
        """The claims that a finding is about, by their numbers."""
        return frozenset(row[_OTHER] for row in self.rows if row[_OTHER] is not None)


def sealed(examined: Examined) -> Sealed:
    """Make ready to be kept what came of examining a claim: no more than is kept, in order."""
    examined = replace(examined, findings=_nearest(examined.findings))
    head = (examined.number, examined.rules, examined.inputs, examined.marks, examined.origins)
    rows = tuple(_row(kept) for kept in examined.findings)
    return Sealed(*head, digest(*head, rows), rows)


def unsealed(sealed: Sealed) -> Examined:
    """Return what was made ready to be kept."""
    number, rules, inputs, _, origins, _, rows = sealed
    return Examined(number, rules, inputs, origins, tuple(_kept(*row) for row in rows))


def said(case: Case, numbers: Iterable[int]) -> dict[int, Said]:
    """Return the claims with these numbers as the checks take them, by number; those that are not listed are left."""
    rows = case.connection.execute(_SAID, (given(numbers),)).fetchall()
    # A long article is read once: SQLite would count its code points anew for each claim.
    articles = {
        number: row
        for number, *row in case.connection.execute(_ARTICLE, (given({article_of(number) for number, *_ in rows}),))
    }
    return {number: _said(number, *row, *articles[article_of(number)]) for number, *row in rows}


_SAID: Final = f"""
    select claim.id, claim.text, claim."start", claim."end", source.name, source.type, source.role,
        source.affiliation, claim.source_text, claim.channel, claim.kind
    from standing cross join claim on claim.id = standing.claim left join source on source.id = standing.source
    where standing.claim in {GIVEN} and standing.listed
"""
_ARTICLE: Final = f"select id, published, outlet, coalesce(title, ''), text from article where id in {GIVEN}"


def _said(
    number: int,
    text: str,
    start: int,
    end: int,
    name: str | None,
    kind_of_source: str | None,
    role: str | None,
    affiliation: str | None,
    source_text: str | None,
    channel: str | None,
    kind: str,
    published: str | None,
    outlet: str | None,
    title: str,
    article: str,
) -> Said:
    return Said(
        text=text,
        published=_day(published),
        outlet=outlet,
        source=Source(name, SourceType(kind_of_source), role, affiliation) if name and kind_of_source else None,
        source_text=source_text,
        channel=channel,
        kind=Kind(kind),
        context=article[max(start - _AROUND, 0) : min(end, start + _AROUND) + _AROUND],
        margins=f"{title}\n{article[:_MARGIN]}\n{article[-_MARGIN:]}",
        article=article_of(number),
        number=number,
    )


def findings_on(case: Case, number: int) -> Examined | None:
    """Return what the checks found at the claim with this number; None where it is yet to be examined (afresh).

    What is about claims that are listed no more is left out.
    """
    return _read(case.connection, number, listed=True)


def unexamined(case: Case, rules: str, after: int = -1, limit: int = 1000) -> list[int]:
    """Return the numbers of listed claims above ``after`` that are yet to be examined by these rules, in order."""
    rows = case.connection.execute(
        "select standing.claim from standing left join examined on examined.claim = standing.claim "
        "where standing.claim > ? and standing.listed and examined.rules is not ? order by standing.claim limit ?",
        (after, rules, limit),
    )
    return [number for (number,) in rows]


def unexamined_count(case: Case, rules: str) -> int:
    """Return how many listed claims are yet to be examined by these rules (about 0.2 µs for each claim of the case)."""
    (count,) = case.connection.execute(
        "select count(*) from standing left join examined on examined.claim = standing.claim "
        "where standing.listed and examined.rules is not ?",
        (rules,),
    ).fetchone()
    return int(count)


def keep(case: Case, found: Examined | Sealed, from_there: FromThere, origins: CountOrigins) -> None:
    """Keep what came of examining a claim, inside the caller's transaction, and what other claims learn by it.

    See ``learnt`` for the rest.
    """
    found = sealed(found) if isinstance(found, Examined) else found
    others = learnt(case, found, from_there, origins)
    _write(case.connection, found)
    for other in others:
        _write(case.connection, sealed(other))


def learnt(case: Case, found: Sealed, from_there: FromThere, origins: CountOrigins) -> list[Examined]:
    """Return what is to be kept of other claims, examined already, once this is kept of one: those that it changes.

    Reads only. ``from_there`` is called with each claim that a finding is about and that was examined without one about
    this claim, and returns the same findings from its side. ``origins`` is called for each of them whose statement
    others make now, with the numbers of all claims that make it, and returns how many distinct origins it has.
    """
    connection = case.connection
    rows = connection.execute("select distinct claim from finding where other = ?", (found.number,))
    before = {number for (number,) in rows}
    now = found.others
    rows = connection.execute(f"select claim, rules from examined where claim in {GIVEN}", (given(before | now),))
    changed = []
    for number, rules in sorted(rows):
        if number in before and number in now and rules == found.rules:
            continue  # had either claim changed, what is kept of the two would be gone from both
        there = _read(connection, number)
        if there is None:
            continue
        rest = tuple(kept for kept in there.findings if kept.other != found.number)
        findings = _nearest((*rest, *(from_there(number) if number in now else ())))
        had, has = _same(there.findings), _same(findings)
        count = origins(sorted({number, *has})) if had != has or found.number in has else there.origins
        if findings != there.findings or count != there.origins:
            changed.append(replace(there, findings=findings, origins=count))
    return changed


def _same(findings: Iterable[Kept]) -> set[int]:
    """Return the claims that make the same statement, by findings on it."""
    return {kept.other for kept in findings if kept.finding.check is Check.SAME and kept.other is not None}


def _nearest(findings: Iterable[Kept]) -> tuple[Kept, ...]:
    """Return the findings in order, those about other claims for the ``MOST_BESIDE`` that are the most alike."""
    findings = in_order(findings)
    likeness: dict[int, float] = {}
    for kept in findings:
        if kept.other is not None:
            likeness[kept.other] = max(likeness.get(kept.other, 0.0), _rounded(kept.likeness) or 0.0)
    if len(likeness) <= MOST_BESIDE:
        return findings
    nearest = set(sorted(likeness, key=lambda other: (-likeness[other], other))[:MOST_BESIDE])
    return tuple(kept for kept in findings if kept.other is None or kept.other in nearest)


def found_by(case: Case, number: int) -> dict[int, str]:
    """Return the claims at which there are findings about the one with this number, the most alike first.

    By their numbers, each with its uid; at most ``MOST_BESIDE``. A claim's own search may not find them.
    """
    rows = case.connection.execute(
        "select finding.claim, uid from finding cross join claim on claim.id = finding.claim where other = ? "
        "group by finding.claim order by max(likeness) desc, finding.claim limit ?",
        (number, MOST_BESIDE),
    )
    return dict(rows.fetchall())


def forget_findings(case: Case) -> None:
    """Take away all that the checks found, so that every claim is examined afresh."""
    with case.write():
        case.connection.execute("delete from finding")
        case.connection.execute("delete from examined")


def in_order(findings: Iterable[Kept]) -> tuple[Kept, ...]:
    """Return findings in the order in which they are kept and shown."""
    return tuple(
        sorted(
            findings,
            key=lambda kept: (
                _PLACE[kept.finding.check], -(_rounded(kept.likeness) or 0), kept.other or 0, kept.finding.rule,
                kept.finding.own,
            ),
        )
    )  # fmt: skip


def rules_of(case: Case, number: int) -> str | None:
    """Return by which rules the claim with this number was examined; None where it is yet to be."""
    row = case.connection.execute("select rules from examined where claim = ?", (number,)).fetchone()
    return None if row is None else str(row[0])


def origins_of(case: Case, number: int) -> int | None:
    """Return how many distinct origins the claim with this number has; None where it is yet to be examined."""
    row = case.connection.execute("select origins from examined where claim = ?", (number,)).fetchone()
    return None if row is None else int(row[0])


_COLUMNS: Final = '"check", rule, words, other, evidence, own, there, likeness'
_OTHER: Final = 3  # of them


def _write(connection: sqlite3.Connection, found: Sealed) -> None:
    connection.execute("delete from finding where claim = ?", (found.number,))
    connection.execute(
        "insert into examined values (?, ?, ?, ?, ?, ?) on conflict (claim) do update set "
        "rules = excluded.rules, inputs = excluded.inputs, marks = excluded.marks, origins = excluded.origins, "
        "digest = excluded.digest",
        found[:-1],
    )
    connection.executemany(
        f"insert into finding (claim, place, {_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(found.number, place, *row) for place, row in enumerate(found.rows)],
    )


def digest(number: int, rules: str, inputs: str, marks: int, origins: int, rows: Iterable[Iterable[object]]) -> str:
    """Return the SHA-256 that tells whether what is kept of one claim is as it was written, in hexadecimal."""
    said_so = [number, rules, inputs, marks, origins, [list(row) for row in rows]]
    return hashlib.sha256(json.dumps(said_so, ensure_ascii=True).encode()).hexdigest()


def _row(kept: Kept) -> tuple[Any, ...]:
    finding = kept.finding
    return (
        finding.check.value, finding.rule, finding.words, kept.other, kept.evidence,
        json.dumps(finding.own), json.dumps(finding.other), _rounded(kept.likeness),
    )  # fmt: skip


def _rounded(likeness: float | None) -> float | None:
    """Return a likeness as it is kept, so that an order by it is the same before and after."""
    return None if likeness is None else round(float(likeness), 4)


def _read(connection: sqlite3.Connection, number: int, *, listed: bool = False) -> Examined | None:
    row = connection.execute("select rules, inputs, origins from examined where claim = ?", (number,)).fetchone()
    if row is None:
        return None
    only = "and (other is null or exists (select 1 from standing where claim = other and listed))" if listed else ""
    rows = connection.execute(
        f"select {_COLUMNS} from finding where finding.claim = ? {only} order by place", (number,)
    )
    return Examined(number, row[0], row[1], int(row[2]), tuple(_kept(*kept) for kept in rows))


def _kept(
    check: str, rule: str, words: str, other: int | None, evidence: str | None, own: str, there: str, like: float | None
) -> Kept:
    return Kept(Finding(Check(check), rule, words, _spans(own), _spans(there)), other, evidence, like)


def _spans(stored: str) -> Spans:
    return tuple(Span(*span) for span in json.loads(stored))


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None
