"""The app: the keys in their order, the actions behind them, and what happens around the desk."""

from __future__ import annotations

import gc
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import on
from textual.app import App
from textual.events import InputEvent, Key, Paste
from textual.message import Message
from textual.screen import Screen

from secondsource.desk import MINIMUM_HEIGHT, MINIMUM_WIDTH, WIDE, actions
from secondsource.desk.commands.checking import Checking
from secondsource.desk.commands.correcting import Correcting
from secondsource.desk.commands.finding import Finding
from secondsource.desk.commands.managing import Managing
from secondsource.desk.commands.marking import Marking
from secondsource.desk.commands.moving import Moving
from secondsource.desk.examining import Examining
from secondsource.desk.remembered import Remembered
from secondsource.desk.review import Review
from secondsource.desk.settings import load
from secondsource.desk.theme import LOOKS, name_of_look
from secondsource.desk.widgets.layout import readable
from secondsource.desk.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.command import Provider
    from textual.driver import Driver

    from secondsource.casefile import Case
    from secondsource.desk.examining import Order
    from secondsource.examine import Examination

_LONGEST_COUNT: Final = 7  # digits
_WATCH: Final = 2.0  # seconds between two looks whether another program changed the case


def _collect_garbage() -> None:
    """Begin with it, but leave alone what is there by now: to go through that would hold up a key by 50 ms."""
    gc.freeze()
    gc.enable()


def _palette() -> type[Provider]:
    from secondsource.desk.screens.palette import ActionCommands

    return ActionCommands


class Examined(Message):
    """The checks found something; ``then`` shows it."""

    def __init__(self, then: Callable[[], None]) -> None:
        super().__init__()
        self.then = then


