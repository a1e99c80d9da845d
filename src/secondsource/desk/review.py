"""What the desk works on, without the screen: the case, the claims listed, the filter and the last verdict."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from secondsource import casefile
from secondsource.casefile import Filter, View
from secondsource.display import VERDICT_GLYPH, name_of, one_line
from secondsource.model import Verdict

if TYPE_CHECKING:
    from secondsource.casefile import Case, Detail, Event, Progress


class Review:
    """One reviewer at one case. Positions count from 0 in the claims listed, numbers from 1 in the whole case."""

    def __init__(self, case: Case, reviewer: str) -> None:
        self.case = case
        self.reviewer = reviewer
        self.view = View(case)
        self.last: Verdict | None = None

    @property
    def filter(self) -> Filter:
        """The filter in force."""
        return self.view.filter

    @property
    def progress(self) -> Progress:
        """How many claims of the whole case stand where."""
        return casefile.progress(self.case)

    def select(self, wanted: Filter) -> bool:
        """List the claims asked for; where there are none, leave the list as it is and return False."""
        view = View.of_any(self.case, wanted)
        if view is None:
            return False
        self.view = view
        return True

    def toggled(self, verdict: str) -> Filter:
        """Return the filter in force with this verdict asked for, or without it where it was."""
        return dataclasses.replace(self.filter, verdict=None if self.filter.verdict == verdict else verdict)

    def with_words(self, words: str) -> Filter:
        """Return the filter in force with these words asked for; without any where there are none."""
        return dataclasses.replace(self.filter, words=" ".join(words.split()) or None)

    def renew(self) -> None:
        """Read the list anew, with the filter in force; all claims where it asks for none any more."""
        if not self.select(self.filter):
            self.view = View(self.case)

    def detail(self, position: int) -> Detail:
        """Return the claim at this position and what is shown beside it."""
        return casefile.detail(self.case, self.view.number_at(position))

    def position_of(self, uid: str) -> int | None:
        """Return the position of a claim, None where the list does not hold it."""
        number = self.view.number_of(uid)
        return None if number is None else self.view.position_of(number)

    def next_open(self, position: int, step: int = 1) -> int | None:
        """Return the nearest open claim after (or before) this one, going round at the end; None where none is."""
        found = self.view.next_open(position, step)
        if found is None:
            found = self.view.next_open(-1 if step > 0 else self.view.count, step)
        return found

    def all_decided(self) -> str:
        """Return what to say where the list holds no open claim."""
        progress = self.progress
        if self.filter and progress.open:
            return "No open claim among those shown. 0 shows all."
        return f"All {progress.total:,} claims have a verdict." if progress.total else "no claims yet"

    def mark(self, position: int, verdict: Verdict) -> str:
        """Record a verdict and return what to say; when it returns, the verdict is on disk."""
        row = self.view.rows(position, 1)[0]
        casefile.mark(self.case, row.uid, verdict, reviewer=self.reviewer)
        self.last = verdict
        settled = " · contradiction settled" if row.conflict else ""
        return f"{VERDICT_GLYPH[verdict]} {verdict} · recorded{settled}"

    def sign_off(self, position: int) -> str:
        """Record that this reviewer stands by another's verdict and return what to say."""
        row = self.view.rows(position, 1)[0]
        casefile.sign_off(self.case, row.uid, reviewer=self.reviewer)
        claim = self.detail(position).claim
        return f"{VERDICT_GLYPH[claim.verdict]} {name_of(claim.verdict)} by {claim.reviewer} · signed off · recorded"

    def explain(self, position: int, rationale: str) -> str:
        """Record a claim's rationale and return what to say."""
        row = self.view.rows(position, 1)[0]
        casefile.explain(self.case, row.uid, rationale, reviewer=self.reviewer)
        return "rationale recorded" if rationale.strip() else "rationale taken away"

    def undo(self) -> tuple[str, str]:
        """Take back this reviewer's last decision; return the claim's id (empty for more than one) and what to say."""
        return self._taken("undone", casefile.undo(self.case, reviewer=self.reviewer))

    def redo(self) -> tuple[str, str]:
        """Put in force again what was undone last; return the same."""
        return self._taken("redone", casefile.redo(self.case, reviewer=self.reviewer))

    def _taken(self, word: str, event: Event) -> tuple[str, str]:
        kind = next(one.kind for one in casefile.history(self.case, event.subject) if one.uid == event.meant)
        if kind in {"revision", "source"}:
            return "", f"{kind} {word}"
        if kind == "signoff":
            return event.subject, f"sign-off {word}"
        if kind != "verdict":
            return event.subject, f"{kind} {word}"
        detail = casefile.detail(self.case, self.view.number_of(event.subject) or 0, siblings=1)
        now = "a contradiction" if detail.conflict else name_of(detail.claim.verdict)
        return event.subject, f"verdict {word} · now {now}"

    def description(self) -> str:
        """Return the filter in force in words, safe to show; empty where there is none."""
        asked = []
        if self.filter.verdict:
            asked.append("only conflicts" if self.filter.verdict == "conflict" else f"only {self.filter.verdict}")
        if self.filter.words:
            asked.append(f"“{one_line(self.filter.words)}”")
        return " · ".join(asked)
