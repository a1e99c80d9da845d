"""The desk in Textual's headless terminal, on a small case."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from desk.seat import BRIDGE, FERRY, REVIEWER, Open, Seat
from helpers import case_of, numbered
from secondsource.casefile import Case
from secondsource.desk.app import Desk


@pytest.fixture
def seat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Return a function that opens the desk on texts, on a case, or on two articles with five claims."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)

    @asynccontextmanager
    async def opened(
        *texts: str, case: Case | None = None, size: tuple[int, int] = (80, 24), examine: bool = False
    ) -> AsyncIterator[Seat]:
        case = case or case_of(tmp_path / "case.db", *(texts or (FERRY, BRIDGE)))
        with case:
            desk = Desk(case, REVIEWER, examine=examine)
            async with desk.run_test(size=size) as pilot:
                one = Seat(desk, pilot, case)
                await one.settled()
                yield one

    return opened


@pytest.fixture
def many() -> str:
    """A text of sixty claims."""
    return numbered(60)
