"""Which claims are listed: those of an article's first extraction, as reviewers revised them.

Where an article has other extractions, or other versions, each of their claims counts at the listed claim that it is
the same as. One that is the same as none is listed itself if anybody ever decided anything on it; so no decision is
lost, and none counts on other words than it was made on.

A revision may say something else of the words of a claim that was there before (who said them, by what channel). The
claim keeps its uid and all that was decided; as the latest such revision describes it, it is listed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from secondsource.casefile.log.events import Event, events_on
from secondsource.casefile.numbering import within
from secondsource.casefile.state.alignment import Placed, line_up, pair_up
from secondsource.casefile.state.standing import DECIDES, stand, undone
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
    text: str
    event: str
    claims: dict[int, Placed] = field(default_factory=dict)
    chosen: set[int] = field(default_factory=set)
    by_hand: set[int] = field(default_factory=set)
    by_uid: dict[str, int] = field(default_factory=dict)
    revisions: list[Event] = field(default_factory=list)
    replaced: set[str] = field(default_factory=set)
    decided: set[str] = field(default_factory=set)

    def had(self, number: int, inside: dict[int, Place]) -> bool:
        """Tell whether a claim is listed in this version by itself, or was until a revision took its place."""
        place = inside[number]
        return place.listed or (place.counts_at is None and self.claims[number].uid in self.replaced)


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


def families(connection: sqlite3.Connection, sha256s: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the articles with these hashes, each together with all versions of it that the case holds."""
    family_of: dict[str, set[str]] = {}
    for sha256 in sha256s:
        if sha256 in family_of:
            continue
        family: set[str] = set()
        ahead = {sha256}
        while ahead:
            one = ahead.pop()
            row = connection.execute("select coalesce(newer, id) from article where sha256 = ?", (one,)).fetchone()
            if row is None or one in family:
                continue
            family |= {one, *family_of.get(one, ())}
            ahead |= {
                other for (other,) in connection.execute("select sha256 from article where id = ?1 or newer = ?1", row)
            }
            ahead |= {event.values.get("replaces") or one for event in article_events(connection, one)}
        family_of.update(dict.fromkeys(family, family))
    return sorted({tuple(sorted(family)) for family in family_of.values()})


def article_events(connection: sqlite3.Connection, sha256: str) -> list[Event]:
    """Return the events that brought this article or an extraction of it, oldest first."""
    return [event for event in events_on(connection, sha256) if event.kind == "article"]


def described(event: Event) -> dict[str, str | None]:
    """Return the columns of an article that its first event gives."""
    values = event.values
    names = ("name", "outlet", "title", "published", "url")
    told = {name: values[name] for name in names}
    # Older logs say nothing of authors.
    return {**told, "author": values.get("author"), "added_at": event.at, "event": event.uid}


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
    articles = list(articles)
    if articles == [current] and _is_as_it_came(connection, current):
        claims = connection.execute("select id from claim where id >= ? and id < ?", within(current))
        return {number: Place(listed=True) for (number,) in claims}
    versions = sorted(
        (_read(connection, number) for number in articles), key=lambda one: (one.number == current, one.event)
    )
    found: dict[int, Place] = {}
    same: dict[int, frozenset[int]] = {}
    later: list[tuple[_Article, list[Placed]]] = []  # claims that the ones before may be, of the next version first
    for version in reversed(versions):
        inside = _within(version)
        onto = _same_claims(
            version, [version.claims[number] for number in inside if inside[number].listed], later, found, same
        )
        decided = {
            number if place.counts_at is None else place.counts_at
            for number, place in inside.items()
            if version.claims[number].uid in version.decided
        }
        for number, place in inside.items():
            target = onto.get(number if place.counts_at is None else place.counts_at)
            if target is not None:
                found[number] = Place(counts_at=target)
            elif place.listed and version.number != current:
                found[number] = Place(listed=number in decided, orphan=number in decided)
            else:
                found[number] = place
        later.insert(0, (version, [claim for number, claim in version.claims.items() if version.had(number, inside)]))
    return found


def _is_as_it_came(connection: sqlite3.Connection, number: int) -> bool:
    """Tell whether an article has one extraction that nobody ever revised, as nearly all have."""
    (other,) = connection.execute(
        "select exists (select 1 from extraction where article = ?1 and not chosen) or exists (select 1 from event "
        "where subject = (select sha256 from article where id = ?1) and kind = 'revision')",
        (number,),
    ).fetchone()
    return not other


