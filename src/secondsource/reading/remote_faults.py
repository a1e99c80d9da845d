"""What keeps a remote place from being read, in one line that says what to do, whatever driver of fsspec says so."""

from __future__ import annotations

import ftplib
import socket
import zipfile
import zlib
from typing import Final

from secondsource.model import UnusableInput

_PACKAGES: Final = {
    **dict.fromkeys(("s3", "s3a"), "s3fs"),
    **dict.fromkeys(("gs", "gcs"), "gcsfs"),
    **dict.fromkeys(("az", "abfs", "adl"), "adlfs"),
    **dict.fromkeys(("sftp", "ssh"), "paramiko"),
    **dict.fromkeys(("hdfs", "arrow_hdfs"), "pyarrow"),
    **dict.fromkeys(("github", "gist", "webhdfs", "dbfs"), "requests"),
    "smb": "smbprotocol",
    "oss": "ossfs",
    "oci": "ocifs",
    "hf": "huggingface_hub",
    "git": "pygit2",
    "box": "boxfs",
    "dropbox": "dropboxdrivefs",
    "gdrive": "gdrive_fsspec",
}
"""What has to be installed for each scheme beside fsspec."""

_LOST: Final = (EOFError, ConnectionError, TimeoutError, ftplib.error_temp)
_NO_LOGIN: Final = ("530", "331", "332")
_LONGEST: Final = 200


class Unreached(UnusableInput):
    """The fault of a server, or of the way to it, and not of the place: it may be another later."""


def is_lost(fault: Exception) -> bool:
    """Say whether a connection that was there is gone, so that a new one may do."""
    return isinstance(fault, _LOST) and not isinstance(fault, ConnectionRefusedError)


def fault_of(place: str, fault: Exception, scheme: str) -> UnusableInput:
    """Return what to say of a fault at a place."""
    said = " ".join(str(fault).split())[:_LONGEST]
    name = type(fault).__name__
    if isinstance(fault, ImportError):
        package = _PACKAGES.get(scheme)
        if package:
            return UnusableInput(f"{place} needs {package} to be read; install it with: pip install {package}")
        return UnusableInput(f"{place} can't be read: {said or 'a driver is missing'}")
    if isinstance(fault, ValueError) and "rotocol not known" in said:
        return UnusableInput(f"{place} is in no place that fsspec knows ({scheme}://); check the address")
    if isinstance(fault, _LOST) and not (scheme == "zip" and isinstance(fault, EOFError)):
        why = next(why for kinds, why in _UNREACHED if isinstance(fault, kinds))
        return Unreached(f"{place} {why}")
    for kinds, why in _WHY:
        if isinstance(fault, kinds):
            return UnusableInput(f"{place} {why}")
    if isinstance(fault, ftplib.error_perm):
        if said.startswith(_NO_LOGIN):
            return UnusableInput(f"{place} may not be read without another name and password ({said})")
        return UnusableInput(f"{place} may not be read ({said}); check its permissions")
    if "Credential" in name:
        return UnusableInput(f"{place} may not be read without credentials ({said})")
    if scheme == "zip":
        return UnusableInput(f"{place} {_BROKEN_ARCHIVE}")
    return UnusableInput(f"{place} can't be read ({said or name}); check the address, and that it can be reached")


_BROKEN_ARCHIVE: Final = "is in an archive that is broken, locked, or packed in a way that is not read here; unpack it"
_BROKEN = (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError)
_WHY: Final[tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...]] = (
    (FileNotFoundError, "does not exist; check the address"),
    ((IsADirectoryError, NotADirectoryError), "is a folder; give one file, or let the folder be read as a whole"),
    (PermissionError, "may not be read; check its permissions"),
    (socket.gaierror, "is on no host that can be found; check the address"),
    (_BROKEN, _BROKEN_ARCHIVE),
)
_UNREACHED: Final[tuple[tuple[type[Exception], str], ...]] = (
    (ConnectionRefusedError, "is on a host that takes no connection; check the address, and that its server runs"),
    (TimeoutError, "is on a host that does not answer; try again later"),
    (Exception, "could not be read to its end, for the connection was lost; try again"),
)
