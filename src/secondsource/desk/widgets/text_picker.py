"""A text in which words are picked: a caret, a selection, and marks by role, drawn line by line."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from secondsource.desk.editing import ROLES
from secondsource.desk.text_units import (
    cluster_at,
    grown,
    next_word,
    paragraph_at,
    previous_word,
    sentence_at,
    snapped,
    whole,
)
from secondsource.desk.widgets.layout import readable, wrap
from secondsource.desk.widgets.pane import Pane
from secondsource.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual import events

    from secondsource.model import Spans

MEASURE: Final = 100  # cells of a line of text: longer ones are hard to read
_GUTTER: Final = 2
_LEAD: Final = 3  # lines wanted in sight above and below the caret


class TextPicker(Pane):
    """The text of an article with a caret on one of its characters. Posts ``Moved`` when the mouse moved the caret.

    Offsets count code points of the text as read. The caret's character belongs to the selection.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "text-picker--source",
        "text-picker--cue",
        "text-picker--content",
        "text-picker--gutter",
        "text-picker--selection",
        "text-picker--caret",
    }

    class Moved(Message):
        """The mouse moved the caret or selected something."""

    def __init__(self, text: str, at: int = 0) -> None:
        super().__init__(id="text")
        self.text = text
        self.shown = readable(text)
        self.caret = cluster_at(text, at).start
        self.begun: int | None = None
        """Where the selection began; None while nothing is selected."""
        self._starts: list[int] = [0]
        self._ends: list[int] = [0]
        self._width = 0
        self._marks: list[tuple[int, int, str]] = []
        self._column: int | None = None
        self._picking: Span | None = None

    @property
    def selection(self) -> Span | None:
        """What is selected, in whole characters and without white space at its edges; None where nothing is."""
        return None if self.begun is None else whole(self.text, *self._raw())

    def mark(self, spans: Mapping[str, Spans]) -> None:
        """Show these pieces by role; where roles overlap, the first of ``ROLES`` is shown."""
        self._marks = [(start, end, role) for role in ROLES for start, end in spans[role]]
        self.refresh()

    def select(self, span: Span | None) -> None:
        """Select these words, with the caret on their last character; None selects nothing."""
        if span is None:
            self.begun = None
        else:
            self.begun, self.caret = span.start, cluster_at(self.text, span.end - 1).start
        self._after()

    def grow(self) -> None:
        """Select the word at the caret, or what is next larger than the selection: clause, sentence, paragraph."""
        now = self.selection
        larger = grown(self.text, now or Span(self.caret, self.caret))
        if larger:
            self.select(larger)

    # The caret by keys

    def go(self, offset: int, *, selecting: bool = False) -> None:
        """Put the caret on the character at an offset; ``selecting`` begins a selection if there is none."""
        self._begin(selecting)
        self.caret = cluster_at(self.text, offset).start
        self._after()

    def step(self, by: int, *, selecting: bool = False) -> None:
        """Go one character on, or back where ``by`` is -1."""
        here = cluster_at(self.text, self.caret)
        self.go(here.end if by > 0 else here.start - 1, selecting=selecting)

    def lines(self, by: int, *, selecting: bool = False) -> None:
        """Go so many lines down, or up where negative, and stay in the column."""
        self._begin(selecting)
        column = self._column
        line = self.line_of(self.caret)
        if column is None:
            column = self._x_of(line, self.caret)
        target = max(0, min(line + by, len(self._starts) - 1))
        if target == line:  # no more lines that way: the text's own edge
            self.caret = cluster_at(self.text, self._starts[0] if by < 0 else len(self.text) - 1).start
        else:
            self.caret = self._offset_at(target, column)
        self._after()
        self._column = column

    def words(self, by: int, *, selecting: bool = False) -> None:
        """Go to the start of the next word, or of the one before where ``by`` is -1."""
        found = next_word(self.text, self.caret) if by > 0 else previous_word(self.text, self.caret)
        self.go(found.start if found else (len(self.text) if by > 0 else 0), selecting=selecting)

    def paragraphs(self, by: int) -> None:
        """Go to the start of the next paragraph with words, or of this or the one before."""
        here = paragraph_at(self.text, self.caret)
        if by > 0:
            found = next_word(self.text, max(here.end - 1, self.caret))
        else:
            found = previous_word(self.text, here.start)
            first = next_word(self.text, here.start - 1)
            if first and first.start < self.caret:
                found = first
        if found is None:
            self.go(len(self.text) if by > 0 else 0)
        else:
            self.go(next_word(self.text, paragraph_at(self.text, found.start).start - 1).start)  # type: ignore[union-attr]

    def line_edge(self, *, last: bool) -> None:
        """Go to the start or the end of the line on the screen."""
        line = self.line_of(self.caret)
        self.go(max(self._ends[line] - 1, self._starts[line]) if last else self._starts[line])

    def _begin(self, selecting: bool) -> None:
        if selecting and self.begun is None:
            self.begun = self.caret

    def _after(self) -> None:
        self._column = None
        self.look_at_caret()
        self.refresh()

    def _raw(self) -> Span:
        first, last = sorted((self.caret if self.begun is None else self.begun, self.caret))
        return Span(first, cluster_at(self.text, last).end)

    # Lines

    def on_resize(self) -> None:
        """Lay the text out anew for another width."""
        width = min(self.scrollable_content_region.width - _GUTTER - 1, MEASURE)
        if width > 0 and width != self._width:
            self._width = width
            self._starts, self._ends = wrap(self.shown, width)
            self.refresh()
        self.hold(len(self._starts))
        self.look_at_caret()

    def line_of(self, offset: int) -> int:
        """Return the number of the line that holds an offset."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def look_at_caret(self) -> None:
        """Scroll the least that brings the caret into sight, with some lines around it."""
        line, spare = self.line_of(self.caret), min(_LEAD, max(self.rows - 1, 0) // 2)
        self.look_at(max(line - spare, 0), min(line + spare, len(self._starts) - 1))

    def _x_of(self, line: int, offset: int) -> int:
        return cell_len(self.shown[self._starts[line] : min(offset, self._ends[line])])

    def _offset_at(self, line: int, x: int) -> int:
        """Return the character in a column of a line, the last one where the line is shorter."""
        at, end = self._starts[line], self._ends[line]
        last = at
        while at < end:
            last = at
            cluster = cluster_at(self.text, at)
            x -= cell_len(self.shown[at : cluster.end])
            if x < 0:
                break
            at = cluster.end
        return last

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        number = y + self.scroll_offset.y
        base = self.plain
        if number >= len(self._starts):
            return Strip.blank(self.width, base)
        start, end = self._starts[number], self._ends[number]
        marked = any(a < end and b > start for a, b, _ in self._marks)
        here = number == self.line_of(self.caret)
        gutter = base + self.style("text-picker--gutter", partial=True)
        segments = [Segment("▸" if here else " ", gutter), Segment("▎" if marked else " ", gutter)]
        caret = cluster_at(self.text, self.caret) if here else Span(-1, -1)
        selected = self._raw() if self.begun is not None else Span(-1, -1)
        for a, b in self._pieces(start, end, (caret, selected)):
            segments.append(Segment(self.shown[a:b], self._style(base, a, caret, selected)))
        if here and caret.start >= end:  # on a line end, or on a space that the line's end took
            segments.append(Segment(" ", self._style(base, caret.start, caret, selected)))
        return self.line(segments, base)

    def _pieces(self, start: int, end: int, more: Iterable[Span]) -> Iterable[tuple[int, int]]:
        cuts = {start, end}
        for a, b in (*((a, b) for a, b, _ in self._marks), *more):
            cuts.update(offset for offset in (a, b) if start < offset < end)
        return pairwise(sorted(cuts))

    def _style(self, base: Style, at: int, caret: Span, selected: Span) -> Style:
        style = base
        roles = {role for start, end, role in self._marks if start <= at < end}
        for role in ROLES:
            if role in roles:
                style += self.style(f"text-picker--{role}", partial=True)
                break
        plain = not self.app.native_ansi_color
        for on, name in ((selected, "selection"), (caret, "caret")):
            if not on.start <= at < on.end:
                continue
            # In colours a ground of its own; in sixteen and none what is drawn reversed already turns back.
            reverse = not plain and not style.reverse
            style += self.style(f"text-picker--{name}", partial=True) + Style(reverse=reverse)
        return style

    # The mouse

    def _at_mouse(self, event: events.MouseEvent) -> int:
        place = event.get_content_offset_capture(self)
        line = max(0, min(place.y + self.scroll_offset.y, len(self._starts) - 1))
        return self._offset_at(line, max(place.x - _GUTTER, 0))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret where the mouse is, and begin to select from there."""
        if event.button != 1 or event.get_content_offset(self) is None:
            return
        at = self._at_mouse(event)
        if event.shift:
            self._begin(True)
            self._picking = self._raw()
        else:
            self.begun = None
            self._picking = Span(at, at)
        self.caret = at
        self.capture_mouse()
        self._moved()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select whole words from where the button was pressed; beyond the edges, scroll."""
        if self._picking is None:
            return
        at = self._at_mouse(event)
        start, end = min(self._picking.start, at), max(self._picking.end, cluster_at(self.text, at).end)
        if at == self._picking.start and self.begun is None:
            return
        words = snapped(self.text, start, end)
        if words is None:
            self.begun = None
        elif at < self._picking.start:
            self.begun, self.caret = cluster_at(self.text, words.end - 1).start, words.start
        else:
            self.begun, self.caret = words.start, cluster_at(self.text, words.end - 1).start
        y = event.get_content_offset_capture(self).y
        if y < 0 or y >= self.rows:
            self.move(-1 if y < 0 else 1)
        self._moved()

    def on_mouse_up(self) -> None:
        """End selecting."""
        if self._picking is not None:
            self._picking = None
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select the word at a double click, the sentence at a third one."""
        if event.chain > 1:
            at = self._at_mouse(event)
            unit = sentence_at(self.text, at) if event.chain > 2 else snapped(self.text, at, at + 1)
            if unit:
                self.select(unit)
                self.post_message(self.Moved())

    def _moved(self) -> None:
        self._column = None
        self.refresh()
        self.post_message(self.Moved())
