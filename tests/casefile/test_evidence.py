"""What evidence stands on a claim, whoever attached, corrected or withdrew it, wherever, and in what order it came."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
import subprocess
import sys
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import article, case_of, extraction, numbers, state
from secondsource import casefile
from secondsource.casefile import Case
from secondsource.model import Refused, Span, Stance, UnusableInput

TEXT = "Ada Quill said: drones fly.\nAn official said: the pier moved."
ADDED = {"reviewer": "Ann", "stance": Stance.SUPPORTS, "name": "speech"}


@pytest.fixture
def case(tmp_path: Path):
    with case_of(tmp_path / "case.db", TEXT) as made:
        yield made


def uids(case: Case) -> list[str]:
    return [claim.claim for claim in casefile.claims(case)]


def lines(case: Case, number: int) -> tuple[str, ...]:
    return casefile.detail(case, number).claim.evidence


def test_a_piece_comes_back_as_it_was_given(case: Case) -> None:
    one = uids(case)[0]
    fetched = {"address": "https://example.org/speech", "redirects": [{"status": 301}], "at": "☂"}
    event = casefile.attach(
        case, one, b"\x00%PDF", **ADDED, url="https://example.org/speech", text="Drones\nfly.", passage="fly",
        primary=True, span=Span(7, 10), fetched=fetched, content_type="application/pdf", read_by="pypdf 5",
        marks=((0, "page 1"),),
    )  # fmt: skip
    number = numbers(case)[0]
    (piece,) = casefile.evidence_on(case, number)
    assert (piece.uid, piece.claim, piece.article, piece.reviewer, piece.at) == (event.uid, one, 1, "Ann", event.at)
    assert casefile.copy_of(case, piece.sha256) == b"\x00%PDF"
    assert (piece.size, piece.sha256) == (5, hashlib.sha256(b"\x00%PDF").hexdigest())
    assert casefile.text_of(case, piece) == "Drones\nfly."
    assert (piece.passage, piece.span, piece.marks) == ("fly", Span(7, 10), ((0, "page 1"),))
    assert (piece.fetched, piece.content_type, piece.read_by, piece.primary) == (
        fetched, "application/pdf", "pypdf 5", True
    )  # fmt: skip
    assert lines(case, number) == ("supports (primary source): https://example.org/speech",)
    assert list(casefile.all_evidence(case)) == [piece]
    assert casefile.primaries(case, number) == (piece,)
    assert casefile.primaries(case, numbers(case)[1]) == (), "another source's claim"


def test_what_is_no_evidence_is_refused_and_leaves_nothing(case: Case) -> None:
    one = uids(case)[0]
    before = state(case)
    for content, more, why in (
        (b"", {}, "is empty"),
        (b"x", {"text": "half \ud800"}, "half a character"),
        (b"x", {"url": "https://\ud800"}, "half a character"),
        (b"x", {"passage": "p" * 20_001}, "at most 20,000"),
    ):
        with pytest.raises(UnusableInput, match=why):
            casefile.attach(case, one, content, **ADDED, **more)
    with pytest.raises(UnusableInput, match="no claim"):
        casefile.attach(case, "a" * 12, b"x", **ADDED)
    with pytest.raises(UnusableInput, match="no evidence"):
        casefile.correct_evidence(case, "x", reviewer="Ann", stance=None, primary=False, passage=None)
    with pytest.raises(UnusableInput, match="no copy"):
        casefile.copy_of(case, "0" * 64)
    assert state(case) == before


def test_what_was_corrected_or_taken_back_is_not_corrected_again(case: Case) -> None:
    one = uids(case)[0]
    first = casefile.attach(case, one, b"x", **ADDED)
    second = casefile.correct_evidence(
        case, first.uid, reviewer="Bo", stance=Stance.REFUTES, primary=False, passage=None
    )
    say = {"reviewer": "Cy", "stance": Stance.CONTEXT, "primary": True, "passage": None}
    with pytest.raises(Refused, match="meanwhile"):
        casefile.correct_evidence(case, first.uid, **say)
    casefile.undo(case, reviewer="Bo")
    with pytest.raises(Refused, match="meanwhile"):
        casefile.correct_evidence(case, second.uid, **say)
    third = casefile.correct_evidence(case, first.uid, **say)
    (piece,) = casefile.evidence_on(case, numbers(case)[0])
    assert (piece.uid, piece.stance, piece.sha256) == (third.uid, Stance.CONTEXT, first.values["sha256"])
    withdrawn = casefile.correct_evidence(case, third.uid, **{**say, "stance": None})
    assert casefile.evidence_on(case, numbers(case)[0]) == ()
    with pytest.raises(Refused, match="meanwhile"):
        casefile.correct_evidence(case, withdrawn.uid, **say)


def test_evidence_on_an_earlier_version_is_corrected_on_the_newer(case: Case) -> None:
    first = casefile.attach(case, uids(case)[0], b"x", **ADDED)
    changed = f"{TEXT}\nThe bells rang."
    casefile.add_article(case, article(changed, "article-1"), extraction(changed))
    number = numbers(case)[0]
    assert [piece.uid for piece in casefile.evidence_on(case, number)] == [first.uid]
    corrected = casefile.correct_evidence(
        case, first.uid, reviewer="Bo", stance=Stance.REFUTES, primary=False, passage=None
    )
    (piece,) = casefile.evidence_on(case, number)
    assert (piece.uid, piece.claim) == (corrected.uid, uids(case)[0])
    assert lines(case, number) == ("refutes: speech",)
    assert list(casefile.verify(case)) == []
    casefile.undo(case, reviewer="Bo")
    assert lines(case, number) == ("supports: speech",)


def test_of_several_copies_of_one_text_the_nearest_counts(tmp_path: Path) -> None:
    texts = ("Ada Quill said: drones fly.\nAda Quill said: the pier moved.", "Ada Quill said: rain is due.")
    with case_of(tmp_path / "near.db", *texts) as case:
        drones, pier, rain = numbers(case)
        told = {**ADDED, "text": "I said that.", "primary": True}
        on_drones, on_pier, on_rain = (casefile.attach(case, uid, b"x", **told).uid for uid in uids(case))
        assert [casefile.primaries(case, number)[0].uid for number in (drones, pier, rain)] == [
            on_drones, on_pier, on_rain
        ]  # fmt: skip
        casefile.correct_evidence(case, on_drones, reviewer="Ann", stance=None, primary=True, passage=None)
        assert [piece.uid for piece in casefile.primaries(case, drones)] == [on_pier], "of its article, not the newest"


# What two reviewers do to the evidence on two claims, here or in the other's file; "settle" brings both together.
steps = st.lists(
    st.tuples(
        st.sampled_from(["attach", "correct", "withdraw", "undo", "redo", "merge"]),
        st.integers(0, 1), st.integers(0, 1), st.integers(0, 5),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=25)
@given(steps)
def test_two_files_with_evidence_amount_to_the_same_in_any_order(history: list[tuple[str, int, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("one.db", "other.db")]
        with case_of(paths[0], TEXT) as case:
            casefile.backup(case, paths[1])
        cases = [casefile.open_case(path) for path in paths]
        for each in cases:
            each.connection.execute("pragma synchronous = off")
        for what, where, claim, which in history:
            case, reviewer = cases[where], ("Ann", "Bo")[where]
            number = numbers(case)[claim]
            pieces = casefile.evidence_on(case, number)
            try:
                if what == "attach":
                    casefile.attach(
                        case, uids(case)[claim], bytes([which]), reviewer=reviewer, stance=list(Stance)[which % 3],
                        name=f"piece {which}", primary=which % 2 == 0, text="read" if which > 2 else None,
                    )  # fmt: skip
                elif what in {"correct", "withdraw"} and pieces:
                    stance = None if what == "withdraw" else list(Stance)[which % 3]
                    casefile.correct_evidence(
                        case, pieces[which % len(pieces)].uid, reviewer=reviewer, stance=stance, primary=which > 2,
                        passage=f"words {which}",
                    )  # fmt: skip
                elif what == "undo":
                    casefile.undo(case, reviewer=reviewer)
                elif what == "redo":
                    casefile.redo(case, reviewer=reviewer)
                elif what == "merge":
                    casefile.merge(case, paths[1 - where], reviewer=reviewer)
            except Refused:
                continue
        for each in cases:
            each.close()
        assert ends(folder, paths) == 1


def ends(folder: str, paths: list[Path]) -> int:
    """Return to how many states the files come, merged in either order."""
    found = set()
    for place, (first, second) in enumerate(permutations(paths)):
        into = Path(folder) / f"both-{place}.db"
        shutil.copy(first, into)
        with casefile.open_case(into) as case:
            casefile.merge(case, second, reviewer="Cy")
            assert list(casefile.verify(case)) == []
            standing = []
            for number in numbers(case):
                pieces = casefile.evidence_on(case, number)
                expected = [
                    f"{piece.stance}{' (primary source)' if piece.primary else ''}: {piece.name}" for piece in pieces
                ]
                assert list(lines(case, number)) == expected, "what is listed is what stands"
                assert all(piece.stance for piece in pieces)
                standing.append([(piece.uid, piece.passage, piece.primary, piece.stance) for piece in pieces])
            found.add(json.dumps(standing))
    return len(found)


KILLED = """
import os, pathlib, signal, sys
from secondsource import casefile
from secondsource.casefile.state import standing
from secondsource.casefile.acts import decisions
from secondsource.model import Stance
def dying(*given, **named):
    os.kill(os.getpid(), signal.SIGKILL)
decisions.{name} = dying
case = casefile.open_case(pathlib.Path(sys.argv[1]))
uid = next(casefile.claims(case)).claim
casefile.attach(case, uid, b"the speech", reviewer="Ann", stance=Stance.SUPPORTS, name="speech", text="read")
"""


@pytest.mark.parametrize("name", ["decide_over", "stand"])
def test_killed_while_it_is_attached_nothing_of_it_is_there(case: Case, name: str) -> None:
    before = state(case)
    code = KILLED.format(name=name)
    killed = subprocess.run([sys.executable, "-c", code, case.path], check=False, capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert state(case) == before
    assert list(casefile.verify(case)) == []
