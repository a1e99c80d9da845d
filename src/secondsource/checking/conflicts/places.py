"""One event at two places that are neither one place in two spellings nor one within the other."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from secondsource.checking.conflicts.frames import read, stem
from secondsource.checking.conflicts.predicates import SMALL, Clause, clause_over, concept, one_event
from secondsource.checking.conflicts.spelling import Word, alike, is_capital, is_name, same_land, word_set, words_of
from secondsource.model import Check, Finding, Said, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# How much ground a place covers, by the noun that goes with its name; 0 where the text doesn't say.
_UNKNOWN: Final = 0
_SITE, _QUARTER, _TOWN, _PROVINCE, _COUNTRY = 1, 2, 3, 4, 5
PLACE_NOUNS = {
    noun: level
    for level, nouns in {
        _SITE: "hospital school market bakery mosque church airport airbase base airfield oilfield field camp crossing "
        "bridge street square station checkpoint prison factory port harbour harbor quay stadium university hotel dam "
        "clinic plant mine depot cinema theatre theater museum library court palace tower gate hill lake river "
        "mountain pass tunnel pit",
        _QUARTER: "district neighbourhood neighborhood suburb quarter districts neighbourhoods neighborhoods suburbs",
        _TOWN: "city town village capital municipality hamlet settlement island cities towns villages",
        _PROVINCE: "province governorate region county countryside oblast canton prefecture valley provinces regions "
        "rural",
        _COUNTRY: "country republic kingdom",
    }.items()
    for noun in nouns.split()
}
_COUNTRIES = word_set(
    """
    afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh belarus
    belgium benin bolivia bosnia botswana brazil britain england scotland wales bulgaria burundi cambodia cameroon
    canada chad chile china colombia congo croatia cuba cyprus czechia denmark ecuador egypt eritrea estonia ethiopia
    finland france gabon gambia georgia germany ghana greece guatemala guinea haiti honduras hungary iceland india
    indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia
    lebanon liberia libya lithuania luxembourg madagascar malawi malaysia mali malta mauritania mexico moldova mongolia
    montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pakistan
    palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda senegal serbia singapore
    slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tajikistan tanzania thailand togo tunisia
    turkey turkmenistan uganda ukraine uruguay uzbekistan venezuela vietnam yemen zambia zimbabwe us usa uk uae
    europe asia africa america
    """
)
_BEFORE = word_set("in at near off outside inside around across on over within")
MOVED_TO = word_set("to from into toward towards")
MOVING = word_set(
    """
    taken flown moved transferred brought carried driven sent evacuated fled travelled traveled arrived returned
    deported rushed shipped sailed marched withdrew advanced came deployed way flight train road journey trip bound
    """
)
_LIKE, _VERY_LIKE = 0.4, 0.6  # shares of the words of the longer clause
_LOOSE = word_set("near outside around towards off")
_INSIDE_NAMES = word_set("al el bin abu de la le du del der von san")
_PASSED = word_set(
    """
    the a an of and its his northern southern eastern western central northeastern northwestern southeastern
    southwestern north south east west northeast northwest southeast southwest old new nearby mainly held rebel
    opposition government regime controlled besieged coastal border inner greater downtown rural part parts outskirts
    centre center area areas main busy crowded popular small large largest capital
    """
)
_NO_PLACE = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december i he she it they we the a an this that these those gmt am pm ramadan
    christmas easter twitter facebook telegram arabic english russian french
    """
)
_WINDS = {
    wind: number
    for number, winds in enumerate(
        ("north northern", "northeast northeastern", "east eastern", "southeast southeastern", "south southern",
         "southwest southwestern", "west western", "northwest northwestern")
    )
    for wind in winds.split()
}  # fmt: skip

_HUNG_ON = ("-held", "-controlled", "-backed", "-led", "-based", "-ruled", "-run")
_WITHOUT_CONTENT = SMALL - {"people", "person"} | word_set(
    "city town village province governorate district neighbourhood neighborhood countryside"
)


class Place(NamedTuple):
    """A named place of a text: its name, the noun that goes with it, whether the text is only near it, and where."""

    name: str
    noun: str
    loose: bool
    start: int
    end: int


@lru_cache(maxsize=2048)
def places_in(text: str) -> tuple[tuple[Place, ...], ...]:
    """The places where a text says that things happen, each with what it lies in after it: (Al-Omar, Deir ez-Zor)."""
    words = words_of(text)
    found = []
    i = 0
    while i < len(words):
        chain: list[Place] = []
        moved = words[i].low in MOVED_TO and any(word.low in MOVING for word in words[max(0, i - 4) : i])
        if words[i].low in _BEFORE or moved:
            i = _read_chain(words, i, chain)
        elif is_name(words[i]) and not words[i].low.endswith(_HUNG_ON):
            i = _read_named(words, i, chain)
        else:
            i += 1
        if chain:
            found.append(tuple(chain))
    return tuple(found)


