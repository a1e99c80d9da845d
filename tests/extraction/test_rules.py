"""Each rule on one sentence of ours: source, cue and content, and nothing else found."""

from __future__ import annotations

import pytest

from extraction.texts import extraction, found, only
from secondsource.extraction import ENGINES, extract
from secondsource.model import Article, Kind, UnusableInput

CASES = {
    "that": (
        "The harbour board said that the gate would close on Friday.",
        ("The harbour board", "said", "that the gate would close on Friday"),
    ),
    "clause": ("Ada Example said the gate would close.", ("Ada Example", "said", "the gate would close")),
    "auxiliaries and adverbs": (
        "The board has repeatedly said that ships are late.",
        ("The board", "has repeatedly said", "that ships are late"),
    ),
    "time left out": (
        "Ada Example said on Monday that ships are late.",
        ("Ada Example", "said", "that ships are late"),
    ),
    "before, quoted": (
        "“The gate is old,” Ada Example said.",
        ("Ada Example", "said", "“The gate is old,”"),
    ),
    "before, quoted, with apposition": (
        "“The gate is old,” Ada Example, the head of the harbour board, said.",
        ("Ada Example, the head of the harbour board", "said", "“The gate is old,”"),
    ),
    "inverted": (
        '"The gate is old," said Ada Example, the head of the harbour board.',
        ("Ada Example, the head of the harbour board", "said", '"The gate is old,"'),
    ),
    "inverted, speaker with a relative clause": (
        '"The gate is old," said Ada Example, who leads the board.',
        ("Ada Example, who leads the board", "said", '"The gate is old,"'),
    ),
    "around": (
        "“The gate,” she said, “is old.”",
        ("she", "said", "“The gate,” / “is old.”"),
    ),
    "goes on after the sentence": (
        "“The gate is old,” she said. “It is also rusty.”",
        ("she", "said", "“The gate is old,” / “It is also rusty.”"),
    ),
    "question mark before the speaker": ("“Why us?” Ada asked.", ("Ada", "asked", "“Why us?”")),
    "before, unquoted": (
        "The gate was closed at noon, the board said.",
        ("the board", "said", "The gate was closed at noon"),
    ),
    "inverted, unquoted": (
        "The gate was closed at noon, said Ada Example.",
        ("Ada Example", "said", "The gate was closed at noon"),
    ),
    "around, unquoted": (
        "The gate, she said, was closed at noon.",
        ("she", "said", "The gate / was closed at noon"),
    ),
    "colon": (
        "Ada Example said: “The gate is old. We need another.”",
        ("Ada Example", "said", "“The gate is old. We need another.”"),
    ),
    "colon, the next paragraph": (
        "Ada Example, the head of the board, said:\n\n“The gate is old. We need another.”",
        ("Ada Example, the head of the board", "said", "“The gate is old. We need another.”"),
    ),
    "interview between commas": (
        "Ada Example said, in an interview with Example Radio: “The gate is old.”",
        ("Ada Example", "said", "“The gate is old.”"),
    ),
    "told somebody": (
        "Ada Example told the council that the gate is old.",
        ("Ada Example", "told", "that the gate is old"),
    ),
    "told, loosely": ("Ada Example told voters the gate is old.", ("Ada Example", "told", "the gate is old")),
    "told, quoted": (
        "Ada Example told Example Radio, “The gate is old.”",
        ("Ada Example", "told", "“The gate is old.”"),
    ),
    "according to, last": (
        "Nine ships are late, according to the harbour board.",
        ("the harbour board", "according to", "Nine ships are late"),
    ),
    "according to, first": (
        "According to the harbour board, nine ships are late.",
        ("the harbour board", "According to", "nine ships are late"),
    ),
    "according to, first, with apposition": (
        "According to Ada Example, a pilot for thirty years, nine ships are late.",
        ("Ada Example, a pilot for thirty years", "According to", "nine ships are late"),
    ),
    "according to, within": (
        "Nine ships, according to the board, are late this week.",
        ("the board", "according to", "Nine ships / are late this week"),
    ),
    "verbless": (
        "The spokesman, Captain Bob Sample, in a post on “Exampler”, that the gate closed at noon.",
        ("The spokesman, Captain Bob Sample", "in a post on “Exampler”", "that the gate closed at noon"),
    ),
    "statement between commas": (
        "A Freedonian source said, in a statement to Example News, that the gate is old.",
        ("A Freedonian source", "said", "that the gate is old"),
    ),
    "anonymity is no claim": (
        "Two workers, who asked not to be named because they fear for their jobs, said the gate is old.",
        ("Two workers, who asked not to be named because they fear for their jobs", "said", "the gate is old"),
    ),
    "belief about a long subject": (
        "He believes Freedonia’s reply to a bigger blow would be “harsh and slow”.",
        ("He", "believes", "Freedonia’s reply to a bigger blow would be “harsh and slow”"),
    ),
    "relative subject": (
        "The board that Ada Example leads said the gate is old.",
        ("The board that Ada Example leads", "said", "the gate is old"),
    ),
    "which somebody said": (
        "Ships left after the blasts which the board said killed nine.",
        ("the board", "said", "killed nine"),
    ),
    "question": (
        "Ada Example asked whether the gate was safe.",
        ("Ada Example", "asked", "whether the gate was safe"),
    ),
    "question to somebody": (
        "Ada Example asked the council why nobody was paid.",
        ("Ada Example", "asked", "why nobody was paid"),
    ),
    "request": (
        "Ada Example asked the council to close the gate.",
        ("Ada Example", "asked", "the council to close the gate"),
    ),
    "infinitive": (
        "Ada Example promised to close the gate.",
        ("Ada Example", "promised", "to close the gate"),
    ),
    "particle": (
        "Ada Example called for an inquiry into the gate.",
        ("Ada Example", "called for", "an inquiry into the gate"),
    ),
    "object": (
        "Ada Example criticized the slow repair of the gate.",
        ("Ada Example", "criticized", "the slow repair of the gate"),
    ),
    "call": (
        "Ada Example called the gate “a rusty joke.”",
        ("Ada Example", "called", "the gate “a rusty joke.”"),
    ),
    "belief": (
        "Ada Example believes the gate will fall.",
        ("Ada Example", "believes", "the gate will fall"),
    ),
    "document": (
        "A report by the board found that the gate is old.",
        ("A report by the board", "found", "that the gate is old"),
    ),
    "expected": ("The gate is expected to close in May.", ("", "is expected", "The gate / to close in May")),
    "relative": (
        "The repair was led by Ada Example, who said the gate was old.",
        ("who", "said", "the gate was old"),
    ),
    "adjunct without a comma": (
        "Speaking at dawn he said the gate was old.",
        ("he", "said", "the gate was old"),
    ),
    "reportedly": ("The gate reportedly closed at noon.", ("", "reportedly", "The gate / closed at noon")),
    "typewriter's double marks": (
        "''The gate is old,'' said Ada Example.",
        ("Ada Example", "said", "''The gate is old,''"),
    ),
    "headline": ("Harbour Chief: Gate Will Close\n", ("Harbour Chief", ":", "Gate Will Close")),
}


