"""``secondsource add CASE PATH|FOLDER|URL|-``: articles into a case."""

from __future__ import annotations

import itertools
import re
import sys
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING

from secondsource.cli import shared
from secondsource.cli.progress import LONG, Pace, Progress, how_it_went
from secondsource.display import VERDICT_GLYPH, name_of, one_line
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path

    from secondsource.casefile import Replaced
    from secondsource.intake import Outcome

_REASONS = 100  # why articles can't be read: more are not told apart
_DETAIL = re.compile(r" \(.*\)")
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
    shared.add_jobs(parser, "take articles apart")
    parser.add_argument(
        "--cluster", metavar="ADDRESS|local", help="the Dask scheduler whose workers do so; local starts one here"
    )
    shared.add_reviewer(parser, "adds")


def run(options: Namespace) -> int:
    """Add everything; report each that fails in one line, go on with the rest, and sum up at the end."""
    from secondsource import intake, workers

    who = shared.reviewer(options, nobody="secondsource")
    known = intake.Known(options.outlet, options.title, options.date, options.url, options.author)
    places = intake.places(options.places)
    if known.is_of_one:
        first = list(itertools.islice(places, 2))
        if len(first) > 1:
            raise UnusableInput("--title and --url belong to one article; add it by itself")
        places = iter(first)
    adding = intake.Adding(
        options.case,
        places,
        known,
        columns=intake.chosen_columns(options.map),
        engine=options.engine,
        actor=who,
        jobs=options.jobs or workers.cores(),
        cluster=options.cluster,
    )
    before = _articles(options.case)
    pace = Pace("articles")
    total = _Total(options.places) if pace.shown else None
    began = time.monotonic()
    sum_up = _Sum()
    pace.write("reading and taking apart …")  # a long article takes some seconds
    try:
        for outcome in adding:
            if sum_up.take(outcome):
                pace.clear()
                _print_what_is_odd(outcome)
            pace.tell(sum_up.done, total.share(adding.stored) if total and not adding.packed else None)
    except KeyboardInterrupt:
        pace.clear()
        print(f"secondsource: stopped; {sum_up.told()}. The same command goes on from there", file=sys.stderr)
        return 130
    finally:
        pace.clear()
    seconds = time.monotonic() - began
    print(sum_up.told())
    if sum_up.faults > 1:
        for why, count in sum_up.reasons.most_common():
            print(f"{count:>9,}  {one_line(why)}")
    if seconds > LONG:
        print(how_it_went(sum_up.done, "articles", seconds, adding.processes, adding.storing))
    if sum_up.claims:
        _examine(options.case, before, sum_up.claims, options.jobs or workers.cores())
        print(f"Review them with: {shared.program()} review {one_line(str(options.case))}")
    return 2 if sum_up.faults else 0


class _Sum:
    """What became of all articles, counted."""

    def __init__(self) -> None:
        self.claims = self.unchanged = self.faults = 0
        self.forms: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()

    @property
    def done(self) -> int:
        """How many articles are through."""
        return self.forms.total() + self.unchanged + self.faults

    def take(self, outcome: Outcome) -> bool:
        """Count one; tell whether there is something to say of it."""
        added = outcome.added
        if added is None:
            self.faults += 1
            why = _reason(outcome)
            self.reasons[why if why in self.reasons or len(self.reasons) < _REASONS else "other reasons"] += 1
        elif added.known:
            self.unchanged += 1
        else:
            self.forms[outcome.form] += 1
            self.claims += added.claims
        return added is None or not added.english or added.replaced is not None

    def told(self) -> str:
        """Return the line that sums up."""
        forms = ", ".join(f"{count:,} {form}" for form, count in self.forms.most_common())
        of_each = f" ({forms})" if len(self.forms) > 1 else ""
        parts = [f"{self.forms.total():,} added{of_each} with {self.claims:,} claims"]
        parts += [f"{self.unchanged:,} already there, unchanged"] if self.unchanged else []
        parts += [f"{self.faults:,} could not be read"] if self.faults else []
        return "articles: " + ", ".join(parts)


def _reason(outcome: Outcome) -> str:
    """Return why something could not be read, without its name, numbers and advice."""
    fault = outcome.fault or ""
    said = fault.partition(outcome.name)[2] or fault
    return _DETAIL.sub("", said.partition(";")[0]).strip(" :,.") or fault


class _Total:
    """How many bytes there are to add, counted beside the adding."""

    def __init__(self, places: list[str]) -> None:
        self._places = places
        self._bytes: int | None = None
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        from secondsource import intake

        self._bytes = intake.size_of(self._places)

    def share(self, done: int) -> float | None:
        """Return what share of all bytes so many are, None where that is not known."""
        return done / self._bytes if self._bytes and done <= self._bytes else None


def _print_what_is_odd(outcome: Outcome) -> None:
    """Say on standard error what could not be read or is no English, and what a changed version replaces."""
    if outcome.added is None:
        print(f"secondsource: {one_line(outcome.fault or '')}", file=sys.stderr)
        return
    if not outcome.added.english:
        shared.warn_of_language(outcome.name)
    if outcome.added.replaced:
        _print_replaced(outcome.added.replaced)


def _articles(path: Path) -> int:
    """Return how many articles the case at ``path`` has, none where it is yet to be made."""
    from secondsource import casefile

    if not path.exists() or not path.stat().st_size:
        return 0
    with casefile.create_case(path) as case:
        return casefile.articles(case)


def _examine(path: Path, before: int, claims: int, jobs: int) -> None:
    """Examine the claims of all but the first so many articles, or say how that is done."""
    from secondsource import casefile, examine

    if claims > _EXAMINED:
        print(f"Hold them against each other with: {shared.program()} examine {one_line(str(path))}")
        return
    progress = Progress()
    with casefile.open_case(path) as case:
        numbers = examine.waiting(case, _EXAMINED, after_article=before)
        total = len(numbers)
        examine.examine(case, numbers, lambda done: progress.show("claims examined", done, total), jobs=jobs)
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
