"""A source without a name: a role, a body, a document, or somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondsource.extraction.layout.words import PREPOSITIONS, word_set
from secondsource.extraction.rules.cues import DOCUMENT_NOUNS
from secondsource.extraction.sources.institutions import BODY_WORDS, OUTLET_NOUNS
from secondsource.extraction.sources.known import WATCHES
from secondsource.extraction.sources.names import written
from secondsource.extraction.sources.roles import FEMALE_NOUNS, GENERIC_NOUNS, MALE_NOUNS, Parts, person_head, singular
from secondsource.model import SourceType

if TYPE_CHECKING:
    from secondsource.extraction.sources.entities import Entity
    from secondsource.extraction.sources.known import Known

# Groups of these names are never taken for one: who they are is what the article leaves open.
_ANYBODY = word_set("officials sources people men women experts analysts critics others observers leaders members")
_PEOPLE = word_set("people police staff troops")
_QUANTITIES = word_set("some many others most several both all few none")
_PAPERS = DOCUMENT_NOUNS | word_set(
    "account feed page memoir diary minutes draft cable cables listing website estimates projections"
)
_PAPER_OR_BODY = _PAPERS | BODY_WORDS
_ANY_PAPER = word_set("document paper text file")
# What a body of which more is known is called again: "the group", "the Velm-based organisation".
_AGAIN = word_set("group body organization organisation agency watchdog monitor firm company")
# A body of these names is no company.
_PUBLIC = word_set("government ministry department campaign party court council committee army police congress senate")
_ENDINGS = ("'m", "'s", "'re", "'ve", "'d", "'ll")


class Unnamed:
    """Reads mentions that hold no name of their own; ``known`` is whom the article has spoken of so far."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.layout = known.layout
        self.tables = known.tables
        self.register = known.register

    def entity(self, first: int, last: int, parts: Parts) -> Entity | None:
        """A source without a name: a role, a body, a document, or somebody."""
        layout, tokens = self.layout, self.layout.tokens
        high = last
        high = next((i for i in range(first + 1, high) if tokens[i].text == "("), high)
        last = next((i for i in range(first + 1, high) if tokens[i].low in PREPOSITIONS), high)
        text = written(layout.text, tokens, first, high)
        definite = tokens[first].low in ("the", "this", "that", "his", "her", "their", "its")
        if self.tables.canonical(text) is not None:
            return self.known.body(text, high)
        if tokens[first].low in ("his", "her"):
            owner = self.known.pronoun("he" if tokens[first].low == "his" else "she", first)
            if owner is not None and owner.type is SourceType.NAMED and last > first + 1:
                text = f"{owner.name}'s {written(layout.text, tokens, first + 1, high)}"
        head_at = person_head(tokens, first, last)
        words = [without_ending(t.low) for t in tokens[first:last]]
        if head_at is not None and tokens[last - 1].low not in _PAPER_OR_BODY:
            return self._person(first, head_at, text, parts, definite=definite and last == high)
        small = [w for w, t in zip(words, tokens[first:last], strict=True) if t.text[0].islower()] or words
        nouns = [w for w in (*small, words[-1]) if w in _PAPERS or w in BODY_WORDS or w in OUTLET_NOUNS]
        if not nouns and any(w in BODY_WORDS or w in OUTLET_NOUNS for w in words) and definite:
            nouns = [next(w for w in reversed(words) if w in BODY_WORDS or w in OUTLET_NOUNS)]
        if not nouns:
            group = self.known.group_of(words[1]) if len(words) == 2 and words[0] in ("these", "those", "the") else None
            if group is not None and last == high:
                return group
            return self.register.unnamed(text, many=_is_many(words))
        noun = nouns[-1]
        kind = SourceType.DOCUMENT if noun in _PAPERS else SourceType.INSTITUTION
        if noun in OUTLET_NOUNS and kind is not SourceType.DOCUMENT:
            kind = SourceType.OUTLET
        if kind is SourceType.DOCUMENT and definite and self._same_paper(words, noun, last == high):
            return self.known.last_paper
        plain = not any(t.text[0].isupper() and "-" not in t.text for t in tokens[first + 1 : last])
        if definite and plain and last == high and (entity := self._again(words, noun, kind)) is not None:
            return entity
        entity = self.register.body(text, kind)
        if kind is SourceType.INSTITUTION and not definite and WATCHES & set(words) and not noun.endswith("s"):
            self.known.watcher = entity
        return entity

    def _person(self, first: int, head_at: int, text: str, parts: Parts, *, definite: bool) -> Entity:
        """Whoever a role means: the one met under it, the last person for "the candidate", or somebody new."""
        tokens = self.layout.tokens
        head = tokens[head_at].low
        key = singular(head)
        if tokens[first].low == "its" and parts.affiliation is not None:
            text = f"{parts.role} for {parts.affiliation}"
        if definite and head == key and tokens[first].low not in ("his", "her", "their"):
            known = self.register.roles.get(key)
            if known is not None and known.person:
                return known
            gender = "she" if key in FEMALE_NOUNS else "he" if key in MALE_NOUNS else None
            known = self.known.pronoun(gender, first) if key in GENERIC_NOUNS else None
            if known is not None:
                self.register.roles[key] = known
                return known
        group = self.known.group_of(head) if head != key else None
        if group is not None:
            these = tokens[first].low in ("these", "those") and head_at == first + 1
            bare = first == head_at and text.lower() == head and head not in _ANYBODY
            if these or bare:
                return group
        known = self.register.unnamed(text, parts.role, parts.affiliation, many=head != key or head in _PEOPLE)
        if head == key:
            self.register.roles[key] = known
        else:
            if definite and len(text.split()) == 2 and head in self.register.roles:
                return self.register.roles[head]
            self.register.roles[head] = known
        return known

    def _again(self, words: list[str], noun: str, kind: SourceType) -> Entity | None:
        """Which body or document "the group", "the Velm-based watchdog", "the union" means."""
        body = self.known.last_body
        short = len(words) == 2
        if kind is SourceType.OUTLET and words[-1] in OUTLET_NOUNS and self.known.last_outlet is not None:
            return self.known.last_outlet
        if kind is not SourceType.INSTITUTION:
            return None
        if short and noun not in _AGAIN:
            return self.register.meant(noun)
        seated = "based" in words or any(w.endswith("-based") for w in words)
        told = short or seated or WATCHES & set(words)
        if WATCHES & set(words) and self.known.last_watcher is not None:
            return self.known.last_watcher
        if noun in _AGAIN and told and body is not None and body.type is SourceType.INSTITUTION:
            public = noun in ("firm", "company") and any(w in _PUBLIC for w in body.name.lower().split())
            return None if public else body
        return None

    def _same_paper(self, words: list[str], noun: str, bare: bool) -> bool:
        """As in "The document", "the two-page memo": the paper that was quoted before."""
        paper = self.known.last_paper
        if paper is None or not bare:
            return False
        return noun in _ANY_PAPER or (len(words) <= 3 and noun in paper.name.lower().split())


def without_ending(low: str) -> str:
    """A word without the short verb or possessive ending that hangs on it: "they're" is "they"."""
    for ending in _ENDINGS:
        if low.endswith(ending):
            return low.removesuffix(ending)
    return low


def _is_many(words: list[str]) -> bool:
    """Whether the words before a participle or a figure's "of" name several people: "Democrats leaving a meeting"."""
    end = next((i for i, w in enumerate(words) if i and (w.endswith("ing") or w in PREPOSITIONS)), len(words))
    head = words[end - 1]
    return (head.endswith("s") and not head.endswith("ss")) or head in _PEOPLE or words[0] in _QUANTITIES
