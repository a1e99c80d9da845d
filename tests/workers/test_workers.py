from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from secondsource.model import UnusableInput
from secondsource.workers import LOCAL, Lost, cores, workers
from workers.deeds import all_gone, die_at_three, die_once, refuse, square, threads

TESTS = Path(__file__).parents[1]


def test_results_come_in_the_order_given_from_several_processes() -> None:
    with workers(2) as team:
        found = list(team.in_order(square, range(40)))
    assert [(given, result[0]) for given, result in found] == [(n, n * n) for n in range(40)]
    assert len({pid for _, (_, pid) in found} - {os.getpid()}) == 2


def test_little_is_done_without_another_process() -> None:
    with workers(2) as team:
        assert {pid for _, (_, pid) in team.in_order(square, range(2))} == {os.getpid()}
    with workers(1) as team:
        assert {pid for _, (_, pid) in team.in_order(square, range(9))} == {os.getpid()}
        assert team.count() == 1
        assert team.alone(square, 3) == (9, os.getpid())


def test_no_more_is_taken_than_some_pieces_for_each_process() -> None:
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        while True:
            yield taken
            taken += 1

    with workers(2) as team:
        results = team.in_order(square, endless())
        for _ in range(50):
            next(results)
        assert taken < 50 + 2 * 20


def test_what_the_work_raises_is_raised_at_its_place() -> None:
    with workers(2) as team:
        results = team.in_order(refuse, range(8))
        assert [next(results)[0] for _ in range(3)] == [0, 1, 2]
        with pytest.raises(UnusableInput, match="three is refused"):
            next(results)


def test_a_process_that_dies_takes_nothing_with_it(tmp_path: Path) -> None:
    given = [(n, str(tmp_path)) for n in range(12)]
    with workers(2) as team:
        assert [result for _, result in team.in_order(die_once, given)] == list(range(12))
    assert (tmp_path / "died").exists()


def test_what_kills_every_process_is_lost_alone() -> None:
    with workers(2) as team:
        found = [result for _, result in team.in_order(die_at_three, range(12))]
        assert found == [Lost() if n == 3 else n for n in range(12)]
        assert team.alone(die_at_three, 3) == Lost()
        assert team.alone(die_at_three, 4) == 4


def test_each_process_has_one_core() -> None:
    with workers(2) as team:
        assert {result for _, result in team.in_order(threads, range(4))} == {"1"}
    assert cores() >= 1


STARTS = """
import os, sys, time
sys.path.insert(0, sys.argv[1])
from secondsource.workers import workers
from workers.deeds import square
if __name__ == "__main__":
    with workers(2, sys.argv[2] if len(sys.argv) > 2 else None) as team:
        pids = {pid for _, (_, pid) in team.in_order(square, range(20))}
        print(*pids, flush=True)
        time.sleep(600)
"""


@pytest.mark.parametrize("cluster", [[], [LOCAL]], ids=["here", "local"])
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_workers_end_with_who_started_them(tmp_path: Path, ending: signal.Signals, cluster: list[str]) -> None:
    script = tmp_path / "starts.py"
    script.write_text(STARTS)
    with subprocess.Popen(
        [sys.executable, script, str(TESTS), *cluster], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as started:
        assert started.stdout is not None
        pids = [int(pid) for pid in started.stdout.readline().split()]
        assert len(pids) == 2
        started.send_signal(ending)
    assert all_gone(pids)
