"""Whatever comes in: no error, spans in order and inside the text, the same output, work in proportion to the text."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.texts import article, check, extraction
from secondsource.extraction import extract
from secondsource.model import Span

_PIECES = st.sampled_from(
    [
        "said",
        "says",
        "told",
        "added",
        ":",
        ",",
        ".",
        ";",
        "”",
        "“",
        '"',
        "'",
        "’",
        "‘",
        "«",
        "»",
        "''",
        "``",
        "that",
        "he",
        "She",
        "Ada",
        "Example",
        "the",
        "board",
        "according",
        "to",
        "in",
        "a",
        "tweet",
        "on",
        "Monday",
        "who",
        "which",
        "U.S.",
        "Mr.",
        "and",
        "but",
        "asked",
        "whether",
        "adding",
        "expected",
        "reportedly",
        "I",
        "we",
        "\n",
        "\n\n",
        "?",
        "!",
        "…",
        "(",
        ")",
        "[",
        "—",
        "-",
        "The",
        "of",
        "for",
        "spokesman",
        "Colonel",
        "Reuters",
        "İ",
        "ß",
        "7:44",
        "\x00",
        "�",
        "😀",
        "مرحبا",
        "文字。",
    ]
)
_ODD = st.text(alphabet=st.characters(), max_size=60)
TEXTS = st.one_of(_ODD, st.lists(_PIECES, max_size=80).map(" ".join), st.lists(_PIECES, max_size=40).map("".join))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_spans_hold_for_any_text(text: str) -> None:
    check(text, extraction(text))


@given(TEXTS, st.data())
@settings(max_examples=100, deadline=None)
def test_the_dateline_is_in_no_span(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    dateline = Span(start, data.draw(st.integers(start + 1, len(text))))
    check(text, extraction(text, dateline), dateline)


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_the_same_text_gives_the_same_extraction(text: str) -> None:
    assert extract(article(text)) == extract(article(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "word",
        "😀😀😀",
        "\x00\x00",
        "مرحبا بالعالم قال الرئيس",
        "。。。",
        "“" * 10_000,
        '"' * 10_000,
        "'" * 10_000,
        "\n" * 999,
    ],
    ids=["empty", "space", "word", "emoji", "nul", "rtl", "stops", "opening", "straight", "single", "lines"],
)
def test_texts_that_are_none(text: str) -> None:
    check(text, extraction(text))


def test_five_megabytes_without_a_space() -> None:
    text = "x" * 5_000_000
    check(text, extraction(text))


def _lines_run(text: str) -> int:
    """How many lines of this room run for a text: a count of the work that no clock disturbs."""
    steps = 0

    def trace(frame: object, event: str, _: object) -> object:
        nonlocal steps
        if "extraction" not in frame.f_code.co_filename:  # type: ignore[attr-defined]
            return None
        if event == "line":
            steps += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        extract(article(text))
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize(
    "piece",
    [
        "Ada Example said the gate is old and ships are late. ",
        "said ",
        "he said ",
        "“ said ” ",
        '" he said ',
        "Ada said: “x y.” I said we go. ",
        "I said: “x y z.” ",
        ", he said , and ",
        "who said that ",
        "A spokesman said it. The spokesman said so. ",
        "according to ",
        "Example, ",
        "( ",
        "adding that ",
        "'",
        "said:\n\n“x y z”\n\n",
    ],
)
def test_work_grows_in_proportion(piece: str) -> None:
    count = max(1, 800 // max(1, len(piece.split())))
    small, large = _lines_run(piece * count), _lines_run(piece * (2 * count))
    assert large < 2.6 * small + 20_000


def test_many_different_names_grow_in_proportion() -> None:
    def text(n: int) -> str:
        return " ".join(f"Ada X{'abcdefghij'[i % 10]}q{i}z said it rains." for i in range(n))

    assert _lines_run(text(240)) < 2.6 * _lines_run(text(120)) + 20_000
