"""Articles and their claims into the case: one transaction an article, the whole of it or nothing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from secondsource.casefile import versions
from secondsource.casefile.log.events import append, now
from secondsource.casefile.log.reviewer import reviewer_name
from secondsource.casefile.log.seal import text_digest
from secondsource.casefile.state import listing
from secondsource.casefile.storing import Described, store_extraction
from secondsource.model import Attribution, Coverage, Statement

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from secondsource.casefile.file import Case
    from secondsource.model import Article, Extraction, Original


@dataclass(frozen=True, slots=True)
class Added:
    """What adding one article did: ``claims`` counts those stored, ``known`` tells that the article was there.

    ``english`` is false for a text that does not look like the language that extraction is tuned for. ``replaced``
    tells what became of the claims of an earlier version, None where there was none.
    """

    claims: int
    known: bool
    english: bool = True
    replaced: versions.Replaced | None = None


def is_known(case: Case, sha256: str) -> bool:
    """Tell whether an article made from bytes with this hash is in the case."""
    return case.connection.execute("select 1 from article where sha256 = ?", (sha256,)).fetchone() is not None


def add_article(
    case: Case,
    article: Article,
    extraction: Extraction,
    original: Original | None = None,
    *,
    actor: str = "secondsource",
) -> Added:
    """Store an article with its claims in reading order. One whose bytes are known is left as it stands.

    One that is a changed version of an article in the case takes its place in the list: see ``versions``. ``original``
    holds the bytes it was read from, which are kept as they are; ``actor`` is who adds it. Raises UnusableInput where
    the case can't be written.
    """
    (added,) = add_articles(case, [(article, extraction, original)], actor=actor)
    return added


def add_articles(
    case: Case,
    taken_apart: Iterable[tuple[Article, Extraction] | tuple[Article, Extraction, Original | None]],
    *,
    actor: str = "secondsource",
) -> list[Added]:
    """Store several articles in one transaction, each as ``add_article`` does: all of them, or none.

    A hundred small articles at once are stored several times as fast as one by one.
    """
    actor = reviewer_name(actor)
    with case.write():
        return [_add(case, actor, *one) for one in taken_apart]


def _add(case: Case, actor: str, article: Article, extraction: Extraction, original: Original | None = None) -> Added:
    connection = case.connection
    if is_known(case, article.sha256):
        return Added(claims=0, known=True)
    earlier = versions.find_earlier(connection, article)
    taken_apart: list[Attribution | Statement] = [*extraction.attributions, *extraction.narrator]
    found = [_described(one) for one in taken_apart if one.content]
    if earlier is not None:
        found = versions.carry_over(connection, earlier, article, found)
    described: dict[str, Any] = {
        "name": article.name,
        "outlet": article.outlet,
        "title": article.title,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "original": _keep(connection, article, original) if original else None,
    }
    cursor = connection.execute(
        "insert into article (sha256, name, text, added_at, event) values (?, ?, ?, ?, '')",
        (article.sha256, article.name, article.text, now()),
    )
    number = int(cursor.lastrowid or 0)
    coverage = json.dumps({part.name: getattr(extraction.coverage, part.name) for part in fields(Coverage)})
    digest, claims = store_extraction(
        connection,
        number,
        found,
        article.sha256,
        extraction.engine,
        extraction.version,
        coverage,
        article.text,
        listed=True,
    )
    replaces = earlier.sha256 if earlier else None
    seal_article(
        connection, number, article.sha256, article.text, described, digest, len(claims), actor, replaces=replaces
    )
    replaced = None
    if earlier is not None:
        listing.relist(connection, article.sha256)
        replaced = versions.became_of(connection, earlier, article.text)
    return Added(len(claims), False, extraction.english, replaced)


def _keep(connection: sqlite3.Connection, article: Article, original: Original) -> dict[str, Any]:
    """Keep the bytes an article was read from and return what its event tells of them.

    Bytes that are nothing but the text in UTF-8 are there already.
    """
    if hashlib.sha256(original.content).hexdigest() != article.sha256:
        raise ValueError("an article's hash is that of its original")
    kept = original.content != article.text.encode()
    if kept:
        connection.execute(
            "insert into copy (sha256, bytes) values (?, ?) on conflict do nothing", (article.sha256, original.content)
        )
    return {
        "kept": kept, "name": original.name, "read_by": original.read_by, "content_type": original.content_type,
        "marks": [list(mark) for mark in original.marks], "within": original.within, "fetched": original.fetched,
    }  # fmt: skip


def seal_article(
    connection: sqlite3.Connection,
    number: int,
    sha256: str,
    text: str,
    described: dict[str, Any],
    digest: str,
    claims: int,
    actor: str,
    *,
    replaces: str | None = None,
    at: str | None = None,
) -> None:
    """Append the event that brings a stored article, and make the article what it says."""
    payload = {
        **described, "text": text_digest(text), "digest": digest, "claims": claims, "replaces": replaces,
    }  # fmt: skip
    event = append(connection, "article", sha256, payload, actor, at)
    columns = listing.described(event)
    connection.execute(
        f"update article set ({', '.join(columns)}) = ({', '.join('?' * len(columns))}) where id = ?",
        (*columns.values(), number),
    )
    connection.execute("update extraction set chosen = 1 where digest = ?", (digest,))


def _described(one: Attribution | Statement) -> Described:
    if isinstance(one, Statement):
        return Described(one.content, nature=one.nature, nature_reason=one.nature_reason)
    return Described(
        one.content,
        source=one.source,
        cue=one.cue,
        kind=one.kind,
        channel=one.channel,
        speech=one.speech,
        confidence=one.confidence,
        reason=one.reason,
        nature=one.nature,
        nature_reason=one.nature_reason,
        speaker=one.speaker,
    )
