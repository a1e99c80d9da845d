"""The commands as a user calls them: what they print, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from secondsource import casefile
from secondsource.cli import COMMANDS, main
from secondsource.model import Verdict

STORY = """The mayor of Marl, Ada Quill, said the ferry would run again on Friday.

“We have tested every engine,” Quill told the Marl Gazette.

The ferry stopped on Monday after a fire.
"""


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SECONDSOURCE_REVIEWER", "Ann")
    Path("story.txt").write_text(STORY, encoding="utf-8", newline="")
    return tmp_path


@pytest.fixture
def case(in_folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["add", "case.db", "story.txt", "--outlet", "The Marl Gazette", "--date", "2024-05-01"]) == 0
    capsys.readouterr()
    return Path("case.db")


def ids(case: Path) -> list[str]:
    with casefile.open_case(case) as opened:
        return [claim.claim for claim in casefile.claims(opened)]


def fails(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 2) -> str:
    """Run a command that must fail; return its one line."""
    assert main(arguments) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("secondsource: ")
    assert "Traceback" not in err
    return err


def run(*arguments: str, text: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own."""
    import os

    return subprocess.run(
        [sys.executable, "-m", "secondsource", *arguments],
        input=text.encode(),
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, **environment},
    )


def test_adding_says_what_was_added_and_adding_again_that_it_is_there(capsys) -> None:
    assert main(["add", "case.db", "story.txt"]) == 0
    assert "articles: 1 added with 3 claims" in capsys.readouterr().out
    assert main(["add", "case.db", "story.txt"]) == 0
    assert "articles: 0 added with 0 claims, 1 already there, unchanged" in capsys.readouterr().out


def test_a_folder_is_added_and_a_bad_file_stops_none_of_the_rest(capsys) -> None:
    folder = Path("folder")
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("The mayor said the pier is safe.")
    (folder / "b.txt").write_bytes(b"\xff\xfe\xfa broken")
    (folder / "deep" / "c.txt").write_text("The mayor said the pier is closed.")
    assert main(["add", "case.db", "folder"]) == 2
    out, err = capsys.readouterr()
    assert "articles: 2 added with 2 claims, 1 could not be read" in out
    assert err.count("\n") == 1
    assert "b.txt" in err


def test_standard_input_is_an_article() -> None:
    done = run("add", "case.db", "-", text=STORY)
    assert done.returncode == 0, done.stderr
    assert b"1 added" in done.stdout


def test_what_the_user_knows_of_the_article_is_kept(case: Path) -> None:
    with casefile.open_case(case) as opened:
        claim = next(casefile.claims(opened))
    assert (claim.outlet, claim.published, claim.article) == ("The Marl Gazette", "2024-05-01", "story")


