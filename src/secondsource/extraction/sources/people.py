"""Which names are a person's, and what the words around a name say about its bearer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.layout.words import COMMON_VERBS, TIMES, TITLES, word_set
from secondsource.extraction.sources.institutions import BODY_WORDS, STANDARD, Table, bare
from secondsource.extraction.sources.names import FEMALE_NAMES, GIVEN_NAMES, MALE_NAMES, Name, names_in, written
from secondsource.extraction.sources.roles import PERSON_NOUNS, singular, without_capital

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout
    from secondsource.extraction.layout.text import Token
    from secondsource.extraction.sources.entities import Entity

MALE = word_set("he him his himself mr lord sir king prince father")
FEMALE = word_set("she her hers herself mrs ms miss lady queen princess dame sister mother")
_HE = word_set("he him his himself")
_SHE = word_set("she her hers herself")
_GROUP_ENDINGS = (
    "cans",
    "crats",
    "ics",
    "inos",
    "ians",
    "ists",
    "ers",
    "ims",
    "ews",
    "rds",
    "rabs",
    "ans",
    "eans",
    "ites",
)
_PEOPLES = word_set(
    """
    saudis iraqis israelis pakistanis emiratis kuwaitis omanis yemenis qataris somalis bengalis millennials evangelicals
    jews turks serbs croats kurds czechs swedes danes poles finns greeks brits scots
    """
)
# The last word of a name that is a place's or a thing's.
_THINGS = word_set(
    """
    street avenue road square act bill amendment city town island river county party court day week war treaty prize
    award plan hall building tower bridge airport park garden hotel valley mountain mountains beach bay coast sea
    ocean lake harbor harbour house room office circle heights hills hill springs caucus primary election debate
    convention summit accord agreement deal forum conference games cup league division age era revolution strip bank
    state states kingdom republic union louis francisco angeles vegas york jersey hampshire carolina dakota virginia
    """
)
_NO_PART = word_set("at in on to for with from by as and or but is the a an his her their after over against about")
_LED = BODY_WORDS | PERSON_NOUNS
_FOR_BOTH = FEMALE_NAMES & MALE_NAMES
_FOR_ONE = FEMALE_NAMES ^ MALE_NAMES
_TELL_GENDER = MALE | FEMALE | {"."}
_LONGEST = 12  # words of a name with what its bearer leads
_WINDOW = 25  # so far after a name a pronoun votes for its bearer's gender


def is_person(layout: Layout, name: Name, tables: Table = STANDARD) -> bool:
    """Whether a name met in passing is a person's."""
    tokens = layout.tokens
    text = written(layout.text, tokens, name.core, name.last)
    if tables.is_institution(text) or tables.is_outlet(text, layout.outlet) or not 1 <= name.last - name.core <= 5:
        return False
    if all(t.low in TITLES for t in tokens[name.first : name.last]):
        return False
    if any(t.low in COMMON_VERBS and t.low not in GIVEN_NAMES for t in tokens[name.first : name.last]):
        return False  # a headline in capitals
    if any(t.low in _NO_PART and t.text[0].isupper() for t in tokens[name.core + 1 : name.last]):
        return False  # "Quill Aims Insult At Low"
    if any(
        t.low.partition("-")[2].endswith(("backed", "led", "based", "style", "era"))
        for t in tokens[name.core : name.last]
    ):
        return False
    if name.core > name.first:
        return True
    given = tokens[name.first].low in GIVEN_NAMES
    if tokens[name.last - 1].low.removesuffix("'s") in _THINGS and not given:
        return False
    before = tokens[name.first - 1].low if name.first else ""
    if before in ("the", "a", "an") or text.isupper() or which_follows(tokens, name.last):
        return False
    near = before in ("in", "at", "near", "to", "from", "of")
    return not (near and " " not in text) and not (before in ("in", "at", "near") and not given)


def is_sure(layout: Layout, name: Name) -> bool:
    """Whether a name is a person's beyond doubt: it has a title, a role or a common given name."""
    tokens = layout.tokens
    if name.core > name.first or (name.last - name.core > 1 and tokens[name.core].low in GIVEN_NAMES):
        return True
    return name.first > 0 and tokens[name.first - 1].low in PERSON_NOUNS


def person_part(tokens: list[Token], name: Name) -> Name:
    """The name without what its bearer leads or where: "Senate Majority Leader Ada Quill" is Ada Quill's."""
    if name.last - name.core > _LONGEST:
        return name  # a list or a headline in capitals
    for k in range(name.last - 2, name.core - 1, -1):
        low = tokens[k].low
        full = name.last - k > 2
        given = tokens[k + 1].low in GIVEN_NAMES
        role = low.rpartition("-")[2] in PERSON_NOUNS and low not in GIVEN_NAMES and singular(low) == low
        of_role = name.first > 1 and tokens[name.first - 1].low == "of" and tokens[name.first - 2].low in PERSON_NOUNS
        led = of_role or (any(t.low in _LED for t in tokens[name.core : k + 1]) and low not in GIVEN_NAMES)
        if (role and (full or given)) or (led and full and given):
            return Name(name.first, k + 1, name.last)
        if k == name.first == name.core and (
            low in _OPENERS or (given and low not in GIVEN_NAMES and (low in TIMES or low.endswith("ing")))
        ):
            return Name(k + 1, k + 1, name.last)
    return name


_OPENERS = word_set("yet still absent asked despite former outgoing incoming presumptive acting citing unlike")


def is_group(name: str) -> bool:
    """Whether a single word is a people's or a party's: "Democrats", "Syrians"."""
    return " " not in name and (bare(name) in _PEOPLES or bare(name).endswith(_GROUP_ENDINGS))


def which_follows(tokens: list[Token], last: int) -> bool:
    """As in "Example Boats, which owns the ferry": a thing or a body and no person."""
    i = last + 1 if last < len(tokens) and tokens[last].text == "," else last
    return i < len(tokens) and tokens[i].low == "which"


def gender_after(layout: Layout, name: Name, high: int) -> str | None:
    """The gender of the first pronoun that follows a name before ``high``, where the next person begins."""
    for token in layout.tokens[name.last : min(high, name.last + _WINDOW)]:
        if token.low in _HE:
            return "he"
        if token.low in _SHE:
            return "she"
    return None


def gender_of(tokens: list[Token], name: Name) -> str | None:
    """The gender that a name's own words tell: its title's, or its given name's."""
    titles = {t.low for t in tokens[max(name.first - 1, 0) : name.core]}
    if titles & MALE:
        return "he"
    if titles & FEMALE:
        return "she"
    given = tokens[name.core].low
    if name.last - name.core < 2 or given in _FOR_BOTH:
        return None
    return "she" if given in FEMALE_NAMES else "he" if given in MALE_NAMES else None


def learn(layout: Layout, entity: Entity, first: int, last: int) -> None:
    """Take in role and gender from a given name and from the titles before a name."""
    tokens = layout.tokens
    given = entity.name.partition(" ")[0].lower()
    if entity.gender is None and " " in entity.name and given in _FOR_ONE:
        entity.gender = "she" if given in FEMALE_NAMES else "he"
    name = next((n for n in names_in(tokens, first, last) if n.core > n.first), None)
    if name is None:
        return
    low = {t.low for t in tokens[name.first : name.core]}
    if low & MALE:
        entity.gender = "he"
    elif low & FEMALE:
        entity.gender = "she"
    if not low <= _TELL_GENDER:
        entity.add_role(without_capital(tokens, name.first, written(layout.text, tokens, name.first, name.core)))
