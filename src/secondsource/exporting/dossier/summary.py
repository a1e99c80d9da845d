"""What the top of a dossier says of all claims, and what links between them are called: a first walk over the case."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, NamedTuple

from secondsource import casefile
from secondsource.exporting.dossier.parts import To

if TYPE_CHECKING:
    from secondsource.exporting.release import Release
    from secondsource.model import Verdict


class Entry(NamedTuple):
    """An article in the table of contents; ``counts`` has its claims by verdict."""

    title: str
    outlet: str | None
    counts: Counter[Verdict | None]


@dataclass
class Summary:
    """The figures of a dossier, and the labels of its claims (8 bytes each, whatever their number).

    ``total`` counts the claims that there would be without a filter, ``last`` is the time of the last verdict that
    stands, empty where none does; ``reviewers`` counts the verdicts of each.
    """

    name: str
    file: str
    head: str
    total: int
    entries: list[Entry] = field(default_factory=list)
    counts: Counter[Verdict | None] = field(default_factory=Counter)
    reviewers: Counter[str] = field(default_factory=Counter)
    conflicts: int = 0
    signed: int = 0
    despite: int = 0
    last: str = ""
    withheld: int = 0
    protected: int = 0
    asked: list[tuple[str, str]] = field(default_factory=list)
    _numbers: array[int] = field(default_factory=lambda: array("q"))
    _firsts: dict[int, tuple[int, int]] = field(default_factory=dict)

    @property
    def claims(self) -> int:
        """How many claims the dossier has."""
        return len(self._numbers)

    def label(self, number: int) -> str | None:
        """Return what the dossier calls the claim with this number: "12", in one of several articles "2.12"."""
        place = bisect_left(self._numbers, number)
        if place == len(self._numbers) or self._numbers[place] != number:
            return None
        article, first = self._firsts[casefile.article_of(number)]
        return f"{article}.{place - first + 1}" if len(self.entries) > 1 else f"{place - first + 1}"

    def to(self, claim: str, number: int) -> To | None:
        """Return the way to a claim; None where the dossier does not hold it."""
        label = self.label(number)
        return None if label is None else To(claim, label)


def summary(release: Release) -> Summary:
    """Walk over all that may leave the case and return what is to be said of it at the top."""
    case = release.case
    found = Summary(
        name=release.words(case.path.stem),
        file=release.words(case.path.name),
        head=casefile.head(case),
        total=casefile.progress(case).total - len(release.withheld),
        withheld=len(release.withheld),
        protected=len(release.protected),
        asked=_asked(release),
    )
    for contents, claims in release.articles():
        counts: Counter[Verdict | None] = Counter(one.claim.verdict for one in claims)
        found.entries.append(Entry(contents.title or contents.name, contents.outlet, counts))
        found._firsts[contents.number] = (len(found.entries), len(found._numbers))
        found._numbers.extend(one.number for one in claims)
        found.counts += counts
        for one in claims:
            if one.claim.verdict and one.claim.reviewer:
                found.reviewers[release.words(one.claim.reviewer)] += 1
                found.last = max(found.last, one.claim.decided_at or "")
            found.signed += one.signed_by is not None
            found.conflicts += one.conflict is not None
            found.despite += one.despite is not None
    return found


def _asked(release: Release) -> list[tuple[str, str]]:
    """Return what the filter asked for, each condition with its name."""
    wanted = release.wanted
    if wanted is None:
        return []
    given = ((one.name.replace("_", " "), getattr(wanted, one.name)) for one in fields(wanted))
    return [(name, release.words(str(value))) for name, value in given if value is not None]
