"""What the checks say of one claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from secondsource.model import Check

if TYPE_CHECKING:
    from secondsource.casefile import Evidence
    from secondsource.checking import Origins
    from secondsource.model import Comparison, Finding, Said


@dataclass(frozen=True, slots=True)
class Beside:
    """Another claim beside the one examined: how alike they are (0 to 100), and in what they differ."""

    uid: str
    said: Said
    relation: Check
    likeness: float
    differences: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A claim held against one of its primary sources: what was read from it, and how the two compare."""

    evidence: Evidence
    text: str
    comparison: Comparison

    @property
    def check(self) -> Check:
        """How the claim stands to the source: a report that changes a number, a name or a negation is altered too."""
        check = self.comparison.check
        if check is Check.PARAPHRASE and any(piece.weighty for piece in self.comparison.pieces):
            return Check.ALTERED
        return check


@dataclass(frozen=True, slots=True)
class Examination:
    """All that the checks say of one claim.

    ``held`` compares it with its primary sources, the likest first; ``remarks`` are on the claim alone; ``beside``
    holds the claims that make the same statement or a related one; ``origins`` tells who is behind the statement.
    """

    said: Said
    held: tuple[Held, ...]
    remarks: tuple[Finding, ...]
    beside: tuple[Beside, ...]
    origins: Origins

    @property
    def conflicting(self) -> tuple[Beside, ...]:
        """The claims that can't be right together with this one."""
        return tuple(one for one in self.beside if one.differences)

    @property
    def same(self) -> tuple[Beside, ...]:
        """The claims that make the same statement and contradict nothing in it."""
        return tuple(one for one in self.beside if one.relation is Check.SAME and not one.differences)

    @property
    def related(self) -> tuple[Beside, ...]:
        """The claims that are about the same things."""
        return tuple(one for one in self.beside if one.relation is Check.RELATED and not one.differences)
