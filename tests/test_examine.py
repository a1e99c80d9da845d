"""Findings are a function of the case: in whatever order it grew and was examined, it holds the same ones."""

from __future__ import annotations

import contextlib
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examining import SPEECH, add, do_all, examine_all, fresh, histories, kept
from helpers import case_of, numbers
from secondsource import casefile, examine, intake
from secondsource.casefile import Case, findings
from secondsource.examine.kept import examined
from secondsource.model import Check, SourceType, Stance, UnusableInput, Verdict

_ABOUT = "select claim, other from finding union select claim, null from examined"


@settings(max_examples=40)
@given(histories, st.randoms(use_true_random=False))
def test_a_case_that_grew_holds_what_examining_it_from_nothing_finds(history: list, chance: Random) -> None:  # type: ignore[type-arg]
    with fresh() as case:
        do_all(case, history)
        about = {number for pair in case.connection.execute(_ABOUT) for number in pair if number is not None}
        assert about <= set(numbers(case)), "nothing is kept that is about what is listed no more"
        examine_all(case, chance)
        grown = kept(case)
        assert [number for number, *_ in grown["examined"]] == numbers(case)
        assert list(casefile.verify(case)) == []
        casefile.forget_findings(case)
        assert kept(case) == {"examined": [], "finding": []}
        examine_all(case)
        assert kept(case) == grown
        pairs = {(one, other) for one, _, _, _, _, other, *_ in grown["finding"] if other is not None}
        assert pairs == {(other, one) for one, other in pairs}, "what is found of two claims is kept at both"


BLAST, BESIDE, RAIN, AGAIN = (
    "Ada Quill said: at least 70 people were hurt in the blast at Marl.",
    "An official said: more than 20 people were hurt in the blast at Marl.",
    "A clerk said: rain is due over the hills.",
    "Ada Quill said: the bells will ring at noon.",
)


@pytest.fixture
def four(tmp_path: Path) -> Iterator[Case]:
    """Four claims, of which the first two are beside each other, and the first and the last of one source."""
    with case_of(tmp_path / "case.db", BLAST, BESIDE, RAIN, AGAIN) as case:
        examine_all(case)
        yield case


def waits(case: Case) -> list[str]:
    """The first words of the claims that are yet to be examined."""
    said = casefile.said(case, examine.waiting(case))
    return [" ".join(one.text.split()[:2]) for one in said.values()]


def uid_of(case: Case, number: int) -> str:
    return casefile.detail(case, number).claim.claim


def attach(case: Case, number: int, **more: object) -> casefile.Event:
    given_ = {"reviewer": "Ann", "stance": Stance.SUPPORTS, "name": "speech", "text": SPEECH, **more}
    return casefile.attach(case, uid_of(case, number), SPEECH.encode(), **given_)  # type: ignore[arg-type]


def correct(case: Case, number: int, **more: object) -> casefile.Event:
    (piece,) = casefile.evidence_on(case, number)
    given_ = {"reviewer": "Bo", "stance": Stance.SUPPORTS, "primary": True, "passage": "the quay", **more}
    return casefile.correct_evidence(case, piece.uid, **given_)  # type: ignore[arg-type]


BOTH, HERS, RAINS = ["at least", "more than"], ["at least", "more than", "the bells"], ["rain is"]


