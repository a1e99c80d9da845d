"""What a text states, clause by clause: the concepts that its words name, who acts, and on what.

An operator ("not", "denied", "may have", "is expected to") bears on the words after it in its clause.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from secondsource.checking.conflicts.frames import EVENTS, Text, Token, read, stem
from secondsource.checking.conflicts.kindred import ALIKE, CONTRARY, IRREGULAR, KINDRED, PHRASAL
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
    become becomes became whether
    any some all each every both other others another more most less least few fewer many much several own
    same    single not no nor never neither none nobody nothing without cannot t denied denies deny denying
    only even still already yet again ahead ever now later earlier ago today yesterday tomorrow tonight past future
    monday tuesday wednesday thursday friday saturday sunday week month year day hours morning evening night
    one two three four five six seven eight nine ten eleven twelve dozen dozens scores hundreds thousands
    people person persons case cases area areas time times claim claims allegation allegations accusation
    accusations charges report reports reporting
    """
)
# Verbs that say nothing without their noun: "carried out an attack".
LIGHT = word_set(
    "conducted conduct conducting made make making took take taken taking gave give "
    "given occurred occur happened happen place caused cause causing causes resulted result resulting "
    "led leading committed"
)
_BREAKS = word_set("but although though while whereas because which who whose whereby when unless despite")
_CASUALTIES = word_set("casualties casualty victims victim")
_STATES = word_set(
    """
    open shut guilty innocent alive ongoing legal lawful illegal true genuine false fake possible safe unsafe dangerous
    sober drunk full empty intact awake asleep present absent forgery
    """
)
_NEITHER = word_set("opened opens opening")
_TAKING = word_set("claimed claim claims cost costs lost took")  # a life
_CARRIED = word_set("carried carry carrying carries")


class Clause(NamedTuple):
    """The tokens ``[first, last)`` of a text that make one statement, and the concepts they name, each with a token."""

    first: int
    last: int
    concepts: dict[str, int]


def concept(low: str) -> str:
    """What a lower-case word tells of, the same for its forms; "" for words without content."""
    bare = low.removesuffix("'s").removesuffix("’s")
    if bare in SMALL or bare in LIGHT or not bare[:1].isalpha():
        return ""
    base = root(bare)
    if base in _CONTRARY_OF:
        return _CONTRARY_OF[base]
    if _is_un(bare):
        bare = bare[2:]
        base = root(bare)
    return _CONTRARY_OF.get(base) or ALIKE.get(bare) or _KIN.get(base) or root(EVENTS.get(bare, bare))


def _is_un(low: str) -> bool:
    """Whether a word seems to say no by its beginning: "unarmed", "unsafe"."""
    return (
        low.startswith("un")
        and len(low) > 4
        and low.endswith(("ed", "ful", "afe", "fit", "aware", "able", "urt", "aid"))
    )


def denies(low: str) -> bool:
    """Whether a lower-case word names its concept by the contrary."""
    return root(low) in _NO or _is_un(low)


