"""Markdown that shows every word as it is, and has all that the page has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from exporting import reviewed
from exporting.dossier.cases import HOSTILE, contradicting, hostile, written
from secondsource import casefile
from secondsource.exporting.dossier.escaping import code, quoted, words
from secondsource.exporting.dossier.parts import shown

COMMONMARK = MarkdownIt("commonmark")
# What Markdown takes for its own, and words between.
SIGNS = st.text(
    st.one_of(
        st.sampled_from("\\`*_[]()<>#+-=.!|~&;:/\"'$ \t\n\r0123456789ab"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    ),
    max_size=40,
)


def texts(tokens: list[Token]) -> str:
    """The words that are shown, a line a paragraph."""
    return "\n".join(
        "".join(part.content if part.type in {"text", "code_inline"} else "" for part in token.children or ())
        for token in tokens
        if token.type == "inline"
    )


@given(SIGNS)
def test_words_are_shown_as_they_are_and_nothing_else_comes_of_them(text: str) -> None:
    tokens = COMMONMARK.parse(words(text))
    expected = " ".join(shown(text).split())
    assert texts(tokens) == expected
    assert [token.type for token in tokens] == (["paragraph_open", "inline", "paragraph_close"] if expected else [])
    assert all(part.type == "text" for token in tokens for part in token.children or ())


@given(SIGNS)
def test_words_mean_nothing_inside_an_item_either(text: str) -> None:
    tokens = COMMONMARK.parse(f"- name: {words(text)}\n- next: x\n")
    assert texts(tokens) == f"name: {' '.join(shown(text).split())}".rstrip() + "\nnext: x"


@given(SIGNS)
def test_a_quotation_is_one_quotation(text: str) -> None:
    lines = [" ".join(shown(line).split()) for line in text.splitlines()]
    tokens = COMMONMARK.parse(f"Before.\n\n{quoted(text)}\nAfter.\n")
    assert [line for line in texts(tokens).split("\n") if line] == ["Before.", *filter(None, lines), "After."]
    assert [token.type for token in tokens].count("blockquote_open") == bool(any(lines))


@given(SIGNS)
def test_code_is_shown_to_the_letter(text: str) -> None:
    (inline,) = [token for token in COMMONMARK.parse(f"x {code(text)} y") if token.type == "inline"]
    shown_code = [part.content for part in inline.children or () if part.type == "code_inline"]
    assert shown_code == ([" ".join(shown(text).split())] if shown(text).split() else [])


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> casefile.Case:
    return reviewed.case(tmp_path_factory.mktemp("reviewed") / "case.db")


def section(markdown: str, title: str) -> list[Token]:
    """The first part with this title, up to the next one."""
    tokens = COMMONMARK.parse(markdown)
    start = next(place for place, token in enumerate(tokens) if token.type == "inline" and token.content == title) + 2
    end = next(place for place in range(start, len(tokens)) if tokens[place].type == "heading_open")
    return tokens[start:end]


def test_the_text_is_the_articles_and_brackets_stand_around_its_claims(case: casefile.Case) -> None:
    told = texts(section(written("markdown", case), "Its text, with the claims marked"))
    lines = [" ".join(shown(line).split()) for line in reviewed.FLOOD.replace("\r\n", "\n").split("\n")]
    assert re.sub(r"⟦|⟧(\(\S [\d.]+\))?", "", told) == "\n".join(filter(None, lines))
    assert "The Vale Survey reported that ⟦the river rose two metres⟧(? 1.2)." in told
    assert "“⟦The dam,⟧” Ada Quill told Radio Marl, “⟦held\nthrough·the night⟧(✓ 1.1).”" in told


def test_every_decision_on_a_claim_is_told(case: casefile.Case) -> None:
    told = written("markdown", case)
    for claim in casefile.claims(case):
        part = re.split(r"\n#{1,4} ", told[told.index(f"- Id: `{claim.claim}`") :])[0]
        for entry in casefile.entries(case, claim.claim):
            assert f"entry `{entry.event.uid}`" in part
            assert entry.event.actor in part


def test_the_page_and_the_markdown_say_the_same(tmp_path: Path) -> None:
    told = written("markdown", contradicting(tmp_path))
    for words_ in (
        "Verdicts contradict each other: corroborated by Ann, disputed by Bo",
        "in spite of a single origin, no primary source attached: It hangs on the door.",
        "> The log says so.",
        "- Contradicting verdicts: on 1 claim",
    ):
        assert words_ in told


def test_what_comes_from_outside_is_text(tmp_path: Path) -> None:
    told = written("markdown", hostile(tmp_path / "case.db"))
    tokens = COMMONMARK.parse(told)
    kinds = {token.type for token in tokens} | {part.type for token in tokens for part in token.children or ()}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "em_open", "fence"}
    levels = [token.tag for token in tokens if token.type == "heading_open"]
    assert levels.count("h1") == 1
    text = texts(section(told, "Its text, with the claims marked"))
    lines = (" ".join(shown(line).split()) for line in HOSTILE.split("\n"))
    assert re.sub(r"⟦|⟧(\(\S [\d.]+\))?", "", text) == "\n".join(filter(None, lines))


def test_web_addresses_are_links(case: casefile.Case) -> None:
    tokens = COMMONMARK.parse(written("markdown", case))
    links = {str(part.attrs["href"]) for token in tokens for part in token.children or () if part.type == "link_open"}
    assert links == {"https://town.example/speech"}, "an address with a space in it is none"
