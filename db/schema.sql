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
    added_at text not null,
    event text not null,
    newer integer references article (id)
, author text) strict;

CREATE INDEX article_by_name on article (name);

CREATE INDEX article_by_url on article (url) where url is not null;

CREATE INDEX article_by_newer on article (newer) where newer is not null;

CREATE TABLE extraction (
    id integer primary key,
    article integer not null references article (id),
    engine text not null,
    engine_version text not null,
    coverage text,
    digest text not null unique check (length(digest) = 64),
    chosen integer not null check (chosen in (0, 1))
) strict;

CREATE INDEX extraction_by_article on extraction (article);

CREATE TABLE claim (
    id integer primary key,
    uid text not null,
    article integer not null references article (id),
    extraction integer not null references extraction (id),
    kind text not null check (kind = 'direct' or kind = 'indirect' or kind = 'mixed' or kind = 'narrator'),
    source_text text,
    cue_text text,
    channel text,
    text text not null,
    "start" integer not null,
    "end" integer not null check ("end" > "start"),
    speech integer not null check (speech in (0, 1)),
    confidence real,
    reason text,
    nature text check (nature = 'fact' or nature = 'opinion' or nature = 'prediction' or nature = 'question' or nature = 'demand'),
    nature_reason text,
    source_name text,
    source_type text check (source_type = 'named' or source_type = 'unnamed' or source_type = 'institution' or source_type = 'document' or source_type = 'outlet'),
    source_role text,
    source_affiliation text
) strict;

CREATE UNIQUE INDEX claim_by_uid on claim (uid, extraction);

CREATE TABLE span (
    claim integer not null references claim (id),
    role text not null check (role = 'source' or role = 'cue' or role = 'content'),
    "start" integer not null,
    "end" integer not null check ("end" > "start"),
    primary key (claim, role, "start")
) strict, without rowid;

CREATE TABLE copy (
    sha256 text primary key check (length(sha256) = 64),
    bytes blob not null
) strict;

CREATE TABLE event (
    uid text primary key check (length(uid) = 36),
    replica text not null,
    kind text not null check (
        kind = 'case' or kind = 'article' or kind = 'verdict' or kind = 'rationale' or kind = 'note' or kind = 'evidence'
        or kind = 'signoff' or kind = 'revision' or kind = 'source' or kind = 'undo' or kind = 'redo' or kind = 'merge'
    ),
    subject text not null,
    payload text not null,
    actor text not null,
    at text not null,
    previous text not null,
    hash text not null unique check (length(hash) = 64)
) strict;

CREATE INDEX event_by_subject on event (subject, uid);

CREATE INDEX event_by_actor on event (actor, uid);

CREATE TABLE source (
    id integer primary key,
    key text not null unique,
    name text not null,
    type text not null check (type = 'named' or type = 'unnamed' or type = 'institution' or type = 'document' or type = 'outlet'),
    role text,
    affiliation text,
    edited integer not null check (edited in (0, 1)),
    joined integer references source (id)
, terms text check (terms = 'on the record' or terms = 'on background' or terms = 'off the record')) strict;

CREATE TABLE standing (
    claim integer primary key references claim (id),
    listed integer not null check (listed in (0, 1)),
    counts_at integer references claim (id),
    orphan integer not null check (orphan in (0, 1)),
    source integer references source (id),
    verdict text check (verdict = 'corroborated' or verdict = 'disputed' or verdict = 'unverified'),
    rationale text,
    reviewer text,
    decided_at text,
    signed_by text,
    conflict text,
    evidence text
, despite text) strict;

CREATE INDEX standing_by_verdict on standing (verdict, claim) where listed;

CREATE INDEX standing_by_source on standing (source, listed, claim) where source is not null;

CREATE INDEX standing_by_target on standing (counts_at) where counts_at is not null;

CREATE INDEX standing_in_conflict on standing (claim) where conflict is not null;

