"""Version 1 of the tables."""

from __future__ import annotations

STATEMENTS = (
    """
    create table meta (
        key text primary key,
        value text not null
    ) strict
    """,
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
        engine text not null,
        engine_version text not null,
        added_at text not null
    ) strict
    """,
    # Named people, bodies and outlets are one over all articles, the rest within their article; the key says so.
    """
    create table source (
        id integer primary key,
        key text not null unique,
        name text not null,
        type text not null check (type in ('named', 'unnamed', 'institution', 'document', 'outlet')),
        role text,
        affiliation text
    ) strict
    """,
    # Ids count 1, 2, 3 without a gap in reading order: the desk's unfiltered list stands on that.
    """
    create table claim (
        id integer primary key,
        uid text not null unique,
        article integer not null references article (id),
        source integer references source (id),
        kind text not null check (kind in ('direct', 'indirect', 'mixed', 'narrator')),
        source_text text,
        cue_text text,
        channel text,
        text text not null,
        "start" integer not null,
        "end" integer not null check ("end" > "start"),
        speech integer not null check (speech in (0, 1)),
        confidence real,
        reason text
    ) strict
    """,
    "create index claim_by_article on claim (article, id)",
    "create index claim_by_source on claim (source, id)",
    """
    create table span (
        claim integer not null references claim (id),
        role text not null check (role in ('source', 'cue', 'content')),
        "start" integer not null,
        "end" integer not null check ("end" > "start"),
        primary key (claim, role, "start")
    ) strict, without rowid
    """,
    # The log of what people decided: only ever appended to.
    """
    create table event (
        seq integer primary key,
        uid text not null unique,
        replica text not null,
        kind text not null check (kind in ('verdict', 'rationale', 'undo', 'redo')),
        claim text not null references claim (uid),
        payload text not null,
        actor text not null,
        at text not null,
        previous text not null,
        hash text not null unique
    ) strict
    """,
    "create index event_by_claim on event (claim, seq)",
    "create index event_by_actor on event (actor, seq)",
    # Where each claim stands: what the log amounts to, kept so that nobody has to replay it to read it.
    """
    create table standing (
        claim integer primary key references claim (id),
        verdict text check (verdict in ('corroborated', 'disputed', 'unverified')),
        rationale text,
        reviewer text,
        decided_at text
    ) strict
    """,
    "create index standing_by_verdict on standing (verdict, claim)",
    """
    create table tally (
        verdict text primary key,
        claims integer not null
    ) strict
    """,
    "insert into tally values ('open', 0), ('corroborated', 0), ('disputed', 0), ('unverified', 0)",
    # Filled beside the claims, not by a trigger: with trusted_schema off, which guards against a case file that
    # somebody prepared, SQLite lets no trigger write to a virtual table.
    """
    create virtual table claim_fts using fts5 (
        text, source, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
    )
    """,
    """
    create trigger claim_added after insert on claim begin
        insert into standing (claim) values (new.id);
    end
    """,
    """
    create trigger claim_kept before delete on claim begin
        select raise(abort, 'a claim is never deleted');
    end
    """,
    """
    create trigger claim_unchanged before update on claim begin
        select raise(abort, 'a claim is never changed');
    end
    """,
    """
    create trigger event_kept before delete on event begin
        select raise(abort, 'an event is never deleted');
    end
    """,
    """
    create trigger event_unchanged before update on event begin
        select raise(abort, 'an event is never changed');
    end
    """,
    """
    create trigger standing_added after insert on standing begin
        update tally set claims = claims + 1 where verdict = coalesce(new.verdict, 'open');
    end
    """,
    """
    create trigger standing_changed after update of verdict on standing begin
        update tally set claims = claims - 1 where verdict = coalesce(old.verdict, 'open');
        update tally set claims = claims + 1 where verdict = coalesce(new.verdict, 'open');
    end
    """,
    """
    create view v_claims as
        select claim.uid as claim, article.name as article, article.outlet, article.published, article.url,
            source.name as source, claim.source_text, source.affiliation, claim.channel, claim.kind, claim.text,
            claim."start", claim."end", standing.verdict, standing.rationale, standing.reviewer,
            standing.decided_at
        from claim
        join article on article.id = claim.article
        join standing on standing.claim = claim.id
        left join source on source.id = claim.source
    """,
)
