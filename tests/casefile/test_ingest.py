"""Articles into the case: whole or not at all, and the same ids everywhere."""

from __future__ import annotations

import dataclasses
import hashlib
from base64 import b32encode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import MAYOR, article, case_of, extracted, extraction, numbered, numbers, state, statement
from secondsource import casefile
from secondsource.casefile.described import claim_uid
from secondsource.model import Attribution, Kind, Nature, Source, SourceType, Span

SPANS = st.lists(st.builds(Span, st.integers(0, 999), st.integers(1000, 2000)), max_size=3).map(tuple)


def test_a_claim_id_is_made_from_the_hash_and_the_spans_alone() -> None:
    spans = ((Span(0, 9),), (Span(10, 14),), (Span(16, 20), Span(25, 30)))
    digest = hashlib.sha256(b"abc;0-9;10-14;16-20/25-30").digest()
    assert claim_uid("abc", *spans) == b32encode(digest).decode().lower()[:12]


@given(st.lists(st.tuples(SPANS, SPANS, SPANS), unique=True, max_size=20))
def test_other_spans_give_another_id(triples: list[tuple[tuple[Span, ...], ...]]) -> None:
    assert len({claim_uid("a" * 64, *triple) for triple in triples}) == len(triples)


def test_the_same_article_gives_the_same_ids_in_every_case(tmp_path: Path) -> None:
    ids = []
    for name in ("one.db", "two.db"):
        with case_of(tmp_path / name, numbered(4)) as case:
            ids.append([claim.claim for claim in casefile.claims(case)])
    assert ids[0] == ids[1]


def test_adding_again_changes_nothing(tmp_path: Path) -> None:
    text = numbered(3)
    with case_of(tmp_path / "case.db", text) as case:
        before = state(case)
        added = casefile.add_article(case, article(text, "another name"), extraction(text))
        assert added == casefile.Added(claims=0, known=True)
        assert state(case) == before


def test_claims_stand_in_reading_order_and_twins_are_one(tmp_path: Path) -> None:
    text = "The bells rang. Ada Quill said: rain is due."
    late = Attribution(
        (Span(16, 25),),
        (Span(26, 30),),
        (Span(32, 43),),
        Kind.INDIRECT,
        MAYOR,
        None,
        True,
        Nature.FACT,
        "so",
        0.9,
        "a rule",
    )
    found = extracted((late, late), (statement(Span(0, 15)),))
    with casefile.create_case(tmp_path / "case.db") as case:
        assert casefile.add_article(case, article(text), found).claims == 2
        claims = list(casefile.claims(case))
    assert [(claim.kind, claim.text) for claim in claims] == [
        ("narrator", "The bells rang."),
        ("indirect", "rain is due"),
    ]
    assert claims[1].source == claims[1].source_text == "Ada Quill"
    assert claims[1].affiliation == "Town of Marl"


def test_a_claim_in_pieces_shows_the_gap_and_keeps_its_spans(tmp_path: Path) -> None:
    text = "“Rain is due,” Quill said, “and wind.”"
    spans = (Span(0, 14), Span(27, 38))
    one = Attribution(
        (Span(15, 20),), (Span(21, 25),), spans, Kind.DIRECT, MAYOR, None, True, Nature.FACT, "so", 0.9, "a rule"
    )
    with casefile.create_case(tmp_path / "case.db") as case:
        casefile.add_article(case, article(text), extracted((one,)))
        detail = casefile.detail(case, *numbers(case))
    assert detail.claim.text == "“Rain is due,” … “and wind.”"
    assert (detail.claim.start, detail.claim.end) == (0, 38)
    assert detail.spans["content"] == spans
    assert detail.cue == "said"


def test_a_named_source_is_one_over_articles_and_an_unnamed_one_is_not(tmp_path: Path) -> None:
    texts = ["Ada Quill said: rain.\nAn official said: wind.", "Ada Quill said: snow.\nAn official said: hail."]
    with case_of(tmp_path / "case.db", *texts) as case:
        names = case.connection.execute("select name from source order by name").fetchall()
        assert names == [("Ada Quill",), ("An official",), ("An official",)]
        one, two, *_ = numbers(case)
        first = casefile.detail(case, one)
        assert [(one.text, one.verdict) for one in first.siblings] == [("snow.", None)]
        assert casefile.detail(case, two).siblings == ()


@pytest.mark.parametrize(
    ("source", "entities"),
    [
        (Source("Ministry of Transport", SourceType.INSTITUTION), 1),
        (Source("The Velm Courier", SourceType.OUTLET), 1),
        (Source("a monitoring group", SourceType.INSTITUTION), 2),
        (Source("a report by the Inspectorate", SourceType.DOCUMENT), 2),
        (Source("An official of the Ministry", SourceType.UNNAMED), 2),
    ],
)
def test_only_what_has_a_name_is_one_over_articles(source: Source, entities: int, tmp_path: Path) -> None:
    text = "Ada Quill said: rain."
    with casefile.create_case(tmp_path / "case.db") as case:
        for n in range(2):
            found = dataclasses.replace(extraction(text).attributions[0], speaker=source)
            casefile.add_article(case, article(text + " " * n, f"text-{n}"), extracted((found,)))
        assert case.connection.execute("select count(*) from source").fetchone() == (entities,)


def test_what_a_later_article_knows_of_a_source_is_added_and_nothing_is_overwritten(tmp_path: Path) -> None:
    text = "Ada Quill said: rain."
    bare = dataclasses.replace(MAYOR, role=None, affiliation=None)
    other = Source("Ada Quill", SourceType.NAMED, role="ferry captain", affiliation="Marl Ferries")
    with casefile.create_case(tmp_path / "case.db") as case:
        for n, speaker in enumerate((bare, MAYOR, other)):
            found = extraction(text).attributions[0]
            known = extracted((dataclasses.replace(found, speaker=speaker),))
            casefile.add_article(case, article(text + " " * n, f"text-{n}"), known)
        assert casefile.detail(case, numbers(case)[2]).speaker == MAYOR


def test_a_fault_in_the_middle_leaves_nothing_of_the_article(tmp_path: Path) -> None:
    text = "Ada Quill said: rain."
    broken = extracted((), (statement(Span(0, 4)), statement(Span(9, 9))))  # an empty span, which no engine may give
    with casefile.create_case(tmp_path / "case.db") as case:
        with pytest.raises(Exception, match="CHECK constraint"):
            casefile.add_article(case, article(text), broken)
        assert casefile.articles(case) == 0
        assert casefile.progress(case).total == 0
