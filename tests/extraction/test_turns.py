"""Transcripts: every sentence of a turn is the speaker's, and every word is in one place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.texts import check, words
from extraction.turned import transcript
from secondsource.extraction import ENGINES, extract
from secondsource.extraction.layout.text import tokens_of
from secondsource.model import Article, Extraction, Kind, Nature, SourceType, Span, Turn

HEARING = [
    ("MODERATOR", "Good morning, everyone. Welcome to the harbour. Mayor Kroll, please."),
    (
        "KROLL",
        "Thank you. The wall had cracked two days before, and nobody asked us.\nThe minister told us that it held.",
    ),
    ("REPORTER", "Did you know of the crack?"),
    ("KROLL", "No. I think that it will rain tomorrow."),
    ("BBC", "According to the Harbour Board, 40 boats sank."),
    ("Orla Finch", "Edda Kroll said in May that no storm was coming."),
    ("MODERATOR", "Next question, please."),
]


def found(article: Article, engine: str = "rules") -> list[tuple[str, str]]:
    """The name of the source and the words of each attribution."""
    result = extract(article, engine)
    return [(one.speaker.name if one.speaker else "", words(article.text, one.content)) for one in result.attributions]


def silences(article: Article) -> dict[str, str]:
    return {words(article.text, one.content): one.reason for one in extract(article, "rules").silent}


@pytest.mark.parametrize("engine", ENGINES)
def test_each_sentence_is_its_speakers(engine):
    article = transcript(HEARING)
    result = extract(article, engine)
    assert result.narrator == ()
    turned = [one for one in result.attributions if one.reason == "the transcript names the speaker"]
    assert [(one.speaker and one.speaker.name, words(article.text, one.content)) for one in turned] == [
        ("Edda Kroll", "The wall had cracked two days before, and nobody asked us"),
        ("Edda Kroll", "The minister told us that it held"),
        ("reporter", "Did you know of the crack?"),
        ("Edda Kroll", "No. I think that it will rain tomorrow"),
        ("British Broadcasting Corporation", "According to the Harbour Board, 40 boats sank"),
        ("Orla Finch", "Edda Kroll said in May that no storm was coming"),
    ]
    assert all(one.kind is Kind.DIRECT and one.confidence == 1 and one.channel is None and one.speech for one in turned)
    assert words(article.text, turned[0].source) == "KROLL"
    assert words(article.text, turned[0].cue) == ":"
    assert turned[2].nature is Nature.QUESTION


@pytest.mark.parametrize("engine", ENGINES)
def test_what_a_speaker_tells_of_others_is_theirs_too(engine):
    rows = found(transcript(HEARING), engine)
    assert ("The minister", "that it held") in rows
    assert ("Harbour Board", "40 boats sank") in rows
    assert ("Edda Kroll", "that no storm was coming") in rows
    assert len(rows) == 9, "what somebody thinks aloud is that speaker's sentence and nothing besides"


def test_the_entity_behind_a_speaker_is_the_one_the_text_speaks_of():
    result = extract(transcript(HEARING), "rules")
    speakers = {one.speaker.name: one.speaker for one in result.attributions if one.speaker}
    assert speakers["Edda Kroll"].type is SourceType.NAMED
    assert speakers["Edda Kroll"].role == "Mayor"
    assert speakers["reporter"].type is SourceType.UNNAMED
    assert speakers["British Broadcasting Corporation"].type is SourceType.OUTLET
    assert speakers["Harbour Board"].type is SourceType.INSTITUTION


@pytest.mark.parametrize(
    ("label", "name", "kind"),
    [
        ("EDDA KROLL", "Edda Kroll", SourceType.NAMED),
        ("O'BRIEN", "O'Brien", SourceType.NAMED),
        ("SEN. QUILL", "Quill", SourceType.NAMED),
        ("CHAIR OF THE BOARD", "Chair of the Board", SourceType.UNNAMED),
        ("Speaker 1", "speaker 1", SourceType.UNNAMED),
        ("SPEAKER_00", "speaker_00", SourceType.UNNAMED),
        ("UNIDENTIFIED MALE", "unidentified male", SourceType.UNNAMED),
        ("MODERATOR", "moderator", SourceType.UNNAMED),
        ("Reuters", "Reuters", SourceType.OUTLET),
        ("Ministry of Ports", "Ministry of Ports", SourceType.INSTITUTION),
    ],
)
@pytest.mark.parametrize("labelled", [True, False])
def test_what_a_speaker_is(label, name, kind, labelled):
    said = "The wall had cracked two days before."
    article = (
        transcript([(label, said)]) if labelled else Article(said, "", "", turns=(Turn(label, Span(0, len(said))),))
    )
    (one,) = extract(article, "rules").attributions
    assert one.speaker is not None
    assert (one.speaker.name, one.speaker.type) == (name, kind)
    assert bool(one.source) is labelled
    assert bool(one.cue) is labelled


def test_what_holds_no_claim_in_a_transcript():
    found = silences(transcript(HEARING))
    assert found["Good morning, everyone"] == "a greeting, thanks, or whose turn it is"
    assert found["Next question, please"] == "a greeting, thanks, or whose turn it is"
    assert found["Mayor Kroll, please"] == "words without a verb of their own"
    assert found["MODERATOR"] == "the name of the one who speaks"
    assert "KROLL" not in found, "who is the source of a claim is in that claim"


@pytest.mark.parametrize(
    ("said", "silent"),
    [
        ("Thank you so much, Edda.", True),
        ("Okay, thanks.", True),
        ("Can you hear me?", True),
        ("One more question.", True),
        ("Thank you for the 40 boats.", False),
        ("Thank you for coming here although the wall of the harbour had cracked.", False),
        ("Hello, the wall is cracked and nobody has asked us.", False),
    ],
)
def test_words_that_keep_the_talk_going(said, silent):
    assert ("a greeting, thanks, or whose turn it is" in silences(transcript([("KROLL", said)])).values()) is silent


def test_an_answer_is_a_claim_and_no_word_else():
    rows = found(transcript([("QUILL", "Did it hold?"), ("KROLL", "No."), ("QUILL", "It rained. Yes.")]))
    assert rows == [("Quill", "Did it hold?"), ("Kroll", "No"), ("Quill", "It rained")]


def test_what_stands_outside_the_turns_is_read_as_ever():
    before = "Hearing in Velm\nThe committee met on Monday. Ada Quill said it was late.\n"
    article = transcript([("KROLL", "It held.")], before)
    result = extract(article, "rules")
    assert [words(article.text, one.content) for one in result.narrator] == ["The committee met on Monday"]
    assert found(article) == [("Ada Quill", "it was late"), ("Kroll", "It held")]


def test_an_attribution_runs_over_no_turn():
    rows = found(transcript([("Ada Quill", "“The wall held,"), ("KROLL", "” the board said.")]))
    assert all(name in ("Ada Quill", "Kroll") for name, _ in rows)


_SENTENCES = st.sampled_from(
    [
        "The wall had cracked.",
        "The minister told us that it held.",
        "“We are late,” Ada Quill said.",
        "I think so.",
        "Why?",
        "Yes.",
        "Thank you.",
        "she said",
        "By Monday the Board",
        "VELM (Reuters) —",
        "According to Orla Finch, it rained, and",
        "— and no one asked",
        "♪",
        "İß 40 boats",
        "“One. Two,",
        "three” he added. He said: “Four.”",
    ]
)
_TURNS = st.lists(
    st.tuples(
        st.sampled_from(["KROLL", "Ada Quill", "REPORTER", "he", "BBC"]),
        st.lists(_SENTENCES, min_size=1, max_size=4).map(" ".join),
    ),
    min_size=1,
    max_size=6,
)


def places(article: Article, result: Extraction) -> None:
    """Every word lies in an attribution, a statement or a silence, and the figures add up to as many words."""
    check(article.text, result)
    word_tokens = [token for token in tokens_of(article.text) if token.text[0].isalnum()]
    covered = [False] * (len(article.text) + 1)
    for one in result.attributions:
        for span in (*one.source, *one.cue, *one.content):
            covered[span.start : span.end] = [True] * (span.end - span.start)
    for other in (*result.narrator, *result.silent):
        for span in other.content:
            covered[span.start : span.end] = [True] * (span.end - span.start)
    assert all(covered[token.start] for token in word_tokens)
    coverage = result.coverage
    assert coverage.attributed + coverage.narrator + sum(coverage.silent.values()) == len(word_tokens)


@given(_TURNS, st.sampled_from(["", "Hearing in Velm\nThe board met. Ada Quill said it rained.\n"]))
@settings(max_examples=150, deadline=None)
def test_every_word_is_in_one_place(turns, before):
    article = transcript(turns, before)
    result = extract(article, "rules")
    places(article, result)
    for one in result.attributions:
        if one.reason == "the transcript names the speaker":
            (turn,) = {
                turn
                for turn in article.turns
                for span in one.content
                if turn.words.start <= span.start < turn.words.end
            }
            assert one.source == ((turn.label,) if turn.label else ())


@given(st.lists(_SENTENCES, min_size=1, max_size=6).map("\n".join), st.data())
@settings(max_examples=150, deadline=None)
def test_turns_anywhere_at_all_break_nothing(text, data):
    ends = st.integers(0, len(text) + 3)
    spans = st.tuples(ends, ends).map(lambda pair: Span(*sorted(pair)))
    turns = data.draw(
        st.lists(st.builds(Turn, st.sampled_from(["KROLL", "", "é 1"]), spans, st.none() | spans), max_size=4)
    )
    result = extract(Article(text, "0" * 64, "x", turns=tuple(turns)), "rules")
    check(text, result)


def test_the_same_transcript_gives_the_same_extraction():
    assert extract(transcript(HEARING)) == extract(transcript(HEARING))
