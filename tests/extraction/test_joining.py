"""What becomes of the tagger's proposals: held to their sentences, mended where a text lost its commas, cut at a lead.

No model runs here: each test writes down what a tagger might say.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.texts import article
from secondsource.extraction.layout.layout import Layout
from secondsource.extraction.layout.lead import lead_of, without_lead
from secondsource.extraction.layout.text import Range
from secondsource.extraction.mending.flattened import is_flattened, mended
from secondsource.extraction.mending.within_sentences import within_sentences
from secondsource.extraction.rules.attributions import find
from secondsource.extraction.rules.proposal import Proposal
from secondsource.extraction.rules.reasons import TAGGER

Row = tuple[str | None, str, tuple[str, ...]]


def place(layout: Layout, phrase: str) -> Range:
    """The tokens of a phrase that stands in the text once."""
    assert layout.text.count(phrase) == 1, phrase
    start = layout.text.index(phrase)
    inside = [i for i, t in enumerate(layout.tokens) if start <= t.start < start + len(phrase)]
    return Range(inside[0], inside[-1] + 1)


def tagged(layout: Layout, source: str | None, cue: str, *content: str) -> Proposal:
    parts = tuple(place(layout, part) for part in content)
    who = place(layout, source) if source else None
    return Proposal(who, place(layout, cue), parts, TAGGER, confidence=0.7, reason="tagger: sure")


def rows(layout: Layout, proposals: list[Proposal]) -> list[Row]:
    def words(r: Range) -> str:
        return layout.text[layout.tokens[r.first].start : layout.tokens[r.last - 1].end]

    return [
        (words(p.source) if p.source else None, words(p.cue), tuple(words(part) for part in p.content))
        for p in proposals
    ]


def mend(text: str, *proposals: tuple[str | None, ...]) -> list[Row]:
    """The rows after mending; a proposal is given as source, cue and parts of its content."""
    layout = Layout(article(text))
    said = [tagged(layout, p[0], *(part for part in p[1:] if part)) for p in proposals]
    return rows(layout, mended(layout, said, find(layout)))


@pytest.mark.parametrize(
    ("text", "proposal", "source", "content"),
    [
        (
            "At least ten boats sank in Velm security officials said.",
            (None, "said", "At least ten boats sank in Velm security officials"),
            "security officials",
            "At least ten boats sank in Velm",
        ),
        (
            "Two ferries were hit at night in the port of Velm local residents have reported.",
            (None, "have reported", "Two ferries were hit at night in the port of Velm local residents"),
            "local residents",
            "Two ferries were hit at night in the port of Velm",
        ),
        (
            "Nine boats sank in the storm and dozens were lost the harbour office told the Courier.",
            ("the Courier", "told", "Nine boats sank in the storm and dozens were lost the harbour office"),
            "the harbour office",
            "Nine boats sank in the storm and dozens were lost",
        ),
    ],
)
def test_a_speaker_within_the_content(text: str, proposal: tuple[str | None, ...], source: str, content: str) -> None:
    assert mend(text, proposal) == [(source, proposal[1], (content,))]


@pytest.mark.parametrize(
    ("content", "mistaken", "source", "whole"),
    [
        (
            "Six boats sank in the district",
            "of Velm Freedonian state television",
            "Freedonian state television",
            "of Velm",
        ),
        ("Six boats sank in", "Velm Mayor Ada Example", "Mayor Ada Example", "Velm"),
        ("Six boats sank before the", "dawn board director Ada Example", "board director Ada Example", "dawn"),
        ("Six boats sank off Velm the Freedonian", "Navy", None, None),
    ],
)
def test_the_contents_last_words_are_not_the_speakers(
    content: str, mistaken: str, source: str | None, whole: str | None
) -> None:
    text = f"The Board said it rained. {content} {mistaken} said."
    layout = Layout(article(text))
    parts = tuple(place(layout, part) for part in (content, mistaken))
    last = Range(parts[1].last, parts[1].last + 1)
    first = Proposal(Range(0, 2), Range(2, 3), (Range(3, 5),), TAGGER, reason="tagger")
    second = Proposal(parts[1], last, (parts[0],), TAGGER, reason="tagger")
    found = rows(layout, mended(layout, [first, second], find(layout)))
    assert found[0] == ("The Board", "said", ("it rained",))
    if source is not None:
        assert found[1] == (source, "said", (f"{content} {whole}",))


def test_what_is_right_stays() -> None:
    text = "Ten boats sank off Velm on Monday the harbour office said."
    row = ("the harbour office", "said", "Ten boats sank off Velm on Monday")
    assert mend(text, row) == [(row[0], row[1], (row[2],))]


@pytest.mark.parametrize(
    "text",
    [
        "Ten boats sank off Velm the harbour office said on Monday.",
        "Ten boats sank off Velm the harbour office told reporters on condition of anonymity.",
        "Ten boats sank off Velm the harbour office said in an interview with the Courier.",
        "Ten boats sank off Velm the harbour office said before a meeting with its pilots.",
        "Ten boats sank off Velm the harbour office stressed.",
    ],
)
def test_a_sentence_that_was_missed(text: str) -> None:
    ((source, _, content),) = mend(text)
    assert (source, content) == ("the harbour office", ("Ten boats sank off Velm",))


def test_a_missed_sentence_with_its_speaker_behind() -> None:
    text = "We are looking for the boats said harbour spokesman Bob Sample in a statement on Monday."
    assert mend(text) == [("harbour spokesman Bob Sample", "said", ("We are looking for the boats",))]


@pytest.mark.parametrize(
    "text",
    [
        "Ten boats sank as the harbour office said on Monday.",
        "Storm closes the port of Velm The harbour office said on Monday that ten boats sank.",
        "Ten boats sank off Velm and the harbour office said on Monday.",
        "The harbour office said on Monday.",
        "Boats that the harbour office said on Monday were lost came back.",
    ],
)
def test_nothing_was_missed(text: str) -> None:
    assert mend(text) == []


def test_words_of_ones_own_within_what_was_said() -> None:
    text = "I call on the council to convene without delay Harbour Board leader Ada Example told the Courier."
    (row,) = mend(text, ("I", "call on", "the council to convene without delay Harbour Board leader Ada Example"))
    assert row == ("Harbour Board leader Ada Example", "told", ("I call on the council to convene without delay",))


def test_a_sentence_begins_within_the_speaker() -> None:
    text = "Storm damage in Velm A harbour worker said that the gate fell."
    row = ("Storm damage in Velm A harbour worker", "said", "that the gate fell")
    assert mend(text, row) == [("A harbour worker", "said", ("that the gate fell",))]
    text = "Ada Example The Courier correspondent said that the gate fell."
    row = ("Ada Example The Courier correspondent", "said", "that the gate fell")
    assert mend(text, row) == [(row[0], "said", (row[2],))]


def test_a_time_is_no_part_of_the_speaker() -> None:
    text = "Earlier a harbour worker said that the gate fell."
    row = ("Earlier a harbour worker", "said", "that the gate fell")
    assert mend(text, row) == [("a harbour worker", "said", ("that the gate fell",))]


def test_a_content_that_stops_within_a_phrase() -> None:
    text = "The board called upon the rescue group formed as part of the treaty not to leave the port."
    (row,) = mend(text, ("The board", "called upon", "the rescue group"))
    assert row[2] == ("the rescue group formed as part of the treaty not to leave the port",)
    text = "The board denied the gate had fallen on Monday."
    assert mend(text, ("The board", "denied", "the gate had fallen"))[0][2] == ("the gate had fallen",)


def test_a_content_that_starts_within_a_phrase() -> None:
    text = "A boat with ten people was towed to a pier where it sank the harbour office said."
    (row,) = mend(text, ("the harbour office", "said", "a pier"))
    assert row[2] == ("A boat with ten people was towed to a pier where it sank",)


def test_two_speakers_of_one_sentence() -> None:
    text = "The ferry has resumed state media and activists said."
    assert mend(text, ("activists", "said", "The ferry has resumed state media and")) == [
        ("state media and activists", "said", ("The ferry has resumed",))
    ]


def test_said_citing() -> None:
    text = "Ten boats were lost the harbour office said citing its pilots."
    ((source, cue, content),) = mend(text, ("the harbour office", "said citing", "its pilots"))
    assert (source, cue, content) == ("the harbour office", "said", ("Ten boats were lost", "its pilots"))


def test_what_follows_said_is_the_speaker() -> None:
    text = "Ten boats were lost said the harbour office."
    assert mend(text, (None, "said", "the harbour office")) == [
        ("the harbour office", "said", ("Ten boats were lost",))
    ]


def test_two_attributions_in_one_content() -> None:
    text = "The board said the gate was old while the mayor of Velm said it had been painted twice."
    found = mend(text, ("The board", "said the", "gate was old while the mayor of Velm said it had been painted twice"))
    assert [(source, content[0]) for source, _, content in found] == [
        ("The board", "gate was old"),
        ("the mayor of Velm", "it had been painted twice"),
    ]


def test_said_is_a_name_too() -> None:
    text = "Pilots wait for help Omar Said a harbour pilot told the Courier."
    assert [row[1] for row in mend(text, ("Omar", "Said", "a harbour pilot"))] != ["Said"]


def test_reasons_say_what_was_mended() -> None:
    layout = Layout(article("Two ferries were hit in Velm security officials said."))
    (found,) = mended(layout, [tagged(layout, None, "said", "Two ferries were hit in Velm security officials")], [])
    assert found.reason.startswith("tagger: sure; the text has no commas")
    assert found.confidence == 0.7


def test_only_texts_without_commas_are_flattened() -> None:
    line = "The board said the old gate fell and the mayor said it rained. "
    assert is_flattened(Layout(article(line * 20)))
    assert not is_flattened(Layout(article("Ada, who is mayor, said it rained. " * 20)))
    assert not is_flattened(Layout(article(line)))


# Within sentences ------------------------------------------------------------------------------------------------


def held(text: str, *proposal: str) -> list[Row]:
    layout = Layout(article(text))
    return rows(layout, within_sentences(layout, [tagged(layout, *proposal)]))


@pytest.mark.parametrize(
    ("text", "proposal", "content"),
    [
        (
            "The board said it rained. The gate fell.",
            ("The board", "said", "it rained. The gate fell"),
            ("it rained.",),
        ),
        (
            "The board said: We open late. We hope you come tomorrow.",
            ("The board", "said", "We open late. We hope you come tomorrow"),
            ("We open late. We hope you come tomorrow",),
        ),
        (
            "The board said: We open late. We hope you come, the mayor said.",
            ("The board", "said:", "We open late. We hope you come"),
            ("We open late.",),
        ),
        (
            "The board said “it rained. The gate fell.” Boats sank.",
            ("The board", "said", "“it rained. The gate fell.” Boats sank"),
            ("“it rained. The gate fell.”",),
        ),
        (
            "The gate fell at noon. It rained, the board said.",
            ("the board", "said", "fell at noon. It rained"),
            ("It rained",),
        ),
        (
            "The gate fell. It rained, the board said.",
            ("the board", "said", "The gate fell", "It rained"),
            ("It rained",),
        ),
        (
            "It rained, the board said. Boats were towed at night to this area.",
            ("the board", "said", "It rained", "this area"),
            ("It rained",),
        ),
    ],
)
def test_a_content_ends_with_its_sentence(text: str, proposal: tuple[str, ...], content: tuple[str, ...]) -> None:
    assert [row[2] for row in held(text, *proposal)] == [content]


def test_stray_words_alone_are_no_attribution() -> None:
    assert held("The gate fell, the board said. Boats were towed to this area.", "the board", "said", "this area") == []


# Before the first sentence ---------------------------------------------------------------------------------------

_TITLE = "Storm hits coast of Velm"


@pytest.mark.parametrize(
    ("text", "title", "lead"),
    [
        ("Last updated at Jul 282016 VELMOUTH | A storm hit the coast.", None, True),
        ("11.10.2017(updated 1838 11.10.2017) Get short URL 113 | A storm hit.", None, True),
        ("Storm hits coast of Velm | Ten boats sank on Monday.", _TITLE, True),
        ("Storm hits coast of Velm. | Ten boats sank.", _TITLE + " - The Courier", True),
        ("Storm hits coast of Velm XP Friday 6 Oct 2017 | Ten boats sank.", _TITLE, True),
        ("by The Courier Storm hits coast of Velm | Ten boats sank.", _TITLE, True),
        ("Ten boats sank as the storm hits coast of Velm | today.", _TITLE, False),
        ("Storm hits coast of Velm. | \n\nTen boats sank.", _TITLE, False),
        ("Storm in Velm | was bad.", "Storm in Velm", False),
        ("A storm hit the coast. | It rained.", None, False),
    ],
)
def test_lead(text: str, title: str | None, lead: bool) -> None:
    layout = Layout(article(text.replace(" |", "")))
    end = lead_of(layout, title)
    assert (layout.text[: layout.tokens[end - 1].end] if end else "") == (text[: text.index(" |")] if lead else "")


def test_a_content_begins_after_the_lead() -> None:
    text = "Last updated at Jul 282016 VELMOUTH A storm hit the coast the board said."
    layout = Layout(article(text))
    said = tagged(layout, "the board", "said", "Last updated at Jul 282016 VELMOUTH A storm hit the coast")
    (found,) = without_lead([said], lead_of(layout, None))
    assert rows(layout, [found]) == [("the board", "said", ("A storm hit the coast",))]


# Whatever comes in -----------------------------------------------------------------------------------------------

_WORDS = st.one_of(
    st.sampled_from(["said", "told", "added", "and", "the", "a", "in", "of", "to", "Velm", "Ada", "Example", "board"]),
    st.sampled_from(
        ["he", "We", "that", ".", "“", "”", "citing", "Said", "who", "(", ")", "-", ".", "was", "officials"]
    ),
)


@st.composite
def _scenes(draw: st.DrawFn) -> tuple[Layout, list[Proposal]]:
    layout = Layout(article(" ".join(draw(st.lists(_WORDS, min_size=4, max_size=60)))))
    count = len(layout.tokens)
    bounds = sorted(set(draw(st.lists(st.integers(0, count), max_size=16))))
    ranges = [Range(a, b) for a, b in pairwise(bounds)]
    proposals: list[Proposal] = []
    while len(ranges) >= 3:
        three, ranges = ranges[:3], ranges[3:]
        cue, source, content = draw(st.permutations(three))
        named = draw(st.booleans())
        proposals.append(Proposal(source if named else None, cue, (content,), TAGGER, reason="tagger"))
    return layout, sorted(proposals, key=lambda p: p.cue.first)


@given(_scenes())
@settings(max_examples=300, deadline=None)
def test_mended_proposals_are_sound(scene: tuple[Layout, list[Proposal]]) -> None:
    layout, proposals = scene
    for lead in (0, 3):
        found = mended(layout, within_sentences(layout, proposals), find(layout))
        found = without_lead(found, min(lead, len(layout.tokens)))
        assert [p.cue.first for p in found] == sorted(p.cue.first for p in found)
        for p in found:
            assert p.content
            for r in (*p.content, p.cue, *((p.source,) if p.source else ())):
                assert 0 <= r.first < r.last <= len(layout.tokens)
            words = [i for r in p.content for i in range(*r)]
            assert len(words) == len(set(words))
