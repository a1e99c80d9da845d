"""Closed classes of English words that the rules lean on. All in lower case, with straight apostrophes."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``, which are set apart by spaces."""
    return frozenset(text.split())


SUBJECT_PRONOUNS = word_set("he she it they i we you")
PRONOUNS = SUBJECT_PRONOUNS | word_set(
    "him her them me us who this that these those himself herself itself themselves one ones others another both many"
    " some several few most all none someone everyone nobody anyone"
)
DETERMINERS = word_set(
    "the a an this that these those his her its their our my your some any no every each both all another many most"
    " several few one two three four five six seven eight nine ten"
)
ARTICLES = word_set("the a an")
POSSESSIVES = word_set("his her its their our my your")
PREPOSITIONS = word_set(
    "in on at by for from with of to about against during before after since until over under between among through"
    " into onto within without across behind beyond near off out up down around despite amid via per upon toward"
    " towards including following besides like unlike alongside outside inside throughout regarding concerning"
)
SUBORDINATORS = word_set(
    "that because although though while whereas when whenever where if unless until since after before as once whether"
    " why how what whose lest"
)
RELATIVES = word_set("who which that whom")
COORDINATORS = word_set("and but or nor yet so")
AUXILIARIES = word_set(
    "has have had having is are was were be been being am do does did will would can could shall should may might must"
    " 's 'd 've 'll 're hasn't haven't hadn't isn't aren't wasn't weren't doesn't don't didn't won't wouldn't can't"
    " cannot couldn't shouldn't"
)
NEGATIONS = word_set("not never n't neither nor no hardly")
BE = word_set("is are was were be been being am isn't aren't wasn't weren't 's 're")
HAVE = word_set("has have had having hasn't haven't hadn't 've 'd")
MODALS = word_set(
    "will would can could shall should may might must won't wouldn't can't cannot couldn't shouldn't 'll 'd"
)
# Adverbs that stand between a subject and its verb and do not end in -ly.
ADVERBS = word_set(
    "also later then now again just once still always often sometimes ever even too already soon thus therefore"
    " however meanwhile instead further furthermore moreover nonetheless nevertheless earlier first here there"
    " himself herself themselves itself likewise otherwise elsewhere yesterday today tomorrow tonight perhaps maybe"
    " indeed though rather quite almost both all long not never"
)
# Words that look like adverbs in -ly and are none.
NOT_ADVERBS = word_set(
    "family ally rally supply reply italy july daily weekly early only bully belly jelly fly assembly"
    " kelly emily sally molly billy beverly kimberly holly lily polly reilly o'reilly connolly donnelly connelly daly"
    " mcnally jolly kennelly farrelly ely nelly willy conly"
)
TIMES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow morning evening"
    " afternoon night week month year weekend monday's tuesday's wednesday's thursday's friday's saturday's sunday's"
    " january february march april may june july august september october november december jan feb mar apr jun jul"
    " aug sept oct nov dec recently earlier later last this next early late afterwards afterward"
)
WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight")
# Finite verbs that are frequent in news and are no cue: they show that a stretch of words is a clause of its own.
COMMON_VERBS = word_set(
    "is are was were has had have will would can could may might must did does do went came took got made gave became"
    " won lost ran led kept held met left began began started stopped ended moved returned visited arrived joined"
    " released published posted issued signed launched opened closed killed wounded injured attacked struck hit died"
    " lived worked served spent received used helped won sat stood fell rose grew faced remained stayed appeared seems"
    " seemed looked turned put set brought sent paid bought sold built drew saw heard knew felt thought wanted needed"
    " tried failed managed continued followed caused targeted destroyed carried captured controlled seized withdrew"
    " fired walked talked played passed voted ran holds takes makes gives gets goes comes leads runs includes remains"
    " becomes keeps shows means wants needs works lives plays faces has seems appears isn't aren't wasn't weren't"
    " sank rang sang swam flew blew threw broke rode drove wrote chose froze woke wore tore swore stole shook ate"
    " forgot hid slept swept wept crept dealt meant lent bent flung hung stung swung dug clung spun strode fought"
    " caught taught sought spoke spread burst shot fled bled bred led slid split stuck burnt bore drank sprang shrank"
)
TITLES = word_set(
    "mr mrs ms miss dr prof professor sir lord lady dame president vice prime minister senator sen sens rep reps"
    " representative congressman congresswoman governor gov mayor secretary general gen colonel col lieutenant lt"
    " captain capt major maj sergeant sgt admiral adm commander brigadier brig judge justice chief king queen prince"
    " princess sheikh sheik imam pope bishop cardinal reverend rev father sister chancellor ambassador attorney"
    " speaker chairman chairwoman chair director deputy former candidate nominee analyst spokesman spokeswoman"
    " spokesperson foreign defense defence interior state press strategist pollster host author lawyer actor actress"
    " democrat republican businessman activist journalist reporter editor co-founder founder ceo executive"
)


def is_adverb(low: str) -> bool:
    """Whether a lower-case word can stand as an adverb between a subject and its verb."""
    return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in NOT_ADVERBS)
