"""Sources renamed and joined, and what an undo leaves: exactly what was there before."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import article, case_of, extraction, state
from secondsource import casefile
from secondsource.model import Refused, SourceType, Terms, UnusableInput

TEXTS = (
    "Ada Quill said: rain is due.\nAn official said: nobody was hurt.\nA captain said: we waited.",
    "Ada Quill said: wind too.\nAn official said: 12 were hurt.\nA pilot said: it rained.",
)


@pytest.fixture
def case(tmp_path: Path):
    with case_of(tmp_path / "case.db", *TEXTS) as case:
        yield case


def keys(case: casefile.Case) -> dict[str, str]:
    """The keys of the sources, by their first claim's words."""
    rows = case.connection.execute(
        "select claim.text, source.key from claim join standing on standing.claim = claim.id "
        "join source on source.id = standing.source where listed"
    )
    return dict(rows.fetchall())


def rename(case: casefile.Case, words: str, name: str, who: str = "Ann") -> casefile.Event:
    return casefile.rename_source(
        case,
        keys(case)[words],
        reviewer=who,
        name=name,
        type=SourceType.NAMED,
        role="mayor of Marl",
        affiliation=None,
    )


def named(case: casefile.Case) -> dict[str, str | None]:
    return {claim.text: claim.source for claim in casefile.claims(case)}


def unchanged(case: casefile.Case) -> dict[str, list[tuple[object, ...]]]:
    return state(case, without=["event"])


def test_on_what_terms_a_source_speaks(case: casefile.Case) -> None:
    before = unchanged(case)
    number = casefile.View(case).rows(0, 1)[0].number
    key = keys(case)["rain is due."]

    def say(terms: Terms | None) -> None:
        casefile.rename_source(
            case, key, reviewer="Ann", name="Ada Quill", type=SourceType.NAMED, role=None, affiliation=None, terms=terms
        )

    assert casefile.detail(case, number).terms is None
    for terms in (*Terms, None, Terms.OFF_RECORD):
        say(terms)
        assert casefile.detail(case, number).terms is terms
        assert list(map(str, casefile.verify(case))) == []
    casefile.join_sources(case, [key, keys(case)["nobody was hurt."]], key, reviewer="Bo")
    hurt = casefile.View(case).rows(1, 1)[0].number
    assert casefile.detail(case, hurt).terms is Terms.OFF_RECORD
    casefile.undo(case, reviewer="Bo")
    assert casefile.detail(case, hurt).terms is None
    for terms in (None, *reversed(Terms), None):
        casefile.undo(case, reviewer="Ann")
        assert casefile.detail(case, number).terms is terms
    assert unchanged(case) == before
    with case.write():
        case.connection.execute("update source set terms = 'on background' where key = ?", (key,))
    (fault,) = casefile.verify(case)
    assert "terms are not what articles and log say" in str(fault)


def test_a_rename_and_its_undo(case: casefile.Case) -> None:
    before = unchanged(case)
    rename(case, "rain is due.", "Adelaide Quill")
    assert named(case)["wind too."] == named(case)["rain is due."] == "Adelaide Quill"
    number = casefile.View(case).rows(0, 1)[0].number
    assert casefile.detail(case, number).speaker.role == "mayor of Marl"
    assert casefile.claims(case, casefile.Filter(source="adelaide"))
    after = unchanged(case)
    casefile.undo(case, reviewer="Ann")
    assert unchanged(case) == before
    casefile.redo(case, reviewer="Ann")
    assert unchanged(case) == after


def test_a_join_and_its_undo(case: casefile.Case) -> None:
    before = unchanged(case)
    one, other, third = (keys(case)[words] for words in ("nobody was hurt.", "12 were hurt.", "we waited."))
    casefile.join_sources(case, [one], other, reviewer="Ann")
    number = casefile.View(case).rows(1, 1)[0].number
    assert [sibling.text for sibling in casefile.detail(case, number).siblings] == ["12 were hurt."]
    joined = unchanged(case)
    casefile.join_sources(case, [other], third, reviewer="Bo")
    assert {named(case)[words] for words in ("nobody was hurt.", "12 were hurt.", "we waited.")} == {"A captain"}
    casefile.undo(case, reviewer="Bo")
    assert unchanged(case) == joined
    casefile.undo(case, reviewer="Ann")
    assert unchanged(case) == before
    assert casefile.detail(case, number).siblings == ()


def test_undo_of_the_first_of_two_leaves_the_second(case: casefile.Case) -> None:
    before = unchanged(case)
    one, other, third = (keys(case)[words] for words in ("nobody was hurt.", "12 were hurt.", "we waited."))
    casefile.join_sources(case, [one], other, reviewer="Ann")
    casefile.join_sources(case, [other], third, reviewer="Bo")
    casefile.undo(case, reviewer="Ann")
    assert named(case)["nobody was hurt."] == "An official"
    assert named(case)["12 were hurt."] == "A captain"
    casefile.undo(case, reviewer="Bo")
    assert unchanged(case) == before


def test_rename_of_one_and_the_other_way_round_join(case: casefile.Case) -> None:
    """Joined there and back again, and renamed between: the latest join says which stays, and nothing is lost."""
    before = unchanged(case)
    one, other = keys(case)["nobody was hurt."], keys(case)["12 were hurt."]
    casefile.join_sources(case, [one], other, reviewer="Ann")
    rename(case, "12 were hurt.", "the harbour master", "Bo")
    casefile.join_sources(case, [other], one, reviewer="Ann")
    assert set(named(case).values()) >= {"An official"}
    assert named(case)["12 were hurt."] == named(case)["nobody was hurt."] == "An official"
    casefile.undo(case, reviewer="Ann")
    assert named(case)["12 were hurt."] == named(case)["nobody was hurt."] == "the harbour master"
    casefile.undo(case, reviewer="Ann")
    casefile.undo(case, reviewer="Bo")
    assert unchanged(case) == before


def test_an_article_that_comes_later_knows_of_it(case: casefile.Case) -> None:
    rename(case, "rain is due.", "Adelaide Quill")
    casefile.join_sources(case, [keys(case)["rain is due."]], keys(case)["it rained."], reviewer="Ann")
    late = "Ada Quill said: snow next.\nA pilot said: or hail."
    casefile.add_article(case, article(late, "late"), extraction(late))
    assert named(case)["snow next."] == named(case)["rain is due."] == "A pilot"
    assert keys(case)["or hail."] != keys(case)["it rained."], "a pilot of another article"
    casefile.undo(case, reviewer="Ann")
    assert named(case)["snow next."] == "Adelaide Quill"
    casefile.undo(case, reviewer="Ann")
    assert named(case)["snow next."] == "Ada Quill"


@pytest.mark.parametrize(
    ("name", "message"), [("  ", "needs a name"), ("x" * 20_001, "at most 20,000"), ("\ud800", "lone surrogate")]
)
def test_a_name_that_is_none_is_refused(name: str, message: str, case: casefile.Case) -> None:
    before = state(case)
    with pytest.raises(UnusableInput, match=message):
        rename(case, "rain is due.", name)
    assert state(case) == before


def test_what_cannot_be_joined_is_refused(case: casefile.Case) -> None:
    before = state(case)
    key = keys(case)["rain is due."]
    with pytest.raises(Refused, match="one source already"):
        casefile.join_sources(case, [key], key, reviewer="Ann")
    with pytest.raises(UnusableInput, match="no such source"):
        casefile.join_sources(case, [key], "unknown", reviewer="Ann")
    with pytest.raises(Refused, match="nothing to undo"):
        casefile.undo(case, reviewer="Ann")
    assert state(case) == before
