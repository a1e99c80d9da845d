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
_NOT_IN_CP1252: Final = b"\x81\x8d\x8f\x90\x9d"
_CP1252: Final = [chr(byte) if byte in _NOT_IN_CP1252 else bytes([byte]).decode("cp1252") for byte in range(256)]
_FROM_LIBREOFFICE: Final = {0xF100 + byte: byte for byte in _NOT_IN_CP1252}  # what it reads such a byte as
_BREAK: Final = re.compile(r"\r\n?")
_CONTROL: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff]")  # what XML leaves out, and some more


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
    if _settled(cell.translate(_FROM_LIBREOFFICE)) in {_settled(_garbled(value)), _settled(_garbled(guard(value)))}:
        return Likeness.SAME
    cell = mended(cell, value)
    cells = {_settled(cell), _settled(unguard(cell))}
    values = {_settled(value), _settled(guard(value))}
    if cells & values:
        return Likeness.SAME
    if any(_may_be(one, other) for one in cells for other in values):
        return Likeness.SAME
    if not exact and any(_may_be_left(cell, other) for other in (value, guard(value))):
        return Likeness.SAME
    if any(_is_cut(one, other) for one in cells for other in values):
        return Likeness.CUT
    return Likeness.CHANGED


def mended(cell: str, value: str) -> str:
    """Return a cell with the characters of the value that were read as cp1252 and saved so: "Ã©" for "é"."""
    garbled = {_garbled(character): character for character in {*value, BLOCK} if not character.isascii()}
    found = re.compile("|".join(map(re.escape, garbled)))
    return cell if found.search(value) else found.sub(lambda one: garbled[one[0]], cell.translate(_FROM_LIBREOFFICE))


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


def _may_be(cell: str, value: str) -> bool:
    """Tell whether a cell is a value but for blocks."""
    return (
        BLOCK in cell
        and len(cell) == len(value)
        and all(here in {there, BLOCK} for here, there in zip(cell, value, strict=True))
    )


def _may_be_left(cell: str, value: str) -> bool:
    """Tell whether a cell is what an encoding left of a value: any character, or two, for each that is not of ASCII."""
    cell, value = (_BREAK.sub("\n", text).strip() for text in (cell, value))
    return any(
        len(cell) == len(other)
        and all(here == there or not there.isascii() for here, there in zip(cell, other, strict=True))
        for other in (value, _units(value))
    )


def _garbled(text: str) -> str:
    """Return what cp1252 makes of a text in UTF-8."""
    return "".join(_CP1252[byte] for byte in text.encode())


def _units(text: str) -> str:
    """Return a text with two characters for each that UTF-16 has in two: so many question marks take its place."""
    return "".join(character * 2 if ord(character) > 0xFFFF else character for character in text)


def _is_cut(cell: str, value: str) -> bool:
    kept = cell.rstrip("\ufffd")
    return len(kept) >= _SHORTEST_CUT and len(_units(value)) > CELL_LIMIT and value.startswith(kept)
