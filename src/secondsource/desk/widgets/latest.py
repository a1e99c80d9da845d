"""Questions that take their time, asked in a thread while a reviewer goes on typing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Generic, TypeVar

from secondsource.model import Stopped, UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

Question = TypeVar("Question")
Found = TypeVar("Found")


class Latest(Generic[Question, Found]):
    """Asks one question at a time; of those that come up meanwhile only the last one is asked, and only it is shown.

    ``ask`` is called in a thread; ``show`` on the screen, with the question and its answer, or with the UnusableInput
    that ``ask`` raised; an ``ask`` that raises Stopped has no answer. ``settled`` is set while no answer is on its way.
    """

    def __init__(
        self,
        asker: Widget,
        ask: Callable[[Question], Found],
        show: Callable[[Question, Found | UnusableInput], None],
    ) -> None:
        self._asker = asker
        self._ask = ask
        self._show = show
        self._wanted: Question | None = None
        self._busy = False
        self.settled = asyncio.Event()
        self.settled.set()

    def want(self, question: Question | None) -> None:
        """Ask this; None takes back what was asked."""
        self._wanted = question
        if not self._busy and question is not None:
            self._begin(question)

    def _begin(self, question: Question) -> None:
        def look_up() -> None:
            found: Found | UnusableInput | Stopped
            try:
                found = self._ask(question)
            except (UnusableInput, Stopped) as error:
                found = error
            self._asker.call_later(self._take, question, found)

        self._busy = True
        self.settled.clear()
        self._asker.run_worker(look_up, thread=True)

    def _take(self, question: Question, found: Found | UnusableInput | Stopped) -> None:
        self._busy = False
        if self._wanted is not None and self._wanted != question:
            self._begin(self._wanted)
            return
        if self._wanted is not None and not isinstance(found, Stopped):
            self._show(question, found)
        self.settled.set()
