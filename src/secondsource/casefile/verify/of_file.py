"""The file itself: its pages, its references, its tables and guards."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from secondsource.casefile.verify.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 20  # complaints of SQLite that are passed on


def check(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Yield what SQLite finds wrong with the file, and where its tables are not those of a case."""
    for (complaint,) in connection.execute(f"pragma integrity_check ({_MOST})"):
        if complaint != "ok":
            yield Fault("the file", f"is damaged: {complaint}; go back to your last copy", fatal=True)
    for table, row, parent, _ in connection.execute("pragma foreign_key_check"):
        yield Fault(f"table {table}", f"row {row} refers to something in {parent} that is not there")
    yield from _schema(connection)


def _schema(connection: sqlite3.Connection) -> Iterator[Fault]:
    import sqlite_utils

    from secondsource.casefile.schema import migrations

    with closing(sqlite3.connect(":memory:")) as fresh:
        migrations.apply(sqlite_utils.Database(fresh, execute_plugins=False, strict=True))
        expected = _parts(fresh)
    found = _parts(connection)
    for name in sorted(expected.keys() | found.keys()):
        if name not in found:
            yield Fault(f"the {name}", "was taken out of the case")
        elif name not in expected:
            yield Fault(f"the {name}", "does not belong to a case")
        elif expected[name] != found[name]:
            yield Fault(f"the {name}", "was changed")


def _parts(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute("select type, name, sql from sqlite_master where sql is not null")
    return {f"{kind} {name}": sql for kind, name, sql in rows}
