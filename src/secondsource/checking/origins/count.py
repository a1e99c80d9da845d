"""How many distinct origins stand behind a statement, who they are, and who relays whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from secondsource.checking.origins.alike import could_be
from secondsource.checking.origins.bodies import shown
from secondsource.checking.origins.nearby import beside_speech, names_of
from secondsource.checking.origins.relays import Relay, Relays, article_of, listed, teller_of
from secondsource.checking.origins.voices import Sort
from secondsource.model import Said


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a statement begins: ``why`` in words for a reader, ``members`` the places in the statement's sequence."""

    name: str
    why: str
    members: tuple[int, ...]


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
        names = listed([origin.name for origin in self.found])
        return f"{self.count} origin{'s' if self.count > 1 else ''}: {names}" if names else ""


def origins(statement: Sequence[Said]) -> Origins:
    """The distinct origins of one statement, from all claims that make it, in any order.

    An attributed claim begins with its source. What an article says in its own voice begins with the source that the
    same article names elsewhere, else with the wire it credits, else with its outlet; outlets that print the same words
    are one. Sources that cannot be told apart count as one. An empty statement has no origin.
    """
    return _Ends(Relays(statement)).origins()


class _Ends:
    """Where the relays end: ``places`` are the claims at each end, ``nodes`` what an end consists of."""

    def __init__(self, relays: Relays) -> None:
        self.relays = relays
        self.statement = relays.statement
        ends = relays.graph.ends()
        self.places: dict[str, set[int]] = defaultdict(set)
        for number, start in enumerate(relays.starts):
            for end in ends[relays.graph.root(start)]:
                self.places[end].add(number)
        self.nodes: dict[str, list[str]] = defaultdict(list)
        for node in relays.graph.nodes():
            self.nodes[relays.graph.root(node)].append(node)
        self.names = {end: self._name(end) for end in self.places}

    def origins(self) -> Origins:
        """The ends that can be told apart, each with its reasons."""
        one, doubts = self._doubted()
        members: dict[str, set[int]] = defaultdict(set)
        for end, at in self.places.items():
            members[_last(end, one)] |= at
        found = [
            Origin(
                self.names[end], self._why(end, [self.names[e] for e in one if _last(e, one) == end]), tuple(sorted(at))
            )
            for end, at in members.items()
        ]
        found.sort(key=lambda origin: (origin.name, origin.why, origin.members))
        return Origins(tuple(found), tuple(sorted(self.relays.edges)), tuple(sorted(doubts)))

    def _doubted(self) -> tuple[dict[str, str], set[str]]:
        """Which ends are counted with which others, and the doubts in words."""
        articles = {end: {self.statement[i].article for i in at} for end, at in self.places.items()}
        keys = {end: {n for n in self.nodes[end] if not n.startswith(("article:", "office:"))} for end in self.places}
        one: dict[str, str] = {}
        doubts: set[str] = set()
        for end, (other, like) in could_be(keys, articles).items():
            one[end] = other
            named = self._called(like, self.names[other])
            doubts.add(f"“{self.names[end]}” could be the same as “{named}”: nothing tells them apart")
        for end in sorted(set(keys) - set(one)):
            contexts = {self.statement[i].context for i in self.places[end] if self._own(i) == end}
            spoken = frozenset[tuple[str, ...]]().union(*map(beside_speech, contexts))
            for other in sorted(set(keys) - {end}):
                if _last(other, one) == end or not any(spoken & names_of(key) for key in keys[other]):
                    continue
                one[end] = other
                doubts.add(
                    f"“{self.names[end]}” names “{self.names[other]}” as a source nearby: "
                    "its own words could come from there"
                )
                break
        return one, doubts

    def _own(self, number: int) -> str | None:
        """The end that a claim in an article's own voice is at, without a relay on the way."""
        start = self.relays.starts[number]
        return self.relays.graph.root(start) if start == article_of(self.statement[number]) else None

    def _called(self, key: str, otherwise: str) -> str:
        if key not in self.relays.attributed:
            return otherwise
        return min((shown(voice.name) or voice.name for voice in self.relays.voices.get(key, ())), default=otherwise)

    def _name(self, end: str) -> str:
        """What a reader is shown: a source before a wire and an outlet, an institution before its people."""
        relays = self.relays
        voices = [(node, voice) for node in self.nodes[end] for voice in relays.voices.get(node, ())]
        spoken_for = {voice.speaks_for for _, voice in voices}
        best: list[tuple[tuple[object, ...], str]] = []
        for node, voice in voices:
            told = node in relays.attributed or voice.name in spoken_for
            rank = {Sort.BODY: 0, Sort.PERSON: 1}.get(voice.sort, 2)
            name = (shown(voice.name) or voice.name) if told else voice.name
            first = relays.first.get(node, date.max)
            best.append(((not told, rank, node not in relays.credited, first, -len(name), name), name))
        if best:
            return min(best)[1]
        return min(teller_of(said) for said in self.statement if article_of(said) in self.nodes[end])

    def _why(self, end: str, folded: list[str]) -> str:
        """The reasons in words, for one origin."""
        nodes = set(self.nodes[end])
        by: set[str] = set()
        own: set[str] = set()
        for said, start, voices in zip(self.statement, self.relays.starts, self.relays.heard, strict=True):
            if voices and (start in nodes or any(voice.key in nodes for voice in voices)):
                by.add(teller_of(said))
            elif article_of(said) in nodes:
                own.add(teller_of(said))
        people = {v.name for node in nodes for v in self.relays.voices.get(node, ()) if v.speaks_for}
        words = []
        if by:
            words.append(f"{listed(by)} {'names' if len(by) == 1 else 'name'} it as the source")
        if people:
            words.append(f"{listed(people)} {'speaks' if len(people) == 1 else 'speak'} for it")
        if own and not by:
            words.append(f"{listed(own)} {'says' if len(own) == 1 else 'say'} it without another source")
        if folded:
            words.append(f"{listed(folded)} could be the same")
        return "; ".join(words) or "another source cites it"


def _last(end: str, one: dict[str, str]) -> str:
    """The end that ``end`` is counted with."""
    while end in one:
        end = one[end]
    return end
