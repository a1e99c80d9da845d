"""The words of the field as frozen dataclasses and enums.

Every offset here counts Unicode code points of ``Article.text``, which is the text as it was read and is
never normalised. The attribution terms (source, cue, content) are those of PARC and PolNeAR.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple


class UnusableInput(Exception):  # noqa: N818 - it names the input's fault, not the program's
    """Something from outside that can't be used. The message is one line and says what to do."""


class Damaged(UnusableInput):
    """A case file that is not whole any more."""


class Locked(UnusableInput):
    """A case file that another program keeps locked for writing; the same may work a moment later."""


class Stopped(Exception):  # noqa: N818
    """Long work that was asked to stop, and did."""


class Refused(Exception):  # noqa: N818
    """A well-formed request that the case does not allow. The message is one line and says why."""


class Span(NamedTuple):
    """A half-open range ``[start, end)`` in code points of an article's text."""

    start: int
    end: int


Spans = tuple[Span, ...]


class Kind(StrEnum):
    """How a claim stands in its article."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NARRATOR = "narrator"


class Nature(StrEnum):
    """What a claim's content says, which tells how it can be checked."""

    FACT = "fact"
    OPINION = "opinion"
    PREDICTION = "prediction"
    QUESTION = "question"
    DEMAND = "demand"


class SourceType(StrEnum):
    """What a source is."""

    NAMED = "named"
    UNNAMED = "unnamed"
    INSTITUTION = "institution"
    DOCUMENT = "document"
    OUTLET = "outlet"


class Terms(StrEnum):
    """On what terms a source speaks to the one who quotes it."""

    ON_RECORD = "on the record"
    BACKGROUND = "on background"
    OFF_RECORD = "off the record"


class Verdict(StrEnum):
    """What a reviewer decided. A claim without a verdict is open."""

    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    UNVERIFIED = "unverified"


