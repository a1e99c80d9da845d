"""Which claims are listed: those of an article's first extraction, as reviewers revised them.

Where an article has other extractions, or other versions, each of their claims counts at the listed claim that it is
the same as. One that is the same as none is listed itself if anybody ever decided anything on it; so no decision is
lost, and none counts on other words than it was made on.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from secondsource.casefile.log.events import Event, events_on
from secondsource.casefile.state.alignment import Placed, find_passage, line_up
from secondsource.casefile.state.standing import DECISIONS, stand, undone
from secondsource.model import Span

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


BY_HAND = "hand"
"""The engine of an extraction that a reviewer made."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the list makes of a claim; ``counts_at`` is the number of the claim at which decisions on it count."""

    listed: bool = False
    counts_at: int | None = None
    orphan: bool = False


@dataclass
class _Article:
    """One version of an article with all its claims."""

    number: int
    sha256: str
    text: str
    claims: dict[int, Placed] = field(default_factory=dict)
    chosen: set[int] = field(default_factory=set)
    by_hand: set[int] = field(default_factory=set)
    by_uid: dict[str, int] = field(default_factory=dict)
    revisions: list[Event] = field(default_factory=list)
    decided: set[str] = field(default_factory=set)


def relist(connection: sqlite3.Connection, *sha256s: str) -> None:
    """Decide anew which claims of these articles and their other versions are listed, and where decisions count."""
    for family in families(connection, sha256s):
        for sha256 in family:
            _describe(connection, sha256)
        rows = [
            connection.execute("select id, event from article where sha256 = ?", (sha256,)).fetchone()
            for sha256 in family
        ]
        current = max(rows, key=lambda row: str(row[1]))[0]
        for number, _ in rows:
            newer = None if number == current else current
            connection.execute("update article set newer = ? where id = ? and newer is not ?", (newer, number, newer))
        _put(connection, places(connection, [number for number, _ in rows], current))


def families(connection: sqlite3.Connection, sha256s: Iterable[str]) -> list[list[str]]:
    """Return the articles with these hashes, each together with all versions of it that the case holds."""
    found: list[set[str]] = []
    for sha256 in sha256s:
        if any(sha256 in family for family in found):
            continue
        family: set[str] = set()
        ahead = {sha256}
        while ahead:
            one = ahead.pop()
            row = connection.execute("select coalesce(newer, id) from article where sha256 = ?", (one,)).fetchone()
            if row is None or one in family:
                continue
            family.add(one)
            ahead |= {
                other for (other,) in connection.execute("select sha256 from article where ?1 in (id, newer)", row)
            }
            ahead |= {event.values.get("replaces") or one for event in article_events(connection, one)}
        touched = [other for other in found if other & family]
        found = [other for other in found if not other & family] + [family.union(*touched)]
    return [sorted(family) for family in found]


def article_events(connection: sqlite3.Connection, sha256: str) -> list[Event]:
    """Return the events that brought this article or an extraction of it, oldest first."""
    return [event for event in events_on(connection, sha256) if event.kind == "article"]


def described(event: Event) -> dict[str, str | None]:
    """Return the columns of an article that its first event gives."""
    values = event.values
    names = ("name", "outlet", "title", "published", "url")
    return {**{name: values[name] for name in names}, "added_at": event.at, "event": event.uid}


def _describe(connection: sqlite3.Connection, sha256: str) -> None:
    """Make an article what the first event on it says."""
    first = article_events(connection, sha256)[0]
    columns = described(first)
    names = ", ".join(columns)
    connection.execute(
        f"update article set ({names}) = ({', '.join('?' * len(columns))}) where sha256 = ? and event <> ?",
        (*columns.values(), sha256, first.uid),
    )
    connection.execute(
        "update extraction set chosen = (digest = ?1) where article = (select id from article where sha256 = ?2) "
        "and chosen <> (digest = ?1)",
        (first.values["digest"], sha256),
    )


