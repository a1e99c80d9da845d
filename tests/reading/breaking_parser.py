"""Stands in for the parser's process and does what a broken or hijacked one might: the request's kind says what."""

import contextlib
import ctypes
import json
import os
import sys
import time
from pathlib import Path

GOOD = {"text": "The wall cracked.", "how": "well", "marks": [[0, "page 1"]]}

ANSWERS = {
    "surrogates": json.dumps({**GOOD, "text": "\ud800"}),
    "a NUL deep inside": json.dumps({**GOOD, "more": [{"\0": 1}]}),
    "no text at all": json.dumps({"how": "well", "marks": []}),
    "a number": json.dumps({**GOOD, "text": 3}),
    "marks": json.dumps({**GOOD, "marks": [["x", 1, 2]]}),
    "a list": "[" * 100_000,
    "no object": "[]",
    "a fault": json.dumps({"fault": "it is\nbroken inside"}),
    "unusable": json.dumps({"unusable": "is locked;\nunlock it"}),
    "good": json.dumps(GOOD),
    "lingers": json.dumps(GOOD),
}


def say(text):
    sys.stdout.write(text)
    sys.stdout.flush()


def main():
    while True:
        line = sys.stdin.buffer.readline()
        if not line:
            return
        asked = json.loads(line)
        kind, given = asked["kind"], sys.stdin.buffer.read(asked["size"]).decode()
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
                    say("x" * 100_000)
        elif kind == "promises":
            say("999999999999\n{}")
        elif kind == "breaks off":
            say("100\n{")
            return
        elif kind == "silent":
            return
        elif kind == "who":
            answer = json.dumps({**GOOD, "pid": os.getpid(), "asked": asked})
            say(f"{len(answer)}\n{answer}")
        else:
            say(f"{len(ANSWERS[kind])}\n{ANSWERS[kind]}")
            if kind == "lingers":
                time.sleep(1000)


if __name__ == "__main__":
    main()
