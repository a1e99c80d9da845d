"""Clock times and parts of the day as written."""

from __future__ import annotations

from secondsource.checking.conflicts.frames import spread
from secondsource.checking.conflicts.timewords import (
    DAYS,
    MINUTES,
    NAMED_PARTS,
    PARTS,
    SMALL_NUMBERS,
    ZONES,
    Moment,
    TimeReader,
)
from secondsource.checking.conflicts.vocabulary import words

_ABOUT = words("around about approximately roughly nearly almost")


class ClockReader(TimeReader):
    """Reads clock times ("7:44", "7 pm", "1930 GMT", "ten past four") and parts of the day."""

    def clock(self, index: int) -> Moment | None:
        """Read the clock time that begins at ``index``."""
        if self.low(index) in MINUTES:
            return self._in_words(index)
        read = self._digits(index)
        if read is None:
            return None
        hour, minute, either = read
        last = index + 1
        half = self._half(last)
        if half:
            last, either = last + half[1], False
            hour = hour % 12 + (12 if half[0] == "pm" else 0) if hour <= 12 else hour
        zone = ""
        at = last + 1 if self.low(last) in ("(", ",", "hours", "hrs") else last
        if self.low(at) in ZONES:
            zone, last = self.low(at), at + 1
        elif (self.low(at), self.low(at + 1)) == ("local", "time"):
            zone, last = "local", at + 2
        slack = 30 if self.low(index - 1) in _ABOUT else _slack(minute)
        return self._at(index, last, hour * 60 + minute, slack, either, zone)

    def _digits(self, index: int) -> tuple[int, int, bool] | None:
        """Read hour and minute, and whether they may be of either half of the day."""
        text, following, before = self.tokens[index].text, self.low(index + 1), self.low(index - 1)
        either = True
        if ":" in text:
            pieces = text.split(":")
            if len(pieces) > 3 or len(pieces[1]) != 2:
                return None
            either = pieces[0][0] != "0"
        elif len(text) == 4 and text.isdecimal():
            marked = following in ("gmt", "utc", "hrs", "local") or (
                following == "hours" and before in ("at", "around")
            )
            if not marked and not (text[0] == "0" and before == "at"):
                return None
            pieces, either = [text[:2], text[2:]], False
        elif self._half(index + 1) and len(text) <= 5:
            pieces = text.split(".")
        else:
            return None
        if not all(piece.isdecimal() and len(piece) <= 2 for piece in pieces):
            return None
        hour, minute = int(pieces[0]), int(pieces[1]) if len(pieces) > 1 else 0
        return (hour, minute, either and 1 <= hour <= 12) if hour <= 24 and minute < 60 else None

    def _in_words(self, index: int) -> Moment | None:
        """Read "ten past four", "half past six", "a quarter to five"."""
        minute, hour = MINUTES[self.low(index)], SMALL_NUMBERS.get(self.low(index + 2))
        after = self.low(index + 1) == "past"
        if hour is None or not (after or (self.low(index), self.low(index + 1)) == ("quarter", "to")):
            return None
        middle = (hour * 60 + (minute if after else -minute)) % 720
        return self._at(index, index + 3, middle, _slack(minute), either=True, zone="")

    def _at(self, first: int, last: int, middle: int, slack: int, either: bool, zone: str) -> Moment:
        middles = (middle, (middle + 720) % 1440) if either else (middle,)
        minutes = tuple((each - slack, each + slack) for each in middles)
        span = spread(self.text, first, last)
        return Moment(first, last, span, "", minutes=minutes, halves=either, clock=True, zone=zone)

    def _half(self, index: int) -> tuple[str, int] | None:
        """Find "am", "p.m." or the like at ``index``: which half, and how many tokens."""
        low = self.low(index)
        if low in ("am", "pm"):
            return low, 1
        if low in ("a", "p") and self.low(index + 1) == "." and self.low(index + 2) == "m":
            return f"{low}m", 4 if self.low(index + 3) == "." else 3
        return None

    def part(self, index: int) -> Moment | None:
        """Read the part of a day at ``index``."""
        low, following = self.low(index), self.low(index + 1)
        if low not in PARTS or low == "tonight":
            return None
        if low == "early" and (following == "warning" or (following == "on" and self.low(index + 2) not in DAYS)):
            return None
        if low in NAMED_PARTS and self.low(index - 1) == "this":
            return self.days((index - 1, index + 1), self.published, relative=True, day=True, part=low)
        return self.days((index, index + 1), None, part=low)


def _slack(minute: int) -> int:
    """How many minutes a clock time may be rounded by."""
    return 15 if minute % 15 == 0 else 5 if minute % 5 == 0 else 1
