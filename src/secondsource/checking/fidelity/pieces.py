"""From words lined up to the pieces a reader sees, each with the reason why it matters or not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from secondsource.checking.fidelity.forms import FUNCTION, fold, spelling, value
from secondsource.checking.fidelity.sense import FILLERS, REPORTABLE, is_light, is_number, senses, shift, turned
from secondsource.model import Change, Piece, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secondsource.checking.fidelity.document import Coded, Prepared
    from secondsource.checking.fidelity.passages import Fit

_LONG_DROP: Final = 12  # words; of a longer one only the words beside what is kept are weighed
_BESIDE: Final = 3
_QUOTED: Final = 60  # code points of a changed stretch that its reason repeats


@dataclass(slots=True)
class Part:
    """A run of words lined up alike. ``strict`` tells that they are to be the source's own words."""

    change: Change
    own: list[Span]
    other: list[Span]
    own_words: list[int]
    other_words: list[int]
    passage: int
    strict: bool
    why: str = ""
    weighty: bool = False
    counts: bool = True  # false for what never makes a quotation less than verbatim


@dataclass(frozen=True, slots=True)
class Texts:
    """A claim and the document it is held against, and which words of the claim are in which quotation.

    ``quotation`` numbers each word's quotation; 0 is for words that may be reported in other words.
    """

    claim: Coded
    document: Prepared
    quotation: Sequence[int]

    def own(self, numbers: Sequence[int]) -> list[str]:
        """Return the claim's words as they compare."""
        return [self.claim.key(number) for number in numbers]

    def other(self, numbers: Sequence[int]) -> list[str]:
        """Return the document's words as they compare."""
        return [self.document.key(number) for number in numbers]


def parts(texts: Texts, fits: list[Fit]) -> list[Part]:
    """Return the runs in the order of the claim, judged."""
    runs: list[Part] = []
    for number, fit in enumerate(fits):
        for atom in _atoms(texts, fit, number):
            last = runs[-1] if runs else None
            if last is not None and _goes_on(texts, last, atom):
                last.own += atom.own
                last.other += atom.other
                last.own_words += atom.own_words
                last.other_words += atom.other_words
                if last.change is not atom.change:
                    last.change = Change.REPLACED
            else:
                runs.append(atom)
    said = {texts.document.key(number) for run in runs for number in run.other_words}
    for run in runs:
        if run.change is not Change.SAME and run.counts and not run.why:
            _judge(texts, run, said)
    for run, fit in ((runs[0], fits[0]), (runs[-1], fits[-1])):
        if run.change is Change.DROPPED and fit.edges and not run.weighty:
            run.weighty, run.counts, run.why = True, True, "what the same sentence says beside it, left out"
    return runs


def _atoms(texts: Texts, fit: Fit, number: int) -> list[Part]:
    """Return one part for each word or pair of words, and for what is no word between them."""
    claim, document = texts.claim, texts.document
    atoms: list[Part] = []
    begun = False
    strict = False
    following = next((pair.own for pair in fit.pairs if pair.own is not None), 0)
    for own, other in fit.pairs:
        if own is not None:
            strict = texts.quotation[own] > 0
            following = own + 1
        elif following < len(texts.quotation):
            # Words left out within one quotation were to be there; those left out between two were not.
            strict = texts.quotation[following] == texts.quotation[max(0, following - 1)] > 0
        noises = document.noise_before(other) if other is not None and begun else []
        own_noises = claim.noise_before(own) if own is not None and own else []
        for span in own_noises:
            word = claim.text[span.start : span.end].casefold()
            twin = next((it for it in noises if document.text[it.start : it.end].casefold() == word), None)
            if twin is not None:
                while noises[0] != twin:
                    atoms.append(_noise(Change.DROPPED, [], [noises.pop(0)], number, strict))
                noises.pop(0)
                atoms.append(Part(Change.SAME, [span], [twin], [], [], number, strict))
            else:
                atoms.append(_noise(Change.ADDED, [span], [], number, strict))
        atoms += [_noise(Change.DROPPED, [], [span], number, strict) for span in noises]
        begun = begun or other is not None
        atom = Part(
            Change.SAME,
            [] if own is None else [Span(claim.starts[own], claim.ends[own])],
            [] if other is None else [Span(document.starts[other], document.ends[other])],
            [] if own is None else [own],
            [] if other is None else [other],
            number,
            strict,
        )
        if own is None:
            atom.change = Change.DROPPED
        elif other is None:
            atom.change = Change.ADDED
        elif claim.exact[own] != document.exact[other]:
            atom.change = Change.REPLACED
            if claim.folded[own] == document.folded[other]:
                atom.why, atom.weighty, atom.counts = shift(claim.key(own), document.key(other), reported=not strict)
        atoms.append(atom)
    return atoms


