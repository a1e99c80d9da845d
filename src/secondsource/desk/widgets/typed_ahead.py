"""Keys typed faster than the screen changes: none is lost, and each meets what the one before it left behind.

The app handles the desk's keys itself, one after the other; text goes to the widget in focus, which has a queue of
its own.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widget import Widget


async def laid_out(widget: Widget) -> None:
    """Wait until the screen shows what was changed so far, each widget in its place."""
    done = asyncio.Event()
    if widget.call_after_refresh(done.set):
        await done.wait()


async def caught_up(widget: Widget) -> None:
    """Wait until a widget has handled all that was typed into it so far."""
    done = asyncio.Event()
    if widget.call_later(done.set):
        await done.wait()
