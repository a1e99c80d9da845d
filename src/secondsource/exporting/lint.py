"""What the ClaimReviews of a case still lack: by Google's documentation, and by what desks ask of each other.

Google's lists are those of the page "Fact check (ClaimReview) structured data" of Google Search Central, as of 2025.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from secondsource.exporting.claimreview import Node, review
from secondsource.exporting.release import BLOCK
from secondsource.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.casefile import ClaimContents
    from secondsource.exporting.release import Release

MOST_CHARACTERS: Final = 75
"""How long claimReviewed may be before phones wrap it."""


class Level(StrEnum):
    """Who asks for it: Google requires it, Google recommends it, or we think it worth a look."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    OURS = "worth a look"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is missing: in the review of ``claim``, or, where that is None, in ``reviews`` of them alike.

    ``field`` is the path of a property of ClaimReview, or what else it is about; ``words`` say what and what to do.
    """

    claim: str | None
    field: str
    level: Level
    words: str
    reviews: int = 1


_REQUIRED: Final = {
    "claimReviewed": "give the claim words at the desk",
    "reviewRating.alternateName": "decide the claim: secondsource mark",
    "url": "say where the reviews will stand: --reviews-at ADDRESS",
}
_RECOMMENDED: Final = {
    "author": "say who publishes the reviews: --publisher NAME",
    "itemReviewed.author": "give the claim a source at the desk, or say where you publish whose words it is in",
    "itemReviewed.author.sameAs": "a case does not hold it; where you publish, add an address that tells who it is",
    "itemReviewed.appearance": "say where it was claimed",
    "itemReviewed.datePublished": "the article was added without its date (secondsource add --date); say it yourself",
    "reviewRating.ratingValue": "give the rating a number",
    "reviewRating.bestRating": "say which number is best",
    "reviewRating.worstRating": "say which number is worst",
}
_NUMBERS: Final = frozenset({"reviewRating.ratingValue", "reviewRating.bestRating", "reviewRating.worstRating"})
# What is missing here is missing in one review as in the next.
_ALIKE: Final = frozenset({"url", "author", "itemReviewed.author.sameAs"})


class Lint:
    """What the reviews of a release lack; iterate over it once.

    Once that is done, ``reviews`` is their number, ``undecided`` that of the claims without a verdict, of which no
    review is written, and ``missing`` how many reviews lack what, by level and field.
    """

    def __init__(self, release: Release) -> None:
        self.reviews = 0
        self.undecided = 0
        self.missing: Counter[tuple[Level, str]] = Counter()
        self._release = release
        self._protected = {key for source in release.protected for key in source.keys}

    def __iter__(self) -> Iterator[Remark]:
        for remark in self._remarks():
            self.missing[remark.level, remark.field] += remark.reviews
            yield remark

    def _remarks(self) -> Iterator[Remark]:
        alike: Counter[Remark] = Counter()
        for contents, claims in self._release.articles():
            for claim in claims:
                if claim.claim.verdict is None:
                    self.undecided += 1
                    continue
                self.reviews += 1
                node = review(self._release, contents, claim)
                for remark in lacks(node, claim.claim.claim):
                    if remark.field in _ALIKE:
                        alike[replace(remark, claim=None)] += 1
                    else:
                        yield remark
                for field, words in _worth_a_look(node, claim, held=claim.source_key in self._protected):
                    yield Remark(claim.claim.claim, field, Level.OURS, words)
        for remark, count in alike.items():
            yield replace(remark, reviews=count)
        if self.reviews and not (self._release.publisher.name or self._release.publisher.url):
            words = f"each is by its reviewer, as no publisher is known; {_RECOMMENDED['author']}"
            yield Remark(None, "author", Level.OURS, words, self.reviews)


def _worth_a_look(node: Node, claim: ClaimContents, *, held: bool) -> Iterator[tuple[str, str]]:
    """Yield fields with what there is to say of them; ``held`` tells that the source is a protected one."""
    words = node.get("claimReviewed", "")
    if len(words) > MOST_CHARACTERS:
        yield "claimReviewed", f"{len(words)} characters, {MOST_CHARACTERS} fit on a phone; sum it up in fewer"
    if BLOCK in words:
        yield "claimReviewed", "what would tell who a protected source is, is blotted out; sum it up without"
    if not claim.claim.rationale:
        yield "reviewRating.ratingExplanation", "no rationale; say why: secondsource mark --because"
    if held:
        yield "itemReviewed.author", "a protected source, held back with its evidence; tell readers that it is one"
    elif not node.get("citation"):
        yield "citation", "no evidence; attach what a reader can check: secondsource evidence"
    if not node["itemReviewed"]["appearance"].get("url"):
        yield "itemReviewed.appearance.url", "the article was added without it (secondsource add --url); link to it"
    if claim.claim.verdict is Verdict.CORROBORATED and claim.origins is None:
        yield "origins", "not counted yet; count them: secondsource examine"
    elif claim.claim.verdict is Verdict.CORROBORATED and claim.origins == 1:
        yield "origins", "corroborated by a single origin; find one that does not go back to it"
    if not claim.signed_by:
        yield "reviewer", f"decided by {claim.claim.reviewer} alone; have another sign it off: secondsource sign-off"


def lacks(node: Node, claim: str) -> Iterator[Remark]:
    """Yield what Google's documentation requires and recommends and a ClaimReview of a claim does not have.

    Numbers of a rating are left to the reviewer where the rating is that the claim is unverified.
    """
    excused: set[str] = set()
    if _at(node, "reviewRating.alternateName") == Verdict.UNVERIFIED:
        excused |= _NUMBERS
    if _at(node, "itemReviewed.firstAppearance"):
        excused.add("itemReviewed.appearance")
    if not _at(node, "itemReviewed.author"):
        excused.add("itemReviewed.author.sameAs")
    if _at(node, "itemReviewed.isBasedOn"):
        excused.add("itemReviewed.author")  # a document can't be one, and Google wants none where there is none
    for level, fields in ((Level.REQUIRED, _REQUIRED), (Level.RECOMMENDED, _RECOMMENDED)):
        for field, advice in fields.items():
            if field not in excused and not _at(node, field):
                yield Remark(claim, field, level, f"missing, and {level}; {advice}")


def _at(node: Node, field: str) -> Any:  # noqa: ANN401
    value: Any = node
    for name in field.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value
