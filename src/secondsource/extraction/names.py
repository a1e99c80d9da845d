"""Names of people and bodies in a text, and the titles before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from secondsource.extraction.words import ADVERBS, DETERMINERS, PREPOSITIONS, SUBORDINATORS, TIMES, TITLES, word_set

if TYPE_CHECKING:
    from secondsource.extraction.text import Token

# Small words inside names: "Rami Abdel Rahman al Fictional", "Ursula von der Leyen".
_PARTICLES = word_set("al el bin ibn abu abd de da di del la le van von der den ul ur dos st")
_INSIDE_BODIES = word_set("of for and the")
_NO_NAME = (
    DETERMINERS | PREPOSITIONS | SUBORDINATORS | ADVERBS | TIMES
    | word_set(
    """
    i he she it they we you but and or so yes no not mr. gop who which what
    """
)
)  # fmt: skip
_ABBREVIATED = word_set(
    """
    mr mrs ms dr sen sens rep reps gov gen col lt sgt capt maj prof st jr sr cmdr adm
    """
)


# Common given names that tell a pronoun's antecedent; names borne by all are left out.
FEMALE_NAMES = word_set(
    """
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley
    emily donna michelle carol amanda melissa deborah stephanie rebecca laura helen sharon cynthia kathleen amy angela
    anna ruth brenda pamela nicole katherine samantha christine emma catherine virginia debra rachel janet maria
    heather diane julie joyce victoria kelly christina joan evelyn lauren judith olivia martha cheryl megan andrea
    hillary ivanka melania loretta theresa nikki elena sonia olga natalia svetlana fatima aisha layla leila maryam
    mariam noor nadia samira yasmin rania hanan huda zainab amal farah ada ivana kellyanne
    """
)
MALE_NAMES = word_set(
    """
    james robert john michael david william richard joseph thomas charles christopher daniel matthew anthony mark
    donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey jeff ryan jacob
    gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank raymond patrick
    alexander jack dennis jerry tyler aaron jose henry adam douglas nathan peter zachary walter harold carl arthur
    roger joe bob bill jim tom mike dan ted bernie barack marco jeb vladimir sergei dmitry bashar mohammed muhammad
    mohamed mohammad ahmed ahmad ali hassan hussein omar khalid mustafa ibrahim yusuf abdullah mahmoud rami walid
    karim tariq recep benjamin emmanuel boris rex chris steve greg doug ken ron phil jason wayne
    """
)


class Name(NamedTuple):
    """A run of capitalised words: tokens ``first`` to ``last``, ``core`` the first one after the titles."""

    first: int
    core: int
    last: int


def names_in(tokens: list[Token], first: int, last: int) -> list[Name]:
    """The names among the tokens ``first`` to ``last``, in order."""
    found: list[Name] = []
    i = first
    while i < last:
        if not _is_capital(tokens[i]) or (tokens[i].low in _NO_NAME and not _is_title(tokens[i])):
            i += 1
            continue
        j = i + 1
        while j < last:
            if (
                (_is_capital(tokens[j]) and tokens[j].low not in ("i", "he", "she", "it", "they", "we"))
                or (
                    tokens[j].text == "."
                    and (tokens[j - 1].low in _ABBREVIATED or len(tokens[j - 1].text) == 1 or "." in tokens[j - 1].text)
                )
                or (tokens[j].low in _PARTICLES and j + 1 < last and _is_capital(tokens[j + 1]))
            ):
                j += 1
            else:
                break
        while j > i and tokens[j - 1].text == ".":
            j -= 1
        core = i
        for k in range(i, j):
            if _is_title(tokens[k]):
                core = k + 1
                if core < j and tokens[core].text == ".":
                    core += 1
        found.append(Name(i, core if core < j else i, j))
        i = j
    return found


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper() or (
        len(token.text) > 3 and token.low.startswith(("al-", "el-", "ad-", "as-", "ar-")) and token.text[3].isupper()
    )


def _is_title(token: Token) -> bool:
    return token.low in TITLES


def without_owner(tokens: list[Token], name: Name) -> Name:
    """The name after a possessive: "Example Radio's Ada Sample" is Ada Sample's."""
    for i in range(name.last - 2, name.first - 1, -1):
        if tokens[i].low.endswith("'s"):
            return Name(i + 1, max(name.core, i + 1), name.last)
    return name


def written(text: str, tokens: list[Token], first: int, last: int) -> str:
    """The words of tokens ``first`` to ``last`` on one line, a possessive ending left off."""
    words = " ".join(text[tokens[first].start : tokens[last - 1].end].split())
    for ending in ("’s", "'s"):
        words = words.removesuffix(ending)
    return words.removesuffix("’").removesuffix("'") if words.endswith(("s’", "s'")) else words


def body_end(tokens: list[Token], last: int, high: int) -> int:
    """How far a body's name goes on after its first capitals: "Observatory for Human Rights"."""
    j = last
    while j < high:
        k = j
        while k < high and tokens[k].low in _INSIDE_BODIES and k - j < 2:
            k += 1
        if (
            k == j
            or k >= high
            or not _is_capital(tokens[k])
            or (tokens[k - 1].low == "and" and k - j == 1 and j == last)
            or tokens[j].low == "the"
        ):
            break
        j = k + 1
        while j < high and _is_capital(tokens[j]):
            j += 1
    return j


def key_of(name: str) -> str:
    """What two spellings of one family name share: lower case, no "al-", no marks."""
    low = name.lower().replace("’", "'").removesuffix("'s")
    for prefix in ("al-", "el-", "ad-", "as-", "ar-", "al ", "el "):
        low = low.removeprefix(prefix)
    return "".join(c for c in low if c.isalnum())
