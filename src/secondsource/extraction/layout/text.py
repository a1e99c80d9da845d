"""Words, sentences and paragraphs of a text, each with its place in it.

Everything is found in one pass from left to right with patterns that cannot backtrack, so a text of any length and
any content costs time in proportion to its length. Nothing is normalised: every offset counts code points of the
text as given.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from secondsource.extraction.layout.lines import paragraph_ends
from secondsource.extraction.layout.words import word_set

_UNSEEN = "\ufeff\u200b\u200e\u200f\u2060"
# A word may hold apostrophes and hyphens ("don’t", "al-Bidar") and stops before a figure or a single letter ("7.44",
# "U.S"), but not the stop of a sentence whose space is missing ("said.Then"); any other
# character that is no space is a token of its own, but for the typewriter's double marks '' and ``. Marks of byte
# order and of zero width, which editors and web pages leave behind, count as space.
# At most a hundred parts: without a bound, five million hyphens take 400 MB, and the possessive quantifier that would
# do instead matches wrongly before Python 3.11.5 (https://github.com/python/cpython/issues/106052).
_TOKEN = re.compile(rf"\w+(?:[’'\-‐‑&]\w+|\.(?:\d+|\w(?!\w))){{0,100}}|''|``|[^\w\s{_UNSEEN}]")

# A full stop after these ends no sentence. Lower case, without the stop.
ABBREVIATIONS = word_set(
    """
    mr mrs ms dr prof sen sens rep reps gov govs gen col lt sgt capt maj cmdr adm brig cpl pvt hon rev fr st
    ste sr jr pres amb atty supt det insp no nos vs v etc e.g i.e cf al ca approx dept est fig inc ltd co
    corp bros univ jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat
    sun u.s u.k u.n e.u d.c a.m p.m r.i n.y n.j n.h n.c s.c w.va va pa md conn mass calif colo fla ariz tex
    wash ore mich minn wis ill ind tenn ala ga la miss mo kan neb nev okla ky vt del ft mt rd ave blvd
    """
)
# These abbreviations do end a sentence where a capital follows: "at 9 a.m. He said", "in the U.S. The".
_MAY_END = word_set("a.m p.m u.s u.k u.n e.u d.c inc ltd co corp etc jr sr")
_OPENERS_OF_SENTENCES = word_set(
    """
    the a an he she it they we you i this that these those but and in on at as for if when while after
    before his her their its our my there what who how however meanwhile so also now then some many most
    both
    """
)
_STOPS = frozenset(".!?…。！？؟।")
_CLOSERS = frozenset([*"\"'”’»›)]}」』）", "''"])


class Token(NamedTuple):
    """A word or a mark: its place, its characters, and these in lower case with straight apostrophes."""

    start: int
    end: int
    text: str
    low: str


class Range(NamedTuple):
    """Tokens ``first`` to ``last``, the last one not included."""

    first: int
    last: int


def tokens_of(text: str) -> list[Token]:
    """The tokens of ``text`` in order."""
    return [Token(m.start(), m.end(), m.group(), m.group().lower().replace("’", "'")) for m in _TOKEN.finditer(text)]


def paragraphs_of(text: str, tokens: list[Token]) -> list[Range]:
    """The runs of tokens between the ends of paragraphs, in order; none is empty."""
    found: list[Range] = []
    ends = iter(paragraph_ends(text))
    first, end = 0, next(ends, -1)
    for i, token in enumerate(tokens):
        if end != -1 and token.start > end:
            if i > first:
                found.append(Range(first, i))
            first = i
            while end != -1 and end < token.start:
                end = next(ends, -1)
    if len(tokens) > first:
        found.append(Range(first, len(tokens)))
    return found


def sentences_of(tokens: list[Token], paragraph: Range) -> list[Range]:
    """The sentences of a paragraph in order, closing marks and brackets with the sentence they close."""
    found: list[Range] = []
    first, i = paragraph.first, paragraph.first
    while i < paragraph.last:
        if tokens[i].text in _STOPS:
            stop = i
            i += 1
            while i < paragraph.last and tokens[i].text in _STOPS:
                i += 1
            while i < paragraph.last and tokens[i].text in _CLOSERS and tokens[i].start == tokens[i - 1].end:
                i += 1
            if i < paragraph.last and _ends_sentence(tokens, stop, i, first):
                found.append(Range(first, i))
                first = i
        else:
            i += 1
    if first < paragraph.last:
        found.append(Range(first, paragraph.last))
    return found


def _ends_sentence(tokens: list[Token], stop: int, after: int, first: int) -> bool:
    """Whether the stop ``tokens[stop]`` ends a sentence, where ``tokens[after]`` is what follows it."""
    following = tokens[after]
    if tokens[stop].text != ".":
        # "Yahoo! said", “Why?” he asked: a small letter goes on.
        return not following.text[0].islower()
    if following.start == tokens[after - 1].end and following.text[0].isalnum():
        # A missing space ("he said.Then") ends a sentence, a dot in a name ("example.com", "Booking.com") does not.
        return stop > first and following.text[0].isupper() and tokens[stop - 1].text[-1].islower()
    if following.text[0].islower() or following.text in ",;:)":
        return False
    word = tokens[stop - 1] if stop > first else None
    if word is None or word.end != tokens[stop].start:
        return True
    closed = after > stop + 1  # a closing mark after the stop
    if word.low in ABBREVIATIONS and not closed:
        return word.low in _MAY_END and following.low in _OPENERS_OF_SENTENCES
    initial = len(word.text) == 1 and word.text.isupper() and word.text != "I"
    return not (initial and not closed and following.text[0].isupper())


def is_space(character: str) -> bool:
    """Whether a character shows nothing: white space, or a mark of byte order or of zero width."""
    return character.isspace() or character in _UNSEEN
