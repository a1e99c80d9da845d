"""Places that fsspec reads, such as "s3://bucket/2024/*.txt" or "ftp://host/desk": one file, a folder, or a pattern.

The web is not among them: http and https have a guarded door of their own (``address``), and nothing here leads past
it. fsspec, the extra "cluster", is imported when such a place is named. A filesystem of it is made anew for each
``Reader`` and keeps no listing, so that what is told is what is there; each thread has a reader of its own. Those of
the clouds may be asked by many threads at once and take long to be made: readers share them.
"""

from __future__ import annotations

import contextlib
import re
import threading
from fnmatch import fnmatchcase
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple, Self, TypeVar

from secondsource.model import UnusableInput
from secondsource.reading.address import is_address
from secondsource.reading.file import below, is_wanted, not_empty, open_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

T = TypeVar("T")

_WEB: Final = ("http", "https")
ZIP: Final = "zip"
_ON_DISK: Final = ("file", "local")
# Those that lead to another address, which may be one of the web, or keep copies of what was there before.
_REFUSED: Final = frozenset(
    {
        *_WEB,
        *("async_wrapper", "asyncwrapper", "asynclocal", "blockcache", "cached", "dask", "data", "dir", "filecache"),
        *("generic", "jlab", "jupyter", "libarchive", "pyscript", "reference", "simplecache", "tar", "webdav"),
    }
)
_CONNECTIONS: Final = {"ftp": ("ftp",), "sftp": ("ftp", "client"), "ssh": ("ftp", "client"), ZIP: ("zip",)}
_FRESH: Final = {"skip_instance_cache": True, "use_listings_cache": False}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_PASSWORD = re.compile(r"(?<=://)([^/@:]*):[^/@]*@")
_MAGIC = re.compile(r"[*?\[]")
_MOST_LAYERS: Final = 3
_DEEPEST: Final = 100  # folders in one another; a server that has more shows the same ones again
BLOCK: Final = 1024**2  # bytes that are asked for at once


_making = threading.Lock()


class Ended(Exception):  # noqa: N818
    """What ``held`` raises to end a copying of which nothing is to be kept."""


def is_remote(place: str) -> bool:
    """Say whether a place is an address that is neither on the web nor on this disk, or lies in a ZIP archive."""
    found = _SCHEME.match(place)
    if found is None:
        return place.partition("::")[0].lower() in _REFUSED | {ZIP} and "::" in place
    return found[1].lower() not in (*_WEB, *_ON_DISK)


def on_disk(place: str) -> str:
    """Return the path of a place that is written as "file:///path"; any other place as it is. Raises UnusableInput."""
    found = _SCHEME.match(place)
    if found is None or found[1].lower() not in _ON_DISK:
        return place
    path = place[found.end() :].removeprefix("localhost")
    if not path.startswith("/"):
        raise UnusableInput(f"{place} is no path on this machine; write file:///PATH")
    return path


def is_pattern_on_disk(place: str) -> bool:
    """Say whether a place is a pattern of files on this disk: "file:///desk/*.txt"."""
    path = on_disk(place)
    return path != place and _MAGIC.search(path) is not None and not Path(path).exists()


def shown(place: str) -> str:
    """Return a place on one line, without the password that may stand in it."""
    return " ".join(_PASSWORD.sub(r"\1:…@", place).split())


def name_of(place: str) -> str:
    """Return the name of the file that stands at a place."""
    path = place.partition("::")[0] if place.lower().startswith(f"{ZIP}:") else place
    return path.rstrip("/").rpartition("/")[2] or place


class _Place(NamedTuple):
    """An address taken apart: ``base`` tells the filesystem, which has ``path``, and all its paths begin with ``root``.

    Such a path is a place again between ``before`` and ``after``. ``inner`` is where an archive lies.
    """

    scheme: str
    base: str
    path: str
    root: str
    before: str
    inner: str | None = None

    def at(self, path: str) -> str:
        """Return the place of another path of the same filesystem."""
        after = "" if self.inner is None else f"::{self.inner}"
        return f"{self.before}{path.removeprefix(self.root).lstrip('/')}{after}"


