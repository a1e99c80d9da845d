"""Text that one outlet took over from another: the same words in a row.

Newspapers print a wire's sentences whole, so long runs of the same words betray a copy where no credit does. Of 165
pairs of war reports on one event by different outlets 33 share a run of 12 words, as many as share 10; of 8,995 pairs a
month or more apart 15 do, each a stock sentence on the war's history, and 28 share 10. Of the sentences around their
claims 27 of 325 pairs on one event do, all of them copies, and none of 18,939 others (``bench_origins.py --copying``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from secondsource.model import Span

# So many words in a row are the same by copying, and seldom by chance.
RUN = 12
# A run is looked for by its first words; two runs with at most so many other words between them are one stretch.
_SHINGLE = 5
_GAP = 3
# A shingle is looked up in so many places at most, which keeps repetitive text from taking long.
_PLACES = 8
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTATION = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"")


class _Word(NamedTuple):
    text: str
    span: Span


def words_of(text: str) -> list[_Word]:
    """The words of ``text`` in lower case, without apostrophes, each with where it stands."""
    return [_Word(_plain(m.group()), Span(m.start(), m.end())) for m in _WORD.finditer(text)]


@lru_cache(maxsize=1024)  # a claim is looked at once for itself, and once for each claim beside it
def runs_of(text: str) -> frozenset[str]:
    """Every run of ``RUN`` words in ``text`` outside quotation marks: two outlets may quote one speech."""
    found: set[str] = set()
    for part in _QUOTATION.sub("\n\n", text).split("\n\n"):
        words = [_plain(word) for word in _WORD.findall(part)]
        found.update(" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
    return frozenset(found)


def _plain(word: str) -> str:
    return word.lower().replace("'", "").replace("’", "")


def copied(one: str, other: str) -> list[tuple[Span, Span]]:
    """The stretches of at least ``RUN`` words that ``one`` and ``other`` have in common, in the order of ``one``.

    A stretch may skip up to three words on either side, as an editor does. Spans count code points of the two texts.
    Takes time in proportion to their length.
    """
    a, b = words_of(one), words_of(other)
    places: dict[tuple[str, ...], list[int]] = {}
    for j in range(len(b) - _SHINGLE + 1):
        at = places.setdefault(tuple(w.text for w in b[j : j + _SHINGLE]), [])
        if len(at) < _PLACES:
            at.append(j)
    stretches: list[list[int]] = []  # first and last word in one, first and last in other, words in common
    i = 0
    while i + _SHINGLE <= len(a):
        length, j = _longest(a, b, i, places.get(tuple(w.text for w in a[i : i + _SHINGLE]), []))
        if not length:
            i += 1
            continue
        last = stretches[-1] if stretches else None
        if last and i - last[1] <= _GAP and 0 <= j - last[3] <= _GAP:
            last[1], last[3], last[4] = i + length, j + length, last[4] + length
        else:
            stretches.append([i, i + length, j, j + length, length])
        i += length
    return [
        (Span(a[i].span.start, a[k - 1].span.end), Span(b[j].span.start, b[m - 1].span.end))
        for i, k, j, m, common in stretches
        if common >= RUN
    ]


def _longest(a: list[_Word], b: list[_Word], i: int, places: list[int]) -> tuple[int, int]:
    """The length of the longest run of the same words from ``i`` on, and where it begins in ``b``; 0 for none."""
    best = (0, 0)
    for j in places:
        n = _SHINGLE
        while i + n < len(a) and j + n < len(b) and a[i + n].text == b[j + n].text:
            n += 1
        if n > best[0]:
            best = (n, j)
    return best
