"""Version 4: on what terms a source speaks, which a reviewer says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

STATEMENTS = (
    "alter table source add column terms text "
    "check (terms = 'on the record' or terms = 'on background' or terms = 'off the record')",
    "drop view v_sources",
    """
    create view v_sources as
        select source.id, source.name, source.type, source.role, source.affiliation, source.terms,
            count(distinct claim.article) as articles, count(*) as claims,
            count(standing.verdict) as decided
        from source
        join standing on standing.source = source.id and standing.listed
        join claim on claim.id = standing.claim
        group by source.id
    """,
)


def relist(connection: sqlite3.Connection) -> None:
    """List anew the few articles with three extractions, or three versions, and more.

    Decisions on the third extraction could count at the second, and decisions on the first version beside the third's.
    """
    from secondsource.casefile.state import listing

    several = connection.execute(
        "select sha256 from article where id in (select article from extraction group by article having count(*) > 2) "
        "or id in (select newer from article where newer is not null group by newer having count(*) > 1)"
    )
    listing.relist(connection, *[sha256 for (sha256,) in several])
