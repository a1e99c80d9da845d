"""Articles and their claims into the case: one transaction an article, the whole of it or nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from secondsource.model import Article, Attribution, Extraction, Kind, Source, SourceType, Span, Spans, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from secondsource.casefile.file import Case

_GAP = " … "


@dataclass(frozen=True, slots=True)
class Added:
    """What adding one article did: ``claims`` counts those stored, ``known`` tells that the article was there.

    ``english`` is false for a text that does not look like the language that extraction is tuned for.
    """

    claims: int
    known: bool
    english: bool = True


@dataclass(frozen=True, slots=True)
class _Found:
    """An attribution or a narrator statement on its way to becoming a claim."""

    content: Spans
    source: Spans = ()
    cue: Spans = ()
    attribution: Attribution | None = None
    statement: Statement | None = None

    @property
    def roles(self) -> Iterator[tuple[str, Span]]:
        for role, spans in (("source", self.source), ("cue", self.cue), ("content", self.content)):
            for span in spans:
                yield role, span


def is_known(case: Case, sha256: str) -> bool:
    """Tell whether an article made from bytes with this hash is in the case."""
    return case.connection.execute("select 1 from article where sha256 = ?", (sha256,)).fetchone() is not None


def add_article(case: Case, article: Article, extraction: Extraction) -> Added:
    """Store an article with its claims in reading order. One whose bytes are known is left as it stands."""
    with case.write() as db:
        if is_known(case, article.sha256):
            return Added(claims=0, known=True)
        article_id = _next_id(db, "article")
        db.table("article").insert(
            {
                "id": article_id,
                "sha256": article.sha256,
                "name": article.name,
                "outlet": article.outlet,
                "title": article.title,
                "published": article.published.isoformat() if article.published else None,
                "url": article.url,
                "text": article.text,
                "engine": extraction.engine,
                "engine_version": extraction.version,
                "coverage": json.dumps(asdict(extraction.coverage)),
                "added_at": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            }
        )
        claims = list(_claims(db, article, article_id, extraction))
        db.table("claim").insert_all(row for row, _ in claims)
        db.table("span").insert_all(
            {"claim": row["id"], "role": role, "start": span.start, "end": span.end}
            for row, found in claims
            for role, span in found.roles
        )
        db.execute(
            "insert into claim_fts (rowid, text, source) select claim.id, claim.text, source.name from claim "
            "left join source on source.id = claim.source where claim.article = ?",
            [article_id],
        )
        return Added(claims=len(claims), known=False, english=extraction.english)


def claim_uid(sha256: str, source: Spans, cue: Spans, content: Spans) -> str:
    """Return a claim's id: 12 characters (60 bits) of a SHA-256 over the article's hash and the claim's spans.

    The same article taken apart the same way gives the same ids on every machine.
    """
    spans = ("/".join(f"{start}-{end}" for start, end in role) for role in (source, cue, content))
    digest = hashlib.sha256(";".join((sha256, *spans)).encode()).digest()
    return base64.b32encode(digest).decode().lower()[:12]


def _claims(
    db: Database, article: Article, article_id: int, extraction: Extraction
) -> Iterator[tuple[dict[str, Any], _Found]]:
    found = [_Found(a.content, a.source, a.cue, attribution=a) for a in extraction.attributions if a.content]
    found += [_Found(s.content, statement=s) for s in extraction.narrator if s.content]
    found.sort(key=lambda one: (one.content[0].start, one.content[-1].end, one.source, one.cue))
    sources: dict[Source, int] = {}
    seen: set[str] = set()
    claim_id = _next_id(db, "claim")
    for one in found:
        uid = claim_uid(article.sha256, one.source, one.cue, one.content)
        if uid in seen:
            continue
        seen.add(uid)
        attribution = one.attribution
        said = attribution or one.statement
        speaker = attribution.speaker if attribution else None
        if speaker and speaker not in sources:
            sources[speaker] = _source_id(db, speaker, article.sha256)
        row = {
            "id": claim_id,
            "uid": uid,
            "article": article_id,
            "source": sources[speaker] if speaker else None,
            "kind": attribution.kind if attribution else Kind.NARRATOR,
            "source_text": _text(article.text, one.source) or None,
            "cue_text": _text(article.text, one.cue) or None,
            "channel": attribution.channel if attribution else None,
            "text": _text(article.text, one.content),
            "start": one.content[0].start,
            "end": one.content[-1].end,
            "speech": int(attribution.speech) if attribution else 1,
            "confidence": attribution.confidence if attribution else None,
            "reason": attribution.reason if attribution else None,
            "nature": said.nature if said else None,
            "nature_reason": said.nature_reason if said else None,
        }
        claim_id += 1
        yield row, one


def _source_id(db: Database, source: Source, sha256: str) -> int:
    scope = "" if _is_one_everywhere(source) else sha256
    key = "\n".join((source.type, " ".join(source.name.casefold().split()), scope))
    row = next(db.query("select id, role, affiliation from source where key = ?", [key]), None)
    if row is None:
        new_id = _next_id(db, "source")
        db.table("source").insert(
            {
                "id": new_id,
                "key": key,
                "name": source.name,
                "type": source.type,
                "role": source.role,
                "affiliation": source.affiliation,
            }
        )
        return new_id
    learnt = {
        column: value
        for column, value in (("role", source.role), ("affiliation", source.affiliation))
        if value and not row[column]
    }
    if learnt:
        db.table("source").update(row["id"], learnt)
    return int(row["id"])


def _is_one_everywhere(source: Source) -> bool:
    """Tell whether a source is the same in every article: "the Pentagon" is, "a monitoring group" need not be."""
    has_a_name = any(word[0].isupper() for word in source.name.split())
    return has_a_name and source.type not in {SourceType.UNNAMED, SourceType.DOCUMENT}


def _next_id(db: Database, table: str) -> int:
    return int(next(db.query(f"select coalesce(max(id), 0) + 1 as id from [{table}]"))["id"])


def _text(text: str, spans: Spans) -> str:
    return _GAP.join(text[start:end] for start, end in spans)
