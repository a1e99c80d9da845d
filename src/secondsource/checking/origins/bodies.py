"""Names of institutions, outlets and wires, and which of them are one origin.

What a name tells by itself goes first: its spelling, its initials, its fuller form. Only what no name tells stands in
``ONE_ORIGIN``. To teach the room another, add a line: the name that is shown first, then the others, set apart by bars;
an indented line goes on with the line before. Names on one line never count as two origins.
"""

from __future__ import annotations

import re
from functools import cache

ONE_ORIGIN = """
US Department of Defense | Pentagon | Department of Defense | US Defence Department | Defence Department | DoD |
    US military | US army | US Air Force | US Navy | American military | US Central Command | CENTCOM |
    Central Command | US-led coalition | US-led international coalition | international coalition led by Washington |
    Combined Joint Task Force | Operation Inherent Resolve | global coalition against Daesh
US Department of State | State Department | US State Department | Foggy Bottom
US administration | White House | US presidency | Washington | US government | United States
Kremlin | Russian presidency | Moscow | Russian government
Russian Ministry of Defence | Russian Defence Ministry | Russian military | Russian army | Russian Air Force |
    Russian Reconciliation Center | Russian Reconciliation Centre | Russian Center for Reconciliation
Sputnik | Sputnik News | RIA Novosti | RIA | Rossiya Segodnya | Russia Today | RT
Syrian Observatory for Human Rights | SOHR | Syrian Observatory
Syrian Civil Defence | White Helmets | Syria Civil Defence
Syrian National Coalition | Syrian Coalition | Etilaf | National Coalition for Syrian Revolutionary and Opposition
    Forces
Syrian Democratic Forces | SDF
People's Protection Units | YPG
Free Syrian Army | FSA
Syrian state | Syrian government | Syrian Arab News Agency | SANA | Syrian state TV | Syrian state media | Syrian
    official media | Syrian state news agency | Syrian official TV | Syrian TV | Syrian government TV | Syrian
    government run TV | Al-Ikhbariya | Ikhbariya TV | Syrian army | Syrian Arab Army | Syrian military | Syrian General
    Command | Damascus | Syrian regime | Assad regime | Assad regimes | Assad government | Assad regimes official TV |
    Assad regime official TV | regime TV | Syrian interior ministry | Syrian foreign ministry | Syrian defence ministry
Iranian state broadcaster | IRIB | Press TV | Al-Alam | Alalam | Iranian state TV
Islamic State | ISIS | ISIL | Daesh | IS | Islamic State group | Amaq | Aamaq | Amaq news agency
Hezbollah | Al-Manar | Al-Manar TV | Hezbollah military media unit | Central Military Media
Anadolu | Anadolu Agency | Anadolu news agency
United Nations | UN | world body
European Union | EU
World Health Organisation | WHO
International Committee of the Red Cross | ICRC | Red Cross
Doctors Without Borders | Médecins Sans Frontières | MSF | Medecins Sans Frontieres
UNICEF | United Nations Children's Fund | UN Children's Fund | UN childrens agency UNICEF
NATO | North Atlantic Treaty Organisation | Atlantic alliance
Downing Street | 10 Downing Street | Number 10
UK Ministry of Defence | British Ministry of Defence | British Defence Ministry
UK Foreign Office | Foreign Office | British Foreign Office
Élysée | Elysee | French presidency
Reuters | Reuters news agency | Thomson Reuters
Agence France-Presse | AFP | Agence France Presse
Associated Press | AP
Deutsche Presse-Agentur | dpa
Xinhua | Xinhua news agency
TASS | Itar-Tass
British Broadcasting Corporation | BBC | BBC News
"""
# Agencies whose texts others print; what they report comes from somebody else as a rule.
WIRES = (
    "Reuters|AFP|Agence France-Presse|AP|Associated Press|dpa|Deutsche Presse-Agentur|EFE|ANSA|UPI|Xinhua|TASS|"
    "Interfax|RIA Novosti|RIA|Sputnik|Anadolu Agency|Anadolu|SANA|IRNA|Tasnim|Bloomberg|PA|PTI|Kyodo"
)


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``."""
    return frozenset(text.split())


# The last words by which a name is an outlet's.
OUTLET_WORDS = word_set(
    "tv television radio newspaper news agency magazine times post daily channel broadcaster website media"
)
BODY_WORDS = OUTLET_WORDS | word_set(
    """
    ministry department observatory government administration council committee committees commission court congress
    senate parliament party army military navy police force forces bureau office embassy university institute
    institution centre center foundation association organisation organization group union federation coalition
    alliance campaign company corporation bank fund board authority hospital church network club staff command brigade
    brigades battalion militia state republic presidency cabinet movement watchdog monitor monitors charity ngo mission
    assembly defence helmets crescent cross front guard corps fleet service services unit clinic clinics tribunal
    directorate municipality factions pact
    """
)
# Words of bodies that watch: "a monitoring group" may be any of them.
WATCHES = word_set("monitor monitors monitoring watchdog observatory")
# Lands, as the spelling of names has them.
LANDS = word_set(
    """
    us syrian russian turkish iraqi iranian israeli british french german kurdish lebanese jordanian egyptian saudi
    ukrainian chinese indian pakistani afghan palestinian european belgian dutch italian spanish polish japanese
    """
)
_SPELLINGS = {
    "defense": "defence", "organization": "organisation", "center": "centre", "television": "tv", "u.s": "us",
    "u.n": "un", "america": "us", "american": "us", "united-states": "us", "syria": "syrian", "syrias": "syrian",
    "russia": "russian", "russias": "russian", "turkey": "turkish", "turkeys": "turkish", "iraqs": "iraqi",
    "iraq": "iraqi", "irans": "iranian", "iran": "iranian", "israel": "israeli", "israels": "israeli", "al": "",
    "the": "", "el": "", "state-run": "state", "state-owned": "state", "run": "",
}  # fmt: skip
_CITIES = word_set("damascus moscow washington")
# Initials that are English words when they are written small.
_ENGLISH = frozenset({("is",), ("who",), ("ap",), ("rt",)})
_SMALL = word_set("of for the and in on de")
_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*(?:-(?:based|led|run|owned|backed)\b)?")
_SEAT = re.compile(r"\b[^\W\d_]{2,20}-based\b")
_CAPITALS = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:(?:of|for|the|and)\s+){0,2}[A-Z][\w’'-]*){0,9}")


def words_of(name: str, longest: int = 400) -> tuple[str, ...]:
    """The words of a name as names are compared: lower case, one spelling, no "the", "al-" or possessive ending.

    No more than ``longest`` code points are read.
    """
    found = []
    for match in _WORD.finditer(_SEAT.sub(" ", name[:longest])):
        word = match.group().lower().replace("’", "'").removesuffix("'s").replace("'", "")
        word = _SPELLINGS.get(word, word).replace(".", "")
        if word:
            found.append(word)
    return tuple(found)


@cache
def _table() -> dict[tuple[str, ...], str]:
    lines = re.sub(r"\n\s+", " ", ONE_ORIGIN.strip()).splitlines()
    table: dict[tuple[str, ...], str] = {}
    for line in lines:
        names = [" ".join(name.split()) for name in line.split("|")]
        for name in names:
            table.setdefault(words_of(name), names[0])
    return table


def shown(name: str) -> str | None:
    """The name under which the table has ``name``, or None: "WHO" stands for a body, "who" for nobody."""
    words = words_of(name)
    return None if words in _ENGLISH and not name.isupper() else _table().get(words)


@cache
def also(name: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The words of all names that the table has on one line with the name of these words."""
    canonical = _table().get(name)
    return tuple(sorted(words for words, other in _table().items() if other == canonical)) if canonical else (name,)


