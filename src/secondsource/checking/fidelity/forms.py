"""Word forms that stand for each other in reported speech or in another spelling, and the values of number words."""

from __future__ import annotations

from typing import Final

# The first, second and third person trade places when speech is reported.
FIRST_OR_SECOND: Final = frozenset("i me my mine myself we us our ours ourselves you your yours yourself".split())
_CLASSES: Final = {
    "@who": "i me we us you he him she her they them it",
    "@whose": "my mine our ours your yours his hers their theirs its",
    "@self": "myself ourselves yourself yourselves himself herself itself themselves",
    "@this": "this that these those",
    "@here": "here there",
    "@be": "am is are was were be been being 'm 're 's",
    "@have": "have has had having 've",
    "@do": "do does did doing done",
    "@will": "will would 'll 'd",
    "@can": "can could",
    "@may": "may might",
    "@shall": "shall should",
    "not": "n't",
    "percent": "%",
}
_IRREGULAR: Final = """
become became becoming|begin began begun beginning|break broke broken breaking|bring brought bringing|build built
buy bought buying|choose chose chosen|come came coming|die died dying dies|draw drew drawn|fall fell fallen|feel felt
fight fought|find found|flee fled|fly flew flown|forget forgot forgotten|get got gotten getting|give gave given giving
go went gone goes going|grow grew grown|hear heard|hide hid hidden|hold held|keep kept|know knew known|lead led
leave left leaving|lie lay lain lying|lose lost losing|make made making|mean meant|meet met|pay paid|rise rose risen
run ran running|say said says|see saw seen|seek sought|sell sold|send sent|shoot shot|show shown showed|sink sank sunk
sit sat sitting|speak spoke spoken|spend spent|stand stood|steal stole stolen|strike struck stricken striking
swear swore sworn|take took taken taking|teach taught|tell told|think thought|throw threw thrown|try tried tries
understand understood|wear wore worn|win won winning|withdraw withdrew withdrawn|write wrote written writing
man men|woman women|child children|person people
"""
_UNITS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL: Final = {word: number for number, word in enumerate(_UNITS)} | {
    word: number for number, word in zip(range(20, 100, 10), _TENS, strict=True)
}
_SCALES: Final = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 10**9, "trillion": 10**12}
_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ORDINALS: Final = {word: number for number, word in enumerate(_ORDINALS, 1)} | {"thirtieth": 30}
NUMBER_WORDS: Final = frozenset(SMALL) | frozenset(_SCALES)

# Words that carry grammar more than matter, as they fold.
FUNCTION: Final = frozenset(
    (
        "@who @whose @self @this @here @be @have @do @will @can @may @shall must not no a an the of to in on at by "
        "for from with as and or but so if than then into onto over about up out off which who whom whose what when "
        "where why how all any some such own same too very just also only more most other there yes well"
    ).split()
)


def _stem(key: str) -> str:
    if len(key) < 4 or key in _NO_PLURALS or not key.isascii() or not key.replace("'", "").isalpha():
        return key
    stem = key.removesuffix("'s").removesuffix("'")
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if stem.endswith(ending) and len(stem) - len(ending) >= 3 and not stem.endswith("ss"):
            stem = stem[: -len(ending)] + instead
            break
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "sl":
        stem = stem[:-1]  # stopped, stop
    return stem.removesuffix("e") if len(stem) > 3 else stem


_NO_PLURALS: Final = frozenset("news less lens gas series species".split())
_FOLDS: Final = (
    {word: name for name, members in _CLASSES.items() for word in members.split()}
    | {
        word: _stem(family.split()[0])
        for family in _IRREGULAR.strip().replace("\n", "|").split("|")
        for word in family.split()
    }
    | {word: str(number) for word, number in SMALL.items()}
)


def fold(key: str) -> str:
    """Return what the word has in common with its forms: "will" and "would", "I" and "he", "attack" and "attacked"."""
    known = _FOLDS.get(key)
    return _stem(key) if known is None else known


def spelling(key: str) -> str:
    """Return the word as British and American writers spell it alike, roughly."""
    for british, american in (("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("ised", "ized")):
        if key.endswith(british):
            key = key[: -len(british)] + american
    return key.replace("our", "or").replace("tre", "ter").replace("ogramme", "ogram").replace("ence", "ense")


def value(keys: tuple[str, ...]) -> float | None:
    """Return the number that these words write, None where they are no number: ("twenty", "five") is 25."""
    total = part = 0.0
    seen = False
    for at, key in enumerate(keys):
        if (key == "and" and seen) or (key == "a" and keys[at + 1 : at + 2] and keys[at + 1] in _SCALES):
            continue
        if key in SMALL:
            part += SMALL[key]
        elif key in _SCALES:
            if _SCALES[key] == 100:
                part = (part or 1) * 100
            else:
                total += (part or 1) * _SCALES[key]
                part = 0
        else:
            try:
                part += float(key) if key[:1].isdigit() else float("nan")
            except ValueError:
                return None
            if part != part:
                return None
        seen = True
    return total + part if seen else None
