"""Articles in: reading, then taking apart, then the case file, for one article or a folder of them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from secondsource import casefile
from secondsource.intake.taking_apart import take_apart
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from secondsource.casefile import Added, Case
    from secondsource.reading import Reading, Unread

T = TypeVar("T")

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

    @property
    def is_of_one(self) -> bool:
        """Whether it can be known of one article alone."""
        return bool(self.title or self.url)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article, or of a path or address without one: ``added``, or the ``fault`` in one line.

    ``name`` is the file's, or tells the place in it; ``form`` what one that is new was read as ("PDF").
    """

    name: str
    added: Added | None = None
    fault: str | None = None
    form: str = ""


def places(named: Iterable[str]) -> Iterator[str | Outcome]:
    """Yield every place that the named paths, folders, addresses and ``-`` stand for, folders opened on the way.

    A folder without articles, or that can't be opened, is an ``Outcome``.
    """
    from secondsource import reading

    for name in named:
        try:
            yield from reading.find_places(name)
        except UnusableInput as fault:
            yield Outcome(reading.shown(name), fault=str(fault))


def size_of(named: Iterable[str]) -> int | None:
    """Return the bytes of all files that are named or lie in a named folder; None where that can't be known."""
    from secondsource import reading

    total = 0
    for place in places(named):
        if isinstance(place, str):
            size = reading.size_of(place)
            if size is None and not Path(place).exists():  # an address, or standard input
                return None
            total += size or 0
    return total


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
    places: Iterable[str | Outcome], columns: Mapping[str, str] | None = None, *, annotations: bool = True
) -> Iterator[Reading | Outcome]:
    """Yield all articles of these places as ``read`` does, and an ``Outcome`` for each place or part that is none."""
    from secondsource import reading
    from secondsource.reading import Reading

    for place in places:
        if isinstance(place, Outcome):
            yield place
            continue
        try:
            for one in read(place, columns, annotations=annotations):
                yield one if isinstance(one, Reading) else Outcome(one.name, fault=f"{one.name}: {one.fault}")
        except UnusableInput as fault:
            yield Outcome(reading.shown(place), fault=str(fault))


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
    one = with_known(one, known)
    return casefile.add_article(case, one.article, take_apart(one, engine), one.original, actor=actor)


def with_known(one: Reading, known: Known | None) -> Reading:
    """Return an article with what is known of it besides."""
    if not known:
        return one
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


def only_one(found: Iterator[T], place: str) -> list[T]:
    """Return the one that is found at a place, or none. Raises UnusableInput where there are more."""
    first = list(itertools.islice(found, 2))
    if len(first) > 1:
        raise UnusableInput(f"{place} holds several articles; a title and an address belong to one")
    return first


def named_in(one: Reading) -> str:
    """Return what to call an article in messages: its place in a larger file, else its file's name."""
    return one.original.within or one.original.name


def is_case(place: str, case: Path) -> bool:
    """Tell whether a place is the case's own file: opening and closing it beside SQLite drops SQLite's locks."""
    try:
        return Path(place).samefile(case)
    except OSError:
        return False
