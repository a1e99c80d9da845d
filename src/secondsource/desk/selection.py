"""Which of the claims listed are selected, by position, so that a million cost what one does."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Selection:
    """A set of positions, kept as runs ``[first, end)`` that neither touch nor overlap, in order."""

    def __init__(self) -> None:
        self._runs: list[tuple[int, int]] = []

    def __contains__(self, position: int) -> bool:
        run = bisect_right(self._runs, position, key=lambda run: run[0]) - 1
        return run >= 0 and position < self._runs[run][1]

    def __len__(self) -> int:
        return sum(end - first for first, end in self._runs)

    def __bool__(self) -> bool:
        return bool(self._runs)

    @property
    def runs(self) -> Iterator[tuple[int, int]]:
        """The runs, in order."""
        yield from self._runs

    def add(self, first: int, end: int) -> None:
        """Take in the positions from ``first`` up to ``end``, which is not one of them."""
        if first >= end:
            return
        apart = [run for run in self._runs if run[1] < first or run[0] > end]
        touching = [run for run in self._runs if not (run[1] < first or run[0] > end)]
        joined = (min([first, *(run[0] for run in touching)]), max([end, *(run[1] for run in touching)]))
        self._runs = sorted([*apart, joined])

    def drop(self, first: int, end: int) -> None:
        """Take out the positions from ``first`` up to ``end``, which is not one of them."""
        if first >= end:
            return
        left = []
        for a, b in self._runs:
            left += [run for run in ((a, min(b, first)), (max(a, end), b)) if run[0] < run[1]]
        self._runs = left

    def toggle(self, position: int) -> None:
        """Take a position in, or out where it was in."""
        (self.drop if position in self else self.add)(position, position + 1)

    def clear(self) -> None:
        """Take all out."""
        self._runs = []
