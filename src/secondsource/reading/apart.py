"""Parsers that read hostile files, in a process of their own: a file that breaks them breaks only that.

The process is started once and reads one document after another; after a fault, after its time, and after so many
documents it is ended and the next one starts anew. It ends with this program, and by itself when nobody asks it.

A kind of document is a module of ``reading.parsers`` with that name and a function ``read(data, options)``, which
returns what JSON can write. It imports what it needs at its top, for what is imported does not count as the
document's own memory. ``options`` hold ``pages`` and ``characters`` of the limits and whatever else is passed to
``ask_apart``. What it raises is a fault of the document; ``UnusableInput`` says why in words of its own, such as "is
locked with a password; save it unlocked"::

    found = ask_apart("feed", content, Limits(), entries=1000)  # runs reading/parsers/feed.py
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import re
import signal
import sys
import threading
import time
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from secondsource.model import UnusableInput
from secondsource.reading.text import Text

if TYPE_CHECKING:
    from secondsource.reading.text import Limits

_PARSER = "secondsource.reading.parser"
_MOST_DOCUMENTS = 500  # a start takes as long as thirty pages
_MOST_IDLE = 2
_ENDING = 2.0  # seconds that a process has for its end, once it is not asked any more
_BYTES_A_CHARACTER = 12  # in JSON, beyond the basic plane
_LONGEST_SIZE = 20
_LONGEST_FAULT = 300
_NO_TEXT = re.compile("[\0\ud800-\udfff]")

_lock = threading.Lock()
_idle: list[_Process] = []


class Broken(Exception):  # noqa: N818
    """A parser did not come to an end. The message says how, in a few words."""


def read_apart(kind: str, content: bytes, limits: Limits) -> Text:
    """Return the text that the parser ``kind`` reads from ``content``; see ``ask_apart``."""
    return as_text(ask_apart(kind, content, limits))


def as_text(found: dict[str, Any]) -> Text:
    """Return the ``text`` in an answer with its ``how`` and ``marks``. Raises Broken for an answer that has none."""
    try:
        text, how, marks = found["text"], found["how"], found["marks"]
        if not isinstance(how, str) or not (text is None or isinstance(text, str)):
            raise _nonsense()
        return Text(text, how, tuple((int(offset), str(label)) for offset, label in marks))
    except (ValueError, KeyError, TypeError):
        raise _nonsense() from None


def ask_first(kinds: tuple[str, ...], content: bytes, limits: Limits, **options: object) -> dict[str, Any]:
    """Return what the first of the parsers that comes to an end finds; they share the time. See ``ask_apart``."""
    faults: list[str] = []
    for kind in kinds:
        try:
            found = ask_apart(kind, content, replace(limits, seconds=limits.seconds / len(kinds)), **options)
        except Broken as fault:
            faults.append(str(fault))
        else:
            return {**found, "how": f"{found.get('how')} (after another parser: {faults[0]})"} if faults else found
    raise Broken(faults[-1])


def ask_apart(kind: str, content: bytes, limits: Limits, **options: object) -> dict[str, Any]:
    """Return what the parser ``kind`` finds in ``content``, in a process of its own.

    The process has no more than the limits allow, is killed with all it may have started, and is never waited for
    longer than ``limits.seconds``. The answer is an object of JSON whose strings hold neither NUL nor half a surrogate
    pair; its shape is for the caller to judge, for a hostile file may have made it. Raises Broken where the parser
    crashed or came to no end, and UnusableInput where it says itself that the document can't be used.
    """
    known = {"kind": kind, "size": len(content), "options": options, **asdict(limits)}
    request = json.dumps(known).encode() + b"\n"
    most = (limits.characters + 1000) * _BYTES_A_CHARACTER
    while True:
        process = _taken()
        try:
            answer = process.ask(request, content, limits.seconds, most)
        except _Asleep:
            continue
        except BaseException:
            process.kill()
            raise
        break
    if answer is None:
        code = process.kill()
        raise Broken(_why(code, process.late, limits))
    found = _understood(answer)
    if found is None or "fault" in found or process.late:
        process.kill()
    else:
        _give_back(process)
    if found is None:
        raise _nonsense()
    for kind_of_fault, error in (("fault", Broken), ("unusable", UnusableInput)):
        if kind_of_fault in found:
            raise error(" ".join(str(found[kind_of_fault]).split())[:_LONGEST_FAULT])
    return found


class _Asleep(Exception):  # noqa: N818
    """A process had ended itself, for nobody had asked it for long."""


class _Process:
    """A parser's process; ``late`` says that its time was up."""

    def __init__(self) -> None:
        self.documents = 0
        self.late = False
        self.parser = _PARSER
        import subprocess  # most of what is added is plain text, which needs no process

        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", _PARSER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            # It finds this program where we did.
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )

    def ask(self, request: bytes, content: bytes, seconds: float, most: int) -> bytes | None:
        """Return the process's answer to a request, None where it gives none in time or one of more than ``most``."""
        given, answers = self._process.stdin, self._process.stdout
        assert given is not None and answers is not None  # noqa: S101, PT018 - they are pipes
        timer = threading.Timer(seconds, self._too_late)
        timer.daemon = True
        timer.start()
        answer = None
        try:
            given.write(request)
            given.write(content)
            given.flush()
            size = int(answers.readline(_LONGEST_SIZE))
            answer = answers.read(size) if 0 <= size <= most else None
            if answer is not None and len(answer) < size:
                answer = None
        except (OSError, ValueError):
            pass
        finally:
            timer.cancel()
            timer.join()
        if answer is None and self.documents and not self.late and self.kill() == -getattr(signal, "SIGALRM", 0):
            raise _Asleep
        self.documents += 1
        return answer

    def _too_late(self) -> None:
        self.late = True
        self._kill_group()

    def kill(self) -> int:
        """Kill the process with all it started and return how it had ended."""
        self._kill_group()
        code = self._process.wait()
        self.forget()
        return code

    def end(self) -> None:
        """Let the process end by itself, and kill what is left."""
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        until = time.monotonic() + _ENDING
        # Until it is waited for, its number is nobody else's and its group can be killed.
        while hasattr(os, "waitid") and time.monotonic() < until:
            if os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                break
            time.sleep(0.005)
        self.kill()

    def forget(self) -> None:
        """Close our ends of its pipes."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _kill_group(self) -> None:
        if self._process.returncode is not None:
            return
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()


def _taken() -> _Process:
    """Return a process that nobody else asks."""
    with _lock:
        while _idle:
            process = _idle.pop()
            if process.parser == _PARSER:
                return process
            process.kill()
    return _Process()


def _give_back(process: _Process) -> None:
    with _lock:
        if process.documents < _MOST_DOCUMENTS and len(_idle) < _MOST_IDLE:
            _idle.append(process)
            return
    process.end()


@atexit.register
def _end_all() -> None:
    with _lock:
        while _idle:
            _idle.pop().end()


def _forget_all() -> None:
    """Leave the processes of the one we were forked from to that one."""
    global _lock
    _lock = threading.Lock()
    while _idle:
        process = _idle.pop()
        process.forget()
        process._process.returncode = 0


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)


def _understood(answer: bytes) -> dict[str, Any] | None:
    """Return the object in a process's answer, which is judged like everything else that such a file may have made."""
    try:
        found = json.loads(answer)
        return found if isinstance(found, dict) and _is_clean(found) else None
    except (ValueError, RecursionError):
        return None


def _is_clean(value: object) -> bool:
    if isinstance(value, str):
        return _NO_TEXT.search(value) is None
    if isinstance(value, dict):
        return all(_is_clean(key) and _is_clean(each) for key, each in value.items())
    return not isinstance(value, list) or all(map(_is_clean, value))


def _nonsense() -> Broken:
    return Broken("the parser crashed: its answer makes no sense")


def _why(code: int, late: bool, limits: Limits) -> str:
    cpu = getattr(signal, "SIGXCPU", None)
    if late or (cpu is not None and code == -cpu):
        return f"it took more than {limits.seconds:g} seconds"
    if code < 0 and code != -signal.SIGKILL:
        with contextlib.suppress(ValueError):
            return f"the parser crashed with {signal.Signals(-code).name}"
    return "the parser crashed"