def within(text: str) -> str | None:
    """The table's name of the longest name in ``text``, the last of several; None if it names none.

    Names of one short word count as they are written only: "IS", not "is". A capital is a government by itself alone,
    not in "an activist in Damascus".
    """
    words = words_of(text)
    best: tuple[int, int, str] | None = None
    for first in range(len(words)):
        for last in range(first + 1, min(first + 9, len(words)) + 1):
            name = _table().get(words[first:last])
            alone = words[first] if last - first == 1 else ""
            if name is None or (alone and (alone in _CITIES or not _written(alone, text))):
                continue
            size = sum(map(len, words[first:last]))
            if best is None or (size, first) >= best[:2]:
                best = (size, first, name)
    return best[2] if best else None


def _written(word: str, text: str) -> bool:
    """Whether ``text`` writes the word with a capital, and all in capitals where it has three letters or fewer."""
    for match in _WORD.finditer(text[:400]):
        if words_of(match.group()) == (word,):
            return match.group()[0].isupper() and (len(word) > 3 or match.group()[1].isupper())
    return False


def named_in(text: str) -> str | None:
    """The first name of a body in ``text`` that is written with capitals: "a report by the Velm Relief Network"."""
    for match in _CAPITALS.finditer(text):
        words = words_of(match.group())
        if len(words) > 1 and BODY_WORDS.intersection(words):
            return match.group()
    return None


def watcher_in(text: str) -> str | None:
    """The first body that watches, by name, in ``text``: what "a monitoring group" means there."""
    for match in _CAPITALS.finditer(text):
        words = words_of(match.group())
        if WATCHES.intersection(words) and (len(words) > 1 or words == ("observatory",)):
            return within(match.group()) or match.group()
    return None


def is_body(name: str) -> bool:
    """Whether a name reads like a body's: in the table, with a body's noun, or initials."""
    return bool(shown(name)) or bool(BODY_WORDS.intersection(words_of(name))) or is_initials(name)


def is_outlet(name: str) -> bool:
    """Whether a name is a wire's or reads like an outlet's, which relays what others say."""
    words = words_of(name)
    return words in _wires() or (len(words) > 1 and words[-1] in OUTLET_WORDS)


def is_wire(name: str) -> bool:
    """Whether a name is a wire's."""
    return words_of(name) in _wires()


@cache
def _wires() -> frozenset[tuple[str, ...]]:
    return frozenset(words_of(wire) for wire in WIRES.split("|"))


def is_initials(name: str) -> bool:
    """Whether a name is nothing but initials: "SNHR"."""
    return name.isalpha() and name.isupper() and 2 <= len(name) <= 8


def initials_of(words: tuple[str, ...]) -> frozenset[str]:
    """The initials of a name of several words, with and without its small words: "snhr" and "snfhr"."""
    if len(words) < 2:
        return frozenset()
    return frozenset(("".join(w[0] for w in words), "".join(w[0] for w in words if w not in _SMALL)))
