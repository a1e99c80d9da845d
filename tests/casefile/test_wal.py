"""The write-ahead log stays short while one program writes for long and others read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers import article, extraction, numbered
from secondsource import casefile
from secondsource.casefile import wal

LIMIT = 200_000  # bytes


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[casefile.Case]:
    monkeypatch.setattr(wal, "LIMIT", LIMIT)
    with casefile.create_case(tmp_path / "case.db") as case:
        case.connection.execute("pragma wal_autocheckpoint = 0")  # so that the log grows as if others kept reading
        case.wal_allowed = LIMIT
        yield case


def size(case: casefile.Case) -> int:
    return Path(f"{case.path}-wal").stat().st_size


def add(case: casefile.Case, number: int) -> None:
    text = numbered(60, f"{number} ")
    casefile.add_article(case, article(text, f"article-{number}"), extraction(text))


def test_a_log_that_has_grown_is_emptied(case: casefile.Case) -> None:
    sizes = []
    for number in range(12):
        add(case, number)
        sizes.append(size(case))
    assert max(sizes) < LIMIT
    assert sizes.count(0) >= 2
    assert case.connection.execute("pragma busy_timeout").fetchone() == (10_000,)
    assert list(casefile.verify(case)) == []


def test_somebody_who_reads_for_long_stops_nobody_and_the_log_is_emptied_afterwards(case: casefile.Case) -> None:
    add(case, 0)
    with casefile.open_case(case.path) as reader:
        with casefile.one_moment(reader):
            before = casefile.articles(reader)
            for number in range(1, 10):
                add(case, number)
            assert casefile.articles(reader) == before == 1
            assert size(case) > LIMIT
            assert case.wal_allowed > size(case)  # it is not tried again after every transaction
        for number in range(10, 20):
            add(case, number)
            if size(case) == 0:
                break
        assert size(case) == 0
        assert casefile.articles(reader) == number + 1
        assert list(casefile.verify(reader)) == []
