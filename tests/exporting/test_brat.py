"""Articles for brat: held to the rules of brat's own reader, server/src/annotation.py."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporting.reviewed import FLOOD, SECOND, SECRET, UNSAID, case, protect
from helpers import article, extracted, statement
from secondsource import casefile, exporting
from secondsource.exporting import Release
from secondsource.exporting.brat import Standoff
from secondsource.model import Span, Terms
from secondsource.reading.formats.brat import annotations_of

Annotations = dict[str, tuple[str, ...]]


def check(text: str, annotations: str) -> Annotations:
    """Read a standoff file as brat does, by the name of each annotation; raises AssertionError where brat rejects it.

    brat's lines end wherever ``str.splitlines`` ends one: it reads with ``codecs.open``.
    """
    found: Annotations = {}
    for line in annotations.splitlines():
        name, data, *tail = line.split("\t", 2)
        assert re.fullmatch(r"[TEA#][1-9]\d*", name), line
        assert name not in found, f"{name} is there twice"
        if name[0] == "T":
            label, where = data.split(" ", 1)
            spans = [tuple(map(int, one.split(" "))) for one in where.split(";")]
            assert all(0 <= start < end <= len(text) for start, end in spans), line
            assert all(one[1] <= other[0] for one, other in pairwise(spans)), "pieces overlap"
            assert tail == [" ".join(text[start:end] for start, end in spans)], (
                f"{line!r} does not have the text's words"
            )
            found[name] = (label, where)
            continue
        referred = [word.rpartition(":")[2] for word in (data.split() if name[0] == "E" else data.split()[1:2])]
        assert referred, line
        assert all(one in found for one in referred), f"{line} names what is not there"
        found[name] = (*data.split(), *tail)
    return found


def written(release: Release, folder: Path) -> dict[str, str]:
    exporting.write_file(release, "brat", folder)
    return {path.name: path.read_bytes().decode() for path in sorted(folder.iterdir())}


@pytest.fixture
def made(tmp_path: Path) -> casefile.Case:
    return case(tmp_path / "case.db")


def test_each_article_has_its_text_as_stored_and_its_claims_beside_it(made: casefile.Case, tmp_path: Path) -> None:
    files = written(Release(made), tmp_path / "out")
    texts = sorted(name for name in files if name.endswith(".txt"))
    assert [files[name] for name in texts] == [SECOND, FLOOD]
    assert texts[1].startswith("flood-Marl-1-"), "a name that is a file's on every system"
    assert re.fullmatch(r"article-[0-9a-f]{12}\.txt", texts[0]), "and never a path"
    assert set(files) == {"annotation.conf", "visual.conf", *texts, *(name[:-4] + ".ann" for name in texts)}
    found = check(FLOOD, files[texts[1][:-4] + ".ann"])
    kinds = [values[0] for name, values in found.items() if name[0] in "E" or values[0] == "Narrator"]
    assert [kind.partition(":")[0] for kind in kinds] == ["Attribution"] * 4 + ["Narrator"]


def test_a_claim_over_several_lines_has_a_piece_on_each(made: casefile.Case, tmp_path: Path) -> None:
    files = written(Release(made), tmp_path / "out")
    (name,) = (name for name in files if name.startswith("flood") and name.endswith(".ann"))
    first = files[name].split("\n", 1)[0]
    assert first.endswith("\tThe dam, held through the night")
    assert first.count(";") == 3, "two pieces of the claim, the second over three lines"


def test_verdicts_are_attributes_and_the_rest_notes(made: casefile.Case, tmp_path: Path) -> None:
    files = written(Release(made), tmp_path / "out")
    (name,) = (name for name in files if name.startswith("flood") and name.endswith(".ann"))
    found = check(FLOOD, files[name])
    said = [values for mark, values in found.items() if mark[0] in "A#"]
    assert ("Verdict", "E1", "corroborated") in said
    assert ("Verdict", "E2", "unverified") in said
    assert ("Kind", "E1", "direct") in said
    assert ("AnnotatorNotes", "E1", "The speech says so. Twice.") in said
    assert ("Source", "E1", "Ada Quill, mayor, Town of Marl") in said
    assert ("Evidence", "E1", "supports (primary source): https://town.example/speech") in said
    assert not [values for values in said if "an inner note" in values], "notes are the desk's own"
    ids = {values[2] for values in said if values[0] == "Claim"}
    assert ids == {one.claim for one in casefile.claims(made) if one.article != ".."}


def test_our_reader_takes_the_claims_back(made: casefile.Case, tmp_path: Path) -> None:
    files = written(Release(made), tmp_path / "out")
    for name in files:
        if name.endswith(".ann"):
            text = files[name[:-4] + ".txt"]
            found, left_out = annotations_of(files[name], text, name)
            ours = [one for one in casefile.claims(made) if (one.article == "..") == (text == SECOND)]
            assert (len(found), left_out) == (len(ours), 0)
            ends = {(one.content[0].start, one.content[-1].end) for one in found}
            assert ends == {(one.start, one.end) for one in ours}


def test_the_function_of_that_name_is_still_handed_out(made: casefile.Case, tmp_path: Path) -> None:
    written(Release(made), tmp_path / "out")
    assert list(exporting.brat(article("Rain."), extracted())) == []


def test_brat_s_settings_know_all_that_is_used(made: casefile.Case, tmp_path: Path) -> None:
    files = written(Release(made), tmp_path / "out")
    sections: dict[str, list[str]] = {}
    for line in filter(None, files["annotation.conf"].splitlines()):
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), [])
        else:
            current.append(line)
    assert list(sections) == ["entities", "relations", "events", "attributes"], "brat wants all four"
    values = {line.split("\t")[0]: line for line in sections["attributes"]}
    for name in files:
        for mark, one in check(files[name[:-4] + ".txt"], files[name]).items() if name.endswith(".ann") else ():
            if mark[0] == "T":
                assert one[0] in (*sections["entities"], "Attribution")
            if mark[0] == "A":
                assert one[0] in values
                assert all(value in values[one[0]] for value in one[2:])


@pytest.mark.parametrize("terms", [Terms.OFF_RECORD, Terms.BACKGROUND])
def test_a_protected_source_is_in_no_file(made: casefile.Case, tmp_path: Path, terms: Terms) -> None:
    protect(made, terms)
    files = written(Release(made), tmp_path / "out")
    everything = "\n".join([*files, *files.values()])
    for words in SECRET + (UNSAID if terms is Terms.OFF_RECORD else ()):
        assert words.casefold() not in everything.casefold()
    for name in files:
        if name.endswith(".ann"):
            check(files[name[:-4] + ".txt"], files[name])
    named = written(Release(made, include=["Dora Finch"]), tmp_path / "named")
    assert "Dora Finch" in "\n".join(named.values())


def test_the_same_case_gives_the_same_bytes(made: casefile.Case, tmp_path: Path) -> None:
    for name in ("one.zip", "other.zip"):
        exporting.write_file(Release(made), "brat", tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()


def test_an_article_without_claims_has_an_empty_file(tmp_path: Path) -> None:
    made = casefile.create_case(tmp_path / "case.db")
    casefile.add_article(made, article("Nothing.", "█/CON\n"), extracted())
    files = written(Release(made), tmp_path / "out")
    (name,) = (name for name in files if name.endswith(".ann"))
    assert name.startswith("CON-")
    assert files[name] == ""


@pytest.mark.parametrize(
    "wrong",
    [
        "T1\tContent 0 4\tRain \n",
        "T1\tContent 0 99\tRain\n",
        "T1\tContent 0 9\tRain\nfell\n",
        "T1\tContent 0 4;2 9\tRain in fell\n",
        "T1\tContent 0 4\tRain\nT1\tContent 5 9\tfell\n",
        "E1\tAttribution:T1 Content:T2\n",
        "T1\tContent 0 4\tRain\nA1\tVerdict T2 disputed\n",
    ],
)
def test_the_check_finds_what_brat_rejects(wrong: str) -> None:
    with pytest.raises((AssertionError, ValueError)):
        check("Rain\nfell", wrong)


SPACES = st.sampled_from(" \t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029\u3000")
TEXTS = st.lists(st.one_of(SPACES, st.sampled_from("ab.e\u0301\u200d🌊é"), st.characters(exclude_categories=["Cs"])))


@given(TEXTS.map("".join), st.lists(st.integers(0, 60), min_size=2, max_size=8))
def test_any_span_of_any_text_is_one_that_brat_takes(text: str, cuts: list[int]) -> None:
    cuts = sorted({min(cut, len(text)) for cut in cuts})
    spans = tuple(Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False))
    standoff = Standoff(text)
    lines = [line for one in (spans, spans[:1]) for line in standoff.attribution(spans[1:], one, spans)[1]]
    lines += standoff.narrator(spans)[1]
    found = check(text, "".join(f"{line}\n" for line in lines))
    ends = [values[1] for name, values in found.items() if values[0] == "Narrator"]
    shown = {at for where in ends for one in where.split(";") for at in range(*map(int, one.split()))}
    meant = {at for span in spans for at in range(*span)}
    assert shown <= meant
    assert all(text[at].isspace() for at in meant - shown), "only white space is left out"


def test_an_extraction_s_brat_file_keeps_to_the_same_rules() -> None:
    text = "Rain\nfell on\r\nTuesday."
    found = extracted([], [statement(Span(0, len(text)))])
    lines = list(exporting.brat(article(text), found))
    assert lines == ["T1\tNarrator 0 4;5 12;14 22\tRain fell on Tuesday."]
    check(text, "\n".join(lines))
