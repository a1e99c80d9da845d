"""Work that takes long: how far it is, and how it is stopped."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

from secondsource.model import Stopped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.casefile import Case


class Work:
    """One piece of work in a thread of its own. The thread calls ``report``, the desk ``stop``."""

    def __init__(self, title: str, total: int = 0) -> None:
        self._title = title
        self._total = total
        self._done = 0
        self._began = time.monotonic()
        self.stopped = False
        self._case: Case | None = None

    @property
    def description(self) -> str:
        """What is being done, how far it is, and how to stop it."""
        far = f"{self._done:,} of {self._total:,}" if self._total else f"{time.monotonic() - self._began:.1f} s"
        return f"{self._title} · {far} · Esc stops"

    @property
    def stopped_at(self) -> str:
        """What to say once it is stopped."""
        return f"stopped after {self._done:,} of {self._total:,}" if self._total else "stopped"

    @contextlib.contextmanager
    def on(self, case: Case) -> Iterator[None]:
        """Let ``stop`` interrupt what is read from this case."""
        self._case = case
        try:
            yield
        finally:
            self._case = None

    def report(self, done: int, total: int | None = None) -> None:
        """Say how far the work is, and what there is in all, where that is known by now. Raises Stopped if asked to."""
        self._done, self._total = done, total or self._total
        if self.stopped:
            raise Stopped

    def stop(self) -> None:
        """Ask the work to stop."""
        self.stopped = True
        if self._case is not None:
            self._case.interrupt()
