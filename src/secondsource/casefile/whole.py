"""A whole case as records, and the same case again from them: for JSON Lines, which any program can read and compare.

The records come in this order: ``case``, every ``source``, every ``event``, every ``copy``, then each ``article`` with
its extractions and its claims, and ``end``, which counts them. A record has its table's columns under their own names.
"""

from __future__ import annotations

import base64
import sqlite3
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from secondsource.casefile.backup import new_file, one_moment
from secondsource.casefile.file import VERSION, create_case
from secondsource.casefile.log.events import head
from secondsource.casefile.numbering import within
from secondsource.casefile.queries import claim_at
from secondsource.casefile.verify import verify
from secondsource.model import Damaged, UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from secondsource.casefile.file import Case

    Record = dict[str, Any]

FORMAT: Final = 1
_SPAN: Final = ("role", "start", "end")


def records(case: Case) -> Iterator[Record]:
    """Yield all that the case holds at this moment, whoever writes to it meanwhile."""
    with one_moment(case):
        connection = case.connection
        count = 1
        yield {
            "record": "case", "format": FORMAT, "version": VERSION, "head": head(case),
            "meta": dict(connection.execute("select key, value from meta order by key").fetchall()),
            "migrations": list(_rows(connection, "_sqlite_migrations", "1 order by id")),
        }  # fmt: skip
        for record in _after_the_first(case):
            yield record
            count += 1
        yield {"record": "end", "records": count}


def _after_the_first(case: Case) -> Iterator[Record]:
    connection = case.connection
    for row in _rows(connection, "source", "1 order by id"):
        yield {"record": "source", **row}
    for row in _rows(connection, "event", "1 order by uid"):
        yield {"record": "event", **row}
    for row in _rows(connection, "copy", "1 order by sha256"):
        yield {"record": "copy", "sha256": row["sha256"], **_content(row["bytes"])}
    for article in _rows(connection, "article", "1 order by id"):
        yield {"record": "article", **article}
        for extraction in _rows(connection, "extraction", "article = ? order by id", article["id"]):
            yield {"record": "extraction", **extraction}
        for claim in _rows(connection, "claim", "id >= ? and id < ? order by id", *within(article["id"])):
            told = asdict(claim_at(case, claim["id"]))
            yield {"record": "claim", **told, "row": claim, **_on(connection, claim["id"])}


def _on(connection: sqlite3.Connection, claim: int) -> Record:
    """Return what stands on a claim, without its number."""
    spans = _rows(connection, "span", 'claim = ? order by role, "start"', claim)
    (standing,) = _rows(connection, "standing", "claim = ?", claim)
    examined = next(_rows(connection, "examined", "claim = ?", claim), None)
    found = _rows(connection, "finding", "claim = ? order by place", claim)
    return {
        "spans": [[span[name] for name in _SPAN] for span in spans],
        "standing": _less_claim(standing),
        "examined": examined and _less_claim(examined),
        "found": [_less_claim(one) for one in found],
    }


def _less_claim(row: Record) -> Record:
    return {name: value for name, value in row.items() if name != "claim"}


def _rows(connection: sqlite3.Connection, table: str, where: str, *values: object) -> Iterator[Record]:
    cursor = connection.execute(f"select * from {table} where {where}", values)
    names = [name for name, *_ in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def _content(content: bytes) -> Record:
    try:
        return {"text": content.decode()}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(content).decode()}


def restore(to: Path, lines: Iterable[Record], progress: Callable[[str, int, int], None] | None = None) -> int:
    """Make the new file ``to`` the case that these records are of, and return how many articles it has.

    The file appears once all of it holds, as ``verify`` tells. A case that is empty yet is replaced. ``progress`` is
    called as ``verify`` does. Raises UnusableInput, with the number of the record, for one that fits no case, and where
    the end is missing; Damaged where what they amount to does not hold.
    """
    with new_file(to, replaces=_is_empty) as part:
        with create_case(part) as case:
            case.connection.execute("pragma synchronous = off")
            with case.write():
                case.connection.execute("pragma defer_foreign_keys = on")
                articles = _Restoring(case.connection).run(lines)
                if case.connection.execute("pragma foreign_key_check").fetchone():
                    raise Damaged("rows refer to others that are not there: the file is not whole")
        with create_case(part) as case:
            for fault in verify(case, progress=progress):
                raise Damaged(f"what the file holds does not hold: {fault}")
            case.connection.execute("pragma wal_checkpoint(truncate)")
    return articles


