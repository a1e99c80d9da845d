"""Correcting a claim in its article: which words are its source, its cue and its content; splitting it, adding one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final, Literal, cast

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from secondsource.desk.editing import ROLES, Draft, Edited, Role, Work
from secondsource.desk.screens.text_window import TextWindow
from secondsource.desk.text_units import token_at
from secondsource.desk.widgets.key_hints import Hint, KeyHints
from secondsource.desk.widgets.layout import fit, wrap
from secondsource.display import one_line
from secondsource.model import Refused, Span, UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult

    from secondsource.casefile import Described
    from secondsource.model import Source

_LABEL: Final = 10  # cells
_RAGGED: Final = 12  # cells that a line may lose because the next word does not fit it
_ROOMY: Final = 24  # lines of the terminal from which the content is shown on more than one
_HINTS: Final = [
    Hint("Enter", "records", "record"),
    Hint("Esc", "leaves", "leave"),
    Hint("Space", "word …", "grow"),
    Hint("v", "select", "select"),
    Hint("s", "source", "set('source')"),
    Hint("c", "cue", "set('cue')"),
    Hint("t", "content", "set('content')"),
    Hint("S C T", "more", "add('content')"),
    Hint("x", "unmark", "take_away"),
    Hint("|", "splits", "split"),
    Hint("u", "undo", "undo"),
    Hint(", .", "start", "edge('start', 1)"),
    Hint("< >", "end", "edge('end', 1)"),
    Hint("Tab", "part", "next_part"),
]


class ClaimEditor(TextWindow):
    """The article as a whole with the claim marked in it; left with what ``record`` says, None where nothing was done.

    ``text`` is the article's, ``title`` what it is called. ``claim`` is the claim to correct, None to add one: then
    ``at`` is where the caret begins, and ``selection`` may be the new claim's content. ``record`` takes an ``Edited``
    and returns what to say; when it raises UnusableInput or Refused, the window stays. ``speakers``: see
    ``Draft.described``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, show=False, priority=True)
        for keys, action in (
            ("enter", "record"), ("escape", "leave"), ("u", "undo"), ("tab", "next_part"),
            ("s,1", "set('source')"), ("c,2", "set('cue')"), ("t,3", "set('content')"),
            ("S", "add('source')"), ("C", "add('cue')"), ("T,plus", "add('content')"),
            ("x", "take_away"), ("vertical_line", "split"),
            ("comma", "edge('start', -1)"), ("full_stop", "edge('start', 1)"),
            ("less_than_sign", "edge('end', -1)"), ("greater_than_sign", "edge('end', 1)"),
            ("left_square_bracket", "edge('start', -1, False)"), ("right_square_bracket", "edge('start', 1, False)"),
            ("left_parenthesis", "edge('end', -1, False)"), ("right_parenthesis", "edge('end', 1, False)"),
        )
    ]  # fmt: skip

    def __init__(
        self,
        text: str,
        title: str,
        claim: Described | None,
        record: Callable[[Edited], str],
        *,
        at: int = 0,
        selection: Span | None = None,
        speakers: Mapping[str, Source] | None = None,
    ) -> None:
        draft = Draft.of(text, claim) if claim else Draft(text)
        if selection and not claim:
            draft = draft.with_role("content", *selection)
        if draft.content:
            at = draft.content[0].start
        super().__init__(text, at)
        self._picker.heading(
            "Correct the claim   " if claim else "Add a claim   ",
            ("source", "reverse not bold"),
            ("   ", "not bold"),
            ("cue", "italic not bold"),
            ("   ", "not bold"),
            ("content", "bold underline"),
            (f"   {one_line(title)}", "not bold"),
        )
        self._record = record
        self._adding = claim is None
        self._speakers = speakers or {}
        self._work = self._first = Work((draft,))
        self._before: list[Work] = []
        self._asked: Work | None = None
        self._note = ""

    def compose(self) -> ComposeResult:
        """Lay out the article, the claim as it will stand, and the keys."""
        yield self._picker
        yield Static(markup=False, id="as-it-will-stand")
        yield KeyHints(_HINTS)

    def on_mount(self) -> None:
        """Show the claim."""
        if self._adding and not self._work.draft.content:
            self._note = "select the words that are claimed, then press t"
        self._show()

    def on_resize(self) -> None:
        """Fit what is shown to the width."""
        self.call_after_refresh(self._tell, keep=True)

    # What happens to the claim

    def _do(self, work: Work, nothing: str) -> None:
        """Go on with other drafts; say ``nothing`` where they are the same."""
        if work == self._work:
            self._say(nothing)
            return
        self._before.append(self._work)
        self._work = work
        self._note = ""
        self._show()

    def action_set(self, role: str) -> None:
        """Make the selection the source, the cue or the content."""
        self._give(role, further=False)

    def action_add(self, role: str) -> None:
        """Make the selection a further piece of a role."""
        self._give(role, further=True)

    def _give(self, role: str, *, further: bool) -> None:
        chosen = self._picker.selection
        if chosen is None:
            self._say(f"select the words of the {role} first: Space, v, Shift and arrows, or the mouse")
            return
        draft = self._work.draft
        give = draft.adding if further else draft.with_role
        self._picker.select(None)
        self._do(self._work.having(give(cast("Role", role), *chosen)), f"that is the {role} already")

    def action_take_away(self) -> None:
        """Take away the piece under the caret."""
        draft = self._work.draft.without(self._picker.caret)
        self._do(self._work.having(draft), "put the caret on what is to be no part of the claim")

    def action_edge(self, edge: str, step: int, by_word: bool = True) -> None:
        """Move an edge of the piece under the caret, or of the content, by a word or a character."""
        draft = self._work.draft
        piece = draft.piece_at(self._picker.caret)
        if piece is None and draft.content:
            nearest = min(draft.content, key=lambda span: abs(span.start - self._picker.caret))
            piece = "content", nearest
        if piece is None:
            self._say("there is no content yet")
            return
        moved = draft.moving_edge(piece, cast("Literal['start', 'end']", edge), step, by_word=by_word)
        self._do(self._work.having(moved), "there is nothing more to take in, or to leave out")
        if moved != draft and not moved.piece_at(self._picker.caret):  # the caret stays on the piece that is worked on
            left = [span for span in moved.spans(piece[0]) if span.start < piece[1].end and piece[1].start < span.end]
            if left:
                last = edge == "end"
                self._picker.go(left[0].end - 1 if last else left[0].start)

    def action_split(self) -> None:
        """Part the content before the word under the caret."""
        at = token_at(self._picker.text, self._picker.caret).start
        try:
            parts = self._work.draft.split(at)
        except UnusableInput as error:
            self._say(str(error))
            return
        self._picker.select(None)
        self._do(replace(self._work.having(*parts), active=self._work.active + 1), "")

    def action_next_part(self) -> None:
        """Work on the next part of a claim that was split."""
        count = len(self._work.drafts)
        if count == 1:
            self._say("| splits the content at the caret; Tab then goes from part to part")
            return
        self._work = replace(self._work, active=(self._work.active + 1) % count)
        self._note = ""
        if self._work.draft.content:
            self._picker.go(self._work.draft.content[0].start)
        self._show()

    def action_undo(self) -> None:
        """Take the last step back."""
        if not self._before:
            self._say("nothing to undo here")
            return
        self._work = self._before.pop()
        self._note = "undone"
        self._show()

    # Leaving

    def may_leave(self) -> bool:
        """Ask once before what was done is lost, and again after more was done."""
        if self._work.drafts in (self._first.drafts, self._asked and self._asked.drafts):
            return True
        self._asked = self._work
        self._say("Not recorded yet: Enter records it, once more discards it")
        return False

    def action_leave(self) -> None:
        """Leave without recording; drop a selection first."""
        if self._picker.begun is not None:
            self._picker.select(None)
            self.call_after_refresh(self._tell)
        elif self.may_leave():
            self.dismiss(None)

    def action_record(self) -> None:
        """Record the claim as it stands and leave."""
        drafts = self._work.drafts
        act: Literal["edit", "split", "add"] = "add" if self._adding else "split" if len(drafts) > 1 else "edit"
        if not self._adding and drafts == self._first.drafts:
            self.dismiss(None)
            return
        try:
            edited = Edited(act, drafts, self._speakers)
            for draft in drafts:
                draft.described(self._speakers)
            self.dismiss(self._record(edited))
        except (UnusableInput, Refused) as error:
            self._say(str(error))

    # What is shown

    def _say(self, text: str) -> None:
        self._note = text
        self._tell(keep=True)

    def _show(self) -> None:
        """Show the draft worked on, in the text and below it."""
        draft = self._work.draft
        self._picker.mark({role: draft.spans(role) for role in ROLES})
        self._tell(keep=True)

    def _tell(self, *, keep: bool = False) -> None:
        """Show the claim as it will stand, what is selected, and what there is to say."""
        if not self.is_mounted:
            return
        super()._tell(keep=keep)
        if not keep:
            self._note = ""
        draft, parts = self._work.draft, len(self._work.drafts)
        width = self.size.width - 2
        selection = self._picker.selection
        chosen = draft.on_one_line(selection) if selection else ""
        part = f"  part {self._work.active + 1} of {parts}" if parts > 1 else ""
        rows = [_row("kind", str(draft.kind) + part, width, quoted=False)]
        rows += [_row(role, draft.words(role), width) for role in ("source", "cue")]
        rows.append(_row("content", draft.words("content"), width, 3 if self.size.height >= _ROOMY else 1))
        rows.append(_row("selected", chosen, width))
        rows.append(Content.styled(fit(one_line(self._note), width), "bold"))
        self.query_one("#as-it-will-stand", Static).update(Content("\n").join(rows))


def _row(label: str, words: str, width: int, lines: int = 1, *, quoted: bool = True) -> Content:
    """Return a row with a label; where the words are too long for its lines, both of their ends are shown."""
    room = max(width - _LABEL, _LABEL)
    shown = _ends(one_line(words), (room - 2) * lines - (lines - 1) * _RAGGED)
    shown = f"“{shown}”" if shown and quoted and shown[0] not in '“"„«' else shown or "–"
    indented = f"\n{' ' * _LABEL}".join(shown[start:end] for start, end in zip(*wrap(shown, room), strict=True))
    return Content.assemble((label.ljust(_LABEL), "$quiet"), (indented, "bold" if words else "$quiet"))


def _ends(text: str, room: int) -> str:
    if cell_len(text) <= room:
        return text
    half = max((room - 3) // 2, 1)
    head, tail = text[: 2 * half], text[-2 * half :]
    while cell_len(head) > half:
        head = head[:-1]
    while cell_len(tail) > half:
        tail = tail[1:]
    return f"{head.rstrip()} … {tail.lstrip()}"
