"""One claim affirms what the other denies."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from secondsource.checking.conflicts.denials import CLAIMED, DENY, PLAN, Denial, denials
from secondsource.checking.conflicts.differences import Difference, findings
from secondsource.checking.conflicts.frames import Text, Token, read
from secondsource.checking.conflicts.matters import (
    PREPOSITIONS,
    agents,
    one_agent,
    one_matter,
    same_complement,
    same_done,
    same_rest,
)
from secondsource.checking.conflicts.predicates import (
    CASUALTIES,
    Clause,
    are_contrary,
    borne,
    clauses,
    concepts_of,
    is_passive,
    is_stated,
    says_no,
    span_of,
    with_verb,
)
from secondsource.checking.conflicts.spelling import word_set
from secondsource.model import Check, Finding, Said, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEYOND = word_set("beyond outside past")
_TO_COME = word_set("will won't won’t wont") | PLAN
_ARE = word_set("is are going")
_UNREAL = word_set("if unless would should must could might may shall whether ought")
_NUMBERS = word_set("one two three four five six seven eight nine ten some half most several many")
_HEADS = 4  # concepts after "denied that" among which the predicate stands
_HEADS_NEAR = 2  # the same after "not"


def find(one: Said, other: Said) -> Iterator[Finding]:
    """Where one claim denies what the other affirms, at most one finding.

    Rules: ``negation.not``, ``negation.none`` ("no casualties", "without"), ``negation.denied``, ``negation.failed``,
    ``negation.false`` and ``negation.contrary`` ("rejected" beside "approved"). Spans count code points of both texts.
    """
    return findings(Check.NEGATION, _differ, one, other)


def _differ(one: Said, other: Said) -> Iterator[Difference]:
    if one.text == other.text and _is_denied_by_cue(one) == _is_denied_by_cue(other):
        return
    if found := _denied(one, other):
        yield found
    elif found := _denied(other, one):
        yield found.turned()


def _denied(said: Said, other: Said) -> Difference | None:
    """The first denial in ``said`` of something that ``other`` states."""
    for denial in _all(said):
        found = _stated(said, denial, other)
        if found:
            text = read(said.text)
            first, last = min(denial.first, found[0]), max(denial.last, found[0] + 1)
            return Difference(denial.rule, span_of(text, first, last), found[1], "one denies what the other states")
    return None


def _all(said: Said) -> tuple[Denial, ...]:
    """The denials in a claim's words, and the one that its attribution makes: "denied that"."""
    found = denials(said.text)
    if _is_denied_by_cue(said):
        first = clauses(said.text)[0]
        concepts = borne(read(said.text).tokens, 0, first.last)
        if concepts:
            found = (Denial("negation.denied", 0, 0, 0, concepts), *found)
    return found


def _is_denied_by_cue(said: Said) -> bool:
    return bool(clauses(said.text)) and any(token.low in DENY for token in _cue_before(said.text, said.context))


def _stated(said: Said, denial: Denial, other: Said) -> tuple[int, Span] | None:
    """The token of what ``denial`` denies in ``said`` and the span that states it in ``other``; None without one."""
    own, theirs = read(said.text), read(other.text)
    stating = clauses(said.text)[denial.clause]
    if denial.rule == "negation.false":
        stating = stating._replace(concepts=dict(denial.concepts))
    after = {token.low for token in own.tokens[denial.last : stating.last]}
    never = any(token.low == "never" for token in own.tokens[denial.first : denial.last])
    if (
        _was_of_its_moment(said, own, denial, other)
        or after & {"until", "since"}
        or (_is_unreal(own, stating, denial.first) and not never)
    ):
        return None
    contrary = denial.rule == "negation.contrary"
    will = _will(own, stating, denial.last if contrary else denial.first, 3 if contrary else 1)
    heads = _candidates(own, denial, stating)
    for clause in clauses(other.text):
        told = {token.low for token in theirs.tokens[clause.first : clause.last]}
        if (
            told & CLAIMED
            or _is_unreal(theirs, clause)
            or not one_matter(said, stating, other, clause, strict=contrary)
        ):
            continue
        if heads and own.tokens[denial.first].low == "no" and heads[0][0] not in clause.concepts:
            continue
        for name, at in heads:
            there = clause.concepts.get(name, -1)
            if (
                there >= 0
                and (contrary or _is_assertion(own, denial, name, at, theirs, clause, there))
                and will == _will(theirs, clause, there)
                and is_opposed(said, at, other, there)
                and not (contrary and _times_denied(said, at) + _times_denied(other, there))
                and same_complement(own, stating, at, theirs, clause, there)
                and _same_done(own, stating, denial, name, at, theirs, clause, there)
                and one_agent(_agents(said, denial, own, at), who := agents(theirs, clause, there))
                and (who or denial.rule != "negation.denied" or _one_voice(own, stating, at, theirs, clause, there))
            ):
                return at, with_verb(theirs, clause, there)
    return None


def _same_done(
    own: Text, stating: Clause, denial: Denial, name: str, at: int, theirs: Text, clause: Clause, there: int
) -> bool:
    if denial.rule == "negation.false":
        return True
    if (
        denial.rule == "negation.none" and name == denial.concepts[0][0] and at > denial.first
    ):  # of a thing: "no strikes"
        return same_rest(own, stating, at, theirs, clause, there)
    if own.tokens[min(at + 1, stating.last - 1)].low in _BEYOND:  # "not spread beyond the capital": nowhere else
        return True
    first = denial.first or at
    return same_done(own, stating, at, theirs, clause, there, first=first, loose=True)


def _one_voice(own: Text, stating: Clause, at: int, theirs: Text, clause: Clause, there: int) -> bool:
    """Whether a passive that names nobody says no more than the denial: who denies an act denies only their own."""
    return is_passive(own, stating, at) or not is_passive(theirs, clause, there)


