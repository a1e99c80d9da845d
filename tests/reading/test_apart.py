"""What a parser's process may do wrong, done by one that does (see breaking_parser)."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from secondsource.model import UnusableInput
from secondsource.reading import apart, text_of
from secondsource.reading.apart import Broken, ask_apart, ask_first, read_apart
from secondsource.reading.text import Limits, Text

QUICK = Limits(seconds=1.0, characters=10_000)
PAGE = b"<html><p>The wall at Lindmere had cracked, Edda Kroll said.</p>"
posix = pytest.mark.skipif(os.name != "posix", reason="signals and process groups are POSIX's")


@pytest.fixture
def breaking(monkeypatch):
    monkeypatch.setattr(apart, "_PARSER", "reading.breaking_parser")
    monkeypatch.setattr(apart, "_ENDING", 0.2)
    yield
    apart._end_all()


def who(**options):
    return ask_apart("who", b"", Limits(), **options)["pid"]


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_one_process_answers_again_and_again(breaking):
    assert read_apart("good", b"", Limits()) == Text("The wall cracked.", "well", ((0, "page 1"),))
    assert len({who(), who(), who()}) == 1


def test_what_the_process_is_told(breaking):
    told = ask_apart("who", b"wall", Limits(seconds=7, memory=2**28, pages=3, characters=90), entries=4)["asked"]
    assert told == {
        "kind": "who",
        "size": 4,
        "options": {"entries": 4},
        **{"seconds": 7, "memory": 2**28, "pages": 3, "characters": 90},
    }


@posix
@pytest.mark.parametrize(
    ("kind", "limits", "said"),
    [
        ("segfault", Limits(), "the parser crashed with SIGSEGV"),
        ("loops", QUICK, "it took more than 1 seconds"),
        ("silent", Limits(), "the parser crashed"),
        ("surrogates", Limits(), "the parser crashed"),
        ("a NUL deep inside", Limits(), "the parser crashed"),
        ("no text at all", Limits(), "the parser crashed"),
        ("a number", Limits(), "the parser crashed"),
        ("marks", Limits(), "the parser crashed"),
        ("a list", Limits(), "the parser crashed"),
        ("no object", Limits(), "the parser crashed"),
        ("promises", Limits(), "the parser crashed"),
        ("breaks off", Limits(), "the parser crashed"),
        ("chatters", Limits(characters=10_000), "the parser crashed"),
        ("a fault", Limits(), "it is broken inside"),
    ],
)
def test_a_process_that_breaks_is_told_in_a_few_words_and_the_next_document_is_read(breaking, kind, limits, said):
    before = who()
    with pytest.raises(Broken) as caught:
        read_apart(kind, b"", limits)
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)
    assert read_apart("good", b"", Limits()).text == "The wall cracked."
    # An answer that only has another shape than the caller wants comes from a process that may be whole.
    if kind not in ("no text at all", "a number", "marks"):
        assert not is_alive(before)


def test_a_document_that_its_parser_calls_unusable_ends_no_process(breaking):
    before = who()
    with pytest.raises(UnusableInput, match="is locked; unlock it"):
        ask_apart("unusable", b"", Limits())
    assert who() == before


def test_the_second_parser_reads_what_the_first_can_not(breaking):
    found = ask_first(("a fault", "good"), b"", Limits())
    assert found["how"] == "well (after another parser: it is broken inside)"
    with pytest.raises(Broken, match="broken inside"):
        ask_first(("silent", "a fault"), b"", Limits())


def test_a_process_that_does_not_end_by_itself_is_ended(breaking):
    assert read_apart("lingers", b"", Limits()).text == "The wall cracked."
    [process] = apart._idle
    apart._end_all()
    assert process._process.returncode == -signal.SIGKILL
    assert apart._idle == []


@posix
def test_a_process_is_ended_after_so_many_documents(breaking, monkeypatch):
    monkeypatch.setattr(apart, "_MOST_DOCUMENTS", 3)
    asked = [who() for _ in range(7)]
    assert [asked.count(pid) for pid in dict.fromkeys(asked)] == [3, 3, 1]
    assert not is_alive(asked[0])


@posix
def test_a_process_that_fell_asleep_is_followed_by_another(breaking):
    before = who()
    os.kill(before, signal.SIGALRM)
    os.waitid(os.P_PID, before, os.WEXITED | os.WNOWAIT)
    assert who() != before


@posix
def test_a_process_that_somebody_else_killed_is_a_fault(breaking):
    before = who()
    os.kill(before, signal.SIGKILL)
    os.waitid(os.P_PID, before, os.WEXITED | os.WNOWAIT)
    with pytest.raises(Broken):
        who()
    assert who() != before


def test_threads_have_a_process_each_and_two_stay(breaking):
    together = threading.Barrier(3)

    def ask(_):
        together.wait(30)
        return [who() for _ in range(5)]

    with ThreadPoolExecutor(3) as threads:
        answers = list(threads.map(ask, range(3)))
    assert all(len(pids) == 5 for pids in answers)
    assert 1 <= len(apart._idle) <= 2


def test_an_interruption_leaves_no_process_behind(breaking, monkeypatch):
    made = []
    real = apart._taken
    monkeypatch.setattr(apart, "_taken", lambda: made.append(real()) or made[-1])

    class Interrupted(threading.Thread):
        def join(self, timeout=None):
            raise KeyboardInterrupt

        def cancel(self):
            pass

    monkeypatch.setattr(apart.threading, "Timer", lambda seconds, call: Interrupted(target=lambda: None))
    with pytest.raises(KeyboardInterrupt):
        who()
    assert made[0]._process.returncode is not None
    assert apart._idle == []


@posix
def test_a_forked_program_asks_processes_of_its_own(breaking):
    before = who()
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        with contextlib.suppress(BaseException):
            os.write(writes, b"own" if not apart._idle and who() != before else b"not")
            apart._end_all()
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as answer:
        assert answer.read() == b"own"
    os.waitpid(child, 0)
    assert who() == before


@posix
@pytest.mark.parametrize("end", ["", "import os; os.kill(os.getpid(), 9)", "raise SystemExit(3)"])
def test_the_process_ends_with_the_program(end):
    code = (
        "from secondsource.reading.apart import *; from secondsource.reading.apart import _idle\n"
        "from secondsource.reading.text import Limits\n"
        "ask_apart('markup', b'<p>The wall</p>', Limits()); print(_idle[0]._process.pid, flush=True)\n" + end
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True)
    assert done.stderr == ""
    pid = int(done.stdout)
    for _ in range(200):
        if not _state(pid):
            break
        time.sleep(0.05)
    assert not _state(pid)


def _state(pid):
    """The state of a process, "" for one that is gone or only waited for."""
    try:
        with open(f"/proc/{pid}/stat") as file:  # noqa: PTH123
            state = file.read().rpartition(")")[2].split()[0]
    except OSError:
        return "there" if not os.path.isdir("/proc/self") and is_alive(pid) else ""  # noqa: PTH112
    return "" if state == "Z" else state


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="looks into /proc")  # noqa: PTH112
def test_what_the_process_started_ends_with_it(breaking, tmp_path):
    place = tmp_path / "group"
    with pytest.raises(Broken, match="took more than 1 seconds"):
        read_apart("forks", str(place).encode(), QUICK)
    group = int(place.read_text())
    for _ in range(200):
        if not _members(group):
            break
        time.sleep(0.05)
    assert not _members(group)


def _members(group):
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):  # noqa: PTH208
        try:
            with open(f"/proc/{name}/stat") as file:  # noqa: PTH123
                state, _, number = file.read().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(number) == group and state != "Z":
            found.append(name)
    return found


def test_nothing_of_it_reaches_the_one_who_asks(breaking):
    found = text_of(PAGE)
    assert found.text is None
    assert found.how.startswith("a web page that can't be read (")
    assert found.how.endswith("): no text")


def test_the_real_process_and_what_no_text_may_hold():
    found = ask_apart("markup", b"<p>The wall &#xD800; at\0 Lindmere</p>", Limits(), article=True)
    assert found["text"] == "The wall \ufffd at\ufffd Lindmere"
    with pytest.raises(Broken, match="broken inside, UnicodeDecodeError"):
        ask_apart("markup", b"\xff", Limits())
    with pytest.raises(Broken, match="broken inside, ModuleNotFoundError"):
        ask_apart("nothing", b"", Limits())


@posix
def test_a_document_has_its_own_memory_and_its_own_time():
    """What one document was allowed does not bound the next."""
    small, large = b"<p>The wall</p>", b"<p>" + b"wall " * 2_000_000 + b"</p>"
    with pytest.raises(Broken, match="needs more than 16 MiB of memory"):
        ask_apart("markup", large, Limits(memory=16 * 1024**2))
    for _ in range(3):
        assert ask_apart("markup", small, Limits(memory=16 * 1024**2, seconds=20))["text"] == "The wall"
        assert len(ask_apart("markup", large, Limits())["text"]) == len(large) - 8


@posix
def test_a_document_that_comes_to_no_end_ends_a_process_that_nobody_waits_for():
    command = [sys.executable, "-m", "secondsource.reading.parser"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        # Its content never comes, and its time was over nine seconds ago.
        process.stdin.write(b'{"kind": "feed", "size": 10, "seconds": -9}\n')
        process.stdin.flush()
        assert process.wait() == -signal.SIGALRM
