"""Many places, read in their order; remote ones are copied ahead by threads, for each takes a while to answer."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from secondsource.model import UnusableInput
from secondsource.reading import formats, remote
from secondsource.reading.articles import given_from, parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from secondsource.reading.given import Part, Reading, Unread
    from secondsource.reading.guard import Guard

THREADS: Final = 16
_MOST_PLACES: Final = 4 * THREADS  # that are copied ahead
MOST_HELD: Final = 64 * 1024**2  # bytes of copies that wait
MOST_AHEAD: Final = 8 * 1024**2  # bytes of one; what is larger is copied when its turn comes
_ENDING: Final = 1.0  # seconds that a thread has for its end


def read_ahead(
    places: Iterable[str],
    *,
    columns: Mapping[str, str] | None = None,
    annotations: bool = True,
    guard: Guard | None = None,
    threads: int = THREADS,
) -> Iterator[tuple[str, Part | Reading | Unread | UnusableInput]]:
    """Yield the ``parts`` of each place, in order, each with its place; the fault of a place stands for what it lacks.

    Remote places that follow one another are copied ahead by ``threads`` threads; all else is read when its turn comes.
    No more than ``MOST_HELD`` bytes of such copies wait. ``places`` is asked for what is needed next and no more, and
    what it raises is raised in its turn. Closing the iterator ends the threads.
    """
    with _Copying(threads, columns or {}) as copying:
        waiting: deque[str | _Copy] = deque()
        named = iter(places)
        fault: UnusableInput | None = None
        more = True
        while True:
            while more and (not waiting or (isinstance(waiting[-1], _Copy) and copying.has_room(len(waiting)))):
                try:
                    place = next(named, None)
                except UnusableInput as raised:
                    place, fault = None, raised
                more = place is not None
                if place is not None:
                    waiting.append(copying.begin(place) if remote.is_remote(place) else place)
            if not waiting:
                break
            one = waiting.popleft()
            try:
                if isinstance(one, str):
                    for found in parts(one, columns=columns, annotations=annotations, guard=guard):
                        yield one, found
                else:
                    with copying.taken(one) as file:
                        for found in formats.parts(given_from(one.place, file, columns or {})):
                            yield one.place, found
            except UnusableInput as raised:
                yield one if isinstance(one, str) else one.place, raised
        if fault is not None:
            raise fault


class _Copy:
    """A place that is being copied; once ``done``, either ``file`` or ``fault`` is there, or it was left for later."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.done = threading.Event()
        self.file: BinaryIO | None = None
        self.fault: Exception | None = None
        self.size = 0


class _Copying:
    """Threads that copy places, and how much they hold."""

    def __init__(self, threads: int, columns: Mapping[str, str]) -> None:
        self._most = threads
        self._columns = columns
        self._asked: SimpleQueue[_Copy | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._held = 0
        self._working = 0
        self._copies: set[_Copy] = set()
        self._wanted: _Copy | None = None
        self._ended = False
        self._shared: dict[str, Any] = {}
        self._reader = remote.Reader(self._shared)  # for what was left for later

    def __enter__(self) -> _Copying:
        return self

    def __exit__(self, *_: object) -> None:
        self._ended = True
        for _each in self._threads:
            self._asked.put(None)
        for each in self._threads:
            each.join(_ENDING)
        self._reader.close()
        with self._lock:
            for copy in self._copies:
                if copy.file is not None:
                    copy.file.close()

    def has_room(self, waiting: int) -> bool:
        """Say whether one more place may be copied while so many wait."""
        return waiting < _MOST_PLACES and self._held < MOST_HELD

    def begin(self, place: str) -> _Copy:
        """Have a place copied by one of the threads."""
        copy = _Copy(place)
        self._copies.add(copy)
        self._asked.put(copy)
        if len(self._threads) < min(self._most, len(self._copies)):
            # A thread that hangs on a server must not keep the program from its end.
            self._threads.append(threading.Thread(target=self._work, name="reading ahead", daemon=True))
            with self._lock:
                self._working += 1
            self._threads[-1].start()
        return copy

    @contextlib.contextmanager
    def taken(self, copy: _Copy) -> Iterator[BinaryIO]:
        """Hand out the copy whose turn it is, and close it afterwards. Raises UnusableInput for what kept it away."""
        self._wanted = copy
        try:
            copy.done.wait()
            if copy.fault is not None:
                raise copy.fault
            if copy.file is None:
                copy.file = self._reader.copy(copy.place, self._columns)
            yield copy.file
        finally:
            with self._lock:
                self._copies.discard(copy)
                self._held -= copy.size
            if copy.file is not None:
                copy.file.close()

    def _work(self) -> None:
        from secondsource.reading.remote_faults import Unreached

        proven = False
        with remote.Reader(self._shared) as reader:
            while (copy := self._asked.get()) is not None and not self._ended:
                file = None
                try:
                    file = reader.copy(copy.place, self._columns, partial(self._hold, copy))
                    proven = True
                except remote.Ended:
                    self._let_go(copy)
                except Exception as fault:
                    self._let_go(copy)
                    if isinstance(fault, Unreached) and not proven and self._leave(copy):
                        return
                    copy.fault = fault
                self._hand_over(copy, file)

    def _leave(self, copy: _Copy) -> bool:
        """Give a place to the other threads, where there are any: servers take only so many connections."""
        with self._lock:
            if self._working == 1:
                return False
            self._working -= 1
        self._asked.put(copy)
        return True

    def _hand_over(self, copy: _Copy, file: BinaryIO | None) -> None:
        with self._lock:
            if self._ended and file is not None:
                file.close()
            else:
                copy.file = file
        copy.done.set()

    def _hold(self, copy: _Copy, size: int) -> None:
        """Count what is about to be held. Raises Ended for what is too much, unless its turn has come."""
        with self._lock:
            copy.size += size
            self._held += size
            too_much = copy.size > MOST_AHEAD or self._held > MOST_HELD
            if self._ended or (too_much and copy is not self._wanted):
                raise remote.Ended

    def _let_go(self, copy: _Copy) -> None:
        with self._lock:
            self._held -= copy.size
            copy.size = 0
