"""Whether two clauses of two claims may state the same of the same, or tell of one event."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from secondsource.checking.conflicts.frames import Text, Token, read
from secondsource.checking.conflicts.persons import persons_in, same_person
from secondsource.checking.conflicts.placenames import PLACE_NOUNS
from secondsource.checking.conflicts.predicates import SMALL, Clause, clause_over, concepts_of, is_passive, is_stated
from secondsource.checking.conflicts.spelling import alike, word_set
from secondsource.model import Said

_NEWS = 10  # days within which reports without a date of their own may be of one event
_MONTHS = word_set("january february march april june july august september october november december")
_WEEK = word_set("monday tuesday wednesday thursday friday saturday sunday")
# Words that tell one event or person from another of its kind.
_APART = word_set(
    """
    another second third co vice separate separately similar previous previously earlier elsewhere former
    brother sister father mother son daughter wife husband cousin uncle nephew niece
    """
)
_AGO = frozenset({"ago"})
_PARTS = word_set("morning afternoon evening")  # of a day
_MUCH = word_set("number group series dozen dozens hundreds thousands lot couple part most some all one")
_BOUND = word_set("of by with from as for")  # go with the word before them
_BEFORE_MAY = word_set("in on of since by before after until last early late mid this next")
_LONG_AGO = word_set("year month century season")  # "last year"
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        2,
    )
}
_STATE = word_set("army forces troops regime government governments authorities military soldiers administration")
_REBELS = word_set("rebel rebels opposition insurgents insurgent militants militant terrorists terrorist fighters")
_ROLES = word_set(
    """
    mayor deputy minister president governor captain pilot driver guard spokesman spokeswoman lawyer judge general
    colonel owner chairman director doctor nurse teacher engineer crew passengers prosecutor witness king queen bishop
    """
)
_BODIES = word_set("coalition police ministry militia navy court union company council")
PREPOSITIONS = word_set(
    "to of in on at by for from with as against near about over under into beyond before after until below above "
    "behind inside outside during across along through off without around between among"
)


def one_matter(one: Said, clause: Clause, other: Said, there: Clause, *, strict: bool = False) -> bool:
    """Whether two clauses may state the same of the same: enough words come again and none sets them apart.

    ``strict``: all that one of them tells, the other tells too.
    """
    if not one_event(one, clause, other, there):
        return False
    if (strict and not same_time(one, clause, other, there)) or are_namesakes(one.text, other.text):
        return False
    if not one_count_in(read(one.text), clause, read(other.text), there):
        return False
    shared = clause.concepts.keys() & there.concepts.keys()
    fewest = min(len(clause.concepts), len(there.concepts))
    if len(shared) >= 2:
        return len(shared) >= (0.8 if strict else 0.5) * fewest
    if not shared or fewest > 1:
        return False
    most = max(len(clause.concepts), len(there.concepts))
    return most <= 2 or len(_content(one.context or one.text) & _content(other.context or other.text)) >= 3


def are_namesakes(one: str, other: str) -> bool:
    """Whether two texts name two persons of one family name, and not the same of them."""
    persons = [
        [p.names for p in persons_in(text) if len(p.names) > 1 and p.names[-1].lower() not in PLACE_NOUNS]
        for text in (one, other)
    ]
    return any(
        alike(p[-1], q[-1]) and not any(same_person(p, q) for p in persons[0] for q in persons[1])
        for p in persons[0]
        for q in persons[1]
    )


def same_done(
    own: Text, clause: Clause, at: int, theirs: Text, other: Clause, there: int, *, first: int, loose: bool = False
) -> bool:
    """Whether what happens at two tokens may happen to the same: neither who does it nor what it is done to differs.

    What is done to the dam in "the dam was damaged" stands before the word, in "damaged the dam" after it. ``first`` is
    where the words begin that deny or hold back the first of the two. ``loose``: as much as comes again after them may
    differ there.
    """
    passive, passive_there = is_passive(own, clause, at), is_passive(theirs, other, there)
    if _other_kind(own, clause, theirs, other):
        return False
    if passive == passive_there:
        if _clash(_subject(own, clause, min(first, at)), _subject(theirs, other, there)):
            return False
    else:
        patient = _after(own, clause, at, direct=True) if passive_there else frozenset()
        patient_there = _after(theirs, other, there, direct=True) if passive else frozenset()
        patient = patient or _subject(own, clause, min(first, at))
        patient_there = patient_there or _subject(theirs, other, there)
        return not _clash(patient, patient_there)
    a, b = _after(own, clause, at), _after(theirs, other, there)
    objects = _after(own, clause, at, direct=True), _after(theirs, other, there, direct=True)
    if passive:
        return not _clash(a, b)
    if _clash(a, b) or _clash(*objects):
        return False
    fewest = min(len(a - b), len(b - a))
    return not fewest or len(a & b) + loose > fewest


def same_doer(own: Text, clause: Clause, theirs: Text, other: Clause) -> bool:
    """Whether who does the first thing that two clauses share, and what it is done to, are not wholly different."""
    for name, at in clause.concepts.items():
        there = other.concepts.get(name, -1)
        if there < 0 or not is_stated(own, clause, at) or not is_stated(theirs, other, there):
            continue
        passive, passive_there = is_passive(own, clause, at), is_passive(theirs, other, there)
        if passive != passive_there:
            done_to = _subject(own, clause, at) if passive else _after(own, clause, at, direct=True)
            done_to_there = (
                _subject(theirs, other, there) if passive_there else _after(theirs, other, there, direct=True)
            )
            return not _clash(done_to, done_to_there)
        if _other_kind(own, clause, theirs, other) or _clash(_subject(own, clause, at), _subject(theirs, other, there)):
            return False
        return passive or not _clash(_after(own, clause, at, direct=True), _after(theirs, other, there, direct=True))
    return True


def same_rest(own: Text, clause: Clause, at: int, theirs: Text, other: Clause, there: int) -> bool:
    """Whether what follows two words up to the next comma is not wholly different, nor from the rest of the clauses."""
    a, b = _after(own, clause, at), _after(theirs, other, there)
    return not _clash(a, b) or not (a.isdisjoint(other.concepts) and b.isdisjoint(clause.concepts))


def _other_kind(own: Text, clause: Clause, theirs: Text, other: Clause) -> bool:
    """Whether two clauses begin with one noun of two kinds: "the rail union", "the pilots' union"."""
    a, b = _opening(own, clause), _opening(theirs, other)
    return len(a) > 1 and len(b) > 1 and a[-1] == b[-1] and not set(a[:-1]) & set(b[:-1])


def _opening(text: Text, clause: Clause) -> list[str]:
    """The concepts of the noun that a clause begins with and of the words that tell its kind, in order."""
    found: list[str] = []
    for token in text.tokens[clause.first : clause.last]:
        names = concepts_of(token)
        if names and token.text.islower():
            found.append(names[0])
        elif token.text in ("'", "’"):
            continue
        elif found or names:
            break
    return found


def same_complement(own: Text, clause: Clause, at: int, theirs: Text, other: Clause, there: int) -> bool:
    """Whether two words don't go on to two things: "built of brick", "built in 1901"."""
    if at + 1 >= clause.last or own.tokens[at + 1].low not in _BOUND:
        return True
    rest = [t for t in theirs.tokens[there + 1 : min(other.last, there + 4)] if t.text[0].isalnum()]
    return not rest or not _after(own, clause, at) or bool(_after(own, clause, at) & _after(theirs, other, there))


