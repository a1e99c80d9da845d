"""Writing a rationale (why a claim stands as it does) or a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from secondsource.desk.screens.dialog import Dialog
from secondsource.desk.widgets.layout import readable
from secondsource.desk.widgets.typed_ahead import caught_up
from secondsource.display import VERDICT_GLYPH, name_of, one_line
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from secondsource.model import Claim

_HINT = "Enter records · Shift-Enter or Ctrl-j new line · Esc cancels"


class _Editor(TextArea):
    """A text area for a window in which Enter ends; pasted control characters do nothing."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key in {"shift+enter", "ctrl+j"}:
            event.stop()
            event.prevent_default()
            self.insert("\n")

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = readable(event.text)  # TextArea's own handler comes after this one


class Writing(Dialog[str]):
    """Asks for a text on a claim; left with what to say, or None where nothing was to change.

    ``heading`` says what it is, ``text`` is what stands so far. ``record`` takes the text and returns what to say;
    when it raises UnusableInput, the window stays, with the text.
    """

    BINDINGS: ClassVar = [
        Binding("enter", "record", show=False, priority=True),
        Binding("escape", "cancel", show=False, priority=True),
    ]

    def __init__(self, heading: str, claim: Claim, text: str, record: Callable[[str], str]) -> None:
        super().__init__()
        self._record = record
        self._claim = claim
        self._heading = heading
        self._before = readable(text)
        self._asked: str | None = None
        self._editor = _Editor(self._before, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)

    def compose(self) -> ComposeResult:
        """Lay out the claim and the text."""
        claim = self._claim
        word = name_of(claim.verdict)
        with Vertical(id="rationale", classes="dialog") as box:
            box.border_title = Content(one_line(self._heading))
            yield Static(
                Content.assemble((f"{VERDICT_GLYPH[claim.verdict]} ", f"bold ${word}"), one_line(claim.text)),
                markup=False,
                id="of-claim",
            )
            yield self._editor
            yield Static(_HINT, markup=False, id="note")

    def on_mount(self) -> None:
        """Go on writing where the text ends."""
        self._editor.move_cursor(self._editor.document.end)

    def may_leave(self) -> bool:
        """Ask once before text is lost, and again after more was written."""
        text = self._editor.text
        if text in {self._before, self._asked}:
            return True
        self._asked = text
        self._note("Not recorded yet: Enter records it, once more discards it")
        return False

    async def action_cancel(self) -> None:
        """Leave without recording."""
        await caught_up(self._editor)
        if self.may_leave():
            self.dismiss(None)

    async def action_record(self) -> None:
        """Record the text and leave."""
        await caught_up(self._editor)
        text = self._editor.text
        try:
            self.dismiss(None if text == self._before else self._record(text))
        except UnusableInput as error:
            self._note(str(error))

    def _note(self, text: str) -> None:
        self.query_one("#note", Static).update(Content(one_line(text)))
