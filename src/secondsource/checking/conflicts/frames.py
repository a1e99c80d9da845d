"""What a claim speaks of: its words with their places, what happened, where, and by what means.

Shared by the rules of this folder and computed once a text. Two claims are compared only where they seem to tell of
one event; what follows here decides that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from secondsource.model import Said, Span

LONGEST = 20_000  # code points of one text that are looked at: a claim is a paragraph at most
MOST = 60  # figures, or times, of one text that are looked at, so that a pair costs a bounded effort

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]|_")


class Token(NamedTuple):
    """A word, number or mark: as written, in lower case, and its place in code points."""

    text: str
    low: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of tokens ``[first, last)`` and what it tells of.

    ``names`` and ``places`` are folded (see ``fold``), ``means`` are ways of violence, ``sides`` whose it is, ``events``
    what happened, ``words`` the stems of what is left.
    """

    first: int
    last: int
    names: frozenset[str]
    places: frozenset[str]
    means: frozenset[str]
    events: frozenset[str]
    sides: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Text:
    """A text cut into tokens and sentences; ``within`` gives the sentence's number of each token."""

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    within: tuple[int, ...]


def table(**rows: str) -> dict[str, str]:
    return {form: name.replace("_", " ") for name, forms in rows.items() for form in forms.split()}


# What can happen, each under the word a reader is shown, with every form that tells of it.
EVENTS = table(
    killed="killed kill kills killing killings dead died die dies dying death deaths fatality fatalities slain slaying "
    "perished martyred martyrs murdered murder murders lives",
    wounded="wounded wound wounds wounding injured injure injures injuring injury injuries hurt maimed",
    arrested="arrested arrest arrests arresting detained detain detains detaining detentions",
    kidnapped="kidnapped kidnap kidnapping abducted abduct abducting abductions hostages",
    freed="freed freeing released releasing",
    displaced="displaced displace displacing fled flee flees fleeing uprooted",
    evacuated="evacuated evacuate evacuating evacuees evacuation",
    rescued="rescued rescuing saved",
    destroyed="destroyed destroy destroys destroying demolished razed levelled leveled",
    damaged="damaged damage damages damaging",
    shot_down="downed downing",
    fired="fired fire firing launched launch launches launching dropped dropping",
    struck="struck strike strikes striking airstrike airstrikes hit hits hitting targeted targeting bombed bombing "
    "bombings bombard bombarded bombardment shelled shelling attack attacks attacked attacking raid raids raided "
    "blast blasts explosion explosions exploded explode detonated assault assaults",
    captured="captured capture captures capturing seized seize seizes seizing recaptured retook retake overran "
    "conquered liberated",
    arrived="arrived arrive arrives arriving entered enter entering",
    left="departed withdrew withdrawn withdraw withdrawing withdrawal",
    met="met meeting meet meets talks",
    signed="signed signing agreed",
    executed="executed execution executions beheaded beheading hanged",
    elected="elected election elections voted vote votes",
    born="born",
)
# Ways of violence. Where two texts name different ones they tell of different events.
MEANS = table(
    air="airstrike airstrikes airplane airplanes aircraft warplane warplanes jets helicopter helicopters barrel drone drones "
    "raid raids aerial air planes missiles missile",
    shells="shelling shell shells shelled mortar mortars rocket rockets artillery missiles missile",
    bomb="suicide bomber bombers car truck motorcycle motorbike motorcyclist explosive explosives detonated ied mine mines "
    "landmine landmines booby",
    gas="gas chlorine chemical sarin toxic poison poisonous poisoning",
    guns="sniper snipers gunman gunmen shot shooting gunfire stabbed",
    execution="executed execution executions beheaded beheading hanged",
    quake="earthquake quake tremor",
    water="flood floods flooding drowned capsized",
    crash="crash crashed collided derailed",
)
_AIR_LOOSE = frozenset(["air", "barrel"])
_SHOOTING = frozenset("rebel rebels artillery regime mortar tank rocket army government".split())  # "rebel fire"
# Whose violence it is, where the words right before the violence or after "by" say so.
SIDES = table(
    government="regime government assad russia russian syrian army loyalist",
    opposition="rebel rebels terrorist terrorists militant militants insurgent insurgents opposition jihadist jihadists "
    "isis isil daesh",
    coalition="coalition led american us turkish israeli",
)
_VIOLENCE = frozenset(
    (
        "air airstrike airstrikes strike strikes raid raids shelling fire attack attacks rocket rockets mortar "
        "mortars shells artillery bombardment bombing warplanes planes jets helicopters missile missiles barrel "
        "rocket"
    ).split()
)
# Too common a name to tell one event from another.
_EVERYWHERE = frozenset(
    (
        "syria syrian syrians iraq iraqi us usa american russia russian turkish turkey state islamic observatory "
        "human rights isis isil daesh is un united nations president minister ministry general colonel army "
        "government reuters afp ap sana monday tuesday wednesday thursday friday saturday sunday january february "
        "march april may june july august september october november december news agency media group britain british"
    ).split()
)
_SMALL = frozenset(
    (
        "the a an and or but of to in on at by for from with as that this these those it its he she they them their "
        "his her was were is are be been being has have had will would could can may might not no nor so than then "
        "there here when while after before who whom which what where also more most at least over under about into "
        "out up down said says say told according added reported reportedly all some any each other others another "
        "including among people person civilians number killed dead wounded injured morning evening night afternoon day "
        "days overnight one two three four five six seven eight nine ten eleven twelve dozen dozens twenty thirty forty "
        "fifty hundred hundreds thousand thousands suburb town city village province district neighborhood neighbourhood "
        "terrorist bomb targets claims reporting editing writing additional standards trust principles photo posted english "
        "published date publication tags short get topic"
    ).split()
)
_BEFORE_PLACE = frozenset(
    (
        "in near at on outside around across inside from into to towards over against between north south east west "
        "northeast northwest southeast southwest of city town village province district neighbourhood neighborhood "
        "suburb governorate region area camp"
    ).split()
)
_AFTER_PLACE = frozenset(
    (
        "city town village province district neighbourhood neighborhood suburb governorate region area camp "
        "countryside provinces districts neighbourhoods neighborhoods villages towns airbase airport"
    ).split()
)
_ABBREVIATED = frozenset("mr mrs ms dr lt col gen maj sgt capt st no vs gov sen rep".split())
_ENDS = frozenset(".!?;…")


