"""All that is shown beside one claim, in two milliseconds however large the case: what would take longer is bounded."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from secondsource.casefile.numbering import sql_article_of
from secondsource.casefile.queries import claim_at
from secondsource.casefile.state.standing import decisions_on, undone
from secondsource.casefile.storing import spans_of
from secondsource.model import Claim, Coverage, Nature, Source, SourceType, Spans, Terms, Verdict

if TYPE_CHECKING:
    import sqlite3

    from secondsource.casefile.file import Case

COUNTED: Final = 1_000  # claims of a source that are counted; where there are more, that is told
READ: Final = 500  # claims of a source, the first ones, whose mentions are read
_MENTIONS: Final = 12


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another claim of the same source."""

    uid: str
    verdict: Verdict | None
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """The words by which articles call a source, and in how many of its claims."""

    text: str
    claims: int


@dataclass(frozen=True, slots=True)
class Note:
    """A note that stands on a claim; ``at`` is ISO 8601 in UTC."""

    reviewer: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One claim with all that is shown beside it.

    ``cue`` holds the words that attribute it, ``nature`` what it says, ``signed_by`` who else stands by the verdict,
    ``conflict`` who decided what where verdicts contradict each other, ``notes`` those that stand, oldest first.
    ``coverage`` is the share of its article's words that are part of a claim, from 0 to 1, None where nobody counted;
    ``author`` who wrote that, ``read_by`` what read its text, ``place`` where in the original the claim begins ("page
    3"), each None where it is not known.

    Of the source: ``source_key`` is what ``rename_source`` and ``join_sources`` know it by; ``siblings`` are other
    claims of it, at most the number asked for, of ``sibling_count``, which with ``more_siblings`` is only the least
    there are, as is ``source_articles``, the number of articles that they are in. ``mentions`` are the words that the
    articles have for it, the most frequent first, in its first ``mentions_of`` claims.
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
    signed_by: str | None
    conflict: str | None
    notes: tuple[Note, ...]
    coverage: float | None
    author: str | None = None
    read_by: str | None = None
    place: str | None = None
    source_key: str | None = None
    terms: Terms | None = None
    siblings: tuple[Sibling, ...] = ()
    sibling_count: int = 0
    more_siblings: bool = False
    source_articles: int = 0
    mentions: tuple[Mention, ...] = ()
    mentions_of: int = 0


def detail(case: Case, number: int, *, siblings: int = 20) -> Detail:
    """Return the claim with this number (its place in reading order, from 1) and what is shown beside it."""
    connection = case.connection
    article, source, signed_by, conflict, cue, speech, nature, nature_reason, confidence, reason, *of_article = (
        connection.execute(_CLAIM, (number,)).fetchone()
    )
    coverage, author, read_by, place = of_article
    return Detail(
        claim=claim_at(case, number),
        article=article,
        spans=spans_of(connection, number),
        cue=cue,
        speech=bool(speech),
        nature=Nature(nature) if nature else None,
        nature_reason=nature_reason,
        confidence=confidence,
        reason=reason,
        signed_by=signed_by,
        conflict=conflict,
        notes=_notes(connection, number),
        coverage=_share(coverage),
        author=author,
        read_by=read_by,
        place=place,
        **_of_source(connection, source, number, siblings),
    )


_CLAIM = (
    "select claim.article, source, signed_by, conflict, cue_text, speech, nature, nature_reason, confidence, reason, "
    "(select coverage from extraction where extraction.article = claim.article and chosen), "
    "article.author, json_extract(event.payload, '$.original.read_by'), "
    "(select json_extract(value, '$[1]') from json_each(event.payload, '$.original.marks') "
    "where json_extract(value, '$[0]') <= claim.\"start\" order by key desc limit 1) "
    "from claim join standing on standing.claim = claim.id join article on article.id = claim.article "
    "join event on event.uid = article.event where claim.id = ?"
)


def _share(coverage: str | None) -> float | None:
    if coverage is None:
        return None
    values = {"attributed": 0, "narrator": 0, "silent": {}, **json.loads(coverage)}
    return Coverage(values["attributed"], values["narrator"], values["silent"]).share


def _notes(connection: sqlite3.Connection, number: int) -> tuple[Note, ...]:
    events = decisions_on(connection, number)
    taken = undone(events)
    return tuple(
        Note(event.actor, event.at, str(event.values["text"]))
        for event in events
        if event.kind == "note" and event.uid not in taken
    )


def _of_source(connection: sqlite3.Connection, source: int | None, number: int, siblings: int) -> dict[str, Any]:
    """Return the fields that tell of a claim's source."""
    if source is None:
        return {"speaker": None}
    key, name, kind, role, affiliation, terms = connection.execute(
        "select key, name, type, role, affiliation, terms from source where id = ?", (source,)
    ).fetchone()
    others = connection.execute(
        "select claim.uid, standing.verdict, claim.text from standing join claim on claim.id = standing.claim "
        "where standing.source = ? and standing.listed = 1 and standing.claim <> ? order by standing.claim limit ?",
        (source, number, siblings),
    )
    first_claims = "(select claim from standing where source = ? and listed = 1 order by claim limit ?)"
    claims, other_claims, articles = connection.execute(
        f"select count(*), sum(claim <> ?), count(distinct {sql_article_of('claim')}) from {first_claims}",
        (number, source, COUNTED + 2),
    ).fetchone()
    mentions = connection.execute(
        f"select source_text, count(*) from {first_claims} as its cross join claim on claim.id = its.claim "
        "where source_text is not null group by source_text order by 2 desc, 1 limit ?",
        (source, READ, _MENTIONS),
    )
    return {
        "speaker": Source(name, SourceType(kind), role, affiliation),
        "source_key": key,
        "terms": Terms(terms) if terms else None,
        "siblings": tuple(Sibling(uid, Verdict(verdict) if verdict else None, text) for uid, verdict, text in others),
        "sibling_count": min(other_claims or 0, COUNTED),
        "more_siblings": (other_claims or 0) > COUNTED,
        "source_articles": articles,
        "mentions": tuple(Mention(*row) for row in mentions),
        "mentions_of": min(claims, READ),
    }


@dataclass(frozen=True, slots=True)
class Known:
    """A source of the case, as a list of them shows it; with ``more``, it has more claims than ``claims``."""

    key: str
    source: Source
    terms: Terms | None
    claims: int
    more: bool


def source_list(case: Case, text: str, limit: int = 50) -> list[Known]:
    """Return the sources with claims on the list whose name holds this text, at most so many.

    Those that begin with it come first, then by their names. Upper and lower case are the same for ASCII letters.
    """
    rows = case.connection.execute(
        f"select key, name, type, role, affiliation, terms, (select count(*) from "
        f"(select 1 from standing where standing.source = source.id and listed = 1 limit {COUNTED + 1})) from source "
        "where joined is null and instr(lower(name), lower(?1)) "
        "and exists (select 1 from standing where standing.source = source.id and listed = 1) "
        "order by instr(lower(name), lower(?1)) > 1, name collate nocase, key limit ?2",
        (text.strip(), limit),
    )
    return [
        Known(
            key,
            Source(name, SourceType(kind), role, affiliation),
            Terms(terms) if terms else None,
            min(claims, COUNTED),
            claims > COUNTED,
        )
        for key, name, kind, role, affiliation, terms, claims in rows
    ]
