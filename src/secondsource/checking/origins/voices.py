"""Who speaks in a claim: its source, as far as it can be told from others.

People who speak for an institution have the institution's voice; whoever has no name is told from others by the words
that describe them, and by nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from secondsource.checking.origins.bodies import (
    LANDS,
    WATCHES,
    is_body,
    is_outlet,
    named_in,
    shown,
    watcher_in,
    within,
    word_set,
    words_of,
)
from secondsource.model import Said, Source, SourceType


class Sort(StrEnum):
    """What a voice is, which says how it is told from others."""

    BODY = "body"
    PERSON = "person"
    UNNAMED = "unnamed"
    WATCHER = "watcher"  # "a monitoring group": one of the bodies that watch
    ANYBODY = "anybody"  # "sources", "reports": nothing tells it from any other


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who says something.

    ``words`` tell the voice from others of its sort: for one without a name, the noun comes first, and a capital stands
    where the article names a land or a place. ``name`` is what a reader is shown; ``speaks_for`` is the institution
    whose voice a person is, ``office`` what one person alone is ("governor of Marl", in sorted words); ``relays`` says
    that it passes on what others say as a rule: an outlet, a wire.
    """

    sort: Sort
    words: tuple[str, ...]
    name: str
    speaks_for: str | None = None
    office: tuple[str, ...] = ()
    relays: bool = False

    @property
    def key(self) -> str:
        """The same for the same voice, whatever it is called."""
        return f"{self.sort}:{' '.join(self.words)}"


# What is said of somebody of whom nothing is said.
_ANYBODY = word_set(
    """
    source official person people man woman member report statement medium someone other some many they it he she we
    unnamed account information data figure toll death document preliminary initial early unconfirmed latest new news
    several number this that these those a an his her its their one two three four different earlier informed anonymous
    who said told reported another by from at s t which according to as with near media senior well of for the and in on
    """
)
_PEOPLE = word_set(
    """
    activists witnesses rebels residents doctors medics rescuers opposition monitor monitors source sources official
    officials police militants fighters locals activist witness resident doctor medic
    """
)
# Who is called so speaks for a body that is named, but "a military source" for nobody who could be asked.
_SOMEBODY = word_set("source sources official officials")
# Offices that one person holds, who speaks for the whole.
_OFFICES = word_set("president presidency minister premier chancellor king governor mayor")
_STATE_OFFICES = _OFFICES - {"governor", "mayor"}
_BESIDE = re.compile(r",\s+and\s+|,\s+|\s+and\s+|\s+as\s+well\s+as\s+")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_PLACE = re.compile(r"\s(?:in|near|inside|outside)\s")
_CITED = re.compile(r"\b(?:[Cc]iting|[Qq]uoting|[Qq]uoted|[Cc]ited)\s+((?:[^\s.,;:“\"]+\s?){1,9})")
_PREFIX = re.compile(r"\b(abd(?:[aeu][lr]?)?|abu|bin|ibn) ")
_LONGEST = 160
_DESCRIBING = 12


@lru_cache(maxsize=2048)  # a claim is looked at once for itself, and once for each claim beside it
def voices_of(said: Said) -> tuple[Voice, ...]:
    """Whoever the claim is attributed to: nobody for the article's own voice, several who speak side by side."""
    if said.source is None and not said.source_text:
        return ()
    source = said.source or Source(said.source_text or "", SourceType.UNNAMED)
    about = f"{said.context}\n{said.margins}"
    names = _side_by_side(source)
    if len(names) > 1:
        found = {_voice(Source(name, _type_of(name)), about) for name in names}
        return tuple(sorted(found, key=lambda voice: (voice.key, voice.name)))
    return (_voice(source, about),)


def cited_in(said: Said) -> Voice | None:
    """Whom an outlet cites, in the sentences around the claim: "the agency said, citing a military source"."""
    found = _CITED.findall(said.context)
    if len(found) != 1:  # nothing tells which of several it is
        return None
    return _voice(Source(found[0].strip(), _type_of(found[0])), said.context)


def sentence_of(said: Said) -> str:
    """The sentence of its context in which the claim stands; empty where the context does not hold it."""
    words = said.text.split(" … ")
    first, last = said.context.find(words[0]), said.context.rfind(words[-1])
    if first < 0 or last < 0:
        return ""
    low = max(said.context.rfind(mark, 0, first) for mark in (". ", "? ", "! ", "\n"))
    ends = [said.context.find(mark, last + len(words[-1])) for mark in (". ", "? ", "! ", "\n")]
    return said.context[low + 1 : min((end for end in ends if end >= 0), default=len(said.context))]


def body_of(name: str) -> Voice:
    """The voice of an institution, an outlet or a wire."""
    known = shown(name) or _ARTICLE.sub("", name.strip())
    words = words_of(known) or (known.lower().replace("|", " "),)
    return Voice(Sort.BODY, words, _ARTICLE.sub("", name.strip()), relays=is_outlet(known))


