"""Correcting what was taken apart wrongly: claims and sources. All of it goes through the log, and can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource import casefile
from secondsource.desk.commands.listing import Listing

if TYPE_CHECKING:
    from secondsource.casefile import Described, Detail, Known, Row
    from secondsource.desk.editing import Edited
    from secondsource.model import Source, Terms

JOINED_AT_MOST = 50  # claims that become one


class Correcting(Listing):
    """What the actions of the group "Correct" do."""

    async def action_edit(self) -> None:
        """Correct the words of the claim under the cursor, of its source or its cue, or split it."""
        row = self.workspace.row
        if row is not None:
            await self._edit(row, adding=False)

    async def action_add(self) -> None:
        """Add a claim that was missed, in the article of the claim under the cursor."""
        row = self.workspace.row
        if row is not None:
            await self._edit(row, adding=True)

    async def _edit(self, row: Row, *, adding: bool) -> None:
        from secondsource.desk.screens.claim_editor import ClaimEditor

        case = self.review.case
        with self.told():
            case.check_writable()
            detail = self.review.detail(row)
            out = [] if adding else [detail.claim.claim]

            def record(edited: Edited) -> str:
                return self._revise(detail, edited.act, out, edited.into)

            window = ClaimEditor(
                casefile.article_text(case, detail.article),
                casefile.article_title(case, detail.article),
                None if adding else casefile.describe(case, detail.claim.claim),
                record,
                at=detail.claim.start,
                speakers=casefile.speakers(case, detail.article),
            )
            await self.open(window, self._told_of_revision)

    async def action_join(self) -> None:
        """Make one claim of those selected, or of the one under the cursor and the next."""
        from secondsource.desk.editing import Draft, unite

        row = self.workspace.row
        if row is None:
            return
        with self.told():
            self.review.case.check_writable()
            rows = self._chosen(row, 2)
            if len(rows) < 2:
                self.workspace.say("there is no claim after this one to join it with")
            elif len(rows) > JOINED_AT_MOST:
                self.workspace.say(f"at most {JOINED_AT_MOST} claims become one; select fewer", error=True)
            elif len({row.article for row in rows}) > 1:
                self.workspace.say("claims of one article can be joined, not those of several", error=True)
            else:
                detail = self.review.detail(rows[0])
                text = casefile.article_text(self.review.case, rows[0].article)
                united = unite(Draft.of(text, casefile.describe(self.review.case, row.uid)) for row in rows)
                uids = [row.uid for row in rows]
                await self.confirm(
                    "Join claims",
                    f"Make one claim of these {len(rows)}: “{united.words('content')}”",
                    lambda: self._revise(detail, "join", uids, [united.described()]),
                    self._told_of_revision,
                )

    async def action_remove(self) -> None:
        """Remove the claims selected, or the one under the cursor, as being none."""
        row = self.workspace.row
        if row is None:
            return
        with self.told():
            self.review.case.check_writable()
            rows = self._chosen(row, 1)
            if len({row.article for row in rows}) > 1:
                self.workspace.say("claims of one article can be removed at once, not those of several", error=True)
                return
            detail = self.review.detail(rows[0])
            what = f"“{rows[0].text}”" if len(rows) == 1 else f"{len(rows):,} claims"
            await self.confirm(
                "Remove what is no claim",
                f"Remove {what}? The log keeps it, and an undo brings it back.",
                lambda: self._revise(detail, "remove", [row.uid for row in rows], []),
                self._told_of_revision,
            )

    def _chosen(self, row: Row, from_here: int) -> list[Row]:
        """Return the claims selected; where none are, so many from the one under the cursor on."""
        if not self.review.selecting:
            following = self.workspace.claims.row(self.workspace.claims.cursor + 1)
            return [one for one in (row, following) if one is not None][:from_here]
        self.review.close_range(self.workspace.claims.cursor)
        self.workspace.show_selection()
        view = self.review.view
        return [row for first, end in self.review.selection.runs for row in view.rows(first, end - first)]

    def _revise(self, detail: Detail, act: str, out: list[str], into: list[Described]) -> str:
        """Record a revision of the article that a claim is in, list what came of it, and return what to say."""
        case, review = self.review.case, self.review
        sha256 = casefile.article_sha256(case, detail.article)
        with review.mine():
            event = casefile.revise(case, act, sha256, out, into, reviewer=review.reviewer)
        before = self.workspace.number
        coming = event.values["in"]
        self._come = casefile.number_of(case, coming[0]) if coming else before
        return f"{_DONE[act]} · recorded"

    _come: int | None = None

    def _told_of_revision(self, message: str | None) -> None:
        if not message:
            return
        number, before = self._come, self.workspace.claims.cursor

        def show() -> None:
            self.workspace.relist(number, before)
            self.workspace.say(message)

        self.list_again(show)

    async def action_edit_source(self) -> None:
        """Correct what the source of the claim under the cursor is called and is."""
        detail = self._with_source()
        if detail is None:
            return
        from secondsource.desk.screens.source_editor import SourceEditor

        def record(source: Source, terms: Terms | None) -> str:
            with self.review.mine():
                casefile.rename_source(
                    self.review.case,
                    detail.source_key or "",
                    reviewer=self.review.reviewer,
                    name=source.name,
                    type=source.type,
                    role=source.role,
                    affiliation=source.affiliation,
                    terms=terms,
                )
            return "source corrected · recorded"

        window = SourceEditor(_known(detail), [mention.text for mention in detail.mentions], record)
        await self.open(window, self._told_of_source)

    async def action_join_sources(self) -> None:
        """Say that the source of the claim under the cursor and others are the same."""
        detail = self._with_source()
        if detail is None:
            return
        from secondsource.desk.screens.join_sources import JoinSources

        def search(text: str) -> list[Known]:
            with casefile.open_case(self.review.case.path, reading=True) as case:
                return casefile.source_list(case, text)

        def record(keys: list[str], into: str) -> str:
            with self.review.mine():
                casefile.join_sources(self.review.case, keys, into, reviewer=self.review.reviewer)
            return f"{len(set(keys) | {into})} sources joined · recorded"

        await self.open(JoinSources(_known(detail), search, record), self._told_of_source)

    def _with_source(self) -> Detail | None:
        row = self.workspace.row
        detail = None if row is None else self.review.detail(row)
        if detail is None or detail.speaker is None:
            self.workspace.say("this claim has no source that could be corrected")
            return None
        with self.told():
            self.review.case.check_writable()
            return detail
        return None

    def _told_of_source(self, message: str | None) -> None:
        if message:
            self.workspace.reread()
            self.workspace.say(message)


def _known(detail: Detail) -> Known:
    """Return the source of a claim as the windows on sources take it."""
    from secondsource.casefile import Known

    assert detail.speaker is not None  # noqa: S101
    key = detail.source_key or ""
    return Known(key, detail.speaker, detail.terms, detail.sibling_count + 1, detail.more_siblings)


_DONE = {
    "edit": "claim corrected",
    "split": "claim split",
    "add": "claim added",
    "join": "claims joined",
    "remove": "claim removed",
}
