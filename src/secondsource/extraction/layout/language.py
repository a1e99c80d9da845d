"""Whether a text is English, which all of this room is tuned for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.layout.words import word_set

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout

# Words that no English prose does without and that few other languages write.
_COMMON = word_set(
    "the of and to is was were that for with by from it he she they his has have had are said be this not"
)
# English news has 30% of them and more, a list of headlines 15%, other languages next to none.
_LEAST = 0.08
_ENOUGH = 20  # words; fewer tell nothing


def is_english(layout: Layout) -> bool:
    """Whether a text looks like English; true for one too short to tell."""
    words = [token.low for token in layout.tokens if token.text[0].isalpha()]
    return len(words) < _ENOUGH or sum(word in _COMMON for word in words) >= _LEAST * len(words)
