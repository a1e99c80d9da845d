"""The report of an unexpected error: enough to mend it, and nothing of the case.

The message of an error may quote what it stumbled over: a claim, a name, a path. So a report holds the types of the
errors and the places in the code where they arose, and of their messages nothing.
"""

from __future__ import annotations

import datetime
import errno
import os
import platform
import re
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from secondsource import __version__
from secondsource.desk.remembered import make_private, state_folder
from secondsource.display import one_line

KEPT: Final = 10  # reports
_NAME: Final = "desk-error-*.txt"
_FRAMES: Final = 30  # of each error at either end; an endless recursion has a thousand
_ERRORS: Final = 20  # of a chain or a group
_PACKAGE: Final = str(Path(__file__).parents[1])


def write_report(error: BaseException, case: Path) -> Path | None:
    """Write a report on ``error``, which ended the desk on this case, and return where it is.

    It is a text file in the state folder, for its owner's eyes only; the ten latest are kept. None where it can't be
    written. Never raises.
    """
    try:
        folder = state_folder()
        if folder is None:
            return None
        folder /= "reports"
        make_private(folder)
        written = _write(folder, "\n".join([*_facts(case), "", *_errors(error)]) + "\n")
        _clear(folder, written)
    except Exception:  # a second error must not hide the first
        return None
    return written


def sentence(error: BaseException, report: Path | None, case: Path) -> str:
    """Return what to tell the user, on one line; ``report`` is what ``write_report`` returned."""
    where = f"the report is {_tilde(str(report))}" if report else "no report of it could be written"
    place = _place(error)
    return one_line(
        f"the desk stopped on an unexpected error ({type(error).__name__}{f' in {place}' if place else ''}): {where}; "
        f"every recorded verdict is in {_tilde(str(case))}"
    )


def _write(folder: Path, text: str) -> Path:
    while True:
        now = datetime.datetime.now(tz=datetime.UTC)
        path = folder / _NAME.replace("*", now.strftime("%Y-%m-%d-%H%M%S-%f"))
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another desk, in the same microsecond
            continue
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
        return path


def _clear(folder: Path, written: Path) -> None:
    others = sorted((path for path in folder.glob(_NAME) if path != written), reverse=True)
    for path in others[KEPT - 1 :]:
        path.unlink(missing_ok=True)


def _facts(case: Path) -> list[str]:
    def terminal() -> str:
        size = shutil.get_terminal_size((0, 0))
        inside = [
            name for name, sign in (("tmux", "TMUX"), ("screen", "STY"), ("ssh", "SSH_TTY")) if sign in os.environ
        ]
        known = (os.environ.get(name, "-") for name in ("TERM", "COLORTERM", "TERM_PROGRAM"))
        return " ".join([*known, f"{size.columns}x{size.lines}", *inside, *(["NO_COLOR"] * ("NO_COLOR" in os.environ))])

    def case_file() -> str:
        # Its folders may bear the names of people; its size is enough.
        return f"{case.stat().st_size:,} bytes"

    facts: dict[str, Callable[[], str]] = {
        "when": lambda: datetime.datetime.now(tz=datetime.UTC).isoformat(timespec="seconds"),
        "secondsource": lambda: __version__,
        "Python": lambda: f"{platform.python_implementation()} {platform.python_version()}",
        "Textual": lambda: _version("textual"),
        "Rich": lambda: _version("rich"),
        "SQLite": _sqlite,
        "platform": lambda: platform.platform(),
        "terminal": terminal,
        "case": case_file,
    }
    return [f"{name}: {one_line(_found(fact)[:300])}" for name, fact in facts.items()]


def _found(fact: Callable[[], str]) -> str:
    try:
        return fact()
    except Exception as error:  # one fact less
        return f"unknown ({type(error).__name__})"


def _version(package: str) -> str:
    import importlib.metadata

    return importlib.metadata.version(package)


def _sqlite() -> str:
    from secondsource.casefile import sqlite_build

    return sqlite_build().version


def _errors(error: BaseException) -> Iterator[str]:
    """Describe an error, what led to it, and what it is made of."""
    queue: list[tuple[str, BaseException]] = [("", error)]
    seen: set[int] = set()
    while queue and len(seen) < _ERRORS:
        relation, one = queue.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield f"{relation}{type(one).__module__}.{type(one).__qualname__}{_code(one)}"
        yield from _frames(one)
        if one.__cause__ is not None:
            queue.append(("caused by: ", one.__cause__))
        elif one.__context__ is not None and not one.__suppress_context__:
            queue.append(("while handling: ", one.__context__))
        if isinstance(one, BaseExceptionGroup):
            queue += [("in the group: ", member) for member in one.exceptions]
        # Textual wraps what a worker stumbled over.
        elif isinstance(within := getattr(one, "error", None), BaseException):
            queue.append(("within: ", within))


def _code(error: BaseException) -> str:
    """Return the system's or SQLite's own name for what went wrong, which quotes nothing."""
    name = getattr(error, "sqlite_errorname", None)
    if not (isinstance(name, str) and re.fullmatch("SQLITE_[A-Z_]{2,60}", name)):
        number = getattr(error, "errno", None)
        name = errno.errorcode.get(number) if isinstance(number, int) else None
    return f" ({name})" if name else ""


def _frames(error: BaseException) -> Iterator[str]:
    frames = traceback.extract_tb(error.__traceback__)
    left_out = len(frames) - 2 * _FRAMES
    for number, frame in enumerate(frames):
        if left_out > 0 and _FRAMES <= number < len(frames) - _FRAMES:
            if number == _FRAMES:
                yield f"  … {left_out} more"
            continue
        yield f"  {one_line(_short(frame.filename))}:{frame.lineno} in {one_line(frame.name)}"
        if frame.line:
            yield f"      {one_line(frame.line[:200])}"


def _place(error: BaseException) -> str:
    """Return the last place in our own code that an error went through; empty where there is none."""
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(_PACKAGE)]
    return f"{_short(ours[-1].filename)}, line {ours[-1].lineno}" if ours else ""


def _short(filename: str) -> str:
    """Return a file of code without the folders that it happens to be installed in, which may name people."""
    for folder in sorted((_PACKAGE, *sys.path), key=len, reverse=True):
        if folder and filename.startswith(folder.rstrip(os.sep) + os.sep):
            package = "secondsource" + os.sep if folder == _PACKAGE else ""
            return package + filename[len(folder.rstrip(os.sep)) + 1 :]
    return filename if filename.startswith("<") else Path(filename).name


def _tilde(path: str) -> str:
    """Return a path with the home folder as ~."""
    try:
        home = str(Path.home())
    except RuntimeError:
        return path
    return "~" + path[len(home) :] if home != os.sep and (path + os.sep).startswith(home + os.sep) else path
