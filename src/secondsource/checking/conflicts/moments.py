"""Times as written: days, dates, parts of the day and clock times, each as the stretch of time it can mean.

Relative days are resolved as newspapers use them: "Tuesday" in an article of a Tuesday is that same day, otherwise the
last one before it, or the next one after words such as "will". Written here because dateparser takes 60 ms to import
and 180 ms for its first answer, gives points in time instead of stretches, and makes that "Tuesday" a week older.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from secondsource.checking.conflicts.frames import MOST, Text, read, spread
from secondsource.model import Span

DAYS = {
    day: number
    for number, day in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
_DAYS = (
    DAYS
    | {f"{day}s": number for day, number in DAYS.items()}
    | {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
)  # "Wednesdays": an apostrophe lost
_MONTH_NAMES = "january february march april may june july august september october november december".split()
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_RELATIVE = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
# Hours after the midnight that begins the day; wide, since usage is.
_PARTS = {
    "dawn": (2, 9),
    "sunrise": (3, 9),
    "morning": (0, 13),
    "noon": (10, 15),
    "midday": (10, 15),
    "afternoon": (11, 20),
    "sunset": (15, 22),
    "dusk": (15, 22),
    "evening": (15, 25),
    "night": (16, 32),
    "nighttime": (16, 32),
    "midnight": (-4, 28),
    "overnight": (-8, 32),
    "early": (-1, 13),
    "late": (12, 24),
    "tonight": (16, 32),
}
_NAMED_PARTS = frozenset(_PARTS) - {"early", "late"}
ZONES = {
    "gmt": 0,
    "utc": 0,
    "bst": 60,
    "cet": 60,
    "cest": 120,
    "eet": 120,
    "eest": 180,
    "msk": 180,
    "est": -300,
    "edt": -240,
    "pst": -480,
    "pdt": -420,
    "trt": 180,
}
_FUTURE = frozenset("will would due scheduled expected plans planned plan going upcoming shall set".split())
_COUNT = {
    word: number
    for number, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
} | {"a": 1, "an": 1}
_DATING = frozenset("publication published posted updated dated :".split())
_HOURS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_MINUTES = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "half": 30}
_JOINING = frozenset(["on", "at", "in", "the", "of", "local", "time", ",", "hours", "hrs", "around", "about"])
_OPEN = frozenset("since before after until till by following prior ahead".split())


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as written, tokens ``[first, last)``.

    ``start`` and ``end`` bound the days it can mean (None where the article's date is missing); ``minutes`` are the
    stretches of the day, in minutes after midnight; ``relative`` tells that only the article's date resolves it;
    ``halves`` that a clock time names no half of the day; ``zone`` is its zone in lower case, "local" or "";
    ``clock`` that it holds a clock time; ``part`` that it names a part of the day; ``open`` that it only bounds
    ("since Monday"); ``sure`` is false where usage is divided ("last Monday"); ``dateline`` that it dates the text.
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
        return tuple(
            (self.start + timedelta(minutes=low), last + timedelta(minutes=high)) for low, high in self.minutes
        )


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shift(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


class _Finder:
    """Finds the times of one text."""

    def __init__(self, text: Text, published: date | None) -> None:
        self.text, self.tokens, self.published = text, text.tokens, published
        self.lines: set[int] = set()
        self._datelines()

    def _datelines(self) -> None:
        """Find the dates that date the text itself; the first replaces the article's date."""
        index, found = 0, False
        while index < min(len(self.tokens), 60):
            token = self.tokens[index]
            piece = self.date(index) if token.text[0].isdigit() or token.low in _MONTHS else None
            if piece and piece.start and piece.day and not piece.relative:
                before = self.low(index - 1)
                if index == 0 or before in _DATING or before in _DAYS and index < 3 or found and index < 15:
                    self.lines.add(piece.first)
                    if not found:
                        self.published, found = piece.start.date(), True
            index = max(piece.last if piece else 0, index + 1)

    def low(self, index: int) -> str:
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def number(self, index: int) -> int | None:
        """The whole number at ``index``, of at most four digits."""
        text = self.tokens[index].text if 0 <= index < len(self.tokens) else ""
        return int(text) if text.isdigit() and len(text) <= 4 else None

    def moment(
        self, first: int, last: int, since: date | None = None, to: date | None = None, **more: object
    ) -> Moment:
        start = _midnight(since) if since else None
        after = _shift(to or since, 1) if since else None  # type: ignore[arg-type]
        end = _midnight(after) if after else None
        span = spread(self.text, first, last)
        return Moment(first, last, span, "", start if end else None, end, **more)  # type: ignore[arg-type]

    def near(self, month: int, day: int, index: int) -> date | None:
        """The day of a date without a year that lies nearest to the article's date."""
        if self.published is None:
            return None
        around = [_day_of(self.published.year + shift, month, day) for shift in (-1, 0, 1)]
        known = [each for each in around if each]
        ahead = 30 if not self.future(index) else 300
        return min(
            known,
            key=lambda each: (
                (each - self.published).days * 3
                if each > _later(self.published, ahead)
                else abs((each - self.published).days)
            ),  # type: ignore[operator,arg-type]
            default=None,
        )

    def future(self, index: int) -> bool:
        """Tell whether the words before ``index`` speak of what is to come."""
        sentence = self.text.sentences[self.text.within[index]]
        begin = max(sentence.first, index - 12)
        return any(self.low(at) in _FUTURE for at in range(begin, index)) and self.low(index - 1) != "last"

    def date(self, index: int) -> Moment | None:
        """Read a date: "28 June 2021", "June 28", "2021-06-28", "27.07.2016", "June 2016", "in 2016"."""
        token = self.tokens[index]
        number = self.number(index)
        if number is not None:
            return self._from_number(index, number)
        if token.text.count(".") == 2:
            parts = [int(part) for part in token.text.split(".") if part.isdigit() and len(part) <= 4]
            return self._numeric(index, index + 1, parts)
        if (
            token.low in _MONTHS
            and (token.low != "may" or token.text[0] == "M")
            and (token.low != "mar" or token.text[0] == "M")
        ):
            return self._from_month(index)
        return None

    def _from_number(self, index: int, number: int) -> Moment | None:
        after = index + 2 if self.low(index + 1) in ("st", "nd", "rd", "th") else index + 1
        month_at = after + 1 if self.low(after) == "of" else after
        month = _MONTHS.get(self.low(month_at))
        if month and 1 <= number <= 31 and self.tokens[month_at].text[0].isupper():
            return self._dated(index, month_at + 1, month, number)
        separator = self.low(index + 1)
        if separator in ("-", "/") and self.low(index + 3) == separator and self._tight(index, index + 5):
            parts = [self.number(index + step) for step in (0, 2, 4)]
            if None not in parts:
                return self._numeric(index, index + 5, [part for part in parts if part is not None])
        if after == index + 2 and self.low(index - 1) == "the" and self.low(index - 2) == "on" and 1 <= number <= 31:
            following = self.tokens[after].text if after < len(self.tokens) else "."
            if following[0].isalpha() and following.lower() not in ("and", "when", "at", "in", "the", "after", "said"):
                return None
            return self.moment(index, after, self._last_of(number), relative=True, day=True)
        if (
            len(self.tokens[index].text) == 4
            and 1900 <= number < 2100
            and self.low(index - 1) in ("in", "since", "of", "during", "until")
        ):
            following = self.low(index + 1)
            if (
                self.low(index - 1) == "in"
                and following[:1].isalpha()
                and self.tokens[index + 1].text[0].islower()
                and following.endswith("s")
            ):
                return None  # "in 1995 cases"
            return self.moment(index, index + 1, date(number, 1, 1), date(number, 12, 31))
        return None

    def _last_of(self, number: int) -> date | None:
        """The last day of that number on or before the article's date."""
        if self.published is None:
            return None
        year, month = self.published.year, self.published.month
        for _ in range(12):
            found = _day_of(year, month, number)
            if found and found <= self.published:
                return found
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
            if year < 1:
                return None
        return None

    def _tight(self, first: int, last: int) -> bool:
        return last <= len(self.tokens) and all(
            self.tokens[at].end == self.tokens[at + 1].start for at in range(first, last - 1)
        )

    def _numeric(self, first: int, last: int, parts: list[int]) -> Moment | None:
        if len(parts) != 3:
            return None
        if parts[0] > 31:
            found = _day_of(parts[0], parts[1], parts[2]) if 1900 <= parts[0] < 2200 else None
        elif 1900 <= parts[2] < 2200:
            one, two = _day_of(parts[2], parts[1], parts[0]), _day_of(parts[2], parts[0], parts[1])
            dotted = last == first + 1 or parts[0] == parts[1]
            found = one if dotted or two is None else two if one is None else None
            if one is None and two is None:
                return None
        else:
            return None
        return self.moment(first, last, found, day=True) if found or parts[0] <= 31 else None

    def _dated(self, first: int, last: int, month: int, day: int) -> Moment | None:
        at = last + 1 if self.low(last) == "," else last
        year = self.number(at)
        if year is not None and 1900 <= year < 2200 and len(self.tokens[at].text) == 4:
            found = _day_of(year, month, day)
            return self.moment(first, at + 1, found, day=True) if found else None
        if _day_of(2000, month, day) is None:
            return None
        return self.moment(first, last, self.near(month, day, first), relative=True, day=True)

    def _from_month(self, index: int) -> Moment | None:
        month = _MONTHS[self.low(index)]
        number = self.number(index + 1)
        if number is not None and 1 <= number <= 31 and self.low(index + 2) not in ("people", "civilians", ":"):
            last = index + 3 if self.low(index + 2) in ("st", "nd", "rd", "th") else index + 2
            return self._dated(index, last, month, number)
        year_at = index + 2 if self.low(index + 1) in (",", "of") else index + 1
        year = self.number(year_at)
        if year is not None and 1900 <= year < 2200:
            since = date(year, month, 1)
            return self.moment(index, year_at + 1, since, _month_end(since))
        if self.low(index - 1) in (
            "in",
            "since",
            "last",
            "early",
            "late",
            "mid",
            "during",
            "of",
            "until",
            "by",
            "this",
        ):
            near = self.near(month, 15, index)
            since_ = near.replace(day=1) if near else None
            return self.moment(
                index, index + 1, since_, _month_end(since_) if since_ else None, relative=True, sure=False
            )
        return None

    def relative(self, index: int) -> Moment | None:
        """Read a day that only the article's date resolves: "Monday", "yesterday", "last week", "two days ago"."""
        low, published = self.low(index), self.published
        if low in _DAYS and self.tokens[index].text[0].isupper() and (len(low) > 3 or self.low(index + 1).isdigit()):
            prefix = self.low(index - 1)
            first = index - 1 if prefix in ("last", "next", "this") else index
            since, to, sure = self._weekday(_DAYS[low], prefix, index)
            return self.moment(first, index + 1, since, to, relative=True, day=True, sure=sure)
        if low in _RELATIVE:
            found = _shift(published, _RELATIVE[low]) if published else None
            whole = self.low(index - 1) == "before" and self.low(index - 2) == "day" and low == "yesterday"
            if whole and found:
                found = _shift(found, -1)
            vague = low == "today" and self.low(index - 1) in ("s", "of", "than")
            if vague:
                return None
            minutes = ((16 * 60, 32 * 60),) if low == "tonight" else ()
            return self.moment(
                index - 2 if whole else index,
                index + 1,
                found,
                relative=True,
                day=True,
                minutes=minutes,
                part="tonight" if low == "tonight" else "",
            )
        if low in ("week", "month", "year", "night", "weekend") and (
            self.low(index - 1) in ("last", "this", "next") or low == "weekend" and self.low(index - 1) == "the"
        ):
            return self._last(index, low, self.low(index - 1))
        if low == "ago" and self.low(index - 1) in ("day", "days", "week", "weeks"):
            count = _COUNT.get(self.low(index - 2), self.number(index - 2))
            if count is None:
                return None
            days = count * (7 if self.low(index - 1).startswith("week") else 1)
            found = _shift(published, -days) if published else None
            slack = 0 if self.low(index - 1).startswith("day") else 3
            since, to = (_shift(found, -slack), _shift(found, slack)) if found else (None, None)
            return self.moment(index - 2, index + 1, since, to, relative=True, day=not slack, sure=not slack)
        return None

    def _weekday(self, weekday: int, prefix: str, index: int) -> tuple[date | None, date | None, bool]:
        if self.published is None:
            return None, None, True
        back = _shift(self.published, -((self.published.weekday() - weekday) % 7))
        ahead = _shift(self.published, (weekday - self.published.weekday()) % 7)
        if back is None or ahead is None:
            return None, None, True
        if prefix == "last":
            before = _shift(back, -7)
            return (before, before, True) if back == self.published else (before, back, False)
        if prefix == "next":
            after = _shift(ahead, 7)
            return (after, after, True) if ahead == self.published else (ahead, after, False)
        if prefix == "this" and back != ahead:
            return back, ahead, False
        return (ahead, ahead, True) if self.future(index) else (back, back, True)

    def _last(self, index: int, unit: str, prefix: str) -> Moment | None:
        published = self.published
        step = {"last": -1, "this": 0, "the": 0, "next": 1}[prefix]
        minutes: tuple[tuple[int, int], ...] = ()
        since = to = None
        if published and unit == "night":
            if prefix == "next":
                return None
            since = to = _shift(published, step)
        elif published and unit in ("week", "weekend"):
            monday = _shift(published, -published.weekday())
            since = _shift(monday, 7 * step - (1 if step < 1 else 0)) if monday else None
            to = _shift(since, 7) if since else None
            if unit == "weekend" and monday and step < 1:  # the last one, or the one that goes on
                back = 2 if published.weekday() < 5 else -5
                since, to = _shift(monday, -back), _shift(monday, 1 - back)
            if prefix == "last" and unit == "week":
                to = _shift(published, -1)
        elif published and unit == "month":
            year, month = divmod(published.year * 12 + published.month - 1 + step, 12)
            since = _day_of(year, month + 1, 1)
            to = _month_end(since) if since else None
        elif published and unit == "year":
            since, to = _day_of(published.year + step, 1, 1), _day_of(published.year + step, 12, 31)
        if unit == "night":
            minutes = ((16 * 60, 32 * 60),)
        return self.moment(
            index - 1,
            index + 1,
            since,
            to,
            relative=True,
            minutes=minutes,
            part="night" if minutes else "",
            sure=unit == "night",
        )

    def clock(self, index: int) -> Moment | None:
        """Read a clock time: "7:44", "07:44", "7 am", "1930 GMT", "noon"."""
        text = self.tokens[index].text
        hour = minute = -1
        first, last = index, index + 1
        plain = False
        if ":" in text:
            pieces = text.split(":")
            if (
                2 <= len(pieces) <= 3
                and all(piece.isdigit() and len(piece) <= 2 for piece in pieces)
                and len(pieces[1]) == 2
            ):
                hour, minute = int(pieces[0]), int(pieces[1])
                plain = 1 <= hour <= 12 and pieces[0][0] != "0"
        elif (text.isdigit() and len(text) <= 2 and self._half(last)) or (
            text.count(".") == 1 and self._half(last) and len(text) <= 5
        ):
            pieces = text.split(".")
            hour, minute, plain = int(pieces[0]), int(pieces[1]) if len(pieces) > 1 else 0, True
        elif (
            text.isdigit()
            and len(text) == 4
            and (
                self.low(last) in ("gmt", "utc", "hrs", "local")
                or (self.low(last) == "hours" and self.low(index - 1) in ("at", "around"))
                or (text[0] == "0" and self.low(index - 1) == "at")
            )
        ):
            hour, minute = int(text[:2]), int(text[2:])
        if not (0 <= hour <= 24 and 0 <= minute < 60):
            return None
        half = self._half(last)
        if half:
            last += half[1]
            plain = False
            if half[0] == "pm" and hour < 12:
                hour += 12
            elif half[0] == "am" and hour == 12:
                hour = 0
        zone = ""
        at = last + 1 if self.low(last) in ("(", ",", "hours", "hrs", "o") else last
        if self.low(at) in ZONES:
            zone, last = self.low(at), at + 1
        elif self.low(at) == "local" and self.low(at + 1) == "time":
            zone, last = "local", at + 2
        middle = hour * 60 + minute
        about = self.low(index - 1) in ("around", "about", "approximately", "roughly", "nearly", "almost")
        slack = 30 if about else 15 if minute % 15 == 0 else 5 if minute % 5 == 0 else 1
        hours = [middle, (middle + 720) % 1440] if plain else [middle]
        return self.moment(
            first, last, minutes=tuple((m - slack, m + slack) for m in hours), halves=plain, clock=True, zone=zone
        )

    def _told(self, index: int) -> Moment | None:
        """Read "ten past four", "half past six", "a quarter to five"."""
        minute, hour = _MINUTES.get(self.low(index)), _HOURS.get(self.low(index + 2))
        after = self.low(index + 1) == "past"
        if minute is None or hour is None or not (after or self.low(index) == "quarter"):
            return None
        middle = (hour * 60 + (minute if after else -minute)) % 720
        slack = 5 if minute % 15 else 10
        both = tuple((m - slack, m + slack) for m in (middle, middle + 720))
        return self.moment(index, index + 3, minutes=both, halves=True, clock=True)

    def _half(self, index: int) -> tuple[str, int] | None:
        """Find "am", "p.m." or the like at ``index``: which half, and how many tokens."""
        low = self.low(index)
        if low in ("am", "pm"):
            return low, 1
        if low in ("a", "p") and self.low(index + 1) == "." and self.low(index + 2) == "m":
            return f"{low}m", 4 if self.low(index + 3) == "." else 3
        return None

    def part(self, index: int) -> Moment | None:
        """Read a part of the day."""
        low = self.low(index)
        if (
            low not in _PARTS
            or low == "tonight"
            or (
                low == "early"
                and (
                    self.low(index + 1) == "warning" or self.low(index + 1) == "on" and self.low(index + 2) not in _DAYS
                )
            )
        ):
            return None
        least, most = _PARTS[low]
        now = low in _NAMED_PARTS and self.low(index - 1) == "this"
        minutes = ((least * 60, most * 60),)
        if now:
            return self.moment(index - 1, index + 1, self.published, minutes=minutes, part=low, relative=True, day=True)
        return self.moment(index, index + 1, minutes=minutes, part=low)

    def pieces(self) -> list[Moment]:
        found: list[Moment] = []
        index = 0
        while index < len(self.tokens) and len(found) < 2 * MOST:
            token = self.tokens[index]
            piece = None
            if token.text[0].isdigit():
                piece = self.clock(index) or self.date(index)
            elif token.text[0].isalpha():
                told = self._told(index) if token.low in _MINUTES and self.low(index + 1) in ("past", "to") else None
                piece = told or self.date(index) or self.relative(index) or self.part(index)
            if piece and (not found or piece.first >= found[-1].last):
                found.append(piece)
                index = max(piece.last, index + 1)
            else:
                index += 1
        return found

    def moments(self) -> list[Moment]:
        """Join pieces that stand together: "7:44 local time on Monday evening", "late Saturday and early Sunday"."""
        found: list[Moment] = []
        for piece in self.pieces():
            joined = self._joined(found[-1], piece) if found else None
            if joined:
                found[-1] = joined
            else:
                found.append(piece)
        kept = [
            each for each in found if each.start or each.clock or each.day or each.relative or each.part in _NAMED_PARTS
        ]
        return [self._finished(each) for each in kept[:MOST]]

    def _finished(self, moment: Moment) -> Moment:
        line = any(at in self.lines for at in range(moment.first, moment.last))
        return replace(moment, words=self._words(moment), open=self._open(moment.first), dateline=line)

    def _open(self, first: int) -> bool:
        """Tell whether a time only bounds ("since Monday"); "not until Monday" is Monday."""
        before = self.low(first - 1)
        if before in ("until", "till") and any(self.low(at) in ("not", "never") for at in range(first - 5, first)):
            return False
        return before in _OPEN

    def _joined(self, one: Moment, two: Moment) -> Moment | None:
        between = [self.low(at) for at in range(one.last, two.first)]
        span = Span(one.span.start, two.span.end)
        if len(between) <= 4 and all(low in _JOINING for low in between):
            dated = one.day or one.start is not None
            if dated and (two.day or two.start is not None):
                if not (one.relative and not two.relative and len(between) < 2):
                    return None
                return replace(
                    two, first=one.first, span=span, minutes=one.minutes or two.minutes, part=one.part or two.part
                )
            if one.clock and two.clock:
                return None
            day = one if dated else two
            minutes, halves = _narrow(one, two)
            return replace(
                day,
                first=one.first,
                last=two.last,
                span=span,
                minutes=minutes,
                halves=halves,
                clock=one.clock or two.clock,
                zone=one.zone or two.zone,
                part=one.part or two.part,
            )
        if between in (["and"], ["to"], ["through"], ["-"], ["until"], ["or"]) and one.day and two.day:
            if one.start and two.end and one.start <= two.start:  # type: ignore[operator]
                return replace(one, last=two.last, span=span, end=two.end, minutes=(), part="")
            if not one.start and not two.start:
                return replace(one, last=two.last, span=span, minutes=(), part="")
        return None

    def _words(self, moment: Moment) -> str:
        pieces = []
        for index in range(moment.first, moment.last):
            tight = index == moment.first or self.tokens[index - 1].end == self.tokens[index].start
            pieces.append(("" if tight else " ") + self.tokens[index].text)
        return "".join(pieces)


