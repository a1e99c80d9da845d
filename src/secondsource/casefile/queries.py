"""Reading a case: claims as they are exported, its articles, and how far it is."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple

from secondsource.casefile.filters import GIVEN, Filter, asked, given
from secondsource.casefile.numbering import place, within
from secondsource.casefile.ordering import Order, find
from secondsource.model import Claim, Kind, Source, SourceType, UnusableInput, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.casefile.file import Case

_AT_ONCE = 1000  # claims
PREFIX = 4  # characters of a claim's id that are enough where no other claim's begins with them
CONFLICT = "conflicting verdicts"  # how the finding begins that names them
ORPHAN = "not in the newer version of the article"


class Progress(NamedTuple):
    """How many claims stand where; ``open`` are those without a verdict, and ``conflict`` those of them in conflict."""

    open: int
    corroborated: int
    disputed: int
    unverified: int
    conflict: int = 0

    @property
    def total(self) -> int:
        """All claims of the case."""
        return self.open + self.decided

    @property
    def decided(self) -> int:
        """The claims with a verdict."""
        return self.corroborated + self.disputed + self.unverified


_COLUMNS = tuple(field.name for field in fields(Claim))
_CLAIM = """
    select claim.uid, article.name, article.outlet, article.published, article.url, source.name,
        claim.source_text, source.affiliation, claim.channel, claim.kind, claim.text, claim."start", claim."end",
        standing.verdict, standing.rationale, standing.reviewer, standing.decided_at,
        standing.conflict, standing.orphan, standing.evidence, standing.despite, examined.origins,
        case when examined.marks then (
            select json_group_array("check" || ': ' || words || coalesce(
                ' (' || coalesce(article.outlet, article.name) || ', claim ' || other.uid || ')', ''))
            from (select * from finding where finding.claim = standing.claim order by place) as finding
            left join claim as other on other.id = finding.other
            left join article on article.id = other.article
            where "check" <> 'related'
        ) end
    from standing
    cross join claim on claim.id = standing.claim
    join article on article.id = claim.article
    left join source on source.id = standing.source
    left join examined on examined.claim = standing.claim