def _noise(change: Change, own: list[Span], other: list[Span], passage: int, strict: bool) -> Part:
    return Part(change, own, other, [], [], passage, strict, "no word of the speech", counts=False)


def _goes_on(texts: Texts, last: Part, atom: Part) -> bool:
    """Tell whether a word belongs to the run before it."""
    if last.passage != atom.passage or last.strict != atom.strict or last.why or atom.why:
        return False
    if Change.SAME in (last.change, atom.change):
        return last.change is atom.change
    if last.change is atom.change:
        return True
    # What was left out at the claim's own ellipsis stays apart from what was changed beside it.
    own = [*last.own_words, *atom.own_words]
    if any(texts.claim.elided(number) or texts.claim.elided(number + 1) for number in own):
        return False
    other = texts.other([*last.other_words, *atom.other_words])
    if all(is_number(key) or key in ("one", "and", "a") for key in [*texts.own(own), *other]):
        return True
    sizes = len(own), len(other)
    return max(sizes) <= 3 * max(1, min(sizes))


def _judge(texts: Texts, run: Part, said: set[str]) -> None:
    """Say why the changed run matters, or why not."""
    own, other = texts.own(run.own_words), texts.other(run.other_words)
    if run.change is Change.REPLACED:
        same = _same_otherwise(own, other)
        if same:
            run.why, run.counts = same, False
            return
    if run.change is Change.DROPPED and _is_filler(texts, run, other):
        run.why, run.counts = "a filler or a repetition", False
        return
    near = run.other_words
    if run.change is Change.DROPPED and len(near) > _LONG_DROP:
        near = [*near[:_BESIDE], *near[-_BESIDE:]]
    reason = _sense(texts, run, own, texts.other(near), said)
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
    if [key for key in own if key not in ("per", "cent")] + ["percent"] * (own == ["per", "cent"]) == other:
        return "the same, in signs"
    return ""


def _is_filler(texts: Texts, run: Part, other: list[str]) -> bool:
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


# After "you know" and "i mean" these show that the words are meant.
_OBJECTS: Final = frozenset("that what who how why where when it him her them the a this is to".split())


def _sense(texts: Texts, run: Part, own: list[str], other: list[str], said: set[str]) -> str:
    """Return what of the sense the change bears on, empty where nothing is known to."""
    if not run.strict and run.change is Change.ADDED:
        absent = [key for key in own if is_number(key) and key not in texts.document.keys]
        if absent:
            return f"number: “{absent[0]}” is not in the source"
    pair = turned(own, other)
    if pair:
        return f"the opposite: “{pair[1]}” became “{pair[0]}”"
    ours, theirs = (
        senses(own, _after(texts.claim, run.own_words)),
        senses(other, _after(texts.document, run.other_words)),
    )
    for name in dict.fromkeys([*theirs, *ours]):
        gained = {form: word for form, word in ours.get(name, {}).items() if form not in theirs.get(name, {})}
        lost = {form: word for form, word in theirs.get(name, {}).items() if form not in ours.get(name, {})}
        if not run.strict:
            if run.change is Change.DROPPED and name in REPORTABLE:
                continue
            gained = {form: word for form, word in gained.items() if word not in said}
        if lost and gained:
            return f"{name}: “{_first(lost)}” became “{_first(gained)}”"
        if lost:
            return f"{name}: “{_first(lost)}” left out"
        if gained:
            return f"{name}: “{_first(gained)}” put in"
    return _numbers(run, own, other, said) or _names(texts, run)


