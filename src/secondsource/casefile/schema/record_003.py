"""Version 3: the log is the record of everything, and what it amounts to can be made again from it.

Every article and every claim is sealed by an event; a claim's number is its place in reading order; several
extractions of an article and several versions of it can stand side by side.
"""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_OLD = (
    "drop view v_claims",
    *(f"drop trigger {name}" for name in ("claim_added", "claim_kept", "claim_unchanged", "event_kept")),
    *(f"drop trigger {name}" for name in ("event_unchanged", "standing_added", "standing_changed")),
    *(f"drop index {name}" for name in ("claim_by_article", "claim_by_source", "event_by_claim", "event_by_actor")),
    "drop index standing_by_verdict",
    *(f"alter table {name} rename to old_{name}" for name in ("article", "source", "claim", "span", "event")),
    "drop table standing",
    "drop table tally",
    "drop table claim_fts",
    "delete from meta",
)


def _one_of(column: str, *values: str) -> str:
    # For IN with more than two values SQLite builds a table at every row: that was half the cost of storing a claim.
    return " or ".join(f"{column} = '{value}'" for value in values)


_TABLES = (
    # The newest version of a text has no "newer"; the others name it. "event" is the event that first brought it.
    """
    create table article (
        id integer primary key,
        sha256 text not null unique check (length(sha256) = 64),
        name text not null,
        outlet text,
        title text,
        published text,
        url text,
        text text not null,
        added_at text not null,
        event text not null,
        newer integer references article (id)
    ) strict
    """,
    "create index article_by_name on article (name)",
    "create index article_by_url on article (url) where url is not null",
    "create index article_by_newer on article (newer) where newer is not null",
    # One taking-apart of an article, by an engine or by hand. The claims of the chosen ones are listed.
    """
    create table extraction (
        id integer primary key,
        article integer not null references article (id),
        engine text not null,
        engine_version text not null,
        coverage text,
        digest text not null unique check (length(digest) = 64),
        chosen integer not null check (chosen in (0, 1))
    ) strict
    """,
    "create index extraction_by_article on extraction (article)",
    # All that an extraction says of a claim. The id is the place in reading order: article, start, and a few to spare.
    f"""
    create table claim (
        id integer primary key,
        uid text not null,
        article integer not null references article (id),
        extraction integer not null references extraction (id),
        kind text not null check ({_one_of("kind", "direct", "indirect", "mixed", "narrator")}),
        source_text text,
        cue_text text,
        channel text,
        text text not null,
        "start" integer not null,
        "end" integer not null check ("end" > "start"),
        speech integer not null check (speech in (0, 1)),
        confidence real,
        reason text,
        nature text check ({_one_of("nature", "fact", "opinion", "prediction", "question", "demand")}),
        nature_reason text,
        source_name text,
        source_type text check ({_one_of("source_type", "named", "unnamed", "institution", "document", "outlet")}),
        source_role text,
        source_affiliation text
    ) strict
    """,
    "create unique index claim_by_uid on claim (uid, extraction)",
    f"""
    create table span (
        claim integer not null references claim (id),
        role text not null check ({_one_of("role", "source", "cue", "content")}),
        "start" integer not null,
        "end" integer not null check ("end" > "start"),
        primary key (claim, role, "start")
    ) strict, without rowid
    """,
    # A kept copy of a piece of evidence; where it came from and what it shows is in the event that attached it.
    """
    create table copy (
        sha256 text primary key check (length(sha256) = 64),
        bytes blob not null
    ) strict
    """,
    # The log of what people did: only ever appended to. "subject" is a claim's uid, an article's sha256 or
    # 'sources'. In the order of their uids, events come after all that their makers had seen.
    f"""
    create table event (
        uid text primary key check (length(uid) = 36),
        replica text not null,
        kind text not null check (
            {_one_of("kind", "case", "article", "verdict", "rationale", "note", "evidence")}
            or {_one_of("kind", "signoff", "revision", "source", "undo", "redo", "merge")}
        ),
        subject text not null,
        payload text not null,
        actor text not null,
        at text not null,
        previous text not null,
        hash text not null unique check (length(hash) = 64)
    ) strict
    """,
    "create index event_by_subject on event (subject, uid)",
    "create index event_by_actor on event (actor, uid)",
)

