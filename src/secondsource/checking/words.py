"""The words of a text with their places, the same however they are typed."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# Marks that belong to the letter before them, and characters without a width. ``\w`` leaves them out.
_MARKS: Final = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0903\u093a-\u094f\u0e31-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200d\u20d0-\u20ff\ufe00-\ufe0f"
)
_LETTER: Final = r"[^\W\d_]"
# A script that sets no space between words: each character counts as one.
_UNSPACED: Final = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WORD: Final = re.compile(
    rf"[{_UNSPACED}]"
    rf"|{_LETTER}(?:\.{_LETTER})+(?!\w)\.?"  # U.S., a.m.
    rf"|{_LETTER}(?:(?![{_UNSPACED}])[\w{_MARKS}])*(?:['’ʼ]{_LETTER}[\w{_MARKS}]*)*"
    r"|\d+(?:[.,:]\d+)*"  # 7:44, 1,000, 2.5
    r"|[%$€£¥]"
)
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_LEADING_ZERO: Final = re.compile(r"^0(?=\d[:.]\d\d)")  # 07:44
_INVISIBLE: Final = re.compile("[\u00ad\u0640\u200b-\u200d\ufe00-\ufe0f]")
_CLITICS: Final = ("'m", "'re", "'ve", "'ll", "'d")
# After these, "'s" is "is" or "has"; after a noun it is a genitive.
_WITH_IS: Final = frozenset("he she it that there here what who where how when this everything everybody".split())
_FULL: Final = {"wo": "will", "ca": "can", "sha": "shall"}
_RUN_TOGETHER: Final = {
    "cannot": ("can", "not"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
}


class Word(NamedTuple):
    """A word as it compares (lower case, no typography) and where it stands, in code points."""

    key: str
    start: int
    end: int


def parts(surface: str) -> tuple[Word, ...]:
    """Return the words that one match of ``WORD`` holds; their places count from its start.

    A contraction is two: "won't" gives "will" and "n't", "I'm" gives "i" and "'m".
    """
    key = surface.casefold() if surface.isascii() else unicodedata.normalize("NFKC", surface).casefold()
    if not key.isascii():
        key = _INVISIBLE.sub("", key.replace("’", "'").replace("ʼ", "'"))
    length = len(surface)
    if key[:1].isdigit():
        key = _LEADING_ZERO.sub("", key)
        return (Word(key.replace(",", "") if _THOUSANDS.fullmatch(key) else key, 0, length),)
    if "." in key:
        return (Word(key.replace(".", ""), 0, length),)
    if len(key) != length:
        return (Word(key, 0, length),)
    if key in _RUN_TOGETHER:
        first, second = _RUN_TOGETHER[key]
        return Word(first, 0, 3), Word(second, 3, length)
    if "'" in key:
        if key.endswith("n't") and length > 3:
            cut = length - 2 if key == "can't" else length - 3
            stem = key[: length - 3]
            return Word(_FULL.get(stem, stem), 0, cut), Word("n't", cut, length)
        for clitic in _CLITICS:
            if key.endswith(clitic) and length > len(clitic):
                cut = length - len(clitic)
                return Word(key[:cut], 0, cut), Word(clitic, cut, length)
        if key.endswith("'s") and key[:-2] in _WITH_IS:
            return Word(key[:-2], 0, length - 2), Word("'s", length - 2, length)
    return (Word(key, 0, length),)


def words(text: str) -> Iterator[Word]:
    """Give the words of the text in order. Nothing but letters, digits, ``%`` and signs of currency makes a word."""
    for match in WORD.finditer(text):
        start = match.start()
        for key, first, last in parts(match[0]):
            yield Word(key, start + first, start + last)
