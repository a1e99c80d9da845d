"""The desk beside a minimal Textual app and VisiData: first paint, key to screen, memory, keys typed ahead.

    python tests/bench/bench_desk.py [CASE] [--claims N] [--runs N] [--presses N] [--checks]

All run in a real pseudo-terminal, and once more inside tmux where there is one; what is compared is taken in turn, and
each ratio is the median of those run for run, to the minimal app, which shows one line. A key is *told* when the lines
that say place and counts are right, and *whole* when the last byte of the screen has come. ``j`` is the next claim,
``]`` the next article, ``n`` the next open claim, ``^D`` half a page, ``c`` a verdict, ``z`` undoes it.

CASE is a large one that big_case.py made; without it, one is made first. It works on copies. VisiData runs where ``vd``
is on the PATH or beside this Python. ``--checks`` compares the desk with itself without the checks beside it, and
nothing else: fast, at a pace at which each key comes while the claim before is examined, and slowly.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import itertools
import os
import re
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from big_case import PLACES, build
from measured import Spread, Table, figures, hundredth, in_short
from timed_terminal import PACE, TimedTerminal

from secondsource import casefile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timed_terminal import Press

WIDTH, HEIGHT = 120, 40
CLAIM = re.compile(f" of (?:{'|'.join(PLACES)})".encode())  # in the text of every claim, and nowhere else
TURN = 50  # presses of one key in a row
AHEAD = 300  # keys written at once
# The keys of one round, from the first line on; what stands before a colon is pressed first, unmeasured.
ROUND = ["gg:j", "k", "gg:]", "gg:n", "gg:^D", "gg:c", "z", "gg:G gg"]
PACES = {"fast": 0.05, "into the checks": 0.135, "slowly": 0.3}  # seconds from key to key, and 0.02 more
WITHOUT_CHECKS = """
import sys
from secondsource import cli
from secondsource.desk.examining import Examining

Examining.want = lambda *_: None
sys.exit(cli.main(sys.argv[1:]))
"""
MINIMAL = """
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    count = 0
    def __init__(self):
        super().__init__()
        self.animation_level = "none"
    def compose(self):
        yield Static("0 of 0  the ferry of Velm")
    def on_key(self):
        self.count += 1
        self.query_one(Static).update(f"{self.count} of 0  the ferry of Velm")

Minimal().run()
"""


@dataclass(frozen=True)
class Program:
    """What is measured: how it is called, and the keys that leave it."""

    name: str
    command: list[str]
    leave: str = "\x11"
    case: Path | None = None


def environment(home: Path) -> dict[str, str]:
    """Return the environment of every program: a terminal with all colours, and no settings of anyone's."""
    known = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "TMPDIR") if name in os.environ}
    folders = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    return known | folders | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}


@contextmanager
def opened(program: Program, home: Path) -> Iterator[TimedTerminal]:
    """Start a program, and leave it at the end."""
    terminal = TimedTerminal(program.command, WIDTH, HEIGHT, environment(home))
    try:
        yield terminal
        terminal.end(program.leave)
    finally:
        terminal.close()


def in_tmux(program: Program, home: Path) -> Program:
    """Return the same program inside a tmux of its own."""
    settings = home / "tmux.conf"
    settings.write_text("set -g status off\n", encoding="utf-8")
    tmux = ["tmux", "-S", str(home / "tmux"), "-f", str(settings), "new-session"]
    return Program(f"{program.name}, in tmux", [*tmux, *program.command], program.leave, program.case)


def desk(name: str, case: Path, program: tuple[str, ...] = ("-m", "secondsource")) -> Program:
    """Return the desk on a case."""
    return Program(name, [sys.executable, *program, "review", str(case), "--reviewer", "bench"], case=case)


