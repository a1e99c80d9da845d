"""A long ``add`` in a real terminal: what it shows meanwhile, and Ctrl-C."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from intake.archive import archive
from secondsource import casefile
from terminal.pseudo import Terminal

Start = Callable[..., Terminal]
CTRL_C = "\x03"


@pytest.mark.parametrize(
    "where", [["--jobs", "2"], ["--jobs", "1"], ["--jobs", "2", "--cluster", "local"]], ids=["2", "1", "local"]
)
def test_it_tells_how_far_it_is_stops_at_once_and_goes_on(terminal: Start, tmp_path: Path, where: list[str]) -> None:
    if "--cluster" in where:
        pytest.importorskip("distributed", reason="needs the extra 'cluster'")
    folder, path = archive(tmp_path / "archive", 900, longest=25), tmp_path / "case.db"
    one = terminal("add", path, folder, "--engine", "rules", *where)
    one.wait(" left")
    one.send(CTRL_C)
    one.wait("The same command goes on from there")
    assert one.leave() == 130
    assert "Traceback" not in one.raw.decode()
    with casefile.open_case(path) as case:
        there = casefile.articles(case)
        assert 0 < there < 900
        assert list(casefile.verify(case)) == []
    again = terminal("add", path, folder, "--engine", "rules")
    again.wait(f"{900 - there} added")
    assert again.leave() == 2  # two of its files hold no article
    with casefile.open_case(path) as case:
        assert casefile.articles(case) == 900
