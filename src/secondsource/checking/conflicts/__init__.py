"""Two claims held against each other, and what one claim alone leaves unclear.

Each rule module offers ``find(one, other)``, which yields findings on two claims, or ``remarks(said)``, which yields
those on one, or both; they run in one fixed order. What several of them read from a text stands in ``frames`` (words
and sentences), ``scenes`` (whether two sentences may tell of one event), ``figures`` and ``counts`` (numbers and what
they count), ``moments`` and ``when`` (times and what happened then).
"""

from __future__ import annotations

from secondsource.checking.conflicts import modality, names, negation, numbers, places, sources, times, units
from secondsource.model import Finding, Said

__all__ = ["conflicts", "unclear"]

_FINDERS = (
    numbers.find,
    units.find,
    times.find,
    places.find,
    names.find,
    negation.find,
    modality.find,
    sources.find,
)
_REMARKERS = (times.remarks, sources.remarks)


def conflicts(one: Said, other: Said) -> list[Finding]:
    """Find where two claims about one event can't both be right, in the order of ``one``'s words.

    ``own`` spans lie in ``one.text``, ``other`` spans in ``other.text``, in code points. Nothing is found where the
    claims don't seem to tell of one event.
    """
    if not one.text.strip() or not other.text.strip():
        return []
    found = [finding for find in _FINDERS for finding in find(one, other)]
    return sorted(found, key=lambda finding: (finding.own, finding.other, finding.rule))


def unclear(said: Said) -> list[Finding]:
    """Find what ``said`` leaves unclear, in the order of its words; ``own`` spans lie in ``said.text``."""
    found = [finding for remarks in _REMARKERS for finding in remarks(said)]
    return sorted(found, key=lambda finding: (finding.own, finding.rule))
