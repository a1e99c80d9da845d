"""The process that opens Parquet files: ``python -m secondsource.exporting.parquet_reader PATH COLUMN…``.

It writes lines of JSON: the names of the ``columns`` there are, then the ``rows`` of those that are named, some in a
line, then the ``end``; or in its place why the file is ``unusable``, empty where no more can be said than that it is
broken.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from secondsource.model import UnusableInput
from secondsource.reading.parser import limit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_ROWS: Final = 10_000_000
_MEMORY: Final = 1024**3  # bytes, beyond what pyarrow takes to start
_SECONDS: Final = 900.0  # of computing
_LONGEST_CELL: Final = 1024**2  # code points
_AT_ONCE: Final = 500  # rows
_BUFFER: Final = 1024**2  # bytes of a column, packed
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND: Final = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def main() -> None:
    """Answer on standard output."""
    path, *names = sys.argv[1:]
    # What a library prints must not be taken for an answer.
    with os.fdopen(os.dup(1), "w", encoding="ascii") as answers:
        os.dup2(2, 1)
        for answer in _told(path, names):
            answers.write(json.dumps(answer) + "\n")


def _told(path: str, names: list[str]) -> Iterator[dict[str, Any]]:
    # Arrow's own allocators ask for much more in advance than they use, which the limit would forbid.
    os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"
    try:
        import pyarrow.parquet as pq

        limit(_SECONDS, _MEMORY)
        with pq.ParquetFile(path, buffer_size=_BUFFER, page_checksum_verification=True) as file:
            there = {name.strip().lower(): name for name in file.schema_arrow.names}
            yield {"columns": file.schema_arrow.names}
            yield from ({"rows": rows} for rows in _rows(file, {name: there[name] for name in names if name in there}))
        yield {"end": True}
    except UnusableInput as fault:
        yield {"unusable": str(fault)}
    except MemoryError:
        yield {
            "unusable": f"needs more than {_MEMORY // 1024**2:,} MiB of memory to be read; write less in a row group"
        }
    except Exception:
        yield {"unusable": ""}


def _rows(file: Any, there: dict[str, str]) -> Iterator[list[tuple[str | None, ...]]]:  # noqa: ANN401 - pyarrow has no types
    """Yield the cells of some columns, given by what each is called here and in the file."""
    rows = file.metadata.num_rows
    if rows > MOST_ROWS:
        raise UnusableInput(
            f"has {rows:,} rows, of which {MOST_ROWS:,} can be read; write only those that were changed"
        )
    for name, its in there.items():
        _check(name, file.schema_arrow.field(its).type)
    number = 0
    for batch in file.iter_batches(_AT_ONCE, columns=list(there.values()), use_threads=False):
        columns = {name: _cells(batch.column(its)) for name, its in there.items()}
        if "decided_at" in columns:
            columns["decided_at"] = [cell and _time_of(cell) for cell in columns["decided_at"]]
        for name, column in columns.items():
            for at, cell in enumerate(column, start=number + 1):
                if cell is not None and len(cell) > _LONGEST_CELL:
                    raise UnusableInput(f"has {len(cell):,} characters in the column {name} of row {at}: no case has")
        number += len(batch)
        if number > MOST_ROWS:
            raise UnusableInput(f"has more rows than the {MOST_ROWS:,} that can be read")
        yield from _portions(zip(*columns.values(), strict=True))


def _portions(rows: Iterable[tuple[str | None, ...]]) -> Iterator[list[tuple[str | None, ...]]]:
    """Yield the rows, so many at a time that they fit a line."""
    some, size = [], 0
    for row in rows:
        some.append(row)
        size += sum(len(cell or "") for cell in row)
        if size > _LONGEST_CELL:
            yield some
            some, size = [], 0
    yield some


def _check(name: str, of_type: Any) -> None:  # noqa: ANN401
    """Raise UnusableInput where a column of this type can't be meant as text or a time."""
    import pyarrow as pa
    import pyarrow.types as kinds

    if isinstance(of_type, pa.BaseExtensionType):
        of_type = of_type.storage_type
    if kinds.is_dictionary(of_type):
        of_type = of_type.value_type
    fits = (
        kinds.is_null, kinds.is_boolean, kinds.is_integer, kinds.is_floating, kinds.is_decimal, kinds.is_date,
        kinds.is_timestamp, kinds.is_string, kinds.is_large_string, kinds.is_string_view, kinds.is_binary,
        kinds.is_large_binary, kinds.is_binary_view,
    )  # fmt: skip
    if not any(fit(of_type) for fit in fits):
        raise UnusableInput(f"has in the column {name} {str(of_type)[:40]}, not text; write it as text")


def _cells(column: Any) -> list[str | None]:  # noqa: ANN401
    """Return a column's cells as text; times as a case writes them."""
    import pyarrow as pa
    import pyarrow.types as kinds

    if isinstance(column.type, pa.BaseExtensionType):
        column = column.storage
    if kinds.is_dictionary(column.type):
        column = column.dictionary_decode()
    if kinds.is_timestamp(column.type):
        # Counted from 1970, in UTC where there is a zone; without one, that is taken for granted.
        counts = column.cast(pa.int64()).to_pylist()
        return [None if count is None else _instant(count, column.type.unit) for count in counts]
    if kinds.is_binary(column.type) or kinds.is_large_binary(column.type) or kinds.is_binary_view(column.type):
        column = column.cast(pa.string())  # which is an error where it is no text
    return [_text(value) for value in column.to_pylist()]


def _text(value: Any) -> str | None:  # noqa: ANN401
    if value is None or value != value:  # not a number, by which some programs mean nothing
        return None
    return value.isoformat() if isinstance(value, date) else str(value)


def _instant(count: int, unit: str = "us") -> str:
    at = _EPOCH + timedelta(microseconds=count * 10**6 // _SECOND[unit])
    return at.isoformat(timespec="microseconds" if at.microsecond % 1000 else "milliseconds")[:-6] + "Z"


def _time_of(cell: str) -> str:
    """Return a time that another program wrote as text, as a case writes it; what is none as it is."""
    if not cell.endswith("Z"):
        with suppress(ValueError, OverflowError):
            at = datetime.fromisoformat(cell.strip())
            at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
            return _instant((at - _EPOCH) // timedelta(microseconds=1))
    return cell


if __name__ == "__main__":
    main()
