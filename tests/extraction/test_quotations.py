"""The quotation machine on every habit and fault of marks that it claims to know."""

from __future__ import annotations

import pytest

from extraction.texts import article, found, only
from secondsource.extraction.layout.layout import Layout


def quoted(text: str, *, scare: bool = False) -> list[str]:
    layout = Layout(article(text))
    return [
        text[layout.tokens[q.first].start : layout.tokens[q.last - 1].end]
        for q in layout.quotations
        if q.scare == scare
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said, "All the ships are late."', ['"All the ships are late."']),
        ("He said, “All the ships are late.”", ["“All the ships are late.”"]),
        ("He said, ‘All the ships are late.’", ["‘All the ships are late.’"]),
        ("He said, 'All the ships are late.'", ["'All the ships are late.'"]),
        ("He said, «All the ships are late.»", ["«All the ships are late.»"]),
        ("He said, »All the ships are late.«", ["»All the ships are late.«"]),
        ("He said, „All the ships are late.“", ["„All the ships are late.“"]),
        ("He said, 「All the ships are late.」", ["「All the ships are late.」"]),
        ("He said, ”All the ships are late.”", ["”All the ships are late.”"]),
        ("He said, ''All the ships are late.''", ["''All the ships are late.''"]),
        ('He said, “All the ships are late."', ['“All the ships are late."']),
        ("“She said ‘no’ to us all,” he said.", ["“She said ‘no’ to us all,”"]),
        ("“She said “no” to us all,” he said.", ["“She said “no” to us all,”"]),
        ("It’s the pilots’ gate and the crews’ pay, isn’t it?", []),
        ("The '90s were the pilots' years.", []),
        ("A stray ” mark means nothing at all.", []),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_never_closed_ends_with_its_paragraph() -> None:
    assert quoted("Ada said: “The gate is old. It is rusty.\n\nShips came.") == ["“The gate is old. It is rusty."]


def test_a_quotation_never_closed_ends_before_the_next() -> None:
    text = 'Ada said "The gate is old and rusty. "Ships are late and slow" she added.'
    assert quoted(text) == ['"The gate is old and rusty.', '"Ships are late and slow"']


def test_a_quotation_over_paragraphs_is_one_attribution() -> None:
    text = "“The gate is old,” Ada Example said. “It is rusty.\n\n“And it is slow.” Ships came in at noon."
    assert only(text)[2] == "“The gate is old,” / “It is rusty. / “And it is slow.”"


def test_scare_quotes_and_titles_are_no_speech() -> None:
    text = 'The "old gate" was sold, and “The Gate of Summer” was read aloud.'
    assert quoted(text) == []
    assert quoted(text, scare=True) == ['"old gate"', "“The Gate of Summer”"]
    assert found(text) == []


def test_a_closing_mark_in_the_wrong_place() -> None:
    text = "And she continues: “The gate is old.” Rather, we will see no ships, and perhaps a late one.\n\nShips came."
    assert only(text)[2] == "“The gate is old.” / Rather, we will see no ships, and perhaps a late one"


def test_what_follows_a_quotation_in_the_third_person_is_not_the_speakers() -> None:
    text = "And she continues: “The gate is old.” Ships came in at noon.\n\nNobody saw them."
    assert only(text)[2] == "“The gate is old.”"


def test_quotation_within_a_sentence_keeps_its_sentence_whole() -> None:
    text = "“One gate. Two gates. Three,” he said. Ships came."
    layout = Layout(article(text))
    assert len(layout.units) == 2