class Desk(Moving, Marking, Checking, Finding, Correcting, Managing):
    """The desk on an open case, for one reviewer.

    ``examine`` has claims examined while they are looked at. ``failure`` is the error that the desk had to stop on,
    None where it did not.
    """

    CSS_PATH = Path(__file__).with_name("desk.tcss")
    TITLE = "secondsource"
    AUTO_FOCUS = "#" + actions.LIST
    BINDINGS = actions.bindings()
    COMMANDS = {_palette}  # noqa: RUF012 - as Textual has it
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012

    def __init__(self, case: Case, reviewer: str, *, offer_tour: bool = False, examine: bool = True) -> None:
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.animation_level = "none"
        self.settings = load()
        self.remembered = Remembered.load()
        for theme in LOOKS.values():
            self.register_theme(theme)
        self._begin_with(self.settings.theme or self.remembered.theme)
        if self.settings.keys:
            self.set_keymap(self.settings.keymap())
        self.examining = (
            Examining(case.path, case.read_only, self._found, self._kept, self._failed) if examine else None
        )
        self.review = Review(case, reviewer, self.key, lambda: self.examining.writes if self.examining else 0)
        self.workspace = Workspace(self.review, self.remembered, self.settings.label, self._want)
        self.failure: Exception | None = None
        self.keys_waiting: list[events.Event] = []
        self._digits: str | None = None
        self._telling = False
        self._offer_tour = offer_tour

    def _begin_with(self, wanted: str | None) -> None:
        """Take on a look; to set ``theme`` would have all styles parsed a second time."""
        look = name_of_look(wanted, no_color=self.no_color, colours=self.console.color_system)
        self.set_reactive(App.theme, look)
        self.stylesheet.set_variables(self.get_css_variables())
        dark = self.current_theme.dark
        self.update_classes({f"-theme-{look}": True, "-dark-mode": dark, "-light-mode": not dark}, update=False)
        self._refresh_truecolor_filter(self.ansi_theme)

    def get_default_screen(self) -> Screen[object]:
        """Return the desk's screen, which knows from the start how wide it is: a class set later is styled twice."""
        return Screen(id="_default", classes="-wide" if self.size.width >= WIDE else "-narrow")

    def get_driver_class(self) -> type[Driver]:
        """Return what drives the terminal: ours where it is one of a POSIX system."""
        if os.name != "posix" or "TEXTUAL_DRIVER" in os.environ:
            return super().get_driver_class()
        from secondsource.desk.terminal import TerminalDriver

        return TerminalDriver

    def compose(self) -> ComposeResult:
        """Lay out the desk."""
        yield self.workspace

    def on_mount(self) -> None:
        """Say what is to be said at the start; from now on, watch what others do."""
        if self.settings.faults:
            self.workspace.say(self.settings.faults[0], error=True)
        elif self._offer_tour and not self.remembered.tour_offered:
            self.workspace.say(f"new here? {self.key('tour')} gives a two-minute tour")
            self.remembered.tour_offered = True
        self.set_interval(_WATCH, self.look_for_changes)
        if not gc.isenabled():
            self.call_after_refresh(_collect_garbage)

    def on_unmount(self) -> None:
        """End what runs beside the desk."""
        if self.examining is not None:
            self.examining.stop()

    def _want(self, number: int | None) -> None:
        if self.examining is not None:
            self.examining.want(number)

    # These are called in the thread that examines.

    def _found(self, order: Order, found: Examination) -> None:
        self.post_message(Examined(partial(self._show_found, order, found)))

    def _kept(self) -> None:
        if not self._telling:  # once for all that is kept until it is shown
            self._telling = True
            self.post_message(Examined(self._show_findings))

    def _failed(self, error: Exception) -> None:
        self.post_message(Examined(partial(self._tell_failure, error)))

    def _show_found(self, order: Order, found: Examination) -> None:
        if self.examining is not None and order == self.examining.order:  # else the case may have changed since
            self.workspace.show_examination(found)

    def _show_findings(self) -> None:
        self._telling = False
        self.workspace.show_findings()

    def _tell_failure(self, error: Exception) -> None:
        from secondsource.desk.report import sentence, write_report

        case = self.review.case.path
        self.workspace.say(f"the checks stopped: {sentence(error, write_report(error, case), case)}", error=True)

    @on(Examined)
    def take_in(self, event: Examined) -> None:
        """Show what the checks found."""
        if self.workspace.is_attached:
            event.then()

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
        self.look_for_changes()

    async def on_event(self, event: events.Event) -> None:
        """Handle keys in their order: they wait for long work, count, and are recorded for a macro."""
        if isinstance(event, InputEvent | Paste) and not event.is_forwarded:
            if self.examining is not None:
                self.examining.rest()
            if isinstance(event, Paste):
                event.text = readable(event.text)  # Textual's own inputs, the palette's too, show what they are given
            if self.working is not None:
                await self._wait(event)
                return
            if isinstance(event, Key) and self._handled(event):
                return
        await super().on_event(event)

    async def _wait(self, event: events.Event) -> None:
        """Keep what is typed until the work is done; Esc stops the work, the mouse does nothing meanwhile."""
        assert self.working is not None  # noqa: S101
        if isinstance(event, Key) and event.key == "escape":
            self.working.stop()
        elif isinstance(event, Key) and event.key in self.settings.keys_of(actions.BY_ID["quit"]):
            await self.action_quit()
        elif isinstance(event, Key | Paste):
            self.keys_waiting.append(event)

    def _handled(self, event: Key) -> bool:
        """Take in a key's part in gg, in a count and in a macro; tell whether that is all it is for."""
        self.times = 1
        if self.recording is not None:
            self.recording.append(event)
        if event.key != "g":
            self._prefixed = False
        if self._digits is None:
            return False
        digit = event.character if event.character and event.character in "0123456789" else None
        if digit:
            self._digits = (self._digits + digit)[:_LONGEST_COUNT]
            self.workspace.say(f"# {self._digits}")
            return True
        if event.key == "escape":
            self._digits = None
            self.workspace.say("")
            return True
        self.times, self._digits = max(int(self._digits or 1), 1), None
        return False

    def action_count(self) -> None:
        """Begin a count."""
        self._digits = ""
        self.workspace.say("# how many times?")

    async def action_do(self, name: str) -> None:
        """Do what the registry has under this id; the count holds for this one alone."""
        await self.run_action(actions.BY_ID[name].call)
        if self.touring is not None:
            self.touring.did(name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep the desk's keys from acting while a window is open or a search is written."""
        if action == "prefix" or (action == "do" and parameters != ("quit",)):
            return len(self.screen_stack) == 1 and not self.query("#search")
        return super().check_action(action, parameters)

    # Textual has no public place to take an error before it is printed as a traceback.

    def _handle_exception(self, error: Exception) -> None:
        self.failure = self.failure or error
        super()._handle_exception(error)

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()
