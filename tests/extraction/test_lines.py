"""Texts whose lines were broken to a width say what they say with a paragraph a line."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import article
from secondsource.extraction import extract
from secondsource.extraction.layout.lines import paragraph_ends

STORY = "\n\n".join(
    (
        "Ferry stops for a week",
        "The mayor of Velm, Ada Quill, said on Monday that the ferry would not run for a week, because two of its "
        "engines had failed in the storm.",
        "“We have tested every engine that the yard could lend us,” Quill told the Velm Courier. “None of them fits "
        "the old hull, and nobody is to blame.”",
        "According to the harbour office, at least 70 passengers were waiting at the pier when the gate was shut. "
        "Bo Tarn, a deckhand, denied that anybody was hurt.",
        "The ferry first ran in 1911. It was rebuilt after the war.",
    )
)


def words(text, engine="rules"):
    found = extract(article(text), engine)
    said = [
        [" ".join(text[s:e].split()) for s, e in spans]
        for one in found.attributions
        for spans in (one.source, one.cue, one.content)
    ]
    return said, [" ".join(text[s:e].split()) for one in found.narrator for s, e in one.content]


def wrapped(text, width, end="\n"):
    return end.join(textwrap.fill(line, width).replace("\n", end) for line in text.split("\n"))


@pytest.mark.parametrize("engine", ["rules", "standard"])
@pytest.mark.parametrize("width", [40, 48, 60, 72])
def test_a_text_broken_to_a_width_is_taken_apart_as_the_whole(width, engine):
    for end in ("\n", "\r\n", " \n"):
        assert words(wrapped(STORY, width, end), engine) == words(STORY, engine)


def test_paragraphs_without_a_blank_line_end_where_a_line_was_left_short():
    lines = wrapped(STORY.replace("\n\n", "\n"), 60)
    ends = {lines[:place].rsplit("\n", 1)[-1] for place in paragraph_ends(lines)}
    assert "Ferry stops for a week" in ends
    assert sum(1 for line in ends if not line.endswith((".", "”"))) == 1
    assert words(lines)[0] == words(STORY)[0]


def test_lists_keep_their_items():
    text = wrapped("The report names these faults, which were known to the owner for a long time before the storm:", 40)
    text += "\n- the pumps, of which two had failed\nand were never mended\n- the gate\n" + wrapped(STORY, 40)
    ends = [text[:place].rsplit("\n", 1)[-1] for place in paragraph_ends(text)]
    assert "and were never mended" in ends
    assert "- the gate" in ends
    assert "- the pumps, of which two had failed" not in ends


@given(st.text(st.sampled_from("aB .\n\r”,-"), max_size=200))
def test_ends_are_line_breaks_in_order(text):
    ends = paragraph_ends(text)
    assert all(text[place] == "\n" for place in ends)
    assert ends == sorted(set(ends))


def test_a_text_with_a_paragraph_a_line_ends_at_every_break():
    text = STORY + "\nand a line that begins small\n\n"
    assert paragraph_ends(text) == [place for place, character in enumerate(text) if character == "\n"]
