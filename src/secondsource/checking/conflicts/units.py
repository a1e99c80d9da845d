"""How much: two claims that measure the same thing in the same or other units, and can't both be right.

Money of two currencies is never compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from secondsource.checking.conflicts.figures import Figure, bounded, figures, is_age
from secondsource.checking.conflicts.frames import MOST, Text, concept, read, spread
from secondsource.checking.conflicts.moments import taken
from secondsource.checking.conflicts.scenes import contrary, one_event, ordered, others, scene
from secondsource.checking.conflicts.timewords import SMALL_NUMBERS
from secondsource.checking.conflicts.unittable import score_end, unit_at
from secondsource.checking.conflicts.vocabulary import PERIODS, SMALL, words
from secondsource.checking.conflicts.when import days_apart
from secondsource.model import Check, Finding, Said, Span

_SIGNS = {"$": "dollars", "€": "euros", "£": "pounds sterling"}
_AGED = words("man woman girl boy child baby teenager father mother son daughter")  # as stems
_CURRENCIES = ("dollars", "euros", "pounds sterling", "Syrian pounds", "Turkish lira", "roubles")
_RULES = {"duration": (Check.TIME, "time.duration"), "percent": (Check.NUMBER, "number.percent")}
_RULES["age"] = (Check.NUMBER, "number.age")
_RULES |= {"ratio": (Check.NUMBER, "number.ratio"), "score": (Check.NUMBER, "number.score")}
_RULES |= dict.fromkeys(_CURRENCIES, (Check.NUMBER, "number.money"))
_FREEZING = 32.0
_NOISE = words(
    "about around approximately roughly some nearly almost least than more over long tall high "
    "wide deep thick away length height"
)
_ABOUT = 6  # so many words on either side tell what is measured,
_ALIKE = 0.5  # and of the fewer of those so large a part comes again where one thing is


@dataclass(frozen=True, slots=True)
class Measure:
    """A measured figure: ``[low, high]`` in its dimension's first unit, the unit as written, what stands beside."""

    figure: Figure
    dimension: str
    unit: str
    factor: float
    low: float
    high: float
    sentence: int
    span: Span
    near: frozenset[str]


def _measured(text: Text, figure: Figure) -> Measure | None:
    tokens = text.tokens
    before = tokens[figure.bare - 1].text if figure.bare else ""
    first, last = figure.first, figure.last
    if before in _SIGNS:
        dimension, factor, unit = _SIGNS[before], 1.0, before
        first = min(first, figure.bare - 1)
    elif is_age(text, figure):
        return _placed(text, figure, "age", "", 1.0, first, last)
    else:
        found = unit_at(text, last)
        if found is None:
            if "magnitude" in (before.lower(), tokens[figure.bare - 2].low if before.lower() == "of" else ""):
                return _placed(text, figure, "magnitude", "", 1.0, first, last)
            return None
        end, dimension, factor = found
        if end < len(tokens) and tokens[end].text == "-":
            return None  # "a five-day-old", "12-year-old"
        unit = " ".join(token.text for token in tokens[last:end] if token.text != "-")
        following = tokens[end].low if end < len(tokens) else ""
        if dimension == "duration" and following == "ago":
            return None
        last = end
    return _placed(text, figure, dimension, unit, factor, first, last)


def _placed(text: Text, figure: Figure, dimension: str, unit: str, factor: float, first: int, last: int) -> Measure:
    """Give a figure with what it comes to in the dimension's first unit, and the words beside it."""
    tokens = text.tokens
    rounded = max(min(figure.step / 2, abs(figure.value) / 10), min(figure.step, 1.0) / 2)  # "20" may be 18 to 22
    half = 0.999 * rounded if figure.exact else 0.0
    shift = _FREEZING if dimension == "temperature" and factor != 1.0 else 0.0
    least, most = min(figure.low, figure.value), max(figure.high, figure.value)  # "over 61" may be 61.3
    low, high = (least - half - shift) * factor, (most + half - shift) * factor
    number = text.within[figure.first]
    sentence = text.sentences[number]
    beside = [*range(max(sentence.first, first - _ABOUT), first), *range(last, min(sentence.last, last + _ABOUT))]
    by = [tokens[at] for at in beside if len(tokens[at].low) > 2 and tokens[at].low not in _NOISE | SMALL]
    near = frozenset(concept(token.low) for token in by if token.text[0].isalpha())
    return Measure(figure, dimension, unit, factor, low, high, number, spread(text, first, last), near)


_SHARES = {"half": 1 / 2} | {
    f"{name}{ending}": 1 / parts
    for name, parts in (("third", 3), ("quarter", 4), ("fifth", 5), ("tenth", 10))
    for ending in ("", "s")
}
_TIMES = {"a": 1, "one": 1} | {word: number for word, number in SMALL_NUMBERS.items() if number < 10}
_OF = {word: number for word, number in SMALL_NUMBERS.items() if number > 2} | {str(n): n for n in (*range(3, 21), 100)}
_SHARED = words("of the its their full")
_AFTER_RATIO = words("was is has")  # else a plural: "nine trams in ten were", but "two goals in ten games"
_FOLDS = {"twice": 2.0, "double": 2.0, "doubled": 2.0, "tripled": 3.0, "trebled": 3.0, "quadrupled": 4.0, "halved": 0.5}


