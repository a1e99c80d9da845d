"""A table back in: what was changed in it since the export becomes decisions, and nothing else does.

Three things are held against each other: the row, what the case said when the row was written (found in the claim's
history by the time of the verdict, ``decided_at``), and what the case says now. Where row and case both changed, that
is a conflict, which people settle.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from secondsource import casefile
from secondsource.casefile.acts import returned
from secondsource.casefile.acts.decisions import TEXT_LIMIT
from secondsource.display import name_of
from secondsource.exporting.cells import Likeness, compare, has_lost, is_masked, mended, words_of
from secondsource.exporting.table import open_table
from secondsource.model import UnusableInput, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from secondsource.casefile import Case
    from secondsource.casefile.acts.returned import Decision, Known, State
    from secondsource.exporting.table import Row, Table

_READ: Final = ("verdict", "rationale", "reviewer", "decided_at", "note")
_AT_ONCE: Final = 500  # rows
_SHOWN: Final = 5  # ids in a message


class Told(NamedTuple):
    """A row that there is something to tell of: its ``number``, the claim's id, and ``what`` there is."""

    number: int
    claim: str
    what: str


class Conflict(NamedTuple):
    """A row that is not recorded: what the ``row`` says, what the ``case`` says of the claim, and ``why`` not."""

    number: int
    claim: str
    text: str
    row: str
    case: str
    why: str


@dataclass
class Returned:
    """What a table brings to a case.

    ``decisions`` are yet to be recorded; ``told`` lists what was passed over in rows, ``unknown`` the rows of no claim
    of the case; ``unchanged`` counts the rows that bring nothing. ``tip`` stands for the log that this rests on.
    """

    tip: str
    decisions: list[Decision] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    unknown: list[Told] = field(default_factory=list)
    unchanged: int = 0


def read_back(
    case: Case, path: Path, *, reviewer: str, skip_unknown: bool = False, encoding: str | None = None
) -> Returned:
    """Return what the CSV or Parquet file at ``path`` brings to a case; records nothing (see ``record``).

    ``reviewer`` decided what no row says somebody else did. ``encoding`` is a CSV's, found out where None. Raises
    UnusableInput, with the row, where the file is no such table or a row can't be meant, and for rows of no claim of
    this case, unless ``skip_unknown`` passes over them.
    """
    table = _open(path, encoding)
    if not table.columns & {"verdict", "rationale", "note"}:
        raise UnusableInput(f"{path} has none of the columns verdict, rationale and note: nothing can be read back")
    found = Returned(casefile.tip(case))
    reader = _Reader(case, table, reviewer, found)
    rows = reader.rows()
    while some := list(islice(rows, _AT_ONCE)):
        known = returned.known(case, {row.claim for row in some})
        for row in some:
            if row.claim in known:
                reader.read(row, known[row.claim])
            else:
                what = "is no claim of this case" if row.claim else "names no claim"
                found.unknown.append(Told(row.number, row.claim, what))
    if found.unknown and not skip_unknown:
        ids = ", ".join(f"row {one.number} ({one.claim or 'empty'})" for one in found.unknown[:_SHOWN])
        more = f" and {len(found.unknown) - _SHOWN:,} more" if len(found.unknown) > _SHOWN else ""
        raise UnusableInput(
            f"{path} has rows that are of no claim of this case: {ids}{more}; is it another case's? "
            "Nothing was recorded; pass over them with --skip-unknown"
        )
    return found


def record(case: Case, found: Returned) -> bool:
    """Record the decisions, all or none; false where somebody decided something since they were read: read again."""
    return not found.decisions or returned.record(case, found.decisions, after=found.tip)


