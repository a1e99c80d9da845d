"""A claim held against the text of its source."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from secondsource.checking.fidelity.document import Prepared
from secondsource.checking.fidelity.edges import with_edges
from secondsource.checking.fidelity.passages import MOST_WORDS, Search, bounds
from secondsource.checking.fidelity.pieces import judged, pieces
from secondsource.checking.fidelity.places import BRIDGE
from secondsource.checking.fidelity.quoted import quoted
from secondsource.checking.fidelity.runs import Texts
from secondsource.checking.fidelity.verdict import NOWHERE, Likeness, check, line
from secondsource.model import Change, Check, Comparison, Kind, Piece, Span

if TYPE_CHECKING:
    from secondsource.checking.fidelity.document import Coded
    from secondsource.checking.fidelity.passages import Fit
    from secondsource.checking.fidelity.runs import Run

_DROPPED: Final = 0.3  # what a word left out costs beside one kept
_STRETCHED: Final = 0.01  # what a word left out takes from the likelihood that the words were taken from here
_OTHER_FORM: Final = 0.5  # of a word's weight in a quotation that has another form of it
_NEAR: Final = 0.35  # from this share of a claim's weight in a passage, that passage is worth a look
_FEWEST_QUOTED: Final = 2  # words in quotation marks that show by themselves where a claim comes from
_ENDING: Final = ".!?…”’»\"')]"


class Document:
    """The text of a source, made ready once to have many claims held against it. It is never changed."""

    def __init__(self, text: str) -> None:
        self._document = Prepared(text)

    def compare(self, claim: str, kind: Kind = Kind.DIRECT) -> Comparison:
        """Return how the claim stands to the nearest passage.

        ``claim`` holds the claim's words, with " … " where the article has something of its own between them. ``kind``
        says what is to be the source's own words: all of it (direct), what stands in quotation marks (mixed), nothing
        (indirect, narrator). In the comparison ``passage`` is in the order of the document, and the pieces, in the
        order of the claim, are together all of the claim and all of the passages. Where nothing comes near, there is
        no passage and one piece. Offsets count code points of the two texts as given.
        """
        document = self._document
        coded = document.code(claim)
        if not len(coded) or not len(document):
            alone = (Piece(Change.ADDED, Span(0, len(claim)), Span(0, 0)),) if claim else ()
            empty = "the claim" if not len(coded) else "the source"
            return Comparison(Check.NOT_FOUND, (), alone, f"{empty} holds no words", 0.0)
        quotation = _quotation(coded, kind)
        search = Search(document, coded, quotation)
        fits = search.passages()
        if kind is not Kind.MIXED:
            fits = with_edges(document, len(coded), fits)
        texts = Texts(coded, document, quotation)
        runs = judged(texts, fits)
        found = [stretch for stretch in (bounds(fit.pairs) for fit in fits) if stretch is not None]
        likeness = _likeness(search, fits, runs, quotation)
        far = bool(found) and max(end for _, end in found) - min(start for start, _ in found) > len(coded) + 2 * BRIDGE
        verdict = check(runs, likeness, len(found), far=far, direct=kind is Kind.DIRECT)
        if kind is Kind.DIRECT and verdict is Check.PARAPHRASE:
            # No quotation after all: what changed is weighed as in a report.
            texts = Texts(coded, document, [0] * len(coded))
            runs = judged(texts, fits)
        passages = _passages(document, coded, fits)
        if verdict is Check.NOT_FOUND and likeness.told < _NEAR:
            return Comparison(verdict, (), (Piece(Change.ADDED, Span(0, len(claim)), Span(0, 0)),), NOWHERE, 0.0)
        if verdict is Check.NOT_FOUND:
            for run in runs:
                run.weighty, run.why = False, ""
        apart = None
        if len(found) == 2:
            before, after = found
            apart = after[0] - before[1] if after[0] >= before[1] else -1
        nearest = " ".join(document.text[slice(*span)] for span in passages)
        said = line(verdict, texts, runs, nearest, apart=apart, direct=kind is Kind.DIRECT)
        if verdict is Check.NOT_FOUND and len(coded) > MOST_WORDS:
            said = (
                f"too long to line up: more than {MOST_WORDS:,} words, and the source does not have them as they stand"
            )
        found_at = tuple(sorted(passages))
        return Comparison(verdict, found_at, pieces(texts, runs, passages), said, _score(search, likeness, runs))


def compare(claim: str, document: str, *, kind: Kind = Kind.DIRECT) -> Comparison:
    """Return how the claim stands to the nearest passage of the document, as ``Document.compare`` does."""
    return Document(document).compare(claim, kind)


def _quotation(claim: Coded, kind: Kind) -> list[int]:
    """Return for each word the number of the quotation that it is to be verbatim in, 0 for none."""
    if kind is Kind.DIRECT:
        return [1] * len(claim)
    if kind is Kind.MIXED:
        return quoted(claim.text, list(claim.starts))
    return [0] * len(claim)


def _likeness(search: Search, fits: list[Fit], runs: list[Run], quotation: list[int]) -> Likeness:
    weights = search.weights
    matched = {pair.own for fit in fits for pair in fit.pairs if search.matches(pair) and pair.own is not None}
    matched |= {own for run in runs if run.change is Change.REPLACED and not run.counts for own in run.own_words}
    share = sum(weights[own] for own in matched) / (sum(weights) or 1.0)
    bag = fits[0].bag if len(fits) == 1 else share
    strict = [own for own, number in enumerate(quotation) if number]
    if len(strict) < min(_FEWEST_QUOTED, len(quotation)):
        return Likeness(share, bag, 0.0)
    changed = {
        own for run in runs if run.counts and run.change is Change.REPLACED for own in run.own_words if own in matched
    }
    theirs = {own: _OTHER_FORM if own in changed else 1.0 for own in strict if own in matched}
    whole = sum(weights[own] for own in strict) or 1.0
    by_weight = sum(weights[own] * part for own, part in theirs.items()) / whole
    by_number = sum(theirs.values()) / len(strict)
    stretched = sum(len(run.other_words) for run in runs if run.change is Change.DROPPED)
    return Likeness(share, bag, (by_weight + by_number) / 2 - _STRETCHED * stretched)


def _score(search: Search, likeness: Likeness, runs: list[Run]) -> float:
    """Return the likeness shown: 1 for nothing but the source's words, less for each word changed or left out."""
    dropped = sum(len(run.other_words) for run in runs if run.change is Change.DROPPED and run.counts)
    return round(likeness.told * len(search.weights) / (len(search.weights) + _DROPPED * dropped), 3)


