"""The sources of a dossier, each with its claims."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from secondsource.exporting.dossier.told import described
from secondsource.exporting.release import PROTECTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.casefile import ClaimContents
    from secondsource.exporting.dossier.parts import Line, To
    from secondsource.exporting.dossier.summary import Summary
    from secondsource.exporting.release import Release
    from secondsource.model import Source, Terms, Verdict

_NAMED: Final = 200  # claims of one source that are named; more of them are counted


@dataclass
class Voice:
    """A source with its claims: their numbers, 8 bytes each, and how many have which verdict."""

    source: Source
    terms: Terms | None
    numbers: array[int] = field(default_factory=lambda: array("q"))
    counts: Counter[Verdict | None] = field(default_factory=Counter)


class Sources:
    """Gathers the sources while the claims go by; then they come by name."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self._voices: dict[str, Voice] = {}

    def add(self, one: ClaimContents) -> None:
        """Take note of a claim. Protected sources are one: whether two claims are of the same is not told."""
        if one.source is None:
            return
        protected = one.source.name == PROTECTED
        key = PROTECTED if protected else one.source_key or one.source.name
        voice = self._voices.setdefault(key, Voice(one.source, None if protected else one.terms))
        voice.numbers.append(one.number)
        voice.counts[one.claim.verdict] += 1

    def __iter__(self) -> Iterator[Voice]:
        """Yield the sources by name."""
        yield from sorted(self._voices.values(), key=lambda voice: (voice.source.name.casefold(), voice.numbers[0]))

    def described(self, voice: Voice) -> Line:
        """Return who a source is."""
        return described(voice.source, self._release.words)

    def claims(self, voice: Voice, known: Summary) -> list[To]:
        """Return the ways to a source's first claims."""
        ways = []
        for number in voice.numbers[:_NAMED]:
            uid = self._release.uid_of(number)
            to = known.to(uid, number) if uid else None
            if to:
                ways.append(to)
        return ways
