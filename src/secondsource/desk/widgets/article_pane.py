"""The article pane: the text around the claim, with source, cue and content told apart by shape and colour."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from secondsource.desk.actions import ARTICLE
from secondsource.desk.widgets.layout import readable, wrap
from secondsource.desk.widgets.pane import Pane

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual import events

    from secondsource.casefile import Detail, Placed

MEASURE: Final = 100  # cells of a line of text: longer ones are hard to read
KEPT: Final = 4  # articles laid out and kept
_GUTTER: Final = 2
_TAIL: Final = 1  # lines wanted in sight below a claim
_LOOK_BACK: Final = 200  # lines above a click in which the claim under it begins
_LEAD: Final = 2  # lines shown above a claim that was scrolled to
# Where roles overlap, the first of these is shown.
_ROLES: Final = ("source", "cue", "content")


class _Text:
    """An article laid out for one width."""

    def __init__(self, text: str, width: int) -> None:
        self.shown = readable(text)
        self.starts, self.ends = wrap(self.shown, width)

    def line_of(self, offset: int) -> int:
        """Return the number of the line that holds this code point."""
        return max(bisect_right(self.starts, offset) - 1, 0)


class ArticlePane(Pane):
    """The text of one article. Posts ``Chosen`` when another claim of it is clicked.

    ``text_of`` returns the text of the article with a number, ``claims_of`` the claims that start between two places.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-pane--source",
        "article-pane--cue",
        "article-pane--content",
        "article-pane--gutter",
    }

    class Chosen(Message):
        """Another claim was clicked."""

        def __init__(self, uid: str) -> None:
            super().__init__()
            self.uid = uid

    def __init__(self, text_of: Callable[[int], str], claims_of: Callable[[int, int, int], list[Placed]]) -> None:
        super().__init__(id=ARTICLE)
        self._text_of = text_of
        self._claims_of = claims_of
        self._laid_out: OrderedDict[tuple[int, int], _Text] = OrderedDict()
        self._detail: Detail | None = None
        self._text: _Text | None = None
        self._marks: list[tuple[int, int, str]] = []
        self.name_source("")

    def name_source(self, source: str) -> None:
        """Say in the heading who is behind the claim, for where no other pane says it; ``source`` is safe text."""
        self.heading(
            "Article   ",
            ("source", "reverse not bold"),
            (f" {source}" if source else "", "not bold"),
            ("   ", "not bold"),
            ("cue", "italic not bold"),
            ("   ", "not bold"),
            ("claim", "bold underline"),
        )

    def show(self, detail: Detail | None) -> None:
        """Show this claim in its article; nothing where there is none."""
        self._detail = detail
        self._lay_out()

    def on_resize(self) -> None:
        """Lay the text out anew for another width."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        number = y + self.scroll_offset.y
        base = self.plain
        if self._text is None or number >= len(self._text.starts):
            return Strip.blank(self.width, base)
        start, end = self._text.starts[number], self._text.ends[number]
        marked = any(a < end and b > start for a, b, _ in self._marks)
        gutter = base + self.style("article-pane--gutter", partial=True)
        segments = [Segment("▎ " if marked else "  ", gutter)]
        for a, b, style in self._pieces(start, end, base):
            segments.append(Segment(self._text.shown[a:b], style))
        return self.line(segments, base)

    def claims_in_sight(self) -> list[tuple[int, int, str]]:
        """Return where on the screen the claims in sight begin, each with its uid."""
        place, top = self.content_region, self.scroll_offset.y
        found = []
        for claim in self._claims_between(top, top + self.rows):
            assert self._text is not None  # noqa: S101
            line = self._text.line_of(claim.start)
            before = self._text.shown[self._text.starts[line] : claim.start]
            found.append((place.x + _GUTTER + cell_len(before), place.y + line - top, claim.uid))
        return found

    def _claims_between(self, first: int, end: int) -> list[Placed]:
        """Return the claims that start in these lines."""
        if self._text is None or self._detail is None:
            return []
        first, last = max(first, 0), min(end, len(self._text.starts)) - 1
        if first > last:
            return []
        return self._claims_of(self._detail.article, self._text.starts[first], self._text.ends[last] + 1)

    def on_click(self, event: events.Click) -> None:
        """Go to the claim that was clicked."""
        offset = event.get_content_offset(self)
        line = self.scroll_offset.y + offset.y if offset else -1
        if self._text is None or offset is None or line >= len(self._text.starts):
            return
        text = self._text.shown[self._text.starts[line] : self._text.ends[line]]
        place = self._text.starts[line] + len(set_cell_size(text, max(offset.x - _GUTTER, 0)).rstrip())
        here = [one for one in self._claims_between(line - _LOOK_BACK, line + 1) if one.start <= place < one.end]
        if here and event.chain == 1:
            self.post_message(self.Chosen(here[-1].uid))

    def _pieces(self, start: int, end: int, base: Style) -> list[tuple[int, int, Style]]:
        cuts = {start, end}
        for a, b, _ in self._marks:
            cuts.update(offset for offset in (a, b) if start < offset < end)
        ordered = sorted(cuts)
        pieces = []
        for a, b in pairwise(ordered):
            roles = {role for first, last, role in self._marks if first <= a < last}
            role = next((role for role in _ROLES if role in roles), None)
            style = base + self.style(f"article-pane--{role}", partial=True) if role else base
            pieces.append((a, b, style))
        return pieces

    def _lay_out(self) -> None:
        width = min(self.scrollable_content_region.width - _GUTTER, MEASURE)
        if self._detail is None or width <= 0:
            self._text, self._marks = None, []
            self.hold(0)
            self.refresh()
            return
        key = (self._detail.article, width)
        text = self._laid_out.get(key)
        if text is None:
            text = self._laid_out[key] = _Text(self._text_of(self._detail.article), width)
            if len(self._laid_out) > KEPT:
                self._laid_out.popitem(last=False)
        changed = text is not self._text
        marked = set() if changed else self._marked_lines()
        self._text = text
        self._marks = [(start, end, role) for role in _ROLES for start, end in self._detail.spans[role]]
        self.hold(len(text.starts))
        self._seek(jump=changed)
        if changed:
            self.refresh()
        else:
            self.redraw(marked | self._marked_lines())

    def _marked_lines(self) -> set[int]:
        """Return the numbers of the lines that the claim is on."""
        found: set[int] = set()
        if self._text is not None:
            for start, end, _ in self._marks:
                found.update(range(self._text.line_of(start), self._text.line_of(max(start, end - 1)) + 1))
        return found

    def _seek(self, *, jump: bool) -> None:
        """Bring the claim into sight: where it stands if it is in sight already, else with some lines before it."""
        assert self._text is not None  # noqa: S101
        if not self._marks or not self.rows:
            return
        first = self._text.line_of(min(start for start, _, _ in self._marks))
        last = max(bisect_left(self._text.starts, max(end for _, end, _ in self._marks)) - 1, first)
        if last - first >= self.rows:  # too long to be seen whole: its content matters most
            first = self._text.line_of(min(start for start, _, role in self._marks if role == "content"))
        top = self.scroll_offset.y
        below = min(last + _TAIL, len(self._text.starts) - 1)
        if jump or first < top or below >= top + self.rows:
            spare = max(self.rows - (last - first + 1), 0)
            self.scroll_to(y=max(first - max(min(_LEAD, spare), spare // 3), 0), animate=False)
