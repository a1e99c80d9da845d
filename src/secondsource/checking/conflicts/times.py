"""When: two claims that put one event at times that can't both be right, and times that one claim leaves unclear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from secondsource.checking.conflicts.frames import likeness, one_event, ordered, scene
from secondsource.checking.conflicts.moments import ZONES, Moment, moments
from secondsource.checking.conflicts.when import When, gap_between, reference, whens
from secondsource.model import Check, Finding, Said

_FURTHEST = timedelta(days=6)  # events further apart than this are two events


def _apart(one: Moment, other: Moment) -> timedelta | None:
    """How far apart two times lie; None where they may overlap or can't be compared."""
    if one.clock and other.clock and one.zone != other.zone:
        if one.zone not in ZONES or other.zone not in ZONES:
            return None
        one, other = _universal(one), _universal(other)
    if one.start and other.start:
        return gap_between(one, other)
    if one.clock and other.clock and not one.day and not other.day:
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
    ours, theirs = whens(first), whens(second)
    worst: dict[str, tuple[timedelta, When, When]] = {}
    settled: set[str] = set()
    for own in ours:
        for its in theirs:
            here, there = scene(first, own.sentence), scene(second, its.sentence)
            alike = likeness(here, there)
            if alike < (0.25 if own.event == its.event else 0.4) or not one_event(here, there):
                continue
            gap = _apart(own.moment, its.moment)
            if gap is None:
                settled.add(own.event)
                continue
            if gap > _FURTHEST or not own.moment.sure or not its.moment.sure:
                continue
            if own.moment.words.lower() == its.moment.words.lower():
                continue
            if own.event not in worst or gap < worst[own.event][0]:
                worst[own.event] = (gap, own, its)
    for event, (_, own, its) in worst.items():
        if event in settled:
            continue
        if turned:
            own, its = its, own
        words = f"{_shown(own.moment, one)} here, {_shown(its.moment, other)} there"
        rule = "time.clock" if own.moment.clock and its.moment.clock and not own.moment.start else "time.day"
        yield Finding(Check.TIME, rule, words, (own.moment.span,), (its.moment.span,))


def _shown(moment: Moment, said: Said) -> str:
    """The words of a time with what they come to."""
    if not moment.relative or not moment.start:
        return moment.words
    return f"{moment.words} ({_resolved(moment)}, article of {_dated(said)})"


def _dated(said: Said) -> str:
    day = said.published
    return f"{['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][day.weekday()]} {day.isoformat()}" if day else "no date"


def _resolved(moment: Moment) -> str:
    assert moment.start
    assert moment.end
    first, last = moment.start.date(), (moment.end - timedelta(days=1)).date()
    if first == last:
        return first.isoformat()
    joint = "to" if moment.sure or (last - first).days != 7 else "or"
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
