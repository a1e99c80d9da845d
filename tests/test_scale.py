"""docs/scale.md: its tables are what docs/scale.py works out from docs/rates.json."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).resolve().parents[1] / "docs"


@pytest.fixture(scope="module")
def scale() -> ModuleType:
    spec = importlib.util.spec_from_file_location("scale", DOCS / "scale.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_worked_out_from_the_rates(scale: ModuleType) -> None:
    rates = json.loads((DOCS / "rates.json").read_text())
    text = (DOCS / "scale.md").read_text()
    assert scale.page(text, rates) == text
    rates["fast"]["extraction_cpu_seconds"] *= 2
    assert scale.page(text, rates) != text


def test_a_page_without_a_table_s_place_is_told(scale: ModuleType) -> None:
    with pytest.raises(ValueError, match="0 places for the table 'an article'"):
        scale.page("", json.loads((DOCS / "rates.json").read_text()))


def test_more_cores_help_until_the_writers_are_busy(scale: ModuleType) -> None:
    engine = {"extraction_cpu_seconds": 0.09, "preparing_cpu_seconds": 0.005, "storing_cpu_seconds": 0.002}
    rates = {"reading_cpu_seconds": 0.001, "writer_cpu_seconds": 0.004, "rules": engine}
    an_article = 0.1  # seconds of all processes
    assert scale.wall(rates, "rules", 1, 1) == pytest.approx(an_article * scale.ARTICLES)
    assert scale.wall(rates, "rules", 16, 1) == pytest.approx(an_article * scale.ARTICLES / 16)
    assert scale.wall(rates, "rules", 256, 1) == pytest.approx(0.004 * scale.ARTICLES)  # one writer, one core
    assert scale.wall(rates, "rules", 256, 4) == pytest.approx(0.004 * scale.ARTICLES / 4)
    assert scale.wall(rates, "rules", 256, 120) == pytest.approx(an_article * scale.ARTICLES / 256)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(660, "11 min"), (5399, "90 min"), (5400, "1.5 h"), (172_799, "48.0 h"), (172_800, "2.0 days")],
)
def test_times_as_people_say_them(scale: ModuleType, seconds: float, words: str) -> None:
    assert scale.hours(seconds) == words
