"""However many look, and whatever happens meanwhile: what is kept is what examining one claim after another keeps."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examining import acts, add, do, examine_all, fresh, kept, sentences, text_of
from helpers import case_of, numbers
from secondsource import casefile, examine
from secondsource.casefile import Case, findings
from secondsource.examine import examiner, many
from secondsource.model import Check, Finding, Refused, UnusableInput, Verdict
from secondsource.workers import Lost, Workers
from secondsource.workers.here import ThisProcess


class Ahead(ThisProcess):
    """Looks at so many pieces before it hands over the first; ``then`` is called each time before it does."""

    def __init__(self, ahead: int, then: Callable[[], object] = lambda: None) -> None:
        self.ahead, self.then = ahead, then

    def in_order(self, work: Callable[[Any], Any], given: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        given = iter(given)
        while some := [(one, work(one)) for one in itertools.islice(given, self.ahead)]:
            self.then()
            yield from some


def examine_with(team: Workers, case: Case, *, at_once: int = 2) -> examine.Done:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(many, "workers", lambda jobs: team)
        patched.setattr(many, "_PIECE", at_once)
        return examine.examine(case, examine.all_waiting(case))


@pytest.fixture(autouse=True, scope="module")
def few() -> Iterator[None]:
    """Have few claims beside each: so which are kept depends on what was kept before."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(findings, "MOST_BESIDE", 3)
        patched.setattr(examiner, "_COMPARED", 2)
        yield


articles = st.lists(st.lists(sentences, min_size=1, max_size=4), min_size=1, max_size=6)


@settings(max_examples=25)
@given(articles, st.integers(1, 5), st.integers(1, 4))
def test_the_same_is_kept_however_far_ahead_they_look(texts: list, ahead: int, at_once: int) -> None:  # type: ignore[type-arg]
    with fresh() as case:
        for said in texts:
            add(case, text_of(said))
        for number in numbers(case):
            examine.Examiner(case).examine(number)
        one_after_another = kept(case)
        casefile.forget_findings(case)
        assert examine_with(Ahead(ahead), case, at_once=at_once).claims == len(numbers(case))
        assert kept(case) == one_after_another


@settings(max_examples=30)
@given(articles, st.lists(acts.filter(lambda act: act[0] not in {"part", "merge"}), min_size=1, max_size=5))
def test_what_others_write_meanwhile_is_as_if_it_had_been_written_before(texts: list, meanwhile: list) -> None:  # type: ignore[type-arg]
    with fresh() as case, casefile.open_case(case.path) as other, pytest.MonkeyPatch.context() as all_of_them:
        all_of_them.setattr(findings, "MOST_BESIDE", 40)  # else it depends on the order in which they are examined
        all_of_them.setattr(examiner, "_COMPARED", 40)
        for said in texts:
            add(case, text_of(said))
        left = iter(meanwhile)

        def write() -> None:
            for act in itertools.islice(left, 1):
                try:
                    do(other, act)
                except (Refused, UnusableInput):
                    continue

        examine_with(Ahead(2, write), case)
        examine_all(case)
        grown = kept(case)
        assert list(casefile.verify(case)) == []
        casefile.forget_findings(case)
        examine_all(case)
        assert kept(case) == grown


BLASTS = "\n".join(
    f"{who} said: {count} people were hurt in the blast at Marl{when}."
    for when in ("", " on Monday")
    for who in ("Ada Quill", "An official", "A clerk")
    for count in (20, 70, "at least 70", "no")
)


@pytest.fixture
def blasts(tmp_path: Path) -> Iterator[Case]:
    with case_of(tmp_path / "case.db", BLASTS, BLASTS.replace("Marl", "Osk"), "The bells rang.") as case:
        yield case


class Counting(many._Keeper):
    again: list[int]

    def __init__(self, case: Case) -> None:
        super().__init__(case)
        real, self.again = self.examiner.look_and_keep, Counting.again
        self.examiner.look_and_keep = lambda number: (self.again.append(number), real(number))[1]  # type: ignore[method-assign]


