"""Text into lines: offsets stay true, lines fit, nothing is lost."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from secondsource.desk.widgets.layout import fit, readable, wrap

SCRIPTS = st.text(
    st.one_of(
        st.sampled_from(" \n\r\t"),
        st.sampled_from("abcde’“”"),
        st.sampled_from("港橋한글👩🙂"),
        st.sampled_from("قالالمتحدثّ"),
        st.sampled_from("\u0301\u200d\ufe0f"),
        st.characters(),
    ),
    max_size=200,
)
WIDTHS = st.integers(2, 40)


@given(SCRIPTS)
def test_readable_text_keeps_its_length_and_has_no_control_character_but_line_ends(text: str) -> None:
    shown = readable(text)
    assert len(shown) == len(text)
    assert not [c for c in shown if c != "\n" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000)]


@given(SCRIPTS, WIDTHS)
@example("word 港の橋が閉まった", 6)
@example("e" + "\u0301" * 500, 10)
@example("", 5)
@example("\n\n", 5)
def test_lines_cover_the_text_in_order_and_fit(text: str, width: int) -> None:
    text = readable(text)
    starts, ends = wrap(text, width)
    assert len(starts) == len(ends) >= 1
    at = 0
    for start, end in zip(starts, ends, strict=True):
        assert at <= start <= end
        assert not text[at:start].strip(" \n")  # only spaces and line ends lie between lines
        assert "\n" not in text[start:end]
        assert cell_len(text[start:end]) <= width
        at = end
    assert not text[at:].strip(" \n")


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=8), min_size=1), WIDTHS.filter(lambda width: width >= 8))
def test_words_that_fit_a_line_are_not_broken_and_lines_are_filled(words: list[str], width: int) -> None:
    text = " ".join(words)
    lines = [text[start:end].rstrip() for start, end in zip(*wrap(text, width), strict=True)]
    assert " ".join(lines) == text
    for line, following in pairwise(lines):
        assert len(line) + 1 + len(following.split()[0]) > width


def test_wide_characters_break_anywhere_and_clusters_nowhere() -> None:
    def lines(text: str, width: int) -> list[str]:
        return [text[start:end] for start, end in zip(*wrap(text, width), strict=True)]

    assert lines("港の橋が閉", 4) == ["港の", "橋が", "閉"]
    assert lines("NATO 港の橋", 8) == ["NATO 港", "の橋"]
    assert lines("e\u0301e\u0301e\u0301e\u0301", 2) == ["e\u0301e\u0301", "e\u0301e\u0301"]


def test_a_text_of_five_million_characters_without_a_space_has_its_lines() -> None:
    starts, ends = wrap("x" * 5_000_000, 98)
    assert len(starts) == 51_021
    assert ends[-1] == 5_000_000


@given(SCRIPTS, st.integers(0, 60))
def test_fitted_text_has_the_width_asked_for(text: str, width: int) -> None:
    shown = readable(text).replace("\n", " ")
    assert cell_len(fit(shown, width)) == width


def test_a_cut_ends_in_an_ellipsis() -> None:
    assert fit("harbour", 5) == "harb…"
    assert fit("harbour", 9) == "harbour  "
    assert fit("港の橋", 4) == "港… "
