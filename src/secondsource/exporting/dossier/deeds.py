"""What was done on a claim, entry by entry: who, when, what, why, and what was taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from secondsource import casefile
from secondsource.exporting.dossier.parts import Code, Line, Outside, Part, Ruling, address, joined
from secondsource.model import Stance, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from secondsource.casefile import Entry, Event

_ACTS = {
    "edit": "edited the claim",
    "split": "split the claim",
    "join": "made one claim of several",
    "add": "added the claim",
    "remove": "took the claim off the list",
}


class Deed(NamedTuple):
    """An entry of the log; ``why`` holds the words that came with it, ``uid`` is its own id there."""

    at: str
    actor: str
    did: Line
    why: str | None
    undone: bool
    uid: str


def deed(entry: Entry, words: Callable[[str], str]) -> Deed:
    """Return what is told of an entry; ``words`` masks what must not be known outside."""
    event, meant = entry.event, entry.meant
    if meant is not None:
        did: Line = ("took back: " if event.kind == "undo" else "put back: ", *_did(meant, words))
    else:
        did = _did(event, words)
    if entry.elsewhere:
        did = (*did, f" (on {entry.elsewhere} of it: ", Code(event.subject), ")")
    return Deed(event.at, words(event.actor), did, None if meant else _why(event), entry.undone, event.uid)


def despite(warnings: list[str], reason: str) -> Line:
    """Return in spite of what a verdict was given, and why."""
    what = ", ".join(casefile.WEAKNESSES.get(one, one) for one in warnings)
    return (f"in spite of {what}", *((": ", Outside(reason)) if reason else (" (no reason was given)",)))


def _did(event: Event, words: Callable[[str], str]) -> tuple[Part, ...]:
    values = event.values
    match event.kind:
        case "verdict":
            warned = values.get("despite")
            return joined(
                [
                    (Ruling(Verdict(values["verdict"])),),
                    despite(warned["warnings"], warned["reason"]) if warned else (),
                ],
                ", ",
            )
        case "rationale":
            return ("gave a reason" if values["rationale"] else "took the reason away",)
        case "note":
            return ("wrote a note for the desk, which is not shown here",)
        case "signoff":
            return ("signed the verdict off",)
        case "evidence":
            return _evidence(values, words)
        case "revision":
            return _revision(values)
        case kind:
            return (Outside(kind),)


def _evidence(values: dict[str, Any], words: Callable[[str], str]) -> Line:
    if not values["stance"]:
        return ("withdrew a piece of evidence",)
    did = "corrected evidence" if values.get("over") else "attached evidence"
    primary = ", the primary source" if values.get("primary") else ""
    url, name = values.get("url"), values.get("name") or values["sha256"]
    return (f"{did} ({Stance(values['stance'])}{primary}): ", address(url, words) if url else Outside(name))


def _revision(values: dict[str, Any]) -> Line:
    did = _ACTS.get(values["act"])
    line: list[Part] = [did or Outside(values["act"])]
    if values["out"] == values["in"]:
        return (*line, ": its words stay, what is said of them changed")
    for name, uids in ((", was ", values["out"]), (", is now ", values["in"])):
        if uids:
            line += [name, Code(" ".join(uids))]
    return tuple(line)


def _why(event: Event) -> str | None:
    if event.kind in {"verdict", "rationale"}:
        return event.values["rationale"] or None
    return None
