"""What the desk's start imports: nothing that only a window, an export or an extraction needs."""

from __future__ import annotations

import importlib.util
import json
import os
import pkgutil
import subprocess
import sys
from typing import Any

import pytest

from helpers import case_of
from secondsource.desk import screens

# What Textual's app brings along itself (Input and OptionList for its palette, Tree) is not ours to avoid.
WIDGETS = ["_text_area", "_data_table", "_markdown"]
ROOMS = ["exporting", "extraction", "reading", "intake"]
PACKAGES = ["sqlite_utils", "httpx", "rapidfuzz", "onnxruntime", "numpy", "trafilatura", "csv", "tomllib"]
WINDOWS = {module.name for module in pkgutil.iter_modules(screens.__path__)} - {"dialog"}
HEAVY = [
    *PACKAGES,
    *(f"textual.widgets.{widget}" for widget in WIDGETS),
    *(f"secondsource.{room}" for room in ROOMS),
    *(f"secondsource.desk.screens.{window}" for window in sorted(WINDOWS)),
]

# The command itself, in Textual's headless terminal: all that stands between a reviewer and the first claim.
FIRST_PAINT = """
import sys
before = set(sys.modules)  # coverage, where it measures this process, brings some of its own
import asyncio, gc, json
from secondsource import cli, desk
from textual.app import App

async def paint(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
    imported = sorted(set(sys.argv[2:]) & (set(sys.modules) - before))
    print(json.dumps({"imported": imported, "screen": lines, "collects": gc.isenabled()}), file=sys.__stdout__)

from secondsource.desk.examining import Examining

desk._check_terminal = lambda: None
Examining.want = lambda *_: None  # what runs beside the desk begins after the first paint
App.run = lambda app: asyncio.run(paint(app))
sys.exit(cli.main(["review", sys.argv[1], "--reviewer", "Ana"]))
"""


@pytest.fixture(scope="module")
def painted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a fresh process had imported, of what is heavy, when the first claim was on the screen; and the screen."""
    folder = tmp_path_factory.mktemp("start")
    case_of(folder / "case.db", "Ada Quill said: the ferry ran late.").close()
    script = folder / "look.py"
    script.write_text(FIRST_PAINT, encoding="utf-8")
    known = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    homes = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_STATE_HOME": str(folder)}
    command = [sys.executable, script, folder / "case.db", *HEAVY]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, env=known | homes | {"TERM": "xterm-256color"}
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_the_first_claim_is_on_the_screen(painted: dict[str, Any]) -> None:
    assert any("the ferry ran late" in line for line in painted["screen"])


def test_nothing_heavy_is_imported_before_the_first_paint(painted: dict[str, Any]) -> None:
    assert painted["imported"] == []


def test_garbage_is_collected_from_the_first_paint_on(painted: dict[str, Any]) -> None:
    """It is not before: nothing of what a start needs is garbage."""
    assert painted["collects"]


def test_the_names_looked_for_are_names_of_modules() -> None:
    """A name that is misspelt, or was given up, would never be found."""
    optional = {"trafilatura"}
    assert [name for name in HEAVY if name not in optional and importlib.util.find_spec(name) is None] == []
