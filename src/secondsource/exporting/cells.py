"""What a spreadsheet makes of a value that it was given, so that nothing it does by itself is taken for a change.

Measured with LibreOffice 7.4 (see ``docs/spreadsheet.md``): line breaks become LF; .ods leaves out control characters;
long values are cut, those of .xlsx at 32,767 UTF-16 units; encodings other than Unicode lose what they don't have. A
cell that is edited in Excel or Google Sheets loses its leading apostrophe.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from secondsource.exporting.release import BLOCK
from secondsource.exporting.spreadsheet import guard, unguard

CELL_LIMIT: Final = 32_767  # UTF-16 units that Excel keeps of a value
_SHORTEST_CUT: Final = 8_000  # code points: LibreOffice keeps more of any value that it cuts
_BREAK: Final = re.compile(r"\r\n?")
_CONTROL: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")


class Likeness(Enum):
    """How a cell stands to the value that was exported in it."""

    SAME = "same"
    CUT = "cut"
    CHANGED = "changed"


def words_of(cell: str) -> str:
    """Return what somebody meant who wrote this in a cell: no guard, no space around it, line breaks as LF."""
    return _BREAK.sub("\n", unguard(cell.strip())).strip()


def compare(cell: str, value: str, *, exact: bool) -> Likeness:
    """Return how a cell stands to the value of the case that was exported in it.

    Blocks in the cell stand for any character: the export masks names. ``exact`` is false where the table is in an
    encoding that may have lost characters other than those of ASCII.
    """
    if cell == value or cell == guard(value):
        return Likeness.SAME
    cells = {_settled(cell), _settled(unguard(cell))}
    values = {_settled(value), _settled(guard(value))}
    if cells & values:
        return Likeness.SAME
    if any(_may_be(one, other, exact=exact) for one in cells for other in values):
        return Likeness.SAME
    if any(_is_cut(one, other) for one in cells for other in values):
        return Likeness.CUT
    return Likeness.CHANGED


def is_masked(cell: str, value: str) -> bool:
    """Tell whether a cell has blocks where the value has none, so that it can't take the value's place."""
    return cell.count(BLOCK) > value.count(BLOCK)


def has_lost(cell: str, value: str, encoding: str) -> bool:
    """Tell whether a cell may lack characters of the value only because the encoding it was saved in lacks them."""
    if encoding.startswith("utf"):
        return False
    return ("??" in cell and "??" not in value) or value.encode(encoding, "ignore").decode(encoding) != value


def _settled(text: str) -> str:
    return _CONTROL.sub("", _BREAK.sub("\n", text)).strip()


def _may_be(cell: str, value: str, *, exact: bool) -> bool:
    if BLOCK not in cell and exact:
        return False
    if not exact:
        cell, value = _units(cell), _units(value)
    return len(cell) == len(value) and all(
        here in {there, BLOCK} or not (exact or there.isascii()) for here, there in zip(cell, value, strict=True)
    )


def _units(text: str) -> str:
    """Return a text with two characters for each that UTF-16 has in two: so many question marks take its place."""
    return "".join(character * 2 if ord(character) > 0xFFFF else character for character in text)


def _is_cut(cell: str, value: str) -> bool:
    kept = cell.rstrip("\ufffd")
    return len(kept) >= _SHORTEST_CUT and len(_units(value)) > CELL_LIMIT and value.startswith(kept)
