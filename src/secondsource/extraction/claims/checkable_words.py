"""The words that decide whether a claim can be checked now: written for this room, in lower case, straight apostrophes.

To extend a list, add the word and a sentence with it to ``tests/extraction/gold_nature/own.jsonl``.
"""

from __future__ import annotations

from functools import cache

from secondsource.extraction.layout.words import COMMON_VERBS, word_set
from secondsource.extraction.rules.cues import inflected

# Verbs of a cue. They decide where the content is no clause of its own: "urged *the crew to turn back*". ------------

DEMANDS = word_set(
    """
    urge demand order beg request propose recommend command implore plead appeal push press lobby petition encourage
    advise instruct require insist invite
    """
)
# These call for something only with an infinitive: "told *them to leave*", "a call *to act*".
DEMANDS_TO = word_set("ask tell call remind")
PLANS = word_set(
    """
    promise pledge vow plan intend hope expect predict forecast foresee anticipate project threaten prepare schedule
    fear worry envision aim swear
    """
)
# These look ahead only with an infinitive: "agreed *to pay*".
PLANS_TO = word_set("agree decide offer refuse decline want seek like prefer vote try choose")
# What is hoped or foretold has not happened, whatever the tense: "hopes *it is over soon*".
FORETELLS = word_set("hope predict forecast expect foresee anticipate")
JUDGES = word_set(
    """
    praise criticize criticise condemn blast slam denounce decry deplore bemoan lament laud applaud hail commend deride
    mock ridicule assail excoriate lambaste lambast rebuke chide rip knock credit blame admire love hate like dislike
    support oppose back favor favour endorse congratulate thank welcome defend feel question doubt attack dig respect
    """
)
NAMES = word_set("call describe label brand dub characterize characterise portray liken deem")
ASKS = word_set("ask wonder inquire enquire query debate investigate")
# Nouns and adjectives that stand as a cue, with the verb they come from.
_CUE_NOUNS = {
    "prediction": "predict", "predictions": "predict", "expectation": "expect", "expectations": "expect",
    "proposal": "propose", "recommendation": "recommend", "intention": "intend", "criticism": "criticize",
    "admiration": "admire", "excitement": "love", "support": "support", "opposition": "oppose",
    "condemnation": "condemn", "digs": "dig", "attacks": "attack",
}  # fmt: skip

# Words of the content. ---------------------------------------------------------------------------------------------

WILL = word_set("will won't shall shan't gonna")
WOULD = word_set("would wouldn't")
# Possibilities: "the dam could break"; before "have" or "be" they are hedges ("may have left", "might be ill").
POSSIBLY = word_set("could may might")
# "is *likely* to …": with "to" behind them these look ahead.
AHEAD_TO = word_set(
    """
    going expected likely unlikely set due poised scheduled slated bound planning plan plans intend intends hope
    hopes aim aims promise promises pledge pledges vow vows threaten threatens expect expects about ready want
    wants planned intended hoped promised pledged vowed threatened
    """
)
AHEAD_VERBS = word_set("expect expects anticipate anticipates predict predicts foresee foresees")
OBLIGES = word_set("should shouldn't must mustn't ought oughtn't")
# "has *to* …", "need *to* …"
OBLIGES_TO = word_set("need needs have has gotta got")

