"""Which claims may say the same: found by rare words and by the story, at once after an article is added."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import article, case_of, extraction, numbers
from secondsource import casefile
from secondsource.casefile import Case, candidates, related
from secondsource.casefile.queries import claim_at
from secondsource.model import Stopped

FIRE = "Torvald Enke said: the ferry Solveig burned off Brackwater.\nTorvald Enke said: eleven passengers drowned."
OTHER = "A witness said: flames took the Solveig near Brackwater.\nA witness said: nobody had a life vest."
NOISE = [f"Ada Quill said: the school of place{n} got roof{n} for the winter." for n in range(30)]


def texts(case: Case, number: int, most: int = 100) -> list[str]:
    return [one.text for one in candidates(case, number, most)]


def of(case: Case, text: str) -> int:
    return next(number for number in numbers(case) if claim_at(case, number).text == text)


FERRY = "the ferry Solveig burned off Brackwater."
FLAMES = "flames took the Solveig near Brackwater."


def test_the_claim_that_shares_rare_words_comes_first_and_never_the_claim_itself(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", *NOISE[:15], FIRE, *NOISE[15:], OTHER) as case:
        found = texts(case, of(case, FERRY))
        assert found[0] == FLAMES
        assert FERRY not in found


def test_an_article_that_comes_in_is_found_at_once(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", FIRE, *NOISE) as case:
        ferry = of(case, FERRY)
        assert FLAMES not in texts(case, ferry)
        with casefile.open_case(case.path) as elsewhere:
            casefile.add_article(elsewhere, article(OTHER, "other"), extraction(OTHER))
        assert texts(case, ferry)[0] == FLAMES


def test_what_another_article_of_the_story_says_is_found_by_the_story(tmp_path: Path) -> None:
    one = "\n".join(["A said: the Solveig of Torvald Enke burned off Brackwater.", "A said: there was no rain."])
    other = "\n".join(["B said: Enke left the burning Solveig at Brackwater.", "B said: the sun shone."])
    with case_of(tmp_path / "case.db", one, *NOISE, other) as case:
        rain = of(case, "there was no rain.")
        by_text = {found.text: found for found in candidates(case, rain)}
        assert by_text["the sun shone."].nearness > 0
        assert by_text["the sun shone."].weight == 0
        assert not any("roof" in text for text in by_text)


def test_claims_of_one_article_are_near_by_their_words_alone(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", FERRY + "\nthe ferry Solveig sank.\n" + "it rained.", *NOISE) as case:
        found = {one.text: one for one in candidates(case, of(case, FERRY))}
        assert found["the ferry Solveig sank."].weight > 0
        assert found["the ferry Solveig sank."].nearness == 0
        assert "it rained." not in found


def test_a_claim_that_is_not_listed_is_not_found(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", FIRE, OTHER, *NOISE) as case:
        ferry, flames = of(case, FERRY), of(case, FLAMES)
        assert FLAMES in texts(case, ferry)
        with case.write():
            case.connection.execute("update standing set listed = 0 where claim = ?", (flames,))
        assert FLAMES not in texts(case, ferry)


def test_no_more_than_asked_for_the_likeliest_of_them(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", *NOISE, FIRE, OTHER) as case:
        ferry = of(case, FERRY)
        assert candidates(case, ferry, 1) == candidates(case, ferry)[:1]


def test_what_was_asked_before_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Words that two claims hold are common now, and what is known of them is kept.
    monkeypatch.setattr(related, "_COMMON", 12)
    monkeypatch.setattr(related, "_TELLING", 3)
    monkeypatch.setattr(related, "_ALONE", 4)
    with case_of(tmp_path / "case.db", *NOISE, FIRE, OTHER) as case:
        often = {number: candidates(case, number) for _ in range(2) for number in numbers(case)}
        for number in reversed(numbers(case)):
            with casefile.open_case(case.path, reading=True) as fresh:
                assert candidates(fresh, number) == often[number]


def test_a_common_word_finds_only_what_holds_a_rarer_one_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(related, "_ALONE", 2)
    monkeypatch.setattr(related, "_TELLING", 1)
    lines = ["red bridge falls", "red bridge stands", "red roof leaks", "old bridge rusts", "blue falls roar"]
    with case_of(tmp_path / "case.db", *lines) as case:
        # "falls" is in two claims, "bridge" and "red" in three: they find only what holds two of the words.
        assert {*texts(case, of(case, "red bridge falls"))} == {"red bridge stands", "blue falls roar"}


def test_an_interrupted_search_is_stopped(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", *NOISE, FIRE, OTHER) as case:
        ferry = of(case, FERRY)
        case.connection.set_progress_handler(lambda: 1, 1)  # as interrupt() does, at the first step
        with pytest.raises(Stopped):
            candidates(case, ferry)
        case.connection.set_progress_handler(None, 1)
        assert candidates(case, ferry)


def test_reads_a_case_that_another_program_writes_to(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", FIRE, OTHER) as case, casefile.open_case(case.path) as writer:
        ferry = of(case, FERRY)
        with writer.write():
            assert texts(case, ferry)[0] == FLAMES
        assert case.connection.total_changes == 0 or not case.connection.in_transaction


@settings(max_examples=40, deadline=None)
@given(lines=st.lists(st.text("aé ñ\"'*()-_^:{}ANDOR\0٣１😀\u0301", min_size=1, max_size=30), min_size=1, max_size=6))
def test_takes_any_words(lines: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    with case_of(tmp_path_factory.mktemp("any") / "case.db", *dict.fromkeys(lines)) as case:
        for number in numbers(case):
            assert number not in [one.number for one in candidates(case, number)]


@pytest.mark.parametrize("words", [1, 127, 128, 300])
def test_reads_how_many_words_the_index_counted(tmp_path: Path, words: int) -> None:
    with case_of(tmp_path / "case.db", "ferry " * words) as case:
        ((sizes,),) = case.connection.execute("select sz from claim_fts_docsize").fetchall()
        assert related._length(sizes) == words
