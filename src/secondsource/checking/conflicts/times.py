"""When: two claims that put one event at times that can't both be right, and times that one claim leaves unclear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

from secondsource.checking.conflicts.moments import moments
from secondsource.checking.conflicts.numbers import tolls_differ
from secondsource.checking.conflicts.scenes import likeness, one_event, ordered, others, scene
from secondsource.checking.conflicts.timewords import RELATIVE, ZONES, Moment
from secondsource.checking.conflicts.when import When, gap_between, ordinals, reference, whens
from secondsource.model import Check, Finding, Said

# How much two sentences must share to tell of one moment, by what is known of the event.
_ATTACKS_ALIKE = 0.25
_ALIKE = 0.5
_SURE = 0.75
_SOON = timedelta(days=7)
_NEAR = timedelta(days=1)  # events further apart than this are two events, unless what happened is surely the same


def _apart(one: Moment, other: Moment) -> timedelta | None:
    """How far apart two times lie; None where they may overlap or can't be compared."""
    if one.clock and other.clock and one.zone != other.zone:
        if one.zone not in ZONES or other.zone not in ZONES:
            return None
        one, other = _universal(one), _universal(other)
    if one.start and other.start:
        return gap_between(one, other)
    if one.minutes and other.minutes and not one.day and not other.day:
        return gap_between(_some_day(one), _some_day(other))
    return None


def _universal(moment: Moment) -> Moment:
    shift = ZONES[moment.zone]
    return replace(moment, minutes=tuple((low - shift, high - shift) for low, high in moment.minutes))


def _some_day(moment: Moment) -> Moment:
    return replace(moment, start=datetime(2000, 1, 2), end=datetime(2000, 1, 3))


def find(one: Said, other: Said) -> Iterator[Finding]:
    """Find an event that two claims put at times that can't overlap, at most one finding an event."""
    first, second, turned = ordered(one, other)
    for own, its in _apart_furthest(first, second):
        yield _finding(its, own, one, other) if turned else _finding(own, its, one, other)
    yield from _days_counted(one, other)


@lru_cache(maxsize=1024)  # what is found of two claims is kept at both
def _apart_furthest(first: Said, second: Said) -> tuple[tuple[When, When], ...]:
    furthest: dict[str, tuple[timedelta, When, When]] = {}
    settled: set[str] = set()
    for own in whens(first):
        for its in whens(second):
            alike = _alike(own, its, first, second)
            if not alike:
                continue
            gap = _apart(own.moment, its.moment)
            if gap is None:
                if all(when.moment.start or when.moment.day or when.moment.clock for when in (own, its)):
                    settled.update((own.event, its.event))
            elif _telling(own, its, gap, alike, first, second) and (
                own.event not in furthest or gap < furthest[own.event][0]
            ):
                furthest[own.event] = (gap, own, its)
    return tuple(
        (own, its) for _, own, its in furthest.values() if own.event not in settled and its.event not in settled
    )


def _alike(own: When, its: When, first: Said, second: Said) -> float:
    """How alike two sentences with a time are, from 0 to 1; 0 where they tell of different events."""
    here, there = scene(first, own.sentence), scene(second, its.sentence)
    if own.event != its.event and own.event and its.event:
        return 0.0
    if own.moment.open != its.moment.open or not one_event(here, there) or others(here, there):
        return 0.0
    if tolls_differ(first, own.sentence, second, its.sentence):
        return 0.0  # two days with a toll each are two events
    alike = likeness(here, there)
    least = _ALIKE
    if own.event == its.event == "attack":  # attacks are many
        least = _ATTACKS_ALIKE if here.names & there.names else _SURE
    return alike if alike >= least else 0.0


def _to_come(when: When, said: Said) -> bool:
    """Tell whether a time lies after the day of its article."""
    day = reference(said)
    return bool(day and when.moment.start and when.moment.start.date() > day)


