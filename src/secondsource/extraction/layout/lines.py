"""Which line breaks of a text end a paragraph: all of them, but for a text whose lines were broken to a width.

Mails, wires and the text of PDFs are written so. There a line goes on with the next one unless it was left short: the
next one's first word would have had room on it.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import Final

_FEWEST: Final = 3  # lines that go on in the next one
_LEAST: Final = (
    0.4  # of the line breaks; in 1,300 articles with a paragraph a line at most 0.22, in one broken to 72 0.9
)
_WIDE: Final = 0.85  # of the width: lines of print are of unequal length
_NEARLY_ALL: Final = 0.9  # of the lines are no longer than the width
_ENDS: Final = (".", "!", "?", "…", ":", ";", "”", '"', "’", "'", ")", "]", "»", "。", "！", "？", "؟", "।")
_ITEM: Final = re.compile(r"[-–—•*·] |\d{1,3}[.)] ")


def paragraph_ends(text: str) -> list[int]:
    """Return the places of the line breaks of ``text`` that end a paragraph, in code points."""
    lines = text.split("\n")
    places = list(accumulate((len(line) + 1 for line in lines), initial=-1))[1:-1]
    lines = [line.strip() for line in lines]
    if not _is_wrapped(lines):
        return places
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(len(lengths) * _NEARLY_ALL)]
    return [
        place for place, (one, other) in zip(places, pairwise(lines), strict=True) if not _goes_on(one, other, width)
    ]


def _is_wrapped(lines: list[str]) -> bool:
    breaks = [pair for pair in pairwise(lines) if all(pair)]
    running = sum(_runs_on(*pair) for pair in breaks)
    return running >= _FEWEST and running >= _LEAST * len(breaks)


def _runs_on(one: str, other: str) -> bool:
    """Whether a sentence goes over the end of a line for all to see."""
    return not one.endswith(_ENDS) and other[0].islower()


def _goes_on(one: str, other: str, width: int) -> bool:
    if not one or not other or _ITEM.match(other):
        return False
    return _runs_on(one, other) or len(one) + 1 + len(other.split(None, 1)[0]) > _WIDE * width