"""


def claims(case: Case, wanted: Filter | None = None, order: Order = Order.READING) -> Iterator[Claim]:
    """Yield the claims asked for in this order, some at a time whatever their number."""
    if order is not Order.READING:
        numbers = find(case, wanted, order)
        for at in range(0, len(numbers), _AT_ONCE):
            some = numbers[at : at + _AT_ONCE]
            rows = case.connection.execute(
                f"{_CLAIM.replace('select', 'select standing.claim,', 1)} where standing.claim in {GIVEN}",
                (given(some),),
            )
            by_number = {number: _claim(tuple(row)) for number, *row in rows}
            yield from (by_number[number] for number in some)
        return
    condition = "where standing.listed"
    values: list[str] = []
    if wanted:
        query = asked(case.connection, wanted)
        condition, values = f"where standing.claim in ({query.sql()})", query.values
    for row in case.connection.execute(f"{_CLAIM} {condition} order by standing.claim", values):
        yield _claim(row)


def find_claim(case: Case, name: str, *, replaced: bool = False) -> str:
    """Return the id of the claim that ``name`` (an id or its beginning) means. Raises UnusableInput where none is.

    ``replaced`` tells whether claims that others took the place of are meant too.
    """
    name = name.strip().lower()
    if len(name) >= PREFIX:
        rows = case.connection.execute(
            "select distinct uid from claim join standing on standing.claim = claim.id "
            "where uid >= ? and uid < ? and (listed or ?) order by uid limit 3",
            (name, name + "\U0010ffff", replaced),
        ).fetchall()
        if len(rows) == 1 or (rows and rows[0][0] == name):
            return str(rows[0][0])
        if rows:
            several = ", ".join(uid for (uid,) in rows)
            raise UnusableInput(f"several claims begin with {name}: {several}; give more of it")
    raise UnusableInput(f"there is no claim {name} in this case; see the ids with: secondsource claims {case.path}")


def number_of(case: Case, uid: str) -> int | None:
    """Return the number of the claim with this id, the listed one of several; None where there is none."""
    row = case.connection.execute(
        "select claim.id from claim join standing on standing.claim = claim.id where uid = ? "
        "order by listed desc limit 1",
        (uid,),
    ).fetchone()
    return None if row is None else int(row[0])


def uid_of(case: Case, number: int) -> str:
    """Return the id of the claim with this number."""
    (uid,) = case.connection.execute("select uid from claim where id = ?", (number,)).fetchone()
    return str(uid)


def rationale_of(case: Case, number: int) -> str | None:
    """Return the rationale in force of the claim with this number."""
    row = case.connection.execute("select rationale from standing where claim = ?", (number,)).fetchone()
    return None if row is None else row[0]


def progress(case: Case) -> Progress:
    """Return the counts by verdict, which the case keeps."""
    counts: dict[str, int] = dict(case.connection.execute("select verdict, claims from tally").fetchall())
    return Progress(**counts)


def articles(case: Case) -> int:
    """Return how many articles the case holds."""
    return int(case.connection.execute("select count(*) from article").fetchone()[0])


def article_text(case: Case, article: int) -> str:
    """Return the stored text of the article with this number."""
    (text,) = case.connection.execute("select text from article where id = ?", (article,)).fetchone()
    return str(text)


class Placed(NamedTuple):
    """A listed claim of an article by its place: ``start`` and ``end`` bound its content in code points."""

    uid: str
    start: int
    end: int


def claims_between(case: Case, article: int, start: int, end: int) -> list[Placed]:
    """Return the listed claims of the article with this number that start from one code point up to another."""
    rows = case.connection.execute(
        'select claim.uid, claim."start", claim."end" from claim join standing on standing.claim = claim.id '
        "where claim.id >= ? and claim.id < ? and standing.listed order by claim.id",
        (place(article, start), place(article, end)),
    )
    return [Placed(*row) for row in rows]


def speakers(case: Case, article: int) -> dict[str, Source]:
    """Return who is meant by the words that the article with this number has for its sources; in lower case."""
    rows = case.connection.execute(
        "select lower(claim.source_text), source.name, source.type, source.role, source.affiliation from claim "
        "join standing on standing.claim = claim.id join source on source.id = standing.source "
        "where claim.id >= ? and claim.id < ? and standing.listed and claim.source_text is not null order by claim.id",
        within(article),
    )
    return {words: Source(name, SourceType(kind), role, affiliation) for words, name, kind, role, affiliation in rows}


def article_sha256(case: Case, article: int) -> str:
    """Return the digest of the article with this number, which revisions name it by."""
    (sha256,) = case.connection.execute("select sha256 from article where id = ?", (article,)).fetchone()
    return str(sha256)


def article_title(case: Case, article: int) -> str:
    """Return what to call the article with this number: outlet, title or name, and date."""
    row = case.connection.execute(
        "select outlet, coalesce(title, name), published from article where id = ?", (article,)
    ).fetchone()
    return " · ".join(part for part in row if part)


def claim_at(case: Case, number: int) -> Claim:
    """Return the claim with this number (its place in reading order), listed or not."""
    return _claim(case.connection.execute(f"{_CLAIM} where standing.claim = ?", (number,)).fetchone())


def _claim(row: tuple[Any, ...]) -> Claim:
    *columns, conflict, orphan, evidence, despite, origins, found = row
    values = dict(zip(_COLUMNS, columns, strict=False))
    values["kind"] = Kind(str(values["kind"]))
    values["verdict"] = Verdict(str(values["verdict"])) if values["verdict"] else None
    findings = [f"{CONFLICT}: {conflict}"] if conflict else []
    findings += [ORPHAN] if orphan else []
    findings += [f"{values['verdict']} despite {despite}"] if despite else []
    findings += [f"origins: {origins}"] if origins else []
    findings += json.loads(found) if found else []
    return Claim(**values, findings=tuple(findings), evidence=tuple(json.loads(evidence)) if evidence else ())
