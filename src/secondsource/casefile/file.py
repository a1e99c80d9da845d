"""One case, one SQLite file: making it, opening it, and the one way to write to it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import time
import weakref
from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from secondsource.casefile import wal
from secondsource.model import Damaged, Locked, UnusableInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

APPLICATION_ID: Final = 0x53324E44  # "S2ND": tells a case from every other SQLite file
VERSION: Final = 6  # of the tables: the number of migrations
_REBUILT: Final = 3  # the last version that made the tables anew
_BUSY_SECONDS: Final = 10.0
_NO_WAL: Final = {"SQLITE_CANTOPEN", "SQLITE_READONLY_DIRECTORY", "SQLITE_READONLY_CANTINIT"}
_SQLITE_MAGIC: Final = b"SQLite format 3\0"


class Case:
    """An open case file.

    ``connection`` is for reading. All writing goes through ``write``. A case whose file or folder can't be written
    to opens for reading, and ``read_only`` is true. Close it, or use it in a ``with`` statement.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, read_only: bool) -> None:
        self.path = path
        self.connection = connection
        self.read_only = read_only
        self.wal_allowed = wal.LIMIT
        self._file = _identity(path)
        _hold(self._file, 1)
        self._let_go = weakref.finalize(self, _hold, self._file, -1)

    @cached_property
    def db(self) -> Database:
        """The same connection as a sqlite-utils Database (imported at the first use: it takes 100 ms)."""
        from sqlite_utils import Database

        return Database(self.connection, execute_plugins=False, strict=True)

    def check_writable(self) -> None:
        """Raise UnusableInput where the case was opened for reading alone."""
        if self.read_only:
            raise UnusableInput(f"{self.path} can only be read here; copy it to a folder you can write to")

    @property
    def data_version(self) -> int:
        """A number that changes when another connection, of this program or another, has changed the case."""
        return int(self.connection.execute("pragma data_version").fetchone()[0])

    def wait_at_most(self, seconds: float) -> None:
        """Wait so long, and no longer, for another program that writes; 10 s where this is never called."""
        self.connection.execute(f"pragma busy_timeout = {round(1000 * seconds)}")

    @contextlib.contextmanager
    def write(self) -> Iterator[None]:
        """Hold the write lock for a block: all of it is on disk at the end, or none of it is.

        The lock is taken at the start (BEGIN IMMEDIATE). A deferred transaction that later wants to write fails at
        once when another process has written meanwhile, whatever the busy timeout.

        Raises UnusableInput where the file can't be written: a full disk, no permission; Locked where another program
        holds the lock too long.
        """
        self.check_writable()
        connection = self.connection
        try:
            connection.execute("begin immediate")
            try:
                if _identity(self.path) != self._file:  # what is written to a file without a name is lost
                    raise UnusableInput(
                        f"{self.path} was removed or replaced while it was open: nothing was recorded; "
                        "put the file back, or open the one that is there now"
                    )
                yield
                connection.execute("commit")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    connection.execute("rollback")
                raise
        except (sqlite3.Error, OSError) as error:
            raise _told(error, self.path) from error

    def interrupt(self) -> None:
        """Stop what is being read, from another thread; nothing where nothing is."""
        with contextlib.suppress(sqlite3.ProgrammingError):  # closed meanwhile
            self.connection.interrupt()

    def close(self) -> None:
        """Close the file. What was written stays written without it."""
        self.connection.close()
        self._let_go()

    def __enter__(self) -> Case:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells the file at ``path`` from every other; None where there is none."""
    with contextlib.suppress(OSError):
        found = path.stat()
        return found.st_dev, found.st_ino
    return None


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say of a file into one line that says what to do (UnusableInput)."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise _told(error, path) from error


def _told(error: sqlite3.Error | OSError, path: Path) -> UnusableInput:
    if isinstance(error, OSError):
        return UnusableInput(f"{path} can't be used: {error.strerror or error}; name another file")
    kind = Damaged if _is_damage(error, path) else Locked if _is_lock(error) else UnusableInput
    return kind(explanation(error, path))


def _is_lock(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _is_damage(error: sqlite3.Error, path: Path) -> bool:
    name = getattr(error, "sqlite_errorname", "")
    return name.startswith("SQLITE_CORRUPT") or (name == "SQLITE_NOTADB" and _head(path) == _SQLITE_MAGIC)


def explanation(error: sqlite3.Error, path: Path) -> str:
    """Return what an error of SQLite's means for a case, in one line that says what to do."""
    match getattr(error, "sqlite_errorname", "").split("_")[1:2]:
        case ["NOTADB"] if not _is_damage(error, path):
            return f"{path} is not a case: it is no SQLite file"
        case ["NOTADB" | "CORRUPT"]:
            return f"{path} is damaged; go back to your last copy of it"
        case ["FULL"]:
            return f"the disk that holds {path} is full: nothing was changed; free some space and try again"
        case ["READONLY" | "PERM" | "CANTOPEN"]:
            return f"{path} can't be written to: check the permissions of the file and of its folder"
        case ["BUSY" | "LOCKED"]:
            return f"{path} is kept locked by another program; close it there, or try again"
        case ["IOERR"]:
            return f"the disk that holds {path} failed: nothing was changed; check the disk, then try again"
        case _:
            return f"{path}: {error}"


