"""The hand-marked conflicts: the set is sound; on its open parts enough is found and little is found wrongly.

The texts, the rules of marking and the way of counting are those of ``bench/bench_conflicts.py``.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from rapidfuzz import fuzz

from bench.bench_conflicts import FAKES, OPEN, SPLITS, TYPES, Pair, fakes, gold, pairs, score
from checking import conflict_texts, conflict_texts_fresh, conflict_texts_last

needs_fakes = pytest.mark.skipif(not FAKES.is_file(), reason=f"the articles of FA-KES are not at {FAKES}")

PRECISION = 0.9
RECALL = 0.7


def part(where: str, split: str) -> list[Pair]:
    return [pair for pair in pairs(split) if pair.where == where]


def test_the_set_is_large_and_mixed() -> None:
    rows = gold()
    assert len(rows) >= 200
    assert len({row["id"] for row in rows}) == len(rows)
    assert len({(*_place(row["a"]), *_place(row["b"])) for row in rows}) == len(rows)
    ours = _told()
    assert len(ours) >= 80
    marks = [(row["split"], frozenset(row["conflicts"])) for row in rows]
    marks += [(one.split, frozenset(one.conflicts)) for one in ours]
    for split in SPLITS:
        assert sum(which == split for which, _ in marks) >= (150 if split in OPEN else 100)
        conflicting = [types for which, types in marks if which == split and types]
        assert 0.3 <= len(conflicting) / sum(which == split for which, _ in marks) <= 0.5
        assert set().union(*conflicting) == set(TYPES)
    assert {split for split, _ in marks} == set(SPLITS)


def test_no_words_of_the_articles_are_kept() -> None:
    """A row holds ids, offsets, digests, types and a short note, and no note is a run of an article's words."""
    for row in gold():
        assert set(row) == {"id", "split", "a", "b", "conflicts", "note"}
        for side in (row["a"], row["b"]):
            assert set(side) <= {"unit_id", "start", "end", "source", "sha256"}
            assert side["unit_id"].isdecimal()
        assert set(row["conflicts"]) <= {str(kind) for kind in TYPES}
        assert 0 < len(row["note"]) <= 100


@needs_fakes
def test_no_note_quotes_an_article() -> None:
    articles = fakes()
    for row in gold():
        words = row["note"].split()
        for side in (row["a"], row["b"]):
            text = articles[side["unit_id"]]["text"]
            assert not any(" ".join(words[n : n + 5]) in text for n in range(len(words) - 4)), row["id"]


@needs_fakes
def test_every_place_lies_in_its_article() -> None:
    articles = fakes()
    for row in gold():
        for side in (row["a"], row["b"]):
            text = articles[side["unit_id"]]["text"]
            assert 0 <= side["start"] < side["end"] <= len(text)
            assert text[side["start"] : side["end"]].strip() == text[side["start"] : side["end"]]
    assert sum(len(part("fakes", split)) for split in SPLITS) == len(gold())


@needs_fakes
def test_pairs_are_alike_as_those_that_are_held_against_each_other() -> None:
    for split, least in (("dev", 40), ("held", 40), ("fresh", 55), ("last", 45)):
        for pair in part("fakes", split):
            assert fuzz.token_set_ratio(pair.a.text.lower(), pair.b.text.lower()) >= least, pair.name


@needs_fakes
def test_no_day_and_place_is_in_two_open_splits() -> None:
    articles = fakes()
    splits = defaultdict(set)
    for row in (row for row in gold() if row["split"] in OPEN):
        for side in (row["a"], row["b"]):
            article = articles[side["unit_id"]]
            splits[article["date"], article["location"]].add(row["split"])
    assert all(len(found) == 1 for found in splits.values())


@needs_fakes
def test_no_claim_of_the_last_split_is_in_another() -> None:
    articles = fakes()
    words = defaultdict(set)
    for row in gold():
        for side in (row["a"], row["b"]):
            words[row["split"]].add(articles[side["unit_id"]]["text"][side["start"] : side["end"]])
    assert words["last"]
    assert not words["last"] & set().union(*(words[split] for split in OPEN))


def test_texts_of_ours() -> None:
    """Every pair of ours names claims that are there, with their article's sentence around them."""
    names = Counter((one.name, one.split) for one in _told())
    assert len({name for name, _ in names}) == len(names)
    for pair in (pair for split in SPLITS for pair in part("ours", split)):
        for one in (pair.a, pair.b):
            assert one.text
            assert one.text in one.context
            assert not set("[]{}") & set(one.context)


def test_the_open_parts_of_our_texts() -> None:
    found = score([pair for split in OPEN for pair in part("ours", split)])
    assert found.precision() >= PRECISION
    assert found.recall() >= RECALL


@needs_fakes
def test_the_open_parts_of_all() -> None:
    found = score([pair for split in OPEN for pair in pairs(split)])
    assert found.precision() >= PRECISION
    assert found.recall() >= RECALL


def _told() -> list[conflict_texts.Told]:
    return [*conflict_texts.told(), *conflict_texts_fresh.told(), *conflict_texts_last.told()]


def _place(side: dict[str, object]) -> tuple[object, object, object]:
    return side["unit_id"], side["start"], side["end"]
