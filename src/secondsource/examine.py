"""Does it hold? Claims out of the case, through the checks, and what they find back into it.

One claim at a time: what it is held against is found by the case's own index, so that an article that comes in needs no
claim but its own examined, and the claims it bears on learn of it.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from secondsource import casefile
from secondsource.casefile import Examined, Kept
from secondsource.model import Check, Comparison, Finding, Kind, Said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from secondsource.casefile import Case, Evidence
    from secondsource.checking import Document, Origins

RULES: Final = "1"
"""The version of the rules: a change of what they find makes it another one, and every claim is examined afresh."""

_CANDIDATES: Final = 200  # claims that share telling words and are looked at
_COMPARED: Final = 40  # of them, the likest, whose relation is worked out
_DOCUMENTS: Final = 8  # prepared documents that are kept ready


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
            return self._look(number)

    def _look(self, number: int) -> Examination | None:
        from secondsource import checking

        said = casefile.said(self.case, [number]).get(number)
        if said is None:
            return None
        beside = tuple(self._beside(said))
        return Examination(
            said=said,
            held=tuple(self._held(said)),
            remarks=tuple(checking.unclear(said)),
            beside=beside,
            origins=_origins([said, *(one.said for one in beside if one.relation is Check.SAME)]),
        )

    def examine(self, number: int) -> Examination | None:
        """Do as ``look`` does, and keep what was found in the case."""
        version = self.case.data_version
        found = self.look(number)
        if found is None:
            return None
        with self.case.write(), casefile.stoppable():
            if self.case.data_version != version:  # somebody wrote meanwhile, perhaps what it was worked out from
                found = self._look(number)
            if found is not None:
                casefile.keep(self.case, _examined(found), self._from_there(found), self._count_of(found))
        return found

    def _beside(self, said: Said) -> Iterator[Beside]:
        """Yield the claims that say the same or something related, the likest first."""
        from secondsource import checking

        found = casefile.candidates(self.case, said.number, _CANDIDATES)
        hints = {one.number: one.hint for one in found}
        likest = checking.rank(said.text, [(one.number, one.text) for one in found], hints)[:_COMPARED]
        uids = {one.number: one.uid for one in found}
        # What is kept of two claims is kept at both, whichever of them found the other; and how alike they are rests
        # on the two alone, not on what else is in the case, so that it is the same from both sides and at any time.
        known = casefile.found_by(self.case, said.number)
        others = casefile.said(self.case, {*(one.number for one in likest), *known})
        for one in checking.rank(said.text, [(other.number, other.text) for other in others.values()]):
            other = others[one.number]
            relation = checking.relation(said, other, one.score)
            if relation is not None:
                uid = uids.get(one.number) or known[one.number]
                yield Beside(uid, other, relation, one.score, tuple(checking.conflicts(said, other)))

    def _held(self, said: Said) -> list[Held]:
        """Hold a claim against each primary source of its source, the likest first."""
        if said.kind is Kind.NARRATOR and not casefile.evidence_on(self.case, said.number):
            return []
        found = []
        for evidence in casefile.primaries(self.case, said.number):
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

    def _from_there(self, found: Examination) -> Callable[[int], tuple[Kept, ...]]:
        """Return what tells, for a claim beside the one examined, what is to be kept of the two at that claim."""
        from secondsource import checking

        beside = {one.said.number: one for one in found.beside}

        def kept(number: int) -> tuple[Kept, ...]:
            one = beside[number]
            differences = checking.conflicts(one.said, found.said)
            return tuple(_kept_beside(found.said, one.relation, one.likeness, differences))

        return kept

    def _count_of(self, found: Examination) -> Callable[[list[int]], int]:
        """Return what counts the origins of a statement by the claims that make it, which mostly are the same ones."""
        own = sorted([found.said.number, *(one.said.number for one in found.beside if one.relation is Check.SAME)])
        counts = {tuple(own): found.origins.count}

        def count(numbers: list[int]) -> int:
            known = tuple(numbers)
            if known not in counts:
                counts[known] = _origins(casefile.said(self.case, numbers).values()).count
            return counts[known]

        return count


def examine(case: Case, numbers: Iterable[int], progress: Callable[[int], None] | None = None) -> int:
    """Examine the claims with these numbers and keep what is found; return how many there were.

    ``progress`` is called after each claim with how many are done; what it raises stops the rest, and what was
    examined by then is kept.
    """
    examiner = Examiner(case)
    done = 0
    for number in numbers:
        examiner.examine(number)
        done += 1
        if progress:
            progress(done)
    return done


def waiting(case: Case, most: int = 1000, after: int = -1, *, after_article: int = 0) -> list[int]:
    """Return the numbers of claims that are yet to be examined, or afresh, in reading order; at most so many.

    Those above the number ``after``, of articles above the number ``after_article``.
    """
    return casefile.unexamined(case, RULES, max(after, casefile.first_of(after_article + 1) - 1), most)


def all_waiting(case: Case) -> Iterator[int]:
    """Yield the numbers of all claims that are yet to be examined, while they are being examined."""
    after = -1
    while some := waiting(case, after=after):
        yield from some
        after = some[-1]


def waiting_count(case: Case) -> int:
    """Return how many claims are yet to be examined."""
    return casefile.unexamined_count(case, RULES)


def _origins(statement: Iterable[Said]) -> Origins:
    from secondsource import checking

    return checking.origins(sorted(statement, key=lambda said: said.number))


def _examined(found: Examination) -> Examined:
    kept = [Kept(remark) for remark in found.remarks]
    kept += _kept_held(found)
    for one in found.beside:
        kept += _kept_beside(one.said, one.relation, one.likeness, one.differences)
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


def _kept_beside(other: Said, relation: Check, likeness: float, differences: Iterable[Finding]) -> Iterator[Kept]:
    alike = Finding(relation, "likeness", f"{likeness:.0f} of 100 alike in their words")
    yield Kept(alike, other=other.number, likeness=likeness)
    for difference in differences:
        yield Kept(difference, other=other.number)


def _inputs(found: Examination) -> str:
    """Return the SHA-256 of what a claim was examined for, and with: in hexadecimal. Those beside it have their own."""
    parts = [RULES, repr(found.said)]
    parts += [f"{held.evidence.uid} {held.evidence.text}" for held in found.held]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
