"""How many distinct origins stand behind a statement, who they are, and who relays whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from secondsource.checking.origins.alike import could_be
from secondsource.checking.origins.bodies import initials_of, is_initials, shown
from secondsource.checking.origins.copying import RUN, runs_of
from secondsource.checking.origins.credits import AGENCIES, credited
from secondsource.checking.origins.graph import Graph
from secondsource.checking.origins.nearby import beside_speech, names_of
from secondsource.checking.origins.voices import Sort, Voice, body_of, cited_in, sentence_of, voices_of
from secondsource.model import Said


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a statement begins: ``why`` in words for a reader, ``members`` the places in the statement's sequence."""

    name: str
    why: str
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Relay:
    """``by`` passes on what ``of`` says; ``why`` in words for a reader."""

    by: str
    of: str
    why: str


@dataclass(frozen=True, slots=True)
class Origins:
    """All origins of one statement, sorted by name, and the graph that leads to them.

    ``doubts`` say in words which sources were counted as one because nothing tells them apart.
    """

    found: tuple[Origin, ...]
    relays: tuple[Relay, ...]
    doubts: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many distinct origins there are: never more than there are claims."""
        return len(self.found)

    @property
    def words(self) -> str:
        """The count and the names in one line, as in "1 origin: Velm River Watch"; empty for an empty statement."""
        names = _listed([origin.name for origin in self.found])
        return f"{self.count} origin{'s' if self.count > 1 else ''}: {names}" if names else ""


def origins(statement: Sequence[Said]) -> Origins:
    """The distinct origins of one statement, from all claims that make it, in any order.

    An attributed claim begins with its source. What an article says in its own voice begins with the source that the
    same article names elsewhere, else with the wire it credits, else with its outlet; outlets that print the same words
    are one. Sources that cannot be told apart count as one. An empty statement has no origin.
    """
    return _Statement(statement).origins()


class _Statement:
    def __init__(self, statement: Sequence[Said]) -> None:
        self.statement = statement
        self.graph = Graph()
        self.voices: dict[str, set[Voice]] = defaultdict(set)
        self.relays: set[Relay] = set()
        self.credited: set[str] = set()
        self.first: dict[str, date] = {}  # when an outlet made the statement
        self.heard = [voices_of(said) for said in statement]
        self.starts = [
            self._source(heard) if heard else _article(said) for said, heard in zip(statement, self.heard, strict=True)
        ]
        self.attributed = set(self.starts) | {voice.key for voices in self.heard for voice in voices}
        self._tell()
        self._spell_out()
        self._attribute()
        self._find_copies()

    def origins(self) -> Origins:
        ends = self.graph.ends()
        places: dict[str, set[int]] = defaultdict(set)
        for number, start in enumerate(self.starts):
            for end in ends[self.graph.root(start)]:
                places[end].add(number)
        nodes: dict[str, list[str]] = defaultdict(list)
        for node in self.graph.nodes():
            nodes[self.graph.root(node)].append(node)
        articles = {end: {self.statement[i].article for i in at} for end, at in places.items()}
        keys = {end: self._known(nodes[end]) for end in places}
        names = {end: self._name(nodes[end]) for end in places}
        one, doubts = self._doubted(keys, articles, names, places)
        members: dict[str, set[int]] = defaultdict(set)
        for end, at in places.items():
            members[_last(end, one)] |= at
        found = [
            Origin(
                names[end],
                self._why(nodes[end], [names[e] for e in sorted(one) if _last(e, one) == end]),
                tuple(sorted(at)),
            )
            for end, at in members.items()
        ]
        found.sort(key=lambda origin: (origin.name, origin.why, origin.members))
        return Origins(tuple(found), tuple(sorted(self.relays)), tuple(sorted(doubts)))

    def _doubted(
        self,
        keys: dict[str, set[str]],
        articles: dict[str, set[int]],
        names: dict[str, str],
        places: dict[str, set[int]],
    ) -> tuple[dict[str, str], set[str]]:
        """Which ends are counted with which others, and the doubts in words."""
        one: dict[str, str] = {}
        doubts: set[str] = set()
        for end, (other, like) in could_be(keys, articles).items():
            one[end] = other
            named = self._called(like, names[other])
            doubts.add(f"“{names[end]}” could be the same as “{named}”: nothing tells them apart")
        for end in sorted(set(keys) - set(one)):
            contexts = {self.statement[i].context for i in places[end] if self._own(i) == end}
            spoken = frozenset[tuple[str, ...]]().union(*map(beside_speech, contexts))
            for other in sorted(set(keys) - {end}):
                if _last(other, one) == end or not any(spoken & names_of(key) for key in keys[other]):
                    continue
                one[end] = other
                doubts.add(
                    f"“{names[end]}” names “{names[other]}” as a source nearby: its own words could come from there"
                )
                break
        return one, doubts

    def _source(self, voices: tuple[Voice, ...]) -> str:
        """The node of those whom one claim names as its source: several side by side are one origin at most."""
        keys = sorted({self._add(voice) for voice in voices})
        if len(keys) == 1:
            return keys[0]
        node = "joint:" + "|".join(keys)
        name = _listed([voice.name for voice in voices])
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
            self.relays.add(Relay(by, of, why))

    def _tell(self) -> None:
        """Give each article's own voice to the wire that it credits, else to its outlet."""
        wires: dict[str, set[str]] = defaultdict(set)
        for said in self.statement:
            wires[_article(said)].update(credited(said.margins))
        for said in self.statement:
            article = _article(said)
            self.graph.add(article)
            outlet = body_of(said.outlet) if said.outlet else None
            credits = sorted(wires[article])
            if len(credits) == 1 and credits[0] != AGENCIES:
                wire = body_of(credits[0])
                self.credited.add(wire.key)
                self.graph.same(article, self._add(wire))
                self._relay(_teller(said), wire.name, "credits it with its text")
            elif credits:
                name = " or ".join(credits)
                node = "wires:" + "|".join(body_of(c).key for c in credits if c != AGENCIES)
                self.voices[node].add(Voice(Sort.ANYBODY, (), name, relays=True))
                self.credited.add(node)
                self.graph.same(article, node)
                self._relay(_teller(said), name, "credits it with its text")
            if outlet is None:
                continue
            self.voices[outlet.key].add(replace(outlet, name=_teller(said)))
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
                self.graph.relay(_article(said), start)
            spoken[_article(said)] += [(said, voice) for voice in voices]
        for pairs in spoken.values():
            for said, voice in pairs:
                self._relay(_teller(said), voice.name, "attributes it to this source")
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
        printed: dict[tuple[str, ...], dict[str, Said]] = defaultdict(dict)
        for said in sorted(self.statement, key=_order):
            for run in runs_of(said.context or said.text):
                printed[run].setdefault(_article(said), said)
        for by_article in printed.values():
            first, *rest = by_article.values()
            for said in rest:
                self.graph.same(_article(first), _article(said))
                if _teller(first) == _teller(said):
                    continue
                when = "" if _later(first, said) else "; which printed them first cannot be told"
                self._relay(_teller(said), _teller(first), f"prints the same words, {RUN} or more in a row{when}")

    def _own(self, number: int) -> str | None:
        """The end that a claim in an article's own voice is at, without a relay on the way."""
        start = self.starts[number]
        return self.graph.root(start) if start == _article(self.statement[number]) else None

    def _called(self, key: str, otherwise: str) -> str:
        if key not in self.attributed:
            return otherwise
        return min((shown(voice.name) or voice.name for voice in self.voices.get(key, ())), default=otherwise)

    def _known(self, nodes: list[str]) -> set[str]:
        return {node for node in nodes if not node.startswith(("article:", "office:"))}

    def _name(self, nodes: list[str]) -> str:
        """What a reader is shown: a source before a wire and an outlet, an institution before its people."""
        best: list[tuple[tuple[object, ...], str]] = []
        for node in nodes:
            for voice in self.voices.get(node, ()):
                rank = {Sort.BODY: 0, Sort.PERSON: 1}.get(voice.sort, 2)
                spoken_for = any(v.speaks_for == voice.name for n in nodes for v in self.voices.get(n, ()))
                told = node in self.attributed or spoken_for
                name = (shown(voice.name) or voice.name) if told else voice.name
                own = node not in self.credited
                best.append(((not told, rank, own, self.first.get(node, date.max), -len(name), name), name))
        if best:
            return min(best)[1]
        return min(_teller(said) for said in self.statement if _article(said) in nodes)

    def _why(self, nodes: list[str], folded: list[str]) -> str:
        """The reasons in words, for one origin."""
        sources = {v.key for n in nodes for v in self.voices.get(n, ())}
        by: Counter[str] = Counter()
        own: Counter[str] = Counter()
        for said, start, voices in zip(self.statement, self.starts, self.heard, strict=True):
            if (voices and start in nodes) or sources.intersection(voice.key for voice in voices):
                by[_teller(said)] += 1
            elif _article(said) in nodes:
                own[_teller(said)] += 1
        people = sorted({v.name for n in nodes for v in self.voices.get(n, ()) if v.speaks_for})
        words = []
        if by:
            words.append(f"{_listed(by)} {'names' if len(by) == 1 else 'name'} it as the source")
        if people:
            words.append(f"{_listed(people)} {'speaks' if len(people) == 1 else 'speak'} for it")
        if own and not by:
            words.append(f"{_listed(own)} {'says' if len(own) == 1 else 'say'} it without another source")
        if folded:
            words.append(f"{_listed(folded)} could be the same")
        return "; ".join(words) or "nobody else is named"


def _last(end: str, one: dict[str, str]) -> str:
    """The end that ``end`` is counted with."""
    while end in one:
        end = one[end]
    return end


def _article(said: Said) -> str:
    return f"article:{said.article}|{said.outlet or ''}"


def _teller(said: Said) -> str:
    return said.outlet or f"article {said.article}"


def _order(said: Said) -> tuple[object, ...]:
    return (said.published or date.max, said.outlet or "", said.article, said.number, said.text)


def _later(first: Said, said: Said) -> bool:
    return bool(first.published and said.published and first.published < said.published)


def _listed(names: Counter[str] | list[str]) -> str:
    """As in "Reuters, AFP and 3 more"."""
    every = sorted(set(names))
    if len(every) > 3:
        return f"{', '.join(every[:2])} and {len(every) - 2} more"
    return " and ".join([", ".join(every[:-1]), every[-1]] if len(every) > 1 else every)
