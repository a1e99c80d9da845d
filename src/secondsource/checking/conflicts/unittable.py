"""Units of measure, durations and currencies, by name, and scores.

The factors are written here: pint needs 0.2 s to import and 0.1 s for its registry, for some units that never change.
"""

from __future__ import annotations

from secondsource.checking.conflicts.frames import Text
from secondsource.checking.conflicts.vocabulary import words

# Each unit: its dimension and how many of the dimension's first unit it is.
UNITS: dict[tuple[str, ...], tuple[str, float]] = {
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
        ("duration", 2629800.0, "month|months"),
        ("duration", 31557600.0, "year|years"),
        ("dollars", 1.0, "dollar|dollars|us dollars|usd"),
        ("euros", 1.0, "euro|euros|eur"),
        ("pounds sterling", 1.0, "pound sterling|pounds sterling|gbp"),
        ("Syrian pounds", 1.0, "syrian pounds|syrian pound"),
        ("Turkish lira", 1.0, "turkish lira|turkish liras"),
        ("roubles", 1.0, "rouble|roubles|ruble|rubles"),
    )
    for name in names.split("|")
}

_MONTHS = words("january february march april may june july august september october november december")


def unit_at(text: Text, index: int) -> tuple[int, str, float] | None:
    """Read a unit at ``index``, the longest that fits: where it ends, its dimension and factor."""
    if index < len(text.tokens) and text.tokens[index].text == "-":
        index += 1
    for size in (3, 2, 1):
        name = tuple(token.low for token in text.tokens[index : index + size])
        if len(name) == size and name in UNITS:
            return index + size, *UNITS[name]
    return None


def score_end(text: Text, index: int) -> int:
    """Tell where the score ends that begins at ``index``, 0 for none: "3-1", "17 votes to 14", the larger first."""
    low = [token.low for token in text.tokens[index : index + 4]]
    at = 3 if low[1:3] == ["votes", "to"] else 2 if low[1:2] and low[1] in "-–" else len(low)
    if at >= len(low) or not (low[0].isdecimal() and low[at].isdecimal()) or max(len(low[0]), len(low[at])) > 3:
        return 0
    following = text.tokens[index + at + 1].low if index + at + 1 < len(text.tokens) else ""
    before = text.tokens[index - 1].low if index else ""
    plain = before not in ("-", "/", "from") and following not in ("-", "/") and following not in _MONTHS
    return index + at + 1 if plain and int(low[0]) >= int(low[at]) else 0
