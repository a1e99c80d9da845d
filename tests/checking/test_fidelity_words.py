"""Words with their places: what is one word, what is the same word typed otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.checking.fidelity.forms import fold, value
from secondsource.checking.fidelity.noise import noise
from secondsource.checking.fidelity.quoted import quoted
from secondsource.checking.words import words


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Won’t, don't; I'm it's", ["will", "n't", "do", "n't", "i", "'m", "it", "'s"]),
        ("can't cannot gonna", ["can", "n't", "can", "not", "going", "to"]),
        ("the minister's 1,250 men", ["the", "minister's", "1250", "men"]),
        ("at 07:44 a.m., 20km", ["at", "7:44", "am", "20", "km"]),
        ("the U.S. paid $5.2 million, 5%", ["the", "us", "paid", "$", "5.2", "million", "5", "%"]),
        ("Cafe\u0301 CAFÉ naïve", ["café", "café", "naïve"]),
        ("long-term co\u00adop", ["long", "term", "coop"]),
        ("日本 text", ["日", "本", "text"]),
        ("مرحبًا 🚀 \0", ["مرحبًا"]),
        ("… “” —", []),
    ],
)
def test_typography_makes_no_other_word(text: str, keys: list[str]) -> None:
    assert [word.key for word in words(text)] == keys


@given(st.text())
def test_words_stand_in_order_where_they_say(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert word.key
        end = word.end


@pytest.mark.parametrize(
    ("one", "other"),
    [
        tuple(pair.split())
        for pair in (
            "will would|i they|attacked attack|stopping stop|cities city|seven 7|went goes|my their|n't not|was 'm|"
            "houses house|makes made|closing closes"
        ).split("|")
    ],
)
def test_forms_of_one_word_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_other_words_fold_apart() -> None:
    apart = "will may can not never seven seventy minister ministry port report news new mines mine's less".split()
    pairs = {(one, other) for one in apart for other in apart if one < other and fold(one) == fold(other)}
    assert pairs == {("mine's", "mines")}


@pytest.mark.parametrize(
    ("number", "worth"),
    [
        ("seventy", 70), ("twenty five", 25), ("two hundred and sixty", 260), ("3.2 billion", 3.2e9),
        ("a hundred", 100), ("nine thousand", 9000), ("1250", 1250), ("7:44", None), ("men", None), ("and", None),
        ("1.2.3", None),
    ],
)  # fmt: skip
def test_numbers_in_words(number: str, worth: float | None) -> None:
    assert value(tuple(number.split())) == worth


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("he said “we act” now", "we act"),
        ("he said “we act now", "we act now"),
        ("we act” he said", "we act"),
        ('he said "we act" now', "we act"),
        ("«we» and “act” he", "we act"),
        ("he said nothing", ""),
    ],
)
def test_words_in_quotation_marks_balanced_or_not(text: str, inside: str) -> None:
    found = list(words(text))
    numbers = quoted(text, [word.start for word in found])
    assert " ".join(word.key for word, number in zip(found, numbers, strict=True) if number) == inside


def test_what_a_transcript_holds_beside_words() -> None:
    text = (
        "[00:01:02] ALI: Um, we act. (laughs)\n00:01:09 BEA: See https://ours.example/x\n"
        "ALI: At 7:44 I erred.\nBEA: No."
    )
    found = [text[slice(*span)] for span in noise(text)]
    assert found == [
        "[00:01:02]",
        "ALI:",
        "Um",
        "(laughs)",
        "00:01:09",
        "BEA:",
        "https://ours.example/x",
        "ALI:",
        "BEA:",
    ]
    assert noise("Update: we act.\nBreaking: they act.") == []
