"""The formats a case goes out in, and a file of each: whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple, TextIO, cast

from secondsource import casefile
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from io import TextIOWrapper
    from pathlib import Path

    from secondsource.exporting.release import Release

    Progress = Callable[[int], None]

TEXT: Final = "text"
BYTES: Final = "bytes"
FILES: Final = "files"
_REPORT_EVERY: Final = 1000  # claims
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first date a ZIP can hold: the same case gives the same bytes


class Form(NamedTuple):
    """A format: ``module`` writes it, ``holds`` says what it writes and counts: one, and more.

    A module of ``TEXT`` has ``write(release, file)``, which yields 1 after each thing written, one of ``BYTES`` in the
    same way ``write(release, file, packed)``; one of ``FILES`` has ``files(release)``, which yields the name of each
    file (with "/" between folders) and its content, whole or in pieces.
    """

    module: str
    kind: str
    holds: tuple[str, str]

    def counted(self, count: int) -> str:
        """Return so many of what is written, in words."""
        return f"{count:,} {self.holds[count != 1]}"


FORMS: Final = {
    "csv": Form("spreadsheet", TEXT, ("claim", "claims")),
    "jsonl": Form("whole", TEXT, ("line", "lines")),
    "claimreview": Form("claimreview", TEXT, ("review", "reviews")),
    "webannotation": Form("webannotation", TEXT, ("annotation", "annotations")),
    "brat": Form("brat", FILES, ("file", "files")),
    "datapackage": Form("datapackage", FILES, ("file", "files")),
    "html": Form("dossier.page", TEXT, ("claim", "claims")),
    "markdown": Form("dossier.markdown", TEXT, ("claim", "claims")),
    "prov": Form("prov", TEXT, ("entity", "entities")),
    "warc": Form("warc", BYTES, ("copy", "copies")),
    "wacz": Form("wacz", BYTES, ("copy", "copies")),
    "parquet": Form("parquet", BYTES, ("claim", "claims")),
}


_BY_SUFFIX: Final = {
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".wacz": "wacz",
    ".parquet": "parquet",
}


def form_of(path: Path) -> str | None:
    """Return the name of the format that a file of this name has, None where it tells none."""
    return _BY_SUFFIX.get("".join(path.suffixes[-2:]).lower()) or _BY_SUFFIX.get(path.suffix.lower())


def write(release: Release, form: str, file: TextIO, progress: Progress | None = None, *, bom: bool = False) -> int:
    """Write what may leave a case to a file opened for text with ``newline=""``, and return how much of it there is.

    ``form`` is a name of ``FORMS`` that is of text; ``bom`` begins it with a byte order mark, by which some programs
    know UTF-8. ``progress`` is called with the number written so far, every
    thousand; what it raises ends the writing.
    """
    more = {"bom": True} if bom else {}  # which only CSV knows
    with casefile.one_moment(release.case):
        return _counted(_module(form).write(release, file, **more), progress)


def write_file(release: Release, form: str, path: Path, progress: Progress | None = None, *, bom: bool = False) -> int:
    """Do as ``write`` does for any format, into ``path``, which appears or is replaced only once all is written.

    What consists of several files is a new folder, or a ZIP archive where ``path`` ends in .zip.
    Raises UnusableInput where it can't be written, or where it is the case itself.
    """
    try:
        if path.exists() and path.samefile(release.case.path):
            raise UnusableInput(f"{path} is the case itself; name another file")
        with casefile.one_moment(release.case):
            if FORMS[form].kind == FILES:
                return _counted(_write_files(path, _module(form).files(release)), progress)
            with _whole_file(path) as file:
                if FORMS[form].kind == BYTES:
                    return _counted(_module(form).write(release, file.buffer, path.suffix == ".gz"), progress)
                return write(release, form, file, progress, bom=bom)
    except OSError as error:
        raise UnusableInput(f"{path} can't be written: {error.strerror or error}") from error


def _module(form: str) -> Any:  # noqa: ANN401
    return import_module(f"secondsource.exporting.{FORMS[form].module}")


def _counted(written: Iterable[int], progress: Progress | None) -> int:
    count = 0
    for one in written:
        count += one
        if progress and count % _REPORT_EVERY == 0:
            progress(count)
    return count


def _write_files(path: Path, files: Iterable[tuple[str, bytes | Iterable[bytes]]]) -> Iterator[int]:
    """Write the files to the new folder ``path``, or to an archive of that name; yield 1 after each."""
    import shutil
    import zipfile

    if path.suffix == ".zip":
        with _whole_file(path) as file, zipfile.ZipFile(cast(BinaryIO, file.buffer), "w") as archive:
            for name, content in files:
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                with archive.open(entry, "w", force_zip64=True) as one:
                    one.writelines(_pieces(content))
                yield 1
        return
    if path.exists():
        raise UnusableInput(f"{path} is there already; name a new folder, or a file that ends in .zip")
    _check_folder(path.parent)
    part = _part_of(path)
    try:
        part.mkdir()
        for name, content in files:
            file_path = part / name
            file_path.parent.mkdir(parents=True, exist_ok=True)
            with file_path.open("xb") as file_of_folder:
                file_of_folder.writelines(_pieces(content))
                os.fsync(file_of_folder.fileno())
            yield 1
        part.rename(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _pieces(content: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return (content,) if isinstance(content, bytes) else content


@contextlib.contextmanager
def _whole_file(path: Path) -> Iterator[TextIOWrapper]:
    """Open a file that takes the place of ``path`` when the block ends well, and vanishes when it does not."""
    if path.is_dir():
        raise UnusableInput(f"{path} is a folder; name a file in it")
    _check_folder(path.parent)
    part = _part_of(path)
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


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise UnusableInput(f"there is no folder {folder}; make it first")


def _part_of(path: Path) -> Path:
    import secrets

    return path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
