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
    from collections.abc import Callable, Iterable, Iterator

    from textual.app import ComposeResult

    from secondsource.desk.actions import Action

_KEYS_WIDTH: Final = 12
_PANE: Final = {
    actions.LIST: "Here, in the list",
    actions.SOURCE: "Here, at the source",
    actions.ARTICLE: "Here, in the article",
}


class _Key(Static):
    """An action with its keys; a click does it."""

    def __init__(self, action: Action, keys: str) -> None:
        text = Content.assemble(("  " + (keys or "(no key)").ljust(_KEYS_WIDTH), "bold"), action.help)
        super().__init__(text, markup=False, classes="key")
        self._action = action.id

    def on_click(self) -> None:
        """Leave with this action."""
        self.screen.dismiss(self._action)


class Help(Dialog[str]):
    """The keys in force and the marks; any of Esc, ? and Enter closes it. Left with the id of an action to do, if any.

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
            scroll.border_subtitle = "Esc closes · j k scroll · a click does it"
            here = actions.hints(self._pane)
            yield from self._keys(_PANE.get(self._pane, "Here"), here)
            for group, listed in actions.groups().items():
                yield from self._keys(group, [action for action in listed if action not in here])
            yield Static(_marks(), markup=False)

    def _keys(self, heading: str, listed: Iterable[Action]) -> Iterator[Static]:
        yield Static(Content.assemble((heading, "bold $focus")), markup=False)
        for action in listed:
            yield _Key(action, self._label(action))
        yield Static()

    def action_scroll(self, step: int) -> None:
        """Go down or up."""
        self.query_one("#help").scroll_relative(y=step, animate=False)


def _marks() -> Content:
    parts: list[str | tuple[str, str]] = [("Marks\n", "bold $focus")]
    for verdict in (*Verdict, None):
        word = name_of(verdict)
        parts += [("  " + VERDICT_GLYPH[verdict].ljust(_KEYS_WIDTH), f"bold ${word}"), f"{word}\n"]
    parts += [("  " + CONFLICT_GLYPH.ljust(_KEYS_WIDTH), "bold $conflict"), "open: verdicts contradict each other\n"]
    for kind, mark in KIND_MARK.items():
        parts += [("  " + mark.ljust(_KEYS_WIDTH), "bold"), f"{_KIND_HELP[kind.value]}\n"]
    return Content.assemble(*parts)


_KIND_HELP: Final = {
    "direct": "direct: the source is quoted word for word",
    "indirect": "indirect: the source in the article's words",
    "mixed": "mixed: partly quoted",
    "narrator": "narrator: the article's own voice",
}
