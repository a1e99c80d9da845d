"""``secondsource export CASE --format csv``: the claims and verdicts into a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.display import one_line
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    shared.add_case(parser)
    parser.add_argument(
        "--format", choices=["csv", "jsonl", "warc"], default="csv", help="default: csv; warc: the evidence"
    )
    parser.add_argument("-o", "--output", metavar="PATH", type=Path, help="default: standard output")
    shared.add_filters(parser)


def run(options: Namespace) -> int:
    """Write the claims asked for."""
    from secondsource import casefile, exporting

    wanted = shared.wanted(options)
    if options.format == exporting.WARC and options.output is None:
        raise UnusableInput("WARC is no text: name a file, such as -o evidence.warc.gz")
    with casefile.open_case(options.case) as case:
        if options.output is None:
            exporting.write(case, options.format, shared.output(), wanted)
        else:
            count = exporting.write_file(case, options.format, options.output, wanted)
            what = "copies" if options.format == exporting.WARC else "claims"
            print(f"{count} {what} written to {one_line(str(options.output))}", file=sys.stderr)
    return 0
