"""Opening the desk: what it needs, how it fails."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from desk.seat import Open
from helpers import case_of
from secondsource import desk
from secondsource.desk.app import Desk
from secondsource.model import UnusableInput


@pytest.fixture
def in_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "fileno", lambda: 1, raising=False)
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((80, 24)))


def test_without_a_terminal_it_says_what_to_do_instead(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="secondsource claims CASE"):
        desk.run(tmp_path / "case.db", "Ana")


@pytest.mark.usefixtures("in_terminal")
def test_a_terminal_too_small_is_refused_before_anything_is_painted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for size in ((59, 24), (80, 14)):
        monkeypatch.setattr(os, "get_terminal_size", lambda _, size=size: os.terminal_size(size))
        with pytest.raises(UnusableInput, match=f"the terminal is {size[0]}x{size[1]}; the desk needs at least 60x15"):
            desk.run(tmp_path / "none.db", "Ana")
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((0, 0)))
    with pytest.raises(UnusableInput, match="there is no case"):
        desk.run(tmp_path / "none.db", "Ana")


@pytest.mark.usefixtures("in_terminal")
def test_an_error_inside_is_one_line_that_names_the_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(self: Desk) -> None:
        self.failure = KeyError("boom")

    monkeypatch.setattr(Desk, "run", stop)
    path = tmp_path / "case.db"
    case_of(path).close()
    with pytest.raises(UnusableInput, match=r"error \(KeyError\): the report is .*; every recorded verdict is in"):
        desk.run(path, "Ana")
    monkeypatch.setattr(Desk, "run", lambda _: None)
    desk.run(path, "Ana")
    with pytest.raises(UnusableInput, match="reviewer"):
        desk.run(path, "")


async def test_an_error_in_an_action_ends_the_desk_and_is_kept(
    seat: Open, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Desk, "action_refresh", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        async with seat() as one:
            kept = one.desk
            await one.press("R")
    assert isinstance(kept.failure, ZeroDivisionError)
    assert "Traceback" not in capsys.readouterr().err