class Stance(StrEnum):
    """What a piece of evidence does for a claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class Check(StrEnum):
    """What a finding is about.

    The first six say how a claim stands to what its source really said, the next seven how two claims differ;
    ``UNCLEAR`` is a remark on one claim alone; the rest tell of origins and of other claims.
    """

    VERBATIM = "verbatim"
    ALTERED = "altered"
    CUT = "cut"
    SPLICED = "spliced"
    PARAPHRASE = "paraphrase"
    NOT_FOUND = "not found"
    NUMBER = "number"
    TIME = "time"
    PLACE = "place"
    NAME = "name"
    NEGATION = "negation"
    MODALITY = "modality"
    SOURCES = "sources"
    UNCLEAR = "unclear"
    ORIGIN = "single origin"
    SAME = "same statement"
    RELATED = "related"


class Change(StrEnum):
    """How a piece of a claim stands to the passage it is compared with."""

    SAME = "same"
    REPLACED = "replaced"
    DROPPED = "dropped"  # in the passage, not in the claim
    ADDED = "added"  # in the claim, not in the passage


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says at a stretch: ``label`` is where the text names the speaker, None where it does not."""

    speaker: str
    words: Span
    label: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One text under review.

    ``sha256`` is the lower-case hexadecimal digest of the bytes the text was read from; ``name`` the file's
    name less its suffix, or what stands for it; ``dateline`` the span of a line or phrase that only dates the
    text, which belongs to no claim. ``author`` is who wrote it, as it says itself; ``turns``, in the order of the text,
    tell who says what where the format states that: a transcript's speakers.
    """

    text: str
    sha256: str
    name: str
    outlet: str | None = None
    title: str | None = None
    published: date | None = None
    url: str | None = None
    dateline: Span | None = None
    author: str | None = None
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes that an article was read from, unaltered, and the way back to them.

    ``name`` is the file's name without its folders, or what stands for it; ``read_by`` says in one line what read the
    text. ``marks`` lead from an offset of the article's text to where that stands in the original: "page 3",
    "01:02:03", "/html/body/p[2]". ``within`` names the place in a larger file ("dump.warc.gz, record 12"), of which
    these are the article's own bytes. ``fetched`` tells how they came from the web (see ``reading.Copy``).
    """

    content: bytes
    name: str
    read_by: str
    content_type: str | None = None
    marks: tuple[tuple[int, str], ...] = ()
    within: str | None = None
    fetched: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The one entity behind several mentions of an article.

    ``name`` is the fullest form ("Ali Al-Baydar", "a Kurdish military source"), ``role`` what the article calls
    the entity ("political analyst"), ``affiliation`` whom it speaks for ("US military").
    """

    name: str
    type: SourceType
    role: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who, "said", what: each a list of spans in the order of the text.

    ``channel`` is how the words reached the article ("tweet on Twitter"); ``speech`` is false for a belief or an
    intention; ``nature`` comes with its reason; ``confidence`` lies between 0 and 1; ``reason`` says which rule found
    the attribution, or how sure the tagger is, in words for a reader.
    """

    source: Spans
    cue: Spans
    content: Spans
    kind: Kind
    speaker: Source | None
    channel: str | None
    speech: bool
    nature: Nature
    nature_reason: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What the article says in its own voice."""

    content: Spans
    nature: Nature
    nature_reason: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Words that hold no claim, and why, in words for a reader."""

    content: Spans
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Where the words of an article went, in words: ``silent`` counts those that hold no claim by the reason."""

    attributed: int
    narrator: int
    silent: dict[str, int]

    @property
    def share(self) -> float:
        """The share of the words that are part of a claim, from 0 to 1; 1 for a text without words."""
        claimed = self.attributed + self.narrator
        total = claimed + sum(self.silent.values())
        return claimed / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one engine found in one article: every word is part of an attribution, a statement or a silence.

    ``narrator`` holds the statements in the article's own voice. ``engine`` and ``version`` (which names the model too)
    tell what made it, so that a later engine never passes for this one. ``english`` is false where the text does not
    look like English, which the engines are tuned for.
    """

    attributions: tuple[Attribution, ...]
    narrator: tuple[Statement, ...]
    silent: tuple[Silence, ...]
    coverage: Coverage
    engine: str
    version: str
    english: bool = True


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as the checks take it.

    ``text`` holds its words (" … " where some are left out), ``context`` the sentences around it, ``margins`` the
    title and the first and last words of its article, where wires are credited; ``source_text`` is what the article
    calls the source. ``number`` is the claim's number in its case, ``article`` its article's.
    """

    text: str
    published: date | None = None
    outlet: str | None = None
    source: Source | None = None
    source_text: str | None = None
    channel: str | None = None
    kind: Kind = Kind.NARRATOR
    context: str = ""
    margins: str = ""
    article: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check noticed: by which rule, the reason in words for a reader, and the two passages.

    ``own`` are spans of the claim's text, ``other`` of the text it was held against; a remark on one claim alone has
    none there.
    """

    check: Check
    rule: str
    words: str
    own: Spans = ()
    other: Spans = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a claim beside a stretch of the passage it is compared with; one of the two may be empty.

    ``weighty`` tells that the change bears on the sense, ``why`` says how, in words for a reader.
    """

    change: Change
    own: Span
    other: Span
    weighty: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claim held against what its source really said.

    ``check`` is one of the six of fidelity, ``passage`` the spans of the document that come nearest, ``pieces`` lead
    from one to the other word by word; ``likeness`` lies between 0 and 1.
    """

    check: Check
    passage: Spans
    pieces: tuple[Piece, ...]
    words: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a case with what is known of it. The fields, in this order, are the columns of every export.

    ``claim`` is the stable id, made from the article's hash and the claim's spans; ``start`` and ``end`` bound the
    content in code points; ``verdict`` is None while the claim is open; ``decided_at`` is ISO 8601 in UTC.
    """

    claim: str
    article: str
    outlet: str | None
    published: str | None
    url: str | None
    source: str | None
    source_text: str | None
    affiliation: str | None
    channel: str | None
    kind: Kind
    text: str
    start: int
    end: int
    verdict: Verdict | None
    rationale: str | None
    reviewer: str | None
    decided_at: str | None
    findings: tuple[str, ...]
    evidence: tuple[str, ...]
