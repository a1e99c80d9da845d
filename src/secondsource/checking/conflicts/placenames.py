"""The places that a text names where something happens, and how much ground each covers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from secondsource.checking.conflicts.spelling import MOST, Word, is_capital, is_name, word_set, words_of

# How much ground a place covers, by the noun that goes with its name; 0 where the text doesn't say.
UNKNOWN: Final = 0
SITE, _QUARTER, TOWN, _PROVINCE, _COUNTRY = 1, 2, 3, 4, 5
PLACE_NOUNS = {
    noun: level
    for level, nouns in {
        SITE: "hospital school market bakery mosque church airport airbase base airfield oilfield field camp crossing "
        "bridge street square station checkpoint prison factory port harbour harbor quay stadium university hotel dam "
        "clinic plant mine depot cinema theatre theater museum library court palace tower gate hill lake river "
        "mountain mountains hills mount cape strait channel gulf canal forest pass tunnel pit abbey park avenue",
        _QUARTER: "district neighbourhood neighborhood suburb quarter districts neighbourhoods neighborhoods suburbs",
        TOWN: "city town village capital municipality hamlet settlement island cities towns villages",
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
HEADING = word_set("heading headed bound left sailed")  # for a place
MOVING = word_set(
    """
    flew drove
    taken flown moved transferred brought carried driven sent evacuated fled travelled traveled arrived returned
    deported rushed shipped sailed marched withdrew advanced came deployed way flight train road journey trip bound
    """
)
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

_LEADING = word_set("mount cape lake hotel camp")
_HUNG_ON = ("-held", "-controlled", "-backed", "-led", "-based", "-ruled", "-run")


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
        moved = moved or (words[i].low == "for" and i > 0 and words[i - 1].low in HEADING)
        if words[i].low in _BEFORE or moved:
            i = _read_chain(words, i, chain)
        elif is_name(words[i]) and not words[i].low.endswith(_HUNG_ON):
            i = _read_named(words, i, chain)
        else:
            i += 1
        if chain:
            found.append(tuple(chain[:MOST]))
    return tuple(found[:MOST])


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
            before = len(chain)
            _take(words, first, i, noun or _shared_noun(words, i), loose, chain)
            if len(chain) == before:  # "the Syrian city of"
                continue
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


def _shared_noun(words: tuple[Word, ...], i: int) -> str:
    """The plural that goes with several names, "X, Y and Z villages", read on from the first one; "" for none."""
    for word in words[i : i + 8]:
        if word.low in PLACE_NOUNS and word.low.endswith("s"):
            return word.low
        if not is_name(word) and word.low not in (",", "and", "or", "the"):
            break
    return ""


def _read_named(words: tuple[Word, ...], i: int, chain: list[Place]) -> int:
    """Reads "the Lido cinema", a name that its noun makes a place, and gives where it ends."""
    first = i
    while i < len(words) and _goes_on(words, i):
        i += 1
    if i == first:
        return i + 1
    noun = words[i].low if i < len(words) else ""
    if PLACE_NOUNS.get(noun, _COUNTRY) >= _PROVINCE and i - first > 1:  # "Mount Harrow", "Harrow Pass"
        noun = words[first].low if words[first].low in _LEADING else words[i - 1].low
    if PLACE_NOUNS.get(noun, _COUNTRY) < _PROVINCE:
        _take(words, first, i, noun, False, chain)
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
    elif len(run) > 1 and PLACE_NOUNS.get(run[-1].low) == SITE:
        noun = noun or run[-1].low
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


def level_of(place: Place) -> int:
    """How much ground a place covers, from ``SITE`` to a country, or ``UNKNOWN``."""
    low = place.name.lower().replace(".", "")
    if low.partition(" ")[0] in _LEADING:
        return SITE
    return (
        _COUNTRY if low in _COUNTRIES or low.removesuffix("s") in _COUNTRIES else PLACE_NOUNS.get(place.noun, UNKNOWN)
    )
