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
    become becomes became any some all each every both other others another more most less least few fewer many much several own same
    single not no nor never neither none nobody nothing without cannot t denied denies deny denying
    only even still already yet again ever now later earlier ago today yesterday tomorrow tonight
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
        "know": "know knows knew known",
        "struck": "bomb bombs shell",
    }.items()
    for form in forms.split()
}
_IRREGULAR = [
    verb.split()
    for verb in (
        "begin began begun", "go went gone", "come came", "keep kept", "hold held", "send sent", "break broke broken",
        "write wrote written", "speak spoke spoken", "drive drove driven", "fly flew flown", "sink sank sunk",
        "sell sold", "buy bought", "pay paid", "steal stole stolen", "build built", "find found", "see saw seen",
        "lay laid", "tear tore torn", "hide hid hidden", "choose chose chosen", "freeze froze frozen", "bring brought",
        "throw threw thrown", "catch caught", "teach taught", "spend spent", "lead led", "run ran", "stand stood",
        "give gave given", "show shown", "shake shook shaken", "bear bore born", "swear swore sworn", "deal dealt",
        "seek sought", "sleep slept", "fight fought", "ride rode ridden", "wear wore worn", "bite bit bitten",
        "sit sat", "sweep swept", "draw drew drawn", "forget forgot forgotten", "lend lent", "swim swam swum",
        "shut", "burst", "quit", "burn burnt", "split",
    )
]  # fmt: skip
_ALIKE.update({form: verb[0] for verb in _IRREGULAR for form in (verb[0] + "s", *verb)})
_ALIKE.update(dict.fromkeys(("start", "starts", "started", "beginning", "starting"), "begin"))
# Predicates that deny each other, under one name: what comes after the bar says no to what stands before it.
_CONTRARY = {
    name: (frozenset(yes.split()), frozenset(no.split()))
    for name, yes, no in (
        (
            "accept",
            "accept accepts accepted approve approves approved adopt adopts adopted endorse endorsed ratify ratified "
            "uphold upholds upheld pass passes passed agree agrees agreed support supports supported supporting welcomed backed backs",
            "reject rejects rejected refuse refuses refused oppose opposes opposed veto vetoes vetoed overturned quashed "
            "scrapped disagree disagrees disagreed declined dismissed",
        ),
        ("win", "win wins won beat beats beaten", "lose loses lost"),
        (
            "rise",
            "rise rises rose risen rising increase increases increased increasing grow grows grew grown climbed raise "
            "raises raised expand expanded",
            "fall falls fell fallen falling decrease decreases decreased decreasing drop drops dropped decline declines "
            "declining cut cuts lower lowered lowers shrank shrunk reduced reduce",
        ),
        ("open", "open reopen reopens reopened", "close closes closed closing shut shuts"),
        ("guilt", "guilty convicted convict", "innocent acquitted acquit acquits exonerated"),
        ("continu", "continue continues continued ongoing continuing", "end ends ended stopped halted finished"),
        ("kill", "kill", "alive survive survives survived surviving"),
        ("legal", "legal lawful", "illegal unlawful"),
        ("succeed", "succeed succeeds succeeded success successful", "fail fails failed failing failure unsuccessful"),
        ("positiv", "positive", "negative"),
        ("allow", "allow allows allowed permit permits permitted", "ban bans banned forbade forbidden prohibited"),
        ("improv", "improve improves improved", "worsen worsens worsened deteriorated"),
        ("tru", "true genuine authentic", "false untrue fake forged"),
        ("possibl", "possible", "impossible"),
        ("deliberat", "deliberate deliberately intentional intentionally purpose", "accidental accidentally"),
    )
}
_CONTRARY_OF = {form: name for name, (yes, no) in _CONTRARY.items() for form in yes | no}
_NO = frozenset(form for _, no in _CONTRARY.values() for form in no)
_BASES = word_set(
    "accept approve adopt endorse ratify uphold agree support reject refuse oppose veto win lose rise fall increase grow "
    "decrease drop decline cut reduce close shut end continue survive succeed fail allow permit ban improve worsen kill "
    "raise lower convict acquit purpose failure success support open"
)
_STATES = word_set("close closes closed closing shut shuts")  # words that say no only as states: "remains closed"
_DOWN = {"turned": "down", "turn": "down", "voted": "down", "threw": "out", "thrown": "out", "struck": "down"}
_STAY = word_set("is are was were be been being remain remains remained stay stays stayed still kept keeps")
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
    if bare in _CONTRARY_OF:
        return _CONTRARY_OF[bare]
    if _is_un(bare):
        bare = bare[2:]
    return _ALIKE.get(bare) or root(EVENTS.get(bare, bare))


def _is_un(low: str) -> bool:
    """Whether a word seems to say no by its beginning: "unarmed", "unsafe"."""
    return low.startswith("un") and len(low) > 5 and low.endswith(("ed", "ful", "afe", "aware", "able", "urt", "aid"))


def says_no(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the token ``i`` names its concept by the contrary: "rejected" for "accept", "remains closed" for "open"."""
    low = tokens[i].low
    if low in _DOWN:
        return _is_down(tokens, i)
    if low in _STATES:
        while i and (tokens[i - 1].low.endswith("ly") or tokens[i - 1].low in ("still", "now", "also", "not", "again")):
            i -= 1
        return i > 0 and tokens[i - 1].low in _STAY
    return low in _NO or _is_un(low)


def _is_down(tokens: tuple[Token, ...], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].low == _DOWN[tokens[i].low]


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
    if tokens[i].low in _DOWN and _is_down(tokens, i):
        return ("accept",)
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
    "beaten beat grew shut burst quit split"
) | {form for verb in _IRREGULAR for form in verb[1:]}


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
    if low in _CONTRARY_OF and low not in _BASES:
        return True
    if at - clause.first > 1 and text.tokens[at - 1].low == "to" and text.tokens[at - 2].low in _GOING_ON:
        return True
    if (low.endswith("ed") and len(low) > 3 and low not in _NO_PAST) or low in _PAST or low in EVENTS:
        return True
    before = at - 1
    while before > clause.first and _is_passed(text.tokens[before].low):
        before -= 1
    return before >= clause.first and (text.tokens[before].low in _BE or text.tokens[before].low in _MADE)


_PASSIVE = word_set("was were been being is are be")


def is_passive(text: Text, clause: Clause, at: int) -> bool:
    """Whether the word at ``at`` is done to what stands before it: "was shelled"."""
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
