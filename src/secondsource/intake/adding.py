"""Articles into a case, one or a hundred thousand: many processes take them apart, and this one alone writes.

Places are read here, and what the case knows already is passed over by its hash. The rest goes in batches to the
workers, and is stored in the order of reading, a batch in a transaction: the same articles make the same case,
however many workers there are, and after an interruption the same call goes on where the last batch was stored.
"""

from __future__ import annotations

import itertools
import time
from typing import TYPE_CHECKING, Final, TypeAlias

from secondsource import casefile
from secondsource.intake.articles import Known, Outcome, is_case, only_one
from secondsource.intake.preparing import Batch, Ready, job, name_of, prepare_batch
from secondsource.model import UnusableInput
from secondsource.workers import Lost, workers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from secondsource.casefile import Case
    from secondsource.reading import Part, Reading, Unread
    from secondsource.workers import Workers

_Found: TypeAlias = "Part | Reading | Unread | UnusableInput"

_PATIENCE: Final = 60  # seconds for another program that writes: hours of work wait for it
_MOST_ITEMS: Final = 16
_MOST_BYTES: Final = 64 * 1024  # of documents: a batch is a second's work or so, and that is what a kill may cost


class Adding:
    """One run of adding the articles at ``found``; iterate it once for what becomes of each.

    Meanwhile and afterwards it tells how it goes: ``processes`` is how many take articles apart, ``storing`` for how
    many seconds articles were stored, ``stored`` how many bytes of documents are through, ``packed`` whether some of
    them lay in an archive, of whose own bytes that says nothing. ``jobs`` and ``cluster`` are as for ``workers``,
    ``actor`` is who adds, for the log.
    """

    def __init__(
        self,
        path: Path,
        found: Iterable[str | Outcome],
        known: Known | None = None,
        *,
        columns: Mapping[str, str] | None = None,
        engine: str | None = None,
        actor: str = "secondsource",
        jobs: int = 1,
        cluster: str | None = None,
    ) -> None:
        self.processes = jobs
        self.storing = 0.0
        self.stored = 0
        self.packed = False
        self._path, self._found, self._columns, self._actor = path, found, columns or {}, actor
        self._job = job(engine, known)
        self._workers = jobs, cluster
        self._case: Case | None = None
        self._refused: list[Outcome] = []

    def __iter__(self) -> Iterator[Outcome]:
        """Add everything and yield what became of each article, in the order of reading.

        What fails stops none of the rest. A case that is missing is made with the first article that can be read. A
        fault of the case itself (a full disk, say) is raised as UnusableInput: the rest would meet it too.
        """
        if self._path.exists():
            self._open()
        try:
            with workers(*self._workers) as team:
                for batch, found in team.in_order(prepare_batch, self._batches()):
                    self.processes = team.count()
                    yield from self._store(self._one_by_one(batch, team) if isinstance(found, Lost) else found)
                    self.stored += batch.size
        finally:
            if self._case:
                self._case.close()

    def _open(self) -> Case:
        self._case = casefile.create_case(self._path)
        self._case.wait_at_most(_PATIENCE)
        return self._case

    def _batches(self) -> Iterator[Batch]:
        # What is known counts as what is not: the same articles make the same transactions.
        batch = Batch(self._job)
        for item, size in self._items():
            if batch.items and batch.size + size > _MOST_BYTES:
                yield batch
                batch = Batch(self._job)
            batch.items.append(item)
            batch.size += size
            if len(batch.items) >= _MOST_ITEMS:
                yield batch
                batch = Batch(self._job)
        if batch.items:
            yield batch

    def _items(self) -> Iterator[tuple[Part | Reading | Outcome, int]]:
        """Yield what is found at the places with its size in bytes."""
        from secondsource import reading
        from secondsource.reading import Part, Reading

        found = reading.read_ahead(self._readable(), columns=self._columns)
        for place, item in _alone(found) if self._job.known.is_of_one else found:
            while self._refused:
                yield self._refused.pop(0), 0
            if isinstance(item, UnusableInput):
                yield Outcome(reading.shown(place), fault=str(item)), 0
            elif isinstance(item, Part):
                self.packed = self.packed or item.within is not None
                yield self._unless_known(item, item.sha256), item.size
            elif isinstance(item, Reading):
                self.packed = self.packed or place.endswith(".gz")
                yield self._unless_known(item, item.article.sha256), len(item.original.content)
            else:
                yield Outcome(item.name, fault=f"{item.name}: {item.fault}"), 0
        for refused in self._refused:
            yield refused, 0

    def _readable(self) -> Iterator[str]:
        """Yield the places that can be tried; what can't is set aside as refused."""
        for place in self._found:
            if isinstance(place, Outcome):
                self._refused.append(place)
            elif is_case(place, self._path):
                self._refused.append(Outcome(place, fault=f"{place} is the case itself; name an article"))
            else:
                yield place

    def _unless_known(self, item: Part | Reading, sha256: str) -> Part | Reading | Outcome:
        if self._case is not None and casefile.is_known(self._case, sha256):
            return Outcome(name_of(item), casefile.Added(claims=0, known=True))
        return item

    def _one_by_one(self, batch: Batch, team: Workers) -> Iterator[Ready | Outcome]:
        """Yield what becomes of each item of a batch at which two processes died: one of them is the cause."""
        for one in batch.each():
            found = team.alone(prepare_batch, one)
            if isinstance(found, Lost):
                name = name_of(one.items[0])
                yield Outcome(name, fault=f"{name} ended every process that read it (too little memory?); left out")
            else:
                yield from found

    def _store(self, found: Iterable[Ready | Outcome]) -> Iterator[Outcome]:
        """Store what is ready in one transaction and yield what became of all."""
        some = list(found)
        ready = [one for one in some if isinstance(one, Ready)]
        added: list[casefile.Added] = []
        if ready:
            case = self._case or self._open()
            began = time.monotonic()
            added = casefile.add_articles(case, [one.prepared for one in ready], actor=self._actor)
            self.storing += time.monotonic() - began
        became = iter(added)
        for one in some:
            if isinstance(one, Ready):
                what = next(became)
                yield Outcome(one.name, what, form="" if what.known else one.form)
            else:
                yield one


def _alone(found: Iterator[tuple[str, _Found]]) -> Iterator[tuple[str, _Found]]:
    """Yield what is found of a place that holds one article alone."""
    from secondsource import reading

    first = next(found, None)
    if first is None:
        return
    place, _ = first
    try:
        yield from only_one(itertools.chain((first,), found), reading.shown(place))
    except UnusableInput as fault:
        yield place, fault
