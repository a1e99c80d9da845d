"""Several articles in one transaction: all of them, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from secondsource import casefile
from secondsource.casefile import Case, View
from secondsource.casefile.ingest import add_articles
from secondsource.casefile.prepared import prepare
from secondsource.model import Article, Coverage, Extraction, Nature, Span, Statement, Verdict

CLAIMS = 23  # in each of four articles


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Four articles; every third claim has the word, every second of all is decided."""
    case = casefile.create_case(Path(tmp_path_factory.mktemp("view")) / "case.db")
    added = add_articles(case, [prepare(*_article(number)) for number in range(4)])
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


def test_where_one_of_several_articles_fails_none_is_stored(case: Case) -> None:
    before, articles = View(case).count, casefile.articles(case)
    article, extraction = _article(7)
    broken = (
        Article("short", "f" * 64, "short"),
        Extraction((), (Statement((Span(3, 3),), Nature.FACT, "so"),), (), extraction.coverage, "made", "1"),
    )
    with pytest.raises(Exception, match="constraint failed"):
        add_articles(case, [prepare(article, extraction), prepare(*broken)])
    assert (View(case).count, casefile.articles(case)) == (before, articles)
    assert not casefile.is_known(case, article.sha256)
