"""``secondsource backup CASE TO``: a copy of a case that others may be at work on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.cli.progress import Progress
from secondsource.display import one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    shared.add_case(parser)
    parser.add_argument("to", metavar="TO", type=Path, help="the new file")
    parser.add_argument(
        "--blind",
        action="store_true",
        help="articles and claims alone, for a review that knows of no other's decisions",
    )


def run(options: Namespace) -> int:
    """Make the copy and say what it holds."""
    from secondsource import casefile

    progress = Progress()
    with casefile.open_case(options.case) as case:
        try:
            (casefile.backup_blind if options.blind else casefile.backup)(case, options.to, progress.show)
        finally:
            progress.clear()
    with casefile.open_case(options.to) as copy:
        counts = casefile.progress(copy)
        to = one_line(str(options.to))
        print(f"{to}: {counts.total:,} claims, {counts.decided:,} decided, head {casefile.head(copy)}")
    if options.blind:
        program, case_name = shared.program(), one_line(str(options.case))
        print(f"Once it is reviewed, bring its verdicts in with: {program} merge {case_name} {to}")
    return 0
