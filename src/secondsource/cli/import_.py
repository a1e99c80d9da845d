"""``secondsource import CASE FILE``: verdicts and notes back from CSV or Parquet, or a whole case from JSON Lines."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.cli.progress import Progress
from secondsource.display import name_of, one_line
from secondsource.model import UnusableInput, Verdict

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from secondsource.casefile import Case
    from secondsource.casefile.acts.returned import Decision
    from secondsource.exporting.returning import Returned, Told

_SHOWN = 20  # rows of each list
_WIDTH = 100  # characters of a text


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    shared.add_case(parser)
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="CSV or Parquet that was changed elsewhere; or JSON Lines of a whole case, to make the new case CASE of",
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would be recorded, and record nothing")
    parser.add_argument("--skip-unknown", action="store_true", help="pass over rows that are of no claim of this case")
    parser.add_argument("--encoding", metavar="NAME", help="a CSV's (default: found out; UTF-8, UTF-16 or cp1252)")
    shared.add_reviewer(parser, "decided what the column reviewer does not say somebody else did")


def run(options: Namespace) -> int:
    """Record what was changed, all at once, and list what was not recorded."""
    from secondsource import casefile
    from secondsource.exporting import returning

    if _restored(options):
        return 0
    who = shared.reviewer(options)
    weak: dict[str, tuple[str, ...]] = {}
    with casefile.open_case(options.case) as case:
        done = False
        while not done:
            found = returning.read_back(
                case, options.file, reviewer=who, skip_unknown=options.skip_unknown, encoding=options.encoding
            )
            if not options.dry_run:
                weak = _weigh(case, found)
            done = options.dry_run or returning.record(case, found)
    _print(found, dry_run=options.dry_run)
    for claim, warnings in list(weak.items())[:_SHOWN]:
        words = ", ".join(casefile.WEAKNESSES[one] for one in warnings)
        print(f"secondsource: {claim} is recorded as corroborated, but it has {words}", file=sys.stderr)
    if len(weak) > _SHOWN:
        print(f"secondsource: and {len(weak) - _SHOWN:,} more like these", file=sys.stderr)
    return 1 if found.conflicts else 0


def _restored(options: Namespace) -> bool:
    """Make a whole case of JSON Lines, if the file holds these."""
    from secondsource.exporting import whole

    try:
        if not options.file.is_file():
            return False
        with options.file.open("rb") as file:
            if not whole.is_whole(file):
                return False
            if options.dry_run:
                raise UnusableInput("--dry-run is for CSV and Parquet; a whole case is checked before it appears")
            progress = Progress()
            articles = whole.restore(options.case, file, progress.show)
    except OSError:
        return False  # which is told of whatever it was to be
    progress.clear()
    print(f"{one_line(str(options.case))}: the whole case, {_count(articles, 'article')}; everything holds")
    return True


def _weigh(case: Case, found: Returned) -> dict[str, tuple[str, ...]]:
    """Return what speaks against each claim that is to be corroborated, and have it recorded with the verdict."""
    from secondsource import casefile, examine

    weak, progress = {}, Progress()
    for place, one in enumerate(found.decisions):
        if one.verdict is not Verdict.CORROBORATED:
            continue
        progress.show("examined:", place, len(found.decisions))
        number = casefile.number_of(case, one.claim) or 0
        if casefile.rules_of(case, number) != examine.RULES:
            examine.examine(case, [number])
        warnings = [name for name in casefile.weaknesses(case, [number]) if name != "no-rationale"]
        if not one.rationale and not casefile.rationale_of(case, number):
            warnings.append("no-rationale")
        if warnings:
            weak[one.claim] = tuple(warnings)
            found.decisions[place] = one._replace(despite=casefile.Despite(tuple(warnings)))
    progress.clear()
    return weak


def _print(found: Returned, *, dry_run: bool) -> None:
    for one in found.decisions if dry_run else ():
        print(f"{one.claim}  {_told(one)}")
    for conflict in found.conflicts[:_SHOWN]:
        print(f"{conflict.claim}  conflict: {one_line(conflict.why)}")
        print(f"    claim: {_short(conflict.text)}")
        print(f"    row {conflict.number}: {_short(conflict.row)}")
        print(f"    case: {_short(conflict.case)}")
    if len(found.conflicts) > _SHOWN:
        print(f"and {len(found.conflicts) - _SHOWN:,} conflicts more")
    _list(found.told)
    _list(found.unknown)
    print(_summary(found, dry_run=dry_run))


def _list(rows: Sequence[Told]) -> None:
    for one in rows[:_SHOWN]:
        print(f"row {one.number}, {_short(one.claim) or 'no id'}: {_short(one.what)}")
    if len(rows) > _SHOWN:
        print(f"and {len(rows) - _SHOWN:,} rows more")


def _told(one: Decision) -> str:
    parts = [name_of(one.verdict)] if one.verdict else []
    parts += [f"because: {_short(one.rationale)}"] if one.rationale else []
    parts += [f"note: {_short(one.note)}"] if one.note else []
    return f"{', '.join(parts)} (by {one_line(one.reviewer)})"


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"


def _summary(found: Returned, *, dry_run: bool) -> str:
    verdicts = sum(one.verdict is not None for one in found.decisions)
    rationales = sum(one.verdict is None and one.rationale is not None for one in found.decisions)
    notes = sum(one.note is not None for one in found.decisions)
    counted = [
        _count(number, what)
        for number, what in ((verdicts, "verdict"), (rationales, "rationale"), (notes, "note"))
        if number
    ]
    parts = [f"{', '.join(counted) or 'nothing'} {'would be ' if dry_run else ''}recorded"]
    parts += [_count(len(found.conflicts), "conflict")] if found.conflicts else []
    parts += [f"{_count(len(found.unknown), 'row')} passed over"] if found.unknown else []
    return "; ".join([*parts, f"{_count(found.unchanged, 'row')} unchanged"])


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
