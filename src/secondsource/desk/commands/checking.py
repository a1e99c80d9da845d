"""Does it hold? The claim beside its source's own words and other claims, and the evidence for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource import casefile
from secondsource.desk.commands.listing import Listing
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from secondsource.casefile import Case, Row
    from secondsource.desk.screens.evidence import Wanted
    from secondsource.desk.work import Work
    from secondsource.examine import Examination
    from secondsource.intake import Piece


class Checking(Listing):
    """What the actions of the group "Check" do."""

    async def action_compare(self) -> None:
        """Show what the checks say of the claim under the cursor."""
        row = self.workspace.row
        if row is None:
            return
        if self.workspace.examination is not None:
            await self._compare(self.workspace.examination)
            return

        def look(case: Case, work: Work) -> Examination | None:
            from secondsource.examine import Examiner

            return Examiner(case).look(row.number)

        self.work("examining the claim", look, self._compare)

    async def _compare(self, found: Examination | None) -> None:
        from secondsource.desk.screens.comparison import ComparisonWindow

        def go(uid: str | None) -> None:
            if uid:
                self.workspace.go_to(uid)

        if found is not None:
            await self.open(ComparisonWindow(found), go)

    async def action_evidence(self) -> None:
        """Show the evidence on the claim under the cursor; attach more, or correct it."""
        row = self.workspace.row
        if row is not None:
            with self.told():
                self.review.case.check_writable()
                await self._ask_for_evidence(row)

    async def _ask_for_evidence(self, row: Row, wanted: Wanted | None = None, fault: str = "") -> None:
        from secondsource.desk.screens.evidence import EvidenceWindow

        def take(wanted: Wanted | None) -> None:
            if wanted is None:
                return
            if wanted.piece is None:
                self.work("reading the evidence", _reading(wanted.place), lambda read: self._keep(row, wanted, read))
            else:
                self.call_later(self.record, self.review.correct_evidence(wanted), self._tell_evidence)

        claim = self.review.detail(row).claim
        await self.open(EvidenceWindow(claim, casefile.evidence_on(self.review.case, row.number), wanted, fault), take)

    async def _keep(self, row: Row, wanted: Wanted, read: Piece | UnusableInput) -> None:
        if isinstance(read, UnusableInput):  # what was typed stays, for another try
            await self._ask_for_evidence(row, wanted, str(read))
        else:
            await self.record(self.review.attach(row, wanted, read), self._tell_evidence)

    def _tell_evidence(self, message: str) -> None:
        self.workspace.say(message)
        self.workspace.reread()


def _reading(place: str) -> Callable[[Case, Work], Piece | UnusableInput]:
    """Return what reads a file or an address, and counts the bytes."""

    def read(case: Case, work: Work) -> Piece | UnusableInput:
        from secondsource import intake

        def progress(received: int, total: int | None) -> None:
            work.report(received, total)

        try:
            return intake.read_evidence(place, progress=progress)
        except UnusableInput as fault:
            return fault

    return read
