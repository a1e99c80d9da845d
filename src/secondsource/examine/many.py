"""Many claims examined: several processes look, one keeps what they find, in the order in which it was asked for.

What is kept is what examining one claim after another keeps, however many processes look. Whoever looks does not see
what is found at the same time, so the one that keeps makes up for it (``_Keeper``).
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from secondsource import casefile
from secondsource.casefile import Kept, findings
from secondsource.examine.examiner import Examiner, origins
from secondsource.examine.kept import RULES, examined, kept_beside
from secondsource.model import Check
from secondsource.workers import Lost, workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from secondsource.casefile import Case, Evidence
    from secondsource.casefile.findings import Sealed
    from secondsource.model import Said

_PIECE: Final = 50  # claims that a process looks at before it hands over what it found, and that are kept at once


class Piece(NamedTuple):
    """Claims to be looked at, by their numbers, and which version of the case's data the keeper saw before that."""

    path: Path
    version: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a process found at a claim, and what it rests on: claims by their numbers.

    ``searched`` and ``known`` are those of ``Basis``; ``beside`` are in the examination, ``same`` those of them that
    make the same statement; ``inputs`` is the SHA-256 of all that it was worked out from. ``there`` is what is to be
    kept of this one at others, and ``counts`` the origins of statements by who makes them, as far as they are foreseen.
    """

    found: Sealed
    searched: frozenset[int]
    known: frozenset[int]
    beside: frozenset[int]
    same: frozenset[int]
    inputs: str
    there: dict[int, tuple[Kept, ...]] = field(default_factory=dict)
    counts: dict[tuple[int, ...], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: so many claims; those ``lost`` are still to be examined, whoever looked at them died of it.

    It took so many ``seconds``, of which ``storing`` went to keeping what was found, in one process; ``jobs`` looked.
    """

    claims: int
    lost: tuple[int, ...]
    seconds: float
    storing: float
    jobs: int


def examine(
    case: Case, numbers: Iterable[int], progress: Callable[[int], None] | None = None, *, jobs: int = 1
) -> Done:
    """Examine the claims with these numbers in so many processes, and keep what is found.

    ``progress`` is called now and then with how many are done; what it raises stops the rest, and what was kept by
    then stays.
    """
    began, storing, done = time.perf_counter(), 0.0, 0
    lost: list[int] = []
    keeper = _Keeper(case)
    with workers(jobs) as team, _looking_here(case.path.absolute(), keeper.examiner):
        for piece, found in team.in_order(look_at, keeper.pieces(numbers)):
            if isinstance(found, Lost):
                found = []
                for number in piece.numbers:
                    alone = team.alone(look_at, piece._replace(numbers=(number,)))
                    if isinstance(alone, Lost):
                        lost.append(number)
                    else:
                        found += alone
            at = time.perf_counter()
            keeper.keep(piece, found)
            storing += time.perf_counter() - at
            done += len(piece.numbers)
            if progress:
                progress(done)
    return Done(done - len(lost), tuple(lost), time.perf_counter() - began, storing, jobs)


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


# By the case's path. A process that was started to look opens a case once, and ends with the work.
_examiners: dict[Path, Examiner] = {}


@contextlib.contextmanager
def _looking_here(path: Path, examiner: Examiner) -> Iterator[None]:
    """Have what is looked at in this process looked at by the case that is open."""
    _examiners[path] = examiner
    try:
        yield
    finally:
        del _examiners[path]


def look_at(piece: Piece) -> list[Looked]:
    """Return what the checks find at these claims, those that are listed no more left out. Reads only."""
    if piece.path not in _examiners:
        _examiners[piece.path] = Examiner(casefile.open_case(piece.path, reading=True))
    with casefile.stoppable():
        looked = [_looked(_examiners[piece.path], number) for number in piece.numbers]
    return [one for one in looked if one is not None]


def _looked(examiner: Examiner, number: int) -> Looked | None:
    look = examiner.look_closely(number)
    if look is None:
        return None
    found, basis = look
    looked = Looked(
        found=findings.sealed(examined(found)),
        searched=basis.searched,
        known=basis.known,
        beside=frozenset(one.said.number for one in found.beside),
        same=frozenset(one.said.number for one in found.beside if one.relation is Check.SAME),
        inputs=_inputs(found.said, (one.said for one in found.beside), basis.primaries),
    )
    from_there, count_of = examiner.from_there(found), examiner.count_of(found)

    def there(other: int) -> tuple[Kept, ...]:
        return looked.there.setdefault(other, from_there(other))

    def count(numbers: list[int]) -> int:
        return looked.counts.setdefault(tuple(numbers), count_of(numbers))

    findings.learnt(examiner.case, looked.found, there, count)
    for other in looked.found.others - basis.known:
        there(other)
    return looked


