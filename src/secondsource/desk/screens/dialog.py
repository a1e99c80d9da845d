"""What the windows above the desk have in common."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

Result = TypeVar("Result")


class Dialog(ModalScreen[Result | None]):
    """A window above the desk; it is left with a result (mostly what there is to say), or None."""

    def may_leave(self) -> bool:
        """Tell whether the desk may be left now; a window that would lose something asks first."""
        return True