def _shares(text: Text) -> Iterator[Measure]:
    """Find shares in words: "two thirds of", "fewer than half the", "one in five", "nine trams in ten"."""
    low = [token.low for token in text.tokens] + ["", "", ""]
    for index, word in enumerate(low[:-3]):
        before, after = low[index - 1] if index else "", low[index + 1]
        share, first, last = 0.0, index, index + 1
        if word in _SHARES and after in _SHARED:
            at = index - 2 if before == "-" and index > 1 else index - 1
            counted = at >= 0 and low[at] in _TIMES and word != "half"
            first = at if counted else index
            share = _SHARES[word] * (1 if word == "half" else _TIMES[low[at]] if counted else 0)
        elif word == "in" and after in _OF and index and low[index + 2] not in PERIODS:
            plain = not low[index + 2].endswith("s") or low[index + 2] in _AFTER_RATIO
            first = index - 1 if before in _TIMES else index - 2 if plain and index > 1 else index
            last = index + 2
            share = _TIMES.get(low[first], 0) / _OF[after] if low[first] != "a" else 0.0
        if 0 < share < 1:
            begin, least, most = bounded(text, first, 100 * share)
            yield _named(text, (begin, first, last), (least, 100 * share, most), "percent")


def _named(text: Text, tokens: tuple[int, int, int], meant: tuple[float, float, float], dimension: str) -> Measure:
    """Give a measure that is written in words: tokens from its bound, its number, to its end; low, value and high."""
    begin, first, last = tokens
    least, value, most = meant
    said = " ".join(each.text for each in text.tokens[begin:last])
    exact = begin == first and dimension == "percent"
    figure = Figure(begin, first, last, least, most, value, 6.0, exact, spread(text, begin, last), said)
    return _placed(text, figure, dimension, "", 1.0, begin, last)


def _others(text: Text) -> Iterator[Measure]:
    """Find how many times as much, and the scores of matches and votes: "doubled", "three times as many", "3-1"."""
    low = [token.low for token in text.tokens] + ["", "", ""]
    for index, word in enumerate(low[:-3]):
        times, last = _FOLDS.get(word, 0.0), index + 1
        if low[index + 1] == "times" and low[index + 2] in ("as", "more"):
            times, last = _TIMES.get(word, 0), index + 2
        elif word == "half" and low[index + 1] == "as":
            times = 0.5
        if times:
            yield _named(text, (index, index, last), (times, times, times), "ratio")
        end = score_end(text, index)
        if end:
            value = float(low[index]) * 1e4 + float(low[end - 1])
            yield _named(text, (index, index, end), (value, value, value), "score")


@lru_cache(maxsize=1024)
def measures(text: str) -> tuple[Measure, ...]:
    """Find what ``text`` measures, in units or money."""
    known = read(text)
    found = (_measured(known, figure) for figure in figures(text, taken(text)))
    return (*(measure for measure in found if measure), *islice(_shares(known), MOST), *islice(_others(known), MOST))


def find(one: Said, other: Said) -> Iterator[Finding]:
    """Find the measures of two claims that can't both be true, beyond the rounding of the figures as written."""
    first, second, turned = ordered(one, other)
    there = measures(second.text)
    ours = measures(first.text)
    for own in ours:
        rivals = [its for its in there if its.dimension == own.dimension and _of_one(own, its, first, second)]
        if not rivals or any(own.low <= its.high and its.low <= own.high for its in rivals):
            continue
        its = min(rivals, key=lambda rival: (-len(rival.near & own.near), rival.span))
        if any(mine.low <= its.high and its.low <= mine.high for mine in ours if mine.dimension == its.dimension):
            continue
        yield _finding(its, own) if turned else _finding(own, its)


def _of_one(own: Measure, its: Measure, first: Said, second: Said) -> bool:
    """Tell whether two measures seem to be of one thing: the words beside them are shared."""
    here, there = scene(first, own.sentence), scene(second, its.sentence)
    if others(here, there) or not one_event(here, there) or days_apart(first, own.sentence, second, its.sentence):
        return False
    if contrary(first, own.span, second, its.span):
        return False
    ours, theirs = own.near & _AGED, its.near & _AGED
    if own.dimension == "age" and ours and theirs and not ours & theirs:
        return False
    shared, least = len(own.near & its.near), min(len(own.near), len(its.near))
    return own.dimension == "magnitude" or (shared > 0 and shared >= _ALIKE * least)


def _finding(own: Measure, its: Measure) -> Finding:
    check, rule = _RULES.get(own.dimension, (Check.NUMBER, "number.unit"))
    there = _written(its)
    if own.factor != its.factor and own.dimension != "duration":
        there += f" ({_converted(its, own)})"
    return Finding(check, rule, f"{_written(own)} here, {there} there", (own.span,), (its.span,))


def _written(measure: Measure) -> str:
    said, unit = measure.figure.words, measure.unit
    return f"{unit}{said}" if unit in _SIGNS else f"{said}{'' if unit == '%' else ' '}{unit}".strip()


def _converted(measure: Measure, like: Measure) -> str:
    """A measure in the unit of another, as written for a reader."""
    shift = _FREEZING if measure.dimension == "temperature" else 0.0
    value = measure.figure.value
    if measure.dimension == "temperature":
        value = (value - shift) * 5 / 9 if measure.factor != 1.0 else value * 9 / 5 + shift
    else:
        value = value * measure.factor / like.factor
    return f"about {value:.3g} {like.unit}" if value < 1e5 else f"about {value:.0f} {like.unit}"
