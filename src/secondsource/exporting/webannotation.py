"""Claims as annotations of their articles: the W3C Web Annotation Data Model (Recommendation of 23 February 2017).

One AnnotationCollection in JSON-LD with all annotations on its first page, an annotation a claim. Its target are the
claim's words, each piece by position and by quotation; both selectors count Unicode code points, as the model asks and
as our offsets do. What belongs to the claim (who said it, the cue, the verdict, the evidence) is in its bodies. See
``docs/annotations.md``.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final, TextIO

from secondsource import __version__
from secondsource.exporting.identifiers import address, born, moment, urn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.casefile import ClaimContents, Contents, Evidence
    from secondsource.exporting.release import Release
    from secondsource.model import Span

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
AROUND: Final = 32  # code points before and after a quotation that tell it from others like it
_LABEL: Final = "Claims of articles, who said them, and what reviewers decided"


def write(release: Release, file: TextIO) -> Iterator[int]:
    """Write an annotation for each claim and yield 1 after each."""
    # What names the collection is made from what it holds, so it comes last.
    digest = hashlib.sha256()
    head: dict[str, Any] = {
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        "label": _LABEL,
        "generator": _software(f"secondsource {__version__}"),
    }
    if release.publisher.name:
        head["creator"] = _with_id({"type": "Organization", "name": release.publisher.name}, release.publisher.url)
    file.write(json.dumps(head, ensure_ascii=False, indent=1)[: -len("\n}")])
    total = 0
    for article, claims in release.articles():
        for one in claims:
            text = json.dumps(_annotation(release, article, one), ensure_ascii=False)
            digest.update(text.encode())
            start = ',\n "first": {"type": "AnnotationPage", "startIndex": 0, "items": [' if total == 0 else ","
            file.write(f"{start}\n{text}")
            total += 1
            yield 1
    collection = urn("annotations", digest.hexdigest())
    page = f"{collection}:1"
    if total:
        file.write(f'\n], "partOf": "{collection}", "id": "{page}"}},\n "last": "{page}"')
    file.write(f',\n "total": {total},\n "id": "{collection}"\n}}\n')


def _annotation(release: Release, article: Contents, one: ClaimContents) -> dict[str, Any]:
    claim = one.claim
    history = list(release.history(one))
    if claim.verdict and claim.reviewer and claim.decided_at:
        motivation, creator, created = "assessing", _person(claim.reviewer), claim.decided_at
    else:
        first = born(one, article, history)
        motivation, created = "classifying", first.at
        creator = _person(first.by) if first.by else _software(article.engine)
    last = max((entry.event.at for entry in history), default=created)
    return {
        "id": urn("claim", claim.claim),
        "type": "Annotation",
        "motivation": motivation,
        "creator": creator,
        "created": created,
        **({"modified": last} if last > created else {}),
        "body": list(_bodies(release, article, one)),
        "target": [_words(article, span, "content") for span in one.spans["content"]],
    }


def _bodies(release: Release, article: Contents, one: ClaimContents) -> Iterator[dict[str, Any]]:
    claim = one.claim
    if claim.verdict and claim.reviewer:
        decided = {"creator": _person(claim.reviewer), "created": claim.decided_at}
        yield _text(claim.verdict, "tagging", "verdict") | decided
    if claim.rationale:
        yield _text(claim.rationale, "assessing", "rationale")
    if one.signed_by:
        yield _text(one.signed_by, "assessing", "signed off by")
    if one.source:
        named = ", ".join(filter(None, (one.source.name, one.source.role, one.source.affiliation)))
        yield _text(named, "identifying", "source")
    for span in one.spans["source"]:
        yield _words(article, span, "source", "identifying")
    for span in one.spans["cue"]:
        yield _words(article, span, "cue", "describing")
    if claim.channel:
        yield _text(claim.channel, "describing", "channel")
    if len(one.spans["content"]) > 1:
        yield _text(claim.text, "describing", "claim")  # the targets are its pieces
    told = " · ".join(filter(None, (article.outlet, article.title or article.name, article.published)))
    yield _text(told, "describing", "article")
    yield _text(claim.kind, "classifying", "kind")
    if one.nature:
        yield _text(one.nature, "classifying", "nature")
    for finding in claim.findings:
        yield _text(finding, "commenting", "finding")
    for evidence in release.evidence(one):
        yield _evidence(evidence)


def _text(value: str, purpose: str, label: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose, "label": label}


def _words(article: Contents, span: Span, role: str, purpose: str | None = None) -> dict[str, Any]:
    text, (start, end) = article.text, span
    url, name = address(article.url), urn("article", article.sha256)
    part: dict[str, Any] = {"type": "SpecificResource", "label": role}
    if purpose:
        part["purpose"] = purpose
    part["source"] = url or name
    if url:
        # The page may have changed: what was read from it is known by its hash.
        part["state"] = _state(name, (article.original.get("fetched") or {}).get("at"))
    part["selector"] = [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(start - AROUND, 0) : start],
            "suffix": text[end : end + AROUND],
        },
    ]
    return part


def _evidence(evidence: Evidence) -> dict[str, Any]:
    copy = urn("copy", evidence.sha256)
    url = address(evidence.url)
    kept: dict[str, Any] = {"id": url or copy, "label": evidence.name}
    media_type = (evidence.content_type or "").partition(";")[0].strip()
    if media_type:
        kept["format"] = media_type
    body: dict[str, Any] = {
        "type": "SpecificResource",
        "label": f"evidence: {evidence.stance}" + (" (primary source)" if evidence.primary else ""),
        "purpose": "linking",
        "source": kept,
    }
    if url:
        body["state"] = _state(copy, (evidence.fetched or {}).get("at"))
    if evidence.passage:
        selectors: list[dict[str, Any]] = [{"type": "TextQuoteSelector", "exact": evidence.passage}]
        if evidence.span:
            start, end = evidence.span
            selectors.insert(0, {"type": "TextPositionSelector", "start": start, "end": end})
        body["selector"] = selectors
    return body | {"creator": _person(evidence.reviewer), "created": evidence.at}


def _state(cached: str, at: object) -> dict[str, Any]:
    state = {"type": "TimeState", "cached": cached}
    when = moment(at)
    return state | {"sourceDate": when} if when else state


def _person(name: str) -> dict[str, Any]:
    return {"id": urn("reviewer", name), "type": "Person", "name": name}


def _software(name: str) -> dict[str, Any]:
    return {"id": urn("engine", name), "type": "Software", "name": name}


def _with_id(agent: dict[str, Any], url: str | None) -> dict[str, Any]:
    known = address(url)
    return {"id": known, **agent} if known else agent
