"""A claim's words lined up with a passage's: which stands for which, which were left out, which put in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# What the alignment pays, beside +weight for a word that is the same. An inner word of the passage that is left out is
# cheap once the first is, so that a cut stays one cut; words are added dearly, so that few are.
_OTHER_FORM: Final = 0.85  # of the weight
_MISMATCH: Final = 0.6
_DROP: Final = 0.9
_DROP_MORE: Final = 0.04
_DROP_ELIDED: Final = 0.1  # where the claim itself marks that something is left out
_ADD: Final = 0.9
_ADD_MORE: Final = 0.35
_MATTER: Final = 0.5  # the least that a matching word earns, that words of grammar be lined up too
_ANCHOR: Final = 6  # words that stand for a place where both texts have them once
_REACH: Final = 60  # words beyond an anchor that the end of a claim may lie in
# Of the table; beyond it rapidfuzz lines up, without the prices above. Where it lines up everything, 93% of the cases
# of tests/bench/bench_fidelity.py come out right instead of 97%.
_MOST_CELLS: Final = 120_000


class Pair(NamedTuple):
    """A claim's word and a passage's word, by number; None on one side where the other stands alone."""

    own: int | None
    other: int | None


def align(
    claim: tuple[str, str], passage: tuple[str, str], weights: Sequence[float], elided: frozenset[int]
) -> tuple[list[Pair], float]:
    """Line up all of the claim with the stretch of the passage that fits best; return the pairs and what they earn.

    Claim and passage are each (exact, folded) as ``Coded`` holds them; ``elided`` numbers the claim's words that an
    ellipsis stands before. What comes before and after the stretch is left out of the pairs.
    """
    if len(claim[0]) * len(passage[0]) > _MOST_CELLS:
        return _align_long(claim, passage, weights, elided)
    exact, folded = claim
    other_exact, other_folded = passage
    rows, width = len(exact), len(other_exact)
    low = -1e9
    above = [0.0] * (width + 1)  # the best that ends here
    added = [low] * (width + 1)  # the best that ends with an added word
    ways: list[bytearray] = []  # 0 matched, 1 dropped, 2 added; 4: goes on dropping, 8: goes on adding
    for row in range(rows):
        letter, form, weight = exact[row], folded[row], weights[row] + _MATTER
        same, alike = weight, weight * _OTHER_FORM
        open_drop = _DROP_ELIDED if row + 1 in elided else _DROP
        more = _DROP_MORE if row + 1 < rows else 1.0
        way = bytearray(width + 1)
        added[0] = max(above[0] - _ADD, added[0] - _ADD_MORE)
        way[0] = 2 | (8 if added[0] > above[0] - _ADD else 0)
        best = added[0]
        dropped = low
        current = [best]
        for column in range(1, width + 1):
            mark = 0
            opened = best - open_drop
            dropped -= more
            if dropped > opened:
                mark = 4
            else:
                dropped = opened
            opened = above[column] - _ADD
            further = added[column] - _ADD_MORE
            if further > opened:
                mark |= 8
                opened = further
            added[column] = opened
            at = column - 1
            if other_exact[at] == letter:
                best = above[at] + same
            elif other_folded[at] == form:
                best = above[at] + alike
            else:
                best = above[at] - _MISMATCH
            if dropped > best:
                best = dropped
                mark |= 1
            if opened > best:
                best = opened
                mark = mark & 12 | 2
            current.append(best)
            way[column] = mark
        ways.append(way)
        above = current
    score = max(above)
    return _trace(ways, above.index(score)), score


def _trace(ways: list[bytearray], column: int) -> list[Pair]:
    pairs: list[Pair] = []
    row = len(ways) - 1
    forced = 0
    while row >= 0:
        mark = ways[row][column]
        kind = forced or mark & 3
        forced = 0
        if kind == 1:
            pairs.append(Pair(None, column - 1))
            forced = 1 if mark & 4 else 0
            column -= 1
        elif kind == 2:
            pairs.append(Pair(row, None))
            forced = 2 if mark & 8 else 0
            row -= 1
        else:
            pairs.append(Pair(row, column - 1))
            row -= 1
            column -= 1
    pairs.reverse()
    return trimmed(pairs)


def trimmed(pairs: list[Pair]) -> list[Pair]:
    """Return the pairs without words of the passage that lead or trail."""
    first, last = 0, len(pairs)
    while first < last and pairs[first].own is None:
        first += 1
    while last > first and pairs[last - 1].own is None:
        last -= 1
    return pairs[first:last]


def _align_long(
    claim: tuple[str, str], passage: tuple[str, str], weights: Sequence[float], elided: frozenset[int]
) -> tuple[list[Pair], float]:
    """Line up what is too long for the table: both ends as above, what lies between by rapidfuzz."""
    folded, other_folded = claim[1], passage[1]
    size = len(folded)
    first, there = _anchor(folded, other_folded, range(size - _ANCHOR + 1))
    last, there_last = _anchor(folded, other_folded, range(size - _ANCHOR, first, -1))
    if last <= first or there_last <= there:
        pairs = trimmed(_between(folded, other_folded, 0, 0))
        return pairs, _earned(folded, other_folded, pairs, weights)

    def end(own: int, own_end: int, other: int, other_end: int) -> list[Pair]:
        words = claim[0][own:own_end], folded[own:own_end]
        window = passage[0][other:other_end], other_folded[other:other_end]
        if len(words[0]) * len(window[0]) > _MOST_CELLS:
            lined = _between(words[1], window[1], 0, 0)
        else:
            lined, _ = align(words, window, weights[own:own_end], frozenset(at - own for at in elided))
        return [
            Pair(None if pair.own is None else pair.own + own, None if pair.other is None else pair.other + other)
            for pair in lined
        ]

    reach = 2 * first + _REACH
    head = end(0, first + _ANCHOR, max(0, there - reach), there + _ANCHOR)
    reach = 2 * (size - last) + _REACH
    tail = end(last, size, there_last, min(len(other_folded), there_last + reach))
    own, other = first + _ANCHOR, there + _ANCHOR
    if last < own or there_last < other:
        pairs = trimmed(_between(folded, other_folded, 0, 0))
    else:
        pairs = _filled([*head, *_between(folded[own:last], other_folded[other:there_last], own, other), *tail])
    return pairs, _earned(folded, other_folded, pairs, weights)


def _anchor(claim: str, passage: str, order: range) -> tuple[int, int]:
    """Return where the first few words, in this order, stand that the passage has just once; -1 where none do."""
    for own in order:
        words = claim[own : own + _ANCHOR]
        at = passage.find(words)
        if at >= 0 and passage.rfind(words) == at:
            return own, at
    return -1, -1


def _between(claim: str, passage: str, own_start: int, other_start: int) -> list[Pair]:
    from rapidfuzz.distance import Levenshtein

    pairs: list[Pair] = []
    for step in Levenshtein.opcodes(claim, passage):
        own, other = own_start + step.src_start, other_start + step.dest_start
        if step.tag == "insert":
            pairs += [Pair(None, at) for at in range(other, other_start + step.dest_end)]
        elif step.tag == "delete":
            pairs += [Pair(at, None) for at in range(own, own_start + step.src_end)]
        else:
            pairs += [Pair(own + at, other + at) for at in range(step.src_end - step.src_start)]
    return pairs


def _filled(pairs: list[Pair]) -> list[Pair]:
    """Return the pairs with the passage's words that no stretch took."""
    filled: list[Pair] = []
    expected: int | None = None
    for pair in pairs:
        if pair.other is not None:
            if expected is not None:
                filled += [Pair(None, other) for other in range(expected, pair.other)]
            expected = pair.other + 1
        filled.append(pair)
    return filled


def _earned(claim: str, passage: str, pairs: list[Pair], weights: Sequence[float]) -> float:
    return sum(
        weights[own] + _MATTER
        for own, other in pairs
        if own is not None and other is not None and claim[own] == passage[other]
    )
