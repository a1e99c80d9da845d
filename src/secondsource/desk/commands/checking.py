"""Does it hold? The claim beside its source's own words and other claims, and the evidence for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource import casefile
from secondsource.desk.commands.listing import Listing
from secondsource.model import Stance, Stopped, UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from secondsource.casefile import Case, Evidence, Row
    from secondsource.desk.screens.comparison import Leaving
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

        async def show(found: Examination | None) -> None:
            await self._compare(row, found)

        if self.workspace.examined is not None:
            await show(self.workspace.examined)
        else:
            self.work("examining the claim", looking_at(row), show)

    async def _compare(self, row: Row, found: Examination | None) -> None:
        from secondsource.desk.screens.comparison import ComparisonWindow

        def leave(leaving: Leaving | None) -> None:
            if leaving is None:
                return
            if leaving.claim is not None:
                self.workspace.go_to(leaving.claim)
            else:
                self.call_next(self._evidence_on, row)

        if found is None:
            self.workspace.say("another program has taken this claim out of the list", error=True)
        else:
            await self.open(ComparisonWindow(found), leave)

    async def action_evidence(self) -> None:
        """Show the evidence on the claim under the cursor; attach more, or correct it."""
        row = self.workspace.row
        if row is not None:
            await self._evidence_on(row)

    async def _evidence_on(self, row: Row) -> None:
        with self.told():
            self.review.case.check_writable()
            await self._ask_for_evidence(row)

    async def _ask_for_evidence(self, row: Row, wanted: Wanted | None = None, fault: str = "") -> None:
        from secondsource.desk.screens.evidence import EvidenceWindow

        def take(wanted: Wanted | None) -> None:
            if wanted is None:
                return
            if (piece := wanted.piece) is None:
                self.work("reading the evidence", _reading(wanted.place), lambda read: self._keep(row, wanted, read))
            else:
                self.call_next(self.record, _correcting(piece, wanted, self.review.reviewer), self._tell_evidence)

        claim = self.review.detail(row).claim
        await self.open(EvidenceWindow(claim, casefile.evidence_on(self.review.case, row.number), wanted, fault), take)

    async def _keep(self, row: Row, wanted: Wanted, read: Piece | UnusableInput) -> None:
        if isinstance(read, UnusableInput):  # what was typed stays, for another try
            self.keys_waiting.clear()  # meant for what is not there now
            await self._ask_for_evidence(row, wanted, str(read))
        else:
            await self.record(_attaching(row, wanted, read, self.review.reviewer), self._tell_evidence)

    def _tell_evidence(self, message: str) -> None:
        self.workspace.say(message)
        self.workspace.reread()


def looking_at(row: Row) -> Callable[[Case, Work], Examination | None]:
    """Return what examines a claim and keeps nothing."""

    def look(case: Case, work: Work) -> Examination | None:
        from secondsource.examine import Examiner

        return Examiner(case).look(row.number)

    return look


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
        except Stopped:
            return UnusableInput("stopped: nothing was kept")

    return read


def _attaching(row: Row, wanted: Wanted, piece: Piece, reviewer: str) -> Callable[[Case], str]:
    """Return what keeps a piece of evidence on a claim, and returns what to say."""

    def act(case: Case) -> str:
        from secondsource import intake

        stance = wanted.stance or Stance.CONTEXT
        event = intake.attach(
            case,
            row.uid,
            piece,
            reviewer=reviewer,
            stance=stance,
            primary=wanted.primary,
            passage=wanted.passage or None,
        )
        return f"evidence kept: {stance} · {len(piece.copy.content):,} bytes · {event.values['read_by']} · recorded"

    return act


def _correcting(piece: Evidence, wanted: Wanted, reviewer: str) -> Callable[[Case], str]:
    """Return what says anew what a piece of evidence is for, and returns what to say."""

    def act(case: Case) -> str:
        from secondsource import intake

        text = casefile.text_of(case, piece) or ""
        span = intake.find_passage(text, wanted.passage) if wanted.passage else None
        casefile.correct_evidence(
            case,
            piece.uid,
            reviewer=reviewer,
            stance=wanted.stance,
            primary=wanted.primary,
            passage=text[span.start : span.end] if span else wanted.passage or None,
            span=span,
        )
        if wanted.stance is None:
            return "evidence withdrawn · recorded"
        where = "" if span or not wanted.passage else " · the passage does not stand in its text in these words"
        return f"evidence corrected · recorded{where}"

    return act