def says_no(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the token ``i`` names its concept by the contrary: "rejected" for "accept"."""
    return denies(_whole(tokens, i))


def are_contrary(own: Text, at: int, theirs: Text, there: int) -> bool:
    """Whether one of two words for a concept says no to it and the other not; "opened" does neither."""
    if {own.tokens[at].low, theirs.tokens[there].low} & _NEITHER:
        return False
    return says_no(own.tokens, at) != says_no(theirs.tokens, there)


def _whole(tokens: tuple[Token, ...], i: int) -> str:
    """The word at the token ``i``, or the one word for it and the next: "rise" for "go up"."""
    low = tokens[i].low
    return PHRASAL.get((low, tokens[i + 1].low), low) if i + 1 < len(tokens) else low


def root(low: str) -> str:
    """The stem of a lower-case word without what its endings change: "ban" of "banned", "clos" of "close"."""
    cut = low if low.endswith("ss") else stem(low)
    if len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] in "bdgmnprt":
        cut = cut[:-1]
    return cut[:-1] if len(cut) > 3 and cut[-1] in "eiy" else cut


_CONTRARY_OF = {root(word): name for name, rows in CONTRARY.items() for row in rows for word in row.split()}
_KIN = {root(word): name for name, row in KINDRED.items() for word in row.split()}
_NO = frozenset(root(word) for _, row in CONTRARY.values() for word in row.split())
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
    if (whole := _whole(tokens, i)) != tokens[i].low:
        return (concept(whole),)
    if tokens[i].low == "life" and any(token.low in _TAKING for token in tokens[max(0, i - 5) : i]):
        return CASUALTIES[:1]
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


_NO_PAST = word_set("need feed seed weed deed speed indeed hundred exceed proceed succeed sacred breed greed")
_BE = word_set("is are was were be been has have had did does do having being caused sparked suffered")
_DETERMINERS = word_set(
    "a an the some any several many already now still in at under on one two three four five six seven eight nine ten "
    "eleven twelve twenty thirty forty fifty"
)
_PAST = word_set(
    "hit struck shot took lost met made fell cut won knew died dead fled withdrew retook overran rose told known hurt "
    "beaten beat grew left"
) | {form for verb in IRREGULAR for form in (verb[1:] or verb)}


_MADE = word_set("made took gave committed remain remains remained")
_GOING_ON = word_set("continue continues continued began begun started managed used agreed able")


def _is_passed(low: str) -> bool:
    return low in _DETERMINERS or low == "by" or low.endswith("ly") or low.isdecimal()


def is_stated(text: Text, clause: Clause, at: int, base: str = "") -> bool:
    """Whether the word at token ``at`` states something.

    It does if it is a verb in the past, the noun of an event, or stands after a form of "be" or "have", "with", "made"
    or "continues to". ``base`` is the verb as it stands after "not" or "may", if any: "bans" states what "ban" names.
    """
    low = text.tokens[at].low
    if base and low in (base + "s", base + "es"):
        return True
    if low in _STATES:
        return True
    if at - clause.first > 1 and text.tokens[at - 1].low == "to" and text.tokens[at - 2].low in _GOING_ON:
        return True
    if (low.endswith("ed") and len(low) > 3 and low not in _NO_PAST) or low in _PAST or low in EVENTS or low == "life":
        return True
    if at + 1 < clause.last and (low, text.tokens[at + 1].low) in PHRASAL:
        return True
    before = at - 1
    while before > clause.first and _is_passed(text.tokens[before].low):
        before -= 1
    return before >= clause.first and (text.tokens[before].low in _BE or text.tokens[before].low in _MADE)


_UNDERGO = word_set("die died dies dead survive survives survived alive perished drowned")
_PASSIVE = word_set("was were been being is are be")


def is_passive(text: Text, clause: Clause, at: int) -> bool:
    """Whether the word at ``at`` is done to what stands before it: "was shelled", "died"."""
    if at < len(text.tokens) and text.tokens[at].low in _UNDERGO:
        return True
    before = text.tokens[max(clause.first, at - 3) : at]
    return any(token.low in _PASSIVE for token in before) and (
        text.tokens[at].low.endswith(("ed", "en")) or text.tokens[at].low in _PAST
    )


def with_verb(text: Text, clause: Clause, at: int) -> Span:
    """The span of the word at the token ``at`` with the words that make it a statement: "was told"."""
    first = at
    while first > clause.first and text.tokens[first - 1].low in _BE | _DETERMINERS:
        first -= 1
    return span_of(text, first, at + 1)


def clause_over(text: str, at: int) -> Clause | None:
    """The clause of a text over the code point ``at``."""
    tokens = read(text).tokens
    return next((c for c in clauses(text) if tokens[c.first].start <= at < tokens[c.last - 1].end), None)


def span_of(text: Text, first: int, last: int) -> Span:
    """The span of the tokens ``[first, last)``."""
    return Span(text.tokens[first].start, text.tokens[last - 1].end)
