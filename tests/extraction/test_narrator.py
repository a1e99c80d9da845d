"""What the article says in its own voice, and what belongs to no claim at all."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.test_properties import TEXTS
from extraction.texts import article, extraction, found, words
from secondsource.extraction import extract
from secondsource.extraction.claims.narrator import SILENT, stretches
from secondsource.extraction.layout.layout import Layout
from secondsource.extraction.layout.text import Range
from secondsource.extraction.rules.attributions import find
from secondsource.extraction.rules.proposal import Proposal
from secondsource.model import Span


def narrator(text: str, dateline: Span | None = None) -> list[str]:
    return [words(text, own.content) for own in extraction(text, dateline).narrator]


def test_a_sentence_that_is_nobodys() -> None:
    assert narrator("Ada said it rains. The gate was closed at noon.") == ["The gate was closed at noon"]


def test_the_rest_of_a_sentence() -> None:
    text = "The board confirms that repairs are underway, while the town finds itself without a gate for weeks."
    assert narrator(text) == ["while the town finds itself without a gate for weeks"]
    assert found(text)[0][2] == "that repairs are underway"


def test_an_adjunct_is_no_statement() -> None:
    assert narrator("Speaking to pilots in a letter dated Monday, Ada Example said the gate is old.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The Old Gate Will Close\n\n",
        "By Ada Example\n\n",
        "Why was the gate closed?",
        "Ada Example, who spoke on condition of anonymity, said that it rains.",
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
    for own in extraction(text, Span(at, at + 10)).narrator:
        assert all(end <= at or start >= at + 10 for start, end in own.content)


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("“This is the end.” The bells rang over the town.", ["“This is the end.”", "The bells rang over the town"]),
        ("“The gate was closed at noon by nobody at all.”", ["“The gate was closed at noon by nobody at all.”"]),
        ("It rained.", ["It rained"]),
        ("The mayor opened the gate and said it was safe.", ["The mayor opened the gate"]),
        ("After the gate fell on Monday, the mayor said it was unsafe.", ["After the gate fell on Monday"]),
        ("On Monday the gate closed and the mayor said it was unsafe.", ["On Monday the gate closed"]),
        ("Though ships sank, the mayor said all was well.", ["Though ships sank"]),
        (
            "“It rains,” wrote a pilot in a post on the message board Quayside, which was deleted in May.",
            ["a post on the message board Quayside, which was deleted in May"],
        ),
        ("Speaking to pilots who were angry, Ada Example said the gate is old.", ["pilots who were angry"]),
        (
            "The coalition that Freedonia leads answered with “heavy guns” in a town that rebels hold.",
            ["The coalition that Freedonia leads answered with “heavy guns” in a town that rebels hold"],
        ),
    ],
)
def test_statement(text: str, statements: list[str]) -> None:
    assert narrator(text) == statements


def test_a_byte_order_mark_belongs_to_nothing() -> None:
    assert found("\ufeffThe mayor said rain is due.") == [("The mayor", "said", "rain is due")]
    assert narrator("\ufeff“Rain is due.” It rained.") == ["“Rain is due.”", "It rained"]


def _left_out(text: str) -> list[tuple[str, str]]:
    """The words outside the claims, each with the reason."""
    layout = Layout(article(text))
    return [
        (text[layout.tokens[r.first].start : layout.tokens[r.last - 1].end], s.silent)
        for s in stretches(layout, find(layout))
        if s.silent
        for r in s.parts
    ]


def test_what_is_left_out_has_its_reason() -> None:
    text = "The Old Gate Will Close\n\nBy Ada Example\n\nWho closed it? A cold day. On Monday, Bob said it rains.\n"
    assert _left_out(text) == [
        ("The Old Gate Will Close", "furniture"),
        ("By Ada Example", "furniture"),
        ("Who closed it?", "question"),
        ("A cold day.", "fragment"),
        ("On Monday,", "fragment"),
    ]


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_every_word_is_accounted_for(text: str) -> None:
    layout = Layout(article(text))
    proposals = find(layout)
    seen = [0] * len(layout.tokens)
    for p in proposals:
        for first, last in (*p.content, p.cue, *([p.source] if p.source else [])):
            seen[first:last] = [1] * (last - first)
    for stretch in stretches(layout, proposals):
        assert stretch.silent is None or stretch.silent in SILENT
        for first, last in stretch.parts:
            seen[first:last] = [1] * (last - first)
    missing = [t.text for t, s in zip(layout.tokens, seen, strict=True) if not s and t.text[0].isalnum()]
    assert set(missing) <= {"and", "but", "or", "nor", "yet", "so", "then", "that", "which", "who", "whom"}


# Sentences and the verbs that must end in a claim.
_SENTENCES = [
    ("The bells rang over the town.", "rang"),
    ("“Nobody knew the way.”", "knew"),
    ("The council, which had met on Monday, closed the gate and went home.", "met closed went"),
    ("Ada Example said that the pier moved.", "moved"),
    ("“The pier moved,” Ada Example said, “and the gate fell.”", "moved fell"),
    ("Bob Sample opened the gate and said it was safe.", "opened was"),
    ("She wants the board to pay and plans to ask for a vote.", "pay ask"),
    ("After the storm hit the coast, the mayor said help was near.", "hit was"),
    ("Nine boats are late, according to the board, because the lights failed.", "are failed"),
    ("Two pilots, who asked not to be named, said the lamps failed.", "failed"),
    ("He expects little, because he believes the reply would be harsh.", "would"),
    ("The port is shut, the mayor said, while the ferry runs as it did before.", "is runs did"),
    ("“It was dark,” wrote a pilot in a post on Quayside, which was deleted.", "was deleted"),
    ("Then the fog came down and ships sank.", "came sank"),
    ("The spokesman, Captain Bob Sample, in a tweet on Twitter, that two rockets fell.", "fell"),
    ("A barge hit the bridge, and three people were hurt, the Velm Courier reported.", "hit were"),
]


@given(st.lists(st.tuples(st.sampled_from(_SENTENCES), st.sampled_from([" ", "\n\n"])), min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_no_sentence_vanishes(pieces: list[tuple[tuple[str, str], str]]) -> None:
    text = "".join(sentence + gap for (sentence, _), gap in pieces)
    result = extraction(text)
    claimed = [span for a in result.attributions for span in a.content] + [
        s for n in result.narrator for s in n.content
    ]
    start = 0
    for (sentence, verbs), gap in pieces:
        for verb in verbs.split():
            found_at = re.search(rf"\b{verb}\b", sentence)
            assert found_at is not None
            at = start + found_at.start()
            assert any(a <= at < b for a, b in claimed), (sentence, verb)
        start += len(sentence) + len(gap)


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("Storm hits coast of Velm Ten boats sank on Monday.", ["Ten boats sank on Monday"]),
        ("Storm hits coast of Velm. Ten boats sank on Monday.", ["Ten boats sank on Monday"]),
        ("Last updated at Jul 282016 A storm hit the coast.", ["A storm hit the coast"]),
        ("A storm hit the coast on Jul 28 2016.", ["A storm hit the coast on Jul 28 2016"]),
        ("It was bad. The storm hits coast of Velm hard.", ["It was bad", "The storm hits coast of Velm hard"]),
    ],
)
def test_what_stands_before_the_first_sentence(text: str, statements: list[str]) -> None:
    result = extract(replace(article(text), title="Storm hits coast of Velm"), "rules")
    assert [words(text, own.content) for own in result.narrator] == statements


@pytest.mark.parametrize(
    "text",
    [
        "Follow us on Quayside for more news.",
        "Reporting by Ada Example; Editing by Bob Sample.",
        "Never miss a story again sign up to our channel!",
        "Two boats lie on the beach of Velm (Photo XP)",
        "Boats lie on the beach of Velm in this handout picture provided by the harbour office.",
    ],
)
def test_a_page_about_itself_is_furniture(text: str) -> None:
    (silence,) = extraction(f"The gate fell.\n\n{text}").silent
    assert silence.reason == SILENT["furniture"]


def test_what_is_quoted_is_no_furniture() -> None:
    text = "“Follow us on the road to Velm and see the gate fall tomorrow.”"
    assert narrator(text) == [text]


@pytest.mark.parametrize("rest", ["added the board", "and the port officials said"])
def test_a_speaker_left_over_is_no_statement(rest: str) -> None:
    text = f"It rained at noon {rest}."
    layout = Layout(article(text))
    last = next(i for i, token in enumerate(layout.tokens) if token.text == "noon") + 1
    said = Proposal(None, Range(1, 2), (Range(0, 1), Range(2, last)), "tagger")
    assert [stretch.silent for stretch in stretches(layout, [said])] == ["fragment"]
