"""Files: opening them without being held up or misled, and finding those that are articles in a folder."""

from __future__ import annotations

import itertools
import os
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SUFFIXES: Final = (
    *(".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".pdf", ".docx", ".odt", ".eml"),
    *(".srt", ".vtt", ".warc", ".warc.gz", ".wacz", ".rss", ".atom", ".xml", ".json", ".jsonl", ".ndjson"),
    *(".csv", ".tsv", ".csv.gz", ".jsonl.gz", ".xml.gz"),
)
"""How the names of files end that are taken for articles in a folder; what they are, their content tells."""

_OPENING = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_BINARY"))
_PAGES = (".html", ".htm", ".xhtml")


@contextmanager
def opened(path: Path) -> Iterator[tuple[BinaryIO, Callable[[], None]]]:
    """Open the regular file at ``path`` for bytes; links are followed.

    With the file comes a function that raises UnusableInput if the file is another than it was. A pipe or a device is
    never opened, nor can one that took the file's place hold us up. Raises UnusableInput in one line that says what to
    do for whatever keeps the file from being read.
    """
    path = Path(path)
    try:
        _refuse_special(path, path.stat())
        number = os.open(path, _OPENING)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    with os.fdopen(number, "rb") as file:
        before = os.fstat(file.fileno())
        _refuse_special(path, before)

        def whole() -> None:
            after = os.fstat(file.fileno())
            if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
                raise UnusableInput(f"{path} changed while it was read; give it again once it is finished")

        try:
            yield file, whole
        except OSError as error:
            raise _unreadable(path, error) from None


def _refuse_special(path: Path, found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise UnusableInput(f"{path} is a folder; give one file, or let the folder be read as a whole")
    if not stat.S_ISREG(found.st_mode):
        raise UnusableInput(f"{path} is a device or a pipe and no file; save its content as a file and give that")


def _unreadable(path: Path, error: OSError | ValueError) -> UnusableInput:
    if isinstance(error, FileNotFoundError):
        return UnusableInput(f"{path} does not exist; check the path")
    if isinstance(error, PermissionError):
        return UnusableInput(f"{path} may not be read; check its permissions")
    return UnusableInput(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}")


def find_articles(folder: Path) -> Iterator[Path]:
    """Return every article's path below ``folder``, always in the same order.

    Articles are files whose names end with one of ``SUFFIXES``. What is hidden is left out, and so are links to other
    folders and to files outside this one, and the folders in which browsers save what belongs to a page. Raises
    UnusableInput at once for a folder without any, and on the way for one that may not be read.
    """
    folder = Path(folder)
    found = _walk(folder)
    first = next(found, None)
    if first is None:
        raise UnusableInput(f"{folder} holds no article; put files named {', '.join(SUFFIXES)} there")
    return itertools.chain((first,), found)


def _walk(folder: Path) -> Iterator[Path]:
    inside = folder.resolve()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path == folder or (path.is_dir() and not path.is_symlink() and not _belongs_to_page(path)):
            try:
                names = sorted((entry.name for entry in path.iterdir() if not entry.name.startswith(".")), reverse=True)
            except FileNotFoundError:
                raise UnusableInput(f"{path} does not exist; check the path") from None
            except NotADirectoryError:
                raise UnusableInput(f"{path} is no folder; give a folder of articles") from None
            except OSError as error:
                raise UnusableInput(f"{path} cannot be read: {error.strerror}; check its permissions") from None
            waiting.extend(path / name for name in names)
        elif _is_article(path, inside):
            yield path


def _belongs_to_page(folder: Path) -> bool:
    """Say whether a folder holds the pictures and scripts of a page that was saved beside it."""
    page, marked, rest = folder.name.rpartition("_files")
    return bool(page and marked) and not rest and any(folder.with_name(page + suffix).is_file() for suffix in _PAGES)


def _is_article(path: Path, inside: Path) -> bool:
    """Say whether a path is a file with an article's suffix that lies, links followed, within the folder."""
    if not path.name.lower().endswith(SUFFIXES) or not path.is_file():
        return False
    return not path.is_symlink() or path.resolve().is_relative_to(inside)
