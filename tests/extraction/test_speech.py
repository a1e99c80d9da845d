"""Speech told from belief: our own sentences, any text at all, and attributions marked by hand."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.extraction.claims.speech import Cueing, cueing_of
from secondsource.extraction.claims.speech_words import MIND, RECORD, WORDS, heads
from secondsource.extraction.layout.layout import Layout
from secondsource.extraction.layout.text import Range
from secondsource.extraction.rules.cues import lexicon
from secondsource.model import Article

SCORER = Path(__file__).parent / "gold_speech" / "score.py"

# What the rules reach on the parts marked by hand, less a margin for small changes.
FLOORS = {"tune": 0.945, "held": 0.955, "fresh": 0.96}


def cueing(marked: str) -> Cueing:
    """The answer for a text whose cue stands in < > and whose content stands in { }."""
    text, places = "", {}
    for character in marked:
        if character in "<>{}":
            places.setdefault(character, []).append(len(text))
        else:
            text += character
    layout = Layout(Article(text, "", ""))

    def range_of(start: int, end: int) -> Range:
        within = [i for i, t in enumerate(layout.tokens) if start <= t.start < end]
        return Range(within[0], within[-1] + 1)

    content = tuple(range_of(a, b) for a, b in zip(places["{"], places["}"], strict=True))
    return cueing_of(layout, range_of(places["<"][0], places[">"][0]), content)


@pytest.mark.parametrize(
    ("marked", "lemma"),
    [
        ("{The bridge is shut}, Mayor Ada Low <said>.", "say"),
        ("Ada Low <has long argued> {that the bridge is unsafe}.", "argue"),
        ("Ada Low <told> reporters {that the bridge is shut}.", "tell"),
        ("Ada Low <tweeted> {that the bridge is shut}.", "tweet"),
        ("Ada Low <said in a letter to the council> {that it would pay}.", "say"),
        ("Ada Low <began by saying> {that the bridge was old}.", "say"),
        ("Ada Low <went on to say> {that the bridge was old}.", "say"),
        ("Ada Low <seemed to blame> {the contractors}.", "blame"),
        ("Ada Low <apparently said> {that it was late}.", "say"),
        ("Ada Low <made the case> {that the bridge was old}.", "case"),
        ("Ada Low <released a statement saying> {it was old}.", "say"),
        ("Ada Low <went on>, {“It was old and it leaked.”}", "go"),
        ("{The bridge was old}, Low, <on Twitter>.", "twitter"),
        ("{The bridge was old}, Low, <at a rally>.", "rally"),
        ("Ada Low <refused to answer> {the question}.", "refuse"),
        ("Ada Low <declined to comment on> {the bridge}.", "decline"),
        ("Ada Low <promised> {to rebuild the bridge}.", "promise"),
        ("Ada Low <did not say> {when it would open}.", "say"),
        ("{The bridge is shut}, <according to> Ada Low.", "according to"),
        ("His <claim> {that the bridge is unsafe} is new.", "claim"),
        ("Her <repeated denunciation of> {the council} is known.", "denunciation"),
        ("Critics in Velm, whose <complaints> {that it is slow} go on, left.", "complaint"),
        ("The poll <found> {that most want a ferry}.", "find"),
        ("A <report that> {the bridge is shut} was wrong.", "report"),
        ("Ada Low <was critical of> {the council}.", "critical"),
        ("Ada Low <made it abundantly clear> {that she would stay}.", "make"),
        ("Ada Low <convinced> them {that she would stay}.", "convince"),
        ("The council <voted for> {the ferry}.", "vote"),
        ("The mayor <signed> {the ferry bill}.", "sign"),
        ("ADA LOW <:> {We never closed it.}", ""),
        ("{Low leads by nine points} <in> a Velm Courier poll.", ""),
        ("{Low leads by nine points} <per> a Velm Courier poll.", ""),
    ],
)
def test_speech(marked: str, lemma: str) -> None:
    found = cueing(marked)
    assert (found.lemma, found.speech) == (lemma, True), found


@pytest.mark.parametrize(
    ("marked", "lemma"),
    [
        ("Ada Low <thinks> {the bridge is unsafe}.", "think"),
        ("Ada Low <is worried about> {the bridge}.", "worry"),
        ("Ada Low <supports> {the ferry}.", "support"),
        ("Ada Low <opposes> {the ferry}.", "oppose"),
        ("Ada Low <wanted to tell> {them the truth}.", "want"),
        ("Ada Low <plans to> {rebuild the bridge}.", "plan"),
        ("Ada Low <was seen as> {a safe choice}.", "see"),
        ("{The ferry} <is expected> {to sail in May}.", "expect"),
        ("{The ferry} <appears> {to be late}.", "appear"),
        ("Ada Low <reportedly thinks> {the ferry is late}.", "think"),
        ("Ada Low <was convinced> {that it was late}.", "convince"),
        ("Ada Low <is firmly convinced> {that it is late}.", "convince"),
        ("His <stated goal of> {a free ferry} is far off.", "goal"),
        ("Her <view> {that it is late} is known.", "view"),
        ("The <fear> {that it will sink} is old.", "fear"),
        ("Sailors <hold generally favorable opinions of> {the ferry}.", "favorable"),
        ("Sailors <are open to> {a ferry}.", "open"),
        ("Sailors <are against> {the ferry}.", ""),
        ("<For> Ada Low, {the matter is closed}.", ""),
        ("{The ferry is a toy} <in> their eyes.", ""),
    ],
)
def test_belief(marked: str, lemma: str) -> None:
    found = cueing(marked)
    assert (found.lemma, found.speech) == (lemma, False), found


def test_quoted_words_lean_to_speech() -> None:
    assert not cueing("Ada Low <wants> {a ferry that sails at night}.").speech
    assert cueing("Ada Low <wants> {“a ferry that sails at night and on Sundays”}.").speech
    unknown = cueing("Ada Low <glimmered>: {“The ferry sails at night and on Sundays.”}")
    assert (unknown.lemma, unknown.speech) == ("", True)
    assert "quoted" in unknown.reason


def test_unknown_heads_are_taken_for_words_and_say_so() -> None:
    found = cueing("Ada Low <glimmered> {the ferry}.")
    assert found == (
        "",
        True,
        "“glimmered” says neither words nor belief; it is taken for words, as most such cues are",
    )
    light = cueing("Ada Low <gave> {the ferry} a look.")
    assert (light.lemma, light.speech) == ("give", True)


@pytest.mark.parametrize(
    ("marked", "reason"),
    [
        ("Ada Low <worries> {that it leaks}.", "“worries” tells a thought, a feeling or an intention, not words"),
        ("Ada Low <wrote> {that it leaks}.", "“wrote” tells words that reached somebody"),
        ("Sailors <voted for> {the ferry}.", "“voted” tells an act on record"),
        ("Ada Low <made it clear> {that it leaks}.", "“made … clear” tells words that reached somebody"),
    ],
)
def test_the_reason_names_the_word(marked: str, reason: str) -> None:
    assert cueing(marked).reason == reason


def test_lemmas_are_those_of_the_lexicon() -> None:
    """What the channels ask for is there under the same name, in every form of the verb."""
    for form, cue in lexicon().items():
        assert heads()[form].lemma == cue.lemma
    assert {head.tells for head in heads().values()} == {WORDS, RECORD, MIND, ""}
    assert all(head.light for head in heads().values() if not head.tells)


pieces = st.sampled_from(
    [*"“”\"',.:;[]…— \n", "said", "was", "to", "that", "in", "for", "against", "according", "clear"]
)
texts = st.one_of(st.text(max_size=80), st.lists(st.one_of(pieces, st.sampled_from(sorted(heads())))).map(" ".join))
ranges = st.builds(Range, st.integers(-5, 40), st.integers(-5, 40))


@given(texts, ranges, st.lists(ranges, max_size=3).map(tuple))
def test_any_text_and_range_gives_the_same_answer_twice(text: str, cue: Range, content: tuple[Range, ...]) -> None:
    layout = Layout(Article(text, "", ""))
    found = cueing_of(layout, cue, content)
    assert found == cueing_of(Layout(Article(text, "", "")), cue, content)
    assert isinstance(found.speech, bool)
    assert found.reason.startswith("“")
    assert found.lemma == "" or found.lemma == "according to" or found.lemma in {h.lemma for h in heads().values()}


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_speech", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    module = _scorer()
    if not module.CORPUS.is_dir():
        pytest.skip(f"PolNeAR's training articles are not at {module.CORPUS}")
    return module


@pytest.mark.parametrize("part", FLOORS)
def test_accuracy_on_attributions_marked_by_hand(scorer: ModuleType, part: str) -> None:
    items = [m for m in scorer.marked() if m.part == part]
    assert len(items) >= 160
    assert scorer.accuracy(items) >= FLOORS[part], scorer.report(items)
    assert scorer.accuracy(items) > scorer.majority(items) + 0.08


def test_the_word_lists_know_most_cues(scorer: ModuleType) -> None:
    known, total, unknown = scorer.coverage(every=8)
    assert total > 2000
    assert known >= 0.95 * total, unknown.most_common(20)
