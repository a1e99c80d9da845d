"""Articles in: reading, then taking apart, then the case file, for one article or a folder of them."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from secondsource import casefile
from secondsource.intake.taking_apart import take_apart
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from secondsource.casefile import Added, Case
    from secondsource.model import Extraction
    from secondsource.reading import Reading, Unread

STDIN: Final = "-"
_AT_ONCE: Final = 50  # articles that are stored together
_LONGEST_WAIT: Final = 1.0  # seconds that an article waits for others


@dataclass(frozen=True, slots=True)
class Known:
    """What the person who adds an article knows of it; it goes before what the article itself says."""

    outlet: str | None = None
    title: str | None = None
    published: date | None = None
    url: str | None = None
    author: str | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is known."""
        return self != Known()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article, or of a path or address without one: ``added``, or the ``fault`` in one line.

    ``name`` is the file's, or tells the place in it; ``form`` what it was read as ("PDF").
    """

    name: str
    added: Added | None = None
    fault: str | None = None
    form: str = ""


def places(named: Iterable[str]) -> list[str]:
    """Return every article that the named paths, folders, addresses and ``-`` stand for, folders opened.

    Raises UnusableInput for a folder without articles.
    """
    from secondsource import reading

    found: list[str] = []
    for name in named:
        if name != STDIN and not reading.is_address(name) and Path(name).is_dir():
            found += (str(path) for path in reading.find_articles(Path(name)))
        else:
            found.append(name)
    return found


def chosen_columns(pairs: Iterable[str]) -> dict[str, str]:
    """Return the columns of a table by the fields of an article, from pairs such as "title=Headline".

    Raises UnusableInput for what is no pair, or no field.
    """
    from secondsource.reading.formats.fields import chosen_fields

    columns = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals or not column:
            raise UnusableInput(f"{pair} names no column; write FIELD=COLUMN, such as title=Headline")
        columns[field] = column
    return chosen_fields(columns)


def read(
    place: str, columns: Mapping[str, str] | None = None, *, annotations: bool = True
) -> Iterator[Reading | Unread]:
    """Yield the articles at a path, at an address, or on standard input (``-``), and what of it can't be read.

    ``columns`` leads from the fields of an article to the columns of a table; ``annotations`` tells whether what people
    marked beside a text is read with it. Raises UnusableInput where nothing can be
    had.
    """
    from secondsource import reading

    yield from reading.read(place, columns=columns or {}, annotations=annotations)


def read_all(
    places: Iterable[str], columns: Mapping[str, str] | None = None, *, annotations: bool = True
) -> Iterator[Reading | Outcome]:
    """Yield all articles of these places as ``read`` does, and an ``Outcome`` for each place or part that is none."""
    from secondsource.reading import Reading

    for place in places:
        try:
            for one in read(place, columns, annotations=annotations):
                yield one if isinstance(one, Reading) else Outcome(one.name, fault=f"{one.name}: {one.fault}")
        except UnusableInput as fault:
            yield Outcome(place, fault=str(fault))


def add(
    case: Case,
    one: Reading,
    known: Known | None = None,
    *,
    engine: str | None = None,
    actor: str = "secondsource",
) -> Added:
    """Take one article apart and store it with its original. One whose bytes the case knows is not taken apart again.

    ``actor`` is who adds it, for the log.
    """
    if casefile.is_known(case, one.article.sha256):
        return casefile.Added(claims=0, known=True)
    if known:
        one = _with(one, known)
    return casefile.add_article(case, one.article, take_apart(one, engine), one.original, actor=actor)


def _with(one: Reading, known: Known) -> Reading:
    article = one.article
    told = replace(
        article,
        outlet=known.outlet or article.outlet,
        title=known.title or article.title,
        author=known.author or article.author,
        published=known.published or article.published,
        url=known.url or article.url,
    )
    return replace(one, article=told)


def add_all(
    path: Path,
    found: Iterable[str],
    known: Known | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    engine: str | None = None,
    actor: str = "secondsource",
) -> Iterator[Outcome]:
    """Add all articles of each place that ``places`` found to the case at ``path`` and yield what became of them.

    What fails stops none of the rest. Small articles are stored several at a time. A case that is missing is made with
    the first article that can be read. A fault of the case itself (a full disk, say) is raised as UnusableInput: the
    rest would meet it too.
    """
    from secondsource.reading import Reading

    case = casefile.create_case(path) if path.exists() else None
    group = _Group()
    try:
        for place in found:
            for one in _readings(place, path, known, columns):
                if not isinstance(one, Reading):
                    yield one
                    continue
                case = case or casefile.create_case(path)
                if casefile.is_known(case, one.article.sha256):
                    yield Outcome(_name_of(one), casefile.Added(claims=0, known=True), form=one.form)
                    continue
                one = _with(one, known) if known else one
                group.put(one, take_apart(one, engine))
                if group.is_full:
                    yield from group.store(case, actor)
        if case is not None:
            yield from group.store(case, actor)
    finally:
        if case:
            case.close()


class _Group:
    """Articles that are stored together, until there are enough of them, or the first has waited long enough."""

    def __init__(self) -> None:
        self._some: list[tuple[Reading, Extraction]] = []
        self._since = 0.0

    def put(self, one: Reading, extraction: Extraction) -> None:
        """Put one more into the group."""
        self._since = self._since if self._some else time.monotonic()
        self._some.append((one, extraction))

    @property
    def is_full(self) -> bool:
        """Whether it is time to store them."""
        return len(self._some) >= _AT_ONCE or time.monotonic() - self._since > _LONGEST_WAIT

    def store(self, case: Case, actor: str) -> Iterator[Outcome]:
        """Store them, all or none, and yield what became of each."""
        some, self._some = self._some, []
        stored = casefile.add_articles(case, ((one.article, found, one.original) for one, found in some), actor=actor)
        for (one, _), added in zip(some, stored, strict=True):
            yield Outcome(_name_of(one), added, form=one.form)


def _name_of(one: Reading) -> str:
    return one.original.within or one.original.name


def _readings(
    place: str, case: Path, known: Known | None, columns: Mapping[str, str] | None
) -> Iterator[Reading | Outcome]:
    """Yield what can be read at a place, as ``read_all`` does. Of what belongs to one article there is one alone."""
    if _is_case(place, case):
        yield Outcome(place, fault=f"{place} is the case itself; name an article")
        return
    found = read_all([place], columns)
    if known and (known.title or known.url):
        first = list(itertools.islice(found, 2))
        if len(first) > 1:
            yield Outcome(place, fault=f"{place} holds several articles; a title and an address belong to one")
            return
        yield from first
    yield from found


def _is_case(place: str, case: Path) -> bool:
    """Tell whether a place is the case's own file: opening and closing it beside SQLite drops SQLite's locks."""
    try:
        return Path(place).samefile(case)
    except OSError:
        return False
