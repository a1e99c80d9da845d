"""A whole case as JSON Lines: one record a line, nothing lost, the same bytes for the same case; and the case again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TextIO

from secondsource import casefile
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from secondsource.exporting.release import Release

_LONGEST_LINE: Final = 256 * 1024**2  # bytes: a copy of 64 MiB in Base64, with room to spare


def write(release: Release, file: TextIO) -> Iterator[int]:
    """Write every record of ``casefile.records`` as a line of JSON; yield 1 after each.

    A claim's line has the fields of ``model.Claim`` too. Raises UnusableInput where some of the case is asked for, or
    something is held back: it would not be the same case again.
    """
    if release.wanted:
        raise UnusableInput("JSON Lines hold the whole case; for some of it: secondsource claims --format jsonl")
    if not release.is_whole:
        names = ", ".join(source.name for source in release.protected)
        raise UnusableInput(
            f"JSON Lines hold the whole case, with what is protected: let it out with --include: {names}"
        )
    for record in casefile.records(release.case):
        file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
        yield 1


def is_whole(file: BinaryIO) -> bool:
    """Tell whether a file that can be sought in holds a case as ``write`` writes it."""
    file.seek(0)
    head = file.read(64)
    file.seek(0)
    return head.removeprefix(b"\xef\xbb\xbf").replace(b" ", b"").startswith(b'{"record":"case"')


def restore(to: Path, file: BinaryIO, progress: Callable[[str, int, int], None] | None = None) -> int:
    """Make the new file ``to`` the case that ``file`` holds as ``write`` wrote it; return how many articles it has.

    Raises UnusableInput and Damaged as ``casefile.restore`` does.
    """
    return casefile.restore(to, _records(file), progress)


def _records(file: BinaryIO) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(iter(lambda: file.readline(_LONGEST_LINE), b""), start=1):
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict):
            raise UnusableInput(f"line {number} is no JSON object: the file is cut off, or was changed")
        yield record
