"""What the article says in its own voice, and what belongs to no claim at all."""

from __future__ import annotations

import pytest

from extraction.texts import extraction, found, words
from secondsource.model import Span


def narrator(text: str, dateline: Span | None = None) -> list[str]:
    return [words(text, spans) for spans in extraction(text, dateline).narrator]


def test_a_sentence_that_is_nobodys() -> None:
    assert narrator("Ada said it rains. The gate was closed at noon.") == ["The gate was closed at noon"]


def test_the_rest_of_a_sentence() -> None:
    text = "The board confirms that repairs are underway, while the town finds itself without a gate for weeks."
    assert narrator(text) == ["while the town finds itself without a gate for weeks"]
    assert found(text)[0][2] == "that repairs are underway"


def test_an_adjunct_is_no_statement() -> None:
    assert narrator("Speaking to pilots who were angry, Ada Example said the gate is old.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The Old Gate Will Close\n\n",
        "By Ada Example\n\n",
        "Why was the gate closed?",
        "“The gate was closed at noon by nobody at all.”",
        "Rain.",
        "***",
        "Photo: the gate at noon\n",
    ],
)
def test_no_statement(text: str) -> None:
    assert narrator(text) == []


def test_place_and_agency_line() -> None:
    text = "FREEDONIA (Example Press) — The gate was closed at noon.\n"
    assert narrator(text) == ["The gate was closed at noon"]


def test_leading_date_sticks_to_nothing() -> None:
    text = "Fri 07 Apr 2017 at 0914 The board said the gate fell."
    assert found(text) == [("The board", "said", "the gate fell")]


def test_a_dateline_from_outside_is_left_out() -> None:
    text = " date 2021-06-29 The board said that the gate fell."
    assert [words(text, a.source) for a in extraction(text, Span(1, 16)).attributions] == ["The board"]


def test_a_dateline_in_the_middle_splits_spans() -> None:
    text = "The gate fell 2021-06-29 The gate was rebuilt at noon."
    at = text.index("2021")
    for spans in extraction(text, Span(at, at + 10)).narrator:
        assert all(end <= at or start >= at + 10 for start, end in spans)