def _parsed(place: str) -> _Place:
    """Take a place apart. Raises UnusableInput for what is not read here."""
    found = _SCHEME.match(place)
    scheme = found[1].lower() if found else place.partition("::")[0].lower()
    inner = None
    rest = place[found.end() :] if found else ""
    if scheme in _REFUSED or found is None:
        raise UnusableInput(f"{shown(place)} can't be read through {scheme}; name the file itself, without {scheme}")
    if scheme == ZIP:
        rest, _, inner = rest.partition("::")
        if not inner:
            raise UnusableInput(f"{shown(place)} names no archive; write zip://*.txt::ARCHIVE.zip")
        if inner.count("::") >= _MOST_LAYERS:
            raise UnusableInput(f"{shown(place)} names archives within archives; unpack them and name the files")
        if is_remote(inner):
            _parsed(inner)  # which refuses what is not read
        elif is_address(inner := on_disk(inner)):
            raise UnusableInput(f"{shown(place)} lies on the web; get the archive, and name that")
        return _Place(scheme, f"{scheme}::{inner}", rest.strip("/"), "", f"{scheme}://", inner)
    class_ = _class(scheme, place)
    host, _, path = rest.partition("/")
    # Only the host or bucket is left to fsspec, which in some schemes takes "#" and "?" in a name for more than that.
    root = class_._strip_protocol(f"{scheme}://{host}").rstrip("/") if host else ""
    if not host and not class_.root_marker:
        raise UnusableInput(f"{shown(place)} names nothing; write {scheme}://BUCKET/NAME")
    path = f"{root}/{path}" if root or class_.root_marker else path
    return _Place(scheme, f"{scheme}://{host}", path.rstrip("/") or class_.root_marker, root, f"{scheme}://{host}/")


def _class(scheme: str, place: str) -> Any:  # noqa: ANN401 - a class of fsspec, which has no types
    try:
        registry: Any = import_module("fsspec.registry")
    except ImportError:
        raise UnusableInput(
            f"{shown(place)} is read by fsspec; install it with: pip install 'secondsource[cluster]'"
        ) from None
    try:
        found = registry.get_filesystem_class(scheme)
    except Exception as fault:
        from secondsource.reading.remote_faults import fault_of

        raise fault_of(shown(place), fault, scheme) from None
    if any(each.__module__ == "fsspec.implementations.http" for each in found.__mro__):
        raise UnusableInput(f"{shown(place)} can't be read through {scheme}; name the address itself")
    return found


