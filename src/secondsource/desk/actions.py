"""All that can be done at the desk, in one place: the bindings, hints, help and palette are made from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a reviewer can do.

    ``call`` is the app's action as Textual writes it, ``keys`` its names of the keys, ``label`` what a reader calls
    them. ``hint`` is the word in the footer of the panes in ``panes``; the higher the ``rank``, the sooner it gives
    way where the footer is too narrow.
    """

    id: str
    group: str
    label: str
    keys: tuple[str, ...]
    help: str
    call: str
    hint: str = ""
    panes: frozenset[str] = frozenset()
    rank: int = 0


LIST: Final = "claims"
SOURCE: Final = "source"
ARTICLE: Final = "article"
_ALL: Final = frozenset({LIST, SOURCE, ARTICLE})
_IN_LIST: Final = frozenset({LIST})
_BESIDE: Final = frozenset({SOURCE, ARTICLE})

_MARK, _MOVE, _FIND, _CASE = "Mark", "Move", "Find", "Case and desk"

ACTIONS: Final = (
    Action("corroborate", _MARK, "c", ("c",), "corroborated, and on to the next open claim",
           "mark('corroborated', True)", "corroborated", _ALL),
    Action("dispute", _MARK, "d", ("d",), "disputed, and on to the next open claim",
           "mark('disputed', True)", "disputed", _ALL),
    Action("unverify", _MARK, "u", ("u",), "unverified, and on to the next open claim",
           "mark('unverified', True)", "unverified", _ALL),
    Action("corroborate-here", _MARK, "C", ("C",), "corroborated, and stay", "mark('corroborated', False)"),
    Action("dispute-here", _MARK, "D", ("D",), "disputed, and stay", "mark('disputed', False)"),
    Action("unverify-here", _MARK, "U", ("U",), "unverified, and stay", "mark('unverified', False)"),
    Action("repeat", _MARK, ".", ("full_stop",), "the last verdict again", "repeat"),
    Action("rationale", _MARK, "a", ("a",), "write why: the claim's rationale", "rationale", "why", _ALL, 1),
    Action("sign-off", _MARK, "S", ("S",), "sign off another's verdict: you stand by it too", "sign_off"),
    Action("undo", _MARK, "z", ("z",), "undo your last decision", "undo", "undo", _ALL, 1),
    Action("redo", _MARK, "Ctrl-r", ("ctrl+r",), "redo what was undone", "redo"),
    Action("down", _MOVE, "j ↓", ("j", "down"), "next line", "move(1)"),
    Action("up", _MOVE, "k ↑", ("k", "up"), "line before", "move(-1)"),
    Action("half-down", _MOVE, "Ctrl-d", ("ctrl+d",), "half a page down", "turn(0.5)"),
    Action("half-up", _MOVE, "Ctrl-u", ("ctrl+u",), "half a page up", "turn(-0.5)"),
    Action("page-down", _MOVE, "PgDn", ("pagedown",), "a page down", "turn(1)"),
    Action("page-up", _MOVE, "PgUp", ("pageup",), "a page up", "turn(-1)"),
    Action("first", _MOVE, "gg", ("home",), "the first line (or Home)", "edge(False)"),
    Action("last", _MOVE, "G", ("G", "end"), "the last line (or End)", "edge(True)"),
    Action("next-open", _MOVE, "n", ("n",), "next open claim", "next_open(1)", "next open", _IN_LIST, 4),
    Action("previous-open", _MOVE, "N", ("N",), "open claim before", "next_open(-1)"),
    Action("next-article", _MOVE, "]", ("right_square_bracket",), "next article", "next_article(1)"),
    Action("previous-article", _MOVE, "[", ("left_square_bracket",), "article before", "next_article(-1)"),
    Action("open", _MOVE, "Enter", ("enter",), "read the claim in its article", "enter", "article", _IN_LIST, 5),
    Action("open-source-claim", _MOVE, "Enter", (), "in the source pane: go to the claim under the cursor", "enter",
           "go to", frozenset({SOURCE})),
    Action("back", _MOVE, "Esc", ("escape",), "back to the list; there: show all claims again", "back", "back",
           _BESIDE),
    Action("next-pane", _MOVE, "Tab", ("tab",), "next pane", "app.focus_next", "pane", _BESIDE, 4),
    Action("previous-pane", _MOVE, "Shift-Tab", ("shift+tab",), "pane before", "app.focus_previous"),
    Action("search", _FIND, "/", ("slash",), "search claims and sources by the beginnings of words", "search",
           "search", _IN_LIST, 2),
    Action("only-open", _FIND, "1", ("1",), "only open claims; again: all", "only('open')"),
    Action("only-corroborated", _FIND, "2", ("2",), "only corroborated claims; again: all", "only('corroborated')"),
    Action("only-disputed", _FIND, "3", ("3",), "only disputed claims; again: all", "only('disputed')"),
    Action("only-unverified", _FIND, "4", ("4",), "only unverified claims; again: all", "only('unverified')"),
    Action("only-conflict", _FIND, ":", (), "only claims in conflict; again: all", "only('conflict')"),
    Action("all", _FIND, "0", ("0",), "all claims again, without search or filter", "show_all"),
    Action("export", _CASE, "x", ("x",), "export claims and verdicts as CSV", "export", "export", _IN_LIST, 3),
    Action("refresh", _CASE, "R", ("R",), "read the case anew: what others added or marked", "refresh"),
    Action("help", _CASE, "?", ("question_mark",), "all keys", "help", "help", _ALL),
    Action("palette", _CASE, ": Ctrl-p", ("colon", "ctrl+p"), "search all actions by name", "command_palette"),
    Action("quit", _CASE, "Ctrl-q", ("ctrl+q",), "leave the desk", "quit", "quit", _ALL, 6),
)  # fmt: skip


def bindings() -> list[BindingType]:
    """Return Textual's bindings for all actions. ``gg`` is two keys: the app counts the first.

    All have priority, so that the app itself handles them in the order in which they were typed.
    """
    made: list[BindingType] = [
        Binding(",".join(action.keys), action.call, action.help, show=False, id=action.id, priority=True)
        for action in ACTIONS
        if action.keys
    ]
    return [*made, Binding("g", "prefix", show=False, priority=True)]


def names() -> set[str]:
    """Return the names of the app's actions that are for the desk itself, not for a window above it."""
    return {
        "prefix",
        *(action.call.removeprefix("app.").partition("(")[0] for action in ACTIONS if action.id != "quit"),
    }


def hints(pane: str) -> list[Action]:
    """Return the actions that the footer shows while this pane has the focus."""
    return [action for action in ACTIONS if action.hint and pane in action.panes]


def groups() -> dict[str, list[Action]]:
    """Return the actions by group, in the order of the registry."""
    grouped: dict[str, list[Action]] = {}
    for action in ACTIONS:
        grouped.setdefault(action.group, []).append(action)
    return grouped
