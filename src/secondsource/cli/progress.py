"""One line on standard error that says how far a long piece of work is; on a terminal only."""

from __future__ import annotations

import sys
import time
from collections import deque
from typing import Final

LONG: Final = 3.0  # seconds of work of which it is said at the end how they went
_SHOWN: Final = 0.1  # seconds between two lines: nobody reads faster
_LOOKED_BACK: Final = 30.0  # seconds over which a rate is taken
_LEAST: Final = 1.0  # seconds below which there is none to speak of


class Progress:
    """``show`` writes over the line, ``clear`` takes it away."""

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty()

    def show(self, what: str, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` of something are done."""
        self.write(f"{what} {done:,} of {total:,}")

    def write(self, line: str) -> None:
        """Say how far it is."""
        if self.shown:
            print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Take the line away."""
        if self.shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


class Pace(Progress):
    """Progress of work that takes long: with its rate and the time left."""

    def __init__(self, what: str) -> None:
        """``what`` is counted, such as "articles"."""
        super().__init__()
        self._what = what
        self._past: deque[tuple[float, int, float]] = deque([(time.monotonic(), 0, 0.0)])

    def tell(self, done: int, part: float | None = None) -> None:
        """Say that so many are done; ``part`` is the share of all the work, 0 to 1, None where it is not known."""
        now = time.monotonic()
        if not self.shown or now - self._past[-1][0] < _SHOWN:
            return
        self._past.append((now, done, part or 0.0))
        while now - self._past[0][0] > _LOOKED_BACK and len(self._past) > 2:
            self._past.popleft()
        since, before, part_before = self._past[0]
        line = f"{self._what}: {done:,}"
        if now - since > _LEAST:
            line += f" · {(done - before) / (now - since):,.0f} a second"
        if part is not None and part > part_before and now - since > _LEAST:
            left = (1 - part) * (now - since) / (part - part_before)
            line += f" · {part:.0%} · {spoken(left)} left"
        self.write(line)


def how_it_went(count: int, what: str, seconds: float, processes: int, storing: float) -> str:
    """Return the line that tells how fast so many were done, and for how many seconds the one that stores had to do."""
    many = f"{processes} processes" if processes > 1 else "one process"
    rate, share = count / seconds, storing / seconds
    return f"in {spoken(seconds)}: {rate:,.0f} {what} a second in {many}; storing took {share:.0%} of the time"


def spoken(seconds: float) -> str:
    """Return a length of time as people say it, rounded: "40 s", "12 min", "3 h 20 min", "2 d 3 h"."""
    if seconds < 99:
        return f"{seconds:.0f} s" if seconds >= 10 else f"{seconds:.1f} s"
    minutes = round(seconds / 60)
    if minutes < 120:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes} min"
    return f"{hours // 24} d {hours % 24} h"
