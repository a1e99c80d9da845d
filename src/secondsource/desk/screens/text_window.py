"""A window in which words of an article are picked: the text, the caret, and the keys that move it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from secondsource.desk.screens.dialog import Dialog
from secondsource.desk.widgets.text_picker import TextPicker


class TextWindow(Dialog[str]):
    """A window with a text in which words are picked. ``_tell`` is called whenever caret or selection have changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, show=False, priority=True)
        for keys, action in (
            ("left,h", "step(-1)"), ("right,l", "step(1)"), ("up,k", "lines(-1)"), ("down,j", "lines(1)"),
            ("shift+left", "step(-1, True)"), ("shift+right", "step(1, True)"),
            ("shift+up", "lines(-1, True)"), ("shift+down", "lines(1, True)"),
            ("w,ctrl+right", "words(1)"), ("b,ctrl+left", "words(-1)"),
            ("ctrl+shift+right", "words(1, True)"), ("ctrl+shift+left", "words(-1, True)"),
            ("left_curly_bracket", "paragraphs(-1)"), ("right_curly_bracket", "paragraphs(1)"),
            ("home,0", "line_edge(False)"), ("end,dollar_sign", "line_edge(True)"),
            ("g", "first"), ("ctrl+home", "first(True)"), ("G,ctrl+end", "last"),
            ("ctrl+d", "turn(0.5)"), ("ctrl+u", "turn(-0.5)"), ("pagedown", "turn(1)"), ("pageup", "turn(-1)"),
            ("v", "select"), ("space", "grow"),
        )
    ]  # fmt: skip

    def __init__(self, text: str, at: int) -> None:
        super().__init__()
        self._picker = TextPicker(text, at)
        self._prefixed = False

    def _tell(self, *, keep: bool = False) -> None:
        """Forget the first g of gg; ``keep`` leaves what was said last in sight."""
        self._prefixed = False

    def action_step(self, by: int, selecting: bool = False) -> None:
        """Go a character on or back."""
        self._picker.step(by, selecting=selecting)
        self._tell()

    def action_lines(self, by: int, selecting: bool = False) -> None:
        """Go lines down or up."""
        self._picker.lines(by, selecting=selecting)
        self._tell()

    def action_turn(self, pages: float) -> None:
        """Go so many pages down or up."""
        self._picker.lines(int(pages * self._picker.rows) or (1 if pages > 0 else -1))
        self._tell()

    def action_words(self, by: int, selecting: bool = False) -> None:
        """Go a word on or back."""
        self._picker.words(by, selecting=selecting)
        self._tell()

    def action_paragraphs(self, by: int) -> None:
        """Go a paragraph on or back."""
        self._picker.paragraphs(by)
        self._tell()

    def action_line_edge(self, last: bool) -> None:
        """Go to an end of the line."""
        self._picker.line_edge(last=last)
        self._tell()

    def action_first(self, at_once: bool = False) -> None:
        """Go to the start of the article, at the second g of gg."""
        if at_once or self._prefixed:
            self._picker.go(0)
            self._tell()
        else:
            self._prefixed = True

    def action_last(self) -> None:
        """Go to the end of the article."""
        self._picker.go(len(self._picker.text))
        self._tell()

    def action_select(self) -> None:
        """Begin to select at the caret, or select nothing any more."""
        if self._picker.begun is None:
            self._picker.go(self._picker.caret, selecting=True)
        else:
            self._picker.select(None)
        self._tell()

    def action_grow(self) -> None:
        """Select the word under the caret; again: its clause, its sentence, its paragraph."""
        self._picker.grow()
        self._tell()

    def on_text_picker_moved(self) -> None:
        """Show what the mouse selected."""
        self._tell()
