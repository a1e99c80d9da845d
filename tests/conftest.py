"""What holds for all tests: nobody's own settings are read, and nothing is remembered in anybody's home."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# No test fails on a clock.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def _no_ones_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.mktemp("home", numbered=True)
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(Path(home) / name))
    # Warnings, which ask for a reason, have tests of their own.
    settings_file = home / "XDG_CONFIG_HOME" / "secondsource" / "desk.toml"
    settings_file.parent.mkdir(parents=True)
    settings_file.write_text("warn = []\n")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case by its argument where its value is long, or made anew in each run: tests run in several processes."""
    return argname if isinstance(val, bytes) or (isinstance(val, str) and len(val) > 60) else None