@pytest.mark.parametrize("name", CASES)
def test_rule(name: str) -> None:
    text, expected = CASES[name]
    assert only(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Iranian-style response scenarios were discussed for a week.",
        "The so-called “old gate” was painted green in May.",
        "His claims were many and the reports by the board were long.",
        "The United States has a gate of its own.",
        "She wrote a book about gates, which nobody has bought.",
        "He watched “The Old Gate” at home with his sister.",
        "Nobody came.",
        "The coalition that Freedonia leads answered with “heavy guns” aimed at Velm, a town that rebels hold.",
        "The port began its work inside Freedonia dubbed Operation Gate in May.",
        "Painters, carpenters and pilots came to the harbour.",
    ],
)
def test_no_attribution_is_invented(text: str) -> None:
    assert found(text) == []


def test_a_participle_goes_on_for_the_same_source() -> None:
    text = "“The gate is old,” Ada Example said, adding that ships are late."
    assert found(text) == [
        ("Ada Example", "said", "“The gate is old,”"),
        ("Ada Example", "adding", "that ships are late"),
    ]


def test_a_second_verb_shares_the_subject() -> None:
    rows = found("Ada Example said that the gate is old and added that ships are late.")
    assert rows == [
        ("Ada Example", "said", "that the gate is old"),
        ("Ada Example", "added", "that ships are late"),
    ]


def test_somebody_else_ends_the_content() -> None:
    rows = found("The board said that the gate is safe, but Bob Sample said it was old.")
    assert rows == [
        ("The board", "said", "that the gate is safe"),
        ("Bob Sample", "said", "it was old"),
    ]


def test_a_report_inside_a_report_is_one_attribution() -> None:
    assert only("Ada Example said that Bob Sample believes the gate is safe.")[0] == "Ada Example"


def test_agency_text_without_commas() -> None:
    body = "Nine ships were lost near the gate the local harbour monitor said. " * 8
    rows = found(body + "Ten pilots were gravely ill said the head of the harbour board.")
    assert rows[0] == ("the local harbour monitor", "said", "Nine ships were lost near the gate")
    assert rows[-1] == ("the head of the harbour board", "said", "Ten pilots were gravely ill")


def test_kinds() -> None:
    text = "“A gate is old,” she said. The board said it “is rusty and old and slow” now. He said it fell."
    assert [a.kind for a in extraction(text).attributions] == [Kind.DIRECT, Kind.MIXED, Kind.INDIRECT]


def test_speech_and_belief_are_told_apart() -> None:
    text = "Ada Example said the gate fell. Bob Sample thinks the gate stands. She hopes to stay."
    assert [a.speech for a in extraction(text).attributions] == [True, False, False]


def test_every_attribution_says_why() -> None:
    for a in extraction("The board said ships are late. According to Ada, it rains.").attributions:
        assert 0 < a.confidence <= 1
        assert a.reason


def test_engines() -> None:
    assert "rules" in ENGINES
    with pytest.raises(UnusableInput, match="choose one of standard, fast, rules"):
        extract(Article("Text.", "0" * 64, "x"), engine="crystal ball")


def test_two_beliefs_in_one_sentence() -> None:
    rows = found("He expects little beyond “loud words”, because he believes the reply would be harsh.")
    assert rows == [
        ("He", "expects", "little beyond “loud words”"),
        ("he", "believes", "the reply would be harsh"),
    ]


def test_a_second_intention_shares_the_subject() -> None:
    rows = found("She wants the council to see every log since 2010 and plans to ask for a vote next week.")
    assert rows == [
        ("She", "wants", "the council to see every log since 2010"),
        ("She", "plans", "to ask for a vote next week"),
    ]


def test_agency_text_where_two_noun_phrases_meet() -> None:
    body = "Ships were seen near the gate at noon and nobody came to help them. " * 8
    for sentence, source in (
        ("Guns killed nine soldiers opposition activists said.", "opposition activists"),
        (
            "Bombs fell near the gate in Velm on Monday Freedonian state television reported.",
            "Freedonian state television",
        ),
        (
            "Nine pilots were hurt on Tuesday a Velm-based monitor and a medical source said.",
            "a Velm-based monitor and a medical source",
        ),
        ("According to Example news agency ships fired on the gate.", "Example news agency"),
        ("Nobody was paid for the long night at sea he said.", "he"),
    ):
        assert found(body + sentence)[-1][0] == source
