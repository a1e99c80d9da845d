"""One line on standard error that says how far a long piece of work is; on a terminal only."""

from __future__ import annotations

import sys


class Progress:
    """``show`` writes over the line, ``clear`` takes it away."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def show(self, what: str, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` of something are done."""
        if self._shown:
            print(f"\r\033[K{what} {done:,} of {total:,}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
