"""Words into word pieces: the WordPiece of uncased BERT models, as in Devlin et al. (2019), for words already found.

The ids are those that BERT's own tokenizer gives for the same words, but for two things: a word has at most
``MOST`` pieces, and the many marks for quotations are one.
"""

from __future__ import annotations

import unicodedata

MOST = 6
_LONGEST = 64  # characters of a word that are looked at; a longer one is no word
_REMEMBERED = 100_000
_SAME_MARK = dict.fromkeys(["“", "”", "„", "‟", "«", "»", "''", "``", "＂", "〝", "〞"], '"') | dict.fromkeys(
    ["‘", "’", "‚", "‹", "›", "`"], "'"
)


class Vocabulary:
    """The pieces a model knows; a piece's id is its place in the list.

    ``start`` and ``line_break`` name the pieces that begin a window and a line.
    """

    def __init__(self, pieces: list[str], start: str = "[CLS]", line_break: str = "[SEP]") -> None:
        self._ids = {piece: number for number, piece in enumerate(pieces)}
        self.unknown = self._ids["[UNK]"]
        self.start = self._ids[start]
        self.line_break = self._ids[line_break]
        self._seen: dict[str, tuple[int, ...]] = {}

    def pieces(self, word: str) -> tuple[int, ...]:
        """The ids of a word's pieces: at least one, at most ``MOST``."""
        word = word[:_LONGEST]
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            found = self._seen[word] = self._cut(_SAME_MARK.get(word, word))
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        ids: list[int] = []
        for part in _parts(word):
            ids += self._longest_first(part)
            if len(ids) >= MOST:
                break
        return tuple(ids[:MOST]) or (self.unknown,)

    def _longest_first(self, part: str) -> list[int]:
        ids: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = self._ids.get(part[start:end] if start == 0 else "##" + part[start:end])
                if piece is not None:
                    ids.append(piece)
                    start = end
                    break
            else:
                return [self.unknown]
        return ids


def _parts(word: str) -> list[str]:
    """A word in lower case without accents, cut at marks and around ideographs."""
    parts: list[str] = [""]
    for character in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(character)
        if category == "Mn" or category[0] == "C":
            continue
        if category[0] in "PS" or "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0002fa1f":
            parts += [_SAME_MARK.get(character, character), ""]
        else:
            parts[-1] += character
    return [part for part in parts if part]
