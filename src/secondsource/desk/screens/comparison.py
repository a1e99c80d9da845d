"""The claim under the cursor held against its source and against other claims, two texts side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from secondsource.desk.screens.dialog import Dialog
from secondsource.desk.widgets.comparing import Comparing
from secondsource.desk.widgets.key_hints import Hint, KeyHints

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from secondsource.examine import Examination

_WIDEST: Final = 140  # cells
_MARGIN: Final = 4  # cells beside the window, where there is room for them
_FRAME: Final = 4  # cells of border and padding
_AROUND: Final = 5  # lines of borders, legend and keys
_HINTS: Final = [
    Hint("Esc", "leaves", "leave"),
    Hint("j k", "other claims", "move(1)"),
    Hint("Enter", "goes there", "take"),
    Hint("e", "evidence", "evidence"),
]


class Leaving(NamedTuple):
    """What comes after the comparison: the other claim with this uid, or without one the evidence of this claim."""

    claim: str | None


class ComparisonWindow(Dialog[Leaving]):
    """All that the checks say of one claim; left with what is to come next, or None."""

    BINDINGS: ClassVar = [
        Binding("escape,equals_sign", "leave", show=False, priority=True),
        Binding("enter", "take", show=False, priority=True),
        Binding("e", "evidence", show=False, priority=True),
        Binding("j,down", "move(1)", show=False, priority=True),
        Binding("k,up", "move(-1)", show=False, priority=True),
        Binding("ctrl+d", "turn(0.5)", show=False, priority=True),
        Binding("ctrl+u", "turn(-0.5)", show=False, priority=True),
        Binding("pagedown,space", "turn(1)", show=False, priority=True),
        Binding("pageup", "turn(-1)", show=False, priority=True),
        Binding("home", "edge(False)", show=False, priority=True),
        Binding("G,end", "edge(True)", show=False, priority=True),
    ]

    def __init__(self, found: Examination) -> None:
        super().__init__()
        self._compared = Comparing(found)

    def compose(self) -> ComposeResult:
        """Lay out the texts, what the marks mean, and the keys."""
        with Vertical(id="comparison", classes="dialog") as box:
            box.border_title = "Does it hold?"
            yield self._compared
            yield Static(
                Content.assemble(("bears on the sense", "bold reverse $disputed"), "  ", ("other words", "underline")),
                markup=False,
                id="legend",
            )
            yield KeyHints(_HINTS)

    def on_resize(self, event: events.Resize) -> None:
        """Be as large as what is shown, or as the screen."""
        width = min(event.size.width - (_MARGIN if event.size.width >= _WIDEST // 2 + _MARGIN else 0), _WIDEST)
        lines = self._compared.lay_out(width - _FRAME - 1)
        self.query_one("#comparison").styles.width = width
        self._compared.styles.height = max(min(lines, event.size.height - _AROUND), 1)

    def action_move(self, step: int) -> None:
        """Go to the next other claim, or the one before."""
        self._compared.move(step)

    def action_turn(self, pages: float) -> None:
        """Scroll so many pages."""
        self._compared.turn(pages)

    def action_edge(self, last: bool) -> None:
        """Scroll to the first line, or to the last."""
        self._compared.edge(last=last)

    def action_take(self) -> None:
        """Leave for the claim under the cursor."""
        if self._compared.chosen is not None:
            self.dismiss(Leaving(self._compared.chosen))

    def action_evidence(self) -> None:
        """Leave for the evidence."""
        self.dismiss(Leaving(None))

    def action_leave(self) -> None:
        """Leave for the desk."""
        self.dismiss(None)

    @on(Comparing.Chosen)
    def clicked(self, event: Comparing.Chosen) -> None:
        """Leave for the claim that was clicked."""
        self.dismiss(Leaving(event.uid))
