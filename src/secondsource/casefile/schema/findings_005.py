"""Version 5: what the checks found, and the reason for which a warning was passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_CHECKS = (
    "verbatim", "altered", "cut", "spliced", "paraphrase", "not found", "number", "time", "place", "name", "negation",
    "modality", "sources", "unclear", "single origin", "same statement", "related",
)  # fmt: skip
_IS_CHECK = " or ".join(f"\"check\" = '{name}'" for name in _CHECKS)


def _afresh(claims: str) -> str:
    """Return SQL that has these claims examined afresh, and those beside them; it is a query that names them."""
    return f"""delete from examined where claim in (
            {claims}
            union select other from finding where other is not null and finding.claim in ({claims})
            union select finding.claim from finding where other in ({claims})
        )"""


STATEMENTS = (
    """
    create table examined (
        claim integer primary key references claim (id),
        rules text not null,
        inputs text not null check (length(inputs) = 64),
        marks integer not null,
        origins integer not null,
        digest text not null check (length(digest) = 64)
    ) strict
    """,
    f"""
    create table finding (
        claim integer not null references claim (id),
        place integer not null,
        "check" text not null check ({_IS_CHECK}),
        rule text not null,
        words text not null,
        other integer references claim (id),
        evidence text,
        own text not null,
        there text not null,
        likeness real,
        primary key (claim, place)
    ) strict, without rowid
    """,
    "create index examined_with_marks on examined (marks, claim) where marks <> 0",
    "create index finding_about on finding (other) where other is not null",
    "create index standing_with_evidence on standing (source) where evidence is not null",
    # A finding is worked out from what stands here: where that changes, those it touches are examined afresh. A primary
    # source bears on every claim of its claim's source.
    f"""
    create trigger standing_examined after update of source, listed, evidence on standing
    when new.source is not old.source or new.listed <> old.listed or new.evidence is not old.evidence begin
        {_afresh("select new.claim")};
        delete from examined
            where instr(coalesce(old.evidence, '') || coalesce(new.evidence, ''), ' (primary source): ')
            and claim in (select claim from standing where source in (old.source, new.source));
    end
    """,
    # What stands of a corrected piece reads the same, and is told by another event.
    """
    create trigger evidence_examined after insert on event
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
    end
    """,
    f"""
    create trigger source_examined after update of name, type, role, affiliation, joined on source
    when new.name <> old.name or new.type <> old.type or new.role is not old.role
        or new.affiliation is not old.affiliation or new.joined is not old.joined begin
        {_afresh("select claim from standing where source = new.id")};
    end
    """,
    f"""
    create trigger article_examined after update of outlet, title, published on article
    when new.outlet is not old.outlet or new.title is not old.title or new.published is not old.published begin
        {_afresh("select claim from standing where claim >= new.id << 32 and claim < (new.id + 1) << 32")};
    end
    """,
    """
    create trigger examined_deleted after delete on examined begin
        delete from finding where claim = old.claim;
    end
    """,
    "drop view v_claims",
    """
    create view v_claims as
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
        where standing.listed
    """,
    """
    create view v_findings as
        select claim.uid as claim, finding."check", finding.rule, finding.words, other.uid as other,
            finding.evidence, finding.likeness, examined.rules, examined.inputs
        from finding
        join examined on examined.claim = finding.claim
        join claim on claim.id = finding.claim
        left join claim as other on other.id = finding.other
    """,
)


def add_column(connection: sqlite3.Connection) -> None:
    """Add the column that every door to the table writes by now, the older migrations' too, where it is missing."""
    columns = {name for _, name, *_ in connection.execute("pragma table_info(standing)")}
    if "despite" not in columns:
        connection.execute("alter table standing add column despite text")
