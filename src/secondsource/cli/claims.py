"""``secondsource claims CASE``: the claims, for people as lines on the terminal, for programs as CSV or JSON Lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.display import VERDICT_COLOUR, VERDICT_GLYPH, name_of, one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from secondsource.casefile import Case, Filter

_SOURCE_WIDTH = 28  # cells


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    shared.add_case(parser)
    shared.add_filters(parser)
    parser.add_argument("--format", choices=["table", "csv", "jsonl"], default="table", help="default: table")


def run(options: Namespace) -> int:
    """Print the claims asked for."""
    from secondsource import casefile, exporting

    wanted = shared.wanted(options)
    with casefile.open_case(options.case) as case:
        if options.format == "table":
            print_table(case, wanted)
        else:
            exporting.write(case, options.format, shared.output(), wanted)
    return 0


def print_table(case: Case, wanted: Filter | None = None) -> None:
    """Print one line a claim and a last line with the counts; on a terminal, lines end where the screen does."""
    from rich.cells import set_cell_size
    from rich.console import Console
    from rich.text import Text

    from secondsource import casefile

    console = Console(soft_wrap=True, highlight=False, markup=False, emoji=False)
    article = None
    for claim in casefile.claims(case, wanted):
        if claim.article != article:
            article = claim.article
            heading = " · ".join(part for part in (claim.outlet, claim.article, claim.published) if part)
            console.print(Text(one_line(heading), style="bold"))
        who = claim.source or claim.source_text or ("in the article's own voice" if claim.kind == "narrator" else "")
        line = Text.assemble(
            (claim.claim, "dim"),
            (f" {VERDICT_GLYPH[claim.verdict]} ", VERDICT_COLOUR[claim.verdict]),
            f"{name_of(claim.verdict):<13}{claim.kind:<9}",
            set_cell_size(one_line(who), _SOURCE_WIDTH),
            "  ",
            one_line(claim.text),
        )
        if console.is_terminal:
            line.truncate(console.width, overflow="ellipsis")
        console.print(line)
    counts = casefile.progress(case)
    console.print(
        f"{counts.total} claims in the case: {counts.open} open, {counts.corroborated} corroborated, "
        f"{counts.disputed} disputed, {counts.unverified} unverified"
    )
