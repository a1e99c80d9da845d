"""Which words of a claim stand in quotation marks."""

from __future__ import annotations

from typing import Final

_OPENING: Final = "“«„‟"
_CLOSING: Final = "”»"


def quoted(text: str, starts: list[int]) -> list[int]:
    """Return for each word, given where it starts, the number of its quotation, 0 where it stands in none.

    Marks may be unbalanced: a quotation without an end goes on to the next beginning or the end of the text; one
    without a beginning starts where the one before it ended. A straight mark opens where white space or a bracket
    stands before it and none after.
    """
    numbers = [0] * len(starts)
    number, inside, at = 0, False, 0
    for place, mark in enumerate(text):
        if mark == '"':
            before, after = text[place - 1 : place], text[place + 1 : place + 2]
            opening = (not before.strip() or before in "([{—–-") and bool(after.strip())
        elif mark in _OPENING:
            opening = True
        elif mark in _CLOSING:
            opening = False
        else:
            continue
        first = at
        while at < len(starts) and starts[at] < place:
            at += 1
        if inside or (not opening and number == 0):
            number += not inside
            numbers[first:at] = [number] * (at - first)
        inside = opening
        if opening:
            number += 1
    if inside:
        numbers[at:] = [number] * (len(starts) - at)
    return numbers
