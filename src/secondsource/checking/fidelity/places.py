"""Where in a document a claim may come from: the stretches that hold most of its rare words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from secondsource.checking.fidelity.document import UNKNOWN

if TYPE_CHECKING:
    from secondsource.checking.fidelity.document import Prepared

_MOST_HITS: Final = 8_000  # places of words looked at for one claim
_MOST_FEATURES: Final = 400  # distinct words of a claim looked for
_MOST_PLACES: Final = 4
_WORTH_A_LOOK: Final = 0.6  # of the best place's weight
BRIDGE: Final = 40  # words that may be left out between two parts of one passage


class Place(NamedTuple):
    """The words ``[first, last)`` of a document, and the weight of the claim's distinct words that they hold."""

    first: int
    last: int
    weight: float


def occurrences(text: str, wanted: str, most: int) -> list[int]:
    """Return where ``wanted`` begins in the text, the first ``most`` of the places."""
    found: list[int] = []
    at = text.find(wanted)
    while at >= 0 and len(found) < most:
        found.append(at)
        at = text.find(wanted, at + 1)
    return found


def places(document: Prepared, folded: str, weights: list[float]) -> list[Place]:
    """Return the stretches of the document that hold the most of these words, the best first."""
    worth: dict[str, float] = {}
    for character, weight in zip(folded, weights, strict=True):
        if character != UNKNOWN:
            worth[character] = weight
    hits: list[tuple[int, str]] = []
    chosen = sorted(worth, key=lambda character: (document.counts[character], character))[:_MOST_FEATURES]
    for character in chosen:
        if hits and len(hits) + document.counts[character] > _MOST_HITS:
            break
        hits += [(at, character) for at in occurrences(document.folded, character, _MOST_HITS)]
    if sum(worth[character] for character in {character for _, character in hits}) < 0.5 * sum(worth.values()):
        # Common words alone: where two of them meet is rarer.
        pairs = sorted({folded[at : at + 2] for at in range(min(len(folded) - 1, _MOST_FEATURES))})
        for pair in pairs:
            if UNKNOWN not in pair and len(hits) < 2 * _MOST_HITS:
                for at in occurrences(document.folded, pair, _MOST_HITS // 8):
                    hits += [(at, pair[0]), (at + 1, pair[1])]
        hits = list(dict.fromkeys(hits))
    hits.sort()
    return _densest(hits, worth, min(2 * len(folded) + 10, len(folded) + BRIDGE))


def _densest(hits: list[tuple[int, str]], worth: dict[str, float], length: int) -> list[Place]:
    """Return the stretches of at most ``length`` words with the most weight, none over another."""
    scored: list[tuple[float, int, int]] = []
    held: dict[str, int] = {}
    weight = best = 0.0
    first = 0
    for at, character in hits:
        if not held.get(character):
            weight += worth[character]
        held[character] = held.get(character, 0) + 1
        while at - hits[first][0] >= length:
            leaving = hits[first][1]
            held[leaving] -= 1
            if not held[leaving]:
                weight -= worth[leaving]
            first += 1
        if weight < _WORTH_A_LOOK * best:
            continue
        best = max(best, weight)
        # The fewer words a stretch takes, the better; the earlier of two that are alike.
        scored.append((-round(weight, 6), at - hits[first][0], hits[first][0]))
    scored.sort()
    found: list[Place] = []
    for negative, span, start in scored:
        if len(found) == _MOST_PLACES or -negative < _WORTH_A_LOOK * best:
            break
        if all(start + span < place.first or start >= place.last for place in found):
            found.append(Place(start, start + span + 1, -negative))
    return found
