"""An article made ready for a case: all that can be worked out without one, by any process, for the one that writes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from secondsource.casefile.described import Described, TakenApart, seal_claims
from secondsource.casefile.likeness import sketch_of
from secondsource.casefile.log.seal import canonical, text_digest
from secondsource.model import Attribution, Coverage, Statement

if TYPE_CHECKING:
    from secondsource.model import Article, Extraction, Original


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with its claims as the tables take them: plain values, quick to pickle.

    ``published`` is ISO 8601; ``payload`` the JSON of its event, should it take no other article's place; ``kept`` are
    the bytes it was read from, None where none are kept; ``sketch`` is that of ``likeness``; ``english`` is false for a
    text that does not look like the language that extraction is tuned for.
    """

    sha256: str
    name: str
    outlet: str | None
    title: str | None
    author: str | None
    published: str | None
    url: str | None
    text: str
    payload: str
    kept: bytes | None
    sketch: bytes
    english: bool
    taken_apart: TakenApart


def prepare(article: Article, extraction: Extraction, original: Original | None = None) -> Prepared:
    """Make an article ready for ``add_articles``. No case is needed, and what comes out goes between processes.

    ``original`` holds the bytes it was read from, which are kept as they are. Raises ValueError where they do not have
    the article's hash.
    """
    coverage = json.dumps({part.name: getattr(extraction.coverage, part.name) for part in fields(Coverage)})
    found: list[Attribution | Statement] = [*extraction.attributions, *extraction.narrator]
    taken_apart = seal_claims(
        (_described(one) for one in found if one.content),
        article.text, article.sha256, extraction.engine, extraction.version, coverage,
    )  # fmt: skip
    published = article.published.isoformat() if article.published else None
    kept = _kept(article, original) if original else None
    payload = {
        "name": article.name,
        "outlet": article.outlet,
        "title": article.title,
        "author": article.author,
        "published": published,
        "url": article.url,
        "original": _told(original, kept=kept is not None) if original else None,
        "text": text_digest(article.text),
        **told_of(taken_apart),
    }
    return Prepared(
        sha256=article.sha256,
        name=article.name,
        outlet=article.outlet,
        title=article.title,
        author=article.author,
        published=published,
        url=article.url,
        text=article.text,
        payload=canonical(payload),
        kept=kept,
        sketch=sketch_of(article.text),
        english=extraction.english,
        taken_apart=taken_apart,
    )


def told_of(taken_apart: TakenApart, *, replaces: str | None = None) -> dict[str, Any]:
    """Return what an article's event says of its claims, and of the version whose place it takes."""
    return {"digest": taken_apart.digest, "claims": len(taken_apart.claims), "replaces": replaces}


def _kept(article: Article, original: Original) -> bytes | None:
    """Return the bytes to keep; those that are nothing but the text in UTF-8 are there already."""
    if hashlib.sha256(original.content).hexdigest() != article.sha256:
        raise ValueError("an article's hash is that of its original")
    return None if original.content == article.text.encode() else original.content


def _told(original: Original, *, kept: bool) -> dict[str, Any]:
    return {
        "kept": kept, "name": original.name, "read_by": original.read_by, "content_type": original.content_type,
        "marks": [list(mark) for mark in original.marks], "within": original.within, "fetched": original.fetched,
    }  # fmt: skip


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
