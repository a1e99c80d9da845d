"""How many sources stand behind a statement."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from checking.conflict_pairs import CLAIMS, HOSTILE, checked, growth, rules, said
from secondsource.checking.conflicts import sources
from secondsource.checking.conflicts.sources import count_of
from secondsource.model import Said, Source, SourceType

TOLD = "The regulator was told of the gap in March"


@pytest.mark.parametrize(
    ("phrase", "low", "high"),
    [
        ("a source", 1, 1),
        ("one of three officials", 1, 1),
        ("a single police source", 1, 1),
        ("three people familiar with the matter", 3, 3),
        ("at least two officials", 2, float("inf")),
        ("more than two officials", 3, float("inf")),
        ("several witnesses", 2, float("inf")),
        ("sources", 2, float("inf")),
        ("12 residents", 12, 12),
    ],
)
def test_how_many(phrase: str, low: float, high: float) -> None:
    count = count_of(phrase)
    assert count is not None
    assert (count.low, count.high) == (low, high)


@pytest.mark.parametrize("phrase", ["Ada Korr", "the coast guard", "", "a monitor and two doctors", "a statement"])
def test_no_count(phrase: str) -> None:
    assert count_of(phrase) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sources", "a source"),
        ("a source", "three sources"),
        ("several witnesses", "one witness"),
        ("security sources", "a security source"),
        ("people familiar with the talks", "one person familiar with the talks"),
    ],
)
def test_conflict(one: str, other: str) -> None:
    """The second outlet relays the first: what it tells was told to the first."""
    a, b = said(TOLD, 1, one), said(TOLD, 2, other, context=f"{TOLD}, {other} told Paper 1.")
    (finding,) = checked(sources.find, a, b)
    assert finding.rule == "sources.count"
    assert finding.words == f"{one} here, {other} there: so many sources for one statement"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("officials", "two officials"),
        ("several sources", "sources"),
        ("a police officer", "two army officers"),
        ("a doctor", "witnesses"),
        ("sources", "Mayor Ada Korr"),
        ("at least two officials", "five officials"),
        ("two officials", "three officials"),
    ],
)
def test_no_conflict(one: str, other: str) -> None:
    assert rules(sources.find, said(TOLD, 1, one), said(TOLD, 2, other)) == []


@pytest.mark.parametrize(("one", "other"), [("detectives", "a detective"), ("three witnesses", "one witness")])
def test_each_outlet_may_have_its_own(one: str, other: str) -> None:
    told = said(TOLD, 2, other, context=f"Paper 1 was first. {TOLD}, {other} told Paper 2. Others told Paper 1.")
    assert rules(sources.find, said(TOLD, 1, one), told) == []


def test_one_article_with_two_numbers() -> None:
    first, again = said(TOLD, 1, "officials"), said("The regulator was told in March", 1, "the official")
    assert rules(sources.find, first, again) == ["sources.count"]


def test_only_of_one_statement() -> None:
    other = said("The bank lost 40 million crowns in two years", 2, "a source")
    assert rules(sources.find, said(TOLD, 1, "sources"), other) == []


def test_another_number_of_them_only_in_a_relay() -> None:
    """Two outlets may have asked two and three."""
    first = said(TOLD, 1, "two officials", outlet="Meridian Wire")
    retold = said(TOLD, 2, "three officials", context=f"{TOLD}, three officials told the Meridian Wire.")
    assert rules(sources.find, first, retold) == ["sources.count"]


def test_a_relay_may_use_its_own_words() -> None:
    first = said("The regulator was told of the gap in March", 1, "sources", outlet="Meridian Wire")
    words = "The regulator had been informed of the gap in March"
    retold = said(words, 2, "an official", context=f"{words}, an official told the Meridian Wire.")
    assert rules(sources.find, first, retold) == ["sources.count"]
    assert rules(sources.find, first, said(words, 2, "an official")) == []


def plural(source_text: str, context: str, source: Source | None = None) -> list[str]:
    return [f.rule for f in sources.remarks(said(TOLD, 1, source_text, context=context, source=source))]


def test_sources_of_which_there_is_one() -> None:
    context = f"{TOLD}, security sources said. The source added that nothing was done."
    assert plural("security sources", context) == ["sources.plural"]
    assert plural("security sources", context.replace("The source", "They")) == []
    assert plural("a security source", context) == []
    one = Source("a security source", SourceType.UNNAMED)
    assert plural("The sources", f"{TOLD}, the sources said.", one) == ["sources.plural"]
    many = Source("security sources", SourceType.UNNAMED)
    assert plural("The sources", f"{TOLD}, the sources said.", many) == []


def test_the_remark_says_both() -> None:
    context = f"{TOLD}, officials said. The official did not give a name."
    (finding,) = sources.remarks(said(TOLD, 1, "officials", context=context))
    assert finding.words == "officials, in the plural, but there is one: The official"
    assert finding.other == ()
    assert [tuple(span) for span in finding.own] == [(0, len(TOLD))]


@settings(max_examples=150, deadline=None)
@given(CLAIMS)
def test_remarks_lie_in_the_text(claim: Said) -> None:
    for finding in sources.remarks(claim):
        assert finding.words.splitlines() == [finding.words]
        assert all(0 <= span.start < span.end <= len(claim.text) for span in finding.own)


@settings(max_examples=150, deadline=None)
@given(CLAIMS, CLAIMS)
def test_findings_are_mirrored_and_lie_in_the_texts(one: Said, other: Said) -> None:
    checked(sources.find, one, other)


@pytest.mark.parametrize("bit", HOSTILE)
def test_hostile_text_takes_no_more_than_its_length(bit: str) -> None:
    assert growth(sources.find, bit) < 24
