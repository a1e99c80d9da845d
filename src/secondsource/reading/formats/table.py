"""Tables of articles, a row each, with a header row: CSV, TSV, and what is parted by semicolons or bars."""

from __future__ import annotations

import csv
import hashlib
import re
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from secondsource.model import Original, UnusableInput
from secondsource.reading.formats import lines
from secondsource.reading.formats.fields import (
    NAMES,
    are_claims,
    article_of,
    chosen_fields,
    columns_in,
    marked,
    shown,
)
from secondsource.reading.given import Reading, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from secondsource.reading.given import Given

_DELIMITERS: Final = ",;\t|"
_MARKS: Final = dict.fromkeys(map(ord, f'{_DELIMITERS}"'))
_SAYS_SO = re.compile(r"sep=([,;\t|])\r?\n?", re.IGNORECASE)  # what Excel understands
_SUFFIXES: Final = (".csv", ".tsv", ".tab")
_SEEN: Final = 20  # rows by which a table is told
_LEAST_ROWS: Final = 3
_LEAST_FIELDS: Final = 3
_LONGEST_NAME: Final = 80
_SENTENCE = re.compile(r"[.!?…:][\"'”’)]*\Z")
_LISTED: Final = 15


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a file's rows are written: ``skip`` lines stand above the header."""

    codec: str
    bom: int
    delimiter: str
    header: tuple[str, ...]
    skip: int
    columns: Mapping[str, list[str]]
    rows: tuple[tuple[str, ...], ...]

    @property
    def has_text(self) -> bool:
        """Tell whether a column holds the articles' text."""
        return bool(self.columns["text"])


def looks_like(head: bytes, given: Given) -> bool:
    """Say whether the file begins with a header row and rows of as many fields.

    Prose with commas does not: its header has no name for a text and its lines differ in their commas.
    """
    head = lines.unpacked_head(head)
    codec, bom = lines.codec_by_head(head)
    if not head[bom:].strip() or (codec == "utf-8" and b"\0" in head):
        return False
    chosen_fields(given.columns)
    try:
        layout = _layout(given, codec if _fits(head, codec, bom) else "cp1252", bom)
    except UnusableInput:
        return False
    if layout is None:
        return False
    width, rows = len(layout.header), layout.rows
    named_so = given.name.lower().removesuffix(".gz").endswith(_SUFFIXES)
    if layout.has_text and (named_so or given.columns or sum(map(bool, layout.columns.values())) > 1):
        return True
    alike = sum(len(row) == width for row in rows)
    if layout.has_text or named_so or given.columns:
        return alike > len(rows) / 2
    return width >= _LEAST_FIELDS and len(rows) >= _LEAST_ROWS and alike == len(rows)


def read(given: Given) -> Iterator[Reading | Unread]:
    """Yield the article of each row, of a file of any size.

    All rows are looked at before the first article is yielded. Raises UnusableInput, with the row, for rows that have
    more or fewer fields than the header, and where no column is known to hold the text.
    """
    with lines.unpacked(given) as file:
        codec, bom = lines.codec_by_head(file.read(8192))
    if codec == "utf-8" and not lines.is_utf8(given):
        codec = "cp1252"
    layout = _layout(given, codec, bom)
    if layout is None:
        raise UnusableInput(f"{given.what} has no header row; put the columns' names in its first row")
    _refuse_unclear(layout, given)
    number = 0
    for row, _, number in _rows(given, layout):
        if len(row) != len(layout.header):
            raise UnusableInput(
                f"row {number} of {given.what} has {len(row)} fields and the header {len(layout.header)}; "
                "mend the row (quotes around a field may be missing)"
            )
    if not number:
        raise UnusableInput(f"{given.what} has no row below its header; there is nothing to add")
    places = {field: [layout.header.index(name) for name in names] for field, names in layout.columns.items()}
    for row, own, number in _rows(given, layout):
        yield _article(row, own, number, places, layout, given)


def _article(
    row: Sequence[str], own: str, number: int, places: Mapping[str, list[int]], layout: _Layout, given: Given
) -> Reading | Unread:
    within = f"{given.name}, row {number}"
    values: dict[str, object] = {}
    for field, here in places.items():
        filled = (place for place in here if row[place].strip())
        values[field] = next((marked(layout.header[place], row[place]) for place in filled), None)
    content = lines.bytes_of(own, layout.codec)
    name = f"{given.stem}-{number}"
    found = article_of(values, sha256=hashlib.sha256(content).hexdigest(), name=name)
    if found is None:
        return Unread(within, "its text is empty")
    article, was_page = found
    form = _form(layout.delimiter)
    read_by = f"{form} ({_said(layout.codec)})" + (", HTML by plain rules" if was_page else "")
    original = Original(
        content=content,
        name=f"{name}.csv",
        read_by=read_by,
        content_type="text/csv",
        marks=((0, f"row {number}"),),
        within=within,
        fetched=given.fetched,
    )
    return Reading(article, original, form)


