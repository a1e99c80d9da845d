"""The tagger's parts, each beside a plainer way to the same result, and its files when something is wrong with them."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import article
from secondsource.cli import main
from secondsource.extraction import ENGINES, extract, tagger
from secondsource.extraction.layout.layout import Layout
from secondsource.extraction.layout.text import Range
from secondsource.extraction.mending.joining import joined
from secondsource.extraction.rules.proposal import Proposal
from secondsource.extraction.rules.reasons import TAGGER, rule_of
from secondsource.extraction.tagger import linker, models, pieces
from secondsource.extraction.tagger.crf import marginals
from secondsource.extraction.tagger.linker import Linker
from secondsource.extraction.tagger.pieces import MOST, Vocabulary
from secondsource.extraction.tagger.tags import ROLES, TAGS, Segment, first_tag, segments_of, tags_of
from secondsource.extraction.tagger.windows import CONTEXT, SIZE, windows_of
from secondsource.model import UnusableInput

MODELS = [engine for engine in ENGINES if engine != "rules"]
TEXT = "“The dam will hold,” said Ada Quill, the mayor of Marl. The engineers told the council that it leaks."


# crf


def scores_within(most: int) -> st.SearchStrategy[float]:
    return st.floats(-most, most, width=32)


@st.composite
def fields(draw: st.DrawFn) -> tuple[list[Any], Any, Any]:
    tags = draw(st.integers(2, 3))
    rows = st.lists(scores_within(50), min_size=tags, max_size=tags)
    windows = draw(st.lists(st.lists(rows, min_size=1, max_size=5), min_size=1, max_size=4))
    moves = st.lists(scores_within(8), min_size=tags, max_size=tags)
    transitions = draw(st.lists(moves, min_size=tags, max_size=tags))
    return (
        [np.array(w, np.float32) for w in windows],
        np.array(transitions, np.float32),
        np.array(draw(moves), np.float32),
    )


@given(fields())
@settings(max_examples=150, deadline=None)
def test_marginals_are_those_of_all_taggings(field: tuple[list[Any], Any, Any]) -> None:
    windows, transitions, starts = field
    for window, got in zip(windows, marginals(windows, transitions, starts), strict=True):
        taggings = np.array(list(itertools.product(range(len(starts)), repeat=len(window))))
        total = starts.astype(float)[taggings[:, 0]]
        total = total + window.astype(float)[np.arange(len(window)), taggings].sum(1)
        total = total + transitions.astype(float)[taggings[:, :-1], taggings[:, 1:]].sum(1)
        weight = np.exp(total - total.max())
        weight /= weight.sum()
        expected = np.array(
            [[weight[taggings[:, i] == t].sum() for t in range(len(starts))] for i in range(len(window))]
        )
        assert got.shape == window.shape
        assert np.abs(got - expected).max() < 1e-4
        assert np.abs(got.sum(1) - 1).max() < 1e-5


def test_marginals_of_a_long_window_neither_vanish_nor_overflow() -> None:
    chance = np.random.default_rng(7)
    windows = [chance.uniform(-50, 50, (length, len(TAGS))).astype(np.float32) for length in (1, 255, 40)]
    transitions = chance.uniform(-8, 8, (len(TAGS), len(TAGS))).astype(np.float32)
    together = marginals(windows, transitions, transitions[0])
    for window, found in zip(windows, together, strict=True):
        (alone,) = marginals([window], transitions, transitions[0])
        assert np.isfinite(found).all()
        assert np.abs(found.sum(1) - 1).max() < 1e-5
        assert np.abs(found - alone).max() < 1e-5


# windows

# A word's pieces, and one more for the line it may begin.
LENGTHS = st.lists(st.integers(1, MOST + 1), max_size=600) | st.integers(0, 900).map(lambda n: [MOST + 1] * n)


@given(LENGTHS)
@settings(max_examples=150, deadline=None)
def test_windows_take_each_word_once(lengths: list[int]) -> None:
    windows = windows_of(lengths)
    assert [i for w in windows for i in range(w.begin, w.end)] == list(range(len(lengths)))
    for window in windows:
        assert window.first <= window.begin < window.end <= window.last
        assert 1 + sum(lengths[window.first : window.last]) <= SIZE
    for left, right in itertools.pairwise(windows):
        assert sum(lengths[right.first : left.last]) >= CONTEXT
        assert sum(lengths[right.first + 1 : left.last]) < CONTEXT
        # A word is taken where it is farther from an edge.
        assert abs((left.end - right.first) - (left.last - left.end)) <= 1


class Counting(list[int]):
    """A list that counts how often it is looked at."""

    looks = 0

    def __getitem__(self, place: Any) -> Any:
        self.looks += 1
        return super().__getitem__(place)


@pytest.mark.parametrize("length", [1, MOST, MOST + 1])
def test_windows_look_at_each_word_a_few_times(length: int) -> None:
    lengths = Counting([length] * 20_000)
    assert len(windows_of(lengths)) > 50
    assert lengths.looks < 3 * len(lengths)


# pieces

TINY = [
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "un",
    "##afford",
    "##able",
    "##a",
    "a",
    "##b",
    "b",
    "cafe",
    '"',
    "'",
    "-",
    "文",
    "字",
    "##s",
]


def cut(word: str) -> list[str]:
    return [TINY[i] for i in Vocabulary(TINY).pieces(word)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("unaffordable", ["un", "##afford", "##able"]),
        ("ab", ["a", "##b"]),
        ("cafe", ["cafe"]),
        ("CAFÉ", ["cafe"]),
        ("cafe\u0301s", ["cafe", "##s"]),
        ("“", ['"']),
        ("''", ['"']),
        ("``", ['"']),
        ("»", ['"']),
        ("’", ["'"]),
        ("a’b", ["a", "'", "b"]),
        ("a-b", ["a", "-", "b"]),
        ("文字", ["文", "字"]),
        ("a文b", ["a", "文", "b"]),
        ("zebra", ["[UNK]"]),
        ("az-b", ["[UNK]", "-", "b"]),
        ("\ud800", ["[UNK]"]),
        ("a\ud800b", ["a", "##b"]),
        ("\u0301", ["[UNK]"]),
        ("", ["[UNK]"]),
        ("a-a-a-a-a", ["a", "-", "a", "-", "a", "-"]),
        ("ab" * 9, ["a", "##b", "##a", "##b", "##a", "##b"]),
        ("z" * 10_000, ["[UNK]"]),
        ("a" * 10_000, ["a", *["##a"] * (MOST - 1)]),
    ],
)
def test_pieces_of_a_word(word: str, expected: list[str]) -> None:
    assert cut(word) == expected


def test_the_first_pieces_of_a_window_and_a_line() -> None:
    assert (Vocabulary(TINY).start, Vocabulary(TINY).line_break, Vocabulary(TINY).unknown) == (1, 2, 0)
    assert Vocabulary(TINY, "a", "b").start == TINY.index("a")


@given(st.text(alphabet=st.characters(), max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_word_has_pieces(word: str) -> None:
    vocabulary = Vocabulary(TINY)
    found = vocabulary.pieces(word)
    assert 1 <= len(found) <= MOST
    assert found == vocabulary.pieces(word)


def test_only_so_many_words_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "_REMEMBERED", 10)
    vocabulary = Vocabulary(TINY)
    for number in range(1000):
        assert vocabulary.pieces(f"a{number}-b") == vocabulary.pieces("a9-b")
        assert len(vocabulary._seen) <= 10


@pytest.mark.parametrize("name", MODELS)
def test_the_shipped_vocabulary(name: str) -> None:
    vocabulary = models.load(name).vocabulary
    assert vocabulary.unknown not in {
        i for token in Layout(article(TEXT)).tokens for i in vocabulary.pieces(token.text)
    }
    assert vocabulary.pieces("“") == vocabulary.pieces('"')
    assert vocabulary.pieces("Café") == vocabulary.pieces("cafe")


# tags

SEGMENTS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(1, 4)), max_size=12)


@given(SEGMENTS, st.integers(0, 3))
def test_tags_spell_their_segments(steps: list[tuple[int, int, int]], after: int) -> None:
    segments, at = [], 0
    for gap, role, length in steps:
        segments.append(Segment(role, at + gap, at + gap + length))
        at += gap + length
    roles = [[Range(s.first, s.last) for s in segments if s.role == role] for role in range(len(ROLES))]
    tags = tags_of(at + after, roles)
    assert len(tags) == at + after
    assert segments_of(tags) == segments


@given(st.lists(st.integers(0, len(TAGS) - 1), max_size=30))
def test_any_row_of_tags_spells_segments_in_order(tags: list[int]) -> None:
    segments = segments_of(tags)
    assert all(a.last <= b.first for a, b in itertools.pairwise(segments))
    marked = {i: s.role for s in segments for i in range(s.first, s.last)}
    assert marked == {i: (tag - 1) // 2 for i, tag in enumerate(tags) if tag}
    assert {s.first for s in segments} >= {i for i, tag in enumerate(tags) if tag % 2}


def test_where_roles_overlap_the_cue_shows_and_then_the_source() -> None:
    content, source, cue = [Range(0, 6)], [Range(1, 4)], [Range(3, 4)]
    assert [TAGS[t] for t in tags_of(6, [source, cue, content])] == [
        "B-content", "B-source", "I-source", "B-cue", "I-content", "I-content"
    ]  # fmt: skip
    assert [TAGS[first_tag(role)] for role in range(3)] == ["B-source", "B-cue", "B-content"]


# linker

NEAREST = {
    f"{role} {side}, gap {gap}": -float(gap if gap != "far" else 99)
    for role in ("source", "content")
    for side in ("before", "after")
    for gap in (*linker._GAPS, "far")
} | {"none": -20.0}


def scene(marked: str) -> tuple[Layout, list[Segment]]:
    """The layout and segments of a text in which {s …}, {c …} and {t …} mark a source, a cue and a content."""
    text, segments, at = [], [], 0
    for word in marked.split():
        if word in ("{s", "{c", "{t"):
            segments.append(Segment("sct".index(word[1]), at, at))
        elif word == "}":
            segments[-1] = segments[-1]._replace(last=at)
        else:
            text.append(word)
            at += 1
    layout = Layout(article(" ".join(text)))
    assert len(layout.tokens) == at
    return layout, segments


def linked(marked: str, weights: dict[str, float] = NEAREST) -> list[tuple[str | None, str, list[str]]]:
    layout, segments = scene(marked)

    def words(place: Range) -> str:
        return " ".join(token.text for token in layout.tokens[place.first : place.last])

    found = Linker(weights).link(layout, segments)
    assert all(0 < one.certainty <= 1 for one in found)
    assert [one.cue for one in found] == sorted(one.cue for one in found)
    return [
        (words(one.source) if one.source else None, words(one.cue), [words(c) for c in one.content]) for one in found
    ]


def test_a_cue_takes_the_source_and_the_contents_that_fit_it_best() -> None:
    two = "{s Ada } {c said } {t it rains } and then {s Ben Oru } {c added } {t that it snows } ."
    assert linked(two) == [("Ada", "said", ["it rains"]), ("Ben Oru", "added", ["that it snows"])]
    around = "{t It rains } , {s Ada } {c said } , {t and it snows } ."
    assert linked(around) == [("Ada", "said", ["It rains", "and it snows"])]


def test_a_cue_without_a_source_or_without_a_content() -> None:
    assert linked("It is {c expected } {t to rain } .") == [(None, "expected", ["to rain"])]
    assert linked("{s Ada } {c said } nothing .") == []
    assert linked("{s Ada } heard {t it rains } .") == []
    assert linked("It rains .") == []
    away = "{s Ada } " + "x " * 100 + "{c said } {t it rains }"
    assert linked(away, NEAREST | {"none": 50.0}) == [(None, "said", ["it rains"])]


def test_what_is_too_far_away_is_not_linked() -> None:
    far = " x" * (linker._FARTHEST + 1)
    assert linked("{c said }" + far + " {t it rains }") == []
    assert linked("{s Ada }" + far + " {c said } {t it rains }", NEAREST | {"none": -500.0}) == [
        (None, "said", ["it rains"])
    ]


@given(
    st.lists(st.lists(st.sampled_from(sorted(NEAREST)), max_size=4), min_size=1, max_size=7), st.integers(-1000, 1000)
)
def test_chances_add_up_to_one(options: list[list[str]], weight: int) -> None:
    chances = Linker(dict.fromkeys(NEAREST, float(weight)))._chances(options)
    assert abs(sum(chances) - 1) < 1e-9
    counts = [len(names) * weight for names in options]
    assert chances[counts.index(max(counts))] == max(chances)


# joined

R = Range


def tagged(source: Range | None, cue: Range, *content: Range) -> Proposal:
    return Proposal(source, cue, content, TAGGER, confidence=0.61, reason="tagger: of this test")


def test_the_tagger_has_the_last_word_on_what_it_marks() -> None:
    one = tagged(R(0, 1), R(1, 2), R(2, 6))
    longer = Proposal(R(0, 1), R(1, 2), (R(2, 9),), "before-quoted")
    other = Proposal(R(5, 6), R(6, 7), (R(7, 9), R(3, 4)), "before-quoted")
    assert joined([one], [longer, other]) == [one]


def test_a_sure_rule_stands_where_the_tagger_marks_nothing() -> None:
    one = tagged(R(10, 11), R(11, 12), R(12, 20))
    sure = Proposal(R(0, 1), R(1, 2), (R(2, 6),), "before-quoted")
    unsure = Proposal(R(30, 31), R(31, 32), (R(32, 36),), "object-belief")
    assert rule_of(sure.rule).precision > 0.85 > rule_of(unsure.rule).precision
    assert joined([one], [unsure, sure]) == [sure, one]
    assert joined([], [unsure, sure]) == [sure]


def test_a_quotation_goes_on_where_its_rule_follows_it() -> None:
    one = tagged(R(0, 1), R(1, 2), R(2, 6))
    rule = Proposal(R(0, 1), R(1, 2), (R(2, 6), R(20, 30)), "quote-after")
    assert joined([one], [rule]) == [one.with_content((R(2, 6), R(20, 30)))]
    before = Proposal(R(0, 1), R(1, 2), (R(2, 6), R(20, 30), R(40, 50)), "quote-after")
    second = tagged(None, R(24, 25), R(25, 28))
    assert joined([one, second], [before]) == [one.with_content((R(2, 6), R(40, 50))), second]
    elsewhere = Proposal(R(0, 1), R(1, 2), (R(20, 30),), "quote-after")
    assert joined([one], [elsewhere]) == [one]
    otherwise = Proposal(R(0, 1), R(8, 9), (R(2, 6), R(20, 30)), "quote-after")
    assert joined([one], [otherwise]) == [one]


def test_a_part_that_follows_belongs_to_one_attribution() -> None:
    """The tagger may see two cues where a rule sees one: a claim is not told twice."""
    first, second = tagged(R(0, 1), R(1, 2), R(4, 6)), tagged(None, R(2, 4), R(6, 8))
    rule = Proposal(R(0, 1), R(1, 4), (R(4, 8), R(20, 30)), "quote-after")
    found = joined([first, second], [rule])
    assert [part for one in found for part in one.content].count(R(20, 30)) == 1


def test_each_brings_its_confidence_and_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    layout = Layout(article(TEXT))
    at = {token.text: i for i, token in enumerate(layout.tokens)}
    told = tagged(R(at["The"], at["told"]), R(at["told"], at["told"] + 1), R(at["that"], len(layout.tokens) - 1))
    monkeypatch.setattr(tagger, "propose", lambda layout, proposals, name: [told])
    monkeypatch.setattr(tagger, "version_of", lambda name: "made")
    result = extract(article(TEXT))
    quoted, other = result.attributions
    rule = rule_of("inverted-quoted")
    assert (quoted.confidence, quoted.reason) == (rule.precision, rule.reason)
    assert (other.confidence, other.reason, other.speech) == (0.61, "tagger: of this test", True)
    assert result.version.endswith("model made")


# the files


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The model files, linked into a folder of the test's own, which is the one that is read."""
    for path in models.FOLDER.iterdir():
        (tmp_path / "files").mkdir(exist_ok=True)
        (tmp_path / "files" / path.name).symlink_to(path)
    monkeypatch.setattr(models, "FOLDER", tmp_path / "files")
    models.load.cache_clear()
    yield tmp_path / "files"
    models.load.cache_clear()


