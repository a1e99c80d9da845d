"""Claims as Parquet, for DuckDB, pandas and Spark: a row a claim, the columns of every export, with their types.

https://parquet.apache.org/docs/file-format/. Nothing is guarded and nothing stands for what is not there: a value is
the case's own, or null. The same case gives the same bytes with the same release of pyarrow, which names itself in
them.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import fields
from datetime import UTC, date, datetime
from itertools import islice, repeat
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from secondsource import casefile
from secondsource.model import Claim, Kind, UnusableInput, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from secondsource.exporting.release import Release

KEY: Final = "secondsource"
"""In the file's metadata: an object of JSON with what the file ``holds`` and the ``head`` of the case's log."""

MISSING: Final = "Parquet is written and read by pyarrow; install it with: pip install 'secondsource[parquet]'"
_AT_ONCE: Final = 2_500  # claims held as Python's objects
_GROUP: Final = 20  # of these in a row group
_CHOSEN: Final = {"kind": [kind.value for kind in Kind], "verdict": [verdict.value for verdict in Verdict]}
_REQUIRED: Final = frozenset({"claim", "article", "kind", "text", "start", "end", "findings", "evidence"})


def write(release: Release, file: BinaryIO, packed: bool = True) -> Iterator[int]:
    """Write what may leave a case as Parquet to a file opened for bytes; yield 1 after each claim.

    Raises UnusableInput where pyarrow is not installed (the extra "parquet").
    """
    yield from write_parquet(release.claims(), file, {"holds": "claims", "head": casefile.head(release.case)})


def write_parquet(claims: Iterable[Claim], file: BinaryIO, told: dict[str, str]) -> Iterator[int]:
    """Write a row a claim to a file opened for bytes, ``told`` into its metadata; yield 1 after each claim.

    Never more than a row group is held. Raises UnusableInput as ``write`` does.
    """
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter
    except ImportError:
        raise UnusableInput(MISSING) from None
    schema = _schema().with_metadata({KEY: json.dumps(told)})
    with ParquetWriter(file, schema, compression="zstd", write_page_checksum=True) as writer:
        rest, group = iter(claims), []
        while some := list(islice(rest, _AT_ONCE)):
            group.append(_batch(some, schema))
            if len(group) == _GROUP:
                writer.write_table(pa.Table.from_batches(group))
                group.clear()
            yield from repeat(1, len(some))
        if group:
            writer.write_table(pa.Table.from_batches(group))


def _schema() -> Any:  # noqa: ANN401 - pyarrow has no types
    import pyarrow as pa

    types = {
        "published": pa.date32(),
        "start": pa.int64(),
        "end": pa.int64(),
        "decided_at": pa.timestamp("us", "UTC"),
        "findings": pa.list_(pa.string()),
        "evidence": pa.list_(pa.string()),
        **dict.fromkeys(_CHOSEN, pa.dictionary(pa.int8(), pa.string())),
    }
    names = [field.name for field in fields(Claim)]
    return pa.schema([pa.field(name, types.get(name, pa.string()), name not in _REQUIRED) for name in names])


def _batch(claims: list[Claim], schema: Any) -> Any:  # noqa: ANN401
    import pyarrow as pa

    columns = []
    for name, of_type in zip(schema.names, schema.types, strict=True):
        values: list[Any] = [getattr(claim, name) for claim in claims]
        if name in _CHOSEN:
            place = {value: number for number, value in enumerate(_CHOSEN[name])}
            chosen = pa.array([None if value is None else place[value] for value in values], pa.int8())
            columns.append(pa.DictionaryArray.from_arrays(chosen, _CHOSEN[name]))
            continue
        if name == "published":
            values = [_day(value) for value in values]
        elif name == "decided_at":
            values = [_instant(value) for value in values]
        columns.append(pa.array(values, of_type))
    return pa.record_batch(columns, schema=schema)


# A case from elsewhere may hold what is no date or no time; null stands for it.


def _day(text: str | None) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text) if text else None
    return None


def _instant(text: str | None) -> datetime | None:
    with suppress(ValueError, OverflowError):
        found = datetime.fromisoformat(text) if text else None
        return found and (found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC))
    return None