def places(connection: sqlite3.Connection, articles: Iterable[int], current: int) -> dict[int, Place]:
    """Return the place of every claim of these versions of an article, of which ``current`` is the newest."""
    versions = {number: _read(connection, number) for number in articles}
    newest = versions.pop(current)
    found = _within(newest)
    ahead = [newest.claims[number] for number, place in found.items() if place.listed]
    by_words: defaultdict[tuple[str | None, ...], list[Placed]] = defaultdict(list)
    for claim in sorted(ahead, key=lambda claim: claim.order):
        by_words[claim.words].append(claim)
    for version in versions.values():
        inside = _within(version)
        decided = {
            number if place.counts_at is None else place.counts_at
            for number, place in inside.items()
            if version.claims[number].uid in version.decided
        }
        onto = {
            number: _same_words(version, version.claims[number], newest, by_words)
            for number, place in inside.items()
            if place.listed
        }
        for number, place in inside.items():
            target = onto.get(number if place.counts_at is None else place.counts_at)
            if target is not None:
                found[number] = Place(counts_at=target)
            elif place.listed:
                found[number] = Place(listed=number in decided, orphan=number in decided)
            else:
                found[number] = place
    return found


def _same_words(
    version: _Article, claim: Placed, newest: _Article, by_words: dict[tuple[str | None, ...], list[Placed]]
) -> int | None:
    """Return the number of the claim of the newest version that has the same words at the same passage."""
    same = by_words.get(claim.words, [])
    if len(same) < 2:
        return same[0].number if same else None
    start, end, _ = claim.order
    passage = find_passage(version.text, Span(start, end), newest.text)
    at = passage.start if passage else start
    return min(same, key=lambda other: abs(other.order[0] - at)).number


def _within(article: _Article) -> dict[int, Place]:
    """Return the place of every claim of one version of an article by itself."""
    listed = set(article.chosen)
    revised: set[str] = set()
    for event in article.revisions:
        values = event.values
        revised |= {*values["out"], *values["in"]}
        listed -= {article.by_uid[uid] for uid in values["out"]}
        listed |= {article.by_uid[uid] for uid in values["in"]}
    chosen = [article.claims[number] for number in article.chosen]
    others = [claim for number, claim in article.claims.items() if number not in article.chosen]
    aligned = line_up((claim for claim in others if claim.number not in article.by_hand), chosen)
    found = {number: Place(listed=number in listed) for number in article.claims}
    for claim in others:
        preferred = article.by_uid[claim.uid]
        if preferred != claim.number:
            found[claim.number] = Place(counts_at=preferred)
        elif claim.uid not in revised:
            target = aligned.get(claim.number)
            found[claim.number] = Place(listed=target is None and claim.uid in article.decided, counts_at=target)
    return found


def _read(connection: sqlite3.Connection, number: int) -> _Article:
    sha256, text = connection.execute("select sha256, text from article where id = ?", (number,)).fetchone()
    article = _Article(number, sha256, text)
    low, high = number << 32, (number + 1) << 32
    content: defaultdict[int, list[Span]] = defaultdict(list)
    for claim, start, end in connection.execute(
        'select claim, "start", "end" from span where claim >= ? and claim < ? and role = \'content\' '
        'order by claim, "start"',
        (low, high),
    ):
        content[claim].append(Span(start, end))
    for claim, uid, chosen, engine, *words in connection.execute(
        "select claim.id, uid, chosen, engine, source_text, cue_text, claim.text from claim "
        "join extraction on extraction.id = claim.extraction where claim.id >= ? and claim.id < ? "
        "order by chosen desc, digest",
        (low, high),
    ):
        article.claims[claim] = Placed(claim, uid, tuple(words), tuple(content[claim]))
        article.by_uid.setdefault(uid, claim)
        if chosen:
            article.chosen.add(claim)
        elif engine == BY_HAND:
            article.by_hand.add(claim)
    events = events_on(connection, sha256)
    taken = undone(events)
    article.revisions = [event for event in events if event.kind == "revision" and event.uid not in taken]
    kinds = ", ".join(f"'{kind}'" for kind in sorted(DECISIONS))
    article.decided = {
        uid
        for (uid,) in connection.execute(
            "select uid from claim where id >= ? and id < ? and exists "
            f"(select 1 from event where subject = claim.uid and kind in ({kinds}))",
            (low, high),
        )
    }
    return article


def _put(connection: sqlite3.Connection, found: dict[int, Place]) -> None:
    moved: set[int] = set()
    for number, place in found.items():
        listed, counts_at, orphan = connection.execute(
            "select listed, counts_at, orphan from standing where claim = ?", (number,)
        ).fetchone()
        if place != Place(bool(listed), counts_at, bool(orphan)):
            connection.execute(
                "update standing set (listed, counts_at, orphan) = (?, ?, ?) where claim = ?",
                (place.listed, place.counts_at, place.orphan, number),
            )
            moved |= {number, counts_at or number, place.counts_at or number}
    for number in sorted(moved):
        stand(connection, number, [] if number in found and found[number].counts_at else None)
