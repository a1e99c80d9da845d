"""Filters and orders over cases made at random, held against plain Python over every claim."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource import casefile
from secondsource.casefile import Case, Filter, Order, View, view
from secondsource.casefile.ingest import add_articles
from secondsource.casefile.prepared import prepare
from secondsource.model import (
    Article,
    Attribution,
    Coverage,
    Extraction,
    Kind,
    Nature,
    Source,
    SourceType,
    Span,
    Statement,
    Verdict,
)

OUTLETS = [None, "The Velm Courier", "Écho de Sill", "velm online"]
DATES = [None, date(2021, 6, 28), date(2021, 6, 29), date(2022, 1, 1)]
CHANNELS = [None, "tweet on Twitter", "statement to the ÉCHO"]
SOURCES = [
    None,
    Source("Ada Quill", SourceType.NAMED),
    Source("an official", SourceType.UNNAMED),
    Source("Östen Vole", SourceType.NAMED),
    Source("Town of Marl", SourceType.INSTITUTION),
]
CONFLICT = "disputed by Odell Marsh, corroborated by Ines Vandermolen"
REVIEWERS = ["Odell Marsh", "Ines Vandermolen", "Åse Tamm"]
TEXTS = ["the ferry sank", "two ferries sank", "the pier closed at 7:44", "nothing happened", "A12 was shut"]


@dataclass(frozen=True)
class Told:
    """One claim to be: all that filters and orders look at."""

    text: str
    kind: Kind
    nature: Nature
    source: Source | None
    beside: bool
    channel: str | None
    confidence: float
    speech: bool
    fate: str


claims = st.builds(
    Told,
    st.sampled_from(TEXTS),
    st.sampled_from(Kind),
    st.sampled_from(Nature),
    st.sampled_from(SOURCES),
    st.booleans(),
    st.sampled_from(CHANNELS),
    st.sampled_from([0.25, 0.5, 0.9]),
    st.booleans(),
    st.sampled_from(["open", "open", *Verdict, "conflict", "orphan", "signed"]),
)
articles = st.tuples(st.sampled_from(OUTLETS), st.sampled_from(DATES), st.lists(claims, min_size=1, max_size=6))
stories = st.lists(articles, min_size=1, max_size=5)
filters = st.builds(
    Filter,
    words=st.sampled_from([None, None, None, "ferr", "sank the", "quill"]),
    verdict=st.sampled_from([None, None, None, "open", "conflict", *Verdict]),
    kind=st.none() | st.none() | st.sampled_from(Kind),
    source=st.sampled_from([None, None, None, "QUILL", "offic", "öst", "HE"]),
    article=st.sampled_from([None, None, None, "story-0", "story-1", "none such"]),
    outlet=st.sampled_from([None, None, None, "VELM", "écho", "ÉCHO"]),
    channel=st.sampled_from([None, None, None, "TWEET", "Écho"]),
    reviewer=st.sampled_from([None, None, None, "marsh", "åSE", "INES", "by"]),
    finding=st.sampled_from([None, None, None, "conflict", "orphan", "any"]),
    nature=st.none() | st.none() | st.sampled_from(Nature),
    source_type=st.none() | st.none() | st.sampled_from(SourceType),
    since=st.sampled_from([None, None, date(2021, 6, 29)]),
    until=st.sampled_from([None, None, date(2021, 6, 29)]),
)


def _story(number: int, told: tuple[str | None, date | None, list[Told]]) -> tuple[Article, Extraction]:
    outlet, published, claims = told
    text, attributions, narrator = "", [], []
    for one in claims:
        start = len(text) + 3
        text += f"He {one.text}. "
        content = (Span(start, start + len(one.text)),)
        if one.kind is Kind.NARRATOR:
            narrator.append(Statement(content, one.nature, "so"))
            continue
        source = (Span(start - 3, start - 1),) if one.beside else ()
        attributions.append(
            Attribution(
                source,
                (),
                content,
                one.kind,
                one.source,
                one.channel,
                one.speech,
                one.nature,
                "so",
                one.confidence,
                "x",
            )
        )
    article = Article(text, f"{number:064x}", f"story-{number}", outlet, None, published)
    return article, Extraction(tuple(attributions), tuple(narrator), (), Coverage(1, 1, {}), "made", "1")


@contextmanager
def _case(told: list[tuple[str | None, date | None, list[Told]]]) -> Iterator[Case]:
    with tempfile.TemporaryDirectory() as folder, casefile.create_case(Path(folder) / "case.db") as case:
        add_articles(case, [prepare(*_story(number, one)) for number, one in enumerate(told)])
        fates = [one.fate for _, _, claims in told for one in claims]
        for n, (row, fate) in enumerate(zip(View(case).rows(0, 1000), fates, strict=True)):
            who = REVIEWERS[n % len(REVIEWERS)]
            if fate in {"signed", *Verdict}:
                casefile.mark(case, row.uid, Verdict.DISPUTED if fate == "signed" else Verdict(fate), reviewer=who)
            if fate == "signed":
                casefile.sign_off(case, row.uid, reviewer=REVIEWERS[(n + 1) % len(REVIEWERS)])
            elif fate == "conflict":
                case.connection.execute("update standing set conflict = ? where claim = ?", (CONFLICT, row.number))
            elif fate == "orphan":
                case.connection.execute("update standing set orphan = 1 where claim = ?", (row.number,))
        yield case


@dataclass(frozen=True)
class Known:
    """A claim with all that is shown of it."""

    number: int
    detail: casefile.Detail

    @property
    def who(self) -> str | None:
        return self.detail.claim.source or self.detail.claim.source_text

    @property
    def conflict(self) -> bool:
        return self.detail.conflict is not None

    @property
    def orphan(self) -> bool:
        return casefile.ORPHAN in self.detail.claim.findings

    def is_wanted(self, wanted: Filter) -> bool:
        claim, detail = self.detail.claim, self.detail
        words = f"{claim.text} {claim.source or ''}".lower().split()
        decided = [claim.reviewer, detail.signed_by, *(["Odell Marsh", "Ines Vandermolen"] if self.conflict else [])]
        return (
            all(any(word.startswith(asked) for word in words) for asked in (wanted.words or "").split())
            and wanted.verdict in {None, claim.verdict or "open", "conflict" if self.conflict else None}
            and wanted.kind in {None, claim.kind}
            and _holds(self.who, wanted.source)
            and wanted.article in {None, claim.article}
            and _holds(claim.outlet, wanted.outlet)
            and _holds(claim.channel, wanted.channel)
            and any(_holds(name, wanted.reviewer) for name in decided)
            and {None: True, "conflict": self.conflict, "orphan": self.orphan}.get(
                wanted.finding, self.conflict or self.orphan
            )
            and wanted.nature in {None, detail.nature}
            and wanted.source_type in {None, detail.speaker.type if detail.speaker else None}
            and (not wanted.since or (bool(claim.published) and claim.published >= wanted.since.isoformat()))
            and (not wanted.until or (bool(claim.published) and claim.published <= wanted.until.isoformat()))
        )

    def points(self) -> int:
        claim, detail = self.detail.claim, self.detail
        numbers = any(word[0].isdigit() or word in {"two", "seven"} for word in claim.text.split())
        return (
            20 * self.conflict
            + 20 * self.orphan
            + {Nature.FACT: 4, Nature.PREDICTION: 2}.get(detail.nature or Nature.OPINION, 0)
            + 3 * numbers
            + 2 * (detail.speaker is not None and detail.speaker.type is SourceType.UNNAMED)
            + (claim.kind is not Kind.NARRATOR and detail.speech)
        )

    def place(self, order: Order) -> tuple[object, ...]:
        claim, confidence = self.detail.claim, self.detail.confidence
        match order:
            case Order.WORTH:
                return (-self.points(), self.number)
            case Order.CONFIDENCE:
                return (confidence is None, confidence or 0, self.number)
            case Order.SOURCE:
                name = (claim.source or "").lower().replace("ö", "o")
                beside = claim.source_text if not claim.source else None
                return (not claim.source, name, beside is None, (beside or "").lower(), self.number)
            case Order.DATE:
                return (-date.fromisoformat(claim.published or "0001-01-01").toordinal(), self.number)
            case _:
                return (self.number,)


def _holds(text: str | None, part: str | None) -> bool:
    return part is None or part.casefold() in (text or "\0").casefold()


def _all(case: Case) -> list[Known]:
    numbers = View(case).numbers(0, 1000)
    assert [casefile.detail(case, number).claim for number in numbers] == list(casefile.claims(case))
    return [Known(number, casefile.detail(case, number)) for number in numbers]


def _check(case: Case, one: View, expected: list[int]) -> None:
    """Hold every question to a view against the numbers it is to list, in their order."""
    size = len(expected)
    shown = {number: casefile.detail(case, number) for number in expected}
    opened = [shown[number].claim.verdict is None for number in expected]
    of = [number >> 32 for number in expected]
    for at in range(size):
        later = [n for n in range(at + 1, size) if opened[n]]
        earlier = [n for n in range(at) if opened[n]]
        assert one.next_open(at) == (later[0] if later else None)
        assert one.next_open(at, -1) == (earlier[-1] if earlier else None)
        assert one.next_article(at) == next((n for n in range(at, size) if of[n] != of[at]), None)
        last = next((n for n in range(at, -1, -1) if of[n] != of[at]), None)
        first = next((n + 1 for n in range(last, -1, -1) if of[n] != of[last]), 0) if last is not None else None
        assert one.next_article(at, -1) == first
        assert one.position_of(expected[at]) == at
        assert one.number_at(at) == expected[at]
    assert one.next_open(-1) == (opened.index(True) if True in opened else None)
    assert one.next_open(size, -1) == (max(n for n in range(size) if opened[n]) if True in opened else None)
    rows = one.rows(0, size + 5)
    assert [row.number for row in rows] == expected
    assert [row.verdict for row in rows] == [shown[number].claim.verdict for number in expected]
    assert [row.source for row in rows] == [
        shown[number].claim.source or shown[number].claim.source_text for number in expected
    ]
    assert one.rows(size // 2, 3) == rows[size // 2 : size // 2 + 3]
    assert one.rows(size, 3) == []
    assert list(one.numbers(1, 3)) == expected[1:3]
    assert one.position_of(1) is None
    assert one.count == size


@settings(max_examples=15, deadline=None)
@given(stories, st.lists(st.tuples(filters, st.sampled_from(Order)), min_size=5, max_size=12), st.integers(1, 9))
def test_a_view_lists_what_plain_python_would(
    told: list[tuple[str | None, date | None, list[Told]]], asked: list[tuple[Filter, Order]], steps: int
) -> None:
    with _case(told) as case, pytest.MonkeyPatch.context() as patch:
        known = _all(case)
        patch.setattr(view, "_AHEAD", steps)
        patch.setattr(view, "_FEW", steps)
        lax = [
            Filter(**{name: getattr(wanted, name)}) for wanted, _ in asked for name in ("source", "reviewer", "outlet")
        ]
        for wanted, order in [*asked, *((Filter(), order) for order in Order), *((one, Order.READING) for one in lax)]:
            expected = sorted((one for one in known if one.is_wanted(wanted)), key=lambda one: one.place(order))
            numbers = [one.number for one in expected]
            assert list(casefile.find(case, wanted, order)) == numbers
            assert list(casefile.find(case, wanted, order, limit=2)) == numbers[:2]
            assert [one.claim for one in casefile.claims(case, wanted, order)] == [
                one.detail.claim.claim for one in expected
            ]
            _check(case, View(case, wanted, order), numbers)
            _check(case, View(case, wanted, order, numbers=array("q", numbers)), numbers)


@settings(max_examples=15, deadline=None)
@given(stories, st.lists(claims, min_size=1, max_size=3), filters, st.sampled_from(Order), st.randoms())
def test_a_claim_that_is_marked_stays_where_it_was(
    told: list[tuple[str | None, date | None, list[Told]]],
    more: list[Told],
    wanted: Filter,
    order: Order,
    chance: object,
) -> None:
    with _case(told) as case, casefile.open_case(case.path) as second:
        frozen = View(case, wanted, order)
        numbers = list(frozen.numbers(0, 1000))
        for one in list(casefile.claims(case)):
            if chance.random() < 0.5:  # type: ignore[attr-defined]
                by = chance.choice([case, second])  # type: ignore[attr-defined]
                casefile.mark(by, one.claim, chance.choice(list(Verdict)), reviewer="Petra Lindqvist")  # type: ignore[attr-defined]
        add_articles(second, [prepare(*_story(99, (None, None, more)))])
        _check(case, frozen, numbers)
        known = _all(case)
        expected = sorted((one for one in known if one.is_wanted(wanted)), key=lambda one: one.place(order))
        _check(case, View(case, wanted, order), [one.number for one in expected])


@settings(max_examples=15, deadline=None)
@given(stories)
def test_worth_explains_the_points_that_the_order_goes_by(
    told: list[tuple[str | None, date | None, list[Told]]],
) -> None:
    points = {factor.words: factor.points for factor in casefile.FACTORS}
    with _case(told) as case:
        for one in _all(case):
            score, words = casefile.worth(case, one.number)
            assert score == one.points() == sum(points[word] for word in words)
            assert ("a fact" in words) == (one.detail.nature is Nature.FACT)
            assert ("verdicts in conflict" in words) == one.conflict


@settings(max_examples=15, deadline=None)
@given(stories, st.sampled_from(["", "E", "vel", "Éc", "o", "nothing"]), st.integers(1, 3))
def test_facets_count_what_the_filter_finds(
    told: list[tuple[str | None, date | None, list[Told]]], part: str, limit: int
) -> None:
    fields = (
        "verdict",
        "kind",
        "nature",
        "source_type",
        "article",
        "finding",
        "channel",
        "outlet",
        "reviewer",
        "source",
    )
    with _case(told) as case:
        known = _all(case)
        for what in fields:
            found = casefile.facets(case, what, part)
            assert all(_holds(value, part) for value, _ in found)
            assert [count for _, count in found] == sorted((count for _, count in found), reverse=True)
            assert casefile.facets(case, what, part, limit) == found[:limit]
            values = {"kind": Kind, "nature": Nature, "source_type": SourceType}.get(what, str)
            for value, count in found:
                assert count == sum(one.is_wanted(Filter(**{what: values(value)})) for one in known), (what, value)
        channels = {one.detail.claim.channel for one in known} - {None}
        assert {value for value, _ in casefile.facets(case, "channel")} == channels