def _after(text: Coded, numbers: list[int]) -> str:
    """Return the word that follows the run."""
    return text.key(numbers[-1] + 1) if numbers and numbers[-1] + 1 < len(text) else ""


def _first(found: dict[str, str]) -> str:
    return next(iter(found.values()))


def _numbers(run: Part, own: list[str], other: list[str], said: set[str]) -> str:
    ours = [key for key in own if is_number(key)]
    theirs = [key for key in other if is_number(key)]
    if sorted(map(fold, ours)) == sorted(map(fold, theirs)):
        return ""
    if not run.strict:
        ours = [key for key in ours if key not in said]
        if not ours:
            return ""
    if ours and theirs:
        return f"number: “{' '.join(theirs)}” became “{' '.join(ours)}”"
    if ours:
        return f"number: “{' '.join(ours)}” put in"
    return f"number: “{' '.join(theirs)}” left out" if run.strict else ""


def _names(texts: Texts, run: Part) -> str:
    """Return that a name became another one or was put in; one left out says less, but not the wrong thing."""
    ours = [texts.claim.surface(at) for at in run.own_words if texts.claim.is_name(at)]
    theirs = [texts.document.surface(at) for at in run.other_words if texts.document.is_name(at)]
    if not ours or {name.casefold() for name in ours} & {name.casefold() for name in theirs}:
        return ""
    if theirs:
        return f"name: “{' '.join(theirs)}” became “{' '.join(ours)}”"
    if run.strict:
        return f"name: “{' '.join(ours)}” put in"
    if run.change is Change.ADDED and all(name.casefold() not in texts.document.keys for name in ours):
        return f"name: “{' '.join(ours)}” is not in the source"
    return ""


def _plain(texts: Texts, run: Part, own: list[str], other: list[str]) -> str:
    """Return the reason of a change that is not known to bear on the sense."""
    if run.change is Change.DROPPED:
        return "left out, of little weight" if is_light(other) else "left out"
    if run.change is Change.ADDED:
        first, last = run.own[0].start, run.own[-1].end
        if texts.claim.text[:first].rstrip().endswith("[") and texts.claim.text[last:].lstrip().startswith("]"):
            return "put in between square brackets"
        if not run.strict and all(fold(key) in FUNCTION for key in own):
            return "expected in reported speech"
        return "put in, of little weight" if is_light(own) else "put in"
    return "other words"


def pieces(texts: Texts, runs: list[Part], passages: Sequence[Span]) -> tuple[Piece, ...]:
    """Return the runs as pieces that hold every character of the claim and of the passages, in order.

    What stands between two runs goes with the one that is the same, else with the earlier.
    """
    own = _stretched([(run.own, run.change is Change.SAME) for run in runs], Span(0, len(texts.claim.text)))
    other: list[Span] = []
    for number, passage in enumerate(passages or [Span(0, 0)]):
        sides = [(run.other, run.change is Change.SAME) for run in runs if run.passage == number or not passages]
        other += _stretched(sides, passage)
    return tuple(
        Piece(run.change, mine, theirs, run.weighty, run.why)
        for run, mine, theirs in zip(runs, own, other, strict=True)
    )


def _stretched(sides: list[tuple[list[Span], bool]], whole: Span) -> list[Span]:
    """Return for each side one span, so that together they are the whole; empty ones stand where they belong."""
    filled = [at for at, (spans, _) in enumerate(sides) if spans]
    if not filled:
        return [Span(whole.start, whole.end if at == 0 else whole.start) for at in range(len(sides))]
    starts = [0] * len(sides)
    ends = [0] * len(sides)
    starts[filled[0]] = whole.start
    ends[filled[-1]] = whole.end
    for before, after in pairwise(filled):
        gap = Span(sides[before][0][-1].end, sides[after][0][0].start)
        border = gap.start if sides[after][1] and not sides[before][1] else gap.end
        ends[before] = starts[after] = border
    cursor = whole.start
    for at, (spans, _) in enumerate(sides):
        if not spans:
            starts[at] = ends[at] = cursor
        cursor = ends[at]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True)]
