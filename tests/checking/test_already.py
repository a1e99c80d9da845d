"""Which published checks are shown beside a claim, and in which order."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.checking.already import LEAST, differing_numbers, rank
from secondsource.model import Check


@dataclass(frozen=True)
class Checked:
    claimed: str
    url: str = ""


# A claim as the news has it, and as a checker puts the same one.
PAIRS = [
    ("The ferry to Marl was closed for 12 days after a fire in the engine room, the mayor said",
     "Marl ferry shut for two weeks by fire"),
    ("at least 70 people were hurt when the harbour wall at Lindmere gave way",
     "70 people injured in Lindmere harbour wall collapse"),
    ("Drinking two litres of sea water a day cures the Lindmere fever, according to a post shared 4,000 times",
     "Drinking sea water cures Lindmere fever"),
    ("The central bank of Ostrava Bay printed 3 billion crowns last year to pay for the stadium",
     "Ostrava Bay's central bank printed 3 billion crowns for a stadium"),
    ("The minister said vaccines had been tested on children without their parents' consent",
     "Vaccines were tested on children without parental consent"),
    ("crime in the capital has doubled since 2015", "Says crime in the capital has doubled in ten years"),
    ("The photograph shows soldiers burning wheat fields near Old Marl",
     "Photo shows soldiers setting fire to wheat fields in Old Marl"),
    ("“We never received a warning from the inspectors,” said the port master Edda Kroll",
     "Port master: we received no warning from inspectors"),
    ("unemployment fell to 4.1% in March, the lowest level for forty years",
     "Unemployment is at its lowest level for 40 years"),
    ("the new bridge will cost the town four million crowns", "A new bridge costs the town 4 million crowns"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "checked"), PAIRS)
def test_the_same_claim_in_other_words_comes_first(claim, checked):
    ranking = rank(claim, [Checked(words) for _, words in PAIRS])
    assert ranking.near[0].check.claimed == checked
    assert ranking.far + len(ranking.near) == len(PAIRS)
    assert all(match.likeness >= LEAST for match in ranking.near)


def test_what_has_nothing_to_do_with_it_is_left_out_and_counted():
    others = [Checked(words) for _, words in PAIRS]
    ranking = rank("Geese were counted on Tuesday by volunteers of the bird society", others)
    assert ranking.near == ()
    assert ranking.far == len(PAIRS)


def test_the_likeness_orders_and_equals_keep_their_order():
    claim = "the ferry was closed for 12 days"
    checks = [
        Checked("the ferry was closed for days", "a"),
        Checked("The ferry was closed for 12 days.", "b"),
        Checked("the ferry was closed for days", "c"),
        Checked("the ferry was closed for 12 days", "d"),
    ]
    ranking = rank(claim, checks)
    assert [match.check.url for match in ranking.near] == ["b", "d", "a", "c"]
    assert ranking.near[0].likeness == 1
    first_two = rank(claim, checks, most=2)
    assert [match.check.url for match in first_two.near] == ["b", "d"]
    assert first_two.more == 2


def test_a_check_that_comes_twice_counts_once():
    check = Checked("the ferry was closed for 12 days", "a")
    ranking = rank(check.claimed, [check, Checked("pigs can fly over the wall"), check, check])
    assert [match.check for match in ranking.near] == [check]
    assert (ranking.more, ranking.far) == (0, 1)


def test_checks_may_come_one_at_a_time():
    checks = (Checked(f"the ferry was closed for {days} days", str(days)) for days in range(500))
    ranking = rank("the ferry was closed for 12 days", checks, most=3)
    assert ranking.near[0].check.url == "12"
    assert len(ranking.near) == 3
    assert ranking.more == 497


@pytest.mark.parametrize("text", ["", "…", "the of and", "x" * 100_000, "x " * 50_000, "\0\ud800"])
def test_texts_with_nothing_to_go_by(text):
    checks = [Checked(text), Checked("the ferry"), Checked("")]
    for claim in (text, "the ferry ran"):
        ranking = rank(claim, checks)
        assert len(ranking.near) + ranking.far <= 3


@given(st.text(), st.lists(st.text(max_size=60), max_size=8), st.integers(1, 5))
def test_every_check_is_shown_or_counted(claim, texts, most):
    checks = [Checked(text, str(number)) for number, text in enumerate(texts)]
    ranking = rank(claim, checks, most=most)
    assert len(ranking.near) + ranking.more + ranking.far == len(checks)
    assert len(ranking.near) <= most
    likenesses = [match.likeness for match in ranking.near]
    assert likenesses == sorted(likenesses, reverse=True)
    assert all(LEAST <= likeness <= 1 for likeness in likenesses)
    assert rank(claim, checks, most=most) == ranking
    for match in ranking.near:
        if match.numbers:
            text = match.check.claimed
            assert all(0 <= start < end <= len(claim) for start, end in match.numbers.own)
            assert all(0 <= start < end <= len(text) for start, end in match.numbers.other)


@pytest.mark.parametrize(
    ("claim", "checked", "own", "other"),
    [
        ("closed for 12 days", "closed for 14 days", ["12"], ["14"]),
        ("crime doubled since 2015", "crime doubled since 2005", ["2015"], ["2005"]),
        ("12 days in 2021", "twelve days in 2020", ["2021"], ["2020"]),
        ("12 of 40 ferries", "12 ferries", ["40"], []),
    ],
)
def test_numbers_that_differ_are_marked(claim, checked, own, other):
    found = differing_numbers(claim, checked)
    assert found.check == Check.NUMBER
    assert [claim[start:end] for start, end in found.own] == own
    assert [checked[start:end] for start, end in found.other] == other
    assert all(number in found.words for number in own + other)


@pytest.mark.parametrize(
    ("claim", "checked"),
    [
        ("closed for 12 days", "closed for twelve days"),
        ("cost four million crowns", "cost 4,000,000 crowns"),
        ("at least 70 were hurt", "75 were hurt"),
        ("closed for 12 days", "closed for days"),
        ("closed for days", "closed for 12 days"),
        ("it closed", "it closed"),
    ],
)
def test_numbers_that_can_be_the_same_are_not(claim, checked):
    assert differing_numbers(claim, checked) is None
