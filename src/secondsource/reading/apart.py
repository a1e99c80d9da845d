"""Parsers that are not ours, run in a process of their own: a file that breaks them breaks only that."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from typing import TYPE_CHECKING

from secondsource.reading.text import Text

if TYPE_CHECKING:
    from secondsource.reading.text import Limits

_PARSER = "secondsource.reading.parser"
_ENDING = 5.0  # seconds that a process has for its end, once it has answered
_BYTES_A_CHARACTER = 12  # in JSON, beyond the basic plane


class Broken(Exception):  # noqa: N818
    """A parser did not come to an end. The message says how, in a few words."""


def read_apart(kind: str, content: bytes, limits: Limits) -> Text:
    """Return what the parser ``kind`` (see ``parser``) reads from ``content``, in a process of its own.

    The process has no more than the limits allow, is killed with all it may have started, and is never waited for
    longer than ``limits.seconds``. Raises Broken where it crashed or came to no end.
    """
    most = (limits.characters + 1000) * _BYTES_A_CHARACTER
    numbers = (limits.seconds, limits.memory, limits.pages, limits.characters)
    late = threading.Event()
    with tempfile.TemporaryFile() as given:
        given.write(content)
        given.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", _PARSER, kind, *map(str, numbers)],
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            # It finds this program where we did.
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )

        def too_late() -> None:
            late.set()
            _kill(process)

        timer = threading.Timer(limits.seconds, too_late)
        timer.daemon = True
        timer.start()
        try:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            with process.stdout as output:
                answer = output.read(most)
            process.wait(_ENDING)
        except subprocess.TimeoutExpired:
            pass
        finally:
            timer.cancel()
            if process.poll() is None:
                _kill(process)
            code = process.wait()
    found = _understood(answer)
    if found is None:
        raise Broken(_why(code, late.is_set(), limits))
    return found


def _understood(answer: bytes) -> Text | None:
    """Return the text in a process's answer, which is judged like everything else that such a file may have made."""
    try:
        value = json.loads(answer)
        text, how, marks = value["text"], value["how"], value["marks"]
        if value.get("fault"):
            raise Broken(str(value["fault"]))
        if not isinstance(how, str) or not (text is None or isinstance(text, str)):
            return None
        (text or "").encode()
        return Text(text, how, tuple((int(offset), str(label)) for offset, label in marks))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _why(code: int, late: bool, limits: Limits) -> str:
    cpu = getattr(signal, "SIGXCPU", None)
    if late or (cpu is not None and code == -cpu):
        return f"it took more than {limits.seconds:g} seconds"
    if code < 0:
        with contextlib.suppress(ValueError):
            return f"the parser crashed with {signal.Signals(-code).name}"
    return "the parser crashed"


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
