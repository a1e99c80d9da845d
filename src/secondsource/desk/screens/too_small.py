"""What covers the desk while the terminal is too small for it."""

from __future__ import annotations

from textual.content import Content

from secondsource.desk import MINIMUM_HEIGHT, MINIMUM_WIDTH
from secondsource.desk.screens.dialog import Dialog


class TooSmall(Dialog[str]):
    """Says what size the desk needs; the app takes it away when there is room again."""

    def render(self) -> Content:
        """Draw the notice."""
        size = self.app.size
        return Content(
            f"This terminal is {size.width}x{size.height}.\n"
            f"The desk needs {MINIMUM_WIDTH}x{MINIMUM_HEIGHT}: enlarge it.\n"
            "Nothing is lost."
        )
