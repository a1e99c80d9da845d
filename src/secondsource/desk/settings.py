"""What a person sets in ``desk.toml``: the desk's look, and keys of their own. The format is in docs/settings.md."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import dropwhile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from secondsource.casefile import WEAKNESSES
from secondsource.display import one_line
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from secondsource.desk.actions import Action

THEMES: Final = ("dark", "light", "high-contrast", "sixteen")
_LARGEST: Final = 1_000_000  # bytes
_NO_KEY: Final = "<ignore>"  # Textual keeps a binding's own keys for an empty text; this is a key that never comes
# Windows, inputs and Textual itself need these; an action that has one of them from the start may keep it.
_RESERVED: Final = ("escape", "enter", "tab", "shift+tab", "ctrl+c")


@dataclass(frozen=True, slots=True)
class Settings:
    """What is in force of a person's settings.

    ``theme`` is one of ``THEMES``, None where none is set. ``warn`` names the weaknesses (``casefile.WEAKNESSES``) of
    which the desk warns before a claim is marked corroborated. ``keys`` has Textual's names of the keys of every action
    that was given others, by the action's id; empty for an action whose keys were taken away. ``faults`` says, one
    line each and safe to show, what is wrong in the file; nothing of a faulty entry is in force. ``path`` is the file
    read, or the one that would be.
    """

    theme: str | None = None
    warn: tuple[str, ...] = tuple(WEAKNESSES)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    path: Path | None = None

    def keymap(self) -> dict[str, str]:
        """Return what Textual's ``App.set_keymap`` wants: the keys of every action that was given others.

        An action left out keeps its keys. Textual takes a key from whatever had it before, in any order, so that two
        actions can swap theirs; ``load`` lets no key through that two actions would have.
        """
        return {action: ",".join(keys) or _NO_KEY for action, keys in self.keys.items()}

    def keys_of(self, action: Action) -> tuple[str, ...]:
        """Return Textual's names of the keys in force for an action; empty where it has none."""
        return self.keys.get(action.id, action.keys)

    def label(self, action: Action) -> str:
        """Return the keys in force for an action as people write them, such as "j ↓"; empty where it has none."""
        from secondsource.desk.key_names import shown

        return " ".join(map(shown, self.keys_of(action)))


def file() -> Path | None:
    """Return where the settings are: ``$SECONDSOURCE_DESK``, else ``$XDG_CONFIG_HOME/secondsource/desk.toml``.

    None where there is no home folder to look in. https://specifications.freedesktop.org/basedir-spec/latest/
    """
    if named := os.environ.get("SECONDSOURCE_DESK"):
        return Path(named)
    folder = os.environ.get("XDG_CONFIG_HOME", "")
    try:
        base = Path(folder) if os.path.isabs(folder) else Path.home() / ".config"  # noqa: PTH117
    except RuntimeError:
        return None
    return base / "secondsource" / "desk.toml"


def load() -> Settings:
    """Read the settings. Never raises: what is wrong in the file is in ``faults``, and left out."""
    path = file()
    if path is None:
        return Settings()
    try:
        text = _read(path)
        if text is None:
            return Settings(path=path)
        import tomllib

        given = tomllib.loads(text)
    except UnusableInput as fault:
        return Settings(faults=(f"{one_line(path.name)}: {fault}",), path=path)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError, or a number too long for Python
        return Settings(faults=(_not_toml(path, error),), path=path)
    return _Check(path, text).settings(given)


def _read(path: Path) -> str | None:
    try:
        if str(path) == os.devnull:
            return None
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnusableInput("not a file; the settings were not read")
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        if os.environ.get("SECONDSOURCE_DESK"):
            raise UnusableInput("there is no such file; $SECONDSOURCE_DESK names it") from None
        return None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its name is no file name"
        raise UnusableInput(f"can't be read: {reason}; the settings were not read") from error
    if len(data) > _LARGEST:
        raise UnusableInput(f"larger than {_LARGEST:,} bytes; the settings were not read")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableInput("not UTF-8; save it as UTF-8") from None


def _not_toml(path: Path, error: Exception) -> str:
    reason, _, place = str(error).partition(" (at ")
    line = re.match(r"line \d+", place)
    where = f", {line[0]}" if line else ", at its end" if place else ""
    reason = reason[:1].lower() + reason[1:] if not isinstance(error, RecursionError) else "tables nested too deeply"
    return f"{one_line(path.name)}{where}: not TOML: {one_line(reason[:120])}; the settings were not read"


