"""``secondsource search CASE… TEXT``: claims by their words, in one case or many."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.cli.lines import Lines
from secondsource.display import one_line
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator

    from secondsource.casefile import Filter
    from secondsource.model import Claim


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument(
        "cases", metavar="CASE", type=Path, nargs="+", help="the case files; a folder stands for those in it (*.db)"
    )
    parser.add_argument("text", metavar="TEXT", help="words of the claim or its source, or their beginnings: all count")
    parser.add_argument("--limit", metavar="N", type=_number, help="stop after so many claims")
    parser.add_argument("--format", choices=["table", "jsonl"], default="table", help="default: table")


def run(options: Namespace) -> int:
    """Print one line a claim as it is found; where there are several cases, each line begins with its case.

    The cases are opened one after the other and for reading alone. One that can't be read is told of on standard
    error, the others are searched all the same, and 2 is returned.
    """
    from secondsource import casefile
    from secondsource.cli.claims import line_of

    if not any(character.isalnum() for character in options.text):
        raise UnusableInput("search for words: letters or digits are needed")
    several = len(options.cases) > 1 or options.cases[0].is_dir()
    wanted = casefile.Filter(words=options.text)
    lines, output = Lines(), shared.output()
    searched = unread = count = 0
    for path in _files(options.cases):
        try:
            for claim in _claims(path, wanted):
                count += 1
                if options.format == "jsonl":
                    output.write(json.dumps({"case": str(path), **asdict(claim)}, ensure_ascii=False) + "\n")
                else:
                    lines.print(line_of(claim), before=f"{one_line(str(path))}: " if several else "")
                if count == options.limit:
                    break
            searched += 1
        except UnusableInput as fault:
            output.flush()
            print(f"secondsource: {one_line(str(fault))}", file=sys.stderr)
            unread += 1
        if count == options.limit:
            break
        output.flush()
    if options.format == "table" and (searched or not unread):
        found = "1 claim" if count == 1 else f"{count:,} claims"
        where = f"{searched:,} case{'' if searched == 1 else 's'}" if several else one_line(str(options.cases[0]))
        more = ", and maybe more: this is --limit" if count == options.limit else ""
        print(f"{found} in {where} with: {one_line(options.text)}{more}")
    return 2 if unread else 0


def _files(cases: Iterable[Path]) -> Iterator[Path]:
    """Yield the case files meant, each once."""
    seen: set[Path] = set()
    for path in cases:
        for file in _cases_in(path) if path.is_dir() else (path,):
            if file not in seen:
                seen.add(file)
                yield file


def _cases_in(folder: Path) -> list[Path]:
    """Return the case files in a folder, by name. Where there is none, the folder itself, which is then told of."""
    return sorted(path for path in folder.glob("*.db") if _is_case(path)) or [folder]


def _is_case(path: Path) -> bool:
    """Tell whether a file is a case, or may be one that can't be read: then it is told why."""
    from secondsource.casefile.file import APPLICATION_ID

    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError:
        return not path.is_dir()
    program = int.from_bytes(head[68:72], "big")  # that made it; a new case may say so in its -wal alone
    is_ours = program == APPLICATION_ID or (not program and Path(f"{path}-wal").exists())
    return head.startswith(b"SQLite format 3") and is_ours


def _claims(path: Path, wanted: Filter) -> Iterator[Claim]:
    """Yield the claims with these words in one case. Raises UnusableInput where it can't be read."""
    from secondsource import casefile

    with casefile.explained(path), casefile.open_case(path, reading=True) as case:
        yield from casefile.claims(case, wanted)


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number of claims; write 20, for instance")
    return int(text)
