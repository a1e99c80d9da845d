"""Letters beside all that is in sight: one or two of them go there."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import Static

from secondsource.desk.screens.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events
    from textual.app import ComposeResult

_LETTERS: Final = "asdfghjklqwertyuiopzxcvbnm"  # the home row first


def labels(count: int) -> list[str]:
    """Return so many labels of which none begins another, as short as they can be."""
    longer = 0  # how many letters begin two-letter labels
    while len(_LETTERS) - longer + longer * len(_LETTERS) < count and longer < len(_LETTERS):
        longer += 1
    short = _LETTERS[: len(_LETTERS) - longer]
    pairs = ("".join(pair) for pair in itertools.product(_LETTERS[len(_LETTERS) - longer :], _LETTERS))
    return list(itertools.islice(itertools.chain(short, pairs), count))


class Jump(Dialog[str]):
    """Shows a label at each of these places of the screen; left with the number of the one typed or clicked."""

    BINDINGS: ClassVar = [Binding("escape", "dismiss", show=False, priority=True)]

    def __init__(self, places: Sequence[tuple[int, int]]) -> None:
        super().__init__()
        self._places = dict(zip(labels(len(places)), places, strict=False))
        self._typed = ""

    def compose(self) -> ComposeResult:
        """Put the labels in their places."""
        yield from self._marks()

    def _marks(self) -> Iterator[Static]:
        for number, (label, place) in enumerate(self._places.items()):
            mark = Static(Content(label), markup=False, classes="jump", id=f"jump-{number}")
            mark.absolute_offset = Offset(*place)
            yield mark

    def on_key(self, event: events.Key) -> None:
        """Take one letter of a label; any other key leaves."""
        event.stop()
        self._typed += event.character or "\0"
        if self._typed in self._places:
            self.dismiss(str(list(self._places).index(self._typed)))
        elif not any(label.startswith(self._typed) for label in self._places):
            self.dismiss(None)
        else:
            for label, mark in zip(self._places, self.query(".jump"), strict=True):
                mark.display = label.startswith(self._typed)

    def on_click(self, event: events.Click) -> None:
        """Go to the label under the mouse."""
        chosen = event.widget.id if event.widget else None
        self.dismiss(chosen.removeprefix("jump-") if chosen and chosen.startswith("jump-") else None)
