"""The two-minute tour: one thing at a time, which the reviewer does before the next one comes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widget import Widget

from secondsource.desk.actions import BY_ID

if TYPE_CHECKING:
    from collections.abc import Callable

    from secondsource.desk.actions import Action


@dataclass(frozen=True, slots=True)
class Step:
    """What to say, with actions' ids in braces for their keys, and the actions that lead on."""

    text: str
    actions: tuple[str, ...]


STEPS: Final = (
    Step("One claim a line. {down} and {up} go through them; source and article follow.", ("down", "up")),
    Step("{open} takes you into the article, where source, cue and claim are marked.", ("open",)),
    Step("{back} takes you back to the list, from wherever you are.", ("back",)),
    Step(
        "Does it hold? {compare} puts the claim beside its source’s own words and beside other claims; "
        "{evidence} attaches a source.",
        ("compare", "evidence"),
    ),
    Step(
        "{corroborate} corroborated, {dispute} disputed, {unverify} unverified; the next open claim comes by itself. "
        "Where little speaks for it, {corroborate} asks why.",
        ("corroborate", "dispute", "unverify"),
    ),
    Step("Once it says “recorded”, it is on disk. {undo} takes it back; the log keeps both.", ("undo",)),
    Step("{rationale} is for the reason: write it, then Enter keeps it and Esc drops it.", ("rationale",)),
    Step("{select} selects claims: the next verdict is for all of them, and one {undo} takes it back.", ("select",)),
    Step("{back} drops the selection.", ("back",)),
    Step("{only-open} lists open claims alone, {filter} any others you ask for. Try {only-open}.", ("only-open",)),
    Step("{all} shows all again.", ("all",)),
    Step("{queue} brings what is most worth checking first; again, and all are back.", ("queue",)),
    Step(
        "Something taken apart wrongly? {edit} corrects a claim, {source} its source. {help} has all keys.", ("help",)
    ),
    Step("{export} writes the CSV, {quit} leaves. {tour} ends this tour; have a good day.", ()),
)


class Tour(Widget):
    """The step that the reviewer is at. ``label`` returns the keys of an action as people write them."""

    def __init__(self, label: Callable[[Action], str]) -> None:
        super().__init__(id="tour")
        self._label = label
        self._at = 0

    def did(self, action: str) -> None:
        """Take in that an action was done; go on where it is the one asked for."""
        if action in STEPS[self._at].actions:
            self._at += 1
            self.refresh(layout=True)

    def render(self) -> Content:
        """Draw the step."""
        parts: list[str | tuple[str, str]] = [(f"Tour {self._at + 1} of {len(STEPS)}  ", "bold $focus")]
        for part in re.split(r"(\{[a-z-]+\})", STEPS[self._at].text):
            if part.startswith("{"):
                parts.append((self._label(BY_ID[part[1:-1]]).partition(" ")[0], "bold"))
            else:
                parts.append(part)
        return Content.assemble(*parts)
