"""The lexicon of cues: verbs and phrases that report speech, belief or intention, and what may follow them.

A verb is listed once, by its dictionary form, under each frame in which it introduces content; the forms (says, said,
saying) are made from it. A verb is here because it introduces an attribution in more than about half of its uses with
that frame in the training split of PolNeAR; common verbs that fall short ("see", "make", "take") are left out
although they sometimes do. To extend the room, add a word to a list.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from secondsource.extraction.layout.words import word_set

# Frames -----------------------------------------------------------------------------------------------------------
# "X said (that) …", “…,” X said, … , X said.
SPEECH_CLAUSE = """
    say claim add argue announce report suggest write note declare acknowledge warn insist predict conclude explain
    state indicate admit reveal assert recall stress concede contend complain emphasize emphasise reiterate maintain
    estimate allege confirm affirm underline underscore clarify recount boast lament imply tweet remark observe quip
    joke testify caution counter reaffirm speculate posit opine hint charge disclose brag determine rule find theorize
    confess comment mention repeat proclaim pronounce signal swear attest elaborate hypothesize guess deny promise
    pledge vow respond recognize demonstrate calculate
"""
BELIEF_CLAUSE = """
    believe think hope fear expect doubt worry suspect assume imagine wonder know agree feel realize understand learn
    consider
"""
# “…,” X continued; X replied: “…” — with quotation marks, a colon or "that" only.
SPEECH_QUOTE = """
    continue reply respond answer ask shout yell chant tweet exclaim cry mutter whisper scream begin conclude joke
    quip retort interject post put scoff snap recite sing read urge plead declare demand wonder propose reason
    muse gush offer recommend observe venture tease deadpan
"""
# Somebody is told: "X told Y (that) …".
SPEECH_TO_SOMEONE = """
    tell remind assure inform warn convince persuade reassure notify advise
"""
# "X promised to …"
SPEECH_TO = """
    vow pledge promise refuse decline threaten offer agree claim propose swear
"""
INTENTION_TO = """
    want hope plan intend decide seek prefer aim like
"""
# "X criticised …": the object is what was said, or whom it was said about.
SPEECH_OBJECT = """
    accuse criticize criticise denounce blast slam decry praise urge acknowledge reject dismiss cite recall predict
    describe mock propose announce explain blame express condemn deny defend oppose assail bemoan deride deplore laud
    applaud tout portray suggest confirm reiterate stress emphasize emphasise lament concede chide lambast lambaste
    question mention echo label liken dub excoriate rebuke admit reveal estimate indicate ridicule commend disparage
    disavow repudiate highlight characterize list publish thank order compare discuss promote reference identify
    congratulate hail credit knock invoke rebut rip prohibit recommend request champion report
"""
BELIEF_OBJECT = """
    fear prefer doubt expect want envision see contemplate
"""
# Verb and particle.
SPEECH_PARTICLE = {
    "call": "for on", "point": "out to", "refer": "to", "talk": "about", "speak": "about of", "rail": "against",
    "allude": "to", "complain": "about of", "warn": "of about against", "boast": "of about", "brag": "about",
    "hint": "at", "respond": "to", "agree": "with to on", "joke": "about", "ask": "for", "inquire": "about",
    "testify": "about", "push": "for", "press": "for", "apologize": "for", "apologise": "for", "elaborate": "on",
    "send": "out", "insist": "on", "argue": "for against", "lash": "out", "object": "to", "say": "of", "spell": "out",
    "lay": "out", "rule": "out", "single": "out", "comment": "on", "touch": "on", "campaign": "against",
    "vouch": "for",
}  # fmt: skip
BELIEF_PARTICLE = {"worry": "about", "think": "about", "believe": "in", "know": "about", "look": "for"}
# "X asked whether / if / why …", "explained how …"
SPEECH_QUESTION = """
    ask wonder question explain say know decide describe discuss argue inquire debate
"""
# What documents and figures do: "the poll found that …".
DOCUMENT_CLAUSE = """
    show find indicate suggest reveal conclude read state report say estimate note
"""
# "call X Y": only with an object.
SPEECH_CALL = """
    call describe brand label dub portray declare characterize
