"""The words that bear the sense: what it means when one of them is changed, left out or put in.

The words are English; in other languages changes are shown all the same, and only numbers and names are weighed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from secondsource.checking.fidelity.forms import FIRST_OR_SECOND, NUMBER_WORDS, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What a word bears on; the words, which stand for all their forms ("claim" for "claimed"); and phrases.
_TABLE: Final = (
    # Yes or no. The weightiest of all; "hardly" and its like deny almost as much.
    (
        "negation",
        """not no never none nobody nothing neither nor without hardly barely scarcely deny refuse fail""",
        "no longer,far from",
    ),
    # How sure the speaker is.
    (
        "certainty",
        """allegedly apparently reportedly supposedly presumably possibly probably perhaps maybe likely unlikely
        seemingly potentially alleged suspected suspect believe think guess assume seem appear suggest claim rumour
        rumor hope expect doubt preliminary unconfirmed certainly definitely surely may can will shall must""",
        "in theory,as far as i know,i am told,so to speak",
    ),
    # How many or how much.
    (
        "quantity",
        """some most many few several all every each any half part partly mostly about around approximately nearly
        almost roughly only dozen hundreds thousands millions largely entirely over under""",
        "at least,at most,up to,more than,less than,fewer than,as many as,as few as,in part,sort of",
    ),
    # On what condition, and within what bounds.
    (
        "condition",
        "if unless until provided whether except otherwise depending assuming when once",
        "as long as,only if,only when,in case,subject to,as things stand,for now,for the moment,at the moment,"
        "in principle,at the latest,at the earliest",
    ),
    # How far: "nobody was badly hurt" is not "nobody was hurt".
    (
        "degree",
        """badly seriously severely slightly gravely fully completely necessarily officially directly deliberately
        knowingly personally immediately permanently""",
        "at all",
    ),
    # What the speaker set against it.
    (
        "reservation",
        "but however although though yet despite nevertheless nonetheless still while",
        "on the other hand",
    ),
    # When.
    (
        "time",
        """yesterday today tomorrow tonight before after ago last next monday tuesday wednesday thursday friday saturday
        sunday january february march april june july august september october november december""",
        "not yet",
    ),
)
# Each pair turns the sense round.
_OPPOSITES: Final = """
increase decrease|rise fall|support oppose|win lose|accept reject|true false|north south|east west|northern southern
eastern western|first last|more less|more fewer|up down|left right|guilty innocent|alive dead|before after|open close
allow forbid|agree refuse|confirm deny|attack defend|always never|all none|enter leave|safe unsafe|legal illegal
possible impossible|high low|higher lower|increase reduce|good bad|better worse|friend enemy|arrive depart|above below
inside outside|yes no|begin end|start stop|lift impose|present absent|everyone nobody|success failure|strong weak|am pm
"""
# Leaving one of these out costs the sense little.
_LIGHT: Final = frozenset(
    """very really quite just actually simply truly indeed so also too even then now well please again obviously clearly
    frankly honestly basically literally of course that the a an and""".split()
)
# What speakers fill in and a quotation leaves out: the words count as the same without it.
FILLERS: Final = frozenset(
    (
        "you know,i mean,sort of,kind of,if you like,if you will,as it were,let me say,like,well,okay,ok,right,look,"
        "listen,oh,yeah,yes,and,so,now"
    ).split(",")
)
_SENSE: Final = {fold(word): name for name, row, _ in reversed(_TABLE) for word in row.split()}
_BEFORE_NUMBERS: Final = frozenset(("about", "around", "over", "under"))
_PHRASES: Final = {
    tuple(fold(word) for word in phrase.split()): name for name, _, row in _TABLE for phrase in row.split(",")
}
_TURNED: Final = {
    (fold(one), fold(other))
    for pair in _OPPOSITES.strip().replace("\n", "|").split("|")
    for one, other in (pair.split(), pair.split()[::-1])
}

DEGREES: Final = frozenset(word for name, row, _ in _TABLE if name == "degree" for word in row.split())


def senses(keys: Sequence[str], after: str) -> dict[str, dict[str, str]]:
    """Return what the words bear on: by category the folded words and phrases, each with how it stands.

    ``after`` is the word that follows: "about" is no quantity but before a number.
    """
    folded = [fold(key) for key in keys]
    found: dict[str, dict[str, str]] = {}
    for at, form in enumerate(folded):
        for length in (4, 3, 2):
            phrase = tuple(folded[at : at + length])
            if phrase in _PHRASES:
                found.setdefault(_PHRASES[phrase], {})[" ".join(phrase)] = " ".join(keys[at : at + length])
        name = _SENSE.get(form)
        if is_number(keys[at]):
            continue
        if form in _BEFORE_NUMBERS and not is_number(keys[at + 1] if at + 1 < len(keys) else after):
            continue
        if name is not None:
            found.setdefault(name, {})[form] = keys[at]
    return found


def turned(own: Iterable[str], other: Iterable[str]) -> tuple[str, str] | None:
    """Return the first of the claim's words whose opposite the passage has, and that opposite."""
    against = {fold(key): key for key in other}
    for key in own:
        for form, there in against.items():
            if (fold(key), form) in _TURNED:
                return key, there
    return None


