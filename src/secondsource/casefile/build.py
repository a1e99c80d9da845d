"""What the SQLite that this Python was built with can do."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Build:
    """``missing`` names what a case can't be kept without; ``mended`` tells that the WAL-reset fault is not in it.

    That fault (https://sqlite.org/wal.html) can damage a file, rarely, where two processes reset its log at once; it
    is mended in 3.51.3, 3.50.7 and 3.44.6.
    """

    version: str
    missing: str | None
    mended: bool


def sqlite_build() -> Build:
    """Look at the SQLite in use."""
    version = sqlite3.sqlite_version_info
    mended = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    missing = None
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        for need, sql in (
            ("full-text search (FTS5)", "create virtual table t using fts5 (x)"),
            ("strict tables", "create table s (x text) strict"),
        ):
            try:
                connection.execute(sql)
            except sqlite3.OperationalError:
                missing = need
    return Build(sqlite3.sqlite_version, missing, mended)
