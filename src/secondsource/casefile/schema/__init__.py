"""The tables of a case, as migrations applied in order.

The whole schema as it stands is printed in ``db/schema.sql``; a test holds that page to a fresh case. A migration
that has been released is never edited: a change is a new migration.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from sqlite_utils.migrations import Migrations

from secondsource.casefile.schema import case_001, findings_005, nature_002, originals_006, record_003, terms_004

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from sqlite_utils import Database

migrations = Migrations("secondsource")


@migrations(name="001-case")
def _case(db: Database) -> None:
    _execute(db, case_001.STATEMENTS)


@migrations(name="002-nature")
def _nature(db: Database) -> None:
    _execute(db, nature_002.STATEMENTS)


@migrations(name="003-record")
def _record(db: Database) -> None:
    _execute(db, record_003.BEFORE)
    _add_columns(db)
    record_003.move(db.conn)
    _execute(db, record_003.AFTER)


@migrations(name="004-terms")
def _terms(db: Database) -> None:
    _execute(db, terms_004.STATEMENTS)
    _add_columns(db)
    terms_004.relist(db.conn)


@migrations(name="005-findings")
def _findings(db: Database) -> None:
    findings_005.add_column(db.conn)
    _execute(db, findings_005.STATEMENTS)


@migrations(name="006-originals")
def _originals(db: Database) -> None:
    originals_006.add_column(db.conn)


def _add_columns(db: Database) -> None:
    findings_005.add_column(db.conn)
    originals_006.add_column(db.conn)


def _execute(db: Database, statements: Iterable[str]) -> None:
    for statement in statements:
        db.execute(textwrap.dedent(statement).strip())


def printed(connection: Connection, schema: str = "main") -> str:
    """Return the schema of an open case as SQL that makes it again, in the order in which it was made."""
    statements = connection.execute(
        f"select sql from {schema}.sqlite_master where sql is not null and name not like 'sqlite_%' "
        "and name not like 'claim_fts_%' order by rowid"
    )
    return "".join(f"{sql};\n\n" for (sql,) in statements).rstrip() + "\n"