STANCES = word_set("think believe feel love like hate prefer admire respect trust doubt wish guess suppose disagree")
FEELINGS = word_set(
    """
    proud sorry glad happy sad angry afraid ashamed grateful thankful disappointed worried excited sick tired honored
    honoured thrilled concerned confident convinced delighted disgusted
    """
)
JUDGEMENTS = word_set(
    """
    absolutely absurd abysmal aggrieved alarming amazing appalling arrogant atrocious attractive authentic awful
    bad barbaric beautiful betrayal better bigot bigoted blame bleak blunder boring brave bravely brilliant
    brutal careless catastrophe catastrophic charming clever competent contemptible corrupt courage courageous
    coward cowardly cowards crazy crooked cruel dangerous decent delightful deplorable deserve deserved deserves
    despicable disaster disastrous disgrace disgraceful disgusting dishonest disrespectful disturbing divisive
    dreadful dull dumb elegant embarrassing embarrassment evil exaggerated excellent exciting fairly fake
    fantastic far-fetched farce fascinating fool foolish fools fortunately frankly frightening garbage genius
    genuine gifted gloomy good graceful great greedy hateful havoc heartless hero heroes heroic hideous honest
    honestly honorable honourable hopeful hopeless horrible hypocrisy hypocrite hypocritical idiot idiotic
    idiots immoral impressive incompetent incredible inexcusable insane inspired inspiring insult insulting
    interesting intolerable irresponsible joke larger-than-life laughable lazy liar loser losers lousy lovely
    ludicrous magnificent marvellous marvelous mediocre mess mistake moral nasty nice noble nonsense obviously
    outrage outrageous overblown pathetic pawns phony pointless racist reasonable reckless remarkable respectful
    ridiculous rigged rubbish rude ruthless sad sadly savage scandalous scary selfish senseless sensible sexist
    shame shameful shamefully shameless sickening silly splendid strange strongman stupid superb talented
    tasteless terrible thankfully totally toxic tragedy tragic treacherous tremendous troubling truly ugly
    unacceptable unattractive unfair unfairly unfit unforgivable unfortunate unfortunately uninspiring unjust
    unqualified unreasonable unwise unworthy useless utterly vile vulgar weird wicked wise wonderful worrying
    worse worthless worthwhile worthy wrongly xenophobic
    """
)
# Judgements only where they are said of something ("is *wrong*"): "a rebel offensive", "the fair", "special forces".
SAID_OF = word_set(
    "offensive fair fine poor weak special wrong right necessary perfect mad cool hard easy mean vital essential"
    " crucial important strong tough smart"
)
SUPERLATIVES = word_set(
    "best worst greatest finest nicest dumbest stupidest toughest smartest strongest weakest bravest ugliest loveliest"
    " saddest craziest gravest brightest kindest cruelest cruellest wisest fairest"
)
# "the most *beautiful*", "most *likely*" is none: these endings make an adjective of what follows "most".
ADJECTIVE_ENDINGS = ("ful", "ive", "ous", "able", "ible", "ant", "ent", "ing", "ic", "less", "al", "ed")

IMPERATIVES = word_set(
    """
    stop open close give send take make keep get come go look listen tell help remember imagine wait leave put bring
    read show join act call ask consider build lock free save pray be stay stand do fight release return hand turn
    vote let let's please don't never stay forget hold try write sign work end drop pay think resign
    """
)
NUMBERS = word_set(
    """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions
    billion billions trillion dozen dozens percent half third quarter twice
    """
)
# No deeds, although they end like one: nouns, verbs in the present, and participles that only describe.
NO_DEEDS = word_set(
    """
    need speed exceed proceed succeed seed feed deed breed bleed greed weed indeed hundred sacred naked kindred embed
    related based interested committed prepared determined qualified united limited supposed dedicated detailed
    advanced experienced so-called armed alleged divided unprecedented
    """
)
# Common verbs in the past that tell of a deed or an event; "was", "made", "felt" alone do not.
PAST_EVENTS = COMMON_VERBS - word_set(
    """
    is are was were has have had will would can could may might must did does do made got gave felt thought wanted
    needed seems seemed looked appears appeared means takes makes gives gets goes comes wants needs plays keeps remains
    becomes became shows holds leads runs includes works lives faces stayed remained isn't aren't wasn't weren't hit put
    set cost read spread shot split burst left
    """
) | {"died", "hit", "killed", "left"}


@cache
def cue_forms() -> dict[str, str]:
    """Every form of the verbs above that a cue may hold, and the nouns made from them, with the verb itself."""
    verbs = sorted(DEMANDS | DEMANDS_TO | PLANS | PLANS_TO | JUDGES | NAMES | ASKS)
    found = {form: verb for verb in verbs for form in inflected(verb)}
    found.update({verb: verb for verb in verbs})
    return found | _CUE_NOUNS
