"""From words lined up to the pieces a reader sees."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from secondsource.checking.fidelity.runs import Run, Texts
from secondsource.checking.fidelity.sense import is_number, shift
from secondsource.checking.fidelity.weighing import judge
from secondsource.model import Change, Piece, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secondsource.checking.fidelity.passages import Fit

_LONGEST_NUMBER: Final = 20  # words on both sides


def judged(texts: Texts, fits: list[Fit]) -> list[Run]:
    """Return the runs in the order of the claim, judged."""
    runs: list[Run] = []
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
                last.why, last.counts = "", True
            else:
                runs.append(atom)
    judge(texts, runs)
    for run, turned in ((runs[0], fits[0].led), (runs[-1], fits[-1].limited)):
        if turned and run.change is Change.DROPPED and not run.weighty:
            run.weighty, run.counts, run.why = True, True, "left out: what the same sentence says with it"
    return runs


def _atoms(texts: Texts, fit: Fit, number: int) -> list[Run]:
    """Return one part for each word or pair of words, and for what is no word between them."""
    claim, document = texts.claim, texts.document
    atoms: list[Run] = []
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
                atoms.append(Run(Change.SAME, [span], [twin], [], [], number, strict))
            else:
                atoms.append(_noise(Change.ADDED, [span], [], number, strict))
        atoms += [_noise(Change.DROPPED, [], [span], number, strict) for span in noises]
        begun = begun or other is not None
        atom = Run(
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
            atom.elided = 0 < following < len(claim) and claim.elided(following)
        elif other is None:
            atom.change = Change.ADDED
        elif claim.exact[own] != document.exact[other]:
            atom.change = Change.REPLACED
            if claim.folded[own] == document.folded[other]:
                atom.why, atom.weighty, atom.counts = shift(claim.key(own), document.key(other), reported=not strict)
        atoms.append(atom)
    return atoms


def _noise(change: Change, own: list[Span], other: list[Span], passage: int, strict: bool) -> Run:
    return Run(change, own, other, [], [], passage, strict, "no word of the speech", counts=False)


def _goes_on(texts: Texts, last: Run, atom: Run) -> bool:
    """Tell whether a word belongs to the run before it."""
    if last.passage != atom.passage or last.strict != atom.strict:
        return False
    if Change.SAME not in (last.change, atom.change) and _is_one_number(texts, last, atom):
        return True
    if last.why or atom.why:
        return False
    if Change.SAME in (last.change, atom.change):
        return last.change is atom.change
    if last.change is atom.change:
        return last.elided is atom.elided
    # What was left out at the claim's own ellipsis stays apart from what was changed beside it.
    own = [*last.own_words, *atom.own_words]
    if any(texts.claim.elided(number) or texts.claim.elided(number + 1) for number in own):
        return False
    sizes = len(own), len(last.other_words) + len(atom.other_words)
    return max(sizes) <= 3 * max(1, min(sizes))


def _is_one_number(texts: Texts, last: Run, atom: Run) -> bool:
    """Tell whether a run and the word after it are parts of numbers on both sides: "two hundred and sixty" for 60."""
    if len(last.own_words) + len(last.other_words) > _LONGEST_NUMBER:
        return False
    keys = [*texts.own([*last.own_words, *atom.own_words]), *texts.other([*last.other_words, *atom.other_words])]
    return bool(keys) and all(is_number(key) or key in ("one", "and", "a") for key in keys)


def pieces(texts: Texts, runs: list[Run], passages: Sequence[Span]) -> tuple[Piece, ...]:
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
