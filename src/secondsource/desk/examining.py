"""The checks, run beside the desk: the claim under the cursor first, then what waits, in a thread of its own.

Keys come first: nothing is begun while they come, and what was begun gives way to them at once.
"""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Final, NamedTuple

from secondsource.model import Locked, Stopped, UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from secondsource.casefile import Case
    from secondsource.examine import Examination, Examiner

_STILL: Final = 0.15  # seconds without a key before the claim under the cursor is examined
_FIRST: Final = 0.2  # seconds after the first screen
_IDLE: Final = 1.0  # seconds without a key before claims that wait are examined
_MOST_WAITING: Final = 5_000  # claims; more are for ``secondsource examine``
_LOOK: Final = 2.0  # seconds between two looks for claims that wait, at least
_SHARE: Final = 50  # parts of the time, of which looking for them takes one at most: a million claims take a second
_LOCKED: Final = 0.1  # seconds that what was found waits for another program's lock, before it is kept later
_ENDING: Final = 2.0  # seconds in which it ends, whatever it is at
_SWITCH: Final = 0.0005  # seconds after which the desk has its turn: Python's own 0.005 are felt several times a key


class Order(NamedTuple):
    """The claim that was asked for at this place in the row of all that were; None for none."""

    place: int
    claim: int | None


class Examining:
    """Examines claims of the case at ``path``, and keeps what it finds unless that is for ``reading`` alone.

    ``found`` is called, in the thread, with what the checks say of the claim that was wanted last;
    ``kept`` when findings have changed in the case; ``failed`` with the first error that is none of the case's.
    """

    def __init__(
        self,
        path: Path,
        reading: bool,
        found: Callable[[Order, Examination], None],
        kept: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._path = path
        self._reading = reading
        self._found = found
        self._kept = kept
        self._failed = failed
        self._changed = threading.Condition()
        self.order = Order(0, None)
        """What was asked for last."""
        self._last_key = 0.0
        self._done: Order | None = None
        self._stopped = self._has_failed = False
        self._case: Case | None = None
        self._looking = False
        self._writing = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="examining", daemon=True)
        self.writes = 0
        """How often it began, or ended, to write to the case: odd while it may be writing."""

    def want(self, number: int | None) -> None:
        """Ask for the claim with this number before all others; None asks for none."""
        with self._changed:
            self.order = Order(self.order.place + 1, number)
            self._changed.notify()
        if not self._thread.ident and not self._stopped:
            self._last_key = time.monotonic() + _FIRST  # what it imports is not to hold up the first screen
            sys.setswitchinterval(_SWITCH)
            self._thread.start()
        elif self._looking and self._case is not None:
            self._case.interrupt()

    def rest(self) -> None:
        """Begin nothing for a while: a key was pressed."""
        self._last_key = time.monotonic()

    @contextlib.contextmanager
    def at_rest(self) -> Iterator[None]:
        """Let nothing be written in a block: who stops this process here leaves the case to other programs."""
        held = self._writing.acquire(timeout=_ENDING)
        try:
            yield
        finally:
            if held:
                self._writing.release()

    def stop(self) -> None:
        """End it; what was found so far is kept."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        end = time.monotonic() + _ENDING
        while self._thread.is_alive() and time.monotonic() < end:
            if (case := self._case) is not None:
                case.interrupt()  # again and again: it may have been between two statements
            self._thread.join(0.02)

    def _run(self) -> None:
        from secondsource.casefile import open_case
        from secondsource.examine import Examiner

        try:
            with open_case(self._path, reading=self._reading) as case:
                case.wait_at_most(_LOCKED)
                self._case = case
                self._work(Examiner(case), _Waiting(case))
        except Exception as error:
            self._tell(error)
        finally:
            self._case = None

    def _work(self, examiner: Examiner, waiting: _Waiting) -> None:
        while not self._stopped:
            order, rest = self._next()
            if rest > 0:
                self._wait(rest)
                continue
            with contextlib.suppress(Stopped):  # by ``stop``, or because a claim is wanted
                number = self._waiting(waiting) if order is None else order.claim
                if number is None:
                    self._wait(_LOOK)
                else:
                    self._examine(examiner, number, waiting, order)

    def _wait(self, seconds: float) -> None:
        with self._changed:
            if not self._stopped:
                self._changed.wait(seconds)

    def _next(self) -> tuple[Order | None, float]:
        """Return what was asked for, None where it is the turn of those that wait; and how long to wait first."""
        with self._changed:
            order = None if self.order.claim is None or self.order == self._done else self.order
            return order, (_IDLE if order is None else _STILL) - (time.monotonic() - self._last_key)

    def _waiting(self, waiting: _Waiting) -> int | None:
        self._looking = True
        try:
            return waiting.next()
        finally:
            self._looking = False

    def _examine(self, examiner: Examiner, number: int, waiting: _Waiting, order: Order | None) -> None:
        """Examine a claim; keep what is found where it is yet to be, show it where it was asked for."""
        found = None
        try:
            if order is None or waiting.holds(number):
                found = self._keep(examiner, number, waiting)
            if found is None and order is not None:  # what is shown needs no writing
                found = examiner.look(number)
        except Stopped:
            raise
        except Exception as error:
            self._tell(error)
        self._done = order or self._done
        if found is not None and order is not None:
            self._found(order, found)

    def _keep(self, examiner: Examiner, number: int, waiting: _Waiting) -> Examination | None:
        with self._writing:
            self.writes += 1
            try:
                found = examiner.examine(number)
            except Locked:
                waiting.later()
                return None
            except UnusableInput:  # the disk is full, or the case has lost a copy: tried again once it has changed
                return None
            finally:
                self.writes += 1
        self._kept()
        return found

    def _tell(self, error: Exception) -> None:
        """Tell of the first error that is none of the case's: of that, the desk itself tells."""
        ours = not isinstance(error, Stopped | UnusableInput) and type(error).__module__ != "sqlite3"
        if ours and not self._has_failed:
            self._has_failed = True
            self._failed(error)


class _Waiting:
    """The claims of a case that wait to be examined; they are looked for again once the case has changed."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._numbers: deque[int] = deque()
        self._version = -1
        self._not_before = 0.0

    def holds(self, number: int) -> bool:
        """Tell whether this claim is yet to be examined, and what is found can be kept."""
        from secondsource import casefile, examine

        return not self._case.read_only and casefile.rules_of(self._case, number) != examine.RULES

    def later(self) -> None:
        """Look for them again after a while: they could not be kept."""
        self._numbers.clear()
        self._version = -1
        self._not_before = max(self._not_before, time.monotonic() + _LOOK)

    def next(self) -> int | None:
        """Return one that is not examined yet; None where there is none, or where there are too many."""
        from secondsource import casefile, examine

        if self._case.read_only:
            return None
        with casefile.stoppable():
            began = time.monotonic()
            version = self._case.data_version
            if not self._numbers and version != self._version and began >= self._not_before:
                found = examine.waiting(self._case, _MOST_WAITING + 1)
                self._numbers.extend(found if len(found) <= _MOST_WAITING else ())
                self._version = version
                took = time.monotonic() - began
                self._not_before = began + max(_LOOK, _SHARE * took)
            while self._numbers:
                if self.holds(number := self._numbers.popleft()):
                    return number
        return None
