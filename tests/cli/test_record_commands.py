"""The commands that show, copy and sign the record: log, stats, backup, sign-off, search; what add says of changes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import case_of
from secondsource import casefile
from secondsource.casefile.log.seal import seal
from secondsource.cli import COMMANDS, main
from secondsource.model import Verdict

STORY = "Ada Quill said: the ferry ran late.\nThe pier was closed.\na clerk said: nobody was hurt."


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SECONDSOURCE_REVIEWER", "Ann")
    return tmp_path


@pytest.fixture
def uids(in_folder: Path) -> list[str]:
    with case_of(Path("case.db"), STORY) as case:
        return [claim.claim for claim in casefile.claims(case)]


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    """Run a command and return what it printed; nothing on standard error where it goes well."""
    assert main(arguments) == code
    out, err = capsys.readouterr()
    if code:
        assert out == ""
        assert err.count("\n") == 1
        return err
    assert err == ""
    return out


def mark(uid: str, verdict: Verdict, reviewer: str, because: str | None = None) -> None:
    with casefile.open_case(Path("case.db")) as case:
        casefile.mark(case, uid, verdict, reviewer=reviewer, rationale=because)


def test_every_command_has_a_module_and_says_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS:
        with pytest.raises(SystemExit) as left:
            main([name, "--help"])
        assert left.value.code == 0
        assert f"secondsource {name}" in capsys.readouterr().out


def test_the_log_tells_every_decision_in_order_and_ends_with_the_head(uids: list[str], capsys) -> None:
    mark(uids[0], Verdict.DISPUTED, "Ann", "no record of it")
    mark(uids[1], Verdict.CORROBORATED, "Bo")
    with casefile.open_case(Path("case.db")) as case:
        casefile.undo(case, reviewer="Bo")
        head = casefile.head(case)
    case_made, article, dispute, corroborate, undo, last = said(capsys, "log", "case.db").splitlines()
    assert "case made" in case_made
    assert "article, 3 claims" in article
    assert article.endswith("article-1")
    assert "  Ann " in dispute
    assert f"{uids[0]} “the ferry ran late.” · no record of it" in dispute
    assert "✗ disputed" in dispute
    assert "(undone)" not in dispute
    assert "✓ corroborated (undone)" in corroborate
    assert "took back: ✓ corroborated" in undo
    assert last == f"head {head}"
    assert head.startswith("5:")


def test_the_log_of_a_claim_holds_what_concerns_it(uids: list[str], capsys) -> None:
    mark(uids[0], Verdict.DISPUTED, "Ann")
    mark(uids[1], Verdict.CORROBORATED, "Bo")
    lines = said(capsys, "log", "case.db", uids[1][:6]).splitlines()
    assert len(lines) == 2
    assert "  Bo " in lines[0]


def test_the_log_of_a_claim_goes_back_to_the_wording_it_came_from(uids: list[str], capsys) -> None:
    from dataclasses import replace

    from helpers import article
    from secondsource.model import Span

    mark(uids[0], Verdict.DISPUTED, "Ann")
    with casefile.open_case(Path("case.db")) as case:
        one = casefile.describe(case, uids[0])
        (span,) = one.content
        shorter = replace(one, content=(Span(span.start, span.end - 1),))
        event = casefile.revise(case, "edit", article(STORY).sha256, [uids[0]], [shorter], reviewer="Bo")
    (new,) = event.values["in"]
    dispute, edit, _ = said(capsys, "log", "case.db", new).splitlines()
    assert "✗ disputed (on an earlier wording)" in dispute
    assert "edit: 1 claims to 1" in edit
    assert f"{uids[0]} → {new}" in edit
    replaced = said(capsys, "log", "case.db", uids[0])  # a claim that is listed no more still has its history
    assert "earlier wording" not in replaced
    assert "✗ disputed" in replaced


def test_the_log_of_a_claim_goes_back_to_the_earlier_version(uids: list[str], capsys) -> None:
    from helpers import article, extraction

    changed = "Ada Quill said: the ferry ran late.\nThe pier was closed.\na clerk said: two were hurt."
    mark(uids[0], Verdict.DISPUTED, "Ann")
    with casefile.open_case(Path("case.db")) as case:
        casefile.add_article(case, article(changed, "article-1"), extraction(changed))
        now = next(claim.claim for claim in casefile.claims(case) if claim.verdict)
    assert now != uids[0]
    assert "✗ disputed (on an earlier version)" in said(capsys, "log", "case.db", now)


def test_the_log_of_a_claim_names_decisions_on_the_same_claim_of_another_extraction(uids: list[str], capsys) -> None:
    from dataclasses import replace

    from helpers import article, extraction
    from secondsource.model import Span

    found = extraction(STORY)
    first, *rest = found.attributions
    (span,) = first.content
    shorter = replace(
        found, attributions=(replace(first, content=(Span(span.start + 4, span.end),)), *rest), engine="other"
    )
    with casefile.create_case(Path("other.db")) as other:
        casefile.add_article(other, article(STORY, "article-1"), shorter)
        its = next(claim.claim for claim in casefile.claims(other) if claim.text == "ferry ran late.")
        casefile.mark(other, its, Verdict.DISPUTED, reviewer="Bo")
    with casefile.open_case(Path("case.db")) as case:
        casefile.merge(case, Path("other.db"), reviewer="Ann")
    line, _ = said(capsys, "log", "case.db", uids[0]).splitlines()
    assert f"✗ disputed (on another extraction)  {its} “ferry ran late.”" in line


def test_the_log_as_json_lines_can_be_checked_with_other_tools(uids: list[str], capsys) -> None:
    mark(uids[0], Verdict.DISPUTED, "Ann", "“quoted”\nand a second line")
    previous = ""
    for line in said(capsys, "log", "case.db", "--format", "jsonl").splitlines():
        event = json.loads(line)
        its_hash = event.pop("hash")
        assert event["previous"] == previous
        assert seal(*event.values()) == its_hash
        previous = its_hash
    assert json.loads(event["payload"])["rationale"] == "“quoted”\nand a second line"


@pytest.mark.parametrize("command", [["log"], ["claims"], ["stats"], ["search"]])
def test_text_from_outside_reaches_the_terminal_as_signs(uids: list[str], capsys, command: list[str]) -> None:
    with case_of(Path("hostile.db"), "\x1b]0;pwned\x07 said: the [bold]ferry[/] \x1b[2Jran\u202e late.") as case:
        (claim,) = casefile.claims(case)
        casefile.mark(case, claim.claim, Verdict.DISPUTED, reviewer="Ann", rationale="[/] \x1b[31mred\x07")
    out = said(capsys, *command, "hostile.db", *(["ferry"] if command == ["search"] else []))
    assert not set(out) & set("\x1b\x07\u202e\x9b")
    if command != ["stats"]:
        assert "[bold]ferry[/]" in out


def terminal(*arguments: str, columns: int) -> list[str]:
    """Run the program with a terminal of this width for standard output; return the lines, without escapes."""
    import pty
    import re

    leader, follower = pty.openpty()
    import fcntl
    import struct
    import termios

    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns)}
    program = subprocess.Popen(
        [sys.executable, "-m", "secondsource", *arguments], stdout=follower, stderr=follower, env=environment
    )
    os.close(follower)
    shown = io.BytesIO()
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not part:
            break
        shown.write(part)
    os.close(leader)
    assert program.wait(timeout=60) == 0
    return re.sub(r"\x1b\[[0-9;]*m", "", shown.getvalue().decode()).splitlines()


def test_on_a_terminal_a_line_of_the_log_ends_where_the_screen_does(uids: list[str]) -> None:
    mark(uids[0], Verdict.DISPUTED, "Ann", "because " * 30)
    with casefile.open_case(Path("case.db")) as case:
        casefile.note(case, uids[1], "窓" * 90, reviewer="Bo")
    from rich.cells import cell_len

    lines = terminal("log", "case.db", columns=100)
    assert len(lines) == 5
    assert all(cell_len(line) <= 100 for line in lines[:-1])
    assert "the ferry ran late." in lines[2]
    assert lines[2].endswith("…")


def test_stats_as_json_and_for_people_say_the_same(uids: list[str], capsys) -> None:
    for uid, one, other in zip(uids, ("corroborated", "disputed", "disputed"), ("corroborated",) * 3, strict=True):
        mark(uid, Verdict(one), "Ann")
        mark(uid, Verdict(other), "Bo")
    found = json.loads(said(capsys, "stats", "case.db", "--format", "json"))
    assert found["progress"] == {
        "open": 0, "corroborated": 3, "disputed": 0, "unverified": 0, "conflict": 0, "decided": 3, "total": 3,
    }  # fmt: skip
    assert found["pairs"] == [{"one": "Ann", "other": "Bo", "shared": 3, "agreed": 1, "kappa": 0.0}]
    assert found["overall"]["alpha"] == pytest.approx(1 - 5 * 4 / 16)
    assert found["coverage"]["share"] == 1.0
    out = said(capsys, "stats", "case.db")
    assert "3, 3 decided (100%)" in out
    assert "Ann and Bo: the same verdict on 1 of 3 shared claims, Cohen's kappa 0.000" in out
    assert "all reviewers, 3 shared claims: Krippendorff's alpha -0.250" in out


def test_stats_say_where_a_figure_is_undefined(uids: list[str], capsys) -> None:
    assert "no claim is decided by two reviewers yet" in said(capsys, "stats", "case.db")
    mark(uids[0], Verdict.DISPUTED, "Ann")
    mark(uids[0], Verdict.DISPUTED, "Bo")
    assert said(capsys, "stats", "case.db").count("undefined") == 2
    found = json.loads(said(capsys, "stats", "case.db", "--format", "json"))
    assert (found["pairs"][0]["kappa"], found["overall"]["alpha"]) == (None, None)


def test_stats_of_an_empty_case(capsys) -> None:
    casefile.create_case(Path("empty.db")).close()
    assert "claims     0, 0 decided" in said(capsys, "stats", "empty.db")


def test_a_backup_says_what_it_holds_and_a_blind_one_how_to_go_on(uids: list[str], capsys) -> None:
    mark(uids[0], Verdict.DISPUTED, "Ann")
    with casefile.open_case(Path("case.db")) as case:
        head = casefile.head(case)
    assert said(capsys, "backup", "case.db", "copy.db") == f"copy.db: 3 claims, 1 decided, head {head}\n"
    out = said(capsys, "backup", "case.db", "blind.db", "--blind")
    assert "blind.db: 3 claims, 0 decided" in out
    assert "secondsource merge case.db blind.db" in out
    assert "copy.db is there already" in said(capsys, "backup", "case.db", "copy.db", code=2)
    assert "the case itself" in said(capsys, "backup", "case.db", "./case.db", code=2)
    assert "there is no case" in said(capsys, "backup", "none.db", "other.db", code=2)
    assert not Path("other.db").exists()


def test_a_sign_off_is_another_reviewers(uids: list[str], capsys) -> None:
    assert "no verdict to sign off" in said(capsys, "sign-off", "case.db", uids[0], code=1)
    mark(uids[0], Verdict.DISPUTED, "Ann")
    assert "your own" in said(capsys, "sign-off", "case.db", uids[0], code=1)
    out = said(capsys, "sign-off", "case.db", uids[0], "--reviewer", "Bo")
    assert out.startswith(f"✗ {uids[0]} disputed by Ann, signed off, recorded ")
    assert out.endswith(" by Bo\n")
    assert "  Bo " in said(capsys, "log", "case.db", uids[0]).splitlines()[1]


def conflict(uids: list[str]) -> None:
    """Ann disputes the first claim, Bo, who knows nothing of it, corroborates it."""
    with casefile.open_case(Path("case.db")) as case:
        casefile.backup_blind(case, Path("blind.db"))
        casefile.mark(case, uids[0], Verdict.DISPUTED, reviewer="Ann")
        with casefile.open_case(Path("blind.db")) as blind:
            casefile.mark(blind, uids[0], Verdict.CORROBORATED, reviewer="Bo")
        casefile.merge(case, Path("blind.db"), reviewer="Ann")


def test_the_table_of_claims_shows_a_conflict_and_can_list_conflicts_alone(uids: list[str], capsys) -> None:
    conflict(uids)
    _, first, *_, last = said(capsys, "claims", "case.db").splitlines()
    assert f"{uids[0]} ‡ conflict" in first
    assert "disputed by Ann, corroborated by Bo" in first
    assert last.endswith("3 open (1 in conflict), 0 corroborated, 0 disputed, 0 unverified")
    listed = said(capsys, "claims", "case.db", "--verdict", "conflict", "--format", "jsonl").splitlines()
    assert [json.loads(line)["claim"] for line in listed] == [uids[0]]
    assert "contradict each other" in said(capsys, "stats", "case.db")


def test_a_search_over_several_cases_names_the_case_of_each_claim(uids: list[str], capsys) -> None:
    case_of(Path("other.db"), "a deckhand said: the ferry sank.").close()
    one, last = said(capsys, "search", "case.db", "ferr late").splitlines()
    assert one.startswith(f"{uids[0]} · open")
    assert last == "1 claim in case.db with: ferr late"
    first, second, last = said(capsys, "search", "case.db", "other.db", "ferry").splitlines()
    assert first.startswith(f"case.db: {uids[0]}")
    assert second.startswith("other.db: ")
    assert last == "2 claims in 2 cases with: ferry"
    found = [
        json.loads(line)
        for line in said(capsys, "search", "case.db", "other.db", "ferry", "--format", "jsonl").splitlines()
    ]
    assert [(one["case"], one["text"]) for one in found] == [
        ("case.db", "the ferry ran late."), ("other.db", "the ferry sank."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("case.db", "«!»"), "letters or digits"),
        (("none.db", "ferry"), "there is no case none.db"),
        (("case.db",), "TEXT"),
    ],
)
def test_a_search_that_can_not_be_made_says_why(uids: list[str], capsys, arguments: tuple[str, ...], why: str) -> None:
    assert why in said(capsys, "search", *arguments, code=2)


NEWS = """The mayor of Marl, Ada Quill, said the ferry would run again on Friday.

