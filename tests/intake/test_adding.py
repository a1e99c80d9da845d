"""Articles by the folder: the same case whatever the number of workers, and nothing lost or done twice when killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from intake.archive import Unchanging, archive, bytes_of, contents_of
from secondsource import casefile, intake, reading
from secondsource.intake import adding, preparing
from secondsource.intake.preparing import Batch, Ready
from secondsource.model import UnusableInput, Verdict
from secondsource.workers import LOCAL, Lost
from secondsource.workers.here import ThisProcess
from workers.deeds import all_gone


def add(case: Path, *named: Path | str, **options: object) -> list[intake.Outcome]:
    options = {"engine": "rules", **options}
    return list(intake.Adding(case, intake.places(map(str, named)), **options))  # type: ignore[arg-type]


@pytest.fixture
def unchanging(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Unchanging:
    return Unchanging(monkeypatch, tmp_path)


def test_any_number_of_processes_makes_the_same_bytes(tmp_path: Path, unchanging: Unchanging) -> None:
    folder = archive(tmp_path / "archive", 120)
    one = unchanging.case(tmp_path / "one.db")
    alone = add(one, folder, jobs=1)
    assert sum(outcome.added is not None and not outcome.added.known for outcome in alone) == 120
    three = unchanging.case(tmp_path / "three.db")
    assert add(three, folder, jobs=3) == alone
    assert bytes_of(three) == bytes_of(one)
    with casefile.open_case(three) as case:
        assert list(casefile.verify(case)) == []


def test_a_cluster_with_a_worker_killed_in_the_middle_makes_the_same_bytes(
    tmp_path: Path, unchanging: Unchanging
) -> None:
    pytest.importorskip("distributed", reason="needs the extra 'cluster'")
    folder = archive(tmp_path / "archive", 200)
    one = unchanging.case(tmp_path / "one.db")
    alone = add(one, folder, jobs=1)
    two = unchanging.case(tmp_path / "two.db")
    run = intake.Adding(two, intake.places([str(folder)]), engine="rules", jobs=2, cluster=LOCAL)
    outcomes, killed = [], 0
    for outcome in run:
        outcomes.append(outcome)
        if len(outcomes) in (40, 90):
            victims = [
                child
                for child in psutil.Process().children(recursive=True)
                if "spawn_main" in " ".join(child.cmdline())
            ]
            assert len(victims) >= 1
            victims[0].kill()
            killed += 1
    assert killed == 2
    assert outcomes == alone
    assert bytes_of(two) == bytes_of(one)


ADDS = """
import sys
from pathlib import Path
from secondsource import intake
if __name__ == "__main__":
    case, folder, jobs = sys.argv[1:]
    for outcome in intake.Adding(Path(case), intake.places([folder]), engine="rules", jobs=int(jobs)):
        if outcome.added and not outcome.added.known:
            print(outcome.name, flush=True)
