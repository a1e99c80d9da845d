"""A changed version of an article: what is known of the earlier one's claims is carried over, and nothing silently.

A claim that somebody decided on, or made by hand, is carried over where the sentences of its passage (source, cue and
content with all between them) stand in the new version word for word; one that a reviewer took away stays away. The
rest stay with the earlier version, as orphans.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from secondsource.casefile.log.events import events_on
from secondsource.casefile.state.alignment import find_passage, overlap
from secondsource.casefile.state.listing import BY_HAND, families
from secondsource.casefile.state.sources import source_of
from secondsource.casefile.state.standing import undone
from secondsource.casefile.storing import Described, spans_of
from secondsource.model import Kind, Span, Spans, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from secondsource.model import Article

_SHINGLE: Final = 3  # words
_ALIKE: Final = 0.5  # of the shorter text's shingles: fewer, and two texts of one name are two articles
_CANDIDATES: Final = 20  # articles of one name that are compared
_NEAR: Final = 70  # rapidfuzz's partial_ratio from which a passage is shown as what the words may have become


@dataclass(frozen=True, slots=True)
class Earlier:
    """The version that a new one takes the place of."""

    number: int
    sha256: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Orphan:
    """A claim with decisions whose words the new version does not have; ``now`` is the passage most like them."""

    uid: str
    verdict: Verdict | None
    text: str
    now: str | None


@dataclass(frozen=True, slots=True)
class Replaced:
    """What became of an earlier version's claims: how many stand in the new one, and how many are gone.

    ``carried`` counts those among the unchanged that had decisions, which count on.
    """

    name: str
    unchanged: int
    carried: int
    gone: int
    orphans: tuple[Orphan, ...]


def find_earlier(connection: sqlite3.Connection, article: Article) -> Earlier | None:
    """Return the article of which this is a changed version: the same address, or the same name and a text alike."""
    rows = connection.execute(
        "select id, sha256, name, text, url from article where newer is null and url = ?1 "
        "union select id, sha256, name, text, url from article where newer is null and name = ?2 "
        "and (outlet is null or ?3 is null or outlet = ?3) and (url is null or ?1 is null) "
        "order by id desc limit ?4",
        (article.url, article.name, article.outlet, _CANDIDATES),
    )
    for number, sha256, name, text, url in rows:
        if (url and url == article.url) or alike(text, article.text) >= _ALIKE:
            return Earlier(number, sha256, name, text)
    return None


def alike(one: str, other: str) -> float:
    """Return the share of the shorter text's runs of three words that the other has too (Broder 1997: containment)."""
    here, there = _shingles(one), _shingles(other)
    return len(here & there) / max(min(len(here), len(there)), 1)


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    return set(zip(*(words[start:] for start in range(_SHINGLE)), strict=False)) or {tuple(words)}


def carry_over(
    connection: sqlite3.Connection, earlier: Earlier, article: Article, found: list[Described]
) -> list[Described]:
    """Return what an engine found in the new version, with what is known of the earlier one in its place."""
    carried = list(_carried(connection, earlier, article))
    gone = {one.content for one in _taken_away(connection, earlier, article)}
    return carried + [
        one
        for one in found
        if one.content not in gone and all(overlap(one.content, known.content) <= 0.5 for known in carried)
    ]


def _carried(connection: sqlite3.Connection, earlier: Earlier, article: Article) -> Iterator[Described]:
    for (number,) in connection.execute(
        "select claim.id from claim join standing on standing.claim = claim.id where claim.article = ? and listed "
        "and exists (select 1 from standing as other join claim as its on its.id = other.claim "
        "join extraction on extraction.id = its.extraction where (other.claim = claim.id or counts_at = claim.id) "
        "and (engine = ? or exists (select 1 from event where subject = its.uid))) order by claim.id",
        (earlier.number, BY_HAND),
    ).fetchall():
        one = _found_again(described(connection, number), earlier.text, article.text)
        if one is not None:
            yield one


def _taken_away(connection: sqlite3.Connection, earlier: Earlier, article: Article) -> Iterator[Described]:
    """Yield, where they stand in the new version, the claims that revisions of earlier ones took from the list."""
    (family,) = families(connection, [earlier.sha256])
    for sha256 in family:
        events = events_on(connection, sha256)
        taken = undone(events)
        away: dict[str, None] = {}
        for event in events:
            if event.kind == "revision" and event.uid not in taken:
                away |= dict.fromkeys(event.values["out"])
                away = {uid: None for uid in away if uid not in event.values["in"]}
        for uid in away:
            number, text = connection.execute(
                "select claim.id, article.text from claim join article on article.id = claim.article where uid = ? "
                "limit 1",
                (uid,),
            ).fetchone()
            one = _found_again(described(connection, number), text, article.text)
            if one is not None:
                yield one


def _found_again(one: Described, old: str, new: str) -> Described | None:
    """Return a claim of the old text as it stands in the new one, None where its sentences do not."""
    spans = [span for _, span in one.roles]
    hull = Span(min(span.start for span in spans), max(span.end for span in spans))
    place = find_passage(old, hull, new, whole=True)
    if place is None:
        return None
    step = place.start - hull.start
    return replace(one, content=_moved(one.content, step), source=_moved(one.source, step), cue=_moved(one.cue, step))


def _moved(spans: Spans, step: int) -> Spans:
    return tuple(Span(start + step, end + step) for start, end in spans)


def described(connection: sqlite3.Connection, number: int) -> Described:
    """Return what the case holds of the claim with this number."""
    spans = spans_of(connection, number)
    kind, channel, speech, confidence, reason, nature, nature_reason, *speaker = connection.execute(
        "select kind, channel, speech, confidence, reason, nature, nature_reason, source_name, source_type, "
        "source_role, source_affiliation from claim where id = ?",
        (number,),
    ).fetchone()
    return Described(
        content=spans["content"],
        source=spans["source"],
        cue=spans["cue"],
        kind=Kind(kind),
        channel=channel,
        speech=bool(speech),
        confidence=confidence,
        reason=reason,
        nature=nature,
        nature_reason=nature_reason,
        speaker=source_of(tuple(speaker)) if speaker[0] else None,
    )


def became_of(connection: sqlite3.Connection, earlier: Earlier, text: str) -> Replaced:
    """Tell what became of an earlier version's claims, now that the one with this text has taken its place."""
    unchanged = carried = gone = 0
    orphans = []
    for uid, words, counts_at, orphan, verdict, decided in connection.execute(
        "select claim.uid, claim.text, counts_at, orphan, verdict, "
        "exists (select 1 from event where subject = claim.uid) "
        "from claim join standing on standing.claim = claim.id where claim.article = ? order by claim.id",
        (earlier.number,),
    ):
        if orphan:
            orphans.append(Orphan(uid, Verdict(verdict) if verdict else None, words, _most_like(words, text)))
        elif counts_at is None:
            gone += 1
        else:
            unchanged += 1
            carried += decided
    return Replaced(earlier.name, unchanged, carried, gone, tuple(orphans))


def _most_like(words: str, text: str) -> str | None:
    from rapidfuzz import fuzz

    place = fuzz.partial_ratio_alignment(words, text, score_cutoff=_NEAR)
    return text[place.dest_start : place.dest_end] if place else None
