"""Reading a case: filters, search and the desk's list by position, held against plain Python over all claims."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import case_of, numbered, numbers
from secondsource import casefile
from secondsource.casefile import Filter, View
from secondsource.model import UnusableInput, Verdict


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory):
    texts = [
        numbered(5) + "\nThe bells rang.\nAn official said: the ferries stopped at 7:44.",
        "The museum is shut.\nAda Quill said: café owners strike.",
        numbered(4, "on Monday "),
    ]
    with case_of(tmp_path_factory.mktemp("queries") / "case.db", *texts) as case:
        for n, claim in enumerate(list(casefile.claims(case))):
            if n % 3:
                casefile.mark(case, claim.claim, list(Verdict)[n % 2], reviewer="Ann", rationale=f"reason {n}")
        yield case


FILTERS = [
    Filter(),
    Filter(verdict="open"),
    Filter(verdict="disputed"),
    Filter(words="ran"),
    Filter(words="ferr", verdict="open"),
    Filter(kind="narrator"),
    Filter(source="OFFICIAL"),
    Filter(source="quill", article="article-3"),
    Filter(words="nothing like it"),
]


def _plainly(case: casefile.Case, wanted: Filter) -> list[str]:
    """What the filter means, over all claims, without the database's help."""
    found = []
    for claim in casefile.claims(case):
        words = (claim.text + " " + (claim.source or "")).lower().replace(".", " ").split()
        asked = (wanted.words or "").lower().split()
        if (
            all(any(word.startswith(beginning) for word in words) for beginning in asked)
            and (wanted.verdict is None or (claim.verdict or "open") == wanted.verdict)
            and (wanted.kind is None or claim.kind == wanted.kind)
            and (wanted.source is None or wanted.source.lower() in (claim.source or "").lower())
            and (wanted.article is None or claim.article == wanted.article)
        ):
            found.append(claim.claim)
    return found


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_a_filter_finds_what_it_says(case: casefile.Case, wanted: Filter) -> None:
    found = [claim.claim for claim in casefile.claims(case, wanted)]
    assert found == _plainly(case, wanted)
    view = View(case, wanted)
    assert [row.uid for row in view.rows(0, 100)] == found
    assert view.count == len(found)


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_every_step_in_the_list_is_the_one_that_plain_counting_gives(case: casefile.Case, wanted: Filter) -> None:
    view = View(case, wanted)
    rows = view.rows(0, 100)
    for position, row in enumerate(rows):
        assert view.rows(position, 1) == [row]
        assert view.number_at(position) == row.number
        assert view.position_of(row.number) == position
        assert casefile.number_of(case, row.uid) == row.number
        later = [n for n in range(position + 1, len(rows)) if rows[n].verdict is None]
        earlier = [n for n in range(position) if rows[n].verdict is None]
        assert view.next_open(position) == (later[0] if later else None)
        assert view.next_open(position, -1) == (earlier[-1] if earlier else None)
        after = [n for n in range(len(rows)) if rows[n].article > row.article]
        before = [rows[n].article for n in range(len(rows)) if rows[n].article < row.article]
        assert view.next_article(position) == (after[0] if after else None)
        start = [n for n in range(len(rows)) if before and rows[n].article == max(before)]
        assert view.next_article(position, -1) == (start[0] if start else None)
    assert view.rows(len(rows), 10) == []
    assert view.position_of(10_000) is None


def test_a_filtered_view_is_frozen(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(3)) as case:
        view = View(case, Filter(verdict="open"))
        casefile.mark(case, view.rows(1, 1)[0].uid, Verdict.DISPUTED, reviewer="Ann")
        assert [row.verdict for row in view.rows(0, 9)] == [None, Verdict.DISPUTED, None]
        assert view.next_open(0) == 2
        assert View(case, Filter(verdict="open")).count == 2


@settings(max_examples=200)
@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_no_words_break_the_search(case: casefile.Case, words: str) -> None:
    try:
        list(casefile.claims(case, Filter(words=words)))
    except UnusableInput as fault:
        assert "search for words" in str(fault)


def test_a_search_finds_stems_accents_numbers_and_sources(case: casefile.Case) -> None:
    for words, hits in {"cafe": 1, "7:44": 1, "strikes": 1, "official": 1, "MONDAY ran": 4, "rang bells": 1}.items():
        assert len(list(casefile.claims(case, Filter(words=words)))) == hits, words


def test_a_claim_is_found_by_the_beginning_of_its_id(case: casefile.Case) -> None:
    for claim in casefile.claims(case):
        assert casefile.find_claim(case, claim.claim) == claim.claim
        assert casefile.find_claim(case, claim.claim[:8].upper() + " ") == claim.claim
    for name in ("", "abc", "zzzzzzzzzzzz"):
        with pytest.raises(UnusableInput, match="there is no claim"):
            casefile.find_claim(case, name)


def test_an_id_that_begins_several_names_them(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(3)) as case:
        case.connection.execute("drop trigger claim_changed")
        case.connection.execute(
            "update claim set uid = 'abcdefgh' || (select count(*) from claim as other where other.id <= claim.id)"
        )
        with pytest.raises(UnusableInput, match="several claims begin with abcd: abcdefgh1, abcdefgh2"):
            casefile.find_claim(case, "abcd")


def test_a_source_with_many_claims_shows_some_and_counts_all(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(30)) as case:
        detail = casefile.detail(case, numbers(case)[6], siblings=5)
        assert len(detail.siblings) == 5
        assert detail.sibling_count == 29
        assert detail.claim.claim not in {one.uid for one in detail.siblings}


def test_progress_adds_up(case: casefile.Case) -> None:
    progress = casefile.progress(case)
    assert progress.total == len(list(casefile.claims(case)))
    assert progress.open == len(list(casefile.claims(case, Filter(verdict="open"))))
    assert casefile.articles(case) == 3
    assert casefile.article_title(case, 2) == "article-2"
    assert casefile.article_text(case, 2).startswith("The museum")


def test_the_views_open_to_plain_sql(case: casefile.Case) -> None:
    rows = case.connection.execute("select claim, source, verdict from v_claims order by article, start").fetchall()
    assert rows == [(claim.claim, claim.source, claim.verdict) for claim in casefile.claims(case)]
