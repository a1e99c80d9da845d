"""Annotations in brat's standoff format beside their text: our own export, PolNeAR's and PARC's ways of writing."""

import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import SHARED, article, extracted, statement
from secondsource import exporting
from secondsource.extraction import extract
from secondsource.extraction import given as taken
from secondsource.model import Article, Attribution, Kind, Nature, Span, Statement, UnusableInput
from secondsource.reading.formats import brat
from secondsource.reading.given import Given

TEXT = "The harbour wall, Edda Kroll told the Marl Courier, had cracked.\r\nIt rained 😀 on Monday.\n"
ANN = """T1\tContent 0 16;52 63\tThe harbour wall had cracked
T2\tSource 18 28\tEdda Kroll
T3\tCue 29 33\ttold
T4\tAttribution 29 33\ttold
E1\tAttribution:T4 Content:T1 Cue:T3 Source:T2
T5\tNarrator 66 87\tIt rained 😀 on Monday
"""
POLNEAR = SHARED / "polnear" / "data" / "dev"


def place(tmp_path: Path, ann: str | bytes | None = ANN, text: str = TEXT) -> Given:
    path = tmp_path / "story.txt"
    path.write_bytes(text.encode())
    if ann is not None:
        (tmp_path / "story.ann").write_bytes(ann.encode() if isinstance(ann, str) else ann)
    return Given(io.BytesIO(path.read_bytes()), path.name, str(path), path)


def marked(ann: str, text: str = TEXT) -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution in words."""
    found, _ = brat.annotations_of(ann, text, "story.ann")
    return [
        tuple(" / ".join(text[slice(*span)] for span in spans) for spans in (one.source, one.cue, one.content))
        for one in found
        if isinstance(one, Attribution)
    ]


def test_a_text_with_annotations_beside_it(tmp_path):
    given = place(tmp_path)
    assert brat.looks_like(given.head(), given)
    (one,) = brat.read(given)
    assert one.article.text == TEXT
    assert one.article.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    digest = hashlib.sha256(ANN.encode()).hexdigest()
    assert one.original.content == TEXT.encode()
    assert one.original.read_by == f"UTF-8 text, annotated in story.ann (SHA-256 {digest})"
    attribution, statement = one.annotations
    assert attribution.source == (Span(18, 28),)
    assert attribution.content == (Span(0, 16), Span(52, 63))
    assert (attribution.nature_reason, attribution.reason) == ("", "marked by hand in story.ann")
    assert statement == Statement((Span(66, 87),), Nature.FACT, "")


@pytest.mark.parametrize("ann", [None, "", "T1\tPerson 0 3\tThe\n", "#1\tAnnotatorNotes T1\tSource 1 2\n", b"\xff"])
def test_texts_that_have_no_annotations_of_attributions(tmp_path, ann):
    given = place(tmp_path, ann)
    assert brat.looks_like(given.head(), given) is (ann == b"\xff")


def test_annotations_by_themselves(tmp_path):
    path = tmp_path / "story.ann"
    path.write_text(ANN)
    given = Given(io.BytesIO(path.read_bytes()), path.name, str(path), path)
    assert brat.looks_like(given.head(), given)
    with pytest.raises(UnusableInput, match=r"story\.ann holds annotations and no text.*story\.txt"):
        next(brat.read(given))
    plain = Given(io.BytesIO(b"Dear all,\nT1 is late."), "story.ann", "story.ann")
    assert not brat.looks_like(plain.head(), plain)


def test_events_as_polnear_has_them():
    ann = (
        "T1\tSource 18 28\tEdda Kroll\nT2\tContent 0 16\tThe harbour wall\nT3\tContent 52 63\thad cracked\n"
        "T4\tAttribution-no-source 29 33\ttold\nE1\tAttribution-no-source:T4 Content:T2 Content2:T3\n"
        "A1\tCertain E1\nN1\tReference T1 Wiki:1\tKroll\n*\tEquiv T1 T2\n"
        "#1\tAnnotatorNotes T1\tover\nseveral lines\n\nM2\tx E1\nE2\tDiscuss:T4\nE3\tAttribution:T4 Source:T1\n"
    )
    assert marked(ann) == [("", "", "The harbour wall / had cracked")]
    assert brat.annotations_of(ann, TEXT, "x")[1] == 1, "the third event has no content"


@pytest.mark.parametrize(
    "relations",
    [
        "R1\tAttribution Source:T1 Cue:T2\nR2\tAttribution Content:T3 Cue:T2\nR3\tAttribution Cue:T2 Content:T4\n",
        "R1\tSource Arg1:T2 Arg2:T1\nR2\tContent Arg1:T2 Arg2:T3\nR3\tContent Arg1:T2 Arg2:T4\n",
        "R1\tSays Arg1:T1 Arg2:T3\nR2\tBy Arg1:T3 Arg2:T2\nR3\tBy Arg1:T2 Arg2:T4\n",
    ],
)
def test_relations(relations):
    terms = (
        "T1\tSource 18 28\tEdda Kroll\nT2\tCue 29 33\ttold\nT3\tContent 0 16\tThe harbour wall\n"
        "T4\tContent 52 63\thad cracked\nT5\tSource 34 50\tthe Marl Courier\nT6\tContent 66 75\tIt rained\n"
    )
    assert marked(terms + relations) == [("Edda Kroll", "told", "The harbour wall / had cracked")]
    assert marked(terms + relations + "R9\tX Arg1:T5 Arg2:T6\n")[1:] == [("the Marl Courier", "", "It rained")]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("T9\tSource 18 28\tEdda Finch", "line 7, has “Edda Finch” where the text has “Edda Kroll”"),
        ("T9\tSource 900 910\tEdda Kroll", "line 7, has “Edda Kroll” where the text has “”"),
        ("T9\tSource 28 18\t", "line 7, has “”"),
        ("T9\tSource 18 x\tEdda Kroll", "line 7, gives no place in the text"),
        ("T9\tSource 18 28", "line 7, gives no place in the text"),
        ("E2\tAttribution:T4 Content:T77", "line 7, speaks of T77, which is nowhere"),
        ("R2\tX Content:T1 Cue:T77", "line 7, speaks of T77, which is nowhere"),
        ("It rained.", "line 7, is no line of brat's standoff format"),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(tmp_path, line, says):
    with pytest.raises(UnusableInput) as fault:
        list(brat.read(place(tmp_path, ANN + line + "\n")))
    assert says in str(fault.value)
    assert "story.ann" in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_difference_far_on_is_shown_where_it_is():
    text = "x" * 500 + " wall"
    with pytest.raises(UnusableInput, match=r"“x{19} mole” where the text has “x{19} wall”"):
        brat.annotations_of(f"T1\tContent 0 505\t{'x' * 500} mole\n", text, "story.ann")


_CHARACTERS = st.characters(categories=["L", "N", "P", "Zs", "So"], include_characters="\n\r\t\x0b\x85\u2028")


@st.composite
def attributions(draw):
    """A text and attributions at random places in it, whose words overlap as they like between roles."""
    text = draw(st.text(_CHARACTERS, min_size=8, max_size=60))

    def spans():
        cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
        places = [Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
        return tuple(span for span in places if text[slice(*span)].strip())

    found = []
    for _ in range(draw(st.integers(0, 4))):
        source, cue, content = spans(), spans(), spans()
        if content:
            found.append(Attribution(source, cue, content, Kind.INDIRECT, None, None, True, Nature.FACT, "", 1.0, "r"))
    statements = [Statement(content, Nature.FACT, "") for content in (spans(), spans()) if content]
    return text, found, statements


@given(attributions())
@settings(max_examples=200, deadline=None)
def test_what_is_exported_comes_back(made):
    text, found, statements = made
    article = Article(text, "0" * 64, "story")
    lines = "\n".join(exporting.brat(article, extracted(found, statements)))
    back, left_out = brat.annotations_of(lines + "\n", text, "story.ann")
    assert left_out == 0

    def places(spans):
        """The spans, or, where brat's lines make pieces of them, the characters that they hold."""
        if len(text.splitlines()) < 2 and text.splitlines() == [text]:
            return spans
        return [i for start, end in spans for i in range(start, end) if not text[i].isspace()]

    def roles(one):
        given = (one.source, one.cue) if isinstance(one, Attribution) else ()
        return [places(spans) for spans in (*given, one.content)]

    assert list(map(roles, back)) == list(map(roles, [*found, *statements]))