def spoil(path: Path, data: bytes | None) -> None:
    path.unlink()
    if data is not None:
        path.write_bytes(data)


def refusal(name: str) -> str:
    with pytest.raises(UnusableInput) as caught:
        extract(article(TEXT), name)
    message = str(caught.value)
    assert "\n" not in message
    assert "--engine rules" in message
    return message


@pytest.mark.parametrize("name", MODELS)
def test_files_in_order(name: str, files: Path) -> None:
    assert extract(article(TEXT), name).attributions


@pytest.mark.parametrize("name", MODELS)
def test_a_missing_or_changed_file_is_named(name: str, files: Path) -> None:
    for file in models._files_of(name):
        path = files / file
        whole, target = path.read_bytes(), path.readlink()
        spoil(path, None)
        assert f"{path} is missing" in refusal(name)
        middle = len(whole) // 2
        path.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
        assert f"{path} is damaged" in refusal(name)
        path.unlink()
        path.symlink_to(target)
    assert extract(article(TEXT), name).attributions


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("data", [None, b"", b"{", b"\xff\xfe", b"[]", b"null", b"{}", b'{"vocabulary.txt": 1}'])
def test_a_manifest_that_is_none(name: str, data: bytes | None, files: Path) -> None:
    spoil(files / models.MANIFEST, data)
    refusal(name)


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("package", ["onnxruntime", "numpy"])
def test_a_missing_package_is_named(name: str, package: str, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    assert package in refusal(name)
    assert extract(article(TEXT), "rules").attributions


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("data", [b"", b"no network"])
def test_a_network_that_onnx_runtime_refuses(name: str, data: bytes, files: Path) -> None:
    """As where the installed ONNX Runtime is older than the file."""
    spoil(files / f"{name}.onnx", data)
    hashes = json.loads((files / models.MANIFEST).read_bytes())
    hashes[f"{name}.onnx"] = hashlib.sha256(data).hexdigest()
    spoil(files / models.MANIFEST, json.dumps(hashes).encode())
    refusal(name)


def test_the_command_says_in_one_line_what_to_do(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "dam.txt"
    text.write_text(TEXT, encoding="utf-8")
    spoil(files / "vocabulary.txt", None)
    assert main(["extract", str(text), "--format", "jsonl"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("secondsource: ")
    assert err.count("\n") == 1
    assert "--engine rules" in err
    assert main(["extract", str(text), "--engine", "rules", "--format", "jsonl"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["attributions"]
    assert err == ""


@pytest.mark.parametrize("name", MODELS)
def test_the_version_tells_every_change_of_a_file(name: str, files: Path) -> None:
    hashes = json.loads((files / models.MANIFEST).read_bytes())
    assert set(models._files_of(name)) <= set(hashes)
    versions = {models.version_of(name, files)}
    for file in models._files_of(name):
        spoil(files / models.MANIFEST, json.dumps(hashes | {file: "0" * 64}).encode())
        versions.add(models.version_of(name, files))
    assert len(versions) == 1 + len(models._files_of(name))
    spoil(files / models.MANIFEST, json.dumps(hashes | {"notes.txt": "0" * 64}).encode())
    assert models.version_of(name, files) in versions


# what stays unloaded


@pytest.mark.parametrize(
    "code",
    [
        "import secondsource.cli",
        "import secondsource.desk.app",
        "import secondsource.intake",
        "import secondsource.extraction",
        "import secondsource.extraction.tagger",
        f"from secondsource.extraction import extract; from secondsource.model import Article; "
        f"assert extract(Article({TEXT!r}, '', ''), 'rules').attributions",
    ],
    ids=["cli", "desk", "intake", "extraction", "tagger", "rules"],
)
def test_only_a_model_imports_numpy_and_onnx_runtime(code: str) -> None:
    code += "; import sys; print([name for name in ('numpy', 'onnxruntime') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_model_reports_to_nobody(tmp_path: Path) -> None:
    """ONNX Runtime keeps an identifier in the user's cache where it means to report its use."""
    code = (
        "from secondsource.extraction import extract; from secondsource.model import Article; "
        f"extract(Article({TEXT!r}, '', ''), 'fast')"
    )
    home = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}  # without CI, where it reports nothing anyway
    done = subprocess.run([sys.executable, "-c", code], env=home, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert list(tmp_path.rglob("*")) == []
