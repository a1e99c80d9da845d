"""The page of benchmarks: what its parts say in short, a part made anew, a part that breaks."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from bench.measured import ROOT, Spread, Table, figures, in_turn

GOOD = '''"""How fast a ferry is.

    python tests/bench/bench_ferry.py [KNOTS]

Beside a raft.

What only its authors want to know.
"""
print("""Two rides.

| Question | Ours | Beside it | Ratio | Spread |
|----------|-----:|----------:|------:|-------:|
| A ride | 1 h | a raft: 4 h | 0.25 | 0.2–0.3 |

| ride | hours |
|------|------:|
| one | RIDE |""")
'''
BROKEN = '"""How a raft sinks."""\nprint("It sinks.")\nraise ValueError("no <raft>")\n'


@pytest.fixture
def benchmarks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The generator, for two small benchmarks of its own."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    spec = importlib.util.spec_from_file_location("benchmarks", ROOT / "docs" / "benchmarks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "BENCH", tmp_path)
    monkeypatch.setattr(module, "about_all", lambda: "## Measured on\n\na slide rule\n")
    (tmp_path / "bench_ferry.py").write_text(GOOD.replace("RIDE", "1"), encoding="utf-8")
    return module


def make(module: ModuleType, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str]:
    """Run the generator; return its exit code and the page, without the times that a part takes."""
    page = module.ROOT / "page.md"
    monkeypatch.setattr(sys, "argv", ["benchmarks.py", "--page", str(page), *arguments])
    return module.main(), re.sub(r"took \d+", "took 0", page.read_text(encoding="utf-8"))


def test_a_part_is_its_docstring_its_command_and_what_it_prints(
    benchmarks: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, page = make(benchmarks, monkeypatch)
    assert code == 0
    short, _, part = page.partition("## Ferry")
    assert "\n| A ride   |  1 h | a raft: 4 h |  0.25 | 0.2–0.3 |\n" in short
    assert "| one |" not in short
    assert part.startswith("\n\nHow fast a ferry is.\n\nBeside a raft.\n\n`python bench_ferry.py` took ")
    assert "authors" not in part
    assert part.endswith("| one | 1 |\n")


def test_a_part_that_breaks_says_so_and_stops_no_other(benchmarks: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    (benchmarks.BENCH / "bench_a_raft.py").write_text(BROKEN, encoding="utf-8")
    code, page = make(benchmarks, monkeypatch)
    assert code == 1
    assert "**It broke:** ValueError: no &lt;raft>\n\nIt sinks.\n" in page
    assert "## Ferry" in page


def test_a_part_made_anew_leaves_the_others_as_they_are(
    benchmarks: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    (benchmarks.BENCH / "bench_raft.py").write_text(GOOD.replace("RIDE", "4"), encoding="utf-8")
    _, before = make(benchmarks, monkeypatch)
    (benchmarks.BENCH / "bench_raft.py").write_text(GOOD.replace("RIDE", "9"), encoding="utf-8")
    (benchmarks.BENCH / "bench_ferry.py").write_text(BROKEN, encoding="utf-8")
    code, after = make(benchmarks, monkeypatch, "--only", "raft")
    assert code == 0
    assert after == before.replace("| one | 4 |", "| one | 9 |")


def test_a_page_of_another_machine_is_made_whole(benchmarks: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    make(benchmarks, monkeypatch)
    monkeypatch.setattr(benchmarks, "about_all", lambda: "## Measured on\n\nan abacus\n")
    with pytest.raises(SystemExit):
        make(benchmarks, monkeypatch, "--only", "ferry")
    assert "a slide rule" in (benchmarks.ROOT / "page.md").read_text(encoding="utf-8")


def test_every_benchmark_tells_what_it_does_and_how_it_is_called() -> None:
    paths = sorted((ROOT / "tests" / "bench").glob("bench_*.py"))
    assert paths
    for path in paths:
        told = path.read_text(encoding="utf-8").split('"""')[1].split("\n\n")
        assert told[1].strip().startswith(f"python tests/bench/{path.name}"), path.name
        assert told[2].strip(), path.name


def test_what_is_compared_takes_turns() -> None:
    order: list[str] = []
    times = in_turn([lambda: order.append("a"), lambda: order.append("b")], 3)
    assert "".join(order) == "abbaab"
    assert [len(of_one) for of_one in times] == [3, 3]


def test_ratios_are_of_what_was_measured_side_by_side() -> None:
    assert Spread.of_ratios([1, 20, 3], [2, 40, 6]) == (0.5, 0.5, 0.5)
    assert Spread.of([3]).range == "3.00–3.00"


@pytest.mark.parametrize(
    ("value", "shown"), [(0.0, "0.000"), (0.0123, "0.012"), (1.234, "1.23"), (-12.34, "-12.3"), (12345.6, "12,346")]
)
def test_figures_are_three(value: float, shown: str) -> None:
    assert figures(value) == shown


def test_a_table_keeps_its_columns_whatever_stands_in_a_cell() -> None:
    table = Table("a", "b")
    table.row("x|y", None)
    table.row("z", 1.5)
    assert str(table).splitlines() == ["| a    |    b |", "|------|-----:|", "| x\\|y |      |", "| z    | 1.50 |"]
