"""What is stated, clause by clause: the words that bear the statement, and what denies it or holds it back.

An operator ("not", "denied", "may have", "is expected to") bears on the words after it in its clause; two clauses state
the same where those words come again in the other one and nothing sets who did it apart.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from secondsource.checking.conflicts.frames import EVENTS, Text, Token, one_event, read, scene, stem
from secondsource.checking.conflicts.spelling import word_set
from secondsource.model import Said, Span

REACH = 8  # words with content after an operator that it bears on

_SMALL = word_set(
    """
    the a an and or but of to in on at by for from with as that this these those it its he his she her they their them
    we our you i who whom which what where when while there here than then so such also just very too
    is are was were be been being am has have had having do does did done will would shall should can could may might
    must ought said says say saying told tells added reported according about around over under up out off down into
    onto upon near against between among during since until after before through within across per s
    any some all each every both other others another more most less least few fewer many much several own same
    not no nor never neither none nobody without cannot t
    only even still already yet again ever now later earlier ago today yesterday tomorrow tonight
    monday tuesday wednesday thursday friday saturday sunday week month year day hours morning evening night
    one two three four five six seven eight nine ten eleven twelve dozen dozens scores hundreds thousands
    case cases claim claims allegation allegations accusation accusations charge charges report reports reporting
    """
)
# Verbs that say nothing without their noun: "carried out an attack".
_LIGHT = word_set(
    "carried carry carrying carries conducted conduct conducting made make making took take taken taking gave give "
    "given occurred occur happened happen place caused cause causing causes resulted result resulting left leave "
    "leaving led leading committed"
)
_BREAKS = word_set("but although though while whereas because which who whose whereby when unless despite")
_CASUALTIES = word_set("casualties casualty victims victim")
_ALIKE = {
    form: name
    for name, forms in {
        "use": "use used uses using usage",
        "chemical": "chemical chemicals gas gases poison poisonous toxic sarin chlorine",
        "confirm": "confirm confirmed confirms confirming confirmation",
        "respons": "responsible responsibility",
        "plane": "plane planes aircraft warplane warplanes jet jets airplane airplanes",
        "sign": "sign signed signing signs",
    }.items()
    for form in forms.split()
}
_STATE = word_set("army forces troops regime government governments authorities military soldiers administration")
_REBELS = word_set("rebel rebels opposition insurgents insurgent militants militant terrorists terrorist fighters")

_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")


class Clause(NamedTuple):
    """The tokens ``[first, last)`` of a text that make one statement, and the concepts they name, each with a token."""

    first: int
    last: int
    concepts: dict[str, int]


class Bearing(NamedTuple):
    """An operator at tokens ``[first, last)`` and the concepts it bears on, in order, each with its token."""

    first: int
    last: int
    clause: int
    concepts: tuple[tuple[str, int], ...]


def concept(low: str) -> str:
    """What a lower-case word tells of, the same for its forms; "" for words without content."""
    bare = low.removesuffix("'s").removesuffix("’s")
    if bare in _SMALL or bare in _LIGHT or not bare[:1].isalpha():
        return ""
    return _ALIKE.get(bare) or EVENTS.get(bare) or stem(bare)


@lru_cache(maxsize=1024)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text: its sentences, cut at the words that begin another statement."""
    parsed = read(text)
    tokens = parsed.tokens
    starts = [
        i
        for i, token in enumerate(tokens)
        if i == 0
        or parsed.within[i] != parsed.within[i - 1]
        or token.low in _BREAKS
        or (tokens[i - 1].text in ",;:" and token.low == "and")
    ]
    found = []
    for first, last in zip(starts, [*starts[1:], len(tokens)], strict=True):
        concepts: dict[str, int] = {}
        for i in range(first, last):
            for name in concepts_of(tokens[i]):
                concepts.setdefault(name, i)
        found.append(Clause(first, last, concepts))
    return tuple(found)


def concepts_of(token: Token) -> tuple[str, ...]:
    """The concepts of one word: casualties are dead or wounded."""
    if token.low in _CASUALTIES:
        return ("killed", "wounded")
    name = concept(token.low)
    return (name,) if name else ()


