"""``secondsource log CASE [CLAIM]``: what was done, oldest first."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from secondsource.cli import shared
from secondsource.cli.lines import Lines
from secondsource.display import VERDICT_COLOUR, VERDICT_GLYPH, one_line
from secondsource.model import Verdict

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from rich.text import Text

    from secondsource.casefile import Entry, Event

# Characters of the time, cells of who and of what: on a narrow terminal, the claim's words need the room more.
_ROOMY: Final = (19, 16, 24)
_NARROW: Final = (16, 10, 15)
_ROOMY_FROM: Final = 110  # cells
_LEAST_WORDS: Final = 24  # cells of a claim that its rationale leaves free


def configure(parser: ArgumentParser) -> None:
    """Add this command's arguments."""
    shared.add_case(parser)
    parser.add_argument(
        "claim",
        metavar="CLAIM",
        nargs="?",
        help="a claim's id, or its beginning: only what concerns it, back to its origins",
    )
    parser.add_argument("--format", choices=["table", "jsonl"], default="table", help="default: table")


def run(options: Namespace) -> int:
    """Print one line an event, and as a table the head at the end."""
    from secondsource import casefile

    with casefile.open_case(options.case) as case:
        claim = casefile.find_claim(case, options.claim, replaced=True) if options.claim else None
        if options.format == "jsonl":
            output = shared.output()
            for event in casefile.history(case, claim):
                output.write(json.dumps(asdict(event), ensure_ascii=False) + "\n")
            return 0
        lines = Lines()
        for entry in casefile.entries(case, claim):
            lines.print(_line(entry, lines.width))
        print(f"head {casefile.head(case)}")
    return 0


def _line(entry: Entry, width: int | None) -> Text:
    """Return one event on one line: when, who, what, the claim's id and words, and why."""
    from rich.cells import cell_len, set_cell_size
    from rich.text import Text

    event = entry.event
    time, who, did_width = _ROOMY if width is None or width >= _ROOMY_FROM else _NARROW
    what, style = _what(entry)
    notes = ["batch"] if event.values.get("batch") else []
    notes += ["undone"] if entry.undone else []
    notes += [f"on {entry.elsewhere}"] if entry.elsewhere else []
    head = Text.assemble(
        (one_line(event.at[:time].replace("T", " ")), "dim"),
        "  ",
        set_cell_size(one_line(event.actor), who),
        "  ",
    )
    did = Text.assemble((what, style), *([(f" ({', '.join(notes)})", "italic")] if notes else []))
    if entry.undone:
        did.stylize("dim strike", 0, len(what))
    did.append(" " * (did_width - did.cell_len))
    about = f"  {event.subject} " if entry.text else "  "
    words = one_line(entry.text or entry.article or "")
    if entry.text and not words.startswith(("“", '"')):
        words = f"“{words}”"
    why = one_line(_why(event))
    why = f" · {why}" if why else ""
    if width is not None:
        room = width - head.cell_len - did.cell_len - cell_len(about)
        free = max(room - cell_len(why), min(_LEAST_WORDS, room))
        if cell_len(words) > free > 1:
            words = set_cell_size(words, free - 1) + "…"
    line = Text.assemble(head, did, (about, "dim"), words, (why, "italic"))
    line.rstrip()
    return line


def _what(entry: Entry) -> tuple[str, str]:
    """Return what was done in a few words, safe to show, with its style."""
    event = entry.event
    if entry.meant:
        return f"{'took back' if event.kind == 'undo' else 'put back'}: {_deed(entry.meant)}", ""
    style = VERDICT_COLOUR[Verdict(event.values["verdict"])] if event.kind == "verdict" else ""
    return _deed(event), style


def _deed(event: Event) -> str:
    values = event.values
    match event.kind:
        case "verdict":
            return f"{VERDICT_GLYPH[Verdict(values['verdict'])]} {values['verdict']}"
        case "rationale":
            return "rationale" if values["rationale"] else "rationale taken away"
        case "evidence":
            primary = " (primary)" if values.get("primary") else ""
            if not values["stance"]:
                return "evidence withdrawn"
            return f"evidence{' corrected' if values.get('over') else ''}: {values['stance']}{primary}"
        case "signoff":
            return "signed off"
        case "revision":
            return f"{one_line(values['act'])}: {len(values['out'])} claims to {len(values['in'])}"
        case "source":
            return f"sources: {one_line(values['act'])}"
        case "case":
            return "case made"
        case "article":
            return f"article, {values['claims']:,} claims"
        case _:
            return event.kind


def _why(event: Event) -> str:
    """Return the words that came with an event: a rationale, a note, a name, an address."""
    values = event.values
    match event.kind:
        case "verdict" | "rationale":
            return " · ".join(part for part in (values["rationale"], _despite(values)) if part)
        case "note":
            return str(values["text"])
        case "evidence":
            where = str(values["url"] or values["name"])
            return f"{where} · “{values['passage']}”" if values.get("over") and values.get("passage") else where
        case "revision":
            if values["out"] == values["in"]:
                return f"{' '.join(values['in'])}, described anew"
            return f"{' '.join(values['out']) or 'nothing'} → {' '.join(values['in']) or 'nothing'}"
        case "source":
            if values["act"] == "join":
                return " = ".join(key.split("\n")[1] for key in values["keys"])
            return ", ".join(part for part in (values["name"], values.get("terms")) if part)
        case "case":
            return f"replica {values['replica']}"
        case "merge":
            return f"{values['events']:,} events came"
        case _:
            return ""


def _despite(values: dict[str, Any]) -> str:
    """Return of what the reviewer of a verdict was warned, and why it was given all the same."""
    from secondsource import casefile

    despite = values.get("despite")
    if not despite:
        return ""
    warnings = ", ".join(casefile.WEAKNESSES.get(one, one) for one in despite["warnings"])
    return f"despite {warnings}: {despite['reason'] or 'no reason given'}"
