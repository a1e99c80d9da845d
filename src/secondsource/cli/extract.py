"""``secondsource extract PATH…``: who said what, without a case."""

from __future__ import annotations

import itertools
import sys
from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.display import one_line
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from rich.text import Text

    from secondsource.model import Article, Attribution, Extraction, Spans, Statement


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("places", metavar="PATH|FOLDER|URL|-", nargs="+", help="articles; - is standard input")
    shared.add_engine(parser)
    why = "say why each claim was found, what it says, and why other words hold none"
    parser.add_argument("--explain", action="store_true", help=why)
    parser.add_argument("--format", choices=["jsonl", "brat", "table"], default="table", help="default: table")


def run(options: Namespace) -> int:
    """Print what is found; an article that can't be read is one line on standard error, and the rest go on."""
    from secondsource import exporting, intake

    found = intake.read_all(intake.places(options.places), annotations=False)
    if options.format == "brat":
        first = list(itertools.islice(found, 2))
        if len(first) > 1:
            raise UnusableInput("a brat file belongs to one text: name one article")
        found = iter(first)
    faults = 0
    for one in found:
        if isinstance(one, intake.Outcome):
            faults += 1
            print(f"secondsource: {one_line(one.fault or '')}", file=sys.stderr)
            continue
        article = one.article
        extraction = intake.extract(article, options.engine)
        if not extraction.english:
            shared.warn_of_language(article.name)
        if options.format == "jsonl":
            print(exporting.extraction_json(article, extraction, explain=options.explain))
        elif options.format == "brat":
            for line in exporting.brat(article, extraction):
                print(line)
        else:
            _print_table(article, extraction, explain=options.explain)
    return 2 if faults else 0


def _print_table(article: Article, extraction: Extraction, *, explain: bool) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(one_line(article.title or article.name)), title_justify="left", show_lines=True)
    for heading in ("speaker", "source", "cue", "content", "kind", "channel", *(["says", "why"] if explain else [])):
        table.add_column(heading, overflow="fold")

    def words(spans: Spans) -> Text:
        return Text(one_line(" … ".join(article.text[start:end] for start, end in spans)))

    for one in extraction.attributions:
        speaker = Text(one_line(one.speaker.name) if one.speaker else "")
        row = [speaker, words(one.source), words(one.cue), words(one.content), Text(one.kind), Text(one.channel or "")]
        row += [_nature(one), Text(f"{one.reason} ({one.confidence:.2f})")] if explain else []
        table.add_row(*row)
    for own in extraction.narrator:
        table.add_row("", "", "", words(own.content), "narrator", "", *([_nature(own)] if explain else []))
    for silence in extraction.silent if explain else ():
        table.add_row("", "", "", words(silence.content), "no claim", "", "", silence.reason)
    console = Console(highlight=False, emoji=False, markup=False)
    console.print(table)
    console.print(f"{extraction.coverage.share:.0%} of the words are part of a claim.")


def _nature(one: Attribution | Statement) -> Text:
    from rich.text import Text

    return Text(f"{one.nature}: {one.nature_reason}")
