"""How much: two claims that measure the same thing in the same or other units, and can't both be right.

The factors are written here: pint needs 0.2 s to import and 0.1 s for its registry, for a dozen units that never
change. Money of two currencies is never compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from secondsource.checking.conflicts.figures import Figure, figures
from secondsource.checking.conflicts.frames import MOST, Text, read, spread, stem
from secondsource.checking.conflicts.moments import taken
from secondsource.checking.conflicts.scenes import one_event, ordered, scene
from secondsource.checking.conflicts.timewords import SMALL_NUMBERS
from secondsource.checking.conflicts.vocabulary import words
from secondsource.checking.conflicts.when import days_apart
from secondsource.model import Check, Finding, Said, Span

# Each unit: its dimension and how many of the dimension's first unit it is.
_UNITS: dict[tuple[str, ...], tuple[str, float]] = {
    tuple(name.split()): (dimension, factor)
    for dimension, factor, names in (
        ("length", 1.0, "m|metre|metres|meter|meters"),
        ("length", 1000.0, "km|kms|kilometre|kilometres|kilometer|kilometers"),
        ("length", 0.01, "cm|centimetre|centimetres|centimeter|centimeters"),
        ("length", 0.001, "mm|millimetre|millimetres|millimeter|millimeters"),
        ("length", 1609.344, "mi|mile|miles"),
        ("length", 0.3048, "ft|foot|feet"),
        ("length", 0.9144, "yard|yards|yd|yds"),
        ("length", 0.0254, "inch|inches"),
        ("length", 1852.0, "nautical mile|nautical miles"),
        ("area", 1e6, "square km|sq km|square kilometre|square kilometres|square kilometer|square kilometers|km²|km2"),
        ("area", 1609.344**2, "square mile|square miles|sq mi|sq mile|sq miles"),
        ("area", 1.0, "square metre|square metres|square meter|square meters|sq m|m²|m2"),
        ("area", 0.09290304, "square foot|square feet|sq ft"),
        ("area", 1e4, "hectare|hectares|ha"),
        ("area", 4046.8564224, "acre|acres"),
        ("mass", 1.0, "kg|kgs|kilo|kilos|kilogram|kilograms|kilogramme|kilogrammes"),
        ("mass", 0.001, "gram|grams|gramme|grammes"),
        ("mass", 1000.0, "tonne|tonnes|metric ton|metric tons"),
        ("mass", 907.18474, "short ton|short tons"),
        ("tons", 1.0, "ton|tons"),  # which ton, the text doesn't say
        ("mass", 0.45359237, "lb|lbs"),
        ("volume", 1.0, "litre|litres|liter|liters"),
        ("volume", 158.987294928, "barrel of oil|barrels of oil"),
        ("volume", 3.785411784, "us gallon|us gallons"),
        (
            "speed",
            1.0,
            "km / h|kph|kilometres per hour|kilometers per hour|km per hour|kilometres an hour|kilometers an hour",
        ),
        ("speed", 1.609344, "mph|miles per hour|miles an hour"),
        ("temperature", 1.0, "° c|degrees celsius|celsius|degrees centigrade"),
        ("temperature", 5 / 9, "° f|degrees fahrenheit|fahrenheit"),
        ("percent", 1.0, "%|percent|per cent|pct"),
        ("magnitude", 1.0, "magnitude"),
        ("duration", 1.0, "second|seconds"),
        ("duration", 60.0, "minute|minutes|min|mins"),
        ("duration", 3600.0, "hour|hours"),
        ("duration", 86400.0, "day|days"),
        ("duration", 604800.0, "week|weeks"),
        ("dollars", 1.0, "dollar|dollars|us dollars|usd"),
        ("euros", 1.0, "euro|euros|eur"),
        ("pounds sterling", 1.0, "pound sterling|pounds sterling|gbp"),
        ("Syrian pounds", 1.0, "syrian pounds|syrian pound"),
        ("Turkish lira", 1.0, "turkish lira|turkish liras"),
        ("roubles", 1.0, "rouble|roubles|ruble|rubles"),
    )
    for name in names.split("|")
}
_SIGNS = {"$": "dollars", "€": "euros", "£": "pounds sterling"}
_LASTING = words("for lasted lasting lasts last within during took takes")
_APART = words("ago after before later earlier")
_CURRENCIES = ("dollars", "euros", "pounds sterling", "Syrian pounds", "Turkish lira", "roubles")
_RULES = {"duration": (Check.TIME, "time.duration"), "percent": (Check.NUMBER, "number.percent")}
_RULES |= dict.fromkeys(_CURRENCIES, (Check.NUMBER, "number.money"))
_FREEZING = 32.0
_NOISE = words("about around approximately roughly some nearly almost least than more over")
_ABOUT = 6  # how many words on either side tell what is measured


@dataclass(frozen=True, slots=True)
class Measure:
    """A measured figure: ``[low, high]`` in its dimension's first unit, the unit as written, stems of words beside it."""

    figure: Figure
    dimension: str
    unit: str
    factor: float
    low: float
    high: float
    sentence: int
    span: Span
    near: frozenset[str]


