"""``secondsource search CASE… TEXT``: claims by their words."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.cli.lines import Lines
from secondsource.display import one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("cases", metavar="CASE", type=Path, nargs="+", help="the case files")
    parser.add_argument("text", metavar="TEXT", help="words of the claim or its source, or their beginnings: all count")
    parser.add_argument("--format", choices=["table", "jsonl"], default="table", help="default: table")


def run(options: Namespace) -> int:
    """Print one line a claim; where there are several cases, each line begins with its case."""
    from rich.text import Text

    from secondsource import casefile
    from secondsource.cli.claims import line_of

    wanted = casefile.Filter(words=options.text)
    lines = Lines()
    output = shared.output()
    count = 0
    for path in options.cases:
        with casefile.open_case(path) as case:
            for claim in casefile.claims(case, wanted):
                count += 1
                if options.format == "jsonl":
                    output.write(json.dumps({"case": str(path), **asdict(claim)}, ensure_ascii=False) + "\n")
                    continue
                name = f"{one_line(str(path))}: " if len(options.cases) > 1 else ""
                lines.print(Text.assemble((name, "bold"), line_of(claim)))
    if options.format == "table":
        found = "1 claim" if count == 1 else f"{count:,} claims"
        where = f"{len(options.cases)} cases" if len(options.cases) > 1 else one_line(str(options.cases[0]))
        print(f"{found} in {where} with: {one_line(options.text)}")
    return 0
