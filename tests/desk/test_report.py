"""The report of an unexpected error: it says where, and nothing of what."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from secondsource import casefile
from secondsource.desk import report
from secondsource.desk.report import KEPT, sentence, write_report
from secondsource.display import safe

QUOTED = "the treasurer of Velm took the grant"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where reports are in this test; the case lies in a home folder that bears a name."""
    home = tmp_path / "home" / "ana-reyes"
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("SECONDSOURCE_REVIEWER", "Ana Reyes")
    return home / "state" / "secondsource" / "reports"


@pytest.fixture
def case(folder: Path) -> Path:
    path = folder.parents[2] / "velm.db"
    path.write_bytes(b"x" * 1234)
    return path


def failed(error: BaseException) -> BaseException:
    """Raise an error three calls deep, with a secret in every local variable, and return it."""
    secret = QUOTED

    def deeper(claim: str) -> None:
        if claim == secret:
            raise error

    try:
        deeper(secret)
    except BaseException as caught:
        return caught
    raise AssertionError


def test_it_says_what_kind_of_error_where_and_on_what(
    folder: Path, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-test")
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")  # noqa: S108
    path = write_report(failed(KeyError(QUOTED)), case)
    assert path is not None
    assert path.parent == folder
    text = path.read_text(encoding="utf-8")
    assert "builtins.KeyError" in text
    assert " in deeper" in text
    assert "raise error" in text
    for name in ("secondsource", "Python", "Textual", "SQLite", "platform"):
        assert any(line.startswith(f"{name}: ") and line[len(name) + 2 :].strip() for line in text.splitlines())
    assert "unknown" not in text
    assert "xterm-test" in text
    assert "tmux" in text
    assert "case: 1,234 bytes" in text


class QuotingError(Exception):
    """An error that quotes the case in every way an error can."""

    def __init__(self) -> None:
        super().__init__(QUOTED)
        self.add_note(QUOTED)
        self.sqlite_errorname = QUOTED
        self.errno = QUOTED
        self.strerror = QUOTED
        self.filename = QUOTED

    def __repr__(self) -> str:
        return QUOTED

    __str__ = __repr__


def chained() -> BaseException:
    try:
        raise failed(ValueError(QUOTED)) from failed(OSError(2, QUOTED, QUOTED))
    except BaseException as error:
        return error


@pytest.mark.parametrize(
    "error",
    [
        failed(QuotingError()),
        chained(),
        failed(ExceptionGroup(QUOTED, [QuotingError(), ValueError(QUOTED)])),
        failed(UnicodeDecodeError("utf-8", QUOTED.encode(), 0, 1, QUOTED)),
    ],
    ids=["quoting", "chained", "group", "decoding"],
)
def test_it_holds_nothing_of_the_case_and_no_names(error: BaseException, folder: Path, case: Path) -> None:
    path = write_report(error, case)
    assert path is not None
    text = path.read_text(encoding="utf-8")
    for secret in ("treasurer", "Velm", "velm", "grant", "Ana", "ana-reyes", "Reyes"):
        assert secret not in text
    told = sentence(error, path, case)
    assert "treasurer" not in told
    assert str(Path.home()) not in told


def test_what_led_to_an_error_is_told(folder: Path, case: Path) -> None:
    text = (write_report(chained(), case) or Path()).read_text(encoding="utf-8")
    assert "builtins.ValueError" in text
    assert "caused by: builtins.OSError" not in text
    assert "caused by: builtins.FileNotFoundError (ENOENT)" in text


def test_sqlites_own_name_for_an_error_is_told(folder: Path, case: Path) -> None:
    try:
        casefile.open_case(case)
    except Exception as error:
        wrapped = error
    with casefile.create_case(case.with_name("other.db")) as other:
        try:
            other.connection.execute("select nothing from nowhere")
        except Exception as error:
            wrapped = error
    assert "sqlite3.OperationalError (SQLITE_ERROR)" in (write_report(wrapped, case) or Path()).read_text("utf-8")


def test_errors_that_go_round_or_on_for_ever_end(folder: Path, case: Path) -> None:
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one

    def again() -> None:
        again()

    try:
        again()
    except RecursionError as error:
        endless = error
    for error in (one, endless):
        text = (write_report(error, case) or Path()).read_text(encoding="utf-8")
        assert len(text.splitlines()) < 200
    assert " more\n" in text


def test_only_its_owner_may_read_it(folder: Path, case: Path) -> None:
    old = os.umask(0)
    try:
        path = write_report(failed(ValueError()), case)
    finally:
        os.umask(old)
    assert path is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_latest_are_kept_and_nothing_else_is_touched(folder: Path, case: Path) -> None:
    folder.mkdir(parents=True)
    notes = folder / "notes.txt"
    notes.write_text("mine", encoding="utf-8")
    # A clock that was set back: the one just written stays although its name is not the latest.
    ahead = [folder / f"desk-error-2999-01-{day:02}-000000-000000.txt" for day in range(1, 15)]
    for path in ahead:
        path.touch()
    written = [write_report(failed(ValueError()), case) for _ in range(3)]
    left = sorted(folder.glob("desk-error-*"))
    assert len(left) == KEPT
    assert written[-1] in left
    assert set(left) - {written[-1]} == set(ahead[-KEPT + 1 :])
    assert notes.exists()


def test_where_it_cannot_be_written_there_is_none(folder: Path, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("in the way", encoding="utf-8")
    assert write_report(failed(ValueError()), case) is None
    monkeypatch.setattr(report, "state_folder", lambda: None)
    assert write_report(failed(ValueError()), case) is None
    assert "no report of it could be written" in sentence(failed(ValueError()), None, case)


def test_facts_that_cannot_be_told_are_left_open(folder: Path, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "x\x1b]0;owned\x07")
    text = (write_report(failed(ValueError()), case.with_name("gone.db")) or Path()).read_text(encoding="utf-8")
    assert "case: unknown (FileNotFoundError)" in text
    assert all(safe(line) == line for line in text.splitlines())


def test_the_user_is_told_on_one_line_where_it_is(folder: Path, case: Path) -> None:
    try:
        casefile.mark(None, QUOTED, None, reviewer="")  # type: ignore[arg-type]
    except Exception as error:
        told = sentence(error, folder / "desk-error.txt", case)
        assert f"({type(error).__name__} in secondsource{os.sep}casefile" in told
    assert "the report is ~/state/secondsource/reports/desk-error.txt" in told
    assert told.endswith("every recorded verdict is in ~/velm.db")
    assert safe(told) == told
