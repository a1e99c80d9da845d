"""Choosing one of several: an order, a theme, a saved filter."""

from __future__ import annotations

from string import ascii_letters, digits
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from secondsource.desk.screens.dialog import Dialog
from secondsource.desk.widgets.layout import fit
from secondsource.display import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

LETTERS: Final = "".join(sorted(set(ascii_letters + digits) - set("jk")))
"""What an option's letter can be: the list itself takes j and k."""
_LABEL_WIDEST: Final = 28  # cells


class Choose(Dialog[int]):
    """Asks for one of several things; left with the place of the one chosen, from 0, or None.

    ``options`` holds for each one of ``LETTERS`` (or an empty text), a name and a sentence.
    ``now`` is the place of the one in force, which the cursor stands on first.
    """

    BINDINGS: ClassVar = [
        Binding("escape", "dismiss", show=False, priority=True),
        Binding("enter", "take", show=False, priority=True),
        Binding("j,down", "move(1)", show=False, priority=True),
        Binding("k,up", "move(-1)", show=False, priority=True),
        *(Binding(letter, f"pick('{letter}')", show=False, priority=True) for letter in LETTERS),
    ]

    def __init__(self, title: str, options: Sequence[tuple[str, str, str]], now: int | None = None) -> None:
        super().__init__()
        self._heading = title
        self._options = tuple(options)
        self._now = now
        width = min(max((cell_len(one_line(name)) for _, name, _ in options), default=0), _LABEL_WIDEST)
        rows = (
            Content.assemble(
                ("▪ " if place == now else "  ", "$focus"),
                (fit(one_line(letter), 2), "bold $focus"),
                (fit(one_line(name), width) + "  ", "bold" if place == now else ""),
                (one_line(sentence), "$quiet"),
            )
            for place, (letter, name, sentence) in enumerate(options)
        )
        self._list = OptionList(*map(Option, rows), markup=False, compact=True)
        self._list.can_focus = False

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(id="choose", classes="dialog") as box:
            box.border_title = Content(one_line(self._heading))
            box.border_subtitle = "Enter or the letter chooses · Esc leaves"
            yield self._list

    def on_mount(self) -> None:
        """Begin at what is in force."""
        if self._options:
            self._list.highlighted = self._now or 0

    def action_pick(self, letter: str) -> None:
        """Leave with the one that has this letter."""
        for place, (own, _, _) in enumerate(self._options):
            if own == letter:
                self._leave_with(place)
                return

    def action_move(self, step: int) -> None:
        """Go down or up, going round at the ends."""
        if step > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def action_take(self) -> None:
        """Leave with the one under the cursor."""
        if self._list.highlighted is not None:
            self._leave_with(self._list.highlighted)

    @on(OptionList.OptionSelected)
    def clicked(self, event: OptionList.OptionSelected) -> None:
        """Leave with the one clicked."""
        self._leave_with(event.option_index)

    def _leave_with(self, place: int) -> None:
        self.dismiss(place)
