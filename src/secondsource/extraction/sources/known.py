"""Whom the article has spoken of so far: what pronouns, family names and "the spokesman" go back to."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from secondsource.extraction.layout.words import (
    COORDINATORS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    TITLES,
)
from secondsource.extraction.rules.verbs import is_finite
from secondsource.extraction.sources.entities import Entity, Register
from secondsource.extraction.sources.institutions import STANDARD, Table
from secondsource.extraction.sources.names import Name, body_end, key_of, names_in, without_owner, written
from secondsource.extraction.sources.people import (
    gender_after,
    gender_of,
    is_group,
    is_person,
    is_sure,
    learn,
    person_part,
    which_follows,
)
from secondsource.extraction.sources.roles import PERSON_NOUNS, ROLE_NOUNS, in_full
from secondsource.model import SourceType

if TYPE_CHECKING:
    from collections.abc import Callable

    from secondsource.extraction.layout.layout import Layout
    from secondsource.extraction.layout.text import Range

# Among this many mentions at most, the latest ones, a pronoun looks for its person.
_LOOK_BACK = 40
# The subject of a sentence is looked for among its first words, this many.
_NAMED_SUBJECT = 10
# Before a subject these make it another word's: "in Velm", but not "of Velm".
_GOVERN = PREPOSITIONS - {"of", "for"}
_DESCRIBE_NOBODY = DETERMINERS | PREPOSITIONS | COORDINATORS | SUBORDINATORS | RELATIVES
# What speaks against a mention as what a pronoun means, in sentences of distance times two.
_NO_SUBJECT, _GENDER_UNKNOWN, _IN_QUOTATION, _NO_SPEAKER = 3.0, 1.0, 5.0, 0.5


_CALLED_OUTLETS = frozenset(
    ["agency", "newspaper", "website", "channel", "station", "broadcaster", "magazine", "daily"]
)


# Bodies that watch: "a monitoring group" and "the watchdog" mean one of them.
WATCHES = frozenset(["monitor", "monitoring", "watchdog", "observatory", "network"])


class _Mention(NamedTuple):
    entity: Entity
    sentence: int
    against: float


class Known:
    """The entities met up to a place in the text, and the latest people, body and group among them."""

    def __init__(self, layout: Layout, tables: Table = STANDARD) -> None:
        self.layout = layout
        self.tables = tables
        self.register = Register(tables)
        self.last_body: Entity | None = None
        self.last_group: Entity | None = None
        self.last_outlet: Entity | None = None
        self.last_paper: Entity | None = None
        self.last_watcher: Entity | None = None
        self.watcher: Entity | None = None
        """A body met as "a monitoring group", which the next body that watches gives its name."""
        self._groups: dict[str, Entity] = {}
        tokens = layout.tokens
        self._recent: deque[_Mention] = deque(maxlen=_LOOK_BACK)
        self._sure: set[int] = set()
        self._capitals = {t.low for t in tokens if t.text[0].isupper()}
        self.common = {t.low for t in tokens if t.text.islower()}
        """The words that the article writes small."""
        starts = {u.first for u in layout.units}
        self.inner = {t.text for i, t in enumerate(tokens) if t.text[0].isupper() and i not in starts}
        """The words that the article writes with a capital inside a sentence."""
        self._sentence = list(accumulate(not heading for heading in layout.heading))
        self._starts = {u.first for u in layout.units} | {u.first + 1 for u in layout.units}
        self._unit_firsts = [u.first for u in layout.units]
        names = [n for p in layout.paragraphs for n in names_in(tokens, p.first, p.last)]
        names = [person_part(tokens, without_owner(tokens, n)) for n in names]
        people = [is_person(layout, n, tables) for n in names]
        self._in_body = {self._full(n) for n, p in zip(names, people, strict=True) if p and not self._heads(n)}
        self._places = {
            tokens[i].low
            for i in range(1, len(tokens))
            if tokens[i - 1].low in ("in", "near") and tokens[i].text[0].isupper()
        }
        for name, person in zip(names, people, strict=True):
            if person and not self._heads(name) and name.last - name.core > 1 and is_sure(layout, name):
                full = self._full(name)
                self.register.expected.setdefault(key_of(full.split()[-1]), full)
        self._votes = self._gender_votes([n for n, person in zip(names, people, strict=True) if person])
        events: list[tuple[int, Callable[[], None]]] = []
        for name, person in zip(names, people, strict=True):
            events.append((name.first, self._at_name(name) if person else self._at_body(name)))
        for unit in layout.units:
            if tokens[unit.first].low in ("he", "she"):
                events.append((unit.first, self._at_pronoun(unit.first)))
            events.append((unit.last - 1, self._at_group(unit)))
        self._events = sorted(events, key=lambda event: event[0])
        self._next = 0

    def advance(self, to: int) -> None:
        """Take in what stands before token ``to``, so that family names and pronouns find it later."""
        while self._next < len(self._events) and self._events[self._next][0] < to:
            self._events[self._next][1]()
            self._next += 1

    def remember(self, entity: Entity, at: int) -> None:
        """Let the next pronoun mean this entity, which is a source at token ``at``."""
        if entity.person:
            self._sure.add(id(entity))
            self._recent.append(_Mention(entity, self._sentence_of(at), 0))
        elif entity.plural:
            self._meet_group(entity)
        else:
            self.last_body = self.last_group = entity
            if entity.type is SourceType.OUTLET:
                self.last_outlet = entity
            elif entity.type is SourceType.INSTITUTION and any(w in WATCHES for w in entity.name.lower().split()):
                self.last_watcher = entity
            elif entity.type is SourceType.DOCUMENT:
                self.last_paper = entity

    def pronoun(self, gender: str | None, at: int) -> Entity | None:
        """The person whom "he", "she" or a noun like "the candidate" (None) means at token ``at``, if anybody.

        The nearest sentence wins, and in it the subject before others. What the pronoun says of the person is kept.
        """
        sentence = self._sentence_of(at)
        best, least = None, float("inf")
        for mention in reversed(self._recent):
            if not mention.entity.person or (gender and mention.entity.gender not in (None, gender)):
                continue
            against = 2 * (sentence - mention.sentence) + mention.against
            against += _GENDER_UNKNOWN if mention.entity.gender is None and gender else 0
            if against < least:
                best, least = mention.entity, against
        if best is not None and best.gender is None:
            best.gender = gender
        return best

    def group_of(self, noun: str) -> Entity | None:
        """The last group whose noun this is: "prosecutors" for "federal prosecutors"."""
        return self._groups.get(noun)

    def _meet_group(self, entity: Entity) -> None:
        self.last_group = entity
        words = [w for w in entity.name.lower().split()[:_NAMED_SUBJECT] if w.endswith("s")]
        if words:
            self._groups[words[0]] = entity

    def settle(self, entity: Entity) -> None:
        """Give a person the gender of the pronouns that follow the family name, where these agree."""
        if entity.gender is None:
            she, he = self._votes.get(key_of(entity.name.split()[-1]), (0, 0))
            if max(she, he) > 2 * min(she, he):
                entity.gender = "she" if she > he else "he"

    def is_land(self, name: str) -> bool:
        """Whether the article has an adjective to the name or "in" before it: "Sylvania", "Sylvanian"; "in Velm"."""
        low = name.lower()
        made = (low + "n", low + "i", low + "an", low + "ian", low + "ese", low[:-1] + "ian", low[:-1] + "an")
        return low in self._places or (len(low) > 3 and any(word in self._capitals for word in made))

    def _unit(self, token: int) -> int:
        return bisect_right(self._unit_firsts, token) - 1

    def _sentence_of(self, token: int) -> int:
        """The number of the sentence of a token, headings not counted."""
        return self._sentence[max(self._unit(token), 0)] if self._sentence else 0

    def _gender_votes(self, people: list[Name]) -> dict[str, tuple[int, int]]:
        votes: dict[str, tuple[int, int]] = {}
        tokens, units = self.layout.tokens, self.layout.units
        for number, name in enumerate(people if units else ()):
            if self.layout.quoted(name.first):
                continue
            unit = self._unit(name.first)
            high = people[number + 1].first if number + 1 < len(people) else len(tokens)
            high = min(high, units[min(unit + 1, len(units) - 1)].last)
            gender = gender_after(self.layout, name, high)
            if gender is not None:
                key = key_of(tokens[name.last - 1].text)
                she, he = votes.get(key, (0, 0))
                votes[key] = (she + (gender == "she"), he + (gender == "he"))
        return votes

    def _full(self, name: Name) -> str:
        return written(self.layout.text, self.layout.tokens, name.core, name.last)

    def _heads(self, name: Name) -> bool:
        """Whether a name stands in a heading."""
        unit = self._unit(name.first)
        return unit >= 0 and self.layout.heading[unit]

    def _at_name(self, name: Name) -> Callable[[], None]:
        return lambda: self._pass_name(name)

    def _at_body(self, name: Name) -> Callable[[], None]:
        return lambda: self._pass_body(name)

    def _at_group(self, unit: Range) -> Callable[[], None]:
        return lambda: self._pass_group(unit)

    def _at_pronoun(self, at: int) -> Callable[[], None]:
        def meet() -> None:
            entity = self.pronoun(self.layout.tokens[at].low, at)
            if entity is not None:
                self._recent.append(_Mention(entity, self._sentence_of(at), _NO_SPEAKER))

        return meet

    def _pass_name(self, name: Name) -> None:
        tokens = self.layout.tokens
        full = self._full(name)
        if " " in full and self._heads(name) and full not in self._in_body:
            return  # a headline in capitals
        before = tokens[name.first - 1].low if name.first > 0 else ""
        titled = name.core > name.first or before in PERSON_NOUNS
        if " " not in full and not titled and self.register.known_person(full) is None:
            return
        entity = self.register.person(full, gender_of(tokens, name))
        learn(self.layout, entity, name.first, name.last)
        self.settle(entity)
        self.give_roles(entity, name)
        if is_sure(self.layout, name) or entity.gender is not None:
            self._sure.add(id(entity))
        if id(entity) in self._sure:
            against = _NO_SPEAKER if self._is_subject(name) else _NO_SUBJECT
            against += _IN_QUOTATION if self.layout.quoted(name.first) else 0
            self._recent.append(_Mention(entity, self._sentence_of(name.first), against))

    def give_roles(self, entity: Entity, name: Name) -> None:
        """Let "the senator" mean the last one who was called so."""
        for token in self.layout.tokens[max(name.first - 1, 0) : name.core]:
            role = in_full(token.low)
            if token.low in TITLES and role in PERSON_NOUNS:
                known = self.register.roles.get(role)
                if known is None or known.type is SourceType.NAMED:
                    self.register.roles[role] = entity

    def _is_subject(self, name: Name) -> bool:
        """Whether a verb follows the name, or nothing but its own phrase stands before it in the sentence."""
        tokens = self.layout.tokens
        if tokens[name.last - 1].low.endswith(("'s", "s'")):
            return False
        if name.last < len(tokens) and is_finite(self.layout, name.last):
            return True
        first = self.layout.units[max(self._unit(name.first), 0)].first
        if name.first - first > _NAMED_SUBJECT:
            return False
        return not any(
            self.layout.quoted(i) or tokens[i].low in _GOVERN or is_finite(self.layout, i)
            for i in range(first, name.first)
        )

    def _pass_body(self, name: Name) -> None:
        """A body at the head of a sentence is what "it" and "its" mean next."""
        tokens, tables = self.layout.tokens, self.tables
        last = body_end(tokens, name.last, len(tokens))
        first = name.first
        if first > 1 and tokens[first - 1].text in "'’" and tokens[first - 2].text[0].isupper():
            first -= 2  # "the Dockers’ Union"
        text = written(self.layout.text, tokens, first, last)
        if name.first > 0 and tokens[name.first - 1].low in _CALLED_OUTLETS:
            self.register.body(text, SourceType.OUTLET)
        known = tables.canonical(text) or (" " in text and tables.is_institution(text))
        if known:
            self.register.met_in_passing(text)
        if known and last + 2 < len(tokens) and tokens[last].text == "(" and tokens[last + 2].text == ")":
            self.body(text, last)
        if name.first in self._starts and (known or which_follows(tokens, name.last)):
            self.last_body = self.body(text, last)

    def after_brackets(self, i: int) -> int:
        """The token after a remark in brackets at ``i``, as in "the Example Units (EXU)"; else ``i``."""
        tokens = self.layout.tokens
        if i < len(tokens) and tokens[i].text == "(":
            return next((j + 1 for j in range(i + 1, min(i + 6, len(tokens))) if tokens[j].text == ")"), i)
        return i

    def body(self, text: str, after: int) -> Entity:
        """The body of this name; initials in brackets after it lead to it too."""
        tokens = self.layout.tokens
        kind = SourceType.OUTLET if self.tables.is_outlet(text, self.layout.outlet) else SourceType.INSTITUTION
        watches = kind is SourceType.INSTITUTION and any(w in WATCHES for w in text.lower().split())
        if watches and self.watcher is not None and not self.register.known_body(text):
            entity, self.watcher = self.watcher, None
            entity.name = self.register.renamed(entity, text)
            return entity
        entity = self.register.body(text, kind)
        if self.after_brackets(after) == after + 3:
            self.register.alias(tokens[after + 1].text, entity)
        return entity

    def _pass_group(self, unit: Range) -> None:
        """As in "The pilots had no news. They …": who is many and the subject of a verb, the last in a sentence."""
        tokens = self.layout.tokens
        names = names_in(tokens, unit.first, min(unit.first + _NAMED_SUBJECT, unit.last))
        if (
            len(names) > 1
            and names[0].first == unit.first
            and [t.low for t in tokens[names[0].last : names[1].first]] == ["and"]
        ):
            texts = [written(self.layout.text, tokens, n.core, n.last) for n in names[:2]]
            if all(self.tables.is_institution(text) for text in texts):
                self.last_group = self.register.joint(
                    [self.body(t, n.last) for t, n in zip(texts, names[:2], strict=True)]
                )
        for i in range(unit.last - 2, unit.first, -1):
            noun = tokens[i].low in ROLE_NOUNS and tokens[i].low.endswith(("s", "men", "people"))
            noun = noun or (tokens[i].text[0].isupper() and tokens[i].low.endswith("s") and is_group(tokens[i].low))
            if not noun or self.layout.quoted(i) or not is_finite(self.layout, i + 1):
                continue
            first = i
            while first > unit.first and tokens[i].low in ROLE_NOUNS and _describes_people(tokens[first - 1].low):
                if i - first == 3:
                    break
                first -= 1
            if first > unit.first and tokens[first - 1].low in DETERMINERS:
                first -= 1
            if tokens[first - 1].low in PREPOSITIONS:
                continue
            words = written(self.layout.text, tokens, first, i + 1)
            self._meet_group(self.register.unnamed(words, tokens[i].low, many=True))
            return


def _describes_people(low: str) -> bool:
    """Whether a word before a noun for people can belong to it: "harbour pilots", "Sylvanian officials"."""
    return low.isalpha() and low not in _DESCRIBE_NOBODY
