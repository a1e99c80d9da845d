"""What follows from the log, made again and compared: listing, standings, sources, counts, the full-text index."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from itertools import zip_longest
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from secondsource.casefile.log.events import COLUMNS, Event
from secondsource.casefile.numbering import SHELF, within
from secondsource.casefile.state import listing, sources
from secondsource.casefile.state.standing import Standing, replay
from secondsource.casefile.verify.fault import STEP, Fault, Tell
from secondsource.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(connection: sqlite3.Connection, tell: Tell) -> Iterator[Fault]:
    """Yield everything that is kept beside the log and is not what the log amounts to."""
    yield from _articles(connection, tell)
    yield from _sources(connection, tell)
    yield from _counts(connection)
    yield from _index(connection, tell)


def _articles(connection: sqlite3.Connection, tell: Tell) -> Iterator[Fault]:
    (total,) = connection.execute("select count(*) from article").fetchone()
    related = _versions(connection)
    for done, (number,) in enumerate(connection.execute("select id from article order by id"), start=1):
        family = related.get(number, [number])
        if number == family[0]:
            yield from _family(connection, family)
        if done % (STEP // 10) == 0 or done == total:
            tell("standings", done, total)
    for (claim,) in connection.execute(
        "select id from claim where not exists (select 1 from standing where standing.claim = claim.id)"
    ):
        yield Fault(f"claim number {claim}", "its standing was taken out")


def _versions(connection: sqlite3.Connection) -> dict[int, list[int]]:
    """Return for each article that has other versions the numbers of all of them, as the log tells."""
    group: dict[int, set[int]] = {}
    for newer, older in connection.execute(
        "select newer.id, older.id from event join article as newer on newer.sha256 = event.subject "
        "join article as older on older.sha256 = json_extract(event.payload, '$.replaces') "
        "where event.kind = 'article'"
    ):
        united = group.get(newer, {newer}) | group.get(older, {older})
        group.update(dict.fromkeys(united, united))
    return {number: sorted(united) for number, united in group.items()}


def _family(connection: sqlite3.Connection, family: list[int]) -> Iterator[Fault]:
    current = 0
    firsts: dict[int, Event] = {}
    for number in family:
        (sha256,) = connection.execute("select sha256 from article where id = ?", (number,)).fetchone()
        events = listing.article_events(connection, sha256)
        if not events:
            return  # said already, where the articles were checked
        firsts[number] = events[0]
        if not current or events[0].uid > firsts[current].uid:
            current = number
    for number, first in firsts.items():
        yield from _described(connection, number, first, None if number == current else current)
    places = listing.places(connection, family, current)
    yield from _standings(connection, family, places)


def _described(connection: sqlite3.Connection, number: int, first: Event, newer: int | None) -> Iterator[Fault]:
    expected = {**listing.described(first), "newer": newer}
    row = connection.execute(f"select {', '.join(expected)} from article where id = ?", (number,)).fetchone()
    for (column, value), found in zip(expected.items(), row, strict=True):
        if value != found:
            yield Fault(f"article {expected['name']}", f"its {column} is not what the log says")
    chosen = connection.execute("select digest from extraction where article = ? and chosen", (number,)).fetchall()
    if chosen != [(first.values["digest"],)]:
        yield Fault(f"article {expected['name']}", "the extraction whose claims are listed is not the one the log says")


_STANDINGS = (
    "select claim, listed, counts_at, orphan, verdict, rationale, reviewer, decided_at, signed_by, conflict, evidence, "
    "despite from standing where claim >= ? and claim < ?"
)


def _standings(connection: sqlite3.Connection, family: list[int], places: dict[int, listing.Place]) -> Iterator[Fault]:
    events: defaultdict[int, list[Event]] = defaultdict(list)
    uids: dict[int, str] = {}
    kept: dict[int, tuple[Any, ...]] = {}
    for article in family:
        uids.update(connection.execute("select id, uid from claim where id >= ? and id < ?", within(article)))
        kept.update((row[0], row[1:]) for row in connection.execute(_STANDINGS, within(article)))
    targets: defaultdict[str, set[int]] = defaultdict(set)
    for number, uid in uids.items():
        counts_at = places[number].counts_at
        targets[uid].add(number if counts_at is None else counts_at)
    for article in family:
        for row in connection.execute(
            f"select {COLUMNS} from event where subject in (select uid from claim where id >= ? and id < ?) "
            "order by uid",
            within(article),
        ):
            event = Event(*row)
            for target in targets[event.subject]:
                events[target].append(event)
    for number, uid in uids.items():
        row = kept.get(number)
        if row is None:
            continue
        place, found = row[:3], Standing(Verdict(row[3]) if row[3] else None, *row[4:])
        if listing.Place(bool(place[0]), place[1], bool(place[2])) != places[number]:
            yield Fault(f"claim {uid}", "whether it is listed, and where, is not what the log amounts to")
        counts_at = places[number].counts_at
        expected = replay(sorted(events[number], key=lambda event: event.uid)) if counts_at is None else Standing()
        for column in Standing.__dataclass_fields__:
            if getattr(found, column) != getattr(expected, column):
                yield Fault(f"claim {uid}", f"its {column} is not what the log amounts to")


def _sources(connection: sqlite3.Connection, tell: Tell) -> Iterator[Fault]:
    edits = sources.source_edits(connection)
    renamed, joined_to = sources.renames(edits), sources.joins(edits)
    (total,) = connection.execute("select count(*) from claim").fetchone()
    for done, (_, uid, own, kept) in enumerate(sources.gather(connection), start=1):
        if kept != (joined_to.get(own, own) if own else None):
            yield Fault(f"claim {uid}", "its source is not the one that the article and the log name")
        if done % STEP == 0 or done == total:
            tell("sources", done, total)
    for key, edited, joined, *row in connection.execute(_COMPARED):
        expected = list(renamed.get(key, (*row[5:], None)))
        if row[5] is None:
            yield Fault(f"source {row[0]}", "no claim names it: it was put in, or its key was changed")
        elif row[:5] != expected or bool(edited) != (key in renamed):
            yield Fault(
                f"source {expected[0]}", "its name, type, role, affiliation or terms are not what articles and log say"
            )
        if joined != joined_to.get(key):
            yield Fault(f"source {row[0]}", "it is not joined to others as the log says")
    for (key,) in connection.execute("select key from temp.given_source where key not in (select key from source)"):
        yield Fault(f"source {key!r}", "was taken out")
    connection.execute("drop table temp.given_source")
    if connection.execute("select count(*) <> coalesce(max(id), 0) from source").fetchone()[0]:
        yield Fault("table source", "the sources are not numbered one after another: one was taken out or renumbered")


_COMPARED = (
    "select source.key, source.edited, target.key, source.name, source.type, source.role, source.affiliation, "
    "source.terms, given.name, given.type, given.role, given.affiliation from source "
    "left join temp.given_source as given on given.key = source.key "
    "left join source as target on target.id = source.joined"
)


def _counts(connection: sqlite3.Connection) -> Iterator[Fault]:
    expected = dict.fromkeys(("open", *Verdict), 0)
    expected.update(
        connection.execute("select coalesce(verdict, 'open'), count(*) from standing where listed group by 1")
    )
    (expected["conflict"],) = connection.execute(
        "select count(*) from standing where listed and conflict is not null"
    ).fetchone()
    if dict(connection.execute("select verdict, claims from tally")) != expected:
        yield Fault("table tally", "the kept counts by verdict are not those of the claims")
    shelves = connection.execute(f"select claim >> {SHELF}, count(*) from standing where listed group by 1 order by 1")
    kept = connection.execute("select id, claims from shelf where claims > 0 order by id")
    if any(one != other for one, other in zip_longest(shelves, kept)):
        yield Fault("table shelf", "the kept counts by article are not those of the claims")


def _index(connection: sqlite3.Connection, tell: Tell) -> Iterator[Fault]:
    """Build the full-text index anew beside the kept one, and compare them word for word."""
    (total,) = connection.execute("select count(*) from claim").fetchone()
    (made,) = connection.execute("select sql from sqlite_master where name = 'claim_fts'").fetchone() or ("",)
    tell("words", 0, total)
    try:
        whole = _is_sound(connection, made) and _has_the_words(connection, made)
    except sqlite3.DatabaseError:
        whole = False
    tell("words", total, total)
    if not whole:
        yield Fault("table claim_fts", "the full-text index is not that of the claims")


def _has_the_words(connection: sqlite3.Connection, made: str) -> bool:
    for name in ("expected_fts", "expected_words", "kept_words"):
        connection.execute(f"drop table if exists temp.{name}")
    connection.execute(made.replace("claim_fts", "temp.expected_fts", 1))
    connection.execute(
        "insert into temp.expected_fts (rowid, text, source) select id, text, source_name from claim order by id"
    )
    connection.execute("create virtual table temp.expected_words using fts5vocab(temp, expected_fts, instance)")
    connection.execute("create virtual table temp.kept_words using fts5vocab(main, claim_fts, instance)")
    pairs = [("select block from {}_data where id = 1", ("temp.expected_fts", "claim_fts"))]  # how long all texts are
    pairs += [("select id, sz from {}_docsize order by id", ("temp.expected_fts", "claim_fts"))]
    pairs += [("select term, doc, col, offset from temp.{}", ("expected_words", "kept_words"))]
    return all(
        one == other
        for sql, names in pairs
        for one, other in zip_longest(*(connection.execute(sql.format(name)) for name in names))
    )


_SHADOWS = (
    ("claim_fts_data", "?, ?"),
    ("claim_fts_idx", "?, ?, ?"),
    ("claim_fts_docsize", "?, ?"),
    ("claim_fts_config", "?, ?"),
)


def _is_sound(connection: sqlite3.Connection, made: str) -> bool:
    """Tell whether the index fits together, by SQLite's own check, which needs a copy that it may lock."""
    segments = connection.execute("select distinct id >> 37 from claim_fts_data where id > 10 order by 1").fetchall()
    if connection.execute("select distinct segid from claim_fts_idx order by 1").fetchall() != segments:
        return False
    with TemporaryDirectory(prefix="secondsource-") as folder:
        path = f"{folder}/words.db"
        with closing(sqlite3.connect(path)) as copy:
            copy.execute("pragma synchronous = off")
            copy.execute(made)
            for table, marks in (
                ("claim_fts_data", "?, ?"),
                ("claim_fts_idx", "?, ?, ?"),
                ("claim_fts_config", "?, ?"),
            ):
                copy.execute(f"delete from {table}")
                copy.executemany(f"insert into {table} values ({marks})", connection.execute(f"select * from {table}"))
            copy.commit()
        with closing(sqlite3.connect(path)) as copy:  # anew: a connection keeps in mind what it wrote
            copy.execute("insert into claim_fts (claim_fts, rank) values ('integrity-check', 0)")
    return True
