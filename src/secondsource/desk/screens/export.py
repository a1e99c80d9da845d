"""Exporting the case: where to, may it be overwritten, how far is it."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import Worker, get_current_worker

from secondsource.casefile import open_case
from secondsource.desk.screens.dialog import Dialog
from secondsource.desk.widgets.layout import readable
from secondsource.desk.widgets.search_bar import SafeInput
from secondsource.display import one_line
from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from textual.app import ComposeResult

_HINT = "Enter exports · Esc cancels"
_FORMS = "Its name says the format: .csv for a spreadsheet, .html or .md to read, .jsonl for the whole case."


class _Cancelled(Exception):  # noqa: N818
    """The reviewer wants no export any more."""


class Export(Dialog[str]):
    """Asks for a file, writes all claims of the case to it, and is left with what to say."""

    BINDINGS: ClassVar = [Binding("escape", "cancel", show=False)]

    class Written(Message):
        """So many rows are written."""

        def __init__(self, rows: int) -> None:
            super().__init__()
            self.rows = rows

    class Ended(Message):
        """The writing is over; ``problem`` says what went wrong."""

        def __init__(self, text: str, *, problem: bool = False) -> None:
            super().__init__()
            self.text = text
            self.problem = problem

    def __init__(self, case: Path, total: int) -> None:
        super().__init__()
        self._case = case
        self._total = total
        self._may_overwrite: Path | None = None
        self._worker: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        with Vertical(id="export", classes="dialog") as box:
            box.border_title = "Export"
            yield Static(Content(f"{self._total:,} claims with their verdicts, to:"), markup=False)
            yield SafeInput(readable(str(self._case.with_name(f"{self._case.stem}-verdicts.csv"))))
            yield Static(_FORMS, markup=False)
            yield Static(_HINT, markup=False, id="note")

    @on(Input.Changed)
    def another_file(self) -> None:
        """Ask again for another file."""
        self._may_overwrite = None

    @on(Input.Submitted)
    def begin(self, event: Input.Submitted) -> None:
        """Begin to write; ask before a file is overwritten."""
        if self._worker is not None or not event.value.strip():
            return
        path = Path(event.value.strip())
        with contextlib.suppress(RuntimeError):  # "~" and nobody's name: a file of that name is meant
            path = path.expanduser()
        if path != self._may_overwrite and _stands(path):
            self._may_overwrite = path
            self._note(f"{path.name} exists: Enter overwrites it, Esc cancels")
            return
        self._note("writing · Esc stops")
        self._worker = self.run_worker(lambda: self._write(path), thread=True)

    def action_cancel(self) -> None:
        """Stop the writing, or leave where there is none."""
        if self._worker is None:
            self.dismiss(None)
        else:
            self._worker.cancel()
            self._note("stopping")

    def _write(self, path: Path) -> None:
        from secondsource.exporting import FORMS, Release, form_of, write_file

        worker = get_current_worker()

        def report(rows: int) -> None:
            if worker.is_cancelled:
                raise _Cancelled
            self.post_message(self.Written(rows))

        try:
            with open_case(self._case) as case:
                release = Release(case)
                form = form_of(path) or "csv"
                rows = write_file(release, form, path, progress=report)
                left_out = len(release.withheld)
        except _Cancelled:
            self.post_message(self.Ended("export stopped; nothing was written"))
        except (UnusableInput, OSError) as error:
            self.post_message(self.Ended(str(error), problem=True))
        else:
            held = f"; {left_out:,} off the record left out" if left_out else ""
            self.post_message(self.Ended(f"{FORMS[form].counted(rows)} exported to {path}{held}"))

    def on_export_written(self, event: Written) -> None:
        """Show how far it is."""
        self._note(f"{event.rows:,} of {self._total:,} rows · Esc stops")

    def on_export_ended(self, event: Ended) -> None:
        """Leave; after a problem, let another file be named."""
        self._worker = None
        if event.problem:
            self._note(event.text)
        else:
            self.dismiss(event.text)

    def _note(self, text: str) -> None:
        self.query_one("#note", Static).update(Content(one_line(text)))


def _stands(path: Path) -> bool:
    """Tell whether a file stands at ``path``; where that can't be known, writing will say why."""
    with contextlib.suppress(OSError):
        return path.is_file()
    return False
