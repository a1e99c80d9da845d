"""What the sentences of a dossier are made of, and what is told in them: neither HTML nor Markdown yet.

A plain ``str`` in a line is ours. What came from outside has a type of its own, so that no form can take it for ours.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from secondsource.display import safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from secondsource.model import Verdict


class Outside(str):
    """Words from outside, which may run in another direction and hold anything."""

    __slots__ = ()


class Quoted(Outside):
    """Words from outside that stand in quotation marks."""

    __slots__ = ()


class Address(Outside):
    """An address from outside, which is a link where it leads to the web."""

    __slots__ = ()


class Code(Outside):
    """A digest, an id, the name of a rule or a command."""

    __slots__ = ()


class When(Outside):
    """A moment, ISO 8601 in UTC."""

    __slots__ = ()


class Ruling(NamedTuple):
    """A verdict; None is that of an open claim."""

    verdict: Verdict | None


class To(NamedTuple):
    """The way to another claim of the dossier: its id and its label."""

    claim: str
    label: str


Part = str | Ruling | To
Line = tuple[Part, ...]


class Fact(NamedTuple):
    """A line with its name in front."""

    name: str
    line: Line


_WEB: Final = re.compile(r"https?://[^\s\x00-\x20\x7f-\xa0<>\"'`\\^{|}\u2588]+", re.I)
# Browsers set these right, and scripts need them; what is left can't turn words around.
_HARMLESS: Final = re.compile("([\t\n\u00ad\u061c\u200b\u200d-\u200f]+)")
_NO_WORDS: Final = re.compile(r"[\W_]+")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def shown(text: str) -> str:
    """Return a text in which every character that hides or turns others around has a visible stand-in.

    It has as many code points as ``text``. Line feeds and tabs stay, and so do the joiners and direction marks that
    Arabic and emoji are written with.
    """
    if text.isprintable():  # most texts are; Python counts none of these characters among the printable
        return text
    return "".join(part if place % 2 else safe(part) for place, part in enumerate(_HARMLESS.split(text)))


def is_web(address: str) -> bool:
    """Tell whether an address leads to the web and nowhere else."""
    return _WEB.fullmatch(address) is not None and shown(address) == address


def address(url: str, words: Callable[[str], str]) -> Part:
    """Return an address, or what stands for one that ``words`` finds something to mask in, however it is spelled."""
    spelled = _NO_WORDS.sub(" ", unquote(url))
    return Address(url) if words(url) == url and words(spelled) == spelled else "one that names a protected source"


def moment(at: str) -> str:
    """Return a time of the log for people: "23 November 2026, 00:16 UTC"; what is no such time as it is."""
    try:
        time = datetime.fromisoformat(at)
    except ValueError:
        return shown(at)
    return f"{time.day} {_MONTHS[time.month - 1]} {time.year}, {time:%H:%M} UTC"


def day(published: str) -> str:
    """Return a date for people: "12 March 2024"; what is no date as it is."""
    try:
        date = datetime.fromisoformat(published)
    except ValueError:
        return shown(published)
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def joined(lines: list[Line], between: str = " · ") -> Line:
    """Return several lines as one; those that are empty are left."""
    parts: list[Part] = []
    for line in filter(None, lines):
        parts += [between, *line] if parts else line
    return tuple(parts)


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return a number with the word for what is counted: "1 claim", "1,204 claims"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