def _ends(tokens: list[Token], index: int) -> bool:
    """Tell whether the mark at ``index`` ends a sentence: not after one letter ("U.S.") or a title."""
    if tokens[index].text not in _ENDS:
        return False
    if tokens[index].text != "." or not index:
        return True
    before = tokens[index - 1]
    if before.text == "." or index + 1 < len(tokens) and tokens[index + 1].text == ".":
        return False
    return before.end < tokens[index].start or (
        before.low not in _ABBREVIATED and (len(before.text) > 1 or not before.text.isalpha())
    )


_FOLDED = str.maketrans(
    {"c": "k", "q": "k", "z": "s", "v": "f", "w": "", "y": "", "h": "", "e": "", "i": "", "o": "", "u": "", "a": ""}
)


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Give ``name`` without what spellings differ in: "Qamishli" and "al-Qameshly" fold to the same letters."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name[:40].lower()) if sign.isalpha())
    plain = plain.removesuffix("s") if len(plain) > 5 else plain
    if not plain:
        return ""
    head = "a" if plain[0] in "aeiou" else plain[0].translate(_FOLDED) or plain[0]
    kept: list[str] = [head]
    for sign in plain[1:].translate(_FOLDED):
        if kept[-1] != sign:
            kept.append(sign)
    return "".join(kept) if len(kept) > 1 else plain


def alike(one: str, other: str) -> bool:
    """Tell whether two folded names are one, or one begins the other, as in Damascus and Damascene."""
    return one == other or min(len(one), len(other)) > 2 and (one.startswith(other) or other.startswith(one))


