"""The bytes an article was read from: kept, sealed, found out when they change, and the way back to them."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from helpers import article, case_of, extraction, numbered, numbers
from secondsource import casefile
from secondsource.model import Article, Original

TEXT = "The weir held.\nBo Tarn said: 14 boats sank.\nNobody said: all is well."
PAGE = b"<p>The weir held.</p><p>Bo Tarn said: 14 boats sank.</p><p>Nobody said: all is well.</p>"
MARKS = ((0, "/p[1]"), (15, "/p[2]"), (45, "/p[3]"))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[casefile.Case]:
    case = casefile.create_case(tmp_path / "case.db")
    page = Article(TEXT, hashlib.sha256(PAGE).hexdigest(), "page", author="B. Line")
    original = Original(PAGE, "page.html", "HTML by hand", "text/html", MARKS, "week.warc, record 3", {"status": 200})
    casefile.add_article(case, page, extraction(TEXT), original)
    plain = numbered(2)
    casefile.add_article(
        case, article(plain, "plain"), extraction(plain), Original(plain.encode(), "plain.txt", "text")
    )
    yield case
    case.close()


def test_bytes_that_are_not_the_text_are_kept_and_those_that_are_are_there_already(case: casefile.Case) -> None:
    page, plain = casefile.contents(case)
    assert casefile.copy_of(case, page.sha256) == PAGE
    assert page.original == {
        "kept": True,
        "name": "page.html",
        "read_by": "HTML by hand",
        "content_type": "text/html",
        "marks": [list(mark) for mark in MARKS],
        "within": "week.warc, record 3",
        "fetched": {"status": 200},
    }
    assert page.author == "B. Line"
    assert plain.original["kept"] is False
    assert case.connection.execute("select count(*) from copy").fetchone() == (1,)
    assert list(casefile.verify(case)) == []


def test_a_claim_knows_where_in_the_original_it_stands(case: casefile.Case) -> None:
    first, second, third, other, _ = (casefile.detail(case, number) for number in numbers(case))
    assert [one.place for one in (first, second, third, other)] == ["/p[1]", "/p[2]", "/p[3]", None]
    assert (first.read_by, first.author, other.read_by) == ("HTML by hand", "B. Line", "text")


def test_an_original_of_another_hash_is_not_taken(case: casefile.Case) -> None:
    with pytest.raises(ValueError, match="hash"):
        casefile.add_article(case, article("Else."), extraction("Else."), Original(b"else", "x", "text"))
    assert casefile.articles(case) == 2


def test_a_changed_a_missing_and_a_foreign_original_are_found(case: casefile.Case) -> None:
    path = case.path
    case.close()
    for number, (guard, change, told) in enumerate(
        (
            ("copy_changed", "update copy set bytes = x'00'", "its bytes were changed"),
            ("copy_deleted", "delete from copy", "was taken out"),
            ("copy_deleted", f"insert into copy values ('{'a' * 64}', x'00')", "no event brought it"),
            ("article_changed", "update article set text = text || ' ' where name = 'plain'", "not the original's"),
        )
    ):
        changed = path.with_name(f"{number}.db")
        shutil.copy(path, changed)
        with closing(sqlite3.connect(changed)) as connection, connection:
            connection.execute(f"drop trigger {guard}")
            connection.execute(change)
        with casefile.open_case(changed, reading=True) as one:
            assert any(told in str(fault) for fault in casefile.verify(one)), told


def test_originals_go_with_a_merge_and_with_a_blind_copy(case: casefile.Case, tmp_path: Path) -> None:
    casefile.backup_blind(case, tmp_path / "blind.db")
    with casefile.open_case(tmp_path / "blind.db") as blind:
        assert [one.original for one in casefile.contents(blind)] == [one.original for one in casefile.contents(case)]
        assert [one.author for one in casefile.contents(blind)] == ["B. Line", None]
        assert casefile.copy_of(blind, hashlib.sha256(PAGE).hexdigest()) == PAGE
        assert list(casefile.verify(blind)) == []
    with case_of(tmp_path / "other.db") as other:
        casefile.merge(other, case.path, reviewer="Ann", unrelated=True)
        assert [one.original for one in casefile.contents(other)] == [one.original for one in casefile.contents(case)]
        assert [one.author for one in casefile.contents(other)] == ["B. Line", None]
        assert list(casefile.verify(other)) == []
