"""The list of claims: one row a claim, drawn when it is seen, so that a million cost what twenty do."""

from __future__ import annotations

from collections import OrderedDict
from functools import cache, partial
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from secondsource.casefile import DIFFERENCES, UNFAITHFUL, checks_of
from secondsource.desk.actions import LIST
from secondsource.desk.widgets.layout import fit
from secondsource.desk.widgets.pane import Pane, Target
from secondsource.display import CONFLICT_GLYPH, DIFFERS_GLYPH, UNFAITHFUL_GLYPH, VERDICT_GLYPH, name_of, one_line
from secondsource.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from secondsource.casefile import Row
    from secondsource.desk.review import Review

PAGE: Final = 64  # rows read at once
PAGES: Final = 32  # pages kept
KIND_MARK: Final = {Kind.DIRECT: "“ ", Kind.INDIRECT: "~ ", Kind.MIXED: "“~", Kind.NARRATOR: "¶ "}
SELECTED_MARK: Final = "+"
OWN_VOICE: Final = "the article"
_MARKS_WIDTH: Final = 10  # cells of cursor, verdict, findings, kind and the gaps between
_SOURCE_SHARE: Final = 0.3
_SOURCE_WIDEST: Final = 32


@cache
def findings_of(marks: int) -> str:
    """Return the glyphs of what the checks found, two cells wide."""
    found = checks_of(marks)
    differs = any(check in DIFFERENCES for check in found)
    unfaithful = any(check in UNFAITHFUL for check in found)
    return (DIFFERS_GLYPH if differs else " ") + (UNFAITHFUL_GLYPH if unfaithful else " ")


class ClaimList(Pane):
    """The claims listed, with a cursor. Posts ``Opened`` when a claim is to be read in its article.

    ``moved`` is called when the cursor stands on another claim, or on one that has changed.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "claim-list--source",
        "claim-list--quiet",
        "claim-list--cursor",
        "claim-list--selected",
        "claim-list--open",
        "claim-list--corroborated",
        "claim-list--disputed",
        "claim-list--unverified",
        "claim-list--conflict",
        "claim-list--finding",
    }

    class Opened(Message):
        """A claim is to be read in its article."""

    def __init__(self, review: Review, moved: Callable[[], None]) -> None:
        super().__init__(id=LIST)
        self._review = review
        self._moved = moved
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()
        self.cursor = 0

    def on_mount(self) -> None:
        """Take in the claims given at the start."""
        self.describe()

    def on_resize(self) -> None:
        """Keep the cursor in sight; the first time, this is where the list learns its height."""
        self.hold(self._review.view.count)
        self.look_at(self.cursor, self.cursor)

    def show(self, position: int) -> None:
        """List the claims of the view in force with the cursor at ``position``."""
        self.hold(self._review.view.count)
        self._pages.clear()
        self.refresh()
        self.go(position)

    def forget(self) -> None:
        """Drop what was read of the claims; those in sight are read anew, and drawn where they changed."""
        sight = range(self.scroll_offset.y, self.scroll_offset.y + self.rows)
        before = [self.row(position) for position in sight]
        self._pages.clear()
        self.redraw(position for position, row in zip(sight, before, strict=True) if self.row(position) != row)

    def go(self, position: int) -> None:
        """Put the cursor on a position, or on the nearest one there is."""
        before, self.cursor = self.cursor, max(0, min(position, self._review.view.count - 1))
        self.redraw({before, self.cursor})
        self.look_at(self.cursor, self.cursor)
        if self._review.selecting:
            self.refresh()  # a range ends at the cursor
        self.describe()
        self._moved()

    def move(self, step: int) -> None:
        """Go ``step`` claims down, or up where negative."""
        self.go(self.cursor + step)

    def row(self, position: int) -> Row | None:
        """Return the claim at a position, None where there is none."""
        page, place = divmod(position, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            rows = self._pages[page] = self._review.view.rows(page * PAGE, PAGE)
            if len(self._pages) > PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        return rows[place] if place < len(rows) else None

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        position = y + self.scroll_offset.y
        row = self.row(position) if 0 <= position < self._review.view.count else None
        if row is None:
            return Strip.blank(self.width, self.plain)
        here = position == self.cursor
        selected = self._review.selecting and self._review.is_selected(position, self.cursor)
        base = self.style("claim-list--cursor") if here else self.plain
        if selected and not here:
            base = self.style("claim-list--selected")
        quiet = base if here or selected else self.style("claim-list--quiet")
        source_style = base if here or selected else self.style("claim-list--source")
        word, glyph = name_of(row.verdict), VERDICT_GLYPH[row.verdict]
        if row.conflict:
            word, glyph = "conflict", CONFLICT_GLYPH
        verdict = self.style(f"claim-list--{word}", partial=True)
        if base.reverse:  # one bar, not a coloured patch in it
            verdict = base
        share = min(int((self.width - _MARKS_WIDTH) * _SOURCE_SHARE), _SOURCE_WIDEST)
        source = fit(one_line(row.source or OWN_VOICE), share)
        text = fit(one_line(row.text), self.width - share - _MARKS_WIDTH)
        segments = [
            Segment("▌" if here and not base.reverse else " ", base),
            Segment(glyph, base + verdict),
            Segment(findings_of(row.marks), base if here or selected else base + self.style("claim-list--finding")),
            Segment(SELECTED_MARK if selected else " ", base),
            Segment(KIND_MARK[row.kind] + " ", quiet),
            Segment(source + "  ", quiet if row.kind is Kind.NARRATOR else source_style),
            Segment(text, base),
        ]
        return self.line(segments, base)

    def targets(self) -> list[Target]:
        """Return the claims in sight."""
        place, top = self.content_region, self.scroll_offset.y
        last = min(top + self.rows, self._review.view.count)
        return [Target(place.x, place.y + n - top, partial(self.go, n)) for n in range(top, last)]

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is. Ctrl selects it, Shift all up to it; a double click opens the claim."""
        position = event.get_content_offset_capture(self).y + self.scroll_offset.y
        if position >= self._review.view.count or event.y == 0:
            return
        if event.shift:
            self._review.select_between(self.cursor, position)
        elif event.ctrl:
            self._review.toggle(position)
        self.go(position)
        if event.chain > 1:
            self.post_message(self.Opened())

    def describe(self) -> None:
        """Say in the heading where the cursor is, and how much is selected."""
        view, selected = self._review.view, self._review.selected_count
        parts = [(f"  {self.cursor + 1:,} of {view.count:,}" if view.count else "  none", "not bold")]
        if selected:
            parts.append((f"  {SELECTED_MARK} {selected:,} selected", "bold $strong"))
        elif self._review.selecting:
            parts.append(("  selecting a range", "bold $strong"))
        self.heading("Claims", *parts)
