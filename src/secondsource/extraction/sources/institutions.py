"""Names of institutions: synonyms, and the words by which an institution, a document or an outlet is known.

To teach the room another synonym, add a line to ``SYNONYMS``: the canonical name first, then what else the press
writes for it, set apart by bars; an indented line goes on with the line before. Case and a leading "the" do not
matter. Two names on one line are one institution, so that statements under both never count as two sources.
A table of the user's own has the same form; ``Table`` reads it and puts it before this one.
"""

from __future__ import annotations

import hashlib
from functools import cache

from secondsource.extraction.layout.words import word_set
from secondsource.extraction.sources.names import FEMALE_NAMES, MALE_NAMES
from secondsource.model import UnusableInput

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
    Defense | Russia's Ministry of Defence | Russia's Ministry of Defense | Russia's Defense Ministry |
    Russia's Defence Ministry
Élysée | Elysee | French presidency
Downing Street | 10 Downing Street | No 10 | Number 10
UK Ministry of Defence | British Ministry of Defence | British Defence Ministry
UK Foreign Office | Foreign Office | British Foreign Office
United Nations | UN | U.N. | world body
European Union | EU | E.U.
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
# Further endings; no rule that finds attributions leans on these.
_MORE_ENDINGS = _OUTLET_ENDINGS | word_set(
    "journalism review globe echo wire advertiser online insider record register"
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
# Nouns that a source which prints or broadcasts is called by.
OUTLET_NOUNS = word_set(
    "newspaper magazine broadcaster channel agency outlet network tv television radio daily weekly paper tabloid"
)
# What else a body is called; no rule that finds attributions leans on these.
BODY_WORDS = INSTITUTION_WORDS | word_set(
    """
    treasury clinic pact league parish synod museum laboratory lab consortium syndicate guild chamber tribunal front
    guard corps fleet secretariat leadership caucus panel inquiry watch international committees unit units opec
    nasa epa unicef unesco unhcr
    """
)
# Names of places that stand for their government when they speak.
GOVERNMENTS = word_set(
    """
    washington moscow beijing tehran damascus ankara baghdad london paris berlin riyadh jerusalem brussels
    russia iran syria turkey iraq israel china france germany britain america india pakistan egypt jordan
    lebanon qatar ukraine japan canada mexico australia poland italy spain u.s us uk doha cairo amman kabul
    islamabad cuba argentina brazil chile colombia venezuela peru spain portugal sweden norway denmark finland iceland
    ireland netherlands holland belgium luxembourg austria switzerland hungary romania bulgaria serbia croatia greece
    cyprus georgia armenia azerbaijan kazakhstan uzbekistan afghanistan bangladesh nepal myanmar thailand vietnam
    cambodia laos malaysia singapore indonesia philippines taiwan mongolia libya tunisia algeria morocco sudan ethiopia
    eritrea somalia kenya uganda tanzania rwanda nigeria ghana senegal mali niger chad cameroon congo angola zambia
    zimbabwe botswana namibia mozambique yemen oman bahrain kuwait belarus estonia latvia lithuania moldova slovakia
    slovenia albania kosovo bosnia pyongyang seoul tokyo delhi kyiv kiev minsk warsaw prague budapest athens rome madrid
    lisbon vienna bern stockholm oslo copenhagen helsinki dublin ottawa canberra havana caracas bogota nairobi tripoli
    """
)
_LANDS = _names(
    """
    south korea | north korea | saudi arabia | united states | united kingdom | united arab emirates | new zealand
    | south africa | sri lanka | hong kong
    """
)


# Companies that the press names without saying what they are.
_COMPANIES = _names(
    """
    facebook | twitter | wikileaks | google | apple | amazon | microsoft | meta | youtube | instagram | tiktok
    | boeing | airbus | exxon | shell | bp | tesla | uber | walmart | goldman sachs | gazprom | rosneft | huawei
    | samsung | toyota
    """
)


def bare(name: str) -> str:
    """A name as the tables spell it: lower case, straight apostrophes, no "the", no possessive ending."""
    low = name.lower().replace("’", "'").strip(" .,'\"")
    low = low.removesuffix("'s").removeprefix("the ")
    return " ".join(low.split())


class Table:
    """The tables as one article's extraction uses them: ``own``, the user's lines, go before the ones above.

    A line is "canonical name | synonym | …"; one that begins with "outlet:" names who prints or broadcasts. A line
    that begins with a space goes on with the line before; what follows "#" is a remark. Raises ``UnusableInput``,
    which begins with the number of the line, for a line without a name between two bars and for a name on two lines.
    """

    def __init__(self, own: str = "") -> None:
        self._canonical = {bare(name): names[0] for _, names in _lines(SYNONYMS) for name in names}
        self._outlets = set(_OUTLETS)
        self._given: dict[str, int] = {}
        lines = _lines(own)
        for number, names in lines:
            outlet = names[0].lower().startswith("outlet:")
            if outlet:
                names[0] = names[0].partition(":")[2].strip()
            self._add(number, names, outlet=outlet)
        told = "\n".join(" | ".join(names) for _, names in lines)
        self.digest = hashlib.sha256(told.encode()).hexdigest()[:8] if lines else ""
        """Eight hexadecimal digits that tell one user's table from another; empty where there is none."""

    def _add(self, number: int, names: list[str], *, outlet: bool) -> None:
        if not all(bare(name) for name in names):
            raise UnusableInput(f"line {number}: a name is missing; write: canonical name | synonym | synonym")
        for name in map(bare, names):
            if name in self._given and self._given[name] != number:
                raise UnusableInput(f"line {number}: “{name}” stands on line {self._given[name]} too; keep one of them")
            self._given[name] = number
            self._canonical[name] = names[0]
            if outlet:
                self._outlets.add(name)
            else:
                self._outlets.discard(name)

    def canonical(self, name: str) -> str | None:
        """The canonical name of an institution in the tables, or None.

        Texts that lost their apostrophes count too: "Russias Defence Ministry".
        """
        low = bare(name)
        land, _, rest = low.partition(" ")
        if rest and land.endswith("s") and land[:-1] in GOVERNMENTS and low not in self._canonical:
            low = f"{land[:-1]}'s {rest}"
        return self._canonical.get(low)

    def is_outlet(self, name: str, own: str | None = None) -> bool:
        """Whether a name is an outlet's or agency's: in the tables, ending as outlets' do, or the article's ``own``."""
        low = bare(self.canonical(name) or name)
        if low in self._outlets or (own is not None and low == bare(own)):
            return True
        words = low.split()
        if len(words) < 2 or words[0] in FEMALE_NAMES or words[0] in MALE_NAMES or low in self._canonical:
            return False
        return words[-1] in _MORE_ENDINGS or words[-2:] == ["news", "agency"] or words[-2:] == ["news", "network"]

    def is_institution(self, name: str) -> bool:
        """Whether a name reads like an institution's: in the tables, with an institution's noun, or a government."""
        low = bare(name)
        if low in self._canonical or low in GOVERNMENTS or low in _LANDS or low in _COMPANIES:
            return True
        words = low.replace("-", " ").split()
        return any(w in BODY_WORDS for w in words)


def _lines(table: str) -> list[tuple[int, list[str]]]:
    """The lines of a table, each with its number and its names."""
    found: list[tuple[int, str]] = []
    for number, line in enumerate(table.splitlines(), start=1):
        text = line.partition("#")[0].rstrip()
        if text.startswith((" ", "\t")) and found and text.strip():
            found[-1] = (found[-1][0], f"{found[-1][1]} {text.strip()}")
        elif text.strip():
            found.append((number, text))
    return [(number, [" ".join(name.split()) for name in text.split("|")]) for number, text in found]


@cache
def table_of(own: str) -> Table:
    """The tables with the user's lines before them, made once for the same lines. Raises as ``Table`` does."""
    return Table(own)


STANDARD = table_of("")
canonical, is_outlet, is_institution = STANDARD.canonical, STANDARD.is_outlet, STANDARD.is_institution
