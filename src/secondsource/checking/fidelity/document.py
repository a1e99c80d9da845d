"""A source's text made ready, once, to have many claims held against it.

Each distinct word becomes one character, so that the whole text is searched at the speed of ``str.find`` and rapidfuzz
takes it as it is: ``exact`` tells the words apart as they stand, ``folded`` by what their forms have in common.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from math import log
from typing import Final

from secondsource.checking.fidelity.forms import FUNCTION, fold
from secondsource.checking.fidelity.noise import marks, masked, noise, noise_in_claim
from secondsource.checking.words import WORD, parts, words
from secondsource.model import Span

UNKNOWN: Final = "\0"  # a claim's word that the document does not hold
_OVERFLOW: Final = "\U0010ffff"  # the document's words beyond the last character; never looked for
_GRAMMAR: Final = 0.25  # what a word of grammar weighs beside one of matter
_LONGEST_SENTENCE: Final = 80  # words on average, beyond which nobody set the full stops
_SENTENCE_END: Final = re.compile(r"[.!?…。！？][\"'”’»)\]]*(?:\s|$)|\n\s*\n")
_ELLIPSIS: Final = re.compile(r"…|\.\s?\.\s?\.")


def _character(number: int) -> str:
    """Return the character of the nth distinct word, counted from 0; no surrogate among them."""
    point = number + 1 if number + 1 < 0xD800 else number + 0x801
    return chr(point) if point < 0x10FFFF else _OVERFLOW


class Coded:
    """A text as words: ``exact`` and ``folded`` one character each, ``starts`` and ``ends`` in code points.

    Hesitations, notes, speakers' labels, time codes and addresses are no words here: ``noise`` holds their spans.
    """

    def __init__(self, text: str, noise: list[Span]) -> None:
        self.text = text
        self.noise = noise
        self.exact = self.folded = ""
        self.starts = array("L")
        self.ends = array("L")
        self.keys_in_order: list[str] = []

    def __len__(self) -> int:
        return len(self.exact)

    def key(self, index: int) -> str:
        """Return the word as it compares."""
        return self.keys_in_order[index]

    def is_name(self, index: int) -> bool:
        """Tell whether the word has a capital letter that no sentence's beginning explains."""
        surface = self.surface(index)
        return surface[:1].isupper() and fold(self.key(index)) not in FUNCTION and not self.opens_sentence(index)

    def surface(self, index: int) -> str:
        """Return the word as it is written."""
        return self.text[self.starts[index] : self.ends[index]]

    def gap(self, index: int) -> str:
        """Return what stands between the word and the one before it; what follows the last for the number beyond."""
        before = self.ends[index - 1] if index else 0
        return self.text[before : self.starts[index] if index < len(self) else len(self.text)]

    def opens_sentence(self, index: int) -> bool:
        """Tell whether a sentence, or a speaker, begins with this word."""
        return (
            not index
            or _SENTENCE_END.search(self.gap(index)) is not None
            or any(self.text[span.end - 1] == ":" for span in self.noise_before(index))
        )

    def elided(self, index: int) -> bool:
        """Tell whether an ellipsis stands between this word and the one before it."""
        return _ELLIPSIS.search(self.gap(index)) is not None

    def noise_before(self, index: int) -> list[Span]:
        """Return the spans of noise between this word and the one before it."""
        if not self.noise:
            return []
        start = self.ends[index - 1] if index else 0
        end = self.starts[index] if index < len(self) else len(self.text)
        found = []
        at = bisect_left(self.noise, start, key=lambda span: span.start)
        while at < len(self.noise) and self.noise[at].end <= end:
            found.append(self.noise[at])
            at += 1
        return found


class Prepared(Coded):
    """A document's words with what finding a passage takes."""

    def __init__(self, text: str) -> None:
        super().__init__(text, noise(text))
        self.keys: dict[str, str] = {}
        self.folds: dict[str, str] = {}
        self._code(self, masked(text, self.noise), learn=True)
        self._words = list(self.keys)
        self._marks = marks(text, self.noise)
        # Captions that a machine wrote have next to no full stops: where a sentence ends is not known.
        self.punctuated = len(_SENTENCE_END.findall(text)) * _LONGEST_SENTENCE >= len(self)
        self.counts = Counter(self.folded)
        self.grammar = {self.folds[word] for word in FUNCTION if word in self.folds}

    def key(self, index: int) -> str:
        """Return the word as it compares."""
        point = ord(self.exact[index])
        number = point - 1 if point < 0xD800 else point - 0x801
        return self._words[number] if number < len(self._words) else self.surface(index).casefold()

    def code(self, claim: str) -> Coded:
        """Return a claim's words in the characters of this document."""
        coded = Coded(claim, noise_in_claim(claim, self._marks))
        text = masked(claim, coded.noise)
        self._code(coded, text, learn=False)
        coded.keys_in_order = [word.key for word in words(text)]
        return coded

    def _code(self, coded: Coded, text: str, *, learn: bool) -> None:
        known: dict[str, tuple[tuple[str, str, int, int], ...]] = {}
        exact: list[str] = []
        folded: list[str] = []
        for match in WORD.finditer(text):
            surface = match[0]
            found = known.get(surface)
            if found is None:
                found = tuple((*self._characters(key, learn), first, last) for key, first, last in parts(surface))
                known[surface] = found
            start = match.start()
            for one, other, first, last in found:
                exact.append(one)
                folded.append(other)
                coded.starts.append(start + first)
                coded.ends.append(start + last)
        coded.exact, coded.folded = "".join(exact), "".join(folded)

    def _characters(self, key: str, learn: bool) -> tuple[str, str]:
        form = fold(key)
        if learn:
            return (
                self.keys.setdefault(key, _character(len(self.keys))),
                self.folds.setdefault(form, _character(len(self.folds))),
            )
        exact, folded = self.keys.get(key, UNKNOWN), self.folds.get(form, UNKNOWN)
        return exact.replace(_OVERFLOW, UNKNOWN), folded.replace(_OVERFLOW, UNKNOWN)

    def weigh(self, coded: Coded) -> list[float]:
        """Return what each word of a claim weighs: near 1 where it is rare here, little for a word of grammar."""
        total = log(2 + len(self))
        weights = []
        for index, character in enumerate(coded.folded):
            count = self.counts.get(character, 0)
            weight = log(1 + (len(self) + 1) / count) / total if count else 1.0
            plain = character in self.grammar or (character == UNKNOWN and fold(coded.key(index)) in FUNCTION)
            weights.append(min(1.0, weight) * (_GRAMMAR if plain else 1.0))
        return weights
