"""What the tagger is told of each word besides its pieces.

The language model underneath knows no capitals and no quotations. Four features tell it: whether the word stands in
a quotation, how it is written, in what kind of line it stands, and what the rules make of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.tagger.tags import TAGS, tags_of

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout
    from secondsource.extraction.layout.text import Range
    from secondsource.extraction.rules.proposal import Proposal

QUOTATION = ("outside", "opening", "inside", "closing", "scare", "unclosed")
SHAPE = ("small", "capital", "capitals", "figure", "mark", "other")
PLACE = ("sentence", "heading", "furniture")
# Each feature's values have rows of their own in one table.
FIRST_ROWS = (0, len(QUOTATION), len(QUOTATION) + len(SHAPE), len(QUOTATION) + len(SHAPE) + len(PLACE))
ROWS = FIRST_ROWS[-1] + len(TAGS)

Features = tuple[int, int, int, int]


def features_of(layout: Layout, proposals: list[Proposal]) -> list[Features]:
    """For each word its rows in the table of features: quotation, shape, place, and the rules' tag."""
    quotations = _quotations(layout)
    places = [0] * len(layout.tokens)
    for unit, heading in zip(layout.units, layout.heading, strict=True):
        if heading:
            places[unit.first : unit.last] = [1] * (unit.last - unit.first)
    for part in layout.furniture:
        places[part.first : part.last] = [2] * (part.last - part.first)
    rules = tags_of(len(layout.tokens), _roles(proposals))
    _, shape, place, rule = FIRST_ROWS
    return [
        (quotations[i], shape + shape_of(token.text), place + places[i], rule + rules[i])
        for i, token in enumerate(layout.tokens)
    ]


def sum_of(rows: Features) -> int:
    """The place of a set of features among all sets, in the order of their values."""
    quotation, shape, place, rule = rows
    _, first_shape, first_place, first_rule = FIRST_ROWS
    sets = (quotation * len(SHAPE) + shape - first_shape) * len(PLACE) + place - first_place
    return sets * len(TAGS) + rule - first_rule


def _roles(proposals: list[Proposal]) -> list[list[Range]]:
    sources = [p.source for p in proposals if p.source is not None]
    return [sources, [p.cue for p in proposals], [part for p in proposals for part in p.content]]


def _quotations(layout: Layout) -> list[int]:
    states = [0] * len(layout.tokens)
    for quotation in layout.quotations:
        first, last = quotation.first, quotation.last
        inside = 4 if quotation.scare else 2 if quotation.closed else 5
        states[first:last] = [inside] * (last - first)
        if inside != 4:
            states[first] = 1
            if quotation.closed:
                states[last - 1] = 3
    return states


def shape_of(word: str) -> int:
    """How a word is written, as a place in ``SHAPE``."""
    if word[0].isdigit():
        return 3
    if not word[0].isalnum():
        return 4
    if word.islower():
        return 0
    if word.isupper() and len(word) > 1:
        return 2
    return 1 if word[0].isupper() else 5
