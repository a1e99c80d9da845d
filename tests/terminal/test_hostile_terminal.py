"""The whole hostile corpus in a real pseudo-terminal: every byte sent is of Textual's own making, or text."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from desk.corpus import CORPUS, LONG, bundles, case_of_corpus
from secondsource.display import safe
from terminal.pseudo import DEADLINE, Terminal

Start = Callable[..., Terminal]

# All that Textual writes to a terminal of 256 colours; a text's own "red" or "blink" is none of it.
_STYLE = r"(0|1|2|3|4|7|9|[34]8;5;\d{1,3})"
_MODES = r"(7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048)"
OURS = re.compile(
    rf"\x1b\[({_STYLE}(;{_STYLE})*m|\d+;\d+H|H|\?{_MODES}(h|l|\$p)|>\d*u|<u|c|\d* q|2J|6n|\?u)"
    r"|\x1b\]22;(default|pointer|text)\x07|\x1bP=[12]s\x1b\\"
)
WINDOWS = ("?", ":", "f", "fsource:", "s", "i", "o", "O", "a", "t", "x", "/", "'", "Y", "e", "=", "T", "T")


AFTER_ESCAPE = 0.15  # seconds: a key right after an Escape would be that key with Alt


class Reader:
    """Types, and keeps every byte that comes back, without drawing it."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.raw = terminal.raw

    def type(self, keys: str, quiet: float = 0.02) -> None:
        """Type keys and take what is painted until nothing comes for so many seconds."""
        self.terminal.send(keys)
        wait = 0.1
        while data := self.terminal.take(wait):
            self.raw += data
            wait = quiet
        assert data is not None, "the desk has ended"

    def leave(self) -> None:
        self.type("\x1b", 0.05)
        end = time.monotonic() + AFTER_ESCAPE
        while time.monotonic() < end:
            self.raw += self.terminal.take(0.05) or b""


@pytest.mark.parametrize(("width", "height"), [(80, 24), (130, 40)])
def test_every_byte_is_textuals_own_or_text(terminal: Start, tmp_path: Path, width: int, height: int) -> None:
    path = tmp_path / "case\x1b]0;owned\x07[bold].db"
    texts = tuple(bundles(tuple(text for text in CORPUS if len(text) < LONG), size=6))
    case_of_corpus(path, texts)
    unmeasured = {"COVERAGE_PROCESS_START": "", "COVERAGE_PROCESS_CONFIG": ""}  # coverage takes it ten times as long
    one = terminal("review", path, width=width, height=height, **unmeasured)
    one.wait(f" of {2 * len(texts)}")
    reader = Reader(one)
    reader.type("gg")
    for step in range(len(texts)):
        reader.type("jj")
        if step % 70 == 35:
            for window in WINDOWS:
                reader.type(window)
                reader.leave()
                reader.leave()
    reader.type("\tG")
    for _ in range(3):
        reader.type("\t")
        reader.type("GG")
    reader.type("\x1b[200~" + "".join(texts)[:3000].replace("\x1b[201~", "") + "\x1b[201~")
    reader.type("/\x1b[200~late\x07\x9b2J\u202e\x1b[201~\r")
    reader.leave()
    end = time.monotonic() + DEADLINE
    while one.process.poll() is None and time.monotonic() < end:
        one.send("\x11")  # a window in which something was typed asks once
        while data := one.take(0.5):
            reader.raw += data
        if data is None:
            break
    assert one.process.wait(5) == 0
    sent = reader.raw.decode()
    assert len(sent) > 100_000
    rest = OURS.sub("", sent).replace("\r", "").replace("\n", "")
    harmful = {
        rest[max(m.start() - 20, 0) : m.end() + 20] for m in re.finditer("[^\\x20-\\x7e]", rest) if safe(m[0]) != m[0]
    }
    assert not harmful
    for shown in ("␛", "[bold]", "\ufffd", "␇", "¦"):
        assert shown in rest
