"""What the windows above the desk have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Final, TypeVar

from textual.screen import ModalScreen

Result = TypeVar("Result")
STYLES: Final = Path(__file__).with_name("windows.tcss")


class Dialog(ModalScreen[Result | None]):
    """A window above the desk; it is left with a result (mostly what there is to say), or None."""

    CSS_PATH = STYLES

    def may_leave(self) -> bool:
        """Tell whether the desk may be left now; a window that would lose something asks first."""
        return True