def _form(delimiter: str) -> str:
    return "TSV" if delimiter == "\t" else "CSV"


def _said(codec: str) -> str:
    return "Windows-1252, a guess" if codec == "cp1252" else codec.removesuffix("-le").removesuffix("-be").upper()


def _refuse_unclear(layout: _Layout, given: Given) -> None:
    """Raise UnusableInput where the columns can't be told, or are those of our own export of claims."""
    if are_claims(layout.header):
        raise UnusableInput(
            f"{given.what} holds exported claims and no articles; bring them back with: secondsource import"
        )
    listed = ", ".join(map(shown, layout.header[:_LISTED]))
    listed += ", …" if len(layout.header) > _LISTED else ""
    twice = sorted({name for name in layout.header if name and layout.header.count(name) > 1})
    used = [name for names in layout.columns.values() for name in names]
    if ambiguous := next((name for name in twice if name in used), None):
        raise UnusableInput(f"{given.what} has two columns {shown(ambiguous)!r}; rename one of them")
    for field, name in chosen_fields(given.columns).items():
        if not layout.columns[field]:
            raise UnusableInput(f"{given.what} has no column {name!r} for {field}; its columns are: {listed}")
    if not layout.has_text:
        example = f"--map text={_example(layout)}"
        raise UnusableInput(
            f"{given.what} has no column for the text ({', '.join(NAMES['text'][:3])} …); its columns are: {listed}; "
            f"say which it is, such as: {example}"
        )


def _example(layout: _Layout) -> str:
    """Return the column with the longest fields, which is likely the text."""
    lengths = [sum(len(row[place]) for row in layout.rows if place < len(row)) for place in range(len(layout.header))]
    return shown(layout.header[lengths.index(max(lengths))]) or "COLUMN"


def _fits(head: bytes, codec: str, bom: int) -> bool:
    try:
        head[bom:].decode(codec)
    except UnicodeDecodeError as fault:
        return fault.end >= len(head) - bom - 4  # cut off in the middle of a character
    return True


def _layout(given: Given, codec: str, bom: int) -> _Layout | None:
    """Return how the rows are written, by the first of them; None where there is no header row.

    Of the delimiters that give a header with a column for the text the one is taken that gives most columns.
    """
    chosen = chosen_fields(given.columns)
    written = lines.lines_of(given, codec, bom, newline="")
    first = next(written, "")
    said = _SAYS_SO.fullmatch(first)
    names = next((line for line in chain((first,), written) if not _is_blank(line)), "") if not said else said[1]
    written.close()
    least = 1 if chosen else 2
    best: _Layout | None = None
    for delimiter in said[1] if said else _DELIMITERS:
        if least > 1 and delimiter not in names:
            continue
        parsed = _parsed(given, codec, bom, delimiter, skip=bool(said), what="")
        header_row, _, _ = next(parsed, ([], "", 0))
        if not _is_header(header_row, least):
            continue
        rows = tuple(tuple(row) for row, _, _ in islice(parsed, _SEEN - 1))
        header = tuple(name.strip() for name in header_row)
        found = _Layout(codec, bom, delimiter, header, int(bool(said)), columns_in(header, chosen), rows)
        if best is None or (found.has_text, len(found.header)) > (best.has_text, len(best.header)):
            best = found
    return best


def _is_blank(line: str) -> bool:
    """Say whether nothing but delimiters, quotation marks and white space stands on a line."""
    return not line.translate(_MARKS).strip()


def _is_header(row: Sequence[str], least: int) -> bool:
    """Say whether a row consists of names: short ones that end like no sentence."""
    named = [name.strip() for name in row]
    return len([name for name in named if name]) >= least and not any(
        len(name) > _LONGEST_NAME or "\n" in name or _SENTENCE.search(name) for name in named
    )


def _rows(given: Given, layout: _Layout) -> Iterator[tuple[list[str], str, int]]:
    """Yield each row below the header with its own text and its number, the header's being 1."""
    rows = _parsed(given, layout.codec, layout.bom, layout.delimiter, skip=bool(layout.skip), what=given.what)
    next(rows, None)
    yield from rows


def _parsed(
    given: Given, codec: str, bom: int, delimiter: str, *, skip: bool, what: str
) -> Iterator[tuple[list[str], str, int]]:
    """Yield all rows that are not blank. With ``what``, broken quotation marks are refused; without, they end it."""
    csv.field_size_limit(max(csv.field_size_limit(), lines.MOST_LINE))
    taken: list[str] = []

    def taking() -> Iterator[str]:
        for line in islice(lines.lines_of(given, codec, bom, newline=""), int(skip), None):
            taken.append(line)
            yield line

    reader = csv.reader(taking(), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        taken.clear()
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            if not what:
                return
            why = str(fault).replace("expected after", "is missing after")
            raise UnusableInput(f"row {number} of {what} is broken: {why}; mend its quotation marks") from None
        if any(cell.strip() for cell in row):
            yield row, "".join(taken), number
