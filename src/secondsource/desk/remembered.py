"""What the desk remembers from one day to the next: pane sizes, saved filters, the last macro.

Losing it is no harm, and none of it is about a case: whatever can't be read or written is simply not remembered.
"""

from __future__ import annotations

import contextlib
import os
import stat
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST: Final = 1_000_000  # bytes
_NARROWEST, _WIDEST = 0.05, 0.95  # shares of the room
_FILTERS: Final = 500
_NAME: Final = 100  # characters
_TEXT: Final = 5_000  # characters
_KEYS: Final = 2_000
_LOCK_TRIES: Final = 20
_LOCK_WAIT: Final = 0.01  # seconds

Own = TypeVar("Own")


@dataclass
class Remembered:
    """What the desk remembers; None is what it does not know.

    ``list_width`` and ``list_height`` are the list's shares (0 to 1) of the room where the terminal is wide,
    ``narrow_list_height`` the same where it is narrow. ``filters`` has the text of each saved filter by its name,
    ``macro`` Textual's names of the keys last recorded. ``theme`` is the look last chosen at the desk.
    """

    list_width: float | None = None
    list_height: float | None = None
    narrow_list_height: float | None = None
    filters: dict[str, str] = field(default_factory=dict)
    macro: tuple[str, ...] = ()
    tour_offered: bool = False
    theme: str | None = None

    def __post_init__(self) -> None:
        """Take what it begins with as unchanged."""
        self._kept = self._values()

    @classmethod
    def load(cls) -> Remembered:
        """Read what is remembered. Never raises: what is damaged is as if it had never been."""
        path = file()
        return cls(**_read(path)) if path else cls()

    def save(self) -> bool:
        """Write what was changed since it was loaded or saved last; return whether that could be done.

        What another desk wrote meanwhile stays, field by field and filter by filter, unless it was changed here too.
        """
        path = file()
        values = self._values()
        if path is None:
            return False
        if values == self._kept:
            return True
        try:
            with _alone(path.parent):
                _write(path, self._over(_read(path)))
        except OSError:
            return False
        self._kept = values
        return True

    def _values(self) -> dict[str, Any]:
        return {one.name: _copy(getattr(self, one.name)) for one in fields(self)}

    def _over(self, there: dict[str, Any]) -> dict[str, Any]:
        """Return what is in the file now, with our changes over it."""
        ours, kept = self._values(), self._kept
        changed = {name: value for name, value in ours.items() if name != "filters" and value != kept[name]}
        filters = there.get("filters", {})
        for name in kept["filters"].keys() - ours["filters"].keys():
            filters.pop(name, None)
        filters |= {name: text for name, text in ours["filters"].items() if kept["filters"].get(name) != text}
        return there | changed | {"filters": filters}


def file() -> Path | None:
    """Return where this is kept, None where there is no home folder."""
    folder = state_folder()
    return folder / "desk.json" if folder else None


def state_folder() -> Path | None:
    """Return the folder for what the desk keeps by itself: ``$XDG_STATE_HOME/secondsource``.

    None where there is no home folder. https://specifications.freedesktop.org/basedir-spec/latest/
    """
    folder = os.environ.get("XDG_STATE_HOME", "")
    try:
        base = Path(folder) if os.path.isabs(folder) else Path.home() / ".local" / "state"  # noqa: PTH117
    except RuntimeError:
        return None
    return base / "secondsource"


def make_private(folder: Path) -> None:
    """Make a folder that only its owner may look into, if it is not there yet. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _read(path: Path) -> dict[str, Any]:
    """Return every field of the file that is sound."""
    # Neither through a link that somebody else may have put there, nor waiting for the other end of a pipe.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return {}
            data = file.read(_LARGEST + 1)
        import json

        given = json.loads(data) if len(data) <= _LARGEST else None
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(given, dict):
        return {}
    read = {name: sound(given[name]) for name, sound in _SOUND.items() if name in given}
    return {name: value for name, value in read.items() if value is not None}


def _share(value: object) -> float | None:
    # NaN is between no two numbers.
    sound = isinstance(value, int | float) and not isinstance(value, bool) and _NARROWEST <= value <= _WIDEST
    return float(value) if sound else None  # type: ignore[arg-type]


def _filters(value: object) -> dict[str, str] | None:
    if not isinstance(value, dict):
        return None
    sound = ((name, text) for name, text in value.items() if _short(name, _NAME) and _short(text, _TEXT))
    return dict(pair for pair, _ in zip(sound, range(_FILTERS), strict=False))


def _macro(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list) or len(value) > _KEYS:
        return None
    return tuple(value) if all(_short(key, _NAME) and key.isprintable() for key in value) else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _theme(value: object) -> str | None:
    from secondsource.desk.settings import THEMES

    return value if isinstance(value, str) and value in THEMES else None


def _short(value: object, longest: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= longest


_SOUND: Final = {
    "list_width": _share,
    "list_height": _share,
    "narrow_list_height": _share,
    "filters": _filters,
    "macro": _macro,
    "tour_offered": _flag,
    "theme": _theme,
}


def _copy(value: Own) -> Own:
    return value.copy() if isinstance(value, dict) else value  # type: ignore[return-value]


def _write(path: Path, values: dict[str, Any]) -> None:
    import json
    import tempfile

    handle, name = tempfile.mkstemp(prefix=path.name, dir=path.parent)  # for its owner's eyes only
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump(values, file, indent=1)
        os.replace(name, path)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other desks from writing meanwhile, where the system has locks; nobody waits long for them."""
    make_private(folder)
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    import time

    handle = os.open(folder, os.O_RDONLY)
    try:
        for _ in range(_LOCK_TRIES):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(_LOCK_WAIT)
            except OSError:  # a file system without locks
                break
        yield
    finally:
        os.close(handle)
