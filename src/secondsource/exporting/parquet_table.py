"""A table in a Parquet file: rows by the columns' names, whatever program wrote it and with which types.

A process of its own (``parquet_reader``) reads the file, for what is wrong in it can break a library that is not
written in Python, or have it ask for more memory than there is.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, ClassVar, Final

from secondsource.display import one_line
from secondsource.exporting.parquet import MISSING
from secondsource.exporting.spreadsheet import guard
from secondsource.exporting.table import Row
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_MAGIC: Final = b"PAR1"
_LOCKED: Final = b"PARE"  # its footer is encrypted
_READER: Final = "secondsource.exporting.parquet_reader"
_LONGEST_LINE: Final = 128 * 1024**2  # bytes


@dataclass(frozen=True, slots=True)
class ParquetTable:
    """A table in a Parquet file, which can be read once; ``columns`` are the names of all its columns in lower case."""

    path: Path
    columns: frozenset[str]
    _read: tuple[str, ...]
    _answers: Iterator[dict[str, Any]]

    encoding: ClassVar[str] = "utf-8"
    is_unicode: ClassVar[bool] = True

    def rows(self) -> Iterator[Row]:
        """Yield the rows, numbered from 1, as a spreadsheet's table yields them: guarded, and null as an empty cell.

        Raises UnusableInput where one can't be read.
        """
        number = 0
        for answer in self._answers:
            for row in answer["rows"]:
                number += 1
                yield Row(number, {name: guard(cell or "") for name, cell in zip(self._read, row, strict=True)})


def is_parquet(path: Path) -> bool:
    """Tell whether a file begins as Parquet does."""
    return _head(path) in {_MAGIC, _LOCKED}


def _head(path: Path) -> bytes:
    with contextlib.suppress(OSError):
        if path.is_file():
            with path.open("rb") as file:
                return file.read(len(_MAGIC))
    return b""


def open_parquet(path: Path, wanted: str, read: Sequence[str]) -> ParquetTable:
    """Return the table in the file at ``path``, which has a column ``wanted``; cells are read of that and of ``read``.

    Raises UnusableInput where it is broken or no such table, names a column twice, where a column that is read holds
    something else than text and times, or where pyarrow is not installed (the extra "parquet").
    """
    if find_spec("pyarrow") is None:
        raise UnusableInput(MISSING)
    if _head(path) == _LOCKED:
        raise UnusableInput(f"{path} is encrypted; write it again without a key")
    answers = _answers(path, (wanted, *read))
    names = [str(name).strip().lower() for name in next(answers)["columns"]]
    if wanted not in names:
        raise UnusableInput(f"{path} has no column {wanted!r}; keep the columns of the export, by their names")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UnusableInput(f"{path} has two columns {one_line(twice[0])!r}; keep one of them")
    return ParquetTable(path, frozenset(names), tuple(name for name in (wanted, *read) if name in names), answers)


def _answers(path: Path, names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yield what the reader says of these columns of a file: first what columns there are, then rows."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", _READER, str(path.absolute()), *names],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # It finds this program where we did, and its threads share what memory it may have.
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "MALLOC_ARENA_MAX": "2",
        },
    )
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    broken = UnusableInput(f"{path} is cut off or broken: it can't be read as Parquet; write it again")
    try:
        while True:
            line = process.stdout.readline(_LONGEST_LINE)
            if not line.endswith(b"\n"):
                raise broken
            answer = json.loads(line)
            if "unusable" in answer:
                raise UnusableInput(f"{path} {one_line(answer['unusable'])}") if answer["unusable"] else broken
            if "end" in answer:
                return
            yield answer
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