def same_object(own: Text, clause: Clause, at: int, theirs: Text, other: Clause, there: int) -> bool:
    """Whether two verbs may have one object, by the noun that it hangs on: the cup is not a match of the cup."""
    a, b = _object(own, clause, at), _object(theirs, other, there)
    return not a or not b or a == b


def _object(text: Text, clause: Clause, at: int) -> str:
    """The concept of the noun that the object of the word at ``at`` hangs on; "" for none or a mere quantity."""
    noun = ""
    for token in text.tokens[at + 1 : clause.last]:
        if not token.text[0].isalnum() or token.low in PREPOSITIONS:
            return "" if token.low == "of" and noun in _MUCH else noun
        noun = next(iter(concepts_of(token)), token.low if token.low in _MUCH else noun)
    return noun


def _subject(text: Text, clause: Clause, at: int) -> frozenset[str]:
    """The concepts of the common nouns before the token ``at`` in its clause, up to the first preposition."""
    found: set[str] = set()
    for i in range(clause.first, at):
        token = text.tokens[i]
        if token.low in PREPOSITIONS:
            break
        if not (
            token.text.islower() and token.low.endswith(("'s", "’s")) and i + 1 < at
        ):  # "the minister's party" is no minister
            found.update(concepts_of(token))
    return frozenset(found)


def _after(text: Text, clause: Clause, at: int, *, direct: bool = False) -> frozenset[str]:
    """The concepts after the token ``at`` up to the next comma; ``direct``: those before any preposition."""
    found: set[str] = set()
    for token in text.tokens[at + 1 : clause.last]:
        if token.text in ",.;" or (direct and token.low != "of" and token.low in PREPOSITIONS):
            break
        found.update(concepts_of(token))
    return frozenset(found)


def doers(text: Text, clause: Clause, before: int) -> frozenset[str]:
    """Who acts in a clause, as far as the words before the token ``before`` tell: names, and whose side it is."""
    found = set()
    for token in text.tokens[clause.first : before]:
        if token.low in _STATE:
            found.add("state")
        elif token.low in _REBELS:
            found.add("rebels")
        elif token.low in _ROLES:
            found.add("the " + token.low)
        elif token.low in _BODIES or (token.text[0].isupper() and len(token.low) > 2 and token.low not in SMALL):
            found.add(token.low[:4])
    return frozenset(found)


def agents(text: Text, clause: Clause, at: int) -> frozenset[str]:
    """Who acts at the token ``at``: the words after "by", or else those before it, unless it is done to them."""
    tokens = text.tokens
    for i in range(at + 1, min(clause.last, at + 8)):
        if tokens[i].low == "by":
            return doers(text, Clause(i + 1, clause.last, {}), min(clause.last, i + 8))
    return frozenset() if is_passive(text, clause, at) else doers(text, clause, at)


