"""Numbers as written, what they count, and when two of them can't both be true. All events are invented."""

from __future__ import annotations

from datetime import date
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.checking.conflicts import numbers, units
from secondsource.checking.conflicts.counts import counts
from secondsource.checking.conflicts.figures import figures
from secondsource.checking.conflicts.units import measures
from secondsource.model import Check, Said

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(value: int) -> str:
    """Write a number below a million in words."""
    if value < 20:
        return SMALL[value]
    if value < 100:
        return TENS[value // 10 - 2] + (f"-{SMALL[value % 10]}" if value % 10 else "")
    if value < 1000:
        return f"{SMALL[value // 100]} hundred" + (f" and {in_words(value % 100)}" if value % 100 else "")
    rest = value % 1000
    joint = " and " if 0 < rest < 100 else " " if rest else ""
    return f"{in_words(value // 1000)} thousand{joint}{in_words(rest) if rest else ''}"


def said(text: str, published: date | None = date(2024, 3, 5)) -> Said:
    return Said(text, published=published)


def found(one: str, other: str) -> list[str]:
    """The rules that find a conflict of number between two claims."""
    return [each.rule for rule in (numbers, units) for each in rule.find(said(one), said(other))]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("70 people", 70, 70),
        ("seventy people", 70, 70),
        ("two hundred and thirty-five people", 235, 235),
        ("at least 70 people", 70, inf),
        ("no fewer than seventy people", 70, inf),
        ("more than seventy people", 71, inf),
        ("70 or more people", 70, inf),
        ("fewer than 50 people", 0, 49),
        ("up to 20 people", 0, 20),
        ("nearly 100 people", 85, 100),
        ("about 50 people", 45, 55),
        ("50 or so people", 45, 55),
        ("between 100 and 120 soldiers", 100, 120),
        ("10-15 soldiers", 10, 15),
        ("two or three soldiers", 2, 3),
        ("dozens of people", 20, 149),
        ("hundreds of thousands of people", 150_000, 9_999_000),
        ("several hundred people", 200, 2000),
        ("1,204 patients", 1204, 1204),
        ("13 000 people", 12_500, 13_500),
        ("1.5 million people", 1_450_000, 1_550_000),
        ("one and a half million people", 1_450_000, 1_550_000),
    ],
)
def test_a_figure_is_the_interval_it_can_mean(text: str, low: float, high: float) -> None:
    (figure,) = figures(text)
    assert (figure.low, figure.high) == (low, high)
    assert text[figure.span.start : figure.span.end] == figure.words


@pytest.mark.parametrize(
    "text",
    ["in 2016.", "since 1988 the", "the 3rd day", "the 1980s", "an F-16", "an S400 battery", "Flight 302", "²³ people"],
)
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("The blast killed six people and injured 32", [("killed", "people", 6), ("wounded", "people", 32)]),
        ("At least 48 dead, over 100 injured", [("killed", "people", 48), ("wounded", "people", 101)]),
        ("16 civilians including four children were killed", [("killed", "civilians", 16), ("killed", "children", 4)]),
        (
            "Six civilians including a child were among at least 22 people killed",
            [("killed", "civilians", 6), ("killed", "children", 1), ("killed", "people", 22)],
        ),
        ("23 civilians and 16 fighters were killed", [("killed", "civilians", 23), ("killed", "fighters", 16)]),
        ("ten people in the northern suburb were wounded", [("wounded", "people", 10)]),
        ("the hospital recorded four deaths and 55 injuries", [("killed", "people", 4), ("wounded", "people", 55)]),
        ("The death toll rose from 15 to 18", [("killed", "people", 18)]),
        ("The flood claimed 17 lives", [("killed", "people", 17)]),
        ("13,000 residents fled", [("displaced", "people", 12_500)]),
        ("15 of the wounded were in a critical state", []),
        ("one of the largest raids", []),
        ("a 12-year-old girl was wounded", []),
        ("for three days and 20 km", []),
    ],
)
def test_a_count_knows_what_happened_to_whom(text: str, slots: list[tuple[str, str, float]]) -> None:
    assert [(count.event, count.whom, count.figure.low) for count in counts(text) if count.event] == slots


TOLD = "The mudslide in the Talgar valley killed {} people on Sunday"


