"""``secondsource merge CASE OTHER…``: another reviewer's file into this one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.cli.progress import Progress
from secondsource.display import one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from secondsource.casefile import Told

_SHOWN = 20  # claims of each list


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    shared.add_case(parser)
    parser.add_argument("others", metavar="OTHER", type=Path, nargs="+", help="files to take in; they are only read")
    parser.add_argument("--unrelated", action="store_true", help="even if a file shares no article with the case")
    shared.add_reviewer(parser)


def run(options: Namespace) -> int:
    """Merge one file after another, each wholly or not at all, and say what came of it."""
    from secondsource import casefile

    who = shared.reviewer(options)
    with casefile.open_case(options.case) as case:
        for other in options.others:
            progress = Progress()
            try:
                merged = casefile.merge(case, other, reviewer=who, unrelated=options.unrelated, progress=progress.show)
            finally:
                progress.clear()
            name = one_line(str(other))
            if not merged.events:
                print(f"{name}: nothing new")
                continue
            print(f"{name}: {merged.events:,} events, {merged.articles:,} articles new")
            if merged.lined_up:
                print(f"  {merged.lined_up:,} claims of another extraction count at the claims here")
            _list("of another extraction that are the same as none here", merged.rest)
        _list("on which verdicts contradict each other, until a verdict settles it", merged.conflicts)
    return 0


def _list(heading: str, claims: tuple[Told, ...]) -> None:
    if claims:
        print(f"  {len(claims):,} {'claim' if len(claims) == 1 else 'claims'} {heading}:")
    for claim in claims[:_SHOWN]:
        print(f"    {claim.uid}  {one_line(claim.text)[:60]}  {one_line(claim.what)}")
    if len(claims) > _SHOWN:
        print(f"    and {len(claims) - _SHOWN:,} more")
