"""A verdict of corroborated in spite of what speaks against it: a warning, and the reason for going on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from secondsource.desk.screens.dialog import Dialog
from secondsource.desk.widgets.key_hints import Hint, KeyHints
from secondsource.desk.widgets.search_bar import SafeInput
from secondsource.desk.widgets.typed_ahead import caught_up
from secondsource.display import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


class Overriding(Dialog[str]):
    """Says what is weak; left with the reason that was typed, or None where the verdict is not to be recorded.

    ``about`` says of what, ``weak`` what is weak about it, in words.
    """

    BINDINGS: ClassVar = [
        Binding("enter", "go_on", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("tab,shift+tab", "stay", show=False, priority=True),
    ]

    def __init__(self, about: str, weak: Sequence[str]) -> None:
        super().__init__()
        self._about = about
        self._weak = weak
        self._asked: str | None = None
        self._reason = SafeInput(placeholder="why corroborated all the same?")

    def compose(self) -> ComposeResult:
        """Lay out what is weak, and the line for the reason."""
        with Vertical(id="overriding", classes="dialog") as box:
            box.border_title = "Corroborated?"
            yield Static(Content(one_line(self._about)), markup=False, id="of-claim")
            yield Static(Content("\n".join(f"· {one_line(one)}" for one in self._weak)), markup=False, id="weak")
            yield self._reason
            yield Static("The reason is recorded with the verdict, and exported.", markup=False, id="note")
            yield KeyHints([Hint("Enter", "records it all the same", "go_on"), Hint("Esc", "leaves it open", "leave")])

    def may_leave(self) -> bool:
        """Ask once before a reason is lost, and again after more was written."""
        reason = self._reason.value.strip()
        if reason in {"", self._asked}:
            return True
        self._asked = reason
        self._note("Not recorded yet: Enter records it, Esc once more discards it")
        return False

    async def action_go_on(self) -> None:
        """Leave with the reason."""
        await caught_up(self._reason)
        reason = self._reason.value.strip()
        if reason:
            self.dismiss(reason)
        else:
            self._note("Type why, or leave with Esc")

    async def action_leave(self) -> None:
        """Leave without a verdict."""
        await caught_up(self._reason)
        if self.may_leave():
            self.dismiss(None)

    def action_stay(self) -> None:
        """Go nowhere: there is one field."""

    def _note(self, text: str) -> None:
        self.query_one("#note", Static).update(Content(text))
