"""What surrounds an article's sentences and is none of them: headlines, place-and-agency lines, bylines, dates.

"WASHINGTON (AP) — The mayor said", "By Ada Fictional", "Fri 07 Apr 2017 at 0914 …": such words stick to the first
content of an article if nobody takes them off.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from secondsource.extraction.layout.words import word_set

if TYPE_CHECKING:
    from secondsource.extraction.layout.text import Range, Token

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}"
_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}"
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[ ]{_MONTH}[.,]{{0,2}}[ ]\d{{4}}|{_MONTH}[.]?[ ]\d{{1,2}},?[ ]\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4})"
)
# A date with what introduces and follows it, at the very start of a text.
_LEADING_DATE = re.compile(
    r"\s{0,9}(?:(?:date of publication|published|updated|posted|date)[:]?[ ](?:on[ ])?)?"
    rf"(?:{_DAY}[.,]{{0,2}}[ ])?{_DATE}(?:[ ](?:at[ ])?\d{{1,2}}:?\d{{2}}(?:[ ]?[ap]\.?m\.?)?)?[.:]?",
    re.IGNORECASE,
)
# "BEIRUT (Reuters) -", "BEIRUT, July 5 (Reuters) —", "Beirut - AFP:"; never more than 80 characters.
_PLACE = re.compile(
    r"\s{0,9}[A-Z][\w.'’-]{1,20}(?:[ /,]{1,2}[A-Z(][\w.'’()-]{0,20}){0,4}(?:,?[ ]\w{1,9}[.]?[ ]\d{1,2})?[ ]?"
    r"\([A-Z][\w /]{1,24}\)[ ]?(?:[-—–:―]{1,2}|[ ]{1,3})"
    r"|\s{0,9}[A-Z][A-Z.'’-]{2,20}(?:[ ,]{1,2}[A-Z][\w.'’-]{0,20}){0,4}[ ]?[—–―-]{1,2}(?=[ ])"
)
_BYLINE = re.compile(r"\s{0,9}(?:by|from|posted by|written by)[:]?[ ](?=[A-Z])", re.IGNORECASE)
_STOPS = frozenset(".!?…。")
_SMALL = word_set(
    """
    a an and as at but by for from if in into nor of off on or over per the to up via vs with
    """
)


def furniture_end(text: str, tokens: list[Token], paragraph: Range, *, first: bool) -> int:
    """The first token of ``paragraph`` that belongs to a sentence; its end if none does."""
    if first or paragraph.last - paragraph.first < 400:
        start = tokens[paragraph.first].start
        if _BYLINE.match(text, start) and paragraph.last - paragraph.first <= 12 and not _stops(tokens, paragraph):
            return paragraph.last
        found = (_LEADING_DATE.match(text, start) if first else None) or _PLACE.match(text, start)
        if found:
            i = paragraph.first
            while i < paragraph.last and tokens[i].start < found.end():
                i += 1
            return i
    return paragraph.first


def is_heading(tokens: list[Token], paragraph: Range, *, first: bool) -> bool:
    """Whether a paragraph is a headline, a caption or another line that holds no sentence.

    A line of at most 25 tokens is one if no stop ends it, or if it is the first line and its words are written with
    capitals as in titles.
    """
    length = paragraph.last - paragraph.first
    if length > 25:
        return False
    if not _stops(tokens, paragraph):
        return tokens[paragraph.last - 1].text not in ":,;”\"'’" or (first and length <= 20)
    if not first:
        return False
    words = [t.text for t in tokens[paragraph.first : paragraph.last] if t.text[0].isalpha()]
    small = [w for w in words if w[0].islower() and w not in _SMALL]
    return len(small) * 5 <= len(words)


def _stops(tokens: list[Token], paragraph: Range) -> bool:
    last = paragraph.last - 1
    return tokens[last].text in _STOPS or (
        last > paragraph.first and tokens[last].text in "”\"'’)»" and tokens[last - 1].text in _STOPS
    )
