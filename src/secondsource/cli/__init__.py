"""The command line. Each command is a module of this folder with ``configure`` and ``run``, imported when called.

``main`` is the program: 0 done, 1 the thing asked about does not hold, 2 a wrong call or unusable input.
"""

from __future__ import annotations

import argparse
import importlib
import keyword
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from secondsource import __version__
from secondsource.display import one_line
from secondsource.model import Refused, UnusableInput

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "demo": "build the sample case and open the desk",
    "add": "read articles, take them apart into claims, store them in a case",
    "review": "open the desk on a case (secondsource CASE does the same)",
    "claims": "print the claims of a case",
    "search": "find claims by their words, in one case or many",
    "mark": "record a verdict on a claim",
    "evidence": "keep a file or an address as evidence for or against a claim",
    "examine": "hold claims against their sources and each other, and show what differs",
    "lookup": "see who has checked a claim like this one before, in a file, a feed or online",
    "sign-off": "stand by another reviewer's verdict on a claim",
    "log": "print the decisions, of a whole case or on one claim",
    "stats": "show how far a case is, and how far its reviewers agree",
    "merge": "take in another reviewer's file",
    "verify": "check that everything in a case still holds, and name what does not",
    "backup": "copy a case while others work on it, whole or blind for a second reviewer",
    "export": "write the case to a file: for a spreadsheet, a reader, an archive or another program",
    "import": "take verdicts and notes back from CSV or Parquet, or a whole case from JSON Lines",
    "lint": "say what the published reviews of a case still lack",
    "extract": "print who said what in an article, without a case",
    "serve": "show the desk in a browser, on this machine alone",
    "doctor": "show versions and what is missing",
}


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        raise UnusableInput(f"{one_line(message)} (see: {self.prog} --help)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command (``arguments``: those of the process where None) and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(given)
        sys.stdout.flush()  # here, where a reader that has gone away is no error
        return code
    except UnusableInput as fault:
        return _complain(str(fault), 2)
    except Refused as refusal:
        return _complain(str(refusal), 1)
    except BrokenPipeError:
        # The reader of our output has had enough. Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _complain("stopped; what was recorded stays recorded", 130)


def _run(given: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if given and not given[0].startswith("-") and given[0] not in COMMANDS:
        given.insert(0, _command_for(given[0]))
    parser = _Parser(
        prog="secondsource",
        description="Take an article apart into claims, see each beside its source, record what you decide.",
        epilog="secondsource COMMAND --help says more. Start with: secondsource demo",
    )
    parser.add_argument("--version", action="version", version=f"secondsource {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", dest="command", title="commands", parser_class=_Parser)
    chosen = None
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
        if given and given[0] == name:
            chosen = importlib.import_module(f"secondsource.cli.{_module_of(name)}")
            chosen.configure(command)
    options = parser.parse_args(given)
    if chosen is None:
        parser.print_help()
        return 0
    return int(chosen.run(options))


def _module_of(command: str) -> str:
    return f"{command}_" if keyword.iskeyword(command) else command.replace("-", "_")


def _command_for(word: str) -> str:
    """Return "review" for the path of a file; for a mistyped command, say which one comes nearest."""
    if os.path.exists(word) or os.sep in word or os.path.splitext(word)[1]:  # noqa: PTH110, PTH122 - pathlib is slow to import
        return "review"
    from rapidfuzz import process

    near = process.extractOne(word, list(COMMANDS), score_cutoff=60)
    names = ", ".join(COMMANDS)
    hint = f"did you mean {near[0]}?" if near else f"the commands are: {names}"
    raise UnusableInput(f"there is no command and no file {one_line(word)}; {hint}")


def _complain(message: str, code: int) -> int:
    sys.stdout.flush()
    print(f"secondsource: {one_line(message)}", file=sys.stderr)
    return code
