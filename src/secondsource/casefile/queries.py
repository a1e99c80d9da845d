"""Reading a case: claims as they are exported, and all that the desk shows of one claim."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from secondsource.casefile.numbering import OF_ARTICLE
from secondsource.casefile.storing import spans_of
from secondsource.model import Claim, Kind, Nature, Source, SourceType, Spans, UnusableInput, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.casefile.file import Case

PREFIX = 4  # characters of a claim's id that are enough where no other claim's begins with them
CONFLICT = "conflicting verdicts"  # how the finding begins that names them
ORPHAN = "not in the newer version of the article"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims are asked for: all conditions hold together; None asks nothing.

    ``words`` are searched in the claim's text and its source's name, each as the beginning of a word.
    ``verdict`` "open" asks for claims without one, "conflict" for those of them that have
    verdicts which contradict each other.
    """

    words: str | None = None
    verdict: str | None = None
    kind: Kind | None = None
    source: str | None = None
    article: str | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is asked."""
        return self != Filter()


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another claim of the same source."""

    uid: str
    verdict: Verdict | None
    text: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One claim with all that is shown beside it.

    ``cue`` holds the words that attribute it, ``nature`` what it says, ``siblings`` at most the number asked for,
    ``signed_by`` who else stands by the verdict, ``conflict`` who decided what where verdicts contradict each other.
    """

    claim: Claim
    article: int
    speaker: Source | None
    spans: dict[str, Spans]
    cue: str | None
    speech: bool
    nature: Nature | None
    nature_reason: str | None
    confidence: float | None
    reason: str | None
    siblings: tuple[Sibling, ...]
    sibling_count: int
    signed_by: str | None
    conflict: str | None


@dataclass(frozen=True, slots=True)
class Progress:
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
        standing.conflict, standing.orphan, standing.evidence
    from standing
    cross join claim on claim.id = standing.claim
    join article on article.id = claim.article
    left join source on source.id = standing.source
"""


def claims(case: Case, wanted: Filter | None = None) -> Iterator[Claim]:
    """Yield the claims asked for in reading order, one at a time whatever their number."""
    condition = "where standing.listed"
    values: list[str] = []
    if wanted:
        asked, values = numbers(wanted)
        condition = f"where standing.claim in ({asked})"
    for row in case.connection.execute(f"{_CLAIM} {condition} order by standing.claim", values):
        yield _claim(row)


def numbers(wanted: Filter, after: int = 0) -> tuple[str, list[str]]:
    """Return the SQL that gives the numbers of the claims asked for, in reading order, and its values.

    ``after`` asks for those alone whose number is higher.
    Only the tables that the filter asks about are joined, the most selective first: with all of them joined, a
    filter over a million claims takes seven to sixteen times as long.
    """
    tables: list[str] = []
    conditions: list[str] = []
    values: list[str] = []

    def ask(table: str, condition: str, *given: str) -> None:
        if table not in tables:
            tables.append(table)
        conditions.append(condition)
        values.extend(given)

    if wanted.words:
        ask("claim_fts", "claim_fts match ?", _match(wanted.words))
    if wanted.article:
        ask("claim", f"exists (select 1 from article where name = ? and {OF_ARTICLE})", wanted.article)
        if not wanted.words:
            tables[-1] = "article cross join claim"
            conditions[-1] = f"article.name = ? and {OF_ARTICLE}"
    if wanted.verdict == "open":
        ask("standing", "standing.verdict is null")
    elif wanted.verdict == "conflict":
        ask("standing", "standing.conflict is not null")
    elif wanted.verdict:
        ask("standing", "standing.verdict = ?", wanted.verdict)
    if wanted.source:
        of_source = "standing.source in (select id from source where instr(lower(name), lower(?)))"
        text = "(select source_text from claim where id = standing.claim)"
        unknown = f"standing.source is null and instr(lower({text}), lower(?))"
        ask("standing", f"({of_source} or {unknown})", wanted.source, wanted.source)
    if wanted.kind:
        ask("claim", "claim.kind = ?", wanted.kind)
    ask("standing", "standing.listed")
    keys = {"claim_fts": "claim_fts.rowid", "standing": "standing.claim"}
    names = [table.rpartition(" ")[2] for table in tables]
    key, *others = [keys.get(name, "claim.id") for name in names]
    joined = "".join(f" cross join {name} on {other} = {key}" for name, other in zip(names[1:], others, strict=True))
    if after:
        conditions.append(f"{key} > {after:d}")
    return f"select {key} from {tables[0]}{joined} where {' and '.join(conditions)} order by {key}", values