def _narrow(one: Moment, two: Moment) -> tuple[tuple[tuple[int, int], ...], bool]:
    """The minutes of two pieces together, and whether the half of the day stays open."""
    if not one.minutes or not two.minutes:
        return one.minutes or two.minutes, one.halves or two.halves
    clock, part = (one, two) if one.clock else (two, one)
    if not clock.clock:
        named = one if one.part in _NAMED_PARTS else two
        return named.minutes, False
    low, high = part.minutes[0]
    within = tuple(
        (a + shift, b + shift) for a, b in clock.minutes for shift in (0, 1440) if a + shift < high and low < b + shift
    )
    return (within or clock.minutes), clock.halves and len(within) != 1


def _later(day: date, days: int) -> date:
    return _shift(day, days) or day


def _month_end(first: date) -> date:
    following = _day_of(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - timedelta(days=1) if following else first


@lru_cache(maxsize=1024)
def moments(text: str, published: date | None) -> tuple[Moment, ...]:
    """Find the times of ``text``, resolved against the article's date."""
    return tuple(_Finder(read(text), published).moments())


@lru_cache(maxsize=1024)
def dateline(margins: str) -> date | None:
    """Give the day that the first words of an article date it to, or None."""
    finder = _Finder(read(margins), None)
    return finder.published


@lru_cache(maxsize=1024)
def taken(text: str) -> frozenset[int]:
    """The tokens of ``text`` that belong to a time, and so count nothing."""
    return frozenset(at for moment in moments(text, None) for at in range(moment.first, moment.last))
