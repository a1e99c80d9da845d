"""Articles and evidence in: reading, then extraction, then the case file, for one article or a folder of them."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from secondsource import casefile
from secondsource.model import Check, Span, Stance, UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from secondsource.casefile import Added, Case, Event
    from secondsource.model import Article, Extraction, Kind
    from secondsource.reading import Copy, Text

STDIN: Final = "-"
_MOST_MARKS: Final = 2_000  # time codes or pages that are kept of a text: of twenty hours, one for each half a minute
_SPEECH: Final = "press-conference.transcript"
_SPOKEN: Final = "pier moved centimetres"  # words of the sample's claim that this is the source of
INSTITUTIONS: Final = "SECONDSOURCE_INSTITUTIONS"


@dataclass(frozen=True, slots=True)
class Known:
    """What the person who adds an article knows of it; it goes before what the article itself says."""

    outlet: str | None = None
    title: str | None = None
    published: date | None = None
    url: str | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is known."""
        return self != Known()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one path or address: ``added``, or the ``fault`` in one line."""

    name: str
    added: Added | None = None
    fault: str | None = None


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


def read(place: str) -> Article:
    """Return the article that stands at a path, at an address, or on standard input (``-``).

    Raises UnusableInput where it can't be had.
    """
    from secondsource import reading

    if place == STDIN:
        return reading.read_bytes(sys.stdin.buffer.read(), "stdin")
    if reading.is_address(place):
        return reading.fetch(place)
    return reading.read_file(Path(place))


def extract(article: Article, engine: str | None = None) -> Extraction:
    """Return the attributions and narrator statements of an article; ``engine`` None is the standard one."""
    from secondsource import extraction

    return extraction.extract(article, engine or extraction.STANDARD, own_institutions())


def engines() -> dict[str, str | UnusableInput]:
    """Return the version of each extraction engine, or why it can't be used."""
    from secondsource import extraction

    found: dict[str, str | UnusableInput] = {}
    for engine in extraction.ENGINES:
        try:
            found[engine] = extraction.version_of(engine)
        except UnusableInput as fault:
            found[engine] = fault
    return found


def own_institutions() -> str:
    """Return the user's table of institutions, as ``extraction`` takes it; empty where there is none.

    It stands in the file that ``SECONDSOURCE_INSTITUTIONS`` names, else in ``secondsource/institutions.txt`` under
    ``XDG_CONFIG_HOME`` (``~/.config``). Raises UnusableInput for a file that can't be read or has a wrong line.
    """
    from secondsource.extraction.sources.institutions import table_of

    named = os.environ.get(INSTITUTIONS)
    base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    path = Path(named or f"{base}/secondsource/institutions.txt")
    try:
        path = path.expanduser()
        if not named and not path.is_file():
            return ""
        text = path.read_text(encoding="utf-8-sig")
        table_of(text)
    except UnicodeError:
        raise UnusableInput(f"{path} is no table of institutions: it is not UTF-8 text") from None
    except (OSError, RuntimeError) as fault:
        why = fault.strerror if isinstance(fault, OSError) else fault
        raise UnusableInput(f"{path}, the table of institutions, can't be read: {why}") from None
    except UnusableInput as fault:
        raise UnusableInput(f"{path}, {fault}") from None
    return text


def add(
    case: Case,
    article: Article,
    known: Known | None = None,
    *,
    engine: str | None = None,
    actor: str = "secondsource",
) -> Added:
    """Take one article apart and store it. One whose bytes the case knows is not taken apart again.

    ``actor`` is who adds it, for the log.
    """
    if casefile.is_known(case, article.sha256):
        return casefile.Added(claims=0, known=True)
    if known:
        article = replace(
            article,
            outlet=known.outlet or article.outlet,
            title=known.title or article.title,
            published=known.published or article.published,
            url=known.url or article.url,
        )
    return casefile.add_article(case, article, extract(article, engine), actor=actor)


