"""The words around a figure that tell what it counts and what happened to the ones that are counted."""

from __future__ import annotations

from itertools import pairwise

from secondsource.checking.conflicts.figures import Figure
from secondsource.checking.conflicts.frames import Text, spread
from secondsource.checking.conflicts.vocabulary import DEEDS, PERIODS, table, words

PEOPLE = table(
    people="people persons person others victims residents inhabitants individuals members bodies citizens souls "
    "pilgrims passengers refugees migrants hostages prisoners detainees worshippers patients",
    civilians="civilians civilian noncombatants",
    children="children child kids girls girl boys boy minors infants babies baby toddlers schoolchildren",
    women="women woman females",
    men="men man males",
    fighters="fighters fighter militants militant jihadists jihadist jihadis rebels rebel terrorists terrorist "
    "insurgents insurgent gunmen combatants combattants militiamen extremists mercenaries loyalists",
    soldiers="soldiers soldier troops forces servicemen personnel conscripts officers officer",
    police="police policemen policeman",
    medics="medics medic doctors doctor nurses paramedics",
    journalists="journalists journalist reporters",
    rescuers="rescuers",
    teachers="teachers teacher",
    protesters="protesters protester protestors demonstrators demonstrator marchers",
    visitors="visitors visitor",
    fans="fans fan supporters spectators",
    voters="voters voter",
    workers="workers worker employees",
    miners="miners miner",
    students="students student pupils pupil",
)
SINGLE = frozenset(form for form in PEOPLE if not form.endswith(("s", "people", "men", "children", "police")))
# What is done to people; with these a figure without a noun counts people.
HUMAN = words("killed wounded arrested kidnapped freed displaced evacuated rescued executed missing")
# Nouns that are what happened: "four deaths".
HAPPENINGS = words(
    "survivors deaths fatalities killings injuries arrests detentions abductions executions casualties lives martyrs"
)
AUXILIARY = words(
    "was were is are be been being has have had also reportedly still feared believed to reported confirmed now later "
    'already all both who that which - – — ( " “ ” got seriously critically lightly others more'
)
SIZES = words("majority worker spectator crew turnout")  # "a majority of 340", as concepts
PERSONAL = (
    "men",
    "ers",
    "ors",
    "ists",
    "ants",
    "ians",
    "er",
    "or",
    "ist",
    "ian",
)  # of "skiers", "survivor", "tourists"
NO_PERSONS = words(
    "computers containers trailers helicopters towers papers numbers letters orders shutters boosters tankers trawlers "
    "freighters steamers bombers fighters carriers metres meters kilometres kilometers litres acres shelters centers "
    "offers doors floors motors reactors tractors sensors generators restaurants plants warrants grants hours "
    "quarters layers covers members others errors power water paper number letter order offer tower center floor door "
    "helicopter container tanker shelter reactor tractor restaurant plant matters chapters rivers fires theatres "
    "dollar dollars majority factor factors sectors sector corridor corridors year river weather answers answer"
)
PASSIVE = words("were was been are is being be who as among")
# What may stand between the figures of one list.
LISTING = SINGLE | words(
    ", and including among them were was - – — ( ) as well with at least of whom plus a an also other another others "
    "rescue worker one"
)
PHRASE_ENDS = words(
    "in on off at by from with near of to for after before during when while as who that which whose and or but "
    "including among was were is are be been being has have had will would could may might said says the this a an "
    "since amid between following outside inside around across over under into out up down left leaving more not than "
    "dead what where how yet if because although though"
)
LEADING = words("a an another the of total further with \" “ ‘ '")
STOPPING = words("and while when after said leaving by but")
INCLUDED = words("including include included includes")
AMONG = words("dead killed wounded injured missing victims")  # "among the dead"
OF_THEM = words("the them whom those its their")
EXTRA = words("another further additional more others other")
TOLLS = words("toll tolls")
TOLLED = words("dead deaths victims fatalities")  # "the number of dead"
REFLEXIVE = words("himself herself themselves itself")
TOLL_VERBS = words("was at is to of stood reached hit")
NOT_COUNTED = words("decade decades am pm gmt utc per")
RECORDS = words("most worst deadliest largest biggest first highest heaviest")  # "the worst since 1988"
ONE_PERIOD = words("first second third fourth fifth sixth seventh eighth same this that later earlier one an a")
MANNERS = words("strikes attacks raids airstrikes blasts explosions bombings shells bombs missiles rockets")
SUMMING = words("past last within over in during")  # what may tell of a longer time than one event's


def _low(text: Text, index: int) -> str:
    return text.tokens[index].low if 0 <= index < len(text.tokens) else "."


def with_stand_ins(text: Text, content: str, own: tuple[Figure, ...]) -> list[Figure]:
    """Add what stands for a figure to those of a text: "a child", "a single seat", "none of the seats"."""
    busy = {at for figure in own for at in range(figure.first, figure.last)}
    found: list[Figure] = []
    for index in range(len(text.tokens)):
        value, last = _stand_in(text, index)
        if value >= 0 and index not in busy and len(found) < 20:
            span = spread(text, index, last)
            said = content[span.start : span.end]
            found.append(Figure(index, index, last, value, value, value, 1, True, span, said))
    return sorted([*own, *found], key=lambda figure: figure.first)


def _stand_in(text: Text, index: int) -> tuple[float, int]:
    """Read a word that stands for a number: what it comes to, below 0 where there is none, and where it ends."""
    low, following = _low(text, index), _low(text, index + 1)
    if low in ("a", "an") and following in SINGLE and _stands_alone(text, index + 2):
        return 1, index + 1
    if low == "a" and following == "single":
        return 1, index + 2
    of_them = following == "of" and _low(text, index + 2) in OF_THEM
    if low in ("none", "neither") and of_them:
        return 0, index + 1
    things = following.endswith("s") and following not in ("sides", "parties") and following[0].isalpha()
    if low == "both" and (of_them or (following in OF_THEM and _low(text, index + 2).endswith("s")) or things):
        return 2, index + 1
    return -1, index


def _stands_alone(text: Text, index: int) -> bool:
    """Tell whether a noun ends before ``index``: not "a terrorist attack"."""
    low = _low(text, index)
    return not low[0].isalpha() or low in PHRASE_ENDS or low in AUXILIARY or low in DEEDS


def personal(word: str) -> bool:
    """Tell whether the counted things may be people by the form of their word: "skiers", "pensioners"."""
    return word.endswith(PERSONAL) and word not in NO_PERSONS


def sums_up(lows: list[str]) -> bool:
    """Tell whether the words of a sentence sum up over a longer time: "since May", "in the past two weeks"."""
    since = "since" in lows and RECORDS.isdisjoint(lows)
    over = any(
        unit in PERIODS and which not in ONE_PERIOD and not SUMMING.isdisjoint(lows[max(0, at - 3) : at])
        for at, (which, unit) in enumerate(pairwise(lows), 1)
    )
    return since or over
