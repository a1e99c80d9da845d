"""Evidence in: reading, then finding the passage that counts, then the case file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from secondsource import casefile
from secondsource.model import Check, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from secondsource.casefile import Case, Event
    from secondsource.model import Kind, Stance
    from secondsource.reading import Copy, Text

_MOST_MARKS: Final = 2_000  # time codes or pages that are kept of a text: of twenty hours, one for each half a minute


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
