"""What a text states, clause by clause: the concepts that its words name, who acts, and on what.

An operator ("not", "denied", "may have", "is expected to") bears on the words after it in its clause.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from secondsource.checking.conflicts.frames import EVENTS, Text, Token, read, stem
from secondsource.checking.conflicts.spelling import MOST, word_set
from secondsource.model import Span

REACH = 8  # words with content after an operator that it bears on,
_FAR = 40  # among so many words

SMALL = word_set(
    """
    the a an and or but of to in on at by for from with as that this these those it its he his she her they their them
    we our you i who whom which what where when while there here than then so such also just very too
    is are was were be been being am has have had having do does did done will would shall should can could may might
    must ought said says say saying added reported according about around over under up out off down into
    onto upon near against between among during since until after before through within across per s
    any some all each every both other others another more most less least few fewer many much several own same
    single not no nor never neither none nobody nothing without cannot t denied denies deny denying
    only even still already yet again ever now later earlier ago today yesterday tomorrow tonight
    monday tuesday wednesday thursday friday saturday sunday week month year day hours morning evening night
    one two three four five six seven eight nine ten eleven twelve dozen dozens scores hundreds thousands
    people person persons case cases area areas time times claim claims allegation allegations accusation
    accusations charges report reports reporting
    """
)
# Verbs that say nothing without their noun: "carried out an attack".
_LIGHT = word_set(
    "conducted conduct conducting made make making took take taken taking gave give "
    "given occurred occur happened happen place caused cause causing causes resulted result resulting "
    "led leading committed"
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
        "left": "left leave leaves leaving fled flee flees fleeing departed",
        "tell": "told tell tells telling inform informed informs",
        "charg": "charged charging charge",
        "fire": "fire fired fires firing",
        "know": "known knew knows",
        "struck": "bomb bombs shell",
        "lay": "lay lays laid laying",
        "begin": "begin begins began begun start starts started",
        "go": "go goes went gone",
        "come": "come comes came",
        "win": "win wins won",
        "lose": "lose loses lost",
        "keep": "keep keeps kept",
        "hold": "hold holds held",
        "send": "send sends sent",
        "break": "break breaks broke broken",
        "fall": "fall falls fell fallen",
        "rise": "rise rises rose risen",
        "write": "write writes wrote written",
        "speak": "speak speaks spoke spoken",
        "drive": "drive drives drove driven",
        "fly": "fly flies flew flown",
        "sink": "sink sinks sank sunk",
        "sell": "sell sells sold",
        "buy": "buy buys bought",
        "pay": "pay pays paid",
        "steal": "steal steals stole stolen",
        "build": "build builds built",
        "find": "find finds found",
        "see": "see sees saw seen",
        "pass": "pass passes passed",
    }.items()
    for form in forms.split()
}
_STATE = word_set("army forces troops regime government governments authorities military soldiers administration")
_REBELS = word_set("rebel rebels opposition insurgents insurgent militants militant terrorists terrorist fighters")

_ROLES = word_set(
    """
    mayor deputy minister president governor captain pilot driver guard spokesman spokeswoman lawyer judge general
    colonel owner chairman director doctor nurse teacher engineer crew passengers prosecutor witness king queen bishop
    """
)
_CARRIED = word_set("carried carry carrying carries")
_BODIES = word_set("coalition police ministry militia navy court union company council")
_PASSIVE = word_set("was were been being is are be")


class Clause(NamedTuple):
    """The tokens ``[first, last)`` of a text that make one statement, and the concepts they name, each with a token."""

    first: int
    last: int
    concepts: dict[str, int]


def concept(low: str) -> str:
    """What a lower-case word tells of, the same for its forms; "" for words without content."""
    bare = low.removesuffix("'s").removesuffix("’s")
    if bare in SMALL or bare in _LIGHT or not bare[:1].isalpha():
        return ""
    return _ALIKE.get(bare) or root(EVENTS.get(bare, bare))


def root(low: str) -> str:
    """The stem of a lower-case word without what its endings change: "ban" of "banned", "clos" of "close"."""
    cut = stem(low)
    if len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] in "bdgmnprt":
        cut = cut[:-1]
    return cut[:-1] if len(cut) > 3 and cut[-1] in "eiy" else cut


CASUALTIES = (root("killed"), root("wounded"))
HAPPENING = frozenset(map(root, EVENTS.values()))  # the concepts that are events


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
            for name in _named(tokens, i):
                concepts.setdefault(name, i)
        found.append(Clause(first, last, concepts))
    return tuple(found[: 2 * MOST])


def concepts_of(token: Token) -> tuple[str, ...]:
    """The concepts of one word: casualties are dead or wounded."""
    if token.low in _CASUALTIES:
        return CASUALTIES
    name = concept(token.low)
    return (name,) if name else ()


def _named(tokens: tuple[Token, ...], i: int) -> tuple[str, ...]:
    """The concepts of the token ``i``: an attack that is carried out is only an attack."""
    light = tokens[i].low in _CARRIED and i + 1 < len(tokens) and tokens[i + 1].low == "out"
    return () if light else concepts_of(tokens[i])


def borne(tokens: tuple[Token, ...], first: int, end: int) -> tuple[tuple[str, int], ...]:
    """The concepts of up to ``REACH`` words from the token ``first`` on, short of ``end``."""
    found: list[tuple[str, int]] = []
    seen = 0
    for i in range(first, min(end, first + _FAR)):
        names = _named(tokens, i)
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
        elif token.low in _ROLES:
            found.add("the " + token.low)
        elif token.low in _BODIES or (token.text[0].isupper() and len(token.low) > 2 and token.low not in SMALL):
            found.add(token.low[:4])
    return frozenset(found)


_NO_PAST = word_set("need feed seed weed deed speed indeed hundred exceed proceed succeed sacred breed greed")
_BE = word_set("is are was were be been has have had did does do having being with caused sparked suffered")
_DETERMINERS = word_set(
    "a an the some any several many already now still in at under on one two three four five six seven eight nine ten "
    "eleven twelve twenty thirty forty fifty"
)
_PAST = word_set(
    "hit struck shot took lost met held led made fell broke began found kept went came gave built cut won sent knew "
    "saw seen died dead fled withdrew retook overran rose spoke wrote drove flew sank burnt split dealt paid sold "
    "bought told known flown thrown shown hurt stolen beaten"
)


def _is_passed(low: str) -> bool:
    return low in _DETERMINERS or low.endswith("ly") or low.isdecimal()


def is_stated(text: Text, clause: Clause, at: int) -> bool:
    """Whether the word at token ``at`` states something.

    It does if it is a verb in the past, the noun of an event, or stands after a form of "be" or "have", or "with".
    """
    low = text.tokens[at].low
    if (low.endswith("ed") and len(low) > 3 and low not in _NO_PAST) or low in _PAST or low in EVENTS:
        return True
    before = at - 1
    while before > clause.first and _is_passed(text.tokens[before].low):
        before -= 1
    return before >= clause.first and text.tokens[before].low in _BE


def one_object(own: Text, clause: Clause, at: int, theirs: Text, other: Clause, there: int) -> bool:
    """Whether nothing shows that what is done at two tokens is done to two things: "visit the site", "the hospital"."""
    if _is_passive(own, clause, at) or _is_passive(theirs, other, there):
        return True
    a, b = _after(own, clause, at), _after(theirs, other, there)
    objects = _after(own, clause, at, direct=True), _after(theirs, other, there, direct=True)
    return not ((objects[0] and b and not a & b) or (objects[1] and a and not a & b))


def _is_passive(text: Text, clause: Clause, at: int) -> bool:
    """Whether the word at ``at`` is done to what stands before it: "was shelled"."""
    before = text.tokens[max(clause.first, at - 3) : at]
    return any(token.low in _PASSIVE for token in before) and (
        text.tokens[at].low.endswith(("ed", "en")) or text.tokens[at].low in _PAST
    )


_PREPOSITIONS = word_set(
    "to of in on at by for from with as against near about over under into beyond before after until"
)


def _after(text: Text, clause: Clause, at: int, *, direct: bool = False) -> frozenset[str]:
    """The concepts after the token ``at`` in its clause; ``direct``: those before any preposition."""
    found: set[str] = set()
    for token in text.tokens[at + 1 : clause.last]:
        if direct and (token.low in _PREPOSITIONS or token.text in ",.;"):
            break
        found.update(concepts_of(token))
    return frozenset(found)


def with_verb(text: Text, clause: Clause, at: int) -> Span:
    """The span of the word at the token ``at`` with the words that make it a statement: "was told"."""
    first = at
    while first > clause.first and text.tokens[first - 1].low in _BE | _DETERMINERS:
        first -= 1
    return span_of(text, first, at + 1)


def agents(text: Text, clause: Clause, at: int) -> frozenset[str]:
    """Who acts at the token ``at``: the words after "by", or else those before it, unless it is done to them."""
    tokens = text.tokens
    for i in range(at + 1, min(clause.last, at + 8)):
        if tokens[i].low == "by":
            return doers(text, Clause(i + 1, clause.last, {}), min(clause.last, i + 8))
    return frozenset() if _is_passive(text, clause, at) else doers(text, clause, at)


def one_agent(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether nothing that is known of who acted, in two clauses, sets the two apart: neither names nor roles."""
    roles, others = ({who for who in whose if who.startswith("the ")} for whose in (one, other))
    names, other_names = one - roles, other - others
    return not ((roles and others and not roles & others) or (names and other_names and not names & other_names))


def clause_over(text: str, at: int) -> Clause | None:
    """The clause of a text over the code point ``at``."""
    tokens = read(text).tokens
    return next((c for c in clauses(text) if tokens[c.first].start <= at < tokens[c.last - 1].end), None)


def span_of(text: Text, first: int, last: int) -> Span:
    """The span of the tokens ``[first, last)``."""
    return Span(text.tokens[first].start, text.tokens[last - 1].end)
