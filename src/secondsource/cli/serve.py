"""``secondsource serve CASE``: the desk in a browser of this machine."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.display import one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    shared.add_case(parser)
    shared.add_reviewer(parser)
    parser.add_argument(
        "--port", metavar="N", type=_port, default=0, help="the port to listen on (default: one that is free)"
    )
    parser.add_argument("--open", action="store_true", help="open the address in your browser")


def run(options: Namespace) -> int:
    """Serve until Ctrl-c. The address goes to standard output."""
    import tempfile
    from pathlib import Path

    from secondsource.desk.browser import serve

    name = one_line(str(options.case))
    with tempfile.TemporaryDirectory(prefix="secondsource-") as folder:

        def ready(address: str) -> None:
            print(address, flush=True)
            note = "only this machine can reach it, and whoever has the address works in your name"
            print(f"secondsource: the desk on {name} is at this address; {note}. Ctrl-c ends it.", file=sys.stderr)
            if options.open:
                _open(address, Path(folder))

        serve(options.case, shared.reviewer(options), options.port, ready)
    print(f"\nsecondsource: ended; every recorded verdict is in {name}", file=sys.stderr)
    return 0


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and (int(text) == 0 or 1024 <= int(text) <= 65535):
        return int(text)
    raise ArgumentTypeError(f"{text} is no port: give a number from 1024 to 65535, or 0 for any that is free")


def _open(address: str, folder: Path) -> None:
    """Open a file that leads to the address: a browser's command line can be read by every user of the machine."""
    import threading
    import webbrowser

    file = folder / "desk.html"
    file.write_text(f'<!doctype html><meta http-equiv="refresh" content="0; url={address}">', encoding="utf-8")
    # Some browsers keep the caller waiting until they are closed.
    threading.Thread(target=webbrowser.open, args=(file.as_uri(),), daemon=True).start()
