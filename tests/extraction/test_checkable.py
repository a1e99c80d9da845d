"""Whether a claim can be checked: each label with its reason, every text, and how often the rules agree with a hand."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.test_properties import TEXTS
from extraction.texts import article
from secondsource.extraction.claims.checkable import LABELS, Labelled, cue_lemma, nature_of
from secondsource.extraction.claims.checkable_words import DEMANDS, JUDGES, PLANS
from secondsource.extraction.layout.layout import Layout
from secondsource.extraction.layout.text import Range

SCORER = Path(__file__).parent / "gold_nature" / "score.py"


def nature(text: str, lemma: str = "", lead: str = "") -> Labelled:
    """The nature of ``text`` where ``lead`` stands before it."""
    layout = Layout(article(lead + text))
    first = sum(1 for t in layout.tokens if t.end <= len(lead))
    return nature_of(layout, (Range(first, len(layout.tokens)),), lemma)


_NOTHING = "no word of it makes it an opinion, a prediction, a question or a demand"


@pytest.mark.parametrize(
    ("text", "lemma", "label", "reason"),
    [
        ("The mill employs 240 people.", "", "fact", "“240” is a figure that can be checked"),
        ("The gate was closed.", "", "fact", "“closed” tells what happened"),
        ("Bob Sample owns the mill.", "", "fact", "“Sample” can be looked up"),
        ("The wells are dry.", "", "fact", "“are” states it as so"),
        ("the old toll road", "discuss", "fact", _NOTHING),
        ("The terrible flood of 1998", "", "fact", "“1998” can be checked, though “terrible” judges"),
        ("It is a disgrace.", "", "opinion", "“disgrace” is a judgement or a feeling"),
        ("I think it rains.", "", "opinion", "“I think” is a judgement or a feeling"),
        ("I'm proud of them.", "", "opinion", "“proud” is a judgement or a feeling"),
        ("In my view it rains.", "", "opinion", "“my view” is a judgement or a feeling"),
        ("It is the most beautiful pier.", "", "opinion", "“most beautiful” is a judgement or a feeling"),
        ("The hall is far too dark.", "", "opinion", "“too dark” is a judgement or a feeling"),
        ("He is wrong.", "", "opinion", "“wrong” is a judgement or a feeling"),
        ("The town should pay.", "", "opinion", "“should” says what should be"),
        ("The town has to pay.", "", "opinion", "“has to” says what should be"),
        ("We need rain.", "", "opinion", "“We need” says what should be"),
        ("It's time to pay.", "", "opinion", "“time to” says what should be"),
        ("the courage of the crew", "praise", "opinion", "“praise” judges, or gives a name of one's own"),
        ("The gate will open.", "", "prediction", "“will” speaks of what has not happened yet"),
        ("They'll sail.", "", "prediction", "“They'll” speaks of what has not happened yet"),
        ("It is going to rain.", "", "prediction", "“going to” speaks of what has not happened yet"),
        ("It is due to end.", "", "prediction", "“due to” speaks of what has not happened yet"),
        ("The vote is scheduled for Friday.", "", "prediction", "“scheduled for” speaks of what has not happened yet"),
        ("The mill shuts next year.", "", "prediction", "“next year” speaks of what has not happened yet"),
        ("If it rains, we stay.", "", "prediction", "“If” speaks of what has not happened yet"),
        ("In the event of a flood they go.", "", "prediction", "“In the event of” speaks of what has not happened yet"),
        ("The dam could break.", "", "prediction", "“could” speaks of what has not happened yet"),
        ("The gate could be closed.", "", "prediction", "“could” speaks of what has not happened yet"),
        ("She expects rain.", "", "prediction", "“expects” speaks of what has not happened yet"),
        ("it is over", "hope", "prediction", "“hope” looks ahead"),
        ("to pay", "vow", "prediction", "“vow” looks ahead: to what is promised, planned, hoped or feared"),
        ("Who closed the gate?", "", "question", "it ends with a question mark"),
        ("It is unclear why it fell.", "", "question", "“unclear why” leaves it open"),
        ("whether it rains", "say", "question", "“whether” leaves it open"),
        ("why it fell", "ask", "question", "“ask why” asks"),
        ("to know the way", "demand", "question", "“to know” asks"),
        ("the age of the bridge", "ask", "question", "“ask” asks"),
        ("Open the gates now!", "", "demand", "“Open” calls on someone to act"),
        ("“Let's go.”", "", "demand", "“Let's” calls on someone to act"),
        ("Please come.", "", "demand", "“come” calls on someone to act"),
        ("the crew to turn back", "urge", "demand", "“urge” calls for something to be done"),
    ],
)  # fmt: skip
def test_the_word_that_decides(text: str, lemma: str, label: str, reason: str) -> None:
    assert nature(text, lemma) == (label, reason)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        # Words that only look like a mark of something.
        ("Ada contested the will of her father.", "fact"),
        ("The fire started in May.", "fact"),
        ("The road was shut due to rain.", "fact"),
        ("He was going to the market.", "fact"),
        ("Will Sample opened the mill.", "fact"),
        ("Work on the pier has begun.", "fact"),
        ("The rebel offensive reached Orlen.", "fact"),
        ("Special forces hold the road.", "fact"),
        ("Great Street is shut.", "fact"),
        ("The mayor must have known.", "fact"),
        ("They had to leave.", "fact"),
        ("She cancelled a visit that would begin in June.", "fact"),
        ("Most residents speak two languages.", "fact"),
        ("Whether it rains or not, they left.", "fact"),
        ("The tents could be old.", "fact"),
        ("The plan to build a pier is old.", "fact"),
        ("In Velm 68% say that taxes will rise.", "fact"),
        ("Of the boats that sail next month nine are old.", "fact"),
        # A negation or a hedge changes nothing.
        ("It was not a disgrace.", "opinion"),
        ("Perhaps it is a disgrace.", "opinion"),
        ("The gate will not open.", "prediction"),
        ("He may have left.", "fact"),
        ("The boats never came.", "fact"),
    ],
)
def test_look_alikes(text: str, label: str) -> None:
    assert nature(text).label == label


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("It is a disgrace, and the board sold 12 boats.", "an opinion"),
        ("The board sold the boats. It will sell the mill.", "a prediction"),
        ("The mill must close because it poisoned the lake.", "an opinion"),
        ("Who is to blame? The board sold the boats.", "a question"),
        ("Open the gates! The board sold the boats.", "a demand"),
    ],
)
def test_a_mixture_leans_to_what_can_be_checked(text: str, other: str) -> None:
    label, reason = nature(text)
    assert label == "fact"
    assert reason.endswith(f"; another part is {other}")


def test_a_question_is_one_however_many_clauses_it_has() -> None:
    assert nature("Did 12 boats sink and the mayor know it?").label == "question"


def test_a_question_mark_behind_the_content_counts() -> None:
    layout = Layout(article("Did the gate fall?"))
    assert nature_of(layout, (Range(0, 4),)).label == "question"


@pytest.mark.parametrize(
    ("lead", "text", "lemma", "label"),
    [
        ("He called for ", "an inquiry", "call", "demand"),
        ("He called ", "the raid a crime", "call", "opinion"),
        ("He asked for ", "a second count", "ask", "demand"),
        ("He asked ", "the court to act", "ask", "demand"),
        ("He warned against ", "selling the mill", "warn", "demand"),
        ("He warned of ", "a flood", "warn", "prediction"),
        ("He wants ", "to sell the mill", "want", "prediction"),
        ("He wants ", "the board to sell the mill", "want", "demand"),
        ("He suggests ", "selling the mill", "suggest", "demand"),
        # A content with a clause of its own is about itself, not about who thinks it.
        ("He thinks ", "the plan failed", "think", "fact"),
        ("He fears ", "the plan failed", "fear", "fact"),
        ("He demands ", "that he be heard", "demand", "demand"),
        ("He predicted ", "that it was lost", "predict", "fact"),
        ("They condemned ", "a raid that killed nine people", "condemn", "fact"),
    ],
)
def test_the_cue_decides_where_the_content_is_no_clause(lead: str, text: str, lemma: str, label: str) -> None:
    assert nature(text, lemma, lead).label == label


@pytest.mark.parametrize(
    ("cue", "lemma"),
    [
        ("has been planning", "plan"),
        ("said", "say"),
        ("is expected", "expect"),
        ("a prediction", "predict"),
        ("continued to question", "question"),
        ("according to", ""),
        ("", ""),
    ],
)
def test_the_verb_of_a_cue(cue: str, lemma: str) -> None:
    layout = Layout(article(cue))
    assert cue_lemma(layout, Range(0, len(layout.tokens))) == lemma


_LEMMAS = st.sampled_from(["", "say", "ask", "call", "want", "warn", "suggest", *sorted(DEMANDS | JUDGES | PLANS)])
_PLACES = st.integers(-3, 60)


@given(
    st.one_of(TEXTS, st.text(), st.lists(st.sampled_from(["will", "To", "?", "and", "he", "2", "“"])).map(" ".join)),
    st.lists(st.builds(Range, _PLACES, _PLACES), max_size=4).map(tuple),
    _LEMMAS,
)  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_every_text_gets_a_label_and_a_reason(text: str, content: tuple[Range, ...], lemma: str) -> None:
    layout = Layout(article(text))
    for ranges in (content, (Range(0, len(layout.tokens)),)):
        label, reason = nature_of(layout, ranges, lemma)
        assert label in LABELS
        assert reason
        assert nature_of(layout, ranges, lemma) == (label, reason)
    for place in content:
        assert isinstance(cue_lemma(layout, place), str)


@pytest.mark.parametrize(
    "piece",
    ["only ", "quickly he waited ", "and he will ", "most ", "? ", "if ", "to know ", "unclear why ", "Stop the "],
)
def test_work_is_in_proportion_to_the_text(piece: str) -> None:
    def lines_run(repeats: int) -> int:
        layout = Layout(article(piece * repeats))
        count = 0

        def trace(frame: Any, event: str, arg: object) -> Any:
            nonlocal count
            count += 1
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            nature_of(layout, (Range(0, len(layout.tokens)),), "say")
        finally:
            sys.settrace(before)
        return count

    lines_run(10)  # fills the tables that are made once
    assert lines_run(400) < 5 * lines_run(100)


# Marked by hand -----------------------------------------------------------------------------------------------------

# A little under what is measured, so that a change of the rules that costs more than a content or two is seen.
OWN_FLOOR = 0.95
TUNED_FLOOR = 0.86
HELD_FLOOR = 0.85


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_natures", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # a NamedTuple looks its own module up
    spec.loader.exec_module(module)
    return module


def test_score_on_statements_of_our_own(scorer: ModuleType) -> None:
    marked = list(scorer.own())
    assert {m.label for m in marked} == set(LABELS)
    assert scorer.accuracy(marked) >= OWN_FLOOR, scorer.report(marked)


@pytest.mark.parametrize(("part", "floor"), [("tune", TUNED_FLOOR), ("held", HELD_FLOOR)])
def test_score_on_real_articles(scorer: ModuleType, part: str, floor: float) -> None:
    if not scorer.present():
        pytest.skip(f"PolNeAR and FA-KES are not at {scorer.SHARED}")
    marked = [m for m in scorer.shared() if m.part == part]
    assert scorer.accuracy(marked) >= floor, scorer.report(marked)
