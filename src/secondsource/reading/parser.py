"""The process that opens hostile files: ``python -m secondsource.reading.parser``, started and asked by ``apart``.

A request is a line of JSON (``kind``, ``size``, ``options`` and the limits) and then that many bytes; the answer is a
line with its size in bytes and then an object of JSON, which holds ``fault`` or ``unusable`` where nothing was read.
"""

from __future__ import annotations

import contextlib
import gc
import json
import logging
import os
import re
import signal
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from secondsource.model import UnusableInput

if TYPE_CHECKING:
    from collections.abc import Callable

_PARSERS: Final = "secondsource.reading.parsers"
_IDLE: Final = 60  # seconds without a request, after which the process ends
_LATE: Final = 10  # seconds beyond its time, after which a document ends the process
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


def main() -> None:
    """Answer what is asked on standard input until that ends, or until a document brings about a fault."""
    logging.disable(logging.CRITICAL)
    # What a library prints must not be taken for the answer, nor what it reads be the next document.
    given, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    while True:
        _sleep_after(_IDLE)
        line = given.readline()
        if not line:
            return
        asked = json.loads(line)
        _sleep_after(int(asked["seconds"]) + _LATE)  # nobody may be left to end what never comes to an end
        answer = answer_to(asked, given.read(asked["size"]))
        written = json.dumps(_clean(answer)).encode()
        answers.write(b"%d\n%b" % (len(written), written))
        answers.flush()
        if "fault" in answer:
            return
        del answer, written
        gc.collect()


def answer_to(asked: dict[str, Any], content: bytes) -> dict[str, Any]:
    """Return what the parser that is asked for reads from ``content``, within the limits."""
    try:
        read = _reader(asked["kind"])
        limit(asked["seconds"], asked["memory"])
        return read(content, {"pages": asked["pages"], "characters": asked["characters"], **asked["options"]})
    except UnusableInput as fault:
        return {"unusable": str(fault)}
    except MemoryError:
        return {"fault": f"it needs more than {asked['memory'] // 1024**2} MiB of memory"}
    except Exception as error:
        return {"fault": f"it is broken inside, {type(error).__name__}"}
    finally:
        unlimit()


def _reader(kind: str) -> Callable[[bytes, dict[str, Any]], dict[str, Any]]:
    read: Callable[[bytes, dict[str, Any]], dict[str, Any]] = import_module(f"{_PARSERS}.{kind}").read
    # What was imported stays: the collections after each document need not look at it.
    gc.freeze()
    return read


def _sleep_after(seconds: int) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _clean(value: Any) -> Any:  # noqa: ANN401
    """Replace what no text may hold, wherever it stands in the answer."""
    if isinstance(value, str):
        return _NO_TEXT.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_clean(key): _clean(each) for key, each in value.items()}
    return [_clean(each) for each in value] if isinstance(value, list | tuple) else value


def limit(seconds: float, memory: int) -> None:
    """Bound this process where the system can, from now on; elsewhere only the clock of the one who asks does."""
    try:
        import resource
    except ImportError:
        return
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - pathlib would be imported for this
            memory += int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        memory *= 2
    used = resource.getrusage(resource.RUSAGE_SELF)
    _set(resource.RLIMIT_AS, memory)
    _set(resource.RLIMIT_CPU, max(1, int(used.ru_utime + used.ru_stime + seconds)))
    _set(resource.RLIMIT_CORE, 0)
    _set(resource.RLIMIT_FSIZE, 64 * 1024**2)


def unlimit() -> None:
    """Take back the bounds of one document, for what comes before the next one is not its own."""
    try:
        import resource
    except ImportError:
        return
    _set(resource.RLIMIT_AS, resource.RLIM_INFINITY)
    _set(resource.RLIMIT_CPU, resource.RLIM_INFINITY)


def _set(what: int, most: int) -> None:
    import resource

    # Some systems know a limit and can't set it.
    with contextlib.suppress(OSError, ValueError):
        hard = resource.getrlimit(what)[1]
        wanted = [each for each in (most, hard) if each != resource.RLIM_INFINITY]
        resource.setrlimit(what, (min(wanted, default=resource.RLIM_INFINITY), hard))


if __name__ == "__main__":
    main()
