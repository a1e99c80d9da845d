"""The tags of the tagger: outside, or first or further word of a source, a cue or a content."""

from __future__ import annotations

from typing import NamedTuple

from secondsource.extraction.layout.text import Range

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BI"))


class Segment(NamedTuple):
    """Words ``first`` to ``last`` (not included) of one role; ``role`` counts in ``ROLES``."""

    role: int
    first: int
    last: int


def first_tag(role: int) -> int:
    """The tag of the first word of a role; the one after it is for its further words."""
    return 1 + 2 * role


def segments_of(tags: list[int]) -> list[Segment]:
    """The segments that a row of tags spells, in order; a further word without a first one counts as a first."""
    found: list[Segment] = []
    before = 0
    for i, tag in enumerate(tags):
        if tag:
            role, further = divmod(tag - 1, 2)
            if further and before and (before - 1) // 2 == role:
                found[-1] = Segment(role, found[-1].first, i + 1)
            else:
                found.append(Segment(role, i, i + 1))
        before = tag
    return found


def tags_of(length: int, roles: list[list[Range]]) -> list[int]:
    """The tags of ``length`` words whose sources, cues and contents are given in the order of ``ROLES``.

    Where roles overlap, the shorter kind shows: a cue before a source, a source before a content.
    """
    tags = [0] * length
    for role in (2, 0, 1):
        for first, last in roles[role]:
            for i in range(max(first, 0), min(last, length)):
                tags[i] = first_tag(role) + (i > first)
    return tags
