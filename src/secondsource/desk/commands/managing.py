"""The case and the desk itself: export, panes, macros, looks, tour, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key
from textual.keys import key_to_character

from secondsource.desk.commands.listing import Listing
from secondsource.desk.screens.dialog import Dialog

if TYPE_CHECKING:
    from secondsource.desk.widgets.tour import Tour


class Managing(Listing):
    """What the actions of the group "Case and desk" do."""

    recording: list[Key] | None = None
    _playing = False
    touring: Tour | None = None

    def action_refresh(self) -> None:
        """Read the case anew."""
        self.list_again(lambda: self.workspace.say("read anew"))

    def action_peek(self) -> None:
        """Give the article more room, or let source and article change places."""
        self.workspace.peek()

    def action_zoom(self) -> None:
        """Show the pane in focus alone, or all again."""
        self.workspace.zoom()

    def action_resize(self, border: str, by: float) -> None:
        """Move a border between panes."""
        self.workspace.resize(border, by * self.times)

    def action_record_macro(self) -> None:
        """Begin to record keys, or end it."""
        if self.recording is None:
            self.recording = []
            self.workspace.say("recording keys · the same key ends it")
            return
        keys = self.recording[:-1]  # the last one is this action's own
        self.recording = None
        if keys:
            self.remembered.macro = tuple(key.key for key in keys)
        self.workspace.say(f"{len(keys)} keys recorded" if keys else "no keys recorded")

    async def action_play_macro(self) -> None:
        """Type the recorded keys again."""
        if self.recording is not None or self._playing:
            if self.recording:
                self.recording.pop()
            self.workspace.say("a macro can’t play itself while it is recorded", error=True)
            return
        if not self.remembered.macro:
            self.workspace.say("no keys are recorded yet")
            return
        self._playing = True
        for _ in range(self.times):
            for key in self.remembered.macro:
                await self.type(Key(key, key_to_character(key)))
        self._playing = False

    async def action_export(self) -> None:
        """Export the case as CSV."""
        from secondsource.desk.screens.export import Export

        window = Export(self.review.case.path, self.review.progress.total)
        await self.open(window, lambda message: self.workspace.say(message or ""))

    async def action_theme(self) -> None:
        """Choose the desk's look."""
        from secondsource.desk.screens.choose import Choose
        from secondsource.desk.theme import LOOKS, name_of_look

        names = list(LOOKS)

        def choose(chosen: int | None) -> None:
            if chosen is None:
                return
            self.remembered.theme = names[chosen]
            self.theme = name_of_look(names[chosen], no_color=self.no_color, colours=self.console.color_system)
            if self.theme != names[chosen]:
                self.workspace.say("this terminal has sixteen colours, or NO_COLOR is set: the look stays")
            elif self.settings.theme:
                self.workspace.say(f"until you leave; then the settings file’s “{self.settings.theme}” holds again")

        await self.open(Choose("Look", [(name[0], name, "") for name in names], names.index(self.theme)), choose)

    def action_tour(self) -> None:
        """Begin the tour, or end it."""
        from secondsource.desk.widgets.tour import Tour

        if self.touring is not None:
            self.touring.remove()
            self.touring = None
            return
        self.touring = Tour(self.settings.label)
        self.workspace.mount(self.touring, before="#panes")

    async def action_help(self) -> None:
        """Show all keys."""
        from secondsource.desk.screens.help import Help

        def do(action: str | None) -> None:
            if action is not None:
                self.call_later(self.run_action, f"do('{action}')")

        await self.open(Help(self.settings.label, self.workspace.pane.id or ""), do)

    async def action_command_palette(self) -> None:  # type: ignore[override]
        """Search all actions by name."""
        from secondsource.desk.screens.palette import Palette

        await self.open(Palette(id="--command-palette"))

    def action_suspend(self) -> None:
        """Give the terminal back to the shell until the desk is called again."""
        self.remembered.save()
        if self._driver is None or not self._driver.can_suspend:
            self.workspace.say("there is no shell here to go to")
        else:
            self.action_suspend_process()

    async def action_quit(self) -> None:
        """Leave the desk, unless what is being written would be lost."""
        if all(window.may_leave() for window in self.screen_stack if isinstance(window, Dialog)):
            if self.working is not None:
                self.working.stop()
            self.remembered.save()
            self.exit()

    def action_help_quit(self) -> None:
        """Say how to leave: Ctrl-c is pressed by those who want to."""
        self.workspace.say(f"{self.key('quit')} leaves the desk; every verdict is on record")
