"""For brat, which annotates texts in a browser: claims in its standoff format, beside the text of their article.

``brat`` does it for an extraction, ``files`` for a case: there the verdict is an attribute, and the claim's id, its
source, the rationale and the rest are notes. See ``docs/annotations.md``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final

from secondsource.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.casefile import ClaimContents, Contents
    from secondsource.exporting.release import Release
    from secondsource.model import Article, Extraction, Spans

_ANNOTATION: Final = """\
[entities]
Source
Cue
Content
Narrator

[relations]
<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

[events]
Attribution\tSource?:Source, Cue?:Cue, Content?:Content

[attributes]
Verdict\tArg:Attribution|Narrator, Value:corroborated|disputed|unverified
Kind\tArg:Attribution, Value:direct|indirect|mixed
Nature\tArg:Attribution|Narrator, Value:fact|opinion|prediction|question|demand
Belief\tArg:Attribution
"""
_VISUAL: Final = """\
[labels]
Attribution | Attribution | Attr
Narrator | Article's own voice | Own

[drawing]
SPAN_DEFAULT\tfgColor:black, bgColor:#eeeeee, borderColor:darken
ARC_DEFAULT\tcolor:black, arrowHead:triangle-5
Source\tbgColor:#ffd7a8
Cue\tbgColor:#d8d8d8
Content\tbgColor:#c9e4ff
Attribution\tbgColor:#d8d8d8
Narrator\tbgColor:#e3d9f5
Verdict\tglyph:✔|✘|?, position:left
Kind\tglyph:“|~|≈
Nature\tglyph:f|o|p|q|d
Belief\tdashArray:3-3
"""
_SPACE: Final = re.compile(r"\s+")
# All at which a program that reads lines of text may end one.
_LINE_BREAKS: Final = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9]+")
_LONGEST_NAME: Final = 60


def brat(article: Article, extraction: Extraction) -> Iterator[str]:
    """Yield the lines of a brat standoff file that belongs beside the article's text.

    An attribution is an event of type Attribution with the arguments Source, Cue and Content, as in PolNeAR; a
    narrator statement is a text-bound Narrator.
    """
    standoff = Standoff(article.text)
    for one in extraction.attributions:
        yield from standoff.attribution(one.source, one.cue, one.content)[1]
    for statement in extraction.narrator:
        yield from standoff.narrator(statement.content)[1]


def files(release: Release) -> Iterator[tuple[str, bytes]]:
    """Yield brat's settings, then of each article NAME.txt with its text and NAME.ann with its claims."""
    yield "annotation.conf", _ANNOTATION.encode()
    yield "visual.conf", _VISUAL.encode()
    for article, claims in release.articles():
        name = _name(article)
        yield f"{name}.txt", article.text.encode()
        yield f"{name}.ann", "".join(f"{line}\n" for line in _lines(release, article, claims)).encode()


def _name(article: Contents) -> str:
    """Return a name that is a file's everywhere and no other article's."""
    plain = unicodedata.normalize("NFKD", article.name).encode("ascii", "ignore").decode()
    readable = _NOT_IN_NAMES.sub("-", plain)[:_LONGEST_NAME].strip("-")
    return f"{readable or 'article'}-{article.sha256[:12]}"


def _lines(release: Release, article: Contents, claims: list[ClaimContents]) -> Iterator[str]:
    standoff = Standoff(article.text)
    for one in claims:
        claim, spans = one.claim, one.spans
        if claim.kind is Kind.NARRATOR:
            name, lines = standoff.narrator(spans["content"])
        else:
            name, lines = standoff.attribution(spans["source"], spans["cue"], spans["content"])
        yield from lines
        if name is None:
            continue
        if claim.verdict:
            yield standoff.attribute(name, "Verdict", claim.verdict)
        if claim.kind is not Kind.NARRATOR:
            yield standoff.attribute(name, "Kind", claim.kind)
        if one.nature:
            yield standoff.attribute(name, "Nature", one.nature)
        if not one.speech:
            yield standoff.attribute(name, "Belief")
        for what, text in _notes(one):
            yield standoff.note(name, what, release.words(text))


def _notes(one: ClaimContents) -> Iterator[tuple[str, str]]:
    claim = one.claim
    yield "Claim", claim.claim
    if one.source:
        yield "Source", ", ".join(filter(None, (one.source.name, one.source.role, one.source.affiliation)))
    if claim.channel:
        yield "Channel", claim.channel
    if claim.verdict:
        yield "Decided", f"{claim.reviewer}, {claim.decided_at}"
    for evidence in claim.evidence:
        yield "Evidence", evidence
    for finding in claim.findings:
        yield "Finding", finding
    if claim.rationale:
        yield "AnnotatorNotes", claim.rationale


class Standoff:
    """Makes the lines of one brat standoff file, for a text that lies beside it.

    brat takes a span only where the words in its line are those of the text, one space between the pieces; a line can't
    hold a line break. So a span that runs over several lines has a piece on each, without the white space between them.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._numbers: Counter[str] = Counter()

    def attribution(self, source: Spans, cue: Spans, content: Spans) -> tuple[str | None, list[str]]:
        """Return the lines of an attribution, and the name of its event; None where nothing of it can be shown."""
        arguments, lines = [], []
        pieces = {"Content": self._pieces(content), "Cue": self._pieces(cue), "Source": self._pieces(source)}
        trigger = pieces["Cue"] or pieces["Content"][:1]
        if not trigger:
            return None, []
        for role, places in pieces.items():
            if places:
                name, line = self._term(role, places)
                arguments.append(f"{role}:{name}")
                lines.append(line)
        name, line = self._term("Attribution", trigger)
        event = self._name("E")
        return event, [*lines, line, f"{event}\tAttribution:{name} " + " ".join(arguments)]

    def narrator(self, content: Spans) -> tuple[str | None, list[str]]:
        """Return the lines of a statement in the article's own voice, and the name of its term, None as above."""
        pieces = self._pieces(content)
        if not pieces:
            return None, []
        name, line = self._term("Narrator", pieces)
        return name, [line]

    def attribute(self, of: str, what: str, value: str | None = None) -> str:
        """Return the line that says something of the event or term with this name."""
        return f"{self._name('A')}\t{what} {of}" + (f" {value}" if value else "")

    def note(self, of: str, what: str, text: str) -> str:
        """Return the line with a note on the event or term with this name; its white space becomes single spaces."""
        return f"{self._name('#')}\t{what} {of}\t{' '.join(text.split())}"

    def _name(self, sort: str) -> str:
        self._numbers[sort] += 1
        return f"{sort}{self._numbers[sort]}"

    def _term(self, label: str, pieces: list[Span]) -> tuple[str, str]:
        name = self._name("T")
        where = ";".join(f"{start} {end}" for start, end in pieces)
        return name, f"{name}\t{label} {where}\t" + " ".join(self.text[start:end] for start, end in pieces)

    def _pieces(self, spans: Spans) -> list[Span]:
        """Cut spans at the line breaks."""
        pieces = []
        for start, end in spans:
            at = start
            for gap in _SPACE.finditer(self.text, start, end):
                if not _LINE_BREAKS.isdisjoint(gap.group()):
                    pieces.append(Span(at, gap.start()))
                    at = gap.end()
            pieces.append(Span(at, end))
        return [piece for piece in pieces if piece.start < piece.end]
