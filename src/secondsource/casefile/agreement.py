"""How far reviewers agree beyond what chance would bring about.

Cohen's kappa is of two reviewers: J. Cohen, A coefficient of agreement for nominal scales, Educational and
Psychological Measurement 20, 1960. Krippendorff's alpha is of any number, each of whom may have left claims out: K.
Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, section C (nominal data).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reviewers: how many claims both decided, and on how many of those they agree.

    ``kappa`` is 1 for full agreement and 0 for what chance brings about; None where it is undefined, because both
    gave one and the same verdict throughout.
    """

    one: str
    other: str
    shared: int
    agreed: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Overall:
    """All reviewers together, over the claims that two or more of them decided.

    ``alpha`` is 1 for full agreement and 0 for what chance brings about; None where it is undefined, because there is
    no such claim or all verdicts are the same.
    """

    claims: int
    verdicts: int
    alpha: float | None


class Agreement:
    """Takes in one claim after another; what it holds grows with the reviewers, not with the claims."""

    def __init__(self) -> None:
        self._pairs: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
        self._units: Counter[tuple[tuple[str, int], ...]] = Counter()

    def add(self, verdicts: Mapping[str, str]) -> None:
        """Take in the verdicts on one claim, by reviewer."""
        if len(verdicts) < 2:
            return
        for one, other in combinations(sorted(verdicts), 2):
            self._pairs.setdefault((one, other), Counter())[verdicts[one], verdicts[other]] += 1
        self._units[tuple(sorted(Counter(verdicts.values()).items()))] += 1

    def pairs(self) -> tuple[Pair, ...]:
        """Return every two reviewers who decided a claim both, in the order of their names."""
        return tuple(
            Pair(*names, table.total(), sum(n for (a, b), n in table.items() if a == b), _kappa(table))
            for names, table in sorted(self._pairs.items())
        )

    def overall(self) -> Overall:
        """Return the agreement of all."""
        verdicts = sum(times * sum(count for _, count in unit) for unit, times in self._units.items())
        return Overall(self._units.total(), verdicts, _alpha(self._units))


def _kappa(table: Counter[tuple[str, str]]) -> float | None:
    """Return (observed - expected) / (1 - expected), where expected is what the shares of each one's verdicts give.

    Both sides are multiplied by the square of the number of claims, so that nothing is rounded before the end.
    """
    total = table.total()
    by_one: Counter[str] = Counter()
    by_other: Counter[str] = Counter()
    for (one, other), times in table.items():
        by_one[one] += times
        by_other[other] += times
    observed = total * sum(times for (one, other), times in table.items() if one == other)
    expected = sum(by_one[label] * by_other[label] for label in by_one)
    return None if expected == total * total else (observed - expected) / (total * total - expected)


def _alpha(units: Counter[tuple[tuple[str, int], ...]]) -> float | None:
    """Return 1 - observed / expected disagreement; ``units`` counts the claims by how often each label was given."""
    observed = 0.0
    labels: Counter[str] = Counter()
    for unit, times in units.items():
        given = sum(count for _, count in unit)
        observed += times * sum(count * (given - count) for _, count in unit) / (given - 1)
        for label, count in unit:
            labels[label] += times * count
    total = labels.total()
    expected = sum(count * (total - count) for count in labels.values())
    return None if expected == 0 else 1 - (total - 1) * observed / expected
