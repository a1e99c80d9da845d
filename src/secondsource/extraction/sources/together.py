"""Several who speak as one source: "Ben Low and Ada Quill", "Mr. Low and other pilots"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from secondsource.extraction.layout.words import PREPOSITIONS, RELATIVES
from secondsource.extraction.sources.entities import Entity
from secondsource.extraction.sources.names import Name, body_end, names_in, written
from secondsource.extraction.sources.people import gender_of, is_group, is_person, learn, person_part
from secondsource.extraction.sources.roles import PERSON_NOUNS, person_head, role_parts, singular
from secondsource.model import SourceType

if TYPE_CHECKING:
    from secondsource.extraction.sources.known import Known


def together(known: Known, first: int, last: int) -> Entity | None:
    """The one source that the names in tokens ``first`` to ``last`` make, each with its own role, or None."""
    return _Together(known).read(first, last)


class _Together:
    def __init__(self, known: Known) -> None:
        self.known = known
        self.layout = known.layout
        self.tables = known.tables
        self.register = known.register

    def read(self, first: int, last: int) -> Entity | None:
        """As in "Ben Low and Ada Quill": several names that make one source, each with its own role."""
        tokens = self.layout.tokens
        names = self._members(first, last)
        if not names or not any(t.low == "and" for t in tokens[first:last]):
            return None
        if len(names) == 1:
            return self._with_others(names[0], first, last)
        for left, right in pairwise(names):
            gap = [t.low for t in tokens[self.known.after_brackets(left.last) : right.first]]
            if not gap or gap[0] not in (",", "and") or len(gap) > 5 or set(gap) & (PREPOSITIONS | RELATIVES):
                return None
            if gap[0] == "," and "and" not in gap and len(gap) > 1:
                return None
        if self.known.after_brackets(names[-1].last) != last:
            return None
        texts = [written(self.layout.text, tokens, n.core, n.last) for n in names]
        members = [self._member(n, t, first, last) for n, t in zip(names, texts, strict=True)]
        found = [m for m in members if m is not None]
        return self.register.joint(found) if len(found) == len(members) else None

    def _members(self, first: int, last: int) -> list[Name]:
        """The names of a phrase, those of bodies as far as they go and none inside another."""
        tokens = self.layout.tokens
        found: list[Name] = []
        for each in names_in(tokens, first, last):
            name = each
            if found and (name.first < found[-1].last or tokens[name.first - 1].text == "("):
                continue
            following = tokens[name.last].low if name.last < last else ""
            if (found and following in PERSON_NOUNS) or (
                following == "of" and tokens[name.last - 1].low in PERSON_NOUNS
            ):
                continue  # "… and his Freedonian counterpart Ada Quill", "Secretary of State Ada Quill"
            name = person_part(tokens, name)
            end = body_end(tokens, name.last, last)
            linked = name.last < last and tokens[name.last].low in ("of", "for")
            body = linked and self.tables.is_institution(written(self.layout.text, tokens, name.first, end))
            found.append(name._replace(core=name.first, last=end) if body and end > name.last else name)
        return found

    def _member(self, name: Name, text: str, first: int, last: int) -> Entity | None:
        layout, tokens = self.layout, self.layout.tokens
        known = self.register.known_person(text) if " " not in text else None
        if known is None and (self.tables.is_institution(text) or self.tables.is_outlet(text, layout.outlet)):
            return self.known.body(text, name.last)
        if known is None and name.first > first and tokens[name.first - 1].low == "the" and name.core == name.first:
            return self.known.body(text, name.last)
        if is_group(text) or (known is None and name.first > first and not is_person(layout, name, self.tables)):
            return None
        member = self.register.person(text, gender_of(tokens, name))
        learn(layout, member, name.first, name.last)
        begin = name.first
        while begin > first and tokens[begin - 1].low not in (",", "and"):
            begin -= 1
        role = role_parts(layout.text, tokens, begin, name.first, name.first).role
        if role is not None:
            member.add_role(role)
        return member

    def _with_others(self, name: Name, first: int, last: int) -> Entity | None:
        """As in "Mr. Low and other pilots": one by name, the others by what they are."""
        tokens = self.layout.tokens
        rest = name.last + 1
        head = person_head(tokens, rest, last)
        if (
            tokens[name.core].low in PERSON_NOUNS
            or name.first != first
            or rest >= last
            or tokens[name.last].low != "and"
            or head is None
        ):
            return None
        text = written(self.layout.text, tokens, name.core, name.last)
        member = self._member(name, text, first, last) if singular(tokens[head].low) != tokens[head].low else None
        others = Entity(written(self.layout.text, tokens, rest, last), SourceType.UNNAMED)
        return self.register.joint([member, others]) if member is not None else None
