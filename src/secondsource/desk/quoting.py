"""Which words of a text stand between quotation marks: a small rule for what a reviewer selects.

Extraction has a machine of its own for this, which weighs more; here the marks alone decide.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from secondsource.desk.text_units import has_words, paragraph_at
from secondsource.model import Kind, Span, Spans

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSED_BY: Final = {"“": '”"', "„": "“”", "«": "»", "»": "«", "”": "”", '"': '"”', "‘": "’", "'": "'"}
_MARK: Final = re.compile("[“”„«»\"‘’']")
_SINGLE: Final = "‘'"


def kind_of(text: str, content: Spans) -> Kind:
    """Return how attributed words stand: direct between quotation marks, mixed where some of them do, else indirect."""
    quoted = [
        quotation
        for start, end in content
        for quotation in quotations(text, start, end)
        if quotation.start < end and start < quotation.end
    ]
    if not any(_hold_words(text, span, quoted) for span in content):
        return Kind.INDIRECT
    outside = [gap for span in content for gap in _gaps(span, quoted)]
    return Kind.MIXED if any(has_words(text[start:end]) for start, end in outside) else Kind.DIRECT


def quotations(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the quotations of the paragraphs from ``start`` to ``end``, the marks among them, in order.

    Straight marks and apostrophes open and close by the characters beside them. A quotation that is not closed goes
    on to the end of its paragraph, but for one in single marks, which was an apostrophe. Marks within one are its own.
    """
    while start < end:
        paragraph = paragraph_at(text, start)
        yield from _in_paragraph(text, paragraph)
        start = paragraph.end


def _in_paragraph(text: str, paragraph: Span) -> Iterator[Span]:
    at = paragraph.start
    apostrophes: set[str] = set()  # single marks that nothing closes any more: looked for once, not at each of them
    while opening := _MARK.search(text, at, paragraph.end):
        at = opening.end()
        if opening[0] in apostrophes or not _opens(text, opening.start()):
            continue
        closing = next(
            (
                mark.end()
                for mark in _MARK.finditer(text, at, paragraph.end)
                if mark[0] in _CLOSED_BY[opening[0]] and _closes(text, mark.start())
            ),
            None,
        )
        if closing is None and opening[0] in _SINGLE:
            apostrophes.add(opening[0])
            continue
        at = closing or paragraph.end
        yield Span(opening.start(), at)


def _opens(text: str, at: int) -> bool:
    mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if mark in "“„«":
        return True
    return mark in _CLOSED_BY and bool(after) and not after.isspace() and not before.isalnum()


def _closes(text: str, at: int) -> bool:
    mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if mark in "”»“":
        return True
    return not before.isspace() and not (mark in "’'" and after.isalnum())


def _gaps(span: Span, quoted: list[Span]) -> Iterator[Span]:
    at = span.start
    for start, end in quoted:
        if at < min(start, span.end):
            yield Span(at, min(start, span.end))
        at = max(at, end)
    if at < span.end:
        yield Span(at, span.end)


def _hold_words(text: str, span: Span, quoted: list[Span]) -> bool:
    return any(has_words(text[max(span.start, start) : min(span.end, end)]) for start, end in quoted)