def create_case(path: Path) -> Case:
    """Open the case at ``path`` for writing, making it first where there is none.

    The file is made with mode 0600, and a symbolic link at its place is not followed. Raises UnusableInput where
    it can't be made, or what stands there is no case.
    """
    _refuse_links(path)
    if not path.exists() or path.stat().st_size == 0:
        if not path.parent.is_dir():
            raise UnusableInput(f"there is no folder {path.parent}; make it first")
        with explained(path), contextlib.suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_RDWR, 0o600))
    case = _connect(path, read_only=False)
    try:
        _check(case, may_be_empty=True)
        case.check_writable()
        _migrate(case)
    except BaseException:
        case.close()
        raise
    return case


def open_case(path: Path, *, reading: bool = False) -> Case:
    """Open the case that stands at ``path``; one that can't be written to opens for reading.

    ``reading`` opens it for reading in any case, and leaves one of an older version as it is. Raises UnusableInput
    where there is none, or the file is something else, a link, or not of this program's version and can't be made so.
    """
    _refuse_links(path)
    if path.is_dir():
        raise UnusableInput(f"{path} is a folder; name a case file, such as {path / 'case.db'}")
    if not path.exists():
        raise UnusableInput(f"there is no case {path}; make one with: secondsource add {path} ARTICLE")
    case = _connect(path, read_only=reading or not os.access(path, os.W_OK))
    try:
        _check(case, may_be_empty=False)
        if not case.read_only:
            _migrate(case)
        elif case.connection.execute("pragma user_version").fetchone() != (VERSION,):
            raise UnusableInput(f"{path} was made by an older secondsource; open it once where it can be written to")
    except BaseException:
        case.close()
        raise
    return case


def _connect(path: Path, *, read_only: bool) -> Case:
    with explained(path):
        head = _head(path)
    if head and not head.startswith(_SQLITE_MAGIC):
        raise UnusableInput(f"{path} is not a case: it is no SQLite file")
    with explained(path), _holding:
        if not read_only:
            try:
                return Case(path, _open(path.absolute().as_uri()), read_only=False)
            except sqlite3.Error as error:
                if getattr(error, "sqlite_errorname", "") not in _NO_WAL:
                    raise
        return Case(path, _open_for_reading(path), read_only=True)


def _open_for_reading(path: Path) -> sqlite3.Connection:
    try:
        return _open(path.absolute().as_uri() + "?mode=ro")
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "") not in _NO_WAL:
            raise
    # SQLite reads such a file only if we vouch that nobody writes to it and that nothing is left beside it.
    wal = path.with_name(path.name + "-wal")
    if wal.exists() and wal.stat().st_size:
        raise UnusableInput(f"{path} was left open, and its last decisions are in {wal}; copy both to your own folder")
    return _open(path.absolute().as_uri() + "?immutable=1")