def _voice(source: Source, about: str) -> Voice:
    name = source.name[:_LONGEST].strip()
    if shown(name):
        return body_of(name)
    if source.type is SourceType.NAMED:
        return _person(source, name)
    plain = not any(word[0].isupper() for word in name.split()[1:])
    if WATCHES.intersection(words_of(name)) and plain:
        watcher = watcher_in(about)
        return body_of(watcher) if watcher else Voice(Sort.WATCHER, (), _ARTICLE.sub("", name))
    body = _spoken_for(source)
    if body is not None and source.type is SourceType.UNNAMED:
        return Voice(Sort.UNNAMED, ("of", *body_of(body).words), _ARTICLE.sub("", name), body)
    body = body or within(_PLACE.split(name)[0]) or named_in(name)
    if body is not None:
        return body_of(body)
    if source.type in (SourceType.INSTITUTION, SourceType.OUTLET) and _is_certain(name):
        voice = body_of(name)
        return replace(voice, relays=voice.relays or source.type is SourceType.OUTLET)
    return _described(name)


def _is_certain(name: str) -> bool:
    """Whether a body is named or "the" one, as in "the interior ministry", not "an activist group", "two hospitals"."""
    first, _, _ = name.lower().partition(" ")
    some = first in _ANYBODY - {"the"} or name.endswith("s")
    return any(c.isupper() for c in name[1:]) or (is_body(name) and not some)


def _person(source: Source, name: str) -> Voice:
    role = f"{source.role or ''} {source.affiliation or ''}"
    return Voice(Sort.PERSON, _sounds(name), name, _spoken_for(source), _office(role))


def _office(role: str) -> tuple[str, ...]:
    words = sorted(set(words_of(role)) - _ANYBODY)
    return tuple(words) if len(words) > 1 and _OFFICES.intersection(words) else ()


def _spoken_for(source: Source) -> str | None:
    """The institution that a person or an unnamed source speaks for, by affiliation or role."""
    for text in (source.affiliation, source.role):
        if text:
            known = within(text)
            if known is not None:
                return known
            if text is source.affiliation and is_body(text):
                named = named_in(text)
                if named or not _SOMEBODY.intersection(source.name.lower().split()):
                    return named or text
    words = words_of(f"{source.affiliation or ''} {source.role or ''}")
    offices, lands = [w for w in words if w in _STATE_OFFICES], [w for w in words if w in LANDS]
    return f"{lands[0].capitalize() if lands[0] != 'us' else 'US'} government" if offices and lands else None


def _described(name: str) -> Voice:
    told: list[str] = []
    for number, word in enumerate(name.split()[:_DESCRIBING]):
        for low in words_of(word):
            one = low.removesuffix("s") if len(low) > 3 and not low.endswith("ss") else low
            named = low in LANDS or (number > 0 and word[:1].isupper() and (len(word) < 4 or not word.isupper()))
            if one not in _ANYBODY:
                told.append(one.capitalize() if named else one)
    shown_name = _ARTICLE.sub("", name) or "a source"
    if not told:
        return Voice(Sort.ANYBODY, (), shown_name)
    nouns = [word for word in told if word in _PEOPLE]
    noun = nouns[-1] if nouns else told[-1]
    return Voice(Sort.UNNAMED, (noun, *sorted(set(told) - {noun})), shown_name, office=_office(name))


def _sounds(name: str) -> tuple[str, ...]:
    """The words of a name, the long ones by their consonants.

    "Abdel Rahman", "Abdul-Rahman" and "Abdurrahman" are spellings of one name.
    """
    low = _PREFIX.sub(r"\1", re.sub(r"[^\w ]", "", name.lower().replace("-", " ")))
    return tuple(_sound(word) for word in low.split() if word not in ("al", "el")) or (name.lower().replace("|", " "),)


def _sound(word: str) -> str:
    sounds = re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiou]", "", word)).replace("bdl", "bd")
    return sounds if len(sounds) > 3 else word


def _side_by_side(source: Source) -> list[str]:
    """The names of those who speak together: "a monitor and activists"."""
    name = source.name[:_LONGEST]
    if shown(name):
        return [name]
    parts = [part.strip() for part in _BESIDE.split(name) if part.strip()]
    whole = [shown(p) or within(p) or is_body(p) or _is_somebody(p.lower().split()) for p in parts]
    people = source.type is SourceType.NAMED and all(p.istitle() and " " in p for p in parts)
    return parts if len(parts) > 1 and (all(whole) or people) else [name]


def _is_somebody(words: list[str]) -> bool:
    """As in "rescuers", "a harbour pilot", but not "Population", which goes on with "the Ministry of Health and"."""
    return words[-1] in _PEOPLE or words[0] in ("a", "an", "two", "three", "several", "some")


def _type_of(name: str) -> SourceType:
    words = name.split()
    if not is_body(name) and len(words) > 1 and all(word[0].isupper() for word in words):
        return SourceType.NAMED
    return SourceType.INSTITUTION if any(word[0].isupper() for word in words) else SourceType.UNNAMED