def _inputs(said: Said, beside: Iterable[Said], primaries: Iterable[Evidence]) -> str:
    """Return the SHA-256 of what a claim, those beside it and its primary sources say, in hexadecimal."""
    parts = [repr(said), *(repr(other) for other in sorted(beside, key=lambda other: other.number))]
    parts += [f"{evidence.uid} {evidence.text} {evidence.article}" for evidence in primaries]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


class _Keeper:
    """Keeps what others found, so that nothing tells that they looked before all that comes before was kept.

    A claim that was meanwhile found by another one has that one beside it too. Where somebody else wrote meanwhile,
    each claim is looked at again whose words, or those of what it was held against, are not what they were. What has
    been added since needs no second look: it waits to be examined itself, and the claims it bears on learn of it then.
    """

    def __init__(self, case: Case) -> None:
        self.examiner = Examiner(case)
        self._case = case
        # For claims that are being looked at: what those that were kept meanwhile found of them, by their numbers.
        self._ahead: dict[int, dict[int, tuple[Kept, ...]]] = {}

    def pieces(self, numbers: Iterable[int]) -> Iterator[Piece]:
        """Yield these claims to be looked at."""
        path, numbers = self._case.path.absolute(), iter(numbers)
        while some := tuple(itertools.islice(numbers, _PIECE)):
            self._ahead.update((number, {}) for number in some)
            yield Piece(path, self._case.data_version, some)

    def keep(self, piece: Piece, found: Iterable[Looked]) -> None:
        """Keep what was found at a piece's claims: all of it, or none."""
        with self._case.write(), casefile.stoppable():
            unchanged = self._case.data_version == piece.version
            if not unchanged:
                self._ahead = {number: {} for number in self._ahead}
            for looked in found:
                if not ((unchanged or self._holds(looked)) and self._keep(looked)):
                    self.examiner.look_and_keep(looked.found.number)
        for number in piece.numbers:
            self._ahead.pop(number, None)

    def _holds(self, looked: Looked) -> bool:
        """Tell whether what it was worked out from says now what it said."""
        number = looked.found.number
        saids = casefile.said(self._case, {number, *looked.beside})
        said = saids.pop(number, None)
        return said is not None and _inputs(said, saids.values(), self.examiner.primaries(said)) == looked.inputs

    def _keep(self, looked: Looked) -> bool:
        """Keep what was found at a claim; not where another one that had found it does so no more."""
        found = looked.found
        known = casefile.found_by(self._case, found.number).keys()
        if looked.known - looked.searched - known:
            return False
        new = known - looked.searched - looked.known
        if new:
            found = self._with(looked, new)
        casefile.keep(
            self._case, found, lambda other: self._there(looked, other), lambda numbers: self._count(looked, numbers)
        )
        for other, kept in looked.there.items():
            if other in self._ahead:
                self._ahead[other][found.number] = kept
        return True

    def _with(self, looked: Looked, new: Iterable[int]) -> Sealed:
        """Return what is to be kept at a claim that these, too, are beside."""
        was = findings.unsealed(looked.found)
        ahead = self._ahead.get(was.number, {})
        kept = [one for other in new for one in ahead.get(other) or self._beside(other, was.number)]
        same = {one.other for one in kept if one.finding.check is Check.SAME and one.other is not None}
        count = self._count(looked, sorted({was.number, *looked.same, *same})) if same else was.origins
        return findings.sealed(replace(was, findings=(*was.findings, *kept), origins=count))

    def _there(self, looked: Looked, other: int) -> tuple[Kept, ...]:
        """Return what is to be kept of a claim at another one."""
        return looked.there.get(other) or self._beside(looked.found.number, other)

    def _beside(self, number: int, other: int) -> tuple[Kept, ...]:
        """Return what is to be kept of one claim at another one that it is beside."""
        saids = casefile.said(self._case, [number, other])
        beside = self.examiner.beside(saids[other], [saids[number]], {number: ""})
        return tuple(
            kept for one in beside for kept in kept_beside(one.said, one.relation, one.likeness, one.differences)
        )

    def _count(self, looked: Looked, numbers: list[int]) -> int:
        """Return how many distinct origins a statement has that these claims make."""
        known = tuple(numbers)
        if known not in looked.counts:
            looked.counts[known] = origins(casefile.said(self._case, numbers).values()).count
        return looked.counts[known]
