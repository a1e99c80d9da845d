"""Text from outside on its way to the screen."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from secondsource.display import VERDICT_COLOUR, VERDICT_GLYPH, name_of, one_line, safe
from secondsource.model import Verdict

EMBEDDINGS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
ANY = st.text(st.characters(codec=None))


@given(ANY)
def test_safe_text_has_no_character_that_a_terminal_obeys_or_hides(text: str) -> None:
    shown = safe(text)
    assert len(shown) == len(text), "offsets must stay true"
    for character in shown:
        assert unicodedata.category(character) not in {"Cc", "Cs"}
        assert unicodedata.bidirectional(character) not in EMBEDDINGS


@given(ANY)
def test_safe_is_stable_and_leaves_plain_text_alone(text: str) -> None:
    assert safe(safe(text)) == safe(text)
    printable = "".join(character for character in text if character.isprintable() or character == "\u200c")
    assert safe(printable) == printable


def test_stand_ins_are_visible() -> None:
    assert safe("\x1b[31m\x07\x7f\x9b\u202e\u200b\ud800") == "␛[31m␇␡\ufffd···"
    assert safe("[bold]می\u200cخواهم") == "[bold]می\u200cخواهم"
    assert safe("two\u200dwords 👩\u200d🚀") == "two·words 👩·🚀"


@given(st.text(st.sampled_from("ab👩🚀\u200c\u200d🏽\ufe0f❤🇩éقर्")))
def test_nothing_that_is_shown_takes_the_room_of_what_follows(text: str) -> None:
    assert cell_len(safe(text) + "x") == cell_len(safe(text)) + 1


def test_one_line_folds_white_space_and_is_safe() -> None:
    assert one_line(" a\n\tb \x1b ") == "a b ␛"


def test_each_verdict_has_a_glyph_a_colour_and_a_name_of_its_own() -> None:
    for table in (VERDICT_GLYPH, VERDICT_COLOUR):
        assert set(table) == {None, *Verdict}
        assert len(set(table.values())) == len(table)
    assert [name_of(verdict) for verdict in (None, *Verdict)] == ["open", "corroborated", "disputed", "unverified"]
