"""Lines for people: in colour and cut at the edge on a terminal, whole and plain elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text


class Lines:
    """``width`` is that of the terminal in cells, None where there is none."""

    def __init__(self) -> None:
        from rich.console import Console

        self._console = Console(soft_wrap=True, highlight=False, markup=False, emoji=False)
        self.width = self._console.width if self._console.is_terminal else None

    def print(self, line: Text, *, before: str = "") -> None:
        """Print one line of safe text, with what stands ``before`` it in bold."""
        if self.width is None:
            print(before + line.plain)  # many times as fast: a log may have a million lines
            return
        if before:
            line = type(line).assemble((before, "bold"), line)
        line.truncate(self.width, overflow="ellipsis")
        self._console.print(line)
