"""Why a change matters, or why it does not, where words are to be the source's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from secondsource.checking.fidelity.forms import FUNCTION, fold, spelling, value
from secondsource.checking.fidelity.reported import Reported, beside
from secondsource.checking.fidelity.sense import FILLERS, is_light, is_number, senses, turned
from secondsource.model import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secondsource.checking.fidelity.document import Coded
    from secondsource.checking.fidelity.runs import Run, Texts

# After "you know" and "i mean" these show that the words are meant.
_OBJECTS: Final = frozenset("that what who how why where when it him her them the a this is to".split())


def judge(texts: Texts, runs: Sequence[Run]) -> None:
    """Say for each changed run why it matters, or why not."""
    reported = Reported(texts, runs)
    for run in runs:
        if run.change is not Change.SAME and run.counts and not run.why:
            _judge(texts, run, reported)


def _judge(texts: Texts, run: Run, reported: Reported) -> None:
    own, other = texts.own(run.own_words), texts.other(run.other_words)
    if run.change is Change.REPLACED:
        same = _same_otherwise(own, other)
        if same:
            run.why, run.counts = same, False
            return
    if run.change is Change.DROPPED and _is_filler(texts, run, other):
        run.why, run.counts = "a filler or a repetition", False
        return
    other_near = texts.other(beside(run))
    reason = _sense(texts, run, own, other_near) if run.strict else reported.sense(run, own, other_near)
    reason = reason or _names(texts, run)
    run.weighty = bool(reason)
    run.why = reason or _plain(texts, run, own, other)


def _same_otherwise(own: list[str], other: list[str]) -> str:
    """Return why two runs of words are the same, empty where they are not."""
    if "".join(own) == "".join(other):
        return "the same, divided otherwise"
    if value(tuple(own)) is not None and value(tuple(own)) == value(tuple(other)):
        return "the same number"
    if [spelling(key) for key in own] == [spelling(key) for key in other]:
        return "another spelling"
    if _without_signs(own) == _without_signs(other):
        return "the same, in signs"
    return ""


def _without_signs(keys: list[str]) -> str:
    return " ".join(keys).replace("%", "percent").replace("per cent", "percent")


def _is_filler(texts: Texts, run: Run, other: list[str]) -> bool:
    """Tell whether the words are a speaker's filler, or said twice in a row."""
    phrase = " ".join(other)
    first, last = run.other_words[0], run.other_words[-1]
    length = len(other)
    key = texts.document.key
    if length <= 4:
        before = [key(at) for at in range(max(0, first - length), first)]
        after = [key(at) for at in range(last + 1, min(last + 1 + length, len(texts.document)))]
        if other in (before, after):
            return True
    if phrase not in FILLERS:
        return False
    # A filler stands between commas, at the start of a sentence, or is a phrase of two words and more.
    document = texts.document
    if length > 1 and "," not in document.gap(first) and "," not in document.gap(last + 1):
        return phrase in ("you know", "i mean") and last + 1 < len(document) and document.key(last + 1) not in _OBJECTS
    return (
        length > 1 or document.opens_sentence(first) or ("," in document.gap(first) and "," in document.gap(last + 1))
    )


def _sense(texts: Texts, run: Run, own: list[str], other: list[str]) -> str:
    """Return what of the sense the change bears on, empty where nothing is known to."""
    pair = turned(own, other)
    if pair:
        return f"the opposite: “{pair[1]}” became “{pair[0]}”"
    ours = senses(own, _after(texts.claim, run.own_words))
    theirs = senses(other, _after(texts.document, run.other_words))
    for name in dict.fromkeys([*theirs, *ours]):
        gained = [word for form, word in ours.get(name, {}).items() if form not in theirs.get(name, {})]
        lost = [word for form, word in theirs.get(name, {}).items() if form not in ours.get(name, {})]
        if lost and gained:
            return f"{name}: “{lost[0]}” became “{gained[0]}”"
        if lost:
            return f"{name}: “{lost[0]}” left out"
        if gained:
            return f"{name}: “{gained[0]}” put in"
    return _numbers(own, other)


def _after(text: Coded, numbers: list[int]) -> str:
    """Return the word that follows the run."""
    return text.key(numbers[-1] + 1) if numbers and numbers[-1] + 1 < len(text) else ""


def _numbers(own: list[str], other: list[str]) -> str:
    ours = [key for key in own if is_number(key)]
    theirs = [key for key in other if is_number(key)]
    if sorted(map(fold, ours)) == sorted(map(fold, theirs)):
        return ""
    if ours and theirs:
        return f"number: “{' '.join(theirs)}” became “{' '.join(ours)}”"
    if ours:
        return f"number: “{' '.join(ours)}” put in"
    return f"number: “{' '.join(theirs)}” left out"


def _absent(texts: Texts, at: int) -> bool:
    return texts.claim.key(at) not in texts.document.keys


def _names(texts: Texts, run: Run) -> str:
    """Return that a name became another one or was put in; one left out says less, but not the wrong thing."""
    ours = [texts.claim.surface(at) for at in run.own_words if texts.claim.is_name(at)]
    theirs = [texts.document.surface(at) for at in run.other_words if texts.document.is_name(at)]
    if not ours or {name.casefold() for name in ours} & {name.casefold() for name in theirs}:
        return ""
    if theirs:
        return f"name: “{' '.join(theirs)}” became “{' '.join(ours)}”"
    if run.strict:
        return f"name: “{' '.join(ours)}” put in"
    absent = [texts.claim.surface(at) for at in run.own_words if texts.claim.is_name(at) and _absent(texts, at)]
    if absent:
        return f"name: “{' '.join(absent)}” is not in the source"
    return ""


def _plain(texts: Texts, run: Run, own: list[str], other: list[str]) -> str:
    """Return the reason of a change that is not known to bear on the sense."""
    if run.change is Change.DROPPED:
        if run.elided:
            return "left out at the ellipsis"
        return "left out, of little weight" if is_light(other) else "left out"
    if run.change is Change.ADDED:
        first, last = run.own[0].start, run.own[-1].end
        if texts.claim.text[:first].rstrip().endswith("[") and texts.claim.text[last:].lstrip().startswith("]"):
            return "put in between square brackets"
        if not run.strict and all(fold(key) in FUNCTION for key in own):
            return "expected in reported speech"
        return "put in, of little weight" if is_light(own) else "put in"
    return "other words"