def first_paint(programs: list[Program], home: Path, runs: int, short: Table) -> None:
    """Print how long each takes to the first claim on the screen and until it rests, beside the first of them."""
    found: dict[str, list[tuple[float, float, float]]] = {program.name: [] for program in programs}
    for run in range(runs + 1):
        for program in programs:
            with opened(program, home) as terminal:
                painted, used = terminal.first(CLAIM), terminal.processor()
                rests = terminal.settle()
            if run:  # the first is for the file system
                found[program.name].append((painted, used, rests))
    told = Table("from the start, ms", "first claim", "ratio", "spread", "processor", "ratio", "at rest", "ratio")
    least = list(zip(*found[programs[0].name], strict=True))
    for name, measured in found.items():
        columns = list(zip(*measured, strict=True))
        middles = [Spread.of(ours).middle * 1000 for ours in columns]
        ratios = [Spread.of_ratios(ours, theirs) for ours, theirs in zip(columns, least, strict=True)]
        inside = "tmux" in name  # the processor time of tmux alone says nothing
        processor = (None, None) if inside else (middles[1], ratios[1])
        told.row(name, middles[0], ratios[0], ratios[0].range, *processor, middles[2], ratios[2])
        if "desk" in name and not inside:
            beside = f"{programs[0].name}: {figures(Spread.of(least[0]).middle * 1000)} ms"
            short.row(f"First claim on the screen, {name}", f"{figures(middles[0])} ms", beside, ratios[0],
                      ratios[0].range)  # fmt: skip
    told.print()


