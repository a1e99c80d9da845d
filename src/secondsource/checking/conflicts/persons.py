"""The persons that a text names, with their ranks and offices."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from secondsource.checking.conflicts.spelling import MOST, Word, alike, folded, is_capital, word_set, words_of

# Ranks and offices as they stand before a name, each with what it is in full. One person holds one of each kind.
_SHORT = {
    "col": "colonel", "lt": "lieutenant", "lieut": "lieutenant", "capt": "captain", "cpt": "captain", "maj": "major",
    "gen": "general", "brig": "brigadier", "sgt": "sergeant", "cpl": "corporal", "adm": "admiral", "cmdr": "commander",
    "gov": "governor", "sen": "senator", "amb": "ambassador", "pres": "president", "supt": "superintendent",
    "defense": "defence", "sec": "secretary", "min": "minister", "premier": "prime minister",
    "ex": "former", "vice-president": "vice president", "pm": "prime minister",
    "insp": "inspector", "secretary-general": "secretary general",
}  # fmt: skip
_RANKS = word_set(
    """
    colonel lieutenant captain major general brigadier sergeant corporal admiral commodore marshal inspector
    superintendent constable private
    """
)
_RANK_PARTS = word_set("first second staff field rear vice chief master warrant petty officer") | _RANKS
_OFFICES = word_set(
    """
    president king queen prince princess emir sultan sheikh chancellor minister secretary governor mayor ambassador
    senator congressman congresswoman patriarch pope bishop archbishop director chairman chairwoman rector dean
    """
)
_OFFICE_PARTS = word_set(
    """
    prime foreign defence interior home finance health justice information education transport energy culture
    reconciliation state economy environment labour trade agriculture oil tourism general of and for
    """
)
_LESSER = word_set("deputy vice assistant acting interim")
_FORMER = word_set("former late was then once")
OFFICE_OF_ONE = word_set(
    "president king queen prince princess emir sultan chancellor minister secretary governor mayor bishop archbishop"
)
_JOINING = frozenset(("of", "for", "and", "."))
_PARTICLES = word_set("al el bin ibn abu abd abdel bint van von der den de da di du la le ul")
NO_NAME = word_set(
    """
    a an the this that these those in on at by of for from to with and or but if as it he she we they i its his her
    their our my is are was were after before when while where who which what more less some many most all no not
    yes there here also at least about around over under near monday tuesday wednesday thursday friday saturday
    sunday january february march april may june july august september october november december mr mrs ms miss dr
    doctor sir lady dame lord professor prof engineer
    """
)


class Office(NamedTuple):
    """An office: its noun, what it is for, and "deputy" or the like; all empty where there is none."""

    head: str = ""
    portfolio: frozenset[str] = frozenset()
    lesser: str = ""


class Person(NamedTuple):
    """A person as a text names one.

    ``names`` are the words of the name less titles, ``rank`` is in full or "", ``whose`` the word before or after an
    office that tells it from others ("Homs" of "Homs Governor"); ``start`` and ``end`` bound it all in code points.
    """

    names: tuple[str, ...]
    rank: str
    office: Office
    former: bool
    whose: str
    start: int
    end: int


@lru_cache(maxsize=2048)
def persons_in(text: str) -> tuple[Person, ...]:
    """The persons that a text names with a title or with two names and more."""
    words = words_of(text)
    found: list[Person] = []
    i = 0
    while i < len(words):
        first = i
        while i < len(words) and (_goes_on(words, i) or (i > first and _is_stop(words, i))):
            i += 1
        if i == first:
            i += 1
        elif (person := _person(text, words, first, i)) is not None:
            found.append(person)
    return tuple(found[:MOST])


def _goes_on(words: tuple[Word, ...], i: int) -> bool:
    if is_capital(words[i]):
        return words[i].low not in NO_NAME
    return words[i].low in _PARTICLES and i + 1 < len(words) and is_capital(words[i + 1])


def _is_stop(words: tuple[Word, ...], i: int) -> bool:
    """A full stop that shortens a title or a name: "Col.", "W."."""
    before = words[i - 1].text
    short = before.lower() in _SHORT or len(before) == 1 or "." in before
    return words[i].text == "." and short and i + 1 < len(words) and is_capital(words[i + 1])


def is_title(word: Word) -> bool:
    """Whether a word is a rank, an office or a part of one."""
    return _SHORT.get(word.low, word.low) in _TITLES


def _person(text: str, words: tuple[Word, ...], first: int, last: int) -> Person | None:
    """The person whose name the capitalised words ``first`` to ``last`` hold, with the titles on both sides."""
    core = first
    for i in range(first, last):
        if is_title(words[i]) or (words[i].text == "." and i == core and i > first):
            core = i + 1
    low = core
    if low > first or (low > 0 and is_title(words[low - 1])):
        while low > 0 and core - low < 8 and (is_title(words[low - 1]) or words[low - 1].low in _JOINING):
            low -= 1
    while low < core and not is_title(words[low]):
        low += 1
    names = tuple(w.text for w in words[core:last] if w.text != ".")
    if not names or len(names) > 5:
        return None
    titles = words[low:core]
    if not titles and first > 1 and words[first - 1].text == "," and is_title(words[first - 2]):
        low = first - 2
        while low > 0 and is_title(words[low - 1]):
            low -= 1
        titles = words[low : first - 1]
    whose = words[low - 1].low if low > 0 and is_capital(words[low - 1]) else ""
    end = last
    if not titles and last < len(words) and words[last].text == ",":
        titles, whose, end = _after(words, last + 1)
        end = end or last
    rank, office, former = _read(titles)
    if not rank and not office.head and len(names) < 2:
        return None
    start = words[low if low < core else core].start
    return Person(names, rank, office, former, whose, start, words[end - 1].end)


def _after(words: tuple[Word, ...], first: int) -> tuple[tuple[Word, ...], str, int]:
    """The titles in the apposition that starts at ``first``, whose they are, and where they end (0: there are none)."""
    i = first
    while i < min(len(words), first + 6) and not is_title(words[i]) and words[i].text not in ",;.":
        i += 1
    low = i
    while i < len(words) and (is_title(words[i]) or words[i].low in ("of", "for")) and words[i].text != ".":
        i += 1
    while i > low and words[i - 1].low in ("of", "for"):
        i -= 1
    if i == low:
        return (), "", 0
    low = next((at for at in range(first, low) if words[at].low in _FORMER), low)
    if i + 1 < len(words) and words[i].low in ("of", "for") and is_capital(words[i + 1]):
        return words[low:i], words[i + 1].low, i + 2
    return words[low:i], words[low - 1].low if is_capital(words[low - 1]) else "", i


def _read(titles: tuple[Word, ...]) -> tuple[str, Office, bool]:
    full = " ".join(_SHORT.get(w.low, w.low) for w in titles if w.text != ".").split()
    heads = [w for w in full if w in _OFFICES]
    former = any(w in _FORMER for w in full)
    if not heads:
        rank = [w for w in full if w in _RANK_PARTS]
        return (
            " ".join(rank) if any(w in _RANKS for w in rank) or (len(rank) > 1 and rank[-1] == "officer") else "",
            Office(),
            former,
        )
    portfolio = frozenset(w for w in full if w in _OFFICE_PARTS) - {"of", "and", "for"}
    lesser = next((w for w in full if w in _LESSER), "")
    return "", Office(heads[-1], portfolio, lesser), former


_TITLES = (
    _RANK_PARTS
    | _OFFICES
    | _OFFICE_PARTS - {"of", "and", "for"}
    | _LESSER
    | _FORMER
    | {"prime minister", "vice president", "affairs"}
)


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be one person's: the family names are alike and no given name speaks against it."""
    if not alike(one[-1], other[-1]):
        return False
    if len(one) == 1 or len(other) == 1:
        return True
    a, b = folded(one[0]), folded(other[0])
    initial = min(len(a), len(b)) == 1
    return a[:1] == b[:1] if initial else alike(one[0], other[0])
