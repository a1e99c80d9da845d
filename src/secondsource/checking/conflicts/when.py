"""When the events of a claim took place: its times, each with what happened then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from secondsource.checking.conflicts.frames import MOST, Text, read, spread
from secondsource.checking.conflicts.moments import dateline, moments
from secondsource.checking.conflicts.timewords import ORDINALS, Moment
from secondsource.checking.conflicts.vocabulary import EVENTS, HAPPENING, KIN
from secondsource.model import Said, Span

_SAYING = frozenset(
    "said says say told tells reported reports report announced announces stated statement interview published issued "
    "tweeted wrote confirmed added declared speaking posted updated warned asked".split()
)
# What begins another clause, whose time is not that of the words before it.
_CLAUSES = frozenset(
    "after before where when while who which that as since because and but although though , ;".split()
)
_ROW = frozenset(ORDINALS) | {"another", "further"}
_REACH = 20  # tokens
_PASSED_OVER = frozenset("on at late early by in a the telephone".split())
# What happens in one attack happens at one time.
_ATTACK = frozenset("killed wounded struck fired damaged destroyed".split())
_NEWS = 3  # days after it that an event is told without its day
_FEW = 8  # times of a sentence that are compared
_NIGHT = frozenset("night overnight midnight late early evening dawn tonight".split())
_TOLERANCE = timedelta(hours=12)  # a night belongs to two days


@dataclass(frozen=True, slots=True)
class When:
    """A time with what happened then, in which sentence.

    ``event`` is "attack" for all that an attack does, "" for what isn't known. ``serial`` tells that it is one of a row
    or a mere limit: "Thursday's raids", "for a second day", "by Monday".
    """

    moment: Moment
    event: str
    sentence: int
    serial: bool


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A counted day, week, month or year: "its third day"."""

    value: int
    unit: str
    sentence: int
    span: Span
    words: str


def reference(said: Said) -> date | None:
    """Give the day that the article's relative days count from: its own date line before what it was filed under."""
    return dateline(said.text) or (dateline(said.margins) if said.margins else None) or said.published


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
    begun = text.tokens[sentence.first : min(moment.first, sentence.first + 9)]
    if sum(token.text[0].isalnum() for token in begun) < 2:  # "On Monday the ministry said"
        for at in range(moment.last, min(sentence.last, moment.last + 5)):
            if text.tokens[at].low in EVENTS:
                break
            if text.tokens[at].low in _SAYING:
                return "said"
    left = range(moment.first - 1, max(sentence.first, moment.first - _REACH) - 1, -1)
    right = range(moment.last, min(sentence.last, moment.last + _REACH))
    for side in (left, right):
        for at in side:
            low = text.tokens[at].low
            if low in EVENTS:
                return "attack" if EVENTS[low] in _ATTACK else EVENTS[low]
            following = text.tokens[at + 1].text if at + 1 < sentence.last else ""
            if KIN.get(low) in HAPPENING and not (low == "left" and following[:1].isdecimal()):
                return "begin" if KIN[low] == "open" else KIN[low]
            if low in _CLAUSES:
                break
    return ""


@lru_cache(maxsize=1024)
def _whens(content: str, day: date | None) -> tuple[When, ...]:
    text = read(content)
    counted = {ordinal.sentence for ordinal in ordinals(content)}
    rows = {text.within[index] for index, token in enumerate(text.tokens) if token.low in _ROW}
    found = []
    for moment in moments(content, day):
        if not moment.open or text.tokens[moment.first - 1].low == "since":
            sentence = text.within[moment.first]
            by = text.tokens[moment.first - 1].low == "by" if moment.first else False
            serial = by or sentence in counted or sentence in rows or _possessive(text, moment)
            found.append(When(moment, _event_of(text, moment), sentence, serial))
    return tuple(found)


def _possessive(text: Text, moment: Moment) -> bool:
    last = text.tokens[moment.last - 1].low
    return (last.rstrip("s").endswith("day") and last.endswith("s")) or last.endswith(("'s", "’s"))


@lru_cache(maxsize=1024)
def ordinals(content: str) -> tuple[Ordinal, ...]:
    """Find the counted days, weeks, months and years of a text."""
    text = read(content)
    tokens = text.tokens
    found = []
    for index, token in enumerate(tokens[:-1]):
        value, last = ORDINALS.get(token.low), index + 1
        if (
            value is None
            and token.low.isdecimal()
            and len(token.low) < 4
            and tokens[last].low in ("st", "nd", "rd", "th")
        ):
            value, last = int(token.low), index + 2
        if value and last < len(tokens) and tokens[last].low in ("day", "week", "month", "year"):
            span = spread(text, index, last + 1)
            found.append(Ordinal(value, tokens[last].low, text.within[index], span, content[span.start : span.end]))
    return tuple(found[:MOST])


def whens(said: Said) -> tuple[When, ...]:
    """Find the times of a claim at which something happened, without those of speaking."""
    return tuple(when for when in _whens(said.text, reference(said)) if when.event != "said")


@lru_cache(maxsize=1024)
def _days(said: Said, sentence: int, around: bool) -> tuple[Moment, ...]:
    """The known times of a sentence, else of its claim, else of an attack told of around it, the nearest text first."""
    day = reference(said)
    told = [when for when in _whens(said.text, day) if _tells(when)]
    here = [when for when in told if when.sentence == sentence]
    here = here or [when for when in told if _is_day(when.moment)]
    for text in (said.context, said.margins) if around else ():
        if not here and text:
            here = [when for when in _whens(text, day) if _tells(when) and _is_day(when.moment)]
            here = [when for when in here if when.event == "attack"]
    return tuple(when.moment for when in here[:_FEW])


def _tells(when: When) -> bool:
    moment = when.moment
    return bool(moment.start and not moment.dateline and not moment.open and when.event != "said")


def _is_day(moment: Moment) -> bool:
    return bool(moment.start and moment.end and moment.end - moment.start <= timedelta(days=4))


def days_apart(one: Said, sentence: int, other: Said, its_sentence: int, *, around: bool = False) -> bool:
    """Tell whether two sentences speak of different days, or stand in articles of very different days.

    With ``around``, a sentence without a day has that of the attack that its article tells of.
    """
    ours, theirs = _days(one, sentence, around), _days(other, its_sentence, around)
    if ours and theirs:
        gaps = [(gap_between(a, b), a.part in _NIGHT or b.part in _NIGHT) for a in ours for b in theirs]
        return all(gap is not None and not (night and gap <= _TOLERANCE) for gap, night in gaps)
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
