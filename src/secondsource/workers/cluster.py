"""The workers of a Dask cluster: one that runs somewhere, or one of this machine for the time of the work.

A worker that dies is Dask's to replace: it gives its pieces to others, and gives up a piece that killed several.
"""

from __future__ import annotations

import contextlib
import logging
import signal
import threading
import time
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from secondsource.model import UnusableInput
from secondsource.workers.order import LOCAL, Dead, Pending, Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from distributed import Client
    from distributed import Future as Remote

T = TypeVar("T")
R = TypeVar("R")

_ANSWER: Final = 10  # seconds for the scheduler's
_FIRST_WORKER: Final = 30  # seconds
_COUNTED: Final = 1.0  # seconds after which workers are counted anew: they come and go


@contextlib.contextmanager
def connected(address: str, jobs: int) -> Iterator[Workers]:
    """Hand out the workers of the scheduler at ``address``; for ``LOCAL``, start one with ``jobs`` workers first.

    Raises UnusableInput where Dask is missing, no scheduler answers, or it has no workers.
    """
    try:
        import distributed
    except ImportError as missing:
        raise UnusableInput(
            f"a cluster needs {missing.name or 'Dask'}; install it with: pip install 'secondsource[cluster]'"
        ) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # workers that die are told of by us
    with contextlib.ExitStack() as stack:
        if address == LOCAL:
            import dask

            # A piece that killed two workers is given up by Dask, and tried once more by us.
            stack.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": 1}))
            # Its workers run what they are sent: only who has the certificate made for this run may send it.
            with _deaf_to_interrupts():
                local = distributed.LocalCluster(
                    n_workers=jobs,
                    threads_per_worker=1,
                    dashboard_address=":0",
                    security=True,
                    silence_logs=logging.CRITICAL,
                )
            stack.enter_context(local)
            client = distributed.Client(local)
        else:
            try:
                client = distributed.Client(address, timeout=_ANSWER)
            except (OSError, ValueError, TimeoutError) as fault:
                raise UnusableInput(
                    f"no Dask scheduler answers at {address}; check the address, such as tcp://10.0.0.5:8786"
                ) from fault
        stack.enter_context(client)
        try:
            client.wait_for_workers(1, timeout=_FIRST_WORKER)
        except TimeoutError:
            raise UnusableInput(f"{address} has no workers; start one with: dask worker {address}") from None
        yield Cluster(client)


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let what is started in the block ignore Ctrl-C, which is for this process to hear: it ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class Cluster(Workers):
    """The workers that a client of Dask's is connected to."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._known = 0
        self._at = 0.0

    def count(self) -> int:
        """Return how many threads the workers have, which may change."""
        if time.monotonic() - self._at > _COUNTED:
            self._known, self._at = sum(self._client.nthreads().values()), time.monotonic()
        return max(self._known, 1)

    def begin(self, work: Callable[[T], R], one: T) -> Pending[R]:
        """Give a piece to the scheduler."""
        return _There(self._client.submit(work, one, pure=False))

    def end(self) -> None:
        """Give up what is not done."""


@dataclass(frozen=True)
class _There(Generic[R]):
    future: Remote[R]

    def result(self) -> R:
        from distributed.scheduler import KilledWorker

        try:
            found: R = self.future.result()
        except KilledWorker:
            raise Dead from None
        except (CancelledError, OSError) as fault:
            raise UnusableInput("the Dask scheduler went away; start it and give the same command again") from fault
        return found
