"""What comes back in the order in which it was given, however many work at it and whatever becomes of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

LOCAL: Final = "local"
"""What stands for the address of a cluster of this machine."""

_AHEAD: Final = 8  # pieces that wait for each process, so that none is idle while a long one is at the head


@dataclass(frozen=True, slots=True)
class Lost:
    """What stands for a result where the process that worked at it died, and so did the next that was given it."""


class Dead(Exception):  # noqa: N818
    """The process that worked at a piece died."""


class Pending(Protocol[R_co]):
    """A result that is yet to come."""

    def result(self) -> R_co:
        """Wait for it. Raises Dead where it will not come, and what the work raised."""


class Workers(ABC):
    """Processes that work. Use them in a ``with`` statement."""

    def in_order(self, work: Callable[[T], R], given: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
        """Yield each piece of what is given with what ``work`` makes of it, in the order given.

        ``work`` is a function of a module; what it is given and what it returns can be pickled. Of ``given`` no more
        is taken than some pieces for each process. What ``work`` raises is raised here, at its place in the order.
        """
        waiting: deque[tuple[T, Pending[R]]] = deque()
        for one in given:
            waiting.append((one, self.begin(work, one)))
            while len(waiting) >= _AHEAD * self.count():
                first, pending = waiting.popleft()
                yield first, self._result(work, first, pending)
        while waiting:
            first, pending = waiting.popleft()
            yield first, self._result(work, first, pending)

    def _result(self, work: Callable[[T], R], one: T, pending: Pending[R]) -> R | Lost:
        try:
            return pending.result()
        except Dead:  # perhaps by what another process of the same pool was working at
            return self.alone(work, one)

    def alone(self, work: Callable[[T], R], one: T) -> R | Lost:
        """Return what ``work`` makes of one piece."""
        try:
            return self.begin(work, one).result()
        except Dead:
            return Lost()

    @abstractmethod
    def count(self) -> int:
        """Return how many pieces are worked at at once; at least one."""

    @abstractmethod
    def begin(self, work: Callable[[T], R], one: T) -> Pending[R]:
        """Give a piece to a process."""

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    @abstractmethod
    def end(self) -> None:
        """End the processes, whatever they work at."""
