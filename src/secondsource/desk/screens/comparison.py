"""The claim under the cursor held against its source and against other claims, two texts side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from secondsource.casefile import UNFAITHFUL
from secondsource.desk.screens.dialog import Dialog
from secondsource.desk.widgets.differences import CHANGED, WEIGHTY, differing, differing_here, side_by_side, who
from secondsource.display import DIFFERS_GLYPH, UNFAITHFUL_GLYPH, one_line

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from secondsource.desk.widgets.differences import Marks
    from secondsource.examine import Beside, Examination, Held

_STYLES: Final = {
    "text": "",
    "label": "$quiet",
    CHANGED: "$disputed underline",
    WEIGHTY: "bold underline $disputed",
}
_AROUND: Final = 80  # code points of a document shown before and after the passage


class ComparisonWindow(Dialog[str]):
    """All that the checks say of one claim; left with the uid of the other claim that was chosen, or None."""

    BINDINGS: ClassVar = [
        Binding("escape,equals_sign,q", "dismiss", show=False, priority=True),
        Binding("enter", "take", show=False, priority=True),
        Binding("j,down", "move(1)", show=False, priority=True),
        Binding("k,up", "move(-1)", show=False, priority=True),
        Binding("ctrl+d,pagedown", "turn(1)", show=False, priority=True),
        Binding("ctrl+u,pageup", "turn(-1)", show=False, priority=True),
    ]

    def __init__(self, found: Examination) -> None:
        super().__init__()
        self._found = found
        self._list = OptionList(markup=False, compact=True)
        self._list.can_focus = False

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(id="comparison", classes="dialog") as box:
            box.border_title = Content("Does it hold?")
            box.border_subtitle = "j k move · Enter goes to the claim · Esc leaves"
            yield self._list

    def on_resize(self, event: events.Resize) -> None:
        """Lay the texts out anew for another width."""
        here = self._list.highlighted
        width = max(self._list.scrollable_content_region.width - 2, 24)
        self._list.clear_options()
        self._list.add_options(_Layout(self._found, width).options)
        self._list.highlighted = here
        if here is None:
            self._list.scroll_home(animate=False)

    def action_move(self, step: int) -> None:
        """Go to the next other claim, or the one before; scroll where there is none."""
        if not self._found.beside:
            self._list.scroll_relative(y=step, animate=False)
        elif step > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def action_turn(self, pages: int) -> None:
        """Scroll so many pages."""
        self._list.scroll_relative(y=pages * max(self._list.size.height - 1, 1), animate=False)

    def action_take(self) -> None:
        """Leave with the claim under the cursor."""
        if self._list.highlighted is not None:
            self.dismiss(self._list.get_option_at_index(self._list.highlighted).id)

    @on(OptionList.OptionSelected)
    def clicked(self, event: OptionList.OptionSelected) -> None:
        """Leave with the claim clicked."""
        self.dismiss(event.option_id)


class _Layout:
    """What the window shows at a width: each other claim is an option, all else can't be chosen."""

    def __init__(self, found: Examination, width: int) -> None:
        self._text = found.said.text
        self._width = width
        self.options: list[Option] = []
        self._heading("Against its source")
        for held in found.held:
            self._held(held)
        if not found.held:
            self._say("no primary source is attached (e attaches one)")
        for remark in found.remarks:
            self._say(f"{remark.check}: {remark.words}")
        self._heading(f"Who is behind it: {found.origins.count} distinct origin{'s' * (found.origins.count != 1)}")
        for origin in found.origins.found:
            self._say(f"{origin.name}: {origin.why}")
        for doubt in found.origins.doubts:
            self._say(f"in doubt: {doubt}")
        for title, group in (
            (f"{DIFFERS_GLYPH} Conflicting", found.conflicting),
            ("= The same statement", found.same),
            ("~ Related", found.related),
        ):
            if group:
                self._heading(f"{title} ({len(group)})")
            for one in group:
                self._beside(one)
        if not found.beside:
            self._heading("No other claim of the case is like it")

    def _held(self, held: Held) -> None:
        comparison = held.comparison
        glyph = f"{UNFAITHFUL_GLYPH} " if comparison.check in UNFAITHFUL else ""
        self._say(f"{glyph}{comparison.check}: {comparison.words}", "bold")
        self._say(f"{held.evidence.url or held.evidence.name}", "$quiet")
        passage, marks = _passage(held)
        self._both(self._text, differing_here(comparison), passage, marks)

    def _beside(self, one: Beside) -> None:
        lines = [Content.assemble((f"{who(one.said)}", "$quiet"), (f" · {one.likeness:.0f} of 100 alike", "$quiet"))]
        lines += [
            Content.assemble((f"{finding.check}: ", "bold $conflict"), one_line(finding.words))
            for finding in one.differences
        ]
        own: Marks = [(span, WEIGHTY) for finding in one.differences for span in finding.own]
        other: Marks = [(span, WEIGHTY) for finding in one.differences for span in finding.other]
        lines += _columns(self._text, own, one.said.text, other, self._width)
        self.options.append(Option(Content("\n").join([*lines, Content("")]), id=one.uid))

    def _both(self, left: str, own: Marks, right: str, other: Marks) -> None:
        lines = _columns(left, own, right, other, self._width)
        self.options.append(Option(Content("\n").join([*lines, Content("")]), disabled=True))

    def _heading(self, words: str) -> None:
        self.options.append(Option(Content.styled(one_line(words), "bold $focus"), disabled=True))

    def _say(self, words: str, style: str = "") -> None:
        self.options.append(Option(Content.styled(one_line(words), style), disabled=True))


def _columns(left: str, own: Marks, right: str, other: Marks, width: int) -> list[Content]:
    return [
        Content.assemble(*((piece, _STYLES[style]) for piece, style in line))
        for line in side_by_side(left, own, right, other, width)
    ]


def _passage(held: Held) -> tuple[str, Marks]:
    """Return the passage with some words around it, and where it differs from the claim."""
    passage = held.comparison.passage
    if not passage:
        return "(nothing like it stands there)", []
    pieces: list[str] = []
    marks: Marks = []
    length = 0
    for place, span in enumerate(passage):
        before = max(span.start - _AROUND, 0) if place == 0 else span.start
        after = min(span.end + _AROUND, len(held.text)) if place == len(passage) - 1 else span.end
        lead = ("…" if before else "") if place == 0 else " […] "
        for mark, style in differing(held.comparison, span):
            shift = length + len(lead) - before
            marks.append((type(mark)(mark.start + shift, mark.end + shift), style))
        pieces += [lead, held.text[before:after]]
        length += len(lead) + after - before
    return "".join(pieces) + ("…" if passage[-1].end + _AROUND < len(held.text) else ""), marks
