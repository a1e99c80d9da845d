"""The spans of an extraction, for programs (JSON Lines) and for annotators (brat standoff)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

# Imported here so that the function, and not the module of that name, is what the room hands out.
from secondsource.exporting.brat import brat

if TYPE_CHECKING:
    from secondsource.model import Article, Attribution, Extraction, Spans, Statement

__all__ = ["brat", "extraction_json"]


def extraction_json(article: Article, extraction: Extraction, *, explain: bool = False) -> str:
    """Return what was found in an article as one line of JSON. Offsets count code points of the article's text.

    With ``explain`` each claim has its reason and its nature, and what holds no claim is there too, with the reason.
    """
    found: dict[str, Any] = {
        "doc": article.name,
        "attributions": [_attribution(one, explain=explain) for one in extraction.attributions],
        "narrator": [_statement(one, explain=explain) for one in extraction.narrator],
    }
    if explain:
        found["silent"] = [{"content": _pairs(one.content), "reason": one.reason} for one in extraction.silent]
        found["coverage"] = asdict(extraction.coverage) | {"share": round(extraction.coverage.share, 3)}
        found["engine"], found["version"] = extraction.engine, extraction.version
    return json.dumps(found, ensure_ascii=False)


def _attribution(one: Attribution, *, explain: bool) -> dict[str, Any]:
    found = {
        "source": _pairs(one.source),
        "cue": _pairs(one.cue),
        "content": _pairs(one.content),
        "kind": one.kind,
        "speaker": one.speaker.name if one.speaker else None,
        "channel": one.channel,
        "speech": one.speech,
        "confidence": one.confidence,
    }
    return found | {"reason": one.reason} | _nature(one) if explain else found


def _statement(one: Statement, *, explain: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"content": _pairs(one.content)}
    return found | _nature(one) if explain else found


def _nature(one: Attribution | Statement) -> dict[str, Any]:
    return {"nature": one.nature, "nature_reason": one.nature_reason}


def _pairs(spans: Spans) -> list[list[int]]:
    return [[start, end] for start, end in spans]
