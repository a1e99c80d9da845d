"""``secondsource add CASE PATH|FOLDER|URL|-``: articles into a case."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.cli.progress import Progress
from secondsource.display import VERDICT_GLYPH, name_of, one_line
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path

    from secondsource.casefile import Replaced

_EXAMINED = 300  # claims that are held against the others at once, within seconds; more wait for a word


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    shared.add_case(parser)
    parser.add_argument("places", metavar="PATH|FOLDER|URL|-", nargs="+", help="what to add; - is standard input")
    parser.add_argument("--outlet", metavar="NAME", help="who published it")
    parser.add_argument("--title", metavar="TEXT", help="its headline (one article only)")
    parser.add_argument("--author", metavar="NAME", help="who wrote it")
    parser.add_argument("--date", metavar="YYYY-MM-DD", type=shared.day, help="when it was published")
    parser.add_argument("--url", metavar="URL", help="where it stands (one article only)")
    parser.add_argument(
        "--map",
        metavar="FIELD=COLUMN",
        action="append",
        default=[],
        help="which column of a table, or key of JSON, holds the text, title, author, outlet, date or url (once each)",
    )
    shared.add_engine(parser)
    shared.add_reviewer(parser, "adds")


def run(options: Namespace) -> int:
    """Add everything; report each that fails in one line, go on with the rest, and sum up at the end."""
    from secondsource import intake

    who = shared.reviewer(options, nobody="secondsource")
    known = intake.Known(options.outlet, options.title, options.date, options.url, options.author)
    columns = intake.chosen_columns(options.map)
    places = intake.places(options.places)
    if len(places) > 1 and (options.title or options.url):
        raise UnusableInput("--title and --url belong to one article; add it by itself")
    before = _articles(options.case)
    claims = unchanged = faults = 0
    forms: Counter[str] = Counter()
    progress = Progress()
    for outcome in intake.add_all(options.case, places, known, columns=columns, engine=options.engine, actor=who):
        if outcome.added is None:
            faults += 1
            progress.clear()
            print(f"secondsource: {one_line(outcome.fault or '')}", file=sys.stderr)
        elif outcome.added.known:
            unchanged += 1
        else:
            forms[outcome.form] += 1
            claims += outcome.added.claims
            if not outcome.added.english:
                progress.clear()
                shared.warn_of_language(outcome.name)
            if outcome.added.replaced:
                progress.clear()
                _print_replaced(outcome.added.replaced)
        done = forms.total() + unchanged + faults
        progress.show(one_line(outcome.name)[-60:], done, max(done, len(places)))
    progress.clear()
    of_each = f" ({', '.join(f'{count} {form}' for form, count in forms.most_common())})" if len(forms) > 1 else ""
    parts = [f"{forms.total()} added{of_each} with {claims} claims"]
    parts += [f"{unchanged} already there, unchanged"] if unchanged else []
    parts += [f"{faults} could not be read"] if faults else []
    print("articles: " + ", ".join(parts))
    if claims:
        _examine(options.case, before, claims)
        print(f"Review them with: {shared.program()} review {one_line(str(options.case))}")
    return 2 if faults else 0


def _articles(path: Path) -> int:
    """Return how many articles the case at ``path`` has, none where it is yet to be made."""
    from secondsource import casefile

    if not path.exists() or not path.stat().st_size:
        return 0
    with casefile.create_case(path) as case:
        return casefile.articles(case)


def _examine(path: Path, before: int, claims: int) -> None:
    """Examine the claims of all but the first so many articles, or say how that is done."""
    from secondsource import casefile, examine

    if claims > _EXAMINED:
        print(f"Hold them against each other with: {shared.program()} examine {one_line(str(path))}")
        return
    progress = Progress()
    with casefile.open_case(path) as case:
        numbers = examine.waiting(case, _EXAMINED, after_article=before)
        examine.examine(case, numbers, lambda done: progress.show("claims examined", done, len(numbers)))
    progress.clear()


def _print_replaced(replaced: Replaced) -> None:
    """Say what became of the claims of an earlier version, each orphan on a line of its own."""
    name = one_line(replaced.name)
    print(
        f"{name}: a changed version; of the earlier one, {replaced.unchanged:,} claims stand "
        f"({replaced.carried:,} with decisions, which count on), {replaced.gone:,} are gone, "
        f"{len(replaced.orphans):,} that somebody decided on {'is' if len(replaced.orphans) == 1 else 'are'} not in it"
    )
    for orphan in replaced.orphans:
        now = f"nearest now: “{one_line(orphan.now)}”" if orphan.now else "nothing like it now"
        mark = f"{VERDICT_GLYPH[orphan.verdict]} {name_of(orphan.verdict)}"
        print(f"  {orphan.uid} {mark} “{one_line(orphan.text)}” · {now}")
