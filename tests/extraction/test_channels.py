"""How the words reached the article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.texts import article, extraction
from secondsource.extraction import extract


def channels(text: str) -> list[str | None]:
    return [a.channel for a in extraction(text).attributions]


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
        ("Ada Example said that it rains.", None),
        ("The statement said that it rains.", None),
    ],
)
def test_channel(text: str, channel: str | None) -> None:
    assert channels(text) == [channel]


def test_the_articles_own_outlet_is_one() -> None:
    text = "Ada Example told Nordkapp that it rains."
    assert channels(text) == [None]
    assert extract(replace(article(text), outlet="Nordkapp")).attributions[0].channel == "statement to Nordkapp"


def test_a_follow_up_comes_the_same_way() -> None:
    text = (
        "Ada Example said, in an interview with Example Radio: “It rains.”\n\nExample added: “It pours.”\n\n"
        "And she added: “It stops.”\n\nBob Sample said: “It is dry.”"
    )
    assert channels(text) == ["interview with Example Radio"] * 3 + [None]
