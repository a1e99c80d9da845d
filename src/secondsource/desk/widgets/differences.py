"""Two texts that are compared, with what differs marked."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from secondsource.desk.widgets.layout import readable, wrap
from secondsource.display import one_line
from secondsource.model import Change, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from secondsource.model import Comparison, Said

    Marks = list[tuple[Span, str]]
    Line = list[tuple[str, str]]

CHANGED, WEIGHTY = "changed", "weighty"
_ELLIPSIS: Final = "…"


def differing(comparison: Comparison, within: Span | None = None) -> Marks:
    """Return where the passage of a comparison differs from the claim, each with ``CHANGED`` or ``WEIGHTY``.

    ``within`` takes one span of the passage alone, and counts from there.
    """
    start = within.start if within else 0
    return [
        (Span(piece.other.start - start, piece.other.end - start), WEIGHTY if piece.weighty else CHANGED)
        for piece in comparison.pieces
        if piece.change is not Change.SAME
        and piece.other.start < piece.other.end
        and (within is None or within.start <= piece.other.start < within.end)
    ]


def differing_here(comparison: Comparison) -> Marks:
    """Return where the claim differs from the passage, as ``differing`` does."""
    return [
        (piece.own, WEIGHTY if piece.weighty else CHANGED)
        for piece in comparison.pieces
        if piece.change is not Change.SAME and piece.own.start < piece.own.end
    ]


def styled(text: str, start: int, end: int, marks: Marks, offset: int = 0) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a stretch of readable text, each with its style: that of a mark, or "text".

    The marks count from ``offset`` code points before the text.
    """
    at = start
    for span, style in sorted(marks):
        first, last = max(span.start - offset, at), min(span.end - offset, end)
        if first >= last:
            continue
        if at < first:
            yield text[at:first], "text"
        yield text[first:last], style
        at = last
    if at < end:
        yield text[at:end], "text"


def excerpt(text: str, marks: Marks, most: int) -> tuple[str, Marks]:
    """Return at most so many code points of a text, from a little before its first mark on, and the marks there."""
    if len(text) <= most:
        return text, marks
    first = min((span.start for span, style in marks if style in {CHANGED, WEIGHTY}), default=0)
    start = min(max(first - most // 4, 0), len(text) - most)
    start = text.find(" ", start, start + 30) + 1 or start if start else 0
    end = start + most
    shift = start - bool(start)
    there = [(Span(max(span.start, start) - shift, min(span.end, end) - shift), style) for span, style in marks
             if span.start < end and span.end > start]  # fmt: skip
    return (_ELLIPSIS if start else "") + text[start:end] + (_ELLIPSIS if end < len(text) else ""), there


def lines_of(text: str, marks: Marks, width: int) -> list[Line]:
    """Return the lines of a text at this width, in cells, as pieces with their styles."""
    words = readable(text)
    return [list(styled(words, start, end, marks)) for start, end in zip(*wrap(words, width), strict=True)]


def side_by_side(left: list[Line], right: list[Line], width: int, gap: str = " │ ") -> list[Line]:
    """Return two columns, the left one ``width`` cells wide, as one."""
    lines = []
    nothing: Line = []
    for mine, theirs in zip_longest(left, right, fillvalue=nothing):
        cells = sum(cell_len(piece) for piece, _ in mine)
        lines.append([*mine, (" " * (width - cells), "text"), (gap, "rule"), *theirs])
    return lines


def who(said: Said) -> str:
    """Return whose words a claim is, on one line: its outlet, and its source where it has one."""
    parts: Iterable[str | None] = (said.outlet, said.source.name if said.source else said.source_text)
    return one_line(" · ".join(part for part in parts if part)) or "the article"
