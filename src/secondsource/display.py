"""The only door from text to screen: what is shown is safe, and what a mark means is said in one place.

A terminal obeys control characters wherever they come from, so text from outside passes through ``safe`` before
it is shown. The case keeps the true text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from secondsource.model import Verdict

_CONTROL_PICTURES: Final = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "␡"}
_C1: Final = dict.fromkeys(range(0x80, 0xA0), "\ufffd")
# Bidirectional controls, zero-width characters (but not the joiners that Arabic and emoji need), the BOM,
# line and paragraph separators, interlinear and tag characters, surrogates.
_UNSEEN: Final = dict.fromkeys(
    [0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029]
    + list(range(0x202A, 0x202F))
    + list(range(0x2060, 0x2070))
    + [0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB]
    + list(range(0xD800, 0xE000))
    + list(range(0xE0000, 0xE0080)),
    "·",
)
_REPLACED: Final = _CONTROL_PICTURES | _C1 | _UNSEEN
_SUSPECT: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)

VERDICT_GLYPH: Final[dict[Verdict | None, str]] = {
    None: "·",
    Verdict.CORROBORATED: "✓",
    Verdict.DISPUTED: "✗",
    Verdict.UNVERIFIED: "?",
}
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
    return text.translate(_REPLACED) if _SUSPECT.search(text) else text


def one_line(text: str) -> str:
    """Return ``text`` safe and on one line, runs of white space as one space; offsets are not kept."""
    return safe(" ".join(text.split()))


def name_of(verdict: Verdict | None) -> str:
    """Return the word for a verdict; a claim without one is "open"."""
    return verdict.value if verdict else "open"


def is_word(character: str) -> bool:
    """Tell whether a character is part of a word (letters, digits and their marks)."""
    return unicodedata.category(character)[0] in "LNM"
