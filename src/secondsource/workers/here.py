"""This process, and processes of this machine."""

from __future__ import annotations

import itertools
import os
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from secondsource.workers.order import Dead, Lost, Pending, Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")

_FEW: Final = 2  # pieces that are done here sooner than processes are started
_ONE_THREAD: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def cores() -> int:
    """Return how many processes can work at once on this machine, as far as this one is allowed to use it."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class ThisProcess(Workers):
    """No other process: each piece is done when its turn comes."""

    def in_order(self, work: Callable[[T], R], given: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
        """Yield each piece with what ``work`` makes of it, one after another."""
        return ((one, work(one)) for one in given)

    def count(self) -> int:
        """Return one."""
        return 1

    def begin(self, work: Callable[[T], R], one: T) -> Pending[R]:
        """Do the work at once."""
        return _Done(work(one))

    def end(self) -> None:
        """Nothing was started."""


@dataclass(frozen=True)
class _Done(Generic[R]):
    found: R

    def result(self) -> R:
        return self.found


class Processes(Workers):
    """So many processes of this machine, started when there is enough to do for them."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool: ProcessPoolExecutor | None = None

    def in_order(self, work: Callable[[T], R], given: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
        """Do as ``Workers.in_order`` does; very little is done in this process."""
        given = iter(given)
        first = list(itertools.islice(given, _FEW + 1))
        if len(first) <= _FEW:
            return ((one, work(one)) for one in first)
        return super().in_order(work, itertools.chain(first, given))

    def count(self) -> int:
        """Return how many processes there are."""
        return self._count

    def begin(self, work: Callable[[T], R], one: T) -> Pending[R]:
        """Give a piece to the next process that is free; where one died, all are started anew."""
        for _ in range(2):
            self._pool = self._pool or _started(self._count)
            try:
                return _Here(self._pool.submit(work, one))
            except BrokenExecutor:
                self.end()
        raise Dead

    def end(self) -> None:
        """End the processes at once: what they found and nobody asked for is lost."""
        pool, self._pool = self._pool, None
        if pool is not None:
            running = list((pool._processes or {}).values())  # no public name before Python 3.14
            pool.shutdown(wait=False, cancel_futures=True)
            for process in running:
                process.kill()


@dataclass(frozen=True)
class _Here(Generic[R]):
    future: Future[R]

    def result(self) -> R:
        try:
            return self.future.result()
        except BrokenExecutor:
            raise Dead from None


def _started(count: int) -> ProcessPoolExecutor:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Not forked: what this process has open (a case, threads) must not be there twice.
    return ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _begin)


def _begin() -> None:
    """Make a process that was started a good worker: one core, deaf to Ctrl-C, and gone when its parent is."""
    import multiprocessing
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # its parent ends it
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    parent = multiprocessing.parent_process()
    if parent is not None:

        def follow() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=follow, daemon=True).start()
