"""Words as Markdown shows them: nothing in them makes a list, a link or a heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from secondsource.display import VERDICT_GLYPH, name_of
from secondsource.exporting.dossier.parts import Address, Code, Outside, Quoted, Ruling, To, When, is_web, moment, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secondsource.exporting.dossier.parts import Part

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>&#~|$])")
# What makes a list, a rule or a heading of the line that begins with it.
_AT_START: Final = re.compile(r"^(?:(\d{1,9})(?=[.)])|(?=[-+=]))")
_TICKS: Final = re.compile("`+")


def escaped(text: str) -> str:
    """Return a text whose signs mean nothing to Markdown, as part of a line; white space stays."""
    return _SPECIAL.sub(r"\\\1", shown(text))


def settled(line: str) -> str:
    """Return an escaped line that begins no list, rule or heading; runs of white space are one space."""
    return _AT_START.sub(r"\1\\", " ".join(line.split()))


def words(text: str) -> str:
    """Return a text on one line, as Markdown shows it."""
    return settled(escaped(text))


def quoted(text: str, indent: str = "") -> str:
    """Return a text as a quotation, a paragraph a line, ended by a line feed."""
    paragraphs = [one for one in map(words, text.splitlines()) if one]
    return f"\n{indent}>\n".join(f"{indent}> {one}" for one in paragraphs) + "\n"


def code(text: str) -> str:
    """Return a text as code, which Markdown shows to the letter."""
    text = " ".join(shown(text).split())
    fence = "`" * (max((len(run) for run in _TICKS.findall(text)), default=0) + 1)
    room = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{room}{text}{room}{fence}" if text else ""


def line(parts: Iterable[Part]) -> str:
    """Return a line as Markdown."""
    return "".join(map(_part, parts))


def _part(part: Part) -> str:
    match part:
        case Ruling():
            return f"{VERDICT_GLYPH[part.verdict]} {name_of(part.verdict)}"
        case To():
            return f"claim {part.label}"
        case Address() if is_web(part):
            return f"<{part}>"
        case Code():
            return code(part)
        case When():
            return escaped(moment(part))
        case Quoted():
            return f"“{words(part)}”"
        case Outside():
            return words(part)
        case _:
            return escaped(part)
