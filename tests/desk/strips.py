"""What stands on the screen, strip by strip, and whether a terminal would take harm from it."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import App
from textual.pilot import Pilot

from secondsource.display import safe


async def drawn(pilot: Pilot[None]) -> None:
    """Wait until all that was asked for is handled and drawn: many times faster than ``pilot.pause``."""
    await pilot._wait_for_screen()
    pilot.app.screen._on_timer_update()
    await pilot._wait_for_screen()


def faults(app: App[None]) -> list[str]:
    """Return what is wrong with the screen as it stands: a line each, empty where nothing is.

    Every line is as wide as the screen, by Textual's own measure; no segment holds a character that ``display.safe``
    would change, a control code, a link, or something to click that a text brought along.
    """
    found = []
    strips = app.screen._compositor.render_strips()
    if len(strips) != app.size.height:
        found.append(f"{len(strips)} lines on a screen of {app.size.height}")
    for y, strip in enumerate(strips):
        width = sum(cell_len(segment.text) for segment in strip)
        if not width == strip.cell_length == app.size.width:
            found.append(f"line {y} is {width} cells wide, by its strip {strip.cell_length}: {strip.text!r}")
        for text, style, control in strip:
            if control or safe(text) != text:
                found.append(f"line {y} holds {text!r}")
            if style is not None and (style.link or "@click" in style.meta):
                found.append(f"line {y} leads somewhere: {text!r}")
    return found
