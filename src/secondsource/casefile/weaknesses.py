"""What speaks against calling claims corroborated: of this a reviewer is warned, and never kept from it.

The rule, as desks have it: at least two distinct origins, a primary source, no conflict left open, a rationale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from secondsource.casefile.filters import GIVEN, given
from secondsource.casefile.marks import DIFFERENCES, bits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secondsource.casefile.file import Case

WEAKNESSES: Final = {
    "single-origin": "a single origin",
    "no-primary-source": "no primary source attached",
    "open-conflict": "another claim that conflicts with it",
    "no-rationale": "no rationale",
}
"""What each weakness is called in settings and in the log, and in words."""

_HAS_PRIMARY: Final = (
    "select 1 from standing as there, json_each(there.evidence) where there.listed and there.evidence is not null "
    "and substr(value, 1, instr(value, ':')) like '% (primary source):' and there."
)
_COUNTS: Final = f"""
    select total(coalesce(examined.origins, 1) < 2),
        total(not exists ({_HAS_PRIMARY}claim = standing.claim)
            and not exists ({_HAS_PRIMARY}source = standing.source)),
        total(coalesce(examined.marks, 0) & {bits(DIFFERENCES)} <> 0),
        total(standing.rationale is null)
    from standing left join examined on examined.claim = standing.claim
    where standing.claim in {GIVEN}
"""


def weaknesses(case: Case, numbers: Iterable[int]) -> dict[str, int]:
    """Return how many of the claims with these numbers have each weakness, by its name; those that none has are left.

    A claim that is yet to be examined counts as one of a single origin. About 10 µs a claim.
    """
    row = case.connection.execute(_COUNTS, (given(numbers),)).fetchone()
    return {name: int(count) for name, count in zip(WEAKNESSES, row, strict=True) if count}
