"""A reviewer at the desk in Textual's headless terminal."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from secondsource import casefile
from secondsource.casefile import Case, Row
from secondsource.desk.app import Desk

REVIEWER = "Ana Reyes"
FERRY = "Ada Quill said: the ferry ran late.\nThe pier was closed.\nAda Quill said: the pier will open again."
BRIDGE = "a deckhand said: the bridge lights failed.\na clerk said: the bridge was never inspected."


class Seat:
    """A reviewer at the desk: presses keys, sees the screen."""

    def __init__(self, desk: Desk, pilot: object, case: Case) -> None:
        self.desk = desk
        self.pilot = pilot
        self.case = case

    async def press(self, *keys: str) -> str:
        """Press keys and return what the screen shows then."""
        await self.pilot.press(*keys)  # type: ignore[attr-defined]
        return await self.settled()

    async def settled(self) -> str:
        """Wait until nothing is being worked out and every pane is on the screen; return what it shows."""
        for _ in range(100):
            await self.desk.workers.wait_for_complete()
            await self.pilot.pause()  # type: ignore[attr-defined]
            space = self.desk.workspace
            panes = [pane for pane in (space.source, space.article) if pane.display]
            if not space._behind and all(pane.size for pane in panes):
                break
        await self.pilot.pause()  # type: ignore[attr-defined]
        return self.shown

    @property
    def shown(self) -> str:
        return "\n".join(strip.text for strip in self.desk.screen._compositor.render_strips())

    @property
    def position(self) -> int:
        return self.desk.workspace.claims.cursor

    def row(self, position: int) -> Row:
        return self.desk.review.view.rows(position, 1)[0]

    @property
    def status(self) -> str:
        return self.desk.workspace._status.message

    @property
    def verdicts(self) -> list[str | None]:
        return [claim.verdict for claim in casefile.claims(self.case)]


Open = Callable[..., AbstractAsyncContextManager[Seat]]
