"""``secondsource sign-off CASE CLAIM``: a second reviewer stands by the verdict in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.display import VERDICT_GLYPH, name_of, one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    shared.add_case(parser)
    parser.add_argument("claim", metavar="CLAIM", help="the claim's id, or its beginning (see: secondsource claims)")
    shared.add_reviewer(parser, "signs off")


def run(options: Namespace) -> int:
    """Record the sign-off and say so once it is on disk."""
    from secondsource import casefile

    who = shared.reviewer(options)
    with casefile.open_case(options.case) as case:
        uid = casefile.find_claim(case, options.claim)
        event = casefile.sign_off(case, uid, reviewer=who)
        claim = casefile.detail(case, casefile.number_of(case, uid) or 0, siblings=1).claim
    verdict = f"{VERDICT_GLYPH[claim.verdict]} {uid} {name_of(claim.verdict)} by {one_line(claim.reviewer or '')}"
    print(f"{verdict}, signed off, recorded {event.at} by {event.actor}")
    return 0
