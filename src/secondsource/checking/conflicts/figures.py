"""Numbers as written: digits, words, ranges and bounds, each as the interval of what it can mean.

Written here rather than taken from a library: text2num and word2number give no places in the text and no bounds
("at least", "dozens"), and quantulum3 needs seconds before its first answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import inf

from secondsource.checking.conflicts.frames import MOST, Text, read, spread
from secondsource.checking.conflicts.unittable import score_end
from secondsource.checking.conflicts.vocabulary import LABELS, words
from secondsource.model import Span

_TEENS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_UNITS = {word: value for value, word in enumerate(_TEENS.split())}
_TENS = {word: 10 * ten for ten, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT_SCALES = {"k": 10**3, "m": 10**6, "mln": 10**6, "bn": 10**9}  # right after the digits: "5m"
_ROUND = ("hundred", "dozen", "thousand", "million")  # said alone they are rarely meant to the unit
_STARTS = frozenset(_UNITS) | frozenset(_TENS) | frozenset(_ROUND)
# Vague numbers: what reporters mean by them, taken wide.
_VAGUE: dict[str, tuple[float, float]] = {
    "dozens": (20, 149),
    "scores": (30, 299),
    "tens": (20, 149),
    "hundreds": (150, 9_999),
    "thousands": (1_000, 99_999),
    "millions": (1_000_000, inf),
    "several": (2, 20),
    "handful": (2, 10),
}
_VAGUE_OF = {"dozen": 12, "dozens": 12, "hundred": 100, "hundreds": 100, "thousand": 1000, "thousands": 1000} | {
    "million": 10**6,
    "millions": 10**6,
}
# Words before a number that bound it, and what each makes of the number.
_BOUNDS: dict[tuple[str, ...], str] = {
    tuple(phrase.split()): kind
    for kind, phrases in {
        "least": "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|least",
        "more": "more than|over|above|upwards of|upward of|in excess of|exceeding|well over|greater than",
        "less": "less than|fewer than|under|below",
        "most": "up to|as many as|no more than|not more than|at most|a maximum of|maximum of|as much as|at the most",
        "nearly": "nearly|almost|close to|just under|approaching",
        "about": "about|around|barely|scarcely|some|approximately|roughly|an estimated|estimated|circa|approx",
        "between": "between",
    }.items()
    for phrase in phrases.split("|")
}
_BEFORE_YEAR = words(
    "in since of by from until till during between early late mid and january february march april may june july "
    "august september october november december , -"
)
_MEASURED = words("high tall long wide deep away from above below off thick by -")
_SHARES = words("third thirds quarter quarters fifth fifths tenth tenths half")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as written: tokens ``[first, last)`` with the words that bound it, ``[low, high]`` what it can mean.

    ``bare`` is the token where the number itself begins; ``step`` what its last written digit is worth; ``exact`` is
    false where words make it vague.
    """

    first: int
    bare: int
    last: int
    low: float
    high: float
    value: float
    step: float
    exact: bool
    span: Span
    words: str

    def agrees(self, other: Figure) -> bool:
        """Tell whether both can be true at once."""
        return self.low <= other.high and other.low <= self.high


def _step(value: float, decimals: int = 0) -> float:
    """What the last digit that counts is worth: 0.1 for "2.5", 1000 for "13000"."""
    if decimals:
        return float(10.0**-decimals)
    whole, step = int(value), 1
    while whole and whole % (step * 10) == 0:
        step *= 10
    return float(step)


def _digits(raw: str) -> tuple[float, float] | None:
    """Read digits with separators: the number and its step; None for what is a time, a date or a version."""
    if ":" in raw or len(raw) > 24:
        return None
    groups = raw.split(",")
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(group.split(".")[0]) != 3 for group in groups[1:])):
        return None
    plain = "".join(groups)
    dots = plain.split(".")
    if len(dots) > 2:
        if any(len(group) != 3 for group in dots[1:]):
            return None
        dots = ["".join(dots)]
    value = float(".".join(dots))
    return value, _step(value, len(dots[1]) if len(dots) > 1 else 0)


