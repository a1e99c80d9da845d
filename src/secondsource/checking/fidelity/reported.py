"""What of the sense a change bears on where a claim reports in other words.

Much may change there: order, tense, person, what is told and what is not. Numbers, negation, names, bounds and hedges
may not, so each is looked for in all of the claim and all of its passage before it counts as changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from secondsource.checking.fidelity.forms import ORDINALS, fold, value
from secondsource.checking.fidelity.sense import DEGREES, is_number, turned
from secondsource.model import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from secondsource.checking.fidelity.document import Coded
    from secondsource.checking.fidelity.runs import Run, Texts

_AROUND: Final = 15  # words before and after a passage where a number that the claim gives may stand
_SHORT: Final = 3  # words of a change that is about one of them
_LONG_DROP: Final = 12  # words; of a longer one only the words beside what is kept are weighed
_BESIDE: Final = 3
_NEGATIONS: Final = frozenset("not n't no never none nobody nothing neither without".split())
# Any of these on either side is as unsure as another.
_HEDGES: Final = frozenset(
    """allegedly apparently reportedly supposedly presumably possibly probably perhaps maybe likely unlikely seemingly
    potentially alleged suspect believe think guess assume seem appear suggest claim rumour rumor hope expect doubt
    preliminary unconfirmed @may""".split()
)
_UNSURE: Final = _HEDGES | {"@can", "possible", "would", "report", "reported", "said", "whether"}
_SURE: Final = frozenset("must certainly definitely surely proven".split())
_CONDITIONS: Final = frozenset("if unless until provided".split())
_CONDITIONAL: Final = _CONDITIONS | frozenset("when once only after before while long whether should without".split())
# Bounds: what stands for what.
_BOUNDS: Final = {
    "at least": "least", "as many as": "most", "up to": "most", "at most": "most", "no more than": "most",
    "more than": "over", "over": "over", "less than": "under", "fewer than": "under", "under": "under",
}  # fmt: skip
_SHARES: Final = (
    frozenset("all every each everyone everybody everything whole".split()),
    frozenset("most mostly majority".split()),
    frozenset("half".split()),
    frozenset("some several part partly".split()),
    frozenset("few".split()),
    frozenset("none nobody nothing no".split()),
)
_TIMES: Final = (
    frozenset("monday tuesday wednesday thursday friday saturday sunday".split()),
    frozenset("january february march april june july august september october november december".split()),
    frozenset("before after".split()),
    frozenset("last next".split()),
)


class Reported:
    """A claim and its passage as a whole."""

    def __init__(self, texts: Texts, runs: Sequence[Run]) -> None:
        claim, document = texts.claim, texts.document
        self._own = [claim.key(at) for at in range(len(claim))]
        passage = sorted({number for run in runs for number in run.other_words})
        self._other = [document.key(at) for at in passage]
        around = self._other
        if passage:
            before = range(max(0, passage[0] - _AROUND), passage[0])
            after = range(passage[-1] + 1, min(len(document), passage[-1] + 1 + _AROUND))
            around = [*map(document.key, before), *self._other, *map(document.key, after)]
        self._values = {number for _, number in _numbers(around)}
        self._values |= {float(ORDINALS[key]) for key in around if key in ORDINALS}
        self._own_values = [(places, number) for places, number in _numbers(self._own)]
        self._own_negations = sum(key in _NEGATIONS for key in self._own)
        self._texts = texts
        # Where in each text a run begins: after what came before it.
        self._ended: dict[int, tuple[int, int]] = {}
        own_end, other_end = 0, passage[0] if passage else 0
        for run in runs:
            self._ended[id(run)] = own_end, other_end
            own_end = run.own_words[-1] + 1 if run.own_words else own_end
            other_end = run.other_words[-1] + 1 if run.other_words else other_end
        near = [key for run in runs if not self._whole_sentences(run) for key in texts.other(beside(run))]
        self._negations = sum(key in _NEGATIONS for key in near)
        self._own_bounds, self._bounds = _bounds(self._own), _bounds(self._other)
        self._own_forms = {fold(key) for key in self._own}
        self._forms = {fold(key) for key in self._other}

    def sense(self, run: Run, own: list[str], other: list[str]) -> str:
        """Return what of the sense the run's change bears on, empty where nothing is known to."""
        said = {fold(key) for key in other} <= self._own_forms and not set(other) & _NEGATIONS
        if not own and (said or self._whole_sentences(run)):
            return ""
        return (
            self._number(run, other)
            or self._opposite(own, other)
            or self._negation(run, own, other)
            or self._bound(own, other)
            or self._one_of(own, other, _SHARES, "quantity")
            or self._one_of(own, other, _TIMES, "time")
            or self._certainty(own, other)
            or self._condition(other)
            or self._degree(other)
        )

    def _whole_sentences(self, run: Run) -> bool:
        """Tell whether nothing but whole sentences is left out, which a report may do."""
        words, document = run.other_words, self._texts.document
        whole = run.change is Change.DROPPED and words and document.opens_sentence(words[0])
        return bool(whole) and (words[-1] + 1 == len(document) or document.opens_sentence(words[-1] + 1))

    def _number(self, run: Run, other: list[str]) -> str:
        for places, number in self._own_values:
            if number not in self._values and set(places) & set(run.own_words):
                said = " ".join(self._own[at] for at in places)
                there = [key for key in other if is_number(key)]
                return (
                    f"number: “{' '.join(there)}” became “{said}”"
                    if there
                    else f"number: “{said}” is not in the passage"
                )
        return ""

    def _opposite(self, own: list[str], other: list[str]) -> str:
        pair = turned([key for key in own if fold(key) not in self._forms], other)
        return f"the opposite: “{pair[1]}” became “{pair[0]}”" if pair else ""

    def _negation(self, run: Run, own: list[str], other: list[str]) -> str:
        # One that is the whole change tells unless another stands by; the rest tell where the other text has none.
        lost = next((key for key in other if key in _NEGATIONS), "")
        gained = next((key for key in own if key in _NEGATIONS), "")
        if lost and not gained:
            alone = len(other) <= _SHORT and not self._denied(self._texts.claim, self._ended[id(run)][0], len(own))
            if alone or not self._own_negations:
                return f"negation: “{lost}” left out"
        if gained and not lost:
            alone = len(own) <= _SHORT and not self._denied(self._texts.document, self._ended[id(run)][1], len(other))
            if alone or not self._negations:
                return f"negation: “{gained}” put in"
        return ""

    def _denied(self, text: Coded, at: int, length: int) -> bool:
        around = range(max(0, at - _BESIDE), min(len(text), at + length + _BESIDE))
        return any(text.key(word) in _NEGATIONS for word in around)

    def _bound(self, own: list[str], other: list[str]) -> str:
        for phrase, bound in _bounds(other).items():
            if bound not in self._own_bounds.values():
                return f"quantity: “{phrase}” left out"
        for phrase, bound in _bounds(own).items():
            if bound not in self._bounds.values():
                return f"quantity: “{phrase}” put in"
        return ""

    def _one_of(self, own: list[str], other: list[str], groups: tuple[frozenset[str], ...], name: str) -> str:
        """Return that a word became another of a group of days, say, or of another group of shares."""
        days = name == "time"
        for group in groups:
            rivals = group if days else frozenset().union(*(rest for rest in groups if rest is not group))
            lost = next((key for key in other if key in group and fold(key) not in self._own_forms), "")
            gained = next((key for key in own if key in rivals and fold(key) not in self._forms), "")
            if lost and gained:
                return f"{name}: “{lost}” became “{gained}”"
        return ""

    def _certainty(self, own: list[str], other: list[str]) -> str:
        if not self._own_forms & _UNSURE:
            lost = next((key for key in other if fold(key) in _HEDGES), "")
            if lost:
                return f"certainty: “{lost}” left out"
        gained = next((key for key in own if key in _SURE and fold(key) not in self._forms), "")
        return f"certainty: “{gained}” put in" if gained else ""

    def _condition(self, other: list[str]) -> str:
        if self._own_forms & _CONDITIONAL:
            return ""
        lost = next((key for key in other if key in _CONDITIONS), "")
        return f"condition: “{lost}” left out" if lost else ""

    def _degree(self, other: list[str]) -> str:
        lost = next((key for key in other if key in DEGREES and fold(key) not in self._own_forms), "")
        return f"degree: “{lost}” left out" if lost and self._own_negations else ""


