"""What stands in place of the panes while a case holds no claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from secondsource.display import one_line

if TYPE_CHECKING:
    from pathlib import Path


class EmptyCase(Widget):
    """Says that there are no claims and how to come by some."""

    def __init__(self, case: Path, articles: int) -> None:
        super().__init__(id="empty")
        self._case = case
        self._articles = articles

    def render(self) -> Content:
        """Draw the text."""
        held = (
            "no article yet" if not self._articles else f"{self._articles:,} articles, and no claim was found in them"
        )
        return Content.assemble(
            ("No claims to review\n\n", "bold"),
            (f"This case holds {held}. Add one from another terminal:\n\n", "$quiet"),
            f"  secondsource add {one_line(str(self._case))} ARTICLE.txt\n\n",
            ("Its claims show here by themselves.", "$quiet"),
        )