def test_only_what_is_touched_and_what_is_beside_it_is_examined_afresh(four: Case) -> None:
    blast, beside, rain, bells = numbers(four)
    assert waits(four) == []
    about = {kept.other for kept in casefile.findings_on(four, blast).findings}
    assert about == {beside}, "or this test says nothing"

    def sha256(number: int) -> str:
        return casefile.article_sha256(four, number >> 32)

    def after(act: Callable[[], object], expected: list[str]) -> None:
        act()
        assert waits(four) == expected
        grown = examine_all(four)
        assert grown is None
        assert waits(four) == []

    hers, _, clerks = (key for (key,) in four.connection.execute("select key from source order by id"))
    named = {"reviewer": "Ann", "type": SourceType.NAMED, "role": None, "affiliation": None}
    after(lambda: casefile.mark(four, uid_of(four, blast), Verdict.DISPUTED, reviewer="Ann"), [])
    after(lambda: casefile.note(four, uid_of(four, blast), "call her", reviewer="Ann"), [])
    after(lambda: casefile.rename_source(four, clerks, name="Odo Pell", **named), RAINS)
    after(lambda: casefile.rename_source(four, hers, name="Dame Ada", **named), HERS)
    after(lambda: casefile.rename_source(four, hers, name="Dame Ada", terms="on background", **named), [])
    after(lambda: casefile.undo(four, reviewer="Ann"), [])
    after(lambda: casefile.undo(four, reviewer="Ann"), HERS)
    after(lambda: casefile.join_sources(four, [hers, clerks], hers, reviewer="Ann"), RAINS)
    after(lambda: casefile.undo(four, reviewer="Ann"), RAINS)
    after(lambda: attach(four, rain), RAINS)
    after(lambda: attach(four, blast), BOTH)  # no primary source: no other claim of hers is held against it
    after(lambda: casefile.undo(four, reviewer="Ann"), BOTH)
    after(lambda: attach(four, bells, primary=True), HERS[:1] + HERS[2:])
    after(lambda: correct(four, bells), HERS[:1] + HERS[2:])  # what is listed reads the same: the event is another
    after(lambda: casefile.undo(four, reviewer="Bo"), HERS[:1] + HERS[2:])
    after(lambda: casefile.redo(four, reviewer="Bo"), HERS[:1] + HERS[2:])
    after(lambda: correct(four, rain, stance=None), RAINS)
    after(lambda: casefile.revise(four, "remove", sha256(beside), [uid_of(four, beside)], [], reviewer="Ann"), BOTH[:1])
    after(lambda: casefile.undo(four, reviewer="Ann"), BOTH[1:])
    described = replace(casefile.describe(four, uid_of(four, blast)), channel="tweet")
    after(
        lambda: casefile.revise(four, "edit", sha256(blast), [uid_of(four, blast)], [described], reviewer="Ann"), BOTH
    )
    after(lambda: casefile.undo(four, reviewer="Ann"), BOTH)
    changed = f"{BLAST}\nNobody else spoke of it."
    after(lambda: add(four, changed, name="article-1"), ["more than", "at least", "Nobody else"])
    after(lambda: add(four, "A guest said: soup was cold."), ["soup was"])


def test_a_merge_has_examined_afresh_what_it_touches(four: Case) -> None:
    blind = four.path.with_name("blind.db")
    casefile.backup(four, blind)
    with casefile.open_case(blind) as other:
        assert waits(other) == [], "a copy keeps the findings"
        attach(other, numbers(other)[2], primary=True)
        casefile.mark(other, uid_of(other, numbers(other)[0]), Verdict.DISPUTED, reviewer="Bo")
    casefile.merge(four, blind, reviewer="Ann")
    assert waits(four) == RAINS


def test_a_merge_that_brings_another_outlet_and_date_has_its_claims_examined_afresh(tmp_path: Path) -> None:
    earlier, later = tmp_path / "earlier.db", tmp_path / "later.db"
    with casefile.create_case(earlier) as case:
        add(case, BLAST, "The Osk Courier", "blast")
    with case_of(later, BLAST, BESIDE, RAIN) as case:
        examine_all(case)
        casefile.merge(case, earlier, reviewer="Ann")
        assert waits(case) == BOTH
        assert casefile.said(case, numbers(case))[numbers(case)[0]].outlet == "The Osk Courier"


def test_an_article_that_says_it_again_is_learnt_of_by_those_examined_before(four: Case) -> None:
    blast, beside, *_ = numbers(four)
    assert casefile.origins_of(four, blast) is not None
    add(four, "A nurse said: at least 70 people were hurt in the blast at Marl.", "The Osk Courier")
    number = numbers(four)[-1]
    assert examine.waiting(four) == [number]
    examine.examine(four, [number])
    findings = casefile.findings_on(four, blast).findings
    assert number in {kept.other for kept in findings if kept.finding.check is Check.SAME}
    assert number in {kept.other for kept in casefile.findings_on(four, beside).findings}
    assert waits(four) == []


def test_what_somebody_changed_while_it_was_looked_at_is_looked_at_again(four: Case) -> None:
    blast, *_ = numbers(four)
    casefile.forget_findings(four)
    with casefile.open_case(four.path) as other:
        examiner, renamed = examine.Examiner(four), []

        class Slow(examine.Examiner):
            def look(self, number: int) -> examine.Examination | None:
                found = super().look(number)
                if not renamed:
                    (key,) = other.connection.execute("select key from source limit 1").fetchone()
                    renamed.append(casefile.rename_source(
                        other, key, reviewer="Bo", name="Dame Ada", type=SourceType.NAMED, role=None, affiliation=None
                    ))  # fmt: skip
                return found

        found = Slow(four).examine(blast)
    assert renamed
    assert found.said.source.name == "Dame Ada"
    before = kept(four)
    casefile.forget_findings(four)
    examiner.examine(blast)
    assert kept(four) == before


