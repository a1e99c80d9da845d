"""What a rule or the tagger proposes before anything is decided: token ranges and the rule's name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from secondsource.extraction.layout.text import Range

if TYPE_CHECKING:
    from secondsource.extraction.rules.cues import Cue


# Whoever agrees or wonders in the news does so aloud.
_ALSO_SPEECH = frozenset(["agree", "wonder"])


@dataclass(frozen=True, slots=True)
class Proposal:
    """One attribution as a rule sees it.

    ``source`` is None where the text names nobody ("is expected to"); ``rule`` is a key of ``reasons.RULES``;
    ``lemma`` the verb, for rules about verbs. What the tagger proposes brings its own ``confidence`` and ``reason``.
    """

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    rule: str
    lemma: str = ""
    belief: bool = False
    confidence: float | None = None
    reason: str = ""

    @property
    def ranges(self) -> tuple[Range, ...]:
        """All its places: contents, cue and source."""
        return (*self.content, self.cue, *((self.source,) if self.source else ()))

    def with_content(self, content: tuple[Range, ...]) -> Proposal:
        """The same with another content."""
        return replace(self, content=content)


def at_verb(source: Range, group: int, head: int, content: tuple[Range, ...], rule: str, cue: Cue) -> Proposal:
    """The proposal of a rule about a verb: its cue runs from ``group`` to the verb at ``head``."""
    belief = cue.belief and cue.lemma not in _ALSO_SPEECH
    return Proposal(source, Range(group, head + 1), content, rule, cue.lemma, belief)
