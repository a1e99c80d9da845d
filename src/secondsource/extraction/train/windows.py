"""Articles cut into windows of word pieces, with the small changes that make a model steady."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

import torch

from secondsource.extraction.tagger.features import FIRST_ROWS, ROWS
from secondsource.extraction.tagger.windows import SIZE
from secondsource.extraction.train.network import Batch

if TYPE_CHECKING:
    import numpy as np

    from secondsource.extraction.layout.layout import Layout
    from secondsource.extraction.tagger.features import Features
    from secondsource.extraction.tagger.pieces import Vocabulary
    from secondsource.extraction.train.polnear import Example

_FLATTENED = 0.08  # of the articles lose their marks and line breaks, as translated and archived texts often have
_WITHOUT_RULES = 0.15  # of the windows are not told what the rules think
_NO_FEATURES = (ROWS,) * len(FIRST_ROWS)


class Word(NamedTuple):
    """A word with its pieces, features, tag, whether a line begins with it, and a teacher's marginals if any."""

    pieces: tuple[int, ...]
    rows: Features
    tag: int
    begins_line: bool
    soft: np.ndarray | None


def words_of(example: Example, vocabulary: Vocabulary, soft: np.ndarray | None = None) -> list[Word]:
    """An article's words as a model reads them."""
    lines = line_starts(example.layout)
    return [
        Word(
            vocabulary.pieces(token.text),
            example.features[i],
            example.tags[i],
            i in lines,
            None if soft is None else soft[i],
        )
        for i, token in enumerate(example.layout.tokens)
    ]


def line_starts(layout: Layout) -> set[int]:
    """The words that begin a paragraph, but for the first."""
    return {paragraph.first for paragraph in layout.paragraphs if paragraph.first > 0}


def epoch_of(articles: list[list[Word]], vocabulary: Vocabulary, pieces: int, chance: random.Random) -> list[Batch]:
    """All words once, cut anew, in batches of about ``pieces`` pieces, in random order."""
    windows: list[list[Word]] = []
    for words in articles:
        if chance.random() < _FLATTENED:
            words = _flattened(words)
        size = chance.randint(SIZE // 3, SIZE)
        window: list[Word] = []
        used = 1
        for word in words:
            length = len(word.pieces) + word.begins_line
            if used + length > size and window:
                windows.append(window)
                window, used, size = [], 1, SIZE
            window.append(word)
            used += length
        if window:
            windows.append(window)
    chance.shuffle(windows)
    windows.sort(key=lambda window: sum(len(w.pieces) for w in window) // 16)
    batches: list[list[list[Word]]] = [[]]
    for window in windows:
        if (len(batches[-1]) + 1) * sum(len(w.pieces) + w.begins_line for w in window) > pieces:
            batches.append([])
        batches[-1].append(window)
    chance.shuffle(batches)
    return [batch_of(batch, vocabulary, chance) for batch in batches if batch]


def batch_of(windows: list[list[Word]], vocabulary: Vocabulary, chance: random.Random | None) -> Batch:
    """Windows side by side. With ``chance`` some lose the rules' tags."""
    lines: list[list[int]] = []
    rows: list[list[tuple[int, ...]]] = []
    first: list[list[int]] = []
    for window in windows:
        blind = chance is not None and chance.random() < _WITHOUT_RULES
        ids = [vocabulary.start]
        features: list[tuple[int, ...]] = [_NO_FEATURES]
        starts: list[int] = []
        for word in window:
            if word.begins_line and len(ids) > 1:
                ids.append(vocabulary.line_break)
                features.append(_NO_FEATURES)
            starts.append(len(ids))
            ids += word.pieces
            told = (*word.rows[:3], FIRST_ROWS[3]) if blind else word.rows
            features += [told] * len(word.pieces)
        lines.append(ids)
        rows.append(features)
        first.append(starts)
    longest, most = max(map(len, lines)), max(map(len, first))
    soft = None
    if any(word.soft is not None for window in windows for word in window):
        soft = torch.zeros(len(windows), most, len(windows[0][0].soft))  # type: ignore[arg-type]
        for number, window in enumerate(windows):
            soft[number, : len(window)] = torch.tensor([word.soft.tolist() for word in window])  # type: ignore[union-attr]
    return Batch(
        torch.tensor([ids + [0] * (longest - len(ids)) for ids in lines]),
        torch.tensor([[True] * len(ids) + [False] * (longest - len(ids)) for ids in lines]),
        torch.tensor([r + [_NO_FEATURES] * (longest - len(r)) for r in rows]),
        torch.tensor([s + [0] * (most - len(s)) for s in first]),
        torch.tensor([[True] * len(s) + [False] * (most - len(s)) for s in first]),
        torch.tensor([[w.tag for w in window] + [0] * (most - len(window)) for window in windows]),
        soft,
    )


def _flattened(words: list[Word]) -> list[Word]:
    """The words without double marks and line breaks; the rules, which saw those, are not asked."""
    mark = FIRST_ROWS[1] + 4
    return [
        word._replace(begins_line=False, rows=(0, word.rows[1], word.rows[2], FIRST_ROWS[3]))
        for word in words
        if not (word.rows[0] in (1, 3) and word.rows[1] == mark)
    ]
