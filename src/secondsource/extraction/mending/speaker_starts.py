"""Where a speaker begins if neither comma nor stop shows it: "… in Velm | military officials said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.layout.text import Range
from secondsource.extraction.layout.words import (
    ARTICLES,
    COORDINATORS,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    TIMES,
    word_set,
)
from secondsource.extraction.rules.noun_phrases import noun_phrase_start
from secondsource.extraction.rules.verbs import is_finite, looks_finite
from secondsource.extraction.sources.institutions import INSTITUTION_WORDS
from secondsource.extraction.sources.roles import ROLE_NOUNS, head_of

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout
    from secondsource.extraction.rules.proposal import Proposal

OPENERS = ARTICLES | POSSESSIVES | SUBJECT_PRONOUNS
_LONGEST = 6  # words of a phrase without a role or a body
_BEFORE_NAME = word_set("earlier later meanwhile however separately also moreover")
_ARTICLED = ("al-", "el-")  # as names begin that are written small
PEOPLES = ("ian", "ish", "ese", "ani", "aqi", "eli", "ican")


class Scene:
    """The text, which of its words are taken, whom it names as speakers, and what it names as places."""

    def __init__(self, layout: Layout, proposals: list[Proposal]) -> None:
        self.layout = layout
        self.tokens = layout.tokens
        self.unit_of = [0] * len(self.tokens)
        for number, unit in enumerate(layout.units):
            self.unit_of[unit.first : unit.last] = [number] * (unit.last - unit.first)
        self._names = self._named(proposals)
        self._places = {
            after.text
            for before, after in zip(self.tokens, self.tokens[1:], strict=False)
            if before.low in ("in", "of", "near", "from", "to") and after.text[0].isupper()
        }
        self.take(proposals)

    def take(self, proposals: list[Proposal]) -> None:
        """The words of these attributions are taken, and no others."""
        self._taken = bytearray(len(self.tokens))
        for proposal in proposals:
            for first, last in proposal.ranges:
                self._taken[first:last] = b"\x01" * (last - first)

    def touches(self, *ranges: Range) -> bool:
        """Whether a word of these is taken."""
        return any(any(self._taken[first:last]) for first, last in ranges)

    def unit(self, i: int) -> Range:
        """The sentence that token ``i`` stands in."""
        return self.layout.units[self.unit_of[i]] if self.layout.units else Range(i, i + 1)

    def clause(self, first: int, last: int) -> bool:
        """Whether there is a finite verb in some words, not counting the first."""
        return any(
            is_finite(self.layout, i)
            or looks_finite(self.layout, i, first)
            or (self.tokens[i - 1].low in SUBJECT_PRONOUNS and self.tokens[i].text.isalpha())
            for i in range(first + 1, last)
        )

    def _named(self, proposals: list[Proposal]) -> frozenset[str]:
        """The words that open a speaker, and the last names of those with a role, where nothing blurs their place."""
        contents = {part.last for proposal in proposals for part in proposal.content}
        found: set[str] = set()
        for proposal in proposals:
            source = proposal.source
            if source is None or source.first in contents:
                continue
            words = self.tokens[source.first : source.last]
            opening = words[1:2] if words[0].low in DETERMINERS else words[:1]
            found.update(w.low for w in opening if w.text[0].isupper() or w.low in INSTITUTION_WORDS)
            if words[-1].text[0].isupper() and head_of(self.tokens, *source) not in (None, source.last - 1):
                found.add(words[-1].low)
        return frozenset(found - SUBJECT_PRONOUNS - PREPOSITIONS - TIMES)

    def speaker(self, low: int, start: int, end: int) -> int | None:
        """Where the speaker that ends at ``end`` begins, at ``start`` or after it; None where that is unclear.

        What the word before ``start`` governs is not the speaker's: "in Velm | Mayor Ada Example said".
        """
        if start >= end or start <= low:
            return None
        tokens = self.tokens
        if start - 2 > low and tokens[start - 1].low.startswith(_ARTICLED) and self.governs(start - 2, start - 1):
            start -= 1
        if not self.governs(start - 1, start):
            return self.and_before(low, start)
        for i in range(start + 1, end):
            if tokens[i].low in DETERMINERS and tokens[i - 1].low not in PREPOSITIONS | COORDINATORS:
                return i
            if tokens[i].low in self._names and tokens[i - 1].low not in PREPOSITIONS:
                return self._whole_name(start + 1, i, end)
        if tokens[start].low in DETERMINERS:
            return self._name_after(start, end)
        if not (tokens[start].text[0].isupper() or tokens[start].low.startswith(_ARTICLED)):
            return None
        i = start + 1
        while i < end and tokens[i].text in self._places and not tokens[i].low.endswith(PEOPLES):
            i += 1
        return i if i < end and tokens[i].low not in PREPOSITIONS and tokens[i].text[0].isalnum() else None

    def _whole_name(self, low: int, i: int, end: int) -> int:
        """Where the name of a person begins of which token ``i`` was spoken of: "Ibrahim | Abu Leith"."""
        tokens = self.tokens
        if all(token.text[0].isupper() and not token.text.isupper() for token in tokens[i:end]):
            while i > low and tokens[i - 1].text[0].isupper() and tokens[i - 1].text not in self._places:
                i -= 1
        return i

    def _name_after(self, start: int, end: int) -> int:
        """As in "for her mother | Example International": the name behind a phrase in small letters."""
        i = start + 1
        while i < end and self.tokens[i].text[0].islower():
            i += 1
        name = i + 1 < end and all(token.text[0].isupper() for token in self.tokens[i:end])
        return i if name and i > start + 1 and self.tokens[i - 1].low not in ROLE_NOUNS | INSTITUTION_WORDS else start

    def phrase_start(self, low: int, end: int) -> int:
        """Where the noun phrase that ends at ``end`` starts, or ``end``; "al-Bidar" is a name like others."""
        if end - 1 > low and self.tokens[end - 1].low.startswith(_ARTICLED):
            start = noun_phrase_start(self.layout, low, end - 1)
            return start if start < end - 1 else end
        start = noun_phrase_start(self.layout, low, end)
        if start == end:
            return self._determined(low, end)
        return start - 1 if start - 1 > low and self.tokens[start - 1].low in ("other", "such") else start

    def _determined(self, low: int, end: int) -> int:
        """As in "the Example military media unit": back to the article over words that open no other phrase."""
        for i in range(end - 1, max(low, end - _LONGEST), -1):
            word = self.tokens[i]
            if word.low in ARTICLES:
                return i if i < end - 1 and not self.governs(i - 1, i) else end
            if word.low in PREPOSITIONS and self.tokens[i - 1].low in ROLE_NOUNS:
                continue
            if word.low in PREPOSITIONS | COORDINATORS | TIMES or not word.text[0].isalpha():
                break
            if is_finite(self.layout, i) or (word.text[0].islower() and word.low.endswith(("ed", "ing"))):
                break
        return end

    def and_before(self, low: int, start: int) -> int:
        """As in "a monitor and | activists said": where a list of two speakers begins."""
        if start - 2 <= low or self.tokens[start - 1].low != "and":
            return start
        begin = noun_phrase_start(self.layout, low, start - 1)
        return begin if begin < start - 1 and not self.governs(begin - 1, begin) else start

    def governs(self, i: int, following: int) -> bool:
        """Whether token ``i`` needs the words after it: "in", "the", "to leave" before a place."""
        tokens = self.tokens
        low = tokens[i].low
        if low in PREPOSITIONS or low in ARTICLES or low in POSSESSIVES:
            return True
        verb = i > 0 and (tokens[i - 1].low == "to" or (low.endswith("ing") and tokens[i - 1].low in PREPOSITIONS))
        return verb and tokens[following].text in self._places

    def after_break(self, source: Range) -> int:
        """Where a speaker begins after a caption or "Earlier": a sentence opens within the phrase ("… A witness")."""
        tokens = self.tokens
        if tokens[source.first].low in _BEFORE_NAME and source.last - source.first > 1:
            return source.first + 1
        for i in range(source.last - 1, source.first, -1):
            before = tokens[i - 1]
            if before.text == ")" and not any(token.text == "(" for token in tokens[source.first : i]):
                return i
            if not tokens[i].text[0].isupper() or before.low in PREPOSITIONS or not before.text[-1].isalnum():
                continue
            acronym = len(tokens[i].text) > 1 and tokens[i].text.isupper()
            if tokens[i].low in OPENERS - {"i"} and not acronym:
                words = tokens[source.first : i]
                name = 2 <= len(words) <= 4 and all(w.text[0].isupper() or w.low.startswith(_ARTICLED) for w in words)
                return source.first if name else i  # "Ada Example The Courier’s correspondent"
            if tokens[i].low in ("in", "on", "at"):
                return self.speaker(i, i + 1, source.last) or source.first
        return source.first
