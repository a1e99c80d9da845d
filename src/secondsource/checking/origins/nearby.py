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


def speaks_in(context: str, body: tuple[str, ...]) -> bool:
    """Whether the body of these words, under any of its names, stands beside a verb of speech in ``context``."""
    names = [name for name in also(body) if name and not (len(name) == 1 and name[0] in LANDS)]
    for sentence in _SENTENCE.split(context):
        words = words_of(sentence, len(sentence))
        verbs = [i for i, word in enumerate(words) if word in _SPEECH]
        if not verbs:
            continue
        for name in names:
            for first in range(len(words) - len(name) + 1):
                last = first + len(name)
                if words[first:last] == name and any(first - _FARTHEST <= v < last + _FARTHEST for v in verbs):
                    return True
    return False