def _telling(own: When, its: When, gap: timedelta, alike: float, first: Said, second: Said) -> bool:
    """Tell whether times that far apart can be a conflict rather than two events of one row."""
    if own.serial or its.serial:
        return False
    words = own.moment.words.lower()
    if words == its.moment.words.lower() and words not in RELATIVE:
        return False  # the articles' dates differ, not what they say
    if gap > _SOON and (own.moment.day != its.moment.day or _to_come(own, first) != _to_come(its, second)):
        return False  # a day beside a year, what was beside what is planned
    one_deed = alike >= _SURE or bool(own.event and own.event == its.event)
    return own.moment.open or gap <= _NEAR or (one_deed and own.event != "attack")


def _finding(own: When, its: When, one: Said, other: Said) -> Finding:
    words = f"{_shown(own.moment, one)} here, {_shown(its.moment, other)} there"
    rule = "time.clock" if own.moment.clock and its.moment.clock and not own.moment.start else "time.day"
    return Finding(Check.TIME, rule, words, (own.moment.span,), (its.moment.span,))


def _days_counted(one: Said, other: Said) -> Iterator[Finding]:
    """Find "the third day" beside "the fifth day" of one thing."""
    ours, theirs = ordinals(one.text), ordinals(other.text)
    if len(ours) == len(theirs) == 1 and ours[0].unit == theirs[0].unit and ours[0].value != theirs[0].value:
        here, there = scene(one, ours[0].sentence), scene(other, theirs[0].sentence)
        if one_event(here, there) and likeness(here, there) >= _ALIKE:
            words = f"{ours[0].words} here, {theirs[0].words} there"
            yield Finding(Check.TIME, "time.ordinal", words, (ours[0].span,), (theirs[0].span,))


def _shown(moment: Moment, said: Said) -> str:
    """The words of a time with what they come to."""
    if not moment.relative or not moment.start:
        return moment.words
    return f"{moment.words} ({_resolved(moment)}, article of {_dated(said)})"


def _dated(said: Said) -> str:
    day = reference(said)
    return f"{['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][day.weekday()]} {day.isoformat()}" if day else "no date"


def _resolved(moment: Moment) -> str:
    if moment.start is None or moment.end is None:
        return "unknown"
    first, last = moment.start.date(), (moment.end - timedelta(days=1)).date()
    if first == last:
        return first.isoformat()
    joint = "to" if moment.sure or not moment.day else "or"
    return f"{first.isoformat()} {joint} {last.isoformat()}"


def remarks(said: Said) -> Iterator[Finding]:
    """Find what one claim leaves open: a clock time without its half of the day or its zone, a relative day."""
    day = reference(said)
    found = moments(said.text, day)
    around = moments(said.context, day) if said.context else ()
    for moment in found:
        if moment.clock:
            open_ = []
            if moment.halves:
                hint = next((m for m in (*found, *around) if not m.clock and m.part), None)
                half = _half(hint) if hint else ""
                open_.append("no am or pm" + (f" (beside “{hint.words}”: {half}?)" if hint and half else ""))
            if moment.zone in ("", "local"):
                open_.append("no zone" + (": whose local time?" if moment.zone else ""))
            if open_:
                rule = "time.half" if moment.halves else "time.zone"
                yield Finding(Check.UNCLEAR, rule, f"{moment.words}: {', '.join(open_)}", (moment.span,))
        if moment.relative and not moment.dateline:
            if day is None:
                words = f"{moment.words}: which day that is, only the article's date tells, and it isn't known"
            elif moment.start:
                words = f"{moment.words} of an article dated {_dated(said)} is {_resolved(moment)}"
            else:
                continue
            yield Finding(Check.UNCLEAR, "time.relative", words, (moment.span,))


def _half(moment: Moment) -> str:
    if moment.part in ("evening", "afternoon", "sunset", "dusk", "tonight"):
        return "pm"
    return "am" if moment.part in ("morning", "dawn", "sunrise", "early") else ""
