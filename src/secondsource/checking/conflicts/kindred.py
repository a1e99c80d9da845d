"""Words that tell of one thing, and words that deny each other."""

from __future__ import annotations

# Forms and words that the general rule of endings would not bring together, by one name each.
ALIKE = {
    form: name
    for name, forms in {
        "use": "use used uses using usage",
        "chemical": "chemical chemicals gas gases poison poisonous toxic sarin chlorine",
        "confirm": "confirm confirmed confirms confirming confirmation",
        "respons": "responsible responsibility",
        "plane": "plane planes aircraft warplane warplanes jet jets airplane airplanes",
        "sign": "sign signed signing signs",
        "left": "left leave leaves leaving fled flee flees fleeing departed",
        "tell": "told tell tells telling inform informed informs",
        "charg": "charged charging charge",
        "fire": "fire fired fires firing",
        "know": "know knows knew known",
        "struck": "bomb bombs shell",
    }.items()
    for form in forms.split()
}
IRREGULAR = [
    verb.split(" ")
    for verb in (
        "begin began begun", "go went gone", "come came", "keep kept", "hold held", "send sent", "break broke broken",
        "write wrote written", "speak spoke spoken", "drive drove driven", "fly flew flown", "sink sank sunk",
        "sell sold", "buy bought", "pay paid", "steal stole stolen", "build built", "find found", "see saw seen",
        "lay laid", "tear tore torn", "hide hid hidden", "choose chose chosen", "freeze froze frozen",
        "bring brought", "throw threw thrown", "catch caught", "teach taught", "spend spent", "lead led", "run ran",
        "stand stood", "give gave given", "show shown", "shake shook shaken", "bear bore born", "swear swore sworn",
        "deal dealt", "seek sought", "sleep slept", "fight fought", "ride rode ridden", "wear wore worn",
        "bite bit bitten", "sit sat", "eat ate eaten", "hear heard", "feel felt", "sweep swept", "draw drew drawn",
        "forget forgot forgotten", "lend lent", "swim swam swum", "shut", "burst", "quit", "burn burnt", "split",
        "set", "put", "cost", "spread", "cast", "let", "read",
    )
]  # fmt: skip
ALIKE.update({form: verb[0] for verb in IRREGULAR for form in (verb[0] + "s", *verb)})
ALIKE.update(dict.fromkeys("army regime government troops".split(), "state"))
ALIKE.update(dict.fromkeys(("start", "starts", "started", "beginning", "starting"), "begin"))
# Other words for one thing, by one name each; all forms of each word count.
KINDRED = {
    "vessel": "ship boat ferry vessel catamaran yacht trawler",
    "vehicle": "car vehicle",
    "kid": "child children kid",
    "worker": "worker employee staff",
    "company": "company firm",
    "ask": "ask demand request seek sought",
    "buy": "buy bought purchase acquire",
    "begin": "begin start commence",
    "warn": "warn alert",
    "check": "check inspect inspection examine",
    "repair": "repair fix mend",
    "know": "know aware knowledge",
    "jail": "jail prison imprison",
    "exam": "exam examination test",
    "crash": "crash accident collision collide",
    "fire": "fire blaze",
    "hire": "hire rent lease charter",
    "abolish": "abolish abolition",
    "steal": "steal stole stolen theft rob robbery",
    "sell": "sell sold sale",
    "swear": "swear swore sworn oath",
    "kill": "drown perish",
    "resign": "resign resignation quit",
    "appoint": "appoint appointment",
}
# Words that deny each other, by one name each: those of the first row affirm it, those of the second deny it.
CONTRARY = {
    "accept": (
        "accept acceptance approve approval adopt endorse ratify uphold upheld pass agree support welcome back",
        "reject rejection refuse refusal oppose veto overturned quash scrap disagree decline dismiss",
    ),
    "win": ("win won beat beaten", "lose lost"),
    "rise": (
        "rise rose risen increase grow grew grown climb raise expand",
        "fall fell fallen decrease drop cut lower shrink shrank shrunk reduce",
    ),
    "open": ("open reopen", "close shut closure"),
    "guilt": ("guilty convict", "innocent acquit exonerate"),
    "continue": ("continue ongoing", "end stop halt finish"),
    "proceed": ("proceed", "cancel cancelled cancelling postpone"),
    "kill": ("kill", "alive survive"),
    "legal": ("legal lawful", "illegal unlawful"),
    "succeed": ("succeed success successful", "fail failure unsuccessful"),
    "positive": ("positive", "negative"),
    "allow": ("allow permit", "ban forbid forbade forbidden prohibit"),
    "improve": ("improve", "worsen deteriorate"),
    "true": ("true genuine authentic", "false untrue fake forged forgery"),
    "possible": ("possible", "impossible"),
    "deliberate": ("deliberate deliberately intentional intentionally purpose", "accidental accidentally"),
    "safe": ("safe", "dangerous hazardous"),
    "sober": ("sober", "drunk drunken intoxicated"),
    "full": ("full packed", "empty"),
    "destroy": ("destroy gut", "spare intact"),
    "heed": ("heed", "ignore disregard"),
    "awake": ("awake", "asleep"),
    "present": ("present attend", "absent"),
}
# Verbs whose sense hangs on the word after them, with the one word for both.
PHRASAL = {
    (form, particle): word
    for forms, particle, word in (
        ("turned turn voted struck", "down", "reject"),
        ("threw thrown", "out", "reject"),
        ("go goes went gone going", "up", "rise"),
        ("go goes went gone going came come", "down", "fall"),
        ("go goes went going", "on", "continue"),
        ("go goes went gone going", "ahead", "proceed"),
        ("call called", "off", "cancel"),
        ("step steps stepped", "down", "resign"),
    )
    for form in forms.split()
}