KILLED = """
import os, pathlib, signal, sys
from secondsource import casefile, examine
from secondsource.casefile import findings
from secondsource.examine import many
many._PIECE = {at_once}
real, calls = findings._write, iter(range(100))
def dying(*given, **named):
    if next(calls) == {after}:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given, **named)
findings._write = dying
case = casefile.open_case(pathlib.Path(sys.argv[1]))
examine.examine(case, examine.all_waiting(case))
"""


@pytest.mark.parametrize("at_once", [1, 2, 50])
@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_killed_while_examining_a_claim_has_all_of_its_findings_or_none(four: Case, after: int, at_once: int) -> None:
    whole = kept(four)
    casefile.forget_findings(four)
    code = KILLED.format(after=after, at_once=at_once)
    killed = subprocess.run([sys.executable, "-c", code, four.path], check=False, capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert list(casefile.verify(four)) == []
    assert len(waits(four)) == 4 - after // at_once * at_once, "what is kept at once is kept whole"
    examine_all(four)
    assert kept(four) == whole


def test_a_disk_that_fills_up_gets_one_line_and_nothing_is_lost(four: Case, tmp_path: Path) -> None:
    place = tmp_path / "disk"
    place.mkdir()
    if not shutil.which("mount"):
        pytest.skip("no small disk can be mounted here: there is no mount command")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], capture_output=True, text=True, check=False
    )
    if made.returncode:
        pytest.skip(f"no small disk can be mounted here: {made.stderr.strip()}")
    try:
        whole = kept(four)
        casefile.forget_findings(four)
        four.connection.execute("pragma wal_checkpoint(truncate)")
        shutil.copy(four.path, place / "case.db")
        with casefile.open_case(place / "case.db") as case:
            examine.Examiner(case).examine(numbers(case)[0])  # the files beside it are there
            with contextlib.suppress(OSError), (place / "filler").open("wb", buffering=0) as filler:
                while True:
                    filler.write(bytes(4096))
            with pytest.raises(
                UnusableInput, match=r"the disk that holds .*case\.db is full: nothing was changed"
            ) as caught:
                for _ in range(100):
                    examine_all(case)
                    casefile.forget_findings(case)
            assert "\n" not in str(caught.value)
            (place / "filler").unlink()
            assert list(casefile.verify(case)) == []
            examine_all(case)
            assert kept(case) == whole
    finally:
        subprocess.run(["umount", "-l", place], check=True)


@pytest.mark.parametrize("others", [10, 300])
def test_what_keeping_costs_does_not_grow_with_the_case(tmp_path: Path, others: int) -> None:
    texts = [BLAST, BESIDE, *(f"A guest said: soup {n} was cold, he thought." for n in range(others))]
    with case_of(tmp_path / "case.db", "\n".join(texts)) as case:
        one, other, *_ = numbers(case)
        examine.examine(case, [other])
        steps = 0

        def count() -> int:
            nonlocal steps
            steps += 1
            return 0

        found = findings.sealed(examined(examine.Examiner(case).look(one)))  # type: ignore[arg-type]
        assert found.others == {other}
        case.connection.set_progress_handler(count, 10)  # called at every ten steps of SQLite's machine
        with case.write():
            casefile.keep(case, found, lambda _: (), lambda _: 1)
        casefile.said(case, [one, other])
        casefile.found_by(case, one)
        case.connection.set_progress_handler(None, 0)
    assert steps < 400, "much the same with 12 claims and with 302"


def test_the_sample_shows_what_it_is_made_to_show(tmp_path: Path) -> None:
    """A number that one outlet got wrong, and words of the press conference that two outlets left out."""
    with casefile.create_case(tmp_path / "sample.db") as case:
        intake.add_sample(case)
        examine.examine(case, examine.all_waiting(case))
        found = {
            kept.finding.check
            for number in numbers(case)
            for kept in (casefile.findings_on(case, number) or pytest.fail("not examined")).findings
        }
        assert found >= {Check.NUMBER, Check.CUT, Check.SPLICED, Check.ALTERED, Check.SAME, Check.UNCLEAR}
        differing = [claim.text for claim in casefile.claims(case, casefile.Filter(finding="number"))]
        assert ["centimetres" in text for text in differing] == [True, True]
        assert list(casefile.verify(case)) == []