def _read_chain(words: tuple[Word, ...], i: int, chain: list[Place]) -> int:
    """Reads "in the town of X in Y province" from token ``i`` into ``chain``, and gives where it ends."""
    loose = words[i].low in _LOOSE
    i += 1
    noun, passed = "", 0
    while i < len(words):
        low = words[i].low
        if is_capital(words[i]) and low not in _NO_PLACE and not low.endswith(_HUNG_ON):
            first = i
            while i < len(words) and _goes_on(words, i):
                i += 1
            _take(words, first, i, noun, loose, chain)
            if i < len(words) and words[i].low in PLACE_NOUNS:
                if chain and not noun:
                    chain[-1] = chain[-1]._replace(noun=words[i].low)
                i += 1
            noun, passed = "", 0
            if i < len(words) and (words[i].text == "," or words[i].low in ("in", "of", "near", "outside")):
                loose = loose or words[i].low in ("near", "outside")
                after = i + 1
                while after < len(words) and (words[after].low in _PASSED or words[after].low in PLACE_NOUNS):
                    after += 1
                if after < len(words) and is_capital(words[after]) and words[after].low not in _NO_PLACE:
                    i += 1
                    continue
            return i
        if low in PLACE_NOUNS:
            noun = low
        elif low not in _PASSED and not low.endswith(_HUNG_ON) and words[i].text != "-":
            return i
        i, passed = i + 1, passed + 1
        if passed > 6:
            return i
    return i


def _read_named(words: tuple[Word, ...], i: int, chain: list[Place]) -> int:
    """Reads "the Lido cinema", a name that its noun makes a place, and gives where it ends."""
    first = i
    while i < len(words) and _goes_on(words, i):
        i += 1
    if i == first:
        return i + 1
    if i < len(words) and PLACE_NOUNS.get(words[i].low, _COUNTRY) < _PROVINCE:
        _take(words, first, i, words[i].low, False, chain)
    return i


def _goes_on(words: tuple[Word, ...], i: int) -> bool:
    if is_capital(words[i]):
        return words[i].low not in _NO_PLACE and not words[i].low.endswith(_HUNG_ON)
    return words[i].low in _INSIDE_NAMES and i + 1 < len(words) and is_capital(words[i + 1])


def _take(words: tuple[Word, ...], first: int, last: int, noun: str, loose: bool, chain: list[Place]) -> None:
    """Puts the name of the words ``first`` to ``last`` into the chain; "Syria's Idlib" is Idlib in Syria."""
    owner = None
    if last - first > 1 and _owns(words[first]):
        owner = _place([words[first]], "", loose)
        first += 1
    elif last - first > 1 and words[first].low.endswith(("ian", "ish", "ese", "ean")):
        first += 1
    run = list(words[first:last])
    if len(run) > 1 and PLACE_NOUNS.get(run[-1].low) == _PROVINCE:
        noun = noun or run[-1].low
        run = run[:-1]
    if len(run) == 1 and run[0].low.endswith(("ian", "ish", "ese", "ean", "aqi", "eli")):
        return
    chain.append(_place(run, noun, loose))
    if owner:
        chain.append(owner)


def _owns(word: Word) -> bool:
    """Whether a word is a possessive: "Syria's", or "Syrias" where apostrophes were lost."""
    return word.text.endswith(("'s", "’s")) or word.low.removesuffix("s") in _COUNTRIES


def _place(run: list[Word], noun: str, loose: bool) -> Place:
    name = " ".join(word.text for word in run)
    return Place(re.sub(r"['’]s$", "", name), noun, loose, run[0].start, run[-1].end)


def _level(place: Place) -> int:
    low = place.name.lower().replace(".", "")
    return (
        _COUNTRY if low in _COUNTRIES or low.removesuffix("s") in _COUNTRIES else PLACE_NOUNS.get(place.noun, _UNKNOWN)
    )


def find(one: Said, other: Said) -> Iterator[Finding]:
    """Where two claims put one event at two places; rules ``place.different`` and ``place.direction``.

    A place within the other, a spelling of it, or one that the texts don't keep apart is none. Spans count code
    points of the two texts.
    """
    yield from _directions(one, other)
    others = [chain[0] for chain in places_in(other.text)]
    mine = [chain[0] for chain in places_in(one.text)]
    known: _Known | None = None
    for p in mine:
        for q in others:
            if _one_place(p.name, q.name):
                continue
            likeness = _likeness(one, p, other, q)
            if likeness < _LIKE:
                continue
            known = known or _Known(one, other)
            if known.apart(p, q, sure=likeness >= _VERY_LIKE):
                words = f"{p.name} here, {q.name} there: neither lies in the other as far as the texts tell"
                yield Finding(Check.PLACE, "place.different", words, (Span(p.start, p.end),), (Span(q.start, q.end),))
                return


def _likeness(one: Said, p: Place, other: Said, q: Place) -> float:
    """How much of what happens at two places is the same, by the words but the names; 0 where it is two events."""
    a, b = clause_over(one.text, p.start), clause_over(other.text, q.start)
    if a is None or b is None or not one_event(one, a, other, b, anywhere=True):
        return 0.0
    own, theirs = _happening(one.text, a), _happening(other.text, b)
    shared = own & theirs
    numbers, others = (
        {t.low for t in read(said.text).tokens[c.first : c.last] if t.low[0].isdecimal()}
        for said, c in ((one, a), (other, b))
    )
    if len(shared) < 2 or len(shared) < 0.6 * min(len(own), len(theirs)):
        return 0.0
    if numbers and others and not numbers & others:
        return 0.0
    return len(shared) / max(len(own), len(theirs))


