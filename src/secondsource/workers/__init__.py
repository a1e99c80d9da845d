"""Work in other processes: on this machine's cores, or on a Dask cluster, behind one door.

``workers`` hands them out. What comes back comes in the order in which it was given, so that a result does not depend
on how many work at it. A process that dies takes nothing with it: its work is given to another one, once, by itself.

``here`` has this process and those of this machine, ``cluster`` those of Dask, ``order`` what they have in common.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.workers.order import LOCAL, Lost, Workers

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

__all__ = ["LOCAL", "Lost", "Workers", "cores", "workers"]


def cores() -> int:
    """Return how many processes can work at once on this machine, as far as this one is allowed to use it."""
    from secondsource.workers.here import cores

    return cores()


def workers(jobs: int = 1, cluster: str | None = None) -> AbstractContextManager[Workers]:
    """Hand out ``jobs`` processes of this machine, or this process where it is one. They end with the block.

    ``cluster`` is the address of a Dask scheduler, whose workers are taken instead, or ``LOCAL``, which starts a
    scheduler with so many workers here. Raises UnusableInput where there is no such scheduler, or Dask is missing.
    """
    if cluster is not None:
        from secondsource.workers.cluster import connected

        return connected(cluster, jobs)
    from secondsource.workers.here import Processes, ThisProcess

    return Processes(jobs) if jobs > 1 else ThisProcess()