def one_agent(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether nothing that is known of who acted, in two clauses, sets the two apart: neither names nor roles."""
    roles, others = ({who for who in whose if who.startswith("the ")} for whose in (one, other))
    names, other_names = one - roles, other - others
    return not (_clash(frozenset(roles), frozenset(others)) or _clash(names, other_names))


def one_event(one: Said, clause: Clause, other: Said, there: Clause, *, anywhere: bool = False) -> bool:
    """Whether the sentences of two clauses may tell of one event: no day, means or mark of another keeps them apart.

    Nor does the place, unless ``anywhere``.
    """
    if _far_apart(one, other):
        return False
    own, theirs = read(one.text), read(other.text)
    a, b = own.sentences[own.within[clause.first]], theirs.sentences[theirs.within[there.first]]
    if (not anywhere and _clash(a.places, b.places)) or _clash(a.means, b.means):
        return False
    marks, others = _marks(one.text)[own.within[clause.first]], _marks(other.text)[theirs.within[there.first]]
    return marks.apart == others.apart and not any(
        _clash(own - _AGO, its - _AGO) for own, its in zip(marks[1:], others[1:], strict=True)
    )


class _Marks(NamedTuple):
    """The words of a sentence that tell its event from another: "another", days, months and years."""

    apart: frozenset[str]
    days: frozenset[str]
    months: frozenset[str]
    years: frozenset[str]
    parts: frozenset[str]


@lru_cache(maxsize=1024)
def _marks(text: str) -> tuple[_Marks, ...]:
    parsed = read(text)
    found = []
    for sentence in parsed.sentences:
        tokens = parsed.tokens[sentence.first : sentence.last]
        words = frozenset(token.low for token in tokens)
        days = frozenset(word.removesuffix("s") for word in words) & _WEEK
        years = frozenset(word for word in words if len(word) == 4 and word.isdecimal() and "1900" <= word < "2100")
        pairs = pairwise(tokens)
        if any((a.low == "last" and b.low in _LONG_AGO) or b.low == "ago" for a, b in pairs):
            years |= {"ago"}
        found.append(_Marks(words & _APART, days, words & _MONTHS | _may(tokens), years, words & _PARTS))
    return tuple(found)


def _may(tokens: tuple[Token, ...]) -> frozenset[str]:
    """The month of May, which a modal verb is written like."""
    pairs = pairwise(tokens)
    return frozenset({"may"} if any(b.text == "May" and a.low in _BEFORE_MAY for a, b in pairs) else ())


def same_time(one: Said, clause: Clause, other: Said, there: Clause) -> bool:
    """Whether the sentences of two clauses name the same months and years, or none."""
    marks, others = (_marks(said.text)[read(said.text).within[c.first]] for said, c in ((one, clause), (other, there)))
    return (marks.months, marks.years) == (others.months, others.years)


def same_event(one: Said, at: int, other: Said, there: int) -> bool:
    """Whether the sentences at two code points may tell of one event, wherever it took place."""
    a, b = clause_over(one.text, at), clause_over(other.text, there)
    return a is not None and b is not None and one_event(one, a, other, b, anywhere=True)


def _far_apart(one: Said, other: Said) -> bool:
    """Whether two claims appeared so far from each other that they tell of two events, unless they share a date."""
    if one.published is None or other.published is None or abs((one.published - other.published).days) <= _NEWS:
        return False
    dates = [{t.low for t in read(said.text).tokens if t.low in _MONTHS or t.low.isdecimal()} for said in (one, other)]
    return not any(word in _MONTHS or len(word) == 4 for word in dates[0] & dates[1])


def one_count(one: str, other: str) -> bool:
    """Whether neither of two texts has a number beside those of the other, or one of them has none."""
    a, b = figures(one), figures(other)
    return not a or not b or a <= b or b <= a


def equal_counts(own: Text, clause: Clause, theirs: Text, there: Clause) -> bool:
    """Whether two clauses have the same counts, or one of them none."""
    a, b = _numbers(own.tokens[clause.first : clause.last]), _numbers(theirs.tokens[there.first : there.last])
    return not a or not b or a == b


def one_count_in(own: Text, clause: Clause, theirs: Text, there: Clause) -> bool:
    """The same of two clauses, for counts up to twenty in words and any in figures."""
    a, b = _numbers(own.tokens[clause.first : clause.last]), _numbers(theirs.tokens[there.first : there.last])
    return not a or not b or a <= b or b <= a


@lru_cache(maxsize=1024)
def figures(text: str) -> frozenset[str]:
    """The numbers of a text, those up to twenty in figures even where the text has them in words."""
    return _numbers(read(text).tokens)


def _numbers(tokens: tuple[Token, ...]) -> frozenset[str]:
    low = (token.low for token in tokens)
    return frozenset(_NUMBERS.get(word, word) for word in low if word[0].isdecimal() or word in _NUMBERS)


def _clash(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other


@lru_cache(maxsize=1024)
def _content(text: str) -> frozenset[str]:
    return frozenset(name for token in read(text).tokens for name in concepts_of(token))