def test_claims_as_json_lines(case: Path, capsys) -> None:
    assert main(["claims", str(case), "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["kind"] for row in rows] == ["indirect", "direct", "narrator"]
    assert rows[0]["source"] == rows[1]["source"] == "Ada Quill"
    assert [STORY[row["start"] : row["end"]] == row["text"] for row in rows] == [True] * 3


def test_claims_as_a_table_and_filtered(case: Path, capsys) -> None:
    assert main(["claims", str(case), "--kind", "direct", "--search", "engine", "--source", "quill"]) == 0
    out = capsys.readouterr().out
    assert "We have tested every engine" in out
    assert "would run again" not in out
    assert "3 claims in the case: 3 open" in out


def test_export_to_standard_output_is_what_claims_prints(case: Path) -> None:
    exported = run("export", str(case), "--format", "csv")
    printed = run("claims", str(case), "--format", "csv")
    assert exported.returncode == printed.returncode == 0
    assert exported.stdout == printed.stdout
    assert exported.stderr == b""


def test_a_mark_is_recorded_and_exported(case: Path, capsys) -> None:
    (first, *_) = ids(case)
    why = ["--because", "The port says Saturday", "--reviewer", "Bo"]
    assert main(["mark", str(case), first[:6], "disputed", *why]) == 0
    assert f"✗ {first} disputed, recorded" in capsys.readouterr().out
    assert main(["export", str(case), "--format", "csv", "-o", "out.csv"]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("", "3 claims written to out.csv\n")
    with Path("out.csv").open(newline="", encoding="utf-8") as file:
        row = next(csv.DictReader(file))
    assert (row["verdict"], row["rationale"], row["reviewer"]) == ("disputed", "The port says Saturday", "Bo")


def test_a_mark_without_a_reason_is_refused(case: Path, capsys) -> None:
    (first, *_) = ids(case)
    assert "--because" in fails(capsys, "mark", str(case), first, "disputed")
    assert "needs a reason" in fails(capsys, "mark", str(case), first, "disputed", "--because", "  ", code=1)
    assert "maybe" in fails(capsys, "mark", str(case), first, "maybe", "--because", "x")
    with casefile.open_case(case) as opened:
        assert casefile.progress(opened).decided == 0


def test_extract_prints_the_contract_s_json_with_offsets_into_the_file(capsys) -> None:
    Path("crlf.txt").write_bytes(STORY.replace("\n", "\r\n").encode())
    assert main(["extract", "crlf.txt", "--format", "jsonl"]) == 0
    found = json.loads(capsys.readouterr().out)
    text = Path("crlf.txt").read_bytes().decode()
    assert found["doc"] == "crlf"
    first = found["attributions"][0]
    assert set(first) == {"source", "cue", "content", "kind", "speaker", "channel", "speech", "confidence"}
    words = {role: " ".join(text[start:end] for start, end in first[role]) for role in ("source", "cue", "content")}
    assert words["cue"] == "said"
    assert words["content"] == "the ferry would run again on Friday"
    assert found["narrator"]


def test_extract_explains_itself_and_writes_brat(capsys) -> None:
    assert main(["extract", "story.txt", "--explain"]) == 0
    assert "why" in capsys.readouterr().out
    assert main(["extract", "story.txt", "--format", "brat"]) == 0
    assert capsys.readouterr().out.startswith("T1\tContent ")
    assert "one article" in fails(capsys, "extract", "story.txt", "story.txt", "--format", "brat")


def test_extract_goes_on_after_a_file_it_cannot_read(capsys) -> None:
    assert main(["extract", "missing.txt", "story.txt", "--format", "jsonl"]) == 2
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert err.count("\n") == 1


def test_an_unknown_engine_is_told(capsys) -> None:
    assert "engine" in fails(capsys, "extract", "story.txt", "--engine", "oracle")


def test_demo_without_a_terminal_prints_the_claims_twice_the_same() -> None:
    first, second = run("demo", "sample.db"), run("demo", "sample.db")
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    out = first.stdout.decode()
    assert "Colonel Wayne Maroto" in out or "Wayne Maroto" in out
    assert out.rstrip().endswith("review sample.db")
    for kind in ("direct", "indirect", "mixed", "narrator"):
        assert f" {kind} " in out, kind


def test_the_desk_needs_a_terminal(case: Path) -> None:
    done = run("review", str(case))
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


def test_a_case_alone_means_review(case: Path) -> None:
    assert run(str(case)).stderr == run("review", str(case)).stderr


def test_doctor_names_the_versions(capsys) -> None:
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out
    for name in ("secondsource", "Python", "textual", "sqlite-utils", "SQLite", "terminal", "encoding"):
        assert name in out


def test_doctor_says_what_is_missing(capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr(
        "secondsource.casefile.sqlite_build", lambda: casefile.Build("3.30.0", "strict tables", mended=False)
    )
    assert main(["doctor"]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert "secondsource[web]" in out
    assert "lacks strict tables" in out


def test_help_names_every_command(capsys) -> None:
    assert main([]) == 0
    out = capsys.readouterr().out
    for name, summary in COMMANDS.items():
        assert name in out
        with pytest.raises(SystemExit) as ended:
            main([name, "--help"])
        assert ended.value.code == 0
        assert summary.split("(")[0][1:20] in capsys.readouterr().out


BAD_CALLS = {
    "a missing case": (["claims", "none.db"], "there is no case none.db"),
    "a missing file": (["add", "new.db", "none.txt"], "none.txt"),
    "an unknown command": (["exprot", "case.db"], "did you mean export?"),
    "a word like no command": (["zzz"], "the commands are"),
    "a date that is none": (["add", "new.db", "story.txt", "--date", "yesterday"], "write it as 2021-06-29"),
    "one title for two": (["add", "new.db", "story.txt", "story.txt", "--title", "x"], "belong to one article"),
    "a text as a case": (["claims", "story.txt"], "is not a case"),
    "a folder as a case": (["claims", "."], "is a folder"),
    "an unknown claim": (["mark", "case.db", "zzzz", "disputed", "--because", "x"], "there is no claim zzzz"),
    "a search for nothing": (["claims", "case.db", "--search", "?!"], "search for words"),
    "an option that is none": (["claims", "case.db", "--colour"], "unrecognized arguments"),
    "no arguments": (["add"], "required"),
    "an empty folder": (["add", "new.db", "empty"], "empty"),
    "an empty file": (["add", "new.db", "empty.txt"], "empty"),
    "a file that is no text": (["add", "new.db", "case.db"], "case.db"),
    "no reviewer": (["mark", "case.db", "x", "disputed", "--because", "x", "--reviewer", " "], "reviewer"),
    "a name with escapes": (["claims", "\x1b[2J.db"], "␛[2J.db"),
}


@pytest.mark.parametrize(("arguments", "message"), BAD_CALLS.values(), ids=BAD_CALLS)
def test_a_bad_call_is_one_line_that_says_what_to_do(arguments: list[str], message: str, case: Path, capsys) -> None:
    Path("empty").mkdir()
    Path("empty.txt").touch()
    before = case.read_bytes()
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert err.count("\n") == 1
    assert message in err
    assert out in {"", "articles: 0 added with 0 claims, 1 could not be read\n"}
    assert not Path("new.db").exists(), "no case is made where nothing could be added"
    assert case.read_bytes() == before


def test_a_reader_that_stops_listening_is_no_error(case: Path) -> None:
    command = [sys.executable, "-m", "secondsource", "claims", case, "--format", "csv"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as writer:
        assert writer.stdout
        assert writer.stderr
        writer.stdout.close()
        assert writer.stderr.read() == b""
    assert writer.returncode == 0


def test_the_verdicts_are_those_of_the_model(case: Path, capsys) -> None:
    for claim, verdict in zip(ids(case), Verdict, strict=True):
        assert main(["mark", str(case), claim, verdict, "--because", "seen"]) == 0
    capsys.readouterr()
    assert main(["claims", str(case), "--format", "csv", "--verdict", "unverified"]) == 0
    assert len(list(csv.reader(io.StringIO(capsys.readouterr().out)))) == 2


def test_starting_the_program_imports_nothing_heavy() -> None:
    code = (
        "import sys; from secondsource.cli import main; main(['claims', 'none.db'])\n"
        "heavy = {'textual', 'sqlite_utils', 'httpx', 'rapidfuzz', 'secondsource.extraction', 'secondsource.reading'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "[]\n"


def test_another_language_is_named_and_goes_on(tmp_path: Path) -> None:
    text = "Die Bürgermeisterin sagte am Montag, die Brücke werde erst im Herbst wieder geöffnet. " * 3
    (tmp_path / "bruecke.txt").write_text(text, encoding="utf-8")
    done = run("extract", "bruecke.txt", "--engine", "rules", "--format", "jsonl")
    assert done.returncode == 0
    assert json.loads(done.stdout)["doc"] == "bruecke"
    assert done.stderr.decode().count("does not look like English") == 1
    added = run("add", "case.db", "bruecke.txt", "--engine", "rules")
    assert added.returncode == 0
    assert added.stderr.decode().count("does not look like English") == 1


def test_another_engine_changes_no_claim_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "gate.txt").write_text("The gate fell, Ada Quill said. She doubts that it was rust.", encoding="utf-8")
    assert run("add", "case.db", "gate.txt", "--engine", "rules").returncode == 0
    before = run("claims", "case.db", "--format", "jsonl").stdout
    claim = json.loads(before.splitlines()[0])["claim"]
    assert run("mark", "case.db", claim, "disputed", "--because", "a photograph").returncode == 0
    marked = run("claims", "case.db", "--format", "jsonl").stdout
    again = run("add", "case.db", "gate.txt")
    assert "already there, unchanged" in again.stdout.decode()
    assert run("claims", "case.db", "--format", "jsonl").stdout == marked != before
