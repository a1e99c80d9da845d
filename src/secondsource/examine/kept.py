"""What of an examination is kept in the case."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from secondsource import casefile
from secondsource.casefile import Examined, Kept
from secondsource.model import Check, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from secondsource.examine.examination import Examination
    from secondsource.model import Said

RULES: Final = "1"
"""The version of the rules: a change of what they find makes it another one, and every claim is examined afresh."""


def examined(found: Examination) -> Examined:
    """Return what is to be kept of an examination, at its own claim."""
    kept = [Kept(remark) for remark in found.remarks]
    kept += _kept_held(found)
    for one in found.beside:
        kept += kept_beside(one.said, one.relation, one.likeness, one.differences)
    return Examined(
        number=found.said.number,
        rules=RULES,
        inputs=_inputs(found),
        origins=found.origins.count,
        findings=casefile.in_order(kept),
    )


def _kept_held(found: Examination) -> Iterator[Kept]:
    """Yield how the claim stands to the primary source that comes nearest to it."""
    for held in found.held[:1]:
        comparison = held.comparison
        own = tuple(piece.own for piece in comparison.pieces if piece.weighty and piece.own.start < piece.own.end)
        finding = Finding(
            held.check,
            f"fidelity.{comparison.check.replace(' ', '-')}",
            comparison.words,
            own,
            comparison.passage,
        )
        yield Kept(finding, evidence=held.evidence.uid, likeness=comparison.likeness)


def kept_beside(other: Said, relation: Check, likeness: float, differences: Iterable[Finding]) -> Iterator[Kept]:
    """Yield what is to be kept of another claim, at a claim that it is so like and differs from in this."""
    alike = Finding(relation, "likeness", f"{likeness:.0f} of 100 alike in their words")
    yield Kept(alike, other=other.number, likeness=likeness)
    for difference in differences:
        yield Kept(difference, other=other.number)


def _inputs(found: Examination) -> str:
    """Return the SHA-256 of what a claim was examined for, and with: in hexadecimal. Those beside it have their own."""
    parts = [RULES, repr(found.said)]
    parts += [f"{held.evidence.uid} {held.evidence.text}" for held in found.held]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