def _is_assertion(own: Text, denial: Denial, name: str, at: int, theirs: Text, clause: Clause, there: int) -> bool:
    """Whether the word at ``there`` is stated as the word at ``at`` is denied."""
    if is_stated(theirs, clause, there, own.tokens[at].low):
        return True
    if name in CASUALTIES:
        return not (says_no(own.tokens, at) or says_no(theirs.tokens, there))
    if denial.rule == "negation.false":  # reports of it are
        return True
    return _will(theirs, clause, there) or _is_object(own, denial, theirs, clause, there)


def _was_of_its_moment(said: Said, text: Text, denial: Denial, other: Said) -> bool:
    """Whether a denial speaks of the hour it was made in: no claim of responsibility, what "has not" come about yet."""
    concepts = {name for name, _ in denial.concepts}
    if "respons" in concepts and denial.rule in ("negation.not", "negation.none"):
        return True
    perfect = denial.first > 0 and text.tokens[denial.first - 1].low in ("has", "have")
    return perfect and said.published is not None and other.published is not None and said.published < other.published


def _candidates(text: Text, denial: Denial, clause: Clause) -> tuple[tuple[str, int], ...]:
    """The concepts among which the predicate of a denial stands; none where only some did not do it."""
    before = text.tokens[clause.first : denial.first]
    counted = any(token.low in _NUMBERS or token.low.isdecimal() for token in before)
    if counted and before[0].low not in ("the", "all", "both", "these", "those"):
        return ()
    if denial.rule == "negation.denied":
        return tuple(c for c in denial.concepts[:_HEADS] if text.tokens[c[1]].low != "charge")
    if denial.rule == "negation.false":
        return denial.concepts
    if denial.rule == "negation.none" and text.tokens[denial.first].low in ("no", "without"):
        stop = next((i for i in range(denial.last, clause.last) if text.tokens[i].low in PREPOSITIONS), clause.last)
        return tuple(c for c in denial.concepts[:_HEADS] if c[1] < stop)
    if denial.concepts[0][1] < denial.first:  # "knew nothing"
        return denial.concepts[:1]
    return denial.concepts[:_HEADS_NEAR]


def _is_object(text: Text, denial: Denial, theirs: Text, clause: Clause, there: int) -> bool:
    """Whether the other clause has the thing that there is none of: "found no bodies", "found three bodies"."""
    if denial.rule != "negation.none":
        return False
    if "with" in (token.low for token in theirs.tokens[max(clause.first, there - 2) : there]):
        return True
    if theirs.tokens[min(there + 1, clause.last - 1)].low in ("was", "were", "is", "are"):
        return True
    if denial.first == 0:
        return False
    return any(clause.concepts.get(name, there) < there for name in concepts_of(text.tokens[denial.first - 1]))


def _will(text: Text, clause: Clause, at: int, words: int = 3) -> bool:
    """Whether what is to come is told of by so many words before the token ``at``, or by that token."""
    low = [token.low for token in text.tokens[max(clause.first, at - words) : at + 1]]
    if at + 1 < clause.last and low[-1] == "no":
        low += [token.low for token in text.tokens[at + 1 : at + 2]]
    return bool(_TO_COME.intersection(low)) or any(a in _ARE and b == "to" for a, b in pairwise(low))


def _times_denied(said: Said, at: int) -> int:
    """How many kinds of operators bear on the token ``at``: "does not and has not" is one."""
    rules = {d.rule for d in _all(said) if any(token == at for _, token in d.concepts)}
    return len(rules - {"negation.contrary"})


def is_opposed(said: Said, at: int, other: Said, there: int) -> bool:
    """Whether one of two words is denied and the other not, or they are each other's contrary."""
    contrary = are_contrary(read(said.text), at, read(other.text), there)
    return (_times_denied(said, at) + _times_denied(other, there) + contrary) % 2 == 1


def _is_unreal(text: Text, clause: Clause, operator: int = 0) -> bool:
    """Whether a clause tells of what might be; "could not" tells of what was not."""
    asked = clause.first > 0 and text.tokens[clause.first - 1].low in ("known", "clear", "unclear", "certain")
    return asked or any(
        token.low in _UNREAL and token.text != "May" and not (token.low == "could" and clause.first + i + 1 == operator)
        for i, token in enumerate(text.tokens[clause.first : clause.last])
    )


def _agents(said: Said, denial: Denial, text: Text, at: int) -> frozenset[str]:
    """Who is said not to have acted: named before the predicate, or whoever denies."""
    clause = clauses(said.text)[denial.clause]
    first = clause.first
    if denial.rule == "negation.denied" and text.tokens[first].low in CLAIMED:  # who claims it did not do it
        first = max(i for i in range(first, at + 1) if i == first or text.tokens[i].low in ("that", "of", "on"))
    named = agents(text, clause._replace(first=first), at)
    if named or denial.rule != "negation.denied" or not said.source_text:
        return named
    source = read(said.source_text)
    return agents(source, Clause(0, len(source.tokens), {}), len(source.tokens))


@lru_cache(maxsize=4096)
def _cue_before(text: str, context: str) -> tuple[Token, ...]:
    """The words just before a claim in its sentence, the nearest last: where its context shows "denied that".

    Empty where the context doesn't hold the claim.
    """
    opening = text.split(" … ", 1)[0][:200]
    at = context.find(opening) if opening else -1
    if at <= 0:
        return ()
    before = context[max(0, at - 200) : at]
    tokens = read(before).tokens
    end = max((i + 1 for i, token in enumerate(tokens) if token.text in ".!?"), default=0)
    return tokens[max(end, len(tokens) - 5) :]
