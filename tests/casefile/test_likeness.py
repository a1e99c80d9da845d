"""Which of many articles of one name is an earlier version: found for certain, and cheaply."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import article, extracted
from secondsource import casefile
from secondsource.casefile import prepare, versions
from secondsource.casefile.likeness import ALIKE, Sketch, alike, sketch_of

VOCABULARY = [a + b + c for a in "bdfgk" for b in "aeiou" for c in ("l", "m", "nt", "rk", "st")]


def written(chance: random.Random, length: int) -> str:
    return " ".join(chance.choice(VOCABULARY) for _ in range(length))


def may_be(one: str, other: str) -> bool:
    return Sketch(sketch_of(one)).may_be_like(Sketch(sketch_of(other)))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from("abc"), max_size=40), st.lists(st.sampled_from("abc"), max_size=40))
def test_the_sketches_of_short_texts_tell_all(one: list[str], other: list[str]) -> None:
    here, there = " ".join(one), " ".join(other)
    assert may_be(here, there) == may_be(there, here) == (alike(here, there) >= ALIKE)


@pytest.mark.parametrize("lengths", [(300, 300), (2000, 2000), (400, 4000), (60, 3000)])
def test_a_text_of_which_the_other_has_half_is_never_denied_and_others_are(lengths: tuple[int, int]) -> None:
    chance = random.Random(sum(lengths))
    for _ in range(20):
        shorter, longer = (written(chance, length) for length in lengths)
        half = " ".join(shorter.split()[: lengths[0] // 2 + 4])
        there = f"{half} {longer}"
        assert alike(shorter, there) >= ALIKE
        assert may_be(shorter, there)
        assert may_be(there, shorter)
        if lengths[1] < 10 * lengths[0]:  # else the sketches say too little
            assert not may_be(shorter, longer)


def test_a_version_is_found_among_namesakes_and_the_rest_are_not_compared_word_by_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(7)
    texts = [written(chance, 400) for _ in range(60)]
    compared = []
    monkeypatch.setattr(versions, "alike", lambda one, other: compared.append(one) or alike(one, other))
    with casefile.create_case(tmp_path / "case.db") as case:
        added = casefile.add_articles(case, [prepare(article(text, "index"), extracted()) for text in texts])
        assert [one.replaced for one in added] == [None] * 60
        assert compared == []
        changed = texts[50] + " at last"
        versions._sketches.clear()  # as if another program had added them
        (one,) = casefile.add_articles(case, [prepare(article(changed, "index"), extracted())])
        assert one.replaced is not None
        assert compared == [texts[50]]
        same_place = article(written(chance, 400), "elsewhere", url="https://marl.example/1")
        assert casefile.add_article(case, same_place, extracted()).replaced is None
        moved = article(written(chance, 400), "another name", url="https://marl.example/1")
        assert casefile.add_article(case, moved, extracted()).replaced is not None
        assert list(casefile.verify(case)) == []


def test_the_sketches_that_are_kept_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "_MOST", 5)
    versions._sketches.clear()
    chance = random.Random(8)
    with casefile.create_case(tmp_path / "case.db") as case:
        for _ in range(12):
            assert casefile.add_article(case, article(written(chance, 30), "index"), extracted()).replaced is None
    assert len(versions._sketches) == 5
