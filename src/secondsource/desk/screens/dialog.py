"""What the windows above the desk have in common."""

from __future__ import annotations

from textual.screen import ModalScreen


class Dialog(ModalScreen[str | None]):
    """A window above the desk; it is left with what it has to say, or None."""

    def may_leave(self) -> bool:
        """Tell whether the desk may be left now; a window that would lose something asks first."""
        return True
