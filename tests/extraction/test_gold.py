"""Sources and channels on the gold set: floors a little under the figures that ``gold/score.py`` prints."""

from __future__ import annotations

import pytest

from extraction.gold.score import SHARED, Gold, Tally, end_to_end, from_gold_spans, read, tally, total

# Where the texts lie that are not part of this project.
SHARED_PLACES = {"articles": "articles", "fakes": "fakes", "polnear/train": "polnear/data/train"}


def scored(golds: list[Gold]) -> Tally:
    return total([tally(gold, from_gold_spans(gold)) for gold in golds])


def shared(part: str) -> list[Gold]:
    for place in SHARED_PLACES.values():
        if not (SHARED / place).is_dir():
            pytest.skip(f"the gold set's other texts are not at {SHARED / place}")
    return [gold for gold in read() if gold.part == part]


def test_the_gold_set_is_sound() -> None:
    """Every place lies in its text, every entity is somebody's source, and every named one can be got right."""
    for gold in read("own"):
        size = len(gold.article.text)
        used = {one["entity"] for one in gold.attributions} - {None}
        assert used == set(range(len(gold.entities)))
        for one in gold.attributions:
            places = [*one["source"], *one["cue"], *one["content"]]
            places += [place for right in one["channel"] if right for place in right["whom"]]
            assert all(0 <= start < end <= size for start, end in places)
            assert one["cue"]
            assert one["channel"]
            assert bool(one["source"]) == (one["entity"] is not None)
        for number, entity in enumerate(gold.entities):
            assert gold.names(number)
            assert entity["mentions"]


def test_own_texts() -> None:
    golds = read("own")
    assert sum(len(gold.attributions) for gold in golds) > 150
    tuned = scored([gold for gold in golds if gold.part == "tuned"])
    assert tuned.entity() >= 0.97, tuned.errors
    assert tuned.f1() >= 0.95, tuned.errors
    held = scored([gold for gold in golds if gold.part == "held"])
    assert held.entity() >= 0.91
    assert held.f1() >= 0.90


def test_own_texts_end_to_end() -> None:
    golds = read("own")
    found = total([tally(gold, end_to_end(gold, "rules")) for gold in golds])
    assert found.named >= 130
    assert found.entity() >= 0.93
    assert found.f1() >= 0.90


def test_the_part_that_errors_were_fixed_on() -> None:
    found = scored(shared("tuned"))
    assert found.entity() >= 0.96, found.errors
    assert found.type() >= 0.96
    assert found.f1() >= 0.92


def test_the_part_that_was_only_scored() -> None:
    golds = shared("held")
    assert sum(len(gold.attributions) for gold in golds) > 240
    found = scored(golds)
    assert found.entity() >= 0.87
    assert found.type() >= 0.95
    assert found.f1() >= 0.85


def test_a_changed_text_is_noticed() -> None:
    from extraction.gold import score

    row = {"where": "own", "file": "dam.txt", "sha256": "0" * 64, "part": "held", "entities": [], "attributions": []}
    with pytest.raises(ValueError, match=r"own/dam\.txt is not the one that was annotated"):
        score._gold(row)


def test_the_measure_sees_a_split_and_a_wrong_name() -> None:
    """An entity under two names loses the rarer one; a name that is not the entity's is wrong."""
    from extraction.gold.score import Answer
    from secondsource.model import Source, SourceType

    gold = next(gold for gold in read("own") if gold.article.name == "bridge-inquiry.txt")
    right = Source("Lena Marsk", SourceType.NAMED)
    none: list[int] = [n for n, one in enumerate(gold.attributions) if one["entity"] != 0]
    assert none
    mentions = [n for n, one in enumerate(gold.attributions) if one["entity"] == 0]
    assert len(mentions) == 3
    assert tally(gold, [Answer(n, right, None) for n in mentions]).right == 3
    short = Source("Marsk", SourceType.NAMED)
    assert tally(gold, [Answer(n, short, None) for n in mentions]).right == 0
    unnamed = Source("Lena Marsk", SourceType.UNNAMED)
    wrongly_typed = tally(gold, [Answer(n, unnamed, None) for n in mentions])
    assert (wrongly_typed.right, wrongly_typed.typed) == (3, 0)
    mixed = [Answer(mentions[0], short, None), *(Answer(n, right, None) for n in mentions[1:])]
    assert tally(gold, mixed).right == 2