def _match(words: str) -> str:
    """Return an FTS5 query for all the words, each as a prefix; FTS5's own syntax in them means nothing."""
    terms = [word.replace("\0", "").replace('"', '""') for word in words.split()]
    terms = [term for term in terms if any(character.isalnum() for character in term)]
    if not terms:
        raise UnusableInput("search for words: letters or digits are needed")
    return " ".join(f'"{term}"*' for term in terms)


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


def article_title(case: Case, article: int) -> str:
    """Return what to call the article with this number: outlet, title or name, and date."""
    row = case.connection.execute(
        "select outlet, coalesce(title, name), published from article where id = ?", (article,)
    ).fetchone()
    return " · ".join(part for part in row if part)


def detail(case: Case, number: int, *, siblings: int = 20) -> Detail:
    """Return the claim with this number (its place in reading order, from 1) and what is shown beside it."""
    connection = case.connection
    claim = _claim(connection.execute(f"{_CLAIM} where standing.claim = ?", (number,)).fetchone())
    article, source, signed_by, conflict, cue, speech, nature, nature_reason, confidence, reason = connection.execute(
        "select article, source, signed_by, conflict, cue_text, speech, nature, nature_reason, confidence, reason "
        "from claim join standing on standing.claim = claim.id where claim.id = ?",
        (number,),
    ).fetchone()
    speaker = None
    others: tuple[Sibling, ...] = ()
    count = 0
    if source is not None:
        name, kind, role, affiliation = connection.execute(
            "select name, type, role, affiliation from source where id = ?", (source,)
        ).fetchone()
        speaker = Source(name, SourceType(kind), role, affiliation)
        rows = connection.execute(
            "select claim.uid, standing.verdict, claim.text from standing join claim on claim.id = standing.claim "
            "where standing.source = ? and standing.listed = 1 and standing.claim <> ? "
            "order by standing.claim limit ?",
            (source, number, siblings),
        )
        others = tuple(Sibling(uid, Verdict(verdict) if verdict else None, text) for uid, verdict, text in rows)
        count = len(others)
        if count == siblings:
            (count,) = connection.execute(
                "select count(*) - 1 from standing where source = ? and listed = 1", (source,)
            ).fetchone()
    return Detail(
        claim=claim,
        article=article,
        speaker=speaker,
        spans=spans_of(connection, number),
        cue=cue,
        speech=bool(speech),
        nature=Nature(nature) if nature else None,
        nature_reason=nature_reason,
        confidence=confidence,
        reason=reason,
        siblings=others,
        sibling_count=count,
        signed_by=signed_by,
        conflict=conflict,
    )


def _claim(row: tuple[Any, ...]) -> Claim:
    *columns, conflict, orphan, evidence = row
    values = dict(zip(_COLUMNS, columns, strict=False))
    values["kind"] = Kind(str(values["kind"]))
    values["verdict"] = Verdict(str(values["verdict"])) if values["verdict"] else None
    findings = [f"{CONFLICT}: {conflict}"] if conflict else []
    findings += [ORPHAN] if orphan else []
    return Claim(**values, findings=tuple(findings), evidence=tuple(json.loads(evidence)) if evidence else ())
