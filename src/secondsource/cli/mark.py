"""``secondsource mark CASE CLAIM VERDICT --because TEXT``: a verdict from the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.display import VERDICT_GLYPH
from secondsource.model import Refused, Verdict

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from secondsource.casefile import Case


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    shared.add_case(parser)
    parser.add_argument("claim", metavar="CLAIM", help="the claim's id, or its beginning (see: secondsource claims)")
    parser.add_argument("verdict", choices=list(Verdict), type=Verdict, metavar="VERDICT", help=", ".join(Verdict))
    parser.add_argument("--because", metavar="TEXT", required=True, help="the rationale that readers will see")
    parser.add_argument(
        "--despite", metavar="TEXT", default="", help="why it is corroborated in spite of what speaks against that"
    )
    shared.add_reviewer(parser)


def run(options: Namespace) -> int:
    """Record the verdict and say so once it is on disk."""
    from secondsource import casefile

    if not options.because.strip():
        raise Refused("a verdict needs a reason: --because TEXT")
    who = shared.reviewer(options)
    with casefile.open_case(options.case) as case:
        claim = casefile.find_claim(case, options.claim)
        weak = _weaknesses(case, claim) if options.verdict is Verdict.CORROBORATED else ()
        despite = casefile.Despite(weak, options.despite)
        event = casefile.mark(case, claim, options.verdict, reviewer=who, rationale=options.because, despite=despite)
    if weak:
        words = ", ".join(casefile.WEAKNESSES[one] for one in weak)
        why = "" if options.despite else '; say why all the same: --despite "…"'
        print(f"secondsource: recorded, but it has {words}{why}", file=sys.stderr)
    print(f"{VERDICT_GLYPH[options.verdict]} {claim} {options.verdict}, recorded {event.at} by {event.actor}")
    return 0


def _weaknesses(case: Case, claim: str) -> tuple[str, ...]:
    """Return what speaks against calling a claim corroborated; the rationale comes with the verdict."""
    from secondsource import casefile, examine

    number = casefile.number_of(case, claim) or 0
    if casefile.rules_of(case, number) != examine.RULES:
        examine.examine(case, [number])
    return tuple(one for one in casefile.weaknesses(case, [number]) if one != "no-rationale")
