"""The single lines above and below the panes: where we are, how far we are, what the keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from secondsource.desk.actions import hints
from secondsource.desk.widgets.layout import fit
from secondsource.display import CONFLICT_GLYPH, VERDICT_GLYPH, name_of, one_line
from secondsource.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from secondsource.casefile import Progress
    from secondsource.desk.actions import Action

_BAR: Final = 16  # cells
_PACE_FROM: Final = 110  # cells of width from which the pace is shown
_BAR_FROM: Final = 90  # cells of width from which the bar is shown
_GAP: Final = 2


class _Line(Widget):
    """One line that is drawn anew when what it shows changes."""

    ALLOW_SELECT = False


class Header(_Line):
    """The case, the article and the filter in force."""

    case = ""
    article = ""
    filter = ""
    read_only = False

    def show(self, *, case: str, article: str, filtered: str, read_only: bool) -> None:
        """Show these texts, which may come from outside."""
        texts = one_line(case), one_line(article), filtered, read_only
        if texts != (self.case, self.article, self.filter, self.read_only):
            self.case, self.article, self.filter, self.read_only = texts
            self.refresh()

    def render(self) -> Content:
        """Draw the line: the article gives way where it is too narrow."""
        right = " · ".join(part for part in ("read only" if self.read_only else "", self.filter) if part)
        width = self.content_size.width
        right = fit(right, min(cell_len(right), width // 2))
        case = fit(self.case, min(cell_len(self.case), width // 3))
        room = width - cell_len(case) - cell_len(right) - 2 * _GAP - 1
        return Content.assemble(
            (case, "bold"),
            ("  " + fit(self.article, max(room, 0)) + "  ", "$quiet"),
            (right, "bold $focus"),
        )


class StatusLine(_Line):
    """How many claims stand where, and what was done last."""

    progress: Progress | None = None
    pace: float | None = None
    message = ""
    error = False

    def count(self, progress: Progress, pace: float | None) -> None:
        """Show this progress, and how many decisions a minute there are, if that is known."""
        if (progress, pace) != (self.progress, self.pace):
            self.progress, self.pace = progress, pace
            self.refresh()

    def say(self, message: str, *, error: bool = False) -> None:
        """Show a message, which may quote text from outside; an empty one clears the place."""
        if (one_line(message), error) != (self.message, self.error):
            self.message, self.error = one_line(message), error
            self.refresh()

    def render(self) -> Content:
        """Draw the line: where both are too long for it, the counts give way to the message."""
        width = self.content_size.width
        message = f"! {self.message}" if self.error else self.message
        wanted = cell_len(message) + _GAP if message else 0
        counts = next((one for one in self._counts(width) if one.cell_length + wanted <= width), Content(""))
        room = width - counts.cell_length
        return Content.assemble((fit(message, room), "bold $error" if self.error else "bold"), counts)

    def _counts(self, width: int) -> list[Content]:
        """Return the counts, the fullest first."""
        progress = self.progress
        if progress is None or not progress.total:
            return []
        by_verdict: list[tuple[str, str]] = []
        for verdict in (*Verdict, None):
            word = name_of(verdict)
            by_verdict += [(f"{VERDICT_GLYPH[verdict]} {getattr(progress, word):,}", f"${word}"), ("  ", "")]
        if progress.conflict:
            by_verdict += [(f"{CONFLICT_GLYPH} {progress.conflict:,}", "$conflict"), ("  ", "")]
        done = round(_BAR * progress.decided / progress.total)
        done = min(max(done, int(progress.decided > 0)), _BAR - int(progress.open > 0))
        bar = [("━" * done, "$focus"), ("╌" * (_BAR - done), "$quiet"), ("  ", "")] if width >= _BAR_FROM else []
        total = (f"{progress.decided:,}/{progress.total:,}", "")
        pace = f"  {self.pace:.1f} a minute, {_duration(progress.open / self.pace)} left" if self.pace else ""
        return [
            *([Content.assemble(*by_verdict, *bar, total, (pace, "$quiet"))] if pace and width >= _PACE_FROM else []),
            Content.assemble(*by_verdict, *bar, total),
            Content.assemble(*by_verdict, total),
            Content.assemble(total),
        ]


class Hints(_Line):
    """The keys of the pane in focus; a click on one does the same as the key."""

    pane = ""

    def __init__(self, label: Callable[[Action], str]) -> None:
        super().__init__()
        self._label = label
        self._beside: dict[str, tuple[str, str]] = {}
        self._short = False

    def tell(self, action: str, words: str, short: str = "") -> None:
        """Say this beside the hint of the action with this id; ``short`` where there is no room for it."""
        if self._beside.get(action, ("", "")) != (words, short):
            self._beside[action] = words, short
            self.refresh()

    def show(self, pane: str) -> None:
        """Show the hints of this pane."""
        self.pane = pane
        self.refresh()

    def _placed(self) -> list[tuple[int, Action]]:
        """Return the hints that fit, each with the cell where it starts."""
        wanted = hints(self.pane)
        width = self.content_size.width
        self._short = False  # what is told beside a hint gives way before the hints that are always there
        self._short = sum(self._width(action) for action in wanted if not action.rank) - _GAP > width
        while len(wanted) > 1 and sum(self._width(action) for action in wanted) - _GAP > width:
            wanted.remove(max(wanted, key=lambda action: action.rank))
        placed, at = [], 0
        for action in wanted:
            placed.append((at, action))
            at += self._width(action)
        return placed

    def render(self) -> Content:
        """Draw the line."""
        parts: list[tuple[str, str]] = []
        for _, action in self._placed():
            parts += [(self._label(action), "bold $focus"), (f" {action.hints[self.pane]}", "$quiet")]
            parts += [(self._told(action), "bold"), (" " * _GAP, "")]
        return Content.assemble(*parts)

    async def on_click(self, event: events.Click) -> None:
        """Do what the hint under the mouse says."""
        x = event.get_content_offset_capture(self).x
        for at, action in self._placed():
            if at <= x < at + self._width(action) - _GAP:
                await self.app.run_action(f"do('{action.id}')")

    def _told(self, action: Action) -> str:
        return self._beside.get(action.id, ("", ""))[self._short]

    def _width(self, action: Action) -> int:
        return cell_len(self._label(action)) + 1 + cell_len(action.hints[self.pane] + self._told(action)) + _GAP


def _duration(minutes: float) -> str:
    return f"{minutes:.0f} min" if minutes < 100 else f"{minutes / 60:,.0f} h"