def beside(run: Run) -> list[int]:
    """Return the passage's words of a run that bear on what is kept: all but the inner ones of a long omission."""
    words = run.other_words
    if run.change is Change.DROPPED and len(words) > _LONG_DROP:
        return [*words[:_BESIDE], *words[-_BESIDE:]]
    return words


def _numbers(keys: Sequence[str]) -> Iterable[tuple[tuple[int, ...], float]]:
    """Give the numbers that the words write, each with the places of its words; a part of a longer one is none."""
    at = 0
    while at < len(keys):
        end = at
        number = None
        while end < len(keys) and (is_number(keys[end]) or (end > at and keys[end] in ("and", "one"))):
            if keys[at][:1].isdigit() and end > at and keys[end][:1].isdigit():
                break
            end += 1
        while end > at and keys[end - 1] == "and":
            end -= 1
        if end > at:
            number = value(tuple(keys[at:end]))
        if number is not None:
            yield tuple(range(at, end)), number
        at = max(end, at + 1)


def _bounds(keys: Sequence[str]) -> dict[str, str]:
    """Return the bounds that the words set, each before a number, as they stand and as they mean."""
    found = {}
    for at in range(len(keys)):
        for length in (3, 2, 1):
            phrase = " ".join(keys[at : at + length])
            if phrase in _BOUNDS and at + length < len(keys) and is_number(keys[at + length]):
                found[phrase] = _BOUNDS[phrase]
    return found
