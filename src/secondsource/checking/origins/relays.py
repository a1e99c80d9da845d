"""Who relays whom, as the claims of one statement tell it: the graph that ``count`` follows to its ends.

An article tells what it says in its own voice. It is one with its outlet or with the wire that it credits, one with an
article that prints the same words, and relays the sources that it names; institutions are one with their people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from secondsource.checking.origins.bodies import initials_of, is_initials, shown
from secondsource.checking.origins.copying import RUN, runs_of
from secondsource.checking.origins.credits import AGENCIES, credited
from secondsource.checking.origins.graph import Graph
from secondsource.checking.origins.voices import Sort, Voice, body_of, cited_in, sentence_of, voices_of
from secondsource.model import Said


@dataclass(frozen=True, slots=True, order=True)
class Relay:
    """``by`` passes on what ``of`` says; ``why`` in words for a reader."""

    by: str
    of: str
    why: str


class Relays:
    """The claims of one statement as a graph.

    ``graph`` has a node for each article (``article_of``) and each voice (its key); ``voices`` are those of a node and
    ``heard`` those whom each claim names, in the order of the claims; ``starts`` is the node where each claim begins;
    ``attributed`` are the nodes that a claim names, ``credited`` those of wires, ``first`` is the day on which an
    outlet first made the statement, and ``edges`` are what a reader is shown.
    """

    def __init__(self, statement: Sequence[Said]) -> None:
        self.statement = statement
        self.graph = Graph()
        self.voices: dict[str, set[Voice]] = defaultdict(set)
        self.edges: set[Relay] = set()
        self.credited: set[str] = set()
        self.first: dict[str, date] = {}
        self.heard = [voices_of(said) for said in statement]
        self.starts = [
            self._source(heard) if heard else article_of(said)
            for said, heard in zip(statement, self.heard, strict=True)
        ]
        self.attributed = set(self.starts) | {voice.key for voices in self.heard for voice in voices}
        self._tell()
        self._spell_out()
        self._attribute()
        self._find_copies()

    def _source(self, voices: tuple[Voice, ...]) -> str:
        """The node of those whom one claim names as its source: several side by side are one origin at most."""
        keys = sorted({self._add(voice) for voice in voices})
        if len(keys) == 1:
            return keys[0]
        node = "joint:" + "|".join(keys)
        name = listed([voice.name for voice in voices])
        self.voices[node].add(Voice(Sort.ANYBODY, (), name))
        self.graph.add(node)
        return node

    def _add(self, voice: Voice) -> str:
        self.graph.add(voice.key)
        self.voices[voice.key].add(voice)
        if voice.office:
            self.graph.same(voice.key, f"office:{' '.join(voice.office)}")
        known = shown(voice.name)
        if known is not None:
            self._relay(voice.name, known, "is another name for it, or part of it")
        if voice.speaks_for is not None:
            body = body_of(voice.speaks_for)
            self.voices[body.key].add(body)
            self.graph.same(voice.key, body.key)
            self._relay(voice.name, body.name, "speaks for it")
        return voice.key

    def _relay(self, by: str, of: str, why: str) -> None:
        if by != of:
            self.edges.add(Relay(by, of, why))

    def _tell(self) -> None:
        """Give each article's own voice to the wire that it credits, else to its outlet."""
        wires: dict[str, set[str]] = defaultdict(set)
        for said in self.statement:
            wires[article_of(said)].update(credited(said.margins))
        for said in self.statement:
            article = article_of(said)
            self.graph.add(article)
            outlet = body_of(said.outlet) if said.outlet else None
            credits = sorted(wires[article])
            if len(credits) == 1 and credits[0] != AGENCIES:
                wire = body_of(credits[0])
                self.credited.add(wire.key)
                self.graph.same(article, self._add(wire))
                self._relay(teller_of(said), wire.name, "credits it with its text")
            elif credits:
                name = " or ".join(credits)
                node = "wires:" + "|".join(body_of(c).key for c in credits if c != AGENCIES)
                self.voices[node].add(Voice(Sort.ANYBODY, (), name, relays=True))
                self.credited.add(node)
                self.graph.same(article, node)
                self._relay(teller_of(said), name, "credits it with its text")
            if outlet is None:
                continue
            self.voices[outlet.key].add(replace(outlet, name=teller_of(said)))
            self.first[outlet.key] = min(self.first.get(outlet.key, date.max), said.published or date.max)
            if credits:
                self.graph.relay(outlet.key, article)
            else:
                self.graph.same(article, outlet.key)

    def _spell_out(self) -> None:
        """Make initials and the name that they stand for one, where only one name does."""
        bodies = {voice for voices in self.voices.values() for voice in voices if voice.sort is Sort.BODY}
        for short in bodies:
            full = {v.key: v.name for v in bodies if len(short.words) == 1 and short.words[0] in initials_of(v.words)}
            if is_initials(short.name) and len(full) == 1:
                ((key, _),) = full.items()
                self.graph.same(short.key, key)
                self._relay(short.name, min(v.name for v in self.voices[key]), "stands for it")

    def _attribute(self) -> None:
        """Lead from each article to the sources it names, and from outlets to those whom they pass on."""
        spoken: dict[str, list[tuple[Said, Voice]]] = defaultdict(list)
        for said, start, voices in zip(self.statement, self.starts, self.heard, strict=True):
            if voices:
                self.graph.relay(article_of(said), start)
            spoken[article_of(said)] += [(said, voice) for voice in voices]
        for pairs in spoken.values():
            for said, voice in pairs:
                self._relay(teller_of(said), voice.name, "attributes it to this source")
                if said.channel:
                    self._relay(said.channel, voice.name, "is how the words came")
                if not voice.relays:
                    continue
                if (cited := cited_in(said)) is not None:
                    self.graph.relay(voice.key, self._add(cited))
                    self._relay(voice.name, cited.name, "cites this source")
                sentence = sentence_of(said)
                for _, source in pairs:
                    if not source.relays and source.name.rpartition(" ")[2] in sentence:
                        self.graph.relay(voice.key, source.key)
                        self._relay(voice.name, source.name, "is named beside it, in the same sentence")

    def _find_copies(self) -> None:
        """Make one of the articles that print the same words."""
        printed: dict[str, Said] = {}  # by the run: the first that printed it
        copies: dict[tuple[str, str], tuple[Said, Said]] = {}
        for said in sorted(self.statement, key=_order):
            article = article_of(said)
            runs = runs_of(said.context or said.text)
            known = runs & printed.keys()
            for first in {id(first): first for first in map(printed.__getitem__, known)}.values():
                if article_of(first) != article:
                    copies.setdefault((article_of(first), article), (first, said))
            printed.update(dict.fromkeys(runs - known, said))
        for (one, other), (first, said) in copies.items():
            self.graph.same(one, other)
            if teller_of(first) != teller_of(said):
                when = "" if _later(first, said) else "; which printed them first cannot be told"
                self._relay(teller_of(said), teller_of(first), f"prints the same words, {RUN} or more in a row{when}")


def article_of(said: Said) -> str:
    """The node of the article that a claim stands in."""
    return f"article:{said.article}|{said.outlet or ''}"


def teller_of(said: Said) -> str:
    """What a reader is shown for whoever tells a claim: its outlet, or its article."""
    return said.outlet or f"article {said.article}"


def _order(said: Said) -> tuple[object, ...]:
    return (said.published or date.max, said.outlet or "", said.article, said.number, said.text)


def _later(first: Said, said: Said) -> bool:
    return bool(first.published and said.published and first.published < said.published)


def listed(names: Iterable[str]) -> str:
    """As in "Reuters, AFP and 3 more"."""
    every = sorted(set(names))
    if len(every) > 3:
        return f"{', '.join(every[:2])} and {len(every) - 2} more"
    return " and ".join([", ".join(every[:-1]), every[-1]] if len(every) > 1 else every)
