"""``secondsource lint CASE``: what the ClaimReviews of a case still lack, one line a thing."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.display import one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from secondsource.exporting.lint import Lint


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    shared.add_case(parser)
    shared.add_release(parser)
    shared.add_publisher(parser)
    parser.add_argument("--format", choices=["text", "jsonl"], default="text", help="default: text")
    shared.add_filters(parser)


def run(options: Namespace) -> int:
    """Print what is missing; 1 where it is something that is required."""
    from secondsource import casefile
    from secondsource.exporting.lint import Level, Lint

    output = shared.output()
    with casefile.open_case(options.case) as case:
        release = shared.release(case, options)
        found = Lint(release)
        for remark in found:
            if options.format == "jsonl":
                output.write(json.dumps(asdict(remark), ensure_ascii=False) + "\n")
            else:
                output.write(f"{remark.claim or 'all'} {remark.field}: {one_line(remark.words)}\n")
        if options.format == "text":
            output.writelines(f"{line}\n" for line in _summary(found))
        shared.tell_withheld(release)
    return 1 if any(level is Level.REQUIRED for level, _ in found.missing) else 0


def _summary(found: Lint) -> Iterator[str]:
    """Yield what is missing how often, a line a level, and of how many reviews."""
    from secondsource.exporting.lint import Level

    for level in Level:
        fields = ", ".join(f"{field} {count:,}" for (of, field), count in found.missing.most_common() if of is level)
        yield f"{level}: {fields or 'nothing'}"
    yield f"reviews: {found.reviews:,}; claims that are not decided, of which none is written: {found.undecided:,}"
