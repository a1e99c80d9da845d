"""The desk in a real pseudo-terminal, from the command line to the CSV on disk."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import article, case_of, extraction, numbered
from secondsource import casefile
from terminal.pseudo import Terminal

Start = Callable[..., Terminal]

FERRY = "Ada Quill said: the ferry ran late.\nThe pier was closed.\nAda Quill said: the pier will open again."
TRAP = (
    "Ada Quill said: \x1b]0;owned\x07 the title.\n"
    "Ada Quill said: \x1b[2J\x1b[31m red and \x9b32m green [/markup] [@click=app.quit]x[/].\n"
    "Ada Quill said: \u202emirrored\u202c and \u200bhidden and \x00nul."
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.db"
    case_of(path, FERRY).close()
    return path


def verdicts(path: Path) -> list[str | None]:
    with casefile.open_case(path) as case:
        return [claim.verdict for claim in casefile.claims(case)]


def test_a_whole_session_ends_in_a_csv(terminal: Start, case: Path) -> None:
    one = terminal("review", case, "--reviewer", "Ana Reyes")
    one.wait("Claims  1 of 3")
    one.send("c")
    one.wait("✓ corroborated · recorded")
    assert verdicts(case) == ["corroborated", None, None]  # on disk once the screen says so
    one.wait("Claims  2 of 3")
    one.send("d")
    one.wait("✗ disputed · recorded")
    one.send("z")
    one.wait("verdict undone · now open")
    one.send("a")
    one.wait("Enter records")
    one.send("the pier log\nsays otherwise\r")  # a line feed is Ctrl-j, a carriage return Enter
    one.wait("rationale recorded")
    one.send("u")
    one.wait("? unverified · recorded")
    one.send("/again\r")
    one.wait("Claims  1 of 1")
    one.send(".")
    one.wait("All 3 claims have a verdict.")
    one.send("\x1b")
    one.wait("Claims  3 of 3")
    one.send("x")
    one.wait("Its name says the format")
    one.send("\r")
    one.wait("3 claims exported to")
    one.send("\x11")
    assert one.leave() == 0
    with case.with_name("case-verdicts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["verdict"] for row in rows] == ["corroborated", "unverified", "unverified"]
    assert rows[1]["rationale"] == "the pier log\nsays otherwise"
    assert {row["reviewer"] for row in rows} == {"Ana Reyes"}


@pytest.mark.parametrize(
    ("width", "height", "look"),
    [
        (80, 24, {}),
        (80, 24, {"NO_COLOR": "1"}),
        (80, 24, {"TERM": "xterm"}),
        (60, 15, {"NO_COLOR": "1"}),
        (200, 60, {"TERM": "xterm"}),
        (200, 60, {"COLORTERM": "truecolor"}),
    ],
)
def test_sizes_and_colours(terminal: Start, case: Path, width: int, height: int, look: dict[str, str]) -> None:
    one = terminal("review", case, width=width, height=height, **look)
    shown = one.wait("▎ Ada Quill said: the ferry")
    assert "Ada Quill" in shown.splitlines()[2]
    assert "0/3" in shown.splitlines()[-2]
    colours = set(re.findall(rb"\x1b\[[0-9;]*m", one.raw))
    codes = {code for sequence in colours for code in sequence[2:-1].split(b";")}
    if "NO_COLOR" in look:
        assert not codes & {b"38", b"48", *(b"%d" % n for n in (*range(30, 38), *range(90, 98)))}
        assert {b"1", b"3", b"4", b"7"} <= codes  # bold, italic, underlined, reverse
    elif look == {"TERM": "xterm"}:
        assert not codes & {b"38", b"48"}  # only the sixteen
        assert b"36" in codes
    elif "COLORTERM" in look:
        assert any(b"38;2;" in sequence for sequence in colours)
    one.send("\x11")
    assert one.leave() == 0


def test_a_terminal_too_small_is_one_line_and_exit_code_2(terminal: Start, case: Path) -> None:
    one = terminal("review", case, width=50, height=20)
    assert one.leave() == 2
    said = " ".join(one.raw.decode().split())
    assert "the terminal is 50x20; the desk needs at least 60x15: enlarge it" in said
    assert "\x1b[?1049h" not in one.raw.decode()  # it never took the screen
    assert said.count("secondsource") <= 1


def test_a_terminal_that_shrinks_and_grows(terminal: Start, case: Path) -> None:
    one = terminal("review", case)
    one.wait("Claims  1 of 3")
    one.resize(40, 10)
    one.wait("This terminal is 40x10.")
    one.resize(100, 30)
    one.wait("Claims  1 of 3")
    one.send("c")
    one.wait("recorded")
    one.send("\x11")
    assert one.leave() == 0


def test_text_from_outside_never_reaches_the_terminal_raw(terminal: Start, tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    trap = article(TRAP, "trap\x1b[5m", title="\x1b]2;owned\x07", outlet="[/x]")
    with case_of(path) as case:
        casefile.add_article(case, trap, extraction(TRAP))
    one = terminal("review", path, width=120, height=40)
    one.wait("␛]0;owned␇")
    one.send("j")
    one.wait("▎ Ada Quill said: ␛[2J")
    one.send("j")
    one.wait("Claims  3 of 3")
    one.send("c")
    one.wait("recorded")
    one.send("\x11")
    assert one.leave() == 0
    text = one.raw.decode()
    for payload in ("\x1b]0;", "\x1b]2;", "\x1b[31m red", "\x1b[5m", "\x00"):
        assert payload not in text
    # What is left are the sequences that Textual itself writes, and printable text.
    sequences = r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|P[^\x1b]*\x1b\\|[()][0-9A-B]|[=>78c])"
    rest = re.sub(sequences, "", text)
    left = {c for c in rest if unicodedata.category(c) in {"Cc", "Cf"} and c not in "\r\n"}
    assert not left


def test_keys_typed_ahead_are_all_handled_in_their_order(terminal: Start, tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    case_of(path, numbered(30)).close()
    one = terminal("review", path)
    one.wait("Claims  1 of 30")
    one.send("jjakept\rcGd/ferry 7\r" + "??U0ggcx")
    one.wait("4/30")
    one.send("\x11")
    assert one.leave() == 0
    with casefile.open_case(path) as case:
        decided = {number: one for number, one in enumerate(casefile.claims(case)) if one.verdict or one.rationale}
    assert {number: one.verdict for number, one in decided.items()} == {
        0: "corroborated", 2: "corroborated", 7: "unverified", 29: "disputed",
    }  # fmt: skip
    assert decided[2].rationale == "kept"


def test_keys_typed_ahead_meet_the_pane_that_the_one_before_opened(terminal: Start, tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    case_of(path, numbered(30)).close()
    one = terminal("review", path)
    one.wait("Claims  1 of 30")
    one.send("\tjjj\rC\rjj")  # the source's third other claim
    one.wait(lambda text: "1/30" in text and "─Claims  4 of 30" in text)
    one.send("\x1b")
    one.wait("━Claims  4 of 30")  # the Escape is one by itself: with a key right after it, it is that key with Alt
    one.send("jC")
    one.wait("2/30")
    one.send("\x11")
    assert one.leave() == 0
    assert [number for number, verdict in enumerate(verdicts(path)) if verdict] == [3, 4]


def test_a_terminal_that_is_gone_ends_the_desk_and_loses_no_verdict(terminal: Start, case: Path) -> None:
    one = terminal("review", case)
    one.wait("Claims  1 of 3")
    one.send("c")
    one.wait("recorded")
    one.hang_up()
    assert verdicts(case) == ["corroborated", None, None]


def test_a_verdict_that_the_screen_calls_recorded_survives_a_kill(terminal: Start, tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    case_of(path, numbered(4)).close()
    for done in range(4):
        one = terminal("review", path)
        one.wait(f"Claims  {done + 1} of 4")
        one.send("u")
        one.wait("recorded")
        one.process.kill()
        one.process.wait()
        assert verdicts(path) == ["unverified"] * (done + 1) + [None] * (3 - done)


def test_keys_typed_ahead_of_a_warning_go_where_they_were_meant_to(terminal: Start, tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    case_of(path, numbered(30)).close()
    (tmp_path / "desk.toml").write_text('warn = ["no-rationale"]')
    one = terminal("review", path, SECONDSOURCE_DESK=str(tmp_path / "desk.toml"))
    one.wait("Claims  1 of 30")
    one.send("cseen the film\rjd" + "jcseen it too\ru")
    one.wait("4/30")
    one.send("\x11")
    assert one.leave() == 0
    marked = {number: verdict for number, verdict in enumerate(verdicts(path)) if verdict}
    assert marked == {0: "corroborated", 2: "disputed", 4: "corroborated", 5: "unverified"}