class Reader:
    """Lists and copies what stands at remote places, one after another; for one thread alone.

    Connections are kept for the next place until the reader is closed, and made anew where one was lost. ``shared``
    holds the filesystems that readers of other threads use too.
    """

    def __init__(self, shared: dict[str, Any] | None = None) -> None:
        self._shared = {} if shared is None else shared
        self._filesystems: dict[str, Any] = {}
        self._archives: dict[str, tuple[Any, str]] = {}  # what each ZIP archive is read from, and by which of them

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        for base in list(self._filesystems):
            self._drop(base)

    def copy(
        self,
        place: str,
        columns: Mapping[str, str] | None = None,
        held: Callable[[int], None] | None = None,
    ) -> BinaryIO:
        """Return a copy of the file at a place, open at its beginning; a large one lies on disk until it is closed.

        ``held`` is called with the size of each piece before it is written, and ends the copying where it raises
        ``Ended``. Of what is larger than one document may be, and by its beginning (and the ``columns``) one document,
        the rest is left. Raises UnusableInput, in one line, where there is no such file or it can't be had.
        """
        where = _parsed(place)
        given = {"name": name_of(place), "what": shown(place), "columns": columns or {}}
        from secondsource.reading.remote_copy import copied

        file, whole = self._asked(
            where, place, lambda filesystem: copied(filesystem, where.scheme, where.path, given, held)
        )
        if not whole:
            self._drop(where.base)
        return file

    def find(self, place: str) -> Iterator[str]:
        """Yield the place of each file that a place stands for: itself, or those below a folder, or of a pattern.

        In a folder those count that count in a folder on disk; of a pattern all that fit it (``*``, ``?`` and ``[…]``
        within a name, ``**`` for any folders). Names come in order, those of one folder at a time. Raises
        UnusableInput where there is nothing, and on the way for a folder that can't be listed.
        """
        where = _parsed(place)
        if _MAGIC.search(where.path.removeprefix(where.root)):
            steps = where.path.split("/")
            plain = next(number for number, step in enumerate(steps) if _MAGIC.search(step))
            if steps[-1] == "**":
                steps.append("*")
            folder = "/".join(steps[:plain]) or ("/" if where.path.startswith("/") else "")
            found = self._fitting(folder, steps[plain:], where, place, deep="**" in steps)
            first = next(found, None)
            if first is None:
                raise UnusableInput(f"{shown(place)} fits no file; check the address")
            yield where.at(first)
        else:
            info = self._asked(where, place, lambda filesystem: filesystem.info(where.path))
            if info.get("type") != "directory":
                yield place
                return
            found = not_empty(self._below(where.path, where, place), shown(place))
        for path in found:
            yield where.at(path)

    def _below(self, folder: str, where: _Place, place: str) -> Iterator[str]:
        def names_in(path: str) -> tuple[list[str], set[str]]:
            if path.count("/") - folder.count("/") > _DEEPEST:
                return [], set()
            names, folders = self._listed(path, where, place)
            return [name for name in names if name in folders or is_wanted(name)], folders

        return below(folder, names_in)

    def _fitting(self, folder: str, steps: list[str], where: _Place, place: str, *, deep: bool) -> Iterator[str]:
        """Yield the paths that fit the steps of a pattern below a folder; a folder that fits is opened, unless deep."""
        pattern, *rest = steps
        if pattern == "**":
            yield from self._fitting(folder, rest, where, place, deep=deep)
        names, folders = self._listed(folder, where, place)
        for name in sorted(names):
            path = f"{folder.rstrip('/')}/{name}".removeprefix("/" if not where.path.startswith("/") else "")
            if pattern == "**":
                if name in folders and path.count("/") < _DEEPEST:
                    yield from self._fitting(path, steps, where, place, deep=deep)
            elif fnmatchcase(name, pattern):
                if rest:
                    if name in folders:
                        yield from self._fitting(path, rest, where, place, deep=deep)
                elif name not in folders:
                    yield path
                elif not deep:
                    yield from self._below(path, where, place)

    def _listed(self, folder: str, where: _Place, place: str) -> tuple[list[str], set[str]]:
        """Return the names in a folder that are not hidden, and those of the folders among them."""
        entries = self._asked(where, place, lambda filesystem: filesystem.ls(folder, detail=True))
        names: dict[str, bool] = {}
        for entry in entries:
            path = str(entry["name"]).rstrip("/")
            name = path.rpartition("/")[2]
            if name and not name.startswith(".") and path.strip("/") != folder.strip("/"):
                names[name] = entry.get("type") == "directory" and not entry.get("islink")
        return list(names), {name for name, is_folder in names.items() if is_folder}

    def _asked(self, where: _Place, place: str, question: Callable[[Any], T]) -> T:
        """Return a filesystem's answer, asked once more where the connection was lost. Raises UnusableInput."""
        from secondsource.reading.remote_faults import fault_of, is_lost

        try:
            try:
                return question(self._filesystem(where))
            except Exception as fault:
                if not is_lost(fault):
                    raise
                self._drop(where.base)
                return question(self._filesystem(where))
        except Exception as fault:
            if not isinstance(fault, FileNotFoundError | IsADirectoryError):  # which leave the connection as it was
                self._drop(where.base)
            if isinstance(fault, UnusableInput | Ended):
                raise
            raise fault_of(shown(place), fault, where.scheme) from None

    def _filesystem(self, where: _Place) -> Any:  # noqa: ANN401
        class_ = _class(where.scheme, where.before)
        if class_.async_impl:
            with _making:
                if where.base not in self._shared:
                    self._shared[where.base] = class_(**_FRESH, **class_._get_kwargs_from_urls(f"{where.base}/"))
                return self._shared[where.base]
        if where.base not in self._filesystems:
            if where.inner is None:
                options = class_._get_kwargs_from_urls(f"{where.base}/")
            else:
                self._archives[where.base] = self._opened(where.inner)
                options = {"fo": self._archives[where.base][0]}
            self._filesystems[where.base] = class_(**_FRESH, **options)
        return self._filesystems[where.base]

    def _opened(self, place: str) -> tuple[Any, str]:
        """Open the archive at a place, to be read here and there, and tell what it is read by."""
        if is_remote(place):
            where = _parsed(place)
            return self._filesystem(where).open(where.path, "rb", block_size=BLOCK), where.base
        return open_file(Path(place))[0], ""

    def _drop(self, base: str) -> None:
        """Close a filesystem's connections, and those that it is read by."""
        self._shared.pop(base, None)
        found = self._filesystems.pop(base, None)
        file, below = self._archives.pop(base, (None, ""))
        named = _CONNECTIONS.get(base.partition(":")[0], ())
        for each in (*(getattr(found, name, None) for name in named), file):
            with contextlib.suppress(Exception):  # it is lost already, or there is none
                each.close()
        if below:
            self._drop(below)
