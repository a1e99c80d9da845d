"""``secondsource add`` for many articles: processes, clusters, progress, and what it says at the end."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from intake.archive import archive
from secondsource import casefile
from secondsource.cli import add, main, progress
from secondsource.cli.progress import Pace, spoken
from secondsource.workers import cluster


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SECONDSOURCE_REVIEWER", "Ann")


def test_a_folder_in_two_processes(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    archive(tmp_path / "archive", 40)
    monkeypatch.setattr(add, "LONG", 0.0)
    assert main(["add", "case.db", "archive", "--engine", "rules", "--jobs", "2"]) == 2
    out, err = capsys.readouterr()
    counted, one, other, pace, *_ = out.splitlines()
    assert {one, other} == {"        1  is binary", "        1  it has no text"}
    found = re.fullmatch(
        r"articles: 40 added \((.*)\) with ([\d,]+) claims, 1 already there, unchanged, 2 could not be read", counted
    )
    assert found
    assert found[1] == "29 text, 6 web page, 5 JSON Lines"
    assert re.fullmatch(r"in [\d.]+ (s|min): \d+ articles a second in 2 processes; storing took \d+% of the time", pace)
    assert len(err.splitlines()) == 2
    with casefile.open_case(Path("case.db")) as case:
        assert casefile.articles(case) == 40
    assert main(["add", "case.db", "archive", "--engine", "rules", "--jobs", "1"]) == 2
    again = "articles: 0 added with 0 claims, 41 already there, unchanged, 2 could not be read"
    assert capsys.readouterr().out.splitlines()[0] == again


def test_why_articles_could_not_be_read_is_counted_by_reason(tmp_path: Path, capsys) -> None:
    for number in range(12):
        (tmp_path / f"{number}; is.txt").write_bytes(b"\x00\xff\xfe\x80 no text" * (1 + number))
        (tmp_path / f"wide {number}.txt").write_bytes("Ada Quill said".encode("utf-16"))
    names = [f"gone {number}.txt" for number in range(3)]
    assert main(["add", "case.db", str(tmp_path), *names, "--engine", "rules"]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "articles: 0 added with 0 claims, 27 could not be read"
    assert set(lines[1:3]) == {"       12  is binary", "       12  is UTF-16"}
    assert lines[3] == "        3  does not exist"


def test_a_short_run_is_not_timed(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    (tmp_path / "one.txt").write_text("Ada Quill said that it rains.")
    monkeypatch.setattr(add, "LONG", 1000.0)
    assert main(["add", "case.db", "one.txt", "--engine", "rules"]) == 0
    assert "a second" not in capsys.readouterr().out


@pytest.mark.parametrize("number", ["0", "-1", "two", "1.5"])
def test_no_number_of_processes(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "case.db", "archive", f"--jobs={number}"]) == 2
    assert capsys.readouterr().err == f"secondsource: {number} is no number of processes; write 1 or more\n"
    assert not Path("case.db").exists()


def test_no_cluster(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    pytest.importorskip("distributed", reason="needs the extra 'cluster'")
    monkeypatch.setattr(cluster, "_ANSWER", 0.5)
    (tmp_path / "one.txt").write_text("Ada Quill said that it rains.")
    assert main(["add", "case.db", "one.txt", "--cluster", "tcp://127.0.0.1:1"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("secondsource: no Dask scheduler answers at tcp://127.0.0.1:1; check the address")
    assert not Path("case.db").exists()


def test_dask_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    (tmp_path / "one.txt").write_text("Ada Quill said that it rains.")
    assert main(["add", "case.db", "one.txt", "--cluster", "local"]) == 2
    assert "install it with: pip install 'secondsource[cluster]'" in capsys.readouterr().err


def test_title_of_several_is_refused_before_anything_is_added(tmp_path: Path, capsys) -> None:
    archive(tmp_path / "archive", 5)
    assert main(["add", "case.db", "archive", "--title", "All of them"]) == 2
    assert "belong to one article" in capsys.readouterr().err
    assert not Path("case.db").exists()


class Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr(progress.time, "monotonic", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def last_line(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err.rpartition("\r\033[K")[2]


def test_progress_tells_rate_and_time_left(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    pace = Pace("articles")
    pace.shown = True  # as on a terminal
    clock.now += 0.5
    pace.tell(3, 0.01)
    assert last_line(capsys) == "articles: 3"  # too early to tell a rate
    clock.now += 9.5
    pace.tell(1000, 0.1)
    assert last_line(capsys) == "articles: 1,000 · 100 a second · 10% · 90 s left"
    clock.now += 0.01
    pace.tell(1001, 0.1)
    assert last_line(capsys) == ""  # nobody reads so fast
    for _ in range(60):  # ten times slower from now on: only the last half minute counts
        clock.now += 1
        pace.tell(1000 + round(10 * (clock.now - 110)), 0.1 + 0.001 * (clock.now - 110))
    assert last_line(capsys) == "articles: 1,600 · 10 a second · 16% · 14 min left"
    pace.tell(9, None)
    clock.now += 1
    pace.tell(1610, None)
    assert last_line(capsys) == "articles: 1,610 · 10 a second"
    pace.clear()
    assert last_line(capsys) == ""


def test_no_progress_but_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    Pace("articles").tell(3, 0.5)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.04, "0.0 s"), (9.94, "9.9 s"), (59.6, "60 s"), (99, "2 min"), (3600, "60 min"), (7199, "2 h 0 min"),
     (12_000, "3 h 20 min"), (172_800, "2 d 0 h"), (1e6, "11 d 13 h")],
)  # fmt: skip
def test_lengths_of_time(seconds: float, words: str) -> None:
    assert spoken(seconds) == words
