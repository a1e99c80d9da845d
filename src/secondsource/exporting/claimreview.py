"""Verdicts as schema.org's ClaimReview in JSON-LD (https://schema.org/ClaimReview), which fact checks are published in.

Each property says what the case knows and nothing else; what is not known is left out. How the words of the case become
schema.org's, and the scale of the ratings, are told in ``docs/claimreview.md``.
"""

from __future__ import annotations

import json
import re
import uuid
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, TextIO

from secondsource.model import Kind, SourceType, UnusableInput, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.casefile import ClaimContents, Contents, Evidence
    from secondsource.exporting.release import Release

Node = dict[str, Any]

CONTEXT: Final = "https://schema.org"
RATINGS: Final = {Verdict.DISPUTED: 1, Verdict.CORROBORATED: 2}
"""The scale of the ratings. What is unverified has no number, not one between the two: it says nothing of the claim."""

# A draft has no address; its name is made from the claim's id, so that it stays the same.
_DRAFTS: Final = uuid.uuid5(uuid.NAMESPACE_URL, "https://schema.org/ClaimReview")
_ADDRESS: Final = re.compile(r"https?://[^\s/?#<>\"\0-\x1f\x7f-\x9f][^\s<>\"\0-\x1f\x7f-\x9f]*", re.IGNORECASE)


def write(release: Release, file: TextIO) -> Iterator[int]:
    """Write a review of each decided claim and yield 1 after each.

    The only claim of a release becomes a ClaimReview by itself. Several become a DataFeed of them, each a DataFeedItem,
    which is how Data Commons and Google's Fact Check Markup Tool publish theirs; it may be empty. No more than one
    article with its claims is held at a time.
    """
    claims = ((contents, claim) for contents, found in release.articles() for claim in found)
    first = list(islice(claims, 2))
    if len(first) == 1 and first[0][1].claim.verdict:
        file.write(_text(review(release, *first[0])) + "\n")
        yield 1
        return
    head: Node = {"@context": CONTEXT, "@type": "DataFeed"} | _some(publisher=_publisher(release))
    file.write(_text(head).removesuffix("\n}") + ',\n  "dataFeedElement": [')
    newest = before = ""
    for contents, claim in chain(first, claims):
        if not claim.claim.verdict:
            continue
        item = review(release, contents, claim)
        del item["@context"]
        newest = max(newest, claim.claim.decided_at or "")
        element = {"@type": "DataFeedItem"} | _some(dateCreated=claim.claim.decided_at, item=[item])
        file.write(f"{before}\n{_text(element)}".replace("\n", "\n    "))
        before = ","
        yield 1
    file.write("\n  ]" + (f',\n  "dateModified": {json.dumps(newest)}' if newest else "") + "\n}\n")


def review(release: Release, contents: Contents, claim: ClaimContents) -> Node:
    """Return the ClaimReview of a decided claim, a JSON-LD document of its own.

    ``contents`` and ``claim`` are as ``release`` gives them. Where the publisher's ``reviews_at`` is not known it is a
    draft, without an address or a day of publication. Raises ValueError for a claim without a verdict, UnusableInput
    where an address of the publisher is none.
    """
    told = claim.claim
    if told.verdict is None:
        raise ValueError(f"{told.claim} has no verdict")
    reviews_at = _publishers(release.publisher.reviews_at)
    place = f"{reviews_at}{told.claim}" if reviews_at else None
    evidence = release.evidence(claim)
    return {"@context": CONTEXT, "@type": "ClaimReview"} | _some(
        {"@id": place or f"urn:uuid:{uuid.uuid5(_DRAFTS, told.claim)}"},
        url=place,
        creativeWorkStatus=None if place else "Draft",
        dateCreated=told.decided_at,
        datePublished=told.decided_at[:10] if place and told.decided_at else None,
        author=_publisher(release) or _called("Person", told.reviewer),
        claimReviewed=_line(told.text),
        reviewRating=_rating(told.verdict, claim),
        itemReviewed=_claim(contents, claim, evidence),
        citation=[_cited(piece) for piece in evidence],
    )


