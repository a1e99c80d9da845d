"""The words around a figure that tell what it counts and what happened to the ones that are counted."""

from __future__ import annotations

from secondsource.checking.conflicts.vocabulary import table, words

PEOPLE = table(
    people="people persons person others victims residents inhabitants individuals members bodies citizens souls "
    "pilgrims passengers refugees migrants hostages prisoners detainees worshippers patients",
    civilians="civilians civilian noncombatants",
    children="children child kids girls girl boys boy minors infants babies baby toddlers schoolchildren",
    women="women woman females",
    men="men man males",
    fighters="fighters fighter militants militant jihadists jihadist jihadis rebels rebel terrorists terrorist "
    "insurgents insurgent gunmen combatants combattants militiamen extremists mercenaries loyalists",
    soldiers="soldiers soldier troops servicemen personnel conscripts officers officer",
    police="police policemen policeman",
    medics="medics medic doctors doctor nurses paramedics",
    journalists="journalists journalist reporters",
    rescuers="rescuers",
    teachers="teachers teacher",
    protesters="protesters protester protestors demonstrators demonstrator marchers",
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
PASSIVE = words("were was been are is being be who as among")
# What may stand between the figures of one list.
LISTING = SINGLE | words(
    ", and including among them were was - – — ( ) as well with at least of whom plus a an also other another others "
    "rescue worker one"
)
PHRASE_ENDS = words(
    "in on at by from with near of to for after before during when while as who that which whose and or but including "
    "among was were is are be been being has have had will would could may might said says the this a an since amid "
    "between following outside inside around across over under into out up down left leaving more not than dead what "
    "where how yet if because although though"
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
