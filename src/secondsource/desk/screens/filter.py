"""Writing a filter as a line of text, with help: what can be filtered by, which values there are, what it shows."""

from __future__ import annotations

import contextlib
import dataclasses
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from secondsource.desk import filtering
from secondsource.desk.filtering import FIELDS
from secondsource.desk.screens.dialog import Dialog
from secondsource.desk.screens.offers import OfferList
from secondsource.desk.widgets.key_hints import Hint, KeyHints
from secondsource.desk.widgets.latest import Latest
from secondsource.desk.widgets.search_bar import SafeInput
from secondsource.desk.widgets.typed_ahead import caught_up
from secondsource.display import one_line, safe
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult

    from secondsource.casefile import Filter
    from secondsource.desk.screens.offers import Facets, Offer

_HINTS: Final = [
    Hint("Enter", "shows", "enter"),
    Hint("Tab", "completes", "complete"),
    Hint("Ctrl-s", "saves", "save"),
    Hint("Esc", "leaves", "leave"),
]
_NAMING_HINTS: Final = [Hint("Enter", "saves", "enter"), Hint("Esc", "goes back", "leave")]
_LONGEST_NAME: Final = 100  # characters
_TEXTS: Final = tuple(field.name for field in FIELDS if not field.values and field.key not in filtering.DATES)


