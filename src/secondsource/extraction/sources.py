"""Who is behind the words: from the mention in each attribution to one entity for all its mentions.

The article is read once from its start. A full name opens an entity; a family name, a title, a pronoun or a role with
an article ("the spokesman") goes back to one; a role that is first without a name and then with one ("a spokesman … The
spokesman, Colonel X") is one entity with the name.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from secondsource.extraction.cues import DOCUMENT_NOUNS
from secondsource.extraction.entities import Entity, Register
from secondsource.extraction.institutions import (
    INSTITUTION_WORDS,
    OUTLET_WORDS,
    bare,
    canonical,
    is_institution,
    is_outlet,
)
from secondsource.extraction.names import FEMALE_NAMES, MALE_NAMES, Name, body_end, names_in, without_owner, written
from secondsource.extraction.roles import ROLE_NOUNS, head_of, role_parts, singular
from secondsource.extraction.words import COMMON_VERBS, DETERMINERS, PREPOSITIONS, RELATIVES, TITLES, word_set
from secondsource.model import Source, SourceType

if TYPE_CHECKING:
    from secondsource.extraction.layout import Layout
    from secondsource.extraction.proposal import Proposal
    from secondsource.extraction.text import Token

# Among this many people at most, the latest first, a pronoun looks for one of its gender.
_LOOK_BACK = 20
_MALE = word_set("he him his himself mr lord sir king prince father")
_FEMALE = word_set("she her herself mrs ms miss lady queen princess dame sister mother")
_AUTHOR = word_set("i we me us our my you your")
_GOES_ON = word_set("of for and in from with at on himself herself itself")
_GROUPS = word_set("they them their some many others most several both all few")
_GROUP_ENDINGS = ("cans", "crats", "ians", "ists", "ers", "ims", "ews", "rds", "rabs", "ans", "eans", "ites")


def speakers_of(layout: Layout, proposals: list[Proposal]) -> list[Source | None]:
    """For each proposal, in order, the entity that speaks, or None where the text names nobody."""
    return _Reader(layout).read(proposals)


class _Reader:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.register = Register()
        self.last_person: Entity | None = None
        self.last_body: Entity | None = None
        self.last_group: Entity | None = None
        self.names = [
            without_owner(layout.tokens, n) for p in layout.paragraphs for n in names_in(layout.tokens, p.first, p.last)
        ]
        self.next_name = 0
        self.starts = {u.first for u in layout.units} | {u.first + 1 for u in layout.units}

    def read(self, proposals: list[Proposal]) -> list[Source | None]:
        found: list[Entity | None] = [None] * len(proposals)
        order = sorted(
            (i for i, p in enumerate(proposals) if p.source is not None),
            key=lambda i: (proposals[i].source or (0, 0))[0],
        )
        for i in order:
            source = proposals[i].source
            if source is not None:
                self._advance(source.first)
                found[i] = self.entity_of(source.first, source.last)
        return [e.source() if e is not None else None for e in found]

    # Names in passing ---------------------------------------------------------------------------------------------

    def _advance(self, to: int) -> None:
        """Take in the names that stand before token ``to``, so that family names and pronouns find them later."""
        tokens = self.layout.tokens
        while self.next_name < len(self.names) and self.names[self.next_name].first < to:
            name = self.names[self.next_name]
            self.next_name += 1
            if not self._is_person(name):
                continue
            full = written(self.layout.text, tokens, name.core, name.last)
            titled = name.core > name.first or (name.first > 0 and tokens[name.first - 1].low in ROLE_NOUNS)
            if " " not in full and not titled and self.register.known_person(full) is None:
                continue
            entity = self.register.person(full)
            self._learn(entity, name.first, name.last)
            if name.first in self.starts or (titled and name.first - 1 in self.starts):
                self.last_person = entity

    def _is_person(self, name: Name) -> bool:
        layout = self.layout
        text = written(layout.text, layout.tokens, name.core, name.last)
        if is_institution(text) or is_outlet(text) or not 1 <= name.last - name.core <= 5:
            return False
        if all(t.low in TITLES for t in layout.tokens[name.first : name.last]):
            return False
        if any(t.low in COMMON_VERBS for t in layout.tokens[name.first : name.last]):
            return False  # a headline in capitals
        if name.core > name.first:
            return True
        before = layout.tokens[name.first - 1].low if name.first else ""
        if before in ("the", "a", "an") or text.isupper():
            return False
        if before in ("in", "at", "from", "of", "to", "near") and " " not in text:
            return False
        return bare(text).rpartition(" ")[2] not in OUTLET_WORDS

    def _learn(self, entity: Entity, first: int, last: int) -> None:
        """Role, affiliation and gender from the titles before a name."""
        tokens = self.layout.tokens
        given = entity.name.partition(" ")[0].lower()
        if entity.gender is None and " " in entity.name and (given in FEMALE_NAMES or given in MALE_NAMES):
            entity.gender = "she" if given in FEMALE_NAMES else "he"
        name = next((n for n in names_in(tokens, first, last) if n.core > n.first), None)
        if name is not None:
            title = written(self.layout.text, tokens, name.first, name.core)
            low = {t.low for t in tokens[name.first : name.core]}
            if low & _MALE:
                entity.gender = "he"
            elif low & _FEMALE:
                entity.gender = "she"
            if entity.role is None and not low <= _MALE | _FEMALE | {"."}:
                entity.role = title

    # Mentions -----------------------------------------------------------------------------------------------------

    def entity_of(self, first: int, last: int) -> Entity | None:
        """The entity behind the mention at tokens ``first`` to ``last``."""
        tokens = self.layout.tokens
        words = [t.low.removesuffix("'s") for t in tokens[first:last]]
        if last - first == 1 and words[0] in RELATIVES:
            entity = self._antecedent(first)
        elif last - first <= 2 and words[0] in _MALE | _FEMALE and words[0] not in TITLES:
            entity = self._pronoun("he" if words[0] in _MALE else "she")
        elif words[0] in ("it", "its", "itself") and last - first == 1:
            entity = self.last_body
        elif words[0] in _AUTHOR and last - first == 1:
            return Entity("the author", SourceType.OUTLET)
        elif words[0] in _GROUPS and last - first == 1:
            entity = self.last_group if words[0] in ("they", "them", "their") else None
        else:
            entity = self._phrase(first, last)
        if entity is None:
            entity = Entity(written(self.layout.text, tokens, first, last), SourceType.UNNAMED)
        self._remember(entity)
        return entity

    def _remember(self, entity: Entity) -> None:
        if entity.person:
            self.last_person = entity
        elif entity.plural:
            self.last_group = entity
        else:
            self.last_body = self.last_group = entity

    def _pronoun(self, gender: str) -> Entity | None:
        """The last person named or quoted; what the pronoun says about them is kept."""
        entity = self.last_person
        if entity is not None and entity.gender not in (None, gender):
            recent = islice(reversed(self.register.people.values()), _LOOK_BACK)
            entity = next((e for e in recent if e.gender in (None, gender)), entity)
        if entity is not None and entity.gender is None:
            entity.gender = gender
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
        parts = role_parts(layout.text, tokens, first, last, comma)
        for name in names_in(tokens, first, last):
            entity = self._named(name, first, last, comma)
            if entity is not None:
                if parts.role and (entity.role is None or len(parts.role) > len(entity.role)) and entity.person:
                    entity.role = parts.role
                if parts.affiliation and entity.affiliation is None and entity.person:
                    entity.affiliation = parts.affiliation
                return self._merge_role(entity, first, parts.head)
        return self._unnamed(first, comma if comma > first else last)

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
        if role_follows or describes:
            return None
        possessed = tokens[name.last - 1].low.endswith("'s") and name.last < min(last, comma)
        if possessed:
            return None
        if is_outlet(text):
            return self.register.body(text, SourceType.OUTLET)
        body = (
            end > name.last
            or is_institution(text)
            or (before == "the" and name.core == name.first)
            or (text.isupper() and len(text) > 1 and " " not in text)
        )
        if body and not (name.core > name.first and name.last - name.core >= 2 and end == name.last):
            outlet = bare(text).rpartition(" ")[2] in OUTLET_WORDS
            return self.register.body(text, SourceType.OUTLET if outlet else SourceType.INSTITUTION)
        if " " not in core and core.lower() in ROLE_NOUNS:
            return None
        if " " not in core and core.lower().endswith(_GROUP_ENDINGS) and self.register.known_person(core) is None:
            return None
        entity = self.register.person(core)
        self._learn(entity, name.first, name.last)
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
            if entity.role and earlier.role and entity.role.lower() not in earlier.role.lower():
                earlier.role = f"{earlier.role}, {entity.role}"
            self.register.rename(entity, earlier)
            entity = earlier
        self.register.roles[head] = entity
        return entity

    def _unnamed(self, first: int, last: int) -> Entity | None:
        """A source without a name: a role, a body, a document, or somebody."""
        layout, tokens = self.layout, self.layout.tokens
        high = last
        last = next((i for i in range(first + 1, last) if tokens[i].low in PREPOSITIONS), last)
        head_at = head_of(tokens, first, last)
        head = tokens[head_at].low if head_at is not None else tokens[last - 1].low
        text = written(layout.text, tokens, first, high)
        definite = tokens[first].low in ("the", "this", "that", "his", "her", "their", "its")
        if head_at is not None:
            parts = role_parts(layout.text, tokens, first, high, high)
            key = singular(head)
            known = self.register.roles.get(key)
            if definite and head == key and known is not None and known.person:
                return known
            known = self.register.phrases.get(bare(text))
            if known is None:
                known = Entity(text, SourceType.UNNAMED, parts.role, parts.affiliation)
                self.register.phrases[bare(text)] = known
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
            if definite and again and self.last_body is not None:
                return self.last_body
            return self.register.body(text, kind)
        known = self.register.phrases.get(bare(text))
        if known is None:
            known = self.register.phrases[bare(text)] = Entity(text, SourceType.UNNAMED)
        return known


def _goes_on(tokens: list[Token], i: int) -> bool:
    """Whether a small letter after a name goes on with the name's phrase and does not make the name an adjective."""
    return tokens[i].low in RELATIVES or tokens[i].low in _GOES_ON
