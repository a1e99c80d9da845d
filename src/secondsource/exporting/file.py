"""Claims into a file: whole or not at all, whatever the format."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from typing import TYPE_CHECKING, BinaryIO, Final, TextIO, cast

from secondsource import casefile
from secondsource.exporting.jsonl import write_jsonl
from secondsource.exporting.spreadsheet import write_csv
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import TextIOWrapper
    from pathlib import Path

    from secondsource.casefile import Case, Filter

FORMATS: Final = {"csv": write_csv, "jsonl": write_jsonl}
WARC: Final = "warc"
"""The format of ``write_file`` for the evidence instead of the claims."""
_REPORT_EVERY: Final = 1000  # claims


def write(
    case: Case,
    form: str,
    file: TextIO,
    wanted: Filter | None = None,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write the claims asked for in a format of ``FORMATS`` and return how many.

    ``progress`` is called with the number written so far, every thousand; what it raises ends the writing.
    """
    count = 0
    for one in FORMATS[form](casefile.claims(case, wanted), file):
        count += one
        if progress and count % _REPORT_EVERY == 0:
            progress(count)
    return count


def write_file(
    case: Case,
    form: str,
    path: Path,
    wanted: Filter | None = None,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Do as ``write`` does, into the file ``path``, which appears or is replaced only once all is written.

    With ``WARC`` it is the evidence on these claims, and copies are counted.
    Raises UnusableInput where it can't be written, or where it is the case itself.
    """
    try:
        if path.exists() and path.samefile(case.path):
            raise UnusableInput(f"{path} is the case itself; name another file")
        if form == WARC:
            return _write_copies(case, path, wanted, progress)
        with _whole_file(path) as file:
            return write(case, form, file, wanted, progress)
    except OSError as error:
        raise UnusableInput(f"{path} can't be written: {error.strerror or error}") from error


def _write_copies(case: Case, path: Path, wanted: Filter | None, progress: Callable[[int], None] | None) -> int:
    """Write the evidence on the claims asked for as WARC, packed where the name ends in .gz; return how many copies."""
    from secondsource.exporting.warc import Kept, write_warc

    def kept() -> Iterator[Kept]:
        for piece in casefile.all_evidence(case, wanted):
            yield Kept(
                sha256=piece.sha256,
                content=casefile.copy_of(case, piece.sha256),
                name=piece.name,
                at=piece.at,
                who=piece.reviewer,
                stance=piece.stance,
                claims=(piece.claim,),
                url=piece.url,
                content_type=piece.content_type,
                fetched=piece.fetched,
            )

    count = 0
    with _whole_file(path) as file:
        for one in write_warc(kept(), cast(BinaryIO, file.buffer), compressed=path.suffix == ".gz"):
            count += one
            if progress:
                progress(count)
    return count


@contextlib.contextmanager
def _whole_file(path: Path) -> Iterator[TextIOWrapper]:
    """Open a file that takes the place of ``path`` when the block ends well, and vanishes when it does not."""
    if path.is_dir():
        raise UnusableInput(f"{path} is a folder; name a file in it")
    if not path.parent.is_dir():
        raise UnusableInput(f"there is no folder {path.parent}; make it first")
    part = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with part.open("x", encoding="utf-8", newline="") as file:
            if path.exists():
                os.fchmod(file.fileno(), stat.S_IMODE(path.stat().st_mode))
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
