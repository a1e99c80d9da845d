"""A case article by article, each with all that stands on its claims: what the larger exports are made from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secondsource.casefile.evidence import mark_at
from secondsource.casefile.numbering import within
from secondsource.casefile.queries import claim_at
from secondsource.casefile.storing import spans_of
from secondsource.model import Coverage, Nature, Source, SourceType, Spans, Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.casefile.file import Case
    from secondsource.model import Claim


@dataclass(frozen=True, slots=True)
class Contents:
    """An article of a case.

    ``number`` is its number; ``published`` an ISO 8601 date; ``added_at`` and ``added_by`` tell when it came and by
    whom. ``newer`` tells that a later version took its place. ``original`` is what its event tells of the bytes it was
    read from (see ``docs/record.md``), empty for articles that came before these were kept. ``coverage`` tells where
    its words went, None where nobody counted.
    """

    number: int
    sha256: str
    name: str
    outlet: str | None
    title: str | None
    author: str | None
    published: str | None
    url: str | None
    text: str
    added_at: str
    added_by: str
    newer: bool
    original: dict[str, Any]
    engine: str
    coverage: Coverage | None

    def mark_at(self, offset: int) -> str | None:
        """Return where in the original the character at ``offset`` stands: a page, a time code; None where unknown."""
        return mark_at(self.original.get("marks") or (), offset)


@dataclass(frozen=True, slots=True)
class ClaimContents:
    """A listed claim with what ``Claim`` leaves out.

    ``spans`` are by role; ``source_key`` is what ``rename_source`` knows the source by, ``called`` the source as the
    article's extraction has it, before any reviewer's change. ``origins`` is the number of distinct origins, None where
    it is yet to be counted; ``despite`` says of which warnings the verdict was given in spite of, and why.
    """

    number: int
    claim: Claim
    spans: dict[str, Spans]
    cue: str | None
    speech: bool
    confidence: float | None
    reason: str | None
    nature: Nature | None
    nature_reason: str | None
    source: Source | None
    source_key: str | None
    called: Source | None
    terms: Terms | None
    signed_by: str | None
    conflict: str | None
    orphan: bool
    despite: str | None
    origins: int | None


def contents(case: Case) -> Iterator[Contents]:
    """Yield all articles in reading order."""
    for (number,) in case.connection.execute("select id from article order by id").fetchall():
        yield contents_of(case, number)


def contents_of(case: Case, number: int) -> Contents:
    """Return the article with this number."""
    cursor = case.connection.execute(_ARTICLE, (number,))
    row = dict(zip((name for name, *_ in cursor.description), cursor.fetchone(), strict=True))
    coverage, payload = row.pop("coverage"), json.loads(row.pop("payload"))
    told = {"attributed": 0, "narrator": 0, "silent": {}, **json.loads(coverage)} if coverage else None
    row["newer"] = bool(row["newer"])
    return Contents(**row, original=payload.get("original") or {}, coverage=None if told is None else Coverage(**told))


_ARTICLE = """
    select article.id as number, sha256, name, outlet, title, author, published, url, text, added_at,
        event.actor as added_by, newer is not null as newer, event.payload as payload,
        engine || ' ' || engine_version as engine, extraction.coverage as coverage
    from article
    join event on event.uid = article.event
    join extraction on extraction.article = article.id and extraction.chosen
    where article.id = ?
"""


def claims_in(case: Case, article: int) -> Iterator[ClaimContents]:
    """Yield the listed claims of the article with this number, in reading order."""
    rows = case.connection.execute(
        f"{_CLAIM} where claim.id >= ? and claim.id < ? and standing.listed order by claim.id", within(article)
    )
    for row in rows.fetchall():
        yield _claim(case, *row)


_CLAIM = """
    select claim.id, cue_text, speech, confidence, reason, nature, nature_reason,
        source_name, source_type, source_role, source_affiliation,
        source.key, source.name, source.type, source.role, source.affiliation, source.terms,
        signed_by, conflict, orphan, despite, examined.origins
    from claim
    join standing on standing.claim = claim.id
    left join source on source.id = standing.source
    left join examined on examined.claim = claim.id
"""


def _claim(case: Case, number: int, *row: Any) -> ClaimContents:  # noqa: ANN401
    cue, speech, confidence, reason, nature, nature_reason = row[:6]
    called, key, source, terms = row[6:10], row[10], row[11:15], row[15]
    signed_by, conflict, orphan, despite, origins = row[16:]
    return ClaimContents(
        number=number,
        claim=claim_at(case, number),
        spans=spans_of(case.connection, number),
        cue=cue,
        speech=bool(speech),
        confidence=confidence,
        reason=reason,
        nature=Nature(nature) if nature else None,
        nature_reason=nature_reason,
        source=_source(*source),
        source_key=key,
        called=_source(*called),
        terms=Terms(terms) if terms else None,
        signed_by=signed_by,
        conflict=conflict,
        orphan=bool(orphan),
        despite=despite,
        origins=origins,
    )


def _source(name: str | None, kind: str | None, role: str | None, affiliation: str | None) -> Source | None:
    return Source(name, SourceType(kind), role, affiliation) if name and kind else None
