"""What others do in the case meanwhile."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from secondsource import casefile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from secondsource.casefile import Case


class Others:
    """Tells whether somebody else decided something in the case; what the checks keep there is no decision.

    ``writes`` counts what the checks of this desk write (see ``Examining.writes``).
    """

    def __init__(self, case: Case, writes: Callable[[], int]) -> None:
        self._case = case
        self._writes = writes
        self._version = case.data_version
        self._tip = casefile.tip(case)
        self._decided = False

    def decided(self) -> bool:
        """Tell whether somebody else decided something since this was last asked."""
        self._look()
        found, self._decided = self._decided, False
        return found

    @contextlib.contextmanager
    def none_in(self) -> Iterator[None]:
        """Take what is decided in a block as decided here, unless another program writes meanwhile as well."""
        self._look()
        writes = self._writes()
        try:
            yield
        finally:
            version, self._tip = self._case.data_version, casefile.tip(self._case)
            if version != self._version:  # our own connection's writing leaves it as it is
                self._version = version
                by_the_checks = writes % 2 or writes != self._writes()
                self._decided = self._decided or not by_the_checks

    def _look(self) -> None:
        version = self._case.data_version
        if version != self._version:
            self._version = version
            before, self._tip = self._tip, casefile.tip(self._case)
            self._decided = self._decided or before != self._tip
