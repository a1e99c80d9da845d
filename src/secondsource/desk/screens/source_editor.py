"""Correcting a source: what it is called and is, whom it speaks for, and on what terms it spoke."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from secondsource.desk.screens.dialog import Dialog
from secondsource.desk.widgets.choice import Choice
from secondsource.desk.widgets.key_hints import Hint, KeyHints
from secondsource.desk.widgets.layout import readable
from secondsource.desk.widgets.search_bar import SafeInput
from secondsource.desk.widgets.typed_ahead import caught_up
from secondsource.display import one_line
from secondsource.model import Refused, Source, SourceType, Terms, UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from secondsource.casefile import Known

_NOT_KNOWN: Final = "not known"
_BESIDE: Final = 14  # lines of the window beside the mentions, in the narrowest terminal
_HINTS: Final = [
    Hint("Enter", "records", "record"),
    Hint("Esc", "leaves", "leave"),
    Hint("Tab", "next field", "next(1)"),
    Hint("← →", "or a first letter chooses", "next(1)"),
]


class SourceEditor(Dialog[str]):
    """Asks what a source is; left with what ``record`` says, None where nothing was changed.

    ``mentions`` are the words by which articles call it. ``record`` takes what it is and its terms, None where they
    are not known, and returns what to say; when it raises UnusableInput or Refused, the window stays.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "record", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("tab,down", "next(1)", show=False, priority=True),
        Binding("shift+tab,up", "next(-1)", show=False, priority=True),
        Binding("pagedown", "turn(1)", show=False, priority=True),
        Binding("pageup", "turn(-1)", show=False, priority=True),
    ]

    def __init__(self, known: Known, mentions: Sequence[str], record: Callable[[Source, Terms | None], str]) -> None:
        super().__init__()
        source = known.source
        self._known = known
        self._mentions = list(dict.fromkeys(one_line(mention) for mention in mentions))
        self._record = record
        self._asked: tuple[str, ...] | None = None
        self._texts = {
            "name": SafeInput(readable(source.name), select_on_focus=False),
            "role": SafeInput(readable(source.role or ""), select_on_focus=False),
            "affiliation": SafeInput(readable(source.affiliation or ""), select_on_focus=False),
        }
        self._type = Choice(list(SourceType), list(SourceType).index(source.type))
        terms = (*Terms, _NOT_KNOWN)
        self._terms = Choice(terms, terms.index(known.terms or _NOT_KNOWN))
        self._before = self._written

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        with Vertical(id="source-editor", classes="dialog") as box:
            box.border_title = "The source"
            yield Static(Content(self._about()), markup=False, id="about")
            for label, field in (*self._texts.items(), ("what it is", self._type), ("it spoke", self._terms)):
                yield Horizontal(Static(label, markup=False), field, classes="field")
            mentions = Static(Content("\n".join(f"“{mention}”" for mention in self._mentions)), markup=False)
            scroll = VerticalScroll(mentions, id="mentions", can_focus=False)
            yield Horizontal(Static("called", markup=False), scroll, classes="field")
            yield Static(markup=False, id="note")
            yield KeyHints(_HINTS)

    def on_resize(self) -> None:
        """Leave no more room to the mentions than there is beside the fields."""
        self.query_one("#mentions").styles.max_height = max(self.size.height - _BESIDE, 1)

    def _about(self) -> str:
        count = self._known.claims
        claims = "the only claim" if count == 1 else f"all {count:,} claims"
        if self._known.more:
            claims = f"all claims (more than {count:,})"
        return f"This is for {claims} of this source"

    @property
    def _written(self) -> tuple[str, ...]:
        return (*(field.value for field in self._texts.values()), self._type.value, self._terms.value)

    def may_leave(self) -> bool:
        """Ask once before what was changed is lost, and again after more was changed."""
        if self._written in {self._before, self._asked}:
            return True
        self._asked = self._written
        self._note("Not recorded yet: Enter records it, once more discards it")
        return False

    def action_next(self, step: int) -> None:
        """Go to the next field, or to the one before."""
        fields = [*self._texts.values(), self._type, self._terms]
        outside = -1 if step > 0 else 0
        here = next((place for place, field in enumerate(fields) if field is self.focused), outside)
        self.set_focus(fields[(here + step) % len(fields)])

    def action_turn(self, step: int) -> None:
        """Show more of the words by which articles call the source."""
        mentions = self.query_one("#mentions")
        mentions.scroll_relative(y=step * mentions.size.height, animate=False)

    async def action_leave(self) -> None:
        """Leave without recording."""
        await self._caught_up()
        if self.may_leave():
            self.dismiss(None)

    async def action_record(self) -> None:
        """Record what was changed and leave."""
        await self._caught_up()
        if self._written == self._before:
            self.dismiss(None)
            return
        try:
            self.dismiss(self._record(*self._entry()))
        except (UnusableInput, Refused) as error:
            self._note(str(error))

    def _entry(self) -> tuple[Source, Terms | None]:
        """Return what stands in the fields; a text that was not touched stays as the case has it, shown safe or not."""
        source = self._known.source
        given = {"name": source.name, "role": source.role, "affiliation": source.affiliation}
        texts: dict[str, str | None] = {}
        for place, (label, field) in enumerate(self._texts.items()):
            untouched = field.value == self._before[place]
            texts[label] = given[label] if untouched else " ".join(field.value.split()) or None
        name = texts["name"]
        if not name:
            self.set_focus(self._texts["name"])
            raise UnusableInput("a source needs a name")
        terms = None if self._terms.value == _NOT_KNOWN else Terms(self._terms.value)
        return Source(name, SourceType(self._type.value), texts["role"], texts["affiliation"]), terms

    async def _caught_up(self) -> None:
        for field in (*self._texts.values(), self._type, self._terms):
            await caught_up(field)

    def _note(self, text: str) -> None:
        self.query_one("#note", Static).update(Content(one_line(text)))
