"""A text cut into words and sentences, with what each sentence tells of. Computed once a text for all rules."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from secondsource.checking.conflicts.vocabulary import (
    AFTER_PLACE,
    BEFORE_PLACE,
    BOMBING,
    COUNTED,
    EVENTS,
    EVERYWHERE,
    KIN,
    LABELS,
    MEANS,
    RANKS,
    SHOOTING,
    SMALL,
    VEHICLES,
)
from secondsource.model import Span

__all__ = ["EVENTS", "MOST", "Sentence", "Text", "Token", "fold", "read", "spread", "stem"]

LONGEST = 20_000  # code points of one text that are looked at: a claim is a paragraph at most
MOST = 60  # figures, or times, of one text that are looked at, so that a pair costs a bounded effort

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]|_")
_ABBREVIATED = frozenset("mr mrs ms dr lt col gen maj sgt capt st no vs gov sen rep".split())
_ENDS = frozenset(".!?;…")
_ANYBODY = frozenset(
    "man men woman women child children boy girl victim victims people person persons civilians".split()
)
_WITHIN = frozenset(("in", "of"))
_OF_PEOPLES = ("ish", "ian", "ese")
_NOMINAL = tuple("ations ation ances ance ences ence ments ment ions ion ating ated ates ate".split())
_AFTER_HYPHEN = frozenset("held led backed majority controlled occupied run based supported populated".split())


class Token(NamedTuple):
    """A word, number or mark: as written, in lower case, and its place in code points."""

    text: str
    low: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of tokens ``[first, last)`` and what it tells of.

    ``names`` and ``places`` are folded (see ``fold``), ``wider`` those places that another lies in ("Talgar in Orsa
    province"); ``means`` are ways of violence, ``words`` what is left, each under one name (see ``concept``); ``ranks``
    tell which of a row is meant ("the second blast"), ``opening`` is the word that begins the sentence, a name or not:
    folded, and as a word.
    """

    first: int
    last: int
    names: frozenset[str]
    places: frozenset[str]
    means: frozenset[str]
    words: frozenset[str]
    wider: frozenset[str]
    ranks: frozenset[tuple[str, str]]
    opening: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """A text cut into tokens and sentences; ``within`` gives the sentence's number of each token."""

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    within: tuple[int, ...]


def _ends(tokens: list[Token], index: int) -> bool:
    """Tell whether the mark at ``index`` ends a sentence: not after one letter ("U.S.") or a title."""
    if tokens[index].text not in _ENDS:
        return False
    if tokens[index].text != "." or not index:
        return True
    before = tokens[index - 1]
    if before.text == "." or (index + 1 < len(tokens) and tokens[index + 1].text == "."):
        return False
    return before.end < tokens[index].start or (
        before.low not in _ABBREVIATED and (len(before.text) > 1 or not before.text.isalpha())
    )


_FOLDED = str.maketrans(
    {"c": "k", "q": "k", "z": "s", "v": "f", "w": "", "y": "", "h": "", "e": "", "i": "", "o": "", "u": "", "a": ""}
)


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Give ``name`` without what spellings differ in: "Qamishli" and "al-Qameshly" fold to the same letters."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name[:40].lower()) if sign.isalpha())
    plain = plain.removesuffix("s") if len(plain) > 5 else plain
    if not plain:
        return ""
    head = "a" if plain[0] in "aeiou" else plain[0].translate(_FOLDED) or plain[0]
    kept: list[str] = [head]
    for sign in plain[1:].translate(_FOLDED):
        if kept[-1] != sign:
            kept.append(sign)
    return "".join(kept) if len(kept) > 1 else plain


def stem(word: str) -> str:
    """Cut the usual endings off a lower-case word."""
    for ending in ("ings", "ing", "ies", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=4096)
def concept(word: str) -> str:
    """Give one name to the forms of a lower-case word, verb or noun, and to its synonyms where ``KIN`` has them."""
    bare = word.removesuffix("'s").removesuffix("’s")
    if bare.startswith("un") and bare.endswith("ed") and len(bare) > 7:
        bare = bare[2:]  # "unvaccinated": whether it is denied, ``scenes.denied`` tells
    if bare in KIN:
        return KIN[bare]
    for ending in _NOMINAL:
        if bare.endswith(ending) and len(bare) - len(ending) >= 5:
            return bare.removesuffix(ending)
    cut = stem(bare)
    return cut[:-1] if len(cut) > 3 and cut != bare and cut[-1] == cut[-2] and cut[-1] in "bdgmnprt" else cut


