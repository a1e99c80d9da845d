"""One taking-apart of an article, by an engine or by hand, into the tables, sealed by its digest."""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from secondsource.casefile.log.seal import extraction_digest
from secondsource.casefile.numbering import place, within
from secondsource.casefile.state import sources
from secondsource.model import Kind, Source, Span, Spans

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

_GAP = " … "
_BASE32: Final = tuple("".join(pair) for pair in itertools.product("abcdefghijklmnopqrstuvwxyz234567", repeat=2))
_NAMES = (
    "uid", "kind", "source_text", "cue_text", "channel", "text", '"start"', '"end"', "speech", "confidence", "reason",
    "nature", "nature_reason", "source_name", "source_type", "source_role", "source_affiliation",
)  # fmt: skip
SEALED = ", ".join(f"claim.{name}" for name in _NAMES)
"""The columns of a claim that its extraction's digest covers."""
_INSERT_CLAIM = (
    f"insert into claim (id, article, extraction, {', '.join(_NAMES)}) values ({', '.join('?' * (len(_NAMES) + 3))})"
)


@dataclass(frozen=True, slots=True)
class Described:
    """A claim on its way into the case: its spans, and all that an extraction says of it."""

    content: Spans
    source: Spans = ()
    cue: Spans = ()
    kind: Kind = Kind.NARRATOR
    channel: str | None = None
    speech: bool = True
    confidence: float | None = None
    reason: str | None = None
    nature: str | None = None
    nature_reason: str | None = None
    speaker: Source | None = None

    @property
    def roles(self) -> Iterator[tuple[str, Span]]:
        """The spans with their roles."""
        for role, spans in (("source", self.source), ("cue", self.cue), ("content", self.content)):
            for span in spans:
                yield role, span

    def values(self, text: str, sha256: str) -> tuple[Any, ...]:
        """Return the columns of ``SEALED`` for this claim of the article with this text and hash."""
        speaker = self.speaker
        return (
            claim_uid(sha256, self.source, self.cue, self.content),
            self.kind.value,
            words_of(text, self.source) or None,
            words_of(text, self.cue) or None,
            self.channel,
            words_of(text, self.content),
            self.content[0].start,
            self.content[-1].end,
            int(self.speech),
            None if self.confidence is None else float(self.confidence),
            self.reason,
            self.nature,
            self.nature_reason,
            *((speaker.name, speaker.type.value, speaker.role, speaker.affiliation) if speaker else (None,) * 4),
        )


def store_extraction(
    connection: sqlite3.Connection,
    article: int,
    found: Iterable[Described],
    sha256: str,
    engine: str,
    version: str,
    coverage: str | None,
    text: str,
    *,
    listed: bool = False,
) -> tuple[str, list[int]]:
    """Store one taking-apart of an article; return its digest and its claims' numbers.

    ``listed`` tells whether its claims are listed from the start. One that is there already is left as it stands.
    """
    by_uid: dict[str, tuple[tuple[Any, ...], Described]] = {}
    for one in found:
        values = one.values(text, sha256)
        by_uid.setdefault(values[0], (values, one))
    claims = sorted(by_uid.values(), key=lambda pair: (pair[0][6], pair[0][7], pair[0][0]))
    digest = extraction_digest((sha256, engine, version, coverage), (values for values, _ in claims))
    known = connection.execute("select id from extraction where digest = ?", (digest,)).fetchone()
    if known:
        rows = connection.execute(
            "select id from claim where extraction = ? and id >= ? and id < ?",
            (*known, *within(article)),
        )
        return digest, [number for (number,) in rows]
    cursor = connection.execute(
        "insert into extraction (article, engine, engine_version, coverage, digest, chosen) values (?, ?, ?, ?, ?, 0)",
        (article, engine, version, coverage, digest),
    )
    extraction = int(cursor.lastrowid or 0)
    spans = [[(role, *span) for role, span in one.roles] for _, one in claims]
    sealed = [values for values, _ in claims]
    return digest, store_claims(connection, article, extraction, sha256, sealed, spans, listed=listed)


