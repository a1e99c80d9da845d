"""``secondsource export CASE --format csv``: the case into a file, in a format that other programs read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.display import one_line
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from secondsource.exporting import Form


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    from secondsource.exporting import FORMS

    shared.add_case(parser)
    parser.add_argument("--format", choices=list(FORMS), help="default: what the file's name says, else csv")
    parser.add_argument("-o", "--output", metavar="PATH", type=Path, help="default: standard output")
    parser.add_argument("--bom", action="store_true", help="begin with a byte order mark, by which Excel knows UTF-8")
    shared.add_release(parser)
    shared.add_publisher(parser)
    shared.add_filters(parser)


def run(options: Namespace) -> int:
    """Write what is asked for."""
    from secondsource import casefile, exporting

    form = options.format or (options.output and exporting.form_of(options.output)) or "csv"
    chosen = exporting.FORMS[form]
    if options.output is None and chosen.kind != exporting.TEXT:
        raise UnusableInput(f"{form} is {_what(chosen)}: name where to, such as -o {_such_as(form, chosen)}")
    if options.bom and form != "csv":
        raise UnusableInput("--bom is for CSV")
    with casefile.open_case(options.case) as case:
        release = shared.release(case, options)
        if options.output is None:
            exporting.write(release, form, shared.output(), bom=options.bom)
        else:
            count = exporting.write_file(release, form, options.output, bom=options.bom)
            print(f"{chosen.counted(count)} written to {one_line(str(options.output))}", file=sys.stderr)
        shared.tell_withheld(release)
    return 0


def _what(form: Form) -> str:
    from secondsource.exporting import FILES

    return "several files" if form.kind == FILES else "no text"


def _such_as(name: str, form: Form) -> str:
    from secondsource.exporting import FILES

    return f"case-{name}.zip" if form.kind == FILES else "case.warc.gz" if name == "warc" else f"case.{name}"
