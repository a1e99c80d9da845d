"""A folder of articles of our own, of every length, and a clock that stands in for chance and time."""

from __future__ import annotations

import hashlib
import itertools
import random
import shutil
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from secondsource import casefile
from secondsource.casefile.log import events, seal

NAMES = ("Ada Quill", "Bram Oster", "Mayor Ilse Tarn", "a harbour official", "the Velm Ferry Company", "Edda Kroll")
CUES = ("said", "told reporters", "denied", "announced on Monday", "wrote in a statement")
DEEDS = ("the ferry ran late", "the pier is shut", "nobody was hurt", "40 crates were lost", "the lamp will burn again")


def text(chance: random.Random, sentences: int) -> str:
    """Return an article of so many sentences."""
    found = []
    for number in range(sentences):
        who, cue, deed = chance.choice(NAMES), chance.choice(CUES), chance.choice(DEEDS)
        found.append(f"{who[0].upper()}{who[1:]} {cue} that {deed} on day {number}." + "\n" * (number % 3 == 0))
    return " ".join(found)


def archive(folder: Path, count: int, seed: int = 1, *, longest: int = 12) -> Path:
    """Write so many articles as text, HTML and JSON Lines, with what can't be read and what is there twice."""
    chance = random.Random(seed)
    folder.mkdir()
    (folder / "pages").mkdir()
    lines = []
    for number in range(count):
        words = text(chance, chance.randint(1, longest)) + f" It was day {number}."
        if number % 7 == 3:
            page = f"<html><head><title>Day {number}</title></head><body><p>{words}</p></body></html>"
            (folder / "pages" / f"day-{number:05}.html").write_text(page)
        elif number % 7 == 5:
            lines.append(f'{{"title": "Day {number}", "text": "{" ".join(words.split())}"}}')
        else:
            (folder / f"day-{number:05}.txt").write_text(words)
    (folder / "rest.jsonl").write_text("\n".join([*lines, '{"title": "none"}']) + "\n")
    (folder / "binary.txt").write_bytes(b"\x00\xff\xfe\x80 no text" * 9)
    shutil.copy(folder / "day-00000.txt", folder / "zz-again.txt")
    return folder


class Unchanging:
    """Takes chance and time out of what a case is made of: the same acts make the same bytes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self._patch = monkeypatch
        self._empty = folder / "empty.db"
        casefile.create_case(self._empty).close()

    def case(self, path: Path) -> Path:
        """Return a case without articles, always the same, and begin the clock anew."""
        shutil.copy(self._empty, path)
        began, ticks = datetime(2031, 4, 1), itertools.count(1)
        self._patch.setattr(
            events,
            "datetime",
            SimpleNamespace(now=lambda zone: (began + timedelta(seconds=next(ticks))).replace(tzinfo=zone)),
        )
        nanoseconds, drawn = itertools.count(1_900_000_000_000_000_000, 7_000_000), itertools.count()
        self._patch.setattr(seal, "time", SimpleNamespace(time_ns=lambda: next(nanoseconds)))
        self._patch.setattr(seal, "os", SimpleNamespace(urandom=lambda size: next(drawn).to_bytes(size, "big")))
        return path


def bytes_of(case: Path) -> str:
    """Return the SHA-256 of a case file, with what its log beside it held."""
    with sqlite3.connect(case) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    return hashlib.sha256(case.read_bytes()).hexdigest()


def contents_of(case: Path) -> list[tuple[object, ...]]:
    """Return what articles said in a case, without what differs from copy to copy."""
    connection = sqlite3.connect(case)
    rows = connection.execute(
        "select article.id, sha256, article.name, outlet, title, published, url, article.text, digest, claim.id, "
        "claim.uid, claim.text, claim.kind, source.name, listed, bytes from article join extraction on "
        "extraction.article = article.id left join claim on claim.article = article.id left join standing on "
        "standing.claim = claim.id left join source on source.id = standing.source "
        "left join copy using (sha256) order by article.id, claim.id"
    ).fetchall()
    connection.close()
    return rows
