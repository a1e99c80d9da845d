"""The app: what each action of the registry does."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from textual.app import App
from textual.events import Key

from secondsource.casefile import Filter
from secondsource.desk import MINIMUM_HEIGHT, MINIMUM_WIDTH, actions
from secondsource.desk.review import Review
from secondsource.desk.screens.dialog import Dialog
from secondsource.desk.theme import COLOURFUL, PLAIN
from secondsource.desk.workspace import Workspace
from secondsource.model import Refused, UnusableInput, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual import events
    from textual.app import ComposeResult
    from textual.command import Provider
    from textual.screen import Screen

    from secondsource.casefile import Case


_AT_THE_DESK = actions.names()
Result = TypeVar("Result")


def _palette() -> type[Provider]:
    from secondsource.desk.screens.palette import ActionCommands

    return ActionCommands


class Desk(App[None]):
    """The desk on an open case, for one reviewer.

    ``failure`` is the error that the desk had to stop on, None where it did not.
    """

    CSS_PATH = Path(__file__).with_name("desk.tcss")
    TITLE = "secondsource"
    AUTO_FOCUS = "#" + actions.LIST
    BINDINGS = actions.bindings()
    COMMANDS = {_palette}  # noqa: RUF012 - as Textual has it
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012

    def __init__(self, case: Case, reviewer: str) -> None:
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.animation_level = "none"
        self.register_theme(COLOURFUL)
        self.register_theme(PLAIN)
        few_colours = self.no_color or self.console.color_system in {None, "standard"}
        self.theme = PLAIN.name if few_colours else COLOURFUL.name
        self.review = Review(case, reviewer)
        self.workspace = Workspace(self.review)
        self.failure: Exception | None = None
        self._prefixed = False

    def compose(self) -> ComposeResult:
        """Lay out the desk."""
        yield self.workspace

    def on_resize(self, event: events.Resize) -> None:
        """Cover the desk while the terminal is too small for it."""
        small = event.size.width < MINIMUM_WIDTH or event.size.height < MINIMUM_HEIGHT
        if small or len(self.screen_stack) > 1:
            from secondsource.desk.screens.too_small import TooSmall

            covered = isinstance(self.screen, TooSmall)
            if small and not covered:
                self.push_screen(TooSmall())
            elif covered and not small:
                self.pop_screen()

    def on_app_focus(self) -> None:
        """Show what others did while the reviewer was elsewhere."""
        if self.workspace.is_attached:
            self.workspace.reread()

    async def on_event(self, event: events.Event) -> None:
        """Forget the first g of gg at any other key."""
        if isinstance(event, Key) and event.key != "g":
            self._prefixed = False
        await super().on_event(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep the desk's keys from acting while a window is open or a search is written."""
        if action in _AT_THE_DESK:
            return len(self.screen_stack) == 1 and not self.query("#search")
        return super().check_action(action, parameters)

    async def _open(self, window: Screen[Result], then: Callable[[Result | None], None] | None = None) -> None:
        """Open a window, and give it the keys before the next one is handled."""
        await self.push_screen(window, then)
        if window.focused is None and window.focus_chain:
            window.set_focus(window.focus_chain[0])

    @contextlib.contextmanager
    def told(self) -> Iterator[None]:
        """Show what the case refuses in the status line."""
        try:
            yield
        except (UnusableInput, Refused) as error:
            self.workspace.say(str(error), error=True)

    def action_move(self, step: int) -> None:
        """Go down or up in the pane in focus."""
        self.workspace.say("")
        self.workspace.pane.move(step)

    def action_turn(self, pages: float) -> None:
        """Go so many pages down or up."""
        self.workspace.pane.turn(pages)

    def action_edge(self, last: bool) -> None:
        """Go to the first or the last line."""
        self.workspace.pane.edge(last=last)

    def action_prefix(self) -> None:
        """Count the first g of gg, and go to the first line at the second."""
        if self._prefixed:
            self.workspace.pane.edge(last=False)
        self._prefixed = not self._prefixed

    def action_enter(self) -> None:
        """Open what the cursor of the pane in focus stands on."""
        desk = self.workspace
        if desk.pane is desk.claims:
            self.screen.set_focus(desk.article)
        elif desk.pane is desk.source and desk.source.chosen:
            desk.go_to(desk.source.chosen)

    async def action_back(self) -> None:
        """Go back to the list; from there, to all claims."""
        if self.workspace.pane is not self.workspace.claims:
            self.screen.set_focus(self.workspace.claims)
        else:
            self.action_show_all()

    def action_next_open(self, step: int) -> None:
        """Go to the nearest open claim."""
        position = self.review.next_open(self.workspace.claims.cursor, step)
        if position is None:
            self.workspace.say(self.review.all_decided())
        else:
            self.workspace.claims.go(position)

    def action_next_article(self, step: int) -> None:
        """Go to the first claim of the next article or of the one before."""
        here = self.workspace.position
        position = None if here is None else self.review.view.next_article(here, step)
        if position is None:
            self.workspace.say(f"this is the {'last' if step > 0 else 'first'} article")
        else:
            self.workspace.claims.go(position)

    def action_mark(self, verdict: str, advance: bool) -> None:
        """Record a verdict on the claim under the cursor, and go on to the next open one if asked."""
        desk = self.workspace
        here = desk.position
        if here is None:
            return
        with self.told():
            message = self.review.mark(here, Verdict(verdict))
            following = self.review.next_open(here)
            desk.claims.forget()
            desk.claims.go(following if advance and following is not None else here)
            desk.say(message if following is not None else f"{message}. {self.review.all_decided()}")

    def action_repeat(self) -> None:
        """Record the last verdict again."""
        if self.review.last is None:
            self.workspace.say("no verdict yet to repeat")
        else:
            self.action_mark(self.review.last, advance=True)

    def action_undo(self) -> None:
        """Take back the last decision and go where it was made."""
        with self.told():
            self._show_taken(*self.review.undo())

    def action_redo(self) -> None:
        """Put in force again what was undone."""
        with self.told():
            self._show_taken(*self.review.redo())

    def _show_taken(self, uid: str, message: str) -> None:
        if uid:
            self.workspace.go_to(uid, message)
        else:
            self.action_refresh()
            self.workspace.say(message)

    def action_sign_off(self) -> None:
        """Stand by another reviewer's verdict on the claim under the cursor."""
        here = self.workspace.position
        if here is None:
            return
        with self.told():
            self.workspace.say(self.review.sign_off(here))
            self.workspace.reread()

    async def action_rationale(self) -> None:
        """Write why the claim stands as it does."""
        here = self.workspace.position
        if here is None:
            return
        from secondsource.desk.screens.rationale import Rationale

        def tell(message: str | None) -> None:
            if message:
                self.workspace.say(message)
                self.workspace.reread()

        with self.told():
            self.review.case.check_writable()
            claim = self.review.detail(here).claim
            await self._open(Rationale(claim, lambda text: self.review.explain(here, text)), tell)

    def _select(self, wanted: Filter, nothing: str) -> bool:
        """List the claims asked for, with the cursor on the same claim if it is among them."""
        with self.told():
            number = self.workspace.number
            if self.review.select(wanted):
                self.workspace.relist(number)
                self.workspace.say(f"{self.review.view.count:,} shown" if wanted else "")
                return True
            self.workspace.say(nothing)
        return False

    def action_only(self, verdict: str) -> None:
        """Show only claims with this verdict, or all again."""
        word = "in conflict" if verdict == "conflict" else verdict
        self._select(self.review.toggled(verdict), f"no claim is {word} here; the list stays as it is")

    def action_show_all(self) -> None:
        """Show all claims."""
        if self.review.filter:
            self._select(Filter(), "")

    def action_refresh(self) -> None:
        """Read the case anew."""
        with self.told():
            number = self.workspace.number
            self.review.renew()
            self.workspace.relist(number)
            self.workspace.say("read anew")

    async def action_search(self) -> None:
        """Ask for words to search for."""
        from secondsource.desk.widgets.search_bar import SearchBar

        bar = SearchBar(self.review.filter.words or "", self.search_for)
        self.workspace.hints.display = False
        await self.workspace.mount(bar)
        self.screen.set_focus(bar.field)

    def search_for(self, words: str) -> bool:
        """List what has these words, all where there are none; return False where nothing has them."""
        if not words and not self.review.filter.words:
            return True
        return self._select(self.review.with_words(words), f"nothing found for “{words}”; the list stays as it is")

    async def action_export(self) -> None:
        """Export the case as CSV."""
        from secondsource.desk.screens.export import Export

        window = Export(self.review.case.path, self.review.progress.total)
        await self._open(window, lambda message: self.workspace.say(message or ""))

    async def action_help(self) -> None:
        """Show all keys."""
        from secondsource.desk.screens.help import Help

        await self._open(Help())

    async def action_command_palette(self) -> None:  # type: ignore[override]
        """Search all actions by name."""
        from textual.command import CommandPalette

        await self._open(CommandPalette(id="--command-palette"))

    async def action_quit(self) -> None:
        """Leave the desk, unless what is being written would be lost."""
        if all(window.may_leave() for window in self.screen_stack if isinstance(window, Dialog)):
            self.exit()

    def action_help_quit(self) -> None:
        """Say how to leave: Ctrl-c is pressed by those who want to."""
        self.workspace.say("Ctrl-q leaves the desk; every verdict is on record")

    # Textual has no public place to take an error before it is printed as a traceback.

    def _handle_exception(self, error: Exception) -> None:
        self.failure = self.failure or error
        super()._handle_exception(error)

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()
