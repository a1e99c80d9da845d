"""Version 6: who wrote an article. The bytes it was read from are kept as a copy, under the article's own hash."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def add_column(connection: sqlite3.Connection) -> None:
    """Add the column that every door to the table writes by now, the older migrations' too, where it is missing."""
    columns = {name for _, name, *_ in connection.execute("pragma table_info(article)")}
    if "author" not in columns:
        connection.execute("alter table article add column author text")
