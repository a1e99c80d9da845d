"""When the events of a claim took place: its times, each with what happened then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from secondsource.checking.conflicts.frames import EVENTS, Text, read
from secondsource.checking.conflicts.moments import Moment, dateline, moments
from secondsource.model import Said

_SAYING = frozenset(
    "said says say told tells reported reports report announced announces stated statement interview published issued "
    "tweeted wrote confirmed added declared speaking posted updated warned asked".split()
)
_PASSED_OVER = frozenset("on at late early by in a the telephone".split())
# What happens in one attack happens at one time.
_ATTACK = frozenset("killed wounded struck fired damaged destroyed".split())
_BEFORE = timedelta(days=30)  # news is told soon after
_NEWS = 5  # days
_TOLERANCE = timedelta(hours=12)  # a night belongs to two days


@dataclass(frozen=True, slots=True)
class When:
    """A time with what happened then ("attack" for all that an attack does), in which sentence."""

    moment: Moment
    event: str
    sentence: int


def reference(said: Said) -> date | None:
    """Give the day that the article's relative days count from: its own date line before what it was filed under."""
    return (dateline(said.margins) if said.margins else None) or said.published


def _event_of(text: Text, moment: Moment) -> str:
    """What happened at ``moment``: the nearest event of its sentence, or "said" where the time is that of speaking."""
    if moment.dateline:
        return "said"
    sentence = text.sentences[text.within[moment.first]]
    for at in range(moment.first - 1, max(sentence.first, moment.first - 5) - 1, -1):
        token = text.tokens[at]
        if token.low in _SAYING:
            return "said"
        if token.low not in _PASSED_OVER and not token.text[0].isupper():
            break
    if moment.first - sentence.first < 2:  # "On Monday the ministry said"
        for at in range(moment.last, min(sentence.last, moment.last + 5)):
            if text.tokens[at].low in EVENTS:
                break
            if text.tokens[at].low in _SAYING:
                return "said"
    for distance in range(1, 16):
        for at in (moment.first - distance, moment.last - 1 + distance):
            if sentence.first <= at < sentence.last and text.tokens[at].low in EVENTS:
                event = EVENTS[text.tokens[at].low]
                return "attack" if event in _ATTACK else event
    return ""


@lru_cache(maxsize=1024)
def _whens(content: str, day: date | None) -> tuple[When, ...]:
    text = read(content)
    timed = ((moment, _event_of(text, moment)) for moment in moments(content, day) if not moment.open)
    return tuple(When(moment, event, text.within[moment.first]) for moment, event in timed)


def whens(said: Said) -> tuple[When, ...]:
    """Find the times of a claim at which something happened, without those of speaking."""
    return tuple(when for when in _whens(said.text, reference(said)) if when.event != "said")


def _days(said: Said, sentence: int) -> list[Moment]:
    """The resolved times of a sentence, else of the claim, else of its context.

    Where only the time of speaking is known, the event lies in the days up to it.
    """
    known = [when for when in _whens(said.text, reference(said)) if _is_day(when.moment) and not when.moment.dateline]
    own = [when for when in known if when.event != "said"]
    here = [when.moment for when in own if when.sentence == sentence] or [when.moment for when in own]
    if not here and said.context:
        around = _whens(said.context, reference(said))
        here = [when.moment for when in around if _is_day(when.moment) and when.event == "attack"]
    if here:
        return here
    spoken = [when.moment for when in known if when.sentence == sentence]
    return [
        replace(each, start=each.start - _BEFORE, minutes=()) for each in spoken if each.start and each.start.year > 1
    ]


def _is_day(moment: Moment) -> bool:
    return bool(moment.start and moment.end and moment.end - moment.start <= timedelta(days=4))


def days_apart(one: Said, sentence: int, other: Said, its_sentence: int) -> bool:
    """Tell whether two sentences speak of different days, or stand in articles of very different days."""
    ours, theirs = _days(one, sentence), _days(other, its_sentence)
    if ours and theirs:
        gaps = [gap_between(a, b) for a in ours for b in theirs]
        return all(gap is not None and gap > _TOLERANCE for gap in gaps)
    here, there = reference(one), reference(other)
    if ours and there:
        return all(_far(moment, there) for moment in ours)
    if theirs and here:
        return all(_far(moment, here) for moment in theirs)
    return bool(here and there and abs((here - there).days) > _NEWS)


def _far(moment: Moment, day: date) -> bool:
    """Tell whether an article of that day, which names no day, hardly tells of ``moment``."""
    return bool(
        moment.start
        and moment.end
        and not -1 <= (day - moment.start.date()).days <= _NEWS + (moment.end - moment.start).days
    )


def gap_between(one: Moment, other: Moment) -> timedelta | None:
    """Give how far apart two times on known days lie; None where they overlap or are unknown."""
    gaps = [max(a - d, c - b) for a, b in one.stretches() for c, d in other.stretches()]
    least = min(gaps, default=timedelta(-1))
    return least if least >= timedelta(0) else None
