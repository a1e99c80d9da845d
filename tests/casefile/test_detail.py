"""What is shown beside one claim, and the list of sources: bounded in time, and told so."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from helpers import MAYOR, case_of, numbered, numbers
from secondsource import casefile
from secondsource.model import Source, SourceType, Terms


@pytest.fixture
def case(tmp_path: Path):
    with case_of(tmp_path / "case.db", numbered(3) + "\nThe bells rang.") as case:
        yield case


def test_what_takes_long_to_count_is_counted_so_far_and_no_further(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = importlib.import_module("secondsource.casefile.detail")  # the function hides the module of its name
    monkeypatch.setattr(module, "COUNTED", 4)
    monkeypatch.setattr(module, "READ", 3)
    mayor = "Mayor Quill said: one.\nAda Quill said: two.\nAda Quill said: three.\nA. Quill said: four."
    for number, (lines, siblings, more, read) in enumerate(((4, 3, False, 3), (5, 4, False, 3), (6, 4, True, 3))):
        text = mayor + "".join(f"\nAda Quill said: more, {n}." for n in range(lines - 4))
        with case_of(tmp_path / f"{number}.db", text) as case:
            found = casefile.detail(case, numbers(case)[0], siblings=2)
            assert (found.sibling_count, found.more_siblings, len(found.siblings)) == (siblings, more, 2)
            assert [(one.text, one.claims) for one in found.mentions] == [("Ada Quill", 2), ("Mayor Quill", 1)]
            assert (found.mentions_of, found.source_articles) == (read, 1)
            (known,) = casefile.source_list(case, "QUILL")
            assert (known.source, known.claims, known.more) == (MAYOR, min(lines, 4), lines > 4)


def test_the_detail_has_the_source_and_the_notes(case: casefile.Case) -> None:
    first = numbers(case)[0]
    found = casefile.detail(case, first)
    assert found.notes == ()
    assert found.coverage == 1.0
    assert found.source_key
    event = casefile.note(case, found.claim.claim, "call the parish", reviewer="Ann")
    casefile.note(case, found.claim.claim, "taken back", reviewer="Bo")
    casefile.undo(case, reviewer="Bo")
    casefile.rename_source(
        case,
        found.source_key,
        reviewer="Ann",
        name="A. Quill",
        type=SourceType.NAMED,
        role=None,
        affiliation=None,
        terms=Terms.BACKGROUND,
    )
    found = casefile.detail(case, first)
    assert [(one.reviewer, one.at, one.text) for one in found.notes] == [("Ann", event.at, "call the parish")]
    assert (found.terms, found.speaker) == ("on background", Source("A. Quill", SourceType.NAMED))
    narrator = next(n for n in numbers(case) if casefile.detail(case, n).speaker is None)
    assert casefile.detail(case, narrator).source_key is None


def test_sources_are_listed_by_a_part_of_their_names(tmp_path: Path) -> None:
    lines = ["Bo Quill", "Quill House", "quiet Ann", "Ann Ames", "an official"]
    with case_of(tmp_path / "case.db", "\n".join(f"{who} said: rain is due." for who in lines)) as case:
        assert [one.source.name for one in casefile.source_list(case, "qui")] == ["quiet Ann", "Ada Quill"]
        assert len(casefile.source_list(case, "")) == 4
        assert len(casefile.source_list(case, " ", 2)) == 2
        assert casefile.source_list(case, "100%_") == []
        one, other = casefile.source_list(case, "ann")
        casefile.join_sources(case, [one.key], other.key, reviewer="Ann")
        (left,) = casefile.source_list(case, "ann")
        assert (left.key, left.claims) == (other.key, 2)
