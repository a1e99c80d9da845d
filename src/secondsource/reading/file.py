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
_OF_PAGE = "_files"  # how the name of a folder ends in which a browser keeps what belongs to a page


@contextmanager
def opened(path: Path) -> Iterator[tuple[BinaryIO, Callable[[], None]]]:
    """Open the regular file at ``path`` for bytes; links are followed.

    With the file comes a function that raises UnusableInput if the file is another than it was. A pipe or a device is
    never opened, nor can one that took the file's place hold us up. Raises UnusableInput in one line that says what to
    do for whatever keeps the file from being read.
    """
    file, before = open_file(Path(path))
    with file:

        def whole() -> None:
            after = os.fstat(file.fileno())
            if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
                raise UnusableInput(f"{path} changed while it was read; give it again once it is finished")

        try:
            yield file, whole
        except OSError as error:
            raise _unreadable(path, error) from None


def open_file(path: Path) -> tuple[BinaryIO, os.stat_result]:
    """Open a file as ``opened`` does, and tell what it was then."""
    try:
        _refuse_special(path, path.stat())
        file = os.fdopen(os.open(path, _OPENING), "rb")
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    before = os.fstat(file.fileno())
    try:
        _refuse_special(path, before)
    except UnusableInput:
        file.close()
        raise
    return file, before


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
    """Return every article's path below ``folder``, always in the same order; one folder's names are held at a time.

    Articles are files whose names end with one of ``SUFFIXES``. What is hidden is left out, and so are links to other
    folders and to files outside this one, and the folders in which browsers save what belongs to a page. Raises
    UnusableInput at once for a folder without any, and on the way for one that may not be read.
    """
    return map(Path, articles_below(str(folder)))


def articles_below(folder: str) -> Iterator[str]:
    """Return what ``find_articles`` does as text, which takes half the time."""
    path = Path(folder)
    inside = path.resolve()
    return not_empty(below(str(path), lambda folder: _names_in(folder, inside)), folder)


def size_of(path: str) -> int | None:
    """Return how many bytes the file at a path has, None where there is no such file."""
    try:
        found = os.stat(path)  # noqa: PTH116 - it is asked of a hundred thousand, and a Path takes as long again
    except (OSError, ValueError):
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def is_wanted(name: str) -> bool:
    """Say whether a file with this name is taken for an article where it lies in a folder."""
    return name.lower().endswith(SUFFIXES) and not name.startswith(".")


def below(folder: str, names_in: Callable[[str], tuple[list[str], set[str]]]) -> Iterator[str]:
    """Yield the path of each file below ``folder``: a folder's names in order, the folders among them opened.

    ``names_in`` returns the names in a folder, in any order, and those of them that are folders.
    """
    waiting = [_opened_folder(folder, names_in)]
    while waiting:
        path, names, folders = waiting[-1]
        if not names:
            waiting.pop()
            continue
        name = names.pop()
        if name in folders:
            waiting.append(_opened_folder(path + name, names_in))
        else:
            yield path + name


def _opened_folder(
    folder: str, names_in: Callable[[str], tuple[list[str], set[str]]]
) -> tuple[str, list[str], set[str]]:
    names, folders = names_in(folder)
    names.sort(reverse=True)
    return ("" if folder in ("", ".") else f"{folder.rstrip('/')}/"), names, folders


def not_empty(found: Iterator[str], folder: str) -> Iterator[str]:
    """Return what was found in a folder. Raises UnusableInput where that is nothing."""
    first = next(found, None)
    if first is None:
        raise UnusableInput(f"{folder} holds no article; put files named {', '.join(SUFFIXES)} there")
    return itertools.chain((first,), found)


def _names_in(folder: str, inside: Path) -> tuple[list[str], set[str]]:
    """Return the names of the articles and folders in a folder, and those of the folders."""
    names: list[str] = []
    folders: set[str] = set()
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if not _belongs_to_page(entry):
                        folders.add(name)
                        names.append(name)
                elif name.lower().endswith(SUFFIXES) and _is_file_within(entry, inside):
                    names.append(name)
    except FileNotFoundError:
        raise UnusableInput(f"{folder} does not exist; check the path") from None
    except NotADirectoryError:
        raise UnusableInput(f"{folder} is no folder; give a folder of articles") from None
    except OSError as error:
        raise UnusableInput(f"{folder} cannot be read: {error.strerror}; check its permissions") from None
    return names, folders


def _belongs_to_page(entry: os.DirEntry[str]) -> bool:
    """Say whether a folder holds the pictures and scripts of a page that was saved beside it."""
    page = entry.name.removesuffix(_OF_PAGE)
    beside = Path(entry.path).parent
    return page not in ("", entry.name) and any((beside / f"{page}{suffix}").is_file() for suffix in _PAGES)


def _is_file_within(entry: os.DirEntry[str], inside: Path) -> bool:
    """Say whether this is a file that lies, links followed, within the folder."""
    try:
        return entry.is_file() and (not entry.is_symlink() or Path(entry.path).resolve().is_relative_to(inside))
    except OSError:
        return False
