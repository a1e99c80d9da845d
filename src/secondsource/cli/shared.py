"""What several commands need: the options they share and how they talk."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.display import one_line
from secondsource.model import Kind, Nature, SourceType, UnusableInput, Verdict

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date
    from typing import TextIO

    from secondsource.casefile import Case, Filter
    from secondsource.exporting import Release


def add_case(parser: ArgumentParser) -> None:
    """Add the argument CASE."""
    parser.add_argument("case", metavar="CASE", type=Path, help="the case file, such as strikes.db")


def add_reviewer(parser: ArgumentParser, does: str = "decides") -> None:
    """Add --reviewer."""
    parser.add_argument(
        "--reviewer", metavar="NAME", help=f"who {does} (default: $SECONDSOURCE_REVIEWER, else your login name)"
    )


def reviewer(options: Namespace, nobody: str | None = None) -> str:
    """Return the name that goes into the log; ``nobody`` where the system knows none, if that will do."""
    name: str | None = options.reviewer or os.environ.get("SECONDSOURCE_REVIEWER")
    if name is None:
        import getpass

        try:
            name = getpass.getuser()
        except (OSError, KeyError):
            if nobody:
                return nobody
            raise UnusableInput("who are you? give a name with --reviewer NAME") from None
    from secondsource.casefile import reviewer_name

    return reviewer_name(name)


def add_filters(parser: ArgumentParser) -> None:
    """Add the options that say which claims are asked for."""
    group = parser.add_argument_group("which claims (all conditions hold together; a part of a name will do)")
    group.add_argument(
        "--verdict",
        choices=["open", *(verdict.value for verdict in Verdict), "conflict"],
        help="claims with this verdict; open ones; those in conflict",
    )
    group.add_argument("--kind", choices=[one.value for one in Kind], help="claims of this kind")
    group.add_argument("--nature", choices=[one.value for one in Nature], help="claims that say this")
    group.add_argument("--source", metavar="NAME", help="claims whose source's name holds this")
    group.add_argument(
        "--source-type", choices=[one.value for one in SourceType], help="claims whose source is one of these"
    )
    group.add_argument("--article", metavar="NAME", help="claims of the article with this name, the whole of it")
    group.add_argument("--outlet", metavar="NAME", help="claims of articles whose outlet's name holds this")
    group.add_argument("--channel", metavar="WORDS", help='claims that came this way, such as "tweet"')
    group.add_argument("--since", metavar="DATE", type=day, help="claims of articles from this date on (YYYY-MM-DD)")
    group.add_argument("--until", metavar="DATE", type=day, help="claims of articles up to this date")
    group.add_argument("--decided-by", metavar="NAME", help="claims that this reviewer decided or signed off")
    group.add_argument(
        "--finding",
        metavar="NAME",
        help="claims with this finding: differs, unfaithful, conflict, orphan …; any of them: any",
    )
    group.add_argument("--search", metavar="WORDS", help="claims with these words, or words beginning so")


def wanted(options: Namespace) -> Filter:
    """Return the filter that the options of ``add_filters`` ask for."""
    from secondsource.casefile import Filter

    if options.since and options.until and options.since > options.until:
        raise UnusableInput(f"no article is from {options.since} on and up to {options.until}; exchange the two")
    return Filter(
        words=options.search,
        verdict=options.verdict,
        kind=Kind(options.kind) if options.kind else None,
        source=options.source,
        article=options.article,
        outlet=options.outlet,
        channel=options.channel,
        reviewer=options.decided_by,
        finding=options.finding,
        nature=Nature(options.nature) if options.nature else None,
        source_type=SourceType(options.source_type) if options.source_type else None,
        since=options.since,
        until=options.until,
    )


def add_release(parser: ArgumentParser) -> None:
    """Add --include."""
    parser.add_argument(
        "--include",
        metavar="SOURCE",
        action="append",
        default=[],
        help="let out what this source off the record or on background said; nothing of it leaves otherwise",
    )


def add_publisher(parser: ArgumentParser) -> None:
    """Add the options that say who publishes."""
    group = parser.add_argument_group("who publishes (ClaimReview)")
    group.add_argument("--publisher", metavar="NAME", help="the organization that stands by the verdicts")
    group.add_argument("--publisher-url", metavar="URL", help="its address")
    group.add_argument(
        "--reviews-at", metavar="URL", help="where each review is published: this, followed by the claim's id"
    )


def release(case: Case, options: Namespace) -> Release:
    """Return what the options let out of a case: filters, --include and who publishes, as far as a command has them."""
    from secondsource.exporting import Publisher, Release

    names = ("publisher", "publisher_url", "reviews_at")
    publisher = Publisher(*(getattr(options, name, None) for name in names))
    return Release(case, wanted(options), include=options.include, publisher=publisher)


def tell_withheld(release: Release) -> None:
    """Say on standard error what was held back."""
    from secondsource.model import Terms

    if release.is_whole:
        return
    names = ", ".join(f"{one_line(source.name)} ({source.terms})" for source in release.protected)
    off = any(source.terms is Terms.OFF_RECORD for source in release.protected)
    count = len(release.withheld)
    left_out = f"; {count:,} claim{' is' if count == 1 else 's are'} left out" if off else ""
    print(f"secondsource: protected: {names}{left_out} (--include SOURCE lets one out)", file=sys.stderr)


def day(text: str) -> date:
    """Return the date that an option gives. Raises UnusableInput where it is none."""
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnusableInput(f"{text} is no date; write it as 2021-06-29") from None


def warn_of_language(name: str) -> None:
    """Say on standard error that an article does not look like English."""
    note = "does not look like English, which extraction is tuned for: expect it to miss much"
    print(f"secondsource: {one_line(name)} {note}", file=sys.stderr)


def add_engine(parser: ArgumentParser) -> None:
    """Add --engine; the names are checked when an article is taken apart."""
    parser.add_argument("--engine", metavar="NAME", help="the extraction engine (default: the standard one)")


def add_jobs(parser: ArgumentParser, work: str) -> None:
    """Add --jobs."""
    parser.add_argument(
        "--jobs", metavar="N", type=at_least_one, help=f"how many processes {work} (default: one for each core)"
    )


def at_least_one(text: str) -> int:
    """Return the number that an option gives. Raises UnusableInput where it is none, or below one."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise UnusableInput(f"{one_line(text)} is no number of processes; write 1 or more")
    return number


def program() -> str:
    """Return how this program was called, for messages that name a command to type."""
    name = sys.argv[0] if sys.argv else ""
    return name if Path(name).name == "secondsource" and not Path(name).is_absolute() else "secondsource"


def output() -> TextIO:
    """Return standard output, set to write line ends as they are given (CSV's are CR LF on every system)."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(newline="")
    return sys.stdout
