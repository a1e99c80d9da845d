"""The command line in a pseudo-terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from terminal.pseudo import Terminal


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """Return a function that starts ``python -m secondsource`` with arguments in a terminal."""
    started: list[Terminal] = []

    def start(*arguments: str | Path, width: int = 80, height: int = 24, **environment: str) -> Terminal:
        known = {"NO_COLOR", "COLORTERM", "COLUMNS", "LINES"}
        inherited = {name: value for name, value in os.environ.items() if name not in known}
        settings = inherited | {"TERM": "xterm-256color", "LANG": "C.UTF-8"} | environment
        one = Terminal([sys.executable, "-m", "secondsource", *map(str, arguments)], width, height, settings)
        started.append(one)
        return one

    yield start
    for one in started:
        one.close()
