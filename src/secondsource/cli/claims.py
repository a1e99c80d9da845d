"""``secondsource claims CASE``: the claims, for people as lines on the terminal, for programs as CSV or JSON Lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.cli.lines import Lines
from secondsource.display import CONFLICT_COLOUR, CONFLICT_GLYPH, VERDICT_COLOUR, VERDICT_GLYPH, name_of, one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable

    from rich.text import Text

    from secondsource.casefile import Case
    from secondsource.model import Claim

_SOURCE_WIDTH = 28  # cells


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    shared.add_case(parser)
    shared.add_filters(parser)
    parser.add_argument("--format", choices=["table", "csv", "jsonl"], default="table", help="default: table")
    shared.add_release(parser)
    parser.add_argument(
        "--sort",
        choices=["reading", "worth", "confidence", "source", "date"],
        default="reading",
        help="reading order (default); most worth checking, least sure, by source, or newest first",
    )


def run(options: Namespace) -> int:
    """Print the claims asked for."""
    from secondsource import casefile, exporting

    wanted = shared.wanted(options)
    order = casefile.Order[options.sort.upper()]
    with casefile.open_case(options.case) as case:
        if options.format == "table":
            print_table(case, casefile.claims(case, wanted, order))
        else:
            release = shared.release(case, options)
            write = exporting.write_csv if options.format == "csv" else exporting.write_jsonl
            for _ in write(release.claims(order), shared.output()):
                pass
            shared.tell_withheld(release)
    return 0


def print_table(case: Case, claims: Iterable[Claim] | None = None) -> None:
    """Print one line a claim and a last line with the counts; on a terminal, lines end where the screen does.

    ``claims`` are those to print, all of the case where None.
    """
    from rich.text import Text

    from secondsource import casefile

    lines = Lines()
    article = None
    for claim in casefile.claims(case) if claims is None else claims:
        if claim.article != article:
            article = claim.article
            heading = " · ".join(part for part in (claim.outlet, claim.article, claim.published) if part)
            lines.print(Text(one_line(heading), style="bold"))
        lines.print(line_of(claim))
    counts = casefile.progress(case)
    torn = f" ({counts.conflict} in conflict)" if counts.conflict else ""
    print(
        f"{counts.total} claims in the case: {counts.open} open{torn}, {counts.corroborated} corroborated, "
        f"{counts.disputed} disputed, {counts.unverified} unverified"
    )


def line_of(claim: Claim) -> Text:
    """Return a claim on one line: id, verdict, kind, source, words; before those, what they need to be read with."""
    from rich.cells import set_cell_size
    from rich.text import Text

    from secondsource import casefile

    glyph, colour, word = VERDICT_GLYPH[claim.verdict], VERDICT_COLOUR[claim.verdict], name_of(claim.verdict)
    if any(finding.startswith(casefile.CONFLICT) for finding in claim.findings):
        glyph, colour, word = CONFLICT_GLYPH, CONFLICT_COLOUR, "conflict"
    who = claim.source or claim.source_text or ("in the article's own voice" if claim.kind == "narrator" else "")
    notes = "".join(f"[{one_line(finding)}] " for finding in claim.findings)
    return Text.assemble(
        (claim.claim, "dim"),
        (f" {glyph} ", colour),
        f"{word:<13}{claim.kind:<9}",
        set_cell_size(one_line(who), _SOURCE_WIDTH),
        "  ",
        (notes, "italic"),
        one_line(claim.text),
    )
