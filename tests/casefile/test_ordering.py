"""What makes a claim worth checking, and how a long search ends when it is told to."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from helpers import case_of, numbered, numbers
from secondsource import casefile
from secondsource.casefile import Filter, Order, View, ordering
from secondsource.model import Stopped, UnusableInput


def test_worth_says_in_words_what_gives_the_points(tmp_path: Path) -> None:
    text = "An official said: hundreds fled.\nThe pier was closed at 7:44.\nAda Quill said: one ferry ran."
    with case_of(tmp_path / "case.db", text) as case:
        assert [casefile.worth(case, number) for number in numbers(case)] == [
            (10, ("a fact", "has a number", "unnamed source", "attributed speech")),
            (7, ("a fact", "has a number")),
            (5, ("a fact", "attributed speech")),
        ]


def test_a_number_is_told_from_a_word_that_only_holds_one(tmp_path: Path) -> None:
    texts = {
        "It cost £5m.": True,
        "It took two-thirds.": True,
        "Dozens left.": True,
        "Prices DOUBLED.": True,
        "A12 is a road.": False,
        "No one often tends it.": False,
        "The second pier is shut.": False,
    }
    with case_of(tmp_path / "case.db", "\n".join(texts)) as case:
        found = {
            casefile.detail(case, number).claim.text: "has a number" in casefile.worth(case, number)[1]
            for number in numbers(case)
        }
        assert found == texts
        first = [row.text for row in View(case, None, Order.WORTH).rows(0, 9)]
        assert first == sorted(texts, key=lambda text: not texts[text])


def test_the_words_of_one_claim_are_taken_apart_as_the_case_does_it(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", "text") as case:
        (sql,) = case.connection.execute("select sql from sqlite_master where name = 'claim_fts'").fetchone()
        assert f"tokenize = '{ordering.TOKENIZER}'" in sql


@pytest.mark.parametrize("order", Order)
def test_a_search_that_is_interrupted_says_so(tmp_path: Path, order: Order) -> None:
    with case_of(tmp_path / "case.db", numbered(30)) as case:
        (before,) = case.connection.execute("pragma cache_size").fetchone()
        case.connection.set_progress_handler(lambda: 1, 10)  # as from another thread, and at once
        with pytest.raises(Stopped):
            casefile.find(case, Filter(verdict="open"), order)
        with pytest.raises(Stopped):
            casefile.facets(case, "source")
        case.connection.set_progress_handler(None, 0)
        assert len(casefile.find(case, Filter(verdict="open"), order)) == 30
        assert case.connection.execute("pragma cache_size").fetchone() == (before,)


def test_other_errors_are_not_taken_for_an_interruption(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(3)) as case:
        case.connection.execute("drop table claim_fts")
        with pytest.raises(sqlite3.OperationalError, match="no such table"):
            casefile.find(case, Filter(words="ferry"))


def test_what_is_no_finding_and_no_field_is_said(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(3)) as case:
        with pytest.raises(UnusableInput, match="no finding 'rumour'"):
            casefile.find(case, Filter(finding="rumour"))
        with pytest.raises(UnusableInput, match="no values of 'words'"):
            casefile.facets(case, "words")


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(verdict="open"),
        Filter(source="quill"),
        Filter(article="article-1"),
        Filter(words="ferry"),
        Filter(kind="direct"),
    ],
    ids=str,
)
def test_claims_in_reading_order_need_no_sorting(tmp_path: Path, wanted: Filter) -> None:
    """The first page of a broad filter would wait for the last otherwise."""
    with case_of(tmp_path / "case.db", numbered(3)) as case:
        query = casefile.filters.asked(case.connection, wanted)
        plan = case.connection.execute(f"explain query plan {query.sql()}", query.values).fetchall()
        assert not [step for *_, step in plan if "ORDER BY" in step], plan
