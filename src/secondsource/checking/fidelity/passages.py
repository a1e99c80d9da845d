"""The passages of a document that a claim's words come from: one, or several that were made one."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from secondsource.checking.fidelity.align import Pair, align, trimmed
from secondsource.checking.fidelity.document import UNKNOWN
from secondsource.checking.fidelity.edges import lead, tail
from secondsource.checking.fidelity.places import BRIDGE, Place, occurrences, places
from secondsource.checking.fidelity.sense import is_number

if TYPE_CHECKING:
    from secondsource.checking.fidelity.document import Coded, Prepared

_MOST_ENDS: Final = 6  # of a claim's sentences tried as the border between two passages
_LEAST_WORDS: Final = 3  # of a part that comes from another passage
_LEAST_WEIGHT: Final = 1.2  # of the words that such a part shares with its passage
_LEAST_SHARE: Final = 0.75  # of the part's weight that its passage must have
# Where less than this share stands in order, and so much more in another, that order tells where the passage is.
_IN_ORDER: Final = 0.7
_MORE_IN_BAG: Final = 0.1
_QUOTED: Final = 1.5
_LEAP: Final = 4  # words left out before or after a single word
_DEEPEST: Final = 2  # how often a claim is divided in two
_INTERJECTION: Final = 3  # words of another speaker that do not part a passage
_MOST_SAME: Final = 20  # places with the claim's very words that are looked at
MOST_WORDS: Final = 4_000  # of a claim that is lined up; a longer one is only looked for as it stands


class Fit(NamedTuple):
    """A stretch of the claim lined up with one passage.

    ``share`` is the share of its weight found in order, ``bag`` in any order, at ``place``; ``led`` and
    ``limited`` tell that the pairs begin or end with words of the source that turn the claim's sense.
    """

    pairs: list[Pair]
    share: float
    bag: float
    place: Place | None = None
    led: bool = False
    limited: bool = False


class Search:
    """The search for a claim's passages in one document; ``quotation`` is above 0 for words in quotation marks."""

    def __init__(self, document: Prepared, claim: Coded, quotation: list[int]) -> None:
        self.document = document
        self.claim = claim
        # What stands in quotation marks tells best where a claim comes from.
        mixed = len(set(map(bool, quotation))) > 1
        self.weights = [
            weight * (_QUOTED if number and mixed else 1.0)
            for weight, number in zip(document.weigh(claim), quotation, strict=True)
        ]
        self._elided = frozenset(at for at in range(1, len(claim)) if claim.elided(at))

    def passages(self) -> list[Fit]:
        """Return the claim's parts in order, each with its passage; no passage at all gives one fit without."""
        fits = self._divide(0, len(self.claim), _DEEPEST)
        matched = sum(1 for pair in fits[0].pairs if self.matches(pair)) / len(self.claim)
        order = max(fits[0].share, matched)
        if len(fits) == 1 and order < _IN_ORDER and fits[0].bag > order + _MORE_IN_BAG:
            fits = [self._widened(fits[0])]
        fits = self._joined([part for fit in fits for part in self._split(fit)])
        while (apart := _disjoint(fits)) != fits:
            fits = self._joined(apart)
        return fits

    def exactly(self, first: int, last: int) -> int:
        """Return where the document has just these words of the claim, -1 where it does not."""
        wanted = self.claim.exact[first:last]
        if UNKNOWN in wanted:
            return -1
        found = occurrences(self.document.exact, wanted, _MOST_SAME)
        # Of places that say the same, one where nothing before or after turns the sense.
        whole = (at for at in found if not lead(self.document, at) and not tail(self.document, at + last - first))
        return next(whole, found[0] if found else -1)

    def _widened(self, fit: Fit) -> Fit:
        """Return the fit with all of the stretch that has its words in another order."""
        taken = bounds(fit.pairs)
        if taken is None or fit.place is None:
            return fit
        matched = {pair.own for pair in fit.pairs if self.matches(pair)}
        grammar = self.document.grammar
        wanted = {form for own, form in enumerate(self.claim.folded) if own not in matched and form not in grammar}
        held = [at for at in range(fit.place.first, fit.place.last) if self.document.folded[at] in wanted]
        if not held:
            return fit
        before = [Pair(None, other) for other in range(held[0], taken[0])]
        after = [Pair(None, other) for other in range(taken[1], held[-1] + 1)]
        return fit._replace(pairs=[*before, *fit.pairs, *after])

    def _divide(self, first: int, last: int, depth: int) -> list[Fit]:
        fit = self.fit(first, last)
        if not depth:
            return [fit]
        for start, end in self._left_over(fit, first, last):
            rest = self.fit(start, end)
            if not self._stands(rest, start, end):
                continue
            main = self.fit(first, start) if end == last else self.fit(end, last)
            there = {pair.other for pair in main.pairs} & {pair.other for pair in rest.pairs} - {None}
            if there or not self._stands(main, *((first, start) if end == last else (end, last))):
                continue
            if end == last:
                return [*self._divide(first, start, depth - 1), *self._divide(start, last, depth - 1)]
            return [*self._divide(first, end, depth - 1), *self._divide(end, last, depth - 1)]
        return [fit]

    def _stands(self, fit: Fit, first: int, last: int) -> bool:
        """Tell whether a part is surely from the passage it was lined up with."""
        matched = [pair.own for pair in fit.pairs if self.matches(pair)]
        weight = sum(self.weights[own] for own in matched if own is not None)
        return len(matched) >= _LEAST_WORDS and weight >= _LEAST_WEIGHT and fit.share >= _LEAST_SHARE

    def matches(self, pair: Pair) -> bool:
        """Tell whether both words of the pair are forms of one word."""
        return (
            pair.own is not None
            and pair.other is not None
            and self.claim.folded[pair.own] == self.document.folded[pair.other]
        )

    def _left_over(self, fit: Fit, first: int, last: int) -> list[tuple[int, int]]:
        """Return the tails and heads of the claim's stretch that the passage has little of, the weightiest first."""
        matched = {pair.own for pair in fit.pairs if self.matches(pair)}
        lacking = [self.weights[own] * (-1.5 if own in matched else 1.0) for own in range(first, last)]
        summed = [0.0, *accumulate(lacking)]
        most = max(range(1, last - first), key=lambda at: summed[at], default=0)
        least = min(range(1, last - first), key=lambda at: summed[at], default=0)
        ends = [at - first for at in range(first + 1, last) if at in self._elided or self.claim.opens_sentence(at)]
        found: dict[tuple[int, int], float] = {}
        for at in [most, least, *ends[:_MOST_ENDS]]:
            for start, end in ((0, at), (at, last - first)):
                lack = summed[end] - summed[start]
                if end - start >= _LEAST_WORDS and lack >= (_LEAST_WEIGHT * 0.6 if at in (most, least) else 0.0):
                    found[first + start, first + end] = lack
        return sorted(found, key=lambda part: (-found[part], part))[:_MOST_ENDS]

    def fit(self, first: int, last: int) -> Fit:
        """Line up the claim's words ``[first, last)`` with the one passage that has most of them."""
        claim, document = self.claim, self.document
        at = self.exactly(first, last)
        if at >= 0:
            return Fit(self._whole_numbers([Pair(own, at + own - first) for own in range(first, last)]), 1.0, 1.0)
        alone = Fit([Pair(own, None) for own in range(first, last)], 0.0, 0.0)
        if last - first > MOST_WORDS:
            return alone
        weights = self.weights[first:last]
        own_words = (claim.exact[first:last], claim.folded[first:last])
        elided = frozenset(at - first for at in self._elided if first < at < last)
        best, highest = alone, float("-inf")
        margin = last - first + 10
        found = places(document, own_words[1], weights)
        # What each distinct word is worth once, as ``places`` counts it.
        worth = sum(dict(zip(own_words[1], weights, strict=True)).values()) or 1.0
        for place in found:
            start, end = max(0, place.first - margin), min(len(document), place.last + margin)
            window = (document.exact[start:end], document.folded[start:end])
            lined, score = align(own_words, window, weights, elided)
            if score > highest:
                highest = score
                pairs = [
                    Pair(
                        None if pair.own is None else pair.own + first,
                        None if pair.other is None else pair.other + start,
                    )
                    for pair in lined
                ]
                pairs = self._whole_numbers(self._in_sentence(self._without_leaps(pairs)))
                best = Fit(pairs, self._share(pairs, first, last), min(1.0, place.weight / worth), place)
        return best

    def _without_leaps(self, pairs: list[Pair]) -> list[Pair]:
        """Return the pairs without a far match of the last word or the first one alone: that word was changed."""
        kept = list(pairs)
        for turned in (False, True):
            order = kept[::-1] if turned else kept
            skipped = 0
            while skipped + 1 < len(order) and order[-2 - skipped].own is None:
                skipped += 1
            own, last = order[-1].own, order[-2 - skipped].other if len(order) > skipped + 1 else None
            if skipped < _LEAP or own is None or last is None or own + turned in self._elided:
                continue
            order = [*order[: -1 - skipped], Pair(own, last + (-1 if turned else 1))]
            kept = order[::-1] if turned else order
        return kept

    def _whole_numbers(self, pairs: list[Pair]) -> list[Pair]:
        """Return the pairs with all of a number in words that the first or the last one has a part of."""
        kept = list(pairs)
        for turned in (False, True):
            last = kept[0 if turned else -1].other
            if last is None or not is_number(self.document.key(last)):
                continue
            step = -1 if turned else 1
            end = at = last
            while self._goes_on_as_number(at, at + step):
                at += step
                end = at if self.document.key(at) != "and" else end
            more = [Pair(None, other) for other in range(last + step, end + step, step)]
            kept = [*more[::-1], *kept] if turned else [*kept, *more]
        return kept

    def _goes_on_as_number(self, at: int, beside: int) -> bool:
        """Tell whether a word beside a number's word belongs to the same number: "two hundred and sixty"."""
        document = self.document
        if not 0 <= beside < len(document) or document.gap(max(at, beside)).strip(" \n-‐"):
            return False
        here, there = document.key(at), document.key(beside)
        return there == "and" or (is_number(there) and not (here[:1].isdigit() and there[:1].isdigit()))

    def _in_sentence(self, pairs: list[Pair]) -> list[Pair]:
        """Return the pairs without words of the passage that differ and stand in the sentence before or after."""
        same = [at for at, pair in enumerate(pairs) if self.matches(pair)]
        if not same:
            return pairs
        first, last = same[0], same[-1]
        kept = list(pairs)
        beyond = False
        for at in range(last + 1, len(kept)):
            other = kept[at].other
            beyond = beyond or (other is not None and self.document.opens_sentence(other))
            if beyond:
                kept[at] = Pair(kept[at].own, None)
        beyond = False
        for at in range(first - 1, -1, -1):
            other = kept[at].other
            beyond = beyond or (other is not None and self.document.opens_sentence(other + 1))
            if beyond:
                kept[at] = Pair(kept[at].own, None)
        return [pair for pair in kept if pair.own is not None or pair.other is not None]

    def _share(self, pairs: list[Pair], first: int, last: int) -> float:
        matched = sum(self.weights[pair.own] for pair in pairs if self.matches(pair) and pair.own is not None)
        return matched / (sum(self.weights[first:last]) or 1.0)

    def _split(self, fit: Fit) -> list[Fit]:
        """Divide where more is left out than one passage bridges."""
        parts: list[list[Pair]] = [[]]
        run = 0
        for pair in fit.pairs:
            parts[-1].append(pair)
            if pair.own is None:
                run += 1
                continue
            if run and pair.other is not None and self._apart(pair.other - run, pair.other):
                parts[-1].pop()
                parts.append([pair])
            run = 0
        if len(parts) == 1:
            return [fit]
        return [self._or_alone(Fit(trimmed(part), fit.share, fit.bag)) for part in parts if trimmed(part)]

    def _apart(self, first: int, last: int) -> bool:
        """Tell whether what the words ``[first, last)`` part are two passages: it is long, or another speaker's."""
        if not 0 <= last - first <= BRIDGE:
            return True
        return last - first > _INTERJECTION and any(
            self.document.text[span.end - 1] == ":"
            for at in range(first, last + 1)
            for span in self.document.noise_before(at)
        )

    def _or_alone(self, fit: Fit) -> Fit:
        """Return the part, without its passage where too little speaks for that."""
        matched = [pair.own for pair in fit.pairs if self.matches(pair) and pair.own is not None]
        if len(matched) >= _LEAST_WORDS and sum(self.weights[own] for own in matched) >= _LEAST_WEIGHT:
            return fit
        return Fit([Pair(pair.own, None) for pair in fit.pairs if pair.own is not None], fit.share, fit.bag)

    def _joined(self, fits: list[Fit]) -> list[Fit]:
        """Make one of neighbours whose passages follow each other closely."""
        joined: list[Fit] = []
        for fit in fits:
            if joined:
                before, after = bounds(joined[-1].pairs), bounds(fit.pairs)
                if before is None or after is None or not self._apart(before[1], after[0]):
                    between = [] if before is None or after is None else range(before[1], after[0])
                    last = joined.pop()
                    pairs = [*last.pairs, *(Pair(None, other) for other in between), *fit.pairs]
                    joined.append(Fit(pairs, 0.0, 0.0))
                    continue
            joined.append(fit)
        return joined


def bounds(pairs: list[Pair]) -> tuple[int, int] | None:
    """Return the stretch ``[first, last)`` of the document's words that the pairs take."""
    taken = [pair.other for pair in pairs if pair.other is not None]
    return (taken[0], taken[-1] + 1) if taken else None


def _disjoint(fits: list[Fit]) -> list[Fit]:
    """Return the parts, without its passage each that shares words of the source with a longer one's."""
    kept: list[tuple[int, int]] = []
    disjoint = list(fits)
    for number in sorted(range(len(fits)), key=lambda number: (-len(fits[number].pairs), number)):
        taken = bounds(fits[number].pairs)
        if taken is None:
            continue
        if all(taken[1] <= first or taken[0] >= last for first, last in kept):
            kept.append(taken)
        else:
            pairs = [Pair(pair.own, None) for pair in fits[number].pairs if pair.own is not None]
            disjoint[number] = fits[number]._replace(pairs=pairs)
    return disjoint
