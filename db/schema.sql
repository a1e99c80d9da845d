CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
) STRICT;

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE TABLE meta (
    key text primary key,
    value text not null
) strict;

CREATE TABLE article (
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
, coverage text) strict;

CREATE TABLE source (
    id integer primary key,
    key text not null unique,
    name text not null,
    type text not null check (type in ('named', 'unnamed', 'institution', 'document', 'outlet')),
    role text,
    affiliation text
) strict;

CREATE TABLE claim (
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
, nature text check (nature in ('fact', 'opinion', 'prediction', 'question', 'demand')), nature_reason text) strict;

CREATE INDEX claim_by_article on claim (article, id);

CREATE INDEX claim_by_source on claim (source, id);

CREATE TABLE span (
    claim integer not null references claim (id),
    role text not null check (role in ('source', 'cue', 'content')),
    "start" integer not null,
    "end" integer not null check ("end" > "start"),
    primary key (claim, role, "start")
) strict, without rowid;

CREATE TABLE event (
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
) strict;

CREATE INDEX event_by_claim on event (claim, seq);

CREATE INDEX event_by_actor on event (actor, seq);

CREATE TABLE standing (
    claim integer primary key references claim (id),
    verdict text check (verdict in ('corroborated', 'disputed', 'unverified')),
    rationale text,
    reviewer text,
    decided_at text
) strict;

CREATE INDEX standing_by_verdict on standing (verdict, claim);

CREATE TABLE tally (
    verdict text primary key,
    claims integer not null
) strict;

CREATE VIRTUAL TABLE claim_fts using fts5 (
    text, source, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TRIGGER claim_added after insert on claim begin
    insert into standing (claim) values (new.id);
end;

CREATE TRIGGER claim_kept before delete on claim begin
    select raise(abort, 'a claim is never deleted');
end;

CREATE TRIGGER claim_unchanged before update on claim begin
    select raise(abort, 'a claim is never changed');
end;

CREATE TRIGGER event_kept before delete on event begin
    select raise(abort, 'an event is never deleted');
end;

CREATE TRIGGER event_unchanged before update on event begin
    select raise(abort, 'an event is never changed');
end;

CREATE TRIGGER standing_added after insert on standing begin
    update tally set claims = claims + 1 where verdict = coalesce(new.verdict, 'open');
end;

CREATE TRIGGER standing_changed after update of verdict on standing begin
    update tally set claims = claims - 1 where verdict = coalesce(old.verdict, 'open');
    update tally set claims = claims + 1 where verdict = coalesce(new.verdict, 'open');
end;

CREATE VIEW v_claims as
    select claim.uid as claim, article.name as article, article.outlet, article.published, article.url,
        source.name as source, claim.source_text, source.affiliation, claim.channel, claim.kind, claim.text,
        claim."start", claim."end", standing.verdict, standing.rationale, standing.reviewer,
        standing.decided_at
    from claim
    join article on article.id = claim.article
    join standing on standing.claim = claim.id
    left join source on source.id = claim.source;
