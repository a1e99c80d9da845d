"""What the desk paints with where its screen is a page in a browser."""

from __future__ import annotations

import contextlib
import os
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.drivers.web_driver import WebDriver
from textual.events import AppFocus
from textual.messages import ExitApp

if TYPE_CHECKING:
    from textual.app import App


class BrowserDriver(WebDriver):
    """Textual's driver for the web, with the focus from the start; it ends the desk when its server is gone."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._write = partial(_put, self.fileno)

    def start_application_mode(self) -> None:
        """Start painting."""
        super().start_application_mode()
        # Textual takes the focus away here until a page gives it, and would lose a page's that was quicker.
        self._app.call_later(self._app.post_message, AppFocus())

    def run_input_thread(self) -> None:
        """Take in keys until there can be no more."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(ExitApp())


def _put(file: int, data: bytes) -> int:
    with contextlib.suppress(BrokenPipeError):  # nobody looks any more, as what is read next says
        return os.write(file, data)
    return 0