“We have tested every engine,” Quill told the Marl Gazette.

The ferry stopped on Monday after a fire.
"""


def test_adding_a_changed_article_says_what_became_of_the_earlier_one(capsys) -> None:
    Path("story.txt").write_text(NEWS)
    said(capsys, "add", "case.db", "story.txt", "--reviewer", "Cleo")
    with casefile.open_case(Path("case.db")) as case:
        assert [event.actor for event in casefile.log(case) if event.kind == "article"] == ["Cleo"]
        texts = {claim.text: claim.claim for claim in casefile.claims(case)}
    friday = next(uid for text, uid in texts.items() if "Friday" in text)
    tested = next(uid for text, uid in texts.items() if "tested" in text)
    mark(friday, Verdict.DISPUTED, "Ann")
    mark(tested, Verdict.CORROBORATED, "Ann")
    Path("story.txt").write_text(NEWS.replace("Friday", "Sunday"))
    out = said(capsys, "add", "case.db", "story.txt")
    assert "story: a changed version" in out
    assert "2 claims stand (1 with decisions, which count on), 0 are gone, 1 that somebody decided on" in out
    (orphan,) = (line for line in out.splitlines() if line.startswith("  "))
    assert f"{friday} ✗ disputed “" in orphan
    assert "on Friday” · nearest now: “" in orphan
    assert "Sunday" in orphan.split("nearest now")[1]
    listed = said(capsys, "claims", "case.db")
    assert "[not in the newer version of the article]" in listed
