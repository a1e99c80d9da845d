"""``secondsource mark CASE CLAIM VERDICT --because TEXT``: a verdict from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.display import VERDICT_GLYPH
from secondsource.model import Refused, Verdict

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    shared.add_case(parser)
    parser.add_argument("claim", metavar="CLAIM", help="the claim's id, or its beginning (see: secondsource claims)")
    parser.add_argument("verdict", choices=list(Verdict), type=Verdict, metavar="VERDICT", help=", ".join(Verdict))
    parser.add_argument("--because", metavar="TEXT", required=True, help="the rationale that readers will see")
    shared.add_reviewer(parser)


def run(options: Namespace) -> int:
    """Record the verdict and say so once it is on disk."""
    from secondsource import casefile

    if not options.because.strip():
        raise Refused("a verdict needs a reason: --because TEXT")
    who = shared.reviewer(options)
    with casefile.open_case(options.case) as case:
        claim = casefile.find_claim(case, options.claim)
        event = casefile.mark(case, claim, options.verdict, reviewer=who, rationale=options.because)
    print(f"{VERDICT_GLYPH[options.verdict]} {claim} {options.verdict}, recorded {event.at} by {event.actor}")
    return 0