@pytest.mark.parametrize(
    ("here", "there", "rule"),
    [
        ("16", "19", "number.differs"),
        ("sixteen", "19", "number.differs"),
        ("at least 70", "58", "number.bound"),
        ("dozens of", "213", "number.bound"),
        ("dozens of", "seven", "number.bound"),
        ("fewer than 50", "at least 80", "number.bound"),
        ("between 10 and 15", "20", "number.bound"),
        ("about 40", "at least 80", "number.bound"),
    ],
)
def test_figures_of_one_slot_that_cannot_both_be_true_conflict(here: str, there: str, rule: str) -> None:
    assert found(TOLD.format(here), TOLD.format(there)) == [rule]


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("at least 60", "at least 70"),
        ("at least 70", "dozens of"),
        ("more than seventy", "72"),
        ("about 50", "52"),
        ("up to 100", "87"),
        ("several", "four"),
        ("nearly 100", "97"),
        ("a dozen", "13"),
        ("12,000", "12,200"),
    ],
)
def test_figures_that_can_both_be_true_do_not(here: str, there: str) -> None:
    assert found(TOLD.format(here), TOLD.format(there)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # killed beside wounded
        ("The mudslide in the Talgar valley killed 16 people", "The mudslide in the Talgar valley wounded 19 people"),
        # a part beside the whole
        ("The mudslide in the Talgar valley killed six children", "The mudslide in the Talgar valley killed 16 people"),
        # another place
        ("The mudslide in the Talgar valley killed 16 people", "The mudslide in the Orsa valley killed 19 people"),
        # another day
        ("The storm killed 16 people in Talgar on Sunday", "The storm killed 19 people in Talgar on Friday"),
        # other means
        ("A car bomb killed 16 people in Talgar", "Rebel shelling killed 19 people in Talgar"),
        # one event beside many
        ("The raid killed 16 people in Talgar", "Raids have killed 1,900 people in Talgar since March 2019"),
        # one place beside the land around it
        ("In Talgar village the flood killed 7 people", "Across the province of Orsa the flood killed 16 people"),
        # nothing in common
        ("The fire killed 16 people", "An avalanche killed 19 skiers in the Orsa pass"),
        # one of a row
        ("A first blast killed five people in Talgar", "A second blast killed nine people in Talgar"),
        # of another person, of another boat
        ("The court jailed Ana Brix for 12 years", "The court jailed her brother for three years"),
        ("A boat with 85 migrants sank off Orsa", "Another boat with 60 migrants reached Orsa"),
        # a party's seats and the house's
        ("The Harbour List won 43 of the 101 seats in Orsa", "The Harbour List won 43 seats in Orsa"),
        # other times, told by year and by quarter
        ("The party won 35 percent of the vote in 2019", "The party won 28 percent of the vote in 2024"),
        (
            "The economy of Orsa grew 2 percent in the first quarter",
            "The economy of Orsa grew 1 percent in the third quarter",
        ),
        # different people, each of an age
        ("A girl aged 12 was rescued in Orsa", "A man aged 54 was rescued in Orsa"),
        # different things
        ("Two trains collided near Talgar, killing 16", "Five ambulances came to Talgar, where the trains collided"),
    ],
)
def test_figures_of_other_slots_or_events_do_not_conflict(one: str, other: str) -> None:
    assert found(one, other) == []


def test_a_part_cannot_be_more_than_its_whole() -> None:
    one, other = "The mudslide in Talgar killed 22 civilians", "The mudslide in Talgar killed 16 people"
    (finding,) = numbers.find(said(one), said(other))
    assert (finding.check, finding.rule) == (Check.NUMBER, "number.part")
    assert "22 civilians killed here, 16 people killed there" in finding.words


def test_the_finding_shows_both_figures() -> None:
    one, other = "The mudslide in Talgar killed at least 22 people", "In Talgar 16 people died in the mudslide"
    (finding,) = numbers.find(said(one), said(other))
    assert finding.words == "at least 22 people killed here, 16 there"
    assert [one[a:b] for a, b in finding.own] == ["at least 22 people"]
    assert [other[a:b] for a, b in finding.other] == ["16 people"]


def test_a_text_that_gives_both_figures_agrees_with_either() -> None:
    both = "The mudslide in Talgar killed 16 people, or 19 people were killed there as the mayor has it"
    assert found(both, "The mudslide in Talgar killed 19 people") == []


@given(
    value=st.integers(2, 900_000),
    notations=st.lists(st.sampled_from(["{}", "{:,}", "words"]), min_size=2, max_size=2),
)
def test_a_number_in_another_notation_is_the_same_number(value: int, notations: list[str]) -> None:
    one, other = (TOLD.format(in_words(value) if n == "words" else n.format(value)) for n in notations)
    assert counts(one)
    assert counts(other)
    assert found(one, other) == []


@given(one=st.integers(2, 900), other=st.integers(2, 900))
def test_exact_tolls_conflict_just_when_they_differ(one: int, other: int) -> None:
    assert bool(found(TOLD.format(one), TOLD.format(other))) == (one != other)
    assert found(TOLD.format(f"at least {one}"), TOLD.format(f"at least {other}")) == []


