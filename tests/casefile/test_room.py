"""What the casefile room hands out, which it imports only when it is asked for."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest

from secondsource import casefile


def test_every_name_is_there_and_none_is_a_module() -> None:
    """Several functions have their module's name: the module must not take its place when it is imported."""
    assert [name for name in casefile.__all__ if isinstance(getattr(casefile, name), ModuleType)] == []


def test_a_function_stays_when_its_module_was_imported_first() -> None:
    ask = "import secondsource.casefile.verify; from secondsource.casefile import verify; print(callable(verify))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "True\n"


def test_another_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(casefile, "nothing")  # noqa: B009 - mypy knows that it is not there
