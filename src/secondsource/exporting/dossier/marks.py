"""Where the claims stand in an article's text: lines, each cut where a claim begins or ends.

Claims may lie in each other and across each other. Each gets a lane, as trains do at a station, so that those on the
same words can be drawn beside each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from secondsource.model import Spans

LANES: Final = 4  # drawn on one word; of more claims the labels alone tell


class Mark(NamedTuple):
    """A claim (its place among those given) on some words; ``first`` on the first of its words."""

    claim: int
    lane: int
    first: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Words on which the same claims lie, those of the lowest lane first."""

    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """The place where a piece of a claim begins, or ends; ``last`` where its last piece does."""

    claim: int
    begins: bool
    last: bool = False


Line = list["Run | Edge"]


def lines(text: str, claims: Sequence[Spans]) -> Iterator[Line]:
    """Yield the text line by line, with the claims whose spans are given; the line breaks between them are left out.

    All runs of a line make its text. Spans are in code points and may lie outside the text, in part or as a whole.
    """
    edges = _edges(len(text), claims)
    on: dict[int, int] = {}  # the claims on the present words, each with its lane
    free: list[int] = []
    lanes = 0
    begun: set[int] = set()
    line: Line = []
    at = 0
    for place, edge in [*edges, (len(text), None)]:
        # One line break is one, whatever it is made of.
        words = text[at:place].replace("\r\n", "\n")
        *whole, rest = (words.removesuffix("\r") if text[place : place + 1] == "\n" else words).split("\n")
        for part in whole:
            _add(line, part, on, begun)
            yield line
            line = []
        _add(line, rest, on, begun)
        at = place
        if edge is None:
            break
        line.append(edge)
        if not edge.begins:
            heappush(free, on.pop(edge.claim))
            continue
        if not free:
            heappush(free, lanes)
            lanes += 1
        on[edge.claim] = heappop(free)
    yield line


def _edges(length: int, claims: Sequence[Spans]) -> list[tuple[int, Edge]]:
    """Return where claims begin and end, in the order of the text; those that touch end before others begin."""
    found: list[tuple[tuple[int, int, int, int], int, Edge]] = []
    for claim, spans in enumerate(claims):
        pieces = _united(length, spans)
        for start, end in pieces:
            empty = start == end
            found.append(((start, 1 + empty, -end, claim), start, Edge(claim, begins=True)))
            key = (end, 3 if empty else 0, -start, claim)
            found.append((key, end, Edge(claim, begins=False, last=(start, end) == pieces[-1])))
    return [(place, edge) for _, place, edge in sorted(found, key=lambda one: one[0])]


def _united(length: int, spans: Spans) -> list[tuple[int, int]]:
    """Return spans within the text, in order, those that touch as one; empty ones only where there are no others."""
    inside = sorted((min(max(start, 0), length), min(max(end, 0), length)) for start, end in spans)
    pieces: list[tuple[int, int]] = []
    for start, end in inside:
        if start >= end:
            continue
        if pieces and start <= pieces[-1][1]:
            pieces[-1] = (pieces[-1][0], max(pieces[-1][1], end))
        else:
            pieces.append((start, end))
    return pieces or [(start, start) for start, _ in inside[:1]]


def _add(line: Line, text: str, on: dict[int, int], begun: set[int]) -> None:
    if not text:
        return
    marks = []
    for claim, lane in sorted(on.items(), key=lambda one: one[1]):
        if lane < LANES:
            marks.append(Mark(claim, lane, claim not in begun))
            begun.add(claim)
    line.append(Run(text, tuple(marks)))
