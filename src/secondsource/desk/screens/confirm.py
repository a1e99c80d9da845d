"""Asking once before something is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from secondsource.desk.screens.dialog import Dialog
from secondsource.desk.widgets.key_hints import Hint, KeyHints
from secondsource.display import one_line
from secondsource.model import Refused, UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class Confirm(Dialog[str]):
    """Asks a question; left with what ``do`` says once it was answered by yes, else with None.

    ``question`` may quote text from outside. ``doing`` says in a word or two what Enter does. When ``do`` raises
    UnusableInput or Refused, the window stays with the message.
    """

    BINDINGS: ClassVar = [
        Binding("enter,y", "agree", show=False, priority=True),
        Binding("escape,n", "refuse", show=False, priority=True),
    ]

    def __init__(self, title: str, question: str, do: Callable[[], str], doing: str = "does it") -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._do = do
        self._doing = doing

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        with Vertical(id="confirm", classes="dialog") as box:
            box.border_title = Content(one_line(self._title))
            yield Static(Content(one_line(self._question)), markup=False, id="question")
            yield Static(markup=False, id="note")
            yield KeyHints([Hint("Enter", self._doing, "agree"), Hint("Esc", "leaves it", "refuse")])

    def action_agree(self) -> None:
        """Do it and leave."""
        try:
            self.dismiss(self._do())
        except (UnusableInput, Refused) as error:
            self.query_one("#note", Static).update(Content(one_line(str(error))))

    def action_refuse(self) -> None:
        """Leave without doing it."""
        self.dismiss(None)