def is_light(keys: Iterable[str]) -> bool:
    """Tell whether these words can go without a change of sense."""
    return all(key in _LIGHT for key in keys)


def is_number(key: str) -> bool:
    """Tell whether the word is a number, in digits or letters; "one" is not, it is often no number."""
    return key[:1].isdigit() or (key in NUMBER_WORDS and key != "one")


_PERSONS: Final = {
    word: name
    for name, members in {
        "I": "i me my mine myself",
        "we": "we us our ours ourselves",
        "you": "you your yours yourself yourselves",
        "he": "he him his himself",
        "she": "she her hers herself",
        "they": "they them their theirs themselves",
        "it": "it its itself",
    }.items()
    for word in members.split()
}
_CONTRACTED: Final = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "n't": "not", "%": "percent"}
_MODALS: Final = frozenset(["will", "would", "can", "could", "shall", "should"])
_PAST: Final = {"would": "will", "could": "can", "might": "may", "should": "shall"}
_PRESENT_BE: Final = frozenset(["am", "is", "are"])
_PAST_BE: Final = frozenset(["was", "were"])


def shift(own: str, other: str, *, reported: bool) -> tuple[str, bool, bool]:
    """Judge two forms of one word: return why they differ, whether it is weighty, and whether it counts as a change.

    ``other`` is what the source said; ``reported`` tells that reported speech shifts persons and tenses.
    """
    if is_number(own) and is_number(other):
        return "the same number", False, False
    one, there = _CONTRACTED.get(own, own), _CONTRACTED.get(other, other)
    if (
        one == there
        or ("'d" in (own, other) and {"would", "had"} & {own, other})
        or ("'s" in (own, other) and {"is", "has"} & {own, other})
    ):
        if "%" in (own, other):
            return "the same, in signs", False, False
        return "the same, contracted or in full", False, True
    if one in _PERSONS and there in _PERSONS:
        if _PERSONS[one] == _PERSONS[there]:
            return "another form of the same word", False, True
        if reported and there in FIRST_OR_SECOND and (one not in FIRST_OR_SECOND or there.startswith("you")):
            return "expected in reported speech", False, True
        return f"person: “{other}” became “{own}”", True, True
    if one in _MODALS and there in _MODALS:
        if reported and one in _PAST:
            return "expected in reported speech", False, True
        return f"certainty: “{other}” became “{own}”", True, True
    if reported:
        return "expected in reported speech", False, True
    if (one in _PRESENT_BE and there in _PAST_BE) or (one in _PAST_BE and there in _PRESENT_BE):
        return f"time: “{other}” became “{own}”", True, True
    return "another form of the same word", False, True