def add_all(
    path: Path,
    found: Iterable[str],
    known: Known | None = None,
    *,
    engine: str | None = None,
    actor: str = "secondsource",
) -> Iterator[Outcome]:
    """Add each place that ``places`` found to the case at ``path`` and yield what became of it.

    A place that fails stops none of the rest. A case that is missing is made with the first article that can be
    read. A fault of the case itself (a full disk, say) is raised as UnusableInput: the rest would meet it too.
    """
    case = casefile.create_case(path) if path.exists() else None
    try:
        for place in found:
            try:
                article = read(place)
            except UnusableInput as fault:
                yield Outcome(place, fault=str(fault))
                continue
            case = case or casefile.create_case(path)
            yield Outcome(place, added=add(case, article, known, engine=engine, actor=actor))
    finally:
        if case:
            case.close()


@dataclass(frozen=True, slots=True)
class Piece:
    """Something read that is to be evidence: its copy, and the text read from that."""

    copy: Copy
    text: Text

    def passage_for(self, claim: str, kind: Kind) -> Span | None:
        """Return where in the text the words stand that come nearest to the claim's; None where none do."""
        from secondsource.checking import Document

        if not self.text.text:
            return None
        found = Document(self.text.text).compare(claim, kind)
        if found.check is Check.NOT_FOUND:
            return None
        return max(found.passage, key=lambda span: span.end - span.start, default=None)


def find_passage(text: str, words: str) -> Span | None:
    """Return where in a text these words stand, white space and capitals taken alike; None where they do not."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = re.search(pattern, text, re.IGNORECASE) if pattern else None
    return Span(*found.span()) if found else None


def read_evidence(
    place: str,
    *,
    robots: bool = True,
    proxy: bool = False,
    progress: Callable[[int, int | None], None] | None = None,
) -> Piece:
    """Return what stands at a path or an address, kept as it came, with the text that can be read from it.

    ``robots`` asks the site's robots.txt first; ``proxy`` goes by the proxy that the environment names. ``progress`` is
    called with the bytes that came and how many there are to be, None where that is not known; what it raises ends the
    transfer. Raises UnusableInput where there is nothing to be had.
    """
    from secondsource import reading

    if reading.is_address(place):
        copy = reading.fetch_copy(place, robots=robots, proxy=proxy, progress=progress)
    else:
        copy = reading.read_copy(Path(place))
    text = reading.text_of(copy.content, content_type=copy.content_type)
    return Piece(copy, text)


def attach(
    case: Case,
    claim: str,
    piece: Piece,
    *,
    reviewer: str,
    stance: Stance,
    primary: bool = False,
    passage: str | None = None,
) -> Event:
    """Keep a piece of evidence on the claim with this uid and return the event.

    ``passage`` are the words that count; where none are given, those that come nearest to the claim's are taken.
    """
    number = casefile.number_of(case, claim)
    said = casefile.said(case, [number]).get(number) if number is not None else None
    span = None
    if passage:
        span = find_passage(piece.text.text or "", passage)
    elif said is not None:
        span = piece.passage_for(said.text, said.kind)
    words = piece.text.text[span.start : span.end] if span and piece.text.text else passage
    return casefile.attach(
        case,
        claim,
        piece.copy.content,
        reviewer=reviewer,
        stance=stance,
        name=piece.copy.name,
        url=piece.copy.url,
        passage=words,
        span=span,
        primary=primary,
        fetched=piece.copy.fetched,
        content_type=piece.copy.content_type,
        text=piece.text.text,
        read_by=piece.text.how,
        marks=piece.text.marks[:: len(piece.text.marks) // _MOST_MARKS + 1],
    )


def add_sample(case: Case, *, actor: str = "secondsource") -> None:
    """Add the articles of the sample case, and what was really said at a press conference they report.

    What is there stays as it is.
    """
    from importlib.resources import files

    from secondsource import reading

    sample = {file.name: file for file in files("secondsource.sample").iterdir()}
    for name in sorted(name for name in sample if name.endswith(".txt")):
        add(case, reading.read_bytes(sample[name].read_bytes(), name.removesuffix(".txt")), actor=actor)
    speech = reading.Copy(sample[_SPEECH].read_bytes(), _SPEECH, None, None, None)
    piece = Piece(speech, reading.text_of(speech.content))
    for claim in casefile.claims(case, casefile.Filter(words=_SPOKEN)):
        known = any(event.kind == "evidence" for event in casefile.history(case, claim.claim))
        if claim.article.startswith("2-") and not known:
            attach(case, claim.claim, piece, reviewer=actor, stance=Stance.SUPPORTS, primary=True)
