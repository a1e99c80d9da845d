"""Saying that sources are one: found by their names, joined under the name that stays."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from secondsource.desk.screens.dialog import Dialog
from secondsource.desk.widgets.key_hints import Hint, KeyHints
from secondsource.desk.widgets.latest import Latest
from secondsource.desk.widgets.search_bar import SafeInput
from secondsource.desk.widgets.typed_ahead import caught_up
from secondsource.display import one_line
from secondsource.model import Refused, UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from secondsource.casefile import Known

_PATIENCE: Final = 2.0  # seconds that a key waits for sources which are being looked up
_HINTS: Final = [
    Hint("Enter", "takes it; then records", "record"),
    Hint("Esc", "leaves", "leave"),
    Hint("↓ ↑", "choose", "choose(1)"),
    Hint("Tab", "takes one more, or back", "take"),
    Hint("Ctrl-n", "the name that stays", "next_name"),
]


class JoinSources(Dialog[str]):
    """Asks which other sources are this one; left with what ``record`` says, None where nothing was done.

    ``search`` takes a part of a name and returns sources, ``source`` itself among them or not; it is called in a
    thread, one call at a time, and may raise UnusableInput. ``record`` takes the keys of all that are one, and the
    key of the one whose name stays, and returns what to say; when it raises UnusableInput or Refused, the window stays.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "record", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("down", "choose(1)", show=False, priority=True),
        Binding("up", "choose(-1)", show=False, priority=True),
        Binding("tab", "take", show=False, priority=True),
        Binding("ctrl+n", "next_name", show=False, priority=True),
    ]

    def __init__(
        self,
        source: Known,
        search: Callable[[str], Sequence[Known]],
        record: Callable[[list[str], str], str],
    ) -> None:
        super().__init__()
        self._united = [source]
        """The source itself, and those that were taken."""
        self._stays = source
        self._record = record
        self._asked: list[Known] | None = None
        self._found: list[Known] = []
        self._field = SafeInput(placeholder="a part of another source's name")
        self._list = OptionList(markup=False, compact=True)
        self._list.can_focus = False
        self._latest: Latest[str, Sequence[Known]] = Latest(self, search, self._take_in)
        self._looked: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the search, what it finds, and what becomes one."""
        with Vertical(id="join-sources", classes="dialog") as box:
            box.border_title = "The same source"
            yield self._field
            yield self._list
            yield Static(markup=False, id="becomes")
            yield Static(markup=False, id="note")
            yield KeyHints(_HINTS)

    def on_mount(self) -> None:
        """List what there is."""
        self._look()
        self._tell()

    @on(Input.Changed)
    def typed(self) -> None:
        """List what fits."""
        self._look()

    def _look(self) -> None:
        if self._field.value != self._looked:
            self._looked = self._field.value
            self._latest.want(self._looked.strip())

    def _take_in(self, words: str, found: Sequence[Known] | UnusableInput) -> None:
        if isinstance(found, UnusableInput):
            self._found, said = [], str(found)
        else:
            self._found = [one for one in found if one.key != self._united[0].key]
            said = "" if self._found else f"no other source is called “{words}”" if words else "no other source"
        self._note(said)
        self._list_anew(0)

    def _list_anew(self, place: int) -> None:
        taken = {one.key for one in self._united}
        place = min(place, len(self._found) - 1)
        self._list.clear_options()
        self._list.add_options(
            Option(_row(one, taken=one.key in taken, here=at == place)) for at, one in enumerate(self._found)
        )
        self._list.highlighted = place if self._found else None

    @property
    def _chosen(self) -> Known | None:
        place = self._list.highlighted
        return None if place is None or place >= len(self._found) else self._found[place]

    async def _settled(self) -> None:
        """Wait until what was typed is in the line, and what fits it in the list."""
        await caught_up(self._field)
        self._look()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._latest.settled.wait(), _PATIENCE)

    async def action_choose(self, step: int) -> None:
        """Go down or up in the list."""
        await self._settled()
        if self._found:
            self._list_anew(((self._list.highlighted or 0) + step) % len(self._found))

    async def action_take(self) -> None:
        """Take the source chosen in the list, or put it back."""
        await self._settled()
        chosen = self._chosen
        if chosen is None:
            return
        if any(one.key == chosen.key for one in self._united):
            self._united = [one for one in self._united if one.key != chosen.key]
            if self._stays.key == chosen.key:
                self._stays = self._united[0]
        else:
            self._united = [*self._united, chosen]
        self._note("")
        self._list_anew(self._list.highlighted or 0)
        self._tell()

    @on(OptionList.OptionSelected)
    async def clicked(self) -> None:
        """Take what was clicked, or put it back."""
        await self.action_take()

    def action_next_name(self) -> None:
        """Let the name of the next one of them stay."""
        place = next(place for place, one in enumerate(self._united) if one.key == self._stays.key)
        self._stays = self._united[(place + 1) % len(self._united)]
        self._tell()

    def may_leave(self) -> bool:
        """Ask once before what was taken is lost, and again after more was taken."""
        if len(self._united) == 1 or self._united == self._asked:
            return True
        self._asked = self._united
        self._note("Not recorded yet: Enter records it, once more discards it")
        return False

    async def action_leave(self) -> None:
        """Leave without joining."""
        await caught_up(self._field)
        if self.may_leave():
            self.dismiss(None)

    async def action_record(self) -> None:
        """Join what was taken and leave; where nothing was, take what is chosen and show what becomes of it."""
        if len(self._united) == 1:
            await self.action_take()
            if len(self._united) > 1:
                self._note("Enter once more records it")
            return
        await caught_up(self._field)
        try:
            self.dismiss(self._record([one.key for one in self._united], self._stays.key))
        except (UnusableInput, Refused) as error:
            self._note(str(error))

    def _tell(self) -> None:
        """Show what becomes one, and which name stays."""
        parts: list[str | tuple[str, str]] = [(one_line(self._stays.source.name), "bold")]
        others = [one for one in self._united if one.key != self._stays.key]
        if others:
            parts += [" stays as the name of ", ", ".join(_short(one) for one in others), " too"]
            more = "more than " if any(one.more for one in self._united) else ""
            parts.append(f": {more}{sum(one.claims for one in self._united):,} claims")
        else:
            parts.append(f" ({_claims(self._stays)}): which other sources are the same?")
        self.query_one("#becomes", Static).update(Content.assemble(*parts))

    def _note(self, text: str) -> None:
        self.query_one("#note", Static).update(Content(one_line(text)))


def _claims(one: Known) -> str:
    return "1 claim" if one.claims == 1 else f"{one.claims:,}{'+' if one.more else ''} claims"


def _short(one: Known) -> str:
    return f"“{one_line(one.source.name)}” ({one.claims:,})"


def _row(one: Known, *, taken: bool, here: bool) -> Content:
    about = ", ".join(filter(None, [one.source.type.value, one_line(one.source.affiliation or ""), _claims(one)]))
    marks = ("▸" if here else " ") + ("+ " if taken else "  ")
    return Content.assemble(marks, (one_line(one.source.name), "bold"), (f"  {about}", "$quiet"))