_STATE = (
    # From here on: what the log amounts to, kept so that nobody has to replay it to read it.
    f"""
    create table source (
        id integer primary key,
        key text not null unique,
        name text not null,
        type text not null check ({_one_of("type", "named", "unnamed", "institution", "document", "outlet")}),
        role text,
        affiliation text,
        edited integer not null check (edited in (0, 1)),
        joined integer references source (id)
    ) strict
    """,
    # "counts_at" names the claim at which the decisions on this one count, where that is another one.
    f"""
    create table standing (
        claim integer primary key references claim (id),
        listed integer not null check (listed in (0, 1)),
        counts_at integer references claim (id),
        orphan integer not null check (orphan in (0, 1)),
        source integer references source (id),
        verdict text check ({_one_of("verdict", "corroborated", "disputed", "unverified")}),
        rationale text,
        reviewer text,
        decided_at text,
        signed_by text,
        conflict text,
        evidence text
    ) strict
    """,
    "create index standing_by_verdict on standing (verdict, claim) where listed",
    "create index standing_by_source on standing (source, listed, claim) where source is not null",
    "create index standing_by_target on standing (counts_at) where counts_at is not null",
    "create index standing_in_conflict on standing (claim) where conflict is not null",
    """
    create table tally (
        verdict text primary key check (verdict in ('open', 'corroborated', 'disputed', 'unverified', 'conflict')),
        claims integer not null
    ) strict
    """,
    "insert into tally values ('open', 0), ('corroborated', 0), ('disputed', 0), ('unverified', 0), ('conflict', 0)",
    # How many claims each 64 articles list, so that a place in the list is found without counting from its start.
    """
    create table shelf (
        id integer primary key,
        claims integer not null
    ) strict
    """,
    # Filled beside the claims, not by a trigger: with trusted_schema off, which guards against a case file that
    # somebody prepared, SQLite lets no trigger write to a virtual table.
    """
    create virtual table claim_fts using fts5 (
        text, source, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
    )
    """,
)

_GUARDS = tuple(
    f"""
    create trigger {table}_{word} before {deed} on {table} begin
        select raise(abort, '{name} is never {word}');
    end
    """
    for table, name, columns in (
        ("article", "an article", "sha256, text"),
        ("extraction", "an extraction", "article, engine, engine_version, coverage, digest"),
        ("claim", "a claim", ""),
        ("span", "a span", ""),
        ("copy", "a copy", ""),
        ("event", "an event", ""),
    )
    for word, deed in (("deleted", "delete"), ("changed", f"update of {columns}" if columns else "update"))
)

_COUNTING = (
    """
    create trigger standing_added after insert on standing when new.listed begin
        insert into shelf values (new.claim >> 38, 1) on conflict (id) do update set claims = claims + 1;
        update tally set claims = claims + 1 where verdict = coalesce(new.verdict, 'open');
        update tally set claims = claims + 1 where verdict = 'conflict' and new.conflict is not null;
    end
    """,
    """
    create trigger standing_listed after update of listed on standing when new.listed <> old.listed begin
        insert into shelf values (new.claim >> 38, new.listed)
            on conflict (id) do update set claims = claims + new.listed - old.listed;
    end
    """,
    """
    create trigger standing_counted after update of verdict, listed on standing
    when new.listed <> old.listed or new.verdict is not old.verdict begin
        update tally set claims = claims - 1 where old.listed and verdict = coalesce(old.verdict, 'open');
        update tally set claims = claims + 1 where new.listed and verdict = coalesce(new.verdict, 'open');
    end
    """,
    """
    create trigger standing_conflict after update of conflict, listed on standing
    when (old.listed and old.conflict is not null) <> (new.listed and new.conflict is not null) begin
        update tally set claims = claims + (new.listed and new.conflict is not null)
            - (old.listed and old.conflict is not null) where verdict = 'conflict';
    end
    """,
)

