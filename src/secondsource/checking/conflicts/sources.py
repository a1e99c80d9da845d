"""How many sources stand behind a statement: "sources said" where there is one."""

from __future__ import annotations

import re
from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from secondsource.checking.conflicts.differences import Difference, findings
from secondsource.checking.conflicts.spelling import LONGEST, word_set, words_of
from secondsource.model import Check, Finding, Said, SourceType, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOUNS = word_set(
    """
    source official officer diplomat witness activist resident doctor medic nurse person analyst expert aide adviser
    advisor employee soldier commander fighter worker insider lawyer auditor survivor lawmaker minister engineer
    executive investigator prosecutor detective trader banker editor teacher neighbour neighbor relative scientist
    """
)
_PEOPLE = {"people": "person", "persons": "person", "individuals": "person", "individual": "person", "medics": "medic"}
_COUNTS: dict[str, tuple[float, float]] = {
    "a": (1, 1), "an": (1, 1), "one": (1, 1), "single": (1, 1), "two": (2, 2), "both": (2, 2), "three": (3, 3),
    "four": (4, 4), "five": (5, 5), "six": (6, 6), "seven": (7, 7), "eight": (8, 8), "nine": (9, 9), "ten": (10, 10),
    "several": (2, inf), "multiple": (2, inf), "many": (2, inf), "various": (2, inf), "numerous": (2, inf),
    "some": (2, inf), "dozens": (12, inf), "couple": (2, 2), "pair": (2, 2), "number": (2, inf),
}  # fmt: skip
_BOUNDS = {"least": "up", "over": "up", "than": "up"}
_NO_QUALITY = word_set("the its his her their other another same well-informed informed unnamed anonymous")
_ENDS = (". ", "! ", "? ", ".\n")
_GENERIC = frozenset(("source", "person"))


class Count(NamedTuple):
    """How many unnamed sources a phrase speaks of, ``low`` to ``high``, what it calls them, and what kind they are."""

    low: float
    high: float
    noun: str
    kind: frozenset[str]


@lru_cache(maxsize=1024)
def count_of(phrase: str) -> Count | None:
    """How many unnamed sources a phrase like "two security officials" speaks of; None where it speaks of none."""
    words = [word.low for word in words_of(phrase) if word.low[0].isalnum()][:12]
    at = next((i for i, word in enumerate(words) if _noun(word)), -1)
    if at < 0:
        return None
    noun, plural = _noun(words[at]) or ("", False)
    before = words[:at]
    if "and" in before or "or" in before:
        return None
    if before[:2] == ["one", "of"]:
        return Count(1, 1, noun, frozenset())
    given = [_COUNTS[word] for word in before if word in _COUNTS] + [
        (float(word), float(word)) for word in before if word.isdecimal() and len(word) < 4
    ]
    kind = frozenset(
        word for word in before if word not in _COUNTS and word not in _NO_QUALITY and len(word) > 2 and word.isalpha()
    ) - {"least", "over", "than", "more"}
    if not plural:
        return Count(1, 1, noun, kind)
    low, high = given[-1] if given and given[-1] != (1, 1) else (2.0, inf)
    if any(word in _BOUNDS for word in before):
        low, high = (low + ("than" in before), inf)
    return Count(low, high, noun, kind)


def _noun(word: str) -> tuple[str, bool] | None:
    """A word that means a source, in the singular, and whether it was a plural; None for any other."""
    if word in _PEOPLE:
        return _PEOPLE[word], word not in ("individual",)
    if word in _NOUNS:
        return word, False
    for ending in ("es", "s"):
        if word.endswith(ending) and word.removesuffix(ending) in _NOUNS:
            return word.removesuffix(ending), True
    return None


def find(one: Said, other: Said) -> Iterator[Finding]:
    """Where one statement has one unnamed source here and more there, or another number of them.

    Rule: ``sources.count``. The spans mark the claims' whole texts, since a source stands outside of them.
    """
    return findings(Check.SOURCES, _differ, one, other)


def _differ(one: Said, other: Said) -> Iterator[Difference]:
    a, b = _unnamed(one), _unnamed(other)
    if a is None or b is None or (a.low <= b.high and b.low <= a.high):
        return
    relayed = _relays(one, other) or _relays(other, one)
    if not relayed and (not one.outlet or one.outlet != other.outlet):  # each may have asked its own
        return
    if a.kind and b.kind and not a.kind & b.kind:
        return
    if a.noun != b.noun and not (relayed and {a.noun, b.noun} & _GENERIC):
        return
    if max(len(one.text), len(other.text)) > LONGEST:
        return
    if fuzz.token_sort_ratio(one.text.lower(), other.text.lower()) < 60:
        return
    own, others = Span(0, len(one.text)), Span(0, len(other.text))
    here, there = _cut(one.source_text), _cut(other.source_text)
    yield Difference("sources.count", own, others, "so many sources for one statement", here, there)


def _unnamed(said: Said) -> Count | None:
    if not said.source_text or (said.source is not None and said.source.type is SourceType.NAMED):
        return None
    return count_of(said.source_text)


def _relays(one: Said, other: Said) -> bool:
    """Whether ``one`` names the other's outlet in the sentence of its claim: "told the Meridian Wire"."""
    if not other.outlet or one.outlet == other.outlet:
        return False
    around, outlet = one.context, str(other.outlet)
    at = around.find(one.text)
    if at < 0:
        return outlet in around
    first = max(around.rfind(end, 0, at) for end in _ENDS) + 1
    ends = [found for end in _ENDS if (found := around.find(end, at + len(one.text))) >= 0]
    return outlet in around[first : min(ends, default=len(around))]


def _cut(text: str | None) -> str:
    return " ".join((text or "").split())


def remarks(said: Said) -> Iterator[Finding]:
    """Where a claim speaks of sources in the plural while its article shows a single one; rule ``sources.plural``.

    The span marks the claim's whole text.
    """
    if not said.source_text or not said.text:
        return
    count = count_of(said.source_text)
    if count is None or count.low < 2:
        return
    single = _single_behind(said, count)
    if single:
        words = f"{_cut(said.source_text)}, in the plural, but there is one: {single}"
        yield Finding(Check.SOURCES, "sources.plural", words, (Span(0, len(said.text)),))


def _single_behind(said: Said, count: Count) -> str:
    """The one source behind a plural, as the article writes it; "" where none is seen."""
    if said.source is not None:
        behind = count_of(said.source.name)
        if behind is not None and behind.high == 1 and _words(said.source.name) != _words(said.source_text or ""):
            return said.source.name
    if len(re.findall(rf"\b{count.noun}e?s\b", said.context[:_CONTEXT], re.I)) > 1:
        return ""
    found = re.search(rf"\b(?:the|the same) {count.noun}\b", said.context[:_CONTEXT], re.I)
    return found[0] if found else ""


_CONTEXT = 2_000


def _words(text: str) -> str:
    return " ".join(word.low for word in words_of(text))