def _passage(document: Prepared, claim: Coded, fits: list[Fit], number: int) -> Span | None:
    """Return the span of a part's passage, with the marks that end it, and with all that the claim has around it."""
    taken = bounds(fits[number].pairs)
    if taken is None:
        return None
    first, last = taken
    start, end = document.starts[first], document.ends[last - 1]
    before = document.ends[first - 1] if first else 0
    after = document.starts[last] if last < len(document) else len(document.text)
    ahead, behind = claim.text[: claim.starts[0]], claim.text[claim.ends[-1] :]
    if number == 0 and fits[0].pairs[0].own == 0 and document.text[before:start].endswith(ahead):
        start -= len(ahead)
    if number == len(fits) - 1 and document.text[end:after].startswith(behind) and behind:
        return Span(start, end + len(behind))
    while end < after and document.text[end] in _ENDING:
        end += 1
    return Span(start, end)


def _passages(document: Prepared, claim: Coded, fits: list[Fit]) -> list[Span]:
    """Return the spans of the parts' passages in the order of the claim, none over another."""
    spans = [span for number in range(len(fits)) if (span := _passage(document, claim, fits, number)) is not None]
    ordered = sorted(spans)
    ends = {span: min(span.end, later.start) for span, later in pairwise(ordered)}
    return [Span(span.start, ends.get(span, span.end)) for span in spans]
