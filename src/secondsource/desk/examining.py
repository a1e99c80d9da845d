"""The checks, run beside the desk: the claim under the cursor first, then what waits, in a thread of its own."""

from __future__ import annotations

import threading
import time
from itertools import repeat
from typing import TYPE_CHECKING, Final

from secondsource.model import Stopped, UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from secondsource.casefile import Case
    from secondsource.examine import Examination, Examiner

_STILL: Final = 0.06  # seconds that the cursor rests on a claim before it is examined
_IDLE: Final = 1.0  # seconds without a key before claims that wait are examined
_MOST_WAITING: Final = 5_000  # claims; more are for ``secondsource examine``
_LOOK: Final = 2.0  # seconds between two looks for claims that wait


class Examining:
    """Examines claims of the case at ``path``, and keeps what it finds unless that is for ``reading`` alone.

    ``found`` is called, in the thread, with the number of the claim that was wanted and what the checks say of it;
    ``kept`` when findings of others have changed in the case; ``failed`` with an error that is none of the case's.
    """

    def __init__(
        self,
        path: Path,
        reading: bool,
        found: Callable[[int, Examination], None],
        kept: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._path = path
        self._reading = reading
        self._found = found
        self._kept = kept
        self._failed = failed
        self._changed = threading.Condition()
        self._wanted: int | None = None
        self._last_key = 0.0
        self._stopped = False
        self._case: Case | None = None
        self._thread = threading.Thread(target=self._run, name="examining", daemon=True)

    def want(self, number: int | None) -> None:
        """Ask for the claim with this number before all others; None asks for none."""
        with self._changed:
            self._wanted = number
            self._last_key = time.monotonic()
            self._changed.notify()
        if not self._thread.ident:
            self._thread.start()

    def stop(self) -> None:
        """End it; what was found so far is kept."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        if self._case is not None:
            self._case.interrupt()
        if self._thread.ident:
            self._thread.join(_LOOK)

    def _run(self) -> None:
        from secondsource.casefile import open_case
        from secondsource.examine import Examiner

        try:
            with open_case(self._path, reading=self._reading) as case:
                self._case = case
                self._work(Examiner(case))
        except (Stopped, UnusableInput):
            pass  # the desk itself tells what is wrong with the case
        except Exception as error:
            self._failed(error)
        finally:
            self._case = None

    def _work(self, examiner: Examiner) -> None:
        waiting: Iterator[int | None] = self._waiting(examiner.case)
        while not self._stopped:
            wanted, rest = self._next()
            if rest > 0:
                with self._changed:
                    self._changed.wait(rest)
                continue
            number = next(waiting) if wanted is None else wanted
            if number is None:
                with self._changed:
                    self._changed.wait(_LOOK)
                continue
            try:
                self._examine(examiner, number, wanted=wanted is not None)
            except (Stopped, UnusableInput):
                raise
            except Exception as error:  # of this claim: another one may do, but none is looked for any more
                self._failed(error)
                waiting = repeat(None)
            with self._changed:
                if self._wanted == number:
                    self._wanted = None

    def _next(self) -> tuple[int | None, float]:
        """Return the claim that is wanted, None where it is the turn of those that wait; and how long to wait first."""
        with self._changed:
            still = time.monotonic() - self._last_key
            return self._wanted, (_IDLE if self._wanted is None else _STILL) - still

    def _examine(self, examiner: Examiner, number: int, *, wanted: bool) -> None:
        from secondsource import casefile, examine

        case = examiner.case
        kept = not case.read_only and casefile.rules_of(case, number) != examine.RULES
        try:
            found = examiner.examine(number) if kept else examiner.look(number)
        except UnusableInput:  # another program writes, or the disk is full: what is shown needs neither
            found, kept = examiner.look(number), False
        if kept:
            self._kept()
        if found is not None and wanted:
            self._found(number, found)

    @staticmethod
    def _waiting(case: Case) -> Iterator[int | None]:
        """Yield claims that wait, None while there is nothing to do."""
        from secondsource import examine

        version = -1
        while True:
            now = case.data_version
            some: list[int] = []
            if now != version and not case.read_only and examine.waiting_count(case) <= _MOST_WAITING:
                some = examine.waiting(case, 50)
            yield from some
            if not some:
                version = now
                yield None
