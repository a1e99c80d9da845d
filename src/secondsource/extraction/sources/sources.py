"""Who is behind the words: from the mention in each attribution to one entity for all its mentions.

The article is read once from its start. A full name opens an entity; a family name, a title, a pronoun or a role with
an article ("the spokesman") goes back to one; a role that is first without a name and then with one ("a spokesman … The
spokesman, Colonel X") is one entity with the name. ``named`` and ``unnamed`` read what is no pronoun, ``together`` what
is more than one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.layout.words import DETERMINERS, PREPOSITIONS, RELATIVES, TITLES, word_set
from secondsource.extraction.rules.verbs import is_finite
from secondsource.extraction.sources.entities import Entity
from secondsource.extraction.sources.institutions import STANDARD, Table
from secondsource.extraction.sources.known import Known
from secondsource.extraction.sources.named import Named
from secondsource.extraction.sources.names import body_end, names_in
from secondsource.extraction.sources.people import FEMALE, MALE
from secondsource.extraction.sources.roles import role_parts
from secondsource.extraction.sources.together import together
from secondsource.extraction.sources.unnamed import Unnamed, without_ending
from secondsource.model import Source, SourceType

if TYPE_CHECKING:
    from secondsource.extraction.layout.layout import Layout
    from secondsource.extraction.rules.proposal import Proposal

_AUTHOR = word_set("i we me us our my you your")
_THEY = word_set("they them their theirs")
_GROUPS = _THEY | word_set(
    "these those some many others most several both all few someone somebody everyone everybody anyone nobody one none"
)
_PAIR = frozenset(
    ["the two", "both men", "both women", "the pair", "the couple", "the duo", "the two men", "the two women"]
)
_VIEWS = word_set("eyes view views opinion mind words claim claims")


def speakers_of(layout: Layout, proposals: list[Proposal], institutions: Table = STANDARD) -> list[Source | None]:
    """For each proposal, in order, the entity that speaks, or None where the text names nobody."""
    return _Reader(layout, institutions).read(proposals)


class _Reader:
    def __init__(self, layout: Layout, institutions: Table) -> None:
        self.layout = layout
        self.known = Known(layout, institutions)
        self.named = Named(self.known)
        self.unnamed = Unnamed(self.known)

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
        words = [without_ending(t.low) for t in tokens[first:last]]
        alone = last - first == 1
        if alone and words[0] in RELATIVES:
            entity = self._antecedent(first)
        elif words[0] in MALE | FEMALE and words[0] not in TITLES and (alone or _only_stresses(words)):
            entity = self.known.pronoun("he" if words[0] in MALE else "she", first)
        elif words[0] in ("it", "its", "itself") and (alone or _only_stresses(words)):
            entity = self.known.last_body
        elif words[0] in _AUTHOR and alone:
            return Entity("the author", SourceType.OUTLET)
        elif words[0] in _GROUPS and (alone or (words[0] in ("they", "their") and _only_stresses(words))):
            entity = self.known.last_group if words[0] in _THEY else None
        elif " ".join(words) in _PAIR and self.known.last_group is not None:
            entity = self.known.last_group
        else:
            entity = self._phrase(first, last)
        if entity is None:
            entity = Entity(f"unnamed (“{' '.join(words)}”)", SourceType.UNNAMED)
        self.known.remember(entity, first)
        return entity

    def _antecedent(self, relative: int) -> Entity | None:
        """Whom "who" or "which" means: the noun phrase right before it."""
        tokens = self.layout.tokens
        end = relative
        while end > 0 and tokens[end - 1].text in ",)":
            end -= 1
        first = end
        while first > 0 and end - first < 12 and (tokens[first - 1].text[0].isalnum() or tokens[first - 1].text == "."):
            low = tokens[first - 1].low
            if is_finite(self.layout, first - 1) or (low.endswith("ed") and tokens[first - 2].low not in DETERMINERS):
                break
            first -= 1
            if low in DETERMINERS and tokens[first - 1].low not in PREPOSITIONS:
                break
        while first < end and tokens[first].low in PREPOSITIONS:
            first += 1
        named = names_in(tokens, first, end)
        whole = next((n for n in named if n.last == end or body_end(tokens, n.last, end) == end), None)
        if whole is not None:
            return self._phrase(whole.first, end)
        return self._phrase(first, end) if first < end else None

    def _phrase(self, first: int, last: int) -> Entity | None:
        layout, tokens = self.layout, self.layout.tokens
        while last > first and tokens[last - 1].text in ",;:":
            last -= 1
        if last <= first:
            return None
        comma = next((i for i in range(first, last) if self._breaks(i, first)), last)
        last = next((i for i in range(first + 1, last) if tokens[i].low in RELATIVES), last)
        while last > first + 1 and tokens[last - 1].text == ",":
            last -= 1
        comma = min(comma, last)
        several = together(self.known, first, last)
        if several is not None:
            return several
        parts = role_parts(layout.text, tokens, first, last, comma)
        if tokens[first].low == "its" and parts.role and parts.affiliation is None and self.known.last_body is not None:
            parts = parts._replace(affiliation=self.known.last_body.name)
        elif parts.affiliation is not None:
            parts = parts._replace(affiliation=self.known.register.full_name(parts.affiliation))
        for name in names_in(tokens, first, last):
            if name.first > first and tokens[name.first - 1].text in "(/":
                continue  # a party, a state, or the second part of "Example News/Example Times"
            entity = self.named.entity(name, first, last, comma)
            if entity is not None:
                if parts.role and entity.person:
                    entity.add_role(parts.role)
                if parts.affiliation and entity.affiliation is None and entity.person:
                    entity.affiliation = parts.affiliation
                return self.named.merged(entity, first, comma, parts.head)
        return self.unnamed.entity(first, comma if comma > first else last, parts)

    def _breaks(self, i: int, first: int) -> bool:
        """Whether an apposition may begin here: after a comma, or at an article right after a name."""
        tokens = self.layout.tokens
        if tokens[i].text == ",":
            return True
        return i > first + 1 and tokens[i].low in ("a", "an", "the") and tokens[i - 1].text[0].isupper()


def _only_stresses(words: list[str]) -> bool:
    """As in "his view", "she herself": two words that mean no more than the pronoun."""
    return len(words) == 2 and (words[1] in _VIEWS or words[1].endswith(("self", "selves")))
