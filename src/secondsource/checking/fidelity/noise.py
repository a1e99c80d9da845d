"""What a transcript or a post holds beside the words that were said."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from secondsource.model import Span

_NOTES: Final = (
    "inaudible|unintelligible|indistinct|crosstalk|cross talk|laugh|applause|music|pause|silence|cheer|sigh|cough|"
    "foreign|speaking|speaks|through|via|translat|interpret|sic|phonetic|ph|off-mic|off mic|audio|video|clip|noise"
)
_ANYWHERE: Final = (
    r"https?://[^\s]+|pic\.twitter\.com/\w+"
    rf"|[\[(](?:{_NOTES})[^\])\n]{{0,40}}[\])]"
    r"|(?<![\w'’-])(?:[Uu]h+m*|[Uu]m+|[Ee]r+m*|[Hh]m+|[Mm]h+m+|[Aa]h+|[Ee]h+)(?![\w'’-])"
)
_CLOCK: Final = r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?"
# Time codes stand in brackets, in subtitles between arrows, or with seconds at the start of a line.
_TIME_CODES: Final = (
    rf"|[\[(]{_CLOCK}(?:[ \t]*[-–][ \t]*{_CLOCK})?[\])]"
    rf"|(?:^\d{{1,6}}[ \t]*\r?\n)?^{_CLOCK}[ \t]*-->[ \t]*{_CLOCK}[^\n]{{0,40}}"
    r"|^\d{1,2}:\d\d:\d\d(?:[.,]\d{1,3})?(?=\s)|^\d{1,2}:\d\d[ \t]*$"
)
_CODE: Final = re.compile(rf"[\[(]?{_CLOCK}[\])]?")
_MOST_LABELS: Final = 200
_IN_CLAIM: Final = re.compile(_ANYWHERE)
_IN_DOCUMENT: Final = re.compile(_ANYWHERE + _TIME_CODES, re.MULTILINE)
_LABEL: Final = re.compile(
    rf"^[ \t]*(?:[\[(]?{_CLOCK}[\])]?[ \t]*)?(?:>>[ \t]*)?"
    r"([^\W\d_a-z][\w.'’ -]{0,40})(?:[(\[][^)\]\n]{0,30}[)\]])?:(?=\s)",
    re.MULTILINE,
)


def noise(document: str) -> list[Span]:
    """Return the spans that hold no word of the speech: hesitations, notes, addresses, time codes, speakers' labels.

    A label at the start of a line ("ALI:") counts as one where it comes at least twice: "Update:" in a post does not.
    """
    spans = [Span(*match.span()) for match in _IN_DOCUMENT.finditer(document)]
    labels = list(_LABEL.finditer(document))
    often = Counter(label[1].strip() for label in labels)
    spans += [Span(label.start(1), label.end()) for label in labels if often[label[1].strip()] > 1]
    return _apart(spans)


def noise_in_claim(claim: str, marks: frozenset[str]) -> list[Span]:
    """Return the spans of hesitations, notes and addresses, and of what the document has as time codes and labels."""
    found = [*_IN_CLAIM.finditer(claim)]
    if marks:
        found += [match for match in _CODE.finditer(claim) if match[0] in marks]
        labels = sorted((mark for mark in marks if mark.endswith(":")), key=lambda mark: (-len(mark), mark))
        if labels:
            one = "|".join(map(re.escape, labels[:_MOST_LABELS]))
            found += re.finditer(rf"(?<!\w)(?:{one})(?=\s)", claim, re.IGNORECASE)
    return _apart([Span(*match.span()) for match in found])


def marks(document: str, spans: list[Span]) -> frozenset[str]:
    """Return the document's time codes and speakers' labels, as they stand."""
    texts = {document[slice(*span)] for span in spans}
    return frozenset(text for text in texts if text.endswith(":") or _CODE.fullmatch(text))


def _apart(spans: list[Span]) -> list[Span]:
    """Return the spans in order without those that begin inside another."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def masked(text: str, spans: list[Span]) -> str:
    """Return the text with spaces in place of the spans."""
    whole, end = [], 0
    for span in spans:
        whole += [text[end : span.start], " " * (span.end - span.start)]
        end = span.end
    return "".join([*whole, text[end:]])
