"""Sources that an article names beside what it says in its own voice.

A report's first sentence often tells in the paper's voice what the second attributes. Whether both tell the same is for
the reviewer; that the words could come from there can be seen.
"""

from __future__ import annotations

import re

from secondsource.checking.origins.bodies import LANDS, also, word_set, words_of

_SPEECH = word_set(
    "said says say told tells according reported reports added quoting quoted citing cited put announced"
)
_SENTENCE = re.compile(r"[.!?\n]\s")
# So many words at most stand between a name and the verb: "the Observatory, a Britain-based monitor, said".
_FARTHEST = 5
_LONGEST_NAME = 8


def beside_speech(context: str) -> frozenset[tuple[str, ...]]:
    """Every run of words in ``context`` that may be the name of somebody who speaks there."""
    found: set[tuple[str, ...]] = set()
    for sentence in _SENTENCE.split(context):
        words = words_of(sentence, len(sentence))
        for verb in (i for i, word in enumerate(words) if word in _SPEECH):
            for first in range(max(verb - _FARTHEST - _LONGEST_NAME, 0), min(verb + _FARTHEST, len(words))):
                for last in range(max(first + 1, verb - _FARTHEST), min(first + _LONGEST_NAME, len(words)) + 1):
                    found.add(words[first:last])
    return frozenset(found)


def names_of(key: str) -> frozenset[tuple[str, ...]]:
    """Under which names a voice of this key is looked for in an article: none but those of bodies."""
    sort, _, words = key.partition(":")
    names = also(tuple(words.split())) if sort == "body" else ()
    return frozenset(name for name in names if name and not (len(name) == 1 and name[0] in LANDS))
