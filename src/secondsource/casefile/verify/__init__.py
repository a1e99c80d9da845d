"""Is the case still what its log says? Five checks, each naming what it finds and where.

``of_file`` asks SQLite and compares the tables; ``of_log`` follows the chain of events; ``of_articles`` holds texts,
claims and evidence to their digests; ``of_state`` makes everything that follows from the log again and compares;
``of_findings`` looks whether the findings stand as they were kept.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from secondsource.casefile.file import explanation
from secondsource.casefile.verify import of_articles, of_file, of_findings, of_log, of_state
from secondsource.casefile.verify.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from secondsource.casefile.file import Case

__all__ = ["Fault", "verify"]


def verify(
    case: Case, *, head: str | None = None, progress: Callable[[str, int, int], None] | None = None
) -> Iterator[Fault]:
    """Yield everything about a case that does not hold; nothing where all of it does.

    ``head`` is what ``casefile.head`` returned at an earlier time: it shows whether events were cut off since.
    ``progress`` is called with what is being checked, how many of it are done and how many there are. It checks one
    moment of the case, however many write to it meanwhile. Raises UnusableInput for a head that can't be one.
    """
    tell = progress or _silent
    expected = of_log.wanted(head)
    connection = case.connection
    connection.execute("begin")
    try:
        broken = False
        for fault in of_file.check(connection):
            broken = broken or fault.fatal
            yield fault
        if broken:
            return
        for name, faults in (
            ("the log", of_log.check(connection, expected, tell)),
            ("the articles", of_articles.check(connection, tell)),
            ("the standings", of_state.check(connection, tell)),
            ("the findings", of_findings.check(connection, tell)),
        ):
            try:
                yield from faults
            except (ValueError, KeyError, TypeError, AttributeError, IndexError):
                yield Fault(name, "can't be checked to the end: something in the log was made unreadable")
    except sqlite3.DatabaseError as error:
        yield Fault("the file", explanation(error, case.path), fatal=True)
    finally:
        connection.execute("rollback")


def _silent(_what: str, _done: int, _total: int) -> None:
    pass