def _happening(text: str, clause: Clause) -> frozenset[str]:
    """What the words of a clause tell of, less its names."""
    tokens = read(text).tokens[clause.first : clause.last]
    lower = [token.low for i, token in enumerate(tokens) if i == 0 or not token.text[0].isupper()]
    return frozenset(concept(low) or stem(low) for low in lower if low.isalpha() and low not in _WITHOUT_CONTENT)


class _Known:
    """What the texts of two claims tell of places: which lies in which, and how much ground each covers."""

    def __init__(self, one: Said, other: Said) -> None:
        self._texts = (one, other)
        chains = [
            chain
            for said in self._texts
            for text in (said.text, said.context, said.margins)
            for chain in places_in(text)
        ]
        self._within = [(near.name, far.name) for chain in chains for near, far in pairwise(chain)]
        self._levels = [
            (place.name, level, place.noun) for chain in chains for place in chain if (level := _level(place))
        ]

    def apart(self, p: Place, q: Place, *, sure: bool) -> bool:
        """Whether the place ``p`` of the first claim and ``q`` of the second are two, neither within the other.

        Two of which the texts don't say how much ground they cover are only if it is ``sure`` to be one event.
        """
        if _one_place(p.name, q.name) or p.loose != q.loose:
            return False
        if self._lies_in(p.name, q.name) or self._lies_in(q.name, p.name):
            return False
        one, other = self._texts
        if _speaks_of(other.text, p.name) or _speaks_of(one.text, q.name):
            return False
        (a, noun), (b, noun_b) = self._ground(p), self._ground(q)
        if a == b == _SITE:
            return noun == noun_b
        if a == b:
            return a != _UNKNOWN or (
                sure and not (_speaks_of(other.context, p.name) or _speaks_of(one.context, q.name))
            )
        if _UNKNOWN in (a, b):
            return False
        fine, coarse = (p, q) if a < b else (q, p)
        return any(
            level == max(a, b) and not _one_place(far, coarse.name)
            for far in self._around(fine.name)
            for name, level, _ in self._levels
            if _one_place(name, far)
        )

    def _ground(self, place: Place) -> tuple[int, str]:
        level = _level(place)
        if level:
            return level, place.noun
        return next(((level, noun) for name, level, noun in self._levels if alike(name, place.name)), (_UNKNOWN, ""))

    def _around(self, name: str) -> list[str]:
        """The places that ``name`` lies in, by the texts, nearest first."""
        found: list[str] = []
        reached = [name]
        while reached and len(found) < 8:
            at = reached.pop()
            for near, far in self._within:
                if alike(near, at) and far not in found and not alike(far, name):
                    found.append(far)
                    reached.append(far)
        return found

    def _lies_in(self, name: str, other: str) -> bool:
        return any(_one_place(far, other) for far in self._around(name))


def _one_place(one: str, other: str) -> bool:
    """Whether two names may mean one place: alike, or one part of the other ("Eastern Ghouta", "Ghouta")."""
    if alike(one, other) or same_land(one.lower(), other.lower()):
        return True
    short, long = sorted((one.split(), other.split()), key=len)
    return len(short) < len(long) and all(any(alike(word, part) for part in long) for word in short)


def _speaks_of(text: str, name: str) -> bool:
    """Whether a text names a place, wherever it does."""
    last = max(name.split(), key=len)
    return any(is_capital(word) and alike(word.text, last) for word in words_of(text))


def _directions(one: Said, other: Said) -> Iterator[Finding]:
    """Where two claims have opposite directions: "9 km north of Sellin" here, "south of Sellin" there."""
    for wind, name, here in _bearings(one.text):
        for second, place, there in _bearings(other.text):
            turn = abs(_WINDS[wind] - _WINDS[second])
            if min(turn, 8 - turn) < 2 or not alike(name, place):
                continue
            a, b = clause_over(one.text, here.start), clause_over(other.text, there.start)
            if a is None or b is None or not one_event(one, a, other, b, anywhere=True):
                continue
            own, theirs = _happening(one.text, a) - _WINDS.keys(), _happening(other.text, b) - _WINDS.keys()
            if own & theirs and len(own & theirs) >= 0.5 * min(len(own), len(theirs)):
                words = f"{wind} of {name} here, {second} there"
                yield Finding(Check.PLACE, "place.direction", words, (here,), (there,))


def _bearings(text: str) -> list[tuple[str, str, Span]]:
    """Each "north of X" of a text: the wind, the name and the span of both."""
    words = words_of(text)
    return [
        (word.low, words[i + 2].text, Span(word.start, words[i + 2].end))
        for i, word in enumerate(words[:-2])
        if word.low in _WINDS and words[i + 1].low == "of" and is_capital(words[i + 2])
    ]
