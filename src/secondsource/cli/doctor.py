"""``secondsource doctor``: versions, SQLite's build, the terminal, what is missing."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from secondsource import __version__
from secondsource.display import VERDICT_GLYPH, one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

_PACKAGES: Final = ("textual", "rich", "sqlite-utils", "httpx", "rapidfuzz", "protego", "onnxruntime", "numpy")
_EXTRAS: Final = {
    "trafilatura": ("web", "finds the main text of web pages better than our own fallback"),
    "textual-serve": ("serve", "shows the desk in a browser"),
    "pypdf": ("pdf", "reads the text of PDFs that are evidence"),
    "warcio": ("warc", "exports evidence as WARC"),
    "pyarrow": ("parquet", "writes and reads claims as Parquet"),
    "distributed": ("cluster", "takes articles apart on the workers of a Dask cluster"),
}


class _Line(NamedTuple):
    subject: str
    found: str
    advice: str = ""
    essential: bool = False


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments: it has none."""


def run(options: Namespace) -> int:
    """Print one line a subject; exit 1 where something is missing without which a case can't be kept."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    broken = False
    for line in _lines():
        state = ("✗", "red") if line.essential else ("!", "yellow") if line.advice else ("✓", "green")
        table.add_row(Text(*state), line.subject, Text(one_line(line.found)), Text(line.advice))
        broken = broken or line.essential
    Console(highlight=False, markup=False, emoji=False).print(table)
    return 1 if broken else 0


def _lines() -> Iterator[_Line]:
    yield _Line("secondsource", __version__)
    yield _Line("Python", platform.python_version())
    for package in _PACKAGES:
        yield _Line(package, importlib.metadata.version(package))
    for package, (extra, use) in _EXTRAS.items():
        if importlib.util.find_spec(package.replace("-", "_")):
            yield _Line(package, importlib.metadata.version(package))
        else:
            yield _Line(package, "missing", f"install secondsource[{extra}]: it {use}")
    yield from _engines()
    yield _sqlite()
    yield _terminal()
    yield _encoding()
    yield _Line("colour", "off (NO_COLOR)" if os.environ.get("NO_COLOR") else os.environ.get("COLORTERM") or "basic")
    yield _Line("glyphs", " ".join(VERDICT_GLYPH.values()) + " (each should be one sign, one cell wide)")
    yield from _desk()


def _engines() -> Iterator[_Line]:
    from secondsource import intake

    for engine, version in intake.engines().items():
        if isinstance(version, str):
            yield _Line(f"engine {engine}", version)
        else:
            yield _Line(f"engine {engine}", "can't be used", str(version))


def _sqlite() -> _Line:
    from secondsource.casefile import sqlite_build

    build = sqlite_build()
    if build.missing:
        return _Line("SQLite", build.version, f"lacks {build.missing}: use another build of Python", essential=True)
    advice = "" if build.mended else "3.51.3 mends a rare fault where several programs write at once"
    return _Line("SQLite", build.version, advice)


def _terminal() -> _Line:
    if not sys.stdout.isatty():
        return _Line("terminal", "none (output goes to a file or a program)")
    from secondsource.desk import MINIMUM_HEIGHT, MINIMUM_WIDTH

    width, height = shutil.get_terminal_size()
    small = width < MINIMUM_WIDTH or height < MINIMUM_HEIGHT
    return _Line(
        "terminal",
        f"{os.environ.get('TERM', 'TERM is not set')}, {width}x{height}",
        f"the desk needs at least {MINIMUM_WIDTH}x{MINIMUM_HEIGHT}" if small else "",
    )


def _desk() -> Iterator[_Line]:
    from secondsource.desk import settings

    found = settings.load()
    for fault in found.faults:
        yield _Line("desk settings", "a fault", fault)
    if not found.faults:
        there = found.path is not None and found.path.exists()
        name = str(found.path) if found.path else "there is no home folder to keep them in"
        yield _Line("desk settings", name if there or not found.path else f"none; they would be in {name}")


def _encoding() -> _Line:
    encoding = (sys.__stdout__.encoding if sys.__stdout__ else "") or "unknown"
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""
    utf8 = "utf" in locale.lower()
    return _Line("encoding", f"{encoding}, {locale or 'no locale set'}", "" if utf8 else "set LANG to a UTF-8 locale")