def test_an_extraction_comes_back_as_its_spans():
    text = "Edda Kroll said the wall had cracked. “Nobody asked us,” she added. It rained on Monday in Velm."
    article = Article(text, "0" * 64, "story")
    made = extract(article, "rules")
    lines = "\n".join(exporting.brat(article, made))
    back = taken(article, brat.annotations_of(lines, text, "story.ann")[0])
    for one, other in zip(made.attributions, back.attributions, strict=True):
        assert (one.source, one.cue, one.content) == (other.source, other.cue, other.content)
        assert (one.kind, one.speaker, one.nature, one.speech) == (
            other.kind,
            other.speaker,
            other.nature,
            other.speech,
        )
    assert back.narrator == made.narrator


def test_polnear_fits_its_texts():
    if not POLNEAR.is_dir():
        pytest.skip(f"PolNeAR is not at {POLNEAR}")
    read = 0
    for ann in sorted((POLNEAR / "attributions").glob("*.ann")):
        text = (POLNEAR / "text" / f"{ann.stem.rpartition('_')[0]}.txt").read_bytes().decode()
        read += len(brat.annotations_of(ann.read_bytes().decode(), text, ann.name)[0])
    assert read > 2000


def test_a_claim_that_goes_over_a_line_comes_back_as_one_piece() -> None:
    text = "Ada Quill said the ferry\n  was late."
    content = (Span(15, len(text) - 1),)
    lines = "\n".join(exporting.brat(article(text), extracted([], [statement(*content)])))
    (back,), _ = brat.annotations_of(lines, text, "x.ann")
    assert back.content == content
