"""All that can be done at the desk, in one place: bindings, hints, help, palette, tour and docs are made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a reviewer can do.

    ``id`` is what a settings file calls it, ``keys`` are Textual's names of the keys that do it unless rebound,
    ``call`` is the app's action as Textual writes it. ``hints`` has the word in the footer of each pane that shows
    one; the higher the ``rank``, the sooner it gives way where the footer is too narrow.
    """

    id: str
    group: str
    keys: tuple[str, ...]
    help: str
    call: str
    hints: Mapping[str, str] = field(default_factory=dict)
    rank: int = 0


LIST: Final = "claims"
SOURCE: Final = "source"
ARTICLE: Final = "article"


def _everywhere(word: str) -> dict[str, str]:
    return {LIST: word, SOURCE: word, ARTICLE: word}


def _verdict(word: str, glyph: str) -> dict[str, str]:
    return {LIST: word, SOURCE: glyph, ARTICLE: word}  # at the source there are others to find room for


def _beside(word: str) -> dict[str, str]:
    return {SOURCE: word, ARTICLE: word}


MARK: Final = "Mark"
MOVE: Final = "Move"
CHECK: Final = "Check"
FIND: Final = "Find"
CORRECT: Final = "Correct"
CASE: Final = "Case and desk"

ACTIONS: Final = (
    Action("corroborate", MARK, ("c",), "corroborated, and on to the next open claim",
           "mark('corroborated', True)", _verdict("corroborated", "✓")),
    Action("dispute", MARK, ("d",), "disputed, and on to the next open claim",
           "mark('disputed', True)", _verdict("disputed", "✗")),
    Action("unverify", MARK, ("u",), "unverified, and on to the next open claim",
           "mark('unverified', True)", _verdict("unverified", "?")),
    Action("corroborate-here", MARK, ("C",), "corroborated, and stay", "mark('corroborated', False)"),
    Action("dispute-here", MARK, ("D",), "disputed, and stay", "mark('disputed', False)"),
    Action("unverify-here", MARK, ("U",), "unverified, and stay", "mark('unverified', False)"),
    Action("repeat", MARK, ("full_stop",), "the last verdict again", "repeat"),
    Action("rationale", MARK, ("a",), "write why: the rationale of the claim, or of all selected", "rationale",
           _everywhere("why"), 2),
    Action("note", MARK, ("t",), "take a note on the claim, for the desk and not for readers", "note"),
    Action("sign-off", MARK, ("S",), "sign off another's verdict: you stand by it too", "sign_off"),
    Action("undo", MARK, ("z",), "undo your last decision, or all of a bulk mark", "undo", _everywhere("undo"), 1),
    Action("redo", MARK, ("ctrl+r",), "redo what was undone", "redo"),
    Action("select", MARK, ("space",), "select the claim, or no more, and go down", "select", {LIST: "select"}, 6),
    Action("select-range", MARK, ("v",), "select from here on; again: up to here", "select_range"),
    Action("select-all", MARK, ("V",), "select all claims shown; again: none", "select_all"),
    Action("down", MOVE, ("j", "down"), "next line", "move(1)"),
    Action("up", MOVE, ("k", "up"), "line before", "move(-1)"),
    Action("half-down", MOVE, ("ctrl+d",), "half a page down", "turn(0.5)"),
    Action("half-up", MOVE, ("ctrl+u",), "half a page up", "turn(-0.5)"),
    Action("page-down", MOVE, ("pagedown",), "a page down", "turn(1)"),
    Action("page-up", MOVE, ("pageup",), "a page up", "turn(-1)"),
    Action("first", MOVE, ("home",), "the first line (also gg)", "edge(False)"),
    Action("last", MOVE, ("G", "end"), "the last line", "edge(True)"),
    Action("next-open", MOVE, ("n",), "next open claim", "next_open(1)", {LIST: "next open"}, 4),
    Action("previous-open", MOVE, ("N",), "open claim before", "next_open(-1)"),
    Action("next-article", MOVE, ("right_square_bracket",), "next article", "next_article(1)"),
    Action("previous-article", MOVE, ("left_square_bracket",), "article before", "next_article(-1)"),
    Action("jump", MOVE, ("apostrophe",), "jump: letters appear beside all that is in sight, type one", "jump"),
    Action("count", MOVE, ("number_sign",), "do the next key so many times: # 1 2 c marks twelve claims", "count"),
    Action("open", MOVE, ("enter",), "read the claim in its article; in the source pane: go to the claim there",
           "enter", {LIST: "article", SOURCE: "go to"}, 3),
    Action("back", MOVE, ("escape",), "back: no selection, to the list, all claims again", "back", _beside("back")),
    Action("next-pane", MOVE, ("tab",), "next pane", "next_pane(1)", _beside("pane"), 4),
    Action("previous-pane", MOVE, ("shift+tab",), "pane before", "next_pane(-1)"),
    Action("compare", CHECK, ("equals_sign",), "does it hold? the claim beside its source's own words and other claims",
           "compare", {LIST: "compare", SOURCE: "compare"}, 5),
    Action("evidence", CHECK, ("e",), "attach a file or an address as evidence; correct what is attached", "evidence",
           {LIST: "evidence", SOURCE: "evidence"}, 6),
    Action("search", FIND, ("slash",), "search claims and sources by the beginnings of words", "search",
           {LIST: "search"}, 3),
    Action("filter", FIND, ("f",), "filter by verdict, source, article, kind, date …; save filters by name", "filter",
           {LIST: "filter"}, 6),
    Action("sort", FIND, ("s",), "sort: reading order, check-worthiness, confidence, source, date", "sort",
           {LIST: "sort"}, 7),
    Action("queue", FIND, ("w",), "what next: open claims only, the most worth checking first; again: all", "queue"),
    Action("only-open", FIND, ("1",), "only open claims; again: all", "only('open')"),
    Action("only-corroborated", FIND, ("2",), "only corroborated claims; again: all", "only('corroborated')"),
    Action("only-disputed", FIND, ("3",), "only disputed claims; again: all", "only('disputed')"),
    Action("only-unverified", FIND, ("4",), "only unverified claims; again: all", "only('unverified')"),
    Action("only-conflict", FIND, ("5",), "only claims in conflict; again: all", "only('conflict')"),
    Action("this-source", FIND, ("8",), "only claims of this claim's source; again: all", "only_this('source')"),
    Action("this-article", FIND, ("9",), "only claims of this claim's article; again: all", "only_this('article')"),
    Action("all", FIND, ("0",), "all claims again, in reading order", "show_all"),
    Action("edit", CORRECT, ("i",), "correct the claim's words, its source's or its cue's; split it", "edit",
           {ARTICLE: "correct"}, 3),
    Action("add", CORRECT, ("A",), "add a claim that was missed", "add", {ARTICLE: "add"}, 4),
    Action("join", CORRECT, ("J",), "make one claim of those selected, or of this one and the next", "join"),
    Action("remove", CORRECT, ("X",), "remove what is no claim", "remove"),
    Action("source", CORRECT, ("o",), "correct the source: name, role, named or unnamed, on or off the record",
           "edit_source", {SOURCE: "correct"}, 5),
    Action("join-sources", CORRECT, ("O",), "say that this source and another are the same", "join_sources"),
    Action("peek", CASE, ("p",), "give the article more room and stay in the list; narrow: source or article", "peek"),
    Action("zoom", CASE, ("Z",), "the pane in focus alone; again: all", "zoom"),
    Action("wider", CASE, ("greater_than_sign",), "move the upright border to the right", "resize('columns', 0.03)"),
    Action("narrower", CASE, ("less_than_sign",), "move it to the left", "resize('columns', -0.03)"),
    Action("lower", CASE, ("plus",), "move the level border down", "resize('rows', 0.03)"),
    Action("higher", CASE, ("minus",), "move it up", "resize('rows', -0.03)"),
    Action("record-macro", CASE, ("m",), "record keys; again: end", "record_macro"),
    Action("play-macro", CASE, ("M",), "type the recorded keys again", "play_macro"),
    Action("export", CASE, ("x",), "export the case: a spreadsheet, a page, more", "export", {LIST: "export"}, 5),
    Action("refresh", CASE, ("R",), "read the case anew, with the filter and order in force", "refresh"),
    Action("theme", CASE, ("Y",), "choose the desk's look: dark, light, high contrast, sixteen colours", "theme"),
    Action("tour", CASE, ("T",), "a two-minute tour; again: end it", "tour"),
    Action("suspend", CASE, ("ctrl+z",), "to the shell and back (fg)", "suspend"),
    Action("help", CASE, ("question_mark",), "all keys", "help", _everywhere("help")),
    Action("palette", CASE, ("colon", "ctrl+p"), "search all actions by name", "command_palette"),
    Action("quit", CASE, ("ctrl+q",), "leave the desk", "quit", _everywhere("quit"), 6),
)  # fmt: skip

BY_ID: Final = {action.id: action for action in ACTIONS}


def bindings() -> list[BindingType]:
    """Return Textual's bindings for all actions. ``gg`` is two keys: the app counts the first.

    All have priority, so that the app itself handles them in the order in which they were typed.
    """
    made: list[BindingType] = [
        Binding(",".join(action.keys), f"do('{action.id}')", action.help, show=False, id=action.id, priority=True)
        for action in ACTIONS
    ]
    return [*made, Binding("g", "prefix", show=False, priority=True)]


def hints(pane: str) -> list[Action]:
    """Return the actions that the footer shows while this pane has the focus."""
    return [action for action in ACTIONS if pane in action.hints]


def groups() -> dict[str, list[Action]]:
    """Return the actions by group, in the order of the registry."""
    grouped: dict[str, list[Action]] = {}
    for action in ACTIONS:
        grouped.setdefault(action.group, []).append(action)
    return grouped