def store_claims(
    connection: sqlite3.Connection,
    article: int,
    extraction: int,
    sha256: str,
    claims: list[tuple[Any, ...]],
    spans: list[list[tuple[str, int, int]]],
    *,
    listed: bool = False,
) -> list[int]:
    """Store the claims of an extraction (``SEALED`` columns, and spans with roles of each); return their numbers."""
    taken = {
        number for (number,) in connection.execute("select id from claim where id >= ? and id < ?", within(article))
    }
    numbers = []
    for values in claims:
        number = place(article, values[6])
        while number in taken:
            number += 1
        taken.add(number)
        numbers.append(number)
    connection.executemany(
        _INSERT_CLAIM,
        ((number, article, extraction, *values) for number, values in zip(numbers, claims, strict=True)),
    )
    connection.executemany(
        "insert into span values (?, ?, ?, ?)",
        ((number, *span) for number, of_one in zip(numbers, spans, strict=True) for span in of_one),
    )
    known: dict[tuple[Any, ...], int | None] = {(None,) * 4: None}
    for values in claims:
        if values[-4:] not in known:
            known[values[-4:]] = sources.number_of(connection, sources.source_of(values[-4:]), sha256)
    connection.executemany(
        "insert into standing (claim, listed, orphan, source) values (?, ?, 0, ?)",
        ((number, listed, known[values[-4:]]) for number, values in zip(numbers, claims, strict=True)),
    )
    connection.executemany(
        "insert into claim_fts (rowid, text, source) values (?, ?, ?)",
        ((number, values[5], values[-4]) for number, values in zip(numbers, claims, strict=True)),
    )
    return numbers


def copy_extraction(
    there: sqlite3.Connection, here: sqlite3.Connection, digest: str, article: int, *, chosen: bool = False
) -> int:
    """Store the extraction with this digest of another file as one of the article with this number here.

    Its claims are listed where it is the ``chosen`` one. Return its number.
    """
    number, its_article, sha256, *columns = there.execute(
        "select extraction.id, article.id, sha256, engine, engine_version, coverage from extraction "
        "join article on article.id = article where digest = ?",
        (digest,),
    ).fetchone()
    cursor = here.execute(
        "insert into extraction (article, engine, engine_version, coverage, digest, chosen) values (?, ?, ?, ?, ?, ?)",
        (article, *columns, digest, chosen),
    )
    extraction = int(cursor.lastrowid or 0)
    spans: defaultdict[int, list[tuple[str, int, int]]] = defaultdict(list)
    for claim, role, start, end in there.execute(
        'select claim, role, "start", "end" from span where claim >= ? and claim < ?', within(its_article)
    ):
        spans[claim].append((role, start, end))
    claims = there.execute(
        f"select claim.id, {SEALED} from claim where id >= ? and id < ? and extraction = ? "
        'order by "start", "end", uid',
        (*within(its_article), number),
    ).fetchall()
    of_each = [spans[claim] for claim, *_ in claims]
    store_claims(here, article, extraction, sha256, [row[1:] for row in claims], of_each, listed=chosen)
    return extraction


def spans_of(connection: sqlite3.Connection, claim: int) -> dict[str, Spans]:
    """Return the spans of the claim with this number by their role, in the order of the text."""
    spans: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    for role, start, end in connection.execute(
        'select role, "start", "end" from span where claim = ? order by "start"', (claim,)
    ):
        spans[role].append(Span(start, end))
    return {role: tuple(found) for role, found in spans.items()}


def claim_uid(sha256: str, source: Spans, cue: Spans, content: Spans) -> str:
    """Return a claim's id: 12 characters (60 bits) of a SHA-256 over the article's hash and the claim's spans.

    The same article taken apart the same way gives the same ids on every machine.
    """
    spans = ["/".join([f"{start}-{end}" for start, end in role]) for role in (source, cue, content)]
    digest = hashlib.sha256(";".join((sha256, *spans)).encode()).digest()
    bits = int.from_bytes(digest[:8], "big") >> 4
    return "".join([_BASE32[bits >> place & 1023] for place in (50, 40, 30, 20, 10, 0)])


def words_of(text: str, spans: Spans) -> str:
    """Return the words at the spans; an ellipsis stands for what is between them."""
    return _GAP.join([text[start:end] for start, end in spans])
