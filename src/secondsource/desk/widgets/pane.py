"""Lines that are drawn when they are seen, and what the three panes of the desk add to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rich.style import Style
    from textual import events
    from textual.css.styles import RenderStyles


class Target(NamedTuple):
    """A place on the screen that can be jumped to, and what goes there."""

    x: int
    y: int
    go: Callable[[], None]


class Lines(ScrollView, inherit_bindings=False):
    """Single lines that scroll, drawn when they are seen; keys reach them through ``move``, ``turn`` and ``edge``."""

    ALLOW_SELECT = False
    virtual_size = Reactive(Size(0, 0), repaint=False)  # Textual's own lays out the whole screen when it changes
    COMPONENT_CLASSES: ClassVar[set[str]] = {"pane--plain"}

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._styles_kept: dict[tuple[str, bool], tuple[RenderStyles, Style]] = {}

    @property
    def plain(self) -> Style:
        """The style of plain text; Textual's own property for it takes 0.1 ms a line."""
        return self.style("pane--plain")

    def style(self, component: str, *, partial: bool = False) -> Style:
        """Return the style of a component, alone (``partial``) or on the pane's own; Textual's way takes 0.05 ms."""
        styles = self._component_styles[component]  # another object once the look or the focus is another
        kept = self._styles_kept.get((component, partial))
        if kept is None or kept[0] is not styles:
            kept = styles, self.get_component_rich_style(component, partial=partial)
            self._styles_kept[component, partial] = kept
        return kept[1]

    def hold(self, lines: int) -> None:
        """Make room for this many lines."""
        height = max(lines, self.rows)  # so that there is no bar where all is in sight
        self.virtual_size = Size(self.width, height)
        self.vertical_scrollbar.window_virtual_size = height
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def redraw(self, lines: Iterable[int]) -> None:
        """Draw these lines anew, as far as they are in sight."""
        top, rows = self.scroll_offset.y, self.rows
        regions = [Region(0, line - top, self.size.width, 1) for line in lines if top <= line < top + rows]
        if regions or not rows:  # a pane out of sight draws all anew when it comes back
            self.refresh(*regions)

    @property
    def width(self) -> int:
        """How many cells a line has."""
        return self.container_size.width - self.scrollbar_size_vertical

    @property
    def rows(self) -> int:
        """How many lines are seen at once; 0 before the first layout."""
        return self.scrollable_content_region.height

    def look_at(self, first: int, last: int) -> None:
        """Scroll the least that brings these lines into sight, the first one in any case."""
        if not self.rows:
            return
        top = self.scroll_offset.y
        if last >= top + self.rows:
            top = last - self.rows + 1
        self.scroll_to(y=min(top, first), animate=False)

    def move(self, step: int) -> None:
        """Go ``step`` lines down, or up where negative."""
        self.scroll_to(y=self.scroll_offset.y + step, animate=False)

    def turn(self, pages: float) -> None:
        """Go so many pages down, or up where negative."""
        self.move(int(pages * self.rows) or (1 if pages > 0 else -1))

    def edge(self, *, last: bool) -> None:
        """Go to the first line, or to the last."""
        self.move(self.virtual_size.height if last else -self.virtual_size.height)

    def line(self, segments: list[Segment], style: Style) -> Strip:
        """Return segments as a line of the pane's width."""
        return Strip(segments).adjust_cell_length(self.width, style).crop(0, self.width)


class Pane(Lines, can_focus=True):
    """A pane of the desk: it has a heading, and borders that the mouse drags.

    ``name`` is its name in the registry of actions.
    """

    class Dragged(Message):
        """The mouse drags a border of a pane ("columns" or "rows") to this place on the screen."""

        def __init__(self, border: str, x: int, y: int) -> None:
            super().__init__()
            self.border = border
            self.x = x
            self.y = y

    _dragging: str | None = None

    def heading(self, *parts: str | tuple[str, str]) -> None:
        """Set the heading from texts of ours, each alone or with a style."""
        heading = Content.assemble(*parts)
        if heading != self._border_title:
            self._border_title = heading  # to set border_title would draw the whole pane anew
            self.refresh(Region(0, -1, self.outer_size.width, 1))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the border under the mouse."""
        if event.y == 0 and self.region.y > 1:
            self._dragging = "rows"
        elif event.x == 0 and self.styles.border_left[0]:
            self._dragging = "columns"
        if self._dragging:
            self.capture_mouse()
            event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the border."""
        if self._dragging:
            self.post_message(self.Dragged(self._dragging, event.screen_x, event.screen_y))

    def on_mouse_up(self) -> None:
        """Let go of it."""
        if self._dragging:
            self._dragging = None
            self.release_mouse()
