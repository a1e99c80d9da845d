"""``secondsource examine CASE``: hold claims against their sources and each other, and print what differs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.cli.progress import LONG, Pace, how_it_went
from secondsource.display import one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from secondsource.casefile import Case
    from secondsource.examine import Beside, Done, Examination


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    shared.add_case(parser)
    parser.add_argument(
        "claim",
        metavar="CLAIM",
        nargs="?",
        help="print all that the checks say of this claim (default: examine what is new)",
    )
    parser.add_argument("--again", action="store_true", help="examine every claim afresh, not only those that need it")
    shared.add_jobs(parser, "look at claims")


def run(options: Namespace) -> int:
    """Examine what is yet to be examined, or print what the checks say of one claim."""
    from secondsource import casefile, examine, workers

    if options.claim:
        with casefile.open_case(options.case, reading=True) as case:
            uid = casefile.find_claim(case, options.claim)
            found = examine.Examiner(case).look(casefile.number_of(case, uid) or 0)
            if found is not None:
                _print(case, found)
        return 0
    with casefile.open_case(options.case) as case:
        case.check_writable()
        if options.again:
            casefile.forget_findings(case)
        done = _examine(case, options.jobs or workers.cores())
        if done is None:
            return 130
        counts = dict(casefile.facets(case, "finding", limit=100))
        print(f"claims examined: {done.claims:,}" + (", none was left" if not done.claims + len(done.lost) else ""))
        if done.seconds > LONG:
            print(how_it_went(done.claims, "claims", done.seconds, done.jobs, done.storing))
        for name in ("differs", "unfaithful", "unclear", "single-origin"):
            if counts.get(name):
                print(f"{counts[name]:>7,}  {name}")
        for uid in (casefile.detail(case, number).claim.claim for number in done.lost):
            print(f"secondsource: claim {uid} is not examined: whatever process looked at it died", file=sys.stderr)
    return 2 if done.lost else 0


def _examine(case: Case, jobs: int) -> Done | None:
    """Examine all that waits; return None, and say so, where Ctrl-C ends it."""
    from secondsource import examine

    pace, total, kept = Pace("claims examined"), examine.waiting_count(case), 0

    def tell(done: int) -> None:
        nonlocal kept
        kept = done
        pace.tell(done, min(done / total, 1.0) if total else None)

    try:
        return examine.examine(case, examine.all_waiting(case), tell, jobs=jobs)
    except KeyboardInterrupt:
        pace.clear()
        words = f"stopped; claims examined: {kept:,}. The same command goes on from there"
        print(f"secondsource: {words}", file=sys.stderr)
        return None
    finally:
        pace.clear()


def _print(case: Case, found: Examination) -> None:

    print(f"“{one_line(found.said.text)}”")
    for held in found.held:
        name = one_line(held.evidence.url or held.evidence.name)
        print(f"{held.check}: {one_line(held.comparison.words)} ({name})")
        for span in held.comparison.passage:
            print(f"    “{one_line(held.text[span.start : span.end])}”")
    for remark in found.remarks:
        print(f"{remark.check}: {one_line(remark.words)}")
    for title, group in (
        ("conflicting", found.conflicting),
        ("same statement", found.same),
        ("related", found.related),
    ):
        for one in group:
            _print_beside(title, one)
    print(f"distinct origins: {found.origins.count}")
    for origin in found.origins.found:
        print(f"    {one_line(origin.name)}: {one_line(origin.why)}")


def _print_beside(title: str, one: Beside) -> None:
    where = " · ".join(one_line(part) for part in (one.said.outlet, one.said.source_text) if part)
    print(f"{title} ({one.likeness:.0f}): “{one_line(one.said.text)}”" + (f" · {where}" if where else ""))
    for difference in one.differences:
        print(f"    {difference.check}: {one_line(difference.words)}")
