"""Which claims are listed, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from secondsource import casefile
from secondsource.casefile import Filter, Order, View
from secondsource.desk.commands.base import Base

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable

    from secondsource.casefile import Case
    from secondsource.desk.work import Work

AT_ONCE: Final = 5_000  # claims of a case that is filtered and sorted while the screen stands still: 15 ms


class Listing(Base):
    """How other claims come into the list. What is shown is frozen: a claim that is marked stays where it was."""

    def list_claims(
        self, wanted: Filter, order: Order, nothing: str, then: Callable[[], None] | None = None
    ) -> bool | None:
        """List the claims asked for; where there are none, say ``nothing`` and leave the list as it is.

        Returns whether there are any, None where that is not known yet: in a large case, this takes its time.
        """
        if not wanted and order is Order.READING:
            return self._show(View(self.review.case), nothing, then)

        def show(numbers: array[int]) -> bool:
            view = View(self.review.case, wanted, order, numbers=numbers) if numbers else None
            return self._show(view, nothing, then)

        with self.told():
            if self.review.progress.total <= AT_ONCE:
                return show(casefile.find(self.review.case, wanted, order))

            def find(case: Case, work: Work) -> array[int]:
                work.report(0)
                return casefile.find(case, wanted, order)

            def finish(numbers: array[int]) -> None:
                show(numbers)

            self.work("finding" if order is Order.READING else f"sorting by {order}", find, finish)
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
