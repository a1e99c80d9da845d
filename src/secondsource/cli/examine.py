"""``secondsource examine CASE``: hold claims against their sources and each other, and print what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.cli.progress import Progress
from secondsource.display import one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from secondsource.casefile import Case
    from secondsource.examine import Beside, Examination


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


def run(options: Namespace) -> int:
    """Examine what is yet to be examined, or print what the checks say of one claim."""
    from secondsource import casefile, examine

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
        progress, total = Progress(), examine.waiting_count(case)
        done = examine.examine(
            case, examine.all_waiting(case), lambda done: progress.show("claims examined", done, total)
        )
        progress.clear()
        counts = dict(casefile.facets(case, "finding", limit=100))
        print(f"claims examined: {done:,}" + (", none was left" if not done else ""))
        for name in ("differs", "unfaithful", "unclear", "single-origin"):
            if counts.get(name):
                print(f"{counts[name]:>7,}  {name}")
    return 0


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