"""

# Nouns that say how the words went out; "said in a statement", "the report said".
DOCUMENT_NOUNS = word_set(
    """
    report statement letter poll polls survey surveys study studies document documents memo email emails
    e-mail e-mails book article editorial story reports tweet tweets post posts message ad ads headline
    column analysis research data figures records lawsuit complaint indictment ruling order filing
    transcript video audit review release communique communiqué resolution petition op-ed blog website
    census numbers findings papers
    """
)

# Nouns of the ways and occasions by which words go out: "said in an interview", "at a rally".
WAY_NOUNS = word_set(
    """
    statement interview tweet tweets twitter facebook telegram post posting email e-mail letter speech conference
    briefing phone telephone debate rally hearing testimony blog memo message release video event remarks
    comments address call reporters journalists television tv radio
    """
)

# Verbs whose forms do not follow from their spelling: third person, past, past participle, -ing.
_IRREGULAR = {
    line.split()[0]: line.split()[1:]
    for line in """
        say says said said saying
        tell tells told told telling
        write writes wrote written writing
        think thinks thought thought thinking
        know knows knew known knowing
        find finds found found finding
        feel feels felt felt feeling
        seek seeks sought sought seeking
        swear swears swore sworn swearing
        understand understands understood understood understanding
        put puts put put putting
        read reads read read reading
        speak speaks spoke spoken speaking
        show shows showed shown showing
        begin begins began begun beginning
        sing sings sang sung singing
        send sends sent sent sending
        spell spells spelled spelled spelling
        lay lays laid laid laying
        admit admits admitted admitted admitting
        plan plans planned planned planning
        quip quips quipped quipped quipping
        brag brags bragged bragged bragging
        refer refers referred referred referring
        prefer prefers preferred preferred preferring
        dub dubs dubbed dubbed dubbing
        snap snaps snapped snapped snapping
        scoff scoffs scoffed scoffed scoffing
        slam slams slammed slammed slamming
        agree agrees agreed agreed agreeing
        see sees saw seen seeing
        rip rips ripped ripped ripping
        rebut rebuts rebutted rebutted rebutting
        cry cries cried cried crying
        decry decries decried decried decrying
        label labels labeled labeled labeling
        signal signals signaled signaled signaling
    """.strip().splitlines()
}


class Cue(NamedTuple):
    """One form of a verb: its dictionary form, which form it is, and its frames.

    ``form`` is "base" (say), "s" (says), "past" (said) or "ing" (saying); a past form may be a participle too.
    """

    lemma: str
    form: str
    frames: frozenset[str]
    belief: bool
    particles: frozenset[str]


def inflected(lemma: str) -> tuple[str, str, str, str]:
    """The third person, the past, the past participle and the -ing form of a verb."""
    if lemma in _IRREGULAR:
        third, past, participle, ing = _IRREGULAR[lemma]
        return third, past, participle, ing
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma[:-1] + "ied", lemma + "ing"
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    return third, lemma + "ed", lemma + "ed", lemma + "ing"


@cache
def lexicon() -> dict[str, Cue]:
    """Every form of every verb above, by its lower-case spelling."""
    frames: dict[str, set[str]] = {}
    beliefs: set[str] = set()
    particles: dict[str, set[str]] = {}
    for name, words, belief in (
        ("clause", SPEECH_CLAUSE, False), ("clause", BELIEF_CLAUSE, True), ("quote", SPEECH_QUOTE, False),
        ("someone", SPEECH_TO_SOMEONE, False), ("to", SPEECH_TO, False), ("to", INTENTION_TO, True),
        ("object", SPEECH_OBJECT, False), ("object", BELIEF_OBJECT, True), ("question", SPEECH_QUESTION, False),
        ("document", DOCUMENT_CLAUSE, False), ("call", SPEECH_CALL, False),
    ):  # fmt: skip
        for word in words.split():
            frames.setdefault(word, set()).add(name)
            if belief:
                beliefs.add(word)
    for table, belief in ((SPEECH_PARTICLE, False), (BELIEF_PARTICLE, True)):
        for lemma, words in table.items():
            frames.setdefault(lemma, set()).add("particle")
            particles.setdefault(lemma, set()).update(words.split())
            if belief:
                beliefs.add(lemma)
    found: dict[str, Cue] = {}
    for lemma in frames:
        third, past, participle, ing = inflected(lemma)
        for form, spelling in (("ing", ing), ("past", participle), ("past", past), ("s", third), ("base", lemma)):
            if spelling not in found or form != "base" or spelling == lemma:
                known = found.get(spelling)
                if known is not None and known.form == "past" and form == "base":
                    continue  # "put", "read": the past is what news writes
                found[spelling] = Cue(
                    lemma,
                    form,
                    frozenset(frames[lemma]),
                    lemma in beliefs,
                    frozenset(particles.get(lemma, ())),
                )
    return found
