"""Already checked elsewhere? Published fact checks beside a claim, and those that count kept as its evidence.

Nothing is decided here: a like claim is not the same claim. Nothing is sent but by ``find`` with a ``service``, and
``question`` says which words that sends.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from secondsource import casefile
from secondsource.model import Span, Stance, UnusableInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from secondsource.casefile import Case
    from secondsource.checking.already import Near
    from secondsource.reading.factchecks import Answer, Feed, Review, Service
    from secondsource.reading.guard import Guard

KEY: Final = "SECONDSOURCE_FACTCHECK_KEY"
SERVICE: Final = "SECONDSOURCE_FACTCHECK_SERVICE"
Match: TypeAlias = "Near[Review]"
_MOST_NAME: Final = 200  # code points
_MOST_NEAR: Final = 1_000


@dataclass(frozen=True, slots=True)
class Source:
    """A feed that was read: what to call it, the digest of its bytes, and how many reviews it gave."""

    place: str
    sha256: str
    reviews: int


@dataclass(frozen=True, slots=True)
class Found:
    """The published checks of claims like one claim, nearest first.

    ``more`` are near too and not among them, ``far`` are too far off, ``other_language`` and ``unusable`` were not
    compared. ``faults`` says in one line each what could not be asked or read. ``more_there`` tells that the service
    has further answers.
    """

    near: tuple[Match, ...]
    more: int
    far: int
    other_language: int
    unusable: int
    faults: tuple[str, ...]
    sources: tuple[Source, ...]
    answer: Answer | None

    @property
    def more_there(self) -> bool:
        """Whether the service has further answers that were not asked for."""
        return self.answer is not None and self.answer.more


@dataclass(frozen=True, slots=True)
class Kept:
    """A piece of evidence: its name, and whether it had been kept before, so that nothing was added."""

    name: str
    before: bool


def service() -> Service:
    """Return the fact check service that the environment names. Raises UnusableInput without a key."""
    from secondsource.reading import factchecks

    key = os.environ.get(KEY, "").strip()
    if not key:
        raise UnusableInput(f"asking online needs a key of Google's Fact Check Tools API in {KEY}")
    return factchecks.Service(key, os.environ.get(SERVICE, "").strip() or factchecks.SERVICE)


def question(text: str) -> str:
    """Return the words that ``find`` sends for a claim with this text."""
    from secondsource.reading import factchecks

    return factchecks.question(text)


def words_of(case: Case, claim: str) -> str:
    """Return the text of the claim with this id. Raises UnusableInput where there is none."""
    number = casefile.number_of(case, claim)
    said = casefile.said(case, [number]).get(number) if number is not None else None
    if said is None:
        raise UnusableInput(f"there is no claim {claim} in this case; see: secondsource claims")
    return said.text


def find(
    text: str,
    feeds: Iterable[str] = (),
    *,
    service: Service | None = None,
    language: str | None = None,
    most: int = 10,
    guard: Guard | None = None,
) -> Found:
    """Look for published checks of claims like ``text`` in feeds (paths or addresses) and, if given, at a service.

    ``language`` (``en``) leaves out reviews that say they are in another. What can't be read or asked stops nothing of
    the rest; it is told in ``faults``. ``guard`` allows places that are not public.
    """
    from secondsource.checking.already import rank

    if not 1 <= most <= _MOST_NEAR:
        raise UnusableInput(f"{most} can't be shown; ask for 1 to {_MOST_NEAR:,}")
    search = _Search(text, language, guard)
    ranking = rank(text, search.reviews(feeds, service, most), most=most)
    return Found(
        near=ranking.near,
        more=ranking.more,
        far=ranking.far,
        other_language=search.other_language,
        unusable=search.unusable,
        faults=tuple(search.faults),
        sources=tuple(search.sources),
        answer=search.answer,
    )


class _Search:
    """The reviews of one search, as they come, and what is told of them in the end."""

    def __init__(self, text: str, language: str | None, guard: Guard | None) -> None:
        self.other_language = 0
        self.unusable = 0
        self.faults: list[str] = []
        self.sources: list[Source] = []
        self.answer: Answer | None = None
        self._text = text
        self._language = language
        self._guard = guard

    def reviews(self, feeds: Iterable[str], service: Service | None, most: int) -> Iterator[Review]:
        from secondsource.reading import factchecks

        if service:
            try:
                self.answer = factchecks.ask(
                    service, question(self._text), language=self._language, most=most, guard=self._guard
                )
            except UnusableInput as fault:
                self.faults.append(str(fault))
            else:
                self.unusable += self.answer.unusable
                yield from self._in_language(self.answer.reviews)
        for place in feeds:
            feed: Feed | None = None
            try:
                feed = factchecks.open_feed(place, guard=self._guard)
                yield from self._in_language(feed)
            except UnusableInput as fault:
                self.faults.append(str(fault))
            if feed and (feed.reviews or feed.unusable):
                self.unusable += feed.unusable
                self.sources.append(Source(feed.place, feed.sha256, feed.reviews))

    def _in_language(self, reviews: Iterable[Review]) -> Iterator[Review]:
        wanted = (self._language or "").partition("-")[0].lower()
        for review in reviews:
            stated = (review.language or "").replace("_", "-").partition("-")[0].lower()
            # A name ("English") is not compared with a code.
            if wanted and len(stated) in (2, 3) and stated != wanted:
                self.other_language += 1
            else:
                yield review


def keep(case: Case, claim: str, found: Found, numbers: Sequence[int], *, reviewer: str) -> list[Kept]:
    """Keep reviews of ``found`` (by their numbers, from 1) as evidence for context, and tell what was kept.

    The bytes are the review's record as canonical JSON. Before reviews that came from the service, its whole answer is
    kept, byte for byte. What stands on the claim already is not added again. Raises UnusableInput, before anything is
    kept, where there is no review with one of the numbers.
    """
    from secondsource.reading import factchecks

    for number in numbers:
        if not 1 <= number <= len(found.near):
            there = f"they are 1 to {len(found.near)}" if found.near else "none was found"
            raise UnusableInput(f"there is no fact check {number} to keep: {there}")
    reviews = [found.near[number - 1].check for number in dict.fromkeys(numbers)]
    records = [factchecks.canonical(review.record) for review in reviews]
    number_here = casefile.number_of(case, claim)
    had = {piece.sha256 for piece in casefile.evidence_on(case, number_here)} if number_here else set[str]()
    kept: list[Kept] = []

    def attach(content: bytes, name: str, **known: Any) -> None:  # noqa: ANN401 - what casefile.attach takes
        digest = sha256(content).hexdigest()
        if digest not in had:
            casefile.attach(case, claim, content, reviewer=reviewer, stance=Stance.CONTEXT, name=name, **known)
        kept.append(Kept(name, before=digest in had))
        had.add(digest)

    answer = found.answer
    if answer and any(_is_of(answer, review) for review in reviews):
        attach(
            answer.body, f"answer of {answer.place}", url=answer.url, content_type=answer.content_type,
            fetched=answer.fetched,
        )  # fmt: skip
    for review, record in zip(reviews, records, strict=True):
        words = passage_of(review)
        told = [words, _by(review), review.title, review.url]
        attach(
            record,
            _name_of(review),
            url=review.url,
            passage=words,
            span=Span(0, len(words)),
            text="\n".join(part for part in told if part),
            read_by="the fact check's own record",
            content_type="application/json",
            fetched=_came(found, review),
        )
    return kept


def _name_of(review: Review) -> str:
    name = ": ".join(part for part in (review.publisher or review.site, review.title or review.claimed) if part)
    return name[:_MOST_NAME]


def _by(review: Review) -> str:
    return ", ".join(part for part in (review.publisher or review.site, review.published) if part)


def passage_of(review: Review) -> str:
    """Return the words of a review that count: its rating as the publisher words it, and what was checked."""
    return f"{rating_of(review)}: {review.claimed}"


def rating_of(review: Review) -> str:
    """Return the rating in the publisher's own words, else its figures, else that there is none."""
    if review.rating:
        return review.rating
    if review.rating_value is None:
        return "no rating"
    scale = f" on a scale from {review.worst} to {review.best}" if review.worst and review.best else ""
    return f"rated {review.rating_value}{scale}"


