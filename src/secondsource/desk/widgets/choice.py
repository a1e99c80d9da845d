"""One of a few, all in sight: chosen by arrows, by first letters, or by a click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from secondsource.desk.widgets.key_hints import flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Size

_CHOSEN: Final = "● "
_OTHER: Final = "○ "


class Choice(Widget, can_focus=True):
    """One of ``options``, texts of ours; ``chosen`` is its place."""

    ALLOW_SELECT = False

    def __init__(self, options: Sequence[str], chosen: int) -> None:
        super().__init__()
        self._options = list(options)
        self.chosen = chosen

    @property
    def value(self) -> str:
        """The option chosen."""
        return self._options[self.chosen]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines it takes."""
        return max(y for _, y in self._places(width)) + 1

    def render(self) -> Content:
        """Draw the options; the chosen one is told by its sign and by its weight."""
        lines: list[list[tuple[str, str]]] = [[]]
        for place, ((_, y), option) in enumerate(
            zip(self._places(self.content_size.width), self._options, strict=True)
        ):
            if y == len(lines):
                lines.append([])
            here = place == self.chosen
            style = ("bold reverse" if self.has_focus else "bold") if here else ""
            lines[y] += [((_CHOSEN if here else _OTHER) + option, style), ("  ", "")]
        return Content("\n").join(Content.assemble(*line) for line in lines)

    def choose(self, place: int) -> None:
        """Choose an option by its place."""
        self.chosen = place % len(self._options)
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Choose by arrows, by Space, or by an option's first letter."""
        if event.key in {"left", "right", "space"}:
            self.choose(self.chosen + (-1 if event.key == "left" else 1))
        elif event.character and event.is_printable:
            following = [(self.chosen + step) % len(self._options) for step in range(1, len(self._options) + 1)]
            found = [place for place in following if self._options[place].startswith(event.character.lower())]
            if not found:
                return
            self.choose(found[0])
        else:
            return
        event.stop()

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        at = event.get_content_offset_capture(self)
        for place, (x, y) in enumerate(self._places(self.content_size.width)):
            if y == at.y and x <= at.x < x + _width(self._options[place]):
                self.choose(place)

    def on_focus(self) -> None:
        """Show that keys choose here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that they do no more."""
        self.refresh()

    def _places(self, width: int) -> list[tuple[int, int]]:
        return flow([_width(option) for option in self._options], width)


def _width(option: str) -> int:
    return cell_len(option) + len(_CHOSEN)
