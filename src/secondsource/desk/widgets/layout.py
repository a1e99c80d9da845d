"""Text into lines of a width counted in terminal cells, with the offsets of every line kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import Final

from rich.cells import cell_len, get_character_cell_size, set_cell_size

from secondsource.display import safe

# Scripts and signs whose every character takes one cell; what is outside is measured one by one.
_NARROW: Final = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u0370-\u0377\u0384-\u0482\u048a-\u052f\u2010-\u2027\u20a0-\u20bf]*"
)
_ELLIPSIS: Final = "…"
_ZERO_WIDTH_JOINER: Final = "\u200d"


def readable(text: str) -> str:
    r"""Return ``text`` safe to show, of the same length: lines end in ``\n`` alone, tabs are spaces."""
    text = text.replace("\r\n", " \n").replace("\r", "\n").replace("\t", " ")
    return "\n".join(map(safe, text.split("\n")))


def fit(text: str, width: int) -> str:
    """Return safe text of one line cut or padded to ``width`` cells; a cut ends in an ellipsis."""
    cells = cell_len(text)
    if cells <= width:
        return text + " " * (width - cells)
    return set_cell_size(set_cell_size(text, max(width - 1, 0)).rstrip() + _ELLIPSIS, width) if width > 0 else ""


def wrap(text: str, width: int) -> tuple[list[int], list[int]]:
    """Return where the lines of readable text start and end, in code points, at most ``width`` cells each.

    Lines break at spaces, beside wide characters, and within a word only where it does not fit a line.
    """
    starts: list[int] = []
    ends: list[int] = []
    width = max(width, 2)
    pattern = _lines_of(width)
    start = 0
    while True:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if start == end:
            starts.append(start)
            ends.append(end)
        elif _NARROW.fullmatch(text, start, end):
            for match in pattern.finditer(text, start, end):
                starts.append(match.start(1))
                ends.append(match.end(1))
        else:
            _wrap_measured(text, start, end, width, starts, ends)
        if end == len(text):
            return starts, ends
        start = end + 1


@lru_cache(maxsize=16)
def _lines_of(width: int) -> re.Pattern[str]:
    return re.compile(rf"(.{{1,{width}}}(?=\ |\Z)|.{{{width}}})\ *", re.DOTALL)


def _wrap_measured(text: str, start: int, end: int, width: int, starts: list[int], ends: list[int]) -> None:
    while start < end:
        chunk = text[start : min(end, start + width + 1)]
        sizes = [get_character_cell_size(character) for character in chunk]
        cells = list(accumulate(sizes))
        if cells[-1] <= width and start + len(chunk) < end:  # combining marks: there is room for more of them
            chunk = text[start : min(end, start + 4 * width)]
            sizes = [get_character_cell_size(character) for character in chunk]
            cells = list(accumulate(sizes))
        fitting = bisect_right(cells, width)
        cut = fitting
        if start + cut < end and text[start + cut] != " ":
            cut = _break_before(chunk, sizes, fitting)
        starts.append(start)
        ends.append(start + cut)
        start += cut
        while start < end and text[start] == " ":
            start += 1


def _break_before(chunk: str, sizes: list[int], fitting: int) -> int:
    for cut in range(fitting, 0, -1):
        wide = sizes[cut - 1] == 2 or (cut < len(sizes) and sizes[cut] == 2)
        if chunk[cut - 1] == " " or (wide and _between_clusters(chunk, sizes, cut)):
            return cut
    for cut in range(fitting, 0, -1):
        if _between_clusters(chunk, sizes, cut):
            return cut
    return max(fitting, 1)


def _between_clusters(chunk: str, sizes: list[int], cut: int) -> bool:
    return cut < len(sizes) and sizes[cut] > 0 and chunk[cut - 1] != _ZERO_WIDTH_JOINER
