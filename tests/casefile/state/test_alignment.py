"""Claims lined up by overlap, and passages found again: what must hold for every list and every text."""

from __future__ import annotations

import itertools

from hypothesis import assume, given
from hypothesis import strategies as st

from secondsource.casefile.state.alignment import Placed, find_passage, line_up, overlap, pair_up
from secondsource.model import Span


@st.composite
def disjoint(draw: st.DrawFn, limit: int = 60) -> tuple[Span, ...]:
    """The spans of a claim: in order, none in another, at least one."""
    cuts = draw(st.lists(st.integers(0, limit), min_size=2, max_size=6, unique=True))
    cuts = sorted(cuts)[: len(cuts) // 2 * 2]
    return (
        tuple(Span(*pair) for pair in itertools.batched(cuts, 2))
        if hasattr(itertools, "batched")
        else tuple(Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=True))
    )


def points(spans: tuple[Span, ...]) -> set[int]:
    return {point for start, end in spans for point in range(start, end)}


@given(disjoint(), disjoint())
def test_overlap_is_the_share_of_the_code_points_of_both(one: tuple[Span, ...], other: tuple[Span, ...]) -> None:
    expected = len(points(one) & points(other)) / len(points(one) | points(other))
    assert overlap(one, other) == overlap(other, one) == expected
    assert 0 <= expected <= 1
    assert (overlap(one, other) == 1) == (points(one) == points(other))


def placed(contents: list[tuple[Span, ...]], first: int, words: str = "") -> list[Placed]:
    return [
        Placed(number, f"uid{number}", (None, None, words), content) for number, content in enumerate(contents, first)
    ]


CLAIMS = st.lists(disjoint(), max_size=8)


@given(CLAIMS, CLAIMS, st.randoms(use_true_random=False))
def test_claims_line_up_with_the_one_they_have_most_in_common_with(contents, onto, chance) -> None:
    others, ahead = placed(contents, 100), placed(onto, 1)
    found = line_up(others, ahead)
    for other in others:
        scores = {claim.number: overlap(other.content, claim.content) for claim in ahead}
        best = max(scores.values(), default=0.0)
        if best <= 0.5:
            assert found[other.number] is None
        else:
            assert scores[found[other.number]] == best
    chance.shuffle(others)
    chance.shuffle(ahead)
    assert line_up(others, ahead) == found


def test_of_two_alike_the_same_words_win_then_the_first() -> None:
    (other,) = placed([(Span(0, 10),)], 9, "same")
    first, second = (
        Placed(n, f"uid{n}", (None, None, words), (Span(0, 9),)) for n, words in ((1, "else"), (2, "same"))
    )
    assert line_up([other], [first, second]) == {9: 2}
    twin = Placed(3, "uid3", (None, None, "same"), (Span(0, 9),))
    assert line_up([other], [twin, second]) == {9: 2}


WORDS = st.text("ab .\n", max_size=80)


@given(WORDS, WORDS, st.integers(0, 80), st.integers(1, 20))
def test_a_passage_has_the_same_words(old: str, new: str, start: int, length: int) -> None:
    span = Span(start, start + length)
    assume(span.end <= len(old))
    words = old[start : span.end]
    found = find_passage(old, span, new)
    assert (found is not None) == (words in new)
    if found:
        assert new[found.start : found.end] == words
    whole = find_passage(old, span, new, whole=True)
    if whole:
        assert new[whole.start : whole.end] == words
    assert find_passage(old, span, old, whole=True) == find_passage(old, span, old) == span


@given(
    st.lists(st.sampled_from(["rain fell", "the quay shut", "no"]), min_size=2, max_size=6),
    st.lists(st.sampled_from(["rain fell", "the quay shut", "no", "wind"]), max_size=6),
    st.data(),
)
def test_a_passage_moves_with_its_paragraph(told: list[str], inserted: list[str], data: st.DataObject) -> None:
    """Whatever is put before it, and however often its words stand there, the place with the same context wins."""
    lines = [f"{n} of {len(told)}: {words}" for n, words in enumerate(told)]
    which = data.draw(st.integers(0, len(told) - 1))
    at = data.draw(st.integers(0, which))
    old = "\n".join(lines)
    start = len("\n".join(lines[: which + 1])) - len(told[which])
    new = "\n".join([*lines[:at], *inserted, *lines[at:]])
    step = len(new) - len(old)
    for whole in (False, True):
        found = find_passage(old, Span(start, start + len(told[which])), new, whole=whole)
        assert found == Span(start + step, start + step + len(told[which]))


def test_the_place_with_the_same_surroundings_wins_over_a_nearer_one() -> None:
    old = "Asked about rain, Quill said no. Asked about snow, Quill said no."
    new = "Asked about hail, Quill said no. Asked about fog, Quill said no. Asked about rain, Quill said no."
    span = Span(18, 31)
    assert old[18:31] == "Quill said no"
    assert find_passage(old, span, new) == Span(new.rindex("Quill"), len(new) - 1)


def test_whole_sentences_are_asked_for() -> None:
    for old, words, new in (
        ("12 people died.", "12 people died.", "112 people died."),
        ("Rain is due", "Rain is due", "Rain is due on Mars"),
        ("Quill said: rain is due. Snow fell.", "rain is due", "Quill said: rain is due, he lied. Snow fell."),
        ("The toll is 5", "The toll is 5", "The toll is 50"),
        ("The bells rang.", "The bells rang.", "Nobody claims that: The bells rang."),
    ):
        at = old.index(words)
        span = Span(at, at + len(words))
        assert find_passage(old, span, new) is not None
        assert find_passage(old, span, new, whole=True) is None, new
        assert find_passage(old, span, f"{new}\n{old}\nThen more.", whole=True) == Span(
            len(new) + 1 + span.start, len(new) + 1 + span.end
        )


@given(st.lists(st.sampled_from("xyz"), max_size=8), st.lists(st.sampled_from("xyz"), max_size=8))
def test_no_two_claims_are_paired_with_one(here: list[str], there: list[str]) -> None:
    def text(words: list[str]) -> tuple[str, list[Placed]]:
        spans = [(Span(2 * n, 2 * n + 1),) for n in range(len(words))]
        return " ".join(words), [
            Placed(n, f"uid{n}", (None, None, word), span)
            for n, (word, span) in enumerate(zip(words, spans, strict=True))
        ]

    (old, claims), (new, targets) = text(here), text(there)
    found = pair_up(claims, old, targets, new)
    assert len(set(found.values())) == len(found)
    assert all(here[number] == there[target] for number, target in found.items())
    for word in "xyz":
        assert sum(here[number] == word for number in found) == min(here.count(word), there.count(word))
    if here == there:
        assert found == {n: n for n in range(len(here))}


def test_a_claim_repeated_very_often_stays_with_its_surroundings() -> None:
    """Too many pairs to compare: those with the same surroundings are paired all the same."""

    def text(asked: list[int]) -> tuple[str, list[Placed]]:
        lines = [
            f"Asked about the harbour's year {n:04}, all that she had for us was this one word, no." for n in asked
        ]
        at = [sum(len(line) + 1 for line in lines[:n]) + len(line) - 3 for n, line in enumerate(lines)]
        claims = [
            Placed(n, f"uid{n}", (None, None, "no"), (Span(start, start + 2),))
            for n, start in zip(asked, at, strict=True)
        ]
        return "\n".join(lines), claims

    old, claims = text(list(range(300)))
    for gone in (0, 7, 150, 299):
        new, targets = text([n for n in range(300) if n != gone])
        assert pair_up(claims, old, targets, new) == {n: n for n in range(300) if n != gone}
