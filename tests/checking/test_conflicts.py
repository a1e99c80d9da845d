"""What holds for all rules that compare two claims: symmetry, no conflict with oneself, spans, and effort."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.bench_conflicts import pairs
from secondsource.checking.conflicts import conflicts, unclear
from secondsource.checking.conflicts.frames import LONGEST
from secondsource.model import Check, Finding, Said

COUNTS = [
    "16",
    "seventy",
    "at least 70",
    "more than 60",
    "dozens of",
    "up to 20",
    "between 10 and 15",
    "a",
    "1,204",
    "½",
]
WHOM = ["people", "civilians", "children", "fighters", "km", "miles", "per cent", "dollars", "hours"]
EVENTS = ["were killed", "were wounded", "died", "fled", "surrounded the hall", "were not killed", "may have been hurt"]
PLACES = ["in Talgar", "near Orsa", "in Khan al-Talgar", "in the Orsa valley", "at the border"]
DAYS = [
    "on Monday",
    "on Sunday evening",
    "yesterday",
    "at 7:44 local time",
    "at 19:44 GMT",
    "on 28 June 2021",
    "since May",
    "",
]

sentences = st.builds(
    lambda *parts: " ".join(part for part in parts if part),
    st.sampled_from(["", "The shelling came as", "In a raid", "Mayor Ana Brix said"]),
    st.sampled_from(COUNTS),
    st.sampled_from(WHOM),
    st.sampled_from(EVENTS),
    st.sampled_from(PLACES),
    st.sampled_from(DAYS),
)
claims = st.builds(
    Said,
    text=st.one_of(
        st.lists(sentences, min_size=1, max_size=3).map(". ".join),
        st.text(max_size=80),
        st.text(st.sampled_from("0123456789 .,-:%$€at least 70 killed Monday m²²"), max_size=80),
    ),
    published=st.none() | st.dates(date(2021, 6, 25), date(2021, 7, 2)),
    context=st.just("") | sentences,
    margins=st.just("") | st.just("Published 29 June 2021 Shelling in Talgar"),
)


def turned(findings: list[Finding]) -> set[tuple[str, str, tuple[object, ...], tuple[object, ...]]]:
    return {(f.check, f.rule, f.other, f.own) for f in findings}


@settings(max_examples=150)
@given(one=claims, other=claims)
def test_the_order_of_two_claims_changes_nothing_but_the_sides(one: Said, other: Said) -> None:
    assert {(f.check, f.rule, f.own, f.other) for f in conflicts(one, other)} == turned(conflicts(other, one))


@settings(max_examples=150)
@given(said=claims, published=st.none() | st.dates(date(2021, 6, 25), date(2021, 7, 2)))
def test_a_claim_never_conflicts_with_itself(said: Said, published: date | None) -> None:
    assert conflicts(said, said) == []
    assert not [f for f in conflicts(said, replace(said, published=published)) if f.check is Check.NUMBER]


@settings(max_examples=150)
@given(one=claims, other=claims)
def test_findings_are_one_line_and_their_spans_lie_in_the_texts(one: Said, other: Said) -> None:
    for finding in conflicts(one, other):
        assert finding.own
        assert finding.other
        _lies_in(finding, one.text, other.text)
    for finding in unclear(one):
        assert finding.check in (Check.UNCLEAR, Check.SOURCES)
        assert finding.other == ()
        _lies_in(finding, one.text, "")


def _lies_in(finding: Finding, own: str, other: str) -> None:
    assert finding.words
    assert "\n" not in finding.words
    for spans, text in ((finding.own, own), (finding.other, other)):
        assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(one=claims, other=claims)
def test_the_same_claims_give_the_same_findings(one: Said, other: Said) -> None:
    assert conflicts(one, other) == conflicts(one, other)
    assert unclear(one) == unclear(one)


def test_claims_of_one_event_in_two_articles_show_every_conflict() -> None:
    one = Said(
        "At least 70 people were killed by the mudslide in the Talgar valley on Sunday", published=date(2021, 6, 29)
    )
    other = Said("The mudslide in the Talgar valley killed 58 people on Sunday", published=date(2021, 6, 29))
    (finding,) = conflicts(one, other)
    assert (finding.check, finding.rule) == (Check.NUMBER, "number.bound")
    assert finding.words == "At least 70 people killed here, 58 there"


MARKED = [pair for split in ("dev", "held") for pair in pairs(split)]


def test_no_marked_claim_has_a_figure_or_a_time_against_itself() -> None:
    for said in {one.text: one for pair in MARKED for one in (pair.a, pair.b)}.values():
        assert not [f for f in conflicts(said, said) if f.check in (Check.NUMBER, Check.TIME)], said.text


def test_the_order_of_marked_claims_changes_nothing_but_the_sides() -> None:
    for pair in MARKED:
        there = turned(conflicts(pair.b, pair.a))
        assert {(f.check, f.rule, f.own, f.other) for f in conflicts(pair.a, pair.b)} == there, pair.name


def test_figures_and_times_of_other_stories_are_left_alone() -> None:
    """Claims of two made-up stories, as if of one day: hardly any of them are held against each other."""
    stories = defaultdict(dict)
    for pair in MARKED:
        if pair.where == "ours":
            for one in (pair.a, pair.b):
                stories[pair.name.rpartition("-")[0]][one.text] = replace(one, published=date(2024, 3, 5))
    held = found = 0
    for one, other in combinations(sorted(stories), 2):
        for a, b in product(list(stories[one].values())[::2], list(stories[other].values())[::2]):
            held += 1
            found += any(f.check in (Check.NUMBER, Check.TIME) for f in conflicts(a, b))
    assert held > 500
    assert found <= held / 1000


HOSTILE = {
    "digits": "1",
    "numbers": "7 ",
    "thousands": "1 000 ",
    "words of number": "hundred and ",
    "hyphens": "twenty-",
    "people": "7 people killed ",
    "times": "Monday at 7:44 ",
    "months": "May 7 ",
    "commas": "1,",
    "names": "In Talgar ",
    "listing": "a child and ",
    "tolls": "toll of ",
    "letters": "a",
    "points": ". ",
    "shares": "one in five ",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_the_effort_grows_no_faster_than_the_text(piece: str) -> None:
    def effort(size: int) -> float:
        best = float("inf")
        for turn in range(2):  # each text once: what is kept of it is not measured
            one, other = (Said((f"{mark}{turn} " + piece * size)[:size]) for mark in "xy")
            begin = time.process_time()
            conflicts(one, other)
            unclear(one)
            best = min(best, time.process_time() - begin)
        return best

    effort(2_000)
    small, large = effort(LONGEST // 4), effort(LONGEST)
    assert large < 12 * max(small, 0.002)  # four times the text
    assert effort(100_000) < 12 * max(large, 0.002)
