"""The words of time, what a time as written comes to, and reading tokens one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from secondsource.checking.conflicts.frames import Text, spread
from secondsource.checking.conflicts.vocabulary import words
from secondsource.model import Span

_WEEK = "monday tuesday wednesday thursday friday saturday sunday"
DAYS = {day: number for number, day in enumerate(_WEEK.split())}
DAYS |= {f"{day}s": number for day, number in DAYS.items()}  # "Wednesdays": an apostrophe lost
DAYS |= {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
_YEAR = "january february march april may june july august september october november december"
MONTHS = {name: number for number, name in enumerate(_YEAR.split(), 1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
RELATIVE = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
# Hours after the midnight that begins the day; wide, since usage is.
_HOURS_OF_PARTS = (
    "dawn 2 9|sunrise 3 9|morning 0 13|noon 11 14|midday 11 14|afternoon 11 20|sunset 15 22|dusk 15 22|evening 15 25|"
    "night 16 32|nighttime 16 32|tonight 16 32|midnight -4 28|overnight -8 32|early 0 10|late 15 24"
)
# The parts of a day, each in minutes after the midnight that begins it.
PARTS = {
    name: (int(first) * 60, int(last) * 60)
    for name, first, last in (part.split() for part in _HOURS_OF_PARTS.split("|"))
}
NAMED_PARTS = frozenset(PARTS) - {"early", "late"}
# Minutes ahead of Greenwich.
ZONES = {
    name: int(minutes)
    for name, minutes in (
        zone.split()
        for zone in "gmt 0|utc 0|bst 60|cet 60|cest 120|eet 120|eest 180|trt 180|msk 180|est -300|edt -240|pst -480|"
        "pdt -420".split("|")
    )
}
FUTURE = words(
    "will would due scheduled expect expects expected hope hopes hoped aim aims intend intends plans planned plan "
    "going upcoming shall set may might could deadline must tomorrow"
)
SMALL_NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
MINUTES = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "half": 30}


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as written, tokens ``[first, last)``.

    ``start`` and ``end`` bound the days it can mean (None where the article's date is missing); ``minutes`` are the
    stretches of the day, in minutes after midnight; ``relative`` tells that only the article's date resolves it;
    ``day`` that it names a day; ``halves`` that a clock time names no half of the day; ``zone`` is its zone in lower
    case, "local" or ""; ``clock`` that it holds a clock time; ``part`` names the part of the day; ``open`` tells that
    it only bounds ("since Monday"); ``sure`` is false where usage is divided ("last Monday"); ``dateline`` that it
    dates the text.
    """

    first: int
    last: int
    span: Span
    words: str
    start: datetime | None = None
    end: datetime | None = None
    minutes: tuple[tuple[int, int], ...] = ()
    relative: bool = False
    day: bool = False
    halves: bool = False
    clock: bool = False
    part: str = ""
    zone: str = ""
    open: bool = False
    sure: bool = True
    dateline: bool = False

    def stretches(self) -> tuple[tuple[datetime, datetime], ...]:
        """Give the stretches of time it can mean; empty where no day is known."""
        if self.start is None or self.end is None:
            return ()
        if not self.minutes:
            return ((self.start, self.end),)
        last = self.end - timedelta(days=1)
        found = []
        for low, high in self.minutes:
            since, to = later(self.start, minutes=low), later(last, minutes=high)
            if since and to:
                found.append((since, to))
        return tuple(found)


def later(moment: datetime, days: int = 0, minutes: int = 0) -> datetime | None:
    """Give the moment that much later (or earlier), or None outside the calendar."""
    try:
        return moment + timedelta(days=days, minutes=minutes)
    except OverflowError:
        return None


def shifted(day: date | None, days: int) -> date | None:
    """Give the day that many days later (or earlier), or None outside the calendar."""
    try:
        return day + timedelta(days=days) if day else None
    except OverflowError:
        return None


def day_of(year: int, month: int, day: int) -> date | None:
    """Give a date, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(first: date) -> date:
    """Give the last day of the month that begins with ``first``."""
    following = day_of(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - timedelta(days=1) if following else first


class TimeReader:
    """Reads the tokens of one text for times; ``published`` is the day that relative days count from."""

    def __init__(self, text: Text, published: date | None) -> None:
        self.text, self.tokens, self.published = text, text.tokens, published

    def low(self, index: int) -> str:
        """Give the word at ``index`` in lower case, "" outside the text."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def number(self, index: int) -> int | None:
        """Give the whole number at ``index``, of at most four digits."""
        text = self.tokens[index].text if 0 <= index < len(self.tokens) else ""
        return int(text) if text.isdecimal() and len(text) <= 4 else None

    def tight(self, first: int, last: int) -> bool:
        """Tell whether the tokens ``[first, last)`` stand without a space."""
        return last <= len(self.tokens) and all(
            self.tokens[at].end == self.tokens[at + 1].start for at in range(first, last - 1)
        )

    def days(
        self,
        tokens: tuple[int, int],
        since: date | None,
        to: date | None = None,
        *,
        relative: bool = False,
        day: bool = False,
        sure: bool = True,
        part: str = "",
    ) -> Moment:
        """Give the moment of ``tokens`` (first, last) from the day ``since`` to the day ``to``, or of one day."""
        after = shifted(to or since, 1)
        known = since is not None and after is not None
        return Moment(
            *tokens,
            spread(self.text, *tokens),
            "",
            datetime(since.year, since.month, since.day) if since and known else None,
            datetime(after.year, after.month, after.day) if after and known else None,
            (PARTS[part],) if part else (),
            relative=relative,
            day=day,
            sure=sure,
            part=part,
        )