def _unit(text: Text, index: int) -> tuple[int, str, float] | None:
    """Read a unit at ``index``, the longest that fits: where it ends, its dimension and factor."""
    if index < len(text.tokens) and text.tokens[index].text == "-":
        index += 1
    for size in (3, 2, 1):
        name = tuple(token.low for token in text.tokens[index : index + size])
        if len(name) == size and name in _UNITS:
            return index + size, *_UNITS[name]
    return None


def _measured(text: Text, figure: Figure) -> Measure | None:
    tokens = text.tokens
    before = tokens[figure.bare - 1].text if figure.bare else ""
    first, last = figure.first, figure.last
    if before in _SIGNS:
        dimension, factor, unit = _SIGNS[before], 1.0, before
        first = min(first, figure.bare - 1)
    else:
        found = _unit(text, last)
        if found is None:
            if "magnitude" in (before.lower(), tokens[figure.bare - 2].low if before.lower() == "of" else ""):
                return _placed(text, figure, "magnitude", "", 1.0, first, last)
            return None
        end, dimension, factor = found
        if end < len(tokens) and tokens[end].text == "-":
            return None  # "a five-day-old", "12-year-old"
        unit = " ".join(token.text for token in tokens[last:end] if token.text != "-")
        following = tokens[end].low if end < len(tokens) else ""
        if dimension == "duration" and (tokens[first - 1].low not in _LASTING or following in _APART):
            return None
        last = end
    return _placed(text, figure, dimension, unit, factor, first, last)


def _placed(text: Text, figure: Figure, dimension: str, unit: str, factor: float, first: int, last: int) -> Measure:
    """Give a figure with what it comes to in the dimension's first unit, and the words beside it."""
    tokens = text.tokens
    rounded = max(min(figure.step / 2, abs(figure.value) / 10), min(figure.step, 1.0) / 2)  # "20" may be 18 to 22
    half = 0.999 * rounded if figure.exact else 0.0
    shift = _FREEZING if dimension == "temperature" and factor != 1.0 else 0.0
    low, high = (figure.low - half - shift) * factor, (figure.high + half - shift) * factor
    number = text.within[figure.first]
    sentence = text.sentences[number]
    beside = [*range(max(sentence.first, first - _ABOUT), first), *range(last, min(sentence.last, last + _ABOUT))]
    near = {stem(tokens[at].low) for at in beside if len(tokens[at].low) > 3 and tokens[at].low not in _NOISE}
    return Measure(figure, dimension, unit, factor, low, high, number, spread(text, first, last), frozenset(near))


_SHARES = {"half": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4} | {
    "fifth": 1 / 5,
    "fifths": 1 / 5,
}
_TIMES = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_OF = {word: number for word, number in SMALL_NUMBERS.items() if number > 2} | {str(n): n for n in range(3, 21)}


def _shares(text: Text) -> Iterator[Measure]:
    """Find shares in words: "two thirds of", "half the", "one in five"."""
    tokens = text.tokens
    for index, token in enumerate(tokens):
        before = tokens[index - 1].low if index else ""
        after = tokens[index + 1].low if index + 1 < len(tokens) else ""
        share, first, last = 0.0, index, index + 1
        if token.low in _SHARES and after in ("of", "the", "its", "their"):
            first = index - 1 if before in _TIMES else index
            share = _SHARES[token.low] * (1 if token.low == "half" else _TIMES.get(before, 0))
        elif token.low == "in" and before in _TIMES and before != "a" and after in _OF:
            first, last = index - 1, index + 2
            share = _TIMES[before] / _OF[after]
        if 0 < share < 1:
            said = " ".join(each.text for each in tokens[first:last])
            percent, span = 100 * share, spread(text, first, last)
            figure = Figure(first, first, last, percent, percent, percent, 6.0, True, span, said)
            yield _placed(text, figure, "percent", "", 1.0, first, last)


@lru_cache(maxsize=1024)
def measures(text: str) -> tuple[Measure, ...]:
    """Find what ``text`` measures, in units or money."""
    known = read(text)
    found = (_measured(known, figure) for figure in figures(text, taken(text)))
    return (*(measure for measure in found if measure), *islice(_shares(known), MOST))


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
    shared = len(own.near & its.near)
    if own.dimension == "magnitude":
        shared += 1
    if shared < 2 or 3 * shared < min(len(own.near), len(its.near)):
        return False
    here, there = scene(first, own.sentence), scene(second, its.sentence)
    return one_event(here, there) and not days_apart(first, own.sentence, second, its.sentence)


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
