r"""CSV for spreadsheets: RFC 4180, UTF-8, every field quoted, and no text that a spreadsheet takes for a formula.

The guard is OWASP's leading apostrophe, made reversible: a value that would start a formula, or that starts with
an apostrophe already, gets one apostrophe more, and ``unguard`` takes exactly that one away.
"""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import fields
from typing import TYPE_CHECKING, Final, TextIO

from secondsource.model import Claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_APOSTROPHE: Final = "'"
_STARTS_FORMULA: Final = "=+-@"
_SEPARATOR: Final = "; "


def columns() -> tuple[str, ...]:
    """Return the names of the columns in their order."""
    return tuple(field.name for field in fields(Claim))


def guard(value: str) -> str:
    """Return a value that no spreadsheet takes for a formula; ``unguard`` gives the value back."""
    return _APOSTROPHE + value if value.startswith(_APOSTROPHE) or _is_formula(value) else value


def unguard(value: str) -> str:
    """Return the value that ``guard`` was given."""
    rest = value[1:]
    return rest if value.startswith(_APOSTROPHE) and guard(rest) == value else value


def _is_formula(value: str) -> bool:
    # Spreadsheets skip what can't be seen, and some fold the full-width signs, so look behind both.
    for character in value:
        if character.isspace() or unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"}:
            if character in "\t\r\n":
                return True
            continue
        return unicodedata.normalize("NFKC", character)[0] in _STARTS_FORMULA
    return False


def write_csv(claims: Iterable[Claim], file: TextIO) -> Iterator[int]:
    """Write a header and one guarded row a claim to a file opened with ``newline=""``; yield 1 after each claim."""
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    names = columns()
    writer.writerow(names)
    for claim in claims:
        writer.writerow([_cell(getattr(claim, name)) for name in names])
        yield 1


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return guard(_SEPARATOR.join(value))
    return guard(value) if isinstance(value, str) else str(value)
