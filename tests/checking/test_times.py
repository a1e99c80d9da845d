"""Times as written, resolved against an article's date, and when two of them can't both be right."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.checking.conflicts import times
from secondsource.checking.conflicts.moments import dateline, moments
from secondsource.checking.conflicts.timewords import Moment
from secondsource.checking.conflicts.when import whens
from secondsource.model import Check, Said

TUESDAY = date(2021, 6, 29)


def only(text: str, published: date | None = TUESDAY) -> Moment:
    (moment,) = moments(text, published)
    return moment


def days(moment: Moment) -> tuple[str, str]:
    """The first and the last day a time can mean."""
    assert moment.start is not None
    assert moment.end is not None
    return moment.start.date().isoformat(), (moment.end - timedelta(days=1)).date().isoformat()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on Monday evening", "2021-06-28", "2021-06-28"),
        ("on Tuesday", "2021-06-29", "2021-06-29"),
        ("on Wednesday", "2021-06-23", "2021-06-23"),
        ("will meet on Wednesday", "2021-06-30", "2021-06-30"),
        ("we expect to have it by Friday", "2021-07-02", "2021-07-02"),
        ("it must be finished by Friday", "2021-07-02", "2021-07-02"),
        ("it is to open on Friday", "2021-07-02", "2021-07-02"),
        ("it was finished by Friday", "2021-06-25", "2021-06-25"),
        ("last Tuesday", "2021-06-22", "2021-06-22"),
        ("last Monday", "2021-06-21", "2021-06-28"),
        ("next Friday", "2021-07-02", "2021-07-09"),
        ("yesterday", "2021-06-28", "2021-06-28"),
        ("the day before yesterday", "2021-06-27", "2021-06-27"),
        ("tomorrow", "2021-06-30", "2021-06-30"),
        ("two days ago", "2021-06-27", "2021-06-27"),
        ("on the 28th", "2021-06-28", "2021-06-28"),
        ("on the 30th", "2021-05-30", "2021-05-30"),
        ("over the weekend", "2021-06-26", "2021-06-27"),
        ("last week", "2021-06-20", "2021-06-28"),
        ("last month", "2021-05-01", "2021-05-31"),
        ("last year", "2020-01-01", "2020-12-31"),
        ("this morning", "2021-06-29", "2021-06-29"),
        ("last night", "2021-06-28", "2021-06-28"),
        ("on 21 June", "2021-06-21", "2021-06-21"),
        ("on October 2", "2021-10-02", "2021-10-02"),
        ("on January 10", "2021-01-10", "2021-01-10"),
        ("on July 3", "2021-07-03", "2021-07-03"),
        ("in March 2011", "2011-03-01", "2011-03-31"),
        ("in 2016", "2016-01-01", "2016-12-31"),
        ("on 2021-06-28", "2021-06-28", "2021-06-28"),
        ("on 28.06.2021", "2021-06-28", "2021-06-28"),
        ("on 28/06/2021", "2021-06-28", "2021-06-28"),
        ("on Monday, 28 June 2021", "2021-06-28", "2021-06-28"),
        ("on Saturday and Sunday", "2021-06-26", "2021-06-27"),
    ],
)
def test_a_day_is_resolved_as_newspapers_use_it(text: str, first: str, last: str) -> None:
    assert days(only(text)) == (first, last)


@pytest.mark.parametrize(
    "text", ["on Monday evening", "yesterday", "on the 28th", "last week", "on 21 June", "in June"]
)
def test_without_the_article_s_date_a_relative_day_stays_open(text: str) -> None:
    moment = only(text, None)
    assert moment.relative
    assert moment.start is None
    assert moment.stretches() == ()


@pytest.mark.parametrize(
    "text", ["May God help us", "an early warning system", "on the 28th floor of", "in 1995 cases", "5 people"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert moments(text, TUESDAY) == ()


def test_a_numeric_date_that_may_be_two_days_is_neither() -> None:
    assert only("on 06/07/2021").start is None


@pytest.mark.parametrize(
    ("text", "minutes", "halves", "zone"),
    [
        ("at 7:44 local time", {7 * 60 + 44, 19 * 60 + 44}, True, "local"),
        ("at 07:44", {7 * 60 + 44}, False, ""),
        ("at 19:44 GMT", {19 * 60 + 44}, False, "gmt"),
        ("at 7.44 pm", {19 * 60 + 44}, False, ""),
        ("at 7 a.m.", {7 * 60}, False, ""),
        ("at 12 am", {0}, False, ""),
        ("at 1930 GMT", {19 * 60 + 30}, False, "gmt"),
        ("at ten past four", {4 * 60 + 10, 16 * 60 + 10}, True, ""),
        ("at a quarter to five", {4 * 60 + 45, 16 * 60 + 45}, True, ""),
        ("at 7:44 on Monday evening", {19 * 60 + 44}, False, ""),
        ("at ten past four on Sunday afternoon", {16 * 60 + 10}, False, ""),
    ],
)
def test_a_clock_time_is_the_minutes_it_can_mean(text: str, minutes: set[int], halves: bool, zone: str) -> None:
    moment = only(text)
    assert {(low + high) // 2 for low, high in moment.minutes} == minutes
    assert (moment.halves, moment.zone) == (halves, zone)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Date of publication 7 April 2017 A salvo of rockets", date(2017, 4, 7)),
        ("Wed 19 Apr 2017 A bomb", date(2017, 4, 19)),
        ("The mayor was born on 7 April 1960", None),
        ("No date at all", None),
    ],
)
def test_the_date_line_of_an_article_is_found(head: str, day: date | None) -> None:
    assert dateline(head) == day


def test_the_date_line_comes_before_the_day_an_article_was_filed_under() -> None:
    said = Said(
        "The storm hit Talgar on Monday", published=date(2021, 7, 15), margins="Published 29 June 2021 The storm"
    )
    (finding,) = times.remarks(said)
    assert "2021-06-28" in finding.words


@given(
    published=st.dates(), weekday=st.sampled_from("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
)
def test_a_weekday_is_that_weekday_within_the_week_before(published: date, weekday: str) -> None:
    moment = only(f"It rained on {weekday}.", published)
    if moment.start is not None:  # else it lies before the calendar
        assert moment.start.strftime("%A") == weekday
        assert timedelta(0) <= datetime(published.year, published.month, published.day) - moment.start < timedelta(7)


@given(
    text=st.text(st.sampled_from("0123456789:.,-/ aMJpmondaythTuesdaynightlastweekago"), max_size=60),
    published=st.dates(),
)
def test_no_text_breaks_the_reading(text: str, published: date) -> None:
    for day in (published, None):
        for moment in moments(text, day):
            assert text[moment.span.start : moment.span.end].split() == moment.words.split()
            assert all(low <= high for low, high in moment.stretches())


def conflict(one: str, other: str, first: date | None = TUESDAY, second: date | None = TUESDAY) -> list[str]:
    return [f.words for f in times.find(Said(one, published=first), Said(other, published=second))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ferry Marigold sank off Port Orsa on Monday", "The ferry Marigold sank off Port Orsa on Sunday"),
        ("The ferry Marigold sank off Port Orsa on 28 June", "The ferry Marigold sank off Port Orsa on June 26, 2021"),
        ("The ferry Marigold sank off Orsa late on Sunday", "The ferry Marigold sank off Orsa early on Monday"),
        ("The ferry Marigold sank off Orsa at 07:40", "The ferry Marigold sank off Orsa at 9:40 pm"),
        ("The ferry Marigold sank off Orsa at 07:40 GMT", "The ferry Marigold sank off Orsa at 07:40 CEST"),
        ("The siege of the Orsa hall entered its third day", "The siege of the Orsa hall entered its fifth day"),
        ("The Orsa line was reopened on Saturday", "The Orsa line was not reopened until Monday"),
    ],
)
def test_one_event_at_two_times_is_a_conflict(one: str, other: str) -> None:
    assert len(conflict(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # one time in two ways
        ("The ferry Marigold sank off Orsa on Monday", "The ferry Marigold sank off Orsa yesterday"),
        ("The ferry Marigold sank off Orsa on Monday", "The ferry Marigold sank off Orsa in June"),
        ("The ferry Marigold sank off Orsa on Monday night", "The ferry Marigold sank off Orsa early on Tuesday"),
        ("The ferry Marigold sank off Orsa at 7:40", "The ferry Marigold sank off Orsa at 19:40"),
        ("The ferry Marigold sank off Orsa at 07:40 GMT", "The ferry Marigold sank off Orsa at 9:40 am CEST"),
        ("The ferry Marigold sank off Orsa at 07:40 GMT", "The ferry Marigold sank off Orsa at 09:40 local time"),
        # other events
        ("The ferry Marigold sank off Orsa on Monday", "The ferry Marigold sailed from Orsa on Sunday"),
        ("Shells hit a school in Talgar on Monday", "Shells hit a mill in Orsa on Sunday"),
        # the time of speaking
        (
            "The ferry Marigold sank, the mayor of Orsa said on Monday",
            "The ferry sank, the mayor of Orsa said on Tuesday",
        ),
        # a bound, not a time
        ("The Orsa line has been closed since Monday", "The Orsa line was closed on Tuesday"),
        # usage is divided
        ("The ferry Marigold sank off Orsa last Monday", "The ferry Marigold sank off Orsa on Sunday"),
        # one of a row
        ("Thursday's shelling hit the Orsa mill", "Shelling hit the Orsa mill for a second day on Friday"),
    ],
)
def test_times_that_may_both_be_right_are_none(one: str, other: str) -> None:
    assert conflict(one, other) == []


def test_without_both_articles_dates_weekdays_are_not_compared() -> None:
    one, other = "The ferry Marigold sank off Orsa on Monday", "The ferry Marigold sank off Orsa on Sunday"
    assert conflict(one, other, TUESDAY, None) == []


def test_the_finding_says_what_a_day_comes_to() -> None:
    one, other = (
        "The ferry Marigold sank off Orsa on Monday evening",
        "The ferry Marigold sank off Orsa on 27 June 2021",
    )
    assert conflict(one, other) == ["Monday evening (2021-06-28, article of Tue 2021-06-29) here, 27 June 2021 there"]


def test_the_time_of_an_event_is_not_that_of_another_clause() -> None:
    said = Said("Shells hit Orsa where rebels killed a pilot after he was forced to eject on Friday", published=TUESDAY)
    assert [when.event for when in whens(said)] == [""]


def remarks(text: str, published: date | None = TUESDAY, context: str = "") -> list[tuple[str, str]]:
    found = list(times.remarks(Said(text, published=published, context=context)))
    assert all(f.check is Check.UNCLEAR and f.other == () for f in found)
    return [(f.rule, f.words) for f in found]


def test_a_clock_time_without_half_and_zone_is_unclear_and_an_evening_beside_it_suggests_one() -> None:
    assert remarks(
        "the attack occurred at 7:44 local time", context="Shells fell on Monday evening, a monitor said."
    ) == [("time.half", "7:44 local time: no am or pm (beside “Monday evening”: pm?), no zone: whose local time?")]
    assert remarks("the attack occurred at 7:44") == [("time.half", "7:44: no am or pm, no zone")]
    assert remarks("the attack occurred at 19:44") == [("time.zone", "19:44: no zone")]
    assert remarks("the attack occurred at 19:44 GMT") == []


def test_a_relative_day_is_said_with_what_it_comes_to_or_that_nothing_tells() -> None:
    assert remarks("Shells fell on Monday evening") == [
        ("time.relative", "Monday evening of an article dated Tue 2021-06-29 is 2021-06-28")
    ]
    assert remarks("It was closed last Monday") == [
        ("time.relative", "last Monday of an article dated Tue 2021-06-29 is 2021-06-21 or 2021-06-28")
    ]
    ((rule, words),) = remarks("Shells fell on Monday evening", None)
    assert rule == "time.relative"
    assert "isn't known" in words
    assert remarks("Shells fell on 28 June 2021") == []
