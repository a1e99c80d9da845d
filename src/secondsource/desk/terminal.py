"""The terminal as Textual drives it, where that is too trusting: bytes that are no text, a terminal that is gone."""

from __future__ import annotations

import asyncio
import codecs
import contextlib
import os
import signal
from typing import Final

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver

_GONE: Final = 128 + signal.SIGHUP  # what a shell sees of a program that a hang-up ended


class _Input:
    """Decodes what is typed: what is no UTF-8 becomes U+FFFD, where Textual would stop reading, deaf to all keys.

    A terminal that is gone sends empty bytes for ever, and takes none. Where the hang-up itself was ignored
    (``nohup``), the process ends here, as it would have by the hang-up: what was recorded is on disk.
    """

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")

    def decode(self, typed: bytes, final: bool = False) -> str:
        """Return what was typed as text."""
        if not typed and not final:
            os._exit(_GONE)
        return self._decoder.decode(typed, final)


class TerminalDriver(LinuxDriver):
    """Textual's driver with an input that does not stop, and signals that end or continue the desk in order."""

    def start_application_mode(self) -> None:
        """Take the terminal; from now on, SIGTERM gives it back before the desk ends."""
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self._app.exit)
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def run_input_thread(self) -> None:
        """Read what is typed until the desk ends."""
        linux_driver.getincrementaldecoder = lambda _encoding: _Input  # type: ignore[assignment, attr-defined]
        try:
            super().run_input_thread()
        except OSError:
            os._exit(_GONE)  # Linux says so when nobody holds the terminal's other end

    def _sigtstp_application(self, *arguments: object) -> None:
        examining = getattr(self._app, "examining", None)
        with examining.at_rest() if examining else contextlib.nullcontext():
            super()._sigtstp_application(*arguments)

    def _sigcont_application(self, *arguments: object) -> None:
        # After a SIGSTOP, which nothing hears of, a second thread would read the keys beside the first one.
        if self._must_signal_resume:
            super()._sigcont_application(*arguments)
            self._app.call_later(self._paint_anew)

    def _paint_anew(self) -> None:
        # The terminal comes back empty; Textual paints what has changed since.
        self._app.refresh(layout=True)
