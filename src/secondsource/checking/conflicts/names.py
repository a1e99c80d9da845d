"""Names and titles: one person under two ranks or offices, one office or one statement under two persons."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from secondsource.checking.conflicts.differences import Difference, findings
from secondsource.checking.conflicts.frames import EVENTS, stem
from secondsource.checking.conflicts.matters import one_count, same_event
from secondsource.checking.conflicts.modality import told_alike
from secondsource.checking.conflicts.persons import NO_NAME, OFFICE_OF_ONE, Person, is_title, persons_in, same_person
from secondsource.checking.conflicts.placenames import MOVED_TO, PLACE_NOUNS
from secondsource.checking.conflicts.predicates import SMALL, clause_over, concept, denies
from secondsource.checking.conflicts.roles import ROLES, are_apart, roles_in
from secondsource.checking.conflicts.spelling import (
    LONGEST,
    MOST,
    alike,
    folded,
    is_capital,
    replaced,
    same_land,
    word_set,
    words_of,
)
from secondsource.model import Check, Finding, Said, SourceType, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def find(one: Said, other: Said) -> Iterator[Finding]:
    """Where two claims differ about who somebody is.

    Rules: ``name.rank``, ``name.office``, ``name.former`` (one person, two titles), ``name.role`` (one person, two
    parts in an event), ``name.holder`` (one office, two persons), ``name.replaced`` (two names in one statement) and
    ``name.speaker`` (one statement, two speakers). Spans count code points of the two texts; a speaker who stands
    outside a claim's words marks the whole claim.
    """
    return findings(Check.NAME, _differ, one, other)


def _differ(one: Said, other: Said) -> Iterator[Difference]:
    yield from _roles_differ(one, other)
    near = one.published is None or other.published is None or abs((one.published - other.published).days) <= _TERM
    seen: set[tuple[Span, Span]] = set()
    for p, here in _persons_of(one) if near else ():
        for q, there in _persons_of(other):
            found = _titles_differ(p, q) if same_person(p.names, q.names) else _holders_differ(p, q)
            if found and (here, there) not in seen:
                seen.add((here, there))
                yield Difference(found[0], here, there, found[1], _written(p), _written(q))
    if one.text != other.text and (one.article != other.article or not one.article):  # one article names many
        for here, there in _replaced(one, other):
            if _told_alike(one, here, other, there) and not any(_meet(here, a) or _meet(there, b) for a, b in seen):
                yield Difference("name.replaced", here, there, "two names in nearly the same words")
    yield from _speakers(one, other)


def _roles_differ(one: Said, other: Said) -> Iterator[Difference]:
    """Where one person has two parts in one event: "the skipper" here, "the mate" there."""
    for role in roles_in(one.text):
        for second in roles_in(other.text):
            if (
                same_person(role.names, second.names)
                and are_apart(role, second)
                and same_event(one, role.start, other, second.start)
            ):
                here, there = Span(role.start, role.end), Span(second.start, second.end)
                yield Difference("name.role", here, there, "one name, two parts")
                return


def _persons_of(said: Said) -> list[tuple[Person, Span]]:
    """The persons in a claim's words, and its source, each with the span that stands for it."""
    found = [(p, Span(p.start, p.end)) for p in persons_in(said.text)]
    whole = Span(0, len(said.text))
    if said.source_text and said.text:
        found += [(p, whole) for p in persons_in(said.source_text)]
    return found


def _written(person: Person) -> str:
    office = " ".join([*sorted(person.office.portfolio), person.office.head]) if person.office.head else ""
    title = " ".join(w for w in ("former" * person.former, person.office.lesser, person.rank, office) if w)
    return f"{title} {' '.join(person.names)}".strip()


def _titles_differ(one: Person, other: Person) -> tuple[str, str] | None:
    """The rule by which two titles of one person contradict each other, with the reason."""
    if one.rank and other.rank and not _one_rank(one.rank, other.rank):
        return "name.rank", "one name, two ranks"
    a, b = one.office, other.office
    if not a.head or not b.head:
        return None
    if a.head != b.head:
        both = {a.head, b.head}
        if both <= OFFICE_OF_ONE | _SEATS and not ({"minister", "secretary"} == both and a.portfolio & b.portfolio):
            return "name.office", "one name, two offices"
        return None
    if a.portfolio and b.portfolio and not a.portfolio & b.portfolio:
        return "name.office", "one name, two offices"
    if a.lesser != b.lesser:
        return "name.office", "one name, in the office and below it"
    if one.former != other.former:
        return "name.former", "one name, in office and out of it"
    return None


