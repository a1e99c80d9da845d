"""``secondsource stats CASE``: how far a case is, and how far its reviewers agree."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from secondsource.cli import shared
from secondsource.display import CONFLICT_GLYPH, VERDICT_GLYPH, name_of, one_line
from secondsource.model import Verdict

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from secondsource.casefile import Stats


_SUBJECT_WIDTH: Final = 11  # cells


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    shared.add_case(parser)
    parser.add_argument("--format", choices=["table", "json"], default="table", help="default: table")


def run(options: Namespace) -> int:
    """Print the figures."""
    from secondsource import casefile

    with casefile.open_case(options.case) as case:
        found = casefile.stats(case)
    if options.format == "json":
        print(json.dumps(_values(found), ensure_ascii=False, indent=2))
        return 0
    width = shutil.get_terminal_size().columns - _SUBJECT_WIDTH if sys.stdout.isatty() else sys.maxsize
    for subject, figures in _lines(found):
        for line in textwrap.wrap(figures, max(width, _SUBJECT_WIDTH)):
            print(f"{subject:<{_SUBJECT_WIDTH}}{line}")
            subject = ""
    return 0


def _values(found: Stats) -> dict[str, object]:
    """Return the figures as JSON's values; those that follow from others are in it too."""
    values = asdict(found)
    values["progress"] = found.progress._asdict() | {"decided": found.progress.decided, "total": found.progress.total}
    values["coverage"]["share"] = found.coverage.share
    return values


def _lines(found: Stats) -> Iterator[tuple[str, str]]:
    progress, coverage = found.progress, found.coverage
    of = f" ({progress.decided / progress.total:.0%})" if progress.total else ""
    yield "claims", f"{progress.total:,}, {progress.decided:,} decided{of}"
    by_verdict = (
        f"{VERDICT_GLYPH[one]} {getattr(progress, name_of(one)):,} {name_of(one)}" for one in (*Verdict, None)
    )
    yield "", "  ".join(by_verdict)
    if progress.conflict:
        yield "conflicts", f"{CONFLICT_GLYPH} {progress.conflict:,} of the open claims: verdicts contradict each other"
    if found.orphans:
        yield (
            "orphans",
            f"{_many(found.orphans, 'claim')} with decisions, of earlier versions of articles, not in the newer ones",
        )
    yield "signed", f"{_many(found.signed, 'verdict')} that a second reviewer stands by"
    earlier = f", and {_many(found.earlier, 'earlier version')}" if found.earlier else ""
    yield "articles", f"{found.articles:,}{earlier}"
    yield "sources", f"{found.sources:,}"
    silent = sum(coverage.silent.values())
    if words := coverage.attributed + coverage.narrator + silent:
        yield (
            "coverage",
            f"{coverage.share:.1%} of {words:,} words are part of a claim: {coverage.attributed:,} attributed, "
            f"{coverage.narrator:,} in the articles' own voice",
        )
        for reason, count in coverage.silent.items():
            yield "", f"no claim, {count:,} words: {one_line(reason)}"
    for number, one in enumerate(found.reviewers):
        signed = f", {one.sign_offs:,} signed off" if one.sign_offs else ""
        yield "" if number else "reviewers", f"{one_line(one.name)}: {_many(one.verdicts, 'claim')} decided{signed}"
    yield from _agreement(found)


def _agreement(found: Stats) -> Iterator[tuple[str, str]]:
    if not found.pairs:
        yield "agreement", "no claim is decided by two reviewers yet"
        return
    for number, pair in enumerate(found.pairs):
        names = f"{one_line(pair.one)} and {one_line(pair.other)}"
        kappa = "undefined: both gave one and the same verdict" if pair.kappa is None else f"{pair.kappa:.3f}"
        yield (
            "" if number else "agreement",
            f"{names}: the same verdict on {pair.agreed:,} of {_many(pair.shared, 'shared claim')}, "
            f"Cohen's kappa {kappa}",
        )
    overall = found.overall
    alpha = "undefined: all verdicts are the same" if overall.alpha is None else f"{overall.alpha:.3f}"
    yield "", f"all reviewers, {_many(overall.claims, 'shared claim')}: Krippendorff's alpha {alpha}"


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
