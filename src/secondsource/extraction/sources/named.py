"""A source with a name: whether a mention is about the name it holds, and which person or body that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.layout.words import DETERMINERS, PREPOSITIONS, RELATIVES, TITLES, word_set
from secondsource.extraction.sources.entities import Entity
from secondsource.extraction.sources.institutions import BODY_WORDS, OUTLET_NOUNS, OUTLET_WORDS, bare
from secondsource.extraction.sources.names import GIVEN_NAMES, Name, body_end, without_owner, written
from secondsource.extraction.sources.people import gender_of, is_group, learn, person_part, which_follows
from secondsource.extraction.sources.roles import PERSON_NOUNS, ROLE_NOUNS, person_head
from secondsource.model import SourceType

if TYPE_CHECKING:
    from secondsource.extraction.layout.text import Token
    from secondsource.extraction.sources.known import Known

_GOES_ON = word_set("of for and in from with at on himself herself itself")
# After a body's name these say what it is.
_KINDS_OF_BODY = word_set("monitor monitoring watchdog group agency organisation organization")
_ANYBODY = word_set("anyone everyone someone nobody somebody everybody anybody most none many some few others")
# What may stand before a name of one word.
_BEFORE = PERSON_NOUNS | TITLES | DETERMINERS | PREPOSITIONS | word_set("and or")
_BODY_OR_OUTLET = BODY_WORDS | OUTLET_NOUNS
_COMMON_NOUNS = BODY_WORDS | OUTLET_WORDS
_END_NOUN = PREPOSITIONS | RELATIVES
# These words after a role's noun begin what only describes: "an officer quoted by X".
_MODIFIES = PREPOSITIONS | word_set("quoted cited reached interviewed close familiar loyal linked")


class Named:
    """Reads the names in mentions; ``known`` is whom the article has spoken of so far."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.layout = known.layout
        self.tables = known.tables
        self.register = known.register

    def entity(self, name: Name, first: int, last: int, comma: int) -> Entity | None:
        """The person or body of a name, if the mention is about the name and not only near it."""
        layout, tokens, tables = self.layout, self.layout.tokens, self.tables
        if tables.canonical(written(layout.text, tokens, name.first, name.last)) is None:
            name = person_part(tokens, without_owner(tokens, name))
        if self._is_about_another(name, first, last, comma):
            return None
        full = name.last - name.core > 1 and self._opens_a_full_name(name)
        end = name.last if full else body_end(tokens, name.last, last)
        if end > name.last and name.last - name.core == 2 and self._belongs_to_a_body(name, first, end):
            end = name.last
        if name.last - name.first > 1 and tokens[name.last - 1].low in PERSON_NOUNS and name.last < last and not full:
            return None  # "EXU Director of Example Affairs": what somebody is
        if name.last < last and tokens[name.last].low == "of" and tokens[name.last - 1].low in PERSON_NOUNS:
            return None
        text = written(layout.text, tokens, name.first, end)
        core = written(layout.text, tokens, name.core, name.last)
        high = min(last, comma)
        known = self.register.known_person(core) if " " not in core else None
        if known is None or end > name.last:
            after = end
            while after < high and tokens[after].low in OUTLET_NOUNS | {"news"}:
                after += 1
            outlet = end > name.first + 1 or text.isupper() or tables.is_outlet(text, layout.outlet)
            if end < after == high and outlet:
                return self.register.body(text, SourceType.OUTLET)
        if not (full and self._apposed(end, high)) and self._describes(name, end, text, last, high):
            return None
        before = tokens[name.first - 1].low if name.first > first else ""
        if core.lower() in _COMMON_NOUNS and " " not in core and name.first > first and before != "the":
            return None  # "Syrian state TV": a common noun in capitals, of which the whole phrase is the name
        body = (
            end > name.last
            or tables.is_outlet(text, layout.outlet)
            or tables.is_institution(text)
            or which_follows(tokens, end)
            or self.register.known_body(text)
            or (before == "the" and name.core == name.first and not is_group(core))
            or self._is_called_a_body(comma, last)
            or (text.isupper() and len(text) > 1 and " " not in text)
        )
        if not body and known is None and " " not in core and name.core == name.first:
            body = self.known.is_land(core)
        if body and known is None and not (name.core > name.first and name.last - name.core >= 2 and end == name.last):
            return self.known.body(text, end)
        if " " not in core and core.lower() in PERSON_NOUNS:
            return None
        opens = known is None and " " not in core and name.first == first
        if opens and (self._is_no_name(core) or (end < last and tokens[end].low == "of")):
            return None  # "Hundreds of", "Networks": a capital because the sentence begins
        if known is None and " " not in core and name.first > first and before.isalpha() and before not in _BEFORE:
            return None  # "one kind-hearted Marlian"
        if is_group(core) and known is None:
            return None
        entity = self.register.person(core, gender_of(tokens, name))
        learn(layout, entity, name.first, name.last)
        self.known.settle(entity)
        self.known.give_roles(entity, name)
        return entity

    def merged(self, entity: Entity, first: int, comma: int, head: str | None) -> Entity:
        """As in "The spokesman, Colonel X", "Colonel X, the spokesman": the one met before without a name.

        So is "Velm mayor" of a headline, if all its words come again with the name.
        """
        if entity.type is not SourceType.NAMED or head is None:
            return entity
        earlier = self.register.roles.get(head)
        if earlier is not None and earlier is not entity and _may_be(earlier, entity):
            tokens = self.layout.tokens
            again = {t.low for t in tokens[first : first + len(earlier.name.split())]}
            after = tokens[comma + 1].low if comma + 1 < len(tokens) else ""
            if "the" in (tokens[first].low, after) or set(earlier.name.lower().split()) <= again:
                earlier.type, earlier.name = SourceType.NAMED, entity.name
                earlier.affiliation = earlier.affiliation or entity.affiliation
                earlier.gender = earlier.gender or entity.gender
                if entity.role is not None:
                    earlier.add_role(entity.role)
                self.register.rename(entity, earlier)
                entity = earlier
        former = entity.role is not None and entity.role.lower().startswith(("former", "ex-", "then-"))
        if not former or head not in self.register.roles:
            self.register.roles[head] = entity
        return entity

    def _opens_a_full_name(self, name: Name) -> bool:
        """Whether a given name, an initial or a title shows that these words are a person's full name."""
        token = self.layout.tokens[name.core]
        initial = len(token.text) == 1 or "." in token.text
        titles = [t.low for t in self.layout.tokens[name.first : name.core] if t.text != "."]
        before = titles[-1] if titles else ""
        return (
            token.low in GIVEN_NAMES or (initial and before != "") or before in ("rep", "sen", "gov", "mr", "mrs", "ms")
        )

    def _belongs_to_a_body(self, name: Name, first: int, end: int) -> bool:
        """As in "Quorra Venn of the Marl Bank": a person of a body, not "the Joint Board of the Marl Bank"."""
        tokens = self.layout.tokens
        alone = written(self.layout.text, tokens, name.core, name.last)
        rest = written(self.layout.text, tokens, name.last + 1, end)
        the = name.first > first and tokens[name.first - 1].low == "the"
        of = tokens[name.last].low in ("of", "at") and self.tables.is_institution(rest)
        return of and not the and not self.tables.is_institution(alone)

    def _is_no_name(self, word: str) -> bool:
        """Whether a word that begins the source has its capital only because the sentence begins."""
        plural = word.endswith("s") and word not in self.known.inner
        return word.lower() in self.known.common or word.lower() in _ANYBODY or plural

    def _is_about_another(self, name: Name, first: int, last: int, comma: int) -> bool:
        """As in "a spokesman for the X", "a source quoted by X": about the spokesman, about the source."""
        tokens = self.layout.tokens
        before = tokens[name.first - 1].low if name.first > first else ""
        joins = next((i for i in range(first + 1, name.first) if tokens[i].low == "and"), None)
        if joins is not None and (joins + 1 == name.first or tokens[joins + 1].low in DETERMINERS):
            return True  # "the government and its ally X", "the navy and X": about both
        of_role = name.first > 1 and tokens[name.first - 1].low == "of" and tokens[name.first - 2].low in PERSON_NOUNS
        trimmed = name.core > name.first and (of_role or tokens[name.core - 1].low not in TITLES)
        if trimmed and tokens[name.core].low in GIVEN_NAMES and name.last >= min(last, comma):
            return False  # "head of the Example Monitor Ada Quill", "Secretary of State Ada Quill"
        near = next(
            (t for t in reversed(tokens[first + 1 : name.first]) if t.low in PREPOSITIONS or t.text == ","), None
        )
        if near is not None and near.text != ",":
            return True
        if before in ("of", "for", "with", "from", "in", "at", "by", "to", "on", "about"):
            return True
        head = person_head(tokens, first, min(name.first, comma))
        between = tokens[head + 1 : name.first] if head is not None else []
        return any(t.low in _MODIFIES for t in between) and not any(t.text == "," for t in between)

    def _is_called_a_body(self, comma: int, last: int) -> bool:
        """As in "Example Crossings, a shipping company that …": what stands after the comma says so."""
        tokens = self.layout.tokens
        i = comma + 1 if comma < last and tokens[comma].text == "," else comma
        if i + 1 >= last or tokens[i].low not in ("a", "an", "the"):
            return False
        end = next((j for j in range(i, min(last, i + 6)) if tokens[j].low in _END_NOUN), min(last, i + 6))
        words = [t.low for t in tokens[i + 1 : end]]
        return any(w in _BODY_OR_OUTLET for w in words) and not any(w in PERSON_NOUNS for w in words)

    def _apposed(self, end: int, high: int) -> bool:
        """As in "Ada Quill director of the Example Monitor": a role without a comma, not "Ada Quill supporters"."""
        tokens = self.layout.tokens
        return end + 1 < high and tokens[end].low in PERSON_NOUNS and tokens[end + 1].low in ("of", "for", "at", "in")

    def _describes(self, name: Name, end: int, text: str, last: int, high: int) -> bool:
        """As in "the U.S.-led coalition", "the Velm Courier report", "Quill's office": a name that only describes."""
        tokens = self.layout.tokens
        after = end + 1 if end < last and tokens[end].text == "." else end
        if after >= high:
            return False
        if tokens[name.last - 1].low.endswith("'s") or tokens[after].low in ROLE_NOUNS or tokens[after].text in "/'’":
            return True
        if tokens[after].text == "-" and after + 1 < high and tokens[after + 1].text[0].islower():
            return True
        if not tokens[after].text[0].islower() or _goes_on(tokens, after):
            return False
        return not (tokens[after].low in _KINDS_OF_BODY and self.tables.is_institution(text))


def _goes_on(tokens: list[Token], i: int) -> bool:
    """Whether a small letter after a name goes on with the name's phrase and does not make the name an adjective."""
    return tokens[i].low in RELATIVES or tokens[i].low in _GOES_ON


def _may_be(earlier: Entity, entity: Entity) -> bool:
    """Whether somebody without a name can be this person: nothing is known that keeps them apart."""
    one, other = bare(earlier.affiliation or ""), bare(entity.affiliation or "")
    apart = one and other and one not in other and other not in one
    return earlier.type is SourceType.UNNAMED and not earlier.plural and not apart
