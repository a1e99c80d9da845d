"""Claims by their words, in one case or in many."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from helpers import article, case_of, extraction
from secondsource import casefile
from secondsource.cli import main
from secondsource.model import Claim, Verdict

TEXTS = {
    "a": "Ada Quill said: the ferry ran late.\nThe pier was closed.",
    "b": "a clerk said: the ferries burned.\nThe bells rang.",
    "c": "The bells of Marl rang.",
}


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    monkeypatch.chdir(tmp_path)
    Path("cases").mkdir()
    made = {name: Path("cases", f"{name}.db") for name in TEXTS}
    for name, path in made.items():
        case_of(path, TEXTS[name]).close()
    return made


def search(capsys: pytest.CaptureFixture[str], *words: object, code: int = 0) -> tuple[list[str], list[str]]:
    """Lines on standard output and on standard error."""
    assert main(["search", *map(str, words)]) == code
    out, err = capsys.readouterr()
    return out.splitlines(), err.splitlines()


def test_one_case(cases: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    with casefile.open_case(cases["a"]) as case:
        ferry, _ = casefile.claims(case)
        casefile.mark(case, ferry.claim, Verdict.DISPUTED, reviewer="Ann")
    (line, last), _ = search(capsys, cases["a"], "ferr")
    assert line.startswith(ferry.claim)
    assert "disputed" in line
    assert line.endswith("the ferry ran late.")
    assert last == "1 claim in cases/a.db with: ferr"
    ((last,), _) = search(capsys, cases["a"], "zeppelin")
    assert last == "0 claims in cases/a.db with: zeppelin"


@pytest.mark.parametrize("given", [["cases"], ["cases/a.db", "cases/b.db", "cases/c.db"], ["cases", "cases/b.db"]])
def test_many_cases_are_searched_in_order_each_once(
    cases: dict[str, Path], capsys: pytest.CaptureFixture[str], given: list[str]
) -> None:
    (*lines, last), _ = search(capsys, *given, "rang")
    assert [line.partition(": ")[0] for line in lines] == ["cases/b.db", "cases/c.db"]
    assert last == "2 claims in 3 cases with: rang"
    lines, _ = search(capsys, *given, "ferr", "--format", "jsonl")
    rows = [json.loads(line) for line in lines]
    assert [(row["case"], row["text"]) for row in rows] == [
        ("cases/a.db", "the ferry ran late."),
        ("cases/b.db", "the ferries burned."),
    ]
    with casefile.open_case(cases["a"]) as case:
        assert rows[0]["claim"] == next(casefile.claims(case)).claim


def test_a_folder_stands_for_the_cases_in_it_and_for_nothing_else(
    cases: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("cases/notes.txt").write_text("ferry")
    Path("cases/text.db").write_text("ferry")
    with closing(sqlite3.connect("cases/other.db")) as other:
        other.execute("create table ferry (ferry)")
    Path("cases/folder.db").mkdir()
    (*_, last), err = search(capsys, "cases", "ferry")
    assert last == "2 claims in 3 cases with: ferry"
    assert err == []
    Path("empty").mkdir()
    out, (err_line,) = search(capsys, "empty", "ferry", code=2)
    assert out == []
    assert err_line == "secondsource: empty is a folder; name a case file, such as empty/case.db"


def test_what_cannot_be_used_is_told_in_a_line_and_the_others_are_searched(
    cases: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(cases["a"], "cases/a-old.db")
    with closing(sqlite3.connect("cases/a-old.db")) as old:
        old.execute("pragma user_version = 5")
    old_bytes = Path("cases/a-old.db").read_bytes()
    broken = bytearray(cases["a"].read_bytes())
    broken[4096:] = b"\xff" * len(broken[4096:])
    Path("cases/a-broken.db").write_bytes(broken)
    Path("cases/a-link.db").symlink_to("a.db")
    (*lines, last), err = search(capsys, "missing.db", "cases", "ferr", code=2)
    assert [line.partition(": ")[0] for line in lines] == ["cases/a.db", "cases/b.db"]
    assert last == "2 claims in 3 cases with: ferr"
    for line, says in zip(err, ("missing.db", "is damaged", "is a link", "older secondsource; open it"), strict=True):
        assert line.startswith("secondsource: ")
        assert says in line
    assert Path("cases/a-old.db").read_bytes() == old_bytes


def test_nothing_is_changed_by_a_search(cases: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in cases.values()}
    with casefile.open_case(cases["a"]) as case, case.write():  # a writer does not hold it up
        search(capsys, "cases", "ferry")
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in cases.values()} == before


def test_what_another_program_wrote_last_is_found_and_left_where_it_is(cases: dict[str, Path], capsys) -> None:
    path = next(iter(cases.values()))
    with casefile.open_case(path) as writing:  # its last words are in the log beside the file
        text = "Ada Quill said: the zeppelin landed."
        casefile.add_article(writing, article(text), extraction(text))
        assert main(["search", str(path), "zeppelin"]) == 0
        assert "the zeppelin landed" in capsys.readouterr().out
        assert path.with_name(path.name + "-wal").stat().st_size


def test_words_without_letters_are_told_once(cases: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    out, (line,) = search(capsys, "cases", " -- ", code=2)
    assert out == []
    assert "letters or digits are needed" in line


def test_a_limit_ends_the_search_before_the_next_case_is_opened(
    cases: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    (line, last), err = search(capsys, "--limit", "1", "cases", "missing.db", "ferr")
    assert line.startswith("cases/a.db: ")
    assert last == "1 claim in 1 case with: ferr, and maybe more: this is --limit"
    assert err == []
    lines, _ = search(capsys, "--limit", "3", "cases", "ferr", "--format", "jsonl")
    assert len(lines) == 2
    for wrong in ("0", "-1", "x"):
        assert main(["search", "--limit", wrong, "cases", "ferr"]) == 2
        assert "no number of claims" in capsys.readouterr().err


def test_each_claim_is_printed_before_the_next_is_looked_for(
    cases: dict[str, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    find = casefile.claims
    printed = []

    def watched(*wanted: object) -> Iterator[Claim]:
        for claim in find(*wanted):  # type: ignore[arg-type]
            yield claim
            printed.append(claim.claim in capsys.readouterr().out)

    monkeypatch.setattr(casefile, "claims", watched)
    assert main(["search", "cases", "the"]) == 0
    assert printed == [True] * 5


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems limit how many files a process may have open")
def test_more_cases_than_files_can_be_open_at_once(cases: dict[str, Path]) -> None:
    for number in range(40):
        os.link(cases["b"], f"cases/more-{number:02}.db")
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_NOFILE, (24, 24)); "
        "from secondsource.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "search", "cases", "ferr"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("42 claims in 43 cases with: ferr\n")
