"""``secondsource serve`` as it is called, and the processes that it starts."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

DEADLINE = 30.0  # seconds until what is waited for counts as never coming; a fast machine never waits
PROC = Path("/proc")


class Served:
    """A server and its address."""

    def __init__(self, address: str, process: subprocess.Popen[str]) -> None:
        self.address, self.process = address, process
        self.origin = address.rsplit("/", 2)[0]
        self.port = urlsplit(address).port
        self.token = urlsplit(address).path.strip("/")
        self.errors = ""

    def end(self) -> int:
        """Wait until it ends and return its exit code."""
        _, self.errors = self.process.communicate(timeout=DEADLINE)
        return self.process.returncode

    def desks(self) -> list[int]:
        """The desks that it runs now."""
        return [number for number in processes() if parent(number) == self.process.pid]


@contextlib.contextmanager
def served(case: str | Path, *options: str, cwd: Path | None = None, **environment: str) -> Iterator[Served]:
    """Serve a case; end the server afterwards."""
    command = [sys.executable, "-m", "secondsource", "serve", *options, "--", str(case)]
    known = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | environment
    home = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)  # nobody's own settings, and none remembered
    known |= {"XDG_CONFIG_HOME": home.name, "XDG_STATE_HOME": home.name}
    settings = Path(home.name, "secondsource", "desk.toml")
    settings.parent.mkdir()
    settings.write_text("warn = []\n")  # a verdict is a verdict: warnings have tests of their own
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=known, cwd=cwd)
    try:
        assert process.stdout is not None
        yield Served(process.stdout.readline().strip(), process)
    finally:
        if process.returncode is None:
            process.terminate()
            try:
                process.communicate(timeout=DEADLINE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
        home.cleanup()


def processes() -> list[int]:
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]


def _status(number: int) -> list[str]:
    try:
        return (PROC / str(number) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["X", "0"]


def parent(number: int) -> int:
    return int(_status(number)[1])


def runs(number: int) -> bool:
    """Whether a process still does anything."""
    return _status(number)[0] not in "XZ"


def wait(asked: Callable[[], object]) -> None:
    """Wait until this is true."""
    end = time.monotonic() + DEADLINE
    while not asked():
        assert time.monotonic() < end, "never came"
        time.sleep(0.01)
