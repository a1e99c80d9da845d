"""What a worker does: documents in, articles taken apart and ready to be stored out. It knows no case."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from secondsource import __version__, casefile
from secondsource.intake.articles import Known, Outcome, named_in, only_one, with_known
from secondsource.intake.taking_apart import own_institutions, take_apart
from secondsource.model import UnusableInput
from secondsource.reading import Part, Reading, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.casefile import Prepared


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for all articles that are added at once.

    ``engine_version`` and ``version`` are of the program that asks: a worker that runs another one would store
    something else. ``institutions`` is the user's own table.
    """

    engine: str
    engine_version: str
    institutions: str
    known: Known
    version: str = __version__


@dataclass(frozen=True, slots=True)
class Ready:
    """An article that is ready to be stored."""

    name: str
    form: str
    prepared: Prepared


@dataclass(slots=True)
class Batch:
    """Documents that are worked at together and stored in one transaction, and outcomes of what came between them.

    ``size`` is what they have in bytes.
    """

    job: Job
    items: list[Part | Reading | Outcome] = field(default_factory=list)
    size: int = 0

    def each(self) -> list[Batch]:
        """Return a batch for each item."""
        return [Batch(self.job, [item]) for item in self.items]


def job(engine: str | None, known: Known | None) -> Job:
    """Return the job of this engine, None for the standard one. Raises UnusableInput where it can't be used."""
    from secondsource import extraction

    engine = engine or extraction.STANDARD
    return Job(engine, extraction.version_of(engine), own_institutions(), known or Known())


def prepare_batch(batch: Batch) -> list[Ready | Outcome]:
    """Return all articles of a batch, ready to be stored, with what became of the other items, in their order.

    Raises UnusableInput where the worker runs another version than the program that asks.
    """
    _check_version(batch.job)
    return [one for item in batch.items for one in _prepared(item, batch.job)]


@cache
def _check_version(job: Job) -> None:
    from secondsource import extraction

    own, asked = extraction.version_of(job.engine), job.engine_version
    if (__version__, own) != (job.version, asked):
        raise UnusableInput(
            f"a worker runs secondsource {__version__} (engine {job.engine} {own}) and this is {job.version} "
            f"({asked}): install the same on both"
        )


def _prepared(item: Part | Reading | Outcome, job: Job) -> Iterator[Ready | Outcome]:
    if isinstance(item, Outcome):
        yield item
        return
    name = name_of(item)
    try:
        found = list(_read(item, job.known))
    except UnusableInput as fault:
        yield Outcome(name, fault=str(fault))
        return
    except Exception as fault:  # one document that breaks a parser stops none of the rest
        yield Outcome(name, fault=_broken(name, "read", fault))
        return
    for one in found:
        if isinstance(one, Unread):
            yield Outcome(one.name, fault=f"{one.name}: {one.fault}")
            continue
        try:
            one = with_known(one, job.known)
            taken = take_apart(one, job.engine, job.institutions)
            yield Ready(named_in(one), one.form, casefile.prepare(one.article, taken, one.original))
        except UnusableInput:
            raise  # the engine can't be used, for any article
        except Exception as fault:  # as above
            yield Outcome(name, fault=_broken(named_in(one), "taken apart", fault))


def name_of(item: Part | Reading | Outcome) -> str:
    """Return what to call an item in messages."""
    if isinstance(item, Part):
        return item.within or item.name
    return item.name if isinstance(item, Outcome) else named_in(item)


def _read(item: Part | Reading, known: Known) -> Iterator[Reading | Unread]:
    """Yield what can be read of an item. Of what belongs to one article there is one alone."""
    from secondsource import reading

    if isinstance(item, Reading):
        yield item
        return
    found = reading.read_part(item)
    yield from only_one(found, item.what) if known.is_of_one else found


def _broken(name: str, what: str, fault: Exception) -> str:
    """Return the line that says where this program failed at a document."""
    where = traceback.extract_tb(fault.__traceback__)[-1]
    place = f"{where.filename.rpartition('secondsource/')[2]}:{where.lineno}"
    return f"{name} could not be {what}, which is this program's fault ({type(fault).__name__} in {place}); report it"