class FilterWindow(Dialog[str]):
    """Asks which claims to show.

    ``apply`` takes the filter and returns an empty text, upon which the window closes, or what to say, and it stays.
    ``facets`` takes the name of a field of ``Filter`` and the beginning of a value and returns values with their
    numbers of claims; ``count`` takes a filter and returns how many claims it shows. Both are called in a thread, one
    call of each at a time. ``saved`` holds filters as text by name; ``save`` (name, text) and ``forget`` (name) keep
    it so, and raise UnusableInput where they can't.
    """

    BINDINGS: ClassVar = [
        Binding("enter", "enter", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
        Binding("down", "choose(1)", show=False, priority=True),
        Binding("up", "choose(-1)", show=False, priority=True),
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("delete,ctrl+d", "delete", show=False, priority=True),
    ]

    def __init__(
        self,
        wanted: Filter,
        apply: Callable[[Filter], str],
        *,
        facets: Facets | None = None,
        count: Callable[[Filter], int] | None = None,
        saved: Mapping[str, str] | None = None,
        save: Callable[[str, str], None] | None = None,
        forget: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self._apply = apply
        self._saved = dict(saved or {})
        self._save = save
        self._forget = forget
        self._count = Latest(self, count, self._show_count) if count else None
        self._seen: tuple[str, int] | None = None
        self._sure: str | None = None  # what the next key does though something is lost by it
        self._list = OfferList(self._saved, facets, self._say)
        line = self._shown(wanted)
        self._before = line
        self._line = SafeInput(
            line + " " if line else "", placeholder="is:open source:name words", select_on_focus=False
        )
        self._name_line = SafeInput(
            placeholder="a name to save it under", select_on_focus=False, max_length=_LONGEST_NAME
        )

    def compose(self) -> ComposeResult:
        """Lay out the line, what it shows, and the help."""
        with Vertical(id="filter", classes="dialog") as box:
            box.border_title = "Filter"
            yield self._line
            yield self._name_line
            yield Static(markup=False, id="found")
            yield self._list
            yield KeyHints(_HINTS)

    def on_mount(self) -> None:
        """Begin with the filter in force."""
        self._name_line.display = False
        self._line.cursor_position = len(self._line.value)
        self.watch(self._line, "selection", self._look)
        self._look()

    def may_leave(self) -> bool:
        """Ask once before a filter that was written is lost, and again after more was written."""
        line = self._line.value.strip()
        if line in {"", self._before, *map(safe, self._saved.values())} or self._is_sure(f"leave {line}"):
            return True
        self._say("Not in force yet: Enter shows it, once more leaves it")
        return False

    @on(Input.Changed)
    def changed(self) -> None:
        """Help with what is written now."""
        self._look()

    # What the keys do

    async def action_enter(self) -> None:
        """Show the claims asked for, with what was chosen in the list; while a name is asked for, save."""
        await self._written()
        if self._name_line.display:
            self._record()
            return
        offer = self._list.chosen
        if offer:
            self._put(offer)
            if offer.unfinished:
                return
        try:
            problem = self._apply(self._asked())
        except UnusableInput as error:
            problem = str(error)
        if problem:
            self._say(problem)
        else:
            self.dismiss(None)

    async def action_leave(self) -> None:
        """Go back from the name to the line; from there, leave the filter in force as it was."""
        await self._written()
        if self._name_line.display:
            self._ask_for_name(False)
        elif self.may_leave():
            self.dismiss(None)

    async def action_complete(self) -> None:
        """Put what was chosen, or else the first of the list, into the line."""
        await self._written()
        await self._list.settled()
        offer = self._list.chosen or self._list.first
        if offer and not self._name_line.display:
            self._put(offer)

    async def action_choose(self, step: int) -> None:
        """Go down or up in the list."""
        self._sure = None
        await self._written()
        await self._list.settled()
        self._list.choose(step)

    async def action_save(self) -> None:
        """Ask for a name to save the filter under."""
        await self._written()
        if self._save is None or self._name_line.display:
            return
        try:
            if not self._asked():
                raise UnusableInput("write a filter first; then Ctrl-s saves it")
        except UnusableInput as error:
            self._say(str(error))
        else:
            self._ask_for_name(True)

    async def action_delete(self) -> None:
        """Forget the saved filter chosen in the list, after asking; else delete to the right."""
        await self._written()
        offer = None if self._name_line.display else self._list.chosen
        if offer is None or offer.saved is None or self._forget is None:
            (self._name_line if self._name_line.display else self._line).action_delete_right()
        elif self._is_sure(f"forget {offer.saved}"):
            try:
                self._forget(offer.saved)
            except UnusableInput as error:
                self._say(str(error))
                return
            del self._saved[offer.saved]
            self._list.renew()
            self._say(f"“{offer.saved}” is forgotten", problem=False)
        else:
            self._say(f"Delete once more forgets “{offer.saved}”")

    @on(OfferList.OptionSelected)
    def clicked(self) -> None:
        """Put what was clicked into the line."""
        if self._list.chosen and not self._name_line.display:
            self._put(self._list.chosen)

    # Saving

    def _ask_for_name(self, asked: bool) -> None:
        self._name_line.display = asked
        self.set_focus(self._name_line if asked else self._line)
        self.query_one(KeyHints).show(_NAMING_HINTS if asked else _HINTS)
        if asked:
            self._say("which name is it to have?", problem=False)
        else:
            self._understand()

    def _record(self) -> None:
        name = " ".join(self._name_line.value.split())
        if not name:
            self._say("give it a name")
        elif name in self._saved and not self._is_sure(f"replace {name}"):
            self._say(f"“{name}” is saved already: Enter once more replaces it")
        elif self._save is not None:
            try:
                line = filtering.write(self._asked())
                self._save(name, line)
            except UnusableInput as error:
                self._say(str(error))
                return
            self._saved[name] = line
            self._name_line.value = ""
            self._ask_for_name(False)
            self._list.renew()
            self._say(f"saved as “{name}”", problem=False)

    def _is_sure(self, what: str) -> bool:
        """Tell whether this was asked for twice in a row."""
        sure, self._sure = self._sure == what, what
        return sure

    # The line

    async def _written(self) -> None:
        """Wait until all that was typed stands in the line."""
        await caught_up(self._name_line if self._name_line.display else self._line)
        self._look()

    def _shown(self, wanted: Filter) -> str:
        """Return a filter as a line that is safe to show, and keep in mind what it stands for."""
        for name in _TEXTS:
            self._list.remember(name, getattr(wanted, name))
        return safe(filtering.write(wanted))

    def _asked(self) -> Filter:
        """Return the filter that the line asks for; raises UnusableInput where it has a fault."""
        wanted = filtering.parse(self._line.value)
        true: dict[str, Any] = {name: self._list.true.get((name, getattr(wanted, name))) for name in _TEXTS}
        return dataclasses.replace(wanted, **{name: value for name, value in true.items() if value})

    def _look(self) -> None:
        """Help with what is written, where that or the cursor has changed."""
        now = self._line.value, self._line.cursor_position
        if now == self._seen or not self._list.is_mounted:
            return
        rewritten = self._seen is None or self._seen[0] != now[0]
        self._seen, self._sure = now, None
        if rewritten:
            self._understand()
        self._list.look(*now)

    def _understand(self) -> None:
        """Say what the line shows, or what is wrong with it."""
        wanted: Filter | None = None
        try:
            wanted = self._asked()
            self._tell(filtering.describe(wanted) or "all claims")
        except UnusableInput as error:
            self._tell(str(error))
        if self._count is not None:
            self._count.want(wanted)

    def _show_count(self, wanted: Filter, found: int | UnusableInput) -> None:
        if isinstance(found, UnusableInput):
            self._say(str(found))
            return
        claims = "no claims" if not found else "1 claim" if found == 1 else f"{found:,} claims"
        self._tell(" · ".join(part for part in (claims, filtering.describe(wanted)) if part))

    def _say(self, text: str, *, problem: bool = True) -> None:
        """Say this until something else is written."""
        if self._count is not None:
            self._count.want(None)
        self._tell(text, problem=problem)

    def _tell(self, text: str, *, problem: bool = False) -> None:
        said = self.query_one("#found", Static)
        said.set_class(problem, "-problem")
        said.update(Content(one_line(f"! {text}" if problem else text)))

    def _put(self, offer: Offer) -> None:
        """Put an offer into the line for what it completes; a saved filter takes the place of the whole line."""
        line, token = self._line.value, self._list.token
        if offer.saved is not None:
            with contextlib.suppress(UnusableInput):  # a fault in it is told when the line is read
                self._shown(filtering.parse(self._saved[offer.saved]))
            before, after = "", ""
        elif token.field is None and not offer.fits:  # it goes on after the word
            before, after = line[: token.end] + " ", line[token.end :]
        else:
            before, after = line[: token.start], line[token.end :]
        if not offer.unfinished:
            after = " " + after.lstrip()
        self._line.value = before + offer.text + after
        self._line.cursor_position = len(before + offer.text) + (not offer.unfinished)
        self._look()
