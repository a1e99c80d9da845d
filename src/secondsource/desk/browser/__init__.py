"""The desk in a browser: a server on this machine alone, and a page that loads nothing from elsewhere.

``serve`` shows a case until it is told to end. ``server`` answers the browser, ``session`` keeps one desk in a process
of its own for each open page, ``driver`` is what that desk paints with, ``static`` the page. What turns a terminal's
bytes into a page is textual-serve's, which the extra "serve" installs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["serve"]


def serve(path: Path, reviewer: str, port: int, ready: Callable[[str], None]) -> None:
    """Show the desk on the case at ``path`` to browsers of this machine, until SIGINT, SIGTERM or SIGHUP.

    ``reviewer`` is the name that goes into the log, ``port`` the port to listen on (0: any that is free). ``ready`` is
    called with the address once browsers can reach it. Raises UnusableInput where the case is unusable, the port
    taken, or the extra "serve" not installed.
    """
    from secondsource.casefile import open_case

    open_case(path).close()
    try:
        import aiohttp  # noqa: F401
        import textual_serve  # noqa: F401
    except ImportError as missing:
        raise UnusableInput(
            f"the desk in a browser needs {missing.name}: python -m pip install 'secondsource[serve]'"
        ) from None
    from secondsource.desk.browser.server import run

    run(path, reviewer, port, ready)
