"""The text cut where claims begin and end: nothing of it is lost, and every claim lies on its own words."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from secondsource.exporting.dossier.marks import LANES, Edge, Run, lines
from secondsource.model import Span, Spans

TEXT = st.text(st.sampled_from("ab \r\n\tß🌊\u0301"), max_size=30)
SPANS = st.lists(st.tuples(st.integers(-2, 34), st.integers(-2, 34)).map(lambda pair: Span(*pair)), max_size=3).map(
    tuple
)


def covered(text: str, spans: Spans) -> set[int]:
    return {place for start, end in spans for place in range(max(start, 0), min(end, len(text)))}


@given(TEXT, st.lists(SPANS, max_size=6))
def test_the_lines_make_the_text(text: str, claims: list[Spans]) -> None:
    runs = ["".join(part.text for part in line if isinstance(part, Run)) for line in lines(text, claims)]
    assert "\n".join(runs) == text.replace("\r\n", "\n")


@given(st.text(st.sampled_from("ab \nß🌊"), max_size=30), st.lists(SPANS, max_size=LANES))
def test_each_claim_lies_on_its_words_and_no_others(text: str, claims: list[Spans]) -> None:
    marked: dict[int, set[int]] = {place: set() for place in range(len(claims))}
    first = dict.fromkeys(marked, 0)
    at = 0
    for line in lines(text, claims):
        for part in line:
            if isinstance(part, Run):
                lanes = [mark.lane for mark in part.marks]
                assert lanes == sorted(set(lanes)), "no two claims in one lane"
                for mark in part.marks:
                    marked[mark.claim] |= set(range(at, at + len(part.text)))
                    first[mark.claim] += mark.first
                at += len(part.text)
        at += 1
    breaks = {place for place, sign in enumerate(text) if sign == "\n"}
    for claim, spans in enumerate(claims):
        assert marked[claim] == covered(text, spans) - breaks
        assert first[claim] == bool(marked[claim])


@given(TEXT, st.lists(SPANS, max_size=9))
def test_each_claim_begins_before_it_ends_and_ends_for_good_once(text: str, claims: list[Spans]) -> None:
    edges = [part for line in lines(text, claims) for part in line if isinstance(part, Edge)]
    for claim, spans in enumerate(claims):
        its = [edge for edge in edges if edge.claim == claim]
        assert [edge.begins for edge in its] == [True, False] * (len(its) // 2)
        assert [edge.last for edge in its] == [False] * (len(its) - 1) + [True] * bool(its)
        assert bool(its) == bool(spans)


def test_many_claims_on_the_same_words_are_drawn_in_a_few_lanes_only() -> None:
    (line,) = lines("abc", [(Span(0, 3),)] * 20)
    (run,) = (part for part in line if isinstance(part, Run))
    assert len(run.marks) == LANES
    assert len([part for part in line if isinstance(part, Edge) and part.last]) == 20


def test_a_claim_in_another_takes_a_lane_of_its_own() -> None:
    text = "The ferry ran late, and the pier was closed."
    inner = re.search("the pier was closed", text)
    assert inner
    runs = [
        part for line in lines(text, [(Span(0, 44),), (Span(*inner.span()),)]) for part in line if isinstance(part, Run)
    ]
    assert [(run.text, [(mark.claim, mark.lane) for mark in run.marks]) for run in runs] == [
        ("The ferry ran late, and ", [(0, 0)]),
        ("the pier was closed", [(0, 0), (1, 1)]),
        (".", [(0, 0)]),
    ]
