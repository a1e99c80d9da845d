"""How the words reached the article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.texts import article
from secondsource.extraction import extract
from secondsource.extraction.layout.layout import Layout
from secondsource.extraction.layout.text import Range
from secondsource.extraction.rules.proposal import Proposal
from secondsource.extraction.sources.channels import channels_of


def channels(text: str) -> list[str | None]:
    return [a.channel for a in extract(article(text), "rules").attributions]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        (
            "Ada Example said, in an interview with Example News Arabia: “It rains.”",
            "interview with Example News Arabia",
        ),
        ("Ada Example said in a statement that it rains.", "statement"),
        ("A pilot said, in a statement to Example Radio: “It rains.”", "statement to Example Radio"),
        ("The spokesman, Bob Sample, in a tweet on “Twitter”, that it rains.", "tweet on Twitter"),
        ("“It rains,” Ada Example tweeted.", "tweet on Twitter"),
        ("“It rains all day,” Ada Example wrote on Facebook.", "post on Facebook"),
        ("“It rains all day,” Ada Example wrote on Twitter.", "tweet on Twitter"),
        ("Ada Example told Reuters that it rains.", "statement to Reuters"),
        ("Ada Example told Freedonia TV that it rains.", "statement to Freedonia TV"),
        ("Ada Example told the Velm Courier that it rains.", "statement to the Velm Courier"),
        ("Ada Example told reporters that it rains.", "statement to reporters"),
        ("Ada Example told her sister that it rains.", None),
        ("Ada Example said at a press conference that it rains.", "press conference"),
        ("Ada Example said in remarks to reporters that it rains.", "remarks to reporters"),
        ("Ada Example wrote in a blog post that it rains.", "blog post"),
        ("“It rains,” Ada Example testified.", "testimony"),
        ("“It rains all day,” Ada Example wrote on Mastodon.", "post on Mastodon"),
        ("“It rains all day,” Ada Example posted on X.", "post on X"),
        ("“It rains,” wrote a pilot in a post on the message board Quayside.", "post on Quayside"),
        ("Ada Example said in an interview with the Velm Courier that it rains.", "interview with the Velm Courier"),
        ("Ada Example said in a speech to parliament that it rains.", "speech to parliament"),
        ("Ada Example said at a news conference that it rains.", "press conference"),
        ("Ada Example said at an investment conference that it rains.", None),
        ("Ada Example told a news conference that it rains.", "press conference"),
        ("Ada Example told the crowd that it rains.", "statement to the crowd"),
        ("Ada Example told Freedonia TV’s Bob Sample that it rains.", "statement to Freedonia TV’s Bob Sample"),
        ("Ada Example told Freedonia TV on Tuesday that it rains.", "statement to Freedonia TV"),
        ("Speaking to the Velm Courier, Ada Example said it rains.", "statement to the Velm Courier"),
        ("Ada Example said on Freedonia TV that it rains.", "appearance on Freedonia TV"),
        ("Ada Example said on “Meet the Pilots” that it rains.", "appearance on Meet the Pilots"),
        ("In a Velm Courier op-ed, Ada Example said that it rains.", "op-ed in Velm Courier"),
        ("Ada Example said on her Facebook page that it rains.", "post on Facebook"),
        ("Ada Example said in a Facebook post that it rains.", "post on Facebook"),
        ("In a study published on Monday, pilots said that it rains.", "study"),
        ("Ada Example said in court documents that it rains.", "document"),
        ("Ada Example testified before the Senate that it rains.", "testimony before the Senate"),
        ("A resident reached by phone said that it rains.", "phone call"),
        (
            "Ada Example said in an interview with the TV station al-Example that it rains.",
            "interview with al-Example",
        ),
        ("After Bob Sample’s speech, Ada Example said that it rains.", None),
        ("In Bob Sample’s speech, Ada Example said, it rains.", None),
        ("Ada Example said that it rains.", None),
        ("The statement said that it rains.", None),
    ],
)
def test_channel(text: str, channel: str | None) -> None:
    assert channels(text) == [channel]


def test_the_articles_own_outlet_is_one() -> None:
    text = "Ada Example told Nordkapp that it rains."
    assert channels(text) == [None]
    assert (
        extract(replace(article(text), outlet="Nordkapp"), "rules").attributions[0].channel == "statement to Nordkapp"
    )


def test_a_follow_up_comes_the_same_way() -> None:
    text = (
        "Ada Example said, in an interview with Example Radio: “It rains.”\n\nExample added: “It pours.”\n\n"
        "And she added: “It stops.”\n\nBob Sample said: “It is dry.”"
    )
    assert channels(text) == ["interview with Example Radio"] * 3 + [None]


def test_a_sentence_has_one_way_for_each_speaker() -> None:
    text = "Ada Example told Example Radio that it rains and said it pours, while Bob Sample said it is dry."
    found = channels(text)
    assert found[0] == "statement to Example Radio"
    assert set(found[1:]) <= {"statement to Example Radio", None}
    assert found[-1] is None


def test_the_cues_own_words_are_enough() -> None:
    """A tagger's cue comes without the dictionary form of its verb."""
    text = "Ada Example told Reuters it rains."
    layout = Layout(article(text))
    proposal = Proposal(Range(0, 2), Range(2, 3), (Range(4, 6),), "clause")
    assert channels_of(layout, [proposal], [None]) == ["statement to Reuters"]


def test_a_platform_in_the_content_is_no_channel() -> None:
    assert channels("Ada Example said that pilots meet on Twitter.") == [None]