class _Check:
    """Takes in what the file says, entry by entry, and collects what is wrong."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()
        self._faults: list[str] = []

    def settings(self, given: dict[str, object]) -> Settings:
        theme: str | None = None
        warn = tuple(WEAKNESSES)
        keys: dict[str, tuple[str, ...]] = {}
        for name, value in given.items():
            if name == "keys" and isinstance(value, dict):
                keys = self._keys(value)
            elif name == "keys":
                self._fault(name, 'keys is a table: write [keys], and below it lines such as undo = "z"')
            elif name == "warn":
                warn = self._warn(value)
            elif name != "theme":
                self._fault(name, f"there is no setting “{_cut(name)}”; {_nearest(name, ('theme', 'keys', 'warn'))}")
            elif isinstance(value, str) and value in THEMES:
                theme = value
            else:
                near = _nearest(value, THEMES) if isinstance(value, str) else _allowed(THEMES)
                self._fault(name, f"there is no theme {_value(value)}; {near}")
        return Settings(theme, warn, keys, tuple(self._faults), self._path)

    def _warn(self, value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            self._fault("warn", f'warn is a list: write warn = ["{next(iter(WEAKNESSES))}"], or [] for none')
            return tuple(WEAKNESSES)
        for one in value:
            if one not in WEAKNESSES:
                near = _nearest(one, WEAKNESSES) if isinstance(one, str) else _allowed(WEAKNESSES)
                self._fault("warn", f"there is no warning of {_value(one)}; {near}")
        return tuple(name for name in WEAKNESSES if name in value)

    def _keys(self, given: dict[str, object]) -> dict[str, tuple[str, ...]]:
        from secondsource.desk.actions import ACTIONS

        known = {action.id: action for action in ACTIONS}
        wanted: dict[str, tuple[str, ...]] = {}
        for name, value in given.items():
            if name not in known:
                self._fault(
                    name,
                    f"there is no action “{_cut(name)}”; {_nearest(name, known, 'see docs/keys.md')}",
                    of_keys=True,
                )
                continue
            try:
                keys = _keys_in(value)
                _check_free(known[name], keys)
            except UnusableInput as fault:
                self._fault(name, f"{name}: {fault}", of_keys=True)
                continue
            if set(keys) != set(known[name].keys):
                wanted[name] = keys
        return self._without_clashes(known, wanted)

    def _without_clashes(
        self, known: dict[str, Action], wanted: dict[str, tuple[str, ...]]
    ) -> dict[str, tuple[str, ...]]:
        """Leave out the later of two entries with the same key, again and again: who loses one gets its own back."""
        from secondsource.desk.key_names import shown

        while True:
            holders: dict[str, list[str]] = {}
            # What the person set comes after what stands from the start, in the order of the file.
            for name in (*(name for name in known if name not in wanted), *wanted):
                for key in wanted.get(name, known[name].keys):
                    holders.setdefault(key, []).append(name)
            clash = next(((key, names) for key, names in holders.items() if len(names) > 1), None)
            if clash is None:
                return wanted
            key, names = clash
            loser, other = names[-1], known[names[0]]
            advice = f"give {other.id} another key, or [] for none"
            self._fault(loser, f"{loser}: {shown(key)} is the key of {other.id} ({other.help}); {advice}", of_keys=True)
            del wanted[loser]

    def _fault(self, name: str, message: str, *, of_keys: bool = False) -> None:
        lines: Iterator[tuple[int, str]] = enumerate(self._lines, start=1)
        if of_keys:  # an action may have the name of a setting
            lines = dropwhile(lambda line: not re.match(r"\s*\[?\s*keys\b", line[1]), lines)
        entry = re.compile(rf"""\s*(keys\s*\.\s*|\[\s*(keys\s*\.\s*)?)?["']?{re.escape(name)}["']?\s*[=\]]""")
        number = next((number for number, line in lines if entry.match(line)), None)
        where = f", line {number}" if number else ""
        self._faults.append(f"{one_line(self._path.name)}{where}: {message}")


def _keys_in(value: object) -> tuple[str, ...]:
    from secondsource.desk.key_names import key_of

    written = [value] if isinstance(value, str) else value
    if not isinstance(written, list) or not all(isinstance(one, str) for one in written):
        raise UnusableInput(f'{_value(value)} is no key; write a key such as "r", several as ["r", "F5"], [] for none')
    return tuple(dict.fromkeys(map(key_of, written)))


def _check_free(action: Action, keys: tuple[str, ...]) -> None:
    from secondsource.desk.actions import bindings
    from secondsource.desk.key_names import shown

    # What the registry binds beside its actions: the g of gg.
    beside = {key for binding in bindings() if not isinstance(binding, tuple) and not binding.id
              for key in binding.key.split(",")}  # fmt: skip
    for key in keys:
        if key in _RESERVED and key not in action.keys:
            raise UnusableInput(f"{shown(key)} can't be given to another action: windows need it; choose another key")
        if key in beside:
            raise UnusableInput(f"{shown(key)} can't be given to an action: {shown(key) * 2} needs it; choose another")
    if action.id == "quit" and not keys:
        raise UnusableInput("nobody could leave the desk without a key for it; give it another key instead")


def _nearest(word: str, words: Iterable[str], otherwise: str = "") -> str:
    from rapidfuzz import process

    words = tuple(words)
    near = process.extractOne(word.lower(), words, score_cutoff=60)
    return f"did you mean {near[0]}?" if near else otherwise or _allowed(words)


def _allowed(words: Iterable[str]) -> str:
    *most, last = words
    return f"it can be {', '.join(most)} or {last}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"“{_cut(value)}”" if isinstance(value, str) else _cut(str(value))


def _cut(text: str) -> str:
    return one_line(text[:40]) + ("…" if len(text) > 40 else "")
