"""A window's keys, shown below it: what each does, and a click does the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Size

_GAP: Final = 2


class Hint(NamedTuple):
    """A key as it is shown, what it does in a word or two, and the window's action that does it."""

    label: str
    words: str
    action: str


def flow(widths: list[int], width: int, gap: int = _GAP) -> list[tuple[int, int]]:
    """Return the cell and the line at which each of a row of texts starts, on as many lines as it takes."""
    places: list[tuple[int, int]] = []
    x = y = 0
    for cells in widths:
        if x and x + cells > width:
            x, y = 0, y + 1
        places.append((x, y))
        x += cells + gap
    return places


class KeyHints(Widget):
    """Hints on as many lines as fit (``most`` at most), the most wanted first. A click runs the screen's action."""

    ALLOW_SELECT = False

    def __init__(self, hints: list[Hint], most: int = 2) -> None:
        super().__init__()
        self._hints = hints
        self._most = most

    def show(self, hints: list[Hint]) -> None:
        """Show other hints."""
        self._hints = hints
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines it takes."""
        return max((y for y, _, _ in self._placed(width)), default=0) + 1

    def render(self) -> Content:
        """Draw the lines."""
        lines: list[list[tuple[str, str]]] = [[]]
        for y, _, hint in self._placed(self.content_size.width):
            if y == len(lines):
                lines.append([])
            lines[y] += [(hint.label, "bold $focus"), (f" {hint.words}" + " " * _GAP, "$quiet")]
        return Content("\n").join(Content.assemble(*line) for line in lines)

    async def on_click(self, event: events.Click) -> None:
        """Do what the hint under the mouse says."""
        at = event.get_content_offset_capture(self)
        for y, x, hint in self._placed(self.content_size.width):
            if y == at.y and x <= at.x < x + _width(hint):
                await self.screen.run_action(hint.action)

    def _placed(self, width: int) -> list[tuple[int, int, Hint]]:
        places = flow([_width(hint) for hint in self._hints], width)
        return [(y, x, hint) for (x, y), hint in zip(places, self._hints, strict=True) if y < self._most]


def _width(hint: Hint) -> int:
    return cell_len(hint.label) + 1 + cell_len(hint.words)