def _is_empty(path: Path) -> bool:
    """Tell whether there is no article in the case at ``path`` and nothing was ever decided in it."""
    if not path.stat().st_size:
        return True
    with create_case(path) as case:
        (events,) = case.connection.execute("select count(*) from event where kind <> 'case'").fetchone()
        return not events


class _Restoring:
    """Puts records into the tables of a new case."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.number = 0
        self.columns: dict[str, tuple[str, ...]] = {}
        self.articles = 0

    def run(self, records: Iterable[Record]) -> int:
        """Do it and return how many articles there were."""
        ended = False
        for self.number, record in enumerate(records, start=1):
            if ended:
                raise self._fault("comes after the end")
            kind = record.get("record")
            try:
                if self.number == 1:
                    self._begin(record)
                elif kind == "end":
                    ended = record.get("records") == self.number - 1
                    if not ended:
                        raise self._fault(f"tells of {record.get('records')} records before it")
                else:
                    self._take(str(kind), record)
            except (sqlite3.Error, KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
                raise self._fault(f"is no {kind} of a case: {error}") from None
        if not ended:
            raise UnusableInput(f"the end is missing: there are only {self.number} records")
        return self.articles

    def _begin(self, record: Record) -> None:
        if record.get("record") != "case" or record.get("format") != FORMAT:
            raise self._fault('is not the beginning of a case ("record": "case", "format": 1)')
        if record.get("version") != VERSION:
            raise self._fault(f"is of a case of version {record.get('version')}; this program reads {VERSION}")
        connection = self.connection
        # The tables are new: what they were announced by is not this case's.
        (guard,) = connection.execute("select sql from sqlite_master where name = 'event_deleted'").fetchone()
        connection.execute("drop trigger event_deleted")
        for table in ("event", "meta", "_sqlite_migrations"):
            connection.execute(f"delete from {table}")
        connection.execute(guard)
        for key, value in record["meta"].items():
            self._insert("meta", {"key": key, "value": value})
        for row in record["migrations"]:
            self._insert("_sqlite_migrations", row)

    def _take(self, kind: str, record: Record) -> None:
        row = {name: value for name, value in record.items() if name != "record"}
        if kind in {"source", "event", "article", "extraction"}:
            self._insert(kind, row)
            self.articles += kind == "article"
        elif kind == "copy":
            content = record["text"].encode() if "text" in record else base64.b64decode(record["base64"], validate=True)
            self._insert("copy", {"sha256": record["sha256"], "bytes": content})
        elif kind == "claim":
            self._claim(record)
        else:
            raise ValueError("there is no such record")

    def _claim(self, record: Record) -> None:
        claim = record["row"]
        number = claim["id"]
        self._insert("claim", claim)
        for span in record["spans"]:
            self._insert("span", {"claim": number, **dict(zip(_SPAN, span, strict=True))})
        self._insert("standing", {"claim": number, **record["standing"]})
        self.connection.execute(
            "insert into claim_fts (rowid, text, source) values (?, ?, ?)",
            (number, claim["text"], claim["source_name"]),
        )
        if record["examined"]:
            self._insert("examined", {"claim": number, **record["examined"]})
        for found in record["found"]:
            self._insert("finding", {"claim": number, **found})

    def _insert(self, table: str, row: Record) -> None:
        known = self.columns.get(table)
        if known is None:
            info = self.connection.execute(f"pragma table_info({table})")
            known = self.columns[table] = tuple(name for _, name, *_ in info)
        if row.keys() != set(known):
            raise ValueError(f"it has other fields than {', '.join(known)}")
        names = ", ".join(f'"{name}"' for name in known)
        marks = ", ".join("?" * len(known))
        self.connection.execute(f"insert into {table} ({names}) values ({marks})", [row[name] for name in known])

    def _fault(self, what: str) -> UnusableInput:
        return UnusableInput(f"record {self.number} {what}")
