"""How alike claims are: which comes nearest, and which make the same statement."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bench.paraphrases import PAIRS
from secondsource.checking import rank, relation
from secondsource.model import Check, Said

HELD = [pair for pair in PAIRS if pair.held]
FERRY = "The ferry blaze near Brackwater killed 41 people on Monday."


def related(one: str, other: str) -> Check | None:
    ((_, score),) = rank(one, [(1, other)])
    return relation(Said(one), Said(other), score)


def test_the_other_wording_comes_before_what_is_about_other_things() -> None:
    others = {
        1: "The school near Brackwater was closed on Monday.",
        2: "Forty-one died as a ferry burned off Brackwater, a blaze that killed whole families on Monday.",
        3: "Inflation stood at 8.1 per cent.",
    }
    assert [one.number for one in rank(FERRY, others.items())] == [2, 1, 3]


def test_equals_keep_the_order_of_their_numbers() -> None:
    assert [one.number for one in rank(FERRY, [(3, FERRY), (1, "Rain fell."), (2, FERRY)])] == [2, 3, 1]


def test_a_hint_decides_between_equals_and_outweighs_no_verbatim_copy() -> None:
    others = [(1, "No one was harmed."), (2, "No one was harmed."), (3, FERRY)]
    ranked = rank(FERRY, others, {1: 0.1, 2: 0.4, 3: 0.4})
    assert [one.number for one in ranked] == [3, 2, 1]


def test_words_count_in_any_form_case_and_script_and_small_numbers_by_their_value() -> None:
    assert related("ELEVEN Officers arrested at ÉCHO tower", "11 officers arrest at écho towers") is Check.SAME


def test_the_same_statement_with_another_number_is_the_same_statement() -> None:
    assert related(FERRY, "The ferry blaze near Brackwater killed 38 people on Monday.") is Check.SAME


def test_short_claims_are_not_the_same_for_being_equal() -> None:
    assert related("Nobody was hurt.", "Nobody was hurt.") is Check.RELATED


def test_claims_without_a_word_in_common_are_not_related() -> None:
    assert related(FERRY, "Inflation stood at 8.1 per cent.") is None
    assert related("", "") is None
    assert related("?", "The.") is None


def test_of_the_pairs_held_out_near_half_are_the_same_and_no_others() -> None:
    found = sum(related(pair.one, pair.other) is Check.SAME for pair in HELD)
    assert found / len(HELD) >= 0.4
    wrong = [
        (one.one, other.other)
        for one in HELD
        for other in HELD
        if one is not other and relation(Said(one.one), Said(other.other), 0) is Check.SAME
    ]
    assert len(wrong) <= len(HELD) ** 2 / 2_000


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(), st.text(max_size=60)), unique_by=lambda one: one[0]))
def test_ranks_each_once_from_100_down_to_0_whatever_the_order(text: str, others: list[tuple[int, str]]) -> None:
    ranked = rank(text, others)
    assert sorted(one.number for one in ranked) == sorted(number for number, _ in others)
    scores = [one.score for one in ranked]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    assert rank(text, reversed(others)) == ranked


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_and_relation_are_mutual(one: str, other: str) -> None:
    assert rank(one, [(1, other)]) == rank(other, [(1, one)])
    assert related(one, other) == related(other, one)


def test_of_a_text_without_end_the_beginning_counts() -> None:
    assert related(FERRY + " x" * 500_000, FERRY + " y" * 500_000) is Check.SAME
    assert related("x" * 1_000_000, FERRY) is None