_VIEWS = (
    """
    create view v_claims as
        select claim.uid as claim, article.name as article, article.outlet, article.published, article.url,
            source.name as source, claim.source_text, source.affiliation, claim.channel, claim.kind, claim.text,
            claim."start", claim."end", standing.verdict, standing.rationale, standing.reviewer,
            standing.decided_at, standing.signed_by, standing.conflict, standing.evidence
        from claim
        join standing on standing.claim = claim.id
        join article on article.id = claim.article
        left join source on source.id = standing.source
        where standing.listed
    """,
    """
    create view v_verdicts as
        select event.at, event.actor as reviewer, event.subject as claim,
            json_extract(event.payload, '$.verdict') as verdict,
            json_extract(event.payload, '$.rationale') as rationale,
            coalesce((
                select later.kind = 'undo' from event as later
                where later.subject = event.subject and later.kind in ('undo', 'redo')
                    and json_extract(later.payload, '$.event') = event.uid
                order by later.uid desc limit 1
            ), 0) as undone,
            event.uid as event
        from event
        where event.kind = 'verdict'
    """,
    """
    create view v_sources as
        select source.id, source.name, source.type, source.role, source.affiliation,
            count(distinct claim.article) as articles, count(*) as claims,
            count(standing.verdict) as decided
        from source
        join standing on standing.source = source.id and standing.listed
        join claim on claim.id = standing.claim
        group by source.id
    """,
)

_DONE = tuple(f"drop table old_{name}" for name in ("span", "claim", "event", "source", "article"))

BEFORE = (*_OLD, *_TABLES, *_STATE, *_GUARDS, *_COUNTING, *_VIEWS)
AFTER = _DONE


def move(connection: sqlite3.Connection) -> None:
    """Bring the articles, claims and decisions of version 2 over, each sealed anew with its own time and maker."""
    from secondsource.casefile.acts.decisions import decide
    from secondsource.casefile.log.events import append
    from secondsource.casefile.state.standing import stand_by, standing_for

    connection.execute("insert into meta values ('replica', ?)", (secrets.token_hex(8),))
    for row in connection.execute(_ARTICLES).fetchall():
        _move_article(connection, *row)
    uids: dict[str, str] = {}
    for uid, kind, claim, payload, actor, at in connection.execute(
        "select uid, kind, claim, payload, actor, at from old_event order by seq"
    ):
        values = json.loads(payload)
        if kind in {"undo", "redo"}:
            uids[uid] = append(connection, kind, claim, {"event": uids[values["event"]]}, actor, at).uid
            stand_by(connection, claim)
        else:
            ((number, _),) = standing_for(connection, claim)
            uids[uid] = decide(connection, number, kind, claim, actor, values, at).uid


_ARTICLES = (
    "select id, sha256, name, outlet, title, published, url, text, engine, engine_version, coverage, added_at "
    "from old_article order by id"
)
_CLAIMS = (
    "select old_claim.id, kind, channel, speech, confidence, reason, nature, nature_reason, old_source.name, "
    "old_source.type, old_source.role, old_source.affiliation from old_claim "
    "left join old_source on old_source.id = old_claim.source where article = ? order by old_claim.id"
)


def _move_article(
    connection: sqlite3.Connection,
    number: int,
    sha256: str,
    name: str,
    outlet: str | None,
    title: str | None,
    published: str | None,
    url: str | None,
    text: str,
    engine: str,
    version: str,
    coverage: str | None,
    added_at: str,
) -> None:
    from secondsource.casefile.described import Described, seal_claims
    from secondsource.casefile.log.events import append
    from secondsource.casefile.log.seal import text_digest
    from secondsource.casefile.prepared import told_of
    from secondsource.casefile.state.sources import source_of
    from secondsource.casefile.storing import storing
    from secondsource.model import Kind, Span

    found = []
    for claim, kind, channel, speech, confidence, reason, nature, nature_reason, *speaker in connection.execute(
        _CLAIMS, (number,)
    ):
        spans: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
        for role, start, end in connection.execute(
            'select role, "start", "end" from old_span where claim = ? order by "start"', (claim,)
        ):
            spans[role].append(Span(start, end))
        found.append(
            Described(
                tuple(spans["content"]),
                tuple(spans["source"]),
                tuple(spans["cue"]),
                Kind(kind),
                channel,
                bool(speech),
                confidence,
                reason,
                nature,
                nature_reason,
                source_of(tuple(speaker)) if speaker[0] else None,
            )
        )
    taken_apart = seal_claims(found, text, sha256, engine, version, coverage)
    payload = {
        "name": name, "outlet": outlet, "title": title, "published": published, "url": url,
        "text": text_digest(text), **told_of(taken_apart),
    }  # fmt: skip
    event = append(connection, "article", sha256, payload, "secondsource", added_at)
    connection.execute(
        "insert into article (id, sha256, name, outlet, title, published, url, text, added_at, event) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, sha256, name, outlet, title, published, url, text, event.at, event.uid),
    )
    with storing(connection) as store:
        store.put(number, taken_apart, chosen=True, listed=True)