def _address(text: str | None) -> str | None:
    """Return an address of the web, None for anything else."""
    return text if text and _ADDRESS.fullmatch(text) else None


def _rating(verdict: Verdict, claim: ClaimContents) -> Node:
    """Return the verdict with why it was given, and in spite of which warnings."""
    despite = f"Decided despite {claim.despite}" if claim.despite else None
    worst, best = min(RATINGS.values()), max(RATINGS.values())
    scale = {"bestRating": best, "worstRating": worst} if verdict in RATINGS else {}
    return {"@type": "Rating", "alternateName": verdict.value} | _some(
        {"ratingValue": RATINGS.get(verdict)} | scale,
        ratingExplanation="\n".join(filter(None, (claim.claim.rationale, despite))),
    )


def _claim(contents: Contents, claim: ClaimContents, evidence: tuple[Evidence, ...]) -> Node:
    source = claim.source
    of_document = source is not None and source.type is SourceType.DOCUMENT
    return {"@type": "Claim"} | _some(
        identifier=claim.claim.claim,
        author=_claimant(contents, claim),
        datePublished=contents.published,
        appearance=_article(contents),
        firstAppearance=[_cited(piece) for piece in evidence if piece.primary and _address(piece.url)],
        # Only people and organisations can be the author of a claim.
        isBasedOn=_called("CreativeWork", source.name) if source and of_document else None,
    )


def _claimant(contents: Contents, claim: ClaimContents) -> Node | None:
    """Return who claimed it: the source, or, in the article's own voice, its outlet, else its author."""
    if claim.claim.kind is Kind.NARRATOR:
        return _called("Organization", contents.outlet) or _called("Person", contents.author)
    source = claim.source
    if source is None or source.type is SourceType.DOCUMENT:
        return None
    if source.type in (SourceType.INSTITUTION, SourceType.OUTLET):
        about = [source.role, source.affiliation and f"speaks for {source.affiliation}"]
        return _called("Organization", source.name, description=", ".join(filter(None, about)))
    whose = _called("Organization", source.affiliation)
    return _called("Person", source.name, jobTitle=source.role, affiliation=whose)


def _article(contents: Contents) -> Node:
    return {"@type": "NewsArticle" if contents.outlet else "CreativeWork"} | _some(
        url=_address(contents.url),
        headline=_line(contents.title),
        name=None if contents.title else _line(contents.name),
        datePublished=contents.published,
        author=_called("Person", contents.author),
        publisher=_called("Organization", contents.outlet),
    )


def _publisher(release: Release) -> Node | None:
    return _called("Organization", release.publisher.name, url=_publishers(release.publisher.url))


def _publishers(given: str | None) -> str | None:
    """Return an address that was given for the publisher; a mistake in it must not make drafts in silence."""
    if given and not _address(given):
        raise UnusableInput(f"{given} is no address of the web; begin it with https://")
    return given


def _cited(piece: Evidence) -> Node:
    """Return a piece of evidence as the copy that is kept of it."""
    stance = f"{piece.stance} (primary source)" if piece.primary else str(piece.stance)
    return {"@type": "MediaObject"} | _some(
        name=_line(piece.name),
        url=_address(piece.url),
        sha256=piece.sha256,
        description=f"{stance}: “{_line(piece.passage)}”" if piece.passage else stance,
    )


def _called(kind: str, name: str | None, **known: Any) -> Node | None:  # noqa: ANN401
    """Return who or what is called so; None where neither a name nor anything else is known."""
    said = _some(name=_line(name), **known)
    return {"@type": kind} | said if said else None


def _some(given: Node | None = None, **known: Any) -> Node:  # noqa: ANN401
    """Return what is known of a node."""
    return {name: value for name, value in ((given or {}) | known).items() if value not in (None, "", [], {})}


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _text(node: Node) -> str:
    """Return a node as JSON that can stand in a web page's script element too, whatever is in it."""
    return json.dumps(node, ensure_ascii=False, indent=2).replace("<", "\\u003c")
