"""What the pieces come to: one of the six words for a claim's fidelity, and a line that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from secondsource.model import Change, Check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secondsource.checking.fidelity.runs import Run, Texts

# Chosen on the cases that tests/bench/bench_fidelity.py was tuned on, in the middle of where they make little
# difference: with any of 0.55 to 0.7 for each of the three, at most 5 of the 495 cases fare worse.
QUOTED: Final = 0.6  # from this share of its weight in order, words are the source's, changed; below, other words
TOLD: Final = 0.62  # from this share in any order, a passage says it in other words
MADE_ONE: Final = 0.7  # from this share in order, spread over several passages, these were made one
NOWHERE: Final = "no passage says this in these words or near them"
_SHOWN: Final = 3  # changes that the line names
_LONGEST: Final = 40  # code points of each

_COUNTED: Final = {Change.REPLACED: "altered", Change.DROPPED: "left out", Change.ADDED: "put in"}


class Likeness(NamedTuple):
    """How near a claim comes to its passages, each 0 to 1.

    ``share`` and ``bag`` are the parts of its weight found in order and in any order; ``quoted`` is the part of what
    is to be the source's own words that is, by weight and by number.
    """

    share: float
    bag: float
    quoted: float

    @property
    def told(self) -> float:
        """How much of what it says the source says."""
        return max(self.share, (self.share + self.bag) / 2)


def check(runs: Sequence[Run], likeness: Likeness, passages: int, *, far: bool, direct: bool) -> Check:
    """Return the word for it. ``far``: its passages are far apart; ``direct``: all of it is a quotation."""
    changed = [run for run in runs if run.change is not Change.SAME and run.counts]
    if not changed and passages == 1:
        return Check.VERBATIM
    theirs = likeness.quoted >= QUOTED
    if likeness.told < TOLD and (not theirs or passages > 1):
        return Check.NOT_FOUND
    if passages > 1 and (far or direct) and likeness.share >= MADE_ONE:
        return Check.SPLICED
    strict = [run for run in changed if run.strict]
    if not strict or (direct and (not theirs or passages > 1)):
        return Check.PARAPHRASE
    for weighty in (True, False):
        kinds = {run.change for run in strict if run.weighty or not weighty}
        if kinds - {Change.DROPPED}:
            return Check.ALTERED
        if kinds:
            return Check.CUT
    raise AssertionError("a change of no kind")


def line(found: Check, texts: Texts, runs: Sequence[Run], passages: str, *, apart: int | None, direct: bool) -> str:
    """Return the line for a reader.

    ``passages`` is the text of the passages, ``apart`` counts the words between two of them, negative for another
    order; ``direct`` tells that all of the claim is a quotation.
    """
    changed = [run for run in runs if run.change is not Change.SAME and run.counts]
    differences = _differences(texts, changed)
    noted = _noted(runs)
    if found is Check.VERBATIM:
        otherwise = not noted and texts.claim.text.strip() != passages.strip()
        return "; ".join(["the same words" + ", set otherwise" * otherwise, *noted])
    if found is Check.NOT_FOUND:
        return NOWHERE + "; the nearest is shown" * bool(passages)
    if found is Check.SPLICED:
        start = "several passages made one"
        if apart is not None and apart >= 0:
            start = f"two passages made one, {apart:,} words apart in the source"
        elif apart is not None:
            start = "two passages made one, in another order than in the source"
        return "; ".join([start, *differences])
    if found is Check.PARAPHRASE:
        weighty = [run for run in changed if run.weighty]
        start = "not the source's words, though quoted" if direct else "reported, not word for word"
        if any(run.strict for run in runs) and not any(run.strict for run in changed):
            start = "the words in quotation marks are the source's, the rest is in other words"
        return "; ".join([start, *dict.fromkeys(run.why for run in weighty[:_SHOWN])])
    return "; ".join([*differences, *noted])


def _differences(texts: Texts, changed: Sequence[Run]) -> list[str]:
    told = []
    for kind in (Change.REPLACED, Change.DROPPED, Change.ADDED):
        runs = sorted((run for run in changed if run.change is kind), key=lambda run: not run.weighty)
        if not runs:
            continue
        count = sum(max(len(run.own_words), len(run.other_words)) for run in runs)
        shown = ", ".join(_shown(texts, run) for run in runs[:_SHOWN])
        more = f" and {len(runs) - _SHOWN} more" if len(runs) > _SHOWN else ""
        told.append(f"{count:,} word{'s' * (count != 1)} {_COUNTED[kind]}: {shown}{more}")
    return told


def _shown(texts: Texts, run: Run) -> str:
    own = texts.claim.text[run.own[0].start : run.own[-1].end] if run.own else ""
    other = texts.document.text[run.other[0].start : run.other[-1].end] if run.other else ""
    shown = " → ".join(f"“{_short(words)}”" for words in (other, own) if words)
    kind = run.why.split(":")[0] if run.weighty and ":" in run.why else ""
    return f"{shown} ({kind})" if kind else shown


def _short(words: str) -> str:
    words = " ".join(words.split())
    return (
        words if len(words) <= _LONGEST else f"{words[: _LONGEST // 2].rstrip()} … {words[-_LONGEST // 2 :].lstrip()}"
    )


def _noted(runs: Sequence[Run]) -> list[str]:
    left = sum(1 for run in runs if not run.counts and run.change is Change.DROPPED)
    marked = sum(1 for run in runs if run.elided)
    otherwise = sum(1 for run in runs if not run.counts and run.change is Change.REPLACED)
    noted = []
    if marked:
        noted.append("an ellipsis marks the cut" if marked == 1 else f"ellipses mark {marked:,} of the cuts")
    if left:
        noted.append(f"{left:,} of the source's hesitations, notes and fillers left out")
    if otherwise:
        noted.append(f"{otherwise:,} written otherwise")
    return noted
