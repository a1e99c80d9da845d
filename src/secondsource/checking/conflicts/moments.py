"""Times as written, each as the stretch of time it can mean: days, clock times and parts of the day, joined."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from secondsource.checking.conflicts.clocks import ClockReader
from secondsource.checking.conflicts.dates import DateReader
from secondsource.checking.conflicts.frames import MOST, read
from secondsource.checking.conflicts.timewords import DAYS, MONTHS, NAMED_PARTS, Moment
from secondsource.checking.conflicts.vocabulary import words
from secondsource.model import Span

_DATING = words("publication published posted updated dated :")
_JOINING = words("on at in the of local time , hours hrs around about")
_OPEN = words("since before after until till following prior ahead")
_RANGE = words("and to through - – until or")
_HEAD = 15  # tokens at the beginning where all dates date the text, if one does


class _Finder(DateReader, ClockReader):
    """Finds the times of one text, whose own date line comes before the article's date."""

    def moments(self) -> list[Moment]:
        """Join pieces that stand together: "7:44 local time on Monday evening", "Saturday and Sunday"."""
        lines = self.datelines()
        found: list[Moment] = []
        for piece in self.pieces():
            joined = self._joined(found[-1], piece) if found else None
            if joined:
                found[-1] = joined
            else:
                found.append(piece)
        kept = [
            each for each in found if each.start or each.clock or each.relative or each.day or each.part in NAMED_PARTS
        ]
        return [
            replace(
                each,
                words=self._words(each),
                open=self._open(each.first),
                dateline=any(at in lines for at in range(each.first, each.last)),
            )
            for each in kept[:MOST]
        ]

    def datelines(self) -> frozenset[int]:
        """Find the dates that date the text itself; the first of them replaces the article's date."""
        lines: list[int] = []
        index = 0
        while index < min(len(self.tokens), 60):
            token = self.tokens[index]
            piece = self.day(index) if token.text[0].isdecimal() or token.low in MONTHS else None
            if piece and piece.start and piece.day and not piece.relative:
                before = self.low(index - 1)
                first = index == 0 or before in _DATING or (before in DAYS and index < 3)
                if first or (lines and index < _HEAD):
                    lines.append(piece.first)
                    self.published = self.published if len(lines) > 1 else piece.start.date()
            index = piece.last if piece else index + 1
        return frozenset(lines)

    def pieces(self) -> list[Moment]:
        """Find the single times, from left to right."""
        found: list[Moment] = []
        index = 0
        while index < len(self.tokens) and len(found) < 2 * MOST:
            token = self.tokens[index]
            piece = None
            if token.text[0].isdecimal() or token.text[0].isalpha():
                piece = self.clock(index) or self.day(index) or self.part(index)
            if piece and (not found or piece.first >= found[-1].last):
                found.append(piece)
            index = max(piece.last if piece else 0, index + 1)
        return found

    def _open(self, first: int) -> bool:
        """Tell whether a time only bounds ("since Monday"); "not until Monday" is Monday."""
        before = self.low(first - 1)
        if before in ("until", "till") and any(self.low(at) in ("not", "never") for at in range(first - 5, first)):
            return False
        return before in _OPEN and self.low(first - 2) not in ("shortly", "soon", "just")

    def _joined(self, one: Moment, two: Moment) -> Moment | None:
        between = [self.low(at) for at in range(one.last, min(two.first, one.last + 5))]
        span = Span(one.span.start, two.span.end)
        if len(between) <= 4 and all(low in _JOINING for low in between):
            both_days = (one.day or one.start) and (two.day or two.start)
            if both_days:
                weekday = one.relative and not two.relative and len(between) < 2  # "Tuesday, 5 July 2016"
                part = one.part or two.part
                return (
                    replace(two, first=one.first, span=span, minutes=one.minutes or two.minutes, part=part)
                    if weekday
                    else None
                )
            if one.clock and two.clock:
                return None
            minutes, halves = _narrowed(one, two)
            return replace(
                one if one.day or one.start else two,
                first=one.first,
                last=two.last,
                span=span,
                minutes=minutes,
                halves=halves,
                clock=one.clock or two.clock,
                zone=one.zone or two.zone,
                part=one.part or two.part,
            )
        if len(between) == 1 and between[0] in _RANGE and one.day and two.day:
            in_order = one.start is not None and two.start is not None and one.start <= two.start
            if in_order or not (one.start or two.start):
                return replace(one, last=two.last, span=span, end=two.end, minutes=(), part="")
        return None

    def _words(self, moment: Moment) -> str:
        """The words of a time on one line."""
        pieces = []
        for index in range(moment.first, moment.last):
            tight = index == moment.first or self.tokens[index - 1].end == self.tokens[index].start
            pieces.append(("" if tight else " ") + self.tokens[index].text)
        return "".join(pieces)


def _narrowed(one: Moment, two: Moment) -> tuple[tuple[tuple[int, int], ...], bool]:
    """The minutes of two pieces together, and whether the half of the day stays open."""
    if not one.minutes or not two.minutes:
        return one.minutes or two.minutes, one.halves or two.halves
    if not (one.clock or two.clock):
        return (one if one.part in NAMED_PARTS else two).minutes, False
    clock, part = (one, two) if one.clock else (two, one)
    low, high = part.minutes[0]
    within = tuple(
        (a + day, b + day) for a, b in clock.minutes for day in (0, 1440) if a + day < high and low < b + day
    )
    return within or clock.minutes, clock.halves and len(within) != 1


@lru_cache(maxsize=1024)
def moments(text: str, published: date | None) -> tuple[Moment, ...]:
    """Find the times of ``text``, resolved against its own date line, else against the day it was published."""
    return tuple(_Finder(read(text), published).moments())


@lru_cache(maxsize=1024)
def dateline(margins: str) -> date | None:
    """Give the day that the first words of an article date it to, or None."""
    finder = _Finder(read(margins), None)
    finder.datelines()
    return finder.published


@lru_cache(maxsize=1024)
def taken(text: str) -> frozenset[int]:
    """Give the tokens of ``text`` that belong to a time, and so count nothing."""
    return frozenset(at for moment in moments(text, None) for at in range(moment.first, moment.last))
