"""Stands in for the parser's process and does what a broken or hijacked one might: KIND says what."""

import contextlib
import ctypes
import json
import os
import sys
import time
from pathlib import Path

GOOD = {"text": "The wall cracked.", "how": "well", "marks": [[0, "page 1"]]}

ANSWERS = {
    "silent": "",
    "surrogates": json.dumps({**GOOD, "text": "\ud800"}),
    "no text at all": json.dumps({"how": "well", "marks": []}),
    "a number": json.dumps({**GOOD, "text": 3}),
    "marks": json.dumps({**GOOD, "marks": [["x", 1, 2]]}),
    "a list": "[" * 100_000,
    "good": json.dumps(GOOD),
    "lingers": json.dumps(GOOD),
}


def main(kind):
    given = sys.stdin.buffer.read().decode()
    if kind == "segfault":
        ctypes.string_at(0)
    elif kind == "loops":
        while True:
            pass
    elif kind == "forks":
        if os.fork():
            Path(given).write_text(str(os.getpid()))
        time.sleep(1000)
    elif kind == "chatters":
        with contextlib.suppress(BrokenPipeError):
            while True:
                sys.stdout.write("x" * 100_000)
    else:
        sys.stdout.write(ANSWERS[kind])
        sys.stdout.flush()
        os.close(1)
        if kind == "lingers":
            time.sleep(1000)


if __name__ == "__main__":
    main(sys.argv[1])
