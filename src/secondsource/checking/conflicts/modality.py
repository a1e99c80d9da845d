"""One claim states as certain what the other gives as possible, or as done what the other gives as planned."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from secondsource.checking.conflicts.differences import Difference, findings
from secondsource.checking.conflicts.frames import Text, read, stem
from secondsource.checking.conflicts.matters import (
    PREPOSITIONS,
    agents,
    doers,
    one_agent,
    one_event,
    one_matter,
    same_done,
    same_time,
)
from secondsource.checking.conflicts.negation import is_opposed
from secondsource.checking.conflicts.predicates import (
    HAPPENING,
    Clause,
    borne,
    clauses,
    concept,
    concepts_of,
    is_stated,
    span_of,
    with_verb,
)
from secondsource.checking.conflicts.spelling import MOST, word_set
from secondsource.model import Check, Finding, Said, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAY = word_set("may might")
_ADVERBS = word_set(
    "reportedly allegedly apparently possibly perhaps probably presumably purportedly supposedly seemingly ostensibly"
)
_THOUGHT = word_set(
    "believed thought feared suspected presumed understood assumed appears appeared appear seems seemed seem likely"
)
_PLANNED = word_set(
    "expected planned plans planning planned intends intended set scheduled aims hopes preparing prepared prepares"
)
_CONSIDERED = dict.fromkeys("considering weighing contemplating mulling pondering".split(), "modality.considered")
_LINKS = word_set("to that have has had be been")
_BE = word_set("was were is are been be has have had also widely now still")
_BEFORE_LIKELY = _BE | {"most", "very"}
_FEARED = word_set("lost dead drowned killed trapped missing")
_BEFORE_CLEAR = word_set("not immediately yet")
_UNCLEAR = word_set("unclear unknown unconfirmed")
_LIGHT = word_set("carried conducted committed caused perpetrated staged")
_QUESTION = word_set("if whether either unless would should must ought")
_POSSIBLE_WHY = "possible in one, certain in the other"
_PLANNED_WHY = "planned in one, done in the other"
_HEADS = 3  # concepts after a hedge among which its predicate stands,
_NEAR = 6  # and words


class Hedge(NamedTuple):
    """Words of a text that hold a statement back, tokens ``[first, last)``, and what they bear on."""

    rule: str
    first: int
    last: int
    clause: int
    concepts: tuple[tuple[str, int], ...]


@lru_cache(maxsize=1024)
def hedges(text: str) -> tuple[Hedge, ...]:
    """Every hedge and every plan of a text, in order."""
    parsed = read(text)
    found: list[Hedge] = []
    for number, clause in enumerate(clauses(text)):
        for i in range(clause.first, clause.last):
            if parsed.tokens[i].low in ("whether", "if"):
                break
            rule, end = _operator(parsed, i, clause) if len(found) < MOST else ("", i)
            if rule and (concepts := borne(parsed.tokens, end, clause.last)):
                first = _start_of(parsed, i, clause) if rule == "modality.unclear" else i
                found.append(Hedge(rule, first, end, number, concepts))
    return tuple(found)


def _operator(text: Text, i: int, clause: Clause) -> tuple[str, int]:
    """The rule of the operator that begins at token ``i`` and where it ends; "" where there is none."""
    tokens, token = text.tokens, text.tokens[i]
    before = tokens[i - 1].low if i > clause.first else ""
    after = tokens[i + 1].low if i + 1 < clause.last else ""
    if rule := _CONSIDERED.get(token.low):
        return (rule, i + 1) if before in _BE else ("", i)
    if token.low == "talks" and before == "in" and after in ("to", "over", "on", "about"):
        return "modality.considered", i + 2
    if token.low in _MAY and token.text.islower() and after.isalpha() and after != "not":
        return "modality.may", i + 1
    if token.low == "could" and (after in ("have", "be", "become") or not _has_object(text, i + 2, clause)):
        return "modality.may", i + 1
    if token.low in ("is", "are") and after == "to" and i + 2 < clause.last and tokens[i + 2].low != "blame":
        return "modality.planned", i + 2
    if token.low in ("feared", "presumed") and after in _FEARED:
        return "modality.hedged", i + 1
    if token.low in _ADVERBS:
        return "modality.hedged", i + 1
    if token.low == "likely" and before in _BEFORE_LIKELY and after not in _LINKS:
        return "modality.hedged", i + 1
    if token.low in _THOUGHT and after in _LINKS and (before in _BE or token.low.startswith(("appear", "seem"))):
        return "modality.hedged", i + 2
    if token.low == "suspected" and after == "of" and before in _BE:
        return "modality.hedged", i + 2
    if token.low in _UNCLEAR or (token.low in ("clear", "known") and before in _BEFORE_CLEAR):
        return ("modality.unclear", i + 2) if after in ("if", "whether") else ("", i)
    if token.low in ("will", "would") and _is_future(text, i, clause):
        return "modality.planned", i + 1
    if token.low in _PLANNED and after == "to":
        return "modality.planned", i + 2
    return "", i


def _start_of(text: Text, i: int, clause: Clause) -> int:
    """Where "not immediately clear" begins that ends at the token ``i``."""
    while i > clause.first and text.tokens[i - 1].low in _BEFORE_CLEAR:
        i -= 1
    return i


def _is_future(text: Text, i: int, clause: Clause) -> bool:
    """Whether "will" or "would" tells of what is to come: no last will, no "would if"."""
    before, after = text.tokens[max(clause.first, i - 1)].low, text.tokens[min(i + 1, clause.last - 1)]
    if (
        not after.low.isalpha()
        or after.low in ("not", "have", "never")
        or before in ("the", "a", "his", "her", "their")
    ):
        return False
    low = {token.low for token in text.tokens[clause.first : clause.last]} if text.tokens[i].low == "would" else set()
    return text.tokens[i].text.islower() and not low & {"if", "when"}


def _has_object(text: Text, at: int, clause: Clause) -> bool:
    """Whether a noun follows at once: what a ship "could carry" is what it is able to, not what may have been."""
    return at < clause.last and (text.tokens[at].low.isdecimal() or bool(concepts_of(text.tokens[at])))


def find(one: Said, other: Said) -> Iterator[Finding]:
    """Where one claim is sure of what the other holds back, at most one finding.

    Rules: ``modality.which`` ("by either X or Y" beside "by X"), ``modality.may``, ``modality.hedged`` ("reportedly",
    "is believed to"), ``modality.considered``,
    ``modality.unclear`` ("not clear whether") and ``modality.planned`` ("is expected to" beside
    done). A "suspected attack" in passing is no hedge, and who is named as the source plays no part. Spans count code
    points of the two texts.
    """
    return findings(Check.MODALITY, _differ, one, other)


def _differ(one: Said, other: Said) -> Iterator[Difference]:
    if one.text == other.text:
        return
    if found := _held_back(one, other) or _left_open(one, other):
        yield found
    elif found := _held_back(other, one) or _left_open(other, one):
        yield found.turned()


def _held_back(said: Said, other: Said) -> Difference | None:
    """The first hedge in ``said`` on something that ``other`` states."""
    own = read(said.text)
    for hedge in hedges(said.text):
        found = _stated(said, hedge, other)
        if found:
            first, last = min(hedge.first, found[0]), max(hedge.last, found[0] + 1)
            why = _PLANNED_WHY if hedge.rule == "modality.planned" else _POSSIBLE_WHY
            return Difference(hedge.rule, span_of(own, first, last), found[1], why)
    return None


def _stated(said: Said, hedge: Hedge, other: Said) -> tuple[int, Span] | None:
    """The token of what ``hedge`` holds back, and the span that states it in ``other``; None without one."""
    own, theirs = read(said.text), read(other.text)
    noun = _noun(own, hedge)
    stating = clauses(said.text)[hedge.clause]
    asked = hedge.rule == "modality.unclear"  # who acts stands after "not clear whether"
    about, first = (stating._replace(first=hedge.last), 0) if asked else (stating, hedge.first)
    for clause in clauses(other.text):
        if _is_held_back(other, theirs, clause, hedge.rule) or (
            hedge.rule == "modality.unclear" and _has_or(theirs, clause)
        ):
            continue
        if noun:
            pairs = [(noun, i) for i in range(clause.first, clause.last) if _same_word(own, noun, theirs, i)]
        else:
            pairs = [
                (at, there)
                for at, there in ((at, clause.concepts.get(name, -1)) for name, at in _heads(own, stating, hedge))
                if there >= 0
                and (
                    is_stated(theirs, clause, there, own.tokens[at].low)
                    or _will(hedge, theirs, clause, there)
                    or _is_subject(hedge, theirs, there)
                )
            ]
        for at, there in pairs:
            if is_opposed(said, at, other, there) or not _one_matter(said, stating, other, clause):
                continue
            if hedge.rule == "modality.planned" and not _is_done(said, other, theirs, clause, there):
                continue
            if not noun and not same_done(own, about, at, theirs, clause, there, first=first or at):
                continue
            if one_agent(agents(own, stating, at), agents(theirs, clause, there)):
                return at, with_verb(theirs, clause, there)
    return None


def told_alike(one: Said, clause: Clause, other: Said, there: Clause) -> bool:
    """Whether two clauses are both flat statements or both none, and neither denies what the other states."""
    held = [
        any(c.first <= hedge.first < c.last for hedge in hedges(said.text))
        for said, c in ((one, clause), (other, there))
    ]
    shared = clause.concepts.keys() & there.concepts.keys()
    opposed = any(is_opposed(one, clause.concepts[name], other, there.concepts[name]) for name in shared)
    return held[0] == held[1] and not opposed


def _one_matter(said: Said, stating: Clause, other: Said, clause: Clause) -> bool:
    again = any(token.low == "again" for token in read(said.text).tokens[stating.first : stating.last])
    return not again and same_time(said, stating, other, clause) and one_matter(said, stating, other, clause)


def _heads(text: Text, clause: Clause, hedge: Hedge) -> list[tuple[str, int]]:
    """The concepts that may be what a hedge holds back, "carried out" holding back the event before it."""
    first = hedge.concepts[0][1]
    stop = next((i for i in range(first, clause.last) if text.tokens[i].low in PREPOSITIONS), clause.last)
    after = [(name, at) for name, at in hedge.concepts[:_HEADS] if at < min(stop, hedge.last + _NEAR)]
    if not {token.low for token in text.tokens[hedge.last : hedge.last + 3]} & _LIGHT:
        return after
    before = [(name, at) for name, at in clause.concepts.items() if at < hedge.first and name in HAPPENING]
    return after + before[-1:]


def _is_subject(hedge: Hedge, text: Text, at: int) -> bool:
    """Whether what is unclear is said of the word at ``at``: "whether the captain was", "the captain was"."""
    return (
        hedge.rule == "modality.unclear"
        and at + 1 < len(text.tokens)
        and text.tokens[at + 1].low in ("was", "were", "is", "are")
    )


def _left_open(said: Said, other: Said) -> Difference | None:
    """Where ``said`` leaves open which of two it was and ``other`` names one of them."""
    own, theirs = read(said.text), read(other.text)
    for clause in clauses(said.text):
        low = [token.low for token in own.tokens[clause.first : clause.last]]
        if "or" not in low or not {"either", "whether"} & set(low):
            continue
        at = clause.first + low.index("or")
        first = clause.first + min(low.index(word) for word in ("either", "whether") if word in low)
        sides = [
            doers(own, Clause(max(first, at - 3), at, {}), at),
            doers(own, Clause(at, clause.last, {}), min(clause.last, at + 6)),
        ]
        for there in clauses(other.text):
            who = doers(theirs, there, there.last)
            named = [side for side in sides if side & who]
            event = clause.concepts.keys() & there.concepts.keys() & _OPEN
            if len(named) != 1 or not named[0] - _EITHER or not event or not one_event(said, clause, other, there):
                continue
            if any(token.low in _SUSPECTED for token in theirs.tokens[there.first : there.last]):
                continue
            key = next(iter(sorted(event)))
            if _is_held_back(other, theirs, there, "modality.planned") or any(
                is_opposed(said, clause.concepts[name], other, there.concepts[name]) for name in event
            ):
                continue
            acting = (i for i in range(there.first, there.last) if theirs.tokens[i].low[:4] in named[0] - _EITHER)
            named_at = next((i for i in acting if _acts(theirs, i, there)), -1)
            if named_at < 0:
                continue
            last = max(named_at, there.concepts[key]) + 1
            return Difference(
                "modality.which",
                span_of(own, first, min(clause.last, at + 3)),
                span_of(theirs, min(named_at, there.concepts[key]), last),
                "left open in one, certain in the other",
            )
    return None


def _acts(text: Text, i: int, clause: Clause) -> bool:
    """Whether a name tells who acts rather than where: "Russian jets", "by Syrian forces"."""
    after = text.tokens[min(i + 1, clause.last - 1)].low
    by = any(token.low == "by" for token in text.tokens[max(clause.first, i - 2) : i])
    return by or after in _FORCES or (concept(after) in _OPEN | {"state"} and not after.endswith("ed"))


_FORCES = word_set("forces war air occupation military")
_SUSPECTED = word_set("suspected alleged presumed apparent possible")
_EITHER = frozenset(("state", "rebels"))  # too wide to tell one of two from the other
_OPEN = HAPPENING | {"plane"}


def _noun(text: Text, hedge: Hedge) -> int:
    """The token of the noun that a hedge holds back, where it is no verb: "is believed to be sarin"; else 0."""
    tokens, last = text.tokens, hedge.last - 1
    if tokens[last].low != "to" or last + 1 == len(tokens) or tokens[last + 1].low != "be":
        return 0
    at = hedge.concepts[0][1]
    return at if at == last + 2 and not tokens[at].low.endswith("ed") else 0


def _same_word(own: Text, at: int, theirs: Text, there: int) -> bool:
    return stem(own.tokens[at].low) == stem(theirs.tokens[there].low)


def _is_done(said: Said, other: Said, text: Text, clause: Clause, at: int) -> bool:
    """Whether the word at ``at`` of ``other`` tells of something done when ``said`` still had it planned."""
    if said.published and other.published and said.published < other.published:
        return False
    before = {token.low for token in text.tokens[max(clause.first, at - 4) : at]}
    return not before & {"to", "will", "would", "for"} and "last" not in {t.low for t in text.tokens[at : clause.last]}


def _has_or(text: Text, clause: Clause) -> bool:
    return any(token.low == "or" for token in text.tokens[clause.first : clause.last])


def _is_held_back(said: Said, text: Text, clause: Clause, rule: str) -> bool:
    """Whether a clause is no flat statement; that something will be is one beside that it may be."""
    if any(token.low in _QUESTION for token in text.tokens[clause.first : clause.last]):
        return True
    return any(
        clause.first <= hedge.first < clause.last
        and (rule == "modality.planned" or text.tokens[hedge.first].low != "will")
        for hedge in hedges(said.text)
    )


def _will(hedge: Hedge, text: Text, clause: Clause, at: int) -> bool:
    """Whether the word at ``at`` "will" come about, beside a hedge that it may."""
    near = text.tokens[max(clause.first, at - 3) : at]
    return hedge.rule != "modality.planned" and any(token.low == "will" for token in near)
