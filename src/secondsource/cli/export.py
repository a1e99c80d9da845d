"""``secondsource export CASE --format csv``: the claims and verdicts into a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.display import one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    shared.add_case(parser)
    parser.add_argument("--format", choices=["csv", "jsonl"], default="csv", help="default: csv")
    parser.add_argument("-o", "--output", metavar="PATH", type=Path, help="default: standard output")
    shared.add_filters(parser)


def run(options: Namespace) -> int:
    """Write the claims asked for."""
    from secondsource import casefile, exporting

    wanted = shared.wanted(options)
    with casefile.open_case(options.case) as case:
        if options.output is None:
            exporting.write(case, options.format, shared.output(), wanted)
        else:
            count = exporting.write_file(case, options.format, options.output, wanted)
            print(f"{count} claims written to {one_line(str(options.output))}", file=sys.stderr)
    return 0
