"""What workers do in the tests: functions of a module, as other processes can find them."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import psutil

from secondsource.model import UnusableInput


def square(number: int) -> tuple[int, int]:
    """Return the square and who worked it out, those of even numbers a little later."""
    time.sleep(0 if number % 2 else 0.02)
    return number * number, os.getpid()


def refuse(number: int) -> int:
    """Refuse three."""
    if number == 3:
        raise UnusableInput("three is refused")
    return number


def die_at_three(number: int) -> int:
    """End the process at three, whoever tries."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_once(given: tuple[int, str]) -> int:
    """End the process at the first try of three."""
    number, folder = given
    if number == 3:
        try:
            Path(folder, "died").touch(exist_ok=False)
        except FileExistsError:
            return number
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def all_gone(pids: list[int]) -> bool:
    """Wait until these processes have ended; tell whether they have."""
    deadline = time.monotonic() + 60
    while any(is_running(pid) for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def is_running(pid: int) -> bool:
    """Tell whether a process has not ended."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def threads(_: int) -> str | None:
    """Return how many threads a library for arithmetic may start."""
    return os.environ.get("OPENBLAS_NUM_THREADS")
