"""Whether two claims seem to tell of one event, from what their sentences, their contexts and their articles say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from secondsource.checking.conflicts.frames import Sentence, concept, read, stem
from secondsource.checking.conflicts.vocabulary import APART, BOUNDING, CONTRARIES, SIDES
from secondsource.model import Said, Span

_BETWEEN = frozenset([",", ";", ":", "–", "—", "but"])  # what ends a clause
_SHARED = 3  # names and words that two articles on one event have in common at least


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and how the event of one sentence took place: what the sentence says, and what stands around it.

    ``known`` are the names and ``told`` the words of claim, context and margins together, ``article`` the margins.
    The rest is that of the sentence.
    """

    names: frozenset[str]
    places: frozenset[str]
    means: frozenset[str]
    words: frozenset[str]
    wider: frozenset[str]
    ranks: frozenset[tuple[str, str]]
    opening: tuple[str, str]
    known: frozenset[str]
    told: frozenset[str]
    article: str


def _all(sentences: tuple[Sentence, ...], field: str) -> frozenset[str]:
    return frozenset[str]().union(*(getattr(sentence, field) for sentence in sentences))


@lru_cache(maxsize=1024)
def _scenes(text: str, context: str, margins: str) -> tuple[Scene, ...]:
    own = read(text).sentences
    near = read(context).sentences
    around = (*own, *near, *read(margins).sentences)
    known, told = _all(around, "names"), _all(around, "words") | {s.opening[1] for s in around if s.opening[1]}
    return tuple(
        Scene(
            s.names | ({s.opening[0]} & known),
            s.places,
            s.means,
            s.words,
            s.wider,
            s.ranks,
            s.opening,
            known,
            told,
            margins,
        )
        for s in own
    )


def scene(said: Said, number: int) -> Scene:
    """Give the scene of sentence ``number`` of the claim."""
    return _scenes(said.text, said.context, said.margins)[number]


@lru_cache(maxsize=1024)
def _sides(text: str) -> tuple[tuple[int, frozenset[str]], ...]:
    """The words of each clause that have a contrary, and "not" where it says that something is not so.

    With the code point at which the clause ends: at a mark, at "but", or with its sentence.
    """
    known = read(text)
    found: list[tuple[int, set[str]]] = []
    before = -1
    for index, (number, token) in enumerate(zip(known.within, known.tokens, strict=True)):
        if number != before or token.low in _BETWEEN:
            found.append((token.end, set()))
            before = number
        found[-1] = token.end, found[-1][1]
        following = known.tokens[index + 1].low if index + 1 < len(known.tokens) else ""
        if token.low == "not" and following in BOUNDING:
            continue
        without = token.low[:2] == "un" and token.low[-2:] == "ed" and concept(token.low) != stem(token.low)
        if without or token.low in ("not", "never") or token.low.endswith(("n't", "n’t")):
            found[-1][1].add("not")
        elif (word := concept(token.low)) in SIDES:
            found[-1][1].add(word)
    return tuple((end, frozenset(words)) for end, words in found)


def _side(text: str, at: int) -> frozenset[str]:
    return next((words for end, words in _sides(text) if at < end), frozenset())


def contrary(one: Said, at: Span, other: Said, its: Span) -> bool:
    """Tell whether the clauses at two places speak of contrary things: "not", "unvaccinated", "before"/"after"."""
    here, there = _side(one.text, at.start), _side(other.text, its.start)
    if ("not" in here) != ("not" in there):
        return True
    ours, theirs = here - there, there - here
    return any((a in ours and b in theirs) or (b in ours and a in theirs) for a, b in CONTRARIES)


def one_event(one: Scene, other: Scene) -> bool:
    """Tell whether two scenes may well be one: nothing keeps them apart, and they share more than the event itself."""
    if one.places and other.places and not one.places & other.places:
        within_one = bool(one.article) and one.article == other.article
        if within_one or not (one.places & other.known or other.places & one.known):
            return False
    if one.means and other.means and not _bombed(one.means) & _bombed(other.means):
        return False
    if any(thing == its and rank != another for thing, rank in one.ranks for its, another in other.ranks):
        return False
    if one.words & APART != other.words & APART:
        return False
    shared = len(one.known & other.known) + len(one.told & other.told)
    return shared >= min(_SHARED, len(one.known) + len(one.told), len(other.known) + len(other.told)) > 0


def _bombed(means: frozenset[str]) -> frozenset[str]:
    """Air raids are often called shelling."""
    return means | {"air", "shells"} if means & {"air", "shells"} else means


def likeness(one: Scene, other: Scene, besides: frozenset[str] = frozenset()) -> float:
    """The share of the shorter sentence's names and words, without ``besides``, that the other has too.

    1 where one says nothing but ``besides``.
    """
    here, there = _told(one, other) - besides, _told(other, one) - besides
    least = min(len(here), len(there))
    return len(here & there) / least if least else float(bool(besides))


def others(one: Scene, other: Scene) -> bool:
    """Tell whether two sentences name others: each has names, or flights with a number, and none is shared."""
    here, there = ({word for word in _told(*both) if word[0] == "*"} for both in ((one, other), (other, one)))
    numbered = {word for word in here if word[-1].isdecimal()}, {word for word in there if word[-1].isdecimal()}
    return any(ours and theirs and not ours & theirs for ours, theirs in ((here, there), numbered))


def _told(one: Scene, other: Scene) -> frozenset[str]:
    """The names and words of a sentence; the one that opens it is a name where one of the articles has it as such."""
    name, word = one.opening
    opening = {f"*{name}"} if name in one.known | other.known else {word} if word else set()
    return one.words | {f"*{each}" for each in one.names} | opening


def _key(said: Said) -> tuple[str, ...]:
    published = said.published.isoformat() if said.published else ""
    return said.text, published, said.context, said.margins, str(said.article), str(said.number)


def ordered(one: Said, other: Said) -> tuple[Said, Said, bool]:
    """Give two claims in an order that does not depend on which came first, and whether they were turned."""
    return (other, one, True) if _key(one) > _key(other) else (one, other, False)


def alike(one: str, other: str) -> bool:
    """Tell whether two folded names are one, or one begins the other, as in Damascus and Damascene."""
    return one == other or (min(len(one), len(other)) > 2 and (one.startswith(other) or other.startswith(one)))
