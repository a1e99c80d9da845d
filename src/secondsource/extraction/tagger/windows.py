"""Long texts in windows that overlap: what a model reads at once, and which words it answers for."""

from __future__ import annotations

from typing import NamedTuple

SIZE = 256  # pieces
CONTEXT = 48  # pieces that a window shares with each neighbour, at least


class Window(NamedTuple):
    """Words ``first`` to ``last`` (not included) are read; those from ``begin`` to ``end`` are taken from here."""

    first: int
    last: int
    begin: int
    end: int


def windows_of(lengths: list[int], size: int = SIZE, context: int = CONTEXT) -> list[Window]:
    """The windows of at most ``size`` pieces over words of these lengths; each word is taken from exactly one of them.

    Neighbours share at least ``context`` pieces. A word is taken from the window in which it is farther from an edge:
    two neighbours meet in the middle of what they share.
    """
    bounds: list[tuple[int, int]] = []
    first = 0
    while first < len(lengths):
        last, used = first, 1
        while last < len(lengths) and used + lengths[last] <= size:
            used += lengths[last]
            last += 1
        bounds.append((first, last))
        if last == len(lengths):
            break
        shared, first = 0, last
        while first > bounds[-1][0] + 1 and shared < context:
            first -= 1
            shared += lengths[first]
    found: list[Window] = []
    begin = 0
    for number, (low, high) in enumerate(bounds):
        end = high if number + 1 == len(bounds) else (bounds[number + 1][0] + high + 1) // 2
        found.append(Window(low, high, begin, end))
        begin = end
    return found
