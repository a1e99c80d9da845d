"""Transcripts for the tests of this room, made of who says what."""

from __future__ import annotations

from collections.abc import Iterable

from secondsource.model import Article, Span, Turn


def transcript(said: Iterable[tuple[str, str]], before: str = "") -> Article:
    """An article of turns, a line each at least, with the name and a colon before the words."""
    text, turns = before, []
    for name, words in said:
        start = len(text) + len(name) + 2
        turns.append(Turn(name, Span(start, start + len(words)), Span(len(text), len(text) + len(name))))
        text += f"{name}: {words}\n"
    return Article(text, "0" * 64, "hearing", turns=tuple(turns))