def _one_rank(one: str, other: str) -> bool:
    """Whether two ranks may be one: a general of any kind is called general, but no lieutenant colonel is a colonel."""
    short, long = sorted((one, other), key=len)
    if short == long or {short, long} == {"brigadier", "brigadier general"}:
        return True
    return long.endswith(f" {short}") and short not in ("colonel", "captain")


def _holders_differ(one: Person, other: Person) -> tuple[str, str] | None:
    """The rule by which two persons can't both hold the one office that the texts give them, with the reason."""
    a, b = one.office, other.office
    if a != b or a.head not in OFFICE_OF_ONE or one.former or other.former or not one.whose or not other.whose:
        return None
    if a.head in ("minister", "secretary") and not a.portfolio:
        return None
    if not same_land(one.whose, other.whose) or _share_a_name(one.names, other.names):
        return None
    return "name.holder", "one office, two persons"


_SEATS = word_set("senator congressman congresswoman")
_TERM = 400  # days within which a title can hardly have changed
_PLACED = word_set("in at near outside inside around on over of across")
_GIVEN = word_set(
    """
    went awarded gave given sold belongs belonged addressed handed according talked spoke wrote linked loyal related
    married attributed presented paid owed lost answers similar close
    """
)
_TIMES = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december am pm gmt
    """
)
# One body under several names, where no initials tell it.
_BODIES = (frozenset(("isis", "isil", "is", "islamicstate", "daesh", "islamicstateiniraqandsyria")),)
_PEOPLES = ("ian", "ians", "ean", "ish", "ese", "nch", "aqi", "eli", "udi", "ani", "eni", "rds", "urd", "rab", "rabs")


def _replaced(one: Said, other: Said) -> Iterator[tuple[Span, Span]]:
    """Names of people and bodies in each other's place; places are another rule's."""
    pairs = [
        (own, others)
        for own, others, before, after in replaced(one.text, other.text)
        if not _is_placed(*before) and after not in PLACE_NOUNS
    ]
    for own, others in pairs or _odd_names(one, other):
        a, b = _name_proper(one, own), _name_proper(other, others)
        if _describes(a) or _describes(b):
            continue
        if not a or not b or {a.lower(), b.lower()} & _TIMES or _may_be_one(a, b) or _is_people(a) != _is_people(b):
            continue
        if _is_credit(one.text, own) or _is_credit(other.text, others) or not one_count(one.text, other.text):
            continue
        if _one_role(one, own, other, others):
            yield own, others


def _told_alike(one: Said, here: Span, other: Said, there: Span) -> bool:
    a, b = clause_over(one.text, here.start), clause_over(other.text, there.start)
    return a is not None and b is not None and told_alike(one, a, other, b)


def _name_proper(said: Said, span: Span) -> str:
    """The name in a span without "Mr" and the like; "" for a word that may have its capital from the sentence alone."""
    words = [word for word in words_of(said.text) if span.start <= word.start < span.end]
    words = [word for word in words if word.low not in NO_NAME | SMALL]
    while words and (is_title(words[0]) or words[0].text == "." or words[0].low in ROLES):
        words.pop(0)
    if not words or {words[0].low, words[-1].low} & PLACE_NOUNS.keys():
        return ""
    opens = said.text[: words[0].start].rstrip(" \"'“‘(")[-1:] in ("", ".", "!", "?")
    if opens and len(words) > 2:  # "Striker Ole Rask"
        words.pop(0)
    name = said.text[words[0].start : words[-1].end]
    if len(words) > 1 or not opens:
        return name
    around = re.compile(rf"[a-z,] {re.escape(name)}\b")
    return name if any(around.search(text) for text in (said.text, said.context, said.margins)) else ""


def _is_credit(text: str, span: Span) -> bool:
    """Whether a name stands in brackets, as agencies do."""
    return "(" in text[max(0, span.start - 5) : span.start]


def _one_role(one: Said, own: Span, other: Said, others: Span) -> bool:
    """Whether two names are not those of holders of two offices, each of whom may have done the same."""
    heads = [
        next((p.office.head for p in persons_in(said.text) if p.office.head and p.start <= span.start < p.end), "")
        for said, span in ((one, own), (other, others))
    ]
    return not all(heads) or heads[0] == heads[1]


def _is_placed(before: str, last: str) -> bool:
    """Whether two words go before a place, not before a person or body."""
    return last in _PLACED or (last in MOVED_TO and before not in _GIVEN)


def _odd_names(one: Said, other: Said) -> Iterator[tuple[Span, Span]]:
    """The one name of each claim that the other lacks, where all else is told in the same words, in any order."""
    own, theirs = _told(one.text), _told(other.text)
    if len(own & theirs) < 2 or len(own & theirs) < 0.75 * max(len(own), len(theirs)):
        return
    a, b = _runs(one.text), _runs(other.text)
    odd = [span for name, span in a if not any(_may_be_one(name, x) for x, _ in b)]
    odd_there = [span for name, span in b if not any(_may_be_one(name, x) for x, _ in a)]
    if len(odd) == len(odd_there) == 1 and same_event(one, odd[0].start, other, odd_there[0].start):
        yield odd[0], odd_there[0]


@lru_cache(maxsize=1024)
def _told(text: str) -> frozenset[str]:
    """What the words of a text tell of, less its names and titles."""
    words = words_of(text)
    opens = bool(words) and not (len(words) > 1 and is_capital(words[1]))
    plain = [
        word for i, word in enumerate(words) if word.low.isalpha() and ((opens and i == 0) or not is_capital(word))
    ]
    low = [word.low for word in plain if not is_title(word) and word.low not in NO_NAME]
    return frozenset("not " * denies(word) + (concept(word) or stem(word)) for word in low if word not in SMALL)


@lru_cache(maxsize=1024)
def _runs(text: str) -> tuple[tuple[str, Span], ...]:
    """The runs of capitalised words of a text that may name people or bodies, titles left off."""
    words = words_of(text)
    found = []
    i = 0
    while i < len(words):
        first = i
        while i < len(words) and is_capital(words[i]) and words[i].low not in NO_NAME:
            i += 1
        if i == first:
            i += 1
            continue
        before = words[first - 1] if first else None
        while first + 1 < i and (is_title(words[first]) or words[first].low in ROLES):
            first += 1
        alone = i - first == 1 and (before is None or before.text in ".!?" or words[first].low in EVENTS)
        second = words[first - 2].low if first > 1 else ""
        placed = i < len(words) and words[i].low in PLACE_NOUNS
        if not alone and not placed and not (before and (before.text == "(" or _is_placed(second, before.low))):
            span = Span(words[first].start, words[i - 1].end)
            found.append((text[span.start : span.end], span))
    return tuple(found[:MOST])


def _may_be_one(one: str, other: str) -> bool:
    """Whether two names may be one: alike, initials and name, one a part of the other, or known for one body."""
    if alike(one, other) or same_land(one.lower(), other.lower()) or _initials(one, other) or _initials(other, one):
        return True
    if any(_is_of(one, body) and _is_of(other, body) for body in _BODIES):
        return True
    a, b = ([w.text for w in words_of(name) if len(w.text) > 1 or w.text.isalpha()] for name in (one, other))
    if len(a) == len(b) and (len(a) > 1 or min(len(one), len(other)) == 1):
        return all(_may_be_word(x, y) for x, y in zip(a, b, strict=True))
    return _share_a_name(a, b)


def _is_of(name: str, body: frozenset[str]) -> bool:
    return folded(name) in body or any(folded(word.text) in body for word in words_of(name))


def _may_be_word(one: str, other: str) -> bool:
    short, long = sorted((folded(one), folded(other)), key=len)
    return alike(one, other) or (len(short) == 1 and long.startswith(short))


def _describes(name: str) -> bool:
    """Whether a name only describes what follows: "Daesh-held"."""
    head, _, tail = name.rpartition("-")
    return bool(head) and tail.islower()


def _initials(short: str, long: str) -> bool:
    """Whether ``short`` are the initials of ``long``: SOHR, Syrian Observatory for Human Rights."""
    letters = "".join(c for c in short if c.isalpha()).lower()
    words = [w for w in words_of(long) if w.low[0].isalpha()]
    if not 2 <= len(letters) <= 8 or len(words) < 2:
        return False
    return letters in ("".join(w.low[0] for w in words), "".join(w.low[0] for w in words if is_capital(w)))


def _is_people(name: str) -> bool:
    low = name.lower()
    return (low.endswith(_PEOPLES) and " " not in low) or low in ("us", "u.s.", "uk", "american", "kurdish")


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _speakers(one: Said, other: Said) -> Iterator[Difference]:
    """The same words given to two persons by two articles."""
    a, b = one.source, other.source
    if a is None or b is None or not a.type == b.type == SourceType.NAMED or one.article == other.article:
        return
    short, long = sorted((len(one.text), len(other.text)))
    if short < 40 or long > min(2 * short, LONGEST) or _may_be_one(a.name, b.name):
        return
    if fuzz.token_sort_ratio(one.text.lower(), other.text.lower()) >= 88:
        own, others = Span(0, len(one.text)), Span(0, len(other.text))
        yield Difference("name.speaker", own, others, "the same words of two speakers", a.name, b.name)


def _share_a_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a word of one name may be a word of the other; its first three letters are enough."""
    return any(alike(x, y) or folded(x)[:3] == folded(y)[:3] for x in one for y in other if len(x) > 2 and len(y) > 2)
