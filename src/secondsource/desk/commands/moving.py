"""Going about: lines, pages, open claims, articles, panes, and jumps."""

from __future__ import annotations

from secondsource.desk.commands.listing import Listing
from secondsource.desk.widgets.typed_ahead import laid_out


class Moving(Listing):
    """What the actions of the group "Move" do."""

    _prefixed = False

    def action_move(self, step: int) -> None:
        """Go down or up in the pane in focus."""
        self.workspace.say("")
        self.workspace.pane.move(step * self.times)

    def action_turn(self, pages: float) -> None:
        """Go so many pages down or up."""
        self.workspace.pane.turn(pages * self.times)

    def action_edge(self, last: bool) -> None:
        """Go to the first line, or to the last; with a count, to that line."""
        pane = self.workspace.pane
        if pane is not self.workspace.claims:
            pane.edge(last=last)
        elif self.times > 1:
            self.workspace.claims.go(self.times - 1)
        elif not last:
            self.workspace.claims.go(0)
        else:
            self.workspace.claims.go(self.review.view.count - 1)

    def action_prefix(self) -> None:
        """Count the first g of gg, and go to the first line at the second."""
        if self._prefixed:
            self.action_edge(last=False)
        self._prefixed = not self._prefixed

    async def action_enter(self) -> None:
        """Open what the cursor of the pane in focus stands on."""
        desk = self.workspace
        if desk.pane is desk.claims:
            desk.look_into(desk.article)
        elif desk.pane is desk.source and desk.source.chosen:
            desk.go_to(desk.source.chosen)

    async def action_back(self) -> None:
        """Take the selection back; else go to the list; from there, to all claims."""
        desk = self.workspace
        if self.review.selecting:
            self.review.deselect()
            desk.show_selection()
        elif desk.pane is not desk.claims:
            desk.look_into(desk.claims)
        else:
            self.list_all()

    def action_next_pane(self, step: int) -> None:
        """Go to the next pane or the one before."""
        desk = self.workspace
        panes = [desk.claims, desk.source, desk.article]
        desk.look_into(panes[(panes.index(desk.pane) + step) % len(panes)])

    def action_next_open(self, step: int) -> None:
        """Go to the nearest open claim."""
        position: int | None = self.workspace.claims.cursor
        for _ in range(self.times):
            position = None if position is None else self.review.next_open(position, step)
        if position is None:
            self.workspace.say(self.review.all_decided())
        else:
            self.workspace.claims.go(position)

    def action_next_article(self, step: int) -> None:
        """Go to the first claim of the next article or of the one before."""
        for _ in range(self.times):
            here = self.workspace.position
            position = None if here is None else self.review.view.next_article(here, step)
            if position is None:
                self.workspace.say(f"this is the {'last' if step > 0 else 'first'} article")
                return
            self.workspace.claims.go(position)

    async def action_jump(self) -> None:
        """Put letters beside all that is in sight, and go to what is typed."""
        from secondsource.desk.screens.jump import Jump

        await laid_out(self.workspace)
        targets = self.workspace.targets()

        def go(chosen: str | None) -> None:
            if chosen is not None:
                targets[int(chosen)].go()

        if targets:
            await self.open(Jump([(target.x, target.y) for target in targets]), go)
