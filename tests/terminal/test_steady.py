"""What happens around the desk: the terminal is resized, stopped, taken away; others write; the disk is full."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from helpers import case_of, numbered
from secondsource import casefile, examine
from terminal.pseudo import DEADLINE, Terminal

Start = Callable[..., Terminal]

QUIT, SUSPEND = "\x11", "\x1a"
SOON = 60.0  # seconds after which a desk whose terminal is gone will never end


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Three hundred claims."""
    path = tmp_path / "case.db"
    case_of(path, numbered(300)).close()
    return path


def verdicts(path: Path) -> list[str | None]:
    """What is on disk, after it was checked that the log and the state hold together."""
    with casefile.open_case(path) as case:
        assert list(casefile.verify(case)) == []
        return [claim.verdict for claim in casefile.claims(case)]


def running(one: Terminal) -> str:
    """The process's state as Linux has it: R runs, S sleeps, T is stopped."""
    return Path(f"/proc/{one.process.pid}/stat").read_text().rpartition(")")[2].split()[0]


def until(one: Terminal, holds: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + DEADLINE
    while not holds():
        one.read(0.05)
        if time.monotonic() > end:
            pytest.fail(f"it never came to this: {what}; the screen shows:\n{one.text}")


def is_cooked(one: Terminal) -> bool:
    """Tell whether the terminal reads whole lines and echoes them, as a shell wants it."""
    local = termios.tcgetattr(one._master)[3]
    return bool(local & termios.ICANON and local & termios.ECHO)


def ended(one: Terminal) -> int:
    """Wait until the process has ended, without reading what it paints, and return its exit code."""
    return one.process.wait(SOON)


@contextmanager
def other_program(code: str, *arguments: Path | str) -> Iterator[subprocess.Popen[str]]:
    """Run Python code in a process of its own until it has said that it is ready; it ends when its input does."""
    started = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert started.stdin is not None
    assert started.stdout is not None
    with started:
        assert started.stdout.readline() == "ready\n"
        yield started


LOCKING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("begin immediate")
print("ready", flush=True)
sys.stdin.read()
connection.execute("rollback")
"""
MARKING = """
import sys
from pathlib import Path
from secondsource import casefile, examine
from secondsource.model import Verdict
print("ready", flush=True)
with casefile.open_case(Path(sys.argv[1])) as case:
    for claim in [one.claim for one in casefile.claims(case)][100:]:
        casefile.mark(case, claim, Verdict.UNVERIFIED, reviewer="Ben Osei")
print("done", flush=True)
"""


def test_a_storm_of_sizes_while_keys_are_typed(terminal: Start, case: Path) -> None:
    chance = random.Random(5)
    one = terminal("review", case)
    one.wait("Claims  1 of 300")
    for _ in range(200):
        one.resize(chance.randint(20, 250), chance.randint(5, 80))
        one.send(chance.choice("jkGpZ?\x1b/n\t\r"))
        one.read(0.01)
    one.resize(100, 30)
    one.wait(lambda text: "This terminal is" not in text)
    for key in ("\x1b", "\x1b", "\x1b", "\x1b", "0"):  # out of whatever window is open
        one.send(key)
        end = time.monotonic() + 1.0  # a key right after an Escape would be that key with Alt
        while time.monotonic() < end:
            one.read(0.05)
    one.resize(101, 30)  # all is painted anew
    one.send("gg")
    one.wait("Claims  1 of 300")
    one.send("c")
    one.wait("✓ corroborated · recorded")
    one.send(QUIT)
    assert one.leave() == 0
    assert verdicts(case)[:2] == ["corroborated", None]


def still(text: str) -> str:
    """The screen without what the checks add to it meanwhile: their marks, and the origins in the last line."""
    return "\n".join(text.replace("≠", " ").splitlines()[:-1])


def test_ctrl_z_gives_the_terminal_to_the_shell_and_fg_brings_the_desk_back(terminal: Start, case: Path) -> None:
    one = terminal("review", case)
    one.wait("Claims  1 of 300")
    before = one.wait(lambda text: "the ferry ran 10 times" in text and "0/300" in text and "? help" in text)
    assert not is_cooked(one)
    for _ in range(2):
        one.send(SUSPEND)
        until(one, lambda: running(one) == "T", "it is stopped")
        until(one, lambda: b"\x1b[?1049l" in one.raw, "the shell's screen is back")
        assert is_cooked(one)
        assert one.raw.rindex(b"\x1b[?25h") > one.raw.rindex(b"\x1b[?25l")  # the shell has a cursor
        one.screen.reset()  # what the shell does meanwhile
        one.raw = b""
        one.process.send_signal(signal.SIGCONT)
        one.wait("Claims  1 of 300")
        assert not is_cooked(one)
        one.wait(lambda text: still(text) == still(before))
    one.send("jc")
    one.wait("✓ corroborated · recorded")
    one.send(QUIT)
    assert one.leave() == 0
    assert verdicts(case)[:3] == [None, "corroborated", None]


def test_the_shell_that_stops_and_continues_it(terminal: Start, case: Path) -> None:
    one = terminal("review", case)
    one.wait("Claims  1 of 300")
    one.process.send_signal(signal.SIGTSTP)
    until(one, lambda: running(one) == "T", "it is stopped")
    assert is_cooked(one)
    one.process.send_signal(signal.SIGCONT)
    until(one, lambda: not is_cooked(one), "the desk has the terminal again")
    one.send("c")
    one.wait("✓ corroborated · recorded")
    one.send(QUIT)
    assert one.leave() == 0
    assert verdicts(case)[:2] == ["corroborated", None]


def test_a_stop_that_nothing_hears_of_leaves_the_keys_in_their_order(terminal: Start, case: Path) -> None:
    one = terminal("review", case)
    one.wait("Claims  1 of 300")
    for _ in range(3):
        one.process.send_signal(signal.SIGSTOP)
        until(one, lambda: running(one) == "T", "it is stopped")
        one.process.send_signal(signal.SIGCONT)
        until(one, lambda: running(one) != "T", "it goes on")
    for key in "CjDjUj" * 10:
        one.send(key)
    one.wait("30/300")
    assert len(list(Path(f"/proc/{one.process.pid}/task").iterdir())) < 6
    one.send(QUIT)
    assert one.leave() == 0
    assert verdicts(case)[:31] == ["corroborated", "disputed", "unverified"] * 10 + [None]


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_signal_ends_it_at_once_and_what_it_called_recorded_is_there(
    terminal: Start, case: Path, ending: signal.Signals
) -> None:
    one = terminal("review", case)
    one.wait("Claims  1 of 300")
    one.send("cd")
    one.wait("✗ disputed · recorded")
    one.process.send_signal(ending)
    ended(one)
    assert verdicts(case)[:3] == ["corroborated", "disputed", None]


def test_a_signal_to_end_gives_the_terminal_back(terminal: Start, case: Path) -> None:
    one = terminal("review", case)
    one.wait("Claims  1 of 300")
    one.process.send_signal(signal.SIGTERM)
    one.leave()
    assert b"\x1b[?1049l" in one.raw
    assert is_cooked(one)


@pytest.mark.parametrize("hang_ups", ["heard", "ignored"])
def test_a_terminal_that_is_gone_ends_it(terminal: Start, case: Path, tmp_path: Path, hang_ups: str) -> None:
    (tmp_path / "sitecustomize.py").write_text("import signal\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\n")
    one = terminal("review", case, PYTHONPATH=str(tmp_path) if hang_ups == "ignored" else "")
    one.wait("Claims  1 of 300")
    one.send("c")
    one.wait("✓ corroborated · recorded")
    os.close(one._master)
    one._master = -1
    ended(one)
    assert verdicts(case)[:2] == ["corroborated", None]


def test_a_terminal_that_goes_during_a_bulk_mark_leaves_all_of_it_or_nothing(terminal: Start, tmp_path: Path) -> None:
    path = tmp_path / "many.db"
    case_of(path, *(numbered(1000, f"in year {year} ") for year in range(5))).close()
    one = terminal("review", path)
    one.wait("Claims  1 of 5,000")
    one.send("Vd")
    one.wait("Mark 5,000 claims disputed?")
    one.send("\r")
    one.read(0.1)
    os.close(one._master)
    one._master = -1
    ended(one)
    assert set(verdicts(path)) in ({None}, {"disputed"})


def test_two_at_work_on_one_case_lose_nothing(terminal: Start, case: Path) -> None:
    one = terminal("review", case)
    one.wait("Claims  1 of 300")
    with other_program(MARKING, case) as other:
        for done in range(1, 31):
            one.send("c")
            one.wait("✓ corroborated · recorded" if done == 1 else lambda text, n=done: f"Claims  {n + 1} of" in text)  # type: ignore[misc]
        assert other.stdout is not None
        assert other.stdout.readline() == "done\n"
    one.wait("230/300")  # what the other one did is shown without being asked for
    one.send(QUIT)
    assert one.leave() == 0
    assert verdicts(case) == ["corroborated"] * 30 + [None] * 70 + ["unverified"] * 200


def test_keys_typed_while_another_program_writes_wait_in_their_order(terminal: Start, case: Path) -> None:
    one = terminal("review", case)
    one.wait("Claims  1 of 300")
    with other_program(LOCKING, case) as other:
        one.send("c")
        one.wait("another program is writing to the case")
        one.send("djuku")
        began = time.monotonic()
        while time.monotonic() < began + 3:  # what is tried for is that nothing happens
            one.read(0.1)
        assert "recorded" not in one.text
        other.communicate()
    one.wait("3/300")
    one.send(QUIT)
    assert one.leave() == 0
    assert verdicts(case)[:6] == ["corroborated", "disputed", None, "unverified", None, None]


def test_leaving_while_the_checks_wait_for_another_program(terminal: Start, case: Path) -> None:
    one = terminal("review", case)
    one.wait("Claims  1 of 300")
    with other_program(LOCKING, case) as other:
        one.wait("origin")  # examined for the eye, and not to be kept
        one.send(SUSPEND)
        until(one, lambda: running(one) == "T", "it is stopped")
        until(one, lambda: b"\x1b[?1049l" in one.raw, "the shell's screen is back")
        one.screen.reset()
        one.process.send_signal(signal.SIGCONT)
        one.wait("origin")
        one.send(QUIT)
        assert one.leave() == 0
        assert is_cooked(one)
        other.communicate()
    assert verdicts(case) == [None] * 300


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_signal_while_the_checks_write_leaves_a_case_that_is_whole(
    terminal: Start, case: Path, ending: signal.Signals
) -> None:
    one = terminal("review", case)
    one.wait("Claims  1 of 300")
    one.wait("origin")
    with casefile.open_case(case) as other:
        waiting = examine.waiting_count(other)
        until(one, lambda: examine.waiting_count(other) < waiting - 2, "what waits is examined")
    one.process.send_signal(ending)
    ended(one)
    assert verdicts(case) == [None] * 300
    with casefile.open_case(case) as other:
        assert 0 < examine.waiting_count(other) < 300


def test_a_second_connection_leaves_our_log_where_it_is(terminal: Start, case: Path) -> None:
    one = terminal("review", case)
    one.wait("Claims  1 of 300")
    one.wait("origin")  # the checks have opened the case as well
    one.send("c")
    one.wait("✓ corroborated · recorded")
    assert verdicts(case)[0] == "corroborated"
    assert Path(f"{case}-wal").exists(), "another program that left has not taken the log away"
    one.send("d")
    one.wait("✗ disputed · recorded")
    one.process.kill()
    one.process.wait()
    assert verdicts(case)[:2] == ["corroborated", "disputed"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    path = tmp_path / "disk"
    path.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(path)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("a small disk can only be made by root")
    yield path
    subprocess.run(["umount", "-l", str(path)], check=True)


def test_a_full_disk_is_told_and_nothing_is_called_recorded(terminal: Start, small_disk: Path) -> None:
    path = small_disk / "case.db"
    case_of(path, numbered(20)).close()
    one = terminal("review", path, width=120)
    one.wait("Claims  1 of 20")
    one.send("c")
    one.wait("✓ corroborated · recorded")
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 9, 1):
            try:
                while file.write(b"x" * size) == size:
                    pass
            except OSError:
                continue
    for _ in range(9):  # SQLite still has some room in its log
        one.send("d")
        said = one.wait(lambda text: "disputed · recorded" in text or "is full" in text)
        if "is full" in said:
            break
        one.send("k")
        one.wait(lambda text: "recorded" not in text)
    assert "is full" in said
    assert "Traceback" not in said
    filler.unlink()
    one.send("u")
    one.wait("? unverified · recorded")
    one.send(QUIT)
    assert one.leave() == 0
    kept = verdicts(path)
    assert kept[0] == "corroborated"
    assert "unverified" in kept


@pytest.mark.parametrize("what", ["removed", "replaced"])
def test_a_case_that_is_gone_or_another_is_told_and_nothing_is_called_recorded(
    terminal: Start, case: Path, tmp_path: Path, what: str
) -> None:
    case_of(tmp_path / "other.db", "a clerk said: the lights failed.").close()
    one = terminal("review", case, width=200)
    one.wait("Claims  1 of 300")
    for suffix in ("", "-wal", "-shm"):
        Path(f"{case}{suffix}").unlink(missing_ok=True)
    if what == "replaced":
        (tmp_path / "other.db").rename(case)
    one.send("c")
    said = one.wait("was removed or replaced while it was open: nothing was")
    assert "corroborated · recorded" not in said
    one.send("j")
    one.wait("Claims  2 of 300")
    one.send(QUIT)
    assert one.leave() == 0, one.raw.decode().rsplit("\x1b[?1049l", 1)[1]
    if what == "replaced":
        assert verdicts(case) == [None]


def test_a_case_that_was_cut_off_ends_the_desk_on_one_line(terminal: Start, case: Path) -> None:
    one = terminal("review", case, width=120)
    one.wait("Claims  1 of 300")
    os.truncate(case, 100)
    Path(f"{case}-wal").write_bytes(b"")
    one.send("cj")
    assert one.leave() == 2
    after = one.raw.decode().rsplit("\x1b[?1049l", 1)[1]
    assert after.count("\n") == 1
    assert "is damaged; go back to your last copy of it" in after
    assert is_cooked(one)


def test_an_error_inside_leaves_a_report_that_quotes_nothing(terminal: Start, case: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "from secondsource.desk.review import Review\n"
        "def shown(self): raise RuntimeError(self.detail(0).claim.text)\n"
        "Review.shown = shown\n"
    )
    state = tmp_path / "state"
    one = terminal("review", case, PYTHONPATH=str(tmp_path), XDG_STATE_HOME=str(state), width=120)
    one.wait("Claims  1 of 300")
    one.send("c")
    one.wait("recorded")
    one.send("1")
    assert one.leave() == 2
    assert is_cooked(one)
    after = one.raw.decode().rsplit("\x1b[?1049l", 1)[1]
    lines = [line for line in after.replace("\r", "").split("\n") if "secondsource" in line]
    assert len(lines) == 1
    assert "Traceback" not in after
    (report,) = (state / "secondsource" / "reports").iterdir()
    assert report.name in " ".join(after.split()).replace(" ", "")
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    written = report.read_text()
    assert "RuntimeError" in written
    assert "ferry" not in written
    assert "Quill" not in written
    assert verdicts(case)[:2] == ["corroborated", None]


@pytest.mark.parametrize("typed", [b"\xff\xfe", b"caf\xe9 \xfcber", b"\xc3", b"\x1b[201~\xf0\x28", b"\x80" * 300])
def test_bytes_that_are_no_text_do_not_end_it(terminal: Start, case: Path, typed: bytes) -> None:
    one = terminal("review", case)
    one.wait("Claims  1 of 300")
    one.send("/")
    one.wait("beginnings of words")
    os.write(one._master, b"\x1b[200~" + typed + b"\x1b[201~")
    os.write(one._master, typed)
    one.read(0.3)
    one.send("\x1b")
    one.wait("? help")
    one.send("c")
    one.wait("✓ corroborated · recorded")
    one.send(QUIT)
    assert one.leave() == 0
