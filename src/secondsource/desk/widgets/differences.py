"""Two texts that are compared, with what differs marked."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len

from secondsource.desk.widgets.layout import readable, wrap
from secondsource.display import one_line
from secondsource.model import Change, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from secondsource.model import Comparison, Said

    Marks = list[tuple[Span, str]]

CHANGED, WEIGHTY = "changed", "weighty"


def differing(comparison: Comparison, within: Span | None = None) -> Marks:
    """Return where the passage of a comparison differs from the claim, each with ``CHANGED`` or ``WEIGHTY``.

    ``within`` takes one span of the passage alone.
    """
    return [
        (piece.other, WEIGHTY if piece.weighty else CHANGED)
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


def side_by_side(
    left: str, left_marks: Marks, right: str, right_marks: Marks, width: int, gap: str = " │ "
) -> list[list[tuple[str, str]]]:
    """Return the lines of two texts in columns that together take ``width`` cells, as pieces with their styles."""
    column = max((width - cell_len(gap)) // 2, 8)
    columns = [_column(left, left_marks, column), _column(right, right_marks, column)]
    lines = []
    for mine, theirs in zip_longest(*columns, fillvalue=[]):
        cells = sum(cell_len(piece) for piece, _ in mine)
        lines.append([*mine, (" " * (column - cells), "text"), (gap, "label"), *theirs])
    return lines


def _column(text: str, marks: Marks, width: int) -> list[list[tuple[str, str]]]:
    words = readable(text)
    return [list(styled(words, start, end, marks)) for start, end in zip(*wrap(words, width), strict=True)]


def who(said: Said) -> str:
    """Return whose words a claim is, on one line: its outlet, and its source where it has one."""
    parts: Iterable[str | None] = (said.outlet, said.source.name if said.source else said.source_text)
    return one_line(" · ".join(part for part in parts if part)) or "the article"
