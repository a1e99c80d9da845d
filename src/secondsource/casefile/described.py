"""Claims on their way into the case: one as an engine or a hand describes it, and all of one taking-apart, sealed."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from secondsource.casefile.log.seal import extraction_digest
from secondsource.casefile.state.sources import key_of, source_of
from secondsource.model import Kind, Source, Span, Spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_GAP = " … "
_BASE32: Final = tuple("".join(pair) for pair in itertools.product("abcdefghijklmnopqrstuvwxyz234567", repeat=2))
COLUMNS: Final = (
    "uid", "kind", "source_text", "cue_text", "channel", "text", '"start"', '"end"', "speech", "confidence", "reason",
    "nature", "nature_reason", "source_name", "source_type", "source_role", "source_affiliation",
)  # fmt: skip
SEALED: Final = ", ".join(f"claim.{name}" for name in COLUMNS)
"""The columns of a claim that its extraction's digest covers."""
Values = tuple[Any, ...]
"""What a claim has in these columns."""
NamedSource = tuple[str, str, str, str | None, str | None]
"""A source's key, name, type, role and affiliation."""


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

    def values(self, text: str, sha256: str) -> Values:
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
            None if self.nature is None else str(self.nature),
            self.nature_reason,
            *((speaker.name, speaker.type.value, speaker.role, speaker.affiliation) if speaker else (None,) * 4),
        )


@dataclass(frozen=True, slots=True)
class TakenApart:
    """One taking-apart of an article, by an engine or by hand, sealed by its digest: plain values, quick to pickle.

    ``claims`` are the ``SEALED`` columns of each claim, in the order of start, end and uid; ``spans`` tell the place of
    their claim among these, then role, start and end; ``sources`` are the key, name, type, role and affiliation of all
    that the claims name, in the order in which they come. ``coverage`` is JSON.
    """

    sha256: str
    engine: str
    version: str
    coverage: str | None
    digest: str
    claims: tuple[Values, ...]
    spans: tuple[tuple[int, str, int, int], ...]
    sources: tuple[NamedSource, ...]

    def described(self) -> Iterator[Described]:
        """Yield its claims as they were described."""
        spans: list[dict[str, list[Span]]] = [{"source": [], "cue": [], "content": []} for _ in self.claims]
        for place, role, start, end in self.spans:
            spans[place][role].append(Span(start, end))
        for values, of_one in zip(self.claims, spans, strict=True):
            yield described_by(values, {role: tuple(found) for role, found in of_one.items()})


def seal_claims(
    found: Iterable[Described], text: str, sha256: str, engine: str, version: str, coverage: str | None
) -> TakenApart:
    """Return a taking-apart of the article with this text and hash; of claims with the same spans the first counts."""
    by_uid: dict[str, tuple[Values, Described]] = {}
    for one in found:
        values = one.values(text, sha256)
        by_uid.setdefault(values[0], (values, one))
    claims = sorted(by_uid.values(), key=lambda pair: (pair[0][6], pair[0][7], pair[0][0]))
    sealed = tuple(values for values, _ in claims)
    digest = extraction_digest((sha256, engine, version, coverage), sealed)
    spans = tuple((place, role, *span) for place, (_, one) in enumerate(claims) for role, span in one.roles)
    return TakenApart(sha256, engine, version, coverage, digest, sealed, spans, sources_of(sealed, sha256))


def sources_of(claims: Iterable[Values], sha256: str) -> tuple[NamedSource, ...]:
    """Return the sources of claims of one article, as ``TakenApart`` has them."""
    named = dict.fromkeys(values[-4:] for values in claims if values[-4] is not None)
    return tuple((key_of(source_of(columns), sha256), *columns) for columns in named)


def described_by(values: Values, spans: Mapping[str, Spans]) -> Described:
    """Return the claim that has these values in the columns of ``SEALED``, and these spans by their role."""
    _, kind, _, _, channel, _, _, _, speech, confidence, reason, nature, nature_reason, *speaker = values
    return Described(
        content=spans["content"],
        source=spans["source"],
        cue=spans["cue"],
        kind=Kind(kind),
        channel=channel,
        speech=bool(speech),
        confidence=confidence,
        reason=reason,
        nature=nature,
        nature_reason=nature_reason,
        speaker=source_of(tuple(speaker)) if speaker[0] else None,
    )


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