def bearing(text: str, first: int, last: int) -> Bearing:
    """What an operator at the tokens ``[first, last)`` bears on: the words with content after it in its clause."""
    number = next(n for n, c in enumerate(clauses(text)) if c.first <= first < c.last)
    tokens, end = read(text).tokens, clauses(text)[number].last
    return Bearing(first, last, number, borne(tokens, last, end))


def borne(tokens: tuple[Token, ...], first: int, end: int) -> tuple[tuple[str, int], ...]:
    """The concepts of up to ``REACH`` words from the token ``first`` on, short of ``end``."""
    found: list[tuple[str, int]] = []
    seen = 0
    for i in range(first, end):
        names = concepts_of(tokens[i])
        found.extend((name, i) for name in names)
        seen += bool(names)
        if seen == REACH:
            break
    return tuple(found)


def doers(text: Text, clause: Clause, before: int) -> frozenset[str]:
    """Who acts in a clause, as far as the words before the token ``before`` tell: names, and whose side it is."""
    found = set()
    for token in text.tokens[clause.first : before]:
        if token.low in _STATE:
            found.add("state")
        elif token.low in _REBELS:
            found.add("rebels")
        elif token.text[0].isupper() and token.low not in _SMALL:
            found.add(token.low[:4])
    return frozenset(found)


_BE = word_set("is are was were be been has have had did does do having being")
_PAST = word_set(
    "hit struck shot took lost met held led made fell broke began found kept went came gave built cut won sent knew "
    "saw seen died dead fled withdrew retook overran rose spoke wrote drove flew sank burnt split dealt paid sold "
    "bought"
)


def is_stated(text: Text, clause: Clause, at: int) -> bool:
    """Whether the word at token ``at`` states something.

    It does if it is a verb in the past, the noun of an event, or stands after a form of "be".
    """
    low = text.tokens[at].low
    if (low.endswith("ed") and len(low) > 4) or low in _PAST or low in EVENTS:
        return True
    before = at - 1
    while before > clause.first and text.tokens[before].low.endswith("ly"):
        before -= 1
    return before >= clause.first and text.tokens[before].low in _BE


def agents(text: Text, clause: Clause, at: int) -> frozenset[str]:
    """Who acts at the token ``at``: the words before it in its clause, or those after "by"."""
    for i in range(at + 1, min(clause.last, at + 8)):
        if text.tokens[i].low == "by":
            named = doers(text, Clause(i + 1, clause.last, {}), min(clause.last, i + 5))
            return named or doers(text, clause, at)
    return doers(text, clause, at)


def one_agent(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether nothing that is known of who acted, in two clauses, sets the two apart."""
    return not one or not other or bool(one & other)


def of_one_event(one: Said, at: int, other: Said, there: int) -> bool:
    """Whether the words at two tokens may tell of one event, by what is said around them."""
    own, theirs = read(one.text), read(other.text)
    days, others = _weekdays(own, own.within[at]), _weekdays(theirs, theirs.within[there])
    if days and others and not days & others:
        return False
    return one_event(scene(one, own.within[at]), scene(other, theirs.within[there]))


def _weekdays(text: Text, sentence: int) -> frozenset[str]:
    found = text.sentences[sentence]
    return frozenset(t.low.removesuffix("s") for t in text.tokens[found.first : found.last]) & _DAYS


def cue_before(said: Said) -> tuple[Token, ...]:
    """The words just before a claim in its sentence, the nearest last: where its context shows "denied that".

    Empty where the context doesn't hold the claim.
    """
    opening = said.text.split(" … ", 1)[0][:200]
    at = said.context.find(opening) if opening else -1
    if at <= 0:
        return ()
    before = said.context[max(0, at - 200) : at]
    tokens = read(before).tokens
    end = max((i + 1 for i, token in enumerate(tokens) if token.text in ".!?"), default=0)
    return tokens[max(end, len(tokens) - 5) :]


def clause_at(text: str, token: int) -> int:
    """The number of the clause that holds a token."""
    return next(n for n, c in enumerate(clauses(text)) if c.first <= token < c.last)


def span_of(text: Text, first: int, last: int) -> Span:
    """The span of the tokens ``[first, last)``."""
    return Span(text.tokens[first].start, text.tokens[last - 1].end)