class _Reader:
    """Reads the numbers of one text from left to right."""

    def __init__(self, text: Text) -> None:
        self.text, self.tokens = text, text.tokens

    def low(self, index: int) -> str:
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def digit(self, index: int) -> bool:
        return 0 <= index < len(self.tokens) and self.tokens[index].text[0].isdecimal()

    def glued(self, index: int) -> bool:
        """Tell whether the token at ``index`` stands right after the one before it."""
        return 0 < index < len(self.tokens) and self.tokens[index - 1].end == self.tokens[index].start

    def number(self, index: int) -> tuple[int, float, float] | None:
        """Read one plain number at ``index``: where it ends, its value and step."""
        if not self.digit(index):
            return self.in_words(index)
        plain = _digits(self.tokens[index].text)
        if plain is None:
            return None
        value, step = plain
        last = index + 1
        while self.low(last) == "000" and value < 10**9 and len(self.low(index)) < 4 and not self.glued(last):
            value, step, last = value * 1000, max(step, 1.0) * 1000, last + 1  # "13 000"
        short = _SHORT_SCALES.get(self.low(last), 1) if self.glued(last) and self._short(last) else 1
        scale = _SCALES.get(self.low(last), short)
        return (last + 1, value * scale, step * scale) if scale > 1 else (last, value, step)

    def _short(self, last: int) -> bool:
        """Tell whether a letter after digits scales them: "5m people", but not "5m high"."""
        return self.low(last) != "m" or self.low(last + 1) not in _MEASURED

    def in_words(self, index: int) -> tuple[int, float, float] | None:
        """Read "two hundred and thirty-five" at ``index``."""
        total = part = 0.0
        end, kind = index, ""  # the kind of word that came last
        at = index
        while at < len(self.tokens):
            low = self.low(at)
            first = at == index
            if low in _UNITS and kind != "unit" and not (kind == "tens" and not 0 < _UNITS[low] < 10):
                part, kind = part + _UNITS[low], "unit"
            elif low in _TENS and kind not in ("unit", "tens"):
                part, kind = part + _TENS[low], "tens"
            elif low == "hundred" and (part or first):
                part, kind = (part or 1) * 100, "hundred"
            elif low == "dozen" and (part or first):
                part, kind = (part or 1) * 12, "unit"
            elif low in _SCALES and (part or first):
                total, part, kind = total + (part or 1) * _SCALES[low], 0.0, "scale"
            elif kind == "unit" and (low, self.low(at + 1), self.low(at + 2)) == ("and", "a", "half"):
                part, kind, at = part + 0.5, "half", at + 2
            elif self._joins(at, kind):
                at += 1
                continue
            else:
                break
            at += 1
            end = at
        value = total + part
        return (end, value, _step(value, 0 if value.is_integer() else 1)) if end > index else None

    def _joins(self, at: int, kind: str) -> bool:
        """Tell whether the token at ``at`` only joins two words of one number, the hyphen or the "and" in it."""
        following = self.low(at + 1)
        if self.low(at) == "-":
            return kind == "tens" and self.glued(at) and self.glued(at + 1) and following in _UNITS
        return self.low(at) == "and" and kind in ("hundred", "scale") and (following in _UNITS or following in _TENS)

    def vague(self, index: int) -> tuple[int, float, float] | None:
        """Read "dozens", "hundreds of thousands", "several hundred" at ``index``: the end and the interval."""
        low, following = self.low(index), self.low(index + 1)
        if low not in _VAGUE or (low == "scores" and following not in ("of", "more", "were", "killed", "wounded")):
            return None
        least, most = _VAGUE[low]
        at = index + 1 if low == "several" else index + 2 if following == "of" else len(self.tokens)
        scale = _VAGUE_OF.get(self.low(at), 0)
        return (at + 1, least * scale, most * scale) if scale else (index + 1, least, most)

    def bound(self, index: int) -> tuple[int, str]:
        """Find the words before ``index`` that bound the number: where they begin, and their kind."""
        begin, kind = index, ""
        for _ in range(2):  # "at least some 70"
            for size in (3, 2, 1):
                found = _BOUNDS.get(tuple(self.low(at) for at in range(begin - size, begin)))
                if found:
                    begin, kind = begin - size, found if kind in ("", "about") else kind
                    break
        return begin, kind

    def figure(self, index: int) -> Figure | None:
        """Read the figure whose number begins at ``index``."""
        if self._label(index):
            return None
        found = self.vague(index)
        if found:
            last, low, high = found
            begin, kind = self.bound(index)
            begin -= self.low(begin - 1) in ("a", "the")
            return self.made(begin, index, last, low, inf if kind in ("least", "more") else high, low, 1.0)
        plain = self.number(index)
        if plain is None or self._share(index, plain[0]):
            return None
        last, value, step = plain
        alone = self.low(index) in _ROUND and value in (12, 100, 1000, 10**6)
        article = alone and self.low(index - 1) in ("a", "an")
        begin, kind = self.bound(index - article)
        ranged = self._range(begin, index, last, value, kind)
        if ranged:
            return ranged
        low, high = _meant(kind, value, step, alone)
        after = (self.low(last), self.low(last + 1))
        if after[0] == "+":
            return self.made(begin, index, last + 1, value, inf, value, step)
        if after[0] == "or" and after[1] in ("more", "so", "less", "fewer"):
            low, high = {"more": (value, inf), "so": _meant("about", value, step, alone)}.get(after[1], (0.0, value))
            return self.made(begin, index, last + 2, low, high, value, step)
        return self.made(begin, index, last, low, high, value, step)

    def _label(self, index: int) -> bool:
        """Tell whether a number only names something: "F-16", "S400", "Flight 302"."""
        if self.low(index - 1) in LABELS and self.digit(index):
            return True
        if not self.digit(index) or not self.glued(index):
            return False
        before = self.tokens[index - 1].text
        letters = self.glued(index - 1) and self.tokens[index - 2].text.isalpha()
        return before.isalpha() or (before in "-_" and letters and self.low(index - 2) not in _UNITS)

    def _share(self, index: int, last: int) -> bool:
        """Tell whether a number is an ordinal or belongs to a share: "3rd", "two thirds", "one in five"."""
        following = self.low(last)
        if self.digit(index) and self.glued(last) and following in ("st", "nd", "rd", "th", "s"):
            return True
        if following in _SHARES or (following == "-" and self.low(last + 1) in _SHARES):
            return True
        before = (self.low(index - 2), self.low(index - 1))
        if "half" in before[: 1 if before[1] == "a" else 0] or before[1] == "half":
            return True
        ratio = following == "in" and (self.low(last + 1) in _UNITS or self.digit(last + 1)) and last == index + 1
        return (ratio and self.low(index) in _UNITS) or (before[1] == "in" and before[0] in _UNITS)

    def _range(self, begin: int, index: int, last: int, value: float, kind: str) -> Figure | None:
        """Read "10-15", "ten to fifteen", "between 10 and 15", "two or three"."""
        joint = self.low(last)
        joined = (
            joint in ("-", "–", "—", "to") or (joint == "or" and value <= 100) or (joint == "and" and kind == "between")
        )
        second = self.number(last + 1) if joined and last + 1 < len(self.tokens) else None
        if second is None or second[1] <= value or (self.low(begin - 1) == "from" and kind != "between"):
            return None
        return self.made(begin, index, second[0], value, second[1], value, step=1.0, exact=False)

    def made(
        self, first: int, bare: int, last: int, low: float, high: float, value: float, step: float, exact: bool = True
    ) -> Figure:
        pieces = [("" if at == first or self.glued(at) else " ") + self.tokens[at].text for at in range(first, last)]
        meant = exact and first == bare and high - low < max(step, 1.0) * 1.001
        span = spread(self.text, first, last)
        return Figure(first, bare, last, low, high, value, step, meant, span, "".join(pieces))

    def year(self, figure: Figure) -> bool:
        """Tell whether a figure is a year."""
        raw = self.low(figure.bare)
        if len(raw) != 4 or not raw.isdecimal() or not 1000 <= figure.value < 2100 or figure.first != figure.bare:
            return False
        following = self.low(figure.last)
        return self.low(figure.bare - 1) in _BEFORE_YEAR or not following or following[0] in ".,;)"


