"""Days and dates as written, resolved against the article's date as newspapers use them.

"Tuesday" in an article of a Tuesday is that same day, otherwise the last one before it, or the next one after words
such as "will". dateparser was not taken: 60 ms to import, 180 ms to its first answer, points in time instead of
stretches, and that "Tuesday" a week too old.
"""

from __future__ import annotations

from datetime import date

from secondsource.checking.conflicts.timewords import (
    DAYS,
    FUTURE,
    MONTHS,
    RELATIVE,
    SMALL_NUMBERS,
    Moment,
    TimeReader,
    day_of,
    month_end,
    shifted,
)
from secondsource.checking.conflicts.vocabulary import words

_NTH = ("st", "nd", "rd", "th")
_BEFORE_MONTH = words("in since last early late mid during of until by this")
_SEASONS = words("spring summer autumn winter")
_AFTER_NTH = words("and when at in the after said")


def _year(number: int | None) -> bool:
    return number is not None and 1900 <= number < 2200


class DateReader(TimeReader):
    """Reads days: dates, weekdays, "yesterday", "last week"."""

    def day(self, index: int) -> Moment | None:
        """Read the day or date that begins, or whose word stands, at ``index``."""
        token = self.tokens[index]
        number = self.number(index)
        if number is not None:
            return self._from_number(index, number)
        if token.text[0].isdecimal():
            parts = token.text.split(".")
            plain = len(parts) == 3 and all(part.isdecimal() and len(part) <= 4 for part in parts)
            return self._numeric((index, index + 1), [int(part) for part in parts]) if plain else None
        if token.low in MONTHS and token.text[0].isupper():
            return self._from_month(index)
        return self._relative(index, token.low)

    def _from_number(self, index: int, number: int) -> Moment | None:
        """Read "28 June 2021", "28th of June", "28-06-2021", "on the 28th", "in 2016", "the 2016 fire"."""
        after = index + 2 if self.low(index + 1) in _NTH else index + 1
        month_at = after + 1 if self.low(after) == "of" else after
        month = MONTHS.get(self.low(month_at))
        if month and 1 <= number <= 31 and self.tokens[month_at].text[0].isupper():
            return self._dated(index, month_at + 1, month, number)
        separator = self.low(index + 1)
        if separator in ("-", "/") and self.low(index + 3) == separator and self.tight(index, index + 5):
            parts = [part for part in (self.number(index + step) for step in (0, 2, 4)) if part is not None]
            return self._numeric((index, index + 5), parts) if len(parts) == 3 else None
        if after == index + 2 and (self.low(index - 2), self.low(index - 1)) == ("on", "the") and 1 <= number <= 31:
            following = self.low(after)
            if following[:1].isalpha() and following not in _AFTER_NTH:
                return None  # "on the 28th floor"
            return self.days((index, after), self._last_of(number), relative=True, day=True)
        return self._from_year(index, number)

    def _from_year(self, index: int, number: int) -> Moment | None:
        before, following = self.low(index - 1), self.low(index + 1)
        if not _year(number) or len(self.tokens[index].text) != 4 or before not in (*_BEFORE_MONTH, "the"):
            return None
        if before == "the" and (following in ("people", "") or not following.isalpha()):
            return None
        if following.endswith("s") and self.tokens[index + 1].text[0].islower():
            return None  # "in 1995 cases", "in the 1990s"
        return self.days((index, index + 1), date(number, 1, 1), date(number, 12, 31))

    def _numeric(self, tokens: tuple[int, int], parts: list[int]) -> Moment | None:
        """Read three numbers; a day and a month that could be each other stay unresolved, unless dots stand there."""
        one, two, three = parts
        if _year(one):
            found = day_of(one, two, three)
            return self.days(tokens, found, day=True) if found else None
        if not _year(three):
            return None
        day_first, month_first = day_of(three, two, one), day_of(three, one, two)
        dotted = tokens[1] == tokens[0] + 1 or one == two
        if day_first and month_first and not dotted:
            return self.days(tokens, None, day=True)
        found = day_first or month_first
        return self.days(tokens, found, day=True) if found else None

    def _dated(self, first: int, last: int, month: int, day: int) -> Moment | None:
        at = last + 1 if self.low(last) == "," else last
        year = self.number(at)
        if year is not None and _year(year) and len(self.tokens[at].text) == 4:
            found = day_of(year, month, day)
            return self.days((first, at + 1), found, day=True) if found else None
        if day_of(2000, month, day) is None:
            return None
        return self.days((first, last), self._near(month, day, first), relative=True, day=True)

    def _from_month(self, index: int) -> Moment | None:
        """Read "June 28", "June 28th, 2021", "June 2016", "in June"."""
        month = MONTHS[self.low(index)]
        number = self.number(index + 1)
        if number is not None and 1 <= number <= 31 and self.low(index + 2) not in ("people", "civilians"):
            last = index + 3 if self.low(index + 2) in _NTH else index + 2
            return self._dated(index, last, month, number)
        year_at = index + 2 if self.low(index + 1) in (",", "of") else index + 1
        year = self.number(year_at)
        if year is not None and _year(year):
            first = date(year, month, 1)
            return self.days((index, year_at + 1), first, month_end(first))
        if self.low(index - 1) not in _BEFORE_MONTH:
            return None
        near = self._near(month, 15, index)
        begin = near.replace(day=1) if near else None
        return self.days((index, index + 1), begin, month_end(begin) if begin else None, relative=True, sure=False)

    def _near(self, month: int, day: int, index: int) -> date | None:
        """Give the day of a date without a year: the nearest such day, or the coming one where that is spoken of."""
        published = self.published
        if published is None:
            return None
        around = [day_of(published.year + shift, month, day) for shift in (-1, 0, 1)]
        days = [each for each in around if each and (each >= published or not self._future(index))]
        return min(days, key=lambda each: abs((each - published).days), default=None)

    def _last_of(self, number: int) -> date | None:
        """Give the last day of that number on or before the article's date."""
        first = self.published.replace(day=1) if self.published else None
        while first:
            found = day_of(first.year, first.month, number)
            if found and self.published and found <= self.published:
                return found
            before = shifted(first, -1)
            first = before.replace(day=1) if before else None
        return None

    def _future(self, index: int) -> bool:
        """Tell whether the words before ``index`` speak of what is to come."""
        begin = max(self.text.sentences[self.text.within[index]].first, index - 12)
        return any(
            self.low(at) in FUTURE or (self.low(at) == "to" and self.low(at - 1) in ("is", "are"))
            for at in range(begin, index)
        )

    def _relative(self, index: int, low: str) -> Moment | None:
        """Read a day that only the article's date resolves: "Monday", "yesterday", "last week", "two days ago"."""
        before = self.low(index - 1)
        following = self.low(index + 1)
        if low in DAYS and self.tokens[index].text[0].isupper() and (len(low) > 4 or following.isdecimal()):
            prefixed = before in ("last", "next", "this")
            since, to, sure = self._weekday(DAYS[low], before, index)
            first = index - 1 if prefixed else index
            return self.days((first, index + 1), since, to, relative=True, day=True, sure=sure)
        if low in RELATIVE and before not in ("s", "of", "than"):
            doubled = low == "yesterday" and before == "before" and self.low(index - 2) == "day"
            found = shifted(self.published, RELATIVE[low] - doubled)
            tokens = (index - 2 if doubled else index, index + 1)
            return self.days(tokens, found, relative=True, day=True, part="tonight" if low == "tonight" else "")
        if low in ("week", "month", "year", "night") and before in ("last", "this", "next"):
            return self._period(index, low, before)
        if low == "weekend" and before in ("last", "this", "next", "the"):
            return self._period(index, low, before)
        if low in _SEASONS and before == "last":
            since, to = (
                shifted(self.published, -400),
                shifted(self.published, -21),
            )  # each half of the earth has its own
            return self.days((index - 1, index + 1), since, to, relative=True, sure=False)
        if low == "ago" and before in ("day", "days", "week", "weeks"):
            return self._ago(index, before)
        return None

    def _ago(self, index: int, unit: str) -> Moment | None:
        word = self.low(index - 2)
        count = 1 if word in ("a", "an") else SMALL_NUMBERS.get(word, self.number(index - 2))
        if count is None:
            return None
        exact = unit.startswith("day")
        found = shifted(self.published, -count * (1 if exact else 7))
        slack = 0 if exact else 3
        since, to = shifted(found, -slack), shifted(found, slack)
        return self.days((index - 2, index + 1), since, to, relative=True, day=exact, sure=exact)

    def _weekday(self, weekday: int, prefix: str, index: int) -> tuple[date | None, date | None, bool]:
        """Give the days a weekday can mean, and whether usage is one: "last Monday" is either of two."""
        published = self.published
        if published is None:
            return None, None, True
        back = shifted(published, -((published.weekday() - weekday) % 7))
        ahead = shifted(published, (weekday - published.weekday()) % 7)
        if prefix == "last":
            before = shifted(back, -7)
            return (before, before, True) if back == published else (before, back, False)
        if prefix == "next":
            after = shifted(ahead, 7)
            return (after, after, True) if ahead == published else (ahead, after, False)
        if prefix == "this" and back != ahead:
            return back, ahead, False
        return (ahead, ahead, True) if self._future(index) else (back, back, True)

    def _period(self, index: int, unit: str, prefix: str) -> Moment | None:
        """Read "last night", "last week", "this month", "the weekend"; weeks and months are taken wide."""
        step = {"last": -1, "next": 1}.get(prefix, 0)
        tokens = (index - 1, index + 1)
        if unit == "night":
            day = shifted(self.published, step)
            return self.days(tokens, day, relative=True, day=True, part="night") if step < 1 else None
        since, to = self._bounds(unit, step) if self.published else (None, None)
        return self.days(tokens, since, to, relative=True, sure=False)

    def _bounds(self, unit: str, step: int) -> tuple[date | None, date | None]:
        published = self.published
        if published is None:
            return None, None
        if unit == "year":
            return day_of(published.year + step, 1, 1), day_of(published.year + step, 12, 31)
        if unit == "month":
            year, month = divmod(published.year * 12 + published.month - 1 + step, 12)
            first = day_of(year, month + 1, 1)
            return first, month_end(first) if first else None
        monday = shifted(published, -published.weekday() + 7 * max(step, 0))
        if unit == "weekend":
            on_it = published.weekday() >= 5 or step > 0
            return shifted(monday, 5 if on_it else -2), shifted(monday, 6 if on_it else -1)
        if step < 0:
            return shifted(monday, -8), shifted(published, -1)
        return shifted(monday, -1), shifted(monday, 6)
