"""``secondsource verify CASE``: whether everything in the case still holds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.cli.progress import Progress
from secondsource.display import one_line
from secondsource.model import Damaged

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    shared.add_case(parser)
    parser.add_argument(
        "--head", metavar="COUNT:HASH", help="the head you kept from an earlier time; shows whether the end was cut off"
    )


def run(options: Namespace) -> int:
    """Print each fault on a line of its own and return 1, or say that all holds."""
    from secondsource import casefile

    try:
        case = casefile.open_case(options.case)
    except Damaged as damage:
        print(one_line(str(damage)))
        return 1
    with case:
        faults = 0
        progress = Progress()
        for fault in casefile.verify(case, head=options.head, progress=progress.show):
            progress.clear()
            faults += 1
            print(one_line(str(fault)))
        progress.clear()
        if faults:
            what = "thing does" if faults == 1 else "things do"
            print(f"secondsource: {faults:,} {what} not hold", file=sys.stderr)
            return 1
        counts = casefile.progress(case)
        print(f"All holds: {casefile.articles(case):,} articles, {counts.total:,} claims, every event of the log.")
        print(f"head {casefile.head(case)}")
        print("Keep this line elsewhere: with --head, verify shows later whether anything was cut off.")
    return 0
