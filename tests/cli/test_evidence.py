"""``secondsource evidence`` as a user calls it, ``mark --despite``, and what ``log`` says of both."""

from __future__ import annotations

import functools
import hashlib
import http.server
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers import case_of, decided
from secondsource import casefile, intake
from secondsource.cli import main
from secondsource.model import Span, Stance, Verdict
from secondsource.reading.guard import Guard

FERRY, PIER = "the ferry was closed for 12 days after the fire.", "the pier will be open by noon."
STORY = f"Ada Quill said: {FERRY}\nAda Quill said: {PIER}"
SPEECH = "Good morning. The ferry was closed for 14 days after the fire. The pier will be open by noon, I hope."


@pytest.fixture(autouse=True)
def claim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SECONDSOURCE_REVIEWER", "Ann")
    Path("speech.txt").write_text(SPEECH)
    with case_of(Path("case.db"), STORY) as case:
        return next(casefile.claims(case)).claim


def run(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[list[str], str]:
    """Run a command; return the lines it printed, and what it said on standard error."""
    assert main(["evidence", "case.db", *arguments]) == code
    out, err = capsys.readouterr()
    assert err.count("\n") <= 1
    return out.splitlines(), err


def pieces() -> tuple[casefile.Evidence, ...]:
    with casefile.open_case(Path("case.db"), reading=True) as case:
        assert list(casefile.verify(case)) == []
        return tuple(casefile.all_evidence(case))


def test_a_file_is_kept_read_and_held_against_the_claim_at_once(claim: str, capsys) -> None:
    out, err = run(capsys, claim[:6], "speech.txt", "--stance", "refutes", "--primary")
    (piece,) = pieces()
    digest = hashlib.sha256(SPEECH.encode()).hexdigest()
    kept, listed, passage, holds = out
    assert kept == f"kept {digest[:12]} ({len(SPEECH)} bytes), recorded {piece.at} by Ann"
    assert listed.startswith("refutes · primary source · speech.txt · ")
    assert passage == "   “The ferry was closed for 14 days after the fire.”"
    check, _, _ = holds.partition(": ")
    assert check == "altered"
    assert holds.endswith("“14” became “12”")
    assert err == ""
    assert (piece.sha256, piece.size, piece.primary) == (digest, len(SPEECH), True)
    assert SPEECH[slice(*piece.span)] == piece.passage
    assert run(capsys, claim) == ([f"1  {listed}", passage], "")
    with casefile.open_case(Path("case.db")) as case:
        (marked,) = casefile.claims(case, casefile.Filter(finding="unfaithful"))
        assert marked.claim == claim


def test_what_is_kept_is_corrected_and_withdrawn_by_its_number(claim: str, capsys) -> None:
    run(capsys, claim, "speech.txt", "--stance", "refutes", "--primary")
    Path("photo.bin").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    run(capsys, claim, "photo.bin", "--stance", "context")
    out, err = run(
        capsys, claim, "--correct", "1", "--stance", "context", "--no-primary", "--passage", "THE  pier will"
    )
    assert out[0].startswith("corrected, recorded ")
    assert err == ""
    photo, speech = pieces()
    assert (speech.stance, speech.primary, speech.passage) == (Stance.CONTEXT, False, "The pier will")
    assert speech.span == Span(63, 76)
    assert photo.text is None
    out, err = run(capsys, claim, "--correct", "2", "--passage", "geese read maps")
    assert err == "secondsource: the passage does not stand in the text of the copy in these words\n"
    out, err = run(capsys, claim, "--withdraw", "2")
    assert out[0].startswith("withdrawn, recorded ")
    assert [piece.name for piece in pieces()] == ["photo.bin"]
    for number in ("0", "2", "-1"):
        _, err = run(capsys, claim, f"--withdraw={number}", code=2)
        assert f"{number} is none of the 1 pieces on this claim" in err
    assert main(["log", "case.db", claim]) == 0
    log = [line for line in capsys.readouterr().out.splitlines() if "evidence" in line]
    assert ["evidence: refutes (primary)" in log[0], "evidence: context" in log[1]] == [True, True]
    assert "evidence corrected: context" in log[2]
    assert "“The pier will”" in log[2]
    assert "evidence withdrawn" in log[4]


def test_a_passage_that_is_not_there_is_kept_and_said(claim: str, capsys) -> None:
    out, err = run(capsys, claim, "speech.txt", "--stance", "supports", "--passage", "geese read maps")
    assert err == "secondsource: the passage does not stand in the text of the copy in these words\n"
    assert out[0].startswith("kept ")
    (piece,) = pieces()
    assert (piece.passage, piece.span) == ("geese read maps", None)


def test_what_can_not_be_kept_gets_one_line_and_the_claim_is_untouched(claim: str, capsys) -> None:
    Path("empty.txt").touch()
    Path("folder").mkdir()
    for arguments, why in (
        (("speech.txt",), "--stance supports|refutes|context"),
        (("empty.txt", "--stance", "supports"), "empty"),
        (("folder", "--stance", "supports"), "folder"),
        (("missing.txt", "--stance", "supports"), "missing.txt"),
        (("http://127.0.0.1:9/", "--stance", "supports"), "127.0.0.1"),
        (("http://localhost/", "--stance", "supports"), "localhost"),
        (("http://[::ffff:10.0.0.1]/", "--stance", "supports"), "10.0.0.1"),
        (("http://0x7f000001/", "--stance", "supports"), ""),
        (("speech.txt", "--withdraw", "1"), "at a time"),
        (("--correct", "1", "--withdraw", "1"), "at a time"),
    ):
        out, err = run(capsys, claim, *arguments, code=2)
        assert (out, err.count("\n")) == ([], 1), arguments
        assert err.startswith("secondsource: ")
        assert why in err
    assert run(capsys, claim) == ([], "")
    assert pieces() == ()
    with casefile.open_case(Path("case.db")) as case:
        assert decided(case) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_a_file_that_can_not_be_read_gets_one_line(claim: str, capsys) -> None:
    Path("speech.txt").chmod(0)
    _, err = run(capsys, claim, "speech.txt", "--stance", "supports", code=2)
    assert "speech.txt" in err


def test_a_case_that_can_only_be_read_is_told_before_anything_is_fetched(
    claim: str, capsys, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place = tmp_path / "disk"
    place.mkdir()
    if not shutil.which("mount"):
        pytest.skip("no read-only disk can be mounted here: there is no mount command")
    made = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", place], capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.skip(f"no read-only disk can be mounted here: {made.stderr.strip()}")
    try:
        shutil.copy("case.db", place)
        subprocess.run(["mount", "-o", "remount,ro", place], check=True)
        monkeypatch.setattr(intake, "read_evidence", lambda *_, **__: pytest.fail("it was read"))
        case = str(place / "case.db")
        assert main(["evidence", case, claim, "speech.txt", "--stance", "supports"]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert "can only be read here" in err
        assert main(["evidence", case, claim]) == 0
        assert main(["examine", case]) == 2
        assert "can only be read here" in capsys.readouterr().err
        assert main(["examine", case, claim]) == 0, "looking needs no writing"
    finally:
        subprocess.run(["umount", "-l", place], check=True)


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server on loopback that only a guard lets through which this test gives."""
    from secondsource import reading
    from secondsource.reading import polite

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/speech"
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(SPEECH.encode() if found else b"")

        def log_message(self, *_: object) -> None:
            pass

    polite._known.clear()
    polite._next_turn.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        guard = Guard(allow=frozenset({("127.0.0.1", server.server_port)}), seconds_between=0)
        monkeypatch.setattr(reading, "fetch_copy", functools.partial(reading.fetch_copy, guard=guard))
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_what_stands_at_an_address_is_kept_with_how_it_came(claim: str, capsys, address: str) -> None:
    out, err = run(capsys, claim, f"{address}/speech", "--stance", "supports")
    assert err == "", "no progress without a terminal"
    (piece,) = pieces()
    assert (piece.url, piece.fetched["status"]) == (f"{address}/speech", 200)
    assert out[1].startswith(f"supports · {address}/speech · ")
    _, err = run(capsys, claim, f"{address}/missing", "--stance", "supports", code=2)
    assert "404" in err
    assert len(pieces()) == 1


def test_a_warning_is_told_and_its_reason_logged_and_exported(claim: str, capsys) -> None:
    mark = ["mark", "case.db", claim, "corroborated", "--because", "the log says so"]
    assert main(mark) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"✓ {claim} corroborated, recorded ")
    assert err == (
        "secondsource: recorded, but it has a single origin, no primary source attached; "
        'say why all the same: --despite "…"\n'
    )
    assert main([*mark, "--despite", "=nobody else was there"]) == 0
    _, err = capsys.readouterr()
    assert err == "secondsource: recorded, but it has a single origin, no primary source attached\n"
    assert main(["mark", "case.db", claim, "disputed", "--because", "no"]) == 0
    assert capsys.readouterr().err == "", "only what is called corroborated is warned of"
    assert main(["log", "case.db", claim]) == 0
    first, second, third, _ = capsys.readouterr().out.splitlines()
    warned = "despite a single origin, no primary source attached: "
    assert first.endswith(f"the log says so · {warned}no reason given")
    assert second.endswith(f"{warned}=nobody else was there")
    assert "despite" not in third
    assert main(["claims", "case.db", "--finding", "overridden"]) == 0
    assert "2 claims in the case" in capsys.readouterr().out.splitlines()[0]
    with casefile.open_case(Path("case.db")) as case:
        casefile.undo(case, reviewer="Ann")
    for how in ("csv", "jsonl"):
        assert main(["claims", "case.db", "--finding", "overridden", "--format", how]) == 0
        exported = capsys.readouterr().out
        assert "corroborated despite single-origin, no-primary-source: =nobody else was there" in exported
        assert Verdict.CORROBORATED in exported
