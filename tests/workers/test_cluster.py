"""Real schedulers and workers of Dask, on loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from secondsource.model import UnusableInput
from secondsource.workers import LOCAL, Lost, workers
from secondsource.workers import cluster as dask_cluster
from workers.deeds import die_at_three, refuse, square

pytest.importorskip("distributed", reason="needs the extra 'cluster'")
TESTS = Path(__file__).parents[1]


def test_a_cluster_of_this_machine() -> None:
    with workers(2, LOCAL) as team:
        assert team.count() == 2
        found = list(team.in_order(square, range(40)))
        assert [result[0] for _, result in found] == [n * n for n in range(40)]
        assert len({pid for _, (_, pid) in found} - {os.getpid()}) == 2
        assert [result for _, result in team.in_order(die_at_three, range(6))] == [0, 1, 2, Lost(), 4, 5]
        with pytest.raises(UnusableInput, match="three is refused"):
            list(team.in_order(refuse, range(6)))


def test_only_who_started_it_may_send_it_work() -> None:
    import distributed

    with workers(1, LOCAL) as team:
        address = team._client.scheduler.address
        assert address.startswith("tls://")
        with pytest.raises((OSError, TypeError)):
            distributed.Client(address.replace("tls", "tcp"), timeout=2)
        with pytest.raises((OSError, TypeError)):
            distributed.Client(address, timeout=2)


@contextmanager
def program(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    paths = os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])
    started = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]],
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield started
    finally:
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()


@contextmanager
def scheduler() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with program("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"):
        deadline = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
            except OSError:
                assert time.monotonic() < deadline, "the scheduler never listened"
                time.sleep(0.05)
            else:
                break
        yield f"tcp://127.0.0.1:{port}"


def test_a_scheduler_that_runs_somewhere() -> None:
    with scheduler() as address, program("worker", address, "--nthreads", "1", "--no-dashboard"):
        with workers(7, address) as team:
            assert team.count() == 1
            assert [result[0] for _, result in team.in_order(square, range(9))] == [n * n for n in range(9)]
        with workers(7, address) as team:  # it is still there for the next
            assert team.alone(square, 5)[0] == 25


def test_a_scheduler_without_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_cluster, "_FIRST_WORKER", 0.2)
    with scheduler() as address, pytest.raises(UnusableInput, match=f"{address} has no workers; start one with: dask"):
        workers(1, address).__enter__()


CONNECTS = """
import sys
from secondsource.model import UnusableInput
from secondsource.workers import cluster, workers
cluster._ANSWER = 0.5
try:
    workers(1, sys.argv[1]).__enter__()
except UnusableInput as fault:
    print(fault)
"""


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "tcp://", "nope://x:1", "127.0.0.1"])
def test_no_scheduler(address: str) -> None:
    # In a process of its own: a client of Dask's that found nothing leaves its loop behind.
    found = subprocess.run([sys.executable, "-c", CONNECTS, address], capture_output=True, text=True, check=True)
    assert found.stdout.startswith(f"no Dask scheduler answers at {address}; check the address")


def test_dask_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UnusableInput, match=r"install it with: pip install 'secondsource\[cluster\]'"):
        workers(1, LOCAL).__enter__()
