"""The command palette, fed from the registry of actions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import CommandPalette, DiscoveryHit, Hit, Provider

from secondsource.desk.actions import ACTIONS
from secondsource.desk.commands.base import Base
from secondsource.desk.screens.dialog import STYLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.command import Hits
    from textual.types import IgnoreReturnCallbackType

    from secondsource.desk.actions import Action


class Palette(CommandPalette):
    """Textual's palette in the desk's looks."""

    CSS_PATH = STYLES


class ActionCommands(Provider):
    """All that can be done at the desk, by name."""

    async def discover(self) -> Hits:
        """Yield every action, for a palette in which nothing was typed yet."""
        for action, name, command in self._offered():
            yield DiscoveryHit(name, command, help=self._label(action))

    async def search(self, query: str) -> Hits:
        """Yield the actions whose group or help fits what was typed."""
        matcher = self.matcher(query)
        for action, name, command in self._offered():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), command, help=self._label(action))

    def _label(self, action: Action) -> str:
        assert isinstance(self.app, Base)  # noqa: S101
        return self.app.settings.label(action)

    def _offered(self) -> Iterator[tuple[Action, str, IgnoreReturnCallbackType]]:
        for action in ACTIONS:
            if action.id != "palette":
                does = partial(self.app.run_action, f"do('{action.id}')")
                yield action, f"{action.group}: {action.help}", does
