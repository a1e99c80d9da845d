"""Texts that are none, or are meant to break a model: no error, sound spans, every word in one place, linear work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extraction.texts import article, check_spans
from secondsource.extraction import ENGINES, extract
from secondsource.extraction.layout.text import tokens_of
from secondsource.extraction.tagger.models import Model
from secondsource.extraction.tagger.windows import SIZE
from secondsource.model import Extraction, Span, Spans

MODELS = [engine for engine in ENGINES if engine != "rules"]

HOSTILE = {
    "empty": "",
    "space": " \t\n",
    "word": "word",
    "cue": "said",
    "a megabyte without a space": "x" * 1_000_000,
    "a word of many parts": "a-" * 5_000 + "a",
    "straight marks": '"' * 10_000,
    "opening marks": "“" * 2_000,
    "marks in turn": "“”" * 1_000,
    "line breaks": "\n" * 10_000,
    "a word a line": "said\n" * 1_000,
    "emoji": "😀👩‍👩‍👧🏽🇩🇪" * 200,
    "right to left": "قال المتحدث إن السد سليم. \u202eوأضافت المهندسة: «سنراقبه» " * 20,
    "scripts in one word": "Bürgermeisterинженер市長רב said it rains. " * 20,
    "german": "„Der Damm hält“, sagte Ada Quill. Die Ingenieurin sagte, er sei undicht. " * 10,
    "chinese": "市长说:“大坝很安全。”工程师表示担心。" * 20,
    "russian": "«Плотина выдержит», — сказала мэр. Инженер заявил, что она течёт. " * 10,
    "thai": "นายกเทศมนตรีกล่าวว่าเขื่อนปลอดภัย " * 20,
    "surrogates": "Ada \ud800 said \udfff that \udc00\ud800 it rains. " * 20,
    "nul": "\x00Ada\x00 said\x00 that it\x00rains.\x00" * 20,
    "controls": "".join(map(chr, range(32))) * 20 + "\x7f\x85\u2028\u2029\ufeff\ufffe\uffff",
    "marks over marks": "Z" + "\u0301" * 5_000 + " said it rains.",
    "special pieces": "[CLS] [SEP] [UNK] [PAD] said ##ing that [MASK] rains . " * 20,
    "ligatures": "ﷺ ﷺ said ǅ ŉ İ ß ﬃ ½ ² that it rains. " * 20,
}


def words_of(text: str, spans: Spans, dateline: Span | None) -> set[int]:
    """Check one role's spans and return where the words begin that they hold."""
    check_spans(text, spans, dateline)
    return {
        span.start + t.start for span in spans for t in tokens_of(text[span.start : span.end]) if t.text[0].isalnum()
    }


def check(text: str, found: Extraction, dateline: Span | None = None) -> None:
    """Check every span, and that each word is in one place: what the coverage says is counted again from the spans."""
    attributed: set[int] = set()
    sources: set[int] = set()
    for one in found.attributions:
        assert one.cue
        assert one.content
        assert 0 <= one.confidence <= 1
        source, cue, content = (words_of(text, role, dateline) for role in (one.source, one.cue, one.content))
        sources |= source
        attributed |= source | cue | content
    own: set[int] = set()
    for statement in found.narrator:
        assert statement.content
        own |= words_of(text, statement.content, dateline)
    silent: dict[str, set[int]] = {}
    for silence in found.silent:
        assert silence.content
        silent.setdefault(silence.reason, set()).update(words_of(text, silence.content, dateline))
    # A statement may share its subject with an attribution, and nothing else.
    assert own & attributed <= sources
    unclaimed = set().union(*silent.values())
    assert not unclaimed & (own | attributed)
    assert sum(map(len, silent.values())) == len(unclaimed)
    outside = [t for t in tokens_of(text) if dateline is None or t.end <= dateline.start or t.start >= dateline.end]
    assert own | attributed | unclaimed == {t.start for t in outside if t.text[0].isalnum()}
    assert found.coverage.attributed == len(attributed - own)
    assert found.coverage.narrator == len(own)
    assert found.coverage.silent == {reason: len(words) for reason, words in silent.items() if words}


@pytest.mark.parametrize("engine", MODELS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts(text: str, engine: str) -> None:
    check(text, extract(article(text), engine))


@pytest.mark.parametrize("engine", ENGINES)
def test_each_word_of_our_texts_is_in_one_place(engine: str) -> None:
    for path in sorted((Path(__file__).parent / "gold" / "texts").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        check(text, extract(article(text), engine))
        lines = text.replace(". ", ".\n").replace(",", "")
        check(lines, extract(article(lines), engine))


WORDS = (
    "said says told added according to that “ ” \" ' ’ « » '' `` he She Ada Quill the board tweet on Monday who which"
    " U.S. Mr. and but asked whether adding expected reportedly I we"
    " ? ! … ( ) [ — - , . : ; İ ß 7:44 😀 مرحبا 文字。 \x00 \ud800 \u0301"
)
LINES = [
    "\n",
    "\n\n",
    "By Ada Quill\n",
    "Ada: it rains\n",
    "“It rains,” she said. ",
    "The mayor said the dam will hold. ",
]
PIECES = st.sampled_from(WORDS.split() + LINES)
TEXTS = st.text(alphabet=st.characters(), max_size=60) | st.lists(PIECES, max_size=80).map(" ".join)


@pytest.mark.parametrize("engine", MODELS)
@given(TEXTS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
def test_any_text(engine: str, text: str) -> None:
    check(text, extract(article(text), engine))


@pytest.mark.parametrize("engine", MODELS)
@given(TEXTS.filter(bool), st.data())
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
def test_no_span_holds_the_dateline(engine: str, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    dateline = Span(start, data.draw(st.integers(start + 1, len(text))))
    check(text, extract(article(text, dateline), engine), dateline)


@pytest.mark.parametrize("engine", MODELS)
@pytest.mark.parametrize(
    "piece",
    ["rain ", "The mayor said it rains. ", "said\n", "“", "😀", "a-a-a-a ", "xqzjvwkp ", "市长说 "],
    ids=["words", "attributions", "lines", "marks", "emoji", "parts", "no words", "ideographs"],
)
def test_the_model_is_asked_in_proportion_to_the_text(piece: str, engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    scores = Model.scores

    def counting(self: Model, pieces: list[tuple[int, ...]], *rest: Any) -> Any:
        found = scores(self, pieces, *rest)
        asked.append(sum(map(len, pieces)))
        assert found.shape[0] == len(pieces)
        return found

    monkeypatch.setattr(Model, "scores", counting)

    def runs(count: int) -> tuple[int, int]:
        asked.clear()
        extract(article(piece * count), engine)
        assert max(asked) < SIZE
        return len(asked), sum(asked)

    count = 600 // len(tokens_of(piece))
    runs_once, pieces_once = runs(count)
    runs_twice, pieces_twice = runs(2 * count)
    assert runs_once > 1
    assert runs_twice <= 2 * runs_once + 1
    assert pieces_twice <= 2 * pieces_once + SIZE
