"""Copies of a case: whole while others write, blind for a second reviewer, all or nothing."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import article, case_of, extraction, numbered, state
from secondsource import casefile
from secondsource.casefile.log.seal import seal
from secondsource.model import UnusableInput, Verdict

STORY = "Ada Quill said: the ferry ran late.\nThe pier was closed.\na clerk said: nobody was hurt."

# Marks one claim after another as fast as it can and says each time, once it is on disk, how often by now.
MARKER = """
import itertools, sys
from pathlib import Path
from secondsource import casefile
from secondsource.model import Verdict
with casefile.open_case(Path(sys.argv[1])) as case:
    uids = [claim.claim for claim in casefile.claims(case)]
    for number in itertools.count(1):
        casefile.mark(case, uids[number % len(uids)], Verdict.DISPUTED, reviewer="Ann")
        print(number, flush=True)
"""


def uids(case: casefile.Case) -> list[str]:
    return [claim.claim for claim in casefile.claims(case)]


def left_behind(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if ".part" in path.name)


def test_a_copy_holds_all_that_the_case_holds(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", STORY, numbered(40)) as case:
        casefile.mark(case, uids(case)[0], Verdict.DISPUTED, reviewer="Ann", rationale="no record of it")
        casefile.backup(case, tmp_path / "copy.db")
        with casefile.open_case(tmp_path / "copy.db") as copy:
            assert state(copy) == state(case)
            assert list(casefile.verify(copy)) == []
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    assert left_behind(tmp_path) == []


def test_a_copy_taken_while_another_process_marks_is_whole(tmp_path: Path) -> None:
    path, to = tmp_path / "case.db", tmp_path / "copy.db"
    case_of(path, numbered(200), *(numbered(400, f"{n} ") for n in range(8))).close()
    with subprocess.Popen([sys.executable, "-c", MARKER, str(path)], stdout=subprocess.PIPE, text=True) as marker:
        assert marker.stdout
        try:
            acknowledged = 0
            for _ in range(50):
                acknowledged = int(marker.stdout.readline())
            steps: list[int] = []
            moved = []

            def report(_: str, done: int, __: int) -> None:
                steps.append(done)
                moved.append(int(marker.stdout.readline()))  # type: ignore[union-attr]  # the marker goes on meanwhile

            with casefile.open_case(path) as case:
                casefile.backup(case, to, report, step=64)
        finally:
            marker.kill()
    assert len(steps) > 5
    assert steps == sorted(set(steps))  # it never began anew
    assert moved[-1] > acknowledged
    with contextlib.closing(sqlite3.connect(to)) as raw:
        assert raw.execute("pragma integrity_check").fetchone() == ("ok",)
        events = raw.execute(
            "select uid, replica, kind, subject, payload, actor, at, previous, hash from event order by uid"
        ).fetchall()
    previous = ""
    for *fields, its_hash in events:
        assert fields[-1] == previous
        assert its_hash == seal(*fields)
        previous = its_hash
    assert sum(kind == "verdict" for _, _, kind, *_ in events) >= acknowledged
    with casefile.open_case(to) as copy:
        assert list(casefile.verify(copy)) == []


def test_a_blind_copy_has_the_claims_and_nobodys_decisions(tmp_path: Path) -> None:
    blind = tmp_path / "blind.db"
    with case_of(tmp_path / "case.db", STORY, numbered(3)) as case:
        first, second, *_ = before = uids(case)
        casefile.mark(case, first, Verdict.DISPUTED, reviewer="Ann", rationale="a secret reason")
        casefile.note(case, second, "a secret note", reviewer="Ann")
        casefile.backup_blind(case, blind)
        numbers = [row.number for row in casefile.View(case).rows(0, 100)]
    assert b"secret" not in blind.read_bytes()
    assert stat.S_IMODE(blind.stat().st_mode) == 0o600
    with casefile.open_case(blind) as copy:
        assert uids(copy) == before
        assert [row.number for row in casefile.View(copy).rows(0, 100)] == numbers
        assert casefile.progress(copy).decided == 0
        assert {event.kind for event in casefile.log(copy)} == {"case", "article"}
        assert list(casefile.verify(copy)) == []
        event = casefile.mark(copy, first, Verdict.CORROBORATED, reviewer="Bo")
        assert event.values["over"] == []
    with casefile.open_case(tmp_path / "case.db") as case:
        own = next(casefile.log(case)).replica
        assert event.replica != own
        casefile.merge(case, blind, reviewer="Ann")
        detail = casefile.detail(case, numbers[0])
        assert detail.claim.verdict is None
        assert detail.conflict is not None
        assert "disputed by Ann" in detail.conflict
        assert "corroborated by Bo" in detail.conflict
        assert list(casefile.verify(case)) == []


def test_a_blind_copy_shows_claims_as_the_engine_made_them_not_as_reviewers_did(tmp_path: Path) -> None:
    with case_of(tmp_path / "case.db", STORY) as case:
        before = uids(case)
        sha256 = article(STORY).sha256
        casefile.revise(case, "remove", sha256, [before[1]], [], reviewer="Ann")
        assert len(uids(case)) == 2
        casefile.backup_blind(case, tmp_path / "blind.db")
    with casefile.open_case(tmp_path / "blind.db") as copy:
        assert uids(copy) == before


def test_a_blind_copy_lists_the_newest_version_of_an_article(tmp_path: Path) -> None:
    changed = STORY.replace("late", "on time")
    with case_of(tmp_path / "case.db", STORY) as case:
        casefile.mark(case, uids(case)[0], Verdict.DISPUTED, reviewer="Ann")
        casefile.add_article(case, article(changed, "article-1"), extraction(changed))
        assert any(casefile.ORPHAN in claim.findings for claim in casefile.claims(case))
        current = [claim.claim for claim in casefile.claims(case) if casefile.ORPHAN not in claim.findings]
        casefile.backup_blind(case, tmp_path / "blind.db")
    with casefile.open_case(tmp_path / "blind.db") as copy:
        assert uids(copy) == current
        assert casefile.stats(copy).earlier == 1
        assert list(casefile.verify(copy)) == []


def test_a_blind_copy_of_a_merged_case_holds_each_extraction_once(tmp_path: Path) -> None:
    case_of(tmp_path / "other.db", STORY, numbered(2)).close()
    with case_of(tmp_path / "case.db", numbered(4), STORY) as case:
        casefile.merge(case, tmp_path / "other.db", reviewer="Ann")
        before = uids(case)
        casefile.backup_blind(case, tmp_path / "blind.db")
    with casefile.open_case(tmp_path / "blind.db") as copy:
        assert uids(copy) == before
        assert list(casefile.verify(copy)) == []


@pytest.mark.parametrize("make", [casefile.backup, casefile.backup_blind])
def test_nothing_that_is_there_is_written_over(tmp_path: Path, make) -> None:
    with case_of(tmp_path / "case.db", STORY) as case:
        (tmp_path / "notes.txt").write_text("mine")
        (tmp_path / "link.db").symlink_to(tmp_path / "nowhere.db")
        for name, why in (("notes.txt", "there already"), ("case.db", "the case itself"), ("link.db", "there already")):
            with pytest.raises(UnusableInput, match=why):
                make(case, tmp_path / name)
        with pytest.raises(UnusableInput, match="no folder"):
            make(case, tmp_path / "missing" / "copy.db")
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert not (tmp_path / "nowhere.db").exists()
    assert left_behind(tmp_path) == []


def test_a_file_that_appears_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    to = tmp_path / "copy.db"
    with case_of(tmp_path / "case.db", STORY) as case:
        with pytest.raises(UnusableInput, match="appeared meanwhile"):
            casefile.backup(case, to, lambda *_: to.write_text("mine") and None)
        assert to.read_text() == "mine"
        assert left_behind(tmp_path) == []
        assert not case.connection.in_transaction


@pytest.mark.parametrize("make", [casefile.backup, casefile.backup_blind])
def test_a_full_disk_is_one_line_and_leaves_nothing(tmp_path: Path, make) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        with case_of(tmp_path / "case.db", *(numbered(300, f"{n} ") for n in range(4))) as case:
            with pytest.raises(UnusableInput, match="full") as raised:
                make(case, disk / "copy.db")
            assert f"{disk / 'copy.db'} " in str(raised.value)
            assert "\n" not in str(raised.value)
            assert list(disk.iterdir()) == []
            casefile.mark(case, uids(case)[0], Verdict.DISPUTED, reviewer="Ann")  # the case is as usable as before
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_case_that_can_only_be_read_is_copied(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root can write to any file")
    folder = tmp_path / "folder"
    folder.mkdir()
    case_of(folder / "case.db", STORY).close()
    (folder / "case.db").chmod(0o400)
    folder.chmod(0o500)
    try:
        with casefile.open_case(folder / "case.db") as case:
            casefile.backup(case, tmp_path / "copy.db")
    finally:
        folder.chmod(0o700)
    with casefile.open_case(tmp_path / "copy.db") as copy:
        casefile.mark(copy, uids(copy)[0], Verdict.DISPUTED, reviewer="Ann")
