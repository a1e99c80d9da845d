"""The evidence on a claim: attaching a file or an address, and correcting what was said of a kept piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from secondsource.desk.screens.dialog import Dialog
from secondsource.desk.widgets.choice import Choice
from secondsource.desk.widgets.key_hints import Hint, KeyHints
from secondsource.desk.widgets.layout import readable
from secondsource.desk.widgets.search_bar import SafeInput
from secondsource.desk.widgets.typed_ahead import caught_up
from secondsource.display import VERDICT_GLYPH, name_of, one_line
from secondsource.model import Stance

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from secondsource.casefile import Evidence
    from secondsource.model import Claim

_IS: Final = ("another source", "the primary source itself")
_TALL: Final = 20  # lines of the terminal from which the claim is shown in full
_FIELDS: Final = 14  # lines that all but the list takes
_PIECES: Final = 8  # lines of the list, at most
_HINTS: Final = [
    Hint("Enter", "attaches", "take"),
    Hint("Esc", "leaves", "leave"),
    Hint("Tab", "next field", "next(1)"),
    Hint("← →", "or a first letter chooses", "next(1)"),
]
_CORRECTING: Final = [
    Hint("Enter", "corrects", "take"),
    Hint("Ctrl-w", "withdraws it", "withdraw"),
    Hint("Esc", "back", "leave"),
    Hint("Tab", "next field", "next(1)"),
]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done: attach what stands at ``place``, or say anew what the ``piece`` is for.

    ``passage`` are the words that count, empty for those nearest to the claim's; ``stance`` None withdraws the piece.
    """

    place: str
    stance: Stance | None
    primary: bool
    passage: str
    piece: Evidence | None = None


