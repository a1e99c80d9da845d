"""How a text is laid out: its tokens, paragraphs, quotations and units.

A *unit* is what the rules work on: a sentence, where a quotation that holds several sentences counts as part of the
sentence it stands in ("“One. Two,” she said." is one unit).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.layout.furniture import furniture_end, is_heading
from secondsource.extraction.layout.quotations import MARKS, Quotation, quotations_of
from secondsource.extraction.layout.text import Range, Token, paragraphs_of, sentences_of, tokens_of
from secondsource.extraction.layout.turns import parted_at, spoken_in
from secondsource.extraction.layout.words import word_set
from secondsource.model import Span

if TYPE_CHECKING:
    from secondsource.model import Article


# A "sentence" of more tokens is a list, a table or no text at all. It is cut, so that no rule does more work than in
# proportion to the text.
LONGEST_UNIT = 600


class Layout:
    """An article's text taken apart.

    ``inside[i]`` is the index of the quotation that token ``i`` (marks included) belongs to, or -1; a scare quote
    counts as no quotation there, but ``marked[i]`` is true in it too. ``paragraph_of[u]`` is the index of the paragraph
    of unit ``u``; ``heading[u]`` says that the unit stands in a headline or another line that is no sentence;
    ``furniture`` holds bylines and datelines, which are in no unit.
    ``outlet`` is the article's own, if it is known. ``turns`` are a transcript's, where no line is furniture.
    ``without_commas`` marks agencies' wires and flattened corpora, which need rules of their own.
    """

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self.outlet = article.outlet
        self.tokens: list[Token] = _without(tokens_of(article.text), article.dateline)
        self._cut = _after_dateline(self.tokens, article.dateline)
        self.paragraphs: list[Range] = _split_at(
            paragraphs_of(article.text, self.tokens), self.tokens, article.dateline
        )
        self.turns = spoken_in(self.tokens, article.turns)
        self.paragraphs = parted_at(self.paragraphs, self.turns)
        commas = sum(1 for t in self.tokens if t.text in ",،、，")
        self.without_commas = len(self.tokens) > 100 and commas * 300 < len(self.tokens)
        self.quotations: list[Quotation] = quotations_of(article.text, self.tokens, self.paragraphs)
        self.inside = [-1] * len(self.tokens)
        self.marked = [False] * len(self.tokens)
        for number, quotation in enumerate(self.quotations):
            for i in range(quotation.first, quotation.last):
                self.marked[i] = True
                if not quotation.scare:
                    self.inside[i] = number
        self.units: list[Range] = []
        self.paragraph_of: list[int] = []
        self.heading: list[bool] = []
        self.furniture: list[Range] = []
        said = {i for turn in self.turns for i in range(turn.first, turn.words.last)}
        for number, paragraph in enumerate(self.paragraphs):
            spoken = paragraph.first in said
            heading = not spoken and is_heading(self.tokens, paragraph, first=number == 0)
            skip = paragraph.first
            if not spoken:
                skip = furniture_end(article.text, self.tokens, paragraph, first=number == 0)
            if skip > paragraph.first:
                self.furniture.append(Range(paragraph.first, skip))
            body = Range(skip, paragraph.last)
            for unit in self._units(body):
                self.units.append(unit)
                self.paragraph_of.append(number)
                self.heading.append(heading)

    def _units(self, paragraph: Range) -> list[Range]:
        found: list[Range] = []
        if paragraph.first >= paragraph.last:
            return found
        first = paragraph.first
        for sentence in sentences_of(self.tokens, paragraph):
            end = sentence.last
            while end - first > LONGEST_UNIT:
                found.append(Range(first, first + LONGEST_UNIT))
                first += LONGEST_UNIT
            within = end < paragraph.last and self.inside[end] >= 0 and self.inside[end] == self.inside[end - 1]
            if not within and not self._speaker_follows(end, paragraph.last):
                found.append(Range(first, end))
                first = end
        if first < paragraph.last:
            found.append(Range(first, paragraph.last))
        return found

    def _speaker_follows(self, i: int, high: int) -> bool:
        """“Why?” Maria asked. — the mark ended the sentence, but the speaker still belongs to it."""
        if i >= high or not self.quoted(i - 1) or self.quoted(i):
            return False
        for j in range(i + 1, min(i + 6, high)):
            if self.quoted(j) or self.tokens[j].text in ",:;":
                return False
            if self.tokens[j].low in _ASKED:
                # "said that …", "told her: “…”": the verb introduces what follows and not what stands before.
                ahead = range(j + 1, min(j + 5, high))
                return not any(self.quoted(k) or self.tokens[k].low in _INTRODUCES for k in ahead)
        return False

    def quoted(self, i: int) -> bool:
        """Whether token ``i`` stands in a quotation (not in a scare quote)."""
        return self.inside[i] >= 0

    def span(self, first: int, last: int) -> Span | None:
        """The place of tokens ``first`` to ``last`` (not included), stray commas and stops at the ends left out."""
        tokens = self.tokens
        while first < last and tokens[first].text in _LOOSE_START:
            first += 1
        while last > first and tokens[last - 1].text in _LOOSE_END and not self.quoted(last - 1):
            last -= 1
        while last > first and self.inside[last - 1] < 0 and tokens[last - 1].text in _OPENING:
            last -= 1
        return Span(tokens[first].start, tokens[last - 1].end) if first < last else None

    def spans(self, first: int, last: int) -> list[Span]:
        """The place of a range of tokens, in two parts where the article's dateline lies between them."""
        if self._cut is not None and first < self._cut < last:
            return [s for s in (self.span(first, self._cut), self.span(self._cut, last)) if s]
        span = self.span(first, last)
        return [span] if span else []

    def words(self, first: int, last: int) -> int:
        """How many words, marks not counted, are among the tokens ``first`` to ``last``."""
        return sum(1 for t in self.tokens[first:last] if t.text[0].isalnum())


_INTRODUCES = frozenset([":", "that", "he", "she", "they"])
_ASKED = word_set(
    """
    said says asked wrote tweeted replied told shouted added exclaimed continued
    """
)
_LOOSE_START = frozenset(",;:.!?…)]}—–-")
_LOOSE_END = frozenset(",;:.…([{—–-")
_OPENING = frozenset("“„«‘「『([{")
assert _OPENING & MARKS  # noqa: S101 - the two tables speak of the same marks


def _without(tokens: list[Token], dateline: Span | None) -> list[Token]:
    if dateline is None:
        return tokens
    return [t for t in tokens if t.end <= dateline.start or t.start >= dateline.end]


def _after_dateline(tokens: list[Token], dateline: Span | None) -> int | None:
    """The first token after the dateline, if tokens stand before it too."""
    if dateline is None or not tokens or tokens[0].start >= dateline.end:
        return None
    return next((i for i, t in enumerate(tokens) if t.start >= dateline.end), None)


def _split_at(paragraphs: list[Range], tokens: list[Token], dateline: Span | None) -> list[Range]:
    """The paragraphs, with what stands before the dateline kept apart from what follows it."""
    if dateline is None:
        return paragraphs
    found: list[Range] = []
    for paragraph in paragraphs:
        cut = next((i for i in range(paragraph.first, paragraph.last) if tokens[i].start >= dateline.end), None)
        if cut is not None and cut > paragraph.first and tokens[cut - 1].end <= dateline.start:
            found += [Range(paragraph.first, cut), Range(cut, paragraph.last)]
        else:
            found.append(paragraph)
    return found