@pytest.mark.parametrize(
    ("one", "other", "rules"),
    [
        ("The tanker sank 20 km off Port Orsa", "The tanker sank 12 miles off Port Orsa", []),
        ("The tanker sank 20 km off Port Orsa", "The tanker sank 20 miles off Port Orsa", ["number.unit"]),
        ("The burnt area covers 5 sq km of Orsa forest", "The burnt area covers 500 hectares of Orsa forest", []),
        (
            "The burnt area covers 5 sq km of Orsa forest",
            "The burnt area covers 5 hectares of Orsa forest",
            ["number.unit"],
        ),
        ("Temperatures in Orsa reached 40 °C on Sunday", "Temperatures in Orsa reached 104 degrees Fahrenheit", []),
        (
            "Temperatures in Orsa reached 40 °C on Sunday",
            "Temperatures in Orsa reached 90 degrees Fahrenheit",
            ["number.unit"],
        ),
        ("The Orsa bridge will cost $14 million", "The Orsa bridge will cost 14m dollars", []),
        ("The Orsa bridge will cost $14 million", "The Orsa bridge will cost $41 million", ["number.money"]),
        ("The Orsa bridge will cost $14 million", "The Orsa bridge will cost €41 million", []),
        ("Some 20 per cent of patients in Orsa needed oxygen", "One in five patients in Orsa needed oxygen", []),
        (
            "Two thirds of patients in Orsa needed oxygen",
            "One in five patients in Orsa needed oxygen",
            ["number.percent"],
        ),
        ("The suspect, 34, was arrested in Orsa", "The suspect, 43, was arrested in Orsa", ["number.age"]),
        ("A magnitude 5.8 earthquake struck Orsa", "The earthquake in Orsa had a magnitude of 6.8", ["number.unit"]),
        ("The train was travelling at 95 km/h near Orsa", "The train was travelling at 59 mph near Orsa", []),
        ("The convoy carried 20 tonnes of flour to Orsa", "The convoy carried 20 km of cable to Orsa", []),
    ],
)
def test_measures_are_compared_in_one_unit_within_their_rounding(one: str, other: str, rules: list[str]) -> None:
    assert found(one, other) == rules


def test_a_claim_without_a_place_takes_it_from_what_stands_around_it() -> None:
    one = Said("16 people died", context="A mudslide buried houses in Talgar at dawn. 16 people died, the mayor said.")
    near = Said("killed 19", context="The mudslide that buried houses in Talgar killed 19, a monitor said.")
    far = Said("killed 19", context="The fire that burnt the Orsa mill killed 19, a monitor said.")
    assert [finding.rule for finding in numbers.find(one, near)] == ["number.differs"]
    assert list(numbers.find(one, far)) == []


def test_a_converted_measure_is_named() -> None:
    one, other = said("The tanker sank 20 km off Port Orsa"), said("The tanker sank 20 miles off Port Orsa")
    (finding,) = units.find(one, other)
    assert finding.words == "20 km here, 20 miles (about 32.2 km) there"


@given(kilometres=st.floats(1, 900, allow_nan=False))
def test_a_length_converted_and_rounded_agrees(kilometres: float) -> None:
    metric, imperial = f"{kilometres:.1f}", f"{float(f'{kilometres:.1f}') / 1.609344:.1f}"
    one, other = f"The tanker sank {metric} km off Port Orsa", f"The tanker sank {imperial} miles off Port Orsa"
    assert measures(one)
    assert found(one, other) == []


@pytest.mark.parametrize(
    ("one", "other", "rules"),
    [
        ("None of the ballot boxes in Orsa was opened", "Two of the ballot boxes in Orsa were opened", ["differs"]),
        ("Both lifeboats were launched off Orsa", "Only one of the lifeboats was launched off Orsa", ["differs"]),
        ("Both lifeboats were launched off Orsa", "Two lifeboats were launched off Orsa", []),
        ("Four of the five directors backed the cuts", "Only two of the directors backed the cuts", ["differs"]),
        ("Orsa has 62 stations", "Four of the stations in Orsa are to be closed", []),
        ("Ilse Brandt won with a majority of 340", "Ilse Brandt won by a majority of 430 votes", ["differs"]),
        (
            "Three of the four skiers at Orsa were dug out alive",
            "Only one of the four skiers at Orsa survived",
            ["differs"],
        ),
        (
            "Air strikes killed 22 people on Monday, seven of them children",
            "Air strikes killed nine children",
            ["differs"],
        ),
        ("Two wards in Orsa were not closed", "Three wards in Orsa were closed", []),
        ("Not more than 30 wards in Orsa were closed", "Some 44 wards in Orsa were closed", ["bound"]),
        ("Some 4,100 postal votes were counted in Orsa", "In Orsa 22,000 votes were counted", []),
        ("More than half of the voters in Orsa voted", "Fewer than four in ten voters in Orsa voted", ["percent"]),
        ("About nine trams in ten stood still", "A third of the trams stood still", ["percent"]),
        ("Seven in ten children were vaccinated", "A quarter of the children were not vaccinated", []),
        ("The debt of the Orsa council has doubled", "The council debt in Orsa has tripled", ["ratio"]),
        (
            "Half as many cases as in May were seen in Orsa",
            "Twice as many cases as in May were seen in Orsa",
            ["ratio"],
        ),
        ("Orsa beat Talgar 3-1 in the final", "Orsa beat Talgar 2-1 in the final", ["score"]),
        ("The motion was carried by 17 votes to 14", "The motion was carried 17-14", []),
        ("The trial of Marek lasted 14 weeks", "An earlier trial of Marek lasted five weeks", []),
    ],
)
def test_figures_of_other_matters(one: str, other: str, rules: list[str]) -> None:
    assert found(one, other) == [f"number.{rule}" for rule in rules]
