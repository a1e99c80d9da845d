"""A real pseudo-terminal: what a program paints in it, cell by cell, and every byte it was sent."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable

import pyte
import pytest

DEADLINE = 30.0  # seconds until a screen that is waited for counts as never coming; a fast machine never waits


class Terminal:
    """One program in a pseudo-terminal of its own."""

    def __init__(self, arguments: list[str], width: int, height: int, environment: dict[str, str]) -> None:
        self.screen = pyte.Screen(width, height)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self._master, slave = pty.openpty()
        self._size(slave, width, height)
        self.process = subprocess.Popen(
            arguments,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # its terminal, with all that the kernel does then
            env=environment,
        )
        os.close(slave)

    @staticmethod
    def _size(descriptor: int, width: int, height: int) -> None:
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def resize(self, width: int, height: int) -> None:
        self.screen.resize(height, width)
        self._size(self._master, width, height)
        self.process.send_signal(signal.SIGWINCH)

    def send(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def take(self, seconds: float) -> bytes | None:
        """Return what the program paints within this time, not yet shown on the screen; None once it has closed it."""
        if not select.select([self._master], [], [], seconds)[0]:
            return b""
        try:
            return os.read(self._master, 65536) or None
        except OSError:  # Linux says so when the last user of the terminal is gone
            return None

    def read(self, seconds: float) -> bool:
        """Take in what the program paints within this time; False once it has closed the terminal."""
        data = self.take(seconds)
        if data:
            self.raw += data
            self.stream.feed(data)
        return data is not None

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def wait(self, shown: str | Callable[[str], bool]) -> str:
        """Wait until the screen shows this and return the screen."""
        asked = (lambda text: shown in text) if isinstance(shown, str) else shown
        end = time.monotonic() + DEADLINE
        while not asked(self.text):
            if not self.read(0.1) or time.monotonic() > end:
                pytest.fail(f"the screen never showed {shown!r}; it shows:\n{self.text}")
        return self.text

    def leave(self) -> int:
        """Wait until the program ends and return its exit code."""
        end = time.monotonic() + DEADLINE
        while self.read(0.1) and self.process.poll() is None:
            if time.monotonic() > end:
                pytest.fail(f"the program never ended; it shows:\n{self.text}")
        code = self.process.wait(DEADLINE)
        while select.select([self._master], [], [], 0)[0] and self.read(0):
            pass
        return code

    def hang_up(self) -> int:
        """Take the terminal away and return what the program ended with."""
        os.close(self._master)
        self._master = -1
        return self.process.wait(DEADLINE)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self._master >= 0:
            os.close(self._master)
            self._master = -1