@pytest.fixture
def again(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The claims that were looked at again when they were kept."""
    monkeypatch.setattr(many, "_Keeper", Counting)
    monkeypatch.setattr(findings, "MOST_BESIDE", 40)
    Counting.again = []
    return Counting.again


def test_a_verdict_and_a_new_article_have_no_claim_looked_at_again(blasts: Case, again: list[int]) -> None:
    with casefile.open_case(blasts.path) as other:
        first, *_ = numbers(blasts)
        uid = casefile.detail(blasts, first).claim.claim

        def write() -> None:
            casefile.mark(other, uid, Verdict.DISPUTED, reviewer="Bo")
            add(other, "A guest said: 70 people were hurt in the blast at Marl.")

        examine_with(Ahead(100, write), blasts)
    assert again == []
    (new,) = examine.waiting(blasts)
    examine_all(blasts)
    beside = [kept.other for kept in casefile.findings_on(blasts, new).findings if kept.other]
    assert beside
    for number in beside:
        assert new in {kept.other for kept in casefile.findings_on(blasts, number).findings}


def test_what_is_removed_meanwhile_has_those_looked_at_again_that_it_was_beside(blasts: Case, again: list[int]) -> None:
    first, *rest = numbers(blasts)
    beside = {one.said.number for one in examine.Examiner(blasts).look(first).beside}
    with casefile.open_case(blasts.path) as other:
        uid, sha256 = casefile.detail(blasts, first).claim.claim, casefile.article_sha256(blasts, first >> 32)

        def write() -> None:
            casefile.revise(other, "remove", sha256, [uid], [], reviewer="Ann")

        done = examine_with(Ahead(100, write), blasts)
    assert done.claims == len(rest) + 1
    assert first in again
    assert beside & set(again)
    assert rest[-1] not in again, "nobody rang the bells again"
    assert casefile.findings_on(blasts, first) is None
    assert blasts.connection.execute("select count(*) from finding where other = ?", (first,)).fetchone() == (0,)


@pytest.mark.usefixtures("all_beside")
def test_what_had_found_a_claim_and_does_so_no_more_is_not_beside_it(blasts: Case) -> None:
    first, *_, last = numbers(blasts)
    keeper = many._Keeper(blasts)
    (piece,) = keeper.pieces([first])
    with many._looking_here(piece.path, keeper.examiner):
        (looked,) = many.look_at(piece)
    was = findings.unsealed(looked.found)
    about = casefile.Kept(Finding(Check.RELATED, "likeness", "alike"), other=last, likeness=60.0)
    found = findings.sealed(replace(was, findings=(*was.findings, about)))
    keeper.keep(piece, [replace(looked, found=found, known=looked.known | {last})])
    kept_then = kept(blasts)
    casefile.forget_findings(blasts)
    examine.Examiner(blasts).examine(first)
    assert kept(blasts) == kept_then


def test_a_claim_that_whoever_looks_at_it_dies_of_is_left_and_the_others_are_not(blasts: Case) -> None:
    deadly = numbers(blasts)[5]

    class Dying(ThisProcess):
        def in_order(self, work: Callable[[Any], Any], given: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
            return ((one, self.alone(work, one)) for one in given)

        def alone(self, work: Callable[[Any], Any], one: Any) -> Any:
            return Lost() if deadly in one.numbers else work(one)

    done = examine_with(Dying(), blasts, at_once=4)
    assert done.lost == (deadly,)
    assert done.claims == len(numbers(blasts)) - 1
    assert examine.waiting(blasts) == [deadly]


def sequential(case: Case) -> dict[str, list[tuple[object, ...]]]:
    """What examining one claim after another keeps; it is forgotten again."""
    for number in numbers(case):
        examine.Examiner(case).examine(number)
    found = kept(case)
    casefile.forget_findings(case)
    return found


@pytest.fixture
def all_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is in processes of their own."""
    monkeypatch.setattr(findings, "MOST_BESIDE", 40)
    monkeypatch.setattr(examiner, "_COMPARED", 40)
    monkeypatch.setattr(many, "_PIECE", 8)


@pytest.mark.usefixtures("all_beside")
def test_two_processes_one_of_them_killed_in_the_middle_keep_the_same(blasts: Case) -> None:
    whole = sequential(blasts)
    killed: list[int] = []

    def progress(done: int) -> None:
        if not killed:
            child = multiprocessing.active_children()[0]
            os.kill(child.pid or 0, signal.SIGKILL)
            killed.append(done)

    done = examine.examine(blasts, examine.all_waiting(blasts), progress, jobs=2)
    assert killed[0] < len(numbers(blasts))
    assert done.lost == ()
    assert 0 < done.storing < done.seconds
    assert kept(blasts) == whole


KILLED = """
import os, pathlib, signal, sys
from secondsource import casefile, examine
from secondsource.examine import many
many._PIECE = 8
def progress(done):
    if done >= 24:
        os.kill(os.getpid(), signal.SIGKILL)
case = casefile.open_case(pathlib.Path(sys.argv[1]))
examine.examine(case, examine.all_waiting(case), progress, jobs=2)
"""


@pytest.mark.usefixtures("all_beside")
def test_killed_it_goes_on_where_it_was(blasts: Case) -> None:
    whole = sequential(blasts)
    killed = subprocess.run([sys.executable, "-c", KILLED, blasts.path], check=False, capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    left = examine.waiting(blasts)
    assert left == numbers(blasts)[24:]
    assert examine.examine(blasts, examine.all_waiting(blasts), jobs=2).claims == len(left)
    assert kept(blasts) == whole


@pytest.mark.usefixtures("all_beside")
def test_what_stops_it_leaves_what_was_kept(blasts: Case) -> None:
    def stop(done: int) -> None:
        if done >= 24:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        examine.examine(blasts, examine.all_waiting(blasts), stop)
    assert examine.waiting(blasts) == numbers(blasts)[24:]
