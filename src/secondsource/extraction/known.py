"""Whom the article has spoken of so far: what pronouns, family names and "the spokesman" go back to."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from secondsource.extraction.entities import Entity, Register
from secondsource.extraction.institutions import canonical, is_institution, is_outlet
from secondsource.extraction.names import Name, body_end, names_in, without_owner, written
from secondsource.extraction.people import is_person, learn, which_follows
from secondsource.extraction.roles import ROLE_NOUNS
from secondsource.extraction.verbs import is_finite
from secondsource.extraction.words import DETERMINERS
from secondsource.model import SourceType

if TYPE_CHECKING:
    from secondsource.extraction.layout import Layout
    from secondsource.extraction.text import Range

# Among this many people at most, the latest first, a pronoun looks for one of its gender.
_LOOK_BACK = 20
# The subject of a sentence that is not quoted is looked for among its first words, this many.
_SUBJECT = 5


class Known:
    """The entities met up to a place in the text, and the latest person, body and group among them."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.register = Register()
        self.last_person: Entity | None = None
        self.last_body: Entity | None = None
        self.last_group: Entity | None = None
        tokens = layout.tokens
        self._names = [without_owner(tokens, n) for p in layout.paragraphs for n in names_in(tokens, p.first, p.last)]
        self._next_name = 0
        self._next_unit = 0
        self._starts = {u.first for u in layout.units} | {u.first + 1 for u in layout.units}

    def advance(self, to: int) -> None:
        """Take in what stands before token ``to``, so that family names and pronouns find it later."""
        units = self.layout.units
        while self._next_unit < len(units) and units[self._next_unit].last <= to:
            self._pass_group(units[self._next_unit])
            self._next_unit += 1
        while self._next_name < len(self._names) and self._names[self._next_name].first < to:
            self._pass_name(self._names[self._next_name])
            self._next_name += 1

    def remember(self, entity: Entity) -> None:
        """Let the next pronoun mean this entity."""
        if entity.person:
            self.last_person = entity
        elif entity.plural:
            self.last_group = entity
        else:
            self.last_body = self.last_group = entity

    def pronoun(self, gender: str) -> Entity | None:
        """The last person named or quoted; what the pronoun says about them is kept."""
        entity = self.last_person
        if entity is not None and entity.gender not in (None, gender):
            recent = islice(reversed(self.register.people.values()), _LOOK_BACK)
            entity = next((e for e in recent if e.gender in (None, gender)), entity)
        if entity is not None and entity.gender is None:
            entity.gender = gender
        return entity

    def _pass_name(self, name: Name) -> None:
        tokens = self.layout.tokens
        if not is_person(self.layout, name):
            self._pass_body(name)
            return
        full = written(self.layout.text, tokens, name.core, name.last)
        titled = name.core > name.first or (name.first > 0 and tokens[name.first - 1].low in ROLE_NOUNS)
        if " " not in full and not titled and self.register.known_person(full) is None:
            return
        entity = self.register.person(full)
        learn(self.layout, entity, name.first, name.last)
        if name.first in self._starts or (titled and name.first - 1 in self._starts):
            self.last_person = entity

    def _pass_body(self, name: Name) -> None:
        """A body at the head of a sentence is what "it" and "its" mean next."""
        if name.first not in self._starts:
            return
        tokens = self.layout.tokens
        text = written(self.layout.text, tokens, name.first, body_end(tokens, name.last, len(tokens)))
        if which_follows(tokens, name.last) or canonical(text) or (" " in text and is_institution(text)):
            outlet = is_outlet(text, self.layout.outlet)
            self.last_body = self.register.body(text, SourceType.OUTLET if outlet else SourceType.INSTITUTION)

    def _pass_group(self, unit: Range) -> None:
        """As in "The pilots had no news. They …": who is many, at the head of a sentence."""
        tokens = self.layout.tokens
        for i in range(unit.first + 1, min(unit.first + _SUBJECT, unit.last - 1)):
            if tokens[i].low in ROLE_NOUNS and tokens[i].low.endswith(("s", "men", "people")):
                if is_finite(self.layout, i + 1) and tokens[unit.first].low in DETERMINERS:
                    words = written(self.layout.text, tokens, unit.first, i + 1)
                    self.last_group = self.register.unnamed(words, tokens[i].low)
                return
