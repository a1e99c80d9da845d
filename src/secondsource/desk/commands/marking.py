"""Deciding: verdicts on one claim or on many, rationales, notes, and taking them back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from secondsource import casefile
from secondsource.casefile import Despite
from secondsource.desk.commands.checking import looking_at
from secondsource.desk.commands.listing import Listing
from secondsource.desk.review import LOOKED_AT
from secondsource.display import VERDICT_GLYPH
from secondsource.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from secondsource.casefile import Case, Row
    from secondsource.desk.work import Work
    from secondsource.examine import Examination
    from secondsource.model import Claim

ASK_ABOVE: Final = 20  # claims that are decided on at once without asking
AT_ONCE: Final = 50  # decisions that are taken back while the screen stands still


class Marking(Listing):
    """What the actions of the group "Mark" do."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **more)
        self._despite: dict[str, Despite] = {}  # of what the reviewer was warned, by claim

    async def action_mark(self, verdict: str, advance: bool) -> None:
        """Record a verdict on the claim under the cursor, or on all selected; go on to the next open one if asked."""
        row = self.workspace.row
        if row is None:
            return
        given = Verdict(verdict)
        if self.review.selecting or self.times > 1:
            await self._mark_many(given, self.workspace.claims.cursor, self.times)
            return
        if given is not Verdict.CORROBORATED or not self.settings.warn:
            await self._mark(row, given, advance)
        elif self.workspace.examined is not None or self.review.is_examined(row):
            await self._corroborate(row, advance, self.workspace.examined)
        else:  # faster than the checks: what they would warn of is looked for first
            self.work("examining the claim", looking_at(row), partial(self._corroborate, row, advance))

    async def _corroborate(self, row: Row, advance: bool, found: Examination | None) -> None:
        """Mark a claim corroborated; where something speaks against it, ask why first, once."""
        weak = self.review.weaknesses(row, self.settings.warn, found)
        despite = self._despite.get(row.uid)
        if not weak:
            await self._mark(row, Verdict.CORROBORATED, advance)
            return
        if despite is not None and set(weak) <= set(despite.warnings):
            # Of this the reviewer was warned, and said why.
            await self._mark(row, Verdict.CORROBORATED, advance, despite)
            return
        before = self.review.decided(row)

        async def go_on(reason: str) -> None:
            self._despite[row.uid] = despite = Despite(weak, reason)
            if self.review.decided(row) != before:
                self.look_for_changes()  # first: what it says must not take the place of this
                self.workspace.say("somebody else decided on it meanwhile: look at it, then mark it", error=True)
            else:
                await self._mark(row, Verdict.CORROBORATED, advance, despite)

        await self._warn(row.text, [casefile.WEAKNESSES[one] for one in weak], go_on)

    async def _mark(self, row: Row, verdict: Verdict, advance: bool, despite: Despite | None = None) -> None:
        here = self.workspace.claims.cursor

        def shown(message: str) -> None:
            desk = self.workspace
            following = self.review.next_open(here)
            desk.claims.forget()
            desk.claims.go(following if advance and following is not None else here)
            desk.say(message if following is not None else f"{message}. {self.review.all_decided()}")

        await self.record(self.review.mark(row, verdict, despite), shown)

    async def _warn(self, about: str, weak: list[str], go_on: Callable[[str], Awaitable[None]]) -> None:
        """Say what speaks against a verdict, and ask why it is to be given all the same."""
        from secondsource.desk.screens.overriding import Overriding

        async def answered(reason: str | None) -> None:
            if reason is None:
                self.workspace.say("not marked")
            else:
                await go_on(reason)

        with self.told():
            self.review.case.check_writable()
            await self.open(Overriding(about, weak), answered)

    async def _mark_many(self, verdict: Verdict, here: int, times: int) -> None:
        """Record a verdict on all that is selected, or on so many claims from here on."""
        selecting = self.review.selecting
        self.look_for_changes()
        if selecting and not self.review.selecting:
            return  # others changed which claims there are: it says so, and this verdict was for those before
        with self.told():
            self.review.case.check_writable()
            if not self.review.selecting:
                self.review.selection.add(here, min(here + times, self.review.view.count))
            self.review.close_range(here)
            count = self.review.selected_count
            self.workspace.show_selection()
            mark = self.review.mark_selected(verdict)  # these claims, whatever becomes of the list meanwhile
            weak = self.review.weaknesses_selected(self.settings.warn) if verdict is Verdict.CORROBORATED else {}
            if weak:

                async def go_on(reason: str) -> None:
                    self._mark_selected(verdict, count, partial(mark, despite=Despite(tuple(weak), reason)))

                least = "" if count <= LOOKED_AT else "at least "
                of = f"of {count:,} claims"
                words = [f"{casefile.WEAKNESSES[one]}: {least}{claims:,} {of}" for one, claims in weak.items()]
                await self._warn(f"{count:,} claims at once. One undo takes all back.", words, go_on)
            elif count > ASK_ABOVE:
                question = f"Mark {count:,} claims {verdict}? One undo takes all back."
                await self.confirm(
                    "Bulk mark", question, lambda: self._mark_selected(verdict, count, mark), doing="marks"
                )
            else:
                self._mark_selected(verdict, count, mark)

    def _mark_selected(self, verdict: Verdict, count: int, mark: Callable[[Case, Work], int]) -> str:
        def shown(recorded: int) -> None:
            self.review.deselect()
            self.workspace.reread()
            undo = f"{self.key('undo')} undoes all"
            self.workspace.say(f"{VERDICT_GLYPH[verdict]} {verdict} · {recorded:,} claims recorded · {undo}")
            position = self.review.next_open(self.workspace.claims.cursor - 1)
            if position is not None:
                self.workspace.claims.go(position)

        self.work(f"marking {verdict}", mark, shown, total=count)
        return ""

    async def action_repeat(self) -> None:
        """Record the last verdict again."""
        if self.review.last is None:
            self.workspace.say("no verdict yet to repeat")
        else:
            await self.action_mark(self.review.last, advance=True)

    def action_select(self) -> None:
        """Select the claims under the cursor, or no more, and go down."""
        for _ in range(self.times):
            self.review.toggle(self.workspace.claims.cursor)
            self.workspace.claims.move(1)
        self.workspace.show_selection()

    def action_select_range(self) -> None:
        """Begin a range at the cursor, or end it there."""
        self.review.toggle_range(self.workspace.claims.cursor)
        self.workspace.show_selection()

    def action_select_all(self) -> None:
        """Select all claims shown, or none."""
        self.review.toggle_all()
        self.workspace.show_selection()

    async def action_undo(self) -> None:
        """Take back the last decision, or all of a bulk mark, and go where it was made."""
        await self._take("undo")

    async def action_redo(self) -> None:
        """Put in force again what was undone."""
        await self._take("redo")

    async def _take(self, what: str) -> None:
        take = self.review.take(what)
        with self.told():
            count = self.review.would_take(what)
            if count > AT_ONCE:
                self.work(what, take, self._show_taken, total=count)
            else:
                await self.record(take, self._show_taken)

    def _show_taken(self, taken: tuple[str, str]) -> None:
        uid, message = taken
        if uid:
            self.workspace.go_to(uid, message)
        else:  # several claims, or others than before
            self.list_again(lambda: self.workspace.say(message))

    async def action_sign_off(self) -> None:
        """Stand by another reviewer's verdict on the claim under the cursor."""
        row = self.workspace.row
        if row is None:
            return

        def shown(message: str) -> None:
            self.workspace.say(message)
            self.workspace.reread()

        await self.record(self.review.sign_off(row), shown)

    async def action_rationale(self) -> None:
        """Write why the claim stands as it does, or all that are selected."""
        row = self.workspace.row
        if row is None:
            return
        claim = self.review.detail(row).claim
        if not self.review.selecting:
            await self._write("Rationale", claim, claim.rationale, lambda text: self.review.explain(row, text))
            return
        self.review.close_range(self.workspace.claims.cursor)
        count = self.review.selected_count

        def explain(text: str) -> str:
            explain_all = self.review.explain_selected(text)

            def shown(recorded: int) -> None:
                self.workspace.reread()
                self.workspace.say(f"rationale of {recorded:,} claims recorded · {self.key('undo')} undoes all")

            self.work("recording the rationale", explain_all, shown, total=count)
            return ""

        await self._write(f"One rationale for {count:,} claims", claim, None, explain)

    async def action_note(self) -> None:
        """Take a note on the claim."""
        row = self.workspace.row
        if row is not None:
            await self._write("Note", self.review.detail(row).claim, None, lambda text: self.review.note(row, text))

    async def _write(self, heading: str, claim: Claim, text: str | None, record: Callable[[str], str]) -> None:
        from secondsource.desk.screens.rationale import Writing

        def tell(message: str | None) -> None:
            if message:
                self.workspace.say(message)
                self.workspace.reread()

        with self.told():
            self.review.case.check_writable()
            await self.open(Writing(heading, claim, text or "", record), tell)
