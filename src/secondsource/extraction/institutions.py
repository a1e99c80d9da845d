"""Names of institutions: synonyms, and the words by which an institution, a document or an outlet is known.

To teach the room another synonym, add a line to ``SYNONYMS``: the canonical name first, then what else the press
writes for it, set apart by bars; an indented line goes on with the line before. Case and a leading "the" do not
matter. Two names on one line are one institution, so that statements under both never count as two sources.
"""

from __future__ import annotations

from functools import cache

from secondsource.extraction.names import FEMALE_NAMES, MALE_NAMES
from secondsource.extraction.words import word_set

SYNONYMS = """
US Department of Defense | Pentagon | Department of Defense | Defense Department | US Defense Department |
    U.S. Department of Defense | U.S. Defense Department | US Defence Department | DoD
US Department of State | State Department | US State Department | U.S. State Department | Foggy Bottom |
    Department of State
US Department of Justice | Justice Department | Department of Justice | U.S. Justice Department | DOJ
White House | US administration | US presidency
Federal Bureau of Investigation | FBI
Central Intelligence Agency | CIA
US Central Command | CENTCOM | Central Command | U.S. Central Command
Supreme Court of the United States | US Supreme Court | U.S. Supreme Court
Kremlin | Russian presidency | Russian presidential administration
Russian Ministry of Defence | Russian Defense Ministry | Russian Defence Ministry | Russian Ministry of
    Defense | Russia's Defense Ministry | Russia's Defence Ministry
Élysée | Elysee | French presidency
Downing Street | 10 Downing Street | No 10 | Number 10
UK Ministry of Defence | British Ministry of Defence | British Defence Ministry
UK Foreign Office | Foreign Office | British Foreign Office
United Nations | UN | U.N.
European Union | EU | Brussels
World Health Organization | WHO | World Health Organisation
International Committee of the Red Cross | ICRC | Red Cross
Doctors Without Borders | Médecins Sans Frontières | MSF | Medecins Sans Frontieres
NATO | North Atlantic Treaty Organization | Atlantic alliance
Syrian Observatory for Human Rights | SOHR | Observatory | Britain-based Observatory | British-based
    Observatory
Syrian Civil Defence | White Helmets | Syria Civil Defence | Syrian Civil Defense | Syria Civil Defense
Syrian Democratic Forces | SDF
Syrian Arab News Agency | SANA
Islamic State | ISIS | ISIL | Daesh | IS | Islamic State group
Reuters | Reuters news agency
Associated Press | AP
Agence France-Presse | AFP | Agence France Presse
New York Times | NYT
British Broadcasting Corporation | BBC | BBC News
"""


def _names(text: str) -> frozenset[str]:
    """The names in ``text``, which bars set apart."""
    return frozenset(" ".join(name.split()) for name in text.split("|"))


# Who prints or broadcasts; a source of this name is an outlet, and telling it something is a channel.
OUTLETS = """
reuters | associated press | agence france-presse | british broadcasting corporation | cnn | fox news |
msnbc | nbc | nbc news | abc news | abc | cbs | cbs news | c-span | npr | politico | new york times |
washington post | usa today | wall street journal | huffington post | breitbart | breitbart news | guardian
| bloomberg | bloomberg news | al jazeera | al-jazeera | al arabiya | al-arabiya | sky news | sky news
arabia | al-mayadeen | al mayadeen | russia today | rt | tass | xinhua | anadolu | anadolu agency | syrian
arab news agency | dpa | efe | interfax | ria | ria novosti | time | newsweek | buzzfeed | buzzfeed news |
vox | slate | daily beast | los angeles times | boston globe | chicago tribune | telegraph | independent |
financial times | economist | le monde | der spiegel | al-manar | press tv | irna | fars | mehr | hill |
axios | vice | univision | telemundo | rudaw | kurdistan 24
"""
_OUTLETS = _names(OUTLETS)
# The last word of an outlet's name of several words: "the Velm Courier", "Freedonia TV".
_OUTLET_ENDINGS = word_set(
    """
    news times post tribune herald journal newspaper daily magazine radio tv television gazette courier mail
    standard star sun mirror chronicle examiner bulletin dispatch inquirer sentinel press broadcasting weekly
    """
)
# Nouns that name an outlet in general: "the newspaper".
OUTLET_WORDS = _OUTLET_ENDINGS | word_set("channel broadcaster network agency")
INSTITUTION_WORDS = word_set(
    """
    ministry department observatory government administration council committee commission court courts
    congress senate parliament house party army military navy police force forces agency bureau office
    embassy consulate university college institute institution center centre foundation association
    organization organisation organizations group groups union federation coalition alliance campaign
    company corporation bank fund board authority authorities hospital church network team league club staff
    command brigade brigades battalion militia militias kingdom state republic nation nations city county
    district presidency cabinet opposition regime movement watchdog monitor charity ngo firm airline school
    pentagon kremlin delegation mission assembly inc llc ltd corp co society super pac media rnc dnc gop nra
    aclu fbi cia nato un eu isis who icrc defence defense helmets crescent cross inspectorate
    freight shipping lines logistics holdings industries airlines airways railways technologies energy
    pharmaceuticals insurance motors ventures partners brewery
    """
)
# Names of places that stand for their government when they speak.
GOVERNMENTS = word_set(
    """
    washington moscow beijing tehran damascus ankara baghdad london paris berlin riyadh jerusalem brussels
    russia iran syria turkey iraq israel china france germany britain america india pakistan egypt jordan
    lebanon qatar ukraine japan canada mexico australia poland italy spain u.s us uk doha cairo amman kabul
    islamabad
    """
)
_LANDS = _names(
    """
    south korea | north korea | saudi arabia | united states | united kingdom | united arab emirates | new zealand
    | south africa | sri lanka | hong kong
    """
)


def bare(name: str) -> str:
    """A name as the tables spell it: lower case, straight apostrophes, no "the", no possessive ending."""
    low = name.lower().replace("’", "'").strip(" .,'\"")
    low = low.removesuffix("'s").removeprefix("the ")
    return " ".join(low.split())


@cache
def _canonical() -> dict[str, str]:
    lines = SYNONYMS.replace("\n    ", " ").strip().splitlines()
    names = [[name.strip() for name in line.split("|")] for line in lines]
    return {bare(name): line[0] for line in names for name in line}


def canonical(name: str) -> str | None:
    """The canonical name of an institution in the table, or None."""
    return _canonical().get(bare(name))


def is_outlet(name: str, own: str | None = None) -> bool:
    """Whether a name is that of an outlet or agency: in the table, ending as outlets' do, or the article's ``own``."""
    low = bare(canonical(name) or name)
    if low in _OUTLETS or (own is not None and low == bare(own)):
        return True
    words = low.split()
    if len(words) < 2 or words[0] in FEMALE_NAMES or words[0] in MALE_NAMES:
        return False
    return words[-1] in _OUTLET_ENDINGS or words[-2:] == ["news", "agency"] or words[-2:] == ["news", "network"]


def is_institution(name: str) -> bool:
    """Whether a name reads like an institution's: in the tables, with an institution's noun, or a government."""
    low = bare(name)
    if low in _canonical() or low in GOVERNMENTS or low in _LANDS:
        return True
    words = low.replace("-", " ").split()
    return any(w in INSTITUTION_WORDS for w in words)
