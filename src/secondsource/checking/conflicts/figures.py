"""Numbers as written: digits, words, ranges and bounds, each as the interval of what it can mean.

Written here rather than taken from a library: text2num and word2number give no places in the text and no bounds
("at least", "dozens"), and quantulum3 needs seconds before its first answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import inf

from secondsource.checking.conflicts.frames import MOST, Text, read, spread
from secondsource.model import Span

_UNITS = {
    word: value
    for value, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        ).split()
    )
}
_TENS = {
    word: 10 * tens
    for tens, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_TENS["fourty"] = 40
_SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "m": 10**6,
    "bn": 10**9,
    "mln": 10**6,
}
# Vague numbers: what reporters mean by them, taken wide.
_VAGUE = {
    "dozens": (20, 149),
    "scores": (30, 299),
    "tens": (20, 149),
    "hundreds": (150, 9_999),
    "thousands": (1_000, 99_999),
    "millions": (1_000_000, inf),
    "several": (2, 20),
    "handful": (2, 10),
}
_VAGUE_SCALED = {
    "tens": (20, 149),
    "hundreds": (100, 1999),
    "dozens": (20, 149),
    "scores": (30, 299),
    "several": (2, 20),
}

# Words before a number that bound it, longest first; what each makes of the number.
_BOUNDS: dict[tuple[str, ...], str] = {
    tuple(phrase.split()): kind
    for kind, phrases in {
        "least": "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|least",
        "more": "more than|over|above|upwards of|upward of|in excess of|exceeding|well over|greater than",
        "less": "less than|fewer than|under|below",
        "most": "up to|as many as|no more than|not more than|at most|a maximum of|maximum of|as much as|at the most",
        "nearly": "nearly|almost|close to|just under|approaching",
        "about": "about|around|some|approximately|roughly|an estimated|estimated|circa|approx|near",
        "between": "between",
    }.items()
    for phrase in phrases.split("|")
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as written: tokens ``[first, last)`` with its bounds' words, ``[low, high]`` what it can mean.

    ``bare`` is the token where the number itself begins; ``step`` what its last written digit is worth;
    ``exact`` is false where words make it vague.
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


def _step(digits: str, value: float) -> float:
    """What the last digit that counts is worth: 0.1 for "2.5", 1000 for "13000"."""
    if "." in digits:
        return float(10.0 ** -len(digits.rsplit(".", 1)[1]))
    whole = int(value)
    step = 1
    while whole and whole % (step * 10) == 0:
        step *= 10
    return float(step)


def _digits(raw: str) -> tuple[float, float] | None:
    """Read digits with separators: the number and its step; None for what is a time, a date or a version."""
    if ":" in raw or len(raw) > 24:
        return None
    groups = raw.split(",")
    if len(groups) > 1 and (not all(len(group.split(".")[0]) == 3 for group in groups[1:]) or len(groups[0]) > 3):
        return None
    plain = raw.replace(",", "")
    if plain.count(".") > 1:
        if not all(len(group) == 3 for group in plain.split(".")[1:]):
            return None
        plain = plain.replace(".", "")
    value = float(plain)
    return value, _step(plain, value)


class _Reader:
    """Reads the numbers of one text from left to right."""

    def __init__(self, text: Text) -> None:
        self.tokens = text.tokens
        self.text = text

    def low(self, index: int) -> str:
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def glued(self, index: int) -> bool:
        """Tell whether the token at ``index`` stands right after the one before it."""
        return 0 < index < len(self.tokens) and self.tokens[index - 1].end == self.tokens[index].start

    def number(self, index: int) -> tuple[int, float, float] | None:
        """Read one plain number at ``index``: where it ends, its value and step."""
        token = self.tokens[index]
        if token.text[0].isdecimal():
            read_ = _digits(token.text)
            if read_ is None:
                return None
            value, step = read_
            index += 1
            while (  # "13 000"
                value < 10**9 and self.low(index) == "000" and len(token.text) <= 3 and not self.glued(index)
            ):
                value, step, index = value * 1000, max(step, 1.0) * 1000, index + 1
            scale = _SCALES.get(self.low(index), 1)
            if scale > 1:
                if self.low(index) in ("m", "bn") and not self.glued(index):
                    return index, value, step
                return index + 1, value * scale, step * scale
            return index, value, step
        return self.words(index)

    def words(self, index: int) -> tuple[int, float, float] | None:
        """Read "two hundred and thirty-five" at ``index``."""
        total = part = 0.0
        start, end = index, index
        last_kind = ""
        while index < len(self.tokens):
            low = self.low(index)
            if low in _UNITS:
                if last_kind in ("unit", "digits") or (last_kind == "tens" and not 0 < _UNITS[low] < 10):
                    break
                part, last_kind = part + _UNITS[low], "unit"
            elif low in _TENS:
                if last_kind in ("unit", "tens"):
                    break
                part, last_kind = part + _TENS[low], "tens"
            elif low == "hundred" and (part or index == start):
                part, last_kind = (part or 1) * 100, "hundred"
            elif low == "dozen" and (part or index == start):
                part, last_kind = (part or 1) * 12, "unit"
            elif low in ("thousand", "million", "billion") and (part or index == start):
                total, part, last_kind = total + (part or 1) * _SCALES[low], 0.0, "scale"
            elif low == "-" and self.glued(index) and self.glued(index + 1) and last_kind == "tens":
                index += 1
                if self.low(index) not in _UNITS:
                    break
                continue
            elif (
                low == "and"
                and last_kind in ("hundred", "scale")
                and (self.low(index + 1) in _UNITS or self.low(index + 1) in _TENS)
            ):
                index += 1
                continue
            else:
                break
            index += 1
            end = index
        if end == start:
            return None
        value = total + part
        return end, value, _step(str(int(value)), value)

    def vague(self, index: int) -> tuple[int, float, float] | None:
        """Read "dozens", "hundreds of thousands", "several hundred" at ``index``: the end and the interval."""
        low = self.low(index)
        if low not in _VAGUE:
            return None
        after = index + 2 if self.low(index + 1) == "of" else index + 1
        scale = {
            "thousands": 1000,
            "thousand": 1000,
            "hundred": 100,
            "hundreds": 100,
            "millions": 10**6,
            "million": 10**6,
            "dozen": 12,
            "dozens": 12,
        }.get(self.low(after), 0)
        if scale and low in _VAGUE_SCALED and (low == "several") == (after == index + 1):
            least, most = _VAGUE_SCALED[low]
            return after + 1, least * scale, most * scale
        if low == "scores" and self.low(index + 1) in (",", ".", "to", "a", "the"):
            return None
        least, most = _VAGUE[low]
        return index + 1, least, most

    def bound(self, index: int) -> tuple[int, str]:
        """Find the words before ``index`` that bound the number: where they begin and their kind."""
        begin, kind = index, ""
        for _ in range(2):  # "at least some 70"
            for size in (3, 2, 1):
                phrase = tuple(self.low(k) for k in range(begin - size, begin))
                if phrase in _BOUNDS and not (phrase == ("near",) or (phrase == ("under",) and size > 1)):
                    begin -= size
                    kind = _BOUNDS[phrase] if kind in ("", "about") else kind
                    break
            else:
                break
        return begin, kind


def _meant(kind: str, value: float, step: float, worded: bool) -> tuple[float, float]:
    """The interval of a number under a bound; large round counts and "a hundred" are taken as rounded."""
    if kind == "least":
        return value, inf
    if kind == "more":
        return value + (1 if float(value).is_integer() else 0), inf
    if kind == "less":
        return 0, value - (1 if float(value).is_integer() else 0)
    if kind == "most":
        return 0, value
    if kind == "nearly":
        return value * 0.85, value
    if kind == "about":
        slack = max(value * 0.1, 1)
        return max(0.0, value - slack), value + slack
    if worded or (value >= 1000 and step > 1):
        return value - step / 2, value + step / 2
    return value, value


def _figure(reader: _Reader, index: int) -> Figure | None:
    tokens = reader.tokens
    token = tokens[index]
    if (
        token.text[0].isdecimal()
        and index
        and reader.glued(index)
        and (
            tokens[index - 1].text.isalpha()
            or (
                tokens[index - 1].text in "-_"
                and index > 1
                and tokens[index - 2].text.isalpha()
                and reader.glued(index - 1)
                and tokens[index - 2].low not in _UNITS
            )
        )
    ):
        return None  # F-16, S400
    found = reader.vague(index)
    if found:
        end, low, high = found
        begin, kind = reader.bound(index)
        if tokens[begin - 1].low in ("a", "the") and begin:
            begin -= 1
        if kind in ("least", "more"):
            high = inf
        return Figure(
            begin, index, end, low, high, low, 1, False, spread(reader.text, begin, end), _said(reader, begin, end)
        )
    read_ = reader.number(index)
    if read_ is None:
        return None
    end, value, step = read_
    following = reader.low(end)
    if token.text[0].isdecimal() and reader.glued(end) and following in ("st", "nd", "rd", "th", "s"):
        return None
    article = reader.low(index - 1) in ("a", "an") and token.low in ("hundred", "dozen", "thousand", "million")
    begin, kind = reader.bound(index - 1 if article else index)
    worded = token.low in ("hundred", "dozen", "thousand", "million") and value in (100, 12, 1000, 10**6)
    step = {12: 4.0, 100: 20.0, 1000: 300.0, 10**6: 3e5}.get(int(value), step) if worded else step
    if article and not kind:
        begin = index - 1
    joined = (
        following in ("-", "–", "—", "to", "or", "and")
        and (following != "and" or kind == "between")
        and (following != "or" or value <= 100)
    )
    if joined and end + 1 < len(tokens) and reader.low(end + 1) not in _VAGUE:
        second = reader.number(end + 1)
        before = reader.low(begin - 1)
        if (second and second[1] > value and before != "from") or (second and kind == "between" and second[1] > value):
            assert second is not None
            return Figure(
                begin,
                index,
                second[0],
                value,
                second[1],
                value,
                step,
                False,
                spread(reader.text, begin, second[0]),
                _said(reader, begin, second[0]),
            )
    low, high = _meant(kind, value, step, worded)
    if following == "+" or (following == "or" and reader.low(end + 1) == "more"):
        low, high, end = value, inf, end + (1 if following == "+" else 2)
    elif following == "or" and reader.low(end + 1) in ("so", "fewer", "less"):
        low, high = (0, value) if reader.low(end + 1) != "so" else _meant("about", value, step, worded)
        end += 2
    return Figure(
        begin,
        index,
        end,
        low,
        high,
        value,
        step,
        low == high,
        spread(reader.text, begin, end),
        _said(reader, begin, end),
    )


def _said(reader: _Reader, first: int, last: int) -> str:
    """The words of a figure on one line."""
    pieces = []
    for index in range(first, last):
        gap = "" if index == first or reader.glued(index) else " "
        pieces.append(gap + reader.tokens[index].text)
    return "".join(pieces)


def _is_year(reader: _Reader, figure: Figure) -> bool:
    token = reader.tokens[figure.bare]
    return (
        figure.last == figure.bare + 1
        and len(token.text) == 4
        and token.text.isdecimal()
        and 1000 <= figure.value < 2100
        and figure.first == figure.bare
        and (
            reader.low(figure.bare - 1) in _BEFORE_YEAR
            or figure.last == len(reader.tokens)
            or reader.low(figure.last)[0] in ".,;)"
        )
    )


_BEFORE_YEAR = frozenset(
    (
        "in since of by from until till during between early late mid and january february march april may june july "
        "august september october november december resolution , -"
    ).split()
)


@lru_cache(maxsize=1024)
def figures(text: str, dated: frozenset[int] = frozenset()) -> tuple[Figure, ...]:
    """Find the numbers of ``text``, without those of the tokens ``dated``, which belong to a date or a clock time."""
    reader = _Reader(read(text))
    found: list[Figure] = []
    index = 0
    while index < len(reader.tokens) and len(found) < MOST:
        token = reader.tokens[index]
        if index not in dated and (
            token.text[0].isdecimal()
            or token.low in _UNITS
            or token.low in _TENS
            or token.low in _VAGUE
            or token.low in ("hundred", "dozen", "thousand", "million")
        ):
            figure = _figure(reader, index)
            if figure:
                if not _is_year(reader, figure):
                    found.append(figure)
                index = max(figure.last, index + 1)
                continue
        index += 1
    return tuple(found)
