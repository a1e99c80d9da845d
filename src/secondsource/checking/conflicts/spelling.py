"""Words of a text as names are read from them, and which spellings may be one name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from secondsource.model import Span


def word_set(words: str) -> frozenset[str]:
    """The set of the words of a text."""
    return frozenset(words.split())


_ARTICLES = word_set("al el ad ar as ash at ath az adh ed er es esh et ez eth il ul the")
_FOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
    | dict.fromkeys("'’‘`´ʿʾʻʼ.", "")
)
_SOUNDS = (
    ("tch", "s"), ("sch", "s"), ("kh", "k"), ("gh", "g"), ("sh", "s"), ("ch", "s"), ("dh", "d"), ("th", "t"),
    ("ph", "f"), ("ck", "k"), ("dj", "j"), ("zh", "j"), ("q", "k"), ("c", "k"), ("x", "ks"),
)  # fmt: skip
_SILENT = re.compile(r"(?<=.)[aeiouywh]")
_TWICE = re.compile(r"(.)\1+")
LONGEST = 10_000  # code points of one text that are looked at,
MOST = 40  # and persons, places or denials in it, so that a pair costs a bounded effort
_ALIGNED = 150  # words of one text that are laid beside another
_LETTERS = r"(?:[^\W_][\u0300-\u036f]*)+"
_WORD = re.compile(rf"(?:[A-Za-z]\.){{2,}}|{_LETTERS}(?:[-'’.]{_LETTERS})*|\S")


class Word(NamedTuple):
    """One word or mark of a text: as written, its plain lower-case form, and where it stands in code points."""

    text: str
    low: str
    start: int
    end: int


@lru_cache(maxsize=2048)
def words_of(text: str) -> tuple[Word, ...]:
    """The words and marks of a text in order; a possessive ending is left off the lower-case form."""
    return tuple(Word(m[0], _plain(m[0]), m.start(), m.end()) for m in _WORD.finditer(text, 0, LONGEST))


def _plain(word: str) -> str:
    low = word.lower().replace("’", "'")
    return low.removesuffix("'s").replace(".", "") or low


def is_capital(word: Word) -> bool:
    """Whether a word is written as a name is: "Varn", "al-Omar", "ez-Zor"."""
    text = word.text
    article, hyphen, rest = text.partition("-")
    return text[0].isupper() or (
        bool(hyphen) and rest[:1].isupper() and len(article) < 5 and folded(article) in _ARTICLES
    )


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """A name without case, marks and articles, its words run together."""
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_FOLDED)
    words = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split()
    return "".join([w for w in words if w not in _ARTICLES] or words)


@lru_cache(maxsize=8192)
def skeleton(name: str) -> str:
    """What the transliterations of one name share: its consonants, with one letter for each sound."""
    bones = folded(name)
    bones = "v" + bones[1:] if bones[:1] == "w" else bones
    for written, sound in _SOUNDS:
        bones = bones.replace(written, sound)
    if bones[:1] in "aeiou" and len(bones) > 2:
        bones = bones[1:] if bones[1] not in "aeiou" else bones[2:]
    return _TWICE.sub(r"\1", _SILENT.sub("", bones))


@lru_cache(maxsize=8192)
def alike(one: str, other: str) -> bool:
    """Whether two spellings may be one name. In doubt they are."""
    a, b = folded(one), folded(other)
    if a.replace("w", "v") == b.replace("w", "v"):
        return True
    if not a or not b:
        return False
    if skeleton(one) == skeleton(other) != "":
        return len(skeleton(one)) >= 4 or fuzz.ratio(a, b) >= 60
    words = one.split(), other.split()
    if len(words[0]) == len(words[1]) > 1:
        return all(alike(x, y) for x, y in zip(*words, strict=True))
    return min(len(a), len(b)) >= 6 and fuzz.ratio(a, b) >= 85


_AMERICAN = frozenset(("us", "usa", "american", "americas", "america", "washington"))
_BRITISH = frozenset(("uk", "british", "britain"))


def same_land(one: str, other: str) -> bool:
    """Whether two words may mean one country or town: "Syria", "Syrian"."""
    if alike(one, other) or {one, other} <= _AMERICAN or {one, other} <= _BRITISH:
        return True
    a, b = folded(one), folded(other)
    return " " not in one + other and len(a) >= 4 and len(b) >= 4 and a[:4] == b[:4]


def is_name(word: Word) -> bool:
    """Whether a word is written as a part of a name and is no word that often opens a sentence."""
    return is_capital(word) and word.low not in _OPENING


_OPENING = word_set("the a an this that these those in on at it he she they we but and as for from with when after")


class Replaced(NamedTuple):
    """Names that stand in each other's place in two texts of nearly the same words.

    ``before`` are the two shared words before them and ``after`` the one that follows, in lower case ("" for none).
    """

    own: Span
    other: Span
    before: tuple[str, str]
    after: str


def _adjoin(text: str, words: list[Word], i: int, *, after: bool = False) -> bool:
    """Whether the word before the word ``i`` belongs to one name with it; ``after``: whether ``i`` does with it."""
    if not 0 < i < len(words):
        return False
    return is_name(words[i] if after else words[i - 1]) and text[words[i - 1].end : words[i].start].isspace()


@lru_cache(maxsize=1024)
def replaced(one: str, other: str) -> tuple[Replaced, ...]:
    """The names that differ between two texts of which at least 7 words in 10 of either, and 5, stand in one order."""
    if one > other:  # the alignment of two texts must not hang on which comes first
        return tuple(Replaced(there, here, before, after) for here, there, before, after in replaced(other, one))
    a, b = ([w for w in words_of(text) if w.low[0].isalnum()] for text in (one, other))
    if min(len(a), len(b)) < 5 or max(len(a), len(b)) > _ALIGNED:
        return ()
    blocks = Indel.opcodes([w.low for w in a], [w.low for w in b]).as_matching_blocks()
    if sum(block.size for block in blocks) < max(5, 0.7 * max(len(a), len(b))):
        return ()
    found = []
    at_a = at_b = 0
    for block in blocks:
        own, others = a[at_a : block.a], b[at_b : block.b]
        if own and others:  # "Wayne Maron" beside "Wade Maron", not "Wayne" beside "Wade"
            left = right = 0
            while at_a > left < at_b and _adjoin(one, a, at_a - left) and _adjoin(other, b, at_b - left):
                left += 1
            while right < block.size and all(
                _adjoin(text, words, at + right, after=True)
                for text, words, at in ((one, a, block.a), (other, b, block.b))
            ):
                right += 1
            own, others = a[at_a - left : block.a + right], b[at_b - left : block.b + right]
        if 0 < len(own) <= 4 and 0 < len(others) <= 4 and all(map(is_capital, (*own, *others))):
            first = at_a - left
            before = (a[first - 2].low if first > 1 else "", a[first - 1].low if first else "")
            after = a[block.a + right].low if block.a + right < len(a) else ""
            found.append(
                Replaced(Span(own[0].start, own[-1].end), Span(others[0].start, others[-1].end), before, after)
            )
        at_a, at_b = block.a + block.size, block.b + block.size
    return tuple(found)
