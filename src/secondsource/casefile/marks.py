"""Which checks found something at a claim, as one number: a bit for each check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from secondsource.model import Check

if TYPE_CHECKING:
    from collections.abc import Iterable

BIT: Final = {check: 1 << place for place, check in enumerate(Check)}
"""The bit of each check; one keeps its place for ever."""

UNFAITHFUL: Final = (Check.ALTERED, Check.CUT, Check.SPLICED, Check.NOT_FOUND)
"""What tells that a claim is not what its primary source says."""
DIFFERENCES: Final = (
    Check.NUMBER, Check.TIME, Check.PLACE, Check.NAME, Check.NEGATION, Check.MODALITY, Check.SOURCES,
)  # fmt: skip
"""What tells that two claims can't both be right."""


def bits(checks: Iterable[Check]) -> int:
    """Return the number that stands for these checks."""
    return sum(BIT[check] for check in set(checks))


def checks_of(marks: int) -> tuple[Check, ...]:
    """Return the checks that a number stands for."""
    return tuple(check for check, bit in BIT.items() if marks & bit)
