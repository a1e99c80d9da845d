"""A table as a spreadsheet saved it: whatever its encoding and its delimiter, its rows by the columns' names."""

from __future__ import annotations

import codecs
import contextlib
import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, TextIO

from secondsource.display import one_line
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DELIMITERS: Final = ",;\t|"
_CHUNK: Final = 1 << 20  # bytes
_LARGEST_CELL: Final = 1 << 30  # code points
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NO_TABLES: Final = {
    b"PK\x03\x04": "an .xlsx or .ods file",
    b"\xd0\xcf\x11\xe0": "an .xls file",
    b"SQLite format 3": "a database",
    b"%PDF": "a PDF",
}
_NAMES_DELIMITER: Final = re.compile(r"sep=(.)\r?\n?")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Row(NamedTuple):
    """One row: its ``number`` as a spreadsheet counts (the header is row 1), and its cells by the columns' names."""

    number: int
    cells: dict[str, str]


class Table(Protocol):
    """A table in a file: ``columns`` are the names of its columns in lower case."""

    @property
    def path(self) -> Path:
        """Where it is."""

    @property
    def columns(self) -> frozenset[str]:
        """The names of its columns in lower case."""

    @property
    def encoding(self) -> str:
        """How its text is written."""

    @property
    def is_unicode(self) -> bool:
        """Whether the encoding has every character, so that none was lost when the table was saved."""

    def rows(self) -> Iterator[Row]:
        """Yield the rows. Raises UnusableInput at one that is broken."""


@dataclass(frozen=True, slots=True)
class SavedTable:
    """A table in a file of text.

    ``columns`` are the names of its columns in lower case; ``encoding`` and ``delimiter`` say how it is written.
    """

    path: Path
    encoding: str
    delimiter: str
    columns: frozenset[str]

    @property
    def is_unicode(self) -> bool:
        """Whether the encoding has every character, so that none was lost when the table was saved."""
        return self.encoding.startswith("utf")

    def rows(self) -> Iterator[Row]:
        """Yield the rows that hold anything. Raises UnusableInput at one that is broken."""
        with _open(self.path, self.encoding) as file, _large_cells():
            _skip_delimiter(file)
            records = csv.reader(file, delimiter=self.delimiter, strict=True)
            names = [_name(cell) for cell in next(records)]
            number = 1
            try:
                for number, record in enumerate(records, start=2):
                    if any(record[len(names) :]):
                        raise UnusableInput(f"{self.path}, row {number}, has more cells than there are columns")
                    if any(cell.strip() for cell in record):
                        cells = (_SURROGATE.sub("\ufffd", cell) for cell in record)
                        yield Row(number, {name: cell for name, cell in zip(names, cells, strict=False) if name})
            except csv.Error as error:
                raise UnusableInput(
                    f"{self.path} is broken after row {number} ({error}); save it as CSV again"
                ) from None


def open_table(path: Path, wanted: str, encoding: str | None = None) -> SavedTable:
    """Return the table in the file at ``path``, which has a column named ``wanted``.

    ``encoding`` is the file's, found out where None: UTF-8 or UTF-16, and cp1252 for what can be neither. Raises
    UnusableInput where it can't be read, is something else than such a table, or names a column twice.
    """
    try:
        encoding = _encoding(path, encoding)
        for delimiter in _named_delimiter(path, encoding) or _DELIMITERS:
            names = _header(path, encoding, delimiter)
            if wanted in names:
                break
        else:
            raise UnusableInput(
                f"{path} has no column {wanted!r}; keep the first row of the export, which names the columns"
            )
    except OSError as error:
        raise UnusableInput(f"{path} can't be read: {error.strerror or error}") from error
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise UnusableInput(f"{path} has two columns {one_line(twice[0])!r}; keep one of them")
    return SavedTable(path, encoding, delimiter, frozenset(filter(None, names)))


def _encoding(path: Path, given: str | None) -> str:
    """Return the encoding in which all of the file can be read."""
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise UnusableInput(f"{path} is empty")
    for magic, what in _NO_TABLES.items():
        if head.startswith(magic):
            raise UnusableInput(f"{path} is {what}; save it as CSV (UTF-8) and import that")
    marked = [name for bom, name in _BOMS if head.startswith(bom)]
    tried = [_named(given)] if given else marked or [_unmarked(head), "cp1252"]
    for encoding in tried:
        with contextlib.suppress(UnicodeError):
            _read_through(path, encoding)
            return encoding
    raise UnusableInput(f"{path} can't be read as {tried[0]}; save it as CSV in UTF-8")


def _named(encoding: str) -> str:
    """Return the name by which Python knows an encoding. Raises UnusableInput where it is none of text."""
    try:
        "".encode(encoding)
        name = codecs.lookup(encoding).name
        return "utf-8-sig" if name == "utf-8" else name
    except (LookupError, ValueError):
        raise UnusableInput(f"there is no encoding {one_line(encoding)}; try utf-8, utf-16 or cp1252") from None


def _unmarked(head: bytes) -> str:
    """Return what a file without a byte order mark is written in, if in Unicode: every letter of UTF-16 has a NUL."""
    if len(head) >= 4 and not any(head[1:16:2]):
        return "utf-16-le"
    if len(head) >= 4 and not any(head[0:16:2]):
        return "utf-16-be"
    return "utf-8"


def _read_through(path: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)(_errors(encoding))
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if "\0" in decoder.decode(chunk):
                raise UnusableInput(f"{path} holds NUL bytes, which no CSV has; save it as CSV again")
    decoder.decode(b"", final=True)


def _errors(encoding: str) -> str:
    # LibreOffice cuts a long cell in the middle of a character, and writes the half that is left.
    return "surrogatepass" if encoding.startswith("utf") else "strict"


def _open(path: Path, encoding: str) -> TextIO:
    return path.open(encoding=encoding, errors=_errors(encoding), newline="")


def _header(path: Path, encoding: str, delimiter: str) -> list[str]:
    """Return the names of the columns if they are divided by this delimiter; no names where that can't be."""
    with _open(path, encoding) as file, _large_cells():
        _skip_delimiter(file)
        with contextlib.suppress(csv.Error, StopIteration):
            return [_name(cell) for cell in next(csv.reader(file, delimiter=delimiter, strict=True))]
    return []


def _named_delimiter(path: Path, encoding: str) -> str | None:
    with _open(path, encoding) as file:
        return _skip_delimiter(file)


def _skip_delimiter(file: TextIO) -> str | None:
    """Read past a first line that names the delimiter for Excel; return it, None where there is no such line."""
    named = _NAMES_DELIMITER.fullmatch(file.readline(8))
    if named is None:
        file.seek(0)
        return None
    return named[1]


def _name(cell: str) -> str:
    return cell.strip().lower()


@contextlib.contextmanager
def _large_cells() -> Iterator[None]:
    """Let a cell be as long as a claim can be, which is more than the csv module allows."""
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)
