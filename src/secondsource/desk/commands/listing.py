"""Which claims are listed, and in which order."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from secondsource import casefile
from secondsource.casefile import Filter, Order, View
from secondsource.desk.commands.base import Base

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable

    from secondsource.casefile import Case
    from secondsource.desk.work import Work


class Listing(Base):
    """How other claims come into the list. What is shown is frozen: a claim that is marked stays where it was."""

    def list_claims(
        self, wanted: Filter, order: Order, nothing: str, then: Callable[[], None] | None = None
    ) -> bool | None:
        """List the claims asked for; where there are none, say ``nothing`` and leave the list as it is.

        Returns whether there are any, None where that is not known yet: sorting takes long.
        """
        with self.told():
            if order is Order.READING:
                found = self._show(View.of_any(self.review.case, wanted), nothing, then)
                if not self.review.view.complete:
                    self.set_timer(0.05, self.workspace.claims.grow)
                return found

            def find(case: Case, work: Work) -> array[int]:
                work.report(0)
                return casefile.find(case, wanted, order)

            def show(numbers: array[int]) -> None:
                view = View(self.review.case, wanted, order, numbers=numbers) if numbers else None
                self._show(view, nothing, then)

            self.work(f"sorting by {order}", find, show)
            return None
        return False

    def _show(self, view: View | None, nothing: str, then: Callable[[], None] | None) -> bool:
        if view is None:
            self.workspace.say(nothing)
            return False
        number = self.workspace.number
        self.review.show(view)
        self.workspace.relist(number)
        self.workspace.say(self.review.shown())
        if then is not None:
            then()
        return True

    def list_all(self) -> None:
        """List all claims in reading order."""
        if self.review.filter or self.review.order is not Order.READING:
            self.list_claims(Filter(), Order.READING, "")

    def list_again(self, then: Callable[[], None] | None = None) -> None:
        """List anew what is asked for; all claims where nothing is like that any more."""
        wanted = self.review.filter
        if self.list_claims(wanted, self.review.order, "", then) is False and wanted:
            self.list_claims(Filter(), Order.READING, "", then)

    async def when_complete(self, then: Callable[[], None]) -> None:
        """Find all of the claims asked for, then go on; the screen does not stand still meanwhile."""
        view = self.review.view
        while not view.complete:
            view.find_more()
            self.workspace.say(f"finding · {view.found:,} so far")
            await asyncio.sleep(0)
        self.workspace.claims.grow()
        then()
