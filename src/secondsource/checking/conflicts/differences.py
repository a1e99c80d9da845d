"""What the rules about two claims hand over, made into findings that don't hang on which claim comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from secondsource.model import Check, Finding, Said, Span

Differ = Callable[["Said", "Said"], Iterator["Difference"]]
_SHOWN = 60  # code points of each claim that a reason shows


class Difference(NamedTuple):
    """Two passages that don't go together, by which rule, and why.

    ``here`` and ``there`` are what the reason shows of the two claims; empty, they are the passages.
    """

    rule: str
    own: Span
    other: Span
    why: str
    here: str = ""
    there: str = ""

    def turned(self) -> Difference:
        """The same seen from the other claim."""
        return Difference(self.rule, self.other, self.own, self.why, self.there, self.here)


def findings(check: Check, differ: Differ, one: Said, other: Said) -> Iterator[Finding]:
    """The findings on two claims that ``differ`` makes of them in an order of its own; none on a claim and itself."""
    if not one.text or not other.text or one == other:
        return
    turned = _order(one) > _order(other)
    for difference in _differences(differ, other, one) if turned else _differences(differ, one, other):
        rule, own, others, why, here, there = difference.turned() if turned else difference
        here, there = here or cut(one.text, own), there or cut(other.text, others)
        yield Finding(check, rule, f"{_short(here)} here, {_short(there)} there: {why}", (own,), (others,))


@lru_cache(maxsize=2048)  # what is found of two claims is kept at both
def _differences(differ: Differ, one: Said, other: Said) -> tuple[Difference, ...]:
    return tuple(differ(one, other))


def _order(said: Said) -> tuple[tuple[str, ...], int, int]:
    source = said.source.name if said.source else ""
    published = said.published.isoformat() if said.published else ""
    words = (said.text, said.source_text or "", source, said.context, said.margins, published, said.outlet or "")
    return words, said.article, said.number


def cut(text: str, span: Span) -> str:
    """The words of a span on one line."""
    return " ".join(text[span.start : span.end].split())


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"
