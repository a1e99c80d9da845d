"""The heads of cues and what each tells: words, an act on record, or a state of mind.

The verbs of ``cues`` come first and are not repeated here; these lists hold what stands in cues besides them. A verb is
listed by its dictionary form and a noun in the singular; the forms are made from it. To extend a list, add the word.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from secondsource.extraction.layout.words import is_adverb, word_set
from secondsource.extraction.rules.cues import DOCUMENT_NOUNS, WAY_NOUNS, inflected, lexicon

WORDS, RECORD, MIND = "words", "record", "mind"

# What the verbs of ``cues`` tell otherwise than their mark of belief there says. Whoever agrees or wonders in the news
# does so aloud; who opposes something may never have said so; a reason is mostly a noun.
_DIFFERENTLY = {"agree": WORDS, "wonder": WORDS, "oppose": MIND, "reason": MIND}

_VERBS = {
    WORDS: """
    endorse attack challenge encourage name welcome address quote paraphrase retweet repost email e-mail text
    phone message broadcast air publicize publicise circulate headline title feature cover document chronicle
    detail outline summarize summarise depict paint frame cast profile present issue release deliver voice
    articulate utter mouth spout preach lecture scold berate taunt insult heckle boo jeer cheer celebrate salute
    toast trumpet extol herald hype plug pitch bash trash savage pummel hammer pound castigate vilify demonize
    demonise malign smear skewer roast eviscerate fulminate inveigh thunder fume groan grouse gripe grumble carp
    rant riff expound reminisce gloat crow sneer snipe snarl bark boom blare bellow roar murmur mumble stammer
    chime intone concur disagree dispute contradict refute rebuff debunk exhort implore beg cajole lobby
    petition appeal invite advocate instruct direct command project forecast tally attribute ascribe justify
    distance renounce recant retract backpedal commit volunteer deem rate rank grade assess sue downplay
    overstate exaggerate understate dwell protest demean belittle denigrate satirize satirise caricature parody
    lampoon spar bicker quarrel squabble leak divulge unveil expose hear overhear rumor confide query interview
    brief update alert promulgate impart relay reprise stump preview interpret define nickname rename term
    counter-accuse acquiesce illustrate symbolize negotiate converse chat live-tweet reprimand chastise admonish
    upbraid needle dodge sidestep evade pan zing dis jab nod fess hit swipe sketch recapitulate revisit reframe
    recast crown compliment flatter perpetuate amplify mourn pray laugh insinuate intimate purport pretend
    profess renege verify corroborate authenticate review pen author coin display raise contrast flip-flop hurl
    lob unleash vent mislead lie pressure demur parrot misstate trace compile tackle spotlight gloss incite dare
    reword telegraph react rubbish fault rally
    """,
    RECORD: """
    vote sign pass enact adopt ratify veto approve nominate appoint elect designate authorize authorise ban bar
    forbid outlaw legalize legalise permit allow restrict require mandate dictate sentence convict indict
    prosecute acquit exonerate overturn uphold overrule nullify invalidate void sanction award certify sponsor
    co-sponsor introduce file submit draft co-author register enforce block revoke rescind repeal amend impose
    grant pardon subpoena suspend disqualify commission administer specify stipulate provide govern include
    contain exclude
    """,
    MIND: """
    support favor favour view regard perceive judge hate love dislike enjoy admire adore revere idolize respect
    loathe despise detest resent distrust mistrust trust appreciate cherish embrace accept tolerate resist
    ignore disregard care bother remember forget misremember foresee anticipate envisage ponder mull reflect
    weigh reconsider rethink refocus concentrate zero aspire yearn crave desire wish need opt choose pick select
    foretell anger upset rattle alarm unsettle concern surprise shock startle impress intrigue excite thrill
    infuriate frustrate annoy irritate horrify outrage embolden amaze offend please delight frighten scare spook
    puzzle mystify confuse dismay appall disappoint embarrass gall bristle notice witness watch spot eye
    discover uncover detect sense surmise figure reckon presume suppose conceive fathom picture visualize
    misread underestimate overestimate overlook discount count rely depend side align sympathize empathize
    differ diverge split divide prioritize prioritise devote dedicate plot scheme prepare relish savor pursue
    target deliberate dread agonize fret fixate obsess dream wager bet balk lean tire recoil cringe gravitate
    unite boycott vie angle mean design treasure fascinate captivate trouble disturb haunt galvanize inspire
    energize await explore examine investigate study scrutinize yawn value prize covet scorn spurn snub shun
    fantasize shrug disapprove pride experience bore overwhelm exasperate rankle embitter agitate resonate
    represent regret
    """,
}

# A verb that says little by itself: what follows it in the cue decides ("made the case", "began by saying", "seemed
# to blame"). Alone it tells what stands here; without a mark, nothing.
_LIGHT = {
    WORDS: "begin continue repeat conclude share put send lay",
    MIND: """
    back seem appear sound try attempt struggle strive scramble work tend fail hold stay remain face feel turn
    shift focus
    """,
    "": """
    make give take draw come go get keep set run bring throw win become stand launch open close end start stop
    finish resume proceed help use manage move rush pivot return receive gain lead leave serve play step earn
    engage join fire shoot strike cut spend carry stick brush double poke line hand
    """,
}

_NOUNS = {
    WORDS: """
    statement assertion allegation accusation announcement criticism critique critic complaint endorsement
    response argument case proposal suggestion advice plea denunciation condemnation tribute defense defence
    explanation description account story news article speech testimony testimonial letter memo posting book
    column editorial op-ed essay poll survey data finding analysis audit projection prediction warning assurance
    threat admission acknowledgment acknowledgement concession confession denial rebuttal refusal rejection
    declaration proclamation disclosure revelation conversation discussion chatter rumour gossip speculation
    shot barb dig tirade rhetoric slogan word phrase quotation citation footage video ad commercial clip
    transcript recording paper evidence contention recommendation guidance instruction invitation reminder
    narrative calculation information disagreement apology plaudits kudos contradiction commentary broadside
    exhortation dialogue applause outcry uproar furor backlash pushback barrage presentation sermon monologue
    soundbite allusion recollection portrayal depiction characterization interpretation assessment diagnosis
    photo photograph confirmation clarification correction counterargument adviser briefing conference
    communique recantation reversal dictum prayer verdict publicity takedown takeaway refrain caveat portrait
    counterattack ranking example conclusion insistence demagoguery reaction observation
    """,
    RECORD: """
    lawsuit suit indictment bill legislation law ruling resolution treaty agreement deal contract ballot
    signature nomination amendment statute constitution platform decree edict directive appointment
    """,
    MIND: """
    opinion belief anxiety feeling sentiment thought notion impression perception expectation assumption
    presumption conviction confidence skepticism scepticism faith eagerness willingness unwillingness reluctance
    intention intent goal effort bid strategy interest preference opposition disapproval approval attitude
    stance position priority attention scrutiny hostility hatred enthusiasm excitement passion ire resentment
    frustration disappointment regret guilt admiration affection optimism pessimism consensus knowledge memory
    decision choice supporter opponent backer fan skeptic sceptic believer proponent follower reputation
    inference vision ambition mood mind heart idea allegiance loyalty antipathy aversion distaste disdain
    contempt ambivalence indifference apprehension misgiving apprehensions unease discomfort panic terror
    wariness suspicion temptation inclination zeal appetite craving comfort joy relief sympathy empathy esteem
    approach philosophy outlook perspective standpoint mindset theory agenda commitment resolve determination
    motive purpose favorite favourite resistance hesitation fascination infatuation fixation romance prospect
    glimpse revolt recognition revulsion sensitivity controversy confusion equivocation indignation insecurity
    self-doubt annoyance tolerance realization epiphany policy pleasure desperation
    """,
}

_OTHERS = {
    WORDS: """
    critical vocal outspoken adamant emphatic explicit mum silent coy blunt upfront apologetic unapologetic
    complimentary effusive dismissive so-called self-described self-professed self-styled self-proclaimed
    well-documented reportedly allegedly purportedly aloud titled entitled nicknamed insistent
    """,
    MIND: """
    concerned confident sure unsure certain uncertain aware unaware optimistic pessimistic skeptical sceptical
    doubtful hopeful fearful afraid scared nervous anxious wary leery leary eager keen willing unwilling
    reluctant hesitant inclined loath interested uninterested happy unhappy glad pleased proud angry upset mad
    furious livid frustrated disappointed surprised shocked stunned amazed impressed thrilled excited
    enthusiastic passionate tired sick fond sympathetic supportive undecided divided split torn clear unclear
    obvious evident likely unlikely popular unpopular comfortable uncomfortable unconvinced bullish bearish
    sanguine cynical distrustful suspicious hostile resigned tempted satisfied dissatisfied mindful familiar
    curious jealous ashamed embarrassed sorry serious important well-known apparent seemingly apparently
    presumably supposedly far-fetched enamored infatuated favorable unfavorable ambivalent indifferent disgusted
    appalled dismayed aghast ready poised content committed lukewarm loyal bent hell-bent desperate
    right-leaning left-leaning half-hearted upbeat uneasy hungry distressed conscious sensitive partial consumed
    pumped untroubled annoyed bored appreciative mistrustful
    """,
}

# Forms that do not follow from the spelling: as in ``cues``.
_IRREGULAR = {
    line.split()[0]: line.split()[1:]
    for line in """
        make makes made made making
        give gives gave given giving
        take takes took taken taking
        draw draws drew drawn drawing
        come comes came come coming
        go goes went gone going
        get gets got gotten getting
        keep keeps kept kept keeping
        set sets set set setting
        run runs ran run running
        bring brings brought brought bringing
        throw throws threw thrown throwing
        win wins won won winning
        become becomes became become becoming
        stand stands stood stood standing
        stick sticks stuck stuck sticking
        shoot shoots shot shot shooting
        strike strikes struck struck striking
        cut cuts cut cut cutting
        spend spends spent spent spending
        lead leads led led leading
        leave leaves left left leaving
        hold holds held held holding
        strive strives strove striven striving
        stop stops stopped stopped stopping
        hear hears heard heard hearing
        overhear overhears overheard overheard overhearing
        cast casts cast cast casting
        broadcast broadcasts broadcast broadcast broadcasting
        hit hits hit hit hitting
        pan pans panned panned panning
        jab jabs jabbed jabbed jabbing
        nod nods nodded nodded nodding
        chat chats chatted chatted chatting
        beg begs begged begged begging
        spar spars sparred sparred sparring
        plug plugs plugged plugged plugging
        ban bans banned banned banning
        bar bars barred barred barring
        forbid forbids forbade forbidden forbidding
        permit permits permitted permitted permitting
        submit submits submitted submitted submitting
        acquit acquits acquitted acquitted acquitting
        commit commits committed committed committing
        plot plots plotted plotted plotting
        spot spots spotted spotted spotting
        bet bets bet bet betting
        choose chooses chose chosen choosing
        forget forgets forgot forgotten forgetting
        foresee foresees foresaw foreseen foreseeing
        foretell foretells foretold foretold foretelling
        misread misreads misread misread misreading
        uphold upholds upheld upheld upholding
        recast recasts recast recast recasting
        rethink rethinks rethought rethought rethinking
        lob lobs lobbed lobbed lobbing
        lie lies lied lied lying
        mislead misleads misled misled misleading
        demur demurs demurred demurred demurring
        extol extols extolled extolled extolling
        shrug shrugs shrugged shrugged shrugging
        concur concurs concurred concurred concurring
        fret frets fretted fretted fretting
        regret regrets regretted regretted regretting
        pen pens penned penned penning
        snub snubs snubbed snubbed snubbing
        split splits split split splitting
        step steps stepped stepped stepping
        sidestep sidesteps sidestepped sidestepped sidestepping
        flip-flop flip-flops flip-flopped flip-flopped flip-flopping
        upset upsets upset upset upsetting
        shun shuns shunned shunned shunning
    """.strip().splitlines()
}


class Head(NamedTuple):
    """A word that can head a cue: its dictionary form, what it tells, and whether what follows it counts more.

    ``tells`` is ``WORDS``, ``RECORD``, ``MIND`` or "" for a word that says nothing by itself.
    """

    lemma: str
    tells: str
    light: bool = False


# A head and a word after it that together tell something else.
PAIRS = {
    ("make", "clear"): WORDS, ("make", "known"): WORDS, ("make", "fun"): WORDS, ("make", "secret"): WORDS,
    ("clear", "about"): WORDS, ("become", "clear"): MIND, ("take", "aim"): WORDS, ("take", "issue"): WORDS,
    ("weigh", "in"): WORDS, ("fire", "back"): WORDS, ("fire", "at"): WORDS, ("shoot", "back"): WORDS,
    ("hit", "back"): WORDS, ("strike", "back"): WORDS, ("strike", "down"): RECORD, ("hand", "down"): RECORD,
    ("go", "after"): WORDS, ("go", "further"): WORDS, ("come", "out"): WORDS, ("open", "up"): WORDS,
    ("bring", "up"): WORDS, ("double", "down"): WORDS, ("play", "down"): WORDS, ("brush", "off"): WORDS,
    ("brush", "aside"): WORDS, ("shrug", "off"): WORDS, ("poke", "fun"): WORDS, ("cast", "doubt"): WORDS,
    ("write", "off"): MIND, ("get", "behind"): MIND, ("line", "up"): MIND, ("set", "sights"): MIND,
    ("approve", "of"): MIND, ("open", "to"): MIND, ("go", "on"): WORDS, ("think", "aloud"): WORDS,
}  # fmt: skip

# Participles that tell a state of mind after "is", "remain", "seem": "was convinced that", against "convinced her to".
FELT = word_set("convinced determined persuaded assured")

# They head a cue that ends in them after other words: "released a statement saying".
RELAYS = word_set("saying adding writing")

# A cue that is only a preposition: "for Mr. Low, the matter is closed", "in a new poll".
MIND_PREPOSITIONS = word_set("for to among")
PREPOSITIONS = word_set("in per from by under of about on via at with through as after against")
# The end of a longer cue without another head: "they are against it".
SIDES = word_set("for against")
# "In their eyes", "in his view": what follows the preposition.
MINDS = word_set("eyes eye view mind opinion judgment judgement")
# Before another head these only describe it: "his stated goal", "her repeated calls".
MODIFIERS = word_set(
    "stated alleged repeated claimed reported proposed suggested perceived promised expected continued"
)


def _lists(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(word, tells) for tells, words in table.items() for word in words.split()]


def _verb_forms(lemma: str) -> tuple[str, ...]:
    return (lemma, *(_IRREGULAR.get(lemma) or inflected(lemma)))


@cache
def heads() -> dict[str, Head]:
    """Every form of every word that can head a cue, by its lower-case spelling."""
    found: dict[str, Head] = {}
    for lemma, tells in _lists(_LIGHT):
        for form in _verb_forms(lemma):
            found.setdefault(form, Head(lemma, tells, light=True))
    for form, cue in lexicon().items():
        tells = _DIFFERENTLY.get(cue.lemma, MIND if cue.belief else WORDS)
        found.setdefault(form, Head(cue.lemma, tells))
    for word, tells in _lists(_OTHERS):
        found.setdefault(word, Head(word, tells, light=is_adverb(word)))  # "apparently said", "reportedly thinks"
    for lemma, tells in _lists(_VERBS):
        for form in _verb_forms(lemma):
            found.setdefault(form, Head(lemma, tells))
    for lemma, tells in _lists(_NOUNS):
        for form in (lemma, inflected(lemma)[0]):
            found.setdefault(form, Head(lemma, tells))
    for word in sorted(DOCUMENT_NOUNS | WAY_NOUNS):
        found.setdefault(word, Head(word, WORDS))
    return found
