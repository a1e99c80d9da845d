"""One thing about a case that does not hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Tell = Callable[[str, int, int], None]
"""Told what is being checked, how many of it are done, and how many there are."""
STEP = 2000
"""How many pass between two words on the progress."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold, and where. After a ``fatal`` one there is no point in looking further."""

    where: str
    what: str
    fatal: bool = False

    def __str__(self) -> str:
        """Return it as one line, which may quote text from outside."""
        return f"{self.where}: {self.what}"