def _refuse_links(path: Path) -> None:
    """Raise UnusableInput where a file of the case is a link, which may lead to a file that somebody else chose."""
    for link in (path, *(Path(f"{path}{suffix}") for suffix in ("-wal", "-shm", "-journal"))):
        if link.is_symlink():
            raise UnusableInput(f"{link} is a link to {os.readlink(link)}; name the file itself")  # noqa: PTH115


_held: Counter[tuple[int, int]] = Counter()  # files that this process has open, and how often
_holding = threading.RLock()


def _hold(file: tuple[int, int] | None, times: int) -> None:
    if file is not None:
        with _holding:
            _held[file] += times


def _head(path: Path) -> bytes:
    # To open a file and close it again drops every lock of this process on it (fcntl(2)). Another program that leaves
    # the case would then take itself for the last one, and take the log of what we write away from under us.
    known = _identity(path)
    if known is not None and _held[known] > 0:
        return _SQLITE_MAGIC
    with path.open("rb") as file:
        return file.read(len(_SQLITE_MAGIC))


def _open(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_BUSY_SECONDS)
    try:
        connection.execute("pragma foreign_keys = on")
        connection.execute("pragma synchronous = full")  # an acknowledged verdict survives a power cut
        connection.execute("pragma trusted_schema = off")
        connection.execute("pragma cache_size = -16000")  # KiB: a hundred articles go in without spilling
        connection.execute("pragma wal_autocheckpoint = 4000")  # pages: the indexes of what is added lie far apart
        connection.execute("select 1 from sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _check(case: Case, *, may_be_empty: bool) -> None:
    with explained(case.path):
        (application_id,) = case.connection.execute("pragma application_id").fetchone()
        (version,) = case.connection.execute("pragma user_version").fetchone()
        (tables,) = case.connection.execute("select count(*) from sqlite_master").fetchone()
    if not tables and not application_id:
        if not may_be_empty:
            raise UnusableInput(f"{case.path} is empty, not a case; add an article with: secondsource add")
        return
    if application_id != APPLICATION_ID:
        raise UnusableInput(f"{case.path} is another program's database, not a case")
    if version > VERSION:
        raise UnusableInput(
            f"{case.path} was made by a newer secondsource (case version {version}, this program reads {VERSION}); "
            "install the newer one to open it"
        )


def _migrate(case: Case) -> None:
    (version,) = case.connection.execute("pragma user_version").fetchone()
    if version == VERSION:
        return
    from secondsource.casefile.schema import migrations

    with explained(case.path):
        _switch_to_wal(case.connection)
        case.connection.execute("pragma foreign_keys = off")  # a migration may have to rebuild a table
    try:
        _migrate_locked(case, migrations)
    finally:
        case.connection.execute("pragma foreign_keys = on")


def _migrate_locked(case: Case, migrations: Migrations) -> None:
    # Under the lock, so that of several processes that find an old case one migrates it and the rest find it done.
    with case.write():
        db = case.db
        (version,) = case.connection.execute("pragma user_version").fetchone()
        if version == VERSION:
            return
        migrations.apply(db)
        announce(case.connection)
        db.execute(f"pragma application_id = {APPLICATION_ID}")
        db.execute(f"pragma user_version = {VERSION}")
        if version < _REBUILT and case.connection.execute("pragma foreign_key_check").fetchone():
            raise Damaged(f"{case.path} is damaged (rows that refer to nothing); go back to your last copy")


def announce(connection: sqlite3.Connection) -> None:
    """Append the event that says which copy of a case this is, and which migrations made its tables."""
    from secondsource.casefile.log.events import append

    (replica,) = connection.execute("select value from meta where key = 'replica'").fetchone()
    rows = connection.execute("select id, migration_set, name, applied_at from _sqlite_migrations order by id")
    payload = {"replica": replica, "version": VERSION, "migrations": rows.fetchall()}
    append(connection, "case", "", payload, "secondsource")


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    # The first switch needs the file to itself and ignores the busy timeout.
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("pragma journal_mode = wal")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