def _same_claims(
    version: _Article,
    claims: list[Placed],
    later: list[tuple[_Article, list[Placed]]],
    found: dict[int, Place],
    same: dict[int, frozenset[int]],
) -> dict[int, int | None]:
    """Return for claims of one version the claims of later ones at which decisions on them count.

    Over the versions between, one by one, so that a claim goes where all went that was decided on it since; None for
    one that went with a claim which is gone. ``same`` holds, and is told, which claims of later versions each claim is:
    a claim that another one is already, gone or not, is nobody else's.
    """
    onto: dict[int, int | None] = {}
    theirs: set[int] = set()
    for other, ahead in later:
        counts_at = {
            claim.number: None
            if found[claim.number] == Place() and claim.uid not in other.replaced
            else found[claim.number].counts_at or claim.number
            for claim in ahead
        }
        taken = set(onto.values()) - {None}
        free = [claim for claim in ahead if counts_at[claim.number] not in taken and claim.number not in theirs]
        left = [claim for claim in claims if claim.number not in onto]
        for number, target in pair_up(left, version.text, free, other.text).items():
            onto[number] = counts_at[target]
            same[number] = same.get(target, frozenset()) | {target}
            theirs |= same[number]
    return onto


def _within(article: _Article) -> dict[int, Place]:
    """Return the place of every claim of one version of an article by itself."""
    listed = {article.by_uid[article.claims[number].uid] for number in article.chosen}
    revised: set[str] = set()
    for event in article.revisions:
        values = event.values
        revised |= {*values["out"], *values["in"]}
        listed -= {article.by_uid[uid] for uid in values["out"]}
        listed |= {article.by_uid[uid] for uid in values["in"]}
    chosen = [article.claims[number] for number in article.chosen]
    others = [number for number in article.claims if number not in article.chosen]
    aligned = line_up((article.claims[number] for number in others if number not in article.by_hand), chosen)
    found = {number: Place(listed=number in listed) for number in article.claims}
    for claim in article.claims.values():
        preferred = article.by_uid[claim.uid]
        if preferred != claim.number:
            found[claim.number] = Place(counts_at=preferred)
        elif claim.number not in article.chosen and claim.uid not in revised:
            target = aligned.get(claim.number)
            if target is not None:
                target = article.by_uid[article.claims[target].uid]
            found[claim.number] = Place(listed=target is None and claim.uid in article.decided, counts_at=target)
    for number, place in found.items():  # the same as one that is itself the same as another
        if place.counts_at is not None and found[place.counts_at].counts_at is not None:
            found[number] = found[place.counts_at]
    return found


def _read(connection: sqlite3.Connection, number: int) -> _Article:
    sha256, text, event = connection.execute(
        "select sha256, text, event from article where id = ?", (number,)
    ).fetchone()
    article = _Article(number, text, event)
    low, high = within(number)
    content: defaultdict[int, list[Span]] = defaultdict(list)
    for claim, start, end in connection.execute(
        'select claim, "start", "end" from span where claim >= ? and claim < ? and role = \'content\' '
        'order by claim, "start"',
        (low, high),
    ):
        content[claim].append(Span(start, end))
    held: dict[tuple[str, str], int] = {}
    for claim, uid, chosen, engine, digest, *words in connection.execute(
        "select claim.id, uid, chosen, engine, digest, source_text, cue_text, claim.text from claim "
        "join extraction on extraction.id = claim.extraction where claim.id >= ? and claim.id < ? "
        "order by chosen desc, digest",
        (low, high),
    ):
        article.claims[claim] = Placed(claim, uid, tuple(words), tuple(content[claim]))
        article.by_uid.setdefault(uid, claim)
        held[digest, uid] = claim
        if chosen:
            article.chosen.add(claim)
        elif engine == BY_HAND:
            article.by_hand.add(claim)
    events = events_on(connection, sha256)
    taken = undone(events)
    article.revisions = [event for event in events if event.kind == "revision" and event.uid not in taken]
    for event in article.revisions:
        values = event.values
        article.replaced = (article.replaced | {*values["out"]}) - {*values["in"]}
        article.by_uid.update((uid, held[values["digest"], uid]) for uid in values.get("anew", ()))
    article.decided = {
        uid
        for (uid,) in connection.execute(
            "select uid from claim where id >= ? and id < ? and exists "
            f"(select 1 from event where subject = claim.uid and {DECIDES})",
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
