"""A program in a pseudo-terminal of which every byte has its time; the screen is worked out afterwards.

So what is measured is the program, not the terminal emulator of the measurement.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from terminal.pseudo import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 60.0  # seconds until a program that shows nothing is given up
PACE = 0.05  # seconds from one key to the next: a fast human
QUIET = 0.02  # seconds without a byte after which a screen counts as painted
TOLD = re.compile(r"\d of \d|\d/\d")  # the lines that say where the cursor is and how far the case is


class Press(NamedTuple):
    """What one key did: seconds to the byte that completed the lines in ``TOLD``, and to that of the whole screen."""

    told: float | None
    whole: float | None


class TimedTerminal(Terminal):
    """One program, the times of what it paints and what it costs. Times are in seconds."""

    def __init__(self, arguments: list[str], width: int, height: int, environment: dict[str, str]) -> None:
        self.began = time.perf_counter()
        super().__init__(arguments, width, height, environment)
        self._waiting: list[tuple[float, bytes]] = []  # painted, and not yet on the screen

    def _collect(self, seconds: float) -> bool:
        """Take in what comes within this time, with the time at which it came; False where nothing came."""
        data = self.take(max(seconds, 0))
        if data:
            self._waiting.append((time.perf_counter(), data))
        elif data is None:
            raise EOFError(f"the program ended: {' '.join(self.settled_text().split())[-300:]}")
        return bool(data)

    def first(self, awaited: re.Pattern[bytes]) -> float:
        """Return the seconds from the start to the first byte string that fits."""
        painted = b""
        while time.perf_counter() - self.began < PATIENCE:
            if self._collect(0.5):
                painted += self._waiting[-1][1]
                if awaited.search(painted):
                    return self._waiting[-1][0] - self.began
        raise TimeoutError(f"never painted {awaited.pattern!r}")

    def settle(self, quiet: float = 0.3) -> float:
        """Read on until nothing has come for so long; return the seconds from the start to the last byte."""
        while self._collect(quiet):
            pass
        return self._waiting[-1][0] - self.began if self._waiting else 0.0

    def settled_text(self) -> str:
        """Return what the screen shows by now."""
        for _, data in self._waiting:
            self.stream.feed(data)
        self._waiting.clear()
        return self.text

    def presses(self, keys: list[str], pace: float = PACE) -> list[Press]:
        """Press keys, ``pace`` seconds apart and each when the one before has been painted; return what each did."""
        self.settle()
        self.settled_text()
        pressed = []
        for key in keys:
            at = time.perf_counter()
            self.send(key)
            mark = len(self._waiting)
            while (now := time.perf_counter()) < at + pace or (len(self._waiting) == mark and now < at + 2):
                self._collect(min(at + pace - now, pace) if now < at + pace else 0.05)
            while self._collect(QUIET) and time.perf_counter() < at + 2:
                pass
            pressed.append((at, self._waiting[mark:]))
            del self._waiting[mark:]
        return list(self._timed(pressed))

    def _timed(self, pressed: list[tuple[float, list[tuple[float, bytes]]]]) -> Iterator[Press]:
        lines = self._lines(range(self.screen.lines))
        for at, chunks in pressed:
            told = whole = None
            for when, data in chunks:
                self.screen.dirty.clear()
                self.stream.feed(data)
                now = self._lines(self.screen.dirty)
                changed = {y: text for y, text in now.items() if lines.get(y) != text}
                lines |= changed
                if changed:
                    whole = when - at
                if any(TOLD.search("".join(cell.data for cell in text)) for text in changed.values()):
                    told = when - at
            yield Press(told, whole)

    def _lines(self, numbers: range | set[int]) -> dict[int, tuple]:
        columns = range(self.screen.columns)
        return {y: tuple(self.screen.buffer[y][x] for x in columns) for y in numbers if y < self.screen.lines}

    def processor(self) -> float:
        """Return the seconds for which all threads of the program have run so far."""
        total = 0
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            total += int((task / "schedstat").read_text().split()[0])
        return total / 1e9

    def memory(self) -> tuple[float, float]:
        """Return the megabytes resident, and those that are the program's share of what several use."""
        text = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text(encoding="ascii")
        found = dict(re.findall(r"^(Rss|Pss): +(\d+) kB", text, re.MULTILINE))
        return int(found["Rss"]) / 1024, int(found["Pss"]) / 1024

    def end(self, keys: str) -> None:
        """Leave the program by its own keys; end it where it does not listen."""
        self.send(keys)
        until = time.perf_counter() + 10
        while self.process.poll() is None and time.perf_counter() < until:
            if self.take(0.05) is None:
                break
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            print("  (it had to be ended)")
        self.close()
