"""The desk: the Textual app in which a reviewer goes through a case claim by claim.

``run`` opens it on a case. ``app.Desk`` is the app itself, ``review.Review`` what it works on, ``actions`` the one
registry of what can be done and with which keys.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Final

from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["BROWSER_DRIVER", "MINIMUM_HEIGHT", "MINIMUM_WIDTH", "WIDE", "has_terminal", "run"]

MINIMUM_WIDTH: Final = 60  # cells
MINIMUM_HEIGHT: Final = 15  # rows
WIDE: Final = 120  # cells from which source, list and article stand side by side
_FRAMES: Final = "500"  # a second at most: what one key changes after another waits for 2 ms, not for Textual's 17
BROWSER_DRIVER: Final = "secondsource.desk.browser.driver:BrowserDriver"
"""What $TEXTUAL_DRIVER says where the desk's screen is a page in a browser."""


def run(path: Path, reviewer: str, *, offer_tour: bool = False) -> None:
    """Open the desk on the case at ``path`` and return when the reviewer leaves it.

    ``reviewer`` is the name that goes into the log with each decision; ``offer_tour`` tells whether to offer the tour,
    which is done once. Raises UnusableInput where there is no
    terminal or it is too small, where the case or the name is unusable, and where the desk had to stop on an error.
    """
    _check_terminal()
    os.environ.setdefault("TEXTUAL_FPS", _FRAMES)
    gc.disable()  # the desk turns it on again after the first paint: until then there is hardly anything to collect
    try:
        from secondsource.casefile import open_case, reviewer_name

        reviewer = reviewer_name(reviewer)
        with open_case(path) as case:
            from secondsource.desk.app import Desk

            desk = Desk(case, reviewer, offer_tour=offer_tour)
            desk.run()
    finally:
        gc.enable()
    if desk.failure is not None:
        from secondsource.casefile import explained
        from secondsource.desk.report import sentence, write_report

        if type(desk.failure).__module__ == "sqlite3":
            with explained(path):  # a case that was cut off, a disk that failed: nothing to report, something to do
                raise desk.failure

        raise UnusableInput(sentence(desk.failure, write_report(desk.failure, path), path))


def has_terminal() -> bool:
    """Tell whether a person can sit at the desk: Textual reads from standard input and paints on standard error."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _check_terminal() -> None:
    if os.environ.get("TEXTUAL_DRIVER") == BROWSER_DRIVER:
        return
    if not has_terminal():
        raise UnusableInput("the desk needs a terminal; without one, see: secondsource claims CASE")
    width, height = os.get_terminal_size(sys.stdout.fileno())
    # A size of 0 means that the terminal does not tell; Textual then takes 80x24.
    if (width and width < MINIMUM_WIDTH) or (height and height < MINIMUM_HEIGHT):
        raise UnusableInput(
            f"the terminal is {width}x{height}; the desk needs at least {MINIMUM_WIDTH}x{MINIMUM_HEIGHT}: enlarge it"
        )
