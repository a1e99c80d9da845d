"""How fast a reviewer decides, from the times of the latest decisions."""

from __future__ import annotations

import time
from collections import deque
from typing import Final

_LATEST: Final = 50  # decisions that the pace is taken from
_ENOUGH: Final = 20.0  # seconds of work before a pace says anything
_PAUSE: Final = 120.0  # seconds without a decision that count as a pause, not as thinking


class Pace:
    """The decisions of this sitting."""

    def __init__(self) -> None:
        self._gaps: deque[float] = deque(maxlen=_LATEST)
        self._last: float | None = None
        self.decided = 0

    def count(self, decisions: int = 1) -> None:
        """Take in that so many were made at this moment; several at once say nothing about the pace."""
        now = time.monotonic()
        if self._last is not None and decisions == 1 and now - self._last < _PAUSE:
            self._gaps.append(now - self._last)
        self._last = now
        self.decided += decisions

    @property
    def a_minute(self) -> float | None:
        """Decisions a minute without the pauses; None where there was too little work to say."""
        seconds = sum(self._gaps)
        return 60 * len(self._gaps) / seconds if seconds >= _ENOUGH else None
