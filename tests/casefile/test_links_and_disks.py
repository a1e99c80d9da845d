"""What may stand where a case's files stand: links, files left behind, folders that can't be written to."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from helpers import case_of, numbered
from secondsource import casefile
from secondsource.model import UnusableInput, Verdict


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm", "-journal"])
def test_no_file_of_a_case_may_be_a_link(tmp_path: Path, suffix: str) -> None:
    path, victim = tmp_path / "case.db", tmp_path / "victim"
    case_of(path, numbered(1)).close()
    if suffix:
        victim.write_bytes(b"somebody's")
        Path(f"{path}{suffix}").symlink_to(victim)
    else:
        path.rename(victim)
        path.symlink_to(victim)
    before = victim.read_bytes()
    for door in (casefile.open_case, casefile.create_case):
        with pytest.raises(UnusableInput, match=r"is a link to .*victim; name the file itself"):
            door(path)
    assert victim.read_bytes() == before


LEFT = """
import os, pathlib, sys
from secondsource import casefile
from secondsource.model import Verdict
case = casefile.open_case(pathlib.Path(sys.argv[1]))
casefile.mark(case, next(casefile.claims(case)).claim, Verdict.DISPUTED, reviewer="Ann")
os.kill(os.getpid(), 9)
"""


def left_behind(path: Path) -> None:
    """A process marks a claim and dies: its decision is in the file beside the case."""
    subprocess.run([sys.executable, "-c", LEFT, path], check=False)
    assert Path(f"{path}-wal").stat().st_size


def test_what_a_dead_process_left_is_taken_up_by_the_next(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    case_of(path, numbered(2)).close()
    left_behind(path)
    with casefile.open_case(path) as case:
        assert next(casefile.claims(case)).verdict is Verdict.DISPUTED
        assert list(casefile.verify(case)) == []
    assert [file.name for file in tmp_path.iterdir()] == ["case.db"]


@pytest.fixture
def frozen(tmp_path: Path):
    """A folder that nobody can write to, root included."""
    place = tmp_path / "disk"
    place.mkdir()
    if not shutil.which("mount"):
        pytest.skip("no read-only disk can be mounted here: there is no mount command")
    made = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", place], capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.skip(f"no read-only disk can be mounted here: {made.stderr.strip()}")

    def freeze() -> None:
        subprocess.run(["mount", "-o", "remount,ro", place], check=True)

    yield place, freeze
    subprocess.run(["umount", "-l", place], check=True)


def test_on_a_read_only_disk_a_case_is_read_verified_and_copied(frozen, tmp_path: Path) -> None:
    place, freeze = frozen
    case_of(place / "case.db", numbered(3)).close()
    freeze()
    with casefile.open_case(place / "case.db") as case:
        assert case.read_only
        assert len(list(casefile.claims(case))) == 3
        assert casefile.View(case, casefile.Filter(words="ferry")).count == 3
        assert list(casefile.verify(case)) == []
        with pytest.raises(UnusableInput, match="can only be read here"):
            casefile.mark(case, next(casefile.claims(case)).claim, Verdict.DISPUTED, reviewer="Ann")
    with case_of(tmp_path / "mine.db", numbered(3)) as mine:
        assert casefile.merge(mine, place / "case.db", reviewer="Ann").events == 2
        assert list(casefile.verify(mine)) == []


def test_decisions_left_beside_a_case_on_a_read_only_disk_are_not_overlooked(frozen) -> None:
    place, freeze = frozen
    case_of(place / "case.db", numbered(3)).close()
    left_behind(place / "case.db")
    Path(place / "case.db-shm").unlink()
    freeze()
    with pytest.raises(UnusableInput, match=r"its last decisions are in .*case\.db-wal; copy both"):
        casefile.open_case(place / "case.db")


def test_every_file_beside_a_case_is_its_makers_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        with case_of(tmp_path / "case.db", numbered(2)) as case:
            casefile.mark(case, next(casefile.claims(case)).claim, Verdict.DISPUTED, reviewer="Ann")
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    finally:
        os.umask(old)
    assert modes == {"case.db": 0o600, "case.db-wal": 0o600, "case.db-shm": 0o600}


def test_a_case_of_an_older_version_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    case_of(path, numbered(1)).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma user_version = 2")
    with pytest.raises(UnusableInput, match="made by an older secondsource; open it once where it can be written to"):
        casefile.open_case(path, reading=True)
