"""A filtered view finds its claims as far as somebody looks, and answers as if it had found them all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource import casefile
from secondsource.casefile import Case, Filter, View, view
from secondsource.casefile.ingest import add_articles
from secondsource.model import Article, Coverage, Extraction, Nature, Span, Statement, Verdict

CLAIMS = 23  # in each of four articles


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Four articles; every third claim has the word, every second of all is decided."""
    case = casefile.create_case(Path(tmp_path_factory.mktemp("view")) / "case.db")
    added = add_articles(case, [_article(number) for number in range(4)])
    assert [one.claims for one in added] == [CLAIMS] * 4
    for row in View(case).rows(0, 4 * CLAIMS)[::2]:
        casefile.mark(case, row.uid, Verdict.DISPUTED, reviewer="Odell Marsh")
    return case


def _article(number: int) -> tuple[Article, Extraction]:
    lines = [f"{'Ferry' if n % 3 == 0 else 'Bridge'} {number} {n}." for n in range(CLAIMS)]
    at, narrator = 0, []
    for line in lines:
        narrator.append(Statement((Span(at, at + len(line)),), Nature.FACT, "so"))
        at += len(line) + 1
    article = Article(" ".join(lines), f"{number:064x}", f"story-{number}")
    return article, Extraction((), tuple(narrator), (), Coverage(1, 1, {}), "made", "1")


@given(
    first=st.integers(1, 40),
    look_at=st.integers(1, 60),
    wanted=st.sampled_from([Filter(words="ferry"), Filter(verdict="open"), Filter(article="story-2")]),
    position=st.integers(0, 30),
    step=st.sampled_from([1, -1]),
    question=st.sampled_from(["rows", "next_open", "next_article", "position_of", "number_at", "count"]),
)
def test_found_bit_by_bit_it_answers_as_found_at_once(
    case: Case, first: int, look_at: int, wanted: Filter, position: int, step: int, question: str
) -> None:
    whole = View(case, wanted)
    assert whole.complete
    rows = whole.rows(0, 4 * CLAIMS)
    position = min(position, len(rows) - 1)

    def ask(of: View) -> object:
        match question:
            case "rows":
                return of.rows(position, 5)
            case "count":
                return of.count
            case "number_at":
                return of.number_at(position)
            case "position_of":
                return of.position_of(rows[position].number)
            case _:
                return getattr(of, question)(position, step)

    expected = ask(whole)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(view, "_FIRST", first)
        patch.setattr(view, "_LOOK_AT", look_at)
        patch.setattr(view, "_QUICK", 0)
        found = View.of_any(case, wanted)
        assert found is not None
        assert found.complete or first <= found.found <= len(rows)
        assert ask(found) == expected
        assert found.rows(0, 4 * CLAIMS) == rows
        assert found.complete
        assert found.count == len(rows)


def test_the_first_page_of_a_broad_search_leaves_the_rest_unfound(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "_FIRST", 5)
    monkeypatch.setattr(view, "_LOOK_AT", 5)
    monkeypatch.setattr(view, "_QUICK", 0)
    found = View(case, Filter(words="ferry"))
    of_one_article = len(range(0, CLAIMS, 3))
    assert len(found.rows(0, 5)) == 5
    assert (found.found, found.complete) == (of_one_article, False)
    found.find_more()
    assert found.found == 2 * of_one_article


def test_where_one_of_several_articles_fails_none_is_stored(case: Case) -> None:
    before, articles = View(case).count, casefile.articles(case)
    article, extraction = _article(7)
    broken = (
        Article("short", "f" * 64, "short"),
        Extraction((), (Statement((Span(3, 3),), Nature.FACT, "so"),), (), extraction.coverage, "made", "1"),
    )
    with pytest.raises(Exception, match="constraint failed"):
        add_articles(case, [(article, extraction), broken])
    assert (View(case).count, casefile.articles(case)) == (before, articles)
    assert not casefile.is_known(case, article.sha256)
