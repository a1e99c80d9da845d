"""One claim out of the case, through the checks, and what they find back into it.

What a claim is held against is found by the case's own index, so that an article that comes in needs no claim but its
own examined, and the claims it bears on learn of it.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from secondsource import casefile
from secondsource.casefile import Kept, findings
from secondsource.examine.examination import Beside, Examination, Held
from secondsource.examine.kept import examined, kept_beside
from secondsource.model import Check, Kind, Said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from secondsource.casefile import Case, Evidence
    from secondsource.checking import Document, Origins

_CANDIDATES: Final = 200  # claims that share telling words and are looked at
_COMPARED: Final = 40  # of them, the likest, whose relation is worked out
_DOCUMENTS: Final = 8  # prepared documents that are kept ready


class Basis(NamedTuple):
    """What was looked at for an examination: the claims that a search came upon, those that had found it, its sources.

    Claims by their numbers. Of both kinds, those that are neither the same nor related are not in the examination.
    """

    searched: frozenset[int]
    known: frozenset[int]
    primaries: tuple[Evidence, ...]


@dataclass
class Examiner:
    """Examines claims of one case, and keeps ready what several of them need."""

    case: Case
    _documents: OrderedDict[str, tuple[str, Document]] = field(default_factory=OrderedDict)

    def look(self, number: int) -> Examination | None:
        """Return what the checks say of the claim with this number now; None where it is listed no more.

        Reads only. Raises Stopped where ``case.interrupt`` is called meanwhile.
        """
        with casefile.stoppable():
            found = self.look_closely(number)
        return found and found[0]

    def examine(self, number: int) -> Examination | None:
        """Do as ``look`` does, and keep what was found in the case."""
        version = self.case.data_version
        found = self.look(number)
        if found is None:
            return None
        with self.case.write(), casefile.stoppable():
            if self.case.data_version == version:
                self.keep(found)
                return found
            return self.look_and_keep(number)  # somebody wrote meanwhile, perhaps what it was worked out from

    def look_and_keep(self, number: int) -> Examination | None:
        """Do as ``examine`` does, inside the caller's transaction."""
        found = self.look_closely(number)
        if found is None:
            return None
        self.keep(found[0])
        return found[0]

    def keep(self, found: Examination) -> None:
        """Keep what was found, inside the caller's transaction."""
        casefile.keep(self.case, findings.sealed(examined(found)), self.from_there(found), self.count_of(found))

    def look_closely(self, number: int) -> tuple[Examination, Basis] | None:
        """Return what the checks say of a claim, and what was looked at for that; None where it is listed no more."""
        from secondsource import checking

        said = casefile.said(self.case, [number]).get(number)
        if said is None:
            return None
        searched = self._searched(said)
        # What is kept of two claims is kept at both, whichever of them found the other; and how alike they are rests
        # on the two alone, not on what else is in the case, so that it is the same from both sides and at any time.
        known = casefile.found_by(self.case, number)
        others = casefile.said(self.case, {*searched, *known})
        beside = tuple(self.beside(said, others.values(), {**known, **searched}))
        primaries = self.primaries(said)
        found = Examination(
            said=said,
            held=tuple(self._held(said, primaries)),
            remarks=tuple(checking.unclear(said)),
            beside=beside,
            origins=origins([said, *(one.said for one in beside if one.relation is Check.SAME)]),
        )
        return found, Basis(frozenset(searched), frozenset(known), primaries)

    def _searched(self, said: Said) -> dict[int, str]:
        """Return the claims that are the likest by words and story: their numbers, each with its uid."""
        from secondsource import checking

        found = casefile.candidates(self.case, said.number, _CANDIDATES)
        hints = {one.number: one.hint for one in found}
        uids = {one.number: one.uid for one in found}
        likest = checking.rank(said.text, [(one.number, one.text) for one in found], hints)[:_COMPARED]
        return {one.number: uids[one.number] for one in likest}

    def beside(self, said: Said, others: Iterable[Said], uids: dict[int, str]) -> Iterator[Beside]:
        """Yield those of other claims that say the same or something related, the likest first."""
        from secondsource import checking

        by_number = {other.number: other for other in others}
        for one in checking.rank(said.text, [(other.number, other.text) for other in by_number.values()]):
            other = by_number[one.number]
            relation = checking.relation(said, other, one.score)
            if relation is not None:
                differences = tuple(checking.conflicts(said, other))
                yield Beside(uids[one.number], other, relation, one.score, differences)

    def primaries(self, said: Said) -> tuple[Evidence, ...]:
        """Return the primary sources that a claim is held against."""
        if said.kind is Kind.NARRATOR and not casefile.evidence_on(self.case, said.number):
            return ()
        return casefile.primaries(self.case, said.number)

    def _held(self, said: Said, primaries: Iterable[Evidence]) -> list[Held]:
        """Hold a claim against each of these primary sources, the likest first."""
        found = []
        for evidence in primaries:
            text, document = self._document(evidence)
            comparison = document.compare(said.text, said.kind)
            if comparison.check is Check.NOT_FOUND and evidence.article != said.article:
                continue  # what a source said elsewhere need not be in this document
            found.append(Held(evidence, text, comparison))
        return sorted(found, key=lambda held: (-held.comparison.likeness, held.evidence.uid))

    def _document(self, evidence: Evidence) -> tuple[str, Document]:
        from secondsource.checking import Document

        key = evidence.text or ""
        if key not in self._documents:
            text = casefile.copy_of(self.case, key).decode()
            self._documents[key] = text, Document(text)
            if len(self._documents) > _DOCUMENTS:
                self._documents.popitem(last=False)
        self._documents.move_to_end(key)
        return self._documents[key]

    def from_there(self, found: Examination) -> Callable[[int], tuple[Kept, ...]]:
        """Return what tells, for a claim beside the one examined, what is to be kept of the two at that claim."""
        from secondsource import checking

        beside = {one.said.number: one for one in found.beside}

        def kept(number: int) -> tuple[Kept, ...]:
            one = beside[number]
            differences = checking.conflicts(one.said, found.said)
            return tuple(kept_beside(found.said, one.relation, one.likeness, differences))

        return kept

    def count_of(self, found: Examination) -> Callable[[list[int]], int]:
        """Return what counts the origins of a statement by the claims that make it, which mostly are the same ones."""
        own = sorted([found.said.number, *(one.said.number for one in found.beside if one.relation is Check.SAME)])
        counts = {tuple(own): found.origins.count}

        def count(numbers: list[int]) -> int:
            known = tuple(numbers)
            if known not in counts:
                counts[known] = origins(casefile.said(self.case, numbers).values()).count
            return counts[known]

        return count


def origins(statement: Iterable[Said]) -> Origins:
    """Return who is behind a statement, by the claims that make it."""
    from secondsource import checking

    return checking.origins(sorted(statement, key=lambda said: said.number))