def stem(word: str) -> str:
    """Cut the usual endings off a lower-case word."""
    for ending in ("ings", "ing", "ies", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _sentence(tokens: list[Token], first: int, last: int) -> Sentence:
    names: set[str] = set()
    places: set[str] = set()
    means: set[str] = set()
    events: set[str] = set()
    sides: set[str] = set()
    words: set[str] = set()
    run_is_place = False
    run: list[str] = []
    for index in range(first, last):
        token = tokens[index]
        low = token.low
        if low in MEANS and not (low in _AIR_LOOSE and index + 1 < last and tokens[index + 1].low == "force"):
            means.add(MEANS[low])
            if low in ("missile", "missiles"):
                means.add("air")
        if low == "fire" and index > first and tokens[index - 1].low in _SHOOTING:
            means.add("shells")
        if low in EVENTS:
            events.add(EVENTS[low])
        if low in SIDES and index + 1 < last:
            after, then = tokens[index + 1].low, tokens[index + 2].low if index + 2 < last else ""
            before = tokens[index - 1].low if index > first else ""
            if after in _VIOLENCE or before == "by" or (then in _VIOLENCE and after not in ("-", "on", "in", "and")):
                sides.add(SIDES[low])
        if not token.text[0].isalpha():
            run_is_place = run_is_place and token.text == "-"
            continue
        if token.text[0].isupper():
            if (
                low.rstrip("s") not in _EVERYWHERE
                and low not in _EVERYWHERE
                and low not in _SMALL
                and len(low) > 2
                and low not in EVENTS
                and low not in MEANS
            ):
                before = tokens[index - 1].low if index > first else ""
                if (before == "al" and index > first + 1) or before == "-":
                    before = tokens[max(first, index - 3)].low
                run_is_place = run_is_place or before in _BEFORE_PLACE
                after = tokens[index + 1].low if index + 1 < last else ""
                key = fold(low.removesuffix("'s").removesuffix("’s"))
                names.add(key)
                run.append(key)
                if run_is_place or after in _AFTER_PLACE:
                    places.add(key)
            continue
        if low == "in" and 0 < len(run) <= 3 and index + 1 < last and tokens[index + 1].text[0].isupper():
            places.update(run)  # "Khan Sheikhun in Idlib province"
        run.clear()
        run_is_place = run_is_place and low in ("al", "el", "and")
        if len(low) > 2 and low not in _SMALL:
            words.add(stem(low))
    return Sentence(
        first,
        last,
        frozenset(names),
        frozenset(places),
        frozenset(means),
        frozenset(events),
        frozenset(sides),
        frozenset(words),
    )


@lru_cache(maxsize=1024)
def read(text: str) -> Text:
    """Cut ``text``, or what of it is looked at, into tokens and sentences."""
    tokens = [Token(m[0], m[0].lower(), m.start(), m.end()) for m in _TOKEN.finditer(text, 0, LONGEST)]
    sentences: list[Sentence] = []
    within: list[int] = []
    first = 0
    for index in range(len(tokens)):
        within.append(len(sentences))
        if index + 1 == len(tokens) or _ends(tokens, index):
            sentences.append(_sentence(tokens, first, index + 1))
            first = index + 1
    return Text(tuple(tokens), tuple(sentences), tuple(within))


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and how the event of one sentence took place: what the sentence says, and what stands around it.

    ``means`` come from the claim or its context where the sentence names none. ``known`` are the names and ``told``
    the words of claim, context and margins together, ``article`` the margins themselves.
    """

    names: frozenset[str]
    places: frozenset[str]
    means: frozenset[str]
    sides: frozenset[str]
    words: frozenset[str]
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
    means = _all(own, "means") or _all(near, "means")
    known, told = _all(around, "names"), _all(around, "words")
    return tuple(Scene(s.names, s.places, s.means or means, s.sides, s.words, known, told, margins) for s in own)


def scene(said: Said, number: int) -> Scene:
    """Give the scene of sentence ``number`` of the claim."""
    return _scenes(said.text, said.context, said.margins)[number]


def one_event(one: Scene, other: Scene) -> bool:
    """Tell whether two scenes may well be one: nothing keeps them apart, and they share more than the event itself."""
    if one.places and other.places and not one.places & other.places:
        within_one = bool(one.article) and one.article == other.article
        if within_one or not (one.places & other.known or other.places & one.known):
            return False
    if one.means and other.means and not _bombed(one.means) & _bombed(other.means):
        return False
    if one.sides and other.sides and not one.sides & other.sides:
        return False
    if len(one.names & other.names) + len(one.words & other.words) >= 2:
        return True
    shared = len(one.known & other.known)
    return shared >= 2 or shared == 1 and len(one.told & other.told) >= 3


def _bombed(means: frozenset[str]) -> frozenset[str]:
    """Air raids are often called shelling."""
    return means | {"air", "shells"} if means & {"air", "shells"} else means


def likeness(one: Scene, other: Scene) -> float:
    """The share of the shorter sentence's names and words that the other has too; 0 where fewer than two are shared."""
    shared = len(one.names & other.names) + len(one.words & other.words)
    least = min(len(one.names) + len(one.words), len(other.names) + len(other.words))
    return shared / least if shared >= 2 else 0.0


def _key(said: Said) -> tuple[str, ...]:
    published = said.published.isoformat() if said.published else ""
    return said.text, published, said.context, said.margins, str(said.article), str(said.number)


def ordered(one: Said, other: Said) -> tuple[Said, Said, bool]:
    """Give two claims in an order that does not depend on which came first, and whether they were turned."""
    return (other, one, True) if _key(one) > _key(other) else (one, other, False)


def spread(text: Text, first: int, last: int) -> Span:
    """Give the span of the tokens ``[first, last)``."""
    return Span(text.tokens[first].start, text.tokens[last - 1].end)


def neighbours(text: Text, index: int, step: int, reach: int) -> Iterator[tuple[int, Token]]:
    """Give up to ``reach`` tokens of the same sentence from ``index`` on, to the right (1) or the left (-1)."""
    for _ in range(reach):
        if not 0 <= index < len(text.tokens):
            return
        yield index, text.tokens[index]
        index += step