def as_json(number: int, match: Match) -> str:
    """Return one review as a line of JSON, with all that is known of it but for its record."""
    review = match.check
    values = {
        "number": number,
        "likeness": round(match.likeness, 3),
        "numbers": match.numbers.words if match.numbers else None,
        "claimed": review.claimed,
        "claimant": review.claimant,
        "claim_date": review.claim_date,
        "appearances": review.appearances,
        "rating": review.rating,
        "rating_value": review.rating_value,
        "best_rating": review.best,
        "worst_rating": review.worst,
        "publisher": review.publisher,
        "site": review.site,
        "url": review.url,
        "title": review.title,
        "published": review.published,
        "language": review.language,
        "place": review.place,
    }
    return json.dumps(values, ensure_ascii=False)


def _is_of(answer: Answer, review: Review) -> bool:
    return any(review is each for each in answer.reviews)


def _came(found: Found, review: Review) -> dict[str, str]:
    """Return how a review came here: out of which answer or feed, with the digest of its bytes."""
    if found.answer and _is_of(found.answer, review):
        return {"from": found.answer.url, "sha256": sha256(found.answer.body).hexdigest()}
    for source in found.sources:
        if source.place == review.place:
            # Of a path, the name is enough: the folders are nobody's business.
            place = source.place if "://" in source.place else Path(source.place).name
            return {"from": place, "sha256": source.sha256}
    return {"from": review.place}
