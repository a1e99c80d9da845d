"""Searching, filtering, sorting, and what to look at next."""

from __future__ import annotations

import dataclasses
from typing import Any

from secondsource import casefile
from secondsource.casefile import Filter, Order
from secondsource.desk.commands.listing import Listing
from secondsource.model import UnusableInput

_ORDERS = {
    Order.READING: ("r", "as the articles have it"),
    Order.WORTH: ("w", "contradictions, facts, numbers first"),
    Order.CONFIDENCE: ("c", "what extraction was least sure of first"),
    Order.SOURCE: ("s", "by name; the article’s own voice last"),
    Order.DATE: ("d", "the newest article first"),
}


class Finding(Listing):
    """What the actions of the group "Find" do."""

    def action_only(self, verdict: str) -> None:
        """Show only claims with this verdict, or all again."""
        word = "in conflict" if verdict == "conflict" else verdict
        self._toggle("verdict", verdict, f"no claim is {word} here; the list stays as it is")

    def action_only_this(self, field: str) -> None:
        """Show only claims of the source, or of the article, of the claim under the cursor, or all again."""
        row = self.workspace.row
        if row is None:
            return
        value = getattr(self.review.detail(row).claim, field)
        if value is None:
            self.workspace.say("this claim has no source; it is the article’s own voice")
        else:
            self._toggle(field, value, "")

    def _toggle(self, field: str, value: str, nothing: str) -> None:
        filtered = self.review.filter
        kept = None if getattr(filtered, field) == value else value
        self.list_claims(_with(filtered, field, kept), self.review.order, nothing)

    def action_show_all(self) -> None:
        """Show all claims, in reading order."""
        self.list_all()

    def action_queue(self) -> None:
        """Show the open claims, those most worth checking first; again: all."""
        filtered = self.review.filter
        if filtered.verdict == "open" and self.review.order is Order.WORTH:
            self.list_claims(dataclasses.replace(filtered, verdict=None), Order.READING, "")
            return
        self.list_claims(
            dataclasses.replace(filtered, verdict="open"),
            Order.WORTH,
            self.review.all_decided(),
            lambda: self.workspace.claims.go(0),
        )

    async def action_sort(self) -> None:
        """Ask in which order to list."""
        from secondsource.desk.screens.choose import Choose

        def sort(chosen: int | None) -> None:
            if chosen is not None:
                self.list_claims(self.review.filter, list(_ORDERS)[chosen], "")

        options = [(letter, str(order), text) for order, (letter, text) in _ORDERS.items()]
        await self.open(Choose("Sort", options, list(_ORDERS).index(self.review.order)), sort)

    async def action_search(self) -> None:
        """Ask for words to search for."""
        from secondsource.desk.widgets.search_bar import SearchBar

        bar = SearchBar(self.review.filter.words or "", self.search_for)
        self.workspace.hints.display = False
        await self.workspace.mount(bar)
        self.screen.set_focus(bar.field)

    def search_for(self, words: str) -> bool:
        """List what has these words, all where there are none; return False where nothing has them."""
        words = " ".join(words.split())
        if words == (self.review.filter.words or ""):
            return True
        wanted = dataclasses.replace(self.review.filter, words=words or None)
        return (
            self.list_claims(wanted, self.review.order, f"nothing found for “{words}”; the list stays as it is")
            is not False
        )

    async def action_filter(self) -> None:
        """Ask for a filter."""
        from secondsource.desk.screens.filter import FilterWindow

        window = FilterWindow(
            self.review.filter,
            self._filter,
            facets=self._facets,
            count=self._count,
            saved=self.remembered.filters,
            save=self._save_filter,
            forget=self._forget_filter,
        )
        await self.open(window)

    def _save_filter(self, name: str, text: str) -> None:
        self._keep_filters({**self.remembered.filters, name: text})

    def _forget_filter(self, name: str) -> None:
        self._keep_filters({kept: text for kept, text in self.remembered.filters.items() if kept != name})

    def _keep_filters(self, filters: dict[str, str]) -> None:
        before, self.remembered.filters = self.remembered.filters, filters
        if not self.remembered.save():
            self.remembered.filters = before
            raise UnusableInput("it can’t be kept for the next time: there is no folder to write to")

    def _filter(self, wanted: Filter) -> str:
        """List the claims asked for; return what to say where there are none."""
        nothing = "no claim is like that; the list stays as it is"
        return nothing if self.list_claims(wanted, self.review.order, nothing) is False else ""

    def _facets(self, what: str, prefix: str) -> list[tuple[str, int]]:
        with casefile.open_case(self.review.case.path, reading=True) as case:
            return casefile.facets(case, what, prefix)

    def _count(self, wanted: Filter) -> int:
        with casefile.open_case(self.review.case.path, reading=True) as case:
            return len(casefile.find(case, wanted, Order.READING))


def _with(wanted: Filter, field: str, value: str | None) -> Filter:
    changed: dict[str, Any] = {field: value}
    return dataclasses.replace(wanted, **changed)