def keys(programs: list[Program], home: Path, presses: int, script: list[str], pace: float = PACE) -> list[list[float]]:
    """Print how long the screens take to follow each key, at a pace in seconds; the programs take turns.

    Return the seconds of each ``j``.
    """
    found: list[dict[str, list[Press]]] = [{} for _ in programs]
    cost = [0.0] * len(programs)
    with contextlib.ExitStack() as stack:
        terminals = [stack.enter_context(opened(program, home)) for program in programs]
        for terminal in terminals:
            terminal.first(CLAIM)
            terminal.settle(1)
        turn = min(TURN, presses)
        for _ in range(presses // turn):
            for step, (place, terminal) in itertools.product(script, enumerate(terminals)):
                before_it, _, names = step.rpartition(":")
                if before_it:
                    terminal.presses([before_it])
                order = names.split() * turn
                before = terminal.processor()
                pressed = terminal.presses([control(key) for key in order], pace)
                cost[place] += (terminal.processor() - before) / len(order)
                for name, press in zip(order, pressed, strict=True):
                    found[place].setdefault(name, []).append(press)
    table = Table("key to screen, ms", "key", "told, p50", "p95", "whole, p50", "p95", "p99", "presses", "no change")
    for program, pressed_of in zip(programs, found, strict=True):
        for name, pressed in pressed_of.items():
            told, whole = ([at * 1000 for one in pressed if (at := one[n]) is not None] for n in (0, 1))
            cells = [hundredth(times, at) if times else None for times, at in ((told, 50), (told, 95))]
            cells += [hundredth(whole, at) if whole else None for at in (50, 95, 99)]
            table.row(program.name, f"`{name}`", *cells, len(pressed), len(pressed) - len(whole) or None)
    table.print()
    for program, seconds in zip(programs, cost, strict=True):
        if "tmux" not in program.name:
            mean = seconds / (presses // turn * len(script)) * 1000
            print(f"\n{program.name}: {figures(mean)} ms of processor time a key.")
    return [[one.whole for one in of.get("j", []) if one.whole is not None] for of in found]


def control(key: str) -> str:
    """Return what a terminal sends for ``^D`` and the like."""
    return chr(ord(key[1]) - 64) if len(key) == 2 and key[0] == "^" else key


def checks(minimal: Program, home: Path, large: Path, options: argparse.Namespace) -> None:
    """Print the figures of the desk with the checks beside it and without."""
    (home / "without.py").write_text(WITHOUT_CHECKS, encoding="utf-8")
    other = shutil.copyfile(large, home / "other.db")  # neither is to see what the other one does
    both = [
        desk("the desk, with the checks", large),
        desk("the desk, without the checks", other, (str(home / "without.py"),)),
    ]
    first_paint([minimal, *both], home, options.runs, in_short())
    for name, pace in PACES.items():
        print(f"\n{name}: a key every {pace * 1000:.0f} ms.")
        keys(both, home, options.presses, ROUND, pace)


def memory(programs: list[Program], home: Path) -> None:
    """Print what each holds in memory after some hundred keys, and the desk with a filter as well."""
    told = Table(f"memory after {AHEAD} keys (desk: and a filter), MB", "resident", "its share")
    for program in programs:
        with opened(program, home) as terminal:
            terminal.first(CLAIM)
            terminal.settle(1)
            for key in ["j"] * AHEAD + ["1"] * bool(program.case):
                terminal.send(key)
                terminal.settle(0.005)
            terminal.settle(2)
            resident, share = terminal.memory()
        told.row(program.name, resident, share)
    told.print()


def typed_ahead(program: Program, home: Path) -> None:
    """Write keys at once, every other one a verdict, and count what was done."""
    assert program.case is not None
    before = events(program.case)
    with opened(program, home) as terminal:
        terminal.first(CLAIM)
        terminal.settle(1)
        terminal.presses(["gg"])
        terminal.send("Cj" * (AHEAD // 2))
        terminal.settle(3)
        place = re.search(r"([\d,]+) of [\d,]+", terminal.settled_text())
    steps = int(place[1].replace(",", "")) - 1 if place else 0
    marks = events(program.case) - before
    lost = AHEAD - marks - steps
    print(
        f"\n{program.name}: {AHEAD} keys written at once: {marks} verdicts on record, {steps} lines moved, {lost} lost."
    )


def events(case: Path) -> int:
    """Return how many events a case's log holds."""
    with closing(sqlite3.connect(case)) as connection:
        (count,) = connection.execute("select count(*) from event").fetchone()
    return int(count)


def table(case: Path, path: Path) -> Path:
    """Write the claims of a case as CSV."""
    with casefile.open_case(case) as one, path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["text", "source", "verdict"])
        rows.writerows((claim.text, claim.source, claim.verdict) for claim in casefile.claims(one))
    return path


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("case", type=Path, nargs="?", help="a large case that big_case.py made")
    parser.add_argument("--claims", type=int, default=100_000, help="claims of the case that is made (%(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="starts of each program (%(default)s)")
    parser.add_argument("--checks", action="store_true", help="with the checks beside it and without")
    parser.add_argument("--presses", type=int, default=30, help="presses of each key (%(default)s)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.case and options.case.parent) as folder:
        home = Path(folder)
        small, large = home / "small.db", home / "large.db"
        build(small, 100, 10)
        if options.case:
            with closing(sqlite3.connect(options.case)) as theirs, closing(sqlite3.connect(large)) as copy:
                theirs.backup(copy)  # a copy of the file alone would lack what is still in its log
        else:
            build(large, options.claims // 10, 10)
        with casefile.open_case(large) as case:
            total = casefile.progress(case).total
        (home / "minimal.py").write_text(MINIMAL, encoding="utf-8")
        minimal = Program("a minimal Textual app", [sys.executable, str(home / "minimal.py")])
        settings = home / "secondsource" / "desk.toml"
        settings.parent.mkdir()
        settings.write_text("warn = []\n", encoding="utf-8")  # c is to mark, not to ask
        if options.checks:
            checks(minimal, home, large, options)
            return
        short = in_short()
        desks = [desk("the desk, a thousand claims", small), desk(f"the desk, {total:,} claims", large)]
        beside = []
        if vd := shutil.which("vd") or shutil.which("vd", path=str(Path(sys.executable).parent)):
            csv_file = str(table(small, home / "claims.csv"))
            beside = [Program("VisiData, CSV of 1,000 rows", [sys.executable, vd, csv_file], "gq")]
        else:
            print("VisiData is not here: put vd on the PATH to measure it too.")
        if not shutil.which("tmux"):
            print("tmux is not here: what it adds is not measured.")
        inside = [in_tmux(one, home) for one in (minimal, *desks)] if shutil.which("tmux") else []
        first_paint([minimal, *desks, *beside, *inside], home, options.runs, short)
        memory([minimal, *desks, *beside], home)
        for one in desks:
            typed_ahead(one, home)
        compared = [minimal, *desks, *beside]
        taken = keys(compared, home, options.presses, ["j"])
        for one, times in zip(desks, taken[1:], strict=False):
            for other, theirs in ((minimal, taken[0]), *zip(beside, taken[3:], strict=True)):
                tell_short(short, one, times, other, theirs)
        keys([*desks, *inside[2:]], home, options.presses, ROUND)
        short.print()


def tell_short(short: Table, one: Program, times: list[float], other: Program, theirs: list[float]) -> None:
    """Add how long a key takes to the screen, beside another program."""
    ours, beside = (Spread.of([at * 1000 for at in of]) for of in (times, theirs))
    paired = min(len(times), len(theirs))
    ratio = Spread.of_ratios(times[:paired], theirs[:paired])
    cells = (f"{ours} ms", f"{other.name}: {beside} ms")
    short.row(f"Key to the whole screen, next line, {one.name}", *cells, ratio, ratio.range)


if __name__ == "__main__":
    main()
