"""Keeps the write-ahead log short while one program writes for hours and others read.

SQLite starts its log anew only at a moment in which nobody reads what is in it. Two desks that keep reading leave none,
and the log grows without end; so here the writer waits for that moment, shortly and seldom.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from secondsource.casefile.file import Case

LIMIT: Final = 64 << 20  # bytes; SQLite's own checkpoints come at 16 MiB
_WAIT: Final = 100  # ms that readers are waited for, and other writers wait


def shorten(case: Case) -> None:
    """Empty the log once it is longer than ``LIMIT``, and where somebody reads for long, each time it has grown so.

    What is in the log is in the file then. Call it after a transaction.
    """
    if _size(case) < case.wal_allowed:
        return
    connection = case.connection
    (wait,) = connection.execute("pragma busy_timeout").fetchone()
    connection.execute(f"pragma busy_timeout = {_WAIT}")
    try:
        connection.execute("pragma wal_checkpoint(passive)")  # most of the work, without the lock
        connection.execute("pragma wal_checkpoint(truncate)")
    except sqlite3.Error:
        pass  # another program's checkpoint, or a full disk, which the next transaction tells of
    finally:
        connection.execute(f"pragma busy_timeout = {wait}")
    case.wal_allowed = _size(case) + LIMIT


def _size(case: Case) -> int:
    with contextlib.suppress(OSError):
        return Path(f"{case.path}-wal").stat().st_size
    return 0