def _meant(kind: str, value: float, step: float, alone: bool) -> tuple[float, float]:
    """The interval of a number under a bound; round thousands and "a hundred" are taken as rounded."""
    unit = 1 if value.is_integer() else 0
    if kind == "about":
        slack = max(value / 10, 1)
        return max(0.0, value - slack), value + slack
    if alone:
        step = value / 3 if value == 12 else value / 5
    bounded = {
        "least": (value, inf),
        "more": (value + unit, inf),
        "less": (0.0, value - unit),
        "most": (0.0, value),
        "nearly": (value * 0.85, value),
    }
    half = step / 2 if alone or (value >= 1000 and step > 1) else 0.0
    return bounded.get(kind, (value - half, value + half))


def bounded(text: Text, index: int, value: float) -> tuple[int, float, float]:
    """Give what ``value``, written at ``index``, can mean with the words that bound it: where they begin, low, high."""
    begin, kind = _Reader(text).bound(index)
    return begin, *_meant(kind, value, 1.0, False)


def is_age(text: Text, figure: Figure) -> bool:
    """Tell whether a figure is somebody's age: "aged 34", "34-year-old", "34 years old", "Ana Brix, 34, said"."""
    tokens = text.tokens
    before, after = tokens[max(0, figure.bare - 2) : figure.bare], tokens[figure.last : figure.last + 4]
    lows = [token.low for token in after]
    if lows[:4] == ["-", "year", "-", "old"] or lows[:2] == ["years", "old"] or (before and before[-1].low == "aged"):
        return True
    told = [token.low for token in before]
    if told in (["who", "is"], ["who", "was"], [",", "now"]) and lows[:1] in ([","], ["."]):
        return 0 < figure.value < 120
    between = len(before) == 2 and before[1].text == "," and before[0].text[0].isalpha() and lows[:1] in ([","], ["."])
    return between and 0 < figure.value < 120 and figure.first == figure.bare


@lru_cache(maxsize=1024)
def figures(text: str, dated: frozenset[int] = frozenset()) -> tuple[Figure, ...]:
    """Find the numbers of ``text``, without those of the tokens ``dated``, which belong to a date or a clock time."""
    reader = _Reader(read(text))
    found: list[Figure] = []
    index = 0
    while index < len(reader.tokens) and len(found) < MOST:
        low = reader.low(index)
        figure = None
        score = score_end(reader.text, index)
        if score:
            index = score
            continue
        if index not in dated and (low[0].isdecimal() or low in _STARTS or low in _VAGUE):
            figure = reader.figure(index)
            if figure and not reader.year(figure):
                found.append(figure)
        index = max(figure.last if figure else 0, index + 1)
    return tuple(found)
