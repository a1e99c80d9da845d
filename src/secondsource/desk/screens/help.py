"""All keys, by group, from the registry: those of the pane in focus first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from secondsource.desk import actions
from secondsource.desk.screens.dialog import Dialog
from secondsource.desk.widgets.claim_list import KIND_MARK
from secondsource.display import CONFLICT_GLYPH, VERDICT_GLYPH, name_of
from secondsource.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import ComposeResult

    from secondsource.desk.actions import Action

_KEYS_WIDTH: Final = 12
_PANE: Final = {
    actions.LIST: "Here, in the list",
    actions.SOURCE: "Here, at the source",
    actions.ARTICLE: "Here, in the article",
}


class Help(Dialog[str]):
    """The keys in force and the marks; any of Esc, ? and Enter closes it.

    ``label`` returns the keys of an action as people write them, ``pane`` is the id of the pane in focus.
    """

    BINDINGS: ClassVar = [
        Binding("escape,question_mark,enter", "dismiss", show=False, priority=True),
        Binding("j,down", "scroll(1)", show=False, priority=True),
        Binding("k,up", "scroll(-1)", show=False, priority=True),
        Binding("space,ctrl+d,pagedown", "scroll(12)", show=False, priority=True),
        Binding("ctrl+u,pageup", "scroll(-12)", show=False, priority=True),
    ]

    def __init__(self, label: Callable[[Action], str], pane: str) -> None:
        super().__init__()
        self._label = label
        self._pane = pane

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        with VerticalScroll(id="help", classes="dialog") as scroll:
            scroll.border_title = "Keys"
            scroll.border_subtitle = "Esc closes · j k scroll"
            yield Static(self._text(), markup=False)

    def action_scroll(self, step: int) -> None:
        """Go down or up."""
        self.query_one("#help").scroll_relative(y=step, animate=False)

    def _text(self) -> Content:
        parts: list[str | tuple[str, str]] = []
        here = actions.hints(self._pane)
        parts += self._keys(_PANE.get(self._pane, "Here"), here)
        for group, listed in actions.groups().items():
            parts += self._keys(group, [action for action in listed if action not in here])
        parts.append(("Marks\n", "bold $focus"))
        for verdict in (*Verdict, None):
            word = name_of(verdict)
            parts += [("  " + VERDICT_GLYPH[verdict].ljust(_KEYS_WIDTH), f"bold ${word}"), f"{word}\n"]
        parts += [
            ("  " + CONFLICT_GLYPH.ljust(_KEYS_WIDTH), "bold $conflict"),
            "open: verdicts contradict each other\n",
        ]
        for kind, mark in KIND_MARK.items():
            parts += [("  " + mark.ljust(_KEYS_WIDTH), "bold"), f"{_KIND_HELP[kind.value]}\n"]
        return Content.assemble(*parts)

    def _keys(self, heading: str, listed: Iterable[Action]) -> list[str | tuple[str, str]]:
        parts: list[str | tuple[str, str]] = [(f"{heading}\n", "bold $focus")]
        for action in listed:
            keys = self._label(action) or "(no key)"
            parts += [("  " + keys.ljust(_KEYS_WIDTH), "bold"), f"{action.help}\n"]
        return [*parts, "\n"]


_KIND_HELP: Final = {
    "direct": "direct: the source is quoted word for word",
    "indirect": "indirect: the source in the article's words",
    "mixed": "mixed: partly quoted",
    "narrator": "narrator: the article's own voice",
}
