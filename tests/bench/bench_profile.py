"""Where the time goes in adding articles and in a mark: the functions that take most time themselves.

    python tests/bench/bench_profile.py [FOLDER_OF_TEXTS] [--articles N] [--claims N] [--lines N]

By cProfile, which makes calls dearer than they are: trust the order more than the shares. Adding is the command with
one process on real news where that lies beside the checkout, else on the sample case's texts, once an article before
has loaded what is needed; marks are a thousand in a case of many claims.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import functools
import io
import pstats
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from big_case import build
from measured import Table, articles, news

from secondsource import casefile, cli
from secondsource.casefile import View
from secondsource.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

MARKS = 1_000


def show(what: str, call: Callable[[], object], lines: int) -> None:
    """Print the functions in which a call spends most time, each with its share."""
    profile = cProfile.Profile()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        profile.runcall(call)
    stats = pstats.Stats(profile)
    told = Table(f"{what}: {stats.total_tt:.1f} s", "share", "seconds", "calls")  # type: ignore[attr-defined]
    every = stats.stats.items()  # type: ignore[attr-defined]
    for where, (_, calls, own, _, _) in sorted(every, key=lambda one: -one[1][2])[:lines]:
        share = own / stats.total_tt  # type: ignore[attr-defined]
        told.row(f"`{named(*where)}`", f"{share:.0%}", own, f"{calls:,}")
    told.print()


def named(file: str, _line: int, function: str) -> str:
    """Return the name of a function with the module it stands in."""
    if file == "~":
        return function.strip("<>").replace("built-in method ", "").replace("method ", "").partition(" at 0x")[0]
    parts = Path(file).with_suffix("").parts
    start = max((n for n, part in enumerate(parts) if part in ("secondsource", "site-packages")), default=-2)
    return f"{'.'.join(parts[start + 1 :])}.{function}"


def add(case: str, place: Path, engine: str) -> None:
    """Add articles by the command."""
    cli.main(["add", case, str(place), "--engine", engine, "--jobs", "1"])


def marks(path: Path) -> None:
    """Mark claims all over a case."""
    chance = random.Random(2)
    with casefile.open_case(path) as case:
        view = View(case)
        for _ in range(MARKS):
            uid = view.rows(chance.randrange(view.count), 1)[0].uid
            casefile.mark(case, uid, Verdict.DISPUTED, reviewer="bench")


def main() -> None:
    """Print the top of each profile."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=news())
    parser.add_argument("--articles", type=int, metavar="N", default=40, help="so many, spread over the folder")
    parser.add_argument("--claims", type=int, metavar="N", default=20_000, help="of the case for the marks")
    parser.add_argument("--lines", type=int, metavar="N", default=5, help="of each profile")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        texts = Path(home) / "texts"
        texts.mkdir()
        for number, text in enumerate(articles(options.folder, options.articles)):
            (texts / f"{number}.txt").write_text(text, encoding="utf-8", newline="")
        for engine in ("rules", "standard"):
            with contextlib.redirect_stdout(io.StringIO()):
                add(f"{home}/before.db", texts / "0.txt", engine)
            call = functools.partial(add, f"{home}/{engine}.db", texts, engine)
            show(f"`add --engine {engine}`", call, options.lines)
        large = Path(home) / "large.db"
        build(large, options.claims // 10, 10)
        show(f"{MARKS:,} marks", functools.partial(marks, large), options.lines)


if __name__ == "__main__":
    main()
