"""The names of keys: as Textual has them ("ctrl+r", "question_mark") and as people write them ("Ctrl-r", "?")."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from textual.keys import KEY_TO_UNICODE_NAME, REPLACED_KEYS, _character_to_key

from secondsource.display import one_line
from secondsource.model import UnusableInput

_NAMED: Final = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "home": "Home", "end": "End", "pageup": "PgUp",
    "pagedown": "PgDn", "insert": "Insert", "delete": "Delete", "backspace": "Backspace", "space": "Space",
    "tab": "Tab", "enter": "Enter", "escape": "Esc",
} | {f"f{number}": f"F{number}" for number in range(1, 25)}  # fmt: skip
_ALSO: Final = {"page up": "pageup", "page down": "pagedown", "ins": "insert", "del": "delete", "return": "enter"}
_READ: Final = {shown.lower(): key for key, shown in _NAMED.items()} | {key: key for key in _NAMED} | _ALSO
_MODIFIERS: Final = {"ctrl": "ctrl", "control": "ctrl", "alt": "alt", "shift": "shift"}
_WRITTEN: Final = re.compile(r"((?:(?:ctrl|control|alt|shift)\s*[-+]\s*)*)(.+)", re.IGNORECASE | re.DOTALL)
# What a terminal sends as another key, in more ways than one, or as the beginning of something longer.
_UNTOLD: Final = {
    "ctrl+i": "Tab", "ctrl+m": "Enter", "ctrl+h": "Backspace", "ctrl+left_square_bracket": "Esc",
    "ctrl+space": "Ctrl-@", "ctrl+at": "Ctrl-Space", "alt+left_square_bracket": "the start of other keys",
    "alt+shift+o": "the start of other keys",
}  # fmt: skip


def shown(key: str) -> str:
    """Return Textual's name of a key as people write it: "Ctrl-r", "?", "PgDn"."""
    *modifiers, name = key.split("+")
    return "-".join([*(modifier.capitalize() for modifier in modifiers), _NAMED.get(name) or _character(name) or name])


def key_of(written: str) -> str:
    """Return Textual's name of a key as a person wrote it; case counts only in a single letter.

    Raises UnusableInput, with what to write instead, for what is no key and what a terminal can't tell.
    """
    text = unicodedata.normalize("NFC", written)
    if text != " ":
        text = text.strip()
    if len(text) == 1:
        modifiers, rest = set(), text
    else:
        match = _WRITTEN.fullmatch(text)
        if match is None:
            raise UnusableInput('an empty text is no key; [] takes a key away, " " is the space bar')
        modifiers = {_MODIFIERS[word.lower()] for word in re.findall("[a-zA-Z]+", match[1])}
        rest = match[2]
    name = _name_of(rest, written)
    if len(name) == 1:
        if modifiers == {"shift"} and len(name.upper()) == 1 and name.upper() != name.lower():
            return name.upper()
        name = name.lower() if modifiers and len(name.lower()) == 1 else name
    if modifiers == {"shift"} and name not in _NAMED:
        raise UnusableInput(f"{_quoted(written)}: write the sign that Shift gives, such as “?”, instead of Shift")
    key = "+".join([*sorted(modifiers), name])
    if key in _UNTOLD:
        raise UnusableInput(f"{_quoted(written)}: to a terminal this is {_UNTOLD[key]}; choose another key")
    return key


def _name_of(text: str, written: str) -> str:
    if (named := _READ.get(text.lower())) is not None:
        return named
    if len(text) == 1 and (text.isprintable() or text == " "):
        key = _character_to_key(text)
        if _character(key) == text:
            return key
    raise UnusableInput(f"{_quoted(written)} is no key; {_advice(text)}")


def _advice(text: str) -> str:
    if len(text) > 1 and len(set(text)) == 1:
        return f"write a single key, such as “{one_line(text[0])}”"
    from rapidfuzz import process

    near = process.extractOne(text.lower(), [name for name in _READ if len(name) > 1], score_cutoff=60)
    return f"did you mean {_NAMED[_READ[near[0]]]}?" if near else "write such as “j”, “?”, Space, F5, Ctrl-r or Alt-x"


def _character(name: str) -> str | None:
    """Return the character of a key that is one."""
    if len(name) == 1:
        return name
    name = REPLACED_KEYS.get(name, name)
    try:
        return unicodedata.lookup(KEY_TO_UNICODE_NAME.get(name) or name.replace("_", " "))
    except KeyError:
        return None


def _quoted(written: str) -> str:
    return f"“{one_line(written[:40])}”"
