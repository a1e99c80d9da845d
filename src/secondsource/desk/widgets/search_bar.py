"""The line for a search: the beginnings of words in a claim or its source's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input, Static

from secondsource.desk.widgets.claim_list import ClaimList
from secondsource.desk.widgets.layout import readable
from secondsource.desk.widgets.lines import Hints
from secondsource.desk.widgets.typed_ahead import caught_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult


class SafeInput(Input):
    """A line of input that shows whatever it is given, typed or pasted, safe and on one line."""

    def validate_value(self, value: str) -> str:
        """Return the text that takes the value's place, of the same length."""
        return readable(value).replace("\n", " ")

    def _on_paste(self, event: events.Paste) -> None:
        event.text = readable(event.text)  # Input's own handler, which takes the first line, comes after this one


class SearchBar(Horizontal):
    """Takes the place of the hints while a search is written.

    ``search`` lists what has the words, all claims where there are none, and returns whether there is anything.
    """

    BINDINGS: ClassVar = [
        Binding("enter", "search", show=False, priority=True),
        Binding("escape", "clear", show=False, priority=True),
        Binding("tab,shift+tab", "stay", show=False, priority=True),
    ]

    def __init__(self, words: str, search: Callable[[str], bool]) -> None:
        super().__init__(id="search")
        self.field = SafeInput(readable(words), placeholder="beginnings of words · Enter shows · Esc shows all")
        self._search = search

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Static("/", markup=False)
        yield self.field

    async def action_search(self) -> None:
        """Show what was found; where nothing was, go on asking."""
        await caught_up(self.field)
        if self._search(self.field.value):
            self._leave()

    def action_clear(self) -> None:
        """Leave the search, and with it the words in force."""
        self._search("")
        self._leave()

    def action_stay(self) -> None:
        """Go nowhere: while a search is written, no other place takes keys."""

    def on_descendant_blur(self) -> None:
        """Leave where the mouse went into a pane; the words in force stay."""
        if self.is_attached and self.screen.focused not in {None, self.field}:
            self._close()

    def _leave(self) -> None:
        self.screen.set_focus(self.screen.query_one(ClaimList))
        self._close()

    def _close(self) -> None:
        self.screen.query_one(Hints).display = True
        self.remove()
