"""A changed version of an article: what is known of the earlier one's claims is carried over, and nothing silently.

A claim that somebody decided on, or made by hand, is carried over where the sentences of its passage (source, cue and
content with all between them) stand in the new version word for word; one that a reviewer took away stays away. The
rest stay with the earlier version, as orphans.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from secondsource.casefile.described import SEALED, described_by, seal_claims
from secondsource.casefile.likeness import ALIKE, Sketch, alike, sketch_of
from secondsource.casefile.log.events import events_on
from secondsource.casefile.state.alignment import find_passage, overlap
from secondsource.casefile.state.listing import BY_HAND, families
from secondsource.casefile.state.standing import undone
from secondsource.casefile.storing import spans_of
from secondsource.model import Span, Spans, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from secondsource.casefile.described import Described, TakenApart
    from secondsource.casefile.prepared import Prepared

_SAME_ADDRESS = "select id, sha256, url from article where url = ? and newer is null order by id desc limit 1"
_SAME_NAME = "select id, sha256, url, outlet from article where name = ? order by id desc limit 200"
_CANDIDATES: Final = 20  # articles of one name that are compared
_MOST: Final = 1000  # sketches that are kept
_sketches: dict[str, Sketch] = {}  # of articles by their hash
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


def find_earlier(connection: sqlite3.Connection, article: Prepared) -> Earlier | None:
    """Return the article of which this is a changed version: the same address, or the same name and a text alike.

    Of many articles of one name the latest are looked at.
    """
    found = list(itertools.islice(_namesakes(connection, article), _CANDIDATES))
    if article.url:
        found += connection.execute(_SAME_ADDRESS, (article.url,)).fetchall()
    if not found:
        return None
    sketch = _sketches.get(article.sha256) or _keep(article.sha256, article.sketch)
    for number, sha256, url in sorted(found, key=itemgetter(0), reverse=True):
        same_address = url is not None and url == article.url
        its = _sketches.get(sha256)
        if its is not None and not same_address and not sketch.may_be_like(its):
            continue
        name, text = connection.execute("select name, text from article where id = ?", (number,)).fetchone()
        if same_address:
            return Earlier(number, sha256, name, text)
        its = its or _keep(sha256, sketch_of(text))
        if sketch.may_be_like(its) and alike(text, article.text) >= ALIKE:
            return Earlier(number, sha256, name, text)
    return None


def _namesakes(connection: sqlite3.Connection, article: Prepared) -> Iterator[tuple[int, str, str | None]]:
    """Yield number, hash and address of the articles of the same name that this one may be a version of."""
    for number, sha256, url, outlet in connection.execute(_SAME_NAME, (article.name,)):
        if (url is None or article.url is None) and (None in {outlet, article.outlet} or outlet == article.outlet):
            (newer,) = connection.execute("select newer from article where id = ?", (number,)).fetchone()
            if newer is None:
                yield number, sha256, url


def _keep(sha256: str, sample: bytes) -> Sketch:
    """Keep the sketch of an article's text for the next ones of its name."""
    while len(_sketches) >= _MOST:
        _sketches.pop(next(iter(_sketches)), None)
    sketch = _sketches[sha256] = Sketch(sample)
    return sketch


def carry_over(connection: sqlite3.Connection, earlier: Earlier, article: Prepared) -> TakenApart:
    """Return what an engine found in the new version, with what is known of the earlier one in its place."""
    carried = list(_carried(connection, earlier, article))
    gone = {one.content for one in _taken_away(connection, earlier, article)}
    found = article.taken_apart
    rest = (
        one
        for one in found.described()
        if one.content not in gone and all(overlap(one.content, known.content) <= 0.5 for known in carried)
    )
    return seal_claims([*carried, *rest], article.text, article.sha256, found.engine, found.version, found.coverage)


def _carried(connection: sqlite3.Connection, earlier: Earlier, article: Prepared) -> Iterator[Described]:
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


def _taken_away(connection: sqlite3.Connection, earlier: Earlier, article: Prepared) -> Iterator[Described]:
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
    values = connection.execute(f"select {SEALED} from claim where id = ?", (number,)).fetchone()
    return described_by(values, spans_of(connection, number))


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
