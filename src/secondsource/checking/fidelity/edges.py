"""What a source says right before or after the words a claim took, in the same sentence, that turns their sense.

"We will strike" is no fair account of "if the talks fail, we will strike".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from secondsource.checking.fidelity.align import Pair
from secondsource.checking.fidelity.sense import is_number

if TYPE_CHECKING:
    from secondsource.checking.fidelity.document import Prepared
    from secondsource.checking.fidelity.passages import Fit

# A sentence that begins so sets a condition on what comes after the clause.
_OPENS_CONDITION: Final = frozenset("if unless until provided although though assuming suppose".split())
_CONDITIONS: Final = (
    ("as", "long", "as"),
    ("so", "long", "as"),
    ("in", "the", "event"),
    ("on", "condition"),
    ("in", "case"),
    ("subject", "to"),
    ("as", "things", "stand"),
    ("for", "now"),
    ("for", "the", "moment"),
    ("at", "the", "moment"),
    ("in", "principle"),
)
# Before a number.
_BOUNDS: Final = (
    ("up", "to"),
    ("at", "least"),
    ("at", "most"),
    ("more", "than"),
    ("less", "than"),
    ("fewer", "than"),
    ("about",),
    ("around",),
)
# The only ones that count where no full stop tells sentences apart.
_SURE: Final = frozenset("if unless until only".split())
# Close before the words, without a comma between, these deny or doubt them.
_UNDOES: Final = frozenset(
    "not n't never nobody no deny denied doubt if whether unless hope wish allegedly reportedly supposedly perhaps "
    "maybe unlikely impossible false untrue without hardly".split()
)
# Right before the words, or with "that" between, these make them someone's guess or hearsay; the second row does where
# someone else speaks.
_HEDGES: Final = frozenset("think believe suspect guess suppose assume read heard hear seems seemed".split())
_SPOKEN: Final = frozenset(
    "say says said claim claims claimed tell tells told write writes wrote pretend think".split()
)
_SPEAKER: Final = frozenset(("i", "we"))
_SOME: Final = frozenset("some most few many several half almost nearly".split())
# Right after the words these limit them.
_LIMITS: Final = frozenset(
    "or if unless until but only though although provided providing except however yet when assuming depending".split()
)
_LINKS: Final = frozenset("and only even".split())
_CLOSE: Final = 4  # words
_FARTHEST: Final = 25  # words of a sentence that are looked at
_UNPUNCTUATED: Final = 8  # words taken for a clause where nothing ends it
_LEAST: Final = 3  # words of a claim; a shorter one is a fragment, which always leaves out what is around it


def lead(document: Prepared, first: int) -> int:
    """Return how many words before the word ``first`` bear on the sense of what begins there."""
    if not document.punctuated:
        return 0
    at = first
    comma = False
    close = 0
    while at > 0 and first - at < _FARTHEST and not document.opens_sentence(at):
        comma = comma or any(mark in document.gap(at) for mark in ',;:–—"“”')
        at -= 1
        if not comma and first - at <= _CLOSE and document.key(at) in _UNDOES:
            close = first - at
    close = max(close, _frame(document, at, first))
    opening = document.key(at) in _OPENS_CONDITION or _sets_condition(document, at, first)
    if at < first and (at == 0 or document.opens_sentence(at)) and opening:
        return first - at
    return close


def _frame(document: Prepared, start: int, first: int) -> int:
    """Return how many of the sentence's words ``[start, first)`` make the next a guess, hearsay or a part of more."""
    before = [document.key(at) for at in range(start, first)]
    if before and before[-1] in _SOME:
        return 1
    bounds = _BOUNDS if is_number(document.key(first)) else ()
    for phrase in (*_CONDITIONS, *bounds):
        if tuple(before[-len(phrase) :]) == phrase:
            return len(phrase)
    if before and before[-1] == "that":
        before.pop()
    if before and before[-1] in ("me", "us", "you") and len(before) > 1:
        before.pop()
    if not before:
        return 0
    whose = [key for key in before[-4:] if key in _SPEAKER]
    if before[-1] in _HEDGES or (before[-1] in _SPOKEN and not whose):
        return first - start
    return 0


def tail(document: Prepared, last: int) -> int:
    """Return how many words after ``last`` (the first word that is not the claim's) limit what ended there."""
    end = last
    while end < len(document) and end - last < _FARTHEST and not document.opens_sentence(end):
        end += 1
    keys = [document.key(at) for at in range(last, min(end, last + 2))]
    limits = _LIMITS if document.punctuated else _SURE
    limited = keys and (keys[0] in limits or (keys[0] in _LINKS and keys[-1] in limits))
    if not limited and not _sets_condition(document, last, end):
        return 0
    return end - last if document.punctuated else min(end - last, _UNPUNCTUATED)


def _sets_condition(document: Prepared, first: int, last: int) -> bool:
    """Tell whether a phrase such as "as long as" stands at the beginning of these words."""
    keys = tuple(document.key(at) for at in range(first, min(first + 3, last)))
    return any(keys[: len(phrase)] == phrase for phrase in _CONDITIONS)


def with_edges(document: Prepared, words: int, fits: list[Fit]) -> list[Fit]:
    """Return the parts with what bears on the sense at the claim's beginning and end, as words left out."""
    if words < _LEAST or not fits:
        return fits
    fits = list(fits)
    taken = {pair.other for fit in fits for pair in fit.pairs}
    first = fits[0].pairs[0].other
    if fits[0].pairs[0].own == 0 and first is not None:
        before = [Pair(None, other) for other in range(first - lead(document, first), first)]
        before = [] if {pair.other for pair in before} & taken else before
        fits[0] = fits[0]._replace(pairs=[*before, *fits[0].pairs], led=bool(before))
    last = fits[-1].pairs[-1].other
    if fits[-1].pairs[-1].own == words - 1 and last is not None:
        end = last + 1 + tail(document, last + 1)
        after = [Pair(None, other) for other in range(last + 1, end)]
        after = [] if {pair.other for pair in after} & taken else after
        fits[-1] = fits[-1]._replace(pairs=[*fits[-1].pairs, *after], limited=bool(after))
    return fits
