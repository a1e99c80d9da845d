"""``secondsource demo``: the sample case, built and opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.cli import review, shared

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_CASE = Path("sample-case.db")


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument(
        "case", metavar="CASE", type=Path, nargs="?", default=_CASE, help=f"where to build it (default: {_CASE})"
    )
    shared.add_reviewer(parser)


def run(options: Namespace) -> int:
    """Build the sample case where it is missing; open the desk, or print the claims where there is no terminal."""
    from secondsource import desk, intake
    from secondsource.casefile import create_case

    options.reviewer = shared.reviewer(options, nobody="guest")
    with create_case(options.case) as case:
        intake.add_sample(case, actor=options.reviewer)
        if not desk.has_terminal():
            from secondsource import examine  # the desk does it by itself
            from secondsource.cli.claims import print_table

            examine.examine(case, examine.all_waiting(case))
            print_table(case)
            print(f"\nOpen the desk in a terminal with: {shared.program()} review {options.case}")
            return 0
    options.offer_tour = True
    return review.run(options)
