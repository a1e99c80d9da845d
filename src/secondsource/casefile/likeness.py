"""How much of one text is in another, by their runs of three words, and how to know cheaply that it is little.

Most articles of one name are no versions of each other (an archive may hold a hundred thousand that are all called
"index"). A small sample of each text tells so: the runs of lowest hash (bottom-k sketches; Broder 1997, "On the
resemblance and containment of documents").
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_right
from math import sqrt
from typing import Final

ALIKE: Final = 0.5  # of the shorter text's runs: fewer, and two texts of one name are two articles
_RUN: Final = 3  # words
_ALL: Final = 1 << 32  # above all hashes
_SAMPLE: Final = 256  # runs
_SURE: Final = 2.4  # times the root of a sample's size: 4.8 standard deviations of what it has of a half


def alike(one: str, other: str) -> float:
    """Return the share of the shorter text's runs of three words that the other has too (Broder's containment)."""
    here, there = _runs(one), _runs(other)
    return len(here & there) / max(min(len(here), len(there)), 1)


def sketch_of(text: str) -> bytes:
    """Return the sample of a text, for ``Sketch``."""
    hashes = sorted({zlib.crc32("\n".join(run).encode()) for run in _runs(text)})
    return array("I", hashes[:_SAMPLE]).tobytes()


class Sketch:
    """The sample of a text, ready to be compared."""

    def __init__(self, sample: bytes) -> None:
        self._hashes = array("I", sample)
        self._set = frozenset(self._hashes)
        # Up to here the sample has all runs of its text.
        self._reach = self._hashes[-1] if len(self._hashes) == _SAMPLE else _ALL

    def may_be_like(self, other: Sketch) -> bool:
        """Tell whether the two texts may be ``ALIKE``: of a million pairs that are, it denies one or so."""
        reach = min(self._reach, other._reach)
        fewer = min(bisect_right(self._hashes, reach), bisect_right(other._hashes, reach))
        doubt = 0.0 if reach == _ALL else _SURE * sqrt(fewer)
        return len(self._set & other._set) >= ALIKE * fewer - doubt


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    return set(zip(*(words[start:] for start in range(_RUN)), strict=False)) or {tuple(words)}
