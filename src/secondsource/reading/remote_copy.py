"""A copy of what stands on a server: in memory, or on this disk where it is large."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from secondsource.model import UnusableInput
from secondsource.reading import formats
from secondsource.reading.given import MOST_BYTES, Given
from secondsource.reading.remote import BLOCK, ZIP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PIECE: Final = 128 * 1024
_IN_MEMORY: Final = 1024**2  # bytes of a copy that lie in memory; larger ones lie on disk
_FREELY: Final = 64 * 1024**2  # bytes that may be unpacked before the ratio is looked at
_MOST_RATIO: Final = 250


def copied(
    filesystem: Any,  # noqa: ANN401
    scheme: str,
    path: str,
    given: dict[str, Any],
    held: Callable[[int], None] | None,
) -> tuple[BinaryIO, bool]:
    """Return a copy of the file at a path of one of fsspec's filesystems, and whether it is whole.

    ``given`` is what is known of it for ``Given``; see ``Reader.copy``.
    """
    file = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - it is handed out
    size, may_be_large = 0, False
    try:
        for piece in _pieces(filesystem, path, scheme):
            if held:
                held(len(piece))
            file.write(piece)
            size += len(piece)
            if size > MOST_BYTES and not may_be_large:
                may_be_large = formats.format_of(Given(file, **given)) not in formats.ONE_DOCUMENT
                if not may_be_large:
                    break
                file.seek(size)
            if scheme == ZIP and size > _FREELY:
                _refuse_bomb(filesystem.info(path), size, given["what"])
        if not size and filesystem.info(path).get("type") == "directory":
            raise IsADirectoryError  # some clouds give nothing for a folder, and say nothing
        file.seek(0)
        return file, size <= MOST_BYTES or may_be_large
    except BaseException:
        file.close()
        raise


def _pieces(filesystem: Any, path: str, scheme: str) -> Iterator[bytes]:  # noqa: ANN401
    """Yield what stands in a file, whatever its size is listed as."""
    try:
        if scheme == "ftp":
            # fsspec asks for the folder's whole listing before each file, and for a transfer a block.
            filesystem.ftp.voidcmd("TYPE I")
            source = filesystem.ftp.transfercmd(f"RETR {path}")
        else:
            source = filesystem.open(path, "rb", block_size=BLOCK)
    except Exception:
        if filesystem.info(path).get("type") == "directory":
            raise IsADirectoryError from None
        raise
    read = source.recv if scheme == "ftp" else source.read
    with source:
        while piece := read(_PIECE):
            yield piece
    if scheme == "ftp":
        filesystem.ftp.voidresp()


def _refuse_bomb(info: dict[str, Any], size: int, what: str) -> None:
    if size > _MOST_RATIO * max(1, info.get("compress_size") or 0):
        raise UnusableInput(f"{what} unpacks to far more than it holds, as a ZIP bomb does; do not trust it")