class _Telling:
    """Gathers what one sentence tells of."""

    def __init__(self, tokens: list[Token], first: int, last: int) -> None:
        self.tokens, self.first, self.last = tokens, first, last
        self.names: set[str] = set()
        self.places: set[str] = set()
        self.means: set[str] = set()
        self.words: set[str] = set()
        self.wider: set[str] = set()
        self.ranks: set[tuple[str, str]] = set()
        self.placed = -9  # where the last place stands
        self.run: list[str] = []  # the names that stand together
        self.run_is_place = False
        self.opening = ("", "")

    def low(self, index: int) -> str:
        return self.tokens[index].low if self.first <= index < self.last else ""

    def sentence(self) -> Sentence:
        for index in range(self.first, self.last):
            token = self.tokens[index]
            self._violence(index, token.low)
            apart = token.low in ("another", "other") and self._of_things(index + 1)
            if apart or (token.low in ("earlier", "later", "different") and self.low(index - 1) in ("a", "an")):
                self.words.add("another")
            if not token.text[0].isalpha():
                self.run_is_place = self.run_is_place and token.text == "-"
            elif token.text[0].isupper():
                self._name(index, token.low)
            else:
                self._word(index, token.low)
        return Sentence(
            self.first,
            self.last,
            frozenset(self.names),
            frozenset(self.places),
            frozenset(self.means),
            frozenset(self.words),
            frozenset(self.wider),
            frozenset(self.ranks),
            self.opening,
        )

    def _of_things(self, index: int) -> bool:
        """Tell whether a thing is named at ``index``: "another boat", not "another 20 people" or "another man"."""
        low = self.low(index)
        return low[:1].isalpha() and low not in SMALL and low not in _ANYBODY

    def _violence(self, index: int, low: str) -> None:
        after = self.low(index + 1)
        vehicle = low in VEHICLES and BOMBING.isdisjoint((after, self.low(index - 1), self.low(index + 2)))
        if low in MEANS and not vehicle and not (low == "air" and after == "force"):
            self.means.add(MEANS[low])
            if low.startswith("missile"):
                self.means.add("air")
        if low == "fire" and self.low(index - 1) in SHOOTING:
            self.means.add("shells")

    def _name(self, index: int, low: str) -> None:
        common = low in EVERYWHERE or low.rstrip("s") in EVERYWHERE
        if not common and self._of_people(index, low):
            self.words.add(stem(low))
            common = True
        if common or len(low) < 3 or low in SMALL or low in EVENTS or low in MEANS:
            self.run.clear()
            if low in EVENTS and low not in SMALL and self._opens(index):
                self.words.add(concept(low))
            return
        before = self.low(index - 1)
        if before in ("al", "-"):  # "in al-Bab"
            before = self.low(max(self.first, index - 3))
        elif before == "the":
            before = self.low(index - 2)
        self.run_is_place = self.run_is_place or before in BEFORE_PLACE
        name = fold(low.removesuffix("'s").removesuffix("’s"))
        following = self.tokens[index + 1].text if index + 1 < self.last else ""
        if low in LABELS and following.isdecimal():
            name += following  # "Flight 318"
            self.names.add(name)
        if self._opens(index) and not (following[:1].isupper() or following == "-") and not self.run_is_place:
            self.opening = name, concept(low)
            return
        self.names.add(name)
        self.run.append(name)
        if self.run_is_place or self.low(index + 1) in AFTER_PLACE:
            self.places.add(name)
            between = [self.low(at) for at in range(self.placed + 1, index)]
            if len(between) < 5 and len(self.run) == 1 and not _WITHIN.isdisjoint(between):
                self.wider.add(name)  # "Talgar in Orsa province"
            self.placed = index

    def _opens(self, index: int) -> bool:
        """Tell whether a word begins its sentence, so that anything may stand there in a capital."""
        return all(not self.tokens[at].text[0].isalnum() for at in range(max(self.first, index - 3), index))

    def _of_people(self, index: int, low: str) -> bool:
        """Tell whether a capitalised word only says of what people or kind something is: "Kurdish", "Sunni-held"."""
        return low.endswith(_OF_PEOPLES) or (self.low(index + 1) == "-" and self.low(index + 2) in _AFTER_HYPHEN)

    def _word(self, index: int, low: str) -> None:
        following = self.tokens[index + 1].text if index + 1 < self.last else ""
        if low == "in" and len(self.run) <= 3 and following[:1].isupper():
            self.places.update(self.run)  # "Khan Sheikhun in Idlib province"
        if low not in ("al", "el"):
            self.run.clear()
            self.run_is_place = self.run_is_place and low == "and"
        if low in RANKS and self.low(index + 1)[:1].isalpha() and self.low(index + 1) not in COUNTED:
            self.ranks.add((concept(self.low(index + 1)), low))
        aged = low == "old" and self.low(index - 1) == "-"
        if len(low) > 2 and low not in SMALL and not aged:
            self.words.add(concept(low))


@lru_cache(maxsize=1024)
def read(text: str) -> Text:
    """Cut ``text``, or what of it is looked at, into tokens and sentences."""
    tokens = [Token(m[0], m[0].lower(), m.start(), m.end()) for m in _TOKEN.finditer(text, 0, LONGEST)]
    sentences: list[Sentence] = []
    within: list[int] = []
    first = 0
    for index in range(len(tokens)):
        within.append(len(sentences))
        if index + 1 == len(tokens) or _ends(tokens, index):
            sentences.append(_Telling(tokens, first, index + 1).sentence())
            first = index + 1
    return Text(tuple(tokens), tuple(sentences), tuple(within))


def spread(text: Text, first: int, last: int) -> Span:
    """Give the span of the tokens ``[first, last)``."""
    return Span(text.tokens[first].start, text.tokens[last - 1].end)