CREATE TABLE tally (
    verdict text primary key check (verdict in ('open', 'corroborated', 'disputed', 'unverified', 'conflict')),
    claims integer not null
) strict;

CREATE TABLE shelf (
    id integer primary key,
    claims integer not null
) strict;

CREATE VIRTUAL TABLE claim_fts using fts5 (
    text, source, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TRIGGER article_deleted before delete on article begin
    select raise(abort, 'an article is never deleted');
end;

CREATE TRIGGER article_changed before update of sha256, text on article begin
    select raise(abort, 'an article is never changed');
end;

CREATE TRIGGER extraction_deleted before delete on extraction begin
    select raise(abort, 'an extraction is never deleted');
end;

CREATE TRIGGER extraction_changed before update of article, engine, engine_version, coverage, digest on extraction begin
    select raise(abort, 'an extraction is never changed');
end;

CREATE TRIGGER claim_deleted before delete on claim begin
    select raise(abort, 'a claim is never deleted');
end;

CREATE TRIGGER claim_changed before update on claim begin
    select raise(abort, 'a claim is never changed');
end;

CREATE TRIGGER span_deleted before delete on span begin
    select raise(abort, 'a span is never deleted');
end;

CREATE TRIGGER span_changed before update on span begin
    select raise(abort, 'a span is never changed');
end;

CREATE TRIGGER copy_deleted before delete on copy begin
    select raise(abort, 'a copy is never deleted');
end;

CREATE TRIGGER copy_changed before update on copy begin
    select raise(abort, 'a copy is never changed');
end;

CREATE TRIGGER event_deleted before delete on event begin
    select raise(abort, 'an event is never deleted');
end;

CREATE TRIGGER event_changed before update on event begin
    select raise(abort, 'an event is never changed');
end;

CREATE TRIGGER standing_added after insert on standing when new.listed begin
    insert into shelf values (new.claim >> 38, 1) on conflict (id) do update set claims = claims + 1;
    update tally set claims = claims + 1 where verdict = coalesce(new.verdict, 'open');
    update tally set claims = claims + 1 where verdict = 'conflict' and new.conflict is not null;
end;

CREATE TRIGGER standing_listed after update of listed on standing when new.listed <> old.listed begin
    insert into shelf values (new.claim >> 38, new.listed)
        on conflict (id) do update set claims = claims + new.listed - old.listed;
end;

CREATE TRIGGER standing_counted after update of verdict, listed on standing
when new.listed <> old.listed or new.verdict is not old.verdict begin
    update tally set claims = claims - 1 where old.listed and verdict = coalesce(old.verdict, 'open');
    update tally set claims = claims + 1 where new.listed and verdict = coalesce(new.verdict, 'open');
end;

CREATE TRIGGER standing_conflict after update of conflict, listed on standing
when (old.listed and old.conflict is not null) <> (new.listed and new.conflict is not null) begin
    update tally set claims = claims + (new.listed and new.conflict is not null)
        - (old.listed and old.conflict is not null) where verdict = 'conflict';
end;

CREATE VIEW v_verdicts as
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
    where event.kind = 'verdict';

CREATE VIEW v_sources as
    select source.id, source.name, source.type, source.role, source.affiliation, source.terms,
        count(distinct claim.article) as articles, count(*) as claims,
        count(standing.verdict) as decided
    from source
    join standing on standing.source = source.id and standing.listed
    join claim on claim.id = standing.claim
    group by source.id;

CREATE TABLE examined (
    claim integer primary key references claim (id),
    rules text not null,
    inputs text not null check (length(inputs) = 64),
    marks integer not null,
    origins integer not null,
    digest text not null check (length(digest) = 64)
) strict;

CREATE TABLE finding (
    claim integer not null references claim (id),
    place integer not null,
    "check" text not null check ("check" = 'verbatim' or "check" = 'altered' or "check" = 'cut' or "check" = 'spliced' or "check" = 'paraphrase' or "check" = 'not found' or "check" = 'number' or "check" = 'time' or "check" = 'place' or "check" = 'name' or "check" = 'negation' or "check" = 'modality' or "check" = 'sources' or "check" = 'unclear' or "check" = 'single origin' or "check" = 'same statement' or "check" = 'related'),
    rule text not null,
    words text not null,
    other integer references claim (id),
    evidence text,
    own text not null,
    there text not null,
    likeness real,
    primary key (claim, place)
) strict, without rowid;

CREATE INDEX examined_with_marks on examined (marks, claim) where marks <> 0;

CREATE INDEX finding_about on finding (other) where other is not null;

CREATE INDEX standing_with_evidence on standing (source) where evidence is not null;

CREATE TRIGGER standing_examined after update of source, listed, evidence on standing
when new.source is not old.source or new.listed <> old.listed or new.evidence is not old.evidence begin
    delete from examined where claim in (
        select new.claim
        union select other from finding where other is not null and finding.claim in (select new.claim)
        union select finding.claim from finding where other in (select new.claim)
    );
    delete from examined
        where instr(coalesce(old.evidence, '') || coalesce(new.evidence, ''), ' (primary source): ')
        and claim in (select claim from standing where source in (old.source, new.source));
end;

CREATE TRIGGER evidence_examined after insert on event
when new.kind = 'evidence' or (new.kind in ('undo', 'redo') and exists (
    select 1 from event where subject = new.subject and kind = 'evidence' and instr(new.payload, uid)
)) begin
    delete from examined where claim in (
        select there.claim from claim
        join standing as here on here.claim = claim.id
        join standing as its on its.claim = coalesce(here.counts_at, claim.id)
        join standing as there on there.claim = its.claim or (there.source = its.source and exists (
            select 1 from event where subject = new.subject and kind = 'evidence'
                and instr(payload, '"primary":true')
        ))
        where claim.uid = new.subject
    );
end;

CREATE TRIGGER source_examined after update of name, type, role, affiliation, joined on source
when new.name <> old.name or new.type <> old.type or new.role is not old.role
    or new.affiliation is not old.affiliation or new.joined is not old.joined begin
    delete from examined where claim in (
        select claim from standing where source = new.id
        union select other from finding where other is not null and finding.claim in (select claim from standing where source = new.id)
        union select finding.claim from finding where other in (select claim from standing where source = new.id)
    );
end;

CREATE TRIGGER article_examined after update of outlet, title, published on article
when new.outlet is not old.outlet or new.title is not old.title or new.published is not old.published begin
    delete from examined where claim in (
        select claim from standing where claim >= new.id << 32 and claim < (new.id + 1) << 32
        union select other from finding where other is not null and finding.claim in (select claim from standing where claim >= new.id << 32 and claim < (new.id + 1) << 32)
        union select finding.claim from finding where other in (select claim from standing where claim >= new.id << 32 and claim < (new.id + 1) << 32)
    );
end;

CREATE TRIGGER examined_deleted after delete on examined begin
    delete from finding where claim = old.claim;
end;

CREATE VIEW v_claims as
    select claim.uid as claim, article.name as article, article.outlet, article.published, article.url,
        source.name as source, claim.source_text, source.affiliation, claim.channel, claim.kind, claim.text,
        claim."start", claim."end", standing.verdict, standing.rationale, standing.reviewer,
        standing.decided_at, standing.signed_by, standing.conflict, standing.despite, standing.evidence,
        examined.origins
    from claim
    join standing on standing.claim = claim.id
    join article on article.id = claim.article
    left join source on source.id = standing.source
    left join examined on examined.claim = claim.id
    where standing.listed;

CREATE VIEW v_findings as
    select claim.uid as claim, finding."check", finding.rule, finding.words, other.uid as other,
        finding.evidence, finding.likeness, examined.rules, examined.inputs
    from finding
    join examined on examined.claim = finding.claim
    join claim on claim.id = finding.claim
    left join claim as other on other.id = finding.other;