"""


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_again_and_again_it_goes_on_where_it_was(tmp_path: Path, jobs: int) -> None:
    folder = archive(tmp_path / "archive", 150)
    whole = tmp_path / "whole.db"
    add(whole, folder)
    script = tmp_path / "adds.py"
    script.write_text(ADDS)
    case, chance, told = tmp_path / "case.db", random.Random(jobs), []
    for kills in range(20):
        with subprocess.Popen(
            [sys.executable, script, case, folder, str(jobs)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            wanted = chance.randint(1, 60) if kills < 4 else 1000
            for line in process.stdout:
                told.append(line.strip())
                wanted -= 1
                if not wanted:
                    process.send_signal(signal.SIGKILL)
                    time.sleep(chance.random() / 50)
        if process.returncode == 0:
            break
        assert process.returncode == -signal.SIGKILL
    else:
        pytest.fail("it never ended")
    assert kills >= 3
    assert len(told) == len(set(told))  # what was stored and told of was not taken apart again
    assert contents_of(case) == contents_of(whole)
    with casefile.open_case(case) as opened:
        assert list(casefile.verify(opened)) == []


def test_what_is_known_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = archive(tmp_path / "archive", 30)
    case = tmp_path / "case.db"
    first = add(case, folder)
    read: list[str] = []
    real = reading.read_part
    monkeypatch.setattr(reading, "read_part", lambda part: read.append(part.name) or real(part))
    again = add(case, folder)
    assert read == ["binary.txt"]
    assert [(one.name, one.added is None) for one in again] == [(one.name, one.added is None) for one in first]
    assert all(one.added.known for one in again if one.added)


def test_places_are_not_read_far_ahead_of_what_is_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = archive(tmp_path / "archive", 1200, longest=1)
    ahead, stored = [], 0
    real = reading.read_ahead

    def counted(places: Iterable[str], **options: object) -> Iterator[tuple[str, object]]:
        for read, found in enumerate(real(places, **options)):  # type: ignore[arg-type]
            ahead.append(read - stored)
            yield found

    monkeypatch.setattr(reading, "read_ahead", counted)
    run = intake.Adding(tmp_path / "case.db", intake.places([str(folder)]), engine="rules", jobs=2)
    for _ in run:
        stored += 1
    assert stored > 1200
    assert max(ahead) < 2 * 10 * 16 + 40


def test_one_that_breaks_the_program_stops_none_of_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = archive(tmp_path / "archive", 20)
    real = preparing.take_apart

    def breaks(one: reading.Reading, *rest: object) -> object:
        if one.article.name == "day-00002":
            raise RecursionError("too deep")
        return real(one, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(preparing, "take_apart", breaks)
    outcomes = add(tmp_path / "case.db", folder)
    (broken,) = [one for one in outcomes if one.fault and "this program's fault" in one.fault]
    assert broken.name == "day-00002.txt"
    assert "could not be taken apart" in (broken.fault or "")
    assert "RecursionError in " in (broken.fault or "")
    assert sum(one.added is not None and not one.added.known for one in outcomes) == 19


class Dying(ThisProcess):
    """Workers that die at one article, and once at a batch for no reason of its own."""

    def in_order(
        self, work: Callable[[Batch], list[Ready | intake.Outcome]], given: Iterable[Batch]
    ) -> Iterator[tuple[Batch, list[Ready | intake.Outcome] | Lost]]:  # type: ignore[override]
        for number, batch in enumerate(given):
            yield batch, Lost() if number in (0, 2) else work(batch)

    def alone(self, work: Callable[[Batch], object], one: Batch) -> object:  # type: ignore[override]
        return Lost() if preparing.name_of(one.items[0]) == "day-00004.txt" else work(one)


def test_one_that_kills_its_process_is_left_out_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = archive(tmp_path / "archive", 60)
    whole = add(tmp_path / "whole.db", folder)
    monkeypatch.setattr(adding, "workers", lambda *_: Dying())
    outcomes = add(tmp_path / "case.db", folder)
    lost = "day-00004.txt ended every process that read it (too little memory?); left out"
    expected = [replace(one, added=None, fault=lost, form="") if one.name == "day-00004.txt" else one for one in whole]
    assert outcomes == expected


def test_a_worker_of_another_version_is_refused() -> None:
    job = replace(preparing.job("rules", None), engine_version="1")
    with pytest.raises(UnusableInput, match=r"a worker runs secondsource .* install the same on both"):
        preparing.prepare_batch(Batch(job))


def test_an_engine_that_is_none_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="there is no extraction engine 'slow'"):
        add(tmp_path / "case.db", "nowhere.txt", engine="slow")
    assert not (tmp_path / "case.db").exists()


def test_a_case_is_made_with_the_first_article_that_can_be_read(tmp_path: Path) -> None:
    (outcome,) = add(tmp_path / "case.db", tmp_path / "nowhere.txt")
    assert outcome.fault == f"{tmp_path / 'nowhere.txt'} does not exist; check the path"
    assert not (tmp_path / "case.db").exists()


def test_what_belongs_to_one_article_is_not_given_to_several(tmp_path: Path) -> None:
    two = tmp_path / "two.jsonl"
    two.write_text('{"text": "Ada Quill said it rains."}\n{"text": "Bram Oster said it snows."}\n')
    feed = tmp_path / "feed.xml"
    item = "<item><title>Day {0}</title><description>Ada Quill said it rains on day {0}.</description></item>"
    feed.write_text(f"<rss version='2.0'><channel>{item.format(1)}{item.format(2)}</channel></rss>")
    for path in (two, feed):
        (outcome,) = add(tmp_path / "case.db", path, known=intake.Known(title="One title"))
        assert outcome.fault == f"{path} holds several articles; a title and an address belong to one"
    assert not (tmp_path / "case.db").exists()


def test_somebody_decides_while_articles_are_added(tmp_path: Path) -> None:
    folder = archive(tmp_path / "archive", 150)
    path = tmp_path / "case.db"
    (tmp_path / "first.txt").write_text("Ada Quill said that the ferry ran late.")
    add(path, tmp_path / "first.txt")
    done = threading.Event()
    marked: list[str] = []

    def decide() -> None:
        with casefile.open_case(path) as case:
            (claim,) = [claim.claim for claim in casefile.claims(case)][:1]
            while not done.is_set():
                verdict = random.Random(len(marked)).choice(list(Verdict))
                marked.append(casefile.mark(case, claim, verdict, reviewer="Cleo").uid)
                time.sleep(0.005)  # or nobody else ever finds the case unlocked

    reviewer = threading.Thread(target=decide)
    reviewer.start()
    try:
        outcomes = add(path, folder, jobs=2)
    finally:
        done.set()
        reviewer.join()
    assert sum(one.added is not None and not one.added.known for one in outcomes) == 150
    with casefile.open_case(path) as case:
        assert {event.uid for event in casefile.log(case) if event.kind == "verdict"} == set(marked)
        assert list(casefile.verify(case)) == []


def test_workers_are_gone_when_adding_stops_halfway(tmp_path: Path) -> None:
    folder = archive(tmp_path / "archive", 300)
    run = iter(intake.Adding(tmp_path / "case.db", intake.places([str(folder)]), engine="rules", jobs=2))
    next(run)
    started = [child.pid for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]
    assert len(started) == 2
    run.close()  # type: ignore[attr-defined]
    assert all_gone(started)