def _open(path: Path, encoding: str | None) -> Table:
    from secondsource.exporting.parquet_table import is_parquet, open_parquet

    if not is_parquet(path):
        return open_table(path, "claim", encoding)
    if encoding:
        raise UnusableInput(f"{path} is Parquet, which has one encoding; leave --encoding out")
    return open_parquet(path, "claim", _READ)


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row says; None where it has no such cell, and of the verdict too where its cell names none."""

    number: int
    claim: str
    verdict: Verdict | None
    rationale: str | None
    reviewer: str | None
    decided_at: str | None
    note: str | None


class _Wish(NamedTuple):
    """What was changed in a row; None what was not."""

    verdict: Verdict | None
    rationale: str | None


class _Reader:
    """Reads one table against one case."""

    def __init__(self, case: Case, table: Table, reviewer: str, found: Returned) -> None:
        self.case, self.table, self.reviewer, self.found = case, table, reviewer, found
        self._decided: set[str] = set()

    def rows(self) -> Iterator[_Row]:
        """Yield what the rows say, each claim once. Raises UnusableInput at one that can't be meant."""
        seen: dict[str, tuple[int, int]] = {}
        for raw in self.table.rows():
            row = self._row(raw)
            if not row.claim:
                if any(raw.cells.get(name, "").strip() for name in _READ):
                    yield row
                continue
            said = hash(replace(row, number=0))
            first, before = seen.setdefault(row.claim, (row.number, said))
            if before != said:
                raise UnusableInput(
                    f"{self.table.path}, rows {first} and {row.number} are both of claim {row.claim} and differ; "
                    "keep one of them"
                )
            if first == row.number:
                yield row

    def _row(self, raw: Row) -> _Row:
        verdict, *rest = (raw.cells.get(name) for name in _READ)
        return _Row(raw.number, words_of(raw.cells.get("claim", "")).lower(), self._verdict(raw, verdict), *rest)

    def _verdict(self, raw: Row, cell: str | None) -> Verdict | None:
        words = words_of(cell or "")
        if words.lower() in {"", "open"}:
            return None
        try:
            return Verdict(words.lower())
        except ValueError:
            raise UnusableInput(
                f"{self.table.path}, row {raw.number}: {words[:40]!r} is no verdict; "
                f"write {', '.join(Verdict)}, or leave it empty"
            ) from None

    def read(self, row: _Row, known: Known) -> None:
        """Add what comes of a row to what was found."""
        note = words_of(row.note or "")
        if not note and self._is_as(row, known):
            self.found.unchanged += 1
            return
        past = returned.past(self.case, known)
        if any(self._compare(note, other) is Likeness.SAME for other in past.notes):
            note = ""
        base, why = self._base(row, past.states)
        wish = self._wish(row, base)
        editor = self._editor(row, base)
        says_nothing = not wish and not words_of(row.note or "")
        if wish and self._is_in(wish, editor, base, past.states):
            wish = None
        if wish:
            why = why or self._hindrance(row, wish, editor, base, past.states)
        if not known.listed and (wish or note):
            why = "it was replaced by other claims since the export"
            wish, note = wish or _Wish(None, None), ""
        if wish and known.uid in self._decided:
            why = why or "another row decides the same claim, in another version of its article"
        if wish and why:
            self._tell_conflict(row, known.text, editor, past.states[-1], why)
            wish = None
        else:
            self.found.unchanged += not wish and not note
            self._tell_passed_over(row, base, says_nothing=says_nothing)
        self._decide(row, known, editor, wish, note, past.states[-1])

    def _is_as(self, row: _Row, known: Known) -> bool:
        """Tell whether a row says what the case says now, as nearly all rows do."""
        return (
            self._has_verdict(row, known.verdict)
            and (row.decided_at is None or words_of(row.decided_at) == (known.decided_at or ""))
            and self._says(row.rationale, known.rationale)
            and self._says(row.reviewer, known.reviewer)
        )

    def _compare(self, cell: str, value: str | None) -> Likeness:
        return compare(cell, value or "", exact=self.table.is_unicode)

    def _says(self, cell: str | None, value: str | None) -> bool:
        return cell is None or self._compare(cell, value) is Likeness.SAME

    def _base(self, row: _Row, states: Sequence[State]) -> tuple[State, str | None]:
        """Return what the case said when the row was written; with why it can't be told, if it can't."""
        now = states[-1]
        if row.decided_at is None:
            known = any(self._agrees(row, state) for state in states[:-1] if _key(state) != _key(now))
            return (
                now,
                "it says what the case said before, and without decided_at nobody can tell why" if known else None,
            )
        decided_at = words_of(row.decided_at) or None
        candidates = [state for state in states if state.standing.decided_at == decided_at]
        if not candidates:
            never = all(state.standing.verdict is None and state.standing.rationale is None for state in states)
            return now, None if never else f"its decided_at, {decided_at}, is of no verdict that the case knows"
        for agrees in (self._agrees, self._has_rationale):
            for state in reversed(candidates):
                if agrees(row, state):
                    return state, None
        return candidates[-1], None

    def _agrees(self, row: _Row, state: State) -> bool:
        return self._has_verdict(row, state.standing.verdict) and self._has_rationale(row, state)

    def _has_verdict(self, row: _Row, verdict: Verdict | None) -> bool:
        return row.verdict == verdict or "verdict" not in self.table.columns

    def _has_rationale(self, row: _Row, state: State) -> bool:
        return row.rationale is None or self._compare(row.rationale, state.standing.rationale) is not Likeness.CHANGED

    def _wish(self, row: _Row, base: State) -> _Wish | None:
        """Return what was changed in a row. An emptied cell is no change: decisions are only taken back by undo."""
        verdict = None if row.verdict == base.standing.verdict else row.verdict
        was, cell = base.standing.rationale or "", row.rationale or ""
        rationale = None if self._has_rationale(row, base) else words_of(mended(cell, was)) or None
        return _Wish(verdict, rationale) if verdict or rationale else None

    def _editor(self, row: _Row, base: State) -> str:
        cell = words_of(row.reviewer or "")
        return self.reviewer if not cell or self._says(row.reviewer, base.standing.reviewer) else cell

    def _is_in(self, wish: _Wish, editor: str, base: State, states: Sequence[State]) -> bool:
        """Tell whether the case says it already, or the same reviewer's decision was recorded and others followed."""

        def has(state: State) -> bool:
            same = wish.verdict is None or wish.verdict == state.standing.verdict
            return same and (wish.rationale is None or self._says(wish.rationale, state.standing.rationale))

        if has(states[-1]):
            return True
        since = states[states.index(base) + 1 :]
        return _key(base) != _key(states[-1]) and any(
            has(state) and (wish.verdict is None or state.standing.reviewer == editor) for state in since
        )

    def _hindrance(self, row: _Row, wish: _Wish, editor: str, base: State, states: Sequence[State]) -> str | None:
        """Return why what was changed in a row can't be recorded; None where it can."""
        if _key(base) != _key(states[-1]):
            return "the case was decided anew since the export"
        if wish.rationale is None:
            return None
        before = base.standing.rationale or ""
        if is_masked(wish.rationale, before):
            return "names in its rationale are masked; change it in the case"
        if has_lost(wish.rationale, before, self.table.encoding):
            return f"{self.table.encoding}, in which the file was saved, lacks characters of it; save it as UTF-8"
        if row.decided_at is not None and _rewritten_by_others(editor, base, states):
            return "its rationale was rewritten in the case too, maybe since the export"
        return None

    def _tell_conflict(self, row: _Row, text: str, editor: str, now: State, why: str) -> None:
        its = now.standing
        says = _said(name_of(row.verdict), editor, words_of(row.rationale or ""))
        here = _said(its.conflict or name_of(its.verdict), its.reviewer, its.rationale)
        self.found.conflicts.append(Conflict(row.number, row.claim, text, says, here, why))

    def _tell_passed_over(self, row: _Row, base: State, *, says_nothing: bool) -> None:
        """List what was done to a row that is no change, where somebody may have meant something by it.

        ``says_nothing`` tells that nothing else of the row was changed, which its reviewer would have said.
        """
        was = base.standing
        rationale = Likeness.SAME if row.rationale is None else self._compare(row.rationale, was.rationale)
        if row.decided_at is not None and was.verdict and row.verdict is None and "verdict" in self.table.columns:
            self._tell(row, "its verdict was emptied; one is taken back with undo, in the desk")
        if row.decided_at is not None and rationale is Likeness.CHANGED and not words_of(row.rationale or ""):
            self._tell(row, "its rationale was emptied; one is taken away in the desk")
        if rationale is Likeness.CUT:
            self._tell(row, "its rationale was cut by the spreadsheet; the whole of it stands")
        if says_nothing and was.verdict and row.reviewer and not self._says(row.reviewer, was.reviewer):
            self._tell(row, "its reviewer was changed and its verdict was not; a second reviewer signs off in the desk")

    def _tell(self, row: _Row, what: str) -> None:
        self.found.told.append(Told(row.number, row.claim, what))

    def _decide(self, row: _Row, known: Known, editor: str, wish: _Wish | None, note: str, now: State) -> None:
        if not wish and not note:
            return
        if wish:
            self._decided.add(known.uid)
        verdict, rationale = wish or (None, None)
        standing = now.standing.rationale
        if verdict and rationale is None and standing and len(standing) <= TEXT_LIMIT:
            rationale = standing
        try:
            self.found.decisions.append(returned.decision(known.uid, editor, verdict, rationale, note or None))
        except UnusableInput as fault:
            raise UnusableInput(f"{self.table.path}, row {row.number}: {fault}") from None


def _key(state: State) -> tuple[object, ...]:
    """Return what a row shows of a state, with what settles that two of them are the same."""
    its = state.standing
    return its.verdict, its.rationale, its.reviewer, its.decided_at, its.conflict


def _rewritten_by_others(editor: str, base: State, states: Sequence[State]) -> bool:
    """Tell whether somebody else put a rationale in another's place under the verdict that the row was made over.

    Nothing in a row tells whether that was before the export or after.
    """
    alike = [state for state in states if state.standing.decided_at == base.standing.decided_at]
    rationales = [state for state in alike if state.standing.rationale]
    return any(
        now.standing.rationale != before.standing.rationale and now.by != editor for before, now in pairwise(rationales)
    )


def _said(verdict: str, reviewer: str | None, rationale: str | None) -> str:
    return f"{verdict}{f' by {reviewer}' if reviewer else ''}{f': {rationale}' if rationale else ''}"
