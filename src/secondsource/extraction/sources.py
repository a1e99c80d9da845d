"""Who is behind the words: from the mention in each attribution to one entity for all its mentions.

The article is read once from its start. A full name opens an entity; a family name, a title, a pronoun or a role with
an article ("the spokesman") goes back to one; a role that is first without a name and then with one ("a spokesman … The
spokesman, Colonel X") is one entity with the name.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from secondsource.extraction.cues import DOCUMENT_NOUNS
from secondsource.extraction.entities import Entity
from secondsource.extraction.institutions import (
    INSTITUTION_WORDS,
    OUTLET_WORDS,
    canonical,
    is_institution,
    is_outlet,
)
from secondsource.extraction.known import Known
from secondsource.extraction.names import Name, body_end, names_in, without_owner, written
from secondsource.extraction.people import FEMALE, MALE, is_group, is_person, learn, which_follows
from secondsource.extraction.roles import ROLE_NOUNS, Parts, head_of, role_parts, singular
from secondsource.extraction.words import DETERMINERS, PREPOSITIONS, RELATIVES, TITLES, word_set
from secondsource.model import Source, SourceType

if TYPE_CHECKING:
    from secondsource.extraction.layout import Layout
    from secondsource.extraction.proposal import Proposal
    from secondsource.extraction.text import Token

_AUTHOR = word_set("i we me us our my you your")
_GOES_ON = word_set("of for and in from with at on himself herself itself")
_GROUPS = word_set("they them their some many others most several both all few")
# After a body's name these say what it is.
_KINDS_OF_BODY = word_set("monitor monitoring watchdog group agency organisation organization")


def speakers_of(layout: Layout, proposals: list[Proposal]) -> list[Source | None]:
    """For each proposal, in order, the entity that speaks, or None where the text names nobody."""
    return _Reader(layout).read(proposals)


class _Reader:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.known = Known(layout)
        self.register = self.known.register

    def read(self, proposals: list[Proposal]) -> list[Source | None]:
        found: list[Entity | None] = [None] * len(proposals)
        order = sorted(
            (i for i, p in enumerate(proposals) if p.source is not None),
            key=lambda i: (proposals[i].source or (0, 0))[0],
        )
        for i in order:
            source = proposals[i].source
            if source is not None:
                self.known.advance(source.first)
                found[i] = self.entity_of(source.first, source.last)
        return [e.source() if e is not None else None for e in found]

    def entity_of(self, first: int, last: int) -> Entity | None:
        """The entity behind the mention at tokens ``first`` to ``last``."""
        tokens = self.layout.tokens
        words = [t.low.removesuffix("'s") for t in tokens[first:last]]
        if last - first == 1 and words[0] in RELATIVES:
            entity = self._antecedent(first)
        elif last - first <= 2 and words[0] in MALE | FEMALE and words[0] not in TITLES:
            entity = self.known.pronoun("he" if words[0] in MALE else "she")
        elif words[0] in ("it", "its", "itself") and last - first == 1:
            entity = self.known.last_body
        elif words[0] in _AUTHOR and last - first == 1:
            return Entity("the author", SourceType.OUTLET)
        elif words[0] in _GROUPS and last - first == 1:
            entity = self.known.last_group if words[0] in ("they", "them", "their") else None
        else:
            entity = self._phrase(first, last)
        if entity is None:
            entity = Entity(f"unnamed (“{' '.join(words)}”)", SourceType.UNNAMED)
        self.known.remember(entity)
        return entity

    def _antecedent(self, relative: int) -> Entity | None:
        """Whom "who" or "which" means: the noun phrase right before it."""
        tokens = self.layout.tokens
        end = relative
        while end > 0 and tokens[end - 1].text in ",)":
            end -= 1
        first = end
        while first > 0 and end - first < 12 and (tokens[first - 1].text[0].isalnum() or tokens[first - 1].text == "."):
            first -= 1
            if tokens[first].low in DETERMINERS:
                break
        named = names_in(tokens, first, end)
        if named and named[-1].last == end:
            return self._phrase(named[-1].first, end)
        return self._phrase(first, end) if first < end else None

    def _phrase(self, first: int, last: int) -> Entity | None:
        layout, tokens = self.layout, self.layout.tokens
        while last > first and tokens[last - 1].text in ",;:":
            last -= 1
        if last <= first:
            return None
        comma = next((i for i in range(first, last) if self._breaks(i, first)), last)
        last = next((i for i in range(first + 1, last) if tokens[i].low in RELATIVES), last)
        comma = min(comma, last)
        together = self._together(first, last)
        if together is not None:
            return together
        parts = role_parts(layout.text, tokens, first, last, comma)
        if tokens[first].low == "its" and parts.role and parts.affiliation is None and self.known.last_body is not None:
            parts = parts._replace(affiliation=self.known.last_body.name)
        elif parts.affiliation is not None:
            parts = parts._replace(affiliation=self.register.full_name(parts.affiliation))
        for name in names_in(tokens, first, last):
            entity = self._named(name, first, last, comma)
            if entity is not None:
                if parts.role and entity.person:
                    entity.add_role(parts.role)
                if parts.affiliation and entity.affiliation is None and entity.person:
                    entity.affiliation = parts.affiliation
                return self._merge_role(entity, first, parts.head)
        return self._unnamed(first, comma if comma > first else last, parts)

    def _together(self, first: int, last: int) -> Entity | None:
        """As in "Ben Low and Ada Quill": several names that make one source, each with its own role."""
        layout, tokens = self.layout, self.layout.tokens
        names = names_in(tokens, first, last)
        if len(names) < 2 or names[-1].last != last or not any(t.low == "and" for t in tokens[first:last]):
            return None
        for left, right in pairwise(names):
            gap = [t.low for t in tokens[left.last : right.first]]
            if gap[0] not in (",", "and") or len(gap) > 5 or set(gap) & (PREPOSITIONS | RELATIVES):
                return None
            if gap[0] == "," and "and" not in gap and len(gap) > 1:
                return None
        texts = [written(layout.text, tokens, n.core, n.last) for n in names]
        if all(is_institution(t) for t in texts):
            return self.register.joint([self.register.body(t, SourceType.INSTITUTION) for t in texts])
        if not all(is_person(layout, n) and not is_group(t) for n, t in zip(names, texts, strict=True)):
            return None
        members = []
        begin = first
        for name, text in zip(names, texts, strict=True):
            member = self.register.person(text)
            learn(layout, member, begin, name.last)
            role = role_parts(layout.text, tokens, begin, name.first, name.first).role
            if role is not None:
                member.add_role(role)
            members.append(member)
            begin = next((i for i in range(name.last, last) if tokens[i].low not in (",", "and")), last)
        return self.register.joint(members)

    def _breaks(self, i: int, first: int) -> bool:
        """Whether an apposition may begin here: after a comma, or at an article right after a name."""
        tokens = self.layout.tokens
        if tokens[i].text == ",":
            return True
        return i > first + 1 and tokens[i].low in ("a", "an", "the") and tokens[i - 1].text[0].isupper()

    def _named(self, name: Name, first: int, last: int, comma: int) -> Entity | None:
        """The person or body of a name, if the mention is about the name and not only near it."""
        layout, tokens = self.layout, self.layout.tokens
        if canonical(written(layout.text, tokens, name.first, name.last)) is None:
            name = without_owner(tokens, name)
        before = tokens[name.first - 1].low if name.first > first else ""
        governor = name.first - 1 - (before in DETERMINERS)
        if governor > first and tokens[governor].low in PREPOSITIONS:
            return None  # "a spokesman for the X": about the spokesman
        if before in ("of", "for", "with", "from", "in", "at", "by", "to", "on", "about"):
            return None
        end = body_end(tokens, name.last, last)
        text = written(layout.text, tokens, name.first, end)
        core = written(layout.text, tokens, name.core, name.last)
        after = end + 1 if end < last and tokens[end].text == "." else end
        role_follows = after < last and tokens[after].low in ROLE_NOUNS
        high = min(last, comma)
        describes = after < high and tokens[after].text[0].islower() and not _goes_on(tokens, after)
        describes = describes and not (tokens[after].low in _KINDS_OF_BODY and is_institution(text))
        joined = after + 1 < high and tokens[after].text == "-" and tokens[after + 1].text[0].islower()
        if role_follows or describes or joined:
            return None  # "the U.S.-led coalition": the name only describes
        if core.lower() in OUTLET_WORDS | INSTITUTION_WORDS and " " not in core and name.first > first:
            return None  # "Syrian state TV": a common noun in capitals, of which the whole phrase is the name
        possessed = tokens[name.last - 1].low.endswith("'s") and name.last < min(last, comma)
        if possessed:
            return None
        if is_outlet(text, layout.outlet):
            return self.register.body(text, SourceType.OUTLET)
        body = (
            end > name.last
            or is_institution(text)
            or which_follows(tokens, end)
            or self.register.known_body(text)
            or (before == "the" and name.core == name.first)
            or (text.isupper() and len(text) > 1 and " " not in text)
        )
        if body and not (name.core > name.first and name.last - name.core >= 2 and end == name.last):
            return self.register.body(text, SourceType.INSTITUTION)
        if " " not in core and core.lower() in ROLE_NOUNS:
            return None
        if is_group(core) and self.register.known_person(core) is None:
            return None
        entity = self.register.person(core)
        learn(layout, entity, name.first, name.last)
        return entity

    def _merge_role(self, entity: Entity, first: int, head: str | None) -> Entity:
        """As in "The spokesman, Colonel X": the spokesman met before without a name is this person."""
        if entity.type is not SourceType.NAMED or head is None:
            return entity
        earlier = self.register.roles.get(head)
        definite = self.layout.tokens[first].low == "the"
        if earlier is not None and earlier is not entity and earlier.type is SourceType.UNNAMED and definite:
            earlier.type, earlier.name = SourceType.NAMED, entity.name
            earlier.affiliation = earlier.affiliation or entity.affiliation
            earlier.gender = earlier.gender or entity.gender
            if entity.role is not None:
                earlier.add_role(entity.role)
            self.register.rename(entity, earlier)
            entity = earlier
        self.register.roles[head] = entity
        return entity

    def _unnamed(self, first: int, last: int, parts: Parts) -> Entity | None:
        """A source without a name: a role, a body, a document, or somebody."""
        layout, tokens = self.layout, self.layout.tokens
        high = last
        last = next((i for i in range(first + 1, last) if tokens[i].low in PREPOSITIONS), last)
        head_at = head_of(tokens, first, last)
        head = tokens[head_at].low if head_at is not None else tokens[last - 1].low
        text = written(layout.text, tokens, first, high)
        definite = tokens[first].low in ("the", "this", "that", "his", "her", "their", "its")
        if head_at is not None:
            if tokens[first].low == "its" and parts.affiliation is not None:
                text = f"{parts.role} for {parts.affiliation}"
            key = singular(head)
            known = self.register.roles.get(key)
            if definite and head == key and known is not None and known.person:
                return known
            known = self.register.unnamed(text, parts.role, parts.affiliation)
            if head == key:
                self.register.roles[key] = known
            return known
        words = [t.low for t in tokens[first:last]]
        nouns = [i for i, w in enumerate(words) if w in DOCUMENT_NOUNS or w in INSTITUTION_WORDS or w in OUTLET_WORDS]
        if nouns:
            noun = words[nouns[0]]
            kind = SourceType.DOCUMENT if noun in DOCUMENT_NOUNS else SourceType.INSTITUTION
            if (
                noun in ("newspaper", "magazine", "broadcaster", "channel", "agency")
                and kind is not SourceType.DOCUMENT
            ):
                kind = SourceType.OUTLET
            again = (
                noun in ("watchdog", "monitor")
                or "monitoring" in words
                or (last - first == 2 and noun in ("group", "organization", "organisation", "agency"))
            )
            if definite and again and self.known.last_body is not None:
                return self.known.last_body
            return self.register.body(text, kind)
        return self.register.unnamed(text)


def _goes_on(tokens: list[Token], i: int) -> bool:
    """Whether a small letter after a name goes on with the name's phrase and does not make the name an adjective."""
    return tokens[i].low in RELATIVES or tokens[i].low in _GOES_ON
