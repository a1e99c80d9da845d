"""A copy of a case that others may be writing to: whole, or blind for a second reviewer."""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Final

from secondsource.casefile.file import create_case, explained
from secondsource.casefile.log.events import append
from secondsource.casefile.state import listing
from secondsource.casefile.storing import Storing, copy_extraction, storing
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from secondsource.casefile.file import Case

    Report = Callable[[str, int, int], None]
    """Called with what is counted, how many of them are done, and of how many."""

_STEP: Final = 2048  # pages: 8 MiB of a case
_BATCH: Final = 100  # articles in one transaction: several times as fast as one by one


def backup(case: Case, to: Path, report: Report | None = None, *, step: int = _STEP) -> None:
    """Copy a case to the new file ``to``: all of one moment, with every event acknowledged before it began.

    Nobody who reads or writes is held up; ``report`` is called every ``step`` pages. The file appears, with mode 0600,
    once all of it is on disk. Raises UnusableInput where ``to`` exists or can't be written, and leaves nothing behind.
    """

    def tell(_: int, remaining: int, total: int) -> None:
        if report:
            report("pages copied:", total - remaining, total)

    with new_file(to, case) as part, one_moment(case):
        copy = sqlite3.connect(part, isolation_level=None)
        try:
            # A file that is thrown away on any failure needs no journal, and is synced once, when it is complete.
            copy.execute("pragma journal_mode = off")
            copy.execute("pragma synchronous = off")
            case.connection.backup(copy, pages=step, progress=tell)
        finally:
            copy.close()


def backup_blind(case: Case, to: Path, report: Report | None = None) -> None:
    """Make the new file ``to`` a case with the same articles and claims, and nothing that anybody decided on them.

    Verdicts given in it are given without knowledge of those in this one, and say so when the two are merged. Nor
    does it hold what reviewers made of claims and sources. Otherwise as ``backup``.
    """
    with new_file(to, case) as part, one_moment(case), create_case(part) as copy:
        copy.connection.execute("pragma synchronous = off")
        source = case.connection
        (total,) = source.execute("select count(*) from article").fetchone()
        articles = source.execute("select id, sha256 from article order by event")
        done = 0
        while batch := articles.fetchmany(_BATCH):
            with copy.write(), storing(copy.connection) as store:
                for number, sha256 in batch:
                    _copy_article(source, copy.connection, store, number, sha256)
            done += len(batch)
            if report:
                report("articles copied:", done, total)
        # Where an article has several versions or extractions, what is listed hangs on all of them.
        several = source.execute(
            "select subject from event where kind = 'article' group by subject having count(*) > 1 "
            "or max(json_extract(payload, '$.replaces')) is not null"
        )
        for (sha256,) in several:
            with copy.write():
                listing.relist(copy.connection, sha256)
        copy.connection.execute("pragma wal_checkpoint(truncate)")


def _copy_article(
    source: sqlite3.Connection, copy: sqlite3.Connection, store: Storing, number: int, sha256: str
) -> None:
    """Copy an article with the extractions that came with it, each sealed anew with its own maker and time."""
    (text,) = source.execute("select text from article where id = ?", (number,)).fetchone()
    copied: set[str] = set()
    for event in listing.article_events(source, sha256):
        new = append(copy, "article", sha256, event.values, event.actor, event.at)
        if not copied:
            if (event.values.get("original") or {}).get("kept"):
                kept = source.execute("select sha256, bytes from copy where sha256 = ?", (sha256,)).fetchone()
                copy.execute("insert into copy (sha256, bytes) values (?, ?)", kept)
            columns = {"id": number, "sha256": sha256, "text": text, **listing.described(new)}
            marks = ", ".join("?" * len(columns))
            copy.execute(f"insert into article ({', '.join(columns)}) values ({marks})", tuple(columns.values()))
        digest = event.values["digest"]
        if digest not in copied:
            copy_extraction(source, store, digest, number, chosen=not copied)
            copied.add(digest)


@contextlib.contextmanager
def one_moment(case: Case) -> Iterator[None]:
    """Read a case as it stands now for the whole of a block, whoever writes meanwhile; one may stand in another."""
    if case.connection.in_transaction:
        yield
        return
    with explained(case.path):
        case.connection.execute("begin")
        case.connection.execute("select 1 from sqlite_master").fetchone()
    try:
        yield
    finally:
        case.connection.execute("rollback")


@contextlib.contextmanager
def new_file(
    to: Path, case: Case | None = None, *, replaces: Callable[[Path], bool] = lambda _: False
) -> Iterator[Path]:
    """Make a file that becomes ``to`` when the block ends well, and vanishes when it does not.

    ``case`` is the one that it must not be, ``replaces`` tells of a file at its place whether it may go.
    """
    if os.path.lexists(to) and not (to.is_file() and not to.is_symlink() and replaces(to)):
        same = case is not None and to.exists() and to.samefile(case.path)
        raise UnusableInput(f"{to} is {'the case itself' if same else 'there already'}; name a new file")
    if not to.parent.is_dir():
        raise UnusableInput(f"there is no folder {to.parent}; make it first")
    part = to.with_name(f".{to.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with explained(part):
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_RDWR, 0o600))
            yield part
            _sync(part)
            if os.path.lexists(to) and not replaces(to):
                raise UnusableInput(f"{to} has appeared meanwhile and is left as it is; name a new file")
            part.replace(to)
            _sync(to.parent)
    except UnusableInput as fault:
        raise type(fault)(str(fault).replace(str(part), str(to))) from fault
    finally:
        for left in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
