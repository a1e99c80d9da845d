"""What people marked by hand, as an extraction."""

from __future__ import annotations

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from secondsource.extraction import given
from secondsource.model import (
    Article,
    Attribution,
    Coverage,
    Kind,
    Nature,
    Source,
    SourceType,
    Span,
    Statement,
    UnusableInput,
)

TEXT = (
    "Mayor Edda Kroll told the Velm Courier: “The wall cracked.” She fears that it will rain. It rained on Monday."
    " Velm sank."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def marked(source: str, cue: str, content: str) -> Attribution:
    """An attribution that states its spans alone."""
    roles = [(span(words),) if words else () for words in (source, cue, content)]
    return Attribution(*roles, Kind.INDIRECT, None, None, True, Nature.FACT, "", 1.0, "marked by hand in x.ann")


ARTICLE = Article(TEXT, "0" * 64, "story")
FIRST = marked("Mayor Edda Kroll", "told", "“The wall cracked.”")
SECOND = marked("She", "fears", "that it will rain")
OWN = Statement((span("It rained on Monday"),), Nature.FACT, "")


def test_what_the_marks_leave_open_is_filled_in():
    result = given(ARTICLE, [FIRST, SECOND, OWN], version="1, x.ann")
    first, second = result.attributions
    kroll = Source("Edda Kroll", SourceType.NAMED, "Mayor")
    assert (first.source, first.cue, first.content) == (FIRST.source, FIRST.cue, FIRST.content)
    assert (first.kind, first.speaker, first.channel) == (Kind.DIRECT, kroll, "statement to the Velm Courier")
    assert (first.confidence, first.reason) == (1.0, "marked by hand in x.ann")
    assert (second.kind, second.speaker, second.speech) == (Kind.INDIRECT, kroll, False)
    assert second.nature is Nature.PREDICTION
    assert all(one.nature_reason for one in (*result.attributions, *result.narrator))
    assert (result.engine, result.version, result.english) == ("brat", "1, x.ann", True)


def test_what_is_left_is_silent_and_counted():
    result = given(ARTICLE, [FIRST, SECOND, OWN])
    assert [TEXT[slice(*one.content[0])] for one in result.silent] == ["the Velm Courier", "Velm sank"]
    assert {one.reason for one in result.silent} == {"no annotation marks it"}
    assert result.coverage == Coverage(13, 4, {"no annotation marks it": 5})
    assert given(ARTICLE, []).coverage == Coverage(0, 0, {"no annotation marks it": 22})


def test_what_the_marks_state_stays():
    stated = Attribution(
        FIRST.source, (), FIRST.content, Kind.MIXED, None, "letter", False, Nature.OPINION, "as marked", 0.5, "by hand"
    )
    own = Statement(OWN.content, Nature.OPINION, "as marked")
    result = given(ARTICLE, [stated, own])
    assert result.attributions == (stated,)
    assert result.narrator == (own,)


@pytest.mark.parametrize("place", [Span(0, len(TEXT) + 1), Span(5, 5), Span(9, 3), Span(-2, 4)])
def test_marks_of_another_text_are_refused(place):
    with pytest.raises(UnusableInput, match="an annotation of story stands at"):
        given(ARTICLE, [Statement((place,), Nature.FACT, "")])


_SPANS = st.sets(st.integers(0, len(TEXT)), max_size=6).map(
    lambda cuts: tuple(Span(*pair) for pair in zip(sorted(cuts)[::2], sorted(cuts)[1::2], strict=False))
)
_MARKED = st.builds(
    lambda source, cue, content: Attribution(
        source, cue, content, Kind.INDIRECT, None, None, True, Nature.FACT, "", 1.0, "by hand"
    ),
    _SPANS,
    _SPANS,
    _SPANS.filter(bool),
)
_OWN = st.builds(Statement, _SPANS.filter(bool), st.just(Nature.FACT), st.just(""))


@examples(st.lists(_MARKED | _OWN, max_size=5))
@settings(max_examples=200, deadline=None)
def test_marks_anywhere_stay_where_they_are(annotations):
    result = given(ARTICLE, annotations)
    kept = [(one.source, one.cue, one.content) for one in annotations if isinstance(one, Attribution)]
    assert [(one.source, one.cue, one.content) for one in result.attributions] == kept
    assert [one.content for one in result.narrator] == [
        one.content for one in annotations if isinstance(one, Statement)
    ]
    coverage = result.coverage
    assert coverage.attributed + coverage.narrator + sum(coverage.silent.values()) == 22
