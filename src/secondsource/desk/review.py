"""What the desk works on, without the screen: the case, the claims listed and selected, and what is decided on them.

What changes the case is handed out as a function that takes the case, so that it can be done at once, or in a thread on
another connection while a second program writes.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final

from secondsource import casefile
from secondsource.casefile import Filter, Order, View
from secondsource.desk.others import Others
from secondsource.desk.pace import Pace
from secondsource.desk.selection import Selection
from secondsource.display import VERDICT_GLYPH, name_of
from secondsource.model import UnusableInput, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from secondsource.casefile import Case, Despite, Detail, Progress, Row
    from secondsource.desk.work import Work
    from secondsource.examine import Examination

    Act = Callable[[Case], str]

LOOKED_AT: Final = 5_000  # claims of a selection that are looked at for a warning: 50 ms


class Review:
    """One reviewer at one case. Positions count from 0 in the claims listed.

    ``key`` returns what people call the key of the action with this id, for what is said to name it. ``writes`` counts
    what the checks of this desk write (see ``Examining.writes``).
    """

    def __init__(
        self, case: Case, reviewer: str, key: Callable[[str], str], writes: Callable[[], int] = lambda: 0
    ) -> None:
        self.key = key
        self.case = case
        self.reviewer = reviewer
        self.view = View(case)
        self.last: Verdict | None = None
        self.pace = Pace()
        self.selection = Selection()
        self._range_from: int | None = None
        self._others = Others(case, writes)

    # What is listed.

    @property
    def filter(self) -> Filter:
        """The filter in force."""
        return self.view.filter

    @property
    def order(self) -> Order:
        """The order in force."""
        return self.view.order

    @property
    def progress(self) -> Progress:
        """How many claims of the whole case stand where."""
        return casefile.progress(self.case)

    def show(self, view: View) -> None:
        """Take these claims as those listed; nothing is selected then."""
        self.view = view
        self.deselect()

    def detail(self, row: Row) -> Detail:
        """Return the claim in this row of the list and what is shown beside it."""
        return casefile.detail(self.case, row.number)

    def why_here(self, row: Row) -> str:
        """Return in words what puts the claim where it is in a list by check-worthiness; empty in other lists."""
        if self.order is not Order.WORTH:
            return ""
        return " · ".join(casefile.worth(self.case, row.number)[1])

    def position_of(self, uid: str) -> int | None:
        """Return the position of a claim, None where the list does not hold it."""
        number = casefile.number_of(self.case, uid)
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
            return f"No open claim among those shown. {self.key('all')} shows all."
        return f"All {progress.total:,} claims have a verdict." if progress.total else "no claims yet"

    def shown(self) -> str:
        """Return what to say of the claims listed; nothing where all are, in reading order."""
        if not self.filter and self.order is Order.READING:
            return ""
        order = "" if self.order is Order.READING else f", by {self.order}"
        return f"{self.view.count:,} shown{order}"

    # What is selected.

    @property
    def selecting(self) -> bool:
        """Whether anything is selected, or a range is begun."""
        return bool(self.selection) or self._range_from is not None

    @property
    def selected_count(self) -> int:
        """How many claims are selected."""
        return len(self.selection)

    def is_selected(self, position: int, cursor: int) -> bool:
        """Tell whether the claim at a position is selected, by the range that ends at the cursor too."""
        if self._range_from is not None:
            first, last = sorted((self._range_from, cursor))
            if first <= position <= last:
                return True
        return position in self.selection

    def toggle(self, position: int) -> None:
        """Select the claim at this position, or no more."""
        self.selection.toggle(position)

    def select_between(self, one: int, other: int) -> None:
        """Select the claims at two positions, whichever comes first, and all between them."""
        first, last = sorted((one, other))
        self.selection.add(first, last + 1)

    def toggle_range(self, position: int) -> None:
        """Begin a range at this position, or end it there."""
        if self._range_from is None:
            self._range_from = position
        else:
            self.close_range(position)

    def close_range(self, position: int) -> None:
        """End the range that was begun, if any, at this position."""
        if self._range_from is not None:
            self.select_between(self._range_from, position)
            self._range_from = None

    def toggle_all(self) -> None:
        """Select all claims listed, or none where all are."""
        everything = len(self.selection) == self.view.count
        self.deselect()
        if not everything:
            self.selection.add(0, self.view.count)

    def deselect(self) -> None:
        """Select nothing."""
        self.selection.clear()
        self._range_from = None

    def _selected(self) -> Callable[[Case], array[int]]:
        """Return what reads the numbers of the claims selected, whatever becomes of the list until it is called.

        That raises UnusableInput where the case has other claims now in a range that was selected.
        """
        view = self.view
        if self.filter or self.order is not Order.READING:  # such a list is frozen
            frozen: array[int] = array("q")
            for first, end in self.selection.runs:
                frozen.extend(view.numbers(first, end))
            return lambda _: frozen
        runs = [(view.number_at(first), view.number_at(end - 1), end - first) for first, end in self.selection.runs]

        def read(case: Case) -> array[int]:
            now = View(case)
            numbers: array[int] = array("q")
            for first, last, count in runs:
                at, to = now.position_of(first), now.position_of(last)
                if at is None or to is None or to - at + 1 != count:
                    raise UnusableInput("another program changed which claims there are: look again, and select anew")
                numbers.extend(now.numbers(at, to + 1))
            return numbers

        return read

    # What is decided.

    def is_examined(self, row: Row) -> bool:
        """Tell whether what the checks find of a claim is kept in the case."""
        return casefile.rules_of(self.case, row.number) is not None

    def decided(self, row: Row) -> tuple[str | None, ...]:
        """Return what stands of a claim's verdict: another value after another decision."""
        detail = casefile.detail(self.case, row.number, siblings=1)
        return detail.claim.verdict, detail.claim.reviewer, detail.claim.decided_at, detail.conflict

    def weaknesses(self, row: Row, of: tuple[str, ...], found: Examination | None = None) -> tuple[str, ...]:
        """Return which weaknesses a claim has of those that are warned of; see ``casefile.weaknesses``.

        ``found`` is what the checks say of it now, None where what is kept of that will do.
        """
        weak = set(casefile.weaknesses(self.case, [row.number]))
        if found is not None:
            weak -= {"single-origin", "open-conflict"}
            weak |= {"single-origin"} if found.origins.count < 2 else set()
            weak |= {"open-conflict"} if found.conflicting else set()
        return tuple(name for name in casefile.WEAKNESSES if name in weak and name in of)

    def weaknesses_selected(self, of: tuple[str, ...]) -> dict[str, int]:
        """Return how many of the claims selected have each weakness; of very many, of the first ``LOOKED_AT``."""
        if not of:
            return {}
        numbers: array[int] = array("q")
        for first, end in self.selection.runs:
            numbers.extend(self.view.numbers(first, min(end, first + LOOKED_AT - len(numbers))))
        return {name: claims for name, claims in casefile.weaknesses(self.case, numbers).items() if name in of}

    def mark(self, row: Row, verdict: Verdict, despite: Despite | None = None) -> Act:
        """Return what records a verdict and returns what to say; when that returns, the verdict is on disk.

        ``row`` is the claim as it was shown: the list may have changed since. ``despite`` says of what the reviewer
        was warned, and why the verdict is given all the same.
        """

        def act(case: Case) -> str:
            casefile.mark(case, row.uid, verdict, reviewer=self.reviewer, despite=despite)
            self.last = verdict
            self.pace.count()
            settled = " · contradiction settled" if row.conflict else ""
            return f"{VERDICT_GLYPH[verdict]} {verdict} · recorded{settled}"

        return act

    def mark_selected(self, verdict: Verdict) -> Callable[..., int]:
        """Return what records a verdict on all claims selected now, and returns on how many.

        It takes the case, the work, and ``despite`` as ``mark`` does.
        """
        selected = self._selected()

        def act(case: Case, work: Work, *, despite: Despite | None = None) -> int:
            self.last = verdict
            recorded = casefile.mark_all(
                case, selected(case), verdict, reviewer=self.reviewer, despite=despite, progress=work.report
            )
            self.pace.count(recorded)
            return recorded

        return act

    def explain(self, row: Row, rationale: str) -> str:
        """Record a claim's rationale and return what to say."""
        with self.mine():
            casefile.explain(self.case, row.uid, rationale, reviewer=self.reviewer)
        return "rationale recorded" if rationale.strip() else "rationale taken away"

    def explain_selected(self, rationale: str) -> Callable[[Case, Work], int]:
        """Return what records one rationale for all claims selected, and returns for how many.

        Raises UnusableInput at once for a text that can't be recorded.
        """
        text, selected = casefile.usable(rationale, "rationale"), self._selected()

        def act(case: Case, work: Work) -> int:
            return casefile.explain_all(case, selected(case), text, reviewer=self.reviewer, progress=work.report)

        return act

    def note(self, row: Row, text: str) -> str:
        """Record a note on a claim and return what to say."""
        with self.mine():
            casefile.note(self.case, row.uid, text, reviewer=self.reviewer)
        return "note recorded"

    def sign_off(self, row: Row) -> Act:
        """Return what records that this reviewer stands by another's verdict, and returns what to say."""

        def act(case: Case) -> str:
            casefile.sign_off(case, row.uid, reviewer=self.reviewer)
            claim = casefile.detail(case, row.number, siblings=1).claim
            return (
                f"{VERDICT_GLYPH[claim.verdict]} {name_of(claim.verdict)} by {claim.reviewer} · signed off · recorded"
            )

        return act

    def would_take(self, what: str) -> int:
        """Return how many decisions an "undo" or a "redo" would take."""
        return casefile.would_take(self.case, what, reviewer=self.reviewer)

    def take(self, what: str) -> Callable[..., tuple[str, str]]:
        """Return what takes back ("undo") or puts back ("redo") this reviewer's last decision.

        That takes the case, and the work where it is long; it returns the claim's id (empty for several) and what to
        say.
        """

        def act(case: Case, work: Work | None = None) -> tuple[str, str]:
            report = work.report if work else None
            do = casefile.undo if what == "undo" else casefile.redo
            taken = do(case, reviewer=self.reviewer, progress=report)
            word = "undone" if what == "undo" else "redone"
            if not taken.subject or taken.kind in {"revision", "source"}:
                many = f" of {taken.count:,} claims" if taken.count > 1 else ""
                return "", f"{taken.kind}{many} {word}"
            if taken.kind != "verdict":
                return taken.subject, f"{_NAMES.get(taken.kind, taken.kind)} {word}"
            detail = casefile.detail(case, casefile.number_of(case, taken.subject) or 0, siblings=1)
            now = "a contradiction" if detail.conflict else name_of(detail.claim.verdict)
            return taken.subject, f"verdict {word} · now {now}"

        return act

    # What others do.

    def changed_by_others(self) -> bool:
        """Tell whether somebody else decided something in the case since this was last asked."""
        return self._others.decided()

    def mine(self) -> AbstractContextManager[None]:
        """Take what is decided in a block as decided here, unless another program writes meanwhile as well."""
        return self._others.none_in()

    def follow(self, row: Row | None, position: int) -> None:
        """Take in claims that came or went, where all are listed; a filter's list stays frozen.

        ``row`` is the claim at this position: where it has another one now, nothing stays selected.
        """
        if self.filter or self.order is not Order.READING:
            return
        view = View(self.case)
        moved = row is not None and view.position_of(row.number) != position
        if view.count != self.view.count or moved:
            self.show(view)

    def description(self) -> str:
        """Return the filter and order in force in words, safe to show; empty where all is listed as it stands."""
        parts = [] if self.order is Order.READING else [f"by {self.order}"]
        if self.filter:
            from secondsource.desk.filtering import describe

            parts.insert(0, describe(self.filter))
        return " · ".join(parts)


_NAMES = {"signoff": "sign-off"}
