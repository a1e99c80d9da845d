"""The only door from text to screen: what is shown is safe, and what a mark means is said in one place.

A terminal obeys control characters wherever they come from, so text from outside passes through ``safe`` before
it is shown. The case keeps the true text.
"""

from __future__ import annotations

import re
from typing import Final

from secondsource.model import Verdict

_HIDDEN: Final = "·"
_C0_AND_C1: Final = (0x00, 0x1F), (0x7F, 0x9F)
# Bidirectional controls, zero-width characters, line and paragraph separators, the BOM, interlinear and tag
# characters, surrogates, controls of shorthand and of musical notation. The non-joiner stays, which Persian needs; the
# joiner does not: Rich takes what follows it to need no room, terminals draw it, and the line would run over the edge.
_UNSEEN: Final = (
    (0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200B), (0x200D, 0x200F), (0x2028, 0x202E),
    (0x2060, 0x206F), (0xD800, 0xDFFF), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A),
    (0xE0000, 0xE007F),
)  # fmt: skip
_SUSPECT: Final = re.compile("[" + "".join(f"{chr(a)}-{chr(b)}" for a, b in (*_C0_AND_C1, *_UNSEEN)) + "]")


def _stand_in(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)  # the control pictures: ␛ for ESC
    if code == 0x7F:
        return "␡"
    return "\ufffd" if code < 0xA0 else _HIDDEN


VERDICT_GLYPH: Final[dict[Verdict | None, str]] = {
    None: "·",
    Verdict.CORROBORATED: "✓",
    Verdict.DISPUTED: "✗",
    Verdict.UNVERIFIED: "?",
}
CONFLICT_GLYPH: Final = "‡"  # of an open claim on which verdicts contradict each other
DIFFERS_GLYPH: Final = "≠"  # of a claim that can't be right together with another one
UNFAITHFUL_GLYPH: Final = "≈"  # of a claim that is not what its primary source says
CONFLICT_COLOUR: Final = "magenta"
# Names of the sixteen colours that every terminal has; the glyph carries the meaning where there is no colour.
VERDICT_COLOUR: Final[dict[Verdict | None, str]] = {
    None: "bright_black",
    Verdict.CORROBORATED: "green",
    Verdict.DISPUTED: "red",
    Verdict.UNVERIFIED: "yellow",
}


def safe(text: str) -> str:
    """Return ``text`` with every character that a terminal would obey or hide replaced by a visible one.

    The result has as many code points as ``text``, so offsets stay true. Line breaks and tabs are replaced too:
    split lines before.
    """
    return _SUSPECT.sub(_stand_in, text)


def one_line(text: str) -> str:
    """Return ``text`` safe and on one line, runs of white space as one space; offsets are not kept."""
    return safe(" ".join(text.split()))


def name_of(verdict: Verdict | None) -> str:
    """Return the word for a verdict; a claim without one is "open"."""
    return verdict.value if verdict else "open"