class EvidenceWindow(Dialog[Wanted]):
    """Shows the evidence on a claim and asks for more; left with what is to be done, or None.

    ``pieces`` are those kept; ``wanted`` is what was asked for before and could not be had, for another try.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("tab", "next(1)", show=False, priority=True),
        Binding("shift+tab", "next(-1)", show=False, priority=True),
        Binding("ctrl+w", "withdraw", show=False, priority=True),
    ]

    def __init__(
        self, claim: Claim, pieces: tuple[Evidence, ...], wanted: Wanted | None = None, fault: str = ""
    ) -> None:
        super().__init__()
        self._claim = claim
        self._pieces = pieces
        self._fault = fault
        self._piece: Evidence | None = None
        self._asked: tuple[str, ...] | None = None
        self._place = SafeInput(readable(wanted.place) if wanted else "", placeholder="path or https://…")
        self._stance = Choice(list(Stance), list(Stance).index(wanted.stance) if wanted and wanted.stance else 0)
        self._primary = Choice(_IS, int(bool(wanted and wanted.primary)))
        self._passage = SafeInput(
            readable(wanted.passage) if wanted else "", placeholder="the words that count (empty: the nearest)"
        )
        self._list = OptionList(markup=False, compact=True)
        self._hints = KeyHints(_HINTS)
        self._before = ("", *self._written[1:])

    def compose(self) -> ComposeResult:
        """Lay out the fields and the list."""
        claim = self._claim
        with Vertical(id="evidence", classes="dialog") as box:
            box.border_title = "Evidence"
            yield Static(
                Content.assemble(
                    (f"{VERDICT_GLYPH[claim.verdict]} ", f"bold ${name_of(claim.verdict)}"), one_line(claim.text)
                ),
                markup=False,
                id="of-claim",
            )
            for label, field in (
                ("attach", self._place), ("it", self._stance), ("it is", self._primary), ("passage", self._passage),
            ):  # fmt: skip
                yield Horizontal(Static(label, markup=False), field, classes="field")
            yield self._list
            yield Static(Content(one_line(self._fault)), markup=False, id="note")
            yield self._hints

    def on_mount(self) -> None:
        """List what is kept."""
        self._list.add_options([Option(_line(piece)) for piece in self._pieces])
        self._list.display = bool(self._pieces)
        self.set_focus(self._place)

    def on_resize(self, event: events.Resize) -> None:
        """Leave room for the keys."""
        lines = event.size.height
        self.query_one("#of-claim").styles.max_height = 1 if lines < _TALL else 3
        self._list.styles.max_height = max(min(lines - _FIELDS, _PIECES), 1)

    @property
    def _written(self) -> tuple[str, ...]:
        return (self._place.value, self._stance.value, self._primary.value, self._passage.value)

    def may_leave(self) -> bool:
        """Ask once before an address or a passage that was typed is lost."""
        typed = self._place.value or self._passage.value or self._piece
        if self._written in {self._before, self._asked} or not typed:
            return True
        self._asked = self._written
        self._note(f"Not {'corrected' if self._piece else 'attached'} yet: once more discards what was typed")
        return False

    def action_next(self, step: int) -> None:
        """Go to the next field, or to the one before."""
        fields = [self._stance, self._primary, self._passage]
        fields_all = [*([] if self._piece else [self._place]), *fields]
        if self._pieces and not self._piece:
            fields_all.append(self._list)
        outside = -1 if step > 0 else 0
        here = next((place for place, field in enumerate(fields_all) if field is self.focused), outside)
        self.set_focus(fields_all[(here + step) % len(fields_all)])
        if self.focused is self._list and self._list.highlighted is None:
            self._list.highlighted = 0

    async def action_leave(self) -> None:
        """Leave; from a piece that is corrected, back to all of them."""
        await self._caught_up()
        if not self.may_leave():
            return
        if self._piece is None:
            self.dismiss(None)
        else:
            self._correct(None)

    async def action_take(self) -> None:
        """Leave with what is asked for; on a kept piece, correct that."""
        await self._caught_up()
        if self.focused is self._list and self._list.highlighted is not None and self._piece is None:
            if self.may_leave():
                self._correct(self._pieces[self._list.highlighted])
            return
        if self._piece is None and not self._place.value.strip():
            self.set_focus(self._place)
            self._note("give the path of a file or an address" if not self._pieces else "nothing to attach: Esc leaves")
            return
        self._leave_with(Stance(self._stance.value))

    def action_withdraw(self) -> None:
        """Leave with the piece that is corrected taken away."""
        if self._piece is not None:
            self._leave_with(None)

    @on(OptionList.OptionSelected)
    def clicked(self, event: OptionList.OptionSelected) -> None:
        """Correct the piece that was clicked."""
        if self._piece is None and self.may_leave():
            self._correct(self._pieces[event.option_index])

    def _leave_with(self, stance: Stance | None) -> None:
        primary = self._primary.value == _IS[1]
        self.dismiss(Wanted(self._place.value.strip(), stance, primary, self._passage.value.strip(), self._piece))

    def _correct(self, piece: Evidence | None) -> None:
        """Put a kept piece into the fields, or empty them."""
        self._piece = piece
        self._place.value = one_line(piece.url or piece.name) if piece else ""
        self._place.disabled = piece is not None
        self._stance.choose(list(Stance).index(piece.stance) if piece else 0)
        self._primary.choose(int(piece.primary) if piece else 0)
        self._passage.value = readable(piece.passage or "") if piece else ""
        self._before, self._asked = self._written, None
        self._hints.show(_CORRECTING if piece else _HINTS)
        self._note(_about(piece) if piece else "")
        self.set_focus(self._passage if piece else self._place)

    async def _caught_up(self) -> None:
        for field in (self._place, self._stance, self._primary, self._passage):
            await caught_up(field)

    def _note(self, text: str) -> None:
        self.query_one("#note", Static).update(Content(one_line(text)))


def _line(piece: Evidence) -> Content:
    passage = f" “{one_line(piece.passage)}”" if piece.passage else ""
    return Content.assemble(
        (piece.stance.value, "bold"),
        " · primary" if piece.primary else "",
        f" · {one_line(piece.url or piece.name)}",
        (passage, "$quiet"),
    )


def _about(piece: Evidence) -> str:
    """Return what is kept of a piece, on one line."""
    kept = f"{piece.size:,} bytes · SHA-256 {piece.sha256[:12]} · {piece.read_by or 'no text'}"
    return f"{kept} · {piece.reviewer}, {piece.at[:16].replace('T', ' ')} UTC"
