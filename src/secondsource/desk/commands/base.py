"""What all actions have in common: the review they act on, how they record, and work that takes long."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual import on
from textual.app import App
from textual.message import Message

from secondsource.casefile import open_case
from secondsource.desk.actions import BY_ID
from secondsource.desk.work import Work
from secondsource.model import Locked, Refused, Stopped, UnusableInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.events import Event
    from textual.screen import Screen

    from secondsource.casefile import Case
    from secondsource.desk.remembered import Remembered
    from secondsource.desk.review import Review
    from secondsource.desk.settings import Settings
    from secondsource.desk.workspace import Workspace

Result = TypeVar("Result")
Then = Callable[[Result], Awaitable[None] | None]
_PATIENCE = 0.1  # seconds that the screen stands still for another program's lock; then the work goes to a thread
_RETRY = 0.5  # seconds that such a thread waits before it looks whether it is to stop


class Base(App[None]):
    """The desk's app without its actions. ``times`` is the count typed before the key that is being handled."""

    review: Review
    workspace: Workspace
    settings: Settings
    remembered: Remembered
    times = 1
    working: Work | None = None

    class Worked(Message):
        """Long work has ended: with a result, or with an error."""

        def __init__(self, then: Callable[[], Awaitable[None] | None], error: Exception | None) -> None:
            super().__init__()
            self.then = then
            self.error = error

    def key(self, action: str) -> str:
        """Return what people call the first key of the action with this id; "the palette" where it has none."""
        return self.settings.label(BY_ID[action]).partition(" ")[0] or "the palette"

    @contextlib.contextmanager
    def told(self) -> Iterator[None]:
        """Show what the case refuses in the status line."""
        try:
            yield
        except (UnusableInput, Refused) as error:
            case = self.review.case.path  # its name will do: in a narrow terminal, the message comes after it
            self.workspace.say(str(error).replace(str(case), case.name), error=True)

    async def open(
        self,
        window: Screen[Result],
        then: Callable[[Result | None], None] | Callable[[Result | None], Awaitable[None]] | None = None,
    ) -> None:
        """Open a window, and give it the keys before the next one is handled."""
        await self.push_screen(window, then)
        if window.focused is None and window.focus_chain:
            window.set_focus(window.focus_chain[0])

    async def record(self, act: Callable[[Case], Result], then: Then[Result]) -> None:
        """Do what changes the case, then show it. While another program writes, keys wait, and Esc gives up."""
        with self.told():
            case = self.review.case
            case.wait_at_most(_PATIENCE)
            try:
                with self.review.mine():
                    result = act(case)
            except Locked:
                self.work("another program is writing to the case", partial(_insist, act), then)
                return
            await _finish(then, result)

    def look_for_changes(self) -> None:
        """Show what another program changed in the case; the cursor stays on its claim."""
        if self.working is None and self.workspace.is_attached and self.review.changed_by_others():
            with self.told():
                row, position = self.workspace.row, self.workspace.claims.cursor
                self.review.follow(row, position)
                self.workspace.relist(row.number if row else None, position)
                self.workspace.say("another program changed the case: shown as it stands now")

    async def confirm(
        self,
        title: str,
        question: str,
        do: Callable[[], str],
        then: Callable[[str | None], None] | None = None,
        doing: str = "does it",
    ) -> None:
        """Ask before something is done; ``do`` returns what to say, which ``then`` or the status line is told."""
        from secondsource.desk.screens.confirm import Confirm

        def tell(message: str | None) -> None:
            if message:
                self.workspace.say(message)

        await self.open(Confirm(title, question, do, doing), then or tell)

    def work(self, title: str, job: Callable[[Case, Work], Result], then: Then[Result], *, total: int = 0) -> None:
        """Do ``job`` in a thread, on a connection of its own; then show what it returns.

        Until then keys wait in their order, and Esc stops it. ``total`` is what ``Work.report`` counts up to.
        """
        self.working = work = Work(title, total)
        self.run_worker(partial(self._work, work, job, then), thread=True)
        self.set_timer(_PATIENCE, self._show_work)

    def _work(self, work: Work, job: Callable[[Case, Work], Result], then: Then[Result]) -> None:
        try:
            with open_case(self.review.case.path) as case, work.on(case):
                result = job(case, work)
        except Exception as error:
            self.post_message(self.Worked(lambda: None, Stopped() if work.stopped else error))
        else:
            self.post_message(self.Worked(lambda: then(result), None))

    def _show_work(self) -> None:
        if self.working is not None:
            self.workspace.say(self.working.description)
            self.set_timer(_PATIENCE, self._show_work)

    @on(Worked)
    async def ended(self, event: Worked) -> None:
        """Show what long work came to, then handle the keys that waited."""
        ended, self.working = self.working, None
        with self.review.mine():
            self.review.changed_by_others()  # that was us
        with self.told():
            if isinstance(event.error, Stopped) and ended is not None:
                self.workspace.reread()
                self.workspace.say(ended.stopped_at)
                self.keys_waiting.clear()
            elif event.error is not None:
                raise event.error
            else:
                await _finish(lambda _: event.then(), None)
        while self.keys_waiting and self.working is None:
            await self.type(self.keys_waiting.pop(0))

    async def type(self, event: Event) -> None:
        """Handle a key; then do what a window that it closed has left to do, which the next key is to find done."""
        await self.on_event(event)
        await self._flush_next_callbacks()  # Textual's own, which it calls once it has handled what it got

    keys_waiting: list[Any]


async def _finish(then: Then[Result], result: Result) -> None:
    following = then(result)
    if inspect.isawaitable(following):
        await following


def _insist(act: Callable[[Case], Result], case: Case, work: Work) -> Result:
    case.wait_at_most(_RETRY)
    while True:
        work.report(0)
        with contextlib.suppress(Locked):
            return act(case)
