"""One claim states as certain what the other gives as possible, or as done what the other gives as planned."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from secondsource.checking.conflicts.differences import Difference, findings
from secondsource.checking.conflicts.frames import Text, read, stem
from secondsource.checking.conflicts.hedges import Hedge, hedges
from secondsource.checking.conflicts.matters import (
    PREPOSITIONS,
    agents,
    doers,
    one_agent,
    one_event,
    one_matter,
    same_done,
    same_object,
    same_time,
)
from secondsource.checking.conflicts.negation import is_opposed
from secondsource.checking.conflicts.predicates import (
    HAPPENING,
    Clause,
    clauses,
    concept,
    is_stated,
    span_of,
    with_verb,
)
from secondsource.checking.conflicts.spelling import word_set
from secondsource.model import Check, Finding, Said, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_WAS = word_set("was were had did took met held began went came won lost left")
_LIGHT = word_set("carried conducted committed caused perpetrated staged")
_QUESTION = word_set("if whether either unless would should must ought")
_POSSIBLE_WHY = "possible in one, certain in the other"
_PLANNED_WHY = "planned in one, done in the other"
_HEADS = 3  # concepts after a hedge among which its predicate stands,
_NEAR = 6  # and words
_FORCES = word_set("forces war air occupation military")
_SUSPECTED = word_set("suspected alleged presumed apparent possible")
_EITHER = frozenset(("state", "rebels"))  # too wide to tell one of two from the other
_OPEN = HAPPENING | {"plane"}


def find(one: Said, other: Said) -> Iterator[Finding]:
    """Where one claim is sure of what the other holds back, at most one finding.

    Rules: ``modality.which`` ("by either X or Y" beside "by X"), ``modality.may``, ``modality.hedged`` ("reportedly",
    "is believed to"), ``modality.considered``, ``modality.feared`` ("police fear that"), ``modality.unclear`` ("not
    clear whether") and ``modality.planned`` ("is expected to" beside done). A "suspected attack" in passing is no
    hedge, and who is named as the source plays no part. Spans count code points of the two texts.
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
    # Who acts stands after "not clear whether" and "police fear that".
    asked = hedge.rule in ("modality.unclear", "modality.feared")
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
            if not noun and not (
                same_done(own, about, at, theirs, clause, there, first=first or at)
                and same_object(own, about, at, theirs, clause, there)
            ):
                continue
            if one_agent(agents(own, about, at), agents(theirs, clause, there)):
                return at, with_verb(theirs, clause, there)
    return None


def told_alike(one: Said, clause: Clause, other: Said, there: Clause) -> bool:
    """Whether two clauses are both flat statements or both none, and neither denies what the other states."""
    held = [
        {hedge.rule for hedge in hedges(said.text) if c.first <= hedge.first < c.last}
        for said, c in ((one, clause), (other, there))
    ]
    planned = {"modality.planned"}
    if planned in held and not any(_has_happened(said.text, c) for said, c in ((one, clause), (other, there))):
        held = [rules - planned for rules in held]  # "is to resume on Monday", "resumes on Monday"
    shared = clause.concepts.keys() & there.concepts.keys()
    opposed = any(is_opposed(one, clause.concepts[name], other, there.concepts[name]) for name in shared)
    return bool(held[0]) == bool(held[1]) and not opposed


def _has_happened(text: str, clause: Clause) -> bool:
    words = [token.low for token in read(text).tokens[clause.first : clause.last]]
    done = (b for a, b in pairwise(["", *words]) if a != "be")
    return any(low in _WAS or (low.endswith("ed") and len(low) > 4) for low in done)


def _one_matter(said: Said, stating: Clause, other: Said, clause: Clause) -> bool:
    again = any(token.low == "again" for token in read(said.text).tokens[stating.first : stating.last])
    return not again and same_time(said, stating, other, clause) and one_matter(said, stating, other, clause)


def _heads(text: Text, clause: Clause, hedge: Hedge) -> list[tuple[str, int]]:
    """The concepts that may be what a hedge holds back, "carried out" holding back the event before it."""
    first = hedge.concepts[0][1]
    stop = next((i for i in range(first, clause.last) if text.tokens[i].low in PREPOSITIONS), clause.last)
    most = 1 if hedge.rule == "modality.considered" else _HEADS
    after = [(name, at) for name, at in hedge.concepts[:most] if at < min(stop, hedge.last + _NEAR)]
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
        if "or" not in low:
            continue
        at = clause.first + low.index("or")
        first = clause.first + min((low.index(word) for word in ("either", "whether") if word in low), default=-1)
        if first < clause.first:  # "Syrian or Russian warplanes"
            if not all(token.text[0].isupper() for token in own.tokens[at - 1 : at + 2 : 2]):
                continue
            first = at - 1
        sides = [
            doers(own, Clause(max(first, at - 3), at, {}), at),
            doers(own, Clause(at, clause.last, {}), min(clause.last, at + 6)),
        ]
        for there in clauses(other.text):
            who = doers(theirs, there, there.last)
            named = [side for side in sides if side & who]
            if len(named) == 2 and all(side - _EITHER for side in sides):  # one may only tell where
                named = [side for side in named if _acting(theirs, side, there) >= 0]
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
            named_at = _acting(theirs, named[0], there)
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


def _acting(text: Text, side: frozenset[str], clause: Clause) -> int:
    """The token that names one of ``side`` as acting in a clause; -1 without one."""
    named = (i for i in range(clause.first, clause.last) if text.tokens[i].low[:4] in side - _EITHER)
    alone = (i for i in named if text.tokens[max(clause.first, i - 1)].low != "and")
    return next((i for i in alone if _acts(text, i, clause)), -1)


def _acts(text: Text, i: int, clause: Clause) -> bool:
    """Whether a name tells who acts rather than where: "Russian jets", "by Syrian forces"."""
    after = text.tokens[min(i + 1, clause.last - 1)].low
    by = any(token.low == "by" for token in text.tokens[max(clause.first, i - 2) : i])
    return by or after in _FORCES or (concept(after) in _OPEN | {"state"} and not after.endswith("ed"))


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
    return not before & {"to", "will", "would", "for", "won't", "won’t"} and "last" not in {
        t.low for t in text.tokens[at : clause.last]
    }


def _has_or(text: Text, clause: Clause) -> bool:
    return any(token.low == "or" for token in text.tokens[clause.first : clause.last])


def _is_held_back(said: Said, text: Text, clause: Clause, rule: str) -> bool:
    """Whether a clause is no flat statement; that something will be is one beside that it may be."""
    if any(token.low in _QUESTION for token in text.tokens[clause.first : clause.last]):
        return True
    return any(
        clause.first <= hedge.first < clause.last
        and (rule == "modality.planned" or text.tokens[hedge.first].low != "will")
        and not (rule == "modality.considered" and hedge.rule == "modality.planned")
        for hedge in hedges(said.text)
    )


def _will(hedge: Hedge, text: Text, clause: Clause, at: int) -> bool:
    """Whether the word at ``at`` "will" come about, beside a hedge that it may."""
    near = [token.low for token in text.tokens[max(clause.first, at - 3) : at]]
    to_come = "will" in near or (hedge.rule == "modality.considered" and "to" in near)
    return hedge.rule != "modality.planned" and to_come
