"""Making and opening a case, and all that can stand at its place instead."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import article, case_of, decided, extraction, numbered
from secondsource import casefile
from secondsource.casefile.file import APPLICATION_ID, VERSION
from secondsource.casefile.schema import printed
from secondsource.model import UnusableInput, Verdict

ROOT = Path(__file__).resolve().parents[2]


def test_the_printed_schema_is_that_of_a_fresh_case(tmp_path: Path) -> None:
    with casefile.create_case(tmp_path / "case.db") as case:
        fresh = printed(case.connection)
    assert (ROOT / "db" / "schema.sql").read_text() == fresh, "print it anew with: make schema"


def test_the_printed_schema_makes_the_same_tables(tmp_path: Path) -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript((ROOT / "db" / "schema.sql").read_text())
    assert printed(connection) == (ROOT / "db" / "schema.sql").read_text()
    connection.close()


def test_a_new_case_belongs_to_its_maker_alone(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    case = case_of(path, numbered(1))
    for file in tmp_path.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    case.close()
    assert [file.name for file in tmp_path.iterdir()] == ["case.db"], "closed, a case is one file"


def test_making_it_twice_keeps_what_is_there(tmp_path: Path) -> None:
    case_of(tmp_path / "case.db", numbered(3)).close()
    with casefile.create_case(tmp_path / "case.db") as case:
        assert casefile.progress(case).total == 3


def test_an_empty_file_becomes_a_case_when_articles_are_added(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    path.touch()
    with pytest.raises(UnusableInput, match="is empty, not a case"):
        casefile.open_case(path)
    casefile.create_case(path).close()
    casefile.open_case(path).close()


def _text(path: Path) -> None:
    path.write_text("claim,verdict\n" * 100)


def _other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("create table t (x)")
    connection.close()


def _newer(path: Path) -> None:
    casefile.create_case(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"pragma user_version = {VERSION + 1}")
    connection.close()


def _damaged(path: Path) -> None:
    case_of(path, numbered(200)).close()
    data = bytearray(path.read_bytes())
    data[4096:12288] = os.urandom(8192)
    data[100:200] = os.urandom(100)
    path.write_bytes(data)


def _folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_text, "is not a case: it is no SQLite file"),
        (_other_database, "another program's database"),
        (_newer, "newer secondsource"),
        (_damaged, "damaged"),
    ],
)
def test_what_is_no_case_is_told_in_one_line_and_left_as_it_is(make, message: str, tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    make(path)
    before = path.read_bytes()
    for door in (casefile.open_case, casefile.create_case):
        with pytest.raises(UnusableInput, match=message) as caught, door(path) as case:
            list(casefile.claims(case))
        assert "\n" not in str(caught.value)
    assert path.read_bytes() == before


def test_a_folder_or_nothing_is_no_case(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="is a folder; name a case file"):
        casefile.open_case(tmp_path)
    with pytest.raises(UnusableInput, match="there is no case"):
        casefile.open_case(tmp_path / "case.db")
    with pytest.raises(UnusableInput, match="there is no folder"):
        casefile.create_case(tmp_path / "missing" / "case.db")


def test_a_link_that_leads_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "case.db").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnusableInput, match="is a link to"):
        casefile.create_case(tmp_path / "case.db")
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_cut_short_is_told(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    case_of(path, numbered(200)).close()
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(UnusableInput, match="damaged"), casefile.open_case(path) as case:
        list(casefile.claims(case))


def test_a_case_that_cannot_be_written_opens_for_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "case.db"
    case_of(path, numbered(2)).close()
    monkeypatch.setattr(os, "access", lambda *_: False)  # as a reader without rights sees it: root has them all
    with casefile.open_case(path) as case:
        assert case.read_only
        (first, _) = casefile.claims(case)
        with pytest.raises(UnusableInput, match="can only be read here"):
            casefile.mark(case, first.claim, Verdict.DISPUTED, reviewer="me")
    with pytest.raises(UnusableInput, match="can only be read here"), casefile.open_case(path) as case, case.write():
        pass


def test_a_writer_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", numbered(1)) as case:
        with pytest.raises(RuntimeError, match="half-way"), case.write():
            case.connection.execute("update source set name = 'somebody else'")
            raise RuntimeError("half-way")
        assert next(casefile.claims(case)).source == "Ada Quill"


def test_a_lock_held_by_another_program_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secondsource.casefile.file._BUSY_SECONDS", 0.05)
    with case_of(tmp_path / "case.db", numbered(1)) as case:
        (claim,) = casefile.claims(case)
        other = sqlite3.connect(tmp_path / "case.db", isolation_level=None)
        other.execute("begin immediate")
        with (
            casefile.open_case(tmp_path / "case.db") as waiting,
            pytest.raises(UnusableInput, match="kept locked by another program"),
        ):
            casefile.mark(waiting, claim.claim, Verdict.DISPUTED, reviewer="me")
        other.close()
        assert casefile.progress(case).open == 1


def test_several_processes_that_make_one_case_at_once_make_one_case(tmp_path: Path) -> None:
    code = "import sys, pathlib; from secondsource import casefile; casefile.create_case(pathlib.Path(sys.argv[1]))"
    makers = [subprocess.Popen([sys.executable, "-c", code, tmp_path / "case.db"]) for _ in range(6)]
    assert [maker.wait(60) for maker in makers] == [0] * 6
    with casefile.open_case(tmp_path / "case.db") as case:
        assert case.connection.execute("select count(*) from meta where key = 'replica'").fetchone() == (1,)
        assert case.connection.execute("pragma application_id").fetchone() == (APPLICATION_ID,)


@pytest.fixture
def small_disk(tmp_path: Path):
    place = tmp_path / "disk"
    place.mkdir()
    if not shutil.which("mount"):
        pytest.skip("no small disk can be mounted here: there is no mount command")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def test_a_full_disk_refuses_in_one_line_and_loses_nothing(small_disk: Path) -> None:
    path = small_disk / "case.db"
    acknowledged = 0
    with case_of(path, numbered(20)) as case:
        uids = [claim.claim for claim in casefile.claims(case)]
        with pytest.raises(UnusableInput, match="is full: nothing was changed"):
            for n in range(100_000):
                casefile.mark(case, uids[n % 20], Verdict.DISPUTED, reviewer="me", rationale="x" * 1000)
                acknowledged += 1
        assert len(decided(case)) == acknowledged > 20
        with pytest.raises(UnusableInput, match="is full: nothing was changed"):
            casefile.add_article(case, article(numbered(500, "again ")), extraction(numbered(500, "again ")))
    with casefile.open_case(path) as case:
        assert len(decided(case)) == acknowledged
        assert casefile.progress(case).disputed == 20
        assert [str(fault) for fault in casefile.verify(case)] == []


def test_the_version_counts_the_migrations(tmp_path: Path) -> None:
    with casefile.create_case(tmp_path / "case.db") as case:
        assert case.connection.execute("select count(*) from _sqlite_migrations").fetchone() == (VERSION,)
        assert case.connection.execute("pragma user_version").fetchone() == (VERSION,)


def test_a_case_on_a_read_only_disk_opens_for_reading(small_disk: Path) -> None:
    path = small_disk / "case.db"
    case_of(path, numbered(3)).close()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with casefile.open_case(path) as case:
        claims = list(casefile.claims(case, casefile.Filter(verdict="open")))
        assert len(claims) == casefile.View(case, casefile.Filter(words="ferry")).count == 3
        with pytest.raises(UnusableInput, match="can only be read here"):
            casefile.mark(case, claims[0].claim, Verdict.DISPUTED, reviewer="me")
    with pytest.raises(UnusableInput, match="Read-only file system"):
        casefile.create_case(small_disk / "new.db")


@pytest.mark.parametrize("deed", ["removed", "moved", "replaced"])
def test_nothing_is_acknowledged_that_goes_to_a_file_that_is_not_there_any_more(deed: str, tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with case_of(path, numbered(3)) as case:
        claim = next(casefile.claims(case)).claim
        casefile.mark(case, claim, Verdict.DISPUTED, reviewer="Ana")
        if deed == "removed":
            path.unlink()
        else:
            path.rename(tmp_path / "elsewhere.db")
        if deed == "replaced":
            case_of(path, numbered(3)).close()
        with pytest.raises(UnusableInput, match="was removed or replaced while it was open: nothing was recorded"):
            casefile.mark(case, claim, Verdict.CORROBORATED, reviewer="Ana")
        if deed == "replaced":
            with casefile.open_case(path) as other:
                assert not decided(other)
                assert not list(casefile.verify(other))
            return
        assert [event.kind for event in decided(case)] == ["verdict"]
        if deed == "moved":  # back at its place, it takes decisions again
            (tmp_path / "elsewhere.db").rename(path)
            casefile.mark(case, claim, Verdict.CORROBORATED, reviewer="Ana")
            assert [event.kind for event in decided(case)] == ["verdict", "verdict"]
